"""Finite models: sizes of spaces, values of counts, and rational tables for every law and function.

A batch holds many models of one shape.  A space is a finite set with a base measure (one for every point, or halves and
wholes: a density may exceed one, and a sum without the measure is no integral).  Tables are whole-number weights; a
law's probabilities are its weights over their sum, so every model is exactly rational and any model of a batch can be
looked at again in exact arithmetic.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from fractions import Fraction
from functools import cache, reduce
from itertools import product
from math import gcd, prod

import numpy as np
import sympy

from ..kernel import terms as t
from . import couplings
from .numbers import Exact


@dataclass
class Signature:
    """What a model has to interpret: everything that occurs free of binding in some statements."""

    spaces: list[str] = field(default_factory=list)
    counts: list = field(default_factory=list)
    laws: list = field(default_factory=list)
    functions: list = field(default_factory=list)
    subsets: list = field(default_factory=list)
    draws: list = field(default_factory=list)
    points: list = field(default_factory=list)


def signature(*statements) -> Signature:
    """Collect spaces, counts, laws, functions, subsets and the free points of statements."""
    found = Signature()

    def note(kind, item):
        if item not in kind:
            kind.append(item)

    def walk(node, bound):
        if isinstance(node, t.Point):
            note(found.spaces, node.space)
            if node not in bound:
                note(found.points, node)
        elif isinstance(node, sympy.Symbol):
            if node not in bound:
                note(found.counts, node)
        elif isinstance(node, t.Law):
            note(found.laws, node)
            for space in node.spaces + node.given:
                note(found.spaces, space)
        elif isinstance(node, t.Function):
            note(found.functions, node)
        elif isinstance(node, t.Subset):
            note(found.subsets, node)
            note(found.spaces, node.space)
            for inner in node.args[2:]:
                walk(inner, bound)
        elif isinstance(node, t.Named):
            walk(node.body, bound)
        else:
            if isinstance(node, t.Draws) and node.kind != "iid":
                note(found.draws, (node.kind, node.density.law, node.count))
            inner = bound | _binds(node)
            if isinstance(node, t.Mean):  # the range is read outside
                for arg, within in zip(node.args, (inner, bound, bound, inner), strict=True):
                    walk(arg, within)
            elif isinstance(node, t.Normalised):
                walk(node.args[1], inner)
                for places, within in ((node.args[0], inner), (node.args[2], bound)):
                    for place in places:
                        walk(place, within)
            elif isinstance(node, _BINDERS):  # one after the other: a law may be given a free point that is bound later
                within = bound
                for item in map(t.unnamed, node.args[0]):
                    within = within | set((item,) if isinstance(item, t.Point) else item.outs)
                    walk(item, within)
                for arg in node.args[1:]:
                    walk(arg, within)
            else:
                for arg in node.args:
                    walk(arg, inner)

    for statement in statements:
        walk(statement, frozenset())
    return found


_BINDERS = (t.Expectation, t.Integral, t.Divergence, t.Always, t.Integrable)


def _binds(node) -> frozenset:
    if isinstance(node, (t.Expectation, t.Integral, t.Divergence, t.Always, t.Integrable)):
        items = map(t.unnamed, node.args[0])
        return frozenset(v for item in items for v in ((item,) if isinstance(item, t.Point) else item.outs))
    if isinstance(node, t.Normalised):
        return frozenset(node.args[0])
    if isinstance(node, t.Mean):
        return frozenset(node.args[:1])
    if isinstance(node, t.Extremum):
        return frozenset(node.args[1:2])
    return frozenset()


class Models:
    """A batch of models of one shape."""

    def __init__(self, sizes, counts, weights, functions, subsets, mixtures, base=None):
        self.sizes, self.counts, self.weights = sizes, counts, weights
        self.base = base or {}  # twice the measure of each point (model or 1, point); a space without it counts points
        self.functions, self.subsets, self.mixtures = functions, subsets, mixtures
        arrays = (*weights.values(), *functions.values(), *self.base.values())
        self.batch = max((len(a) for a in arrays), default=1)
        self._cache: dict = {}

    def size(self, space: str) -> int:
        return self.sizes[space]

    def number(self, symbol, numbers):
        return numbers.number(sympy.Integer(self.counts[symbol]))

    def take(self, *rows: int) -> Models:
        """Some models of the batch, as a batch of their own."""
        def pick(table):
            return {k: v[list(rows)] if len(v) > 1 or not rows else v for k, v in table.items()}
        return Models(self.sizes, self.counts, pick(self.weights), pick(self.functions), self.subsets,
                      pick(self.mixtures), pick(self.base))

    def measure(self, space: str, numbers):
        """The base measure of the points of a space, axes (model, point); None where every point counts one."""
        halves = self.base.get(space)
        if halves is None:
            return None
        key = ("measure", space, numbers)
        if key not in self._cache:
            self._cache[key] = np.asfortranarray(halves / 2) if not numbers.exact else np.asarray(
                np.frompyfunc(lambda h: numbers.number(sympy.Rational(int(h), 2)), 1, 1)(halves), dtype=object)
        return self._cache[key]

    def density(self, law, outs, givens, numbers):
        """The table of a density with respect to the base measure, axes (model, outs…, givens…)."""
        key = ("density", law, outs, givens, numbers)
        if key not in self._cache:
            table = self.mass(law, outs, givens, numbers)
            for position, space in enumerate(outs):
                measure = self.measure(space, numbers)
                if measure is not None:
                    shape = [len(measure)] + [1] * (table.ndim - 1)
                    shape[1 + position] = self.sizes[space]
                    table = numbers.product(table, numbers.inverse(measure).reshape(shape))
            self._cache[key] = table
        return self._cache[key]

    def mass(self, law, outs, givens, numbers):
        """The table of probabilities, axes (model, outs…, givens…)."""
        key = (law, outs, givens, numbers)
        if key not in self._cache:
            joint, axes = self._joint(law, numbers), list(law.spaces + law.given)
            keep = set(outs) | set(givens)
            drop = tuple(1 + i for i, s in enumerate(axes) if s not in keep)
            table = joint.sum(axis=drop) if drop else joint
            axes = [s for s in axes if s in keep]
            if set(givens) - set(law.given):
                total = table.sum(axis=tuple(1 + axes.index(s) for s in outs), keepdims=True)
                table = numbers.product(table, np.broadcast_to(numbers.inverse(total), table.shape))
                # a conditional on an event of no mass is undefined, even where the joint is zero
                undefined = ~numbers.defined(np.broadcast_to(numbers.inverse(total), table.shape))
                if undefined.any():
                    table = np.where(undefined, numbers.inverse(total), table)
            self._cache[key] = np.transpose(table, (0, *(1 + axes.index(s) for s in outs + givens)))
        return self._cache[key]

    def _joint(self, law, numbers):
        key = (law, numbers)
        if key not in self._cache:
            weights = self.weights[law]
            axes = tuple(range(1, 1 + len(law.spaces)))
            if law.independent:  # one table a coordinate, laid out along the first axes
                weights = reduce(np.multiply, (self._margin(weights, law, i) for i in range(len(law.spaces))))
            total = weights.sum(axis=axes, keepdims=True)
            if numbers.exact:
                ratio = np.frompyfunc(lambda a, b: Fraction(int(a), int(b)), 2, 1)
                self._cache[key] = np.asarray(ratio(weights, total), dtype=object)
                if hasattr(numbers, "lift"):
                    self._cache[key] = numbers.lift(self._cache[key])
            else:  # the models contiguous, so that what is computed for all of them runs along memory
                self._cache[key] = np.asfortranarray(weights / total)
        return self._cache[key]

    @staticmethod
    def _margin(weights, law, i):
        keep = 1 + i
        drop = tuple(a for a in range(1, 1 + len(law.spaces)) if a != keep)
        return weights.sum(axis=drop, keepdims=True)

    def function(self, function, numbers):
        table = self.functions[function]
        if not numbers.exact:
            return table.astype(float, order="F")
        made = np.asarray(np.frompyfunc(lambda v: Fraction(int(v)), 1, 1)(table), dtype=object)
        return numbers.lift(made) if hasattr(numbers, "lift") else made

    def subset(self, subset, space):
        if subset is None:
            return np.ones((1, self.sizes[space]), dtype=bool)
        return self.subsets[subset]

    def draws(self, kind, density, n, numbers):
        """The probabilities of n draws, axes (model, z_1 … z_n, givens…), every draw with the density's own law."""
        key = (kind, density.law, n, numbers, tuple(g.space for g in density.givens))
        if key not in self._cache:
            one = self.mass(density.law, tuple(o.space for o in density.outs),
                               tuple(g.space for g in density.givens), numbers)
            if hasattr(numbers, "lift"):  # balls do not compare: the table is made exactly and then lifted
                self._cache[key] = numbers.lift(self.draws(kind, density, n, Exact))
            else:
                joint = couplings.joint(one, self.mixtures[(kind, density.law, n)], n, numbers)
                self._cache[key] = joint if numbers.exact else np.asfortranarray(joint)
        return self._cache[key]

    def describe(self) -> dict:
        """The model as JSON: sizes, counts, tables of fractions."""
        out: dict = {"sizes": dict(self.sizes)}
        if self.counts:
            out["counts"] = {str(k): v for k, v in self.counts.items()}
        if self.base:
            measures = {space: [Fraction(int(h), 2) for h in halves[0]] for space, halves in self.base.items()}
            out["measure"] = {space: list(map(str, m)) for space, m in measures.items() if set(m) != {1}}
            if not out["measure"]:
                del out["measure"]
        for law in self.weights:
            out.setdefault("laws", {})[law.name] = {
                "axes": list(law.spaces + law.given), "table": _strings(self._joint(law, Exact)[0])}
        for function, table in self.functions.items():
            out.setdefault("functions", {})[function.name] = _strings(table[0])
        for subset, mask in self.subsets.items():
            out.setdefault("subsets", {})[subset.name] = [i for i, inside in enumerate(mask[0]) if inside]
        for (kind, law, n), rates in self.mixtures.items():
            out.setdefault("draws", []).append({"kind": kind, "law": law.name, "n": n,
                                                "equal within": couplings.describe(rates[0], n)})
        return out


