"""The divergence that the bound leaves out is one from the posterior, not from the law of the noisy points."""

from derivations import *
from derivations.chapters.elbo import evidence
from derivations.chapters.elbo import p as p0, q as q0, r as r0, x as x0, z as z0

(x,) = points("x")
T, t = counts("T t")
q, p = Chain("q", x), Chain("p", x)


@theorem(title="Prior for posterior")
def wrong(proof):
    proof.claim(log(p(x[0])) == E[q(x[1:T] | x[0])](log(p(x[0:T])/q(x[1:T] | x[0]))) + KL[x[1:T]](q(x[1:T] | x[0]), p(x[1:T])))
    proof.given(q(x[0]) > 0, integrable[q(x[1:T] | x[0])](log(p(x[0:T])/q(x[1:T] | x[0]))))
    proof.starts(log(p(x[0])))
    proof.eq(E[q(x[1:T] | x[0])](log(p(x[0:T])/q(x[1:T] | x[0]))) + KL[x[1:T]](q(x[1:T] | x[0]), p(x[1:T])), by=evidence.at({z0: x[1:T], x0: x[0], q0(z0): q(x[1:T] | x[0]), p0(x0, z0): p(x[0:T])}))
