"""1/2 is no whole number of steps."""

from derivations import digamma, parameters, recurrence, theorem

(a,) = parameters("a")


@theorem("corpus", title="ψ, half a step up")
def half_a_step(proof):
    proof.claim(digamma(a + 1/2) == digamma(a) + 1/(2*a))
    proof.given(a > 0)
    proof.starts(digamma(a + 1/2))
    proof.eq(digamma(a) + 1/(2*a), by=recurrence)
