"""A law of a whole stretch of a path, where only a few of its points are looked at."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import combinations
from typing import Any

from ..forms.binders import Atom, fresh, law_atom, swap, var
from ..forms.nodes import Form, Part, Variables, Weights
from ..forms.times import apart, before, of_a_path, span


def points_of(v: Atom, *terms: Part) -> list[Atom] | None:
    """The points and stretches of a variable that occur in some terms; None where the variable occurs as a whole, or at
    a time that depends on what is bound in a term."""
    found: dict[Atom, None] = {}
    stack = [term for term in terms if term is not None]
    while stack:
        term = stack.pop()
        if isinstance(term, tuple):
            stack.extend(term)
        elif term is v:
            return None
        elif isinstance(term, Atom) and term.head in ("draw", "part") and term.args[0] is v:
            found[term] = None
        elif isinstance(term, Atom) and v in term.free:
            stack.extend(term.args)
        elif not isinstance(term, Atom) and v in getattr(term, "free", ()):
            stack.extend(a for m, _ in term.terms for a, _e in m)
    free = {one for term in terms for form in _forms(term) for one in form.free}
    return list(found) if all(place.free <= free for place in found) else None


def _forms(term: Part) -> Iterable[Form]:
    if isinstance(term, tuple):
        return (form for one in term for form in _forms(one))
    return () if term is None else (term,)


def at_few_times(variables: Variables, weights: Weights, body: Form) -> tuple[Variables, Weights, Any]:
    """The same, where a stretch of a path is drawn of which all else looks at a few points only: these are drawn, and
    no others.  The points that nobody looks at integrate to one."""
    for v in variables:
        if v.head != "var" or not of_a_path(v) or v.args[0].args[1] is v.args[0].args[2]:
            continue
        holders = [w for w in weights if w.head == "law" and v in w.args[1]]
        others = tuple(w for w in weights if w not in holders)
        if len(holders) != 1:
            continue
        weight, = holders
        places = points_of(v, body, *others, weight.args[2])
        if not places or not all(apart(span(a), span(b)) for a, b in combinations(places, 2)):
            continue
        fewer = fresh(tuple(var(span(place), 0) for place in places), (*variables, *weights, body))
        law, outs, givens = weight.args
        drawn = law_atom(law, (*(o for o in outs if o is not v), *fewer), givens)
        for place, one in zip(places, fewer):
            body, others = swap(body, place, one), tuple(swap(w, place, one) for w in others)
        variables = tuple(one for o in variables for one in (fewer if o is v else (o,)))
        weights = (drawn, *others)
    return variables, weights, body


def covered(place: Atom, places: Iterable[Atom], points: Iterable[Atom]) -> bool:
    """Whether a place is one of some others, or a part of one that stands for a bound stretch of a path."""
    base = place.args[0] if place.head in ("draw", "part") else place
    return place in places or (base in places and base in points)


def between(integrated: Iterable[Atom], others: Iterable[Atom]) -> bool:
    """Whether a point of a path over which a density is integrated may lie between two of its other points.

    Then the integral may be infinite at places of these: if a chain on a circle goes from y to y + u with a density in
    proportion to 1/√|u|, it comes back to y after two steps with the density ∫ 1/|u| du.  So it is at almost every y,
    whatever versions the densities of the steps have.
    """
    left = [span(one) for one in others if of_a_path(one)]
    return len(left) > 1 and not all(all(before(v.args[2], o.args[1]) for o in left) or all(
        before(o.args[2], v.args[1]) for o in left) for v in map(span, integrated))
