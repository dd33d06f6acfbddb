"""The path of a chain is no single point of the theorem, for which another one could stand."""

from derivations import *
from derivations.chapters.diffusion import bound, L, p, q, T, x

(y,) = points("y")


@theorem(title="The evidence of another point")
def another(proof):
    proof.claim(L(T) <= log(p(x[1])))
    proof.given(q(x[0]) > 0, integrable[q(x[1:T] | x[0])](log(p(x[0:T])/q(x[1:T] | x[0]))))
    proof.starts(L(T))
    proof.le(log(p(x[1])), by=bound.at(x=y))
