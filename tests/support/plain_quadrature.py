"""What quantities with named laws come to, by the trapezoidal rule for the densities as textbooks write them.

Nothing of the kernel or of the attacks is used.  A positive number is eᵘ at equally spaced u, a real one is equally
spaced under a law, and sinh v at equally spaced v without one; such sums of analytic integrands converge faster than any
power of the distance.  A point of which nothing is said has two values, with the weights 0.3 and 0.7 under its laws.  A
derivative is a central difference of the eighth order, and data are a list.
"""

import math
from typing import Any

import numpy as np
import sympy
from scipy import special

from derivations.language import terms as t

AXES = 6
U, U_STEP = np.linspace(-160, 7, 836, retstep=True)  # to 10⁻⁷⁰ and to 1100
R, R_STEP = np.linspace(-9, 9, 91, retstep=True)  # deviations from the mean
V, V_STEP = np.linspace(-30, 30, 2401, retstep=True)  # without a law: sinh v, to 10¹²
DIFFERENCES = (4/5, -1/5, 4/105, -1/280)  # Fornberg (1988), Mathematics of Computation 51
TABLES = {"f": (1.25, 2.5), "g": (0.75, -1.5), "h": (-0.5, 2.0), "d": (0.5, 1.5)}  # of functions at the two values of a point
WEIGHTS = (0.3, 0.7)


class Diverges(Exception):
    """An integrand that is not small at an end."""


def value(node, numbers: dict) -> float:
    """A quantity at values of its parameters and of its free numbers; infinite integrals raise `Diverges`."""
    with np.errstate(all="ignore"):
        found = np.asarray(_value(node, numbers, 0), dtype=float)
    assert found.size == 1, node
    return float(found.reshape(-1)[0])


def _on_axis(array, axis: int):
    return np.asarray(array).reshape([-1 if i == axis else 1 for i in range(AXES)])


def _value(node, env, depth):
    known: dict[type, Any] = {
        t.Expectation: _mean, t.Integral: _integral, t.Density: lambda *a: np.exp(_log_density(*a)), t.Value: _function,
        t.Divergence: _divergence, t.Derivative: _derivative, t.Total: _total, t.Mean: _average, t.Normalised: _normalised,
        t.Named: lambda node, *rest: _value(t.unnamed(node), *rest)}
    if type(node) in known:
        return known[type(node)](node, env, depth)
    if isinstance(node, (sympy.Symbol, t.Coordinate)):
        return env[node]
    if isinstance(node, sympy.Rational):
        return float(node)
    if isinstance(node, t.Pi):
        return math.pi
    if isinstance(node, t.Polygamma):
        order, u = int(node.args[0]), _value(node.argument, env, depth)
        return special.gammaln(u) if order < 0 else special.polygamma(order, u)
    if isinstance(node, sympy.Add):
        return sum(_value(a, env, depth) for a in node.args)
    if isinstance(node, sympy.Mul):
        return math.prod(_value(a, env, depth) for a in node.args)
    if isinstance(node, sympy.Pow):
        return _value(node.args[0], env, depth)**float(node.args[1])
    if isinstance(node, sympy.log):
        return _log(t.unnamed(node.args[0]), env, depth)
    return np.exp(_value(node.args[0], env, depth)) if isinstance(node, sympy.exp) else _unknown(node)


def _unknown(node):
    raise ValueError(f"no meaning for {node}")


def _log(argument, env, depth):
    """A product of densities is taken factor by factor, because it may be too small for a float."""
    if isinstance(argument, t.Density):
        return _log_density(argument, env, depth)
    if argument.has(t.Density) and isinstance(argument, sympy.Mul):
        return sum(_log(t.unnamed(a), env, depth) for a in argument.args)
    if argument.has(t.Density) and isinstance(argument, sympy.Pow):
        return float(argument.args[1])*_log(t.unnamed(argument.args[0]), env, depth)
    return env[argument, "log"] if (argument, "log") in env else np.log(_value(argument, env, depth))


def _derivative(node, env, depth):
    parameter, body, place = node.args
    at = _value(place, env, depth)
    step = max(abs(at), 0.1)/100
    pairs = [[_value(body, {**env, parameter: at + sign*k*step}, depth) for sign in (1, -1)] for k in (1, 2, 3, 4)]
    return sum(c*(above - below) for c, (above, below) in zip(DIFFERENCES, pairs, strict=True))/step


