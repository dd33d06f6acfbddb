"""How many draws, indices and times the statements of a shape look at, and how long the axes of its tables are."""

from __future__ import annotations

from collections.abc import Iterator
from math import prod

import numpy as np
import sympy

from ..language.terms import Chain, Function, Law, Point
from ..language.views.signature import Signature, Unreadable
from .effort import LATEST_TIME
from .families import table_spaces


def evaluate_count(expression: sympy.Expr | int, counts: dict) -> int:
    """The number of draws that an expression stands for; raises `Unreadable` where it is not a whole number."""
    value = _value(expression, counts)
    if isinstance(value, sympy.Expr):
        if value.is_integer is not True or value.free_symbols:
            raise Unreadable(f"not a whole number: {expression}")
        return int(value)
    return value


def _value(expression: sympy.Expr | int, counts: dict) -> sympy.Expr | int:
    """The value of an expression as an integer of Python, because those of SymPy are slow; another one as it is, with
    the counts put in."""
    if not isinstance(expression, sympy.Basic):
        return int(expression)
    if isinstance(expression, sympy.Integer):
        return int(expression)
    if isinstance(expression, sympy.Symbol) and expression in counts:
        return int(counts[expression])
    if isinstance(expression, (sympy.Add, sympy.Mul)):
        parts = [_value(part, counts) for part in expression.args]
        if all(isinstance(part, int) for part in parts):
            return sum(parts) if isinstance(expression, sympy.Add) else prod(parts)
    return expression.subs(counts)


def indices(counts: dict, found: Signature | None = None) -> int:
    """The number of indices for which a function of an index is tabulated: one more than the largest count, or as many
    as the averages and sums that were found go, and the places in them."""
    ends = [evaluate_count(end, counts) for end in (*found.ranges, *found.furthest)] if found is not None else []
    return max(1 + max(counts.values(), default=2), *ends, 0)


def horizon(found: Signature, counts: dict) -> int:
    """The last time at which a path has a point in a statement; raises `Unreadable` where that is later than in any
    model."""
    last = [evaluate_count(time, counts) for time in found.times]
    if found.later is not None:
        last += [found.later + evaluate_count(end, counts) for end in found.ranges]
    latest = max(last, default=0)
    if latest > LATEST_TIME:
        raise Unreadable(f"a path has a point at the time {latest}, and in a model none after {LATEST_TIME}")
    return latest


def lengths_of_paths(found: Signature) -> list[sympy.Symbol]:
    """The counts on which it depends how long a path is."""
    ends = (*found.times, *(found.ranges if found.later is not None else ())) if found.paths else ()
    return [count for count in found.counts if any(count in end.free_symbols for end in ends)]


def path_lengths(found: Signature, counts: dict) -> dict[Point, int]:
    """How many points each path has in the models of a shape."""
    return {point: 1 + horizon(found, counts) for point in found.paths}


def lengths(thing: Law | Function, found: Signature, sizes: dict, counts: dict) -> tuple[int, ...]:
    """The lengths of the axes of the table of a law or a function; of a chain, the table of its first point and its
    steps, one beside the other."""
    if isinstance(thing, Chain):
        size = sizes[thing.spaces[0]]
        return size, 1 + horizon(found, counts) * size
    return tuple(sizes[s] if s in sizes else indices(counts, found) for s in table_spaces(thing))


def most_draws(found: Signature, counts: dict) -> int:
    """The largest number of draws at once; as many as any count says at least."""
    return max([*counts.values(), *(evaluate_count(n, counts) for n in found.drawn), 0])


def draw_counts(found: Signature, counts: dict) -> Iterator[tuple]:
    """The kind, the law and the number of draws that are not independent."""
    for kind, law, n in found.draws:
        yield kind, law, evaluate_count(n, counts)


def with_steps_alike(tables: np.ndarray, columns: int) -> np.ndarray:
    """The tables of chains, axes (table, point, column), with their one step at each time."""
    first, step = tables[:, :, :1], tables[:, :, 1:]
    return np.concatenate([first, *[step] * ((columns - 1) // step.shape[2])], axis=2)
