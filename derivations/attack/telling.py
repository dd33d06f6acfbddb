"""The counterexample that is shown: one that a reader believes, and can recompute by hand.

The smallest counterexample decides, but it often persuades nobody: its latents have one value, its single draw is no
average, or its gap is hidden behind the third digit.  A *telling* one has two values of everything and two draws, both
sides are defined, and the gap is clear.  It is sought in a bounded number of models that depend on the statement alone;
where there is none, the smallest is shown.  First come models that refute every reading of the statement, and in which
little hides a mistake, as a uniform law does (`degenerate`); among these, those with the simplest numbers.  A gap that
is small as a number, and clear only beside two small sides, is shown where there is no wider one.

Where no small model refutes a statement, a larger one that was drawn at random does.  Its numbers are seldom simple, so
that even where it is telling a simpler one is sought.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import count, product
from math import prod

import numpy as np
import sympy

from ..language.terms import Draws, Law
from ..language.views.signature import Signature, Unreadable, signature
from .certificate import Counterexample, Undecided, any_place, certify, falsified, holds
from .counterexamples import Attack
from .degenerate import choosing, degenerate
from .effort import (
    CLEAR_GAP,
    FRACTIONS,
    TELLING_CELLS,
    TELLING_CERTIFIED,
    TELLING_CHOICES_OF_COUNTS,
    TELLING_MODELS,
)
from .evaluate import Evaluator, TooManyAxes
from .family_models import not_empty, simple_coefficients
from .models import (
    Models,
    cost,
    draw_counts,
    halves_and_wholes,
    last_is_null,
    lengths,
    nested_subsets,
    path_lengths,
    pure_couplings,
    values,
)
from .numbers import Floats

WEIGHTS = (2, 2, 3)  # of a law where it is not one, one of these for each cell
ONES = (1, 0.75, 0.4)  # how often a weight is one, one of these for each table
VALUES = (0, 1, 2, 3, -1, -2, 0.5)  # of a function, one for each cell
HOLDS, HIDES, NARROW = 500, 40, 30  # how much worse a model is for a reading that holds in it, what hides, a narrow gap


def shown_of(attack: Attack, statement: sympy.Basic, limits: Sequence[int]) -> Counterexample | None:
    """The counterexample to show for a statement, first among as many small models of each kind as one of the `limits`
    says, then among larger models that are drawn at random; None where there is none."""
    for limit in limits:
        try:
            smallest = attack.refute(statement, limit=limit)
        except (Undecided, Unreadable):
            break
        if smallest is not None:
            return telling(attack.given, statement, smallest)
    try:
        drawn = attack.refute_at_random(statement)
    except (Undecided, Unreadable):
        return None
    return None if drawn is None else telling(attack.given, statement, drawn, simple=False)


def telling(
    given: Sequence,
    statement: sympy.Basic,
    smallest: Counterexample,
    *,
    simple: bool = True,
    readings: Sequence[sympy.Basic] = (),
    known: Sequence[Counterexample] = (),
) -> Counterexample:
    """The counterexample to show for a statement that `smallest` refutes, wherever it claims to hold.

    Where `smallest` has no `simple` numbers, a telling one with simpler numbers is shown in its place.  The `readings`
    are other statements that the same words may mean: a model that refutes them too is shown before one that does not.
    The `known` are shown of other statements: a model of theirs that is telling here too is shown again.
    """
    found = signature(statement, *readings, *given)
    chosen = choosing(statement, found.reals, given)
    for one in known:
        if (again := _again(one, found, given, (statement, *readings))) is not None:
            return again
    fallback = None
    if tells(smallest, found, (statement, *given)) and not _has_zeros(smallest.model):
        if smallest.sides.wide and simple and not readings and not degenerate(smallest.model, chosen)[0]:
            return smallest
        fallback = smallest
    for sizes, counts, base in _shapes(found, smallest.model):
        try:
            better = _simplest(found, given, (statement, *readings), smallest.model, sizes, counts, base)
        except (Unreadable, Undecided, TooManyAxes):
            continue
        if better is not None and tells(better, found, (statement, *given)):
            if better.sides.wide:
                return better
            fallback = fallback or better
    return fallback or smallest


def _again(known: Counterexample, found, given, statements) -> Counterexample | None:
    """The counterexample that a known model is to a statement, telling and wide, where it refutes the others too."""
    statement, *readings = statements
    models = known.model.restricted(found)
    try:
        own = signature(statement, *given)
        one = None if models is None else certify(models, own, given, statement, clear=True)
        if one is None or not one.sides.wide or not tells(one, found, (statement, *given)):
            return None
        return one if all(certify(one.model, found, given, reading) for reading in readings) else None
    except (Unreadable, Undecided, TooManyAxes):
        return None


def tells(one: Counterexample, found: Signature, statements: Sequence[sympy.Basic]) -> bool:
    """Whether a counterexample is telling: two values of everything with mass, two draws, and a clear gap."""
    drawn = {n for s in statements for draws in s.atoms(Draws) for n in draws.count.free_symbols}
    null = one.model.null()
    return (
        one.sides.clear
        and all(size - len(null.get(space, ())) > 1 for space, size in one.model.sizes.items())
        and all(value > 1 for symbol, value in one.model.counts.items() if symbol in drawn)
    )


def _has_zeros(model: Models) -> bool:
    return any((table == 0).any() for table in model.weights.values())


def _shapes(found: Signature, smallest: Models) -> Iterator[tuple[dict, dict, dict | None]]:
    """The shapes that are tried, each with a base measure: two points in each space, then three.

    Where the smallest counterexample has null states, its spaces with null states have two points beside one of them.
    """
    spaces, null = [s for s in found.spaces if s != "index"], smallest.null()
    choices = sorted(product((2, 3), repeat=len(found.counts)), key=sum)[:TELLING_CHOICES_OF_COUNTS]
    every = [dict(zip(found.counts, choice)) for choice in choices]
    two, three = ({space: points for space in spaces} for points in (2, 3))
    yield from ((two, counts, None) for counts in every)
    yield two, every[0], halves_and_wholes(two)
    if null:
        sizes = {space: 3 if space in null else 2 for space in spaces}
        yield sizes, every[0], last_is_null(sizes, null)
    yield three, every[0], None


def _simplest(found, given, statements, smallest, sizes, counts, base) -> Counterexample | None:
    """The counterexample of one shape to the first of several statements, among the models that are tried: one with a
    clear gap, which refutes the others too, and hides little, and has the simplest numbers, as far as there is one."""
    many = min(TELLING_MODELS, TELLING_CELLS // cost(found, sizes, counts))
    if not many:
        return None
    statement, *readings = statements
    chosen = choosing(statement, found.reals, given)
    models = simple_models(found, sizes, counts, base, many, _values(smallest), chosen)
    evaluator = Evaluator(models, Floats, tuple(found.points))
    held = holds(evaluator, given)
    bad, apart = _clearly_false(evaluator, held, statement)
    effort = effort_to_read(models) + HIDES * degenerate(models, chosen)
    effort = effort + NARROW * ~any_place(bad & apart, models.batch)
    for reading in readings:
        effort = effort + HOLDS * ~any_place(np.logical_and(*_clearly_false(evaluator, held, reading)), models.batch)
    suspects = np.flatnonzero(any_place(bad, models.batch))
    own, first = signature(statement, *given), None  # the points of the readings are none of the statement
    for i in _different(models, suspects[np.argsort(effort[suspects], kind="stable")])[:TELLING_CERTIFIED]:
        one = certify(models.take(i), own, given, statement, clear=True)
        if one is not None and one.sides.clear:
            if one.certified == "exact":
                return one
            first = first or one
    return first


def _different(models: Models, rows: np.ndarray) -> list[int]:
    """Rows in their order, without those of a model that came before."""
    tables = (*models.weights.values(), *models.functions.values(), *models.reals.values(), *models.mixtures.values())
    first: dict[tuple, int] = {}
    for i in rows:
        first.setdefault(tuple(table[i].tobytes() for table in tables), int(i))
    return list(first.values())


def _clearly_false(evaluator, held, statement) -> tuple[np.ndarray, np.ndarray]:
    """Where a statement is false, and its sides, if it has two, are defined, and equal or clearly apart; and where the
    gap is wide."""
    bad = falsified(evaluator, held, statement)
    if not isinstance(statement, sympy.Rel) or not bad.any():
        return bad, np.ones_like(bad)
    with np.errstate(all="ignore"):
        left, right = (evaluator.array(evaluator.value(side)) for side in statement.args)
        gap, equal = np.abs(left - right), Floats.compare(left, right) == 0
        clear = gap >= CLEAR_GAP * np.minimum(1, np.maximum(np.abs(left), np.abs(right)))
    return bad & (equal | clear), ~equal & (gap >= CLEAR_GAP)


def _values(model: Models) -> list[float]:
    """The values of functions and numbers in a model, of which a counterexample may need just these."""
    tables = (*model.functions.values(), *model.reals.values())
    return sorted({float(value) for table in tables for value in table.ravel()})


def simple_models(
    found: Signature,
    sizes: dict,
    counts: dict,
    base: dict | None,
    many: int,
    more: Sequence[float],
    chosen: Sequence[sympy.Symbol] = (),
) -> Models:
    """Models of one shape with simple numbers, and `more` values: a quarter with zeros among the weights of laws.

    The `chosen` numbers are zero or one.
    """
    rng = np.random.default_rng(0)
    weights, functions, reals, mixtures = {}, {}, {}, {}
    zeros = rng.random(many) < 0.25
    for law in found.laws:
        shape = (many, *lengths(law, found, sizes, counts))
        if law.parameters:
            weights[law] = simple_coefficients(law, shape, rng)
            continue
        each = (many,) + (1,) * (len(shape) - 1)
        table = np.where(rng.random(shape) < rng.choice(ONES, each), 1, rng.choice(WEIGHTS, shape))
        table = _with_one_apart(table, law, rng)
        empty = (rng.random(shape) < 0.3) & zeros.reshape(each)
        weights[law] = not_empty(np.where(empty, 0, table), law, base)
    for f in found.functions:
        if "real" in f.spaces:
            functions[f] = simple_coefficients(f, (many, *lengths(f, found, sizes, counts)), rng)
            continue
        pool = [v for v in dict.fromkeys((*VALUES, *more)) if v >= 0 or not f.nonnegative]
        functions[f] = rng.choice(pool, (many, *lengths(f, found, sizes, counts)))
    for symbol in found.reals:
        if symbol in chosen:
            reals[symbol] = rng.choice((0.0, 1.0), many)
            continue
        finest = FRACTIONS[-1]
        wanted = values(symbol, (int(v * finest) for v in more), (finest,))  # among them the one that it has
        reals[symbol] = rng.choice([*values(symbol, range(-3, 4), (1, 2)), *wanted], many)
    for kind, law, m in draw_counts(found, counts):
        pure = pure_couplings(kind, m)
        mixtures[(kind, law, m)] = pure[rng.integers(0, len(pure), many)]
    subsets = nested_subsets(found, sizes)
    return Models(sizes, counts, weights, functions, subsets, mixtures, base, reals, path_lengths(found, counts))


def _with_one_apart(table: np.ndarray, law: Law, rng: np.random.Generator) -> np.ndarray:
    """Tables of weights, in which half of those that are uniform get one cell with another weight: the simplest law
    that is not uniform.  With that weight, few readers mind to divide by the sum."""
    outs = prod(table.shape[1 : 1 + len(law.spaces)])
    larger = next(weight for weight in count(2) if not _rough(np.array(outs - 1 + weight)))
    flat = table.reshape(len(table), -1)
    uniform = (flat == flat[:, :1]).all(axis=1) & (rng.random(len(flat)) < 0.5)
    apart = np.arange(flat.shape[1]) == rng.integers(0, flat.shape[1], (len(flat), 1))
    return np.where(uniform[:, None] & apart, larger, flat).reshape(table.shape) if outs > 1 else table


def effort_to_read(models: Models) -> np.ndarray:
    """How much a reader has to compute in each model, axes (model): large denominators and odd values cost most."""
    effort = np.zeros(models.batch)
    for law, table in models.weights.items():
        if law.parameters:
            effort = effort + table.reshape(len(table), -1).sum(axis=1)
            continue
        outs = tuple(range(1, 1 + len(law.spaces)))
        whole = (table.sum(axis=outs) // np.gcd.reduce(table, axis=outs)).reshape(len(table), -1)
        effort = effort + whole.max(axis=1) + whole.mean(axis=1) + 50 * _rough(whole).any(axis=1)
        effort = effort + 20 * (table == 0).reshape(len(table), -1).any(axis=1)
    for table in (*models.functions.values(), *models.reals.values()):
        flat = table.reshape(len(table), -1)
        constant = (flat == flat[:, :1]).all(axis=1) & (flat.shape[1] > 1)
        effort = effort + (np.abs(flat) + 2 * (flat % 1 != 0) + (flat < 0)).sum(axis=1) + 4 * constant
    return effort


def _rough(denominators: np.ndarray) -> np.ndarray:
    """Which whole numbers have a prime factor above five, so that few readers like to divide by them."""
    rest = denominators.copy()
    for prime in (2, 3, 5):
        while (divisible := rest % prime == 0).any():
            rest = np.where(divisible, rest // prime, rest)
    return rest > 1
