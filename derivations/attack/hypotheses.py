"""Which hypotheses of a theorem are needed: advice to authors, and a check of our own chapters.

A theorem may be given more than it needs; that is no fault of its proof, so the kernel does not ask.
"""

from __future__ import annotations

from collections.abc import Sequence

from ..kernel import Theorem
from ..kernel.forms.binders import Atom
from ..kernel.implication.search import fewest, unproved


def superfluous(theorem: Theorem) -> list[Atom]:
    """The conditions that are given and could as well be left out."""
    given = theorem.given_forms
    return [c for c in given if not _left(theorem, [other for other in given if other is not c])]


def needed_hypotheses(theorem: Theorem) -> list[int]:
    """The numbers of the hypotheses that are needed: each that could be left out, beside those before it, is."""
    kept = list(range(len(theorem.stated)))
    for number in range(len(theorem.stated)):
        if not _left(theorem, [c for n in kept if n != number for c in theorem.stated[n]]):
            kept.remove(number)
    return kept


def stronger_than_needed(theorem: Theorem) -> list[Atom]:
    """The conditions that are given and are not among the fewest from which all that the proof leaned on follows."""
    given, conditions, facts = theorem.given_forms, theorem.leaned_on, theorem.learned
    everywhere = fewest(conditions, facts)
    almost = frozenset(v for c in conditions for v in c.free)
    needed = everywhere if set(everywhere) == set(given) else fewest(conditions, facts, almost)
    return [c for c in given if c not in needed]


def _left(theorem: Theorem, given: Sequence[Atom]) -> list[Atom]:
    return unproved(theorem.leaned_on, given, theorem.learned, theorem.almost_forms)
