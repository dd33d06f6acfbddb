"""The mean of log r/q is at most the logarithm of the mean of r/q, which is at most one."""

from derivations import (
    E,
    Law,
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


@theorem("corpus", title="The mean log ratio is never positive")
def mean_log_ratio(proof):
    proof.claim(E[q(z)](log(r(z)/q(z))) <= 0)
    proof.given(integrable[q(z)](log(r(z)/q(z))))
    proof.starts(E[q(z)](log(r(z)/q(z))))
    proof.le(log(E[q(z)](r(z)/q(z))), by=jensen)
    proof.le(log(integral[z](r(z))), by=support)
    proof.eq(log(1), by=marginal)
    proof.eq(0, by=logarithm)
