"""Which steps follow from a theorem that is cited.

A step follows where it is what the theorem claims, or a multiple of that: an equation may be multiplied with any
quantity, an inequality with one that is never negative.  Between comparisons a multiple may be added to a side.
`lines/standing` has the ways in which what is free in the theorem may stand for what is bound around the step.
"""

from __future__ import annotations

from collections.abc import Iterable

from ...language.relation import BETWEEN_QUANTITIES, GE, IFF, IMPLIES, LE
from ..forms.binders import ZERO, Atom, Poly, add, atom, mul, scale, sub
from ..forms.expansions import nonnegative
from ..forms.nodes import Conditions
from ..lines.places import Place
from ..logic.defined import defined
from ..rules.algebra import gap
from ..special.division import quotient


def matches(form: Atom, place: Place) -> Conditions | None:
    """The conditions, beside its hypotheses, under which a step follows from what a theorem claims; None where it does
    not."""
    left, right, rel = place.left, place.right, place.relation
    if isinstance(left, Poly):
        if form.head == "eq" and rel in BETWEEN_QUANTITIES:
            return multiple(sub(left, right), form)
        if form.head == "le" and rel in (LE, GE):
            return multiple(sub(right, left) if rel == LE else sub(left, right), form)
        return None
    if rel == IFF and form.head == "iff":
        return () if {left, right} == set(form.args) else None
    if rel == IMPLIES and form.head in ("implies", "iff"):
        forwards = (left, right) == form.args
        return () if forwards or (form.head == "iff" and (right, left) == form.args) else None
    if left.head == right.head and left.head in ("eq", "le", "gt"):
        return _moves(form, left, right, place)
    return None


def _moves(form: Atom, left: Atom, right: Atom, place: Place) -> Conditions | None:
    """The conditions under which a theorem leads from one comparison to another, by adding zero, or something that is
    not negative, to a side; None where it does not."""
    a, b = (side.args[0] if side.head == "gt" else gap(side) for side in (left, right))
    if form.head == "eq":
        found = multiple(sub(b, a), form)
        return multiple(add(a, b), form) if found is None and left.head == "eq" else found
    return multiple(sub(b, a), form) if form.head == "le" and left.head == "le" and place.relation == IMPLIES else None


def multiple(p: Poly, form: Atom) -> Conditions | None:
    """The conditions under which p = 0, or p ≥ 0, follows from an equation a = b, or from a ≤ b, by multiplying b − a
    with a quantity; None where p is no multiple of b − a."""
    q = gap(form)
    if q is None or not q.terms or not p.terms:
        return () if q is not None and p is q else None
    factor = quotient(p, q)
    if factor is None or mul(factor, q) is not p:
        return None
    if form.head == "eq" or nonnegative(factor):
        return defined(factor)
    if nonnegative(scale(factor, -1)):  # it would have to be zero
        return None
    return (*defined(factor), atom("le", ZERO, factor))


def moves(place: Place) -> bool:
    """Whether a parameter is bound around a place, as by a derivative."""
    return any(frame.near is not None for frame in place.frames)


def holds_near(place: Place, almost: Iterable[Atom]) -> bool:
    """Whether what holds for almost every value of some points, for each value of the parameters, may be used at a
    place: those points have to be bound inside of all parameters that are bound around the place.

    For each value of a parameter, other points may be left out; at one point it need not hold for all values near.
    """
    inner = [frame.variables for frame in place.frames]
    last = max((i for i, frame in enumerate(place.frames, 1) if frame.near is not None), default=0)
    bound = {v for variables in inner[last:] for v in variables}
    return not moves(place) or bound.issuperset(almost)
