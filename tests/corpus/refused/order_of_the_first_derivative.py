"""The derivative of ψ is ψ′, not ψ itself."""

from derivations import D, differentiate, digamma, parameters, theorem

(a,) = parameters("a")


@theorem("corpus", title="The slope of ψ")
def slope(proof):
    proof.claim(D[a](digamma(a)) == digamma(a))
    proof.given(a > 0)
    proof.starts(D[a](digamma(a)))
    proof.eq(digamma(a), by=differentiate)
