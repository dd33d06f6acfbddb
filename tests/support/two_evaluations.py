"""Statements evaluated twice in the same models: in floating point, and exactly or in balls of 200 bits."""

import itertools

import numpy as np
import sympy

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
        if not all((a == b).all() for a, b in zip(quick, slow, strict=True)):
            assert beyond_floats(found, batch.take(row), node), node
            compared -= 1
    return compared


def beyond_floats(found, model, node) -> bool:
    """Whether a comparison is of two numbers that floats take for equal, since the difference is small beside rounding."""
    if not isinstance(node, sympy.core.relational.Relational):
        return False
    floats = Evaluator(model, Floats, tuple(found.points))
    with np.errstate(all="ignore"):
        a, b = (floats.array(floats.value(side)) for side in node.args)
    return bool(((a != b) & (abs(a - b) < 1e-12)).any())
