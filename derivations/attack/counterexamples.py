"""Looks for a counterexample to a statement, smallest models first, and certifies it.

Floats only point at a model; what is reported was recomputed in exact arithmetic, or in balls that exclude zero where
an exponential leaves the exact numbers.

A statement may claim to hold only almost everywhere in some of its points.  `almost` is the collection of those points:
models with null states are tried too, and a failure counts only where each of these points is at a state that is not
null.  Where `almost` is None no model has null states.
"""

from __future__ import annotations

import math
import time
from collections import Counter
from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass, replace
from fractions import Fraction
from typing import NamedTuple

import numpy as np
from sympy.core.relational import Relational
from sympy.logic.boolalg import Implies

from ..language.terms import Iff, Point
from .balls import Balls
from .effort import LARGER_MODELS, LARGER_SHAPES
from .evaluate import Evaluator, TooManyAxes, Unreadable
from .model import labels
from .models import Models, null_possible, planned, random_models, shapes, signature
from .numbers import UNDEFINED, Exact, Floats, Logs, Undecidable


@dataclass(frozen=True)
class Counterexample:
    """A model in which every hypothesis holds and the statement does not, recomputed without rounding."""

    model: Models
    points: dict
    lhs: str
    rhs: str
    gap: str
    certified: str  # "exact" or "balls"
    smallest: bool

    def as_json(self) -> dict:
        model = self.model.describe()
        if self.points:
            model["points"] = dict(self.points)
        told = {"model": model, "lhs": self.lhs, "rhs": self.rhs, "gap": self.gap, "certified": self.certified,
                "smallest": self.smallest}
        return {**told, "null": null} if (null := self.model.null()) else told


class Undecided(Exception):
    """Floats disagree and nothing exact could settle it."""


class Batch(NamedTuple):
    """Models with an evaluator, and where the hypotheses hold."""

    kind: str  # "whole", "null" or "halves", as they were planned
    models: Models
    evaluator: Evaluator
    held: np.ndarray


