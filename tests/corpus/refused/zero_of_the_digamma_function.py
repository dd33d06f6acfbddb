"""ψ has a zero between 1 and 2, where nothing may be divided by it."""

from derivations import Function, algebra, digamma, points, theorem

(z,) = points("z")
f = Function("f", z)


@theorem("corpus", title="Cancelled")
def cancelled(proof):
    proof.claim(digamma(f(z))/digamma(f(z)) == 1)
    proof.given(f(z) > 0)
    proof.starts(digamma(f(z))/digamma(f(z)))
    proof.eq(1, by=algebra)
