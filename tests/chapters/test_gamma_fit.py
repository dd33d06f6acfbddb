"""The chapter on fits of Gamma laws beside impl.gamma: its own formulas in digits, at data and parameters that are drawn.

What `impl.mle` finds lies where the chapter says that the minimum is, and is one.
"""

import math
from fractions import Fraction

import numpy as np
import pytest
import torch
from hypothesis import assume, given
from hypothesis import strategies as st
from mpmath import mp, mpf
from torch.autograd import functional

from derivations.chapters import gamma_fit as chapter
from impl import _special
from impl import gamma as impl
from tests.support.finite_models import case, noticed
from tests.support.finite_models import sides_agree as models_agree
from tests.support.gamma_fit_values import Place, drawn, statistics
from tests.support.gamma_laws import both, divergence
from tests.support.normal_gamma_program import Wide, numbers_of, sides_agree, unnoticed
from tests.support.number_formulas import is_true, number, slope
from tests.support.plain_digits import DIGITS, digits, size

torch.set_default_dtype(torch.float64)
evidence = pytest.mark.evidence


def profile(a):
    """log a − ψ(a)."""
    return _special.log_minus_digamma(a)


def loss(a, s, mean, mean_log, *terms):
    """The loss of data of which the means are known, and the size of its terms."""
    a, s = torch.as_tensor(a), torch.as_tensor(s)
    room = (a*s.log()).abs() + torch.lgamma(a).abs() + ((a - 1)*mean_log).abs() + torch.as_tensor(mean)/s + sum(map(abs, terms))
    return Wide(impl.nll(a, s, statistics(mean, mean_log)), room + 1)


def less(one, other):
    return Wide(one.number - other.number, one.room + other.room)


def at_one(a, mean_log=0.0):
    """The loss at the best scale of data with the mean one."""
    return loss(a, 1/a, 1.0, torch.as_tensor(mean_log))


def matched(v, a, s):
    """The loss where the means of the data are those of the law of shape a and scale s."""
    return loss(a, s, *impl.mean_parameters(v.a, v.s).unbind(-1))


def curve_above_tangent(v):
    """The loss of shape b, less that of shape a, where the gap is such that the fit has the shape a."""
    return less(*(at_one(shape, -profile(v.a)) for shape in (v.b, v.a)))


def along(v):
    """The tangent of the curve at a, and the curve at b."""
    start, bend = at_one(v.a), slope(lambda a: impl.nll(a, 1/a, statistics(1.0, 0.0)), v.a).detach()
    return Wide(start.number + (v.b - v.a)*bend, start.room + ((v.b - v.a)*bend).abs()), at_one(v.b)


def difference_of_moments(v, order):
    """Of two laws; the mean of the square is the mean times that of the law with one more in the shape."""
    first, second = (impl.mean_parameters(a, s)[..., 0]*(impl.mean_parameters(a + 1, s)[..., 0] if order == 2 else 1)
                     for a, s in ((v.a, v.s), (v.c, v.d)))
    return Wide(first - second, first + second)


def one_more(v):
    """What one more in the shape changes for equal data."""
    return less(*(at_one(shape) for shape in (v.w + 1, v.w)))


def bound_of_ratio(v):
    found = one_more(v)
    return Wide((found.number - 1)/(v.w + 1), found.room)


def hessian(v):
    """Of the loss in shape and rate, along (u, v)."""
    found = functional.hessian(lambda a, b: impl.nll(a, 1/b, statistics(v.m, v.g)), (v.a, v.b))
    way = torch.stack([v.u, v.v])
    terms = way[:, None]*torch.stack([torch.stack(row) for row in found])*way
    return Wide(terms.sum(), terms.abs().sum())


