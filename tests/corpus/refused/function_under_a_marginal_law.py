"""A mean for a given beginning is none under the law of the point alone."""

from derivations import *

(x,) = points("x")
T, t = counts("T t")
q, f = Chain("q", x), Function("f", x)


@theorem(title="function on a path")
def on_a_path(proof):
    proof.claim(E[q(x[1:T] | x[0])](f(x[T])) == E[q(x[T])](f(x[T])))
    proof.given(q(x[0]) > 0, integrable[q(x[T] | x[0])](f(x[T])), integrable[q(x[T])](f(x[T])))
    proof.starts(E[q(x[1:T] | x[0])](f(x[T])))
    proof.eq(E[q(x[T])](f(x[T])), by=stretch)
