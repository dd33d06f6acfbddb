"""Increments add up to the difference of the ends, not to the last value."""

from derivations import *

(x,) = points("x")
T, t = counts("T t")
q, f = Chain("q", x), Function("f", x)


@theorem(title="function on a path")
def on_a_path(proof):
    proof.claim(total[t:1:T](f(x[t]) - f(x[t - 1])) == f(x[T]))
    proof.given(q(x[0]) > 0, q(x[T]) > 0)
    proof.starts(total[t:1:T](f(x[t]) - f(x[t - 1])))
    proof.eq(f(x[T]), by=telescope)
