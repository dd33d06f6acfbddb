"""A theorem about free points of a path is cited where the path is drawn and the time is an index."""

from derivations import *

(x,) = points("x")
T, t = counts("T t")
q, f = Chain("q", x), Function("f", x)


@theorem(title="A step back")
def back(proof):
    proof.claim(q(x[t] | x[t + 1], x[0]) == q(x[t + 1] | x[t])*q(x[t] | x[0])/q(x[t + 1] | x[0]))
    proof.given(q(x[0]) > 0, q(x[t]) > 0, q(x[0], x[t]) > 0, q(x[0], x[t + 1]) > 0)
    proof.starts(q(x[t] | x[t + 1], x[0]))
    proof.eq(q(x[t + 1] | x[t])*q(x[t] | x[0])/q(x[t + 1] | x[0]), by=markov)


@theorem(title="Steps back along a path")
def along(proof):
    proof.claim(E[q(x[1:T] | x[0])](total[t:2:T](f(x[t])*q(x[t - 1] | x[t], x[0])))
                == E[q(x[1:T] | x[0])](total[t:2:T](f(x[t])*(q(x[t] | x[t - 1])*q(x[t - 1] | x[0])/q(x[t] | x[0])))))
    proof.given(q(x[0]) > 0, each[t:2:T](always[q(x[t - 1] | x[0])](q(x[t - 1]) > 0)),
                integrable[q(x[1:T] | x[0])](total[t:2:T](f(x[t])*q(x[t - 1] | x[t], x[0]))))
    proof.starts(E[q(x[1:T] | x[0])](total[t:2:T](f(x[t])*q(x[t - 1] | x[t], x[0]))))
    proof.eq(E[q(x[1:T] | x[0])](total[t:2:T](f(x[t])*(q(x[t] | x[t - 1])*q(x[t - 1] | x[0])/q(x[t] | x[0])))), by=back)
