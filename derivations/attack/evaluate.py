"""What a statement says in finite models: one walk over the nodes, in floats or in exact numbers.

A value is an array with a fixed number of axes: axis 0 holds the models, every free or bound variable has an axis of
its own, so all models and all points are evaluated at once.  The walk reads SymPy nodes, not the kernel's canonical
forms: what is proved and what is attacked meet only in the object that the author typed.
"""

from __future__ import annotations

from math import prod

import numpy as np
import sympy

from ..language import terms as t
from ..language.views.signature import Unreadable
from .calculus import Calculus, Moving
from .model import Models
from .quadrature import Axis, Quadrature, factors_of
from .statements import Statements

AXES = 14
MOST_TERMS, MOST_FACTORS = 10_000, 200  # of a sum and of a product


class TooManyAxes(Unreadable):
    """More variables at once than a table of this batch may have."""


class Times(tuple):
    """The points of a path that have axes: the time of each, and its axis; `alone` is that of a point of its name."""

    alone: int | None

    def __new__(cls, pairs, alone: int | None = None):
        made = super().__new__(cls, pairs)
        made.alone = alone
        return made


class Nodes:
    """What evaluators know of nodes, each of which is looked at once.

    It is kept by identity: comparing SymPy trees again and again is what would cost most.
    """

    def __init__(self):
        self.known: dict[int, tuple] = {}
        self.numbers: dict = {}
        self.kept: list = []  # an identity is only good while its node lives

    def look_at(self, node) -> tuple[int, tuple]:
        """A number that equal nodes share, and the points and indices that occur in the node, bound ones included."""
        found = self.known.get(id(node))
        if found is None:
            if isinstance(node, (t.Point, sympy.Symbol)):
                occurring = (node,)
            else:
                args = node.args[2:] if isinstance(node, t.Named) else node.args
                occurring = tuple(dict.fromkeys(v for a in args for v in self.look_at(a)[1]))
            found = self.known[id(node)] = (self.numbers.setdefault(node, len(self.numbers)), occurring)
            self.kept.append(node)
        return found


NODES = Nodes()
"""One for the process: every evaluator of a search looks at the same statements."""


