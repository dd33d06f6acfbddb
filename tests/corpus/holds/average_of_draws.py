"""The average of K independent draws has the mean of one draw, and a K-th of its variance."""

from derivations import (
    E,
    Function,
    Law,
    algebra,
    counts,
    iid,
    integrable,
    linearity,
    mean,
    moments,
    one_draw,
    points,
    theorem,
)

(z,) = points("z")
K, k = counts("K k")
q, f = Law("q", z), Function("f", z)


@theorem(title="The average is unbiased")
def unbiased(proof):
    proof.claim(E[iid(q(z), K)](mean[k:K](f(z[k]))) == E[q(z)](f(z)))
    proof.given(integrable[q(z)](f(z)))
    proof.starts(E[iid(q(z), K)](mean[k:K](f(z[k]))))
    proof.eq(mean[k:K](E[iid(q(z), K)](f(z[k]))), by=linearity)
    proof.eq(mean[k:K](E[q(z)](f(z))), by=one_draw)
    proof.eq(E[q(z)](f(z)), by=linearity)


@theorem(title="Its variance is a K-th of that of one draw")
def variance(proof):
    proof.claim(E[iid(q(z), K)](mean[k:K](f(z[k]))**2) - E[q(z)](f(z))**2 == (E[q(z)](f(z)**2) - E[q(z)](f(z))**2)/K)
    proof.given(integrable[q(z)](f(z)**2))
    proof.starts(E[iid(q(z), K)](mean[k:K](f(z[k]))**2) - E[q(z)](f(z))**2)
    proof.eq(E[q(z)](f(z)**2)/K + (K - 1)/K*E[q(z)](f(z))**2 - E[q(z)](f(z))**2, by=moments)
    proof.eq((E[q(z)](f(z)**2) - E[q(z)](f(z))**2)/K, by=algebra)
