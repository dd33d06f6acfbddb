"""A batch of finite models of one shape, and the tables that they give to laws and functions.

A space is a finite set with a base measure, stored as whole numbers of halves; a state of measure zero is a *null
state*.  Integrals and draws pass over null states, free points visit them.  A law is given by its density: at a null
state the density may have any value, and this value enters no marginal.  A law's table holds whole-number weights.
Where no coordinate is null, the probabilities are the weights over their sum, and the density is the probability over
the base measure.  Null states are left out of that sum; the density at a null state is its weight over the sum, as if
the state measured one.

`numbers` is an arithmetic in all methods: `numbers.Floats`, `numbers.Exact` or `balls.Balls`.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from fractions import Fraction
from functools import reduce
from typing import Any

import numpy as np
import sympy

from ..language.terms import Chain, Density, Function, Law, Point, Subset
from ..language.views.signature import Signature, Unreadable
from . import couplings
from .families import NAMES, combined, table_spaces, written
from .numbers import UNDEFINED, Arithmetic, Exact
from .reach import Reach


class Models:
    """A batch of models of one shape.  The first axis of every table holds the models; it has length 1 where all models
    share the table."""

    def __init__(
        self,
        sizes: dict[str, int],
        counts: dict,
        weights: dict,
        functions: dict,
        subsets: dict,
        mixtures: dict,
        base: dict | None = None,
        reals: dict | None = None,
        paths: dict[Point, int] | None = None,
    ):
        self.sizes, self.counts = sizes, counts  # the points of each space, the value of each count
        self.weights = weights  # of each law, axes (model, spaces…, givens…)
        self.functions, self.subsets = functions, subsets  # axes (model, spaces…) and (model, point)
        self.mixtures = mixtures  # of each kind, law and number of draws: the rates of the couplings (model, coupling)
        self.base = base or {}  # twice the measure of each point (model, point); a space without it counts points
        self.reals = reals or {}  # a value for each model (model)
        self.paths = paths  # how many points each path has; if None, one of a chain has as many as the chain has times
        arrays = (*weights.values(), *functions.values(), *subsets.values(), *self.base.values(), *self.reals.values())
        self.batch = max((len(a) for a in arrays), default=1)
        self._cache: dict = {}
        self._live = {space: halves > 0 for space, halves in self.base.items() if not halves.all()}

    def size(self, space: str) -> int:
        """The number of points of a space."""
        return self.sizes[space]

    def path_length(self, point: Point) -> int:
        """How many points a path has in the models; none of a point that is no path."""
        if self.paths is not None:
            return self.paths.get(point, 0)
        chains = (law for law in self.weights if isinstance(law, Chain) and law.spaces[0] == point.space)
        table = next((self.weights[chain] for chain in chains), None)
        return 0 if table is None else 1 + (table.shape[2] - 1) // table.shape[1]

    def number(self, symbol: sympy.Symbol, numbers: Arithmetic) -> Any:
        """The value of a count, one for all models, or of a real number, axes (model)."""
        if symbol in self.counts:
            return numbers.number(sympy.Integer(self.counts[symbol]))
        return self._rational(self.reals[symbol], numbers)

    def take(self, *rows: int) -> Models:
        """Some models of the batch, as a batch of their own."""

        def pick(table):
            return {k: v[list(rows)] if len(v) > 1 or not rows else v for k, v in table.items()}

        return Models(
            self.sizes,
            self.counts,
            pick(self.weights),
            pick(self.functions),
            pick(self.subsets),
            pick(self.mixtures),
            pick(self.base),
            pick(self.reals),
            self.paths,
        )

    def restricted(self, found: Signature) -> Models | None:
        """The models with no more than what some statements need; None where something of that is not in them."""
        held = {**self.counts, **self.weights, **self.functions, **self.subsets, **self.reals}
        needed = {*found.counts, *found.laws, *found.functions, *found.subsets, *found.reals}
        spaces = [space for space in found.spaces if space != "index"]
        if not needed <= held.keys() or not self.sizes.keys() >= {*spaces} or found.draws or self.mixtures:
            return None

        def kept(table):
            return {key: value for key, value in table.items() if key in needed}

        sizes, base = ({space: of[space] for space in spaces if space in of} for of in (self.sizes, self.base))
        tables = (kept(self.weights), kept(self.functions), kept(self.subsets))
        return Models(sizes, kept(self.counts), *tables, {}, base, kept(self.reals), self.paths)

    # -- the base measure --

    @property
    def has_null(self) -> bool:
        """Whether any model of the batch has a null state."""
        return bool(self._live)

    def live(self, space: str) -> Any:
        """Where the states of a space have mass, axes (model or 1, point); None where none is null in any model."""
        return self._live.get(space)

    def with_null(self) -> np.ndarray:
        """Which models have a null state, axes (model)."""
        found = np.zeros(self.batch, dtype=bool)
        for live in self._live.values():
            found = found | ~live.all(axis=1)
        return found

    def null(self) -> dict[str, list[int]]:
        """The null states of the first model, counted from 1, of every space that has any."""
        states = {space: [i for i, alive in enumerate(live[0], 1) if not alive] for space, live in self._live.items()}
        return {space: found for space, found in states.items() if found}

    def measure(self, space: str, numbers: Arithmetic, null: int = 0) -> np.ndarray | None:
        """The base measure of the points of a space, axes (model, point), with `null` halves for null states; None
        where every point measures one."""
        halves = self.base.get(space)
        if halves is None:
            return None
        key = ("measure", space, numbers, null)
        if key not in self._cache:
            halves = np.where(halves == 0, null, halves) if null else halves
            self._cache[key] = (
                np.asfortranarray(halves / 2)
                if not numbers.exact
                else np.asarray(
                    np.frompyfunc(lambda h: numbers.number(sympy.Rational(int(h), 2)), 1, 1)(halves), dtype=object
                )
            )
        return self._cache[key]

    def _alive(self, table, axes, spaces, zero=0):
        """A table, axes (model, axes…), with zero at the null states of some of its spaces."""
        for space in spaces if self._live else ():
            live = self._live.get(plain(space))
            if live is not None:
                shape = [len(live)] + [1] * len(axes)
                shape[1 + axes.index(space)] = live.shape[1]
                table = np.where(live.reshape(shape), table, zero)
        return table

    # -- laws --

    def density(self, law: Law, outs: tuple[str, ...], givens: tuple[str, ...], numbers: Arithmetic) -> np.ndarray:
        """The table of a density with respect to the base measure, axes (model, outs…, givens…)."""
        key = ("density", law, outs, givens, numbers)
        if key not in self._cache:
            self._cache[key] = self._with_measure(self._table(law, outs, givens, numbers), outs, numbers)
        return self._cache[key]

    def _with_measure(self, table, outs, numbers):
        """A table of probabilities, divided by the base measure of its outcomes."""
        for position, space in enumerate(outs):
            measure = self.measure(plain(space), numbers, null=2)
            if measure is not None:
                shape = [len(measure)] + [1] * (table.ndim - 1)
                shape[1 + position] = measure.shape[1]
                table = numbers.product(table, numbers.inverse(measure).reshape(shape))
        return table

    def member(
        self, law: Law, outs: tuple[str, ...], givens: tuple[str, ...], numbers: Arithmetic, values: list
    ) -> Any:
        """The table of a density of a family at some values of its parameters, each with axes (model); its axes are
        (model, outs…, givens…)."""
        table, spaces = self.weights[law], table_spaces(law)
        parts = [self._rational(table[..., k], numbers) for k in range(table.shape[-1])]
        shape = (-1, *(1,) * len(spaces))
        weights = combined(law, parts, [value.reshape(shape) for value in values], numbers)
        axes = tuple(range(1, 1 + len(law.spaces)))
        if law.independent:
            margins = []
            for i in range(len(law.spaces)):
                others = law.spaces[:i] + law.spaces[i + 1 :]
                drop = tuple(a for a in axes if a != 1 + i)
                margins.append(self._alive(weights, spaces, others, numbers.plain(0)).sum(axis=drop, keepdims=True))
            weights = reduce(numbers.product, margins)
        total = self._alive(weights, spaces, law.spaces, numbers.plain(0)).sum(axis=axes, keepdims=True)
        joint = numbers.product(weights, np.broadcast_to(numbers.inverse(total), weights.shape))
        return self._with_measure(self._reduced(joint, spaces, law.points_given, outs, givens, numbers), outs, numbers)

    def coefficients(self, function: Function, numbers: Arithmetic) -> np.ndarray:
        """The coefficients of a function with real places, axes (model, spaces…, coefficient)."""
        return self._rational(self.functions[function], numbers)

    def mass(self, law: Law, outs: tuple[str, ...], givens: tuple[str, ...], numbers: Arithmetic) -> np.ndarray:
        """The table of probabilities, axes (model, outs…, givens…): zero at null states, even of an undefined law."""
        table, zero = self._table(law, outs, givens, numbers), numbers.number(sympy.Integer(0))
        return self._alive(table, outs + givens, outs, zero)

    def _table(self, law, outs, givens, numbers):
        """Probabilities, and at null states the density as if the state measured one, axes (model, outs…, givens…)."""
        key = (law, outs, givens, numbers)
        if key not in self._cache:
            joint = self._joint(law, numbers)
            self._cache[key] = self._reduced(joint, law.spaces + law.given, law.given, outs, givens, numbers)
        return self._cache[key]

    def _reduced(self, joint, spaces, given, outs, givens, numbers):
        """The marginal or conditional table of a joint table over some spaces."""
        axes, keep, zero = list(spaces), set(outs) | set(givens), numbers.number(sympy.Integer(0))
        drop = tuple(1 + i for i, s in enumerate(axes) if s not in keep)
        table = self._alive(joint, axes, set(axes) - keep, zero).sum(axis=drop) if drop else joint
        axes = [s for s in axes if s in keep]
        if set(givens) - set(given):
            total = self._alive(table, axes, outs, zero).sum(axis=tuple(1 + axes.index(s) for s in outs), keepdims=True)
            table = numbers.product(table, np.broadcast_to(numbers.inverse(total), table.shape))
            # A conditional on an event of no mass is undefined, even where the joint is zero.
            undefined = ~numbers.defined(np.broadcast_to(numbers.inverse(total), table.shape))
            if undefined.any():
                table = np.where(undefined, numbers.inverse(total), table)
        return np.transpose(table, (0, *(1 + axes.index(s) for s in outs + givens)))

    def _joint(self, law, numbers):
        key = (law, numbers)
        if key not in self._cache and law.product:
            self._cache[key] = self._product(law, numbers)
        if key not in self._cache:
            weights = self.weights[law]
            axes = tuple(range(1, 1 + len(law.spaces)))
            if law.independent:  # the weights of the joint are the products of the weights of the margins
                weights = reduce(np.multiply, (self._margin(weights, law, i) for i in range(len(law.spaces))))
            total = self._alive(weights, law.spaces + law.given, law.spaces).sum(axis=axes, keepdims=True)
            self._cache[key] = shares(weights, total, numbers)
        return self._cache[key]

    # -- chains --

    def at_times(self, chain: Chain, outs: tuple[int, ...], givens: tuple[int, ...], numbers: Arithmetic) -> np.ndarray:
        """The table of a density of a chain at times with respect to the base measure, axes (model, outs…, givens…)."""
        key = ("times", chain, outs, givens, numbers)
        if key not in self._cache:
            names, left, right = (tuple(map(chain.at, times)) for times in (sorted({*outs, *givens}), outs, givens))
            joint = self._path(chain, tuple(sorted({*outs, *givens})), numbers)
            self._cache[key] = self._with_measure(self._reduced(joint, names, (), left, right, numbers), left, numbers)
        return self._cache[key]

    def _path(self, chain: Chain, times: tuple[int, ...], numbers: Arithmetic) -> np.ndarray:
        """The joint probabilities of the points of a chain at some times, axes (model, times…)."""
        first, *steps = self.steps(chain, numbers)
        if times[-1] > len(steps):
            raise Unreadable(f"a point of a path after the last time of a model: {times[-1]}")
        table, held = first, (0,)
        for time, step in enumerate(steps[: times[-1]], 1):
            shape = (len(step), *(1,) * (len(held) - 1), *step.shape[:0:-1])  # the point before comes first
            turned = np.swapaxes(step, 1, 2).reshape(shape)
            table = numbers.product(np.expand_dims(table, -1), turned)
            held = (*held, time)
            table, held = self._without(table, held, chain, times, numbers)
        return table

    def _without(self, table, held, chain, times, numbers):
        """A table without the points before the last one at times that nobody asks for."""
        drop = [time for time in held[:-1] if time not in times]
        names = tuple(map(chain.at, held))
        zero = numbers.number(sympy.Integer(0))
        table = self._alive(table, names, tuple(map(chain.at, drop)), zero)
        return table.sum(axis=tuple(1 + held.index(time) for time in drop)), tuple(t for t in held if t not in drop)

    def steps(self, chain: Chain, numbers: Arithmetic) -> list[np.ndarray]:
        """The probabilities of the first point of a chain, axes (model, point), and those of each step, axes (model,
        to, from); at null states the density as if the state measured one."""
        key = ("steps", chain, numbers)
        if key not in self._cache:
            weights, names = self.weights[chain], (*chain.spaces, "from")
            total = self._alive(weights, names, chain.spaces).sum(axis=1, keepdims=True)
            every, size = shares(weights, total, numbers), weights.shape[1]
            cuts = range(1, every.shape[2], size)
            self._cache[key] = [every[:, :, 0], *(every[:, :, cut : cut + size] for cut in cuts)]
        return self._cache[key]

    def _product(self, law, numbers):
        """The joint table of a law that is named from a product."""
        axes = law.spaces + law.given
        factors = []
        for factor in law.product:
            table, own = self._joint(factor.law, numbers), factor.law.spaces + factor.law.given
            ordered = np.transpose(table, (0, *(1 + own.index(s) for s in axes if s in own)))
            missing = tuple(1 + i for i, s in enumerate(axes) if s not in own)
            factors.append(np.expand_dims(ordered, missing))
        return reduce(numbers.product, factors)

    def _margin(self, weights, law, i):
        drop = tuple(a for a in range(1, 1 + len(law.spaces)) if a != 1 + i)
        others = law.spaces[:i] + law.spaces[i + 1 :]
        return self._alive(weights, law.spaces + law.given, others).sum(axis=drop, keepdims=True)

    # -- functions, subsets, draws --

    def function(self, function: Function, numbers: Arithmetic) -> np.ndarray:
        """The values of a function, axes (model, spaces…)."""
        return self._rational(self.functions[function], numbers)

    @staticmethod
    def _rational(table, numbers):
        """A table of whole numbers and quarters, which floats hold exactly, in the arithmetic `numbers`."""
        if not numbers.exact:
            return table.astype(float, order="F")
        made = np.asarray(np.frompyfunc(Fraction, 1, 1)(table), dtype=object)
        return numbers.lift(made) if hasattr(numbers, "lift") else made

    def subset(self, subset: Subset | None, space: str) -> np.ndarray:
        """The points of a subset as a mask, axes (model, point); all points of the space where the subset is None."""
        if subset is None:
            return np.ones((1, self.sizes[space]), dtype=bool)
        return self.subsets[subset]

    def draws(self, kind: str, density: Density, n: int, numbers: Arithmetic) -> np.ndarray:
        """The probabilities of n draws, axes (model, z_1 … z_n, givens…); each draw has the law of the density."""
        key = (kind, density.law, n, numbers, tuple(g.space for g in density.givens))
        if key not in self._cache:
            one = self.mass(
                density.law, tuple(o.space for o in density.outs), tuple(g.space for g in density.givens), numbers
            )
            if hasattr(numbers, "lift"):  # The table is made exactly and then lifted, because balls cannot be compared.
                self._cache[key] = numbers.lift(self.draws(kind, density, n, Exact))
            else:
                joint = self._coupled(one, self.mixtures[(kind, density.law, n)], density.outs[0].space, n, numbers)
                self._cache[key] = joint if numbers.exact else np.asfortranarray(joint)
        return self._cache[key]

    def _coupled(self, one, rates, space, n, numbers):
        """The joint table of n draws from the table of one draw; undefined where that one is, except at null states."""
        unknown = ~numbers.defined(one).all(axis=1)
        if not unknown.any():
            return couplings.joint(one, rates, n, numbers)
        zero, live = numbers.number(sympy.Integer(0)), self.live(space)
        joint = couplings.joint(np.where(unknown[:, None], zero, one), rates, n, numbers)
        everywhere = unknown.reshape(len(unknown), *(1,) * n, *unknown.shape[1:])
        for position, alive in enumerate([] if live is None else [live] * n):
            shape = [len(alive)] + [1] * (joint.ndim - 1)
            shape[1 + position] = self.sizes[space]
            everywhere = everywhere & alive.reshape(shape)
        undefined = np.array(UNDEFINED, dtype=object) if numbers.exact else np.array(np.nan)
        return np.where(everywhere, undefined, joint)

    # -- description --

    def describe(self, reach: Reach | None = None) -> dict:
        """The first model as JSON: sizes, counts, tables of fractions; also densities where there are null states.

        Tables end where statements of that `reach` end to look.
        """
        reach = reach or Reach()
        out: dict = {"sizes": dict(self.sizes)}
        if self.counts:
            out["counts"] = dict(zip(labels(self.counts), self.counts.values()))
        if self.reals:
            out["numbers"] = {name: str(Fraction(v[0])) for name, v in zip(labels(self.reals), self.reals.values())}
        if self.base:
            measures = {space: [Fraction(int(h), 2) for h in halves[0]] for space, halves in self.base.items()}
            out["measure"] = {space: list(map(str, m)) for space, m in measures.items() if set(m) != {1}}
            if not out["measure"]:
                del out["measure"]
        named, null = dict(zip(self.weights, labels(self.weights, _declared))), self.null()
        for law, name in named.items():
            if isinstance(law, Chain):
                out.setdefault("laws", {}).update(self._told_chain(law, reach))
                continue
            if law.parameters:
                said = _strings(_texts(law, self.weights[law])[0])
                out.setdefault("laws", {})[name] = {
                    "axes": list(table_spaces(law)),
                    "parameters": NAMES[: law.parameters],
                    "weights": said,
                    **_given(law.points_given),
                }
                continue
            asked = (law, law.spaces, law.given, Exact)
            told = {
                "axes": list(law.spaces + law.given),
                "table": _strings(self.mass(*asked)[0]),
                **_given(law.given),
            }
            out.setdefault("laws", {})[name] = told
            if null:
                told["density"] = _strings(self.density(*asked)[0])
        for name, table in zip(labels(self.functions, _declared), self.functions.values()):
            function = next(f for f, held in self.functions.items() if held is table)
            if "real" in function.spaces:
                table = _texts(function, table)
            out.setdefault("functions", {})[name] = _strings(
                table[0][part] if (part := reach.part(function)) else table[0]
            )
            if function.spaces:
                out.setdefault("arguments", {})[name] = list(function.spaces)
        for name, mask in zip(labels(self.subsets, _declared), self.subsets.values()):
            out.setdefault("subsets", {})[name] = [i for i, inside in enumerate(mask[0]) if inside]
        for (kind, law, n), rates in self.mixtures.items():
            out.setdefault("draws", []).append(
                {"kind": kind, "law": named.get(law, law.name), "n": n, "equal within": couplings.describe(rates[0], n)}
            )
        return out

    def _told_chain(self, chain: Chain, reach: Reach) -> dict:
        """The first model's chain as JSON: the law of its first point and those of its steps, as far as they are in
        reach."""
        first, *steps = self.steps(chain, Exact)
        point = chain.at(0)
        told = {f"{chain.name}({point})": {"axes": [point], "table": _strings(first[0])}}
        for time, step in enumerate(reach.steps(chain, steps), 1):
            axes = [chain.at(time), chain.at(time - 1)]
            told[f"{chain.name}({' | '.join(axes)})"] = {"axes": axes, "table": _strings(step[0])}
        return told


def plain(space: str) -> str:
    """The space of a point of a path, of which the name tells its time, too."""
    return space.partition("[")[0]


def shares(weights: np.ndarray, total: np.ndarray, numbers: Arithmetic) -> np.ndarray:
    """Weights over their sums."""
    if not numbers.exact:  # Fortran order keeps the models contiguous: a computation over all of them runs along memory
        return np.asfortranarray(weights / total)
    ratio = np.asarray(np.frompyfunc(lambda a, b: Fraction(int(a), int(b)), 2, 1)(weights, total), dtype=object)
    return numbers.lift(ratio) if hasattr(numbers, "lift") else ratio


def labels(items: Collection, longer: Callable[[Any], str] = str) -> list[str]:
    """A name for each item, all different: the item's own name where no other item has it, else the name that `longer`
    gives it, with a number where another item has this name too."""
    names, out = [item.name for item in items], []
    for item in items:
        name = item.name if names.count(item.name) == 1 else longer(item)
        same = sum(1 for other in out if other == name or other.startswith(name + " #"))
        out.append(f"{name} #{same + 1}" if same else name)
    return out


def _declared(item) -> str:
    """The name of a law, a function or a subset with its spaces: q(z | x), f(z)."""
    given = getattr(item, "given", ())
    spaces = item.spaces if hasattr(item, "spaces") else (item.space,)
    return f"{item.name}({', '.join(spaces)}{' | ' + ', '.join(given) if given else ''})"


def _given(spaces: Sequence[str]) -> dict:
    """The spaces of the points that a law is given, as a part of its JSON; nothing where there are none."""
    return {"given": list(spaces)} if spaces else {}


def _strings(array) -> list | str:
    """An array of fractions or texts as nested lists."""
    if getattr(array, "ndim", 0):
        return [_strings(a) for a in array]
    return array if isinstance(array, str) else str(Fraction(array))


def _texts(thing: Law | Function, table: np.ndarray) -> np.ndarray:
    """The polynomials with the coefficients in a table, as texts."""
    out = np.empty(table.shape[:-1], dtype=object)
    for position in np.ndindex(out.shape):
        out[position] = written(thing, table[position])
    return out
