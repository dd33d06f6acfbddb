"""The survey: statements are evaluated in many random models of many shapes, and a failure is certified.

`given`, `almost` and `found` are as in `certificate`.
"""

from __future__ import annotations

import math
import time
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass

import numpy as np
import sympy
from sympy.core.relational import Ge, Gt, Le, Lt

from ..language.terms import Coordinate, Point
from ..language.views.signature import Signature, signature
from .asked_values import follow_hypotheses
from .certificate import Counterexample, Witness, any_place, certify, falsified, holds
from .effort import (
    MODELS_WITH_INTEGRALS,
    MOST_CLEARED,
    RANDOM_CELLS,
    RANDOM_ROUNDS,
    SHARE_OF_ZEROS,
    SUSPECTS,
    SUSPECTS_AFTER,
)
from .evaluate import Evaluator
from .models import Models, Shape, cells_of_paths, cost, null_possible, random_models, shapes
from .numbers import Floats

GENERIC, SLOPE = 1 / 2**20, 97  # the number u of a point is moved by the root of a prime times GENERIC·(SLOPE·u + 1)
DIGITS = 16  # binary ones of such a root


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
    thought_false: bool = False,
    seconds: float = math.inf,
) -> Survey:
    """Evaluate statements in random models of many shapes, in rounds until `least` models satisfy the hypotheses.

    A failure in floats is certified, and the first certified one ends the survey.  Laws have zeros in every other
    shape; unless `almost` is None, spaces have null states in every third.  Whether all failures are only rounding is
    asked before the first is certified, but not of statements that are `thought_false`.  No batch is begun after
    `seconds`.  Raises `Undecided` where a failure can be neither certified nor ruled out.
    """
    found = signature(*statements, *given)
    result, used, every, cleared = Survey(), set(), usable_shapes(found, shapes_wanted), 0
    deadline = time.monotonic() + seconds
    for number in range(RANDOM_ROUNDS * shapes_wanted if every else 0):
        if (number and number % len(every) == 0 and result.models >= least) or time.monotonic() > deadline:
            break
        shape = number % len(every)
        rng = np.random.default_rng([seed, number])
        most = min(models_per_shape, MODELS_WITH_INTEGRALS) if found.integrated else models_per_shape
        many = how_many(found, every[shape], most)
        if almost is not None and number % 3 == 2:
            room = _with_room_for_null(found, every[shape], rng)
            models = random_models(found, *room, many, rng, SHARE_OF_ZEROS, True)
        else:
            zeros = SHARE_OF_ZEROS if number % 2 else 0.0
            models = random_models(found, *every[shape], many, rng, zeros)
        fit_to(models, given)
        make_generic(models, almost)
        models, evaluator, held = where_held(models, tuple(found.points), given, almost)
        per_model = any_place(held, models.batch)
        kept = int(per_model.sum())
        for statement in statements if kept else ():
            bad = falsified(evaluator, held, statement) | found.empty  # of one model, floats decide nothing
            most = SUSPECTS if cleared < MOST_CLEARED else SUSPECTS_AFTER
            suspects = np.flatnonzero(any_place(bad, models.batch))[:most].tolist() if bad.any() else []
            cleared += len(suspects)
            # a statement about numbers alone is decided exactly, however close
            together = suspects and not (found.empty or thought_false)
            if together and Witness(models.take(*suspects), found, given, almost).only_rounding(statement):
                continue  # All at once cost as much as one of them.
            for i in suspects:
                counterexample = certify(models.take(i), found, given, statement, almost)
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


