"""The function that is declared nonnegative is not the one whose logarithm is bounded, as its name is read."""

from derivations import E, Function, Law, integrable, linearity, log, points, tangent, theorem

(z,) = points("z")
q = Law("q", z)
f, g = Function("g", z), Function("f", z, nonnegative=True)


@theorem("corpus", title="The mean logarithm is at most the mean less one")
def below(proof):
    proof.claim(E[q(z)](log(g(z))) <= E[q(z)](g(z)) - 1)
    proof.given(integrable[q(z)](log(g(z))), integrable[q(z)](g(z)))
    proof.starts(E[q(z)](log(g(z))))
    proof.le(E[q(z)](g(z) - 1), by=tangent)
    proof.eq(E[q(z)](g(z)) - 1, by=linearity)
