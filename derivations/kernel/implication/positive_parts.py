"""Looks for positive parts of a quantity that has to be positive.  Nothing here is trusted: a lemma checks them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from fractions import Fraction
from itertools import combinations

from ..forms.binders import Atom, Poly, Refused, add, open_fresh, poly, replace, scale
from ..forms.expansions import nonnegative, positive
from ..lemmas.signs import Signed, at_least_zero
from ..logic.placing import ways_to_stand

MOST_KNOWN = 8  # known signs of which pairs are tried


def positive_parts(found: Signed, known: Iterable[Atom]) -> Iterator[tuple[Poly, ...]]:
    """Parts that may be positive, and whose sum is at most the quantity, as far as the form shows."""
    placed = dict.fromkeys(v for c in known for v in _placed(found, c))
    quantities = dict.fromkeys(w for v in placed for w in (v, *_scaled_to(found.quantity, v)))
    whole = [poly({m: c}) for m, c in found.quantity.terms]
    chosen = [tuple(term for term in whole if not nonnegative(term)), *((term,) for term in whole)]
    chosen += [(v,) for v in quantities]
    chosen += combinations(quantities, 2) if len(quantities) <= MOST_KNOWN else ()
    for parts in dict.fromkeys(chosen):
        rest = add(found.quantity, *(scale(part, -1) for part in parts))
        if parts and found.quantity not in parts and nonnegative(rest) and not any(part.is_number for part in parts):
            yield parts


def _scaled_to(u: Poly, v: Poly) -> Iterator[Poly]:
    """Positive multiples of a quantity that share a term with another one: u = a shares one with v = 2a − 1 at v/2."""
    terms = dict(v.terms)
    for ratio in dict.fromkeys(Fraction(c) / terms[m] for m, c in u.terms if m and m in terms):
        if ratio > 0 and ratio != 1:
            yield scale(v, ratio)


def _placed(found: Signed, c: Atom) -> Iterator[Poly]:
    """The quantities of which a known condition says that they are positive, or not negative, its variables named as
    in the condition that is wanted."""
    variables, inner = (), c
    if c.head == "always":
        variables, (_, inner) = open_fresh(c)
    if inner.head not in ("gt", "le") or len(variables) != len(found.variables):
        return
    u = inner.args[0] if inner.head == "gt" else add(inner.args[1], scale(inner.args[0], -1))
    for names in ways_to_stand(variables, found.variables) if variables else ({},):
        v = replace(u, names)
        try:
            if any(c in found.of(one) for one in (positive(v), *at_least_zero(v))):
                yield v
        except Refused:
            continue
