"""The arguments of abbreviations that depend on what the body binds: there they would mean something else.

An abbreviation always means its body with the arguments put in.  A mean is taken over a random variable, and an
argument may speak of it, as in `spread(f(z))`.  A variable of integration, an index or a parameter of a derivative has
no meaning outside, so an argument that depends on one of the same name is refused.
"""

from __future__ import annotations

from functools import cache

import sympy
from sympy.core.symbol import Str

from ..terms import Density, Draw, Expectation, Normalised, Parameter, Point, Stretch, scopes, unnamed

NOTHING: frozenset[sympy.Basic] = frozenset()


@cache
def free_in(node: sympy.Basic) -> frozenset[sympy.Basic]:
    """The points, numbers, parameters, indices and counts that are free in a node."""
    if isinstance(node, (Point, sympy.Symbol)):
        return frozenset({node})
    return NOTHING.union(*(free_in(part) - bound for part, bound in scopes(node)))


def moving_in(argument: object) -> frozenset[sympy.Basic]:
    """The same in an argument that is a point or a quantity; nothing of a law, whose points are there to be bound."""
    if not isinstance(argument, (Point, sympy.Expr)) or isinstance(unnamed(argument), (Density, Normalised)):
        return NOTHING
    return free_in(argument)


def marker_for(argument: sympy.Basic) -> sympy.Basic:
    """A leaf of no declared name, which stands in a body where an argument does."""
    if isinstance(argument, Point):
        return sympy.Basic.__new__(type(argument), Str("marker"), *argument.args[1:])
    if isinstance(argument, sympy.Symbol):
        return argument.func("marker", **argument.assumptions0)
    return Parameter("marker")


def dummies_around(node: sympy.Basic, leaf: sympy.Basic) -> frozenset[sympy.Basic]:
    """The variables that are bound around a leaf wherever it occurs free in a node, random variables apart."""
    found = NOTHING
    for part, bound in scopes(node):
        if leaf not in bound and part.has(leaf):
            dummies = NOTHING if isinstance(node, Expectation) else bound
            paths = frozenset(v.point for v in dummies if isinstance(v, (Draw, Stretch)))
            found |= dummies | paths | dummies_around(part, leaf)
    return found
