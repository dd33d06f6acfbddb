"""The declarations of the names in a statement, as text: they belong to it as its hypotheses do."""

from __future__ import annotations

from collections.abc import Sequence

import sympy

from ..language import terms as t
from ..language.views.signature import signature
from .text import text


def declared(nodes: Sequence[sympy.Basic]) -> list[str]:
    """The declarations of the names in some lines and the definitions of their abbreviations, in the order of kinds.

    Two things with one name are both declared; an abbreviation is defined for each of its arguments.
    """
    said: dict[str, None] = {}  # keeps the order, and each text once
    free, stack = signature(*nodes), list(nodes)[::-1]
    while stack:
        node = stack.pop()
        if told := f"{text(node)} = {text(node.body)}" if isinstance(node, t.Named) else _told(node, free):
            said[told] = None
        stack.extend(reversed(node.args))
    return sorted(said, key=lambda s: next(i for i, kind in enumerate(_ORDER_OF_KINDS) if kind in s))


_ORDER_OF_KINDS = (
    " law of ",
    " is a function ",
    " is a point ",
    " counts",
    " is a count",
    " is a number",
    " set of ",
    "",
)


def _told(node, free) -> str:
    """The declaration of one thing; empty where its name already says it."""
    if isinstance(node, t.Law):
        over = ", ".join(node.spaces) + (" for each " + ", ".join(node.given) if node.given else "")
        drawn = f" that is drawn as {text(sympy.Mul(*node.product, evaluate=False))}" if node.product else ""
        return f"{node.name} is a {'law of independent' if node.independent else 'law of'} {over}{drawn}"
    if isinstance(node, t.Function):
        if not node.spaces:
            return f"{node.name} is a number" + (", never negative" if node.nonnegative else "")
        over = ", ".join("an index" if space == "index" else space for space in node.spaces)
        kind = f"{node.name} is a function of {over}" if over else f"{node.name}() is a number"
        return kind + (", never negative" if node.nonnegative else "")
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