each_case = pytest.mark.parametrize(("theorem", "program"), [
    case(evidence("gamma_fit.at_a_point", kind="agreement"), lambda v: both(
        Wide((found := (-impl.nll(v.a, v.s, v.x[None])).exp()), found*loss(v.a, v.s, v.x, v.x.log()).room))),
    case(evidence("gamma_fit.nll", kind="agreement"), lambda v: both(impl.nll(v.a, v.s, v.y))),
    case(evidence("gamma_fit.best_scale", kind="agreement"), lambda v: (
        impl.nll(v.a, v.y.mean()/v.a, v.y), impl.nll(v.a, v.s, v.y))),
    case(evidence("gamma_fit.data_gap", kind="agreement"), lambda v: (v.data.mean_log, v.data.mean.log())),
    case(evidence("gamma_fit.gap_in_squares", kind="agreement"), lambda v: ((1 - (v.y/v.data.mean).sqrt()).square().mean(), v.data.gap)),
    case(evidence("gamma_fit.gap_of_equal_data", kind="agreement"), lambda v: (
        impl.statistics(v.w.expand(v.values["N"])).mean_log, impl.statistics(v.w.expand(v.values["N"])).mean.log())),
    case(evidence("gamma_fit.bracket_below", kind="agreement"), lambda v: (None, profile(1/(2*v.c)))),
    case(evidence("gamma_fit.bracket_above", kind="agreement"), lambda v: (profile(1/v.c), None)),
    case(evidence("gamma_fit.solution_above", kind="agreement"), lambda v: (v.a*profile(v.a), None)),
    case(evidence("gamma_fit.solution_below", kind="agreement"), lambda v: (v.a*profile(v.a), None)),
    case(evidence("gamma_fit.best_loss", kind="agreement"), lambda v: both(loss(v.a, v.m/v.a, v.m, v.g))),
    case(evidence("gamma_fit.curve_divergence", kind="agreement"), lambda v: (
        curve_above_tangent(v), divergence(v.a, v.a, v.b, v.b))),
    case(evidence("gamma_fit.curve_convex", kind="agreement"), along),
    case(evidence("gamma_fit.falls", kind="agreement"), lambda v: (
        Wide((v.b - v.a)*(profile(v.a) - profile(v.b)), (v.b - v.a).abs()*(profile(v.a) + profile(v.b))), None)),
    case(evidence("gamma_fit.both_ways", kind="agreement"), lambda v: (
        None, less(divergence(v.a, v.a, v.b, v.b), Wide(-(other := divergence(v.b, v.b, v.a, v.a)).number, other.room)))),
    case(evidence("gamma_fit.excess_loss", kind="agreement"), lambda v: (
        less(matched(v, v.c, v.d), matched(v, v.a, v.s)), divergence(v.a, 1/v.s, v.c, 1/v.d))),
    case(evidence("gamma_fit.least", kind="agreement"), lambda v: (matched(v, v.a, v.s), matched(v, v.c, v.d))),
    case(evidence("gamma_fit.means_apart", kind="agreement"), lambda v: both(difference_of_moments(v, 1))),
    case(evidence("gamma_fit.squares_apart", kind="agreement"), lambda v: both(difference_of_moments(v, 2))),
    case(evidence("gamma_fit.ratio_below", kind="agreement"), lambda v: (bound_of_ratio(v), None)),
    case(evidence("gamma_fit.equal_data", kind="agreement"), lambda v: both(one_more(v))),
    case(evidence("gamma_fit.convex_in_rate", kind="agreement"), lambda v: (hessian(v), None)),
])


@each_case
def test_sides_agree(theorem, program, seed):
    """At moderate values, where a side that has a law in it is a sum over a grid."""
    rng = np.random.default_rng(seed)
    for _ in range(4):
        sides_agree(theorem, program, Place(drawn(rng)))


@each_case
def test_a_slip_in_a_formula_is_noticed(theorem, program):
    assert unnoticed(theorem, program, [Place(drawn(np.random.default_rng(k))) for k in range(3)]) == []


positive = st.floats(-6, 6).map(lambda e: 10.0**e)
near_one = st.floats(-1e-4, 1e-4).map(lambda e: 1 + e)
LAST = mpf(10)**(5 - DIGITS)
points = st.lists(positive, min_size=1, max_size=9) | st.lists(near_one, min_size=2, max_size=9)


