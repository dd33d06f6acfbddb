"""An inverse is not one over each entry."""

from derivations import *

(x,) = points("x")
f, g = Function("f", x), Function("g", x)
a, b, c = parameters("a b c")


@theorem(title="An inverse")
def one(proof):
    proof.claim(inverse(matrix([[a, 1], [1, a]])) == matrix([[1/a, 1], [1, 1/a]]))
    proof.given(a > 1)
    proof.starts(inverse(matrix([[a, 1], [1, a]])))
    proof.eq(matrix([[1/a, 1], [1, 1/a]]), by=algebra)
