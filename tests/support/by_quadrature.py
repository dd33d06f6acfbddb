"""Statements about named laws at rational points, by quadrature; and whether what is integrated is the density times the rest.

A theorem is covered where its claim binds a number: in a mean, an integral or a divergence, also under derivatives.
"""

from collections.abc import Iterator
from math import prod
from typing import Any

import flint
import numpy as np
import sympy

from derivations.attack.certificate import holds
from derivations.attack.enclosed import ByQuadrature
from derivations.attack.enclosures import BITS
from derivations.attack.jets import at_rest
from derivations.attack.models import Models, random_models, shapes, signature
from derivations.attack.quadrature import Axis
from derivations.attack.survey import move_numbers
from derivations.attack.undefined import Undecidable
from derivations.attack.varying import Varying
from derivations.commands.finding import load
from derivations.language import terms as t

WIDEST = 1e-10  # radius of a ball, relative to what it encloses
MOST_TRIED = 2000  # places, until as many as are wanted satisfy the hypotheses
EQUAL = 1  # of the places that are tried, those at which all numbers are equal
FAMILIES = ("gamma", "normal_gamma")  # how the names of the chapters begin of which every such theorem has to be covered


def covered() -> list[str]:
    """The theorems of all chapters whose claims bind numbers, and nothing but numbers."""
    return [name for name, theorem in load().items() if binds_numbers(theorem.text.statement) and not _of_tables(theorem)]


def binds_numbers(statement) -> bool:
    """Whether a mean, an integral, a divergence or a law that is normalised is over a number."""
    bound = (part for part in sympy.preorder_traversal(statement) if isinstance(part, (t.Expectation, t.Integral, t.Divergence, t.Normalised)))
    return any(isinstance(point, t.Coordinate) for part in bound for point in _bound_by(part))


def _bound_by(node) -> Iterator:
    for one in map(t.unnamed, node.args[0]):
        yield from one.outs if isinstance(one, t.Density) else (one,)


def _of_tables(theorem) -> bool:
    """Whether laws or points are about that only tables make known."""
    found = signature(theorem.text.statement, *(h for h, _ in theorem.text.hypotheses))
    return bool(found.laws or found.points or found.draws)


def places(statement, given, wanted: int, rng: np.random.Generator) -> Iterator[Models]:
    """Models of one place each, at which the hypotheses hold in balls; in the first ones all numbers are equal, unless a
    hypothesis asks for another range."""
    found = signature(statement, *given)
    for number in range(MOST_TRIED):
        every = shapes(found, most=4)
        models = random_models(found, *every[number % len(every)], 1, rng)
        if number < EQUAL:
            models.reals = {v: np.ones(1) for v in models.reals}
        move_numbers(models, given)
        try:
            if holds(ByQuadrature(models, ()), given).any():
                yield models
                wanted -= 1
        except Undecidable:
            continue
        if not wanted:
            return


class Checked(ByQuadrature):
    """An evaluator that compares each sum of terms that it integrates with the product of the density and of the body, each
    at some numbers in the place of those that are bound."""

    def __init__(self, models: Models):
        super().__init__(models, ())
        self.compared = 0

    def _expectation(self, node, env):
        inner, weight, _ = self.weights(node.args[0], env, node.args[1])
        whole = self.numbers.product(weight, self.array(self.value(node.args[1], inner)))
        self.compare(whole, inner, [*map(t.unnamed, node.args[0]), node.args[1]])
        return super()._expectation(node, env)

    def _integral(self, node, env):
        inner, _ = self.bind(self.spread(node.args[0], env), env, node.args[1])
        self.compare(self.array(self.value(node.args[1], inner)), inner, [node.args[1]])
        return super()._integral(node, env)

    def _divergence(self, node, env):
        over, first, second = node.args
        inner, _ = self.bind(over, env, first, t.log(second))
        factors = [first, t.log(sympy.Mul(first, sympy.Pow(second, -1, evaluate=False), evaluate=False))]
        self.compare(self.numbers.product(*(self.array(self.value(factor, inner)) for factor in factors)), inner, factors)
        return super()._divergence(node, env)

    def _normalised_numbers(self, node, env, inner, axes):
        self.compare(self.array(self.value(node.args[1], inner)), inner, [node.args[1]])
        return super()._normalised_numbers(node, env, inner, axes)

    def compare(self, terms, inner, factors) -> None:
        there = {v: self.some_numbers(v, axis) if isinstance(axis, Axis) and axis.symbol is not None else axis for v, axis in inner.items()}
        symbols = {axis.symbol: there[v] for v, axis in inner.items() if isinstance(axis, Axis) and axis.symbol is not None}
        direct: Any = prod((self.array(self.value(factor, there)) for factor in factors), start=1)
        for where in np.ndindex(direct.shape):
            one = terms[tuple(min(w, n - 1) for w, n in zip(where, terms.shape))]
            held = {symbol: flint.arb(axis.values[tuple(min(w, n - 1) for w, n in zip(where, axis.values.shape))]) for symbol, axis in symbols.items()}
            other = at_rest(direct[where])
            one = at(at_rest(one), held)
            assert flint.arb(other).overlaps(one), (factors, held, one, other)
            self.compared += 1


def at(value, held: dict) -> flint.arb:
    """A sum of terms at values of its numbers."""
    if not isinstance(value, Varying):
        return flint.arb(value)
    total = flint.arb(0)
    for c, powers, logarithms, exponent in value.terms:
        inside = sum((e*prod((_power(held[v], p) for v, p in monomial), start=flint.arb(1)) for monomial, e in exponent.items()), flint.arb(0))
        logs = prod((held[v].log()**k for v, k in logarithms.items()), start=flint.arb(1))
        total += c*prod((_power(held[v], p) for v, p in powers.items()), start=flint.arb(1))*logs*inside.exp()
    return total


def _power(u: flint.arb, p) -> flint.arb:
    return u**int(p.p) if isinstance(p, flint.fmpq) and p.q == 1 else u**flint.arb(p)


def sides(evaluator, statement) -> list[flint.arb]:
    """The two sides of a relation, as balls."""
    with flint.ctx.workprec(BITS):
        return [flint.arb(evaluator.array(evaluator.value(side)).item()) for side in statement.args]
