"""Some of the points of which the cited theorem asks something are bound, and the hypothesis is about free ones."""

from derivations import *

(x,) = points("x")
T, t = counts("T t")
q, f = Chain("q", x), Function("f", x)


@theorem(title="Nothing at the end")
def nothing(proof):
    proof.claim(f(x[T]) == 0)
    proof.given(each[t:1:T](f(x[t]) == 0))
    proof.starts(f(x[T]))
    proof.eq(0, by=hypothesis)


@theorem(title="Under the law of the end")
def cited(proof):
    proof.claim(E[q(x[T] | x[0])](f(x[T])) == E[q(x[T] | x[0])](0))
    proof.given(q(x[0]) > 0, each[t:1:T](f(x[t]) == 0))
    proof.starts(E[q(x[T] | x[0])](f(x[T])))
    proof.eq(E[q(x[T] | x[0])](0), by=nothing)
