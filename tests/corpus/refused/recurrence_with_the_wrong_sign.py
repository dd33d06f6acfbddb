"""ψ grows from a to a + 1."""

from derivations import digamma, parameters, recurrence, theorem

(a,) = parameters("a")


@theorem("corpus", title="Of a positive number")
def of_a_number(proof):
    proof.claim(digamma(a + 1) == digamma(a) - 1/a)
    proof.given(a > 0)
    proof.starts(digamma(a + 1))
    proof.eq(digamma(a) - 1/a, by=recurrence)
