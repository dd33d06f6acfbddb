"""Families of laws and smooth functions in finite models: polynomials in their parameters with rational coefficients.

The weight of a state under a family is a sum of squares of its parameters and of a constant, each times a whole number
that is not negative, so it is a weight for every real value; some states have weight zero at some values only.  A
function is a polynomial in its real places, of low degree, and a sum of squares where it is never negative.
"""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from itertools import combinations, combinations_with_replacement
from typing import Any

import numpy as np

from ..language.terms import Function, Law
from .jets import Jet
from .undefined import UNDEFINED, NoNumber
from .varying import Varying

NAMES = ["a", "b", "c", "d", "e", "f"]  # of parameters and real places, for a reader
SHIFTS = (0, 1, -1)  # of the squares: where a weight vanishes


def squares(places: int) -> list[tuple[tuple[int, ...], int]]:
    """The squares of which weights are made: for each the places that are added up, and a number that is subtracted."""
    found: list[tuple[tuple[int, ...], int]] = [((i,), shift) for i in range(places) for shift in SHIFTS]
    return found + [(pair, 0) for pair in combinations(range(places), 2)]


def monomials(places: int) -> list[tuple[int, ...]]:
    """The products of up to two places, and cubes, of which functions are made, as lists of places."""
    low = [m for degree in (1, 2) for m in combinations_with_replacement(range(places), degree)]
    return low + [(i, i, i) for i in range(places)]


def terms(thing: Law | Function) -> int:
    """The number of coefficients of a weight of a family, or of a value of a function with real places."""
    if isinstance(thing, Law) or thing.nonnegative:
        return 1 + len(squares(real_places(thing)))
    return 1 + len(monomials(real_places(thing)))


def real_places(thing: Law | Function) -> int:
    """The number of parameters of a law, or of real places of a function."""
    return thing.parameters if isinstance(thing, Law) else thing.spaces.count("real")


def table_spaces(thing: Law | Function) -> tuple[str, ...]:
    """The spaces of the points at which a law or a function has a table."""
    if isinstance(thing, Law):
        return thing.spaces + thing.points_given
    return tuple(space for space in thing.spaces if space != "real")


def combined(
    thing: Law | Function, coefficients: Sequence[np.ndarray], values: Sequence[np.ndarray], numbers: Any
) -> np.ndarray:
    """The polynomial with some coefficients at some values of its places; where all coefficients are zero it is zero
    exactly, and does not move.  It is undefined where a place is no number, even one on which it does not depend."""
    if isinstance(thing, Law) or thing.nonnegative:
        powers = []
        for places, shift in squares(len(values)):
            base = sum((values[i] for i in places[1:]), values[places[0]])
            base = base + numbers.plain(-shift) if shift else base
            powers.append(numbers.product(base, base))
    else:
        powers = []
        for places in monomials(len(values)):
            power = values[places[0]]
            for i in places[1:]:
                power = numbers.product(power, values[i])
            powers.append(power)
    total = coefficients[0]
    for c, power in zip(coefficients[1:], powers):
        total = total + numbers.product(c, power)
    return where_known(total, values, numbers)


def where_known(found: np.ndarray, places: Sequence[np.ndarray], numbers: Any) -> np.ndarray:
    """What was found at some places, undefined where one of these is no number; a number may move."""
    for place in places:
        known = _numbers(place) if numbers.exact else numbers.defined(place)
        if not known.all():
            found = np.where(known, found, np.array(UNDEFINED, dtype=object) if numbers.exact else np.nan)
    return found


_is_number = np.frompyfunc(lambda u: isinstance(u, (Jet, Varying)) or not isinstance(u, NoNumber), 1, 1)


def _numbers(array: np.ndarray) -> np.ndarray:
    return np.asarray(_is_number(array), dtype=bool)


def patterns(thing: Law | Function, level: int) -> list[tuple[int, ...]]:
    """The coefficients of the simplest weights or values, more of them at a higher level."""
    size, places = terms(thing), real_places(thing)
    unit = [tuple(int(i == k) for i in range(size)) for k in range(size)]
    if isinstance(thing, Law) or thing.nonnegative:
        plain = [(0,) * size, unit[0], unit[1]]
        more = [tuple(2 * c for c in unit[0]), *unit[2 : 1 + len(SHIFTS) * places], _sum(unit[0], unit[1])]
        return plain + (more if level > 1 else [])
    plain = [(0,) * size, unit[0], *unit[1 : 1 + places]]
    more = [tuple(-c for c in unit[0]), *unit[1 + places :], *(_sum(unit[0], u) for u in unit[1 : 1 + places])]
    return plain + (more if level > 1 else [])


def _sum(a: tuple[int, ...], b: tuple[int, ...]) -> tuple[int, ...]:
    return tuple(x + y for x, y in zip(a, b))


def _square(places: tuple[int, ...], shift: int) -> str:
    """The square of a sum of places, minus a number, as text."""
    base = " + ".join(NAMES[i] for i in places)
    base += f" - {shift}" if shift > 0 else f" + {-shift}" if shift else ""
    return f"({base})²" if shift or len(places) > 1 else f"{base}²"


def written(thing: Law | Function, coefficients: np.ndarray) -> str:
    """A weight or a value as a polynomial, for a reader; the places are called a, b, …"""
    if isinstance(thing, Law) or thing.nonnegative:
        said = [_square(places, shift) for places, shift in squares(real_places(thing))]
    else:
        said = ["·".join(NAMES[i] for i in places) for places in monomials(real_places(thing))]
    parts = [str(Fraction(float(coefficients[0])))] if coefficients[0] else []
    for c, term in zip(coefficients[1:], said):
        factor = {1.0: "", -1.0: "-"}.get(float(c), f"{Fraction(float(c))}·")
        parts += [factor + term] if c else []
    return " + ".join(parts).replace("+ -", "- ") or "0"
