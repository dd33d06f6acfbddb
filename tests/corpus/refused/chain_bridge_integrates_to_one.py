"""The same without a law in brackets: the integral over the point between is infinite at such a pair."""

from derivations import Chain, integral, marginal, points, theorem

(y,) = points("y")
e = Chain("e", y)


@theorem("corpus", title="The density of the point between two given points integrates to one")
def mass(proof):
    proof.claim(integral[y[2]](e(y[2] | y[1], y[3])) == 1)
    proof.given(e(y[1], y[3]) > 0)
    proof.starts(integral[y[2]](e(y[2] | y[1], y[3])))
    proof.eq(1, by=marginal)
