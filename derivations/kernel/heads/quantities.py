"""Variables, functions, logarithms, exponentials and inverses."""

from __future__ import annotations

from collections.abc import Iterator

import sympy
from sympy import Basic

from ...language import terms as t
from ...language.places import POSITIVE, kind_of_numbers
from ...language.refusal import Refused
from ...language.relation import EQ
from ..chains.points import drawn, part
from ..forms.binders import Atom, atom, inverse, var
from ..forms.derivatives import real_places
from ..forms.expansions import nonnegative, nonzero, positive
from ..forms.head import Head, Scope, Writer
from ..forms.nodes import Conditions, Form, Poly
from ..forms.times import is_count
from ..lines.paths import path_places
from ..lines.places import Place
from ..lines.reading import index, place, read
from ..logic.conditions import essential
from ..logic.defined import defined


def is_positive_number(v: Atom) -> bool:
    """Whether a variable is a point of a space of positive numbers."""
    return v.head == "var" and kind_of_numbers(v.args[0]) == POSITIVE


class Variable(Head):
    """A point, a count, a number, or a bound variable."""

    nodes = (sympy.Symbol, t.Parameter, t.Coordinate)

    def nonnegative(self, atom: Atom) -> bool:
        return is_count(atom) or is_positive_number(atom)

    def not_zero(self, atom: Atom) -> Conditions | None:
        return () if is_positive_number(atom) else None

    def read(self, node: Basic, scope: Scope) -> tuple[Atom, Conditions]:
        if isinstance(node, t.Coordinate):
            return place(node, scope), ()
        found = scope.get(node)
        return found or var("count" if node.is_integer and node.is_positive else "real", node.name), ()

    def written(self, atom: Atom, nodes: Writer) -> Basic:
        return nodes.variable(atom)


class Value(Head):
    """f(z), the value of a function of which nothing else is known."""

    nodes = (t.Value,)

    def nonnegative(self, atom: Atom) -> bool:
        return atom.args[0].nonnegative

    def parts_defined(self, atom: Atom) -> Conditions:
        return tuple(c for u in real_places(atom) for c in defined(u))

    def ways(self, here: Place, a: Atom, b: Atom) -> Iterator[Place]:
        different = [(u, v) for u, v in zip(a.args, b.args) if u != v]
        if here.relation == EQ and len(different) == 1 and different[0][0] in real_places(a):
            (u, v), = different
            yield here._replace(left=u, right=v)

    @staticmethod
    def point(node: Basic, scope: Scope) -> Atom:
        """The point, the draw or the point of a path that stands in a place of a function."""
        if isinstance(node, t.Draw) and not isinstance(scope.get(node.point), tuple):
            found, = path_places(node, scope, read)
            return found
        return place(node, scope)

    def read(self, node: Basic, scope: Scope) -> tuple[Atom, Conditions]:
        function, places = node.args
        read_at = {"index": lambda a: (index(a, scope), ()), "real": lambda a: read(a, scope)}
        pairs = [read_at.get(space, lambda a: (self.point(a, scope), ()))(a)
                 for a, space in zip(places, function.spaces)]
        return atom("fn", function, *(u for u, _ in pairs)), tuple(c for _, found in pairs for c in found)

    def written(self, atom: Atom, nodes: Writer) -> Basic:
        function, *places = atom.args
        return t.Value(function, *(nodes.place(p) if isinstance(p, Atom) else nodes.quantity(p) for p in places))


class OfOne(Head):
    """A function of one quantity."""

    rises = False  # whether it is the larger, the larger the quantity is, wherever it is defined

    def parts_defined(self, atom: Atom) -> Conditions:
        return defined(atom.args[0])

    def ways(self, here: Place, a: Atom, b: Atom) -> Iterator[Place]:
        if self.rises or here.relation == EQ:
            yield here._replace(left=a.args[0], right=b.args[0])


class Logarithm(OfOne):
    """log u, for u > 0."""

    nodes = (sympy.log,)

    def asked(self, atom: Atom) -> Conditions:
        return (positive(atom.args[0]),)

    def ways(self, here: Place, a: Atom, b: Atom) -> Iterator[Place]:
        u, v = a.args[0], b.args[0]
        yield here._replace(left=u, right=v, logs=(*here.logs, (here.frames, u, v, here.relation)))

    def read(self, node: Basic, scope: Scope) -> tuple[Atom, Conditions]:
        if len(node.args) != 1:
            raise Refused("a logarithm is natural and takes one argument")
        u, conditions = read(node.args[0], scope)
        return atom("log", u), conditions

    def written(self, atom: Atom, nodes: Writer) -> Basic:
        return t.log(nodes.quantity(atom.args[0]))


class Exponential(OfOne):
    """exp u."""

    nodes = (sympy.exp,)
    rises = True

    def nonnegative(self, _atom: Atom) -> bool:
        return True

    def not_zero(self, _atom: Atom) -> Conditions:
        return ()

    def read(self, node: Basic, scope: Scope) -> tuple[Atom, Conditions]:
        u, conditions = read(node.args[0], scope)
        return atom("exp", u), conditions

    def written(self, atom: Atom, nodes: Writer) -> Basic:
        return t.exp(nodes.quantity(atom.args[0]))


def inverted(u: Poly) -> Form:
    """1/u, as an atom where it is one."""
    made = inverse(u)
    return made.atom_alone() or made


class Inverse(OfOne):
    """1/u, for u ≠ 0.  A quotient has no node of its own: it is read as a power."""

    make = staticmethod(inverted)

    def nonnegative(self, atom: Atom) -> bool:
        return nonnegative(atom.args[0])

    def not_zero(self, atom: Atom) -> Conditions:
        u, = atom.args
        return essential((positive if nonnegative(u) else nonzero)(u))

    def asked(self, atom: Atom) -> Conditions:
        return (nonzero(atom.args[0]),)


class Drawn(Head):
    """One of several draws, or a point of a path."""

    make = staticmethod(drawn)


class Part(Head):
    """The points of a path between two times."""

    make = staticmethod(part)


MARKS = (Head("times"), Head("prefix"), Head("hole"))
"""Marks that no line has: times of points of a path, a sum up to a time, a place out of which a part was taken."""
HEADS = (Variable("var"), Drawn("draw"), Part("part"), Value("fn"), Logarithm("log"), Exponential("exp"),
         Inverse("inv"), *MARKS)
