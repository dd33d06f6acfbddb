"""The smallest counterexample is the smallest: no smaller model refutes, by an enumeration of its own.

The size of a model is the number of cells of its tables and of places, and four for each step of its largest weight;
points of unequal measure cost one step more.
"""

import itertools
import math
from collections import defaultdict

import numpy as np
import pytest
import sympy

from derivations.attack.certificate import falsified, holds
from derivations.attack.counterexamples import refute
from derivations.attack.evaluate import Evaluator
from derivations.attack.models import Models, signature
from derivations.attack.numbers import Exact, Floats
from derivations.kernel import KL, E, Law, always, integrable, log, points, statement
from derivations.language import writing as w

x, z = points("x z")
p, q, r = Law("p", x, z), Law("q", z), Law("r", z)
t = sympy.Symbol("t", real=True)


@statement
def unbiased():
    return E[q(z)](r(z)/q(z)) == 1


@statement
def symmetric():
    return KL[z](q(z), r(z)) == KL[z](r(z), q(z))


@statement
def both_finite():
    return integrable[q(z)](log(q(z)/r(z)))


@statement
def other_finite():
    return integrable[r(z)](log(r(z)/q(z)))


@statement
def no_three_quarters():
    return q(z) != 3/4


@statement
def density_at_most_one():
    return q(z) <= 1


@statement
def at_least_a_fifth():
    return q(z) >= 1/5


@statement
def somewhere():
    return q(z) > 0


@statement
def independent():
    return always[x, z](p(x, z) == p(x)*p(z))


@statement
def no_third():
    return p(x, z) != 1/3


FALSE = {"unbiased": ((), unbiased), "symmetric": ((both_finite, other_finite), symmetric),
         "three quarters": ((), no_three_quarters), "density": ((), density_at_most_one),
         "a fifth": ((somewhere,), at_least_a_fifth), "independent": ((), independent), "no third": ((), no_third)}


def tables(outs: tuple[int, ...], level: int):
    """All tables of whole weights up to a level, each distribution once."""
    for cells in itertools.product(range(level + 1), repeat=math.prod(outs)):
        if math.gcd(*cells) == 1:
            yield np.array(cells).reshape(outs)


def by_size(found, largest: int):
    """All models of laws of single points or pairs, in bundles of one size; those of unequal points behind."""
    bundles = defaultdict(list)
    for sizes in itertools.product((1, 2, 3), repeat=len(found.spaces)):
        shape = dict(zip(found.spaces, sizes))
        cells = sum(math.prod(shape[s] for s in law.spaces) for law in found.laws) + math.prod(sizes) + 1
        for level in itertools.takewhile(lambda level, cells=cells: cells + 4*level <= largest, itertools.count(1)):
            choices = [list(tables(tuple(shape[s] for s in law.spaces), level)) for law in found.laws]
            for weights in itertools.product(*choices):
                if max(table.max() for table in weights) == level:
                    bundles[cells + 4*level].append((shape, weights, None))
                    uneven = {s: np.array([[1 + (i + j) % 2 for j in range(shape[s])]]) for i, s in enumerate(found.spaces)}
                    bundles[cells + 4*(level + 1)].append((shape, weights, uneven))
    return dict(sorted((size, bundle) for size, bundle in bundles.items() if size <= largest))


def model(found, shape, weights, base) -> Models:
    return Models(shape, {}, {law: table[None] for law, table in zip(found.laws, weights)}, {}, {}, {}, base)


def refutes(found, given, false, one) -> bool:
    exact = Evaluator(one, Exact, tuple(found.points))
    return bool(falsified(exact, holds(exact, given), false).any())


def place(one: Models) -> int:
    """The size of a model that was reported."""
    cells = sum(table[0].size for table in one.weights.values()) + math.prod(one.sizes.values()) + 1
    uneven = any((halves != 2).any() for halves in one.base.values())
    return cells + 4*(int(max(table.max() for table in one.weights.values())) + uneven)


@pytest.mark.parametrize("name", FALSE)
def test_no_smaller_model_refutes(name):
    """Found by size alone: every model of a smaller size is asked, exactly, and one of this size is what is reported."""
    given, false = FALSE[name]
    found = signature(false, *given)
    told = refute(given, false, check_earlier=10_000)
    assert told is not None and told.smallest
    size = place(told.model)
    bundles = by_size(found, size)
    smaller = [one for one in bundles if one < size]
    assert smaller
    for each in smaller:
        assert not any(refutes(found, given, false, model(found, *one)) for one in bundles[each])
    same = [(shape, weights, base) for shape, weights, base in bundles[size]
            if shape == told.model.sizes and refutes(found, given, false, model(found, shape, weights, base))]
    reported = [table[0].tolist() for table in told.model.weights.values()]
    assert reported in [[table.tolist() for table in weights] for _, weights, _ in same]
    even = [sum(map(np.sum, weights)) for _, weights, base in same if base is None]
    total = sum(int(table.sum()) for table in told.model.weights.values())
    if not any((halves != 2).any() for halves in told.model.base.values()):
        assert total == min(even)  # the simplest first


# --- what is not known to be the smallest is not called so -----------------------------------------------------------

HAIR = sympy.Rational(1, 10**12)
MISSED = sympy.Le(t*t, 1 - HAIR, evaluate=False)  # false at 1 by less than floats see, and at 2


def test_what_floats_overlook_is_not_passed_over_by_the_smallest():
    found = refute([], MISSED, check_earlier=10_000)
    assert found is not None and abs(found.model.reals[t][0]) == 2
    assert not found.smallest
    found = refute([], sympy.Le(t*t, 1, evaluate=False), check_earlier=10_000)
    assert found is not None and abs(found.model.reals[t][0]) == 2 and found.smallest


def test_a_counterexample_is_not_smaller_than_what_was_not_looked_at():
    """Beyond the models that are confirmed, behind a limit, or where a smaller one could not be decided."""
    node, half = sympy.Ne(t, 2, evaluate=False), sympy.Ne(2*t, 1, evaluate=False)

    def smallest(false, few, **options):
        found = refute([], false, check_earlier=few, **options)
        assert found is not None
        return found.smallest
    assert smallest(node, 10_000) and smallest(half, 10_000)
    assert not any(smallest(node, few) for few in (0, 1, 3))
    assert not smallest(half, 10_000, limit=1)  # behind whole numbers that were left out


def test_a_doubt_before_it_is_no_smallest():
    """log²(t + 2) is not less than itself; at t = −1 exact numbers say so, at t = 0, which comes first, they cannot."""
    square = w.mul(log(t + 2), log(t + 2))
    found = refute([], sympy.Lt(square, square, evaluate=False), check_earlier=10_000)
    assert found is not None and found.model.reals[t][0] == -1 and found.certified == "exact"
    assert not found.smallest


def test_size_counts_before_floats_do(monkeypatch):
    """Floats that see nothing in the first batches leave the counterexample where it is, and it is not the smallest."""
    first = refute([], density_at_most_one, check_earlier=10_000)
    assert first is not None
    old, calls = Floats.compare.__func__, []

    def blind(cls, a, b):
        calls.append(1)
        return np.zeros(np.broadcast(a, b).shape) if len(calls) < 4 else old(cls, a, b)
    monkeypatch.setattr(Floats, "compare", classmethod(blind))
    found = refute([], density_at_most_one, check_earlier=10_000)
    assert found is not None and not found.smallest
    assert place(found.model) > place(first.model)
