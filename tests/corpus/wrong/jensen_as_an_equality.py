"""The logarithm of an average of draws, taken for unbiased."""

from derivations import (
    E,
    Function,
    Law,
    counts,
    iid,
    integrable,
    jensen,
    linearity,
    log,
    mean,
    one_draw,
    points,
    theorem,
)

(z,) = points("z")
K, k = counts("K k")
q, d = Law("q", z), Function("d", z, nonnegative=True)


@theorem(title="Mine")
def mine(proof):
    proof.claim(E[iid(q(z), K)](log(mean[k:K](1 + d(z[k])))) == log(1 + E[q(z)](d(z))))
    proof.given(integrable[iid(q(z), K)](log(mean[k:K](1 + d(z[k])))), integrable[q(z)](d(z)))
    proof.starts(E[iid(q(z), K)](log(mean[k:K](1 + d(z[k])))))
    proof.eq(log(E[iid(q(z), K)](mean[k:K](1 + d(z[k])))), by=jensen)  # wrong
    proof.eq(log(mean[k:K](E[iid(q(z), K)](1 + d(z[k])))), by=linearity)
    proof.eq(log(mean[k:K](E[q(z)](1 + d(z)))), by=one_draw)
    proof.eq(log(1 + E[q(z)](d(z))), by=linearity)
