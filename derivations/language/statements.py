"""Statements: what holds almost everywhere or for each index, what is integrable or bounded, and connectives."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Self

from sympy import Basic, Symbol, Tuple
from sympy.logic.boolalg import Boolean

from .arguments import Quantity, proposition, quantity
from .binding import Scopes, ends, in_turn, over_a_range
from .declarations import Point, Spoken
from .quantities import points_or_laws


class Always(Spoken, Boolean):
    """The statement holds almost everywhere, under laws or under the base measure."""

    def __new__(cls, over: Sequence[Basic], statement: Boolean) -> Self:
        points_or_laws("always", over)
        return Basic.__new__(cls, Tuple(*over), proposition(statement))

    def scopes(self) -> Scopes:
        return in_turn(*self.args)


class Each(Spoken, Boolean):
    """The statement holds for each k = a … b, of which there may be none."""

    def __new__(cls, index: Symbol, first: Quantity, last: Quantity, statement: Basic) -> Self:
        return Basic.__new__(cls, index, *ends("each", index, first, last), proposition(statement))

    def scopes(self) -> Scopes:
        return over_a_range(self)


class Integrable(Spoken, Boolean):
    """The body is defined almost everywhere, and its absolute value has a finite mean or, over points, integral."""

    def __new__(cls, over: Sequence[Basic], body: Quantity) -> Self:
        points_or_laws("integrable", over)
        if len({isinstance(item, Point) for item in over}) != 1:
            raise ValueError("integrable[…] is over points, or over laws, not over both")
        return Basic.__new__(cls, Tuple(*over), quantity(body))

    def scopes(self) -> Scopes:
        return in_turn(*self.args)


class Bounded(Spoken, Boolean):
    """The suprema and infima that are terms of the quantity are finite."""

    def __new__(cls, bound: Quantity) -> Self:
        return Basic.__new__(cls, quantity(bound))


class Iff(Spoken, Boolean):
    """Both statements hold, or neither.  SymPy's Equivalent forgets the author's order."""

    def __new__(cls, left: Boolean, right: Boolean) -> Self:
        return Basic.__new__(cls, proposition(left), proposition(right))


class Both(Spoken, Boolean):
    """All statements hold.  SymPy's And forgets the author's order."""

    def __new__(cls, *statements: Boolean) -> Self:
        if not statements:
            raise ValueError("both(…) joins statements, and there is none")
        return Basic.__new__(cls, *map(proposition, statements))
