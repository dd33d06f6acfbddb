"""The chapter on small steps of Gamma laws beside `impl`: its own formulas in digits, at values drawn anew in each run."""

import numpy as np
import pytest
import torch

from derivations.chapters import gamma_steps as chapter
from impl import _special, natural_gradient
from impl import gamma as impl
from tests.support.finite_models import case
from tests.support.gamma_fit_values import Place, drawn, statistics
from tests.support.gamma_laws import both, divergence
from tests.support.normal_gamma_program import Wide, numbers_of, sides_agree, unnoticed
from tests.support.plain_digits import digits

torch.set_default_dtype(torch.float64)
evidence = pytest.mark.evidence
FLOOR = 1e-300  # below which `impl` lets no parameter fall


def of_statistics(v):
    """The variance of c₁ x + c₂ log x: the Fisher information in shape and scale, seen from the natural parameters."""
    down = torch.tensor([[0.0, 1.0], [1/float(v.b)**2, 0.0]])  # ∂(a, s)/∂η
    matrix = down.T @ impl.fisher_information(v.a, 1/v.b) @ down
    way = torch.stack([v.c1, v.c2])
    return Wide(way @ matrix @ way, way.abs() @ matrix @ way.abs())


def in_scale(v):
    return divergence(v.a, 1/v.s, v.a, 1/(v.s*(1 + v.h)))


def in_logarithm(v):
    return divergence(v.a, 1/v.s, v.a, 1/(v.s*v.h.exp()))


def information(v):
    return impl.fisher_information(v.a, v.s)[0, 0]


def there_and_back(v):
    one, other = divergence(v.a, v.b, v.a + 1, v.b), divergence(v.a + 1, v.b, v.a, v.b)
    return Wide(one.number + other.number, one.room + other.room)


def descent(v, positivity):
    """The shape after a step of natural gradient descent that changes it by −h to first order: the data are such that the scale
    fits the shape, and the step in the shape is h."""
    w, h = v.w, v.h
    excess = _special.trigamma_excess(w)
    data = statistics(w, torch.digamma(w) - h*excess/w)  # at the scale one: the natural gradient in the shape is w (ψ(w) − g)/excess
    return natural_gradient.natural_gradient_descent(data, torch.stack([w, torch.ones_like(w)]), 1.0, 1, positivity, FLOOR)[-1, 0]


def stepped(v):
    """The step in the shape itself, as far as it stays positive, and that in its logarithm."""
    plain, logarithmic = (descent(v, positivity) for positivity in ("project", "log"))
    return (Wide(plain, 1 + v.w) if v.values["h"] < v.values["w"] else None), Wide(logarithmic, logarithmic*(1 + 1/v.w)*(1 + v.w))


def product_of_steps(v):
    found = stepped(v)[1]
    return Wide((v.w + v.h)*found.number, (v.w + v.h).abs()*found.room), v.w**2


FORMS = [
    case(evidence("gamma_steps.combination", kind="agreement"), lambda v: both(of_statistics(v))),
    case(evidence("gamma_steps.scale_step", kind="agreement"), lambda v: both(in_scale(v))),
    case(evidence("gamma_steps.log_scale_step", kind="agreement"), lambda v: both(in_logarithm(v))),
    case(evidence("gamma_steps.shape_step", kind="agreement"), lambda v: (
        divergence(v.a, v.b, v.a + 1, v.b), _special.log_minus_digamma(v.a))),
    case(evidence("gamma_steps.shape_step_below", kind="agreement"), lambda v: (
        Wide(information(v)/2 - 1/(2*v.a**2), information(v)), _special.log_minus_digamma(v.a))),
    case(evidence("gamma_steps.there_and_back", kind="agreement"), lambda v: both(there_and_back(v))),
    case(evidence("gamma_steps.length_is_more", kind="agreement"), lambda v: (_special.trigamma_excess(v.a)/v.a, None)),
    case(evidence("gamma_steps.log_step_above", kind="agreement"), stepped),
    case(evidence("gamma_steps.log_step_close", kind="agreement"), product_of_steps),
]
BOUNDED = [  # by what no program computes
    case(evidence("gamma_steps.combination_below", kind="agreement"), lambda v: (None, of_statistics(v))),
    case(evidence("gamma_steps.scale_step_above", kind="agreement"), lambda v: (in_scale(v), None)),
    case(evidence("gamma_steps.scale_step_below", kind="agreement"), lambda v: (None, in_scale(v))),
]


@pytest.mark.parametrize(("theorem", "program"), FORMS + BOUNDED)
def test_sides_agree(theorem, program, seed):
    """At moderate values, where a side that has a law in it is a sum over a grid."""
    rng = np.random.default_rng(seed)
    for _ in range(4):
        sides_agree(theorem, program, Place(drawn(rng)))


@pytest.mark.parametrize(("theorem", "program"), FORMS)
def test_a_slip_in_a_formula_is_noticed(theorem, program):
    places = [Place(drawn(np.random.default_rng(k)) | {"h": h}) for k, h in enumerate((0.05, -0.25, 0.1))]
    assert unnoticed(theorem, program, places) == []


@evidence("gamma_steps.scale_step_above", kind="agreement")
@evidence("gamma_steps.scale_step_below", kind="agreement")
@evidence("gamma_steps.log_scale_step", kind="agreement")
@pytest.mark.parametrize("h", [2.0**-k for k in range(3, 11)] + [-(2.0**-k) for k in range(3, 11)])
def test_the_divergence_is_half_the_squared_length_to_second_order(h):
    """By the program's divergence and Fisher information; the bounds of the theorem leave a remainder of the third order."""
    a, s = torch.tensor(2.5), torch.tensor(0.75)
    half = float(impl.fisher_information(a, s)[1, 1]*(s*h)**2)/2
    values = {"a": float(a), "s": float(s), "h": h}
    low, high = (float(digits(side, numbers_of(values, side))) for side in (
        chapter.scale_step_below.text.statement.args[0], chapter.scale_step_above.text.statement.args[1]))
    inside, logarithm = (float(of(Place(values)).number) for of in (in_scale, in_logarithm))
    room = 1e-14
    assert low - room <= inside <= high + room and high - low <= 1.5*h**4
    assert abs(inside - half) <= 2.5*abs(h)**3 and abs(logarithm - half) <= 2.5*abs(h)**3
    assert abs(inside - half + 2*float(a)*h**3/3) <= 2.5*h**4 and abs(logarithm - half + float(a)*h**3/6) <= 2.5*h**4


@evidence("gamma_steps.log_step_above", kind="agreement")
@evidence("gamma_steps.log_step_close", kind="agreement")
def test_steps_in_the_logarithm_stay_positive(seed):
    """Where a step in the shape itself ends below zero, and is put back to the least shape, that in the logarithm is positive."""
    rng = np.random.default_rng(seed)
    for _ in range(20):
        v = Place({"w": 10.0**rng.uniform(-1, 0.5), "h": rng.uniform(4, 8)})
        assert v.values["h"] > v.values["w"] and float(descent(v, "project")) == FLOOR and float(descent(v, "log")) > 0
