"""The digamma and the trigamma function at whole and half numbers: constants and finite sums (DLMF 5.4.14, 5.4.15)."""

from fractions import Fraction

from hypothesis import strategies as st
from mpmath import mp, mpf

halves = st.integers(1, 40).map(lambda k: Fraction(k, 2))


def psi(a):
    """ψ(a) for a whole or half a."""
    if a.denominator == 1:
        return -mp.euler + sum(mpf(1)/k for k in range(1, int(a)))
    return -mp.euler - 2*mp.log(2) + sum(mpf(2)/(2*k - 1) for k in range(1, int(a) + 1))


def trigamma(a):
    """ψ′(a) for a whole or half a, from ψ′(1) = π²/6 and ψ′(1/2) = π²/2."""
    if a.denominator == 1:
        return mp.pi**2/6 - sum(mpf(1)/k**2 for k in range(1, int(a)))
    return mp.pi**2/2 - sum(mpf(4)/(2*k - 1)**2 for k in range(1, int(a) + 1))


def number(x):
    return mpf(x.numerator)/x.denominator
