"""The derivative of ψ(2a) is twice ψ′(2a)."""

from derivations import D, differentiate, digamma, parameters, theorem, trigamma

(a,) = parameters("a")


@theorem("corpus", title="Without the inner derivative")
def slope(proof):
    proof.claim(D[a](digamma(2*a)) == trigamma(2*a))
    proof.given(a > 0)
    proof.starts(D[a](digamma(2*a)))
    proof.eq(trigamma(2*a), by=differentiate)
