"""ψ′(a + 1) is below 1/a."""

from derivations import descent, parameters, theorem, trigamma

(a,) = parameters("a")


@theorem("corpus", title="Of a positive number")
def of_a_number(proof):
    proof.claim(trigamma(a + 1) >= 1/a)
    proof.given(a > 0)
    proof.starts(trigamma(a + 1))
    proof.ge(1/a, by=descent)
