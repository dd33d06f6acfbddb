"""A third power has the sign of its base, unlike a square."""

from derivations import iff, parameters, rearrange, theorem

m, s, y = parameters("m s y")


@theorem(title="A comparison times a third power of any sign")
def cubed(proof):
    proof.claim(iff(m/s**3 <= y, m <= y*s**3))
    proof.given(s != 0)
    proof.starts(m/s**3 <= y)
    proof.iff(m <= y*s**3, by=rearrange)
