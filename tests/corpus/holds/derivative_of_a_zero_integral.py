"""A derivative of an integral of what is zero."""

from derivations import *

x, = positives("x")
t, = parameters("t")


@theorem(title="the derivative of zero")
def t01(proof):
    proof.claim(D[t:1](integral[x]((t - t)*exp(x))) == 0)
    proof.starts(D[t:1](integral[x]((t - t)*exp(x))))
    proof.eq(0, by=differentiate)
