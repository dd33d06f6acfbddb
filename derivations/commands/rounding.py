"""A printed decimal, read as rounded: the number and the decimal, taken out of the statement that says so.

The statement has squares, since the language has no absolute value: (X − 0.2878)² ≤ 0.00005².  A reader of it wants to
see X.
"""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from typing import NamedTuple

import sympy

from ..attack.certificate import Counterexample, Undecided, certify
from ..language import writing as w
from ..language.views.signature import Unreadable, signature
from ..pages.text import text


class Rounded(NamedTuple):
    """A number, the decimal that is printed for it, and half a unit of the last printed digit."""

    number: sympy.Basic
    printed: Fraction
    half: Fraction

    @property
    def places(self) -> int:
        """How many digits are printed behind the point."""
        return len(str((1 / self.half).numerator)) - 1


def rounded(statement: sympy.Basic) -> Rounded | None:
    """The parts of a statement that a number is a printed decimal, up to half a unit of its last digit; None of any
    other."""
    if not (
        isinstance(statement, sympy.Le)
        and all(isinstance(side, sympy.Pow) and side.args[1] == 2 for side in statement.args)
    ):
        return None
    apart, half = (side.args[0] for side in statement.args)
    if not (isinstance(apart, sympy.Add) and len(apart.args) == 2):
        return None
    for printed, number in (apart.args, apart.args[::-1]):
        if (found := _decimal(printed)) is not None and (width := _decimal(half, 2)) is not None:
            return Rounded(number, -found, width)
    return None


def _decimal(node: sympy.Basic, unit: int = 1) -> Fraction | None:
    """A whole number over a power of ten, or twice one, perhaps with a sign; None of anything else."""
    if not isinstance(node, sympy.Mul):
        return None
    first, second = node.args
    if first == -1 and isinstance(second, sympy.Mul):
        found = _decimal(second, unit)
        return None if found is None else -found
    if not (isinstance(first, sympy.Integer) and isinstance(second, sympy.Pow) and second.args[1] == -1):
        return None
    below = str(second.args[0])
    return Fraction(int(first), int(below)) if below.strip("0") == str(unit) else None


def in_numbers(statement: sympy.Basic, counterexample: Counterexample, given: Sequence = ()) -> list[str]:
    """The number that a refuted statement rounds, beside the decimal that is printed; empty of another statement."""
    part = counterexample.sides.part
    found = rounded(statement if part is None else part)
    if found is None:
        return []
    equal = w.eq(found.number, sympy.Rational(found.printed.numerator, found.printed.denominator))
    try:
        apart = certify(counterexample.model, signature(equal, *given), given, equal)
    except (Undecided, Unreadable):
        return []
    if apart is None:
        return []
    value, digits = float(Fraction(apart.lhs.replace("−", "-"))), found.places
    off = abs(float(Fraction(apart.gap.rpartition("≈ ")[2].replace("−", "-"))))  # of the balls, not of what is shown
    told = apart.lhs if "/" not in apart.lhs else f"{value:.6g}"
    return [
        f"{text(found.number)} ≈ {told}; printed {float(found.printed):.{digits}f}",
        f"off by {off:.2g}, where rounding to its digits explains at most {float(found.half):.{digits + 1}f}",
    ]
