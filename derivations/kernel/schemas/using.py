"""How a schema is used: particulars are proposed for its names and put in, and the outcome is compared with the lines,
form by form.  A step leans on the hypotheses of the schema with the same particulars put in.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import suppress
from functools import cache

from ...language.relation import BETWEEN_STATEMENTS, EQ, GE, LE, Relation
from ..forms.binders import Atom, Poly, Refused, atoms_in, lift
from ..forms.nodes import Conditions, Form, Visit
from ..forms.visiting import changes_those
from ..logic.rewriting import rewrite
from .matching import Matching, names_of
from .particulars import Particulars, Table
from .schema import Canonical, Schema, form


def at_place(schema: Schema, left: Form, right: Form, relation: Relation) -> Conditions | None:
    """The conditions under which a schema says just the same as a step; None where no instance of it does."""
    typed = form(schema)
    for first, second in _orders(typed.head, left, right, relation):
        if looks_like(typed.left, first) and (typed.head == "iff" or looks_like(typed.right, second)):
            for put in instances((typed.left, typed.right), (first, second)):
                return tuple(d for c in typed.given for d in put.conditions(c, {}))
    return None


def larger(statements: tuple[Schema, ...], a: Atom) -> Iterator[Poly]:
    """What the inequalities among some statements put above an atom, where that is their smaller side and says all."""
    for typed in map(form, statements):
        if typed.head == "le" and typed.left.atom_alone() and looks_like(typed.left, lift(a)):
            for put in instances((typed.left,), (lift(a),)):
                with suppress(Refused):  # where a name stands on the larger side only
                    yield put.quantity(typed.right, {})


def looks_like(pattern: Form, target: Form) -> bool:
    """Whether a form has the head that every instance of a pattern has: most lines are told apart by that alone."""
    a, b = (pattern.atom_alone(), target.atom_alone()) if isinstance(pattern, Poly) else (pattern, target)
    if a is None or a.head in ("fn", "var"):  # anything may stand for a name alone
        return True
    return b is not None and a.head == b.head


def _orders(head: str, left: Form, right: Form, relation: Relation) -> Iterator[tuple[Form, Form]]:
    """The step as the two sides of a statement with that relation."""
    if head == "le" and relation in (LE, GE):
        yield (left, right) if relation == LE else (right, left)
    elif (head == "eq" and relation == EQ) or (head == "iff" and relation in BETWEEN_STATEMENTS):
        yield left, right
        yield right, left


def instances(patterns: tuple[Form, ...], targets: tuple[Form, ...]) -> Iterator[Particulars]:
    """The particulars with which some forms of a schema become just those of the lines."""
    for table in _proposals(Matching(*targets), patterns, targets):
        put = made(table, patterns, targets)
        if put is not None:
            yield put


def made(table: Table, patterns: tuple[Form, ...], targets: tuple[Form, ...]) -> Particulars | None:
    """Proposed particulars, if they are allowed and make just the targets of the patterns; otherwise None."""
    try:
        put = Particulars(table)
        return put if all(_is(put, pattern, target) for pattern, target in zip(patterns, targets)) else None
    except Refused:
        return None


def _proposals(matching: Matching, patterns: tuple[Form, ...], targets: tuple[Form, ...],
               table: Table | None = None) -> Iterator[Table]:
    """Proposals from one side after the other; a side all of whose names have particulars is passed over."""
    if not patterns:
        yield table or {}
    elif table and names_of(patterns[0]) <= table.keys():
        yield from _proposals(matching, patterns[1:], targets[1:], table)
    else:
        for found in matching.proposals(patterns[0], targets[0], table or {}, {}):
            yield from _proposals(matching, patterns[1:], targets[1:], found)


def _is(put: Particulars, pattern: Form, target: Form) -> bool:
    """Whether a form of a schema is the target once particulars are put in."""
    if isinstance(pattern, Poly):
        return put.quantity(pattern, {}) is target
    return put.conditions(pattern, {}) == (target,)


@cache
def rewriting(statements: tuple[Schema, ...]) -> Visit:
    """The visit that makes the right side of an equation out of every instance of its left side."""
    return changes_those(lambda: by_head(statements))(lambda a: rewritten(statements, a))


@cache
def by_head(statements: tuple[Schema, ...]) -> dict[str, list[Canonical]]:
    """Equations, by the head of the atom on their left side."""
    found: dict[str, list[Canonical]] = {}
    for typed in map(form, statements):
        found.setdefault(alone(typed.left).head, []).append(typed)
    return found


def alone(p: Poly) -> Atom:
    """The atom of a left side.  Raises ValueError where that is anything else, which no visit would find in a line."""
    a = p.atom_alone()
    if a is None:
        raise ValueError("an equation that is used everywhere begins with an atom")
    return a


@cache
def rewritten(statements: tuple[Schema, ...], a: Atom) -> tuple[Poly, Conditions]:
    """An atom as the right side of the first equation that has it on the left, rewritten again as long as there is one,
    and the conditions of that."""
    for typed in by_head(statements).get(a.head, ()):
        for put in instances((typed.left,), (lift(a),)):
            found, conditions = put.quantity(typed.right, {}), [d for c in typed.given for d in put.conditions(c, {})]
            if any(b.head in by_head(statements) for b in atoms_in(found)):  # a law's particular may be a left side
                found, more = rewrite(found, rewriting(statements))
                conditions += more
            return found, tuple(conditions)
    return lift(a), ()
