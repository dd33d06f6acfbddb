"""The natural gradient beside linear algebra: in floats with the theorems' own formulas, and in fractions without them."""

from fractions import Fraction

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from derivations.commands.finding import load
from tests.support.number_formulas import Wide, in_balls, is_true, near, unnoticed

evidence = pytest.mark.evidence
quarters = st.integers(-12, 12).map(lambda n: Fraction(n, 4))
positive = st.integers(1, 16).map(lambda n: Fraction(n, 4))
VALUES = st.fixed_dictionaries({
    **dict.fromkeys(("F11", "d", "r", "k", "e"), positive),
    **dict.fromkeys(("F12", "g1", "g2", "v1", "v2", "h1", "h2", "j11", "j12", "j21", "j22"), quarters),
}).filter(lambda v: v["j11"]*v["j22"] != v["j12"]*v["j21"] and (v["v1"] or v["v2"]))
PLACES = [dict(zip(("F11", "d", "r", "k", "e", "F12", "g1", "g2", "v1", "v2", "h1", "h2", "j11", "j12", "j21", "j22"), row, strict=True)) for row in (
    (2.0, 3.0, 0.5, 4.0, 1.5, 1.25, 1.0, -2.0, 0.5, 3.0, -1.0, 2.0, 1.0, -0.5, 2.0, 3.0),
    (0.5, 1.25, 2.0, 0.75, 3.0, -0.5, -1.5, 0.25, 2.0, -1.0, 3.0, 0.5, 2.0, 1.5, -1.0, 0.5),
    (1.5, 0.5, 0.25, 2.5, 0.5, 2.0, 3.0, 1.0, -1.5, 0.5, 0.25, -2.0, -0.5, 1.0, 3.0, 2.0))]


def solved(matrix, vector):
    """The solution of two equations, by elimination."""
    ((a, b), u), ((c, d), v) = sorted(zip(matrix.tolist(), vector.tolist()), key=lambda row: -abs(row[0][0]))
    second = (v - c/a*u)/(d - c/a*b)
    return np.array([(u - b*second)/a, second])


def information(v):
    """F, so that its determinant is d."""
    return np.array([[v["F11"], v["F12"]], [v["F12"], (v["d"] + v["F12"]**2)/v["F11"]]])


def vector(v, name):
    return np.array([v[f"{name}1"], v[f"{name}2"]])


def jacobian(v):
    return np.array([[v["j11"], v["j12"]], [v["j21"], v["j22"]]])


def determinant(matrix):
    """By expansion after the first column."""
    return matrix[0][0]*matrix[1][1] - matrix[1][0]*matrix[0][1]


def along(v):
    """The matrix with the eigenvalue k along v and e across v: a sum of two projections."""
    step = vector(v, "v")
    across = np.array([-step[1], step[0]])
    return v["k"]*np.outer(step, step)/(step @ step) + v["e"]*np.outer(across, across)/(step @ step)


def pushed(v):
    return jacobian(v).T @ information(v) @ jacobian(v)


def squared(matrix, step):
    return step @ matrix @ step


def slope(v):
    f, g = information(v), vector(v, "g")
    return g @ solved(f, g), squared(f, solved(f, g))


def completed(v):
    f, g, step = information(v), vector(v, "g"), vector(v, "v")
    return squared(f, step) - 2*(g @ step), squared(f, step - solved(f, g)) - g @ solved(f, g)


def best_step(v):
    f, g, step = information(v), vector(v, "g"), vector(v, "v")
    return g @ step + squared(f, step)/(2*v["r"]), -v["r"]*(g @ solved(f, g))/2


def steepest(v):
    f, step, h = information(v), vector(v, "v"), vector(v, "h")
    return ((f @ h) @ step)**2, squared(f, step)*squared(f, h)


def squares(v):
    f, step = information(v), vector(v, "v")
    return squared(f, step), (f[0] @ step)**2/f[0][0] + determinant(f)/f[0][0]*step[1]**2


def invariance(v, row):
    f, g, j = information(v), vector(v, "g"), jacobian(v)
    return (j @ solved(pushed(v), j.T @ g))[row], solved(f, g)[row]


def descended(v, row):
    matrix, step = along(v), vector(v, "v")
    return (step - v["r"]*(matrix @ step))[row], ((1 - v["r"]*v["k"])*step)[row]


def directions(v, row):
    matrix, step = along(v), vector(v, "v")
    return solved(matrix, step)[row], (step/v["k"])[row]


def naturally_descended(v, row):
    f, step = information(v), vector(v, "v")
    return (step - v["r"]*solved(f, f @ step))[row], ((1 - v["r"])*step)[row]


def solves(v, row):
    return (information(v) @ solved(information(v), vector(v, "g")))[row], vector(v, "g")[row]


def mean_gradient(v, row):
    return solved(information(v), information(v) @ vector(v, "h"))[row], vector(v, "h")[row]


def eigenvalues(v):
    return determinant(along(v)), v["k"]*v["e"]


def chart_length(v):
    return squared(pushed(v), vector(v, "v")), squared(information(v), jacobian(v) @ vector(v, "v"))


def chart_determinant(v):
    return determinant(pushed(v)), determinant(jacobian(v))**2*determinant(information(v))


