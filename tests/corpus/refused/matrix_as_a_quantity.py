"""A matrix of one entry is not that entry."""

from derivations import *

(x,) = points("x")
f, g = Function("f", x), Function("g", x)
a, b, c = parameters("a b c")


@theorem(title="One entry")
def one(proof):
    proof.claim(matrix([[f(x)]]) @ matrix([[g(x)]]) == f(x)*g(x))
    proof.starts(matrix([[f(x)]]) @ matrix([[g(x)]]))
    proof.eq(f(x)*g(x), by=algebra)
