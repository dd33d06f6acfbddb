"""The factor at t = 1, which draws the first point, is missing."""

from derivations import *

(x,) = points("x")
T, t = counts("T t")
q, p = Chain("q", x), Chain("p", x)


@theorem(title="One short")
def one_short(proof):
    proof.claim(p(x[0:T]) == p(x[T])*product[t:2:T](p(x[t - 1] | x[t])))
    proof.given(each[t:1:T](p(x[t]) > 0), each[t:1:T](p(x[t - 1]) > 0))
    proof.starts(p(x[0:T]))
    proof.eq(p(x[T])*product[t:2:T](p(x[t - 1] | x[t])), by=markov)
