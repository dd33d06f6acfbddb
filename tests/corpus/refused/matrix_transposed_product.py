"""A transposed product has its factors the other way round."""

from derivations import *

(x,) = points("x")
f, g = Function("f", x), Function("g", x)
a, b, c = parameters("a b c")


@theorem(title="A transposed product")
def one(proof):
    proof.claim((matrix([[1, a], [0, 1]]) @ matrix([[1, b], [c, 1]])).T == matrix([[1, a], [0, 1]]).T @ matrix([[1, b], [c, 1]]).T)
    proof.starts((matrix([[1, a], [0, 1]]) @ matrix([[1, b], [c, 1]])).T)
    proof.eq(matrix([[1, a], [0, 1]]).T @ matrix([[1, b], [c, 1]]).T, by=algebra)
