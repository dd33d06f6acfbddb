"""Densities, laws that are proportional to something, and several draws of a law."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from sympy import Basic

from ...language import terms as t
from ...language.refusal import Refused
from ...language.relation import EQ
from ..forms.binders import as_poly, bind, fresh, law_atom, lift, open_fresh, replace, space_of, var, variable_orders
from ..forms.expansions import factors_of, joint_of, nonnegative, positive
from ..forms.head import Head, Scope, Writer
from ..forms.named_laws import is_named, positive_values, values_of
from ..forms.nodes import Atom, Conditions, Opened, Part, Variables
from ..lines.paths import path_places
from ..lines.places import Place
from ..lines.reading import opened, place, read
from ..logic.conditions import also_at, essential, integrable, posterior
from ..logic.defined import defined


class Density(Head):
    """p(x, z) or p(z | x)."""

    nodes = (t.Density,)
    make = staticmethod(law_atom)

    def outcomes(self, atom: Atom) -> Variables:
        return atom.args[1]

    def nonnegative(self, _atom: Atom) -> bool:
        return True

    def not_zero(self, atom: Atom) -> Conditions:
        if is_named(atom):
            return ()
        joint, _ = joint_of(atom)
        law, outs, givens = joint.args
        apart = tuple(law_atom(law, (o,), givens) for o in outs) if law.independent else factors_of(joint)
        return tuple(positive(lift(one)) for one in apart)

    def asked(self, atom: Atom) -> Conditions:
        if is_named(atom):
            return tuple(d for u in positive_values(atom) for d in essential(positive(u)))
        joint, margin = joint_of(atom)
        if margin is None:
            return ()
        law, outs, _ = atom.args
        points = fresh(tuple(var(space_of(o), space_of(o)) for o in outs), (atom,))
        whole = law_atom(law, (*points, *margin.args[1]), joint.args[2])
        return (positive(lift(margin)), *(integrable(points, (), lift(whole)) if posterior(atom) else ()))

    def parts_defined(self, atom: Atom) -> Conditions:
        return tuple(d for u in values_of(atom) for d in defined(u)) if is_named(atom) else ()

    def ways(self, here: Place, a: Atom, b: Atom) -> Iterator[Place]:
        different = [(u, v) for u, v in zip(a.args[2], b.args[2]) if u is not v]
        if here.relation != EQ or a.args[:2] != b.args[:2] or len(a.args[2]) != len(b.args[2]) or len(different) != 1:
            return
        (u, v), = different
        if u.head == v.head and u.head in ("at", "param") and u.args[0] == v.args[0]:
            yield here._replace(left=as_poly(u.args[1]), right=as_poly(v.args[1]))

    def read(self, node: Basic, scope: Scope) -> tuple[Atom, Conditions]:
        if isinstance(node.law, t.Chain):
            outs, givens = (tuple(q for p in side for q in path_places(p, scope, read)) for side in node.args[1:])
            return law_atom(node.law, outs, givens), ()
        outs, givens = (tuple(place(p, scope) for p in places) for places in (node.outs, node.givens))
        found = (read(value.parameter, scope)[1] for value in node.givens if isinstance(value, t.At))
        return law_atom(node.law, outs, givens), tuple(d for conditions in found for d in conditions)

    def written(self, atom: Atom, nodes: Writer) -> Basic:
        law, outs, givens = atom.args
        places = [nodes.place(o) for o in outs]
        if is_named(atom):  # a number that is renamed is one of a space of its own
            law = t.NamedLaw(law.name, places[0].space)
        return t.Density(law, places, [nodes.place(g) for g in givens])


class Normalised(Head):
    """The law that is proportional to g, at a point."""

    nodes = (t.Normalised,)
    binds = True

    def arrangements(self, variables: Variables, parts: tuple[Part, ...]) -> Iterator[Opened]:
        *rest, at = parts
        taken = dict(zip(variables, at))
        return ((order, (*rest, tuple(taken[v] for v in order))) for order in variable_orders(variables))

    def outcomes(self, atom: Atom) -> Variables:
        return atom.args[-1]

    def nonnegative(self, _atom: Atom) -> bool:
        return True

    def not_zero(self, atom: Atom) -> Conditions:
        variables, (g, at) = open_fresh(atom)
        return essential(positive(replace(g, dict(zip(variables, at)))))

    def asked(self, atom: Atom) -> Conditions:
        variables, (g, _at) = open_fresh(atom)
        return (*integrable(variables, (), g), positive(lift(bind("int", variables, g))))

    def parts_defined(self, atom: Atom) -> Conditions:
        variables, (g, at) = open_fresh(atom)
        return also_at(variables, at, defined(g))

    def read(self, node: Basic, scope: Scope) -> tuple[Atom, Conditions]:
        over, body, places = node.args
        variables, _, inner, _ = opened(over, scope)
        g, found = read(body, inner)
        if not nonnegative(g):
            raise Refused(f"not visibly non-negative, so no law is proportional to it: {body}")
        at = tuple(place(p, scope) for p in places)
        if [space_of(v) for v in at] != [v.args[0] for v in variables]:
            raise Refused(f"a law over {named(over)} is not taken at {named(places)}")
        depends_on = bind("int", variables, g).free
        if any((v.args[0] if v.head == "draw" else v) in depends_on for v in at):
            raise Refused(f"the law depends on the point {named(places)} at which it is taken")
        return bind("norm", variables, g, at), also_at(variables, at, found)

    def written(self, atom: Atom, nodes: Writer) -> Basic:
        variables, (g, at), inner = nodes.inside(atom)
        return t.Normalised(inner.points(variables), inner.quantity(g), [nodes.place(p) for p in at])


def named(places: Iterable[Basic]) -> str:
    """Places, as a message calls them."""
    return ", ".join(map(t.said, places))


class At(Head):
    """The quantity in a place of the brackets of a named law."""

    def written(self, atom: Atom, nodes: Writer) -> Basic:
        number, value = atom.args
        return t.At(number, nodes.quantity(value))


class Draws(Head):
    """Several draws of one law: independent, exchangeable, or with one marginal law."""

    def outcomes(self, atom: Atom) -> Variables:
        return atom.args[1].args[1]

    def written(self, atom: Atom, nodes: Writer) -> Basic:
        kind, law, count = atom.args
        return t.Draws(kind, nodes.node(law), nodes.quantity(count))


HEADS = (Density("law"), At("at"), Normalised("norm"), Draws("draws"))
