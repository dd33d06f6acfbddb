"""A point between two others: where their density is the integral over it, which is given, or holds under a law."""

from derivations import Chain, E, always, integrable, integral, linearity, marginal, markov, points, theorem

(y,) = points("y")
e = Chain("e", y)


@theorem("corpus", title="The equation of Chapman and Kolmogorov where its integral is finite")
def two_steps(proof):
    proof.claim(e(y[1], y[3]) == integral[y[2]](e(y[1], y[2])*e(y[3] | y[2])))
    proof.given(always[y[2]](e(y[2]) > 0), integrable[y[2]](e(y[1], y[2], y[3])))
    proof.starts(e(y[1], y[3]))
    proof.eq(integral[y[2]](e(y[1], y[2], y[3])), by=marginal)
    proof.eq(integral[y[2]](e(y[1], y[2])*e(y[3] | y[2])), by=markov)


@theorem("corpus", title="For almost every pair that is drawn, the point between has a law")
def bridge(proof):
    proof.claim(E[e(y[3] | y[1])](E[e(y[2] | y[1], y[3])](3)) == 3)
    proof.given(e(y[1]) > 0)
    proof.starts(E[e(y[3] | y[1])](E[e(y[2] | y[1], y[3])](3)))
    proof.eq(E[e(y[3] | y[1])](3), by=linearity)
    proof.eq(3, by=linearity)


@theorem("corpus", title="Points before and behind all others integrate out at every place")
def ends(proof):
    proof.claim(integral[y[0], y[3]](e(y[0], y[2], y[3])) == e(y[2]))
    proof.starts(integral[y[0], y[3]](e(y[0], y[2], y[3])))
    proof.eq(e(y[2]), by=marginal)
