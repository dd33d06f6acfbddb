"""ψ(a) is above log a − 1/a, not below it."""

from derivations import descent, digamma, log, parameters, theorem

(a,) = parameters("a")


@theorem("corpus", title="Of a positive number")
def of_a_number(proof):
    proof.claim(digamma(a) <= log(a) - 1/a)
    proof.given(a > 0)
    proof.starts(digamma(a))
    proof.le(log(a) - 1/a, by=descent)
