"""A theorem on a Markov chain says the same of a later time, which stands for its own by name."""

from derivations import *
from derivations.chapters.diffusion import inverted, q, t, x


@theorem(title="A later step, by the step back")
def later(proof):
    proof.claim(q(x[t + 2] | x[t + 1]) == q(x[t + 1] | x[t + 2], x[0])*q(x[t + 2] | x[0])/q(x[t + 1] | x[0]))
    proof.given(q(x[0]) > 0, q(x[t + 1]) > 0, q(x[0], x[t + 2]) > 0, q(x[0], x[t + 1]) > 0)
    proof.starts(q(x[t + 2] | x[t + 1]))
    proof.eq(q(x[t + 1] | x[t + 2], x[0])*q(x[t + 2] | x[0])/q(x[t + 1] | x[0]), by=inverted.at(t=t + 1))
