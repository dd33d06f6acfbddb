"""Expectations, integrals, averages, totals, divergences, suprema and infima."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from sympy import Basic

from ...language import terms as t
from ...language.refusal import Refused
from ...language.relation import EQ
from ...language.views.source import typed
from ..forms.binders import ONE, add, alignments, atom, bind, inverse, lift, mul, open_fresh, open_with, sub, var
from ..forms.expansions import at_least_one, nonnegative, nonzero, positive
from ..forms.head import Head, Scope, Writer
from ..forms.nodes import Atom, Conditions, Form, Poly
from ..forms.polynomials import ends
from ..lines.paths import Straddling
from ..lines.places import Frame, Place, aligned, bound_around, same_sorts
from ..lines.reading import level, opened, ranged, read, with_first_apart
from ..logic.conditions import close, finite, integrable
from ..logic.defined import defined, weights_defined, where_not_zero
from .binding import OverPoints, UnderLaws


class OfBody(Head):
    """A binder that has the sign of its body, and grows with it."""

    binds = True

    def nonnegative(self, atom: Atom) -> bool:
        return nonnegative(atom.args[-1])

    def parts_defined(self, atom: Atom) -> Conditions:
        variables, parts = open_fresh(atom)
        return close(variables, (), defined(parts[-1]))

    def ways(self, here: Place, a: Atom, b: Atom) -> Iterator[Place]:
        if not same_sorts(a, b):
            return
        variables, parts = open_fresh(a, b, *bound_around(here))
        frame = Frame(variables, parts[0] if self.weighted else ())
        for others in aligned(a, b, variables, parts):
            yield self.within(here._replace(left=parts[-1], right=others[-1], frames=(*here.frames, frame)), here)

    def within(self, inner: Place, _here: Place) -> Place:
        """The place in the body, where this binder is noted as one of those around it."""
        return inner


class OfIntegrand(OfBody):
    """An expectation or an integral: its body has to be integrable."""

    def within(self, inner: Place, here: Place) -> Place:
        variables, weights, _ = inner.frames[-1]
        return inner._replace(means=(*here.means, (here.frames, variables, weights, inner.left, inner.right)))


class Expectation(OfIntegrand, UnderLaws):
    """The mean of a quantity under laws."""

    nodes = (t.Expectation,)

    def asked(self, atom: Atom) -> Conditions:
        variables, (weights, body) = open_fresh(atom)
        return integrable(variables, weights, body)

    def parts_defined(self, atom: Atom) -> Conditions:
        variables, (weights, body) = open_fresh(atom)
        return (*weights_defined(variables, weights), *close(variables, weights, defined(body)))

    def read(self, node: Basic, scope: Scope) -> tuple[Atom, Conditions]:
        variables, weights, inner, conditions = opened(node.args[0], scope)
        body, found = read(node.args[1], inner)
        return bind("E", variables, weights, body), (*conditions, *close(variables, weights, found))

    def written(self, atom: Atom, nodes: Writer) -> Basic:
        variables, (weights, body), inner = nodes.inside(atom)
        return t.Expectation(inner.over(variables, weights), inner.quantity(body))


class Integral(OfIntegrand, OverPoints):
    """The integral over points, with respect to the base measure."""

    nodes = (t.Integral,)

    def asked(self, atom: Atom) -> Conditions:
        variables, (body,) = open_fresh(atom)
        return integrable(variables, (), body)

    def read(self, node: Basic, scope: Scope) -> tuple[Atom, Conditions]:
        variables, _, inner, _ = opened(node.args[0], scope)
        body, found = read(node.args[1], inner)
        return bind("int", variables, body), close(variables, (), found)

    def written(self, atom: Atom, nodes: Writer) -> Basic:
        variables, (body,), inner = nodes.inside(atom)
        return t.Integral(inner.points(variables), inner.quantity(body))


class Mean(OfBody):
    """The average over the indices from 1 to n, or over all of them but one."""

    nodes = (t.Mean,)

    def read(self, node: Basic, scope: Scope) -> tuple[Atom, Conditions]:
        index_node, count_node, but_node, body_node = node.args
        count, _ = read(count_node, scope)
        but = None if but_node == 0 else read(but_node, scope)[0]
        size = count if but is None else sub(count, ONE)
        if not at_least_one(size):
            left_out = "" if but is None else " but one"
            raise Refused(f"a mean is taken over at least one index, not over {typed(count_node)}{left_out}")
        if but is not None:
            j = but.atom_alone()
            if j is None or j.head != "var" or j.args[0] != ("index", count):
                raise Refused(f"the index left out must run over the same range: {typed(but_node)}")
        k = var(("index", count), ("typed", level(scope), index_node.name))
        body, found = read(body_node, {**scope, index_node: k})
        return bind("mean", (k,), count, but, body), close((k,), (), found)

    def written(self, atom: Atom, nodes: Writer) -> Basic:
        (k,), (count, but, body), inner = nodes.inside(atom)
        left_out = None if but is None else nodes.quantity(but)
        return t.Mean(inner.names[k], nodes.quantity(count), left_out, inner.quantity(body))


class OverRange(OfBody):
    """A sum or a product over the indices from a to b: where b is a − 1, the sum is 0 and the product 1."""

    def __init__(self, name: str, node: type[Basic], joined: Callable[..., Poly]) -> None:
        super().__init__(name)
        self.nodes, self.node, self.joined = (node,), node, joined

    def read(self, node: Basic, scope: Scope) -> tuple[Form, Conditions]:
        k, inner = ranged(node, scope)
        try:
            body, found = read(node.args[3], inner)
        except Straddling as refusal:
            first, rest, found = with_first_apart(node, scope, refusal)
            return self.joined(first, rest), found
        return bind(self.name, (k,), *ends(k), body), close((k,), (), found)

    def written(self, atom: Atom, nodes: Writer) -> Basic:
        (k,), (first, last, body), inner = nodes.inside(atom)
        return self.node(inner.names[k], nodes.quantity(first), nodes.quantity(last), inner.quantity(body))


class Product(OverRange):
    """A product over indices, which is not zero where each of its factors is not."""

    def ways(self, here: Place, a: Atom, b: Atom) -> Iterator[Place]:
        return super().ways(here, a, b) if here.relation == EQ else iter(())

    def not_zero(self, atom: Atom) -> Conditions:
        variables, (*_, body) = open_fresh(atom)
        return close(variables, (), ((positive if nonnegative(body) else nonzero)(body),))


class Extremum(OfBody):
    """The supremum or the infimum over the members of a family."""

    nodes = (t.Extremum,)

    def asked(self, atom: Atom) -> Conditions:
        return finite(lift(atom))

    def within(self, inner: Place, here: Place) -> Place:
        return inner._replace(extrema=(*here.extrema, (here.frames, here.left, here.right, here.relation)))

    def read(self, node: Basic, scope: Scope) -> tuple[Atom, Conditions]:
        kind, point, subset, body_node = node.args
        variables, _, inner, _ = opened((point,), scope)
        body, found = read(body_node, inner)
        inside = subset if isinstance(subset, t.Subset) else None
        if inside is not None and inside.space != point.space:
            raise Refused(f"{inside.name} is no set of points like {point.name}")
        return bind(kind.name, variables, inside, body), close(variables, (), found)

    def written(self, atom: Atom, nodes: Writer) -> Basic:
        (v,), (subset, body), inner = nodes.inside(atom)
        return t.Extremum(self.name, inner.names[v], subset, inner.quantity(body))


class Divergence(OverPoints):
    """KL(a ‖ b), with 0 log 0 = 0."""

    nodes = (t.Divergence,)

    def asked(self, atom_: Atom) -> Conditions:
        variables, (u, v) = open_fresh(atom_)
        integrand = mul(u, lift(atom("log", mul(u, inverse(v)))))
        ratio = where_not_zero(u, (positive(u), positive(v)))
        return (*close(variables, (), ratio), *integrable(variables, (), integrand))

    def parts_defined(self, atom: Atom) -> Conditions:
        variables, (u, v) = open_fresh(atom)
        return close(variables, (), (*defined(u), *where_not_zero(u, defined(v))))

    def ways(self, here: Place, a: Atom, b: Atom) -> Iterator[Place]:
        if here.relation != EQ or not same_sorts(a, b):
            return
        variables, (u, v) = open_fresh(a, b, *bound_around(here))
        for chosen in alignments(b, variables):
            other_u, other_v = open_with(b, chosen)
            if u is other_u:
                law = u.atom_alone()
                frame = Frame(variables, (law,) if law is not None and law.head in ("law", "norm") else ())
                yield here._replace(left=v, right=other_v, frames=(*here.frames, frame))
            elif v is other_v:
                yield here._replace(left=u, right=other_u, frames=(*here.frames, Frame(variables, ())))

    def read(self, node: Basic, scope: Scope) -> tuple[Atom, Conditions]:
        over, first, second = node.args
        variables, _, inner, _ = opened(over, scope)
        (a, of_a), (b, of_b) = read(first, inner), read(second, inner)
        if not nonnegative(a) or not nonnegative(b):
            raise Refused("a divergence is between non-negative densities")
        return bind("KL", variables, a, b), close(variables, (), (*of_a, *where_not_zero(a, of_b)))

    def written(self, atom: Atom, nodes: Writer) -> Basic:
        variables, (a, b), inner = nodes.inside(atom)
        return t.Divergence(inner.points(variables), inner.quantity(a), inner.quantity(b))


HEADS = (Expectation("E"), Integral("int"), Mean("mean"), OverRange("total", t.Total, add),
         Product("product", t.Product, mul), Extremum("sup"), Extremum("inf"), Divergence("KL"))
