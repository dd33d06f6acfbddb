"""Γ(1/2) is the root of π, not one."""

from derivations import lgamma, log, parameters, recurrence, theorem

(a,) = parameters("a")


@theorem("corpus", title="Of a positive number")
def of_a_number(proof):
    proof.claim(lgamma(3/2) == log(1/2))
    proof.given(a > 0)
    proof.starts(lgamma(3/2))
    proof.eq(log(1/2), by=recurrence)
