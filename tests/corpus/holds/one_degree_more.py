"""One step of the recurrence in a mean, for an argument that is positive where the law has mass."""

from derivations import E, Function, Law, always, digamma, integrable, linearity, points, recurrence, theorem

(z,) = points("z")
q, f = Law("q", z), Function("f", z)


@theorem("corpus", title="The mean of ψ, one step up")
def one_step_up(proof):
    proof.claim(E[q(z)](digamma(f(z) + 1)) == E[q(z)](digamma(f(z))) + E[q(z)](1/f(z)))
    proof.given(always[q(z)](f(z) > 0), integrable[q(z)](digamma(f(z))), integrable[q(z)](1/f(z)))
    proof.starts(E[q(z)](digamma(f(z) + 1)))
    proof.eq(E[q(z)](digamma(f(z)) + 1/f(z)), by=recurrence)
    proof.eq(E[q(z)](digamma(f(z))) + E[q(z)](1/f(z)), by=linearity)
