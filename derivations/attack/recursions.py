"""Random models in which functions of an index have values that hypotheses ask of them.

A hypothesis such as v(t + 1) = c v(t) for each t, or a(t) ≤ 1 for each t, holds in hardly any model with many steps
that is drawn without it.  So a value on the left side of an equation is computed from its right side, one index after
the other, and one that is compared with a number is moved into the range.  Other values stay as they were drawn.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

import numpy as np
import sympy
from sympy.core.relational import Eq, Ge, Gt, Le, Lt

from ..language import terms as t
from ..language.views.signature import Unreadable
from .evaluate import Evaluator
from .models import Models
from .numbers import Floats

MOST_INDICES = 100  # of a recursion: a model has a table of all values


def follow_recursions(models: Models, given: Iterable) -> None:
    """Give functions of indices alone the values that the hypotheses ask for, where these are finite and the function
    may have them."""
    for relation, value, other, env in _comparisons(models, given):
        function = value.args[0]
        try:
            evaluator = Evaluator(models, Floats)
            position = tuple(evaluator.count(place, env) - 1 for place in value.args[1])
            with np.errstate(all="ignore"):
                found = evaluator.array(evaluator.value(other, env))
        except Unreadable:  # it speaks of points, of which each has a value of its own
            continue
        drawn = models.functions[function]
        if found.size > models.batch or any(place >= many for place, many in zip(position, drawn.shape[1:])):
            continue
        table = np.array(np.broadcast_to(drawn, (models.batch, *drawn.shape[1:])), dtype=float)
        cells = (slice(None), *position)
        with np.errstate(all="ignore"):
            found = _moved(relation, table[cells], np.broadcast_to(found.reshape(-1), (models.batch,)))
        fits = np.isfinite(found) & ((found >= 0) | (not function.nonnegative))
        table[cells] = np.where(fits, found, table[cells])
        models.functions[function] = table


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


def _comparisons(models: Models, given: Iterable) -> Iterator[tuple[type, t.Value, sympy.Basic, dict]]:
    """The values of functions of indices that hypotheses compare with other quantities, and the indices of both."""
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
        if not isinstance(left, t.Value) or set(left.args[0].spaces) != {"index"}:
            continue
        if isinstance(statement, Eq) or all(isinstance(one, sympy.Rational) for one in right.atoms()):
            for k in numbers:
                yield type(statement), left, right, {} if index is None else {index: k}
