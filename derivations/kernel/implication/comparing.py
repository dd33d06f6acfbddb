"""Looks for known comparisons that show another one.  Nothing here is trusted: a lemma checks the parts."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from ..forms.binders import Atom, Poly, add, poly, scale, sub
from ..forms.expansions import nonnegative
from ..lemmas.comparisons import gaps
from ..lemmas.signs import Signed
from ..special.division import quotient

MOST_KNOWN = 8  # comparisons of which pairs are tried


def factors_and_gaps(found: Signed, known: Iterable[Atom]) -> Iterator[tuple[Poly, ...]]:
    """Parts that may show a comparison: one known difference with any factor, or one or two as they are."""
    held = list(dict.fromkeys(one for c in known for one in gaps(found, c)))
    one = poly({(): 1})
    for _, gap in held:
        factor = quotient(found.quantity, gap) if gap.terms else None
        if factor is not None:
            yield factor, gap
    if found.kind == "eq":
        return
    for i, (_, gap) in enumerate(held):
        for first in (gap, scale(gap, -1)):
            if nonnegative(sub(found.quantity, first)):
                yield one, first
            for _, other in held[:i] if len(held) <= MOST_KNOWN else ():
                if nonnegative(sub(found.quantity, add(first, other))):
                    yield one, first, one, other
