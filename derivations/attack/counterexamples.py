"""The search for a counterexample to a statement, in small models first, then in larger ones at random.

`given`, `statement`, `almost` and `found` are as in `certificate`.  Models with null states are tried too, unless
`almost` is None.
"""

from __future__ import annotations

import math
import time
from collections import Counter, deque
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from dataclasses import replace
from functools import partial
from typing import Any, NamedTuple

import numpy as np
import sympy

from ..language.terms import Point
from ..language.views.signature import Unreadable, signature
from .certificate import Certain, Counterexample, Undecided, Witness, any_place, falsified, holds
from .counted import lengths_of_paths
from .effort import (
    BATCH_MODELS,
    DRAWN_MODELS,
    DRAWN_SHAPES,
    EXACT_MODELS_ONE_BY_ONE,
    FIRST_MODELS_WITH_INTEGRALS,
    LARGER_MODELS,
    LARGER_SEED,
    LARGER_SHAPES,
    LATEST_WITNESSES,
    LEVELS,
)
from .evaluate import Evaluator, TooManyAxes
from .long_paths import planned_paths
from .models import Made, Models, Shape, planned, random_models, shapes
from .numbers import Exact, Undecidable
from .survey import fit_to, how_many, make_generic, of_some, ranges, survey, where_held


class Batch(NamedTuple):
    """Models with their evaluator and a mask of the places where the hypotheses hold."""

    kind: str  # "whole", "null", "halves" or "fractions", as in `models.planned`; "paths", as in `long_paths`; "drawn"
    models: Models
    evaluator: Evaluator
    held: np.ndarray  # over models and free points
    made: int  # how many models there were before those were left out in which the hypotheses hold nowhere


