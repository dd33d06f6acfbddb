"""A Markov chain is one in both directions of time."""

from derivations import *

(x,) = points("x")
T, t = counts("T t")
q, p = Chain("q", x), Chain("p", x)


@theorem(title="Backwards")
def backwards(proof):
    proof.claim(q(x[t] | x[t + 1], x[t + 2]) == q(x[t] | x[t + 1]))
    proof.given(q(x[t + 1], x[t + 2]) > 0, q(x[t + 1]) > 0)
    proof.starts(q(x[t] | x[t + 1], x[t + 2]))
    proof.eq(q(x[t] | x[t + 1]), by=markov)
