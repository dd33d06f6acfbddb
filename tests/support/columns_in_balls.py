"""What a theorem's own formula comes to at many inputs at once, in balls: arrays of numbers with certified error bounds.

The nodes that an author typed are read one by one; nothing of the kernel or of the attacks is used.  The densities of normal
and Gamma laws are those of textbooks, in shape and rate, and in mean and variance.  The inputs are floats, taken as they are.
"""

import math
from collections import ChainMap
from collections.abc import MutableMapping
from typing import Any

import flint
import numpy as np
import sympy
from flint import acb, arb

from derivations.language import terms as t

BITS = 200
SMALLEST = 2.0**-1022  # what a program may lose below this is no error


def _elementwise(function):
    made = np.frompyfunc(function, 1, 1)
    return lambda array: np.asarray(made(array), dtype=object)


LOG, EXP = _elementwise(arb.log), _elementwise(arb.exp)
POLYGAMMA = {-1: _elementwise(arb.lgamma), 0: _elementwise(arb.digamma), 1: _elementwise(lambda u: acb(u).polygamma(acb(1)).real),
             2: _elementwise(lambda u: acb(u).polygamma(acb(2)).real)}
middle = np.frompyfunc(lambda ball: float(ball.mid()), 1, 1)


def in_balls(array) -> np.ndarray:
    return np.asarray(np.frompyfunc(lambda u: arb(float(u)), 1, 1)(np.asarray(array)), dtype=object)


