"""A hypothesis about every pair of numbers."""

from derivations import *

y, mu = reals("y mu")
h = Function("h", mu, y)


@theorem(title="two numbers, everything given")
def t05(proof):
    proof.claim(log(h(y, y)) <= h(y, y) - 1)
    proof.given(always[y, mu](h(y, mu) > 0), h(y, y) > 0)
    proof.starts(log(h(y, y)))
    proof.le(h(y, y) - 1, by=tangent)


@theorem(title="again")
def t06(proof):
    proof.claim(log(h(mu, mu)) <= h(mu, mu) - 1)
    proof.given(always[y, mu](h(y, mu) > 0), h(mu, mu) > 0)
    proof.starts(log(h(mu, mu)))
    proof.le(h(mu, mu) - 1, by=tangent)
