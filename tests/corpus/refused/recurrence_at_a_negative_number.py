"""A theorem for every a > 0 is cited at −1/2, where ψ is not defined."""

from derivations import digamma, parameters, recurrence, theorem

(a,) = parameters("a")


@theorem("corpus", title="ψ, one step up")
def one_step_up(proof):
    proof.claim(digamma(a + 1) == digamma(a) + 1/a)
    proof.given(a > 0)
    proof.starts(digamma(a + 1))
    proof.eq(digamma(a) + 1/a, by=recurrence)


@theorem("corpus", title="ψ of one half")
def of_one_half(proof):
    proof.claim(digamma(1/2) == digamma(-1/2) - 2)
    proof.starts(digamma(1/2))
    proof.eq(digamma(-1/2) - 2, by=one_step_up.at({a: -1/2}))
