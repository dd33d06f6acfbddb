"""Where f is between −1 and 0 the mean of ψ(f + 1) is defined, and that of ψ(f) + 1/f is not."""

from derivations import E, Function, Law, always, digamma, integrable, points, recurrence, theorem

(z,) = points("z")
q, f = Law("q", z), Function("f", z)


@theorem("corpus", title="The mean of ψ, one step up")
def one_step_up(proof):
    proof.claim(E[q(z)](digamma(f(z) + 1)) == E[q(z)](digamma(f(z)) + 1/f(z)))
    proof.given(always[q(z)](f(z) > -1), always[q(z)](f(z) != 0), integrable[q(z)](digamma(f(z) + 1)))
    proof.starts(E[q(z)](digamma(f(z) + 1)))
    proof.eq(E[q(z)](digamma(f(z)) + 1/f(z)), by=recurrence)
