"""Natural gradient descent on the loss of a Gamma law beside impl and autograd, and beside closed forms of 45 digits."""

from fractions import Fraction

import pytest
import torch
from hypothesis import given
from hypothesis import strategies as st
from mpmath import mp

from derivations.commands.finding import load
from impl import _special
from impl import gamma as impl
from tests.support.finite_models import case
from tests.support.gamma_closed_forms import halves, number, psi, trigamma
from tests.support.number_formulas import Wide, places, sides_agree, tensor, unnoticed
from tests.support.number_formulas import number as as_float

load()
torch.set_default_dtype(torch.float64)
evidence = pytest.mark.evidence
LAST = 2.0**-52


def place(v):
    return tensor(v["a"]), tensor(v["s"])


def pair(v):
    return torch.tensor([v["u"], v["v"]])


def natural(v, gradient):
    """The natural gradient of a gradient in shape and scale."""
    return impl.inverse_fisher(*place(v)) @ gradient


def room(v, *terms):
    """Of the digits that the excess of ψ′ loses, and of terms that cancel."""
    a, s = v["a"], v["s"]
    return (1 + a)**2*(1 + 1/a)*(1 + s)**2*(1 + 1/s)**2*(1 + sum(map(abs, terms)))


def moved(v, row):
    """How a mean parameter moves along the natural gradient of the loss, and how far it is from the data's mean."""
    data = impl.Statistics(torch.tensor(v["m"]), torch.tensor(v["g"]), torch.tensor(0.0))
    gradient = torch.autograd.grad(impl.nll(*(at := place(v)), data), at)
    jacobian = torch.stack(torch.autograd.functional.jacobian(impl.mean_parameters, place(v)), -1)
    found = jacobian @ natural(v, torch.stack(gradient))
    means = impl.mean_parameters(*place(v))
    near = room(v, *map(float, gradient), v["m"], v["g"])
    return Wide(found[row], near), Wide(means[row] - v["mg"[row]], near)


def curvature(v):
    """The Hessian of the loss in the natural parameters, and the Fisher information there, both along (u, v)."""
    eta = torch.tensor([v["eta1"], v["eta2"]])
    means = torch.tensor([v["m"], v["g"]])
    hessian = torch.autograd.functional.hessian(lambda eta: impl.log_normalizer(eta) - eta @ means, eta)
    a, s = v["eta2"] + 1, -1/v["eta1"]
    down = torch.tensor([[0.0, 1.0], [s*s, 0.0]])  # ∂(a, s)/∂η
    matrix = down.T @ impl.fisher_information(torch.tensor(a), torch.tensor(s)) @ down
    near = float(pair(v).abs() @ matrix.abs() @ pair(v).abs())*(1 + 1/a)**2
    return tuple(Wide(pair(v) @ torch.as_tensor(one) @ pair(v), near) for one in (hessian, matrix))


def literal(v):
    """The Hessian of the log-normaliser in shape and scale, and its inverse times (u, v)."""
    hessian = torch.autograd.functional.hessian(lambda at: impl.log_normalizer(impl.natural_parameters(at[0], at[1])),
                                                torch.tensor([v["a"], v["s"]]))
    return hessian, torch.linalg.solve(hessian, pair(v))


def solved(v, row):
    hessian, step = literal(v)
    return Wide((hessian @ step)[row], room(v, v["u"], v["v"])), pair(v)[row]


def climbing(v):
    excess = float(_special.trigamma_excess(torch.tensor(v["a"])))
    near = room(v, v["u"], v["v"])*(excess + 2)
    return Wide((excess + 2)*literal(v)[1][1], near), Wide(-excess*natural(v, pair(v))[1], near)


def in_logarithms(v, row):
    """The natural gradient in (log a, log s), by the chain rule, and that in (a, s), relative to them."""
    scales = torch.diag(torch.stack(place(v)))
    step = torch.linalg.solve(scales @ impl.fisher_information(*place(v)) @ scales, scales @ pair(v))
    near = room(v, v["u"], v["v"])
    return Wide(step[row], near), Wide(natural(v, pair(v))[row]/place(v)[row], near)


each_case = pytest.mark.parametrize(("theorem", "program"), [
    case(evidence("gamma_descent.mean_moves", kind="agreement"), lambda v: moved(v, 0)),
    case(evidence("gamma_descent.mean_log_moves", kind="agreement"), lambda v: moved(v, 1)),
    case(evidence("gamma_descent.natural_hessian", kind="agreement"), curvature),
    case(evidence("gamma_descent.literal_first", kind="agreement"), lambda v: solved(v, 0)),
    case(evidence("gamma_descent.literal_second", kind="agreement"), lambda v: solved(v, 1)),
    case(evidence("gamma_descent.literal_climbs", kind="agreement"), climbing),
    case(evidence("gamma_descent.log_shape", kind="agreement"), lambda v: in_logarithms(v, 0)),
    case(evidence("gamma_descent.log_scale", kind="agreement"), lambda v: in_logarithms(v, 1)),
])
moderate = places().filter(lambda v: 0.05 <= v["a"] <= 100 and 0.05 <= v["s"] <= 20)


