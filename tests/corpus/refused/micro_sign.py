"""The micro sign is another character than the Greek letter, and Python reads both names as one."""

from derivations import Function, algebra, points, theorem

(z,) = points("z")
µ = Function("µ", z)


@theorem("corpus", title="A function under two spellings")
def same(proof):
    proof.claim(µ(z) + μ(z) == 2*μ(z))
    proof.starts(µ(z) + μ(z))
    proof.eq(2*μ(z), by=algebra)
