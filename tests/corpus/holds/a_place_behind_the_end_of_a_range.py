"""A hypothesis about places behind the end of a range is read in models, whose tables go that far."""

from derivations import Function, algebra, counts, each, points, theorem

K, k = counts("K k")
a = Function("a", k)


@theorem("corpus", title="A product of a sum")
def one(proof):
    proof.claim(a(1)*(a(1) + a(2)) == a(1)**2 + a(1)*a(2))
    proof.given(each[k:1:K + 2](k <= a(k + 1)))
    proof.starts(a(1)*(a(1) + a(2)))
    proof.eq(a(1)**2 + a(1)*a(2), by=algebra)
