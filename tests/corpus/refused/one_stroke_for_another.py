"""l and I are two points of one space, and printed they are one stroke each: read as one point the line is false."""

from derivations import E, Function, Law, Point, linearity, theorem

l, I = Point("l", "z"), Point("I", "z")
q, f = Law("q", l), Function("f", l)


@theorem("1", title="no variance")
def no_variance(proof):
    proof.claim(E[q(l)](f(I)**2) == f(I)**2)
    proof.starts(E[q(l)](f(I)**2))
    proof.eq(f(I)**2, by=linearity)
