"""ψ(f)·0 is defined only where f is positive."""

from derivations import Function, algebra, digamma, points, theorem

(z,) = points("z")
f = Function("f", z)


@theorem("corpus", title="Nothing times what is undefined")
def nothing(proof):
    proof.claim(digamma(f(z)) - digamma(f(z)) == 0)
    proof.starts(digamma(f(z)) - digamma(f(z)))
    proof.eq(0, by=algebra)
