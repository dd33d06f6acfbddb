"""The lines of a proof as numbers in one small model, so that a reader sees what each line says."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import islice
from typing import NamedTuple

import numpy as np
import sympy
from sympy.logic.boolalg import Boolean

from ...attack.certificate import Certain, Undecided, states_at
from ...attack.counterexamples import Attack, Batch
from ...attack.effort import TRIAL_BATCH_MODELS, TRIAL_LEVELS
from ...attack.evaluate import Evaluator
from ...attack.model import Models
from ...attack.numbers import Undecidable
from ...attack.sides import Places
from ...attack.survey import has_zeros
from ...attack.twins import relate
from ...attack.verdict import almost_points
from ...kernel import Theorem
from ...language.views.signature import Unreadable
from ...pages.counterexample import at_points, of_model

BATCHES = 10  # of small models among which one is chosen
TRIED = 3  # models that may have no exact numbers


class Example(NamedTuple):
    """A model in which the hypotheses hold, in words, and for each line its value there."""

    model: list[str]
    values: list[str]


def example(theorem: Theorem) -> Example | None:
    """A small model with the values of all lines of a proof; None where no model has numbers for all of them."""
    written = theorem.derivation.text
    lines = [line.expression for line in written.lines]
    steps = [relate(b.relation, a.expression, b.expression) for a, b in zip(written.lines, written.lines[1:])]
    given, almost = [h for h, _ in written.hypotheses], almost_points(theorem, in_lines=True)
    attack = Attack(given, [written.statement, *steps], levels=TRIAL_LEVELS, most=TRIAL_BATCH_MODELS, almost=almost)
    try:
        for batch, where in islice(_candidates(attack, lines[0]), TRIED):
            try:
                return _told(attack, batch, where, lines)
            except (Undecidable, Undecided):
                continue
    except Unreadable:
        pass
    return None


def _candidates(attack: Attack, line: sympy.Basic) -> Iterator[tuple[Batch, np.ndarray]]:
    """Places at which the hypotheses hold, the telling ones first: there the line is neither zero nor one, spaces have
    two points, and no law has a zero."""
    plainer: list[list[tuple[Batch, np.ndarray]]] = [[], []]
    for batch in islice(attack.batches(lambda kind: kind != "null"), BATCHES):
        if not batch.held.any():
            continue
        with np.errstate(all="ignore"):
            value, held = np.broadcast_arrays(np.real(_in_floats(batch.evaluator, line)), batch.held)
        wide = held & (~has_zeros(batch.models) & _has_two(batch.models)).reshape(-1, *[1] * (held.ndim - 1))
        clear = wide & (value != 0) & (value != 1) & np.isfinite(value)
        if clear.any():
            yield batch, _middle(clear)
        else:
            plainer[not wide.any()].append((batch, _middle(wide if wide.any() else held)))
    for places in plainer:
        yield from places


def _middle(mask: np.ndarray) -> np.ndarray:
    """One of the places at which a mask is true: the first ones have the simplest models, which show the least."""
    places = np.argwhere(mask)
    return places[len(places) // 2]


def _has_two(models: Models) -> bool:
    """Whether every space has two points at least, and every count is two or more."""
    return min((*models.sizes.values(), *models.counts.values()), default=2) > 1


def _in_floats(evaluator: Evaluator, line: sympy.Basic) -> np.ndarray:
    """The values of a line in all models of a batch, or where it holds."""
    return evaluator.truth(line)[0] if isinstance(line, Boolean) else evaluator.array(evaluator.value(line))


def _told(attack: Attack, batch: Batch, where: np.ndarray, lines: Sequence[sympy.Basic]) -> Example:
    row = int(where[0]) if batch.models.batch > 1 else 0
    there = where.copy()
    there[0] = 0
    judge = Certain(batch.models.take(row), tuple(attack.found.points))
    places = Places(judge, there)
    model = judge.models.describe()
    shape = np.broadcast_shapes(*(_in_floats(batch.evaluator, line).shape for line in lines))
    points = states_at(judge, there, shape)
    at = at_points({**model, "points": points})
    told = [line.strip() for line in of_model({"model": model})] + ([f"at {at}"] if at else [])
    return Example(told, [places.value(line) for line in lines])
