"""Averages and sums over a known number of terms."""

from __future__ import annotations

from fractions import Fraction

from ...language.relation import Relation
from ..forms.binders import Atom, Poly, add, const, lift, open_fresh, replace, scale
from ..forms.nodes import Conditions, Form
from ..forms.polynomials import ends
from ..logic.rewriting import rewrite
from .rule import rule, same_form

MOST_TERMS = 12  # that are written out


def visit_terms(a: Atom) -> tuple[Poly, Conditions]:
    """An average or a sum over a few terms as the sum of these terms."""
    if a.head not in ("mean", "total"):
        return lift(a), ()
    (index,), parts = open_fresh(a)
    first, last = ends(index) if a.head == "total" else (const(1), parts[0])
    but = parts[1] if a.head == "mean" else None
    if not (first.is_number and last.is_number and (but is None or but.is_number)):
        return lift(a), ()
    if last.number - first.number >= MOST_TERMS:
        return lift(a), ()
    chosen = [n for n in range(int(first.number), int(last.number) + 1) if but is None or n != but.number]
    if a.head == "mean" and not chosen:
        return lift(a), ()
    terms = (replace(parts[-1], {index: const(n)}) for n in chosen)
    written = add(*(rewrite(term, visit_terms)[0] for term in terms))  # a range within may go up to the index
    return scale(written, Fraction(1, len(chosen)) if a.head == "mean" else 1), ()


@rule("the number of terms decides what the other side is",
      source="the definition of an average and of a sum")
def written_out(left: Form, right: Form, relation: Relation) -> Conditions | None:
    """An average or a sum over at most twelve terms, written out.

        mean_{k≤3} a_k = (a_1 + a_2 + a_3)/3,   Σ_{t=2}^{3} a_t = a_2 + a_3,   mean_{k≤3, k≠2} a_k = (a_1 + a_3)/2

    >>> accepts(written_out, "E[iid(q(z), 2)](mean[k:2](f(z[k])))", "E[iid(q(z), 2)]((f(z[1]) + f(z[2]))/2)")
    []
    >>> refuses(written_out, "mean[k:3](a(k))", "(a(1) + a(2))/2")
    True
    """
    return same_form(left, right, lambda p: rewrite(p, visit_terms))
