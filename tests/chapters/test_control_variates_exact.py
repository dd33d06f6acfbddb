"""The theorems about control variates in fractions, made without their formulas: variances are sums over pairs, parabolas
go through three points."""

from fractions import Fraction

import pytest
import torch
from hypothesis import given
from hypothesis import strategies as st

from impl import elbo, score_function
from impl.rao_blackwell import scores
from tests.support.exact_tables import exact_log, laws, log, weights
from tests.support.finite_models import assert_equal, equal

torch.set_default_dtype(torch.float64)
evidence = pytest.mark.evidence

GRID = [Fraction(k, 2) for k in range(-8, 9)]
numbers = st.integers(-9, 9).map(Fraction)


@st.composite
def problems(draw):
    """A law of one draw and two quantities."""
    size = draw(st.integers(1, 4))
    return draw(laws(size)), *([draw(numbers) for _ in range(size)] for _ in range(2))


def averaged(law, entries):
    return sum((s*t for s, t in zip(law, entries, strict=True)), Fraction(0))


def spread(law, entries):
    """The variance: half of the mean squared difference of two independent draws."""
    pairs = list(zip(law, entries, strict=True))
    return sum((s*t*(a - b)**2 for s, a in pairs for t, b in pairs), Fraction(0))/2


def triangles(law, g, h):
    """The mean squared area of the parallelogram of three draws (g, h), over six."""
    states = list(zip(law, g, h, strict=True))
    return sum((s*t*w*((b - a)*(k - i) - (c - a)*(j - i))**2 for s, a, i in states for t, b, j in states for w, c, k in states),
               Fraction(0))/6


def parabola(at):
    """Height at zero, slope at zero and half of the curvature of what goes through the values at −1, 0 and 1."""
    left, here, right = at(-1), at(0), at(1)
    return here, (right - left)/2, (left + right)/2 - here


def less(g, h, a):
    return [s - a*t for s, t in zip(g, h, strict=True)]


def centred(law, h):
    return [t - averaged(law, h) for t in h]


# --- control variates ---------------------------------------------------------------------------------------------


@evidence("control_variates.control_unbiased", kind="exact")
@evidence("control_variates.control_variance", kind="exact")
@given(problems())
def test_every_coefficient_leaves_the_mean_and_gives_a_parabola(problem):
    law, g, h = problem
    here, slope, bend = parabola(lambda a: spread(law, less(g, h, a)))
    opposed = [spread(law, less(g, h, sign)) for sign in (-1, 1)]  # cov = (var(g + h) − var(g − h))/4
    assert (here, bend, slope) == (spread(law, g), spread(law, h), -(opposed[0] - opposed[1])/2)
    for a in GRID:
        assert averaged(law, less(g, centred(law, h), a)) == averaged(law, g)
        assert averaged(law, less(g, h, a)) == averaged(law, g) - a*averaged(law, h)
        assert spread(law, less(g, h, a)) == here + slope*a + bend*a**2


@evidence("control_variates.control_square", kind="exact")
@evidence("control_variates.control_optimum", kind="exact")
@evidence("control_variates.control_optimum_only", kind="exact")
@evidence("control_variates.control_gain", kind="exact")
@given(problems(), st.booleans(), numbers)
def test_the_best_coefficient_leaves_the_spread_about_a_line(problem, on_a_line, slope):
    """What it leaves is the squared area of triangles of three draws, which is zero just where g lies on a line over h."""
    law, g, h = problem
    g = less([5]*len(h), h, slope) if on_a_line else g
    here, tilt, bend = parabola(lambda a: spread(law, less(g, h, a)))
    if not bend:  # the control variate is constant: no coefficient changes anything
        assert {spread(law, less(g, h, a)) for a in GRID} == {here}
        return
    best, floor = -tilt/(2*bend), triangles(law, g, h)/bend
    assert spread(law, less(g, h, best)) == floor
    assert not (on_a_line and floor)
    for a in [*GRID, best, 2*best]:
        left = spread(law, less(g, h, a))
        assert left == floor + bend*(a - best)**2
        assert left == floor if a == best else left > floor
    if here:
        assert floor/here == 1 - tilt**2/(4*here*bend)


@evidence("control_variates.control_gain", kind="exact")
@pytest.mark.parametrize(("correlation", "rest"), [((0, 1), 1), ((3, 4), Fraction(16, 25)), ((-4, 3), Fraction(9, 25)), ((1, 0), 0)])
def test_what_a_correlation_leaves(correlation, rest):
    """Four equal chances, and two coins h and i that do not depend on each other: g = s h + t i."""
    law, h, i = [Fraction(1, 4)]*4, [1, 1, -1, -1], [1, -1, 1, -1]
    g = [correlation[0]*s + correlation[1]*t for s, t in zip(h, i, strict=True)]
    assert spread(law, less(g, h, correlation[0])) == rest*spread(law, g)


