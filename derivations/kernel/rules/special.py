"""Rules of the gamma function and of its derivatives."""

from __future__ import annotations

from functools import partial

from ...language.relation import EQ, GE, IMPLIES, LE, Relation
from ..forms.binders import Atom, Poly, atoms_in, lift, poly, scale, sub
from ..forms.expansions import positive
from ..forms.nodes import Conditions, Form
from ..forms.visiting import heads_in
from ..logic.rewriting import rewrite
from ..special.descent import descending
from ..special.recurrence import brought_to, least_arguments, quantities_in, written_out_in_few
from .algebra import vanishes
from .rule import both_quantities, both_statements, rule


@rule("arguments may differ by any whole number, and what is left is algebra",
      source="DLMF 5.5.1, 5.5.2 and 5.15.5; Γ(1) = 1, 5.4.1")
def recurrence(left: Form, right: Form, relation: Relation) -> Conditions | None:
    """Polygamma functions of arguments that differ by a whole number, brought to the least of them.

        ln Γ(u + 1) = ln Γ(u) + log u,   ψ(u + 1) = ψ(u) + 1/u,   ψ′(u + 1) = ψ′(u) − 1/u²      (u > 0)
        ψ⁽ⁿ⁾(u + 1) = ψ⁽ⁿ⁾(u) + (−1)ⁿ n!/uⁿ⁺¹,   ln Γ(1) = 0

    The least of several arguments is one that stands in the lines, and a number is brought to at most 1; arguments that
    are not numbers differ by at most 12, those of ln Γ by at most 100.

    >>> accepts(recurrence, "digamma(d(z) + 2)", "digamma(d(z)) + 1/d(z) + 1/(d(z) + 1)")
    ['d(z) > 0']
    >>> accepts(recurrence, "trigamma(3)", "trigamma(1) - 5/4")
    []
    >>> accepts(recurrence, "lgamma(2)", "0")
    []
    >>> refuses(recurrence, "trigamma(d(z) + 1)", "trigamma(d(z)) + 1/d(z)**2")
    True
    >>> refuses(recurrence, "lgamma(d(z) + 1)", "lgamma(d(z)) + log(d(z) + 1)")
    True
    """
    polygamma = "psi" in heads_in(left) | heads_in(right)
    if relation != EQ or not both_quantities(left, right) or left is right or not polygamma:
        return None
    least = least_arguments(a for a in atoms_in(left, right) if a.head == "psi")
    if not least or not all(written_out_in_few(p, least) for p in (left, right, *quantities_in(left, right))):
        return None
    visit = partial(brought_to, least)
    (a, found), (b, more) = rewrite(left, visit), rewrite(right, visit)
    if a is left and b is right:
        return None
    rest = _vanishes_by_parts(sub(a, b))
    return None if rest is None else (*found, *more, *rest)


def _vanishes_by_parts(d: Poly) -> Conditions | None:
    """The conditions under which a form is zero, asked of the factor of each product of polygamma functions alone, the
    highest products first: most of what is wrong shows there before any denominators are multiplied out."""
    parts: dict[tuple, dict] = {}
    for mono, c in d.terms:
        if any(a.head == "inv" and any(b.head == "psi" for b in atoms_in(lift(a))) for a, _ in mono):
            return vanishes(d)
        functions = tuple((a, e) for a, e in mono if a.head == "psi")
        parts.setdefault(functions, {})[tuple((a, e) for a, e in mono if a.head != "psi")] = c
    found: list[Atom] = []
    for functions in sorted(parts, key=lambda one: -sum(e for _, e in one)):
        more = vanishes(poly(parts[functions]))
        if more is None:
            return None
        found += more
    return tuple(dict.fromkeys(found))


@rule("the step from a + 1 down to a is a fraction, whose numerator decides by its coefficients",
      source="DLMF 5.11.2, 5.15.5 and 5.15.8; the bounds of log(1 + 1/a) are those of a decreasing convex function",
      inequalities=True)
def descent(left: Form, right: Form, relation: Relation) -> Conditions | None:
    """A quantity that vanishes at infinity is positive if each step from a + 1 down to a adds something positive.

        u(a) = Σ_{k≥0} (u(a + k) − u(a + k + 1)) > 0      (u(∞) = 0, each step positive by its form, a > 0)
        1/a + 1/(2 a²) ≤ ψ′(a),   1/(2 a) ≤ log a − ψ(a) ≤ 1/a,   a > 0  ⇒  a ψ′(a) > 1

    The terms of u are 1/aⁿ, ψ⁽ⁿ⁾(a) with n ≥ 1, and log a − ψ(a), with numbers before them; u may also be such a sum
    times a power of a.

    >>> accepts(descent, "1/d(z)", "trigamma(d(z))", "≤")
    ['d(z) > 0']
    >>> accepts(descent, "d(z) > 0", "d(z)*trigamma(d(z)) > 1", "⇒")
    []
    >>> refuses(descent, "1/d(z) + 1/d(z)**2", "trigamma(d(z))", "≤")
    True
    >>> refuses(descent, "log(d(z))", "digamma(d(z))", "≤")
    True
    """
    if both_statements(left, right) and relation == IMPLIES:
        if left.head != "gt" or right.head not in ("gt", "ne"):
            return None
        shown = [a for u in (right.args[0], *([scale(right.args[0], -1)] if right.head == "ne" else []))
                 if (a := descending(u)) is not None]
        return () if any(positive(a) is left for a in shown) else None
    if not both_quantities(left, right) or relation not in (LE, GE):
        return None
    a = descending(sub(right, left) if relation == LE else sub(left, right))
    return None if a is None else (positive(a),)
