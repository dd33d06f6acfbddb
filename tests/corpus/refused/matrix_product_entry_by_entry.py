"""A product of matrices is not taken entry by entry."""

from derivations import *

(x,) = points("x")
f, g = Function("f", x), Function("g", x)
a, b, c = parameters("a b c")


@theorem(title="A square")
def one(proof):
    proof.claim(matrix([[a, b], [b, a]]) @ matrix([[a, b], [b, a]]) == matrix([[a**2, b**2], [b**2, a**2]]))
    proof.starts(matrix([[a, b], [b, a]]) @ matrix([[a, b], [b, a]]))
    proof.eq(matrix([[a**2, b**2], [b**2, a**2]]), by=algebra)
