"""ψ(f + 1) is defined for f = −1/2, where ψ(f) is not."""

from derivations import Function, digamma, points, recurrence, theorem

(z,) = points("z")
f = Function("f", z)


@theorem("corpus", title="ψ, one step up")
def one_step_up(proof):
    proof.claim(digamma(f(z) + 1) == digamma(f(z)) + 1/f(z))
    proof.given(f(z) + 1 > 0, f(z) != 0)
    proof.starts(digamma(f(z) + 1))
    proof.eq(digamma(f(z)) + 1/f(z), by=recurrence)
