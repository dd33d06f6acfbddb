"""Particulars in the place of a schema's names: the step that is trusted where a schema is used.

Binders are opened before particulars are put into them, and closed again, so no variable is captured.  Proposals of
particulars need not be believed: what they make of a schema is compared with the lines.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any, NamedTuple, TypeAlias

from sympy import Basic

from ...language import terms as t
from ..forms.binders import (
    Atom,
    Poly,
    Refused,
    atom,
    bind,
    equality,
    fresh,
    lift,
    mul,
    open_fresh,
    outcomes,
    rebuild,
    replace,
    space_of,
    var,
    with_atoms,
)
from ..forms.expansions import at_least_one, nonnegative
from ..forms.nodes import Conditions, Form, Part, Variables, Weights
from ..logic.conditions import close, integrable, under
from .schema import ANY_LAWS, ONE_LAW, RANGE

DRAWS = "draws"  # the key of the kind of the draws: how closely they hang together

Name: TypeAlias = Basic | Atom | str
"""A declared function, law or set of a schema; a variable: a count, an index or a free point; a space; or `DRAWS`."""
Table: TypeAlias = dict[Name, Any]
"""Names of a schema, each with its particular; the docstring of `Particulars` says which kinds there are."""
Bound: TypeAlias = Mapping[Atom, Variables]
"""The variables of a schema that are bound around a part of it, each with the variables that stand for it."""


class Value(NamedTuple):
    """The particular of a function: a quantity, in terms of variables in the place of the arguments."""

    of: Variables
    form: Poly


class Laws(NamedTuple):
    """The particular of a law: laws and draws, in terms of variables in the place of the outcomes."""

    of: Variables
    laws: Weights


class Range(NamedTuple):
    """The particular of the range of an average: the number of its terms, and the index that it leaves out."""

    count: Poly
    but: Poly | None


class Particulars:
    """The particular of each name: a `Value` of a function, `Laws` of a law, a polynomial of a count or an index, the
    `Range` of `RANGE`, the places of a free point, the set of a set, the kind of `DRAWS`, and of a space the spaces of
    all variables that are bound in the place of one.

    Raises `Refused` for a particular that does not fit its name; every method does where a name that it needs has none.
    """

    def __init__(self, table: Mapping[Name, Any]) -> None:
        self.table = table
        self.held = tuple(_forms(table.values()))
        for name, value in table.items():
            if not fits(name, value, table):
                raise Refused(f"that cannot stand for {name}")

    def _of(self, name: Name) -> Any:
        if name not in self.table:
            raise Refused(f"nothing stands for {name}")
        return self.table[name]

    # -- quantities --

    def quantity(self, p: Poly, env: Bound) -> Poly:
        """The form of a quantity with the particulars put in."""
        return with_atoms(p, lambda a: self._factor(a, env))

    def _factor(self, a: Atom, env: Bound) -> Form:
        if a.head == "var":
            return env[a][0] if a in env else self._of(a)
        if a.head == "fn":
            value = self._of(a.args[0])
            return replace(value.form, self._images(value.of, a.args[1:], env))
        if a.head == "law":
            weights = self._weights(a, env)
            if any(w.head == DRAWS for w in weights):
                raise Refused("several draws have no density here")
            return mul(*map(lift, weights))
        if a.kind.binds:
            return self._bound(a, env)
        return rebuild(a, tuple(self.quantity(p, env) for p in a.args))

    def _weights(self, law: Atom, env: Bound) -> Weights:
        weights = self._of(law.args[0])
        images = self._images(weights.of, law.args[1], env)
        return tuple(replace(w, images) for w in weights.laws)

    def _images(self, of: Variables, arguments: tuple[Part, ...], env: Bound) -> dict[Atom, Form]:
        """The arguments at an occurrence of a name, for the variables in terms of which its particular is given."""
        places = self._places(arguments, env)
        if [_space(v) for v in of] != [_space(place) for place in places]:
            raise Refused("what was put in has other arguments")
        return dict(zip(of, places))

    def _places(self, arguments: tuple[Part, ...], env: Bound) -> tuple[Form, ...]:
        return tuple(place for argument in arguments for place in self._place(argument, env))

    def _place(self, argument: Form, env: Bound) -> tuple[Form, ...]:
        if isinstance(argument, Poly):
            return (self.quantity(argument, env),)
        if argument.head == "draw":
            base, index = argument.args
            return (atom("draw", env[base][0], self.quantity(index, env)),)
        return env[argument] if argument in env else self.table.get(argument, ())

    def _bound(self, a: Atom, env: Bound) -> Atom:
        variables, inner, parts = self._opened(a, env)
        if a.head == "mean":
            count, but, body = parts
            found = self._range(count, but, env)
            return bind("mean", variables, *found, self.quantity(body, inner))
        if a.head == "norm":
            g, at = parts
            return bind("norm", variables, self.quantity(g, inner), self._places(at, env))
        if a.head in ("sup", "inf"):
            subset, body = parts
            return bind(a.head, variables, None if subset is None else self._of(subset), self.quantity(body, inner))
        if a.head == "E":
            return bind("E", variables, self._frame(parts[0], inner), self.quantity(parts[1], inner))
        return bind(a.head, variables, *(self.quantity(part, inner) for part in parts))

    def _range(self, count: Poly, but: Poly | None, env: Bound) -> Range:
        if count is lift(RANGE):
            return self._of(RANGE)
        return Range(self.quantity(count, env), None if but is None else self.quantity(but, env))

    def _frame(self, weights: Weights, env: Bound) -> Weights:
        """The weights of a binder, in the place of one law or of several draws of one."""
        found: list[Atom] = []
        for w in weights:
            if w.head != "draws":
                found += self._weights(w, env)
                continue
            kind, law, count = w.args
            held = self._of(DRAWS)
            if not hang_together(held, kind):
                raise Refused(f"{held} draws need not be {kind}")
            found += [atom("draws", held, one, self.quantity(count, env)) for one in self._weights(law, env)]
        return tuple(found)

    def _opened(self, a: Atom, env: Bound) -> tuple[Variables, Bound, tuple[Part, ...]]:
        """The variables that a binder binds once particulars are put in, the variables that stand inside it for those
        of the schema, and its parts in the schema."""
        variables, parts = open_fresh(a, *env)
        inner, made = dict(env), []
        for v in variables:
            held = (*self.held, *made, *(place for places in env.values() for place in places))
            inner[v] = fresh(self._bound_for(v, env), held)
            made += inner[v]
        return tuple(made), inner, parts

    def _bound_for(self, v: Atom, env: Bound) -> Variables:
        """Variables of the sorts for which one of the schema's stands."""
        sort = v.args[0]
        if isinstance(sort, tuple):
            return (var(("index", self._range(sort[1], None, env).count), 0),)
        return tuple(var(space, number) for number, space in enumerate(self._of(sort)))

    # -- statements --

    def conditions(self, c: Atom, env: Bound) -> Conditions:
        """The canonical conditions that a statement of the schema becomes."""
        if c.head in ("always", "integrable"):
            variables, inner, (weights, body) = self._opened(c, env)
            frame = self._frame(weights, inner)
            if c.head == "integrable":
                return integrable(variables, frame, self.quantity(body, inner))
            return close(variables, frame, self.conditions(body, inner))
        if c.head == "implies":
            return self._guarded(*c.args, env)
        sides = tuple(self.quantity(p, env) for p in c.args)
        return (equality(*sides) if c.head == "eq" else atom(c.head, *sides),)

    def _guarded(self, guard: Atom, inner: Atom, env: Bound) -> Conditions:
        """The conditions under which a statement holds wherever a quantity is not zero: it suffices that it holds, for
        each term of the quantity, wherever all densities in that term are positive."""
        if guard.head != "ne":
            raise Refused("a schema guards by what is not zero")
        terms = self.quantity(guard.args[0], env).terms
        wanted = self.conditions(inner, env)
        return tuple(d for m, _ in terms for d in under(tuple(a for a, _e in m if a.head == "law"), wanted))