def _strings(array):
    return [_strings(a) for a in array] if getattr(array, "ndim", 0) else str(array)


# --- shapes and tables ------------------------------------------------------------------------------------------


def shapes(found: Signature, largest: int = 3, most: int = 60) -> list[tuple[dict, dict]]:
    """Sizes of spaces and values of counts, in order of size."""
    spaces = [s for s in found.spaces if s != "index"]
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
    return int(sympy.Integer(expression.subs(counts))) if hasattr(expression, "subs") else int(expression)


def indices(counts: dict) -> int:
    """How many indices a function of an index is tabulated for: one more than the largest count."""
    return 1 + max(counts.values(), default=2)


def _draw_counts(found, counts):
    for kind, law, n in found.draws:
        yield kind, law, evaluate_count(n, counts)


def random_models(found: Signature, sizes: dict, counts: dict, n: int, rng, zeros: float = 0.0) -> Models:
    """`n` random models of a shape; a fraction of table cells is zero."""
    weights = {}
    for law in found.laws:
        shape = (n, *(sizes[s] for s in law.spaces + law.given))
        table = rng.integers(1, 17, shape)
        if zeros:
            table = np.where(rng.random(shape) < zeros * rng.integers(0, 2, (n,) + (1,) * (len(shape) - 1)), 0, table)
            empty = table.sum(axis=tuple(range(1, 1 + len(law.spaces))), keepdims=True) == 0
            table = np.where(empty, 1, table)
        weights[law] = table
    functions = {}
    for f in found.functions:
        shape = (n, *(sizes.get(s, indices(counts)) for s in f.spaces))
        lowest = np.where(rng.random(n) < 0.5, 1, 0 if f.nonnegative else -4).reshape((n,) + (1,) * len(f.spaces))
        functions[f] = rng.integers(lowest, 9, shape)
    mixtures = {}
    for kind, law, m in _draw_counts(found, counts):
        ways = len(couplings.couplings(m))
        rates = rng.integers(0, 4, (n, ways)) + np.eye(1, ways, dtype=int)
        mixtures[(kind, law, m)] = couplings.symmetric(rates, m) if kind == "exchangeable" else rates
    base = {space: rng.integers(1, 5, (1, size)) for space, size in sizes.items()} if rng.integers(0, 2) else None
    return Models(sizes, counts, weights, functions, _subsets(found, sizes, rng), mixtures, base)


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


