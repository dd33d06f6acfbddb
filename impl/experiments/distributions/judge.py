"""Whether a number of the library is the right one, and what kind of fault it is where not.

Of an error that is certified, the distance from the ball, the kind is

agrees       at most TOLERANCE of the value; or of the terms where they cancel, and at most LOST of the value
inaccurate   more than that, and at most LOST of the terms: digits that rounding took, or a rough approximation
wrong        more than LOST of the terms, or NaN, or an infinity that is not there, or one that is missing
refuses      an exception, although there is a value
edge         as wrong or inaccurate, but of a log density at an end of the support or at infinity
unchecked    a point outside of the support that has a density, with validate_args=False

Where there is no value, NaN and an infinity agree. Where it is zero, it counts as one and its terms as one at least. A
float that overflowed agrees with a value that no float can be, and one that underflowed with a smaller value.
"""

import sys
from dataclasses import dataclass

from flint import arb

from .balls import Right, exact

TOLERANCE, LOST = 1e-12, 1e-6
LARGEST, LEAST = sys.float_info.max, sys.float_info.min
KINDS = ("wrong", "inaccurate", "refuses", "edge", "unchecked")
AGREES, WRONG, INACCURATE = "agrees", "wrong", "inaccurate"


@dataclass(frozen=True)
class Verdict:
    """A kind, or ``agrees``, and the error as a share of the value; of a right value zero, the error itself."""

    kind: str
    error: float


def judge(said: float, right: Right) -> Verdict:
    """The verdict on a number of the library."""
    value = right.value
    if value.is_nan():
        return Verdict(AGREES, 0.0) if said - said != 0 else Verdict(WRONG, float("inf"))
    number = exact(said)
    if not value.is_finite() or not number.is_finite():
        beyond = said != 0 and abs(said) == float("inf") and abs(value) >= arb(LARGEST) * (1 - arb(TOLERANCE))
        same = said == said and bool(number > 0) == bool(value > 0) and (beyond or not value.is_finite())
        agrees = same and not number.is_finite()
        return Verdict(AGREES, 0.0) if agrees else Verdict(WRONG, float("inf"))
    distance = (number - value).abs_lower()
    zero = narrow_zero(right)
    whole, terms = (arb(1), right.terms.max(arb(1))) if zero else (abs(value), right.terms)
    error = float((distance / whole).mid()) if whole > 0 else float("inf")
    if distance <= arb(TOLERANCE) * abs(value) or (distance <= LEAST and abs(value) <= 4 * LEAST):
        return Verdict(AGREES, error)
    if distance <= arb(TOLERANCE) * terms and error <= LOST:
        return Verdict(AGREES, error)
    return Verdict(INACCURATE if distance <= arb(LOST) * terms else WRONG, error)


def narrow_zero(right: Right) -> bool:
    """Whether the right value is zero, to hundreds of digits of its terms."""
    return bool(abs(right.value) <= right.terms * arb(2) ** -2000) or right.value.is_zero()
