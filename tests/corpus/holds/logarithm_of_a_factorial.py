"""ln Γ(5) is the logarithm of 24, and its slope there is ψ(1) + 25/12."""

from derivations import D, differentiate, digamma, lgamma, log, logarithm, parameters, recurrence, theorem

(a,) = parameters("a")


@theorem("corpus", title="The logarithm of four factorial")
def factorial(proof):
    proof.claim(lgamma(5) == log(24))
    proof.starts(lgamma(5))
    proof.eq(log(1) + log(2) + log(3) + log(4), by=recurrence)
    proof.eq(log(24), by=logarithm)


@theorem("corpus", title="The slope at five")
def at_five(proof):
    proof.claim(D[a:5](lgamma(a)) == digamma(1) + 25/12)
    proof.starts(D[a:5](lgamma(a)))
    proof.eq(digamma(5), by=differentiate)
    proof.eq(digamma(1) + 25/12, by=recurrence)
