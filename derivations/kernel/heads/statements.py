"""Statements: comparisons of quantities, statements that hold almost everywhere, and statements that are joined."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import sympy
from sympy import Basic

from ...language import terms as t
from ...language import writing as w
from ...language.refusal import Refused
from ...language.relation import EQ, IFF
from ..forms.binders import Atom, atom, equality, on_diagonal, open_fresh, outcomes
from ..forms.head import Head, Scope, Writer
from ..forms.nodes import Conditions, Form
from ..forms.polynomials import ends
from ..lines.places import Frame, Place, aligned, bound_around, on_top, same_sorts
from ..lines.reading import opened, ranged, read, read_statement
from ..logic.conditions import always, close, finite, integrable
from ..logic.defined import defined, definedness, weights_defined
from .binding import OfEitherSign, UnderLaws


class Comparison(Head):
    """u > 0, u ≠ 0, a = b or a ≤ b.  `relation` in the reader of lines makes one of them of each comparison."""

    def __init__(self, name: str, spell: Callable, make: Callable | None = None) -> None:
        super().__init__(name)
        self.spell, self.make = spell, make

    def parts_defined(self, atom: Atom) -> Conditions:
        return close((), (), (d for part in atom.args for d in defined(part)))

    def canonical(self, atom: Atom) -> Conditions:
        return always((), (), atom)

    def written(self, atom: Atom, nodes: Writer) -> Basic:
        return self.spell(*map(nodes.quantity, atom.args))


class OfTwoSides(Comparison):
    """a = b or a ≤ b: one side may change into an equal quantity while the other stays."""

    def ways(self, here: Place, a: Atom, b: Atom) -> Iterator[Place]:
        for (u, v), (s, r) in self.pairs(a, b):
            if u is s:
                yield here._replace(left=v, right=r, relation=EQ)
            elif v is r:
                yield here._replace(left=u, right=s, relation=EQ)

    def pairs(self, a: Atom, b: Atom) -> list[tuple[tuple[Form, ...], tuple[Form, ...]]]:
        """The sides that may correspond to each other; those of an equation have no order."""
        return [(a.args, b.args), *([(a.args, b.args[::-1])] if self.name == "eq" else [])]


class Connective(Head):
    """A statement that joins others."""

    def __init__(self, name: str, node: type, spell: Callable) -> None:
        super().__init__(name)
        self.nodes, self.spell = (node,), spell

    def parts_defined(self, atom: Atom) -> Conditions:
        return tuple(d for part in atom.args for d in definedness(part))

    def canonical(self, atom: Atom) -> Conditions:
        return always((), (), atom)

    def ways(self, here: Place, a: Atom, b: Atom) -> Iterator[Place]:
        different = [(u, v) for u, v in zip(a.args, b.args) if u is not v]
        if here.relation == IFF and len(a.args) == len(b.args) and len(different) == 1:
            yield here._replace(left=different[0][0], right=different[0][1])

    def read(self, node: Basic, scope: Scope) -> tuple[Atom, Conditions]:
        pairs = [read_statement(part, scope) for part in node.args]
        return atom(self.name, *(s for s, _ in pairs)), tuple(c for _, found in pairs for c in found)

    def written(self, atom: Atom, nodes: Writer) -> Basic:
        return self.spell(*map(nodes.node, atom.args))


class Conjunction(Connective):
    """All of several statements."""

    def canonical(self, atom: Atom) -> Conditions:
        return tuple(d for part in atom.args for d in part.kind.canonical(part))


class Implication(Connective):
    """If … then: where the premise is false, nothing is asked of the conclusion."""

    def parts_defined(self, atom_: Atom) -> Conditions:
        guard, inner = atom_.args
        return (*definedness(guard), *close((), (), (atom("implies", guard, d) for d in definedness(inner))))


def joined(conditions: tuple[Atom, ...]) -> Atom:
    """Several conditions as one statement."""
    return conditions[0] if len(conditions) == 1 else atom("and", *conditions)


class Always(UnderLaws):
    """A statement that holds almost everywhere."""

    nodes = (t.Always,)

    def parts_defined(self, atom: Atom) -> Conditions:
        variables, (weights, inner) = open_fresh(atom)
        return close(variables, weights, definedness(inner))

    def canonical(self, atom: Atom) -> Conditions:
        variables, (weights, inner) = open_fresh(atom)
        return close(variables, weights, inner.kind.canonical(inner))

    def bare(self, atom: Atom) -> Conditions:
        variables, (weights, inner) = open_fresh(atom)
        return close(variables, weights, inner.kind.bare(inner))

    def ways(self, here: Place, a: Atom, b: Atom) -> Iterator[Place]:
        if not same_sorts(a, b):
            return
        variables, parts = open_fresh(a, b, *bound_around(here))
        for others in aligned(a, b, variables, parts):
            yield here._replace(left=parts[1], right=others[1], frames=(*here.frames, Frame(variables, parts[0])))

    def read(self, node: Basic, scope: Scope) -> tuple[Atom, Conditions]:
        variables, weights, inner, conditions = opened(node.args[0], scope)
        statement, more = read_statement(node.args[1], inner)
        return joined(always(variables, weights, statement)), (*conditions, *close(variables, weights, more))

    def written(self, atom: Atom, nodes: Writer) -> Basic:
        variables, (weights, prop), inner = nodes.inside(atom)
        body, drawing, drawn, guards = inner.node(prop), [], set(), []
        for weight in weights:
            outs = set(outcomes(weight))
            if outs <= set(variables) and not outs & drawn and not on_diagonal(weight):
                drawing.append(inner.node(weight))
                drawn |= outs
            else:
                guards.append(weight)
        for weight in reversed(guards):
            body = t.implies(w.gt(inner.node(weight), 0), body)
        indices = [v for v in variables if isinstance(v.args[0], tuple)]
        over = inner.points([v for v in variables if v not in drawn and v not in indices]) + drawing
        body = t.Always(over, body) if over else body
        for v in reversed(indices):
            first, last = map(inner.quantity, ends(v))
            body = t.Each(inner.names[v], first, last, body)
        return body


class Each(Head):
    """A statement for each index of a range.  It is read as one that holds always: an index has no null sets."""

    nodes = (t.Each,)

    def read(self, node: Basic, scope: Scope) -> tuple[Atom, Conditions]:
        k, inner = ranged(node, scope)
        statement, more = read_statement(node.args[3], inner)
        return joined(always((k,), (), statement)), close((k,), (), more)


class Integrable(OfEitherSign, UnderLaws):
    """The body has a finite mean under its laws, or a finite integral."""

    nodes = (t.Integrable,)

    def parts_defined(self, atom: Atom) -> Conditions:
        variables, (weights, body) = open_fresh(atom)
        return (*weights_defined(variables, weights), *close(variables, weights, defined(body)))

    def canonical(self, atom: Atom) -> Conditions:
        variables, (weights, body) = open_fresh(atom)
        return (*close(variables, weights, defined(body)), *integrable(variables, weights, body))

    def bare(self, atom: Atom) -> Conditions:
        variables, (weights, body) = open_fresh(atom)
        return integrable(variables, weights, body)

    def read(self, node: Basic, scope: Scope) -> tuple[Atom, Conditions]:
        variables, weights, inner, conditions = opened(node.args[0], scope)
        body, more = read(node.args[1], inner)
        return joined(integrable(variables, weights, body)), (*conditions, *close(variables, weights, more))

    def written(self, atom: Atom, nodes: Writer) -> Basic:
        variables, (weights, body), inner = nodes.inside(atom)
        return t.Integrable(inner.over(variables, weights), inner.quantity(body))


class Bounded(Head):
    """The suprema and infima of a quantity are finite.  To be defined, the statement needs only their bodies to be."""

    nodes = (t.Bounded,)

    def parts_defined(self, atom: Atom) -> Conditions:
        return tuple(d for m, _ in atom.args[0].terms for a, _e in m for d in a.kind.parts_defined(a))

    def canonical(self, atom: Atom) -> Conditions:
        return finite(atom.args[0])

    def bare(self, atom: Atom) -> Conditions:
        return finite(atom.args[0])

    def read(self, node: Basic, scope: Scope) -> tuple[Atom, Conditions]:
        quantity, conditions = read(node.args[0], scope)
        if not on_top(quantity):
            raise Refused("bounded(…) speaks of suprema and infima, of their sums and of nothing else")
        return joined(finite(quantity)), conditions

    def written(self, atom: Atom, nodes: Writer) -> Basic:
        return t.Bounded(nodes.quantity(atom.args[0]))


HEADS = (
    Comparison("gt", lambda u: w.gt(u, 0)), Comparison("ne", lambda u: w.ne(u, 0)), OfTwoSides("eq", w.eq, equality),
    OfTwoSides("le", w.le), Implication("implies", sympy.Implies, t.implies), Connective("iff", t.Iff, t.Iff),
    Conjunction("and", t.Both, t.Both), Always("always"), Each("each"), Integrable("integrable"), Bounded("bounded"))