class Attack:
    """The small models of some hypotheses, enumerated by size, in which statements are tried.

    `statements` are all the statements that will be tried.  The models and the values of expressions in them are kept
    from one statement to the next, so that all lines and twins of a theorem share the work.
    """

    def __init__(
        self,
        given: Iterable,
        statements: Iterable,
        *,
        levels: int = LEVELS,
        most: int = BATCH_MODELS,
        almost: Collection[Point] | None = None,
    ):
        self.given, self.almost = tuple(given), almost
        self.found = signature(*statements, *self.given)
        self.satisfiable = False  # whether a model among those that were made satisfies the hypotheses
        self._planned = planned(self.found, levels, most, almost is not None)
        if self.found.integrated:  # an integral costs much, and nearly every number tells a false statement
            self._planned.insert(0, ("whole", self._drawn))
        elif any(bound for pair in ranges(self.given).values() for bound in pair):  # few small models lie beyond
            self._planned.append(("whole", self._drawn))
        self._planned += planned_paths(self.found)
        if self.given:
            self._planned += [("drawn", partial(self._drawn_as_a_last_resort, shape)) for shape in range(DRAWN_SHAPES)]
        self.longest = dict.fromkeys(
            lengths_of_paths(self.found), 0
        )  # of each count of steps, the largest number tried
        self.witnesses: deque[tuple[Evaluator, np.ndarray, Witness]] = deque(maxlen=LATEST_WITNESSES)
        self._made: dict[int, tuple[Batch | None, bool]] = {}  # with each batch, whether it is complete and was read

    def _drawn(self) -> Made:
        """A few models of the smallest shape with numbers of no special value."""
        shape = shapes(self.found, most=1)
        return self._random(shape[0], FIRST_MODELS_WITH_INTEGRALS, LARGER_SEED) if shape else (None, False)

    def _drawn_as_a_last_resort(self, number: int) -> Made:
        """Random models of one of the smallest shapes, where the hypotheses hold in none of the models made before."""
        if any(batch is not None and batch.held.any() for batch, _ in self._made.values()):
            return None, True
        every = shapes(self.found, most=number + 1)
        if len(every) <= number:
            return None, True
        return self._random(every[number], how_many(self.found, every[number], DRAWN_MODELS), [LARGER_SEED, number])

    def _random(self, shape: Shape, many: int, seed: int | list[int]) -> Made:
        """Random models of a shape with the values that the hypotheses ask for: some of all that there are."""
        models = random_models(self.found, *shape, many, np.random.default_rng(seed))
        fit_to(models, self.given)
        return models, False

    def batches(
        self, wanted: Callable[[str], bool] = lambda kind: True, missed: Callable[[], None] = lambda: None
    ) -> Iterator[Batch]:
        """The batches, in the order of size, each made when it is first asked for.

        A kind that is not `wanted` at the turn of a batch is passed over.  `missed` is called at the turn of a batch
        whose models were too many to be made, or too large to be read.
        """
        for i, (kind, make) in enumerate(self._planned):
            if not wanted(kind):
                continue
            if i not in self._made:
                self._made[i] = self._ready(kind, *make())
            batch, whole = self._made[i]
            if not whole:
                missed()
            if batch is not None:
                yield batch

    def _ready(self, kind: str, models: Models | None, whole: bool) -> tuple[Batch | None, bool]:
        if models is None:
            return None, whole
        make_generic(models, self.almost)
        try:
            kept, evaluator, held = where_held(models, tuple(self.found.points), self.given, self.almost)
        except TooManyAxes:
            return None, False
        self.satisfiable = self.satisfiable or self._satisfied(kept, held)
        return Batch(kind, kept, evaluator, held, models.batch), whole

    def _satisfied(self, models: Models, held) -> bool:
        """Whether the hypotheses hold without rounding in one of the first models in which they hold in floats."""
        for i in np.flatnonzero(any_place(held, models.batch))[:EXACT_MODELS_ONE_BY_ONE]:
            try:
                if holds(Certain(models.take(int(i)), tuple(self.found.points)), self.given, self.almost).any():
                    return True
            except Undecidable:
                continue
        return False

    def refute(
        self,
        statement: sympy.Basic,
        *,
        limit: int | None = None,
        check_earlier: int = 0,
        seconds: float = math.inf,
        only_null: bool = False,
    ) -> Counterexample | None:
        """The first counterexample by size, or None where none was found within the limits.

        At most `limit` models of each kind are tried, and no batch is begun after `seconds`; a batch that was begun is
        finished.  With `only_null`, only models with null states are tried.  The counterexample is called the smallest
        only where at most `check_earlier` models come before it, and the statement is exactly true in them.  Raises
        `Undecided` where floats found a failure that nothing certified, and `Unreadable` where no model was read.
        """
        return self._tried(_Search(self, statement, check_earlier), limit, seconds, only_null=only_null)

    def _tried(self, search: _Search, limit: int | None, seconds: float = math.inf, *, only_null: bool = False) -> Any:
        """What a search finds in the batches, None where it finds nothing; the options are those of `refute`."""
        tried, deadline = Counter(), time.monotonic() + seconds

        def wanted(kind: str) -> bool:
            found = (limit is None or tried[kind] < limit) and (kind == "null" or not only_null)
            search.all_before &= found
            return found

        for batch in self.batches(wanted, search.missed):
            read, found = search.batch(batch)
            if found is not None:
                return found
            tried[batch.kind] += batch.made if read else 0
            if time.monotonic() > deadline:
                return None
        search.end(may_be_empty=only_null)
        return None

    def refutes(self, statement: sympy.Basic, *, limit: int | None = None) -> bool:
        """Whether there is a counterexample as of `refute`, which need not be the first: models that refuted the latest
        statements are tried before the others.  Raises what `refute` raises."""
        for evaluator, held, witness in self.witnesses:  # floats are asked first, of this one model
            try:
                if falsified(evaluator, held, statement).any() and witness.refutes(statement):
                    return True
            except (TooManyAxes, Undecided):
                continue
        return self._tried(_Search(self, statement, shown=False), limit) is not None

    def refute_at_random(self, statement: sympy.Basic, *, seconds: float = math.inf) -> Counterexample | None:
        """A certified counterexample among larger random models, which need not be the smallest."""
        return survey(
            self.given,
            [statement],
            models_per_shape=LARGER_MODELS,
            shapes_wanted=LARGER_SHAPES,
            seed=LARGER_SEED,
            almost=self.almost,
            thought_false=True,
            seconds=seconds,
        ).failure

    def exactly(self, statements: Sequence, wanted: int) -> int:
        """The number of models, up to `wanted`, that satisfy the hypotheses and in which exact numbers confirm all
        statements.

        A model in which a value is no exact number (an irrational exponential) is passed over.  Raises `Undecided`
        where a statement is false.
        """
        done = 0
        for _, models, _, held, _ in self.batches():
            rows = np.flatnonzero(any_place(held, models.batch))[: wanted - done]
            for some in (rows, *([i] for i in rows[:EXACT_MODELS_ONE_BY_ONE])):  # all together, then one by one
                if not len(some):
                    break
                try:
                    if not self._confirmed(models.take(*map(int, some)), *statements):
                        raise Undecided(f"false in exact arithmetic: one of {statements}")
                    done += len(some)
                    if some is rows:
                        break
                except Undecidable:
                    continue
            if done >= wanted:
                break
        return done

    def failure_free(self, models: Models, statement: sympy.Basic) -> bool:
        """Whether exact numbers confirm a statement in all these models."""
        try:
            return not models.batch or self._confirmed(models, statement)
        except Undecidable:
            return False

    def _confirmed(self, models: Models, *statements) -> bool:
        """Whether statements hold exactly in all these models; raises `Undecidable` where a value is not exact."""
        evaluator = Evaluator(models, Exact, tuple(self.found.points))
        held = holds(evaluator, self.given, self.almost)
        return not any(falsified(evaluator, held, statement).any() for statement in statements)


