"""The derivative of ψ(a + 1) exists for a = −1/2, that of ψ(a) + 1/a is not defined there."""

from derivations import D, digamma, parameters, recurrence, theorem

(a,) = parameters("a")


@theorem("corpus", title="The slope, one step up")
def slope(proof):
    proof.claim(D[a](digamma(a + 1)) == D[a](digamma(a) + 1/a))
    proof.given(a + 1 > 0, a != 0)
    proof.starts(D[a](digamma(a + 1)))
    proof.eq(D[a](digamma(a) + 1/a), by=recurrence)