CASES = [
    (evidence("natural_gradient.solves_first", kind="agreement"), evidence("natural_gradient.solves_first", kind="exact"), lambda v: solves(v, 0)),
    (evidence("natural_gradient.solves_second", kind="agreement"), evidence("natural_gradient.solves_second", kind="exact"), lambda v: solves(v, 1)),
    (evidence("natural_gradient.length_in_squares", kind="agreement"), evidence("natural_gradient.length_in_squares", kind="exact"), squares),
    (evidence("natural_gradient.length_not_negative", kind="agreement"), evidence("natural_gradient.length_not_negative", kind="exact"),
     lambda v: (squared(information(v), vector(v, "v")), 0)),
    (evidence("natural_gradient.slope", kind="agreement"), evidence("natural_gradient.slope", kind="exact"), slope),
    (evidence("natural_gradient.completed", kind="agreement"), evidence("natural_gradient.completed", kind="exact"), completed),
    (evidence("natural_gradient.steepest", kind="agreement"), evidence("natural_gradient.steepest", kind="exact"), steepest),
    (evidence("natural_gradient.best_step", kind="agreement"), evidence("natural_gradient.best_step", kind="exact"), best_step),
    (evidence("natural_gradient.chart_determinant", kind="agreement"), evidence("natural_gradient.chart_determinant", kind="exact"),
     chart_determinant),
    (evidence("natural_gradient.chart_length", kind="agreement"), evidence("natural_gradient.chart_length", kind="exact"), chart_length),
    (evidence("natural_gradient.invariance_first", kind="agreement"), evidence("natural_gradient.invariance_first", kind="exact"),
     lambda v: invariance(v, 0)),
    (evidence("natural_gradient.invariance_second", kind="agreement"), evidence("natural_gradient.invariance_second", kind="exact"),
     lambda v: invariance(v, 1)),
    (evidence("natural_gradient.mean_gradient_first", kind="agreement"), evidence("natural_gradient.mean_gradient_first", kind="exact"),
     lambda v: mean_gradient(v, 0)),
    (evidence("natural_gradient.mean_gradient_second", kind="agreement"), evidence("natural_gradient.mean_gradient_second", kind="exact"),
     lambda v: mean_gradient(v, 1)),
    (evidence("natural_gradient.gd_rate_first", kind="agreement"), evidence("natural_gradient.gd_rate_first", kind="exact"),
     lambda v: descended(v, 0)),
    (evidence("natural_gradient.gd_rate_second", kind="agreement"), evidence("natural_gradient.gd_rate_second", kind="exact"),
     lambda v: descended(v, 1)),
    (evidence("natural_gradient.eigenvalues", kind="agreement"), evidence("natural_gradient.eigenvalues", kind="exact"), eigenvalues),
    (evidence("natural_gradient.directions_first", kind="agreement"), evidence("natural_gradient.directions_first", kind="exact"),
     lambda v: directions(v, 0)),
    (evidence("natural_gradient.directions_second", kind="agreement"), evidence("natural_gradient.directions_second", kind="exact"),
     lambda v: directions(v, 1)),
    (evidence("natural_gradient.ngd_rate_first", kind="agreement"), evidence("natural_gradient.ngd_rate_first", kind="exact"),
     lambda v: naturally_descended(v, 0)),
    (evidence("natural_gradient.ngd_rate_second", kind="agreement"), evidence("natural_gradient.ngd_rate_second", kind="exact"),
     lambda v: naturally_descended(v, 1)),
]
RELATIONS = {"Equality": lambda a, b: a == b, "GreaterThan": lambda a, b: a >= b, "LessThan": lambda a, b: a <= b}


def cases(which):
    return pytest.mark.parametrize(("theorem", "program"), [
        pytest.param(load()[marks[which].args[0]], program, marks=marks[which], id=marks[which].args[0]) for *marks, program in CASES])


@cases(0)
@given(VALUES)
def test_the_formulas_are_those_of_linear_algebra(theorem, program, values):
    """Elimination in fractions beside the theorem's own formula in balls, which may be a ball around zero."""
    for side, got in zip(theorem.text.statement.args, program(values), strict=True):
        ball = in_balls(side, values)
        assert ball is not None and near(Wide(float(got), 1.0), ball), f"{got} is not {ball} for {side}"


@cases(0)
def test_a_slip_in_a_formula_is_noticed(theorem, program):
    assert unnoticed(theorem, lambda v: [float(side) for side in program(v)], PLACES) == []


@cases(1)
@given(VALUES)
def test_both_sides_in_fractions(theorem, program, values):
    assert RELATIONS[type(theorem.text.statement).__name__](*program(values))


@evidence("natural_gradient.steepest_alone", kind="exact")
@evidence("natural_gradient.steepest_alone", kind="agreement")
@given(VALUES, st.booleans())
def test_only_multiples_of_the_natural_gradient_change_the_loss_as_much(values, parallel):
    if parallel:
        values = {**values, "v1": values["r"]*values["h1"], "v2": values["r"]*values["h2"]}
    one, other = steepest(values)
    attained, parallel = load()["natural_gradient.steepest_alone"].text.statement.args
    assert (one == other) == is_true(attained, values) == is_true(parallel, values)
    assert (one == other) == (values["h1"]*values["v2"] == values["h2"]*values["v1"])


@evidence("natural_gradient.gd_stable", kind="exact")
@evidence("natural_gradient.gd_stable", kind="training")
@given(positive, positive)
def test_errors_of_gradient_descent_grow_beyond_twice_the_inverse_curvature(r, k):
    """Twenty steps on k x²/2 from 1, in fractions."""
    errors = [Fraction(1)]
    for _ in range(20):
        errors.append(errors[-1] - r*k*errors[-1])
    assert (abs(errors[-1]) <= 1) == (r <= 2/k) and (errors[-1]**2 < 1) == (r < 2/k)
