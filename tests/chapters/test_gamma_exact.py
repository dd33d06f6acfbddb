"""The chapters on the Gamma law without their own formulas: fractions, sums in closed form, power series in balls, integrals."""

import math
from fractions import Fraction

import flint
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from mpmath import mp, mpf

from derivations.chapters import gamma, gamma_charts
from tests.support.gamma_closed_forms import halves, number, psi, trigamma
from tests.support.number_formulas import in_balls

evidence = pytest.mark.evidence
fractions = st.builds(Fraction, st.integers(1, 96), st.integers(8, 24))
signed = st.builds(Fraction, st.integers(-9, 9), st.integers(1, 4))


@pytest.fixture(autouse=True, scope="module")
def many_digits():
    """Numbers of 45 digits, balls of 200 bits, and series up to the square."""
    with mp.workdps(45), flint.ctx.workprec(200):
        cap, flint.ctx.cap = flint.ctx.cap, 3
        yield
        flint.ctx.cap = cap


# --- between two fractions ----------------------------------------------------------------------------------------


def trigamma_between(a, terms=300):
    """Two fractions between which ψ′(a) = Σ 1/(a + k)² lies: the rest of the sum is more than ∫ dx/x² from a + n on, and less
    than Σ 1/((a + k)² − 1/4), which telescopes."""
    head = sum(1/(a + k)**2 for k in range(terms))
    return head + 1/(a + terms), head + 1/(a + terms - Fraction(1, 2))


@evidence("gamma.at_least_one", kind="exact")
@evidence("gamma.more_than_one", kind="exact")
@evidence("gamma.tighter_below", kind="exact")
@evidence("gamma.tighter_above", kind="exact")
@evidence("gamma_charts.excess_below", kind="exact")
@evidence("gamma_charts.excess_above", kind="exact")
@evidence("gamma_charts.scale_determinant", kind="exact")
@evidence("gamma_charts.rate_determinant", kind="exact")
@evidence("gamma_charts.natural_determinant", kind="exact")
@evidence("gamma_charts.scale_positive", kind="exact")
@evidence("gamma.literal_determinant", kind="exact")
@evidence("gamma.profile_falls", kind="exact")
@given(fractions, fractions, signed, signed)
def test_the_trigamma_function_between_fractions(a, s, u, v):
    low, high = trigamma_between(a)
    assert 0 < high - low < Fraction(1, 10**5)
    assert low > 1/a and a*low > 1
    assert 1/a + 1/(2*a**2) < low < high < 1/a + 1/(2*a**2) + 1/(6*a**3) + Fraction(1, 10**5)
    assert 1/(2*a) < a*low - 1 and 1/a - low < -1/(2*a**2)
    assert low*a/s**2 - 1/s**2 > 1/(2*a*s**2) > 0 and low*a*s**2 - s**2 > s**2/(2*a)
    assert low*(-a/s**2) - 1/s**2 < -2/s**2
    form = low*u**2 + 2*u*v/s + a*v**2/s**2
    assert form >= u**2/(2*a**2) + a*(u/a + v/s)**2 and (form > 0) == (u != 0 or v != 0)


@evidence("gamma.tighter_above", kind="exact")
@evidence("gamma_charts.excess_above", kind="exact")
@pytest.mark.parametrize("a", [Fraction(1, 100), Fraction(1, 3), Fraction(1), Fraction(4), Fraction(9)])
def test_the_upper_bound_between_fractions(a):
    _, high = trigamma_between(a, 4000)
    assert high < 1/a + 1/(2*a**2) + 1/(6*a**3) and a*high - 1 < (3*a + 1)/(6*a**2)


@given(fractions)
def test_the_steps_by_which_the_bounds_of_psi_are_proved(a):
    """From a + 1 down to a, ψ′ gains 1/a², and log a − ψ(a) gains 1/a − log(1 + 1/a): what each side gains is as the chapter
    says, and the side that is the larger one gains more."""
    def gained(function):
        return function(a) - function(a + 1)

    first, second = gained(lambda c: 1/c + 1/(2*c**2)), gained(lambda c: 1/c + 1/(2*c**2) + 1/(6*c**3))
    assert 1/a**2 - gained(lambda c: 1/c) == 1/(a**2*(a + 1))
    assert 1/a**2 - first == (1/a - 1/(a + 1))**2/2
    assert second - 1/a**2 == 1/(6*a**3*(a + 1)**3)
    area = mp.log(1 + 1/number(a))
    assert number(1/(a + 1)) < area < number((1/a + 1/(a + 1))/2)
    assert gained(lambda c: 1/(2*c)) == 1/a - (1/a + 1/(a + 1))/2


