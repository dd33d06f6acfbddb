"""Where a and b are equal, the determinant is zero."""

from derivations import *

(x,) = points("x")
f, g = Function("f", x), Function("g", x)
a, b, c = parameters("a b c")


@theorem(title="An inverse")
def one(proof):
    proof.claim(matrix([[a, b], [b, a]]) @ inverse(matrix([[a, b], [b, a]])) == identity(2))
    proof.given(a != 0, b != 0)
    proof.starts(matrix([[a, b], [b, a]]) @ inverse(matrix([[a, b], [b, a]])))
    proof.eq(identity(2), by=algebra)
