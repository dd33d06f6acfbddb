"""How a schema is used: particulars are proposed for its names and put in, and what that makes is compared with the
lines, form by form.  A step leans on what the schema is given, particulars put in.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import cache

from ...language.relation import BETWEEN_STATEMENTS, EQ, GE, LE
from ..forms.binders import Atom, Poly, Refused, atoms_in, lift
from ..logic.rewriting import rewrite
from .matching import Matching, names_of
from .particulars import Particulars
from .schema import Form, Schema, form


def at_place(schema: Schema, left, right, relation) -> tuple[Atom, ...] | None:
    """The conditions under which a schema says just what the step says."""
    typed = form(schema)
    for first, second in _orders(typed.head, left, right, relation):
        if looks_like(typed.left, first) and (typed.head == "iff" or looks_like(typed.right, second)):
            for put in instances((typed.left, typed.right), (first, second)):
                return tuple(d for c in typed.given for d in put.conditions(c, {}))
    return None


def looks_like(pattern, target) -> bool:
    """Whether a form has the head that every instance of a pattern has: most lines are told apart by that alone."""
    if isinstance(pattern, Poly):
        pattern, target = pattern.atom_alone(), target.atom_alone()
    if pattern is None or pattern.head in ("fn", "var"):  # what a name alone stands for may be anything
        return True
    return target is not None and pattern.head == target.head


def _orders(head: str, left, right, relation) -> Iterator[tuple]:
    """The step as the two sides of a statement with that relation."""
    if head == "le" and relation in (LE, GE):
        yield (left, right) if relation == LE else (right, left)
    elif (head == "eq" and relation == EQ) or (head == "iff" and relation in BETWEEN_STATEMENTS):
        yield left, right
        yield right, left


def instances(patterns, targets) -> Iterator[Particulars]:
    """The particulars with which some forms of a schema are just those of the lines."""
    for table in _proposals(Matching(*targets), patterns, targets):
        put = made(table, patterns, targets)
        if put is not None:
            yield put


def made(table: dict, patterns, targets) -> Particulars | None:
    """Proposed particulars, if they are allowed and make just the targets."""
    try:
        put = Particulars(table)
        return put if all(_is(put, pattern, target) for pattern, target in zip(patterns, targets)) else None
    except Refused:
        return None


def _proposals(matching: Matching, patterns, targets, table=None) -> Iterator[dict]:
    """Side by side; where the first side tells all that stands in the second, the second is not asked."""
    if not patterns:
        yield table or {}
    elif table and names_of(patterns[0]) <= table.keys():
        yield from _proposals(matching, patterns[1:], targets[1:], table)
    else:
        for found in matching.proposals(patterns[0], targets[0], table or {}, {}):
            yield from _proposals(matching, patterns[1:], targets[1:], found)


def _is(put: Particulars, pattern, target) -> bool:
    if isinstance(pattern, Poly):
        return put.quantity(pattern, {}) is target
    return put.conditions(pattern, {}) == (target,)


@cache
def rewriting(statements: tuple[Schema, ...]) -> Callable:
    """What makes the right side of every instance of a left side, for `rewrite`."""
    return lambda a: rewritten(statements, a)


@cache
def by_head(statements: tuple[Schema, ...]) -> dict[str, list[Form]]:
    """Equations, by the head of the one atom that their left side is."""
    found: dict[str, list[Form]] = {}
    for typed in map(form, statements):
        found.setdefault(alone(typed.left).head, []).append(typed)
    return found


def alone(p: Poly) -> Atom:
    """The atom that a left side is; nothing else could be found in a line."""
    a = p.atom_alone()
    if a is None:
        raise ValueError("an equation that is used everywhere begins with an atom")
    return a


@cache
def rewritten(statements: tuple[Schema, ...], a: Atom) -> tuple[Poly, tuple[Atom, ...]]:
    """An atom by the first equation of which it is the left side, again and again, with what that leans on."""
    for typed in by_head(statements).get(a.head, ()):
        for put in instances((typed.left,), (lift(a),)):
            found, conditions = put.quantity(typed.right, {}), [d for c in typed.given for d in put.conditions(c, {})]
            if any(b.head in by_head(statements) for b in atoms_in(found)):  # a law that was put in may be an instance
                found, more = rewrite(found, rewriting(statements))
                conditions += more
            return found, tuple(conditions)
    return lift(a), ()
