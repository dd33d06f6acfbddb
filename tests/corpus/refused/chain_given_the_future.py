"""A step back that is given the data is another law than one that is not."""

from derivations import *

(x,) = points("x")
T, t = counts("T t")
q, p = Chain("q", x), Chain("p", x)


@theorem(title="A step back")
def step_back(proof):
    proof.claim(q(x[t] | x[t + 1], x[0]) == q(x[t] | x[t + 1]))
    proof.given(q(x[0], x[t + 1]) > 0, q(x[t + 1]) > 0, q(x[t]) > 0, q(x[0]) > 0)
    proof.starts(q(x[t] | x[t + 1], x[0]))
    proof.eq(q(x[t] | x[t + 1]), by=markov)
