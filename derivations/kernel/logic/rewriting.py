"""Rewriting a quantity from the inside out, with the conditions that it leans on."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache

from ..forms.binders import Atom, Poly, add, bind, const, frame_weights, lift, mul, open_fresh, poly, power, rebuild
from ..forms.nodes import Conditions, Form, Part, Variables, Visit
from ..forms.visiting import leaves_alone
from .conditions import also_at, close
from .defined import guarded
from .nearby import close_near


def closed_in(head: str, variables: Variables, parts: tuple[Part, ...], conditions: Conditions) -> Conditions:
    """Conditions that arise in a part of a binder of that kind, closed over what it binds."""
    if head == "norm":
        return also_at(variables, parts[-1], conditions)
    if head == "D":
        return close_near(variables[0], parts[-1], conditions)
    return close(variables, frame_weights(head, parts), conditions)


@cache
def rewrite(term: Poly, visit: Visit) -> tuple[Poly, Conditions]:
    """Rebuild a polynomial from the inside out: `visit` is asked for each atom whose arguments are rewritten already.
    Conditions found inside a binder are closed over it; a density guards the conditions of the factors beside it."""
    if leaves_alone(visit, term):
        return term, ()
    kept, changed, found = {}, [], []
    for mono, coeff in term.terms:
        outcomes = []
        for a, exponent in mono:
            outcome, conditions = _visited(a, visit)
            outcomes.append((outcome, exponent))
            if conditions:
                found.extend(guarded((b for b, _ in mono if b is not a and b.head in ("law", "partial")), conditions))
        if all(outcome is lift(a) for (outcome, _), (a, _) in zip(outcomes, mono)):
            kept[mono] = coeff
        else:
            changed.append(mul(const(coeff), *(power(outcome, exponent) for outcome, exponent in outcomes)))
    return add(poly(kept), *changed) if changed else term, tuple(found)


@cache  # an atom stands in many polynomials
def _visited(a: Atom, visit: Visit) -> tuple[Poly, Conditions]:
    inner, conditions = rewrite_atom(a, visit)
    outcome, more = visit(inner) if isinstance(inner, Atom) else (inner, ())
    return outcome, (*conditions, *more)


def rewrite_atom(a: Atom, visit: Visit) -> tuple[Form, Conditions]:
    """An atom whose arguments are rewritten, and the conditions of that."""
    return with_parts(a, lambda part: rewrite(part, visit))


def with_parts(a: Atom, change: Callable[[Poly], tuple[Poly, Conditions]]) -> tuple[Form, Conditions]:
    """The same head over other quantities, each made by `change`, and the conditions of that: those of the body of a
    binder are closed over it."""
    if a.kind.binds:
        variables, parts = open_fresh(a)
        made, found = [], []
        for part in parts:
            if isinstance(part, Poly):
                part, conditions = change(part)
                found.extend(closed_in(a.head, variables, parts, conditions))
            made.append(part)
        return bind(a.head, variables, *made), tuple(found)
    made, found = [], []
    for arg in a.args:
        if isinstance(arg, Poly):
            arg, conditions = change(arg)
            found.extend(conditions)
        made.append(arg)
    return rebuild(a, tuple(made)), tuple(found)
