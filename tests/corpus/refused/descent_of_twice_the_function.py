"""ψ(a) outweighs half of log a where a is large."""

from derivations import descent, digamma, log, parameters, theorem

(a,) = parameters("a")


@theorem("corpus", title="Of a positive number")
def of_a_number(proof):
    proof.claim(log(a) >= 2*digamma(a))
    proof.given(a > 0)
    proof.starts(log(a))
    proof.ge(2*digamma(a), by=descent)
