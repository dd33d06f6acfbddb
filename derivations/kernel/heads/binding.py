"""The orders that mean the same: of the laws in one expectation, and of the points in one integral."""

from __future__ import annotations

from collections.abc import Iterator

from ..forms.binders import orders, variable_orders
from ..forms.head import Head
from ..forms.nodes import Opened, Part, Variables


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
