"""Python reads its last lines one way to parse them and another way to find its letters."""

from derivations import E, Law, abbreviation, integral, marginal, points, support, theorem

x, z = points("x z")
q, p = Law("q", z), Law("p", x, z)


@abbreviation
def c(u):
    return u*p(x, z)/q(z)


@theorem("corpus", title="An average of what does not move")
def one(proof):
    proof.claim(E[q(z)](c(integral[z](q(z)))) <= p(x))
    proof.starts(E[q(z)](c(integral[z](q(z)))))
    proof.eq(E[q(z)](p(x, z)/q(z)), by=marginal)
    proof.le(integral[z](p(x, z)), by=support)
    proof.eq(p(x), by=marginal)
  \

