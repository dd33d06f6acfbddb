"""What is called a mistake is the claim with its sides turned round."""

from derivations import *

(x,) = points("x")
f, g = Function("f", x), Function("g", x)
a, b, c = parameters("a b c")


@theorem(title="A transposed matrix")
def one(proof):
    proof.claim(matrix([[a, b], [c, a]]).T == matrix([[a, c], [b, a]]))
    proof.starts(matrix([[a, b], [c, a]]).T)
    proof.eq(matrix([[a, c], [b, a]]), by=algebra)
    proof.twin(matrix([[a, c], [b, a]]).T == matrix([[a, b], [c, a]]), "no mistake")
