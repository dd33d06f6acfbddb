"""Lines between two lines that differ in several places: one side of a comparison changes after the other, one term of
an inequality grows after the other.

Nothing here is trusted: each step between these lines is checked like a step of an author.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from itertools import chain
from typing import TypeAlias

from ...language.relation import BETWEEN_STATEMENTS, EQ, GE
from ..forms.binders import Atom, Poly, add, atom, equality, lift, mul, poly, sub
from ..forms.nodes import Form, Monomial
from .places import Place

MOST_TERMS = 12  # of a difference that is shown term by term
Larger: TypeAlias = Callable[[Atom], Iterator[Poly]]
"""Quantities that may be at least as large as an atom."""


def lines_in_turn(here: Place, larger: Larger) -> Iterator[Sequence[Form]]:
    """Lines that may lead from the left side of a place to its right side, these two among them."""
    if here.relation in BETWEEN_STATEMENTS:
        yield from _one_side_first(here.left, here.right)
    elif here.relation != EQ:
        lower, upper = (here.right, here.left) if here.relation == GE else (here.left, here.right)
        lines = _growing(lower, upper, larger)
        if len(lines) > 2:
            yield lines[::-1] if here.relation == GE else lines


def _one_side_first(left: Atom, right: Atom) -> Iterator[Sequence[Form]]:
    """A comparison whose sides change one after the other; those of an equation have no order."""
    if left.head == right.head and left.head in ("eq", "le"):
        (a, b), (c, d) = left.args, right.args
        if left.head == "le":
            yield [left, atom("le", c, b), right]
        else:
            yield from ([left, equality(new, b), right] for new in (c, d) if {a, b}.isdisjoint((c, d)))


def _growing(lower: Poly, upper: Poly, larger: Larger) -> list[Poly]:
    """Lines from a quantity to a larger one, in each of which one more term has grown.  The last of these steps is not
    computed: it has to bring about what is left of the difference."""
    difference = dict(sub(upper, lower).terms)
    lines = [lower]
    for mono, coefficient in difference.items() if len(difference) <= MOST_TERMS else ():
        for a, e in mono if coefficient < 0 else ():
            rest = tuple((b, n) for b, n in mono if b is not a)
            beside = (b for m, c in difference.items() if c >= -coefficient for b in [_instead(m, rest)] if b)
            image = next(chain(larger(a), (lift(b) for b in beside if b.head == a.head)), None) if e == 1 else None
            if image is not None:
                lines.append(add(lines[-1], mul(poly({rest: -coefficient}), sub(image, lift(a)))))
                break
    return [*lines[:-1], upper]


def _instead(mono: Monomial, rest: Monomial) -> Atom | None:
    """The one factor that a term has beside the factors of another term; None where it has others, or lacks one."""
    own = [b for b, n in mono if (b, n) not in rest]
    return own[0] if len(own) == 1 and len(mono) == len(rest) + 1 and dict(mono)[own[0]] == 1 else None
