"""The entry of the first row and the second column is b, not c."""

from derivations import *

(x,) = points("x")
f, g = Function("f", x), Function("g", x)
a, b, c = parameters("a b c")


@theorem(title="A matrix")
def one(proof):
    proof.claim(matrix([[a, b], [c, a]]) == matrix([[a + 0, b + 0], [c + 0, a + 0]]))
    proof.starts(matrix([[a, b], [c, a]]))
    proof.eq(matrix([[a + 0, b + 0], [c + 0, a + 0]]), by=algebra)


@theorem(title="An entry")
def two(proof):
    proof.claim(2*matrix([[a, b], [c, a]])[1, 2] == 2*(c + 0))
    proof.starts(2*matrix([[a, b], [c, a]])[1, 2])
    proof.eq(2*(c + 0), by=one[1, 2])
