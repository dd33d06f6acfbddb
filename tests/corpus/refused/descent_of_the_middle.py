"""ψ(a) is below log a − 1/(2a), not above it."""

from derivations import descent, digamma, log, parameters, theorem

(a,) = parameters("a")


@theorem("corpus", title="Of a positive number")
def of_a_number(proof):
    proof.claim(digamma(a) >= log(a) - 1/(2*a))
    proof.given(a > 0)
    proof.starts(digamma(a))
    proof.ge(log(a) - 1/(2*a), by=descent)
