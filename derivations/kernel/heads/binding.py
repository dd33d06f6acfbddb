"""What means the same in a binder: orders of the laws in one expectation, of the points in one integral, and signs."""

from __future__ import annotations

from collections.abc import Iterator
from typing import ClassVar

from ..forms.binders import atom, orders, scale, variable_orders
from ..forms.head import Head
from ..forms.nodes import Atom, Opened, Part, Variables


class OverPoints(Head):
    """A head that binds points, in any order."""

    binds = True
    interchangeable = True

    def arrangements(self, variables: Variables, parts: tuple[Part, ...]) -> Iterator[Opened]:
        for order in variable_orders(variables):
            yield order, parts


class UnderLaws(Head):
    """A head that binds what its laws draw, the laws in any order in which each stands behind those it is given."""

    binds = True
    weighted = True
    interchangeable = True

    def arrangements(self, variables: Variables, parts: tuple[Part, ...]) -> Iterator[Opened]:
        weights, *rest = parts
        for placed in orders(weights):
            for order in variable_orders(variables, placed):
                yield order, (placed, *rest)


class OfEitherSign(Head):
    """A statement on a quantity that says the same of its negative: that with fewer negative terms is written."""

    signed: ClassVar[int] = -1
    """The position of the quantity among the arguments."""

    def as_written(self, atom: Atom) -> Atom:
        more = 2 * self._negative(atom) - len(atom.args[self.signed].terms)
        if more < 0:
            return atom
        return self._negated(atom) if more else min(atom, self._negated(atom), key=lambda one: one.key)

    def rank(self, atom: Atom) -> tuple:
        return self._negative(atom), atom.key

    def _negative(self, a: Atom) -> int:
        return sum(c < 0 for _, c in a.args[self.signed].terms)

    def _negated(self, a: Atom) -> Atom:
        args = list(a.args)
        args[self.signed] = scale(args[self.signed], -1)
        return atom(a.head, *args)
