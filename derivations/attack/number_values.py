"""The values of numbers in models: of parameters, of declared numbers, and of points that are numbers."""

from __future__ import annotations

import math
from collections.abc import Iterable
from functools import cache
from itertools import product

import numpy as np
import sympy

from ..language.places import POSITIVE
from ..language.terms import Coordinate
from ..language.views.signature import Signature
from .effort import PARAMETER_POWERS, PARAMETER_VALUES, POWERS_UNDER_INTEGRALS


def values(symbol: sympy.Symbol, numerators: Iterable[int], denominators: Iterable[int] = (1,)) -> list[float]:
    """The fractions that satisfy the declaration of a real number; a fraction that occurs twice stays twice."""
    return list(_values(symbol, tuple(numerators), tuple(denominators)))


@cache  # each batch of models asks again
def _values(symbol: sympy.Symbol, numerators: tuple[int, ...], denominators: tuple[int, ...]) -> list[float]:
    if isinstance(symbol, Coordinate):
        least = 0 if symbol.numbers == POSITIVE else -math.inf
        return [n / d for n, d in product(numerators, denominators) if n > least]
    declared = [(f"is_{name}", said) for name, said in symbol.assumptions0.items() if said is not None]
    return [
        n / d
        for n, d in product(numerators, denominators)
        if all(getattr(sympy.Rational(n, d), name, said) in (said, None) for name, said in declared)
    ]


def values_of_a_point(point: Coordinate, n: int, rng: np.random.Generator) -> np.ndarray:
    """Values of a free number."""
    least, most = PARAMETER_POWERS
    sizes = rng.integers(16, 33, n) / 16 * 2.0 ** rng.integers(least, most, n)
    return sizes if point.numbers == POSITIVE else sizes * rng.choice((1, -1), n)


def values_of_a_parameter(found: Signature, n: int, rng: np.random.Generator) -> np.ndarray:
    """Values of a parameter; many different ones where nothing that is drawn depends on a parameter, since there an
    inequality may be false for large or for small values alone: then one in 16 is zero, half of the others positive."""
    if any(law.parameters for law in found.laws) or any("real" in f.spaces for f in found.functions):
        return rng.choice(PARAMETER_VALUES, n)
    least, most = POWERS_UNDER_INTEGRALS if found.integrated else PARAMETER_POWERS
    sizes = rng.integers(16, 33, n) / 16 * 2.0 ** rng.integers(least, most, n)
    return sizes * rng.choice((1, -1), n) * (rng.integers(0, 16, n) > 0)
