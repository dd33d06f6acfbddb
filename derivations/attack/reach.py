"""How far statements look along paths and along the indices of functions, at given counts.

The tables of a model are as long as any statement of their kind could need.  What is told of a model ends where what is
said of it does: with the last time of a path, and the last index of a function, that a reader meets.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import product

import sympy
from sympy import Basic

from ..language import terms as t
from ..language.binding import scopes
from ..language.views.signature import Unreadable
from .counted import evaluate_count
from .families import table_spaces

Values = Mapping[sympy.Symbol, Sequence[int]]


@dataclass
class Reach:
    """The last time of the paths of each space, and the last index at each axis of a function's table."""

    times: dict[str, int] = field(default_factory=dict)
    indices: dict[t.Function, dict[int, int]] = field(default_factory=dict)

    def steps(self, chain: t.Chain, every: Sequence) -> Sequence:
        """Those of all steps of a chain that lead to points up to the last time."""
        return every[: self.times.get(chain.spaces[0], len(every))]

    def part(self, function: t.Function) -> tuple[slice, ...]:
        """The part of a function's table at which is looked."""
        lasts = self.indices.get(function, {})
        return tuple(slice(lasts.get(axis)) for axis in range(len(table_spaces(function))))


def reach(statements: Iterable[Basic], counts: Mapping[sympy.Symbol, int]) -> Reach:
    """How far statements look where the counts have these values; nothing is known where one cannot be told."""
    found = Reach()
    try:
        for statement in statements:
            _walk(statement, {symbol: (value,) for symbol, value in counts.items()}, found)
    except Unreadable:
        return Reach()
    return found


def _walk(node: Basic, values: Values, found: Reach) -> None:
    """Note how far a node looks; `values` are those of the counts, and of the indices that are bound around it."""
    if isinstance(node, (t.Mean, t.Total, t.Product, t.Each)):
        _walk_range(node, values, found)
        return
    if isinstance(node, (t.Draw, t.Stretch)):
        last = max(value for end in node.args[1:] for value in _values_of(end, values))
        found.times[node.point.space] = max(last, found.times.get(node.point.space, 0))
    if isinstance(node, t.Value):
        _note_indices(node, values, found)
    for part, _ in scopes(node):
        _walk(part, values, found)


def _walk_range(node: Basic, values: Values, found: Reach) -> None:
    """Note how far a sum, a product, an average or a statement for each index looks."""
    index, *ends = node.args[: 2 if isinstance(node, t.Mean) else 3]
    for end in ends:
        _walk(end, values, found)
    first = min(_values_of(ends[0], values)) if len(ends) == 2 else 1
    every = range(first, 1 + max(_values_of(ends[-1], values)))
    if every:
        _walk(node.args[-1], {**values, index: every}, found)


def _note_indices(node: t.Value, values: Values, found: Reach) -> None:
    """Note the indices at which a function stands."""
    function, places = node.args
    lasts = found.indices.setdefault(function, {})
    kept = [place for place, space in zip(places, function.spaces) if space != "real"]
    for axis, (place, space) in enumerate(zip(kept, table_spaces(function))):
        if space == "index":
            lasts[axis] = max(1, lasts.get(axis, 1), *_values_of(place, values))


def _values_of(expression: Basic, values: Values) -> Iterator[int]:
    """The values of a time, an index or an end, for all values of the indices in it."""
    held = [symbol for symbol in values if symbol in expression.free_symbols]
    for chosen in product(*(values[symbol] for symbol in held)):
        yield evaluate_count(expression, dict(zip(held, chosen)))
