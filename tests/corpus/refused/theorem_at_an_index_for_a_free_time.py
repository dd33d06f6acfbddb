"""What the cited theorem asks at a free time is needed at every index where it is cited."""

from derivations import *

(x,) = points("x")
T, t = counts("T t")
q, f = Chain("q", x), Function("f", x)


@theorem(title="Nothing at a time")
def nothing(proof):
    proof.claim(f(x[t]) == 0)
    proof.given(f(x[t]) == 0)
    proof.starts(f(x[t]))
    proof.eq(0, by=hypothesis)


@theorem(title="Nothing at each index")
def cited(proof):
    proof.claim(E[q(x[1:T] | x[0])](total[t:1:T](f(x[t]))) == E[q(x[1:T] | x[0])](total[t:1:T](0)))
    proof.given(q(x[0]) > 0, f(x[t]) == 0)
    proof.starts(E[q(x[1:T] | x[0])](total[t:1:T](f(x[t]))))
    proof.eq(E[q(x[1:T] | x[0])](total[t:1:T](0)), by=nothing)