def hang_together(held: str, kind: str) -> bool:
    """Whether draws of the kind `held` are of the other kind, too."""
    return t.Draws.kinds.index(held) >= t.Draws.kinds.index(kind)


def fits(name: Name, value: Any, table: Mapping[Name, Any]) -> bool:
    """Whether a schema allows a particular for a name."""
    if isinstance(name, t.Function):
        return not name.nonnegative or nonnegative(value.form)
    if isinstance(name, t.Law):
        return _is_law(name.name, *value)
    if isinstance(name, t.Subset):
        inside = name.args[2] if len(name.args) > 2 else None
        return inside is None or value is None or value.includes(table.get(inside))
    return not isinstance(value, Poly) or at_least_one(value)


def _is_law(name: str, of: Variables, laws: Weights) -> bool:
    """Whether weights draw each of their variables once, and are of the kind for which the name of a law stands."""
    kinds = ("law", "norm", DRAWS) if name == ANY_LAWS else ("law", "norm")
    if not all(w.head in kinds for w in laws) or (name in ONE_LAW and len(laws) > 1):
        return False
    drawn = [v for w in laws for v in outcomes(w)]
    return len(drawn) == len(of) and set(drawn) == set(of)


def _space(place: Form) -> str:
    """The space of a point or of a draw; "index" of an index."""
    sort = space_of(place) if isinstance(place, Atom) else ()
    return sort if isinstance(sort, str) else "index"


def _forms(values: Iterable) -> Iterator[Form]:
    """The forms among some particulars and inside them."""
    for value in values:
        if isinstance(value, (Atom, Poly)):
            yield value
        elif isinstance(value, tuple):
            yield from _forms(value)
