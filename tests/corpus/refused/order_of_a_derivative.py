"""The derivative of ψ is ψ′, not ψ″."""

from derivations import D, differentiate, digamma, parameters, polygamma, theorem

(a,) = parameters("a")


@theorem("corpus", title="Of a positive number")
def of_a_number(proof):
    proof.claim(D[a](digamma(a)) == polygamma(2, a))
    proof.given(a > 0)
    proof.starts(D[a](digamma(a)))
    proof.eq(polygamma(2, a), by=differentiate)
