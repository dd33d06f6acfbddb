"""ψ″ grows by 2/a³ from a to a + 1."""

from derivations import parameters, polygamma, recurrence, theorem

(a,) = parameters("a")


@theorem("corpus", title="Of a positive number")
def of_a_number(proof):
    proof.claim(polygamma(2, a + 1) == polygamma(2, a) - 2/a**3)
    proof.given(a > 0)
    proof.starts(polygamma(2, a + 1))
    proof.eq(polygamma(2, a) - 2/a**3, by=recurrence)