class Columns:
    """Inputs (n,) by the names of parameters and numbers, counts by name, and data (n, N) by the name of their function.

    Each node has one value, and one number of terms, however often it is asked for.
    """

    def __init__(self, inputs: dict[str, np.ndarray], counts: dict[str, int] | None = None, data: dict[str, np.ndarray] | None = None):
        self.inputs, self.counts, self.data = inputs, counts or {}, data or {}
        self.known: MutableMapping = {}
        self.size = len(next(iter(inputs.values())))

    def rows(self, rows) -> "Columns":
        """The inputs of some rows."""
        inputs, data = ({name: array[rows] for name, array in held.items()} for held in (self.inputs, self.data))
        return Columns(inputs, self.counts, data)

    def passing(self) -> "Columns":
        """The same, which forgets what it is asked from now on."""
        found = Columns(self.inputs, self.counts, self.data)
        found.known = ChainMap({}, self.known)
        return found

    def forget(self) -> None:
        """Forget all values but those of functions, which cost the most."""
        self.known = {key: value for key, value in self.known.items() if isinstance(key[0], (sympy.log, t.Polygamma))}

    def value(self, node) -> np.ndarray:
        """A quantity, in balls (n,), which are not finite where it is undefined."""
        with flint.ctx.workprec(BITS):
            return np.broadcast_to(self._value(node, {}), self.size)

    def terms(self, node) -> np.ndarray:
        """The size of the terms of which a quantity is made up, (n,) floats: what an error in the last digits of each is
        measured by.

        Sizes of a sum's terms add up, those of a product's factors are multiplied.  A logarithm, ln Γ and ψ lose at least
        what their argument loses in proportion, and an exponential in proportion what its argument loses.
        """
        with flint.ctx.workprec(BITS), np.errstate(all="ignore"):
            return np.broadcast_to(self._terms(node, {}), self.size)

    def errors(self, got: np.ndarray, node, measure: np.ndarray | None = None) -> np.ndarray:
        """How far numbers are from a quantity at most, in units of its size or of a measure (n,); infinite for what is no
        number."""
        with flint.ctx.workprec(BITS):
            found = zip(got, self.value(node), [None]*self.size if measure is None else measure, strict=True)
            return np.array([_error(float(one), ball, room) for one, ball, room in found])

    # -- nodes --

    def _value(self, node, indices: dict) -> Any:
        node = t.unnamed(node)
        key = node, *indices.items()
        if key not in self.known:
            self.known[key] = self._worked_out(node, indices)
        return self.known[key]

    def _worked_out(self, node, indices):
        if isinstance(node, sympy.Rational):
            return np.array([arb(int(node.p))/int(node.q)], dtype=object)
        if isinstance(node, t.Pi):
            return np.array([arb.pi()], dtype=object)
        if isinstance(node, (sympy.Symbol, t.Coordinate)):
            return self._named(node, indices)
        if isinstance(node, t.Value):
            return in_balls(self.data[node.args[0].name][:, self._whole(node.args[1].args[0], indices) - 1])
        if isinstance(node, t.Total):
            return sum(self._value(body, at) for body, at in self._summands(node, indices))
        if isinstance(node, t.Density):
            return EXP(sum(self._log_terms(node, indices)))
        if isinstance(node, sympy.log) and node.has(t.Density):
            return sum(self._log_terms(node.args[0], indices))
        if isinstance(node, t.Polygamma):
            return POLYGAMMA[node.order](self._value(node.argument, indices))
        parts = [self._value(part, indices) for part in node.args]
        return self._of_parts(node, parts)

    @staticmethod
    def _of_parts(node, parts):
        if isinstance(node, sympy.Add):
            return sum(parts)
        if isinstance(node, sympy.Mul):
            return math.prod(parts[1:], start=parts[0])
        if isinstance(node, sympy.Pow):
            exponent = int(node.args[1])
            return parts[0]**exponent if exponent >= 0 else (1/parts[0])**-exponent
        return {sympy.log: LOG, sympy.exp: EXP}[type(node)](parts[0])

    def _named(self, node, indices):
        for held in indices, self.counts:
            if node in held or node.name in held:
                return np.array([arb(held[node if node in held else node.name])], dtype=object)
        return in_balls(self.inputs[node.name])

    def _whole(self, node, indices) -> int:
        return int(self._value(node, indices)[0].unique_fmpz())

    def _summands(self, node, indices):
        index, first, last, body = node.args
        for k in range(self._whole(first, indices), self._whole(last, indices) + 1):
            yield body, {**indices, index: k}

    def _log_terms(self, node, indices) -> list:
        """The terms of the logarithm of a density, or of a product in which there are densities."""
        node = t.unnamed(node)
        if isinstance(node, sympy.Mul):
            return [term for part in node.args for term in self._log_terms(part, indices)]
        if not isinstance(node, t.Density):
            return [LOG(self._value(node, indices))]
        (point,), (one, other) = node.outs, (self._value(u, indices) for u in node.taken)
        x = self._value(point, indices)
        if node.law.name == "Gamma":
            return [one*LOG(other), -POLYGAMMA[-1](one), (one - 1)*LOG(x), -other*x]
        return [-LOG(2*arb.pi()*other)/2, -(x - one)**2/(2*other)]

    # -- sizes --

    def _size(self, node, indices):
        return np.abs(np.asarray(middle(self._value(node, indices)), dtype=float))

    def _terms(self, node, indices):
        node = t.unnamed(node)
        key = "terms", node, *indices.items()
        if key not in self.known:
            self.known[key] = self._terms_of(node, indices)
        return self.known[key]

    def _terms_of(self, node, indices):
        if isinstance(node, sympy.Add):
            return sum(self._terms(part, indices) for part in node.args)
        if isinstance(node, sympy.Mul):
            return math.prod((self._terms(part, indices) for part in node.args[1:]), start=self._terms(node.args[0], indices))
        if isinstance(node, t.Total):
            return sum(self._terms(body, at) for body, at in self._summands(node, indices))
        size = self._size(node, indices)
        if isinstance(node, t.Density) or (isinstance(node, sympy.log) and node.has(t.Density)):
            of = self._log_terms(node if isinstance(node, t.Density) else node.args[0], indices)
            found = 1 + sum(np.abs(np.asarray(middle(term), dtype=float)) for term in of)
            return size*found if isinstance(node, t.Density) else found
        if isinstance(node, sympy.Pow):
            base = self._terms(node.args[0], indices), self._size(node.args[0], indices)
            return base[0]**int(node.args[1]) if node.args[1] > 0 else size*(base[0]/base[1])**-int(node.args[1])
        if isinstance(node, sympy.exp):
            return size*(1 + self._terms(node.args[0], indices))
        if isinstance(node, sympy.log) or (isinstance(node, t.Polygamma) and node.order < 1):
            return size + self._terms(node.args[-1], indices)/self._size(node.args[-1], indices)
        return size


def _error(got: float, ball: arb, measure: float | None) -> float:
    if not math.isfinite(got) or not ball.is_finite():
        return math.inf
    off = abs(arb(got) - ball)
    if off <= SMALLEST:
        return 0.0
    ratio = float((off/(abs(ball) if measure is None else arb(float(measure)))).upper())
    return ratio if math.isfinite(ratio) else math.inf