@evidence("gamma_fit.nll", kind="agreement")
@given(st.floats(-5, 5).map(lambda e: 10.0**e), positive, points)
def test_the_loss_of_data_over_the_whole_domain(a, s, data):
    """To 1e-12 of its terms, for shapes from 1e-5 to 1e5 and data that are almost equal or far apart."""
    values = {"a": a, "s": s, "y": np.array(data), "N": len(data)}
    room = size(side := chapter.nll.text.statement.args[1], numbers_of(values, side))
    sides_agree(chapter.nll, lambda v: both(Wide(impl.nll(v.a, v.s, v.y), room)), Place(values))


@evidence("gamma_fit.data_gap", kind="agreement")
@evidence("gamma_fit.gap_in_squares", kind="agreement")
@given(points)
def test_the_gap_of_data(data):
    """It is at least the mean of squares, and the program has its digits also where the data are almost equal."""
    values = {"y": np.array(data), "N": len(data)}
    found = impl.statistics(torch.tensor(data))
    with mp.workdps(DIGITS):
        mean_log, log_mean = (digits(side, numbers_of(values, side)) for side in chapter.data_gap.text.statement.args)
        squares, gap = (digits(side, numbers_of(values, side)) for side in chapter.gap_in_squares.text.statement.args)
        assert -LAST <= squares <= gap + LAST and abs(gap - (log_mean - mean_log)) <= LAST
        assert abs(float(found.gap) - gap) <= 1e-12*gap + 1e-28


MANY = 1000


def random_data(rng):
    """Data of every spread, from almost equal to far apart."""
    size = int(rng.integers(2, 12))
    return np.exp(rng.normal(rng.uniform(-5, 5), 10.0**rng.uniform(-3, 0.8), size))


@evidence("gamma_fit.bracket_below", kind="agreement")
@evidence("gamma_fit.bracket_above", kind="agreement")
@evidence("gamma_fit.solution_above", kind="agreement")
@evidence("gamma_fit.solution_below", kind="agreement")
@evidence("gamma_fit.falls", kind="agreement")
def test_the_program_finds_the_solution_in_its_bracket(seed):
    """For a thousand sets of data with the gap c: the fitted shape is between 1/(2c) and 1/c, and by the theorems' own formulas
    log a − ψ(a) is above c just before it and below c just after it, and at the two ends."""
    rng = np.random.default_rng(seed)
    (_, low), (high, _) = (theorem.text.statement.args for theorem in (chapter.bracket_below, chapter.bracket_above))
    product, _ = chapter.solution_below.text.statement.args
    for _ in range(MANY):
        data = torch.tensor(random_data(rng))
        (a, s), found = impl.mle(data), impl.statistics(data)
        shape, c = float(a), float(found.gap)
        assert (1 - 1e-14)/(2*c) <= shape <= (1 + 1e-14)/c
        assert float(a*s) == pytest.approx(float(found.mean), rel=1e-13)
        before, after = (digits(product, numbers_of({"a": near}, product))/near for near in (shape*(1 - 1e-12), shape*(1 + 1e-12)))
        at_low, at_high = (digits(side, numbers_of({"c": c}, side)) for side in (low, high))
        assert before > c > after and at_low > c > at_high


@evidence("gamma_fit.excess_loss", kind="agreement")
@evidence("gamma_fit.least", kind="agreement")
@evidence("gamma_fit.best_scale", kind="agreement")
def test_what_other_laws_lose_is_their_divergence_from_the_fit(seed):
    """The excess of the loss over its least value, for data: it is the divergence that the theorem says, and positive."""
    rng, (excess, _) = np.random.default_rng(seed), chapter.excess_loss.text.statement.args
    for _ in range(100):
        data = torch.tensor(np.exp(rng.normal(rng.uniform(-5, 5), rng.uniform(0.2, 2), 8)))
        a, s = impl.mle(data)
        c, d = a*np.exp(rng.normal(0, 0.5)), s*np.exp(rng.normal(0, 0.5))
        lost = impl.nll(c, d, data) - impl.nll(a, s, data)
        values = {"a": float(a), "s": float(s), "c": float(c), "d": float(d)}
        assert float(lost) > 0
        assert float(lost) == pytest.approx(float(digits(excess, numbers_of(values, excess))), rel=1e-9, abs=1e-11*float(1 + a + c))


