"""Numbers without variables in ball arithmetic: where a ball shows that one is positive (Johansson, Arb, 2017)."""

from __future__ import annotations

from fractions import Fraction

import flint

from ..forms.binders import Atom, Poly

PRECISIONS = (64, 128, 256, 512)  # bits, tried one after the other


def certainly_positive(p: Poly) -> bool:
    """Whether a ball shows that a quantity is a number that is positive; not so where it has variables."""
    for bits in PRECISIONS:
        with flint.ctx.workprec(bits):
            value = _ball(p)
            if value is None or value < 0:
                return False
            if value > 0:
                return True
    return False


def _ball(p: Poly) -> flint.arb | None:
    """A ball around a quantity without variables; None where its parts have no value, or none that is shown."""
    total = flint.arb(0)
    for mono, coeff in p.terms:
        c = Fraction(coeff)
        product = flint.arb(c.numerator) / c.denominator
        for a, e in mono:
            factor = _ball_of_atom(a)
            if factor is None:
                return None
            product *= factor ** e
        total += product
    return total


def _ball_of_atom(a: Atom) -> flint.arb | None:
    if a.head not in ("log", "exp", "inv", "psi"):
        return None
    u = _ball(a.args[-1])
    if u is None or (a.head in ("log", "psi") and not u > 0) or (a.head == "inv" and not (u > 0 or u < 0)):
        return None
    if a.head == "psi":
        return _polygamma(a.args[0], u)
    return {"log": u.log, "exp": u.exp, "inv": lambda: 1 / u}[a.head]()


def _polygamma(order: int, u: flint.arb) -> flint.arb:
    """ln Γ, ψ, or (−1)ⁿ⁺¹ n! ζ(n + 1, u), which is ψ⁽ⁿ⁾(u) for n ≥ 1 (DLMF 5.15.1)."""
    if order < 1:
        return u.digamma() if order == 0 else u.lgamma()
    return (-1) ** (order + 1) * flint.arb(order + 1).gamma() * flint.arb(order + 1).zeta(u)
