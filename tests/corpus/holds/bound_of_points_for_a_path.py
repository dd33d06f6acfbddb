"""What the chapter on the lower bound says of one latent point holds for the noisy points of a path, and under a mean over the first."""

from derivations import *
from derivations.chapters.elbo import bound, evidence, gibbs
from derivations.chapters.elbo import p as p0, q as q0, r as r0, x as x0, z as z0

(x,) = points("x")
T, t = counts("T t")
q, p = Chain("q", x), Chain("p", x)


@theorem(title="The bound on a path")
def path(proof):
    proof.claim(E[q(x[1:T] | x[0])](log(p(x[0:T])/q(x[1:T] | x[0]))) <= log(p(x[0])))
    proof.given(q(x[0]) > 0, integrable[q(x[1:T] | x[0])](log(p(x[0:T])/q(x[1:T] | x[0]))))
    proof.starts(E[q(x[1:T] | x[0])](log(p(x[0:T])/q(x[1:T] | x[0]))))
    proof.le(log(p(x[0])), by=bound.at({z0: x[1:T], x0: x[0], q0(z0): q(x[1:T] | x[0]), p0(x0, z0): p(x[0:T])}))


@theorem(title="What the bound leaves out")
def exactly(proof):
    proof.claim(log(p(x[0])) == E[q(x[1:T] | x[0])](log(p(x[0:T])/q(x[1:T] | x[0]))) + KL[x[1:T]](q(x[1:T] | x[0]), p(x[1:T] | x[0])))
    proof.given(q(x[0]) > 0, integrable[q(x[1:T] | x[0])](log(p(x[0:T])/q(x[1:T] | x[0]))))
    proof.starts(log(p(x[0])))
    proof.eq(E[q(x[1:T] | x[0])](log(p(x[0:T])/q(x[1:T] | x[0]))) + KL[x[1:T]](q(x[1:T] | x[0]), p(x[1:T] | x[0])), by=evidence.at({z0: x[1:T], x0: x[0], q0(z0): q(x[1:T] | x[0]), p0(x0, z0): p(x[0:T])}))


@theorem(title="The divergence of two chains")
def never_negative(proof):
    proof.claim(KL[x[1:T]](q(x[1:T] | x[0]), p(x[1:T] | x[0])) >= 0)
    proof.given(q(x[0]) > 0, integrable[q(x[1:T] | x[0])](log(q(x[1:T] | x[0])/p(x[1:T] | x[0]))))
    proof.starts(KL[x[1:T]](q(x[1:T] | x[0]), p(x[1:T] | x[0])))
    proof.ge(0, by=gibbs.at({z0: x[1:T], q0(z0): q(x[1:T] | x[0]), r0(z0): p(x[1:T] | x[0])}))


@theorem(title="The bound of one step")
def one_step(proof):
    proof.claim(E[q(x[1] | x[0])](log(p(x[0:1])/q(x[1] | x[0]))) <= log(p(x[0])))
    proof.given(q(x[0]) > 0, integrable[q(x[1] | x[0])](log(p(x[0:1])/q(x[1] | x[0]))))
    proof.starts(E[q(x[1] | x[0])](log(p(x[0:1])/q(x[1] | x[0]))))
    proof.le(log(p(x[0])), by=bound.at({z0: x[1], x0: x[0], q0(z0): q(x[1] | x[0]), p0(x0, z0): p(x[0:1])}))


@theorem(title="The bound under a mean over data")
def averaged(proof):
    proof.claim(E[p(x[0])](E[q(x[1:T] | x[0])](log(p(x[0:T])/q(x[1:T] | x[0])))) <= E[p(x[0])](log(p(x[0]))))
    proof.given(always[p(x[0])](q(x[0]) > 0), integrable[p(x[0]), q(x[1:T] | x[0])](log(p(x[0:T])/q(x[1:T] | x[0]))), integrable[p(x[0])](log(p(x[0]))))
    proof.starts(E[p(x[0])](E[q(x[1:T] | x[0])](log(p(x[0:T])/q(x[1:T] | x[0])))))
    proof.le(E[p(x[0])](log(p(x[0]))), by=bound.at({z0: x[1:T], x0: x[0], q0(z0): q(x[1:T] | x[0]), p0(x0, z0): p(x[0:T])}))
