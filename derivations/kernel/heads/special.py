"""The number π, the logarithm of the gamma function, and the derivatives of that."""

from __future__ import annotations

from collections.abc import Iterator

from sympy import Basic

from ...language import terms as t
from ...language.relation import EQ, TURNED
from ..forms.binders import Atom, atom
from ..forms.expansions import positive
from ..forms.head import Head, Scope, Writer
from ..forms.nodes import Conditions
from ..lines.places import Place
from ..lines.reading import read
from ..logic.defined import defined


class Polygamma(Head):
    """ψ⁽ⁿ⁾(u), for u > 0; ln Γ(u) for n = −1.

    For n ≥ 1 it has the sign of (−1)ⁿ⁺¹ and is not zero: it is (−1)ⁿ⁺¹ n! Σ 1/(u + k)ⁿ⁺¹ over k ≥ 0 (DLMF 5.15.1).  So
    ψ⁽ⁿ⁾ rises in u for even n ≥ 0, and falls for odd n.
    """

    nodes = (t.Polygamma,)

    def nonnegative(self, atom: Atom) -> bool:
        return atom.args[0] % 2 == 1 and atom.args[0] > 0

    def not_zero(self, atom: Atom) -> Conditions | None:
        return () if atom.args[0] > 0 else None

    def asked(self, atom: Atom) -> Conditions:
        return (positive(atom.args[1]),)

    def parts_defined(self, atom: Atom) -> Conditions:
        return defined(atom.args[1])

    def ways(self, here: Place, a: Atom, b: Atom) -> Iterator[Place]:
        order, u = a.args
        if order == b.args[0] and (order >= 0 or here.relation == EQ):  # ln Γ falls, and then rises
            relation = TURNED[here.relation] if order % 2 else here.relation
            yield here._replace(left=u, right=b.args[1], relation=relation)

    def read(self, node: Basic, scope: Scope) -> tuple[Atom, Conditions]:
        u, conditions = read(node.argument, scope)
        return atom("psi", node.order, u), conditions

    def written(self, atom: Atom, nodes: Writer) -> Basic:
        order, u = atom.args
        return t.Polygamma(order, nodes.quantity(u))


class Pi(Head):
    """The number π."""

    nodes = (t.Pi,)

    def nonnegative(self, _atom: Atom) -> bool:
        return True

    def not_zero(self, _atom: Atom) -> Conditions:
        return ()

    def read(self, _node: Basic, _scope: Scope) -> tuple[Atom, Conditions]:
        return atom("pi"), ()

    def written(self, _atom: Atom, _nodes: Writer) -> Basic:
        return t.pi


HEADS = (Polygamma("psi"), Pi("pi"))
