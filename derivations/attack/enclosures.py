"""Two integrals in balls by quadrature of the integrand itself: no closed form says what they are.

    ∫ xˢ⁻¹ (log x)ᵏ exp(−β x) dx  over x > 0          ∫ yⁿ exp(−A y²/2 + B y) dy  over all y

A finite part is integrated over intervals of a line in the complex plane, with an error that is proved (Johansson,
2018, "Numerical integration in arbitrary-precision ball arithmetic"), and `tails` bounds what is left on both sides.
What is guessed, where the mass is and how far out to begin a tail, decides how wide a ball is and never whether it
holds the integral.
"""

from __future__ import annotations

from collections.abc import Callable
from math import comb, lgamma, log, sqrt

import flint

from . import tails
from .undefined import Undecidable

BITS = 96  # of the arithmetic
GOAL = 64  # bits to which an integral is wanted, beside its integrand at its largest
MOST = 20_000  # evaluations of an integrand; where these are too few, the ball is wide
TRIES = 12  # at the ends of the finite part, each of them farther out
LARGEST = 1e9  # a shape, mean or deviation beyond it is refused: its mass is too narrow, or too far out


def of_powers(s: flint.arb, k: int, beta: flint.arb) -> flint.arb:
    """A ball around ∫ xˢ⁻¹ (log x)ᵏ exp(−β x) dx over x > 0, by quadrature in u = log x."""
    if not (s > 0 and beta > 0):
        raise Undecidable("a tail without a bound: a power of a positive number, or its rate, is not positive")
    shift, scale = beta.log(), beta ** (-s)
    at, middle = _as_float(s), shift.mid()
    size = _power_of_two(lgamma(at) - at * float(middle))

    def integrand(u: flint.acb, _analytic: bool) -> flint.acb:
        return u**k * (s * u - beta * u.exp()).exp()

    def outside(reach: float) -> tuple[flint.arb, flint.arb, flint.arb]:
        wide = reach * GOAL * log(2) + 3 * k
        low = flint.arb(min(-1.0, (lgamma(at + 1) - wide) / at))  # of log(β x)
        high = flint.arb(log(at + k + wide + sqrt(2 * at * wide)))  # of which the exponential is at least e
        first, last = low - middle, high - middle
        left, right = first + shift, last + shift
        rest = flint.arb(0)
        for j in range(k + 1):  # (log x)ᵏ is (log(β x) − log β)ᵏ
            each = tails.near_zero(s, j, left) + tails.far_out(s, j, right)
            rest += comb(k, j) * abs(shift) ** (k - j) * each
        return first, last, rest * scale

    return _whole(integrand, outside, size)


def of_squares(n: int, square: flint.arb, linear: flint.arb) -> flint.arb:
    """A ball around ∫ yⁿ exp(−A y²/2 + B y) dy over all y, of A = `square` and B = `linear`, by quadrature in
    z = (y − μ)/σ, where μ is about B/A and σ about 1/√A."""
    if not square > 0:
        raise Undecidable("a tail without a bound: a precision is not positive")
    mu, sigma = (linear / square).mid(), (1 / square).sqrt().mid()
    for number in (mu, sigma):
        _as_float(number)
    bend, slope = square * sigma * sigma / 2, (linear - square * mu) * sigma
    height = ((linear - square * mu / 2) * mu).exp() * sigma

    def integrand(z: flint.acb, _analytic: bool) -> flint.acb:
        return (mu + sigma * z) ** n * (slope * z - bend * z * z).exp()

    def outside(reach: float) -> tuple[flint.arb, flint.arb, flint.arb]:
        r = flint.arb(sqrt(2 * reach * GOAL * log(2) + 4 * n))
        rest = flint.arb(0)
        for j in range(n + 1):
            each = tails.on_both_sides(j, bend, slope, r)
            rest += comb(n, j) * abs(mu) ** (n - j) * sigma**j * each
        return -r, r, rest

    size = (abs(mu) + sigma) ** n
    return height * _whole(integrand, outside, size)


def _whole(
    integrand: Callable[[flint.acb, bool], flint.acb],
    outside: Callable[[float], tuple[flint.arb, flint.arb, flint.arb]],
    size: flint.arb,
) -> flint.arb:
    """The integral between two ends plus or minus the tails; the ends move out until these are small beside a size."""
    small = size * flint.arb(2) ** -GOAL
    for number in range(TRIES):
        first, last, rest = outside(1.25**number)
        if rest <= small:
            break
    else:
        raise Undecidable("tails that are not small")
    found = flint.acb.integral(integrand, first, last, rel_tol=flint.arb(2) ** -GOAL, abs_tol=small, eval_limit=MOST)
    if not found.is_finite():
        raise Undecidable("an integrand that is not bounded between two ends")
    return found.real + flint.arb(0, rest)


def _as_float(value: flint.arb) -> float:
    found = float(value.mid())
    if not abs(found) < LARGEST:
        raise Undecidable("a number of a law that is too large")
    return found


def _power_of_two(logarithm: float) -> flint.arb:
    """A number of about the size exp(logarithm)."""
    return flint.arb(2) ** round(logarithm / log(2))
