"""A square is not zero where what is squared is not."""

from derivations import *

x, = positives("x")
a, b = parameters("a b")


@theorem(title="the derivative of a mean of 1/x")
def t01(proof):
    proof.claim(D[a](E[Gamma[a, b](x)](1/x)) == -b/(a - 1)**2)
    proof.given(a > 1, b > 0)
    proof.starts(D[a](E[Gamma[a, b](x)](1/x)))
    proof.eq(D[a](b/(a - 1)), by=family)
    proof.eq(-b/(a - 1)**2, by=differentiate)
