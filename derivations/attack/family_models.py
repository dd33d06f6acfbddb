"""The tables of laws with mass everywhere, and of families and functions with real places: random ones, and small ones
one after the other."""

from __future__ import annotations

from itertools import product
from math import prod

import numpy as np

from ..language.terms import Function, Law
from .effort import DENOMINATORS
from .families import patterns, terms


class TooMany(Exception):
    """There are more models of a shape and a level than a batch may have."""


def filled(table: np.ndarray, law: Law, base: dict | None = None) -> np.ndarray:
    """The weights of a law, or of a family the coefficients of its weights, with mass for every value of the givens."""
    if not law.parameters:
        return not_empty(table, law, base)
    return np.concatenate([not_empty(table[..., 0], law, base)[..., None], table[..., 1:]], axis=-1)


def random_family(law: Law, shape: tuple[int, ...], rng: np.random.Generator, zeros: float = 0.0) -> np.ndarray:
    """Coefficients of the weights of a family, axes (model, outs…, givens…, coefficient): many are zero.

    In about half of the models the share `zeros` of the weights is zero for every value of the parameters.
    """
    size, each = (*shape, terms(law)), (shape[0],) + (1,) * (len(shape) - 1)
    table = rng.integers(1, 5, size) * (rng.random(size) < rng.choice([0.3, 0.6], (*each, 1)))
    empty, blank = (table == 0).all(axis=-1), rng.random(shape) < zeros * rng.integers(0, 2, each)
    table[..., 0] += empty
    return filled(np.where(blank[..., None], 0, table), law)


def random_polynomial(function: Function, shape: tuple[int, ...], rng: np.random.Generator) -> np.ndarray:
    """Coefficients of the values of a function with real places, axes (model, spaces…, coefficient)."""
    size, each = (*shape, terms(function)), (shape[0],) + (1,) * len(shape)
    table = rng.integers(0 if function.nonnegative else -3, 4, size) * (rng.random(size) < rng.choice([0.4, 0.8], each))
    return table / rng.choice(DENOMINATORS, each)


def simple_coefficients(thing: Law | Function, shape: tuple[int, ...], rng: np.random.Generator) -> np.ndarray:
    """The coefficients of the simplest families or functions, axes (model, points…, coefficient)."""
    rows = np.array(patterns(thing, 2))
    table = rows[rng.integers(0, len(rows), shape)]
    return filled(table, thing) if isinstance(thing, Law) else table


def not_empty(table: np.ndarray, law: Law, base: dict | None = None) -> np.ndarray:
    """The weights of a law, axes (model, outs…, givens…), with mass for every value of the givens.

    Where the states that are not null have no weight, all states get weight one.
    """
    axes, live = tuple(range(1, 1 + len(law.spaces))), np.ones((1,) * table.ndim, dtype=bool)
    for axis, space in zip(axes, law.spaces):
        if base and space in base:
            shape = [1] * table.ndim
            shape[0], shape[axis] = base[space].shape
            live = live & (base[space] > 0).reshape(shape)
    empty = np.where(live, table, 0).sum(axis=axes, keepdims=True) == 0
    return np.where(empty & live, 1, table)


def every_choice(found: list[tuple[int, ...]], lengths: tuple[int, ...], most: int) -> np.ndarray:
    """All tables of a shape with some rows of coefficients as entries; raises `TooMany` for more than `most`."""
    if len(found) ** prod(lengths) > most:
        raise TooMany
    return np.array(list(product(found, repeat=prod(lengths)))).reshape((-1, *lengths, len(found[0])))


def family_tables(law: Law, lengths: tuple[int, ...], level: int, most: int, base: dict) -> np.ndarray:
    """All tables of coefficients for a family of a shape that has mass for every value of parameters and givens."""
    tables = every_choice(patterns(law, level), lengths, most)
    whole = (filled(tables, law, base) == tables).reshape(len(tables), -1).all(axis=1)
    return tables[whole]
