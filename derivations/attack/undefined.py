"""Values that are no plain numbers: undefined ones, and the kind that infinite and moving ones are of."""

from __future__ import annotations

from typing import Any

import flint


class Undecidable(Exception):
    """A result is no exact number, or too close to zero to tell its sign."""


class NoNumber:
    """A value that is no number, undefined or infinite: it says itself what a sum or a product with it is."""


class _Undefined(NoNumber):
    """The undefined value: every sum, difference, product and quotient with it is undefined."""

    def _same(self, *_):
        return self

    __add__ = __radd__ = __sub__ = __rsub__ = __mul__ = __rmul__ = __neg__ = __truediv__ = __rtruediv__ = _same

    def __repr__(self):
        return "undefined"


UNDEFINED = _Undefined()


def is_zero(value: Any) -> bool:
    """Whether a number is exactly zero: a fraction that is, or a ball around zero without a radius."""
    if isinstance(value, flint.fmpq):
        return not value
    return value.is_zero() if hasattr(value, "is_zero") else value == 0
