"""The lines of a proof as numbers in one small model, so that a reader sees what each line says."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import islice, product
from typing import NamedTuple

import numpy as np
import sympy

from ...attack.certificate import Certain, Undecided, states_at
from ...attack.counterexamples import Attack, Batch
from ...attack.effort import TRIAL_BATCH_MODELS, TRIAL_LEVELS
from ...attack.evaluate import Evaluator, TooManyAxes
from ...attack.model import Models
from ...attack.models import cost
from ...attack.numbers import Undecidable
from ...attack.reach import reach
from ...attack.sides import Places
from ...attack.survey import fit_to, has_zeros, make_generic, where_held
from ...attack.telling import effort_to_read, simple_models
from ...attack.twins import relate
from ...attack.verdict import almost_points
from ...kernel import Theorem
from ...language.views.signature import Unreadable
from ...pages.models import at_points, of_model

POINTS, COUNTS = (2, 3), (2, 3)  # of each space, and the values of each count, in the models that are drawn
DRAWN, DRAWN_CELLS = 200, 8_000  # models for each choice of counts: there are fewer where they are large
WITH_INTEGRALS = 8  # models, where integrals over numbers are evaluated
CHOICES_OF_COUNTS = 4  # the smallest first
BATCHES = 10  # of small models among which one is chosen where no drawn one will do
TRIED = 3  # models of each batch that may have no exact numbers
FRACTIONS = (1 / 4, 1 / 8)  # beyond halves among the values of numbers and functions, for hypotheses such as a + b < 1
NEAR = 1e-9  # to zero or one: a value that says little


class Example(NamedTuple):
    """A model in which the hypotheses hold, in words, and for each line its value there."""

    model: list[str]
    values: list[str]
    shape: tuple[int, ...] = ()  # the points of each space and the values of the counts


class Place(NamedTuple):
    """A place of one model of a batch, and how many lines are telling there: are neither zero nor one."""

    batch: Batch
    where: np.ndarray
    telling: int
    wide: bool  # whether no law has a zero, every space has two points at least, and every count is two or more


def example(theorem: Theorem) -> Example | None:
    """A small model with the values of all lines of a proof; None where no model has numbers for all of them."""
    written = theorem.derivation.text
    lines = [line.expression for line in written.lines]
    steps = [relate(b.relation, a.expression, b.expression) for a, b in zip(written.lines, written.lines[1:])]
    given, almost = [h for h, _ in written.hypotheses], almost_points(theorem, in_lines=True)
    attack = Attack(given, [written.statement, *steps], levels=TRIAL_LEVELS, most=TRIAL_BATCH_MODELS, almost=almost)
    for place in _candidates(attack, lines):
        try:
            return _told(attack, place.batch, place.where, lines)
        except (Undecidable, Undecided):
            continue
    return None


def _candidates(attack: Attack, lines: Sequence[sympy.Basic]) -> Iterator[Place]:
    """Places at which the hypotheses hold, the telling ones of wide models first."""
    waiting: list[Place] = []
    for batches in (_drawn(attack), islice(attack.batches(lambda kind: kind != "null"), BATCHES)):
        try:
            for batch in batches:
                for place in _places(batch, lines):
                    if place.telling and place.wide:
                        yield place
                    else:
                        waiting.append(place)
        except Unreadable:
            continue
    waiting.sort(key=lambda place: (not place.wide, -place.telling))
    yield from waiting[:TRIED]


def _drawn(attack: Attack) -> Iterator[Batch]:
    """Models with simple numbers, in which all spaces have two points, then three, and every count is two or three.

    There are few where integrals over numbers are evaluated, which cost much: of these nearly all models are telling.
    """
    found, spaces = attack.found, [space for space in attack.found.spaces if space != "index"]
    choices = sorted(product(COUNTS, repeat=len(found.counts)), key=sum)[:CHOICES_OF_COUNTS]
    for points, values in product(POINTS if spaces else POINTS[:1], choices):
        sizes, counts = dict.fromkeys(spaces, points), dict(zip(found.counts, values))
        many = WITH_INTEGRALS if found.integrated else min(DRAWN, DRAWN_CELLS // cost(found, sizes, counts))
        if not many:
            return
        models = simple_models(found, sizes, counts, None, many, FRACTIONS)
        fit_to(models, attack.given)
        make_generic(models, attack.almost)
        try:
            kept, evaluator, held = where_held(models, tuple(found.points), attack.given, attack.almost)
        except TooManyAxes:
            return
        yield Batch("whole", kept, evaluator, held, many)


def _places(batch: Batch, lines: Sequence[sympy.Basic]) -> list[Place]:
    """Of the most telling models of a batch one place each: where the fewest lines are zero or one, and most neighbours
    differ; among equals laws and functions that vary come first, then numbers that are easily read."""
    models = batch.models
    if not batch.held.any():
        return []
    with np.errstate(all="ignore"):
        *values, held = np.broadcast_arrays(
            *(1.0 * np.real(_in_floats(batch.evaluator, line)) for line in lines), batch.held
        )
        finite = np.logical_and.reduce([np.isfinite(value) for value in values])
        telling = sum((np.abs(v) > NEAR) & (np.abs(v - 1) > NEAR) for v in values) * finite
        apart = sum(np.abs(a - b) > NEAR for a, b in zip(values, values[1:])) * finite
    score = np.where(held, (1 + len(lines)) * telling + apart, -1).reshape(len(held), -1)
    best = np.broadcast_to(score.max(axis=1), models.batch)
    wide = ~has_zeros(models) & _has_two(models)
    order = np.lexsort((effort_to_read(models), -_uneven(models), -best, ~wide))
    found = []
    for row in [int(row) for row in order if best[row] >= 0][:TRIED]:
        own = row if len(held) > 1 else 0
        where = np.array(np.unravel_index(own * score.shape[1] + int(score[own].argmax()), held.shape))
        where[0] = row
        found.append(Place(batch, where, int(best[row]) // (1 + len(lines)), bool(wide[row])))
    return found


def _uneven(models: Models) -> np.ndarray:
    """For each model, how many of its laws and functions are not constant, a law given each state counted by itself,
    axes (model)."""
    found = np.zeros(models.batch, dtype=int)
    for law, table in models.weights.items():
        outs = tuple(range(1, 1 + len(law.spaces)))
        found = found + (table != table.max(axis=outs, keepdims=True)).any(axis=outs).reshape(len(table), -1).sum(
            axis=1
        )
    for table in models.functions.values():
        found = found + (table.reshape(len(table), -1) != table.reshape(len(table), -1)[:, :1]).any(axis=1)
    return found


def _has_two(models: Models) -> bool:
    """Whether every space has two points at least, and every count is two or more."""
    return min((*models.sizes.values(), *models.counts.values()), default=2) > 1


def _in_floats(evaluator: Evaluator, line: sympy.Basic) -> np.ndarray:
    """The values of a line in all models of a batch, or where it holds."""
    if isinstance(line, sympy.Expr):  # a number that stands alone is a Boolean, too, for SymPy
        return evaluator.array(evaluator.value(line))
    return evaluator.truth(line)[0]


def _told(attack: Attack, batch: Batch, where: np.ndarray, lines: Sequence[sympy.Basic]) -> Example:
    row = int(where[0]) if batch.models.batch > 1 else 0
    there = where.copy()
    there[0] = 0
    judge = Certain(batch.models.take(row), tuple(attack.found.points))
    places = Places(judge, there)
    model = judge.models.describe(reach((*attack.given, *lines), judge.models.counts))
    with np.errstate(all="ignore"):
        shape = np.broadcast_shapes(*(_in_floats(batch.evaluator, line).shape for line in lines))
    points = states_at(judge, there, shape)
    at = at_points({**model, "points": points})
    told = [line.strip() for line in of_model({"model": model})] + ([f"at {at}"] if at else [])
    return Example(
        told, [places.value(line) for line in lines], (*judge.models.sizes.values(), *judge.models.counts.values())
    )
