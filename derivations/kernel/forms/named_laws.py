"""The laws of numbers that have names, as forms: their log densities, and moments by one generating function a family.

The generating function of a family is the mean of exp(t s) for one statistic s, which is log x under a Gamma law and y
under a normal law:

    𝔼[xᵗ] = Γ(a + t)/(Γ(a) bᵗ)      (a + t > 0),      𝔼[exp(t y)] = exp(m t + v t²/2)

The mean of sᵏ exp(t s) is its derivative of order k in t.
"""

from __future__ import annotations

from fractions import Fraction
from functools import cache

from ...language.laws.named import NamedLaw
from .nodes import Atom, Poly
from .polynomials import ONE, ZERO, add, atom, const, inverse, lift, mul, power, scale, sub

HALF = Fraction(1, 2)


def is_named(a: Atom) -> bool:
    """Whether an atom is the density of a named law."""
    return a.head == "law" and isinstance(a.args[0], NamedLaw)


def values_of(a: Atom) -> tuple[Poly, ...]:
    """The quantities at which a named law is taken, in the order of its brackets."""
    return tuple(place.args[1] for place in a.args[2])


def point_of(a: Atom) -> Atom:
    """The number at which the density of a named law is taken."""
    return a.args[1][0]


def is_law_of_its_point(a: Atom) -> bool:
    """Whether nothing at which a named law is taken depends on the number at which its density is."""
    return not any(point_of(a) in u.free for u in values_of(a))


def positive_values(a: Atom) -> tuple[Poly, ...]:
    """The quantities that have to be positive for the law to be one."""
    return tuple(u for u, wanted in zip(values_of(a), a.args[0].family.positive) if wanted)


@cache
def log_density(a: Atom) -> Poly:
    """The logarithm of the density of a named law, where that is one."""
    x, (first, second) = lift(point_of(a)), values_of(a)
    if a.args[0].name == "Gamma":
        constant = sub(mul(first, logarithm(second)), lift(atom("psi", -1, first)))
        return add(constant, mul(sub(first, ONE), logarithm(x)), scale(mul(second, x), -1))
    constant = add(logarithm(const(2)), logarithm(lift(atom("pi"))), logarithm(second))
    return scale(add(constant, mul(power(sub(x, first), 2), one_over(second))), -HALF)


def one_over(u: Poly) -> Poly:
    """1/u for a quantity that is not zero: of a single term, with 1/(1/v) as v."""
    if len(u.terms) != 1:
        return inverse(u)
    (mono, coefficient), = u.terms
    factors = (power(f.args[0], e) if f.head == "inv" else power(inverse(lift(f)), e) for f, e in mono)
    return scale(mul(*factors), 1 / Fraction(coefficient))


def logarithm(u: Poly) -> Poly:
    """log u, as an atom; zero for one."""
    return ZERO if u is ONE else lift(atom("log", u))


def statistic(a: Atom) -> Poly:
    """The quantity s of the generating function 𝔼[exp(t s)] of a named law."""
    x = lift(point_of(a))
    return logarithm(x) if a.args[0].name == "Gamma" else x


def slope_of_log(a: Atom, t: Poly) -> Poly:
    """The derivative in t of the logarithm of the generating function."""
    first, second = values_of(a)
    if a.args[0].name == "Gamma":
        return sub(lift(atom("psi", 0, add(first, t))), logarithm(second))
    return add(first, mul(second, t))


def generated(a: Atom, n: int) -> Poly:
    """The generating function at a whole number n, under a Gamma law: 𝔼[xⁿ] = a (a + 1) ⋯ (a + n − 1)/bⁿ; for n < 0
    the same product, of the numbers from a + n to a − 1, divides."""
    first, second = values_of(a)
    rising = mul(*(add(first, const(k)) for k in range(min(n, 0), max(n, 0))))
    return mul(rising, power(one_over(second), n)) if n >= 0 else mul(inverse(rising), power(second, -n))