def halves_and_wholes(sizes: dict) -> dict:
    """A base measure under which points differ: ½, 1, ½, … in one space, 1, ½, 1, … in the next."""
    return {space: np.array([[1 + (i + j) % 2 for j in range(size)]]) for i, (space, size) in enumerate(sizes.items())}


def small_models(found: Signature, sizes: dict, counts: dict, level: int, most: int = 20_000,
                 base=None) -> Models | None:
    """All models of a shape with weights up to `level` (normalised, each table once); None when there are too many."""
    columns = []
    for law in found.laws:
        outs, givens = (tuple(sizes[s] for s in spaces) for spaces in (law.spaces, law.given))
        columns.append(_law_tables(outs, givens, level, most))
    for f in found.functions:
        lengths = tuple(sizes.get(s, indices(counts)) for s in f.spaces)
        cells = prod(lengths)
        low = 0 if f.nonnegative else -level
        if (level - low + 1) ** cells > most:
            return None
        columns.append(np.array(list(product(range(low, level + 1), repeat=cells))).reshape(
            (-1, *lengths)))
    mixed = list(_draw_counts(found, counts))
    for kind, _law, m in mixed:
        columns.append(_pure_couplings(kind, m))
    if not columns:
        return Models(sizes, counts, {}, {}, _subsets(found, sizes), {}, base)
    if any(c is None for c in columns) or prod(len(c) for c in columns) > most:
        return None
    index = np.indices([len(c) for c in columns]).reshape(len(columns), -1)
    # simplest first: by the sum of all weights
    total = sum(np.abs(c).reshape(len(c), -1).sum(axis=1)[i] for c, i in zip(columns, index))
    order = np.argsort(total, kind="stable")
    picked = [c[i[order]] for c, i in zip(columns, index)]
    a, b = len(found.laws), len(found.laws) + len(found.functions)
    return Models(sizes, counts, dict(zip(found.laws, picked[:a])), dict(zip(found.functions, picked[a:b])),
                  _subsets(found, sizes), {(k, law, m): r for (k, law, m), r in zip(mixed, picked[b:])}, base)


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
                  one.subsets, both(one.mixtures, other.mixtures), both(one.base or counting, other.base or counting))


