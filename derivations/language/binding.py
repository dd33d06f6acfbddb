"""The points and indices that a node binds, and in which of its parts."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TypeAlias

from sympy import Basic, Expr, Symbol

from .arguments import Quantity, is_count, quantity, said
from .declarations import Point
from .places import Draw, Stretch

NOTHING: frozenset = frozenset()
Scopes: TypeAlias = Iterable[tuple[Basic, frozenset]]
"""The parts of a node, each with the points and indices that are bound in it: what its method `scopes` tells."""


def scopes(node: Basic) -> Iterator[tuple[Basic, frozenset]]:
    """The parts of a node, each with the points and indices that the node binds within this part."""
    made = getattr(type(node), "scopes", None)
    yield from made(node) if made is not None else ((part, NOTHING) for part in node.args)


def bound_by(node: Basic) -> frozenset:
    """The points and indices that a node binds in any of its parts."""
    return NOTHING.union(*(bound for _, bound in scopes(node)))


def in_turn(over: Iterable[Basic], *bodies: Basic) -> Iterator[tuple[Basic, frozenset]]:
    """The scopes of points or laws that are bound one after the other, and of bodies inside all of them.

    A law may be given a free point of the same name as one that is bound behind it.
    """
    bound = NOTHING
    for item in over:
        bound |= {item} if isinstance(item, (Point, Draw, Stretch)) else frozenset(item.outs)
        yield item, bound
    yield from ((body, bound) for body in bodies)


def ends(word: str, index: Symbol, first: Quantity, last: Quantity) -> tuple[Expr, Expr]:
    """The ends of a range, in which its own index does not occur."""
    if not isinstance(index, Symbol) or not is_count(index):
        raise ValueError(f"{word} runs over an index, not over {said(index)}")
    first, last = quantity(first), quantity(last)
    if index in first.atoms(Symbol) | last.atoms(Symbol):
        raise ValueError(f"the index {index.name} of {word} does not occur in its own range")
    return first, last


def over_a_range(node: Basic) -> Scopes:
    """The parts of a node that binds an index from its second part to its third in its last."""
    index, first, last, body = node.args
    within = frozenset({index})
    return (index, within), (first, NOTHING), (last, NOTHING), (body, within)