@evidence("gamma_fit.equal_data", kind="agreement")
@evidence("gamma_fit.gap_of_equal_data", kind="agreement")
@given(st.floats(-3, 3).map(lambda e: 10.0**e), st.integers(1, 6))
def test_equal_data_have_no_fit(w, size):
    """The program refuses them, and its loss falls from each shape to the next by more than the bound."""
    data = torch.full((size,), w)
    with pytest.raises(ValueError, match="all points are equal"):
        impl.mle(data)
    shapes = torch.arange(1, 60).double()
    losses = torch.stack([impl.nll(a, torch.tensor(w)/a, data) for a in shapes])
    assert bool((losses[:-1] - losses[1:] >= 1/(2*(shapes[:-1] + 1))).all())


@evidence("gamma_fit.convex_in_scale", kind="agreement")
@given(st.integers(1, 40).map(lambda k: k/4), st.integers(-3, 3).map(lambda k: 2.0**k), st.integers(1, 40).map(lambda k: k/4), st.booleans())
def test_where_the_loss_curves_upwards(a, w, m, tie):
    """Along the scale the program's loss does, by autograd, where the theorem's own words are true."""
    m = a*w/2 if tie else m
    bend = number(slope(lambda s: impl.nll(torch.tensor(a), s, statistics(m, 0.0)), w, orders=(0, 0)))
    side, other = chapter.convex_in_scale.text.statement.args
    assert is_true(other, {"a": a, "w": w, "m": m}) == (a*w <= 2*m) == (bend >= 0)
    assume(not tie)
    assert is_true(side, {"a": a, "w": w, "m": m, "s": w}) == (bend >= 0)


TABLES = {"source": (chapter.source, "t"), "f": lambda model: torch.tensor(model.functions[chapter.f][0].astype(float))}


def no_gap(source, f):
    """Whether the gap of the data f is zero, and whether they are all their mean."""
    weights = source.exp()
    mean = (weights*f).sum()
    gap = mean.log() - (weights*f.clamp_min(1e-300).log()).sum()
    return bool(gap.abs() < 1e-12), bool(((f - mean).abs()[weights > 0] < 1e-12).all())


def tie(model):
    values = model.functions[chapter.f]
    values[...] = values.flat[0]


@evidence("gamma_fit.no_gap_only", kind="agreement")
@given(data=st.data())
def test_no_gap_only_for_equal_data(data):
    models_agree(chapter.no_gap_only, no_gap, tie, TABLES, data)


def test_a_wrong_side_is_noticed():
    assert noticed(chapter.no_gap_only, lambda source, f: (no_gap(source, f)[0], bool((f == 1).all())), TABLES, tie)
    assert noticed(chapter.no_gap_only, lambda source, f: (not no_gap(source, f)[0], no_gap(source, f)[1]), TABLES, tie)


fractions = st.integers(1, 40).map(lambda k: Fraction(k, 4))


@evidence("gamma_fit.data_gap", kind="exact")
@evidence("gamma_fit.no_gap_only", kind="exact")
@evidence("gamma_fit.gap_of_equal_data", kind="exact")
@given(st.lists(st.tuples(fractions, st.integers(1, 4)), min_size=1, max_size=5) | st.tuples(fractions, st.integers(1, 4)).map(lambda one: [one, one]))
def test_the_gap_in_fractions(weighted):
    """Data with whole weights: the product of all of them is at most the power of the mean, and equal where they are all equal."""
    whole = sum(weight for _, weight in weighted)
    mean = sum(x*weight for x, weight in weighted)/whole
    product = math.prod(x**weight for x, weight in weighted)
    assert product <= mean**whole and (product == mean**whole) == (len({x for x, _ in weighted}) == 1)
