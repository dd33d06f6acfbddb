"""Hypotheses that only large numbers satisfy, or numbers of a short range."""

from derivations import *

(x,) = positives("x")
a, b, m = parameters("a b m")


@theorem(title="shape_above_twelve")
def shape_above_twelve(proof):
    proof.claim(E[Gamma[a, b](x)](1/x) == b/(a - 1))
    proof.given(a > 12, b > 0)
    proof.starts(E[Gamma[a, b](x)](1/x))
    proof.eq(b/(a - 1), by=family)


@theorem(title="moment_of_order_minus_twelve")
def moment_of_order_minus_twelve(proof):
    proof.claim(2*E[Gamma[a, b](x)](1/x**12) == E[Gamma[a, b](x)](2/x**12))
    proof.given(a > 12, b > 0)
    proof.starts(2*E[Gamma[a, b](x)](1/x**12))
    proof.eq(E[Gamma[a, b](x)](2/x**12), by=linearity)


@theorem(title="narrow")
def narrow(proof):
    proof.claim(E[Gamma[a, b](x)](1/x) == b/(a - 1))
    proof.given(a > 1, a < 1001/1000, b > 0)
    proof.starts(E[Gamma[a, b](x)](1/x))
    proof.eq(b/(a - 1), by=family)
