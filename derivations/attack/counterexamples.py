"""The search for a counterexample to a statement, in small models first, and its certification.

Floats only point at a model.  A counterexample that is reported was recomputed in exact arithmetic, or in balls that
exclude zero where an exponential is no exact number.

A statement may claim to hold only for almost every value of some of its points.  `almost` is the collection of these
points: models with null states are tried too, and a failure counts only where each of these points is at a state that
is not null.  Where `almost` is None, no model has null states.

`given` is a sequence of hypotheses, `statement` a statement, `found` their signature.
"""

from __future__ import annotations

import math
import time
from collections import Counter
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from typing import NamedTuple

import numpy as np
import sympy
from sympy.core.relational import Relational
from sympy.logic.boolalg import Implies

from ..language.signature import Signature, Unreadable, signature
from ..language.terms import Iff, Point
from .balls import Balls
from .effort import (
    BATCH_MODELS,
    EXACT_MODELS_ONE_BY_ONE,
    LARGER_MODELS,
    LARGER_SEED,
    LARGER_SHAPES,
    LEVELS,
    RANDOM_ROUNDS,
    SHARE_OF_ZEROS,
    SUSPECTS,
)
from .evaluate import Evaluator, TooManyAxes
from .model import labels
from .models import Models, Shape, null_possible, planned, random_models, shapes
from .numbers import UNDEFINED, Exact, Floats, Logs, Undecidable


@dataclass(frozen=True)
class Counterexample:
    """A model in which every hypothesis holds and the statement does not, recomputed without rounding."""

    model: Models  # a batch of one model
    points: dict[str, int]  # the states of the free points, counted from 0
    lhs: str  # the values of the two sides, or "true" and "false"; empty for other statements
    rhs: str
    gap: str  # the left side minus the right
    certified: str  # "exact" or "balls"
    smallest: bool  # whether the statement is known to hold in all smaller models

    def as_json(self) -> dict:
        """The counterexample as plain data; `null` lists the null states, where there are any."""
        model = self.model.describe()
        if self.points:
            model["points"] = dict(self.points)
        told = {
            "model": model,
            "lhs": self.lhs,
            "rhs": self.rhs,
            "gap": self.gap,
            "certified": self.certified,
            "smallest": self.smallest,
        }
        return {**told, "null": null} if (null := self.model.null()) else told


class Undecided(Exception):
    """The statement is false in floats, and no exact arithmetic could decide whether it is."""


class Batch(NamedTuple):
    """Models with their evaluator and a mask of the places where the hypotheses hold."""

    kind: str  # "whole", "null" or "halves", as in `models.planned`
    models: Models
    evaluator: Evaluator
    held: np.ndarray  # over models and free points


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
        self._made: dict[int, tuple[Batch | None, bool]] = {}  # with each batch, whether it is complete and was read

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
        try:
            evaluator = Evaluator(models, Floats, tuple(self.found.points))
            held = holds(evaluator, self.given, self.almost)
        except TooManyAxes:
            return None, False
        self.satisfiable = self.satisfiable or self._satisfied(models, held)
        return Batch(kind, models, evaluator, held), whole

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
        search, tried, deadline = _Search(self, statement, check_earlier), Counter(), time.monotonic() + seconds

        def wanted(kind: str) -> bool:
            found = (limit is None or tried[kind] < limit) and (kind == "null" or not only_null)
            search.all_before &= found
            return found

        for batch in self.batches(wanted, search.missed):
            read, counterexample = search.batch(batch)
            if counterexample is not None:
                return counterexample
            tried[batch.kind] += batch.models.batch if read else 0
            if time.monotonic() > deadline:
                return None
        search.end(may_be_empty=only_null)
        return None

    def refute_at_random(self, statement: sympy.Basic) -> Counterexample | None:
        """A certified counterexample among larger random models, which need not be the smallest."""
        return survey(
            self.given,
            [statement],
            models_per_shape=LARGER_MODELS,
            shapes_wanted=LARGER_SHAPES,
            seed=LARGER_SEED,
            almost=self.almost,
        ).failure

    def exactly(self, statements: Sequence, wanted: int) -> int:
        """The number of models, up to `wanted`, that satisfy the hypotheses and in which exact numbers confirm all
        statements.

        A model in which a value is no exact number (an irrational exponential) is passed over.  Raises `Undecided`
        where a statement is false.
        """
        done = 0
        for _, models, _, held in self.batches():
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
    """One statement that is tried in one batch after the other."""

    def __init__(self, attack: Attack, statement, check_earlier: int):
        self.attack, self.statement, self.check_earlier = attack, statement, check_earlier
        self.tried = 0  # models
        self.earlier: list[Models] = []
        self.all_before = True  # whether `earlier` holds all models that come before
        self.doubt: Undecided | None = None

    def missed(self) -> None:
        """Note that models were left out: no model behind them is known to be the smallest."""
        self.all_before = False

    def batch(self, batch: Batch) -> tuple[bool, Counterexample | None]:
        """Whether the batch could be read, and its first counterexample."""
        models = batch.models
        try:
            bad = falsified(batch.evaluator, batch.held, self.statement)
        except TooManyAxes:
            self.missed()
            return False, None
        for i in np.unique(np.argwhere(bad)[:, 0]) if bad.any() else ():
            try:
                counterexample = certify(
                    models.take(int(i)), self.attack.found, self.attack.given, self.statement, self.attack.almost
                )
            except Undecided as reason:  # another model may be easier to decide
                counterexample, self.doubt = None, reason
            if counterexample is not None:
                return True, replace(counterexample, smallest=self._smallest(models, int(i)))
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


