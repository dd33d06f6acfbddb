"""Canonical forms back to SymPy nodes, for messages: what a step needs, said in the author's language."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from fractions import Fraction
from functools import reduce
from itertools import chain, count
from typing import TypeAlias

import sympy

from ..kernel.forms.binders import Atom, Poly, atoms_in, open_fresh, outcomes
from ..kernel.forms.derivatives import real_places
from ..kernel.forms.nodes import parts_in
from ..kernel.forms.times import apart, of_a_path, span
from ..language import terms as t
from ..language import writing as w
from ..language.places import kind_of_numbers
from ..language.refusal import Refused
from ..language.views.source import source

Known: TypeAlias = Mapping[str, tuple[str, ...]]
"""The points that an author declared, by their spaces, under "index" the counts, and under "real" the parameters."""


def declared_in(names: Mapping[str, object]) -> Known:
    """The points, counts and parameters among the names of a file, so that what it is told can be pasted into it."""
    known: dict[str, tuple[str, ...]] = {}
    for name, value in names.items():
        if isinstance(value, t.Point) and value.name == name:
            known[value.space] = (*known.get(value.space, ()), name)
        elif isinstance(value, t.Parameter) and value.name == name:
            known["real"] = (*known.get("real", ()), name)
        elif isinstance(value, sympy.Symbol) and value.name == name:
            known["index"] = (*known.get("index", ()), name)
    return known


def sympy_of(form, names: dict | None = None, known: Known | None = None):
    """A node that reads back as this form; `names` are those of some variables, `known` names for the others."""
    nodes = Nodes(names or {}, known or {})
    return nodes.quantity(form) if isinstance(form, Poly) else nodes.node(form)


class Nodes:
    """Makes nodes of forms; `names` are those of the variables that are bound around, `known` names for the others."""

    def __init__(self, names: dict, known: Known):
        self.names, self.known = names, known

    def node(self, a: Atom):
        """The node of an atom, as its head writes it."""
        return a.kind.written(a, self)

    def quantity(self, p: Poly):
        """A sum, term by term: `T - 1` rather than `-1 + T`, and `K + 1`, but `1 + f(z)`."""
        total = None
        of_names = all(a.head == "var" for mono, _ in p.terms for a, _ in mono)
        for mono, coeff in sorted(p.terms, key=lambda term: (term[1] < 0, not term[0] and (of_names or term[1] < 0))):
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
        """A point, one of several draws, or a stretch of a path."""
        if of_a_path(a):
            base = a.args[0] if a.head in ("draw", "part") else a
            _, first, last = span(a).args
            ends = [self.quantity(end) for end in ((first,) if first is last else (first, last))]
            return (t.Draw if first is last else t.Stretch)(self.variable(base), *ends)
        if a.head == "draw":
            return t.Draw(self.variable(a.args[0]), self.quantity(a.args[1]))
        if a.head in ("param", "at"):
            return self.node(a)
        return self.variable(a)

    def variable(self, a: Atom):
        """A point, a count, an index or a number."""
        return self.names.get(a) or _named(a, str(a.args[1]))

    def points(self, variables) -> list:
        """Bound points, by their names."""
        return [self.place(v) if of_a_path(v) else self.names[v] for v in variables]

    def over(self, variables, weights) -> list:
        """What stands in brackets: the points that no law draws, then the laws."""
        drawn = {v for weight in weights for v in outcomes(weight)}
        return [*self.points(v for v in variables if v not in drawn), *map(self.node, weights)]

    def partial(self, base: Atom, orders: tuple[int, ...]) -> sympy.Basic:
        """A partial derivative of a density or of a value, as often in each of its real places as the orders say.

        A parameter that stands in one place alone is its own name; at any other quantity, a parameter stands for it.
        """
        values, used = real_places(base), {self.variable(v).name for v in base.free}
        names: dict[int, t.Parameter] = {}
        for k, value in enumerate(values):
            v = value.atom_alone()
            alone = v is not None and v.head == "var" and not any(v in u.free for u in values[:k] + values[k + 1 :])
            if orders[k]:
                wanted = (*self.known.get("real", ()), *PARAMETERS, f"place_{k + 1}")
                name = self.variable(v).name if alone else next(one for one in wanted if one not in used)
                names[k] = t.Parameter(name)
                used.add(name)
        made = _at_numbers(self.node(base), names)
        for k, name in names.items():
            for more in reversed(range(orders[k])):
                made = t.Derivative(name, made, name if more else self.quantity(values[k]))
        return made

    def inside(self, a: Atom) -> tuple[tuple, tuple, Nodes]:
        """The variables and the parts of a binder, and what writes its parts."""
        variables, parts = open_fresh(a)
        within = parts[:-1] if a.head in ("norm", *AT_A_VALUE) else parts  # the place stands outside
        used = {v for part in parts_in(within) for v in part.free} - set(
            variables
        )  # which may be open further out, too
        outside = {getattr(n, "name", str(n)) for v, n in self.names.items() if v in used} | {v.args[1] for v in used}
        known = {**self.known, "real": self._called_outside(a, parts)}
        paths = [(self.variable(base).name, span(place)) for base, place in paths_in(within) if base not in variables]
        inner = self.names | names_apart(variables, outside - {name for name, _ in paths}, known, paths)
        return variables, parts, Nodes(inner, self.known)

    def _called_outside(self, a: Atom, parts: tuple) -> tuple[str, ...]:
        """The names that a bound parameter may have: before others, that of the parameter at whose value it is."""
        there = parts[-1].atom_alone() if a.head in AT_A_VALUE else None
        is_parameter = there is not None and there.head == "var" and there.args[0] == "real"
        own = (self.variable(there).name,) if is_parameter else ()
        return (*own, *self.known.get("real", ()))


def _at_numbers(node: sympy.Basic, names: Mapping[int, t.Parameter]) -> sympy.Basic:
    """A density or a value with parameters in some of its real places, which are counted from 0."""
    if isinstance(node, t.Density):
        taken = (t.Taken(k + 1, names.get(k, v)) for k, v in enumerate(node.taken))
        return t.Density(node.law, node.outs, [*node.points_given, *taken])
    function, places = node.args
    numbers = count()
    moved = (
        names.get(next(numbers), place) if space == "real" else place for space, place in zip(function.spaces, places)
    )
    return t.Value(function, *moved)


def _number(c):
    c = Fraction(c)
    return sympy.Integer(c.numerator) if c.denominator == 1 else w.div(c.numerator, c.denominator)


INDICES = ("k", "j", "i", "l", "m", "n")
PARAMETERS = ("phi", "psi", "theta")
AT_A_VALUE = ("D", "near", "dominated")  # the binders of a parameter, whose last part is its value outside


def paths_in(parts: tuple) -> Iterator[tuple[Atom, Atom]]:
    """The places on paths in some parts, each with the free variable that has the points."""
    free = {v for part in parts_in(parts) for v in part.free}
    for a in atoms_in(parts):
        base = a.args[0] if a.head in ("draw", "part") else a
        if base in free and of_a_path(a) and (a.head != "var" or a.args[0].args[2] is not None):
            yield base, a


def names_apart(
    variables: Iterable[Atom], taken: Iterable, known: Known, paths: Iterable[tuple[str, Atom]] = ()
) -> dict[Atom, sympy.Basic]:
    """Names for variables that the author has not named here, each another one, and none of those that are taken.

    The names that are known come before others.  Points of one path share its name where their times are different;
    `paths` has the names and the times of those that are named already.
    """
    used, named, on_paths = set(taken), {}, list(paths)
    for v in variables:
        if of_a_path(v):
            own = v.args[1][-1] if v.args[1][0] == "typed" else v.args[0].args[0]
            wanted = (name for name in (own + "_" * more for more in count()) if name not in used)
            name = next(n for n in wanted if all(n != m or apart(times, v.args[0]) for m, times in on_paths))
            on_paths.append((name, v.args[0]))
            named[v] = _named(v, name)
            continue
        own = v.args[1][-1] if v.args[1][0] == "typed" else None
        indices, others = known.get("index", ()), known.get(v.args[0], ())
        wanted = (v.args[0].rpartition(" ")[2] if isinstance(v.args[0], str) else v.args[0], *others)
        if isinstance(v.args[0], tuple):
            usual = [name for name in INDICES if name in indices]
            wanted = (*usual, *(name for name in indices if name not in INDICES and name.islower()), *INDICES)
        if v.args[0] == "real":
            wanted = (*others, *PARAMETERS)
        wanted = (own, *wanted) if own else wanted
        longer = (wanted[0] + "_" * more for more in count(1))
        name = next(name for name in chain(wanted, longer) if name not in used)
        used.add(name)
        named[v] = _named(v, name)
    return named


def _named(v: Atom, name: str):
    """The point, the count, the index or the number of this name that a variable is."""
    if v.args[0] == "real":
        return t.Parameter(name)
    if v.args[0] == "count" or isinstance(v.args[0], tuple):
        return sympy.Symbol(name, integer=True, positive=True)
    if (kind := kind_of_numbers(v.args[0])) is not None:
        return t.Coordinate(name, kind)
    if of_a_path(v):
        return t.Point(name, v.args[0].args[0])
    return t.Point(name, v.args[0])


LONGEST = 600  # characters of a form in a message
NO_TEXT = "something that has no text"


def texts_of(forms: Iterable, known: Known | None = None) -> list[str]:
    """Several forms in the language that lines are typed in; one variable has one name in all of them."""
    forms = tuple(forms)
    free = {v for form in forms for v in getattr(form, "free", ())}
    opened = sorted((v for v in free if isinstance(v.args[1], tuple)), key=lambda v: v.key)
    paths = [(v.args[1], span(place)) for v, place in paths_in(forms) if isinstance(v.args[1], str)]
    names = names_apart(opened, {v.args[1] for v in free if not of_a_path(v)}, known or {}, paths)
    return [_text(form, names, known) for form in forms]


def text_of(form, known: Known | None = None) -> str:
    """The form in the language that lines are typed in; `known` are names for what is bound in it."""
    return texts_of((form,), known)[0]


def _text(form, names: dict, known: Known | None) -> str:
    try:
        text = source(sympy_of(form, names, known))
    except Exception:  # a message must never hide the refusal that it explains
        return NO_TEXT
    return text if len(text) <= LONGEST else text[:LONGEST] + " …"


Refused.said = staticmethod(texts_of)
