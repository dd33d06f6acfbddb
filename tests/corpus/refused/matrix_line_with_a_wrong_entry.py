"""The first and the last line are equal, and in between one entry is wrong."""

from derivations import *

(x,) = points("x")
f, g = Function("f", x), Function("g", x)
a, b, c = parameters("a b c")


@theorem(title="A line between")
def one(proof):
    proof.claim(matrix([[a, b]]) == matrix([[a + 0, b + 0]]))
    proof.starts(matrix([[a, b]]))
    proof.eq(matrix([[a, a]]), by=algebra)
    proof.eq(matrix([[a + 0, b + 0]]), by=algebra)