class _Search:
    """One statement that is tried in one batch after the other; where it is not `shown`, no counterexample is made."""

    def __init__(self, attack: Attack, statement, check_earlier: int = 0, *, shown: bool = True):
        self.attack, self.statement, self.check_earlier, self.shown = attack, statement, check_earlier, shown
        self.tried = 0  # models
        self.earlier: list[Models] = []
        self.all_before = True  # whether `earlier` holds all models that come before
        self.doubt: Undecided | None = None

    def missed(self) -> None:
        """Note that models were left out: no model behind them is known to be the smallest."""
        self.all_before = False

    def batch(self, batch: Batch) -> tuple[bool, Counterexample | bool | None]:
        """Whether the batch could be read, and its first counterexample, or that there is one; None where none is."""
        models = batch.models
        try:
            bad = falsified(batch.evaluator, batch.held, self.statement)
        except TooManyAxes:
            self.missed()
            return False, None
        for count in self.attack.longest if batch.held.any() else ():
            self.attack.longest[count] = max(self.attack.longest[count], models.counts[count])
        fails = bool(bad.any())
        bad = bad | self.attack.found.empty  # of the one model of a statement about numbers, floats decide nothing
        for i in np.unique(np.argwhere(bad)[:, 0]) if bad.any() else ():
            one = models.take(int(i))
            witness = Witness(one, self.attack.found, self.attack.given, self.attack.almost)
            try:
                found = witness.counterexample(self.statement) if self.shown else witness.refutes(self.statement)
            except Undecided as reason:  # another model may be easier to decide
                found, self.doubt = None, reason if fails else self.doubt
            if found:
                _, *in_floats = of_some(models, batch.held, [int(i)], tuple(self.attack.found.points))
                self.attack.witnesses.appendleft((*in_floats, witness))
                return True, replace(found, smallest=self._smallest(models, int(i))) if found is not True else True
        self.tried += models.batch
        self.earlier.append(models)
        return True, None

    def _smallest(self, models: Models, i: int) -> bool:
        """Whether exact numbers confirm the statement in all models that come before number `i` of this batch."""
        if not self.all_before or self.doubt is not None or self.tried + i > self.check_earlier:
            return False
        before = (*self.earlier, models.take(*range(i)))
        return all(self.attack.failure_free(batch, self.statement) for batch in before)

    def end(self, *, may_be_empty: bool) -> None:
        """Raise `Undecided` where the search left a doubt, and `Unreadable` where it read no model, unless it
        `may_be_empty`."""
        if self.doubt is not None:
            raise self.doubt
        if not (self.tried or may_be_empty):
            raise Unreadable("no model was small enough to be read")


def refute(
    given: Iterable,
    statement: sympy.Basic,
    *,
    levels: int = LEVELS,
    most: int = BATCH_MODELS,
    limit: int | None = None,
    check_earlier: int = 0,
    almost: Collection[Point] | None = None,
    seconds: float = math.inf,
) -> Counterexample | None:
    """The first counterexample to one statement under hypotheses; options and errors are those of `Attack`."""
    return Attack(given, [statement], levels=levels, most=most, almost=almost).refute(
        statement, limit=limit, check_earlier=check_earlier, seconds=seconds
    )
