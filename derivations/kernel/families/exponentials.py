"""Integrals of exponentials: each is a density of a named law, times a constant and powers of the number.

    ∫ xⁿ (log x)ᵏ exp(c + p log x − b x) dx = exp(c) Γ(a)/bᵃ 𝔼[xⁿ (log x)ᵏ]      (a = p + 1 > 0, under Gamma[a, b](x))
    ∫ yⁿ exp(c + r y − s y²/2) dy = exp(c + r²/(2 s)) √(2π/s) 𝔼[yⁿ]      (under Normal[r/s, 1/s](y))
"""

from __future__ import annotations

from fractions import Fraction
from functools import cache
from typing import NamedTuple

from ...language.laws.named import NamedLaw
from ...language.places import POSITIVE, kind_of_numbers
from ..forms.binders import ZERO, Atom, Poly, add, atom, const, law_atom, lift, mul, poly, power, scale, sub
from ..forms.expansions import exponent_of, positive
from ..forms.named_laws import is_named, log_density, logarithm, one_over, point_of
from ..forms.nodes import Conditions, Monomial
from .moments import moment, powers_of


class Exponent(NamedTuple):
    """An exponent as c + p log x + r x + s x²."""

    constant: Poly
    logarithm: Poly
    linear: Poly
    square: Poly


def exponent_in(x: Atom, u: Poly) -> Exponent | None:
    """An exponent in terms of a number; None where it has another form."""
    parts: dict[tuple[int, int], list[Poly]] = {(0, 0): [], (0, 1): [], (1, 0): [], (2, 0): []}
    for mono, coefficient in u.terms:
        powers = powers_of(mono, x)
        kind = None if powers is None else (powers.exponent, powers.logarithms)
        if powers is None or kind not in parts:
            return None
        parts[kind].append(poly({powers.beside: coefficient}))
    return Exponent(*(add(ZERO, *found) for found in parts.values()))


def _exponents(mono: Monomial, x: Atom) -> tuple[Poly, Monomial]:
    """The sum of the exponents in a product, those of densities of named laws of a number with it, and the rest."""
    exponents, rest = [ZERO], []
    for f, e in mono:
        u = log_density(f) if is_named(f) and point_of(f) is x else exponent_of(f)
        if u is None or x not in u.free:
            rest.append((f, e))
        else:
            exponents.append(scale(u, e))
    return add(*exponents), tuple(rest)


@cache
def integral_over(x: Atom, body: Poly) -> tuple[Poly, Conditions] | None:
    """The integral of a quantity over a number, term by term, and the conditions under which each term has one; None
    where a term has another form."""
    pieces, found = [], []
    for mono, coefficient in body.terms:
        u, rest = _exponents(mono, x)
        exponent, powers = exponent_in(x, u), powers_of(rest, x)
        if exponent is None or powers is None:
            return None
        known = _of_term(x, exponent, powers.exponent, powers.logarithms)
        if known is None:
            return None
        pieces.append(mul(poly({powers.beside: coefficient}), known[0]))
        found += known[1]
    return add(ZERO, *pieces), tuple(dict.fromkeys(found))


def _of_term(x: Atom, exponent: Exponent, n: int, k: int) -> tuple[Poly, Conditions] | None:
    if kind_of_numbers(x.args[0]) == POSITIVE:
        first, second = add(exponent.logarithm, const(1 + min(n, 0))), scale(exponent.linear, -1)
        if exponent.square.terms or not second.terms:
            return None
        log_mass = sub(lift(atom("psi", -1, first)), mul(first, logarithm(second)))
        law, found, n = _law("Gamma", x, first, second), (positive(first), positive(second)), max(n, 0)
    else:
        precision = scale(exponent.square, -2)
        if exponent.logarithm.terms or not precision.terms:
            return None
        variance = one_over(precision)
        log_mass = scale(add(mul(power(exponent.linear, 2), variance), logarithm(const(2)), logarithm(lift(atom("pi"))),
                             scale(logarithm(precision), -1)), Fraction(1, 2))
        law, found = _law("Normal", x, mul(exponent.linear, variance), variance), (positive(precision),)
    known = moment(law, n, k)
    return None if known is None else (mul(_exp(add(exponent.constant, log_mass)), known[0]), (*found, *known[1]))


def _law(name: str, x: Atom, first: Poly, second: Poly) -> Atom:
    return law_atom(NamedLaw(name, x.args[0]), (x,), (atom("at", 1, first), atom("at", 2, second)))


def _exp(u: Poly) -> Poly:
    return lift(atom("exp", u)) if u.terms else const(1)
