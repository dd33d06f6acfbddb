"""A function of the points of a space is none of a whole path."""

from derivations import *

(x,) = points("x")
T, t = counts("T t")
q, f = Chain("q", x), Function("f", x)


@theorem(title="function on a path")
def on_a_path(proof):
    proof.claim(E[q(x[1:T] | x[0])](f(x[1:T])*1) == E[q(x[1:T] | x[0])](f(x[1:T])))
    proof.given(q(x[0]) > 0, integrable[q(x[1:T] | x[0])](f(x[1:T])))
    proof.starts(E[q(x[1:T] | x[0])](f(x[1:T])*1))
    proof.eq(E[q(x[1:T] | x[0])](f(x[1:T])), by=algebra)
