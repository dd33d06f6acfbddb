"""A product of matrices does not commute."""

from derivations import *

(x,) = points("x")
f, g = Function("f", x), Function("g", x)
a, b, c = parameters("a b c")


@theorem(title="A product")
def one(proof):
    proof.claim(matrix([[1, a], [0, 1]]) @ matrix([[1, 0], [b, 1]]) == matrix([[1, 0], [b, 1]]) @ matrix([[1, a], [0, 1]]))
    proof.starts(matrix([[1, a], [0, 1]]) @ matrix([[1, 0], [b, 1]]))
    proof.eq(matrix([[1, 0], [b, 1]]) @ matrix([[1, a], [0, 1]]), by=algebra)
