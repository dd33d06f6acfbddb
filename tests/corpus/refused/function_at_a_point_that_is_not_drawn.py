"""The point at the next time is free, and its mean is not asked for."""

from derivations import *

(x,) = points("x")
T, t = counts("T t")
q, f = Chain("q", x), Function("f", x)


@theorem(title="function on a path")
def on_a_path(proof):
    proof.claim(E[q(x[1:T] | x[0])](f(x[T + 1])) == E[q(x[T + 1] | x[0])](f(x[T + 1])))
    proof.given(q(x[0]) > 0, integrable[q(x[T + 1] | x[0])](f(x[T + 1])))
    proof.starts(E[q(x[1:T] | x[0])](f(x[T + 1])))
    proof.eq(E[q(x[T + 1] | x[0])](f(x[T + 1])), by=stretch)
