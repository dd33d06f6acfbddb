"""The best of the first K is not the best of the first J."""

from derivations import Function, algebra, bounded, counts, points, sup, theorem

(i,) = points("i")
K, J = counts("K J")
f = Function("f", i)


@theorem("corpus", title="Any two suprema are equal")
def equal(proof):
    proof.claim(sup[i:K](f(i)) - sup[i:J](f(i)) == 0)
    proof.given(bounded(sup[i:K](f(i))))
    proof.starts(sup[i:K](f(i)) - sup[i:J](f(i)))
    proof.eq(0, by=algebra)
