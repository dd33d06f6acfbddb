"""Two laws of a point, of which one becomes a law of a path and the other is not said."""

from derivations import *
from derivations.chapters.elbo import gibbs
from derivations.chapters.elbo import p as p0, q as q0, r as r0, x as x0, z as z0

(x,) = points("x")
T, t = counts("T t")
q, p = Chain("q", x), Chain("p", x)


@theorem(title="One law left")
def wrong(proof):
    proof.claim(KL[x[1:T]](q(x[1:T] | x[0]), p(x[1:T] | x[0])) >= 0)
    proof.given(q(x[0]) > 0, p(x[0]) > 0, integrable[q(x[1:T] | x[0])](log(q(x[1:T] | x[0])/p(x[1:T] | x[0]))))
    proof.starts(KL[x[1:T]](q(x[1:T] | x[0]), p(x[1:T] | x[0])))
    proof.ge(0, by=gibbs.at({z0: x[1:T], q0(z0): q(x[1:T] | x[0])}))