@evidence("control_variates.control_wins", kind="exact")
@given(problems())
def test_where_a_control_variate_helps(problem):
    """Steps of half the best coefficient from minus it to three times it: worse is +, better is −."""
    law, g, h = problem
    here, tilt, bend = parabola(lambda a: spread(law, less(g, h, a)))
    if not bend:
        return
    best = -tilt/(2*bend)
    changes = [spread(law, less(g, h, best*k/2)) - here for k in range(-2, 7)]
    found = "".join("0+-"[(change > 0) - (change < 0)] for change in changes)
    assert found == ("++0---0++" if best else "000000000")
    for a in GRID:
        assert (spread(law, less(g, h, a)) <= here) == (min(0, 2*best) <= a <= max(0, 2*best))


# --- baselines ----------------------------------------------------------------------------------------------------


@evidence("control_variates.shift_unbiased", kind="exact")
@evidence("control_variates.shift_variance", kind="exact")
@evidence("control_variates.best_baseline", kind="exact")
@given(problems())
def test_every_baseline_leaves_the_mean_and_the_lowest_variance_is_at_the_weighted_signal(problem):
    law, f, h = problem
    score = centred(law, h)

    def product(c, by):
        return [(s + c)*t for s, t in zip(f, by, strict=True)]

    assert {averaged(law, product(c, score)) for c in GRID} == {averaged(law, product(0, score))}
    for by in (h, score):
        here, tilt, bend = parabola(lambda c, by=by: spread(law, product(c, by)))
        assert bend == spread(law, by)
        assert all(spread(law, product(c, by)) == here + tilt*c + bend*c**2 for c in GRID)
        opposed = [spread(law, less(product(0, by), by, sign)) for sign in (-1, 1)]
        assert tilt == (opposed[0] - opposed[1])/2
        if bend:
            pairs = list(zip(law, product(0, by), by, strict=True))
            best = sum((s*t*(a - b)*(i - j) for s, a, i in pairs for t, b, j in pairs), Fraction(0))/2/bend
            floor = spread(law, product(-best, by))
            assert all(spread(law, product(-a, by)) > floor for a in GRID if a != best)
    if not any(s*t for s, t in zip(law, score, strict=True)):
        return
    shares = [s*t**2 for s, t in zip(law, score, strict=True)]
    best = averaged(shares, f)/sum(shares)
    assert min(f) <= best <= max(f)
    floor = spread(law, product(-best, score))
    assert all(spread(law, product(-a, score)) > floor for a in GRID if a != best)


@evidence("control_variates.best_baseline", kind="exact")
def test_the_mean_signal_may_be_worse_than_no_baseline():
    """A coin that is nearly certain, and pays for the certain side: the weight of the squared score is on the other."""
    law, f = [Fraction(9, 10), Fraction(1, 10)], [Fraction(1), Fraction(0)]
    score = centred(law, [1, 0])
    left = {a: spread(law, [(s - a)*t for s, t in zip(f, score, strict=True)]) for a in (Fraction(1, 10), Fraction(0), averaged(law, f))}
    assert left[Fraction(1, 10)] == 0 < left[Fraction(0)] < left[averaged(law, f)]
    assert averaged(law, f) == Fraction(9, 10)


# --- at the posterior ---------------------------------------------------------------------------------------------


@evidence("control_variates.posterior_mean", kind="exact")
@evidence("control_variates.posterior_reinforce", kind="exact")
@evidence("control_variates.posterior_coefficient", kind="exact")
@evidence("control_variates.posterior_zero_variance", kind="exact")
@evidence("control_variates.posterior_leave_one_out", kind="exact")
@given(st.integers(2, 4).flatmap(lambda size: weights(size, zeros=False)), st.integers(2, 40))
def test_at_the_posterior_reinforce_is_log_p_times_a_score_and_nothing_with_a_baseline(counted, of):
    """All logits of a discrete law: its scores are one-hot less probabilities, and vary by q (1 − q).  A sample that holds
    every state as often as the law does has the moments of the law, so the coefficient of impl is the best one."""
    joint = [Fraction(n, of) for n in counted]
    posterior = [Fraction(n, sum(counted)) for n in counted]
    assert len({a/b for a, b in zip(joint, posterior, strict=True)}) == 1
    height = float(exact_log(joint[0]/posterior[0]))
    sample = torch.repeat_interleave(torch.arange(len(counted)), torch.tensor(counted))[:, None]
    score = scores([log(posterior)], sample, torch.Size())[0]
    signal = (log(joint) - elbo.log_posterior(log(joint)))[sample[:, 0]]
    single = score*signal[:, None]
    assert_equal(single.mean(0), [0.0]*len(counted))
    assert_equal(single.var(0, correction=0), [height**2*float(s*(1 - s)) for s in posterior])
    assert_equal(score_function.estimated_coefficient(score, signal), [height]*len(counted))
    known = torch.full((len(counted),), height)
    first, last = sample[0, 0], sample[-1, 0]
    for two in ([0, -1], [-1, 0], [0, 0]):
        assert_equal(score_function.control_variate(score[two], signal[two], known), [0.0]*len(counted))
        assert_equal(score_function.leave_one_out_baseline(score[two], signal[two]), [0.0]*len(counted))
        assert_equal(score_function.leave_one_out(score[two], signal[two]), [0.0]*len(counted))
    without = score_function.reinforce(score[[0, 0]], signal[[0, 0]])
    assert first != last
    assert_equal(without[0], height*float(1 - posterior[0]))


