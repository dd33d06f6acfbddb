"""Derivatives, parameters of families, and statements about what holds near a value of a parameter."""

from __future__ import annotations

from collections.abc import Iterator

from sympy import Basic

from ...language import terms as t
from ...language.refusal import Refused
from ...language.relation import EQ, IFF
from ..forms.binders import Atom, Poly, atom, bind, open_fresh, replace, var, variable_orders
from ..forms.head import Head, Scope, Writer
from ..forms.nodes import Conditions, Form, Opened, Part, Variables
from ..lines.places import Frame, Place, bound_around
from ..lines.reading import level, opened, read, read_statement, stopped
from ..logic.conditions import always, close
from ..logic.defined import defined, definedness
from ..logic.nearby import close_near, dominated, near, smooth
from ..logic.smoothness import smooth_density
from .binding import OfEitherSign
from .statements import joined


def taken(number: int, value: Form) -> Atom:
    """A parameter in a place of a family's brackets; refused where it is any other quantity."""
    v = value.atom_alone() if isinstance(value, Poly) else value
    if v is None or v.head != "var" or v.args[0] != "real":
        raise Refused("a family of laws is taken at parameters, not at {}", value)
    return atom("param", number, v)


class Taken(Head):
    """A parameter in a place of a family's brackets."""

    make = staticmethod(taken)

    def written(self, atom: Atom, nodes: Writer) -> Basic:
        number, v = atom.args
        return t.Taken(number, nodes.variable(v))


class AtAValue(Head):
    """A binder of one variable, which does not occur in the place that is its last part."""

    binds = True

    def arrangements(self, variables: Variables, parts: tuple[Part, ...]) -> Iterator[Opened]:
        if any(v in parts[-1].free for v in variables):
            raise Refused("a variable is bound that occurs in the place of the binder: {}", parts[-1])
        yield variables, parts


def bound_at(node: Basic, scope: Scope) -> tuple[Atom, Poly, Conditions, Scope]:
    """The variable that a node binds in its second part, the place that is its third part, the conditions under which
    that is defined, and the scope within."""
    parameter, _, at = node.args
    place, conditions = read(at, scope)
    v = var("real", ("typed", level(scope), parameter.name))
    return v, place, conditions, {**scope, parameter: v}


class Derivative(AtAValue):
    """D: the derivative of a quantity in a variable, at a place."""

    nodes = (t.Derivative,)

    def parts_defined(self, atom: Atom) -> Conditions:
        (v,), (body, at) = open_fresh(atom)
        return (*close_near(v, at, defined(body)), *defined(at))

    def asked(self, atom: Atom) -> Conditions:
        (v,), (body, at) = open_fresh(atom)
        return tuple(d for c in smooth(body, v) for d in always((), (), replace(c, {v: at})))

    def ways(self, here: Place, a: Atom, b: Atom) -> Iterator[Place]:
        (v,), (body, at) = open_fresh(a, b, *bound_around(here))
        other, there = b.kind.opened_with(b, v)
        if here.relation != EQ:
            return
        if at is there:
            yield here._replace(left=body, right=other, frames=(*here.frames, Frame((v,), (), at)))
        elif body is other:
            yield here._replace(left=at, right=there)

    @staticmethod
    def opened_with(a: Atom, v: Atom) -> tuple[Poly, Poly]:
        """The parts of the atom with a variable in the place of the bound one."""
        (own,), (body, at) = open_fresh(a, v)
        return replace(body, {own: v}), at

    def read(self, node: Basic, scope: Scope) -> tuple[Atom, Conditions]:
        v, at, conditions, inner = bound_at(node, scope)
        inner[t.Stopped(node.args[0])] = read(node.args[2], stopped(scope))[0]
        body, found = read(node.args[1], inner)
        return bind("D", (v,), body, at), (*conditions, *close_near(v, at, found))

    def written(self, atom: Atom, nodes: Writer) -> Basic:
        (v,), (body, at), inner = nodes.inside(atom)
        return t.Derivative(inner.names[v], inner.quantity(body), nodes.quantity(at))


class Stopped(Head):
    """stop(u): it is read as u with outer values, and no atom is left of it."""

    nodes = (t.Stopped,)


