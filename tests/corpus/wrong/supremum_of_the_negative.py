"""A minus sign leaves a supremum, which stays a supremum."""

from derivations import Function, bounded, extremum, points, sup, theorem

(i,) = points("i")
f = Function("f", i)


@theorem(title="Mine")
def mine(proof):
    proof.claim(sup[i](-f(i)) == -sup[i](f(i)))
    proof.given(bounded(sup[i](-f(i))), bounded(sup[i](f(i))))
    proof.starts(sup[i](-f(i)))
    proof.eq(-sup[i](f(i)), by=extremum)  # wrong