# --- closed forms for whole and half shapes ------------------------------------------------------------------------


@evidence("gamma.profile_below", kind="exact")
@evidence("gamma.profile_above", kind="exact")
@given(halves)
def test_the_logarithm_and_psi_in_closed_form(a):
    gap = mp.log(number(a)) - psi(a)
    assert 1/(2*number(a)) < gap < 1/number(a)


def series(function, *lines):
    """The coefficients of a function along lines, each given by where it starts and by its direction, in balls: the value,
    the slope and half of the curvature."""
    found = function(*(flint.arb_series([flint.fmpq(at.numerator, at.denominator), way]) for at, way in lines))
    return [found[k] for k in range(3)]


def agrees(ball, value):
    """Whether a ball of at least 30 digits holds a number of 40 digits, but for its rounding."""
    room = mpf(10)**-30*(1 + abs(value))
    return abs(mpf(ball.mid().str(45, radius=False)) - value) <= room and float(ball.rad()) <= room


def mixed(function, one, other):
    """A mixed derivative from three curvatures, along both directions together and along each."""
    both, first, second = (series(function, (one, i), (other, j))[2] for i, j in ((1, 1), (1, 0), (0, 1)))
    return both - first - second


@evidence("gamma.profile_slope", kind="exact")
@evidence("gamma.profile_falls", kind="exact")
@given(halves)
def test_the_slope_of_the_logarithm_less_psi_by_series(a):
    """The slope of ψ is twice the second coefficient of ln Γ."""
    slope = series(lambda x: x.log(), (a, 1))[1] - 2*series(lambda x: x.lgamma(), (a, 1))[2]
    assert agrees(slope, 1/number(a) - trigamma(a)) and float(slope) < -1/(2*float(a)**2)


def normaliser(first, second):
    return -(second + 1)*(-first).log() + (second + 1).lgamma()


def literal(a, s):
    return a*s.log() + a.lgamma()


@evidence("gamma.scale_form", kind="exact")
@evidence("gamma.gradient_first", kind="exact")
@evidence("gamma.gradient_second", kind="exact")
@evidence("gamma.hessian_first", kind="exact")
@evidence("gamma.hessian_mixed", kind="exact")
@evidence("gamma.hessian_second", kind="exact")
@given(halves, fractions)
def test_the_log_normaliser_by_series(a, s):
    first, second = -1/s, a - 1
    shape, scale = number(a), number(s)
    along_first = series(normaliser, (first, 1), (second, 0))
    along_second = series(normaliser, (first, 0), (second, 1))
    assert agrees(along_first[0], shape*mp.log(scale) + mp.loggamma(shape))
    assert agrees(along_first[1], shape*scale) and agrees(along_second[1], psi(a) + mp.log(scale))
    assert agrees(2*along_first[2], shape*scale**2) and agrees(2*along_second[2], trigamma(a))
    assert agrees(mixed(normaliser, first, second), scale)


@evidence("gamma.literal_shape", kind="exact")
@evidence("gamma.literal_mixed", kind="exact")
@evidence("gamma.literal_scale", kind="exact")
@evidence("gamma.literal_determinant", kind="exact")
@given(halves, fractions)
def test_the_hessian_in_shape_and_scale_by_series(a, s):
    shape, scale = number(a), number(s)
    corner, last = (2*series(literal, (a, i), (s, 1 - i))[2] for i in (1, 0))
    beside = mixed(literal, a, s)
    assert agrees(corner, trigamma(a)) and agrees(beside, 1/scale) and agrees(last, -shape/scale**2)
    assert float(corner*last - beside**2) < -2/float(s)**2


# --- data ---------------------------------------------------------------------------------------------------------

data = st.lists(st.integers(1, 40).map(lambda k: Fraction(k, 4)), min_size=1, max_size=5)


def minus_log_likelihood(a, s, points):
    """The mean of −log p(x) as a power series, one datum after the other."""
    return sum((a*s.log() + a.lgamma() - (a - 1)*ball(x).log() + ball(x)/s for x in points), 0*a)/len(points)


def ball(x):
    return flint.arb(x.numerator)/x.denominator


