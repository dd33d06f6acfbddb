"""Times a denominator that may be zero, an equation may gain a solution."""

from derivations import iff, parameters, rearrange, theorem

m, s, u, y = parameters("m s u y")


@theorem(title="A solution whose denominator may be zero")
def solved(proof):
    proof.claim(iff(m*(s + u) == u*y, m == u*y/(s + u)))
    proof.starts(m*(s + u) == u*y)
    proof.iff(m == u*y/(s + u), by=rearrange)
