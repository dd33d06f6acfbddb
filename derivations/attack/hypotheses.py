"""The hypotheses that a theorem needs: advice to authors, and a check of our own chapters.

A theorem may have more hypotheses than it needs; its proof is right all the same, so the kernel does not ask.
"""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import suppress

from sympy import Basic

from ..kernel import Failed, Prover, Theorem
from ..kernel.forms.binders import Atom
from ..kernel.implication.search import fewest, unproved
from ..kernel.proof.prover import families_of
from ..language.theorems.theorem import Entry


def superfluous(theorem: Theorem) -> list[Atom]:
    """The given conditions of which each could be left out, because the others imply all that the proof leans on."""
    given = theorem.given_forms
    return [c for c in given if _sufficient(theorem, [other for other in given if other is not c])]


def not_needed(theorem: Theorem, sufficient: tuple[list[Basic], tuple[Atom, ...]] | None) -> list[Atom]:
    """The superfluous conditions without those that suffice: of two that imply each other, one is needed."""
    typed, conditions = sufficient or ([], ())
    named = [c for hypothesis, stated in zip(theorem.given, theorem.stated) if hypothesis in typed for c in stated]
    return [c for c in superfluous(theorem) if c not in (*named, *conditions)]


def beside(theorem: Theorem, prover: Prover) -> list[Theorem]:
    """The theorems on the other entries of its matrices, as far as they hold; none of a theorem on a quantity.

    What is given is given for all entries, so a hypothesis is one too many only where no entry needs it.
    """
    one, found = theorem.derivation, []
    for other in one.whole.entries.values() if isinstance(one, Entry) else ():
        with suppress(Failed):
            found += [prover.prove(other)] if other is not one else []
    return found


def needed_hypotheses(theorem: Theorem) -> list[int]:
    """The numbers of the hypotheses that are left after each in turn is dropped where the rest suffices."""
    kept = list(range(len(theorem.stated)))
    for number in range(len(theorem.stated)):
        if _sufficient(theorem, [c for n in kept if n != number for c in theorem.stated[n]]):
            kept.remove(number)
    return kept


def fewest_needed(theorem: Theorem) -> tuple[Atom, ...]:
    """The fewest conditions of the proof from which all of them follow; of choices that are as good, one."""
    conditions, facts = theorem.leaned_on, theorem.learned
    everywhere = fewest(conditions, facts)
    almost = frozenset(v for c in conditions for v in c.free)
    return everywhere if set(everywhere) == set(theorem.given_forms) else fewest(conditions, facts, almost)


def stronger_than_needed(theorem: Theorem) -> list[Atom]:
    """The given conditions that could be left out, and those that say more than the fewest from which every condition
    of the proof follows."""
    needed = fewest_needed(theorem)
    more = [c for c in theorem.given_forms if c not in needed]
    spare = superfluous(theorem) if more else []
    return [c for c in more if c in spare or unproved([c], needed, theorem.learned, theorem.almost_forms)]


def always_holding(theorem: Theorem) -> list[Basic]:
    """The hypotheses, as typed, that hold by their form, so that they say nothing."""
    return [hypothesis for hypothesis, conditions in zip(theorem.given, theorem.stated) if not conditions]


def enough(theorem: Theorem) -> tuple[list[Basic], tuple[Atom, ...]] | None:
    """What would suffice: hypotheses of the theorem, or conditions; None where what is given says no more than that.

    They are the given ones that are needed, or the fewest conditions of the proof, where these say less.  Of hypotheses
    that are closed over a point, none is replaced by one at that point.
    """
    kept = needed_hypotheses(theorem)
    fewer = fewest(theorem.leaned_on, theorem.learned)
    held = [c for number in kept for c in theorem.stated[number]]
    counting = theorem.families <= families_of((theorem.form, *fewer))
    if counting and not theorem.almost_forms and unproved(held, fewer, theorem.learned):
        return [], fewer
    return ([theorem.given[number] for number in kept], ()) if len(kept) < len(theorem.given) else None


def _bounds_a_number(c: Atom) -> bool:
    """Whether a condition is a sign of one number, or of that and a constant, and so fails for some number."""
    if c.head not in ("gt", "ne") or len(c.free) != 1:
        return False
    (v,) = c.free
    return v.args[0] == "real" and all(mono in ((), ((v, 1),)) for mono, _ in c.args[0].terms)


def _sufficient(theorem: Theorem, given: Sequence[Atom]) -> bool:
    """Whether all that the proof leans on follows from `given`, and each space over which it takes a supremum is one
    over which the claim or one of these does: else it is not known that each point counts."""
    if not theorem.families <= families_of((theorem.form, *given)):
        return False
    left_out = [c for c in theorem.leaned_on if c in theorem.given_forms and c not in given]  # the likeliest to be open
    spoken_of = {v for c in given for v in c.free}
    if any(_bounds_a_number(c) and c.free.isdisjoint(spoken_of) for c in left_out):
        return False  # nothing follows about a number of which nothing else is said
    return not any(
        unproved(conditions, given, theorem.learned, theorem.almost_forms)
        for conditions in (left_out, theorem.leaned_on)
    )
