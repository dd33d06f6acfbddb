"""ψ(a) does not vanish at infinity, and is negative for small a."""

from derivations import descent, digamma, parameters, theorem

(a,) = parameters("a")


@theorem("corpus", title="Of a positive number")
def of_a_number(proof):
    proof.claim(digamma(a) >= 0)
    proof.given(a > 0)
    proof.starts(digamma(a))
    proof.ge(0, by=descent)