class Partial(Head):
    """A partial derivative of a density or of the value of a function, in some of its real places."""

    def parts_defined(self, atom: Atom) -> Conditions:
        base, _ = atom.args
        return (*base.kind.parts_defined(base), *base.kind.asked(base))

    def asked(self, atom: Atom) -> Conditions:
        base, _ = atom.args
        return smooth_density(base) if base.head == "law" else ()

    def written(self, atom: Atom, nodes: Writer) -> Basic:
        return nodes.partial(*atom.args)


class Near(AtAValue):
    """A statement that holds for all values of a variable near a place."""

    nodes = (t.Near,)

    def parts_defined(self, atom: Atom) -> Conditions:
        (v,), (inner, at) = open_fresh(atom)
        return (*close_near(v, at, definedness(inner)), *defined(at))

    def canonical(self, atom: Atom) -> Conditions:
        (v,), (inner, at) = open_fresh(atom)
        return close_near(v, at, inner.kind.canonical(inner))

    def bare(self, atom: Atom) -> Conditions:
        (v,), (inner, at) = open_fresh(atom)
        return close_near(v, at, inner.kind.bare(inner))

    def ways(self, here: Place, a: Atom, b: Atom) -> Iterator[Place]:
        (v,), (inner, at) = open_fresh(a, b, *bound_around(here))
        other, there = Derivative.opened_with(b, v)
        if at is there and here.relation == IFF:
            yield here._replace(left=inner, right=other, frames=(*here.frames, Frame((v,), (), at)))

    def read(self, node: Basic, scope: Scope) -> tuple[Atom, Conditions]:
        v, at, conditions, inner = bound_at(node, scope)
        statement, found = read_statement(node.args[1], inner)
        said = tuple(d for c in always((), (), statement) for d in near(v, at, c))
        return joined(said), (*conditions, *close_near(v, at, found))

    def written(self, atom: Atom, nodes: Writer) -> Basic:
        (v,), (statement, at), inner = nodes.inside(atom)
        return t.Near(inner.names[v], inner.node(statement), nodes.quantity(at))


class Dominated(OfEitherSign):
    """The derivative in a variable may enter the integral of a quantity.  It binds points, and the variable last."""

    nodes = (t.Dominated,)
    binds = True
    interchangeable = True
    signed = -2

    def arrangements(self, variables: Variables, parts: tuple[Part, ...]) -> Iterator[Opened]:
        *points, v = variables
        body, at = parts
        if any(one in at.free for one in variables):
            raise Refused("a variable is bound that occurs in the place of the binder: {}", at)
        for order in variable_orders(tuple(points)):
            yield (*order, v), (body, at)

    def parts_defined(self, atom: Atom) -> Conditions:
        (*points, v), (body, at) = open_fresh(atom)
        return close_near(v, at, close(tuple(points), (), defined(body)))

    def canonical(self, atom: Atom) -> Conditions:
        (*points, v), (body, at) = open_fresh(atom)
        return (*self.parts_defined(atom), *dominated(tuple(points), v, body, at))

    def bare(self, atom: Atom) -> Conditions:
        (*points, v), (body, at) = open_fresh(atom)
        return dominated(tuple(points), v, body, at)

    def read(self, node: Basic, scope: Scope) -> tuple[Atom, Conditions]:
        over, parameter, body_node, at_node = node.args
        at, _ = read(at_node, scope)
        points, _, inner, _ = opened(over, scope)
        v = var("real", ("typed", level(inner), parameter.name))
        body, found = read(body_node, {**inner, parameter: v})
        said = dominated(points, v, body, at)
        return joined(said), close_near(v, at, close(points, (), found))

    def written(self, atom: Atom, nodes: Writer) -> Basic:
        (*points, v), (body, at), inner = nodes.inside(atom)
        parameter, value = inner.names[v], nodes.quantity(at)
        said = t.Dominated(inner.points(points), parameter, inner.quantity(body))
        return said if parameter == value else t.Near(parameter, said, value)  # dominated there is dominated nearby


class Smooth(Head):
    """A density is smooth in its parameters near their value.  No line says it."""

    def canonical(self, atom: Atom) -> Conditions:
        return always((), (), atom)

    def written(self, atom: Atom, nodes: Writer) -> Basic:
        density = nodes.node(atom.args[0])
        phi = density.taken[0]
        return t.Near(phi, t.Derivative(phi, density, phi) >= t.Derivative(phi, density, phi), phi)


HEADS = (Taken("param"), Derivative("D"), Stopped("stop"), Partial("partial"), Near("near"), Dominated("dominated"),
         Smooth("smooth"))