def _total(node, env, depth):
    index, first, last, body = node.args
    return sum(_value(body, {**env, index: k}, depth) for k in range(int(_value(first, env, depth)), int(_value(last, env, depth)) + 1))


def _average(node, env, depth):
    index, last, without, body = node.args
    assert without == 0, node
    count = int(_value(last, env, depth))
    return sum(_value(body, {**env, index: k}, depth) for k in range(1, count + 1))/count


def _normalised(node, env, depth):
    over, body, at = node.args
    here = {**env, **{point: env[place] for point, place in zip(over, at)}}
    return _value(body, here, depth)/_integral(t.Integral(over, body), env, depth)


def _in_turn(laws):
    """The laws of a product in the order in which they draw."""
    laws = [t.unnamed(law) for law in laws]
    while laws:
        outs = {out for law in laws for out in law.outs}
        ready = [law for law in laws if not any(u.has(out) for u in law.taken for out in outs - {*law.outs})]
        yield from ready
        laws = [law for law in laws if law not in ready]


def _function(node, env, depth):
    if node.args[0] in env:
        return env[node.args[0]][int(_value(node.args[1][0], env, depth)) - 1]
    table, (place,) = TABLES[node.args[0].name], node.args[1]
    return np.where(env[place] > 0, table[1], table[0]) if place in env else table[1]


def _log_density(node, env, depth):
    (point,), (a, b) = node.outs, (_value(u, env, depth) for u in node.taken)
    x = env[point]
    if node.law.name == "Gamma":
        log_x = env.get((point, "log"), np.log(x))
        return a*np.log(b) - special.gammaln(a) + (a - 1)*log_x - b*x
    return -np.log(2*math.pi*b)/2 - (x - a)**2/(2*b)


def _summed(terms, axis, *, ends: bool):
    """The sum along an axis, if its ends are small beside all of it, or nothing beside the whole."""
    terms = np.broadcast_to(terms, np.broadcast_shapes(np.shape(terms), [1]*AXES))
    if ends:
        sizes = np.abs(terms)
        last = np.maximum(sizes.take([0], axis), sizes.take([-1], axis))
        small = np.maximum(1e-9*(1e-300 + sizes.sum(axis=axis, keepdims=True)), 1e-30*sizes.max())
        if not np.all((last < np.inf) & (last <= small)):
            raise Diverges
    return terms.sum(axis=axis, keepdims=True)


def _mean(node, env, depth):
    laws, body = [t.unnamed(law) for law in node.args[0]], node.args[-1]
    inner, weight, axes = dict(env), 1.0, []
    for axis, law in enumerate(laws, depth):
        point, = law.outs
        axes.append(axis)
        if not isinstance(point, t.Coordinate):
            inner[point] = _on_axis([0, 1], axis)
            weight = weight*_on_axis(WEIGHTS, axis)
            continue
        a, b = (_value(u, inner, axis) for u in law.taken)
        if law.law.name == "Gamma":
            inner[point, "log"] = _on_axis(U, axis) - np.log(b)
            inner[point] = np.exp(inner[point, "log"])
            weight = weight*np.exp(_log_density(law, inner, axis) + inner[point, "log"])*U_STEP
        else:
            inner[point] = a + np.sqrt(b)*_on_axis(R, axis)
            weight = weight*np.exp(-_on_axis(R, axis)**2/2)/math.sqrt(2*math.pi)*R_STEP
    total = weight*_value(body, inner, depth + len(laws))
    for axis, law in reversed([*zip(axes, laws)]):
        total = _summed(total, axis, ends=isinstance(law.outs[0], t.Coordinate))
    return total


def _integral(node, env, depth):
    inner, measure = dict(env), 1.0
    for axis, point in enumerate(node.args[0], depth):
        if point.numbers == "positive":
            inner[point, "log"] = _on_axis(U, axis)
            inner[point] = np.exp(inner[point, "log"])
            measure = measure*inner[point]*U_STEP
        else:
            inner[point] = _on_axis(np.sinh(V), axis)
            measure = measure*_on_axis(np.cosh(V), axis)*V_STEP
    total = measure*_value(node.args[-1], inner, depth + len(node.args[0]))
    for axis in reversed(range(depth, depth + len(node.args[0]))):
        total = _summed(total, axis, ends=True)
    return total


def _divergence(node, env, depth):
    _over, q, p = node.args
    laws = tuple(_in_turn(sympy.Mul.make_args(t.unnamed(q))))
    return _mean(t.Expectation(laws, t.log(q) - t.log(p)), env, depth)
