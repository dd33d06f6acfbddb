"""What a model has to interpret of some statements."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from functools import cache
from typing import Any

import sympy
from sympy import Basic

from .. import terms as t


class Unreadable(Exception):
    """Raised for a part of a statement that no finite model can interpret; it is never skipped, always reported."""


@dataclass
class Signature:
    """What a model has to interpret: the spaces of all points, and all else that occurs free in some statements."""

    spaces: list[str] = field(default_factory=list)
    counted: list[str] = field(default_factory=list)  # spaces of suprema, infima and subsets: every point counts
    counts: list = field(default_factory=list)
    reals: list = field(default_factory=list)
    laws: list = field(default_factory=list)
    functions: list = field(default_factory=list)
    subsets: list = field(default_factory=list)
    draws: list = field(default_factory=list)  # (kind, law, count) of draws that are not independent
    drawn: list = field(default_factory=list)  # how many draws there are, of any kind, where no index says it
    points: list = field(default_factory=list)
    paths: list = field(default_factory=list)  # those of the free points that are paths, of which there are points x[t]
    integrated: list = field(default_factory=list)  # numbers over which is integrated
    times: list = field(default_factory=list)  # of the points of paths, as far as no index says them
    later: int | None = None  # by how much the time of a point of a path may be later than its index, where it has one
    ranges: list = field(default_factory=list)  # how far an index goes: the ends of averages and sums, and places
    furthest: list = field(default_factory=list)  # places such as k + 1 at the ends of the range of k

    @property
    def empty(self) -> bool:
        """Whether there is nothing to interpret, so that there is one model: statements about numbers alone."""
        return not any(held for kind, held in vars(self).items() if kind not in ("integrated", "later"))


def signature(*statements: Basic) -> Signature:
    """Collect spaces, counts, real numbers, laws, functions, subsets and the free points of statements."""
    collector = _Collector()
    for statement in statements:
        collector.walk(statement, frozenset())
    found, ends = collector.found, [end for statement in statements for end in _places(statement)]
    collector.note(found.furthest, *(end for end in ends if end.free_symbols <= set(found.counts)))
    return found


@cache
def _places(node: Basic) -> tuple[sympy.Expr, ...]:
    """The places of functions of an index, each at those ends of the ranges of the indices bound in it at which
    it may be furthest."""
    found = dict.fromkeys(place for arg in node.args if isinstance(arg, Basic) for place in _places(arg))
    if isinstance(node, t.Value):
        own = zip(node.args[1], node.args[0].spaces)
        found.update((place, None) for place, space in own if space == "index" and isinstance(place, sympy.Expr))
    if isinstance(node, (t.Mean, t.Total, t.Product, t.Each)):
        index = node.args[0]
        ends = (sympy.Integer(1), node.args[1]) if isinstance(node, t.Mean) else node.args[1:3]
        found = dict.fromkeys(place.xreplace({index: end}) for place in found for end in _furthest(place, index, *ends))
    return tuple(found)


def _furthest(place: sympy.Expr, index: Basic, first: sympy.Expr, last: sympy.Expr) -> tuple[sympy.Expr, ...]:
    """The ends of the range of an index where a place may be furthest: the last one where it grows with the index."""
    slope = sympy.expand(place).coeff(index, 1)
    alone = slope.is_number and not sympy.expand(place - slope*index).has(index)
    return (first, last) if not alone else (last,) if slope >= 0 else (first,)


class _Collector:
    """Notes what occurs in a node; `bound` are the points and indices that are bound around it."""

    def __init__(self) -> None:
        self.found = Signature()
        self._walked: set[tuple[Basic, frozenset[Basic]]] = set()  # near misses share most of their parts

    def walk(self, node: Basic, bound: frozenset[Basic]) -> None:
        if (node, bound) in self._walked:
            return
        self._walked.add((node, bound))
        _visit_of(type(node))(self, node, bound)

    def parts(self, node: Basic, bound: frozenset[Basic]) -> None:
        for part, within in t.scopes(node):
            self.walk(part, bound | within)

    @staticmethod
    def note(kind: list, *items: object) -> None:
        kind.extend(item for item in dict.fromkeys(items) if item not in kind)

    def coordinate(self, node: t.Coordinate, bound: frozenset[Basic]) -> None:
        self.note(self.found.integrated if node in bound else self.found.reals, node)

    def point(self, node: t.Point, bound: frozenset[Basic]) -> None:
        self.note(self.found.spaces, node.space)
        if node not in bound:
            self.note(self.found.points, node)

    def taken(self, node: t.Taken, bound: frozenset[Basic]) -> None:
        self.walk(node.parameter, bound)

    def symbol(self, node: sympy.Symbol, bound: frozenset[Basic]) -> None:
        if node not in bound:
            self.note(self.found.counts if node.is_integer and node.is_positive else self.found.reals, node)

    def law(self, node: t.Law, bound: frozenset[Basic]) -> None:
        if isinstance(node, t.NamedLaw):  # nothing of it is left to interpret
            return
        self.note(self.found.spaces, *node.spaces, *node.points_given)
        if not node.product:  # its factors say all of a law that is named from a product
            self.note(self.found.laws, node)
        for factor in node.product:
            self.law(factor.law, bound)

    def function(self, node: t.Function, _bound: frozenset[Basic]) -> None:
        self.note(self.found.functions, node)

    def subset(self, node: t.Subset, bound: frozenset[Basic]) -> None:
        self.note(self.found.subsets, node)
        self.note(self.found.spaces, node.space)
        self.note(self.found.counted, node.space)
        for inner in node.args[2:]:
            self.walk(inner, bound)

    def draws(self, node: t.Draws, bound: frozenset[Basic]) -> None:
        if node.kind != "iid":
            self.note(self.found.draws, (node.kind, node.density.law, node.count))
        if not node.count.atoms() & bound:
            self.note(self.found.drawn, node.count)
        self.parts(node, bound)

    def reach(self, ends: Iterable[Basic], bound: frozenset[Basic]) -> None:
        """Note how far an index goes, where no other index says it."""
        self.note(self.found.ranges, *(end for end in ends if isinstance(end, sympy.Expr) and not end.atoms() & bound))

    def place_in_time(self, node: t.Draw | t.Stretch, bound: frozenset[Basic]) -> None:
        self.parts(node, bound)
        if node.point not in bound:  # else it is drawn several times
            self.note(self.found.paths, node.point)
        for time in node.args[1:]:
            if time.atoms() & bound:
                self.found.later = max([self.found.later or 0, *(int(n) for n in time.atoms(sympy.Integer))])
            else:
                self.note(self.found.times, time)

    def mean(self, node: t.Mean, bound: frozenset[Basic]) -> None:
        self.reach((node.args[1],), bound)
        self.parts(node, bound)

    def total(self, node: t.Total | t.Product | t.Each, bound: frozenset[Basic]) -> None:
        self.reach((node.args[2],), bound)
        self.parts(node, bound)

    def value(self, node: t.Value, bound: frozenset[Basic]) -> None:
        indices = [place for place, space in zip(node.args[1], node.args[0].spaces) if space != "real"]
        self.reach(indices, bound)
        self.parts(node, bound)

    def extremum(self, node: t.Extremum, bound: frozenset[Basic]) -> None:
        self.note(self.found.counted, node.args[1].space)
        self.parts(node, bound)


_VISITS = {
    t.Coordinate: _Collector.coordinate, t.Point: _Collector.point, t.Taken: _Collector.taken,
    sympy.Symbol: _Collector.symbol, t.Law: _Collector.law,
    t.Function: _Collector.function,
    t.Subset: _Collector.subset, t.Draws: _Collector.draws, t.Extremum: _Collector.extremum,
    t.Draw: _Collector.place_in_time, t.Stretch: _Collector.place_in_time,
    t.Mean: _Collector.mean, t.Total: _Collector.total, t.Product: _Collector.total,
    t.Each: _Collector.total, t.Value: _Collector.value}


@cache
def _visit_of(kind: type[Basic]) -> Callable[[_Collector, Any, frozenset[Basic]], None]:
    """What looks at a node of some kind."""
    return next((visit for one, visit in _VISITS.items() if issubclass(kind, one)), _Collector.parts)