class Evaluator(Calculus, Quadrature, Statements):
    """Evaluates quantities and statements in a batch of models of one shape."""

    def __init__(self, models: Models, numbers, points: tuple[t.Point, ...] = ()):
        if len(points) >= AXES:
            raise TooManyAxes(f"more than {AXES - 1} points at once")
        self.models, self.numbers, self.memo = models, numbers, {}
        self.free = {point: i + 1 for i, point in enumerate(points)}
        last = len(points)
        for point in points:
            many = models.path_length(point)
            if many:
                self.free[point] = Times(((time, last + 1 + time) for time in range(many)), self.free[point])
                last += many
        if last >= AXES:
            raise TooManyAxes(f"more than {AXES - 1} points at once")

    # -- quantities --

    look_at = staticmethod(NODES.look_at)
    axes = AXES

    def value(self, node, env=None):
        env = self.free if env is None else env
        number, occurring = NODES.known.get(id(node)) or NODES.look_at(node)
        key = (number, *map(env.get, occurring))
        found = self.memo.get(key)
        if found is None:
            if isinstance(node, sympy.Rational):
                return self.numbers.number(node)
            if type(node) not in _MEANINGS:
                raise Unreadable(f"no finite meaning for {type(node).__name__}")
            found = self.memo[key] = getattr(self, _MEANINGS[type(node)])(node, env)
        return found

    def array(self, value):
        if not isinstance(value, np.ndarray):
            out = np.empty((1,) * AXES, dtype=object if self.numbers.exact else float)
            out[...] = value
            return out
        return value

    def _symbol(self, node, env):
        if node in env:
            held = env[node]
            return held.value if isinstance(held, Moving) else self.numbers.number(sympy.Integer(held))
        found = self.models.number(node, self.numbers)
        return self.placed(found, []) if isinstance(found, np.ndarray) else found

    def _add(self, node, env):
        total = self.array(self.value(node.args[0], env))
        for arg in node.args[1:]:
            total = total + self.array(self.value(arg, env))
        return total

    def _mul(self, node, env):
        total = self.array(self.value(node.args[0], env))
        for arg in node.args[1:]:
            total = self.numbers.product(total, self.array(self.value(arg, env)))
        return total

    def _pow(self, node, env):
        base, exponent = self.array(self.value(node.args[0], env)), int(node.args[1])
        if exponent < 0:
            base = self.one_over(base, node.args[0])
        if not exponent:
            return base * 0 + self.numbers.number(sympy.Integer(1))
        out = base
        for _ in range(abs(exponent) - 1):
            out = self.numbers.product(out, base)
        return out

    def one_over(self, array, _node):
        """One over the values of a node, undefined at zero."""
        return self.numbers.inverse(array)

    def _log(self, node, env):
        """A logarithm: that of a density of a named law, or of a number, is a float where the density may be none."""
        total, rest = None, []
        for factor, exponent in factors_of(node.args[0]):
            if isinstance(factor, t.Density) and isinstance(factor.law, t.NamedLaw):
                one = self.log_density(factor, env) * self.numbers.number(sympy.Integer(exponent))
            elif isinstance(factor, t.Coordinate) and isinstance(env.get(factor), Axis):
                one = self.log_of_number(factor, env) * self.numbers.number(sympy.Integer(exponent))
            else:
                rest.append((factor, exponent))
                continue
            total = one if total is None else total + one
        if total is None or not rest:
            return self.numbers.log(self.array(self.value(node.args[0], env))) if total is None else total
        left = [sympy.Pow(f, e, evaluate=False) if e != 1 else f for f, e in rest]
        return total + self._log(t.log(sympy.Mul(*left, evaluate=False) if len(left) > 1 else left[0]), env)

    def _exp(self, node, env):
        return self.numbers.exp(self.array(self.value(node.args[0], env)))

    def _polygamma(self, node, env):
        return self.numbers.polygamma(node.order, self.array(self.value(node.argument, env)))

    def axis(self, place, env) -> int:
        if isinstance(place, t.Draw):
            base, index = place.args
            held = env.get(base)
            if isinstance(held, tuple) and not isinstance(held, Times):
                return held[self.count(index, env) - 1]
            return self.on_path(place, env)[0][1]
        found = env.get(place)
        found = found.alone if isinstance(found, Times) else found
        if not isinstance(found, int):
            raise Unreadable(f"{t.said(place)} has no value here")
        return found

    def on_path(self, place, env) -> list[tuple[int, int]]:
        """The times of a point or a stretch of a path, each with the axis of the point."""
        ends = [self.count(end, env) for end in place.args[1:]]
        found = env.get(place.point)
        held = dict(found) if isinstance(found, Times) else {}
        missing = [time for time in range(ends[0], ends[-1] + 1) if time not in held]
        if missing:
            raise Unreadable(f"{place.point.name}[{missing[0]}] has no value here")
        return [(time, held[time]) for time in range(ends[0], ends[-1] + 1)]

    def spread(self, over, env):
        """What is bound, with each stretch of a path as its points and all of their times as numbers."""
        if not any(isinstance(place, (t.Draw, t.Stretch)) for place in over):
            return over
        found = []
        for place in over:
            ends = [self.count(end, env) for end in place.args[1:]] if isinstance(place, (t.Draw, t.Stretch)) else ()
            times = range(ends[0], ends[-1] + 1) if ends else ()
            found += [t.Draw(place.point, sympy.Integer(time)) for time in times] if ends else [place]
        return tuple(found)

    def indices(self, first, last, env, most: int) -> range:
        """The indices of a range; raises `Unreadable` where there are too many to go through."""
        found = range(self.count(first, env), self.count(last, env) + 1)
        if len(found) > most:
            raise Unreadable(f"more than {most} indices to go through, from {first} to {last}")
        return found

    def count(self, node, env) -> int:
        """A whole number, how many or which one: the same in every arithmetic."""
        if isinstance(node, sympy.Symbol) and (node in env or node in self.models.counts):
            return int(env[node] if node in env else self.models.counts[node])
        if isinstance(node, sympy.Integer):
            return int(node)
        if isinstance(node, (sympy.Add, sympy.Mul)):
            parts = [self.count(arg, env) for arg in node.args]
            return sum(parts) if isinstance(node, sympy.Add) else prod(parts)
        if isinstance(node, sympy.Pow) and isinstance(node.args[1], sympy.Integer) and node.args[1] >= 0:
            return self.count(node.args[0], env) ** int(node.args[1])
        raise Unreadable(f"not a whole number: {node}")

    def _pi(self, _node, _env):
        return self.numbers.pi()

    def _density(self, node, env):
        law = node.law
        if isinstance(law, t.NamedLaw):
            return self._named_density(node, env)
        if isinstance(law, t.Chain):
            outs, givens = ([pair for place in side for pair in self.on_path(place, env)] for side in node.args[1:])
            if len({time for time, _ in outs + givens}) < len(outs + givens):
                raise Unreadable(f"{node} has two points at one time")
            drawn, known = (tuple(time for time, _ in side) for side in (outs, givens))
            table = self.models.at_times(law, drawn, known, self.numbers)
            return self.placed(table, [axis for _, axis in outs + givens])
        if node.taken:
            return self.placed(self.member(node, env), [self.axis(p, env) for p in node.outs + node.points_given])
        table = self.models.density(
            law, tuple(o.space for o in node.outs), tuple(g.space for g in node.givens), self.numbers
        )
        return self.placed(table, [self.axis(p, env) for p in node.outs + node.givens])

    def placed(self, table, axes):
        """Move the axes of a table (models first) to where the variables live."""
        axes = list(axes)
        while len(set(axes)) < len(axes):  # one point in two places: the diagonal, which NumPy puts last
            i = next(i for i, a in enumerate(axes) if a in axes[i + 1 :])
            j = axes.index(axes[i], i + 1)
            table = np.diagonal(table, axis1=1 + i, axis2=1 + j)
            axes = [a for position, a in enumerate(axes) if position not in (i, j)] + [axes[i]]
        shape = [1] * AXES
        for axis, size in zip((0, *axes), table.shape):
            shape[axis] = size
        order = sorted(range(len(axes)), key=axes.__getitem__)
        return table.transpose(0, *[1 + position for position in order]).reshape(shape)

    def _value(self, node, env):
        places = node.args[1]
        if "real" in node.args[0].spaces:
            return self.smooth_value(node, env)
        return self.placed(*self.at_indices(self.models.function(node.args[0], self.numbers), places, env))

    def at_indices(self, table, places, env):
        """A table of a function at the indices among its places, and the axes of its points."""
        axes = []
        for position, place in reversed(list(enumerate(places))):
            if isinstance(place, (t.Point, t.Draw)):
                axes.insert(0, self.axis(place, env))
            else:
                index = self.count(place, env)
                if index > table.shape[1 + position]:
                    raise Unreadable(f"too many draws or indices for one table: {index}")
                table = table[(slice(None),) * (1 + position) + (index - 1,)]
        return table, axes

    def _normalised(self, node, env):
        over, body, at = node.args
        inner, axes = self.bind(over, env, body)
        if any(isinstance(point, t.Coordinate) for point in over):
            return self._normalised_numbers(node, env, inner, axes)
        g = self.broadcast(self.array(self.value(body, inner)), over, axes)
        total = self.summed(self.measured(g, over, axes), axes)
        one_over = self.numbers.inverse(total)
        ratio = np.where(self.numbers.defined(one_over), self.numbers.product(g, one_over), one_over)
        taken = set()
        for place, axis in zip(at, axes):
            there = self.axis(place, env)
            if there in taken:  # one point in two places: the diagonal, which NumPy puts last
                diagonal = np.diagonal(ratio, axis1=there, axis2=axis)
                ratio = np.expand_dims(np.moveaxis(diagonal, -1, there), axis)
            else:
                ratio = np.swapaxes(ratio, axis, there)
            taken.add(there)
        return ratio

    def _normalised_numbers(self, node, env, inner, axes):
        """A law of numbers that is proportional to a quantity, at these numbers themselves."""
        over, body, at = node.args
        if tuple(over) != tuple(at):
            raise Unreadable(f"a law over {over} that is taken at {at} has no meaning here")
        total = self.summed(
            self.measured(self.broadcast(self.array(self.value(body, inner)), over, axes), over, axes), axes
        )
        return self.numbers.product(self.array(self.value(body, env)), self.numbers.inverse(total))

    def bind(self, over, env, *multiplied):
        """Give bound points axes beyond all that are in use; numbers lie where `multiplied` has mass."""
        start = max((int(a) for v, a in self.flat(env)), default=0) + 1
        if start + len(over) > AXES:
            raise TooManyAxes(f"more than {AXES - 1} variables at once")
        inner, axes = dict(env), [start + i for i in range(len(over))]
        for point in (p for p in over if isinstance(p, t.Coordinate)):
            inner.pop(point, None)
        for i, point in enumerate(over):
            if isinstance(point, t.Coordinate):
                axes[i] = self.numbered(point, axes[i], inner, multiplied)
            if isinstance(point, t.Draw):
                held = inner.get(point.point)
                if isinstance(held, int):
                    raise Unreadable(f"{point.point} is a single point here, and {point} would be one of a path")
                held = held if isinstance(held, Times) else Times(())
                inner[point.point] = Times({**dict(held), int(point.args[1]): axes[i]}.items(), held.alone)
            else:
                inner[point] = axes[i]
        return inner, axes

    @staticmethod
    def flat(env):
        for v, a in env.items():
            if isinstance(v, t.Point):
                for one in a if isinstance(a, tuple) else (a,):
                    yield v, one[1] if isinstance(a, Times) else one

    def broadcast(self, array, over, axes):
        shape = list(array.shape)
        for point, axis in zip(over, axes):
            shape[axis] = self.size(point, axis)
        return array if tuple(shape) == array.shape else np.broadcast_to(array, shape)

    def measured(self, array, over, axes):
        """Times the base measure of the points at these axes."""
        for point, axis in zip(over, axes):
            if isinstance(axis, Axis):
                array = array if axis.measure is None else self.numbers.product(array, axis.measure)
                continue
            measure = self.models.measure(point.space, self.numbers)
            if measure is not None:
                array = self.numbers.product(array, self.placed(measure, [axis]))
        return array

    def weights(self, over, env, *body):
        """Bind laws one after the other: the inner environment, the probabilities of what is bound, the axes."""
        inner, product, axes = dict(env), None, []
        for item in (part for one in map(t.unnamed, over) for part in self.spread((one,), inner)):
            if isinstance(item, t.Place):  # no law, but null states do not count
                inner, new = self.bind((item,), inner)
                weight = (
                    self.placed(self.models.measure(item.space, self.numbers), new)
                    if (self.models.live(item.space) is not None)
                    else None
                )
            elif isinstance(item, t.Draws):
                inner, weight, new = self.draws(item, inner)
            else:
                outs = self.spread(item.outs, inner)
                inner, new = self.bind(outs, inner, item, *body)
                weight = self.measured(self.value(item, inner), outs, new)
            axes += new
            if weight is not None:
                product = weight if product is None else self.numbers.product(product, weight)
        return inner, product, axes

    def draws(self, item, env):
        n, density = self.count(item.count, env), item.density
        (point,) = density.outs
        start = max((a for _v, a in self.flat(env)), default=0) + 1
        axes = list(range(start, start + n))
        if axes[-1] >= AXES:
            raise TooManyAxes("too many draws for one table")
        weight = None
        if item.kind == "iid":
            for axis in axes:
                one = self.measured(self.value(density, {**env, point: axis}), (point,), [axis])
                if weight is None:
                    weight = one
                else:  # nothing is drawn at a null state, even by a law that is undefined
                    weight = self.numbers.product(weight, one) if self.models.has_null else weight * one
        else:
            if density.taken:
                raise Unreadable(f"draws of a family that are {item.kind} have no finite meaning")
            table = self.models.draws(item.kind, density, n, self.numbers)
            givens = [self.axis(g, env) for g in density.givens]
            weight = self.placed(table, axes + givens)
        return {**env, point: tuple(axes)}, weight, axes

    def _expectation(self, node, env):
        inner, weight, axes = self.weights(node.args[0], env, node.args[1])
        body = self.array(self.value(node.args[1], inner))
        return self.summed(self.numbers.product(weight, body), axes)

    def _integral(self, node, env):
        over = self.spread(node.args[0], env)
        inner, axes = self.bind(over, env, node.args[1])
        body = self.broadcast(self.array(self.value(node.args[1], inner)), over, axes)
        return self.summed(self.measured(body, over, axes), axes)

    def _divergence(self, node, env):
        over, first, second = node.args
        over = self.spread(over, env)
        inner, axes = self.bind(over, env, first, t.log(second))
        if any(isinstance(point, t.Coordinate) for point in over):
            ratio = t.log(sympy.Mul(first, sympy.Pow(second, -1, evaluate=False), evaluate=False))
            body = self.numbers.product(self.array(self.value(first, inner)), self.array(self.value(ratio, inner)))
            return self.summed(self.measured(self.broadcast(body, over, axes), over, axes), axes)
        a, b = self.array(self.value(first, inner)), self.array(self.value(second, inner))
        ratio = self.numbers.product(a, self.one_over(b, second))
        body = self.numbers.product(a, self.numbers.log(ratio))
        return self.measured(self.broadcast(body, over, axes), over, axes).sum(axis=tuple(axes), keepdims=True)

    def _mean(self, node, env):
        index, count, but, body = node.args
        n = self.count(count, env)
        left_out = self.count(but, env) if but != 0 else 0
        total, terms = None, 0
        for k in range(1, n + 1):
            if k == left_out:
                continue
            term = self.array(self.value(body, {**env, index: k}))
            total = term if total is None else total + term
            terms += 1
        if not terms:
            raise Unreadable("a mean over no indices")
        return total * self.numbers.number(sympy.Rational(1, terms))

    def _total(self, node, env):
        index, first, last, body = node.args
        total = self.array(self.numbers.number(sympy.Integer(0)))
        for k in self.indices(first, last, env, MOST_TERMS):
            total = total + self.array(self.value(body, {**env, index: k}))
        return total

    def _product(self, node, env):
        index, first, last, body = node.args
        whole = self.array(self.numbers.number(sympy.Integer(1)))
        for k in self.indices(first, last, env, MOST_FACTORS):
            whole = self.numbers.product(whole, self.array(self.value(body, {**env, index: k})))
        return whole

    def _extremum(self, node, env):
        kind, point, subset, body = node.args
        if self.models.live(point.space) is not None:
            raise Unreadable(f"a supremum or infimum over {point.space}, which has null states")
        inner, (axis,) = self.bind((point,), env)
        array = self.broadcast(self.array(self.value(body, inner)), (point,), [axis])
        mask = self.models.subset(subset if isinstance(subset, t.Subset) else None, point.space)
        return self.numbers.extremum(kind.name, array, axis, self.placed(mask, [axis]))

    def _named(self, node, env):
        return self.value(node.body, env)

    def places(self, almost):
        """Where each of some free points is at a state that is not null, over models and free points."""
        mask = np.ones((1,) * AXES, dtype=bool)
        for point in almost if self.models.has_null else ():
            live = self.models.live(point.space)
            if point in self.free and live is not None:
                mask = mask & self.placed(live, [self.axis(point, self.free)])
        return mask

    def positive(self, weight):
        return self.numbers.sign(weight) > 0 if self.numbers.exact else weight > 0


_MEANINGS = {  # the method that says what a node means
    sympy.Symbol: "_symbol",
    t.Parameter: "_symbol",
    t.Coordinate: "_coordinate",
    t.Pi: "_pi",
    t.Derivative: "_derivative",
    t.Stopped: "_stopped",
    sympy.Add: "_add",
    sympy.Mul: "_mul",
    sympy.Pow: "_pow",
    sympy.log: "_log",
    sympy.exp: "_exp",
    t.Polygamma: "_polygamma",
    t.Density: "_density",
    t.Value: "_value",
    t.Normalised: "_normalised",
    t.Expectation: "_expectation",
    t.Integral: "_integral",
    t.Divergence: "_divergence",
    t.Mean: "_mean",
    t.Total: "_total",
    t.Product: "_product",
    t.Extremum: "_extremum",
    t.Named: "_named",
}
