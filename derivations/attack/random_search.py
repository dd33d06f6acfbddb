"""Random search with shrinking, for counterexamples that the enumeration of small models missed.

Hypothesis draws the sizes of spaces and the tables, finds a model in which the statement is false, and shrinks it.
Floats point at a model, and only a model that exact arithmetic certifies counts.
"""

from __future__ import annotations

import math
import os
import time
from collections.abc import Collection, Sequence
from typing import TYPE_CHECKING

import numpy as np
import sympy

from ..language.views.signature import Signature, Unreadable, signature
from .certificate import Counterexample, Undecided, certify, falsified, holds
from .counted import path_lengths
from .effort import LARGEST_COUNT, LARGEST_SPACE, LARGEST_WEIGHT, SEARCHED_MODELS
from .evaluate import Evaluator, TooManyAxes
from .families import real_places, terms
from .family_models import filled
from .models import Models, lengths, null_possible, shapes, values
from .numbers import Floats
from .survey import make_generic

if TYPE_CHECKING:
    from hypothesis.strategies import SearchStrategy

    from ..language.terms import Point


class _TimeIsUp(BaseException):
    """Raised to end a search: an `Exception` would be a failure to Hypothesis, which would shrink it."""


def search(
    given: Sequence,
    statement: sympy.Basic,
    *,
    examples: int = SEARCHED_MODELS,
    almost: Collection[Point] | None = None,
    seconds: float = math.inf,
) -> Counterexample | None:
    """A shrunk, certified counterexample, or None where the search found none in its time.

    `almost` is as in `counterexamples`.  Raises `TooManyAxes` or `Undecided` where no model could be read or decided.
    """
    from hypothesis import HealthCheck, Phase, find, settings  # here, because Hypothesis is slow to load
    from hypothesis.configuration import set_hypothesis_home_dir  # likewise
    from hypothesis.errors import Flaky, NoSuchExample  # likewise

    found = signature(statement, *given)
    if found.subsets or found.draws or not shapes(found, 1):
        return None  # Couplings and nested sets are not drawn: the enumeration has all of them of small sizes.

    settled, reason, smallest, deadline = 0, None, None, time.monotonic() + seconds

    def fails(models: Models) -> bool:
        nonlocal settled, reason, smallest
        if time.monotonic() > deadline:
            raise _TimeIsUp
        try:
            make_generic(models, almost)
            evaluator = Evaluator(models, Floats, tuple(found.points))
            false = (
                bool(falsified(evaluator, holds(evaluator, given, almost), statement).any())
                and certify(models, found, given, statement, almost) is not None
            )
        except (TooManyAxes, Undecided) as error:
            reason = error
            return False
        settled += 1
        smallest = models if false else smallest  # Hypothesis shrinks, so that a later one is smaller
        return false

    quiet = settings(
        max_examples=examples,
        database=None,
        deadline=None,
        derandomize=True,
        phases=(Phase.generate, Phase.shrink),
        suppress_health_check=list(HealthCheck),
    )
    if seconds <= 0:
        return None
    set_hypothesis_home_dir(os.path.join(os.devnull, "none"))  # else Hypothesis makes a folder in the current one
    try:
        find(tables(found, almost is not None), fails, settings=quiet)
    except (NoSuchExample, Flaky, _TimeIsUp):
        pass
    finally:
        set_hypothesis_home_dir(None)
    if smallest is not None:
        return certify(smallest, found, given, statement, almost)
    if reason is not None and not settled:
        raise reason
    return None


def tables(found: Signature, nulls: bool = False) -> SearchStrategy[Models]:
    """A strategy for models of small shapes, one at a time; with `nulls`, the last states of a space may be null."""
    from hypothesis import strategies as st  # here, because Hypothesis is slow to load

    @st.composite
    def models(draw) -> Models:
        sizes = {space: draw(st.integers(1, LARGEST_SPACE)) for space in found.spaces if space != "index"}
        counts = {symbol: draw(st.integers(1, LARGEST_COUNT)) for symbol in found.counts}

        base = {space: np.array([[2] * size]) for space, size in sizes.items()} if nulls else {}
        for space in null_possible(found, sizes) if nulls else ():
            base[space][0, sizes[space] - draw(st.integers(0, sizes[space] - 1)) :] = 0

        def table(shape, low):
            cells = int(np.prod(shape)) if shape else 1
            values = draw(st.lists(st.integers(low, LARGEST_WEIGHT), min_size=cells, max_size=cells))
            return np.array(values).reshape((1, *shape))

        def coefficients(thing, low):
            return table((*lengths(thing, found, sizes, counts), *([terms(thing)] if real_places(thing) else [])), low)

        weights = {law: filled(coefficients(law, 0), law, base) for law in found.laws}

        def fractions(f):
            return coefficients(f, 0 if f.nonnegative else -LARGEST_WEIGHT) / draw(st.sampled_from((1, 2, 4)))

        functions = {f: fractions(f) for f in found.functions}
        reals = {}
        for symbol in found.reals:
            numerators = range(-LARGEST_WEIGHT, LARGEST_WEIGHT + 1)
            pool = sorted(values(symbol, numerators, (1, 2)), key=lambda v: (v % 1 != 0, abs(v), v))
            if not pool:
                raise Unreadable(f"no rational number satisfies the declaration of {symbol}")
            reals[symbol] = np.array([draw(st.sampled_from(pool))])
        return Models(sizes, counts, weights, functions, {}, {}, base, reals, path_lengths(found, counts))

    return models()
