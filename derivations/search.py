"""Random search with shrinking, for what the enumeration of small models missed.

Hypothesis draws the sizes of spaces and whole-number tables, finds a model in which floats see a failure, and
shrinks it; exact arithmetic has the last word, as always.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from .attack import Counterexample, Undecided, certify, falsified, holds
from .meanings.evaluate import Evaluator, TooManyAxes
from .meanings.models import Models, Signature, indices, signature
from .meanings.numbers import Floats

if TYPE_CHECKING:
    from hypothesis.strategies import SearchStrategy

LARGEST, WEIGHT = 4, 12


def search(given, statement, *, examples: int = 300) -> Counterexample | None:
    """A shrunk, certified counterexample, or None if the search found none."""
    from hypothesis import HealthCheck, Phase, find, settings
    from hypothesis.errors import NoSuchExample
    found = signature(statement, *given)
    if found.subsets or found.draws:
        return None  # the enumeration has all couplings and nested sets of small sizes; they are not drawn here

    def fails(models: Models) -> bool:
        try:
            evaluator = Evaluator(models, Floats, tuple(found.points))
            if not falsified(evaluator, holds(evaluator, given), statement).any():
                return False
            return certify(models, found, given, statement) is not None
        except (TooManyAxes, Undecided):
            return False

    quiet = settings(max_examples=examples, database=None, deadline=None, derandomize=True,
                     phases=(Phase.generate, Phase.shrink), suppress_health_check=list(HealthCheck))
    try:
        return certify(find(tables(found), fails, settings=quiet), found, given, statement)
    except NoSuchExample:
        return None


def tables(found: Signature) -> SearchStrategy[Models]:
    """Models of any small shape, one at a time."""
    from hypothesis import strategies as st

    @st.composite
    def models(draw) -> Models:
        sizes = {space: draw(st.integers(1, LARGEST)) for space in found.spaces if space != "index"}
        counts = {symbol: draw(st.integers(1, 3)) for symbol in found.counts}

        def table(shape, low):
            cells = int(np.prod(shape)) if shape else 1
            values = draw(st.lists(st.integers(low, WEIGHT), min_size=cells, max_size=cells))
            return np.array(values).reshape((1, *shape))
        weights = {}
        for law in found.laws:
            made = table(tuple(sizes[s] for s in law.spaces + law.given), 0)
            empty = made.sum(axis=tuple(range(1, 1 + len(law.spaces))), keepdims=True) == 0
            weights[law] = np.where(empty, 1, made)
        functions = {f: table(tuple(sizes.get(s, indices(counts)) for s in f.spaces), 0 if f.nonnegative else -WEIGHT)
                     for f in found.functions}
        return Models(sizes, counts, weights, functions, {}, {})
    return models()
