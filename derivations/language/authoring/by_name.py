"""The laws, functions, points and counts of which a theorem speaks, by their names: `.at(q=p(z | x), K=2)`."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING

from sympy import Basic, Symbol, preorder_traversal

from ..declarations import Density, Function, Law, Point, Value

if TYPE_CHECKING:
    from .lines import Text


def spoken_of(text: Text) -> dict[str, Basic]:
    """What can be put in for, by name: points, counts, and laws and functions at points of their spaces."""
    nodes = list(_nodes(text))
    found: dict[str, Basic] = {}
    places: dict[str, Point] = {}
    for node in nodes:
        if isinstance(node, Point):
            places.setdefault(node.space, node)
            found.setdefault(node.name, node)
        elif isinstance(node, Symbol):
            found.setdefault(node.name, node)
    for law in (node for node in nodes if isinstance(node, Law)):
        if all(space in places for space in law.spaces + law.given):
            outs, givens = ([places[space] for space in spaces] for spaces in (law.spaces, law.given))
            found.setdefault(law.name, Density(law, outs, givens))
    for function in (node for node in nodes if isinstance(node, Function)):
        if all(space in places for space in function.spaces):
            found.setdefault(function.name, Value(function, *(places[space] for space in function.spaces)))
    return found


def _nodes(text: Text) -> Iterator[Basic]:
    lines = [text.statement, *(node for node, _ in text.hypotheses), *(line.expression for line in text.lines)]
    for line in lines:
        if line is not None:
            yield from preorder_traversal(line)


def by_name(text: Text, named: Mapping[str, object], theorem: str) -> dict[Basic, object]:
    """The particulars that are put in by name.  Raises ValueError for a name of which the theorem does not speak."""
    known = spoken_of(text) if named else {}
    for name in named:
        if name not in known:
            raise ValueError(f"{theorem} speaks of {', '.join(sorted(known))}, not of {name}")
    return {known[name]: value for name, value in named.items()}
