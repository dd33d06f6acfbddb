"""The logarithm of the gamma function, and the derivatives of that."""

from __future__ import annotations

from collections.abc import Iterator

from sympy import Basic

from ...language import terms as t
from ..forms.binders import Atom, atom
from ..forms.expansions import positive
from ..forms.head import Head, Scope, Writer
from ..forms.nodes import Conditions
from ..lines.places import Place
from ..lines.reading import read
from ..logic.defined import defined


class Polygamma(Head):
    """ψ⁽ⁿ⁾(u), for u > 0; ln Γ(u) for n = −1.

    For n ≥ 1 it has the sign of (−1)ⁿ⁺¹ and is not zero: it is (−1)ⁿ⁺¹ n! Σ 1/(u + k)ⁿ⁺¹ over k ≥ 0 (DLMF 5.15.1).
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
        if a.args[0] == b.args[0]:
            yield here._replace(left=a.args[1], right=b.args[1])

    def read(self, node: Basic, scope: Scope) -> tuple[Atom, Conditions]:
        u, conditions = read(node.argument, scope)
        return atom("psi", node.order, u), conditions

    def written(self, atom: Atom, nodes: Writer) -> Basic:
        order, u = atom.args
        return t.Polygamma(order, nodes.quantity(u))


HEADS = (Polygamma("psi"),)