def holds(evaluator: Evaluator, given: Iterable, almost: Collection[Point] | None = None) -> np.ndarray:
    """A mask over models and free points: where all hypotheses hold and no point of `almost` is at a null state."""
    held = evaluator.places(almost or ())
    with np.errstate(all="ignore"):
        for hypothesis in given:
            held = held & evaluator.truth(hypothesis)[0]
    return held


def falsified(
    evaluator: Evaluator, held: np.ndarray, statement: sympy.Basic, almost: Collection[Point] | None = None
) -> np.ndarray:
    """A mask over models and free points: where the mask `held` is true, the statement is false or undefined, and no
    point of `almost` is at a null state."""
    with np.errstate(all="ignore"):
        true, defined = evaluator.truth(statement)
    bad = held & ~(true & defined)
    return bad & evaluator.places(almost) if almost and evaluator.models.has_null else bad


class Certain(Evaluator):
    """An evaluator in exact arithmetic that decides a comparison by balls where a side is no exact number."""

    def __init__(self, models: Models, points: tuple[Point, ...]):
        super().__init__(models, Exact, points)
        self.balls = Evaluator(models, Balls, points)
        self.certified = "exact"  # or "balls", once a comparison was decided by them

    def _truth(self, node, env):
        try:
            return super()._truth(node, env)
        except Undecidable:
            self.certified = "balls"
            return self.balls.truth(node, env)

    def sides(self, statement: sympy.Basic, where: np.ndarray) -> tuple[str, str, str]:
        """The two sides at one place and their difference, as text; empty for a statement without two sides."""
        if not isinstance(statement, Relational):
            if not isinstance(statement, (Implies, Iff)):
                return "", "", ""
            first, second = ("true" if _at(self.truth(arg)[0], where) else "false" for arg in statement.args)
            return first, second, "the one holds, the other does not"
        try:
            a, b = (_at(self.array(self.value(side)), where) for side in statement.args)
        except Undecidable:
            a, b = (_at(self.balls.array(self.balls.value(side)), where) for side in statement.args)
        gap = "undefined" if UNDEFINED in (a, b) else a - b
        texts = [str(v) if isinstance(v, (Fraction, str)) else repr(v) for v in (a, b, gap)]
        if not isinstance(gap, (Fraction, str)):
            texts[2] += f" ≈ {gap.rounded() if isinstance(gap, Logs) else float(gap):.6g}"
        return texts[0], texts[1], texts[2]


def _at(array, where):
    return array[tuple(min(w, n - 1) for w, n in zip(where, array.shape))]


