"""Random models in which numbers, and functions of an index, have values that hypotheses ask of them.

A hypothesis such as v(t + 1) = c v(t) for each t, a(t) ≤ 1 for each t, or b = 1/7, holds in hardly any model that is
drawn without it.  So a value on the left side of an equation is computed from its right side, one index after the
other, and one that is compared with a number is moved into the range.  Other values stay as they were drawn.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from fractions import Fraction
from typing import NamedTuple

import numpy as np
import sympy
from sympy.core.relational import Eq, Ge, Gt, Le, Lt

from ..language import terms as t
from ..language.places import POSITIVE
from ..language.views.signature import Unreadable
from .effort import MOST_EXACT_VALUES
from .evaluate import Evaluator
from .models import Models
from .numbers import Exact, Floats
from .undefined import Undecidable

MOST_INDICES = 100  # of a recursion: a model has a table of all values
Number = t.Coordinate | t.Parameter


class Comparison(NamedTuple):
    """A hypothesis about a number or a value of a function of indices, which is its left side, for some indices."""

    relation: type
    left: t.Value | Number
    right: sympy.Basic
    indices: dict[sympy.Symbol, int]
    turns: int  # for how many indices it is said


def follow_hypotheses(models: Models, given: Iterable) -> None:
    """Give numbers, and functions of indices alone, the values that the hypotheses ask for, where these are finite and
    they may have them."""
    every = list(_comparisons(models, given))
    numbers, values = ([one for one in every if isinstance(one.left, t.Value) is kind] for kind in (False, True))
    for one in (*numbers * len(numbers), *values):  # what is asked of a number may name another one
        of_a_function = isinstance(one.left, t.Value)
        tables, key = (models.functions, one.left.args[0]) if of_a_function else (models.reals, one.left)
        drawn = tables[key]
        try:
            position = _position(models, one)
            found = _asked(models, one, exact=one.relation is Eq and one.turns * drawn.size <= MOST_EXACT_VALUES)
        except Unreadable:  # it speaks of points, of which each has a value of its own
            continue
        if found.size > models.batch or any(place >= many for place, many in zip(position, drawn.shape[1:])):
            continue
        table = np.array(np.broadcast_to(drawn, (models.batch, *drawn.shape[1:])), dtype=found.dtype)
        cells = (slice(None), *position)
        with np.errstate(all="ignore"):
            found = _moved(one.relation, table[cells], np.broadcast_to(found.reshape(-1), (models.batch,)))
        table[cells] = np.where(_may_have(key, found.astype(float)), found, table[cells])
        tables[key] = table


def _position(models: Models, one: Comparison) -> tuple[int, ...]:
    """Where the value of a function stands in its table."""
    places = one.left.args[1] if isinstance(one.left, t.Value) else ()
    evaluator = Evaluator(models, Floats)
    return tuple(evaluator.count(place, one.indices) - 1 for place in places)


def _asked(models: Models, one: Comparison, *, exact: bool) -> np.ndarray:
    """The values of the right side, for each model: floats, or fractions where these are `exact` and no floats are."""
    if exact:
        try:
            evaluator = Evaluator(models, Exact)
            found = evaluator.array(evaluator.value(one.right, one.indices))
        except Undecidable:
            return _asked(models, one, exact=False)
        fractions = all(isinstance(u, Fraction) for u in found.flat)
        if fractions and any(Fraction(float(u)) != u for u in found.flat):
            return found
    evaluator = Evaluator(models, Floats)
    with np.errstate(all="ignore"):
        return np.array(evaluator.array(evaluator.value(one.right, one.indices)), dtype=float)


def _may_have(key: t.Function | Number, values: np.ndarray) -> np.ndarray:
    """Which values are finite, and allowed by the declaration of a function or a number."""
    finite = np.isfinite(values)
    if isinstance(key, t.Function):
        return finite & (values >= 0) if key.nonnegative else finite
    return finite & (values > 0) if isinstance(key, t.Coordinate) and key.numbers == POSITIVE else finite


def _moved(relation: type, u: np.ndarray, bound: np.ndarray) -> np.ndarray:
    """Values in the place of u that have a relation to a bound: a number that is too large is halved until it fits, or,
    where the bound is not positive, lies as far below it."""
    if relation is Eq:
        return bound
    size = np.where(u == 0, 1, np.abs(u))
    if relation in (Gt, Ge):
        return np.where((u > bound) | ((u == bound) & (relation is Ge)), u, bound + size)
    halved = size / 2.0 ** np.ceil(np.log2(size / np.where(bound > 0, bound, 1)))
    halved = np.where((halved == bound) & (relation is Lt), halved / 2, halved)
    fits = (u < bound) | ((u == bound) & (relation is Le))
    return np.where(fits, u, np.where(bound > 0, halved, bound - size))


def _comparisons(models: Models, given: Iterable) -> Iterator[Comparison]:
    """What hypotheses say about numbers and about values of functions of indices, one index after the other."""
    for statement in given:
        index, numbers = None, range(1)
        if isinstance(statement, t.Each):
            index, first, last, statement = statement.args
            try:
                numbers = Evaluator(models, Floats).indices(first, last, {}, MOST_INDICES)
            except Unreadable:
                continue
        if type(statement) not in (Eq, Ge, Gt, Le, Lt):
            continue
        left, right = statement.args
        if type(statement) is Eq and right in models.reals and left not in models.reals:
            left, right = right, left
        of_indices = isinstance(left, t.Value) and set(left.args[0].spaces) == {"index"}
        a_number = type(statement) is Eq and isinstance(left, Number) and left in models.reals
        plain = all(isinstance(one, sympy.Rational) for one in right.atoms())
        if a_number or (of_indices and (type(statement) is Eq or plain)):
            for k in numbers:
                yield Comparison(type(statement), left, right, {} if index is None else {index: k}, len(numbers))
