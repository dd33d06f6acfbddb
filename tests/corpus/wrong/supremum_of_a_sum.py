"""The supremum of a sum as the sum of the suprema."""

from derivations import Function, bounded, extremum, points, sup, theorem

(i,) = points("i")
f, g = Function("f", i), Function("g", i)


@theorem(title="Mine")
def mine(proof):
    proof.claim(sup[i](f(i) + g(i)) == sup[i](f(i)) + sup[i](g(i)))
    proof.given(bounded(sup[i](f(i))), bounded(sup[i](g(i))))
    proof.starts(sup[i](f(i) + g(i)))
    proof.eq(sup[i](f(i)) + sup[i](g(i)), by=extremum)  # wrong
