"""The laws, functions, points, counts and parameters of which a theorem speaks, by name: `.at(q=p(z | x), K=2)`."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from sympy import Basic, Symbol, preorder_traversal

from ..declarations import Density, Value
from ..laws.chains import Chain
from ..places import Parameter, Point, Taken

if TYPE_CHECKING:
    from .lines import Text


def spoken_of(text: Text) -> dict[str, Basic]:
    """What can be put in for, by name: points, counts and parameters, and laws and functions at these.

    A family, and a function of numbers, are found where the theorem takes them at parameters, each at another one.
    """
    nodes = list(_nodes(text))
    found: dict[str, Basic] = {}
    places: dict[str, Point] = {}
    paths = {node.law.spaces[0] for node in nodes if isinstance(node, Density) and isinstance(node.law, Chain)}
    for node in nodes:
        if isinstance(node, Point):
            places.setdefault(node.space, node)
            if node.space not in paths:
                found.setdefault(node.name, node)
        elif isinstance(node, Symbol):
            found.setdefault(node.name, node)
    for law, numbers in _taken(nodes, Density):
        spaces = law.spaces + law.points_given
        if all(space in places for space in spaces) and not isinstance(law, Chain):  # which is no law of one point
            outs, givens = ([places[space] for space in some] for some in (law.spaces, law.points_given))
            found.setdefault(law.name, Density(law, outs, [*givens, *(Taken(n, v) for n, v in enumerate(numbers, 1))]))
    for function, numbers in _taken(nodes, Value):
        rest = iter(numbers)
        if all(space == "real" or space in places for space in function.spaces):
            own = (next(rest) if space == "real" else places[space] for space in function.spaces)
            found.setdefault(function.name, Value(function, *own))
    return found


def _taken(nodes: Iterable[Basic], kind: type[Density | Value]) -> Iterator[tuple[Any, Sequence[Parameter]]]:
    """The laws or functions of some nodes, where they are taken at no numbers or at different parameters."""
    for node in (node for node in nodes if isinstance(node, kind)):
        declared, *_, places = node.args
        numbers = node.taken if isinstance(node, Density) else [
            place for space, place in zip(declared.spaces, places) if space == "real"]
        if len(set(numbers)) == len(numbers) and all(isinstance(number, Parameter) for number in numbers):
            yield declared, numbers


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
            chains = {one.law.name for one in _nodes(text) if isinstance(one, Density) and isinstance(one.law, Chain)}
            if name in chains:
                raise ValueError(f"{name} is a chain in {theorem}: nothing can be put in for a chain")
            raise ValueError(f"{theorem} speaks of {', '.join(sorted(known))}, not of {name}")
    return {known[name]: value for name, value in named.items()}
