"""What a model has to interpret: what occurs in some statements, free of binding."""

from __future__ import annotations

from dataclasses import dataclass, field

import sympy

from . import terms as t


class Unreadable(Exception):
    """Something that has no finite meaning; never skipped, always reported."""


@dataclass
class Signature:
    """What a model has to interpret: everything that occurs free of binding in some statements."""

    spaces: list[str] = field(default_factory=list)
    counted: list[str] = field(default_factory=list)  # of a supremum, an infimum or a subset: every point counts
    counts: list = field(default_factory=list)
    reals: list = field(default_factory=list)
    laws: list = field(default_factory=list)
    functions: list = field(default_factory=list)
    subsets: list = field(default_factory=list)
    draws: list = field(default_factory=list)
    points: list = field(default_factory=list)


def signature(*statements) -> Signature:
    """Collect spaces, counts, real numbers, laws, functions, subsets and the free points of statements."""
    collector = _Collector()
    for statement in statements:
        collector.walk(statement, frozenset())
    return collector.found


class _Collector:
    """Notes what occurs; what stands inside a binder is walked with what it binds."""

    def __init__(self):
        self.found = Signature()

    def walk(self, node, bound: frozenset) -> None:
        for kind, visit in _VISITS.items():
            if isinstance(node, kind):
                visit(self, node, bound)
                return
        self.parts(node, bound)

    def parts(self, node, bound: frozenset) -> None:
        for part, within in t.scopes(node):
            self.walk(part, bound | within)

    @staticmethod
    def note(kind: list, *items) -> None:
        kind.extend(item for item in dict.fromkeys(items) if item not in kind)

    def point(self, node, bound) -> None:
        self.note(self.found.spaces, node.space)
        if node not in bound:
            self.note(self.found.points, node)

    def symbol(self, node, bound) -> None:
        if node not in bound:
            self.note(self.found.counts if node.is_integer and node.is_positive else self.found.reals, node)

    def law(self, node, _bound) -> None:
        self.note(self.found.laws, node)
        self.note(self.found.spaces, *node.spaces, *node.given)

    def function(self, node, _bound) -> None:
        self.note(self.found.functions, node)

    def subset(self, node, bound) -> None:
        self.note(self.found.subsets, node)
        self.note(self.found.spaces, node.space)
        self.note(self.found.counted, node.space)
        for inner in node.args[2:]:
            self.walk(inner, bound)

    def draws(self, node, bound) -> None:
        if node.kind != "iid":
            self.note(self.found.draws, (node.kind, node.density.law, node.count))
        self.parts(node, bound)

    def extremum(self, node, bound) -> None:
        self.note(self.found.counted, node.args[1].space)
        self.parts(node, bound)


_VISITS = {
    t.Point: _Collector.point, sympy.Symbol: _Collector.symbol, t.Law: _Collector.law, t.Function: _Collector.function,
    t.Subset: _Collector.subset, t.Draws: _Collector.draws, t.Extremum: _Collector.extremum}
