"""The last entry of a sum of matrices is one too large."""

from derivations import *

(x,) = points("x")
f, g = Function("f", x), Function("g", x)
a, b, c = parameters("a b c")


@theorem(title="A sum")
def one(proof):
    proof.claim(matrix([[a, b], [b, a]]) + identity(2) == matrix([[a + 1, b], [b, a + 2]]))
    proof.starts(matrix([[a, b], [b, a]]) + identity(2))
    proof.eq(matrix([[a + 1, b], [b, a + 2]]), by=algebra)
