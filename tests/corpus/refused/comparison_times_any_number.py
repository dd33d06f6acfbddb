"""Times a number that is only not zero, a comparison may turn round."""

from derivations import iff, parameters, rearrange, theorem

m, s, u, y = parameters("m s u y")


@theorem(title="A comparison times a denominator of any sign")
def multiplied(proof):
    proof.claim(iff(m <= y/(s + u), m*(s + u) <= y))
    proof.given(s + u != 0)
    proof.starts(m <= y/(s + u))
    proof.iff(m*(s + u) <= y, by=rearrange)