@evidence("gamma.loss_in_shape", kind="exact")
@evidence("gamma.loss_in_scale", kind="exact")
@evidence("gamma.loss_shape_shape", kind="exact")
@evidence("gamma.loss_shape_scale", kind="exact")
@evidence("gamma.loss_scale_scale", kind="exact")
@given(halves, fractions, data)
def test_the_loss_of_data_by_series(a, s, points):
    def f(x, y):
        return minus_log_likelihood(x, y, points)
    shape, scale, mean = number(a), number(s), number(sum(points)/len(points))
    mean_log = sum(mp.log(number(x)) for x in points)/len(points)
    along_shape, along_scale = series(f, (a, 1), (s, 0)), series(f, (a, 0), (s, 1))
    assert agrees(along_shape[1], mp.log(scale) + psi(a) - mean_log) and agrees(2*along_shape[2], trigamma(a))
    assert agrees(along_scale[1], shape/scale - mean/scale**2)
    assert agrees(2*along_scale[2], 2*mean/scale**3 - shape/scale**2) and agrees(mixed(f, a, s), 1/scale)


@evidence("gamma.loss_stationary", kind="exact")
@evidence("gamma.loss_matched", kind="exact")
@evidence("gamma.loss_best", kind="exact")
@evidence("gamma.loss_least", kind="exact")
@evidence("gamma.loss_profile", kind="exact")
@given(halves, fractions, data)
def test_the_best_scale_of_data_by_series(a, s, points):
    """At the mean over the shape the slope vanishes, and at no other scale; every other scale has the larger loss."""
    mean = sum(points)/len(points)

    def f(x, y):
        return minus_log_likelihood(x, y, points)
    best, other = (series(f, (a, 0), (scale, 1)) for scale in (mean/a, s))
    assert abs(float(best[1])) < 1e-40 and float(abs(best[1].rad())) < 1e-40
    assert agrees(2*best[2], number(a**3/mean**2))
    if s != mean/a:
        assert best[0] < other[0] and abs(other[1]) > 1e-12 and abs(2*other[2] - ball(a/s**2)) > 1e-12
    mean_log = sum(mp.log(number(x)) for x in points)/len(points)
    shape = number(a)
    want = shape*mp.log(number(mean)/shape) + mp.loggamma(shape) - (shape - 1)*mean_log + shape
    assert agrees(best[0], want)
    profile = series(lambda x: minus_log_likelihood(x, flint.arb_series([ball(mean)])/x, points), (a, 1))
    assert agrees(profile[1], mp.log(number(mean)) - mean_log - mp.log(shape) + psi(a))


# --- matrices of fractions, with any number for ψ′(a) --------------------------------------------------------------


def product(one, other):
    return [[sum(x*y for x, y in zip(row, column, strict=True)) for column in zip(*other, strict=True)] for row in one]


def transposed(one):
    return [list(column) for column in zip(*one, strict=True)]


def pushed(jacobian, matrix):
    return product(transposed(jacobian), product(matrix, jacobian))


@evidence("gamma_charts.scale_chart", kind="exact")
@evidence("gamma_charts.scale_inverse", kind="exact")
@evidence("gamma_charts.scale_inverse_first", kind="exact")
@evidence("gamma_charts.scale_inverse_second", kind="exact")
@evidence("gamma_charts.rate_chart", kind="exact")
@evidence("gamma_charts.rate_inverse", kind="exact")
@evidence("gamma_charts.rate_inverse_first", kind="exact")
@evidence("gamma_charts.rate_inverse_second", kind="exact")
@evidence("gamma_charts.mean_chart", kind="exact")
@evidence("gamma_charts.natural_inverse", kind="exact")
@evidence("gamma_charts.mean_determinant", kind="exact")
@evidence("gamma_charts.natural_inverse_first", kind="exact")
@evidence("gamma_charts.natural_inverse_second", kind="exact")
@given(fractions, fractions, fractions)
def test_charts_and_inverses_in_fractions(a, s, t):
    """Nothing here needs of ψ′(a) that it is ψ′(a), except that a times it is not one: so t is any fraction."""
    assume(a*t != 1)
    e, b = a*t - 1, 1/s
    natural = [[a*s**2, s], [s, t]]
    scale, rate = [[t, 1/s], [1/s, a/s**2]], [[t, -1/b], [-1/b, a/b**2]]
    mean = [[t/s**2/e, -1/s/e], [-1/s/e, a/e]]
    assert pushed([[0, 1/s**2], [1, 0]], natural) == scale
    assert pushed([[0, -1], [1, 0]], natural) == rate
    assert pushed([[s, a], [t, 1/s]], mean) == scale
    one = [[1, 0], [0, 1]]
    assert product(natural, mean) == one == product(mean, natural)
    assert product(scale, [[a/e, -s/e], [-s/e, s**2*t/e]]) == one
    assert product(rate, [[a/e, b/e], [b/e, b**2*t/e]]) == one
    assert pushed([[1, 0], [0, -1/b**2]], scale) == rate
    determinants = [m[0][0]*m[1][1] - m[0][1]*m[1][0] for m in (natural, scale, rate, mean)]
    assert determinants == [e*s**2, e/s**2, e/b**2, 1/(e*s**2)]


