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
        inner = bound | _binds(node)
        for arg in node.args:
            self.walk(arg, inner)

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

    def named(self, node, bound) -> None:
        self.walk(node.body, bound)

    def draws(self, node, bound) -> None:
        if node.kind != "iid":
            self.note(self.found.draws, (node.kind, node.density.law, node.count))
        for arg in node.args:
            self.walk(arg, bound)

    def extremum(self, node, bound) -> None:
        self.note(self.found.counted, node.args[1].space)
        for arg in node.args:
            self.walk(arg, bound | _binds(node))

    def mean(self, node, bound) -> None:
        """The range is read outside."""
        inner = bound | _binds(node)
        for arg, within in zip(node.args, (inner, bound, bound, inner), strict=True):
            self.walk(arg, within)

    def normalised(self, node, bound) -> None:
        inner = bound | _binds(node)
        self.walk(node.args[1], inner)
        for places, within in ((node.args[0], inner), (node.args[2], bound)):
            for place in places:
                self.walk(place, within)

    def binder(self, node, bound) -> None:
        """One after the other: a law may be given a free point that is bound later."""
        for item in map(t.unnamed, node.args[0]):
            bound = bound | set((item,) if isinstance(item, t.Point) else item.outs)
            self.walk(item, bound)
        for arg in node.args[1:]:
            self.walk(arg, bound)


_VISITS = {
    t.Point: _Collector.point, sympy.Symbol: _Collector.symbol, t.Law: _Collector.law, t.Function: _Collector.function,
    t.Subset: _Collector.subset, t.Named: _Collector.named, t.Draws: _Collector.draws, t.Extremum: _Collector.extremum,
    t.Mean: _Collector.mean, t.Normalised: _Collector.normalised,
    (t.Expectation, t.Integral, t.Divergence, t.Always, t.Integrable): _Collector.binder}


def _binds(node) -> frozenset:
    """What a node binds within, but for those that bind one thing after the other."""
    if isinstance(node, t.Normalised):
        return frozenset(node.args[0])
    if isinstance(node, t.Mean):
        return frozenset(node.args[:1])
    if isinstance(node, t.Extremum):
        return frozenset(node.args[1:2])
    return frozenset()
