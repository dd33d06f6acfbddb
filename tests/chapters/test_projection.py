"""The theorems about the conditional mean, on tables: their own formulas beside sums, and fractions beside both."""

from fractions import Fraction

import pytest
import torch
from hypothesis import given
from hypothesis import strategies as st

from derivations.chapters import projection as chapter
from tests.support.exact_tables import laws
from tests.support.finite_models import case, log_table, noticed, sides_agree

torch.set_default_dtype(torch.float64)
evidence = pytest.mark.evidence


def values(function):
    """A function's table in a model, its points as axes."""
    return lambda model: torch.tensor(model.functions[function][0].astype(float))


TABLES = {"d": (chapter.d, "x"), "e": (chapter.e, "x", "y"), "u": values(chapter.u), "v": values(chapter.v),
          "h": values(chapter.h), "f": values(chapter.f), "c": values(chapter.c)}


def mean(law, table):
    return (law.exp()*table).sum()


def both(d, e):
    return d[:, None] + e


def at_each(e, u):
    """The conditional mean, at every x."""
    return (e.exp()*u).sum(1)


def spread(e, u):
    """The conditional variance, at every x."""
    return at_each(e, (u - at_each(e, u)[:, None])**2)


def error(d, e, u, v):
    return mean(both(d, e), (v[:, None] - u)**2)


def distance(d, e, u, v):
    return mean(d, (v - at_each(e, u))**2)


def total(d, e, u):
    return mean(both(d, e), (u - mean(both(d, e), u))**2)


def centred(d, f):
    return mean(d, (f - mean(d, f))**2)


@pytest.mark.parametrize(("theorem", "sides"), [
    case(evidence("projection.mean_of_means", kind="agreement"),
         lambda d, e, u: (mean(d, at_each(e, u)), mean(both(d, e), u))),
    case(evidence("projection.orthogonal", kind="agreement"),
         lambda d, e, u, v: (mean(both(d, e), v[:, None]*(u - at_each(e, u)[:, None])), 0)),
    case(evidence("projection.split_at", kind="agreement"),
         lambda e, u, v: (at_each(e, (v[:, None] - u)**2), (v - at_each(e, u))**2 + spread(e, u))),
    case(evidence("projection.split", kind="agreement"),
         lambda d, e, u, v: (error(d, e, u, v), distance(d, e, u, v) + mean(d, spread(e, u)))),
    case(evidence("projection.best_predictor", kind="agreement"),
         lambda d, e, u, v: (error(d, e, u, at_each(e, u)), error(d, e, u, v))),
    case(evidence("projection.rao_blackwell", kind="agreement"),
         lambda d, e, u: (centred(d, at_each(e, u)), total(d, e, u))),
    case(evidence("projection.same_excess", kind="agreement"),
         lambda d, e, u, v, h: (error(d, e, u, v) - error(d, e, u, h), distance(d, e, u, v) - distance(d, e, u, h))),
    case(evidence("projection.same_ranking", kind="agreement"),
         lambda d, e, u, v, h: (error(d, e, u, v) <= error(d, e, u, h) + 1e-9,
                                distance(d, e, u, v) <= distance(d, e, u, h) + 1e-9)),
    case(evidence("projection.total_variance", kind="agreement"),
         lambda d, e, u: (total(d, e, u), mean(d, spread(e, u)) + centred(d, at_each(e, u)))),
    case(evidence("projection.variance", kind="agreement"),
         lambda d, f: (centred(d, f), mean(d, f**2) - mean(d, f)**2)),
])
@given(data=st.data())
def test_sides_agree(theorem, sides, data):
    sides_agree(theorem, sides, None, TABLES, data, base=False)


@evidence("projection.constant", kind="agreement")
@evidence("projection.best_constant", kind="agreement")
@given(data=st.data())
def test_the_error_of_every_constant(data):
    """The constant is a function of y, which is the only free point: no table is one of rows over a free x."""
    tables = {"d": (lambda model: log_table(model, chapter.d, "x"), "y"), "f": (values(chapter.f), "y"),
              "c": (values(chapter.c), "y")}
    sides_agree(chapter.constant, lambda d, f, c: (
        torch.stack([mean(d, (f - one)**2) for one in c]),
        torch.stack([(mean(d, f) - one)**2 + centred(d, f) for one in c])), None, tables, data, base=False)
    sides_agree(chapter.best_constant, lambda d, f, c: (
        centred(d, f).expand_as(c), torch.stack([mean(d, (f - one)**2) for one in c])), None, tables, data, base=False)


