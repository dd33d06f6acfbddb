"""Quantities: means, integrals, divergences, averages, sums and suprema, and abbreviations of them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Self

import sympy
from sympy import Basic, Expr, Symbol, Tuple
from sympy.core.symbol import Str

from .arguments import Quantity, is_count, quantity, said
from .binding import NOTHING, Scopes, ends, in_turn, over_a_range
from .declarations import Density, Draws, Place, Point, Spoken, Subset, only_points
from .names import declared


class Normalised(Spoken, Expr):
    """The law proportional to g(z): g at `at`, divided by the integral of g.  It can be drawn from."""

    def __new__(cls, over: Sequence[Point], body: Quantity, at: Sequence[Place]) -> Self:
        only_points("proportional", over)
        if len(at) != len(over) or not all(isinstance(place, Place) for place in at):
            raise ValueError(f"a law over {', '.join(point.name for point in over)} is taken at as many points")
        return Expr.__new__(cls, Tuple(*over), quantity(body), Tuple(*at))

    outs = property(lambda self: tuple(self.args[2]))
    givens = ()

    def scopes(self) -> Scopes:
        over, body, at = self.args
        within = frozenset(over)
        return ((body, within), *((point, within) for point in over), *((place, NOTHING) for place in at))


class Expectation(Spoken, Expr):
    """The mean under weights, which are densities, normalised laws or draws; later ones may be given earlier ones."""

    def __new__(cls, weights: Sequence[Basic], body: Quantity) -> Self:
        if not weights:
            raise ValueError("an expectation is over a law, not over nothing")
        for weight in weights:
            if not isinstance(unnamed(weight), (Density, Draws, Normalised)):
                raise ValueError(f"an expectation is over a law, not over {said(weight)}")
        return Expr.__new__(cls, Tuple(*weights), quantity(body))

    def scopes(self) -> Scopes:
        return in_turn(*self.args)


class Integral(Spoken, Expr):
    """The integral over points with respect to the base measure (a sum where the space is finite)."""

    def __new__(cls, over: Sequence[Point], body: Quantity) -> Self:
        only_points("integral", over)
        return Expr.__new__(cls, Tuple(*over), quantity(body))

    def scopes(self) -> Scopes:
        return in_turn(*self.args)


class Divergence(Spoken, Expr):
    """KL(a ‖ b) = ∫ a log(a/b), in nats, with 0 log 0 = 0."""

    def __new__(cls, over: Sequence[Point], a: Quantity, b: Quantity) -> Self:
        only_points("KL", over)
        return Expr.__new__(cls, Tuple(*over), quantity(a), quantity(b))

    def scopes(self) -> Scopes:
        return in_turn(*self.args)


class Mean(Spoken, Expr):
    """The average over k = 1 … n, or over all k but one."""

    def __new__(cls, index: Symbol, count: Quantity, but: Quantity | None, body: Quantity) -> Self:
        if not isinstance(index, Symbol) or not is_count(index):
            raise ValueError(f"a mean runs over an index, not over {said(index)}")
        but, count = sympy.S.Zero if but is None else quantity(but), quantity(count)
        if index in count.atoms(Symbol) | but.atoms(Symbol):
            raise ValueError(f"the index {index.name} of a mean does not occur in its own range")
        return Expr.__new__(cls, index, count, but, quantity(body))

    def scopes(self) -> Scopes:
        index, count, but, body = self.args
        within = frozenset({index})
        return (index, within), (count, NOTHING), (but, NOTHING), (body, within)


class Total(Spoken, Expr):
    """The sum over t = a … b, and 0 where b is a − 1."""

    def __new__(cls, index: Symbol, first: Quantity, last: Quantity, body: Quantity) -> Self:
        return Expr.__new__(cls, index, *ends("a total", index, first, last), quantity(body))

    def scopes(self) -> Scopes:
        return over_a_range(self)


class Extremum(Spoken, Expr):
    """The supremum or infimum over a point, possibly within a subset of its space."""

    def __new__(cls, kind: str, point: Point, subset: Basic | None, body: Quantity) -> Self:
        only_points(kind, (point,))
        if subset not in (None, Tuple()) and not isinstance(subset, Subset):
            raise ValueError(f"after the colon of {kind}[…] stands a subset, not {said(subset)}")
        return Expr.__new__(cls, Str(kind), point, subset or Tuple(), quantity(body))

    def scopes(self) -> Scopes:
        _kind, point, subset, body = self.args
        within = frozenset({point})
        return (point, within), (subset, NOTHING), (body, within)


class Named(Spoken, Expr):
    """A transparent abbreviation: it prints as name(arguments) and means its body, nothing else.

    `origin` tells two abbreviations of one name apart.
    """

    def __new__(cls, name: str | Str, arguments: Iterable[Basic | int], body: Expr, origin: str | Str = "") -> Self:
        return Expr.__new__(cls, name if isinstance(name, Str) else Str(declared(name, "an abbreviation")),
                            Tuple(*arguments), body, origin if isinstance(origin, Str) else Str(origin))

    body = property(lambda self: self.args[2])
    outs = property(lambda self: self.body.outs)
    givens = property(lambda self: self.body.givens)

    def scopes(self) -> Scopes:
        return ((self.body, NOTHING),)


def unnamed(node: Basic) -> Basic:
    """What an abbreviation stands for; anything else as it is."""
    return unnamed(node.body) if isinstance(node, Named) else node


def points_or_laws(word: str, over: Sequence[Basic]) -> None:
    """Refuse a bracket that holds anything but points and laws, or nothing."""
    if not over:
        raise ValueError(f"{word}[…] is over points or laws, not over nothing")
    for item in over:
        if not isinstance(unnamed(item), (Point, Density, Draws, Normalised)):
            raise ValueError(f"{word}[…] is over points or laws, not over {said(item)}")
