"""A constant leaves a supremum that may be infinite."""

from derivations import Function, extremum, points, sup, theorem

(i,) = points("i")
f = Function("f", i)


@theorem(title="Mine")
def mine(proof):
    proof.claim(sup[i](1 + f(i)) == 1 + sup[i](f(i)))  # wrong
    proof.starts(sup[i](1 + f(i)))  # needs
    proof.eq(1 + sup[i](f(i)), by=extremum)
