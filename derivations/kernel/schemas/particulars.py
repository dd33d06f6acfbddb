"""Particulars in the place of a schema's names: the step that is trusted where a schema is used.

What stands for a name is opened and closed again, as everything is that is replaced inside a binder, so nothing is
captured.  Whoever proposes particulars need not be believed: what they make of a schema is compared with the lines.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import NamedTuple

from ...language import terms as t
from ..forms.binders import (
    Atom,
    Poly,
    Refused,
    atom,
    bind,
    combine,
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
)
from ..forms.expansions import at_least_one, nonnegative
from ..logic.conditions import close, integrable, under
from .schema import ANY_LAWS, ONE_LAW, RANGE

DRAWS = "draws"  # the key under which it stands how draws hang together


class Value(NamedTuple):
    """What stands for a function: a quantity, in terms of variables in the place of its arguments."""

    of: tuple[Atom, ...]
    form: Poly


class Weights(NamedTuple):
    """What stands for a law: what is drawn from, likewise."""

    of: tuple[Atom, ...]
    laws: tuple[Atom, ...]


class Range(NamedTuple):
    """What an average goes over: how many, and which one it leaves out."""

    count: Poly
    but: Poly | None


class Particulars:
    """What stands for each name: a `Value` for a function, `Weights` for a law, a form for a count or an index, a
    `Range`, the places for a free point, the set for a set, and for a space the spaces of all that is bound in its
    place."""

    def __init__(self, table: Mapping):
        self.table = table
        self.held = tuple(_forms(table.values()))
        for name, value in table.items():
            if not fits(name, value, table):
                raise Refused(f"that cannot stand for {name}")

    def _of(self, name):
        if name not in self.table:
            raise Refused(f"nothing stands for {name}")
        return self.table[name]

    # -- quantities --

    def quantity(self, p: Poly, env: Mapping[Atom, tuple]) -> Poly:
        """The form of a quantity; `env` has what stands for variables that are bound around it."""
        return combine((c, [(self._factor(a, env), e) for a, e in m]) for m, c in p.terms)

    def _factor(self, a: Atom, env) -> Atom | Poly:
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

    def _weights(self, law: Atom, env) -> tuple[Atom, ...]:
        weights = self._of(law.args[0])
        images = self._images(weights.of, law.args[1], env)
        return tuple(replace(w, images) for w in weights.laws)

    def _images(self, of: tuple[Atom, ...], arguments, env) -> dict:
        """What stands at an occurrence for the variables in terms of which something was put in."""
        places = self._places(arguments, env)
        if [_space(v) for v in of] != [_space(place) for place in places]:
            raise Refused("what was put in has other arguments")
        return dict(zip(of, places))

    def _places(self, arguments, env) -> tuple[Atom, ...]:
        return tuple(place for argument in arguments for place in self._place(argument, env))

    def _place(self, argument, env) -> tuple:
        if isinstance(argument, Poly):
            return (self.quantity(argument, env),)
        if argument.head == "draw":
            base, index = argument.args
            return (atom("draw", env[base][0], self.quantity(index, env)),)
        return env[argument] if argument in env else self.table.get(argument, ())

    def _bound(self, a: Atom, env) -> Atom:
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

    def _range(self, count: Poly, but: Poly | None, env) -> Range:
        if count is lift(RANGE):
            return self._of(RANGE)
        return Range(self.quantity(count, env), None if but is None else self.quantity(but, env))

    def _frame(self, weights: tuple, env) -> tuple[Atom, ...]:
        """What is drawn from, in the place of one law or of several draws of one."""
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

    def _opened(self, a: Atom, env):
        """The variables that a binder binds now, what stands for those of the schema within it, and its parts."""
        variables, parts = open_fresh(a, *env)
        inner, made = dict(env), []
        for v in variables:
            held = (*self.held, *made, *(place for places in env.values() for place in places))
            inner[v] = fresh(self._bound_for(v, env), held)
            made += inner[v]
        return tuple(made), inner, parts

    def _bound_for(self, v: Atom, env) -> tuple[Atom, ...]:
        """Variables of the sorts that one of the schema's stands for."""
        sort = v.args[0]
        if isinstance(sort, tuple):
            return (var(("index", self._range(sort[1], None, env).count), 0),)
        return tuple(var(space, number) for number, space in enumerate(self._of(sort)))

    # -- statements --

    def conditions(self, c: Atom, env: Mapping[Atom, tuple]) -> tuple[Atom, ...]:
        """The canonical conditions that a statement of the schema comes to."""
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

    def _guarded(self, guard: Atom, inner: Atom, env) -> tuple[Atom, ...]:
        """What has to hold wherever a quantity is not zero: it suffices that it holds wherever no density in some term
        of it is."""
        if guard.head != "ne":
            raise Refused("a schema guards by what is not zero")
        terms = self.quantity(guard.args[0], env).terms
        wanted = self.conditions(inner, env)
        return tuple(d for m, _ in terms for d in under(tuple(a for a, _e in m if a.head == "law"), wanted))


def hang_together(held: str, kind: str) -> bool:
    """Whether draws of one kind are of another, too."""
    return t.Draws.kinds.index(held) >= t.Draws.kinds.index(kind)


def fits(name, value, table: Mapping) -> bool:
    """Whether a schema allows that something stands for a name."""
    if isinstance(name, t.Function):
        return not name.nonnegative or nonnegative(value.form)
    if isinstance(name, t.Law):
        return _is_law(name.name, *value)
    if isinstance(name, t.Subset):
        inside = name.args[2] if len(name.args) > 2 else None
        return inside is None or value is None or value.includes(table.get(inside))
    return not isinstance(value, Poly) or at_least_one(value)


def _is_law(name: str, of: tuple[Atom, ...], laws: tuple[Atom, ...]) -> bool:
    """Whether weights draw all that they are of, each once, and are of the kind that the name of a law stands for."""
    kinds = ("law", "norm", DRAWS) if name == ANY_LAWS else ("law", "norm")
    if not all(w.head in kinds for w in laws) or (name in ONE_LAW and len(laws) > 1):
        return False
    drawn = [v for w in laws for v in outcomes(w)]
    return len(drawn) == len(of) and set(drawn) == set(of)


def _space(place: Atom | Poly) -> str:
    """The space of a point or of a draw; of an index, that it is one."""
    sort = space_of(place) if isinstance(place, Atom) else ()
    return sort if isinstance(sort, str) else "index"


def _forms(values: Iterable):
    for value in values:
        if isinstance(value, (Atom, Poly)):
            yield value
        elif isinstance(value, tuple):
            yield from _forms(value)
