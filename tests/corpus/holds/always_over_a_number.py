"""Hypotheses about every number."""

from derivations import *

(x,) = positives("x")
a, b = parameters("a b")


@theorem(title="under_the_law")
def under_the_law(proof):
    proof.claim(E[Gamma[a, b](x)](2*x) == 2*a/b)
    proof.given(a > 0, b > 0, always[Gamma[a, b](x)](x + 1 > 0))
    proof.starts(E[Gamma[a, b](x)](2*x))
    proof.eq(2*a/b, by=family)


@theorem(title="over_the_number")
def over_the_number(proof):
    proof.claim(E[Gamma[a, b](x)](2*x) == 2*a/b)
    proof.given(a > 0, b > 0, always[x](x + a > 0))
    proof.starts(E[Gamma[a, b](x)](2*x))
    proof.eq(2*a/b, by=family)


@theorem(title="the_same_as_an_integral")
def the_same_as_an_integral(proof):
    proof.claim(E[Gamma[a, b](x)](2*x) == 2*E[Gamma[a, b](x)](x))
    proof.given(a > 0, b > 0, integrable[x](Gamma[a, b](x)*x))
    proof.starts(E[Gamma[a, b](x)](2*x))
    proof.eq(2*E[Gamma[a, b](x)](x), by=linearity)
