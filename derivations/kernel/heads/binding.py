"""Orders that mean the same: of laws in one expectation, and of points in one integral."""

from __future__ import annotations

from collections.abc import Iterator

from ..forms.binders import orders, variable_orders
from ..forms.head import Head


class OverPoints(Head):
    """Binds points, in any order."""

    binds = True
    interchangeable = True

    def arrangements(self, variables: tuple, parts: tuple) -> Iterator[tuple[tuple, tuple]]:
        for order in variable_orders(variables):
            yield order, parts


class UnderLaws(Head):
    """Binds what its laws draw, the laws in any order in which each stands after those that it is given."""

    binds = True
    weighted = True
    interchangeable = True

    def arrangements(self, variables: tuple, parts: tuple) -> Iterator[tuple[tuple, tuple]]:
        weights, *rest = parts
        for placed in orders(weights):
            for order in variable_orders(variables, placed):
                yield order, (placed, *rest)