@each_case
@given(values=moderate)
def test_sides_agree(theorem, program, values):
    sides_agree(theorem, program, values)


@each_case
def test_a_slip_in_a_formula_is_noticed(theorem, program):
    assert unnoticed(theorem, program) == []


@evidence("gamma_descent.fitted", kind="agreement")
@given(moderate)
def test_the_mean_stays_where_the_scale_fits_the_shape(values):
    moves, far = moved({**values, "m": values["a"]*values["s"]}, 0)
    assert abs(as_float(moves.value)) <= 1e-12*moves.room and abs(as_float(far.value)) <= 4*LAST*values["a"]*values["s"]


# --- in closed form -------------------------------------------------------------------------------------------------


@pytest.fixture(autouse=True, scope="module")
def many_digits():
    with mp.workdps(45):
        yield


fractions = st.builds(Fraction, st.integers(1, 96), st.integers(8, 24))
signed = st.builds(Fraction, st.integers(-9, 9), st.integers(1, 4))


def agrees(one, other):
    return abs(one - other) <= mp.mpf(10)**-30*(1 + abs(one) + abs(other))


def closed(a, s, u, v):
    """The Fisher information in shape and scale and its inverse times (u, v), from the closed form of ψ′."""
    matrix = mp.matrix([[trigamma(a), 1/number(s)], [1/number(s), number(a)/number(s)**2]])
    return matrix, mp.lu_solve(matrix, mp.matrix([u, v]))


@evidence("gamma_descent.mean_moves", kind="exact")
@evidence("gamma_descent.mean_log_moves", kind="exact")
@evidence("gamma_descent.fitted", kind="exact")
@given(halves, fractions, fractions, signed)
def test_the_means_move_to_those_of_the_data(a, s, m, g):
    shape, scale, mean, mean_log = map(number, (a, s, m, g))
    _, step = closed(a, s, mp.log(scale) + psi(a) - mean_log, shape/scale - mean/scale**2)
    moves = scale*step[0] + shape*step[1]
    assert agrees(moves, shape*scale - mean) and agrees(trigamma(a)*step[0] + step[1]/scale, psi(a) + mp.log(scale) - mean_log)
    assert (abs(moves) < mp.mpf(10)**-30) == (a*s == m)


@evidence("gamma_descent.natural_hessian", kind="exact")
@given(halves, fractions, signed, signed)
def test_the_hessian_in_the_natural_parameters(a, s, u, v):
    """x has the variance a s², log x the variance ψ′(a), and both the covariance s: the Hessian by second differences."""
    def loss(t):
        first, second = -1/number(s) + t*number(u)/64, number(a) - 1 + t*number(v)/64
        return -(second + 1)*mp.log(-first) + mp.loggamma(second + 1)

    small = mp.mpf(10)**-12
    with mp.workdps(70):
        found = (loss(small) - 2*loss(0) + loss(-small))/small**2*64**2
        want = number(a)*number(s)**2*number(u)**2 + 2*number(s)*number(u)*number(v) + trigamma(a)*number(v)**2
    assert abs(found - want) <= mp.mpf(10)**-18*(1 + abs(want))*(1 + number(a) + 1/number(a))**4*(1 + number(s))**4*1000


@evidence("gamma_descent.literal_first", kind="exact")
@evidence("gamma_descent.literal_second", kind="exact")
@evidence("gamma_descent.literal_climbs", kind="exact")
@given(halves, fractions, signed, signed)
def test_the_hessian_of_the_log_normaliser_turns_the_step_in_the_scale_round(a, s, u, v):
    shape, scale, first, second = map(number, (a, s, u, v))
    matrix = mp.matrix([[trigamma(a), 1/scale], [1/scale, -shape/scale**2]])
    wrong, right = mp.lu_solve(matrix, mp.matrix([first, second])), closed(a, s, first, second)[1]
    claimed = ((shape*first + scale*second)/(shape*trigamma(a) + 1), (scale*first - scale**2*trigamma(a)*second)/(shape*trigamma(a) + 1))
    assert agrees(wrong[0], claimed[0]) and agrees(wrong[1], claimed[1])
    assert wrong[1]*right[1] <= 0 and agrees((shape*trigamma(a) + 1)*wrong[1], -(shape*trigamma(a) - 1)*right[1])


@evidence("gamma_descent.log_shape", kind="exact")
@evidence("gamma_descent.log_scale", kind="exact")
@given(halves, fractions, signed, signed)
def test_the_natural_gradient_in_logarithms(a, s, u, v):
    shape, scale, first, second = map(number, (a, s, u, v))
    matrix, step = closed(a, s, first, second)
    chart = mp.diag([shape, scale])
    found = mp.lu_solve(chart*matrix*chart, chart*mp.matrix([first, second]))
    assert agrees(found[0], step[0]/shape) and agrees(found[1], step[1]/scale)
