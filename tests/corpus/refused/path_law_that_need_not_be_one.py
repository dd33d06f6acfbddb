"""Where q(x[0]) is zero the noisy points have no law given x[0]."""

from derivations import *
from derivations.chapters.elbo import bound
from derivations.chapters.elbo import p as p0, q as q0, r as r0, x as x0, z as z0

(x,) = points("x")
T, t = counts("T t")
q, p = Chain("q", x), Chain("p", x)


@theorem(title="No law at the first point")
def wrong(proof):
    proof.claim(E[q(x[1:T] | x[0])](log(p(x[0:T])/q(x[1:T] | x[0]))) <= log(p(x[0])))
    proof.given(integrable[q(x[1:T] | x[0])](log(p(x[0:T])/q(x[1:T] | x[0]))))
    proof.starts(E[q(x[1:T] | x[0])](log(p(x[0:T])/q(x[1:T] | x[0]))))
    proof.le(log(p(x[0])), by=bound.at({z0: x[1:T], x0: x[0], q0(z0): q(x[1:T] | x[0]), p0(x0, z0): p(x[0:T])}))
