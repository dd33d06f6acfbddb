"""The Gamma chapter beside impl.gamma: each theorem's own formulas in balls, for shapes from 1e-6 to 1e8."""

import pytest
import torch
from hypothesis import given
from hypothesis import strategies as st

from derivations.chapters import gamma as chapter
from impl import _special
from impl import gamma as impl
from tests.support.finite_models import case
from tests.support.number_formulas import Wide, in_balls, is_true, number, places, sides_agree, slope, tensor, unnoticed

torch.set_default_dtype(torch.float64)
evidence = pytest.mark.evidence


def trigamma(v):
    return impl.fisher_information(tensor(v["a"]), tensor(1))[0, 0]


def excess(v):
    return _special.trigamma_excess(tensor(v["a"]))


def below(v):
    """log a − ψ(a)."""
    return _special.log_minus_digamma(tensor(v["a"]))


def normaliser(eta1, eta2):
    return impl.log_normalizer(torch.stack((eta1, eta2)))


def loss(a, s, m=0.0, g=0.0):
    return impl.nll(a, s, impl.Statistics(torch.as_tensor(m), torch.as_tensor(g), torch.tensor(0.0)))


def curve(v, *orders):
    """A derivative of the loss without data: of the log-normaliser in shape and scale."""
    return slope(loss, v["a"], v["s"], orders=orders)


def fit(v, *orders):
    return slope(lambda a, s: loss(a, s, v["m"], v["g"]), v["a"], v["s"], orders=orders)


def gradient(v):
    statistics = impl.Statistics(torch.tensor(v["m"]), torch.tensor(v["g"]), torch.tensor(0.0))
    return impl.nll_gradient(tensor(v["a"]), tensor(v["s"]), statistics)


def wide(value, *terms):
    return Wide(value, 1 + sum(abs(number(term)) for term in terms))


def natural(v, *orders):
    return slope(normaliser, v["eta1"], v["eta2"], orders=orders)


def means(v):
    return impl.mean_parameters(torch.tensor(v["eta2"] + 1), torch.tensor(-1/v["eta1"]))


def in_natural(v):
    """The Fisher information in the natural parameters: J⁻ᵀ F J⁻¹, J the derivatives of η in shape and scale."""
    s = -1/v["eta1"]
    jacobian = torch.tensor([[0.0, 1.0], [s**2, 0.0]])
    return jacobian.T @ impl.fisher_information(torch.tensor(v["eta2"] + 1), torch.tensor(s)) @ jacobian


def terms_of_loss(v, s=None):
    a, s = v["a"], v["s"] if s is None else s
    return a*torch.tensor(s).log(), torch.lgamma(torch.tensor(a)), (a - 1)*v["g"], v["m"]/s


def log_terms(v):
    a, s = torch.tensor(v["a"]), torch.tensor(v["s"])
    return a.log(), s.log(), torch.digamma(a), v["g"], torch.tensor(v["m"]).log()


