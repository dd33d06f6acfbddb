"""Finite models: sizes of spaces, values of counts, and rational tables for every law and function.

A batch holds many models of one shape.  A space is a finite set with a base measure: one for every point, or halves
and wholes (a density may exceed one, and a sum without the measure is no integral); on request, some states measure
nothing.  Laws have whole-number weights, functions whole numbers, halves or quarters, so every model is exactly
rational and any model of a batch can be looked at again in exact arithmetic.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import cache, partial, reduce
from itertools import combinations, product
from math import gcd, prod

import numpy as np
import sympy

from ..language.signature import Signature, Unreadable, signature
from . import couplings
from .effort import EVERY_CHOICE_OF_NULL, MOST_COORDINATES, MOST_SHAPES, MOST_TRIED
from .model import Models

__all__ = ["Models", "Signature", "Unreadable", "cost", "enumeration", "evaluate_count", "indices", "not_empty",
           "null_possible", "planned", "random_models", "shapes", "signature", "values"]

DENOMINATORS = (1, 1, 2, 4)  # of the values of functions and numbers in random models


def shapes(found: Signature, largest: int = 3, most: int = MOST_TRIED) -> list[tuple[dict, dict]]:
    """Sizes of spaces and values of counts, in order of size; none where no table has room for so many coordinates."""
    spaces = [s for s in found.spaces if s != "index"]
    if max([len(spaces), *(len(f.spaces) for f in found.functions)]) > MOST_COORDINATES:
        return []
    while largest > 1 and largest ** (len(spaces) + len(found.counts)) > MOST_SHAPES:
        largest -= 1
    every = []
    for sizes in product(range(1, largest + 1), repeat=len(spaces)):
        for values in product(range(1, largest + 1), repeat=len(found.counts)):
            shape = (dict(zip(spaces, sizes)), dict(zip(found.counts, values)))
            every.append((cost(found, *shape), sum(sizes) + sum(values), sizes, values, shape))
    every.sort(key=lambda e: e[:4])
    return [shape for *_, shape in every[:most]]


def cost(found: Signature, sizes: dict, counts: dict) -> int:
    """Cells of all tables, draws counted as if tabulated."""
    tables = [prod(sizes[s] for s in law.spaces + law.given) for law in found.laws]
    many = max((sizes[s] for s in sizes), default=1) ** max(counts.values(), default=0)
    return sum(tables) + many + prod(sizes.values())


def evaluate_count(expression, counts) -> int:
    """How many draws an expression stands for."""
    value = expression.subs(counts) if hasattr(expression, "subs") else expression
    if getattr(value, "is_integer", True) is not True or getattr(value, "free_symbols", ()):
        raise Unreadable(f"not a whole number: {expression}")
    return int(value)


def indices(counts: dict) -> int:
    """How many indices a function of an index is tabulated for: one more than the largest count."""
    return 1 + max(counts.values(), default=2)


def _draw_counts(found, counts):
    for kind, law, n in found.draws:
        yield kind, law, evaluate_count(n, counts)


def values(symbol: sympy.Symbol, numerators, denominators=(1,)) -> list[float]:
    """Fractions that a real number may be by what is declared of it; those that occur twice stay twice."""
    declared = [(f"is_{name}", said) for name, said in symbol.assumptions0.items() if said is not None]
    return [n / d for n, d in product(numerators, denominators)
            if all(getattr(sympy.Rational(n, d), name, said) in (said, None) for name, said in declared)]


# --- at random ----------------------------------------------------------------------------------------------------


def random_models(found: Signature, sizes: dict, counts: dict, n: int, rng, zeros: float = 0.0,
                  nulls: bool = False) -> Models:
    """`n` random models of a shape; a fraction of table cells is zero.  With `nulls`, spaces have null states."""
    weights = {}
    for law in found.laws:
        shape = (n, *(sizes[s] for s in law.spaces + law.given))
        table = rng.integers(1, 17, shape)
        if zeros:
            table = np.where(rng.random(shape) < zeros * rng.integers(0, 2, (n,) + (1,) * (len(shape) - 1)), 0, table)
            table = not_empty(table, law)
        weights[law] = table
    functions = {}
    for f in found.functions:
        shape, each = (n, *(sizes.get(s, indices(counts)) for s in f.spaces)), (n,) + (1,) * len(f.spaces)
        lowest = np.where(rng.random(n) < 0.5, 1, 0 if f.nonnegative else -4).reshape(each)
        functions[f] = rng.integers(lowest, 9, shape) / rng.choice(DENOMINATORS, each)
    mixtures = {}
    for kind, law, m in _draw_counts(found, counts):
        ways = len(couplings.couplings(m))
        rates = rng.integers(0, 4, (n, ways)) + np.eye(1, ways, dtype=int)
        mixtures[(kind, law, m)] = couplings.symmetric(rates, m) if kind == "exchangeable" else rates
    base = {space: rng.integers(1, 5, (1, size)) for space, size in sizes.items()} if rng.integers(0, 2) else None
    subsets, reals = _subsets(found, sizes, rng), {}
    for symbol in found.reals:
        if not (pool := values(symbol, range(-4, 9), DENOMINATORS)):
            raise Unreadable(f"no rational number is what {symbol} is declared to be")
        reals[symbol] = rng.choice(pool, n)
    if nulls:
        base = _with_null_states(found, sizes, base or {}, n, rng)
        weights = {law: not_empty(table, law, base) for law, table in weights.items()}
    return Models(sizes, counts, weights, functions, subsets, mixtures, base, reals)


def not_empty(table, law, base=None):
    """Weights with mass for every value of the givens: where the states that are not null have none, all of them get
    weight one."""
    axes, live = tuple(range(1, 1 + len(law.spaces))), np.ones((1,) * table.ndim, dtype=bool)
    for axis, space in zip(axes, law.spaces):
        if base and space in base:
            shape = [1] * table.ndim
            shape[0], shape[axis] = base[space].shape
            live = live & (base[space] > 0).reshape(shape)
    empty = np.where(live, table, 0).sum(axis=axes, keepdims=True) == 0
    return np.where(empty & live, 1, table)


def null_possible(found: Signature, sizes: dict) -> list[str]:
    """The spaces that may have a null state besides another one."""
    return [space for space, size in sizes.items() if size > 1 and space not in found.counted]


def _with_null_states(found, sizes, base, n, rng) -> dict:
    """A base measure for each of n models in which each space, with probability one half, has null states at random
    places; the spaces that count their points do so."""
    made = {}
    for space, size in sizes.items():
        halves = np.broadcast_to(base.get(space, np.full((1, size), 2)), (n, size))
        if space in found.counted:
            made[space] = np.full((1, size), 2)
        elif size > 1:
            many = rng.integers(1, size, (n, 1)) * rng.integers(0, 2, (n, 1))
            rank = np.argsort(np.argsort(rng.random((n, size)), axis=1), axis=1)
            made[space] = np.where(rank < many, 0, halves)
        else:
            made[space] = halves[:1]
    return made


def _subsets(found, sizes, rng=None) -> dict:
    """Nested non-empty subsets: a set that contains another holds at least its points."""
    made: dict = {}

    def build(s):
        if s not in made:
            size = sizes[s.space]
            inner = [build(i) for i in s.args[2:]]
            base = inner[0].copy() if inner else np.zeros((1, size), dtype=bool)
            more = rng.integers(0, 2, size).astype(bool) if rng is not None else np.arange(size) < 1 + len(made)
            base[0] |= more
            if not base.any():
                base[0, 0] = True
            made[s] = base
        return made[s]
    for s in sorted(found.subsets, key=lambda s: len(s.args)):
        build(s)
    return made


# --- all of them, by size ----------------------------------------------------------------------------------------


def halves_and_wholes(sizes: dict) -> dict:
    """A base measure under which points differ: ½, 1, ½, … in one space, 1, ½, 1, … in the next."""
    return {space: np.array([[1 + (i + j) % 2 for j in range(size)]]) for i, (space, size) in enumerate(sizes.items())}


def last_is_null(sizes: dict, spaces) -> dict:
    """The base measure that counts points, but for the last one of some spaces."""
    return {space: np.array([[2] * (size - 1) + [0 if space in spaces else 2]]) for space, size in sizes.items()}


class TooMany(Exception):
    """There are more models of a shape and a level than a batch may have."""


def small_models(found: Signature, sizes: dict, counts: dict, level: int, most: int = 20_000, base=None, *,
                 null=(), halves: bool = False) -> Models | None:
    """All models of a shape with weights up to `level` (normalised, each table once); None when there are none.

    The last point of the spaces in `null` is null.  With `halves`, some value of a function or a number is half of an
    odd number; without, all are whole.
    """
    columns = []
    for law in found.laws:
        outs, givens = (tuple(sizes[s] for s in spaces) for spaces in (law.spaces, law.given))
        tables = _law_tables(outs, givens, level, most, tuple(s in null for s in law.spaces))
        if tables is None:
            raise TooMany
        columns.append(tables)
    step = 2 if halves else 1
    for f in found.functions:
        lengths = tuple(sizes.get(s, indices(counts)) for s in f.spaces)
        grid = np.arange(0 if f.nonnegative else -step * level, step * level + 1)
        if len(grid) ** prod(lengths) > most:
            raise TooMany
        columns.append(np.array(list(product(grid / 2 if halves else grid, repeat=prod(lengths)))).reshape(
            (-1, *lengths)))
    for symbol in found.reals:
        columns.append(np.array(values(symbol, range(-step * level, step * level + 1), (step,))))
    mixed = list(_draw_counts(found, counts))
    for kind, _law, m in mixed:
        columns.append(_pure_couplings(kind, m))
    if not columns:
        return Models(sizes, counts, {}, {}, _subsets(found, sizes), {}, base)
    if (many := prod(len(c) for c in columns)) > most:
        raise TooMany
    if not many:
        return None
    index = np.indices([len(c) for c in columns]).reshape(len(columns), -1)
    # simplest first: by the sum of all weights
    total = sum(np.abs(c).reshape(len(c), -1).sum(axis=1)[i] for c, i in zip(columns, index))
    order = np.argsort(total, kind="stable")
    a = len(found.laws)
    b = a + len(found.functions)
    c = b + len(found.reals)
    if halves:
        tables = [(table.reshape(len(table), -1), i) for table, i in zip(columns[a:c], index[a:c])]
        whole = [(table % 1 == 0).all(axis=1)[i] for table, i in tables]
        order = order[~reduce(np.logical_and, whole)[order]]
        if not len(order):
            return None
    picked = [table[i[order]] for table, i in zip(columns, index)]
    return Models(sizes, counts, dict(zip(found.laws, picked[:a])), dict(zip(found.functions, picked[a:b])),
                  _subsets(found, sizes), {(k, law, m): r for (k, law, m), r in zip(mixed, picked[c:])}, base,
                  dict(zip(found.reals, picked[b:c])))


def joined(one: Models | None, other: Models | None) -> Models | None:
    """Two batches of a shape as one, which costs little more than either."""
    if one is None or other is None:
        return one or other

    def whole(table, models):
        return np.repeat(table, models.batch // len(table), axis=0)

    def both(a: dict, b: dict) -> dict:
        return {key: np.concatenate([whole(a[key], one), whole(b[key], other)]) for key in a}

    counting = {space: np.full((1, size), 2) for space, size in one.sizes.items()}
    return Models(one.sizes, one.counts, both(one.weights, other.weights), both(one.functions, other.functions),
                  one.subsets, both(one.mixtures, other.mixtures), both(one.base or counting, other.base or counting),
                  both(one.reals, other.reals))


def _pure_couplings(kind: str, n: int):
    """One coupling at a time; of exchangeable draws, all couplings of one shape at a time."""
    eye = np.eye(len(couplings.couplings(n)), dtype=int)
    if kind == "exchangeable":
        eye = np.unique(couplings.symmetric(eye, n), axis=0)[::-1]
        eye = eye[eye.any(axis=1)]
    return eye


@cache
def _law_tables(outs, givens, level, most, null):
    """All tables of weights for laws of a shape, `null` saying of each outcome whether its last point is null."""
    cells, columns = prod(outs), prod(givens)
    if (level + 1) ** cells > most:
        return None
    live = [not any(n and i == size - 1 for i, size, n in zip(cell, outs, null))
            for cell in product(*map(range, outs))]
    rows = [r for r in product(range(level + 1), repeat=cells)
            if any(w for w, alive in zip(r, live) if alive) and gcd(*r) == 1]
    if len(rows) ** columns > most:
        return None
    tables = [np.array(c).T.reshape((*outs, *givens)) for c in product(rows, repeat=columns)]
    return np.array(tables)


def enumeration(found: Signature, levels: int = 3, most: int = 20_000, nulls: bool = False) -> Iterator[Models]:
    """Batches of all small models, as `planned`."""
    for _kind, make in planned(found, levels, most, nulls):
        models, _whole = make()
        if models is not None:
            yield models


Made = tuple[Models | None, bool]  # the models of a batch, if there are any, and whether none was left out


def planned(found: Signature, levels: int = 3, most: int = 20_000, nulls: bool = False
            ) -> list[tuple[str, Callable[[], Made]]]:
    """What kind of models each batch has, and how it is made; models that are too many are left out, which it says.

    The "whole" ones, whose values are whole numbers, come in order of size: shape first, then weights, then the base
    measure.  With `nulls`, those with a "null" state come in between, behind the whole ones of the same size.  At last
    come those with "halves" among the values of functions and numbers, by size.
    """
    every = [(cost(found, *shape), i, shape) for i, shape in enumerate(shapes(found, most=MOST_TRIED + 1))]
    every, beyond = every[:MOST_TRIED], every[MOST_TRIED:]
    plan = [(size + 4 * level, 0, i, level, "whole", partial(_whole, found, *shape, level, levels, most))
            for size, i, shape in every for level in range(1, levels + 2)]
    plan += [(size + 4, 0, i, 1, "whole", _left_out) for size, i, _ in beyond]  # and all that are larger
    few = 0
    for size, i, shape in every if nulls else ():
        if able := null_possible(found, shape[0]):
            few += 1
            many = range(1, len(able) + 1) if few <= EVERY_CHOICE_OF_NULL else sorted({1, len(able)})
            chosen = [null for k in many for null in combinations(able, k)]
            plan += [(size + 4 * level, 1, i, level, "null", partial(_null, found, *shape, level, most, chosen))
                     for level in range(1, levels + 1)]
    plan.sort(key=lambda p: p[:4])
    if found.functions or found.reals:
        plan += sorted(((size + 4 * level, 2, i, level, "halves", partial(_halves, found, *shape, level, most))
                        for size, i, shape in every for level in range(1, levels + 1)), key=lambda p: p[:4])
    return [(kind, make) for *_, kind, make in plan]


def _together(*makes: Callable[[], Models | None]) -> Made:
    """Batches of a shape as one, without those that would have too many models."""
    made, whole = None, True
    for make in makes:
        try:
            made = joined(made, make())
        except TooMany:
            whole = False
    return made, whole


def _left_out() -> Made:
    """Of shapes that are not tried."""
    return None, False


def _whole(found, sizes, counts, level, levels, most) -> Made:
    """Models under which points differ together with those of the next level, where every point counts one."""
    uneven = partial(small_models, found, sizes, counts, level - 1, most, halves_and_wholes(sizes))
    even = partial(small_models, found, sizes, counts, level, most)
    return _together(*([uneven] if level > 1 else []), *([even] if level <= levels else []))


def _null(found, sizes, counts, level, most, chosen) -> Made:
    """Models in which the last point is null, for each choice of spaces; together they are at most `most`."""
    each = most // len(chosen)
    return _together(*(partial(small_models, found, sizes, counts, level, each, last_is_null(sizes, null), null=null)
                       for null in chosen))


def _halves(found, sizes, counts, level, most) -> Made:
    return _together(partial(small_models, found, sizes, counts, level, most, halves=True))
