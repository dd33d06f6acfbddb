"""Importance weighting: where q covers r, the mean of f r/q under q is the mean of f under r."""

from derivations import (
    E,
    Function,
    Law,
    always,
    definition,
    implies,
    integrable,
    integral,
    points,
    support,
    theorem,
)

(z,) = points("z")
q, r, f = Law("q", z), Law("r", z), Function("f", z)


@theorem("corpus", title="Importance sampling is unbiased")
def importance(proof):
    proof.claim(E[q(z)](r(z)/q(z)*f(z)) == E[r(z)](f(z)))
    proof.given(integrable[q(z)](f(z)*r(z)/q(z)), integrable[r(z)](f(z)), always[z](implies(r(z) > 0, q(z) > 0)))
    proof.starts(E[q(z)](r(z)/q(z)*f(z)))
    proof.eq(integral[z](r(z)*f(z)), by=support)
    proof.eq(E[r(z)](f(z)), by=definition)
