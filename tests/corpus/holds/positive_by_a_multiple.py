"""What exceeds one half is positive."""

from derivations import *

(x,) = positives("x")
a, b = parameters("a b")


@theorem(title="half")
def half(proof):
    proof.claim(E[Gamma[a, b](x)](x) == a/b)
    proof.given(a > 1/2, b > 1/3)
    proof.starts(E[Gamma[a, b](x)](x))
    proof.eq(a/b, by=family)


@theorem(title="three_halves")
def three_halves(proof):
    proof.claim(E[Gamma[a, b](x)](1/x) == b/(a - 1))
    proof.given(a > 3/2, b > 0)
    proof.starts(E[Gamma[a, b](x)](1/x))
    proof.eq(b/(a - 1), by=family)
