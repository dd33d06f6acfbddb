"""A number is no set of members."""

from derivations import Function, bounded, extremum, inf, points, theorem

(i,) = points("i")
f = Function("f", i)


@theorem("corpus", title="An infimum over the first three")
def first(proof):
    proof.claim(inf[i:3](f(i) + 1) == inf[i:3](f(i)) + 1)
    proof.given(bounded(inf[i:3](f(i))))
    proof.starts(inf[i:3](f(i) + 1))
    proof.eq(inf[i:3](f(i)) + 1, by=extremum)
