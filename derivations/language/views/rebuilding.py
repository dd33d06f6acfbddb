"""Nodes built again with other arguments, and lines in which some nodes are replaced, both kept as they are typed."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import sympy

from .. import terms as t

_OF_SYMPY = (sympy.Add, sympy.Mul, sympy.Pow, sympy.log, sympy.exp, sympy.Rel, sympy.Implies)


def again(node: sympy.Basic, args: Sequence) -> sympy.Basic:
    """The node with other arguments, unevaluated.  Raises `ValueError` or `TypeError` where there is no such node."""
    if isinstance(node, _OF_SYMPY):
        return node.func(*args, evaluate=False)
    if isinstance(node, t.Draws):
        return t.Draws(node.kind, *args[1:])
    if isinstance(node, t.Extremum):
        return t.Extremum(node.args[0].name, *args[1:])
    if isinstance(node, t.Dominated):
        return t.Dominated(*args[:3])
    if isinstance(node, t.Value):
        return t.Value(args[0], *args[1])
    return node.func(*args)


def replaced(node: sympy.Basic, by: Mapping[sympy.Basic, sympy.Basic]) -> sympy.Basic:
    """A line in which some nodes are replaced, the outermost first; nothing else in it changes."""
    if node in by:
        return by[node]
    args = [replaced(arg, by) for arg in node.args]
    return node if all(new is old for new, old in zip(args, node.args)) else again(node, args)
