"""A theorem on matrices is cited of which one entry does not hold."""

from derivations import *

(x,) = points("x")
f, g = Function("f", x), Function("g", x)
a, b, c = parameters("a b c")


@theorem(title="A matrix")
def one(proof):
    proof.claim(matrix([[a, b]]) == matrix([[a, c]]))
    proof.starts(matrix([[a, b]]))
    proof.eq(matrix([[a, c]]), by=algebra)


@theorem(title="A multiple")
def two(proof):
    proof.claim(f(x)*matrix([[a, b]]) == f(x)*matrix([[a, c]]))
    proof.starts(f(x)*matrix([[a, b]]))
    proof.eq(f(x)*matrix([[a, c]]), by=one)
