"""Bounds of the two tails of an integral over a number, by incomplete gamma functions.

Each bound holds for all that the balls of its arguments hold.  It rests on three elementary facts: exp(−x) is at most
one for positive x, (log x)/x falls where x is at least e, and x² is at least r x where x is at least r.
"""

from __future__ import annotations

import flint

from .undefined import Undecidable


def near_zero(s: flint.arb, k: int, t: flint.arb) -> flint.arb:
    """A bound of ∫ |log y|ᵏ yˢ⁻¹ exp(−y) dy over 0 < y < exp(t), for s > 0 and t < 0.

    With y = exp(u) it is at most ∫ |u|ᵏ exp(s u) du over u < t, which is Γ(k + 1, −s t)/sᵏ⁺¹.
    """
    if not (s > 0 and t < 0):
        raise Undecidable("a tail near zero that has no bound")
    return _known(_upper(k + 1, -s * t) / s ** (k + 1))


def far_out(s: flint.arb, k: int, t: flint.arb) -> flint.arb:
    """A bound of ∫ |log y|ᵏ yˢ⁻¹ exp(−y) dy over y > exp(t), for t ≥ 1.

    There log y is at most t y/exp(t), so it is at most (t/exp(t))ᵏ Γ(s + k, exp t).
    """
    if not t >= 1:
        raise Undecidable("a tail far out that begins too near")
    return _known(_upper(s + k, t.exp()) * (t / t.exp()) ** k)


def on_both_sides(n: int, square: flint.arb, slope: flint.arb, r: flint.arb) -> flint.arb:
    """A bound of ∫ |z|ⁿ exp(−c z² + d z) dz over |z| > r, of c = `square` and d = `slope`.

    There |d z| is at most (|d|/r) z², so with κ = c − |d|/r > 0 it is at most Γ((n + 1)/2, κ r²)/κ^((n + 1)/2).
    """
    kappa = square - abs(slope) / r
    if not (kappa > 0 and r > 0):
        raise Undecidable("a tail of a normal law that has no bound")
    half = flint.arb(flint.fmpq(n + 1, 2))
    return _known(_upper(half, kappa * r * r) / kappa**half)


def _upper(s: flint.arb | int, x: flint.arb) -> flint.arb:
    """The incomplete gamma function Γ(s, x)."""
    return x.gamma_upper(flint.arb(s))


def _known(bound: flint.arb) -> flint.arb:
    """The largest number in a ball that bounds a tail."""
    if not bound.is_finite():
        raise Undecidable("a tail without a finite bound")
    return flint.arb(bound.abs_upper())
