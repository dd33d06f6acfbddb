"""How a rule that is a statement checks a step: the one way in which schemas are used.

Particulars are proposed for a schema's names and put in; a step is accepted where that makes the lines, form by form,
and leans on what the schema is given, particulars put in.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import cache, partial

from ...language.relation import BETWEEN_STATEMENTS, EQ, GE, LE
from ..forms.binders import Atom, Poly, Refused, lift
from ..logic.rewriting import rewrite
from .matching import Matching, names_of
from .particulars import Particulars
from .rule import Rule, registered, same_form
from .schema import Schema, form


def stated(name: str, figure: str, *statements: Schema, source: str, besides: Callable | None = None, why: str = "") -> Rule:
    """Make a rule of statements; `figure` is its inference figure, with examples.  What is accepted `besides` is code,
    and `why` says why it is none of the statements."""
    return registered(Rule(name, partial(check, statements, besides), figure, statements=statements, source=source, why=why))


def check(statements: tuple[Schema, ...], besides: Callable | None, left, right, relation):
    """The conditions of a step that is an instance of one of the statements, or None."""
    for schema in statements:
        found = None if schema.everywhere else at_place(schema, left, right, relation)
        if found is not None:
            return found
    if any(schema.everywhere for schema in statements):
        visit = rewriting(statements)
        found = same_form(left, right, lambda p: rewrite(p, visit))
        if found is not None:
            return found
    return None if besides is None else besides(left, right, relation)


def at_place(schema: Schema, left, right, relation) -> tuple[Atom, ...] | None:
    """The conditions under which a schema says just what the step says."""
    typed = form(schema)
    for pair in _orders(typed.head, left, right, relation):
        for put in instances((typed.left, typed.right), pair):
            return tuple(d for c in typed.given for d in put.conditions(c, {}))
    return None


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
        try:
            put = Particulars(table)
            if all(_is(put, pattern, target) for pattern, target in zip(patterns, targets)):
                yield put
        except Refused:  # what was proposed does not fit
            continue


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
def rewritten(statements: tuple[Schema, ...], a: Atom) -> tuple[Poly, tuple[Atom, ...]]:
    """An atom by the first equation of which it is the left side, again and again, with what that leans on."""
    for schema in statements:
        if not schema.everywhere:
            continue
        typed = form(schema)
        if typed.left.atom_alone().head != a.head:
            continue
        for put in instances((typed.left,), (lift(a),)):
            found, more = rewrite(put.quantity(typed.right, {}), rewriting(statements))
            return found, (*(d for c in typed.given for d in put.conditions(c, {})), *more)
    return lift(a), ()
