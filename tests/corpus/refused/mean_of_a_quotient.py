"""Where q misses mass of r the mean ratio is below one, and dividing by it does not give the mean under r."""

from derivations import (
    E,
    Function,
    Law,
    definition,
    integrable,
    integral,
    linearity,
    points,
    support,
    theorem,
)

(z,) = points("z")
q, r = Law("q", z), Law("r", z)
f = Function("f", z)


@theorem("corpus", title="Self-normalised weights are unbiased")
def quotient(proof):
    proof.claim(E[q(z)](f(z)*(r(z)/q(z))/E[q(z)](r(z)/q(z))) == E[r(z)](f(z)))
    proof.given(integrable[r(z)](f(z)), E[q(z)](r(z)/q(z)) > 0)
    proof.starts(E[q(z)](f(z)*(r(z)/q(z))/E[q(z)](r(z)/q(z))))
    proof.eq(E[q(z)](f(z)*(r(z)/q(z))), by=linearity)
    proof.eq(integral[z](r(z)*f(z)), by=support)
    proof.eq(E[r(z)](f(z)), by=definition)
