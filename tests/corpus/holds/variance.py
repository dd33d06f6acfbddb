"""Squaring out f − m with the constant m = E f; f is square-integrable."""

from derivations import E, Function, Law, abbreviation, algebra, integrable, linearity, points, theorem

(z,) = points("z")
q, f = Law("q", z), Function("f", z)


@abbreviation
def m(f):
    """The mean of a function of z."""
    return E[q(z)](f)


@theorem("corpus", title="The variance is the second moment less the squared mean")
def variance(proof):
    proof.claim(E[q(z)]((f(z) - m(f(z)))**2) == E[q(z)](f(z)**2) - m(f(z))**2)
    proof.given(integrable[q(z)]((f(z) - m(f(z)))**2))
    proof.starts(E[q(z)]((f(z) - m(f(z)))**2))
    proof.eq(E[q(z)](f(z)**2 - 2*m(f(z))*f(z) + m(f(z))**2), by=algebra)
    proof.eq(E[q(z)](f(z)**2) - 2*m(f(z))*E[q(z)](f(z)) + m(f(z))**2, by=linearity)
    proof.eq(E[q(z)](f(z)**2) - m(f(z))**2, by=algebra)