def how_many(found: Signature, shape: Shape, most: int) -> int:
    """How many models of a shape are drawn: fewer where they are large, and one of a statement about numbers alone."""
    cells = max(cost(found, *shape), cells_of_paths(found, *shape))
    return 1 if found.empty else max(1, min(most, RANDOM_CELLS // cells))


def where_held(
    models: Models, points: tuple[Point, ...], given: Sequence, almost: Collection[Point] | None
) -> tuple[Models, Evaluator, np.ndarray]:
    """The models in which the hypotheses hold somewhere, their evaluator, and a mask of the places where they hold.

    All models stay where the others are fewer, and one stays where there are none: a statement has to be read in it.
    """
    evaluator = Evaluator(models, Floats, points)
    held = holds(evaluator, given, almost)
    rows = np.flatnonzero(any_place(held, models.batch))
    if 2 * len(rows) > models.batch or models.batch == 1:
        return models, evaluator, held
    return of_some(models, held, rows.tolist() or [0], points)


def of_some(
    models: Models, held: np.ndarray, rows: list[int], points: tuple[Point, ...]
) -> tuple[Models, Evaluator, np.ndarray]:
    """Some models of a batch, their evaluator, and what a mask over the models of the batch says of these: hypotheses,
    which cost most, are not evaluated again."""
    some = models.take(*rows)
    return some, Evaluator(some, Floats, points), held[rows] if len(held) > 1 else held


def fit_to(models: Models, given: Iterable) -> None:
    """Change models so that more of them satisfy some hypotheses: the others would say nothing."""
    given = tuple(given)
    move_numbers(models, given)
    follow_hypotheses(models, given)


def move_numbers(models: Models, given: Iterable) -> None:
    """Move each number into the range that hypotheses such as v > 0, v < 1 or v >= 12 ask of it, as far as its sign and
    size allow: the other models would say nothing."""
    for v, (least, most) in ranges(given).items():
        if v not in models.reals:
            continue
        u = models.reals[v]
        if least is not None and most is not None:
            models.reals[v] = least + (most - least) * np.abs(u) / (np.abs(u) + 1)
        elif least is not None:
            models.reals[v] = np.where(u > least, u, least + np.abs(u))
        else:
            models.reals[v] = np.where(u < most, u, most - np.abs(u))


def make_generic(models: Models, almost: Collection[Point] | None) -> None:
    """Move each free number for almost every value of which something is said away from zero and other special values,
    since at these it need not hold.

    Each is moved by another amount, since they need not be equal either, or have a sum that is a whole number.  Roots
    of different primes are in no linear relation with rational coefficients (Besicovitch, 1940), so that no numbers
    keep one that they were in: a number stays only at −1/SLOPE, which is no float.
    """
    free = [v for v in almost or () if isinstance(v, Coordinate) and v in models.reals]
    for number, v in enumerate(sorted(free, key=str), 1):
        u = models.reals[v]
        root = round(float(sympy.prime(number)) ** 0.5 * 2**DIGITS) / 2**DIGITS
        models.reals[v] = u + GENERIC * root * (SLOPE * u + 1)


def ranges(given: Iterable) -> dict[sympy.Basic, tuple[float | None, float | None]]:
    """For each number that a hypothesis compares with a fraction, the largest lower and the smallest upper bound."""
    found: dict[sympy.Basic, tuple[float | None, float | None]] = {}
    for h in given:
        if not isinstance(h, (Gt, Lt, Ge, Le)):
            continue
        (v, bound), above = h.args, isinstance(h, (Gt, Ge))
        if _is_fraction(v):
            v, bound, above = bound, v, not above
        if not isinstance(v, (Coordinate, sympy.Symbol)) or not _is_fraction(bound):
            continue
        least, most = found.get(v, (None, None))
        try:
            bound = float(bound.evalf())
        except (TypeError, OverflowError):  # one over zero, or a number that no float holds
            continue
        if not math.isfinite(bound):
            continue
        if above:
            least = bound if least is None else max(least, bound)
        else:
            most = bound if most is None else min(most, bound)
        found[v] = (least, most)
    return {v: (a, b) for v, (a, b) in found.items() if a is None or b is None or a <= b}


def _is_fraction(node: sympy.Basic) -> bool:
    """Whether a quantity is made of numbers alone, as 1001/1000 is."""
    return isinstance(node, sympy.Expr) and all(isinstance(leaf, sympy.Rational) for leaf in node.atoms())


def _with_room_for_null(found: Signature, shape: Shape, rng: np.random.Generator) -> Shape:
    """The shape, or one in which a space has two points, so that some space may have a null state."""
    sizes, counts = shape
    free = [s for s in sizes if s not in found.counted]
    if free and not null_possible(found, sizes):
        sizes = {**sizes, free[int(rng.integers(len(free)))]: 2}
    return sizes, counts


def has_zeros(models: Models) -> np.ndarray:
    """For each model, whether a law has a weight that is zero, a family one for every parameter; axes (model)."""
    out = np.zeros(models.batch, dtype=bool)
    for law, table in models.weights.items():
        zero = (table == 0).all(axis=-1) if law.parameters else table == 0
        out = out | zero.reshape(len(table), -1).any(axis=1)
    return out


def usable_shapes(found: Signature, wanted: int) -> list[Shape]:
    """The `wanted` smallest shapes in which some space has two points, or no space occurs."""
    every: list[Shape] = []
    for largest in range(3, wanted + 2):
        every = [s for s in shapes(found, largest, most=4 * wanted) if not s[0] or any(n > 1 for n in s[0].values())]
        if len(every) >= wanted:
            break
    return every[:wanted]
