"""Jensen's inequality shows that a divergence is at most zero, where the weight is turned over."""

from derivations import (
    E,
    KL,
    Law,
    definition,
    integrable,
    integral,
    jensen,
    log,
    logarithm,
    marginal,
    points,
    support,
    theorem,
)

(z,) = points("z")
q, r = Law("q", z), Law("r", z)


@theorem(title="Mine")
def mine(proof):
    proof.claim(KL[z](q(z), r(z)) <= 0)
    proof.given(integrable[q(z)](log(q(z)/r(z))), integrable[q(z)](q(z)/r(z)))
    proof.starts(KL[z](q(z), r(z)))
    proof.eq(E[q(z)](log(q(z)/r(z))), by=definition)
    proof.le(log(E[q(z)](q(z)/r(z))), by=jensen)
    proof.eq(log(integral[z](r(z))), by=support)  # wrong
    proof.eq(log(1), by=marginal)
    proof.eq(0, by=logarithm)
