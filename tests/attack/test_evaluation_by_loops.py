"""The evaluator of finite models against loops over plain fractions, written here without it: equality is exact."""

import itertools
import math
from fractions import Fraction

import numpy as np
from hypothesis import assume, given, settings

from derivations.attack.evaluate import Evaluator
from derivations.attack.models import Models
from derivations.attack.numbers import UNDEFINED, Exact, Logs
from derivations.kernel import KL, E, Function, Law, Subset, counts, iid, integral, log, mean, points, statement
from derivations.language.terms import inf, proportional, sup
from tests.support.finite_models import models

x, z = points("x z")
K, j, k = counts("K j k")
p, q = Law("p", x, z), Law("q", z | x)
f, g = Function("f", z), Function("g", z, nonnegative=True)
F = Subset("F", z)


class Undefined(Exception):
    """The logarithm of zero, or a division by zero."""


class Plain:
    """A model as nested loops would have it: probabilities and measures one by one, a density their quotient."""

    def __init__(self, model):
        self.model, self.xs, self.zs = model, range(model.sizes["x"]), range(model.sizes["z"])

    def measure(self, space, i):
        return Fraction(int(self.model.base[space][0][i]), 2) if space in self.model.base else Fraction(1)

    def joint(self, i, j):
        table = self.model.weights[p][0].tolist()
        return Fraction(table[i][j], sum(map(sum, table)))

    def data(self, i):
        return sum(self.joint(i, j) for j in self.zs)

    def draw(self, j, i):
        """The probability of z = j under q, given x = i."""
        column = [row[i] for row in self.model.weights[q][0].tolist()]
        return Fraction(column[j], sum(column))

    def weight(self, i, j):
        """The density p(x, z)/q(z | x)."""
        if not self.draw(j, i):
            raise Undefined
        return self.joint(i, j)/self.measure("x", i)/self.draw(j, i)


def mean_of(pairs):
    """Σ share · log(value) as pairs, dropping what has no share; undefined where a value is not positive."""
    kept = [(share, value()) for share, value in pairs if share]
    if any(value <= 0 for _, value in kept):
        raise Undefined
    return kept


def same(found, terms, rational=Fraction(0)) -> bool:
    """Whether an exact number is rational + Σ share · log value: compared as one product of whole powers."""
    coefficients = found.coefficients if isinstance(found, Logs) else {}
    left = found.rational if isinstance(found, Logs) else found
    scale = math.lcm(*(Fraction(c).denominator for c in (*coefficients.values(), *(share for share, _ in terms))))
    product = Fraction(1)
    for value, share in (*((Fraction(n), c) for n, c in coefficients.items()), *((v, -s) for s, v in terms)):
        product *= value**int(share*scale)
    return left == rational and product == 1


def at_each_x(node, model, expected):
    """The node at every x against `expected(x)`: pairs of logarithms, or a rational number."""
    found = Evaluator(model, Exact, (x,))
    array = found.array(found.value(node))
    for i in range(model.sizes["x"]):
        got = array[(0, min(i, array.shape[1] - 1), *[0]*(array.ndim - 2))]
        try:
            want = expected(i)
        except Undefined:
            assert got is UNDEFINED
            continue
        assert got is not UNDEFINED
        assert same(got, want) if isinstance(want, list) else same(got, [], want)


@statement
def moments():
    return E[q(z | x)](f(z)*f(z) - f(z)) + 2*integral[z](f(z)) + integral[z](p(x)) + integral[x, z](p(x, z)*f(z))


@given(models(moments, p(x, z)))
def test_expectation_and_integral(model):
    """Also of what does not depend on the point, and over two points of which one hides a free one."""
    plain, values = Plain(model), model.functions[f][0].tolist()
    joint = sum(plain.joint(i, j)*values[j] for i in plain.xs for j in plain.zs)

    def term(i, j):
        at_z = 2*values[j] + plain.data(i)/plain.measure("x", i)
        return plain.draw(j, i)*(values[j]**2 - values[j]) + plain.measure("z", j)*at_z
    at_each_x(moments, model, lambda i: joint + sum(term(i, j) for j in plain.zs))


@statement
def divergence():
    return KL[z](q(z | x), p(z | x))


@given(models(divergence))
def test_divergence(model):
    plain = Plain(model)

    def ratio(i, j):
        if not plain.joint(i, j):
            raise Undefined
        return plain.draw(j, i)*plain.data(i)/plain.joint(i, j)
    at_each_x(divergence, model, lambda i: mean_of(
        [(plain.draw(j, i), lambda j=j: ratio(i, j)) for j in plain.zs]))


@statement
def leave_one_out():
    return E[iid(q(z | x), K + 1)](log(mean[j:K + 1](mean[k:K + 1:j](p(x, z[k])/q(z[k] | x)))))


@statement
def posterior_bound():
    return E[p(z | x)](log(p(x, z)))


@settings(max_examples=20)
@given(models(leave_one_out, most=2, draws=2))
def test_leave_one_out_over_all_draws(model):
    plain, n = Plain(model), model.counts[K] + 1

    def expected(i):
        pairs = []
        for drawn in itertools.product(plain.zs, repeat=n):
            def average(drawn=drawn):
                rest = [sum(plain.weight(i, drawn[m]) for m in range(n) if m != left)/(n - 1) for left in range(n)]
                return sum(rest)/n
            pairs.append((math.prod((plain.draw(j, i) for j in drawn), start=Fraction(1)), average))
        return mean_of(pairs)
    at_each_x(leave_one_out, model, expected)


@given(models(posterior_bound))
def test_a_conditional_on_no_mass_is_undefined(model):
    plain = Plain(model)

    def expected(i):
        if not plain.data(i):
            raise Undefined
        density = {j: plain.joint(i, j)/plain.measure("x", i)/plain.measure("z", j) for j in plain.zs}
        return mean_of([(plain.joint(i, j)/plain.data(i), lambda j=j: density[j]) for j in plain.zs])
    at_each_x(posterior_bound, model, expected)


@statement
def normalised():
    return E[proportional[z](g(z))(z)](f(z))


@given(models(normalised, p(x, z)))
def test_normalised_law(model):
    plain = Plain(model)
    values, shares = (model.functions[h][0].tolist() for h in (f, g))
    assume(any(shares))

    def expected(_):
        total = sum(plain.measure("z", j)*shares[j] for j in plain.zs)
        return sum(plain.measure("z", j)*shares[j]*values[j] for j in plain.zs)/total
    at_each_x(normalised, model, expected)


def test_nothing_is_in_proportion_to_nothing():
    model = Models({"z": 2}, {}, {}, {f: np.array([[1, 1]]), g: np.array([[0, 0]])}, {}, {})
    assert Evaluator(model, Exact).value(normalised).item() is UNDEFINED


@statement
def extremes():
    return sup[z:F](f(z)) - 3*inf[z](f(z)*p(x, z))


@given(models(extremes))
def test_suprema_over_subsets(model):
    plain, values = Plain(model), model.functions[f][0].tolist()
    inside = [j for j in plain.zs if model.subsets[F][0, j]]
    at_each_x(extremes, model, lambda i: max(values[j] for j in inside) - 3*min(
        values[j]*plain.joint(i, j)/plain.measure("x", i)/plain.measure("z", j) for j in plain.zs))
