"""Statements evaluated twice in the same models: in floating point, and exactly or in balls of 200 bits."""

import itertools

import numpy as np

from derivations.attack.certificate import Certain
from derivations.attack.evaluate import Evaluator
from derivations.attack.numbers import Floats, Undecidable


def compare_floats_with_certain(found, batch, statements) -> int:
    """Assert that both evaluations agree at every place of every model; return the number of comparisons made."""
    compared = 0
    floats = Evaluator(batch, Floats, tuple(found.points))
    for row, node in itertools.product(range(batch.batch), statements):
        certain = Certain(batch.take(row), tuple(found.points))
        with np.errstate(all="ignore"):
            quick = [part[min(row, len(part) - 1)] for part in floats.truth(node)]
        try:
            slow = [part[0] for part in certain.truth(node)]
        except Undecidable:
            continue
        compared += 1
        assert all((a == b).all() for a, b in zip(quick, slow, strict=True)), node
    return compared
