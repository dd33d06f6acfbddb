"""What was declared of the names in some lines: it belongs to a statement as its hypotheses do."""

from __future__ import annotations

import sympy

from ..language import terms as t
from ..language.signature import signature
from .text import text


def declared(nodes) -> list[str]:
    """What names mean: what was declared of each, and what each abbreviation stands for, as often as it is used."""
    said: dict[str, None] = {}  # two things of one name are both told, and what is told of both alike is told once
    free, stack = signature(*nodes), list(nodes)[::-1]
    while stack:
        node = stack.pop()
        if told := f"{text(node)} = {text(node.body)}" if isinstance(node, t.Named) else _told(node, free):
            said[told] = None
        stack.extend(reversed(node.args))
    return sorted(said, key=lambda s: next(i for i, kind in enumerate(_KINDS) if kind in s))


_KINDS = (" law of ", " is a function ", " is a point ", " counts", " is a count", " is a number", " set of ", "")


def _told(node, free) -> str:
    """What was declared of one thing; empty where its name says it all."""
    if isinstance(node, t.Law):
        over = ", ".join(node.spaces) + (" for each " + ", ".join(node.given) if node.given else "")
        return f"{node.name} is a {'law of independent' if node.independent else 'law of'} {over}"
    if isinstance(node, t.Function):
        over = ", ".join("an index" if space == "index" else space for space in node.spaces)
        return f"{node.name} is a function of {over}" + (", never negative" if node.nonnegative else "")
    if isinstance(node, t.Point) and node.name != node.space:
        return f"{node.name} is a point of the space of {node.space}"
    if isinstance(node, t.Extremum):
        return f"there are countably many {node.args[1].name}, and each counts"
    if isinstance(node, t.Subset):
        inside = f" that contains {node.args[2].name}" if len(node.args) > 2 else ""
        return f"{node.name} is a non-empty set of {node.space}{inside}"
    if isinstance(node, sympy.Symbol) and node in free.counts:
        return f"{node.name} is a count, 1 or more"
    return f"{node.name} is a number" if isinstance(node, sympy.Symbol) and node in free.reals else ""