@evidence("gamma_charts.example_first", kind="exact")
@evidence("gamma_charts.example_second", kind="exact")
@evidence("gamma_charts.example_determinant", kind="exact")
@evidence("gamma_charts.example_inverse_first", kind="exact")
@evidence("gamma_charts.example_inverse_mixed", kind="exact")
@evidence("gamma_charts.example_inverse_second", kind="exact")
def test_the_example_by_hand():
    """Shape 2 and scale 3: [[18, 3], [3, π²/6 − 1]], of determinant 3 π² − 27."""
    matrix = [[18, 3], [3, math.pi**2/6 - 1]]
    firsts = [float(in_balls(theorem.text.statement.args[0], {"u": u, "v": 1.0 - u}))
              for theorem in (gamma_charts.example_first, gamma_charts.example_second) for u in (1.0, 0.0)]
    assert firsts == pytest.approx(matrix[0] + matrix[1], rel=1e-15)
    side = gamma_charts.example_determinant.text.statement.args[0]
    assert float(in_balls(side, {"u": 1.0, "v": 0.0})) == pytest.approx(3*math.pi**2 - 27, rel=1e-14) == pytest.approx(2.608813, abs=5e-7)
    assert float(in_balls(side, {"u": 0.0, "v": 1.0})) == 0
    entries = [float(in_balls(theorem.text.statement.args[1], {})) for theorem in (
        gamma_charts.example_inverse_first, gamma_charts.example_inverse_mixed, gamma_charts.example_inverse_second)]
    inverse = [[entries[0], entries[1]], [entries[1], entries[2]]]
    assert product(matrix, inverse) == [pytest.approx([1, 0], abs=1e-13), pytest.approx([0, 1], abs=1e-13)]


# --- integrals of the density -------------------------------------------------------------------------------------


def mean_under(a, s, *functions):
    """Means of functions of log x under the law of shape a and scale s, by a trapezoidal sum in t = log(x/s), where the
    density is exp(a t − eᵗ)/Γ(a)."""
    step, weights = mpf(1)/16, []
    for k in range(-1400, 110):
        t = k*step
        weights.append((t, mp.exp(a*t - mp.exp(t))*step/mp.gamma(a)))
    return [sum(weight*f(t) for t, weight in weights) for f in functions]


@evidence("gamma.gradient_first", kind="quadrature")
@evidence("gamma.gradient_second", kind="quadrature")
@evidence("gamma.hessian_first", kind="quadrature")
@evidence("gamma.hessian_mixed", kind="quadrature")
@evidence("gamma.hessian_second", kind="quadrature")
@evidence("gamma_charts.scale_chart[1,1]", kind="quadrature")
@evidence("gamma_charts.scale_chart[1,2]", kind="quadrature")
@evidence("gamma_charts.scale_chart[2,2]", kind="quadrature")
@pytest.mark.parametrize(("a", "s"), [(0.5, 2.0), (1.0, 0.25), (2.0, 3.0), (12.5, 0.125)])
def test_the_right_sides_are_means_under_the_density(a, s):
    """The gradient of A holds means, its Hessian their covariances, and the matrix in shape and scale those of the scores."""
    values = {"a": a, "s": s, "eta1": -1/s, "eta2": a - 1}
    shift, psi_a = mp.log(s), mp.digamma(a)
    x, log_x = (lambda t: s*mp.exp(t)), (lambda t: t + shift)
    mean, mean_log = mean_under(a, s, x, log_x)
    in_shape, in_scale = (lambda t: t - psi_a), (lambda t: (mp.exp(t) - a)/s)
    got = (mean, mean_log, *mean_under(
        a, s, lambda t: (x(t) - mean)**2, lambda t: (x(t) - mean)*(log_x(t) - mean_log), lambda t: (log_x(t) - mean_log)**2,
        lambda t: in_shape(t)**2, lambda t: in_shape(t)*in_scale(t), lambda t: in_scale(t)**2))
    theorems = (gamma.gradient_first, gamma.gradient_second, gamma.hessian_first, gamma.hessian_mixed, gamma.hessian_second,
                gamma_charts.scale_chart[1, 1], gamma_charts.scale_chart[1, 2], gamma_charts.scale_chart[2, 2])
    for theorem, value in zip(theorems, got, strict=True):
        assert float(value) == pytest.approx(float(in_balls(theorem.text.statement.args[1], values)), rel=1e-12, abs=1e-13)
