"""Matrices are not compared by size."""

from derivations import *

(x,) = points("x")
f, g = Function("f", x), Function("g", x)
a, b, c = parameters("a b c")


@theorem(title="A larger matrix")
def one(proof):
    proof.claim(matrix([[a, b], [b, a]]) <= matrix([[a + 1, b], [b, a + 1]]))
    proof.starts(matrix([[a, b], [b, a]]))
    proof.le(matrix([[a + 1, b], [b, a + 1]]), by=algebra)
