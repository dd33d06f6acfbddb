"""Looks for a counterexample to a statement, smallest models first, and certifies it.

Floats only point at a model; what is reported was recomputed in exact arithmetic, or in balls that exclude zero where
an exponential leaves the exact numbers.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from fractions import Fraction

import numpy as np
from sympy.core.relational import Relational
from sympy.logic.boolalg import Implies

from .kernel.terms import Iff
from .meanings.balls import Balls
from .meanings.evaluate import AXES, Evaluator, TooManyAxes, Unreadable
from .meanings.models import Models, enumeration, random_models, shapes, signature
from .meanings.numbers import UNDEFINED, Exact, Floats, Undecidable


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
        return {"model": model, "lhs": self.lhs, "rhs": self.rhs, "gap": self.gap, "certified": self.certified,
                "smallest": self.smallest}


class Undecided(Exception):
    """Floats disagree and nothing exact could settle it."""


class Attack:
    """Small models of some hypotheses, enumerated by size; statements about the same things are tried in them.

    What was evaluated for one statement is kept for the next, so that all lines and twins of a theorem share the work.
    """

    def __init__(self, given, statements, *, levels: int = 3, most: int = 20_000):
        self.given = tuple(given)
        self.found = signature(*statements, *self.given)
        self._source = enumeration(self.found, levels, most)
        self._batches: list[tuple[Models, Evaluator, np.ndarray]] = []
        self.satisfiable = False

    def batches(self):
        """The batches with an evaluator each and where the hypotheses hold; made when first asked for."""
        yield from self._batches
        for models in self._source:
            evaluator = Evaluator(models, Floats, tuple(self.found.points))
            held = holds(evaluator, self.given)
            self.satisfiable |= bool(held.any())
            self._batches.append((models, evaluator, held))
            yield self._batches[-1]

    def refute(self, statement, *, limit: int | None = None, check_earlier: int = 0) -> Counterexample | None:
        """The first counterexample by size, or None if none of the first `limit` models is one."""
        tried, doubt, earlier = 0, None, []
        for models, evaluator, held in self.batches():
            try:
                bad = falsified(evaluator, held, statement)
            except TooManyAxes:
                continue
            for i in np.unique(np.argwhere(bad)[:, 0]) if bad.any() else ():
                try:
                    counterexample = certify(models.take(int(i)), self.found, self.given, statement)
                except Undecided as reason:  # another model may be easier to settle
                    counterexample, doubt = None, reason
                if counterexample is not None:
                    first = doubt is None and tried + int(i) <= check_earlier and all(
                        self._exact_failure_free(batch, statement) for batch in (*earlier, models.take(*range(i))))
                    return replace(counterexample, smallest=first)
            tried += models.batch
            earlier.append(models)
            if limit is not None and tried >= limit:
                break
        if doubt is not None:
            raise doubt
        if not tried:
            raise Unreadable("no model was small enough to be read")
        return None

    def refute_at_random(self, statement) -> Counterexample | None:
        """A counterexample among larger random models, certified like any other but not the smallest."""
        return survey(self.given, [statement], models_per_shape=2_000, shapes_wanted=12, seed=0).failure

    def exactly(self, statements, wanted: int) -> int:
        """Check statements without rounding in the first models that satisfy the hypotheses; how many were reached.

        Where a statement leaves the exact numbers (an irrational exponential), those models are passed over."""
        done = 0
        for models, _, held in self.batches():
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

    def _exact_failure_free(self, models: Models, statement) -> bool:
        """Whether a statement is known to hold in all these models; not where exact numbers do not reach."""
        try:
            return not models.batch or self._confirmed(models, statement)
        except Undecidable:
            return False

    def _confirmed(self, models: Models, *statements) -> bool:
        """Whether statements hold exactly in all these models; Undecidable where that cannot be said."""
        evaluator = Evaluator(models, Exact, tuple(self.found.points))
        held = holds(evaluator, self.given)
        return not any(falsified(evaluator, held, statement).any() for statement in statements)


def refute(given, statement, *, levels: int = 3, most: int = 20_000, limit: int | None = None,
           check_earlier: int = 0) -> Counterexample | None:
    """Attack one statement under hypotheses."""
    return Attack(given, [statement], levels=levels, most=most).refute(
        statement, limit=limit, check_earlier=check_earlier)


def holds(evaluator: Evaluator, given) -> np.ndarray:
    """Where all hypotheses hold, over models and free points."""
    held = np.ones((1,) * AXES, dtype=bool)
    with np.errstate(all="ignore"):
        for hypothesis in given:
            held = held & evaluator.truth(hypothesis)[0]
    return held


def falsified(evaluator: Evaluator, held, statement) -> np.ndarray:
    """Where the hypotheses hold and the statement is false or not even defined."""
    with np.errstate(all="ignore"):
        true, defined = evaluator.truth(statement)
    return held & ~(true & defined)


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
            texts[2] += f" ≈ {float(gap):.6g}"
        return texts[0], texts[1], texts[2]


def _at(array, where):
    return array[tuple(min(w, n - 1) for w, n in zip(where, array.shape))]


def certify(models: Models, found, given, statement) -> Counterexample | None:
    """Recompute one model without rounding; None where the statement holds in it after all."""
    evaluator = Certain(models, tuple(found.points))
    try:
        bad = falsified(evaluator, holds(evaluator, given), statement)
        if not bad.any():
            return None
        where = np.argwhere(bad)[0]
        points = {p.name: int(where[axis]) for p, axis in evaluator.free.items()}
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
    exact: int = 0
    failure: Counterexample | None = None


def survey(given, statements, *, models_per_shape: int, shapes_wanted: int, seed: int, least: int = 0) -> Survey:
    """Evaluate statements in random models of many shapes, in up to eight rounds until `least` of them satisfy the
    hypotheses; every float mismatch is settled exactly and the first real one is returned."""
    found = signature(*statements, *given)
    result, used, every = Survey(), set(), usable_shapes(found, shapes_wanted)
    for number in range(8 * len(every)):
        if number and number % len(every) == 0 and result.models >= least:
            break
        shape = number % len(every)
        rng = np.random.default_rng([seed, number])
        models = random_models(found, *every[shape], models_per_shape, rng, 0.35 if number % 2 else 0.0)
        evaluator = Evaluator(models, Floats, tuple(found.points))
        held = holds(evaluator, given)
        per_model = any_place(held, models.batch)
        kept = int(per_model.sum())
        for statement in statements if kept else ():
            bad = falsified(evaluator, held, statement)
            for i in np.flatnonzero(any_place(bad, models.batch))[:20] if bad.any() else ():
                counterexample = certify(models.take(int(i)), found, given, statement)
                if counterexample is not None:
                    result.failure = counterexample
                    return result
        result.evaluations += kept * len(statements)
        result.models += kept
        if kept:
            used.add(shape)
        result.with_zeros += int((per_model & has_zeros(models)).sum())
    result.shapes = len(used)
    return result


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
