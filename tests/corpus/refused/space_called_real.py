"""A space called real: its points are taken for numbers, and two of them may be put in as one."""

from derivations import Function, algebra, points, theorem

(real,) = points("real")
f = Function("f", real)


@theorem("corpus", title="A function of a number")
def twice(proof):
    proof.claim(f(real) + f(real) == 2*f(real))
    proof.starts(f(real) + f(real))
    proof.eq(2*f(real), by=algebra)