def _pure_couplings(kind: str, n: int):
    """One coupling at a time; of exchangeable draws, all couplings of one shape at a time."""
    eye = np.eye(len(couplings.couplings(n)), dtype=int)
    if kind == "exchangeable":
        eye = np.unique(couplings.symmetric(eye, n), axis=0)[::-1]
        eye = eye[eye.any(axis=1)]
    return eye


@cache
def _law_tables(outs, givens, level, most):
    cells, columns = prod(outs), prod(givens)
    if (level + 1) ** cells > most:
        return None
    rows = [r for r in product(range(level + 1), repeat=cells) if any(r) and gcd(*r) == 1]
    if len(rows) ** columns > most:
        return None
    tables = [np.array(c).T.reshape((*outs, *givens)) for c in product(rows, repeat=columns)]
    return np.array(tables)


def enumeration(found: Signature, levels: int = 3, most: int = 20_000) -> Iterator[Models]:
    """Batches of all small models, in order of size: shape first, then weights, then the base measure.

    Those under which points differ come together with those of the next level, where every point counts one.
    """
    batches = sorted(((cost(found, *shape) + 4 * level, i, level, shape)
                      for i, shape in enumerate(shapes(found)) for level in range(1, levels + 2)), key=lambda b: b[:3])
    for _size, _i, level, (sizes, counts) in batches:
        uneven = small_models(found, sizes, counts, level - 1, most, halves_and_wholes(sizes)) if level > 1 else None
        models = joined(uneven, small_models(found, sizes, counts, level, most) if level <= levels else None)
        if models is not None:
            yield models
