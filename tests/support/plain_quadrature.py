"""What quantities with named laws come to, by the trapezoidal rule for the densities as textbooks write them.

Nothing of the kernel or of the attacks is used.  A positive number is eᵘ at equally spaced u, a real one is equally
spaced; such sums of analytic integrands converge faster than any power of the distance.  A point of which nothing is said
has two values, with the weights 0.3 and 0.7 under its laws.
"""

import math

import numpy as np
import sympy
from scipy import special

from derivations.language import terms as t

AXES = 6
U, U_STEP = np.linspace(-160, 7, 836, retstep=True)  # to 10⁻⁷⁰ and to 1100
R, R_STEP = np.linspace(-9, 9, 91, retstep=True)  # deviations from the mean
W, W_STEP = np.linspace(-40, 40, 1601, retstep=True)  # without a law
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
    known = {t.Expectation: _mean, t.Integral: _integral, t.Density: lambda *a: np.exp(_log_density(*a)), t.Value: _function,
             t.Divergence: _divergence}.get(type(node))
    if known is not None:
        return known(node, env, depth)
    if isinstance(node, (t.Parameter, t.Coordinate)):
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
        argument = node.args[0]
        if isinstance(argument, t.Density):
            return _log_density(argument, env, depth)
        return env[argument, "log"] if (argument, "log") in env else np.log(_value(argument, env, depth))
    return np.exp(_value(node.args[0], env, depth)) if isinstance(node, sympy.exp) else _unknown(node)


def _unknown(node):
    raise ValueError(f"no meaning for {node}")


def _function(node, env, depth):
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
    """The sum along an axis, if its ends are small beside all of it."""
    terms = np.broadcast_to(terms, np.broadcast_shapes(np.shape(terms), [1]*AXES))
    if ends:
        sizes = np.abs(terms)
        last = np.maximum(sizes.take([0], axis), sizes.take([-1], axis))
        if not np.all(last <= 1e-9*(1e-300 + sizes.sum(axis=axis, keepdims=True))):
            raise Diverges
    return terms.sum(axis=axis, keepdims=True)


def _mean(node, env, depth):
    laws, body = [*node.args[0]], node.args[-1]
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
            inner[point] = _on_axis(W, axis)
            measure = measure*W_STEP
    total = measure*_value(node.args[-1], inner, depth + len(node.args[0]))
    for axis in reversed(range(depth, depth + len(node.args[0]))):
        total = _summed(total, axis, ends=True)
    return total


def _divergence(node, env, depth):
    _over, q, p = node.args
    return _mean(t.Expectation(tuple(sympy.Mul.make_args(q)), t.log(q) - t.log(p)), env, depth)