# --- Rao-Blackwellisation -----------------------------------------------------------------------------------------


@st.composite
def pairs(draw):
    """A law of z, laws of y for each z, and v(z, y), which now and then does not depend on y where there is mass."""
    rows, columns = draw(st.integers(1, 3)), draw(st.integers(1, 3))
    r, e = draw(laws(rows)), [draw(laws(columns)) for _ in range(rows)]
    v = [[draw(numbers) for _ in range(columns)] for _ in range(rows)]
    if draw(st.booleans()):
        v = [[row[0] if s*t else a for t, a in zip(law, row, strict=True)] for s, law, row in zip(r, e, v, strict=True)]
    return r, e, v


@evidence("control_variates.average_unbiased", kind="exact")
@evidence("control_variates.total_variance", kind="exact")
@evidence("control_variates.rao_blackwell", kind="exact")
@evidence("control_variates.rao_blackwell_equality", kind="exact")
@given(pairs())
def test_averaging_a_variable_out(problem):
    """The variance of the mean of two y that are drawn alike for one z is half-way between both sides."""
    r, e, v = problem
    joint, flat = [s*t for s, law in zip(r, e, strict=True) for t in law], [a for row in v for a in row]
    kept = [averaged(*row) for row in zip(e, v, strict=True)]
    assert averaged(r, kept) == averaged(joint, flat)
    lost = averaged(r, [spread(*row) for row in zip(e, v, strict=True)])
    assert spread(joint, flat) == spread(r, kept) + lost
    again = [(s*t*w, (a + b)/2) for s, law, row in zip(r, e, v, strict=True)
             for t, a in zip(law, row, strict=True) for w, b in zip(law, row, strict=True)]
    assert spread(*zip(*again, strict=True)) == (spread(r, kept) + spread(joint, flat))/2
    alike = all(a == k for s, law, row, k in zip(r, e, v, kept, strict=True) for t, a in zip(law, row, strict=True) if s*t)
    assert spread(r, kept) == spread(joint, flat) if alike else spread(r, kept) < spread(joint, flat)


def variance(law, table):
    return elbo.expectation(law, (table - elbo.expectation(law, table))**2)


@evidence("control_variates.average_unbiased", kind="agreement")
@evidence("control_variates.total_variance", kind="agreement")
@evidence("control_variates.rao_blackwell", kind="agreement")
@given(st.data())
def test_the_local_signal_of_a_graph_is_an_average_over_the_other_variable(data):
    """Two variables without a common factor: the signal of the first leaves out that of the second, whose mean is a baseline
    for every draw.  With that baseline back, its gradient is the conditional mean of the full one, and what is saved is
    the variance of the second signal times the squared score."""
    sizes = [data.draw(st.integers(2, 3)) for _ in range(2)]
    q = [log(data.draw(laws(size, zeros=False))) for size in sizes]
    tables = [torch.tensor(data.draw(st.lists(st.integers(-4, 9).map(float), min_size=size, max_size=size))) for size in sizes]
    every = torch.cartesian_prod(*(torch.arange(size) for size in sizes))
    local = score_function.rao_blackwell([((i,), table) for i, table in enumerate(tables)], q, every[None])[0]
    score = scores(q, every, torch.Size())[0]
    signals = [(table - logits)[every[:, i]] for i, (table, logits) in enumerate(zip(tables, q, strict=True))]
    full = score*(signals[0] + signals[1])[:, None]
    kept = local + score*elbo.expectation(q[1], tables[1] - q[1])
    averages = (full.reshape(*sizes, -1)*q[1].exp()[:, None]).sum(1, keepdim=True)
    assert equal(kept.reshape(*sizes, -1), averages.expand(*sizes, -1)).all()
    law = (q[0][:, None] + q[1]).flatten()[:, None].exp()
    gradient = (law*full).sum(0)
    assert equal((law*local).sum(0), gradient).all()
    saved = (law*score**2).sum(0)*variance(q[1], tables[1] - q[1])
    assert equal((law*(full - gradient)**2).sum(0), (law*(kept - gradient)**2).sum(0) + saved).all()
