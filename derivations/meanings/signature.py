"""What a model has to interpret: what occurs in some statements, free of binding."""

from __future__ import annotations

from dataclasses import dataclass, field

import sympy

from ..kernel import terms as t


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
    found = Signature()

    def note(kind, item):
        if item not in kind:
            kind.append(item)

    def walk(node, bound):
        if isinstance(node, t.Point):
            note(found.spaces, node.space)
            if node not in bound:
                note(found.points, node)
        elif isinstance(node, sympy.Symbol):
            if node not in bound:
                note(found.counts if node.is_integer and node.is_positive else found.reals, node)
        elif isinstance(node, t.Law):
            note(found.laws, node)
            for space in node.spaces + node.given:
                note(found.spaces, space)
        elif isinstance(node, t.Function):
            note(found.functions, node)
        elif isinstance(node, t.Subset):
            note(found.subsets, node)
            note(found.spaces, node.space)
            note(found.counted, node.space)
            for inner in node.args[2:]:
                walk(inner, bound)
        elif isinstance(node, t.Named):
            walk(node.body, bound)
        else:
            if isinstance(node, t.Draws) and node.kind != "iid":
                note(found.draws, (node.kind, node.density.law, node.count))
            if isinstance(node, t.Extremum):
                note(found.counted, node.args[1].space)
            inner = bound | _binds(node)
            if isinstance(node, t.Mean):  # the range is read outside
                for arg, within in zip(node.args, (inner, bound, bound, inner), strict=True):
                    walk(arg, within)
            elif isinstance(node, t.Normalised):
                walk(node.args[1], inner)
                for places, within in ((node.args[0], inner), (node.args[2], bound)):
                    for place in places:
                        walk(place, within)
            elif isinstance(node, _BINDERS):  # one after the other: a law may be given a free point that is bound later
                within = bound
                for item in map(t.unnamed, node.args[0]):
                    within = within | set((item,) if isinstance(item, t.Point) else item.outs)
                    walk(item, within)
                for arg in node.args[1:]:
                    walk(arg, within)
            else:
                for arg in node.args:
                    walk(arg, inner)

    for statement in statements:
        walk(statement, frozenset())
    return found


_BINDERS = (t.Expectation, t.Integral, t.Divergence, t.Always, t.Integrable)


def _binds(node) -> frozenset:
    """What a node binds within, but for those that bind one thing after the other."""
    if isinstance(node, t.Normalised):
        return frozenset(node.args[0])
    if isinstance(node, t.Mean):
        return frozenset(node.args[:1])
    if isinstance(node, t.Extremum):
        return frozenset(node.args[1:2])
    return frozenset()
