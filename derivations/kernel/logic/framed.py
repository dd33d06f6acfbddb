"""The parts of conditions that hold for almost all points at which guards are positive."""

from __future__ import annotations

from functools import cache
from typing import NamedTuple

from ..forms.binders import Atom, Poly, open_fresh
from ..forms.nodes import Conditions, Variables, Weights
from .conditions import close, integrable
from .defined import defined


class Framed(NamedTuple):
    """The parts of a condition: for almost all points at which the guards are positive, the body is integrable."""

    points: Variables
    guards: Weights
    variables: Variables
    weights: Weights
    body: Poly

    def of(self, body: Poly) -> Conditions:
        """The same condition on another body."""
        return close(self.points, self.guards, integrable(self.variables, self.weights, body))

    def as_equal(self, body: Poly, asked: Conditions) -> Conditions:
        """The same condition on another body, which equals the given one where that is defined and `asked` holds: terms
        that have no value may have cancelled in it."""
        sure = close(self.variables, self.weights, (*defined(self.body), *asked))
        return (*close(self.points, self.guards, sure), *self.of(body))


@cache
def framed_integrable(c: Atom) -> Framed | None:
    """The parts of a condition that says that a quantity is integrable; None of any other."""
    points, guards = (), ()
    if c.head == "always":
        points, (guards, c) = open_fresh(c)
    if c.head != "integrable":
        return None
    variables, (weights, body) = open_fresh(c)
    return Framed(points, guards, variables, weights, body)


def framed_as(c: Atom, head: str) -> tuple[Variables, Weights, Atom] | None:
    """The points and guards around a condition of a kind, and that condition; None of any other."""
    points, guards, inner = (), (), c
    if c.head == "always":
        points, (guards, inner) = open_fresh(c)
    return (points, guards, inner) if inner.head == head else None
