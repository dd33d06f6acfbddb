"""The finite models that are tried: drawn at random, or enumerated in the order of their size.

A shape gives a size to each space and a value to each count; a batch holds many models of one shape.  A space is a
finite set with a base measure: every point measures one, or each point a multiple of one half up to two (so that a
density may exceed one, and a sum without the measure is no integral); on request, some states are null.  Laws have
whole-number weights, functions have values that are whole numbers, halves or quarters.  So every model is exactly
rational, and any model of a batch can be evaluated again in exact arithmetic.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator
from functools import cache, partial, reduce
from itertools import combinations, product
from math import gcd, prod

import numpy as np
import sympy

from ..language.terms import Chain, Coordinate, Parameter
from ..language.views.signature import Signature, Unreadable, signature
from . import couplings
from .counted import (
    draw_counts,
    evaluate_count,
    horizon,
    indices,
    lengths,
    most_draws,
    path_lengths,
    with_steps_alike,
)
from .effort import (
    BATCH_MODELS,
    DENOMINATORS,
    FRACTIONS,
    LARGEST_ENUMERATED_SPACE,
    LARGEST_RANDOM_WEIGHT,
    LEVELS,
    MODELS_WITH_FRACTIONS,
    RANDOM_VALUES,
    SHAPES_COMPARED,
    SHAPES_ENUMERATED,
    SHAPES_WITH_EVERY_CHOICE_OF_NULL,
    SHAPES_WITH_FRACTIONS,
    SHARE_OF_EQUAL_CHAINS,
    TABLE_COORDINATES,
)
from .families import patterns, table_spaces
from .family_models import (
    TooMany,
    every_choice,
    family_tables,
    filled,
    not_empty,
    random_family,
    random_polynomial,
)
from .model import Models
from .number_values import values, values_of_a_parameter, values_of_a_point
from .quadrature import points_of

__all__ = [
    "Models",
    "Signature",
    "Unreadable",
    "cells_of_paths",
    "cost",
    "enumeration",
    "evaluate_count",
    "horizon",
    "indices",
    "lengths",
    "not_empty",
    "null_possible",
    "path_lengths",
    "planned",
    "random_models",
    "shapes",
    "signature",
    "values",
]

Shape = tuple[dict[str, int], dict[sympy.Symbol, int]]  # the sizes of spaces, the values of counts


def shapes(found: Signature, largest: int = LARGEST_ENUMERATED_SPACE, most: int = SHAPES_ENUMERATED) -> list[Shape]:
    """The `most` smallest shapes, in the order of their size, with spaces and counts up to `largest`.

    There are none where a table would have more coordinates than an array has axes.
    """
    spaces = [s for s in found.spaces if s != "index"]
    if max([len(spaces), *(len(table_spaces(f)) for f in found.functions)]) > TABLE_COORDINATES:
        return []
    while largest > 1 and largest ** (len(spaces) + len(found.counts)) > SHAPES_COMPARED:
        largest -= 1
    every = []
    for sizes in product(range(1, largest + 1), repeat=len(spaces)):
        for counted in product(range(1, largest + 1), repeat=len(found.counts)):
            shape = (dict(zip(spaces, sizes)), dict(zip(found.counts, counted)))
            every.append((cost(found, *shape), sum(sizes) + sum(counted), sizes, counted, shape))
    every.sort(key=lambda e: e[:4])
    return [shape for *_, shape in every[:most]]


def cost(found: Signature, sizes: dict, counts: dict) -> int:
    """The size of a shape: the number of cells of all tables, with a table for each kind of draws."""
    tables = [prod(lengths(law, found, sizes, counts)) for law in found.laws]
    many = max((sizes[s] for s in sizes), default=1) ** most_draws(found, counts)
    return sum(tables) + many + prod(sizes.values()) * prod(points_of(v) for v in found.integrated)


def cells_of_paths(found: Signature, sizes: dict, counts: dict) -> int:
    """How many paths there are of the points of a chain: a line that names all of them is evaluated at each."""
    states = max((sizes[law.spaces[0]] for law in found.laws if isinstance(law, Chain)), default=1)
    return states ** (1 + horizon(found, counts))


# --- models drawn at random ---------------------------------------------------------------------------------------


def random_models(
    found: Signature,
    sizes: dict,
    counts: dict,
    n: int,
    rng: np.random.Generator,
    zeros: float = 0.0,
    nulls: bool = False,
) -> Models:
    """`n` random models of a shape.

    In about half of the models the share `zeros` of the cells of a law's table is zero.  With `nulls`, spaces have null
    states.  Raises `Unreadable` where no rational number satisfies the declaration of a number.
    """
    weights = {}
    for law in found.laws:
        shape = (n, *lengths(law, found, sizes, counts))
        if law.parameters:
            weights[law] = random_family(law, shape, rng, zeros)
            continue
        table = rng.integers(1, LARGEST_RANDOM_WEIGHT + 1, shape)
        if zeros:
            table = np.where(rng.random(shape) < zeros * rng.integers(0, 2, (n,) + (1,) * (len(shape) - 1)), 0, table)
            table = not_empty(table, law)
        twin = next((other for other in weights if isinstance(law, Chain) and isinstance(other, Chain)), None)
        if twin is not None and weights[twin].shape == table.shape:  # a statement may suppose that two chains are one
            table = np.where(rng.random((n, 1, 1)) < SHARE_OF_EQUAL_CHAINS, weights[twin], table)
        weights[law] = table
    functions, (least, most) = {}, RANDOM_VALUES
    for f in found.functions:
        shape = (n, *lengths(f, found, sizes, counts))
        if "real" in f.spaces:
            functions[f] = random_polynomial(f, shape, rng)
            continue
        each = (n,) + (1,) * len(f.spaces)
        lowest = np.where(rng.random(n) < 0.5, 1, 0 if f.nonnegative else least).reshape(each)
        functions[f] = rng.integers(lowest, most + 1, shape) / rng.choice(DENOMINATORS, each)
    mixtures = {}
    for kind, law, m in draw_counts(found, counts):
        ways = len(couplings.couplings(m))
        rates = rng.integers(0, 4, (n, ways)) + np.eye(1, ways, dtype=int)
        mixtures[(kind, law, m)] = couplings.symmetric(rates, m) if kind == "exchangeable" else rates
    base = {space: rng.integers(1, 5, (1, size)) for space, size in sizes.items()} if rng.integers(0, 2) else None
    subsets, reals = nested_subsets(found, sizes, rng), {}
    for symbol in found.reals:
        if isinstance(symbol, Coordinate):
            reals[symbol] = values_of_a_point(symbol, n, rng)
            continue
        if not (pool := values(symbol, range(least, most + 1), DENOMINATORS)):
            raise Unreadable(f"no rational number satisfies the declaration of {symbol}")
        reals[symbol] = values_of_a_parameter(found, n, rng) if isinstance(symbol, Parameter) else rng.choice(pool, n)
    if nulls:
        base = _with_null_states(found, sizes, base or {}, n, rng)
        weights = {law: filled(table, law, base) for law, table in weights.items()}
    return Models(sizes, counts, weights, functions, subsets, mixtures, base, reals, path_lengths(found, counts))


def null_possible(found: Signature, sizes: dict) -> list[str]:
    """The spaces that may have a null state beside a state that is not null."""
    return [space for space, size in sizes.items() if size > 1 and space not in found.counted]


def _with_null_states(found, sizes, base, n, rng) -> dict:
    """A base measure for each of n models, in which each space has null states with probability one half.

    A space whose points are counted in the statement has none: each of its points measures one.
    """
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


def nested_subsets(found, sizes, rng=None, least: int = 1) -> dict:
    """Nested non-empty subsets: a set that contains another holds at least its points.

    Without `rng` the smallest has `least` points, as far as there are as many, and each of the others one more.
    """
    made: dict = {}

    def build(s):
        if s not in made:
            size = sizes[s.space]
            inner = [build(i) for i in s.args[2:]]
            base = inner[0].copy() if inner else np.zeros((1, size), dtype=bool)
            more = rng.integers(0, 2, size).astype(bool) if rng is not None else np.arange(size) < least + len(made)
            base[0] |= more
            if not base.any():
                base[0, 0] = True
            made[s] = base
        return made[s]

    for s in sorted(found.subsets, key=lambda s: len(s.args)):
        build(s)
    return made


# --- small models, enumerated by size ------------------------------------------------------------------------------


def halves_and_wholes(sizes: dict[str, int]) -> dict[str, np.ndarray]:
    """A base measure under which points differ, in halves: ½, 1, ½, … in one space, 1, ½, 1, … in the next."""
    return {space: np.array([[1 + (i + j) % 2 for j in range(size)]]) for i, (space, size) in enumerate(sizes.items())}


def last_is_null(sizes: dict[str, int], spaces: Collection[str]) -> dict[str, np.ndarray]:
    """The base measure, in halves, that counts points, except that the last point of some spaces is null."""
    return {space: np.array([[2] * (size - 1) + [0 if space in spaces else 2]]) for space, size in sizes.items()}


def small_models(
    found: Signature,
    sizes: dict,
    counts: dict,
    level: int,
    most: int = BATCH_MODELS,
    base: dict | None = None,
    *,
    null: Collection[str] = (),
    parts: int = 1,
    homogeneous: bool = False,
) -> Models | None:
    """All models of a shape with weights and values up to `level`, the simplest first; None where there are none.

    Weights that are multiples of each other make one law, which occurs once.  The last point of the spaces in `null` is
    null.  Where `homogeneous`, all steps of a chain are alike.

    Values are whole where `parts` is 1; where it is 2, 4, …, some value of a function or a number is an odd
    number of such parts, and from quarters on the values go up to one.  Raises `TooMany` where there would be more than
    `most` models.
    """
    columns = []
    for law in found.laws:
        if law.parameters:
            columns.append(
                family_tables(law, tuple(sizes[s] for s in table_spaces(law)), level, most, last_is_null(sizes, null))
            )
            continue
        many = lengths(law, found, sizes, counts)
        outs, givens = many[: len(law.spaces)], many[len(law.spaces) :]
        alike = homogeneous and isinstance(law, Chain)
        tables = _law_tables(
            outs, (1 + outs[0],) if alike else givens, level, most, tuple(s in null for s in law.spaces)
        )
        if tables is None:
            raise TooMany
        columns.append(with_steps_alike(tables, *givens) if alike else tables)
    largest = parts * level if parts <= 2 else parts
    for f in found.functions:
        many = lengths(f, found, sizes, counts)
        if "real" in f.spaces:
            columns.append(every_choice(patterns(f, level), many, most) / parts)
            continue
        grid = np.arange(0 if f.nonnegative else -largest, largest + 1)
        if len(grid) ** prod(many) > most:
            raise TooMany
        columns.append(
            np.array(list(product(grid / parts if parts > 1 else grid, repeat=prod(many)))).reshape((-1, *many))
        )
    for symbol in found.reals:
        columns.append(np.array(values(symbol, range(-largest, largest + 1), (parts,))))
    mixed = list(draw_counts(found, counts))
    for kind, _law, m in mixed:
        columns.append(pure_couplings(kind, m))
    ways = [nested_subsets(found, sizes, least=least) for least in (1, 2)] if found.subsets else []
    columns.extend([np.arange(len(ways))] if ways else [])
    if not columns:
        return Models(sizes, counts, {}, {}, {}, {}, base, None, path_lengths(found, counts))
    if (many := prod(len(c) for c in columns)) > most:
        raise TooMany
    if not many:
        return None
    index = np.indices([len(c) for c in columns]).reshape(len(columns), -1)
    # The simplest models come first: those with the least sum of all weights and values.
    total = sum(np.abs(c).reshape(len(c), -1).sum(axis=1)[i] for c, i in zip(columns, index))
    order = np.argsort(total, kind="stable")
    a = len(found.laws)
    b = a + len(found.functions)
    c = b + len(found.reals)
    if parts > 1:
        tables = [(table.reshape(len(table), -1), i) for table, i in zip(columns[a:c], index[a:c])]
        coarser = [(table * parts % 2 == 0).all(axis=1)[i] for table, i in tables]
        order = order[~reduce(np.logical_and, coarser)[order]]
        if not len(order):
            return None
    picked = [table[i[order]] for table, i in zip(columns, index)]
    return Models(
        sizes,
        counts,
        dict(zip(found.laws, picked[:a])),
        dict(zip(found.functions, picked[a:b])),
        {s: np.concatenate([way[s] for way in ways])[picked[-1]] for s in found.subsets},
        {(k, law, m): r for (k, law, m), r in zip(mixed, picked[c:])},
        base,
        dict(zip(found.reals, picked[b:c])),
        path_lengths(found, counts),
    )


def joined(one: Models | None, other: Models | None) -> Models | None:
    """Two batches of one shape as one batch, because a large batch takes little longer to evaluate than a small one."""
    if one is None or other is None:
        return one or other

    def whole(table, models):
        return np.repeat(table, models.batch // len(table), axis=0)

    def both(a: dict, b: dict) -> dict:
        return {key: np.concatenate([whole(a[key], one), whole(b[key], other)]) for key in a}

    counting = {space: np.full((1, size), 2) for space, size in one.sizes.items()}
    return Models(
        one.sizes,
        one.counts,
        both(one.weights, other.weights),
        both(one.functions, other.functions),
        both(one.subsets, other.subsets),
        both(one.mixtures, other.mixtures),
        both(one.base or counting, other.base or counting),
        both(one.reals, other.reals),
        one.paths,
    )


def pure_couplings(kind: str, n: int) -> np.ndarray:
    """Mixtures of one coupling each, axes (model, coupling); for exchangeable draws, of all couplings of one shape."""
    eye = np.eye(len(couplings.couplings(n)), dtype=int)
    if kind == "exchangeable":
        eye = np.unique(couplings.symmetric(eye, n), axis=0)[::-1]
        eye = eye[eye.any(axis=1)]
    return eye


@cache  # the tables depend on the arguments alone, and nobody can write into them
def _law_tables(outs, givens, level, most, null) -> np.ndarray | None:
    """All tables of weights for laws of a shape, axes (table, outs…, givens…); None where there are more than `most`.

    `null` says of each outcome whether its last point is null.
    """
    cells, columns = prod(outs), prod(givens)
    if (level + 1) ** cells > most or columns > most:
        return None
    live = [not any(n and i == size - 1 for i, size, n in zip(cell, outs, null)) for cell in product(*map(range, outs))]
    rows = [
        r
        for r in product(range(level + 1), repeat=cells)
        if any(w for w, alive in zip(r, live) if alive) and gcd(*r) == 1
    ]
    if len(rows) ** columns > most:
        return None
    tables = np.array([np.array(c).T.reshape((*outs, *givens)) for c in product(rows, repeat=columns)])
    tables.setflags(write=False)
    return tables


def enumeration(
    found: Signature, levels: int = LEVELS, most: int = BATCH_MODELS, nulls: bool = False
) -> Iterator[Models]:
    """The batches of small models, in the order of `planned`."""
    for _kind, make in planned(found, levels, most, nulls):
        models, _whole = make()
        if models is not None:
            yield models


Made = tuple[Models | None, bool]  # the models of a batch, if there are any, and whether the batch is complete


def planned(
    found: Signature, levels: int = LEVELS, most: int = BATCH_MODELS, nulls: bool = False
) -> list[tuple[str, Callable[[], Made]]]:
    """The kind of the models of each batch, and a function that makes the batch.

    The "whole" models, whose values are whole numbers, come in the order of their size: of the shape, then of the
    weights, then of the base measure.  With `nulls`, the models with a "null" state come in between, behind the whole
    models of the same size.  At last come the models with "halves" among the values of functions and numbers, again in
    the order of their size, and those of the smallest shapes with smaller "fractions", up to one.  Where more than
    `most` models would be made they are left out, and the batch is not complete.
    """
    every = [(cost(found, *shape), i, shape) for i, shape in enumerate(shapes(found, most=SHAPES_ENUMERATED + 1))]
    every, beyond = every[:SHAPES_ENUMERATED], every[SHAPES_ENUMERATED:]
    plan = [
        (size + 4 * level, 0, i, level, "whole", partial(_whole, found, *shape, level, levels, most))
        for size, i, shape in every
        for level in range(1, levels + 2)
    ]
    plan += [(size + 4, 0, i, 1, "whole", _left_out) for size, i, _ in beyond]  # the next shape, for all larger ones
    shapes_with_null = 0
    for size, i, shape in every if nulls else ():
        if able := null_possible(found, shape[0]):
            shapes_with_null += 1
            all_choices = shapes_with_null <= SHAPES_WITH_EVERY_CHOICE_OF_NULL
            chosen = [
                null
                for k in (range(1, len(able) + 1) if all_choices else sorted({1, len(able)}))
                for null in combinations(able, k)
            ]
            plan += [
                (size + 4 * level, 1, i, level, "null", partial(_null, found, *shape, level, most, chosen))
                for level in range(1, levels + 1)
            ]
    plan.sort(key=lambda p: p[:4])
    if found.functions or found.reals:
        plan += sorted(
            (
                (size + 4 * level, 2, i, level, "halves", partial(_parts, found, *shape, level, most, 2))
                for size, i, shape in every
                for level in range(1, levels + 1)
            ),
            key=lambda p: p[:4],
        )
        fewer = min(most, MODELS_WITH_FRACTIONS)
        fractions = [
            (i + level, 3, i, level, "fractions", partial(_parts, found, *shape, level, fewer, parts))
            for _size, i, shape in every[:SHAPES_WITH_FRACTIONS]
            for level, parts in enumerate(FRACTIONS[:levels], 1)
        ]
        plan += sorted(fractions, key=lambda p: p[:4])
    return [(kind, make) for *_, kind, make in plan]


def together(*makes: Callable[[], Models | None]) -> Made:
    """Several batches of one shape as one batch, without those that would have too many models."""
    made, whole = None, True
    for make in makes:
        try:
            made = joined(made, make())
        except TooMany:
            whole = False
    return made, whole


def _left_out() -> Made:
    """The batch of a shape that is not tried."""
    return None, False


def _whole(found, sizes, counts, level, levels, most) -> Made:
    """The models of one size: those of this level in which every point measures one, and those of the level before in
    which the points measure halves and wholes."""
    uneven = partial(small_models, found, sizes, counts, level - 1, most, halves_and_wholes(sizes))
    even = partial(small_models, found, sizes, counts, level, most)
    alike = any(isinstance(law, Chain) for law in found.laws) and level <= levels  # where all chains are too many
    more = [partial(small_models, found, sizes, counts, level, most, homogeneous=True)] if alike else []
    return together(*([uneven] if level > 1 else []), *([even] if level <= levels else []), *more)


def _null(found, sizes, counts, level, most, chosen) -> Made:
    """The models in which the last point of the chosen spaces is null, for each choice; at most `most` in all."""
    each = most // len(chosen)
    return together(
        *(
            partial(small_models, found, sizes, counts, level, each, last_is_null(sizes, null), null=null)
            for null in chosen
        )
    )


def _parts(found, sizes, counts, level, most, parts) -> Made:
    """The models with halves, or with smaller parts, among the values of functions and numbers."""
    return together(partial(small_models, found, sizes, counts, level, most, parts=parts))
