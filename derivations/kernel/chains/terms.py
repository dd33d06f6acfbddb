"""Averages, sums and products over a known number of terms, and means over stretches of paths."""

from __future__ import annotations

from fractions import Fraction

from ..forms.binders import Atom, Poly, add, bind, const, lift, mul, open_fresh, replace, scale
from ..forms.nodes import Conditions
from ..forms.polynomials import ends
from ..forms.visiting import changes_only
from ..logic.paths import at_few_times
from ..logic.rewriting import rewrite

MOST_TERMS = 12  # that are written out
MOST_BITS = 2_000  # of the numbers that they come to


@changes_only("mean", "total", "product")
def visit_terms(a: Atom) -> tuple[Poly, Conditions]:
    """An average, a sum or a product over a few terms, written out."""
    if a.head not in ("mean", "total", "product"):
        return lift(a), ()
    (index,), parts = open_fresh(a)
    first, last = ends(index) if a.head != "mean" else (const(1), parts[0])
    but = parts[1] if a.head == "mean" else None
    if not (first.is_number and last.is_number and (but is None or but.is_number)):
        return lift(a), ()
    if last.number - first.number >= MOST_TERMS:
        return lift(a), ()
    chosen = [n for n in range(int(first.number), int(last.number) + 1) if but is None or n != but.number]
    if a.head == "mean" and not chosen:
        return lift(a), ()
    terms = (replace(parts[-1], {index: const(n)}) for n in chosen)
    joined = add if a.head != "product" else mul
    written = joined(*(rewrite(term, visit_terms)[0] for term in terms))  # a range within may go up to the index
    if any(max(map(int.bit_length, Fraction(c).as_integer_ratio())) > MOST_BITS for _, c in written.terms):
        return lift(a), ()
    return scale(written, Fraction(1, len(chosen)) if a.head == "mean" else 1), ()


@changes_only("E")
def visit_stretch(a: Atom) -> tuple[Poly, Conditions]:
    """A mean over stretches of paths as one over the points at which its body looks."""
    if a.head != "E":
        return lift(a), ()
    variables, (weights, body) = open_fresh(a)
    return lift(bind("E", *at_few_times(variables, weights, body))), ()
