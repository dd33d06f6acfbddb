"""A count is no set of members: sup[i:K] is read as if no set stood there."""

from derivations import Function, bounded, counts, extremum, points, sup, theorem

(i,) = points("i")
K = counts("K")[0]
f = Function("f", i)


@theorem("corpus", title="A supremum over the first K")
def first(proof):
    proof.claim(sup[i:K](f(i) + 1) == sup[i:K](f(i)) + 1)
    proof.given(bounded(sup[i:K](f(i))))
    proof.starts(sup[i:K](f(i) + 1))
    proof.eq(sup[i:K](f(i)) + 1, by=extremum)
