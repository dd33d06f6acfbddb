"""The search for a counterexample to a statement of a file, with the number of models that were tried in vain."""

from __future__ import annotations

import time
from collections.abc import Callable, Collection, Iterator, Sequence

import sympy

from ..attack.certificate import Undecided
from ..attack.counterexamples import Attack, Batch, Counterexample, any_place
from ..attack.effort import SMALL_MODELS_FOR_A_CLAIM, SMALL_MODELS_FOR_A_REFUSED_STEP
from ..attack.random_search import search
from ..language.terms import Point


class Counted(Attack):
    """An attack that counts the models that satisfy the hypotheses."""

    models = 0

    def batches(self, *options: Callable) -> Iterator[Batch]:
        """The batches of models."""
        for batch in super().batches(*options):
            self.models += int(any_place(batch.held, batch.models.batch).sum())
            yield batch


def look_for(
    given: Sequence, statement: sympy.Basic, deadline: float, almost: Collection[Point]
) -> tuple[Counterexample | None, int]:
    """A counterexample that is found before the deadline, or None; and how many small models were tried.

    Small models without null states come first, because a counterexample in them needs no measure theory; then those
    with null states, where no point of `almost` is at one; then larger models at random; then the search at random,
    which shrinks its model; then many more small models.
    """

    def left() -> float:
        return deadline - time.monotonic()

    whole, nulls = Counted(given, [statement]), Counted(given, [statement], almost=almost)
    found = (
        whole.refute(statement, limit=SMALL_MODELS_FOR_A_CLAIM, seconds=left())
        or nulls.refute(statement, limit=SMALL_MODELS_FOR_A_CLAIM, seconds=left())
        or at_random(whole, statement, left())
        or search(given, statement, seconds=left())
    )
    if found is None:
        before, whole.models = whole.models, 0  # The same models come again, and more, unless the time is up.
        found = whole.refute(statement, limit=SMALL_MODELS_FOR_A_REFUSED_STEP, seconds=left())
        whole.models = max(before, whole.models)
    return found, whole.models + nulls.models


def at_random(attack: Attack, statement: sympy.Basic, seconds: float) -> Counterexample | None:
    """A counterexample in larger random models; None also where one of them cannot be decided, for another search
    may find one that can."""
    try:
        return attack.refute_at_random(statement, seconds=seconds)
    except Undecided:
        return None