@pytest.mark.parametrize(("theorem", "sides"), [
    (chapter.split, lambda d, e, u, v: (None, distance(d, e, u, v))),
    (chapter.split_at, lambda e, u, v: (None, (v - at_each(e, u))**2)),
    (chapter.same_ranking, lambda d, e, u, v, h: (None, mean(d, v**2) <= mean(d, h**2))),
    (chapter.best_predictor, lambda d, e, u, v: (error(d, e, u, mean(both(d, e), u).expand_as(d)), None)),
    (chapter.rao_blackwell, lambda d, e, u: (None, mean(d, spread(e, u)))),
    (chapter.total_variance, lambda d, e, u: (mean(d, spread(e, u)), None)),
])
def test_a_wrong_side_is_noticed(theorem, sides):
    assert noticed(theorem, sides, TABLES)


# --- fractions ----------------------------------------------------------------------------------------------------


@st.composite
def problems(draw):
    """A law of x, laws of y for each x, a target u(x, y), and two predictors; zeros now and then."""
    rows, columns = draw(st.integers(1, 3)), draw(st.integers(1, 3))
    numbers = st.integers(-9, 9).map(Fraction)
    d, e = draw(laws(rows)), [draw(laws(columns)) for _ in range(rows)]
    u = [[draw(numbers) for _ in range(columns)] for _ in range(rows)]
    return d, e, u, *([draw(numbers) for _ in range(rows)] for _ in range(2))


def averaged(law, entries):
    return sum((s*t for s, t in zip(law, entries, strict=True)), Fraction(0))


@evidence("projection.mean_of_means", kind="exact")
@evidence("projection.orthogonal", kind="exact")
@evidence("projection.split_at", kind="exact")
@evidence("projection.split", kind="exact")
@evidence("projection.best_predictor", kind="exact")
@evidence("projection.rao_blackwell", kind="exact")
@evidence("projection.same_excess", kind="exact")
@evidence("projection.same_ranking", kind="exact")
@evidence("projection.total_variance", kind="exact")
@given(problems())
def test_the_conditional_mean_in_fractions(problem):
    """No predictor has a smaller error than the conditional mean, and the variance of that mean is no larger than u's."""
    d, e, u, v, h = problem
    joint = [[s*t for t in row] for s, row in zip(d, e, strict=True)]

    def over_both(entry):
        return sum(averaged(row, [entry(i, j) for j in range(len(row))]) for i, row in enumerate(joint))

    best = [averaged(*rows) for rows in zip(e, u, strict=True)]
    spreads = [averaged(row, [(a - b)**2 for a in targets]) for row, targets, b in zip(e, u, best, strict=True)]
    errors = [over_both(lambda i, j, by=by: (by[i] - u[i][j])**2) for by in (v, h, best)]
    distances = [averaged(d, [(a - b)**2 for a, b in zip(by, best, strict=True)]) for by in (v, h, best)]
    assert over_both(lambda i, j: u[i][j]) == averaged(d, best)
    assert over_both(lambda i, j: v[i]*(u[i][j] - best[i])) == 0
    for row, targets, guess, b, s in zip(e, u, v, best, spreads, strict=True):
        assert averaged(row, [(guess - a)**2 for a in targets]) == (guess - b)**2 + s
    assert errors == [a + averaged(d, spreads) for a in distances]
    assert min(errors) == errors[2] == averaged(d, spreads)
    assert (errors[0] <= errors[1]) == (distances[0] <= distances[1])
    middle = averaged(d, best)
    everything, between = over_both(lambda i, j: (u[i][j] - middle)**2), averaged(d, [(b - middle)**2 for b in best])
    assert everything == averaged(d, spreads) + between >= between


@evidence("projection.variance", kind="exact")
@evidence("projection.constant", kind="exact")
@evidence("projection.best_constant", kind="exact")
@given(problems(), st.integers(-9, 9))
def test_the_mean_is_the_best_constant(problem, guess):
    d, _, _, f, _ = problem
    middle = averaged(d, f)
    variance = averaged(d, [(a - middle)**2 for a in f])
    assert variance == averaged(d, [a*a for a in f]) - middle**2
    assert averaged(d, [(a - guess)**2 for a in f]) == (middle - guess)**2 + variance >= variance
