"""What quantities without means and integrals come to in forty digits, read node by node, with data and densities as
textbooks write them.  Nothing of the kernel or of the attacks is used.

A derivative is a symmetric difference of numbers with twice as many digits.
"""

from collections.abc import Callable
from typing import Any

import sympy
from mpmath import mp, mpf

from derivations.language import terms as t

DIGITS = 40


class Numbers(dict):
    """The values of parameters, free numbers, counts and data, with the values and the sizes that were found at them.

    Whoever asks for several quantities at the same values, as of a formula and of the slips in it, gives the same object.
    """

    def __init__(self, values: dict):
        super().__init__(values)
        self.values_of: dict = {}
        self.sizes_of: dict = {}
        self.inside: dict = {}

    def at(self, index, k: int) -> "Numbers":
        """The same, and a value of an index."""
        if (index, k) not in self.inside:
            self.inside[index, k] = Numbers({**self, index: k})
        return self.inside[index, k]


def kept(numbers: dict) -> Numbers:
    return numbers if isinstance(numbers, Numbers) else Numbers(numbers)


def digits(node, numbers: dict):
    """A quantity at values of its parameters, its free numbers, its counts and its data."""
    with mp.workdps(2*DIGITS):
        return _value(t.unnamed(sympy.sympify(node)), kept(numbers))


def size(node, numbers: dict):
    """The size of the terms of which the quantity is made up, those of sums inside a product included.

    What an argument loses in a rounding is lost of an exponential in proportion, and of a logarithm as it is.
    """
    with mp.workdps(2*DIGITS):
        return _size(t.unnamed(sympy.sympify(node)), kept(numbers))


def has_law(node) -> bool:
    """Whether a mean or an integral is in the quantity, which has no such digits then."""
    return node.has(t.Expectation, t.Integral, t.Divergence, t.Normalised)


def _once(found: dict, compute: Callable, node, numbers: Numbers):
    """What is computed for a node, or was before."""
    if node not in found:
        found[node] = compute(t.unnamed(node), numbers)
    return found[node]


def _value(node, numbers: Numbers):
    return _once(numbers.values_of, _computed, node, numbers)


def _computed(node, numbers: Numbers):
    known: dict[type, Any] = {t.Total: _total, t.Mean: _mean, t.Derivative: _derivative, t.Density: lambda *at: mp.exp(_log_density(*at)),
                              sympy.log: _log, t.Polygamma: _polygamma}
    if type(node) in known:
        return known[type(node)](node, numbers)
    if isinstance(node, sympy.Rational):
        return mpf(node.p)/node.q
    if isinstance(node, (sympy.Symbol, t.Coordinate)):
        return mpf(numbers[node])
    if isinstance(node, t.Value):
        return mpf(float(numbers[node.args[0]][int(_value(node.args[1].args[0], numbers)) - 1]))
    if isinstance(node, t.Pi):
        return +mp.pi
    parts = [_value(part, numbers) for part in node.args]
    if isinstance(node, sympy.Add):
        return mp.fsum(parts)
    if isinstance(node, sympy.Mul):
        return mp.fprod(parts)
    if isinstance(node, sympy.Pow):
        return parts[0]**parts[1]
    assert isinstance(node, sympy.exp), node
    return mp.exp(parts[0])


def _polygamma(node, numbers):
    order, u = int(node.order), _value(node.argument, numbers)
    return mp.loggamma(u) if order < 0 else mp.polygamma(order, u)


def _total(node, numbers):
    index, first, last, body = node.args
    whole = range(int(_value(first, numbers)), int(_value(last, numbers)) + 1)
    return mp.fsum(_value(body, numbers.at(index, k)) for k in whole)


def _mean(node, numbers):
    return mp.fsum(_each(node, numbers, _value))/int(_value(node.args[1], numbers))


def _each(node, numbers, what):
    """A value for each index of a mean that leaves none out."""
    index, last, without, body = node.args
    assert without == 0, node
    return [what(body, numbers.at(index, k)) for k in range(1, int(_value(last, numbers)) + 1)]


def _derivative(node, numbers):
    parameter, body, place = node.args
    at, step = _value(place, numbers), mpf(10)**(-DIGITS//2)
    above, below = (_value(body, Numbers({**numbers, parameter: at + sign*step})) for sign in (1, -1))
    return (above - below)/(2*step)


def _log(node, numbers):
    argument = t.unnamed(node.args[0])
    if isinstance(argument, t.Density):
        return _log_density(argument, numbers)
    if isinstance(argument, sympy.Mul) and argument.has(t.Density):
        return mp.fsum(_log(sympy.log(part, evaluate=False), numbers) for part in argument.args)
    return mp.log(_value(argument, numbers))


def _log_density(node, numbers):
    return mp.fsum(_terms(node, numbers))


def _terms(node, numbers):
    """The terms of a log density."""
    (point,), (a, b) = node.outs, (_value(u, numbers) for u in node.taken)
    x = _value(point, numbers)
    if node.law.name == "Gamma":
        return a*mp.log(b), -mp.loggamma(a), (a - 1)*mp.log(x), -b*x
    return -mp.log(2*mp.pi*b)/2, -(x - a)**2/(2*b)


def _size(node, numbers: Numbers):
    return _once(numbers.sizes_of, _measured, node, numbers)


def _measured(node, numbers: Numbers):
    if isinstance(node, sympy.Add):
        return mp.fsum(_size(part, numbers) for part in node.args)
    if isinstance(node, sympy.Mul):
        return mp.fprod(_size(part, numbers) for part in node.args)
    if isinstance(node, t.Total):
        index, first, last, body = node.args
        whole = range(int(_value(first, numbers)), int(_value(last, numbers)) + 1)
        return mp.fsum(_size(body, numbers.at(index, k)) for k in whole)
    if isinstance(node, t.Mean):
        return mp.fsum(_each(node, numbers, _size))/int(_value(node.args[1], numbers))
    if isinstance(node, sympy.log) and node.has(t.Density):
        densities = {part for part in sympy.preorder_traversal(node) if isinstance(part, t.Density)}
        return mp.fsum(abs(term) for part in densities for term in _terms(part, numbers))
    found = abs(_value(node, numbers))
    if isinstance(node, t.Density):
        return found*(1 + mp.fsum(map(abs, _terms(node, numbers))))
    if isinstance(node, sympy.exp):
        return found*(1 + _size(node.args[0], numbers))
    return found + 1 if isinstance(node, (sympy.log, t.Polygamma, t.Derivative)) else found
