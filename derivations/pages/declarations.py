"""The declarations of the names in a statement, as text: they belong to it as its hypotheses do."""

from __future__ import annotations

from collections.abc import Sequence

import sympy

from ..language import terms as t
from ..language.views.signature import signature
from .abbreviations import in_general, occurrences
from .text import text


def declared(nodes: Sequence[sympy.Basic]) -> list[str]:
    """The declarations of the names in some lines and the definitions of their abbreviations, in the order of kinds.

    Two things with one name are both declared.  An abbreviation is defined at the letters of its definition, or for
    each of its arguments where these have none.
    """
    said: dict[str, None] = {}  # keeps the order, and each text once
    free, stack = signature(*nodes, *map(in_general, occurrences(nodes))), list(nodes)[::-1]
    while stack:
        node = stack.pop()
        general = in_general(node) if isinstance(node, t.NAMED) else node
        if told := f"{text(general)} = {text(general.body)}" if isinstance(general, t.NAMED) else _told(node, free):
            said[told] = None
        stack.extend(reversed(node.args if general is node else (*node.args, *general.args)))
    return sorted(said, key=lambda s: next(i for i, kind in enumerate(_ORDER_OF_KINDS) if kind in s))


_ORDER_OF_KINDS = (
    " is the density of ",
    " law of ",
    " family of laws ",
    " is a function ",
    " is a point ",
    " counts",
    " is a count",
    " is a number",
    " number",
    " is a real parameter",
    " set of ",
    "",
)


_NAMED = {
    "Gamma": "Gamma(x; a, b) is the density of the Gamma law of shape a and rate b",
    "Normal": "Normal(y; m, v) is the density of the normal law of mean m and variance v",
}


def _told(node, free) -> str:
    """The declaration of one thing; empty where its name already says it."""
    if isinstance(node, t.NamedLaw):
        return _NAMED[node.name]
    if isinstance(node, t.Chain):
        return f"{text.name(node.name)} is a law of a path, a Markov chain of {text.name(node.spaces[0])}"
    if isinstance(node, t.Law):
        return f"{text.name(node.name)} is a {_kind_of_law(node)}"
    if isinstance(node, t.Function):
        return f"{text.name(node.name)} is a {_kind_of_function(node)}" + (
            ", never negative" if node.nonnegative else ""
        )
    if isinstance(node, t.Coordinate):
        return f"{text.name(node.name)} is a {node.numbers} number"
    if isinstance(node, t.Point) and node.name != node.space:
        return f"{text.name(node.name)} is a point of the space of {text.name(node.space)}"
    if isinstance(node, t.Extremum):
        return f"there are countably many {text(node.args[1])}, and each counts"
    if isinstance(node, t.Subset):
        inside = f" that contains {text(node.args[2])}" if len(node.args) > 2 else ""
        return f"{text.name(node.name)} is a non-empty set of {text.name(node.space)}{inside}"
    if isinstance(node, sympy.Symbol) and node in free.counts:
        return f"{text.name(node.name)} is a count, 1 or more"
    if isinstance(node, t.Parameter) and node in free.reals:
        return f"{text.name(node.name)} is a real parameter"
    return f"{text.name(node.name)} is a number" if isinstance(node, sympy.Symbol) and node in free.reals else ""


def _kind_of_law(law: t.Law) -> str:
    """What a law is: over which points, and whether it is one law or a family of them."""
    over = ("independent " if law.independent else "") + _listed(law.spaces)
    over += f" for each {_listed(law.points_given)}" if law.points_given else ""
    if law.parameters:
        smooth = "its parameter" if law.parameters == 1 else f"its {law.parameters} parameters"
        return f"family of laws of {over}, smooth in {smooth}"
    drawn = f" that is drawn as {text(sympy.Mul(*law.product, evaluate=False))}" if law.product else ""
    return f"law of {over}{drawn}"


def _kind_of_function(function: t.Function) -> str:
    """What a function is: of which points, indices and numbers."""
    if not function.spaces:
        return "number"
    over = [
        "an index" if space == "index" else "a number" if space == "real" else text.name(space)
        for space in function.spaces
    ]
    numbers = over.count("a number")
    smooth = f", smooth in {'that number' if numbers == 1 else f'these {numbers} numbers'}" if numbers else ""
    return f"function of {', '.join(over)}{smooth}"


def _listed(spaces: Sequence[str]) -> str:
    """The points of some spaces: x, z."""
    return ", ".join(map(text.name, spaces))
