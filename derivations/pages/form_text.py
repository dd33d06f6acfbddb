"""Canonical forms back to SymPy nodes, for messages: what a step needs, said in the author's language."""

from __future__ import annotations

from fractions import Fraction
from functools import reduce

import sympy

from ..kernel.forms.binders import Atom, Poly, open_fresh, outcomes
from ..language import terms as t
from ..language import writing as w
from ..language.refusal import Refused
from ..language.source import source


def sympy_of(form, names: dict | None = None):
    """A node that reads back as this form; `names` are those of some variables."""
    nodes = Nodes(names or {})
    return nodes.quantity(form) if isinstance(form, Poly) else nodes.node(form)


class Nodes:
    """Makes nodes of forms; `names` are those of the variables that are bound around."""

    def __init__(self, names: dict):
        self.names = names

    def node(self, a: Atom):
        """The node of an atom, as its head writes it."""
        return a.kind.written(a, self)

    def quantity(self, p: Poly):
        """A sum, term by term."""
        total = None
        for mono, coeff in p.terms:
            term = self._term(mono, abs(coeff))
            if total is None:
                total = w.neg(term) if coeff < 0 else term
            else:
                total = w.sub(total, term) if coeff < 0 else w.add(total, term)
        return sympy.Integer(0) if total is None else total

    def _term(self, mono, coeff):
        """A product with its divisors."""
        factors, divisors = [_number(coeff)] if coeff != 1 or not mono else [], []
        for a, e in mono:
            under = a.head == "inv"
            base = self.quantity(a.args[0]) if under else self.node(a)
            (divisors if under else factors).append(base if e == 1 else w.power(base, e))
        return reduce(w.div, divisors, reduce(w.mul, factors or [sympy.Integer(1)]))

    def place(self, a: Atom):
        """A point, or one of several draws."""
        if a.head == "draw":
            return t.Draw(self.names.get(a.args[0]) or _point(a.args[0]), self.quantity(a.args[1]))
        return self.names.get(a) or _point(a)

    def variable(self, a: Atom):
        """A point, a count, an index or a number."""
        if a in self.names:
            return self.names[a]
        if a.args[0] in ("count", "real") or isinstance(a.args[0], tuple):
            kind = {"integer": True, "positive": True} if a.args[0] != "real" else {}
            return sympy.Symbol(str(a.args[1]), **kind)
        return _point(a)

    def points(self, variables) -> list:
        """Bound points, by their names."""
        return [self.names[v] for v in variables]

    def over(self, variables, weights) -> list:
        """What stands in brackets: the points that no law draws, then the laws."""
        drawn = {v for weight in weights for v in outcomes(weight)}
        return [*self.points(v for v in variables if v not in drawn), *map(self.node, weights)]

    def inside(self, a: Atom) -> tuple[tuple, tuple, Nodes]:
        """The variables and the parts of a binder, and what writes its parts."""
        variables, parts = open_fresh(a)
        taken = {str(n) for n in self.names.values()} | {getattr(n, "name", "") for n in self.names.values()}
        taken |= {v.args[1] for v in a.free}
        inner = dict(self.names)
        for v in variables:
            if isinstance(v.args[0], tuple):
                name = next(c for c in ("k", "j", "i", "l", "m", "n") if c not in taken)
                inner[v] = sympy.Symbol(name, integer=True, positive=True)
            else:
                name = v.args[0]
                while name in taken:
                    name += "_"
                inner[v] = t.Point(name, v.args[0])
            taken.add(name)
        return variables, parts, Nodes(inner)


def _number(c):
    c = Fraction(c)
    return sympy.Integer(c.numerator) if c.denominator == 1 else w.div(c.numerator, c.denominator)


def _point(v: Atom):
    name = v.args[1]
    return t.Point(name if isinstance(name, str) else str(name[-1] if name[0] == "typed" else v.args[0]), v.args[0])


LONGEST = 600  # characters of a form in a message


def text_of(form) -> str:
    """The form in the language that lines are typed in."""
    try:
        text = source(sympy_of(form))
    except Exception:  # a message must never hide the refusal that it explains
        return "something that has no text"
    return text if len(text) <= LONGEST else text[:LONGEST] + " …"


Refused.said = staticmethod(text_of)
