"""Integrals of differences that are zero beside ones that are infinite."""

from derivations import *

x, = positives("x")
a, b = parameters("a b")


@theorem(title="log 6 - log 2 - log 3 is zero")
def t01(proof):
    proof.claim(integral[x](exp(-x) + (log(6) - log(2) - log(3))*exp(x)) == exp(lgamma(1)))
    proof.starts(integral[x](exp(-x) + (log(6) - log(2) - log(3))*exp(x)))
    proof.eq(integral[x](exp(-x)), by=logarithm)
    proof.eq(exp(lgamma(1)), by=family)


@theorem(title="exp(a + b) - exp(a) exp(b) is zero")
def t02(proof):
    proof.claim(integral[x]((exp(a + b) - exp(a)*exp(b))*x) == 0)
    proof.starts(integral[x]((exp(a + b) - exp(a)*exp(b))*x))
    proof.eq(integral[x](0), by=logarithm)
    proof.eq(0, by=linearity)
