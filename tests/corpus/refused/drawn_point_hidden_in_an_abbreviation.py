"""A bound point hides in an abbreviation of another point, so that its mean reads as a bound on the thing itself."""

from derivations import E, Law, abbreviation, integral, marginal, points, support, theorem

x, z = points("x z")
q, r, p = Law("q", z), Law("r", z), Law("p", x, z)


@abbreviation
def c(x):
    return p(x, z)/q(z)


@theorem("corpus", title="An average of what does not move")
def one(proof):
    proof.claim(E[q(z)](c(x)) <= p(x))
    proof.starts(E[q(z)](c(x)))
    proof.le(integral[z](p(x, z)), by=support)
    proof.eq(p(x), by=marginal)
