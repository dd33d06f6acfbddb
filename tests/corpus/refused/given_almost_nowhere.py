"""A law gives mass to something, so its density is not zero almost everywhere."""

from derivations import E, Function, Law, algebra, integrable, log, points, theorem

(z,) = points("z")
q, f = Law("q", z), Function("f", z)


@theorem("corpus", title="Under a law without mass")
def vacuous(proof):
    proof.claim(E[q(z)](log(-f(z)**2)) == E[q(z)](log(-f(z)**2)) + f(z) - f(z))
    proof.given(integrable[q(z)](log(-f(z)**2)))
    proof.starts(E[q(z)](log(-f(z)**2)))
    proof.eq(E[q(z)](log(-f(z)**2)) + f(z) - f(z), by=algebra)