each_case = pytest.mark.parametrize(("theorem", "program"), [
    case(evidence("gamma.at_least_one", kind="agreement"), lambda v: (None, trigamma(v))),
    case(evidence("gamma.tighter_below", kind="agreement"), lambda v: (None, trigamma(v))),
    case(evidence("gamma.tighter_above", kind="agreement"), lambda v: (trigamma(v), None)),
    case(evidence("gamma.profile_below", kind="agreement"), lambda v: (None, below(v))),
    case(evidence("gamma.profile_above", kind="agreement"), lambda v: (below(v), None)),
    case(evidence("gamma.profile_slope", kind="agreement"), lambda v: (slope(_special.log_minus_digamma, v["a"]), -excess(v)/v["a"])),
    case(evidence("gamma.profile_falls", kind="agreement"), lambda v: (slope(_special.log_minus_digamma, v["a"]), None)),
    case(evidence("gamma.scale_form", kind="agreement"), lambda v: (
        wide(impl.log_normalizer(impl.natural_parameters(tensor(v["a"]), tensor(v["s"]))), *terms_of_loss(v)),
        wide(loss(tensor(v["a"]), tensor(v["s"])), *terms_of_loss(v)))),
    case(evidence("gamma.gradient_first", kind="agreement"), lambda v: (natural(v, 0), means(v)[0])),
    case(evidence("gamma.gradient_second", kind="agreement"), lambda v: (wide(natural(v, 1), *log_terms(v)), wide(means(v)[1], *log_terms(v)))),
    case(evidence("gamma.hessian_first", kind="agreement"), lambda v: (natural(v, 0, 0), in_natural(v)[0, 0])),
    case(evidence("gamma.hessian_mixed", kind="agreement"), lambda v: (natural(v, 1, 0), in_natural(v)[0, 1])),
    case(evidence("gamma.hessian_second", kind="agreement"), lambda v: (natural(v, 1, 1), in_natural(v)[1, 1])),
    case(evidence("gamma.literal_shape", kind="agreement"), lambda v: (curve(v, 0, 0), trigamma(v))),
    case(evidence("gamma.literal_mixed", kind="agreement"), lambda v: (curve(v, 1, 0), 1/v["s"])),
    case(evidence("gamma.literal_scale", kind="agreement"), lambda v: (curve(v, 1, 1), -v["a"]/v["s"]**2)),
    case(evidence("gamma.literal_determinant", kind="agreement"), lambda v: (curve(v, 0, 0)*curve(v, 1, 1) - curve(v, 1, 0)**2, None)),
    case(evidence("gamma.loss_in_shape", kind="agreement"), lambda v: (wide(fit(v, 0), *log_terms(v)), wide(gradient(v)[0], *log_terms(v)))),
    case(evidence("gamma.loss_in_scale", kind="agreement"), lambda v: tuple(
        Wide(one, (v["a"] + v["m"]/v["s"])/v["s"]) for one in (fit(v, 1), gradient(v)[1]))),
    case(evidence("gamma.loss_shape_shape", kind="agreement"), lambda v: (fit(v, 0, 0), trigamma(v))),
    case(evidence("gamma.loss_shape_scale", kind="agreement"), lambda v: (fit(v, 1, 0), 1/v["s"])),
    case(evidence("gamma.loss_scale_scale", kind="agreement"), lambda v: (Wide(fit(v, 1, 1), (v["a"] + 2*v["m"]/v["s"])/v["s"]**2), None)),
    case(evidence("gamma.loss_best", kind="agreement"), lambda v: (
        wide(loss(tensor(v["a"]), tensor(v["m"]/v["a"]), v["m"], v["g"]), *terms_of_loss(v, v["m"]/v["a"])), None)),
    case(evidence("gamma.loss_least", kind="agreement"), lambda v: (
        wide(loss(tensor(v["a"]), tensor(v["m"]/v["a"]), v["m"], v["g"]), *terms_of_loss(v, v["m"]/v["a"])),
        wide(loss(tensor(v["a"]), tensor(v["s"]), v["m"], v["g"]), *terms_of_loss(v)))),
    case(evidence("gamma.loss_profile", kind="agreement"), lambda v: (
        None, wide(torch.tensor(v["m"]).log() - v["g"] - below(v), *log_terms(v)))),
])


@each_case
@given(values=places())
def test_sides_agree(theorem, program, values):
    sides_agree(theorem, program, values)


@each_case
def test_a_slip_in_a_formula_is_noticed(theorem, program):
    assert unnoticed(theorem, program) == []


@evidence("gamma.more_than_one", kind="agreement")
@given(places())
def test_the_excess_is_positive(values):
    """For every shape, in the program and in the theorem's own words."""
    assert number(excess(values)) > 0 and is_true(chapter.more_than_one.text.statement, values)


WHOLE = st.integers(1, 20).map(float)


@evidence("gamma.loss_stationary", kind="agreement")
@evidence("gamma.loss_matched", kind="agreement")
@given(WHOLE, st.integers(-3, 3).map(lambda k: 2.0**k), st.integers(1, 40).map(lambda k: k/4), st.booleans())
def test_where_shape_times_scale_is_the_mean(a, s, m, tie):
    """The slope vanishes, and the Hessian in the scale is the Fisher information; nowhere else."""
    v = {"a": a, "s": s, "m": a*s if tie else m, "g": 0.0}
    there = a*s == v["m"]
    assert (number(gradient(v)[1]) == 0) == there
    assert (number(fit(v, 1, 1)) == number(impl.fisher_information(tensor(a), tensor(s))[1, 1])) == there
    for theorem in chapter.loss_stationary, chapter.loss_matched:
        one, other = theorem.text.statement.args
        assert is_true(one, v) == is_true(other, v) == there


@evidence("gamma.loss_least", kind="agreement")
@evidence("gamma.loss_profile", kind="agreement")
@evidence("gamma.profile_falls", kind="agreement")
@given(st.lists(st.integers(1, 80).map(lambda k: k/8), min_size=2, max_size=8, unique=True))
def test_the_fit_is_where_the_slopes_vanish(points):
    """`impl.mle` against the theorem's own slope of the loss at the best scale: it changes its sign at the fitted shape."""
    a, s = impl.mle(torch.tensor(points))
    found = impl.statistics(torch.tensor(points))
    assert float(a*s) == pytest.approx(float(found.mean), rel=1e-14)
    side, v = chapter.loss_profile.text.statement.args[1], {"m": float(found.mean), "g": float(found.mean_log)}
    assert in_balls(side, {**v, "a": float(a)*(1 - 1e-7)}) < 0 < in_balls(side, {**v, "a": float(a)*(1 + 1e-7)})
