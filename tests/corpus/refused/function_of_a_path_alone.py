"""Where x[1] is a point of a path, x is none: the mean would not see the path."""

from derivations import *

(x,) = points("x")
T, t = counts("T t")
q, f = Chain("q", x), Function("f", x)


@theorem(title="function on a path")
def on_a_path(proof):
    proof.claim(E[q(x[1:T] | x[0])](f(x)) == f(x))
    proof.given(q(x[0]) > 0, q(x[1] | x[0]) > 0)
    proof.starts(E[q(x[1:T] | x[0])](f(x)))
    proof.eq(f(x), by=linearity)
