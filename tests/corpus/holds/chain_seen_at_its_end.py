"""A mean over a whole path of what its last point says is one over that point."""

from derivations import *

(x,) = points("x")
T, t = counts("T t")
q, p = Chain("q", x), Chain("p", x)


@theorem(title="At the end")
def at_the_end(proof):
    proof.claim(E[q(x[1:T] | x[0])](log(p(x[T]))) == E[q(x[T] | x[0])](log(p(x[T]))))
    proof.given(integrable[q(x[T] | x[0])](log(p(x[T]))), q(x[0]) > 0)
    proof.starts(E[q(x[1:T] | x[0])](log(p(x[T]))))
    proof.eq(E[q(x[T] | x[0])](log(p(x[T]))), by=stretch)
