"""Both sides of a comparison times a denominator: for an equation it is not zero, for ≤ it is positive."""

from derivations import algebra, iff, parameters, rearrange, theorem

m, s, u, y = parameters("m s u y")


@theorem(title="A stationary point, solved for the mean")
def solved(proof):
    proof.claim(iff(m*(s + u) == u*y, m == u*y/(s + u)))
    proof.given(s + u != 0)
    proof.starts(m*(s + u) == u*y)
    proof.iff(m == u*y/(s + u), by=rearrange)


@theorem(title="Two quotients, one denominator after the other")
def crosswise(proof):
    proof.claim(iff(m/s <= y/u, m*u <= y*s))
    proof.given(s > 0, u > 0)
    proof.starts(m/s <= y/u)
    proof.iff(m <= y*s/u, by=rearrange)
    proof.iff(m*u <= y*s, by=rearrange)


@theorem(title="An even power is positive where it is not zero")
def squared(proof):
    proof.claim(iff(m/s**2 <= y, m <= y*s**2))
    proof.given(s != 0)
    proof.starts(m/s**2 <= y)
    proof.iff(m <= y*s**2, by=rearrange)


@theorem(title="The same statement in another order")
def reordered(proof):
    proof.claim(iff(m*s*2 == y, 2*m*s == y))
    proof.starts(m*s*2 == y)
    proof.iff(2*m*s == y, by=algebra)
