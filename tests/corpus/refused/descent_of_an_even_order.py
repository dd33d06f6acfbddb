"""ψ″ is negative."""

from derivations import descent, parameters, polygamma, theorem

(a,) = parameters("a")


@theorem("corpus", title="Of a positive number")
def of_a_number(proof):
    proof.claim(polygamma(2, a) >= 0)
    proof.given(a > 0)
    proof.starts(polygamma(2, a))
    proof.ge(0, by=descent)
