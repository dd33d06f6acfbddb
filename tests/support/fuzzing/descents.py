"""Random quantities of the kind that descent is asked for, and what they come to in balls.

A quantity is aᵐ·(Σ rₑ aᵉ + Σ cₙ ψ⁽ⁿ⁾(a) + c (log a − ψ(a))) with small rational numbers, as a polynomial of the kernel;
one in three has a term that does not vanish at infinity, or whose powers do not fit.
"""

import math
from fractions import Fraction
from typing import NamedTuple

import flint
import numpy as np

from derivations.kernel.forms.binders import Poly, add, atom, inverse, lift, mul, power, scale
from derivations.kernel.special.descent import descending
from tests.support.typed_statements import quantity

A = quantity("f(z)")
SUM = quantity("phi + g(z)")
BITS = 400
TRIED = [10.0**k for k in range(-6, 7)] + [0.03, 0.2, 0.5, 0.7, 1.5, 2.0, 3.0, 5.0, 7.5, 20.0, 50.0]
"""Where a quantity is looked at."""


class Drawn(NamedTuple):
    """A random quantity: its terms (coefficient, order of the polygamma function or None or `"log"`, power of a)."""

    terms: tuple[tuple[Fraction, int | str | None, int], ...]

    def form(self, a: Poly = A) -> Poly:
        """The quantity as a polynomial, of a given argument."""
        total = []
        for c, what, e in self.terms:
            factor = lift(atom("log", a)) if what == "log" else None if what is None else lift(atom("psi", what, a))
            powers = power(a, e) if e >= 0 else power(inverse(a), -e)
            total.append(scale(powers if factor is None else mul(powers, factor), c))
        return add(*total)

    def ball(self, a: float) -> flint.arb:
        """Its value."""
        x = flint.arb(a)
        return sum((flint.arb(c.numerator)/c.denominator*x**e*_function(what, x) for c, what, e in self.terms), flint.arb(0))


def _function(what, x: flint.arb) -> flint.arb:
    if what is None:
        return flint.arb(1)
    if what == "log":
        return x.log()
    return polygamma(what, x)


def polygamma(n: int, x: flint.arb) -> flint.arb:
    """ψ⁽ⁿ⁾ by the zeta function of Hurwitz; ln Γ for n = −1."""
    if n < 1:
        return x.lgamma() if n else x.digamma()
    return (-1)**(n + 1)*math.factorial(n)*flint.arb(n + 1).zeta(x)


def drawn(rng: np.random.Generator) -> Drawn:
    """A random quantity."""
    def number() -> Fraction:
        return Fraction(int(rng.integers(-6, 7)), int(rng.integers(1, 7)))
    terms = [(number(), None, -int(rng.integers(1, 5))) for _ in range(int(rng.integers(0, 4)))]
    terms += [(number(), int(rng.integers(1, 4)), 0) for _ in range(int(rng.integers(0, 3)))]
    if rng.integers(2):
        c = number()
        terms += [(c, "log", 0), (-c if rng.integers(8) else number(), 0, 0)]
    if not rng.integers(3):  # what does not vanish at infinity, or does not fit
        terms.append(((number(), None, int(rng.integers(0, 2))), (number(), "log", 0), (number(), 0, 0), (number(), 1, -1),
                      (number(), -1, 0))[int(rng.integers(5))])
    shift = int(rng.integers(-2, 4))
    return Drawn(tuple((c, what, e + shift) for c, what, e in terms if c))


def below_one_another(rng: np.random.Generator) -> Drawn:
    """A polygamma function less the first terms of its expansion at infinity, or these less it, now and then changed a
    little: what one would ask descent for, close to where it is false."""
    n, length = int(rng.integers(0, 4)), int(rng.integers(1, 5))
    expansion = [(_coefficient(n, k), None, -k) for k in range(max(n, 1), max(n, 1) + length)]
    terms = [(Fraction(-1), "log", 0), (Fraction(1), 0, 0)] if n == 0 else [(Fraction(1), n, 0)]
    terms += [(-c, what, e) for c, what, e in expansion if c]
    if rng.integers(2):
        i = int(rng.integers(len(terms)))
        if terms[i][1] is None:
            c, what, e = terms[i]
            terms[i] = (c + Fraction(int(rng.integers(-2, 3)), int(rng.integers(2, 13))), what, e)
    sign, shift = (1, -1)[int(rng.integers(2))], int(rng.integers(0, 3))
    return Drawn(tuple((sign*c, what, e + shift) for c, what, e in terms if c))


def _coefficient(n: int, k: int) -> Fraction:
    """Of 1/aᵏ in the expansion of ψ⁽ⁿ⁾ at infinity (DLMF 5.11.2, differentiated n times)."""
    bernoulli = (Fraction(1), Fraction(-1, 2), Fraction(1, 6), Fraction(0), Fraction(-1, 30), Fraction(0), Fraction(1, 42),
                 Fraction(0), Fraction(-1, 30))
    if n == 0:
        return bernoulli[1] if k == 1 else -bernoulli[k]/k
    j = k - n  # ψ⁽ⁿ⁾ ~ (−1)ⁿ⁺¹ Σ_j B_j⁺ (j + n − 1)!/j! /aʲ⁺ⁿ
    plus = Fraction(1, 2) if j == 1 else bernoulli[j]
    return (-1)**(n + 1)*plus*Fraction(math.factorial(j + n - 1), math.factorial(j))


def verdict_of(one: Drawn) -> bool | None:
    """Whether it is positive wherever it is looked at; None where balls do not say."""
    with flint.ctx.workprec(BITS):
        values = [one.ball(a) for a in TRIED]
        if any(bool(v < 0) or v.is_zero() for v in values):
            return False
        return True if all(bool(v > 0) for v in values) else None


def wrong(count: int, seed: int) -> tuple[str | None, int, int]:
    """A quantity that descent shows though it is not positive, if there is one; how many it shows, and how many are positive
    wherever they are looked at."""
    rng, shown, positive = np.random.default_rng(seed), 0, 0
    for number in range(count):
        one = (drawn, below_one_another)[number % 2](rng)
        found, is_positive = descending(one.form()), verdict_of(one)
        if found is not None and not (is_positive and found is A):
            return f"{one} is shown, of {found}", shown, positive
        shown, positive = shown + (found is not None), positive + bool(is_positive)
    return None, shown, positive