def certify(
    models: Models, found: Signature, given: Iterable, statement: sympy.Basic, almost: Collection[Point] | None = None
) -> Counterexample | None:
    """The counterexample that one model is, recomputed without rounding; None where the statement holds in it.

    Raises `Undecided` where neither exact numbers nor balls decide.
    """
    evaluator = Certain(models, tuple(found.points))
    try:
        bad = falsified(evaluator, holds(evaluator, given, almost), statement)
        if not bad.any():
            return None
        where = np.argwhere(bad)[0]
        names = labels(evaluator.free, lambda p: f"{p.name} in {p.space}")
        points = {name: int(where[axis]) for name, axis in zip(names, evaluator.free.values())}
        return Counterexample(models, points, *evaluator.sides(statement, where), evaluator.certified, False)
    except Undecidable as reason:
        raise Undecided(str(reason)) from reason


@dataclass
class Survey:
    """The result of an evaluation in random models; only models that satisfy the hypotheses count."""

    evaluations: int = 0  # models times statements
    models: int = 0
    shapes: int = 0
    with_zeros: int = 0  # models with a zero among the weights of a law
    with_nulls: int = 0  # models with a null state
    failure: Counterexample | None = None  # the first that was certified; the counts end before it


def survey(
    given: Sequence,
    statements: Sequence,
    *,
    models_per_shape: int,
    shapes_wanted: int,
    seed: int,
    least: int = 0,
    almost: Collection[Point] | None = None,
) -> Survey:
    """Evaluate statements in random models of many shapes, in rounds until `least` models satisfy the hypotheses.

    A failure in floats is certified, and the first certified one ends the survey.  Laws have zeros in every other
    shape; unless `almost` is None, spaces have null states in every third.  Raises `Undecided` where a failure can be
    neither certified nor ruled out.
    """
    found = signature(*statements, *given)
    result, used, every = Survey(), set(), usable_shapes(found, shapes_wanted)
    for number in range(RANDOM_ROUNDS * len(every)):
        if number and number % len(every) == 0 and result.models >= least:
            break
        shape = number % len(every)
        rng = np.random.default_rng([seed, number])
        if almost is not None and number % 3 == 2:
            room = _with_room_for_null(found, every[shape], rng)
            models = random_models(found, *room, models_per_shape, rng, SHARE_OF_ZEROS, True)
        else:
            zeros = SHARE_OF_ZEROS if number % 2 else 0.0
            models = random_models(found, *every[shape], models_per_shape, rng, zeros)
        evaluator = Evaluator(models, Floats, tuple(found.points))
        held = holds(evaluator, given, almost)
        per_model = any_place(held, models.batch)
        kept = int(per_model.sum())
        for statement in statements if kept else ():
            bad = falsified(evaluator, held, statement)
            for i in np.flatnonzero(any_place(bad, models.batch))[:SUSPECTS] if bad.any() else ():
                counterexample = certify(models.take(int(i)), found, given, statement, almost)
                if counterexample is not None:
                    result.failure = counterexample
                    return result
        result.evaluations += kept * len(statements)
        result.models += kept
        if kept:
            used.add(shape)
        result.with_zeros += int((per_model & has_zeros(models)).sum())
        result.with_nulls += int((per_model & models.with_null()).sum()) if models.has_null else 0
    result.shapes = len(used)
    return result


def _with_room_for_null(found: Signature, shape: Shape, rng: np.random.Generator) -> Shape:
    """The shape, or one in which a space has two points, so that some space may have a null state."""
    sizes, counts = shape
    free = [s for s in sizes if s not in found.counted]
    if free and not null_possible(found, sizes):
        sizes = {**sizes, free[int(rng.integers(len(free)))]: 2}
    return sizes, counts


def any_place(mask: np.ndarray, batch: int) -> np.ndarray:
    """For each model, whether the mask is true at any place; axes (model)."""
    return np.broadcast_to(mask.reshape(mask.shape[0], -1).any(axis=1), (batch,))


def has_zeros(models: Models) -> np.ndarray:
    """For each model, whether a law has a zero among its weights; axes (model)."""
    out = np.zeros(models.batch, dtype=bool)
    for table in models.weights.values():
        out = out | (table.reshape(len(table), -1) == 0).any(axis=1)
    return out


def usable_shapes(found: Signature, wanted: int) -> list[Shape]:
    """The `wanted` smallest shapes in which some space has two points, or no space occurs."""
    every: list[Shape] = []
    for largest in range(3, wanted + 2):
        every = [s for s in shapes(found, largest, most=4 * wanted) if not s[0] or any(n > 1 for n in s[0].values())]
        if len(every) >= wanted:
            break
    return every[:wanted]
