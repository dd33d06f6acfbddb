"""Looks for a counterexample to a statement, smallest models first, and certifies it.

Floats only point at a model; what is reported was recomputed in exact arithmetic, or in balls that exclude zero where
an exponential leaves the exact numbers.
"""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction

import numpy as np
import sympy
from sympy.core.relational import Relational

from .kernel import terms as t
from .meanings.balls import Balls
from .meanings.evaluate import Evaluator, Unreadable
from .meanings.models import Models, enumeration, random_models, shapes, signature
from .meanings.numbers import Exact, Floats, Undecidable


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
            model["points"] = {name: int(i) for name, i in self.points.items()}
        return {"model": model, "lhs": self.lhs, "rhs": self.rhs, "gap": self.gap, "certified": self.certified,
                "smallest": self.smallest}


class Undecided(Exception):
    """Floats disagree and nothing exact could settle it."""


def failing(models, numbers, found, given, statement):
    """Where all hypotheses hold and the statement does not, as an array over models and free points."""
    evaluator = Evaluator(models, numbers, tuple(found.points))
    with np.errstate(all="ignore"):
        held = np.ones((1,) * 1, dtype=bool)
        for hypothesis in given:
            true, _ = evaluator.truth(hypothesis)
            held = held & true
        true, defined = evaluator.truth(statement)
    shape = np.broadcast_shapes(held.shape, true.shape)
    return np.broadcast_to(held & ~(true & defined), shape), np.broadcast_to(held, shape), evaluator


def certify(models: Models, found, given, statement, *, smallest=False) -> Counterexample | None:
    """Recompute one model exactly; None where the statement holds in it after all."""
    reached = None
    for name, numbers in (("exact", Exact), ("balls", Balls)):
        try:
            bad, _, evaluator = failing(models, numbers, found, given, statement)
        except Undecidable as reason:
            reached = reason
            continue
        if not bad.any():
            return None
        where = np.argwhere(bad)[0]
        points = {p.name: where[axis] for p, axis in evaluator.free.items() if axis < len(where)}
        lhs, rhs, gap = sides(evaluator, numbers, statement, where)
        return Counterexample(models, points, lhs, rhs, gap, name, smallest)
    raise Undecided(str(reached))


def sides(evaluator, numbers, statement, where):
    """Both sides of a comparison at one place, in words a reader can check."""
    if isinstance(statement, sympy.Implies):
        return "premise true", "conclusion false", ""
    if not isinstance(statement, Relational):
        return "", "", "the statement is false here"
    values = []
    for side in statement.args:
        array = evaluator.array(evaluator.value(side))
        values.append(array[tuple(min(w, n - 1) for w, n in zip(where, array.shape))])
    a, b = values
    gap = a - b
    texts = [f"{v!s}" if isinstance(v, Fraction) else repr(v) for v in (a, b, gap)]
    try:
        texts[2] += "" if isinstance(gap, Fraction) else f" ≈ {float(gap):.6g}"
    except TypeError:
        pass
    return tuple(texts)


def refute(given, statement, *, levels: int = 3, most: int = 20_000, check_earlier: int = 0,
           limit: int | None = None) -> Counterexample | None:
    """The first counterexample in the enumeration by size, or None if none of the small models is one."""
    found = signature(statement, *given)
    tried, exact_before = 0, True
    for models in enumeration(found, levels, most):
        try:
            bad, _, _ = failing(models, Floats, found, given, statement)
        except Unreadable as reason:
            if "axes" in str(reason) or "variables" in str(reason) or "many draws" in str(reason):
                continue
            raise
        candidates = np.unique(np.argwhere(bad)[:, 0]) if bad.any() else []
        for i in candidates:
            earlier = tried + int(i)
            counterexample = certify(models.take(int(i)), found, given, statement)
            if counterexample is not None:
                if exact_before and earlier <= check_earlier:
                    exact_before = all(certify_batch(models, found, given, statement, int(i)))
                    object.__setattr__(counterexample, "smallest", bool(exact_before))
                return counterexample
        tried += models.batch
        if tried and check_earlier and exact_before:
            exact_before = tried <= check_earlier and all(certify_batch(models, found, given, statement, models.batch))
        if limit is not None and tried > limit:
            return None
    return None


def certify_batch(models, found, given, statement, upto: int):
    """For each of the first models of a batch, whether the statement was confirmed exactly."""
    for i in range(upto):
        try:
            bad, _, _ = failing(models.take(i), Exact, found, given, statement)
            yield not bad.any()
        except Undecidable:
            yield False


@dataclass
class Survey:
    """What random models said of the lines of one theorem."""

    evaluations: int = 0
    models: int = 0
    shapes: int = 0
    with_zeros: int = 0
    exact: int = 0
    failure: Counterexample | None = None


def survey(given, statements, *, models_per_shape: int, shapes_wanted: int, seed: int, largest: int = 3) -> Survey:
    """Evaluate statements in random models; every float mismatch is settled exactly, the first real one returned."""
    found = signature(*statements, *given)
    result = Survey()
    for number, (sizes, counts) in enumerate(usable_shapes(found, shapes_wanted, largest)):
        rng = np.random.default_rng([seed, number])
        zeros = 0.35 if number % 2 else 0.0
        models = random_models(found, sizes, counts, models_per_shape, rng, zeros)
        evaluator = Evaluator(models, Floats, tuple(found.points))
        with np.errstate(all="ignore"):
            held = np.ones((1,), dtype=bool)
            for hypothesis in given:
                held = held & evaluator.truth(hypothesis)[0]
            per_model = np.broadcast_to(held.reshape(held.shape[0], -1).any(axis=1), (models.batch,))
            kept = int(per_model.sum())
            for statement in statements:
                true, defined = evaluator.truth(statement)
                bad = held & ~(true & defined)
                if bad.any():
                    bad = np.broadcast_to(bad.reshape(bad.shape[0], -1).any(axis=1), (models.batch,))
                    for i in np.flatnonzero(bad)[:20]:
                        counterexample = certify(models.take(int(i)), found, given, statement)
                        if counterexample is not None:
                            result.failure = counterexample
                            return result
        result.evaluations += kept * len(statements)
        result.models += kept
        result.shapes += kept > 0
        result.with_zeros += int((per_model & has_zeros(models)).sum())
    return result


def has_zeros(models: Models):
    out = np.zeros(models.batch, dtype=bool)
    for table in models.weights.values():
        out = out | (table.reshape(len(table), -1) == 0).any(axis=1)
    return out


def usable_shapes(found, wanted, largest):
    """The `wanted` smallest shapes in which something can vary."""
    every = [s for s in shapes(found, largest, most=4 * wanted) if any(n > 1 for n in s[0].values())]
    return every[:wanted]
