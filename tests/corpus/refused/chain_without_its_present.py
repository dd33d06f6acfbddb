"""The point before last is left out, so the past does say something of the next one."""

from derivations import *

(x,) = points("x")
T, t = counts("T t")
q, p = Chain("q", x), Chain("p", x)


@theorem(title="Two steps")
def two_steps(proof):
    proof.claim(q(x[t + 2] | x[t], x[0]) == q(x[t + 2] | x[0]))
    proof.given(q(x[0], x[t]) > 0, q(x[0]) > 0, q(x[t]) > 0)
    proof.starts(q(x[t + 2] | x[t], x[0]))
    proof.eq(q(x[t + 2] | x[0]), by=markov)
