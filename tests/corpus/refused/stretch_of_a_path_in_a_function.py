"""A function is taken at points: a stretch of a path has several."""

from derivations import Function, algebra, points, theorem

(y,) = points("y")
f = Function("f", y)


@theorem("corpus", title="A function at a stretch")
def at_a_stretch(proof):
    proof.claim(f(y[1:2]) - f(y[1:2]) == 0)
    proof.starts(f(y[1:2]) - f(y[1:2]))
    proof.eq(0, by=algebra)