class Attack:
    """Small models of some hypotheses, enumerated by size; statements about the same things are tried in them.

    What was evaluated for one statement is kept for the next, so that all lines and twins of a theorem share the work.
    """

    def __init__(self, given, statements, *, levels: int = 3, most: int = 20_000,
                 almost: Collection[Point] | None = None):
        self.given, self.almost = tuple(given), almost
        self.found = signature(*statements, *self.given)
        self._planned = planned(self.found, levels, most, almost is not None)
        self._made: dict[int, tuple[Batch | None, bool]] = {}  # and whether all models of it are there and were read
        self.satisfiable = False

    def batches(self, wanted: Callable[[str], bool] = lambda kind: True,
                missed: Callable[[], None] = lambda: None) -> Iterator[Batch]:
        """The batches of the kinds that are wanted when their turn comes; made when first asked for.  Where models were
        too many to be made, or too large to be read, `missed` is called in their turn."""
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
        """Whether the hypotheses hold without rounding in one of the first models in which floats say so."""
        for i in np.flatnonzero(any_place(held, models.batch))[:4]:
            try:
                if holds(Certain(models.take(int(i)), tuple(self.found.points)), self.given, self.almost).any():
                    return True
            except Undecidable:
                continue
        return False

    def refute(self, statement, *, limit: int | None = None, check_earlier: int = 0, seconds: float = math.inf,
               only_null: bool = False) -> Counterexample | None:
        """The first counterexample by size, or None if there is none, or none was found in so many seconds.

        At most `limit` models of each kind are tried (a batch that was begun is finished): first those whose values
        are whole numbers and, among them, those with null states; then those with halves among the values.  With
        `only_null`, none but those with null states are tried, if there are any.
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
        search.end(anything=only_null)
        return None

    def refute_at_random(self, statement) -> Counterexample | None:
        """A counterexample among larger random models, certified like any other but not the smallest."""
        return survey(self.given, [statement], models_per_shape=LARGER_MODELS, shapes_wanted=LARGER_SHAPES, seed=0,
                      almost=self.almost).failure

    def exactly(self, statements, wanted: int) -> int:
        """Check statements without rounding in the first models that satisfy the hypotheses; how many were reached.

        Where a statement leaves the exact numbers (an irrational exponential), those models are passed over."""
        done = 0
        for _, models, _, held in self.batches():
            rows = np.flatnonzero(any_place(held, models.batch))[:wanted - done]
            for some in (rows, *([i] for i in rows[:4])):  # one by one where together is too much
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

    def failure_free(self, models: Models, statement) -> bool:
        """Whether a statement is known to hold in all these models; not where exact numbers do not reach."""
        try:
            return not models.batch or self._confirmed(models, statement)
        except Undecidable:
            return False

    def _confirmed(self, models: Models, *statements) -> bool:
        """Whether statements hold exactly in all these models; Undecidable where that cannot be said."""
        evaluator = Evaluator(models, Exact, tuple(self.found.points))
        held = holds(evaluator, self.given, self.almost)
        return not any(falsified(evaluator, held, statement).any() for statement in statements)


class _Search:
    """One statement tried in one batch after the other."""

    def __init__(self, attack: Attack, statement, check_earlier: int):
        self.attack, self.statement, self.check_earlier = attack, statement, check_earlier
        self.tried, self.earlier, self.all_before = 0, [], True
        self.doubt: Undecided | None = None

    def missed(self) -> None:
        """Models were left out: none that comes behind them is known to be the smallest."""
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
                counterexample = certify(models.take(int(i)), self.attack.found, self.attack.given, self.statement,
                                         self.attack.almost)
            except Undecided as reason:  # another model may be easier to settle
                counterexample, self.doubt = None, reason
            if counterexample is not None:
                return True, replace(counterexample, smallest=self._smallest(models, int(i)))
        self.tried += models.batch
        self.earlier.append(models)
        return True, None

    def _smallest(self, models: Models, i: int) -> bool:
        """Whether the statement is known to hold in all models that come before."""
        if not self.all_before or self.doubt is not None or self.tried + i > self.check_earlier:
            return False
        before = (*self.earlier, models.take(*range(i)))
        return all(self.attack.failure_free(batch, self.statement) for batch in before)

    def end(self, *, anything: bool = False) -> None:
        """Raises where nothing was found, and yet not because the statement held; that no model was tried is a reason,
        unless `anything` will do."""
        if self.doubt is not None:
            raise self.doubt
        if not (self.tried or anything):
            raise Unreadable("no model was small enough to be read")


def refute(given, statement, *, levels: int = 3, most: int = 20_000, limit: int | None = None,
           check_earlier: int = 0, almost: Collection[Point] | None = None,
           seconds: float = math.inf) -> Counterexample | None:
    """Attack one statement under hypotheses."""
    return Attack(given, [statement], levels=levels, most=most, almost=almost).refute(
        statement, limit=limit, check_earlier=check_earlier, seconds=seconds)


def holds(evaluator: Evaluator, given, almost: Collection[Point] | None = None) -> np.ndarray:
    """Where all hypotheses hold and no point of `almost` is at a null state, over models and free points."""
    held = evaluator.places(almost or ())
    with np.errstate(all="ignore"):
        for hypothesis in given:
            held = held & evaluator.truth(hypothesis)[0]
    return held


def falsified(evaluator: Evaluator, held, statement, almost: Collection[Point] | None = None) -> np.ndarray:
    """Where the hypotheses hold and the statement is false or undefined, no point of `almost` at a null state."""
    with np.errstate(all="ignore"):
        true, defined = evaluator.truth(statement)
    bad = held & ~(true & defined)
    return bad & evaluator.places(almost) if almost and evaluator.models.has_null else bad


class Certain(Evaluator):
    """Exact arithmetic; a comparison that leaves the exact numbers is settled by balls, the rest stays exact."""

    def __init__(self, models: Models, points):
        super().__init__(models, Exact, points)
        self.balls = Evaluator(models, Balls, points)
        self.certified = "exact"

    def _truth(self, node, env):
        try:
            return super()._truth(node, env)
        except Undecidable:
            self.certified = "balls"
            return self.balls.truth(node, env)

    def sides(self, statement, where) -> tuple[str, str, str]:
        """Both sides at one place, in words a reader can check."""
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


def certify(models: Models, found, given, statement,
            almost: Collection[Point] | None = None) -> Counterexample | None:
    """Recompute one model without rounding; None where the statement holds in it after all."""
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
    """What random models said of the lines of one theorem."""

    evaluations: int = 0
    models: int = 0
    shapes: int = 0
    with_zeros: int = 0
    with_nulls: int = 0
    exact: int = 0
    failure: Counterexample | None = None


def survey(given, statements, *, models_per_shape: int, shapes_wanted: int, seed: int, least: int = 0,
           almost: Collection[Point] | None = None) -> Survey:
    """Evaluate statements in random models of many shapes, in up to eight rounds until `least` of them satisfy the
    hypotheses; every float mismatch is settled exactly and the first real one is returned.  Unless `almost` is None,
    every third shape is filled with models that have null states."""
    found = signature(*statements, *given)
    result, used, every = Survey(), set(), usable_shapes(found, shapes_wanted)
    for number in range(8 * len(every)):
        if number and number % len(every) == 0 and result.models >= least:
            break
        shape = number % len(every)
        rng = np.random.default_rng([seed, number])
        if almost is not None and number % 3 == 2:
            models = random_models(found, *_with_room(found, every[shape], rng), models_per_shape, rng, 0.35, True)
        else:
            models = random_models(found, *every[shape], models_per_shape, rng, 0.35 if number % 2 else 0.0)
        evaluator = Evaluator(models, Floats, tuple(found.points))
        held = holds(evaluator, given, almost)
        per_model = any_place(held, models.batch)
        kept = int(per_model.sum())
        for statement in statements if kept else ():
            bad = falsified(evaluator, held, statement)
            for i in np.flatnonzero(any_place(bad, models.batch))[:20] if bad.any() else ():
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


def _with_room(found, shape: tuple[dict, dict], rng) -> tuple[dict, dict]:
    """A shape with a space of at least two points that may have a null state, where there can be one."""
    sizes, counts = shape
    free = [s for s in sizes if s not in found.counted]
    if free and not null_possible(found, sizes):
        sizes = {**sizes, free[int(rng.integers(len(free)))]: 2}
    return sizes, counts


def any_place(mask, batch: int) -> np.ndarray:
    """Per model, whether the mask is true at any place."""
    return np.broadcast_to(mask.reshape(mask.shape[0], -1).any(axis=1), (batch,))


def has_zeros(models: Models):
    out = np.zeros(models.batch, dtype=bool)
    for table in models.weights.values():
        out = out | (table.reshape(len(table), -1) == 0).any(axis=1)
    return out


def usable_shapes(found, wanted: int) -> list[tuple[dict, dict]]:
    """The `wanted` smallest shapes in which something can vary."""
    every: list[tuple[dict, dict]] = []
    for largest in range(3, wanted + 2):
        every = [s for s in shapes(found, largest, most=4 * wanted) if not s[0] or any(n > 1 for n in s[0].values())]
        if len(every) >= wanted:
            break
    return every[:wanted]
