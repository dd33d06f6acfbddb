"""Proposals of particulars for the names of a schema, read off two lines.  They are not trusted: once the particulars
are put into the schema, the outcome is compared with the lines.

A particular is found where its name stands alone, or where the rest of a sum or a product is known: f in f(z)/r(z),
K in K + 1.  A function of bound variables may become any form.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from fractions import Fraction
from functools import cache

from ..forms.binders import Atom, Poly, Refused, atoms_in, fresh, lift, open_fresh, poly, sub, swap
from ..forms.nodes import Form, Part, Variables, Weights
from ..logic.drawing import draws_in
from .particulars import DRAWS, Bound, Laws, Name, Particulars, Range, Table, Value
from .schema import RANGE


@cache
def names_of(pattern: Form) -> frozenset[Name]:
    """All names for which particulars are needed where a form of a schema is put together."""
    found = {v for v in pattern.free if v.args[0] == "count" or isinstance(v.args[0], tuple)}
    for a in atoms_in(pattern):
        if a.head in ("fn", "law"):
            found.add(a.args[0])
        elif a.kind.binds:
            found |= {v.args[0] for v in a.args[0] if isinstance(v.args[0], str)}
            found |= {a.args[1]} if a.head in ("sup", "inf") else set()
    return frozenset(found)


class Matching:
    """Proposals for one pair of lines; `around` are forms whose variables are not to be confused with bound ones.

    Each method goes through the ways to go on from a table so that a pattern, which is a part of the schema, may become
    a target, which is a part of a line.  `env` has the variables that are bound around both, `inner` also those of the
    binder that is looked into.
    """

    def __init__(self, *around: Form) -> None:
        self.around = around

    def proposals(self, pattern: Form, target: Form, table: Table, env: Bound) -> Iterator[Table]:
        """The ways to go on from a table so that the pattern may become the target."""
        if isinstance(pattern, Poly) and isinstance(target, Poly):
            yield from self._quantity(pattern, target, table, env)
        elif isinstance(pattern, Atom) and isinstance(target, Atom):
            yield from self._atom(pattern, target, table, env)

    def _each(self, pairs: Sequence[tuple[Part, Part]], table: Table, env: Bound) -> Iterator[Table]:
        if not pairs:
            yield table
            return
        (pattern, target), *rest = pairs
        for found in self.proposals(pattern, target, table, env):
            yield from self._each(rest, found, env)

    def _quantity(self, pattern: Poly, target: Poly, table: Table, env: Bound) -> Iterator[Table]:
        a, b = pattern.atom_alone(), target.atom_alone()
        if a is None:
            yield from self._solved(pattern, target, table, env)
        elif a.head in ("fn", "var"):
            yield from self._named(a, target, table, env)
        elif b is not None:
            yield from self._atom(a, b, table, env)

    def _atom(self, a: Atom, b: Atom, table: Table, env: Bound) -> Iterator[Table]:
        if a.head == "law":
            of = tuple(v for place in a.args[1] for v in env.get(place, ()))
            yield table if a.args[0] in table else {**table, a.args[0]: Laws(of, (b,))}
        elif a.head != b.head:
            return
        elif a.kind.binds:
            yield from self._binder(a, b, table, env)
        else:
            yield from self._each(list(zip(a.args, b.args)), table, env)
            if a.head == "eq":
                yield from self._each(list(zip(a.args, b.args[::-1])), table, env)

    def _binder(self, a: Atom, b: Atom, table: Table, env: Bound) -> Iterator[Table]:
        (v,), parts = open_fresh(a, *env)
        variables, others = open_fresh(b, *self.around, *(place for places in env.values() for place in places))
        inner = {**env, v: variables}
        if isinstance(v.args[0], str):
            table = {v.args[0]: tuple(o.args[0] for o in variables), **table}
        if a.head in ("E", "always", "integrable"):
            for found in self._weights(parts[0], others[0], variables, table, env):
                yield from self._each([(parts[1], others[1])], found, inner)
        elif a.head == "mean":
            yield from self._average(parts, others, table, env, inner)
        elif a.head == "norm":
            place, = parts[1]
            yield from self._each([(parts[0], others[0])], {place: others[1], **table}, inner)
        elif a.head in ("sup", "inf"):
            yield from self._each([(parts[1], others[1])], {parts[0]: others[0], **table}, inner)
        else:
            yield from self._each(list(zip(parts, others)), table, inner)

    def _weights(self, pattern: Weights, target: Weights, variables: Variables, table: Table,
                 env: Bound) -> Iterator[Table]:
        """The weights of an expectation: any weights for a law, draws of one law for draws."""
        if not pattern:
            yield table
            return
        weight, = pattern
        if weight.head == "law":
            yield {weight.args[0]: Laws(variables, target), **table}
        elif len(target) == 1 and target[0].head == "draws":
            _, law, count = weight.args
            kind, one, number = target[0].args
            found = {law.args[0]: Laws(variables, (one,)), DRAWS: kind, **table}
            yield from self.proposals(count, number, found, env)

    def _average(self, parts: tuple[Part, ...], others: tuple[Part, ...], table: Table, env: Bound,
                 inner: Bound) -> Iterator[Table]:
        count, _but, body = parts
        if count is lift(RANGE):
            yield from self._each([(body, others[2])], {RANGE: Range(*others[:2]), **table}, inner)
        else:
            for found in self.proposals(count, others[0], table, env):
                yield from self._each([(body, others[2])], found, inner)

    # -- names --

    def _named(self, a: Atom, value: Poly, table: Table, env: Bound) -> Iterator[Table]:
        """The whole quantity in the place of a name that stands alone."""
        name = a.args[0] if a.head == "fn" else a
        if name in table or a in env:
            yield table
        elif a.head == "var":
            yield {**table, a: value}
        else:
            yield from self._function(a, value, table, env)

    def _function(self, a: Atom, value: Poly, table: Table, env: Bound) -> Iterator[Table]:
        of: list[Atom] = []
        for argument in a.args[1:]:
            place = argument.atom_alone() if isinstance(argument, Poly) else argument
            if place is not None and place.head == "draw":
                base = env[place.args[0]][0]
                used = [d for d in draws_in(value) if d.args[0] is base]
                if len(used) != 1:  # a function of one draw cannot stand for a quantity of several draws, or of none
                    return
                one, = fresh((base,), (value, *self.around, *of, base))
                value, index = swap(value, used[0], one), place.args[1].atom_alone()
                if index is not None and index not in env:
                    table = {index: used[0].args[1], **table}
                of.append(one)
            else:
                of += env.get(place, ())
        yield {**table, a.args[0]: Value(tuple(of), value)}

    def _solved(self, pattern: Poly, target: Poly, table: Table, env: Bound) -> Iterator[Table]:
        """The only name of a sum or a product that is not in the table yet, from the rest."""
        open_ = {a for m, _ in pattern.terms for a, _e in m if a.head in ("fn", "var")
                 and a not in env and (a.args[0] if a.head == "fn" else a) not in table}
        if not open_:
            if target is pattern or not pattern.is_number:
                yield table
            return
        terms = [(dict(m), c) for m, c in pattern.terms if open_ & {a for a, _e in m}]
        if len(open_) > 1 or len(terms) > 1:
            return
        (powers, coefficient), (name,) = terms[0], open_
        if powers.pop(name) != 1:
            return
        known = poly({m: c for m, c in pattern.terms if name not in dict(m)})
        try:
            put = Particulars(table)
            value = divided(sub(target, put.quantity(known, env)),
                            put.quantity(poly({tuple(powers.items()): coefficient}), env))
        except Refused:
            return
        if value is not None:
            yield from self._named(name, value, table, env)


def divided(p: Poly, by: Poly) -> Poly | None:
    """The quotient by a single term; None where a remainder is left."""
    if len(by.terms) != 1:
        return None
    ((divisor, coefficient),), out = by.terms, {}
    for mono, c in p.terms:
        powers = dict(mono)
        for a, e in divisor:
            powers[a] = powers.get(a, 0) - e
            if powers[a] < 0:
                return None
        out[tuple((a, e) for a, e in powers.items() if e)] = Fraction(c) / coefficient
    return poly(out)
