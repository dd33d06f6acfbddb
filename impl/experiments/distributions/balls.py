"""Right values as balls: real numbers with certified error bounds, from python-flint.

A right value is a sum. The sum of its terms' sizes goes with it, because that is the size that rounding errors of a
correct program are compared with. The precision is raised until the ball is narrow. Johansson (2017), "Arb: efficient
arbitrary-precision midpoint-radius interval arithmetic", IEEE Transactions on Computers 66.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from flint import arb, ctx, fmpq

PRECISIONS = 192, 512, 1536, 4608  # bits
ENOUGH = 80  # bits of a narrow ball; a float has 53
SHOWN = 17  # digits of a right value on the terminal and in the file

INFINITE = arb.pos_inf()
UNDEFINED = arb.nan()
EULER, PI = arb.const_euler, arb.pi


class NotCertified(ArithmeticError):
    """The ball stayed too wide at every precision."""


@dataclass(frozen=True)
class Right:
    """A right value and the sum of the sizes of its terms; NaN where the law has no such value."""

    value: arb
    terms: arb

    def digits(self) -> str:
        """The value with digits that are all certified."""
        if self.value.is_nan():
            return "undefined"
        if not self.value.is_finite():
            return "inf" if self.value > 0 else "-inf"
        return self.value.str(SHOWN, radius=False) if self.value != 0 else "0"


def exact(number: float) -> arb:
    """A float as a ball without width."""
    if number != number:
        return UNDEFINED
    if abs(number) == float("inf"):
        return INFINITE if number > 0 else -INFINITE
    above, below = float(number).as_integer_ratio()
    return arb(fmpq(above, below))


def total(terms: Iterable[arb]) -> Right:
    """The sum of the terms."""
    listed = list(terms)
    return Right(sum(listed, arb(0)), sum((abs(term) for term in listed), arb(0)))


def only(value: arb) -> Right:
    """A right value that is not a sum."""
    return Right(value, abs(value))


def log(number: arb) -> arb:
    """The logarithm, −∞ at zero."""
    return -INFINITE if number.is_zero() else number.log()


def times_log(factor: arb, number: arb) -> arb:
    """factor · log(number), with 0 · log 0 = 0."""
    return arb(0) if factor.is_zero() else factor * log(number)


def log_beta(a: arb, b: arb) -> arb:
    """log B(a, b)."""
    return a.lgamma() + b.lgamma() - (a + b).lgamma()


def between(bound: arb, most: arb) -> list[arb]:
    """The whole numbers from bound − 1 to bound, of those from zero to ``most``."""
    if not bound.is_finite():
        return [UNDEFINED]
    last = bound.floor()
    found = [last - 1, last] if bound.is_integer() else [last]
    if not last.is_exact():  # the bound may be whole
        middle = (bound + arb(1) / 2).floor()
        found = [middle - 1, middle]
    return [k for k in found if k >= 0 and k <= most]


def narrow(right: Right) -> bool:
    """Whether the value is known to many more digits than a float has, or is zero to many digits of its terms."""
    value = right.value
    if not value.is_finite():
        return right is NO_VALUE or bool(value > 0) or bool(value < 0)
    return value.rel_accuracy_bits() >= ENOUGH or bool(abs(value) <= right.terms * arb(2) ** -2000) or value.is_zero()


NO_VALUE = Right(UNDEFINED, arb(0))


def certified(compute: Callable[[], Right]) -> Right:
    """The value of ``compute`` at the least precision at which its ball is narrow.

    A ball that is NaN does not count, unless it is ``NO_VALUE`` itself; an infinite value has to be infinite exactly.
    """
    before = ctx.prec
    try:
        for bits in PRECISIONS:
            ctx.prec = bits
            right = compute()
            if narrow(right):
                return right
    finally:
        ctx.prec = before
    raise NotCertified(f"the ball {right.value.str(5)} is too wide")
