"""Coordinate ascent's theorems and impl.cavi: the theorems' own formulas beside the code, and the theorems measured."""

import math

import numpy as np
import pytest
import torch
from hypothesis import given
from hypothesis import strategies as st

from derivations.chapters import cavi as chapter
from impl import elbo
from tests.support.finite_models import Reading, case, equal, log_table, models, noticed, sides_agree
from tests.support.mean_field import best, bound, entropy, three, top

torch.set_default_dtype(torch.float64)
evidence = pytest.mark.evidence

TABLES = {"p": (chapter.p, "x", "y", "z"), "a": (chapter.a, "y"), "b": (chapter.b, "z"), "c": (chapter.c, "y"),
          "p3": (chapter.p3, "x", "y", "u", "v"), "b1": (chapter.b1, "u"), "b2": (chapter.b2, "v")}


def at_a_point(model):
    """b knows z, and a is then the optimum at the first x: a conditional law, rational."""
    b, p = model.weights[chapter.b], model.weights[chapter.p]
    b[0] = np.eye(1, b.shape[1])
    if p[0, 0, :, 0].any():
        model.weights[chapter.a] = p[:, 0, :, 0]


@pytest.mark.parametrize(("theorem", "sides", "tie", "base"), [
    case(evidence("cavi.optimal_factor", kind="agreement"),
         lambda p, b: (best(p, b)[0], elbo.expectation(b, p) - best(p, b)[1][:, None]), None, False),
    case(evidence("cavi.three_factors", kind="agreement"), three, None, False),
    case(evidence("cavi.factor_by_factor", kind="agreement"),
         lambda p, a, b: (bound(p, a, b), elbo.expectation(a, elbo.expectation(b, p)) + entropy(a) + entropy(b)),
         None, False),
    case(evidence("cavi.completed", kind="agreement"),
         lambda p, a, b: (bound(p, a, b), top(p, b) - elbo.kl(a, best(p, b)[0])), None, True),
    case(evidence("cavi.constant_sum", kind="agreement"),
         lambda p, a, b, c: (bound(p, a, b) + elbo.kl(a, best(p, b)[0]), bound(p, c, b) + elbo.kl(c, best(p, b)[0])),
         None, True),
    case(evidence("cavi.at_the_best", kind="agreement"),
         lambda p, b: (bound(p, best(p, b)[0], b), top(p, b)), None, True),
    case(evidence("cavi.ascent", kind="agreement"),
         lambda p, a, b: (bound(p, a, b), bound(p, best(p, b)[0], b)), at_a_point, True),
    case(evidence("cavi.fixed_point", kind="agreement"),
         lambda p, a, b: (equal(bound(p, a, b), bound(p, best(p, b)[0], b)),
                          equal(a.exp(), best(p, b)[0].exp()).all(-1)), at_a_point, True),
])
@given(data=st.data())
def test_sides_agree(theorem, sides, tie, base, data):
    sides_agree(theorem, sides, tie, TABLES, data, base)


@pytest.mark.parametrize(("theorem", "sides"), [
    (chapter.ascent, lambda p, a, b: (None, top(p, b) - entropy(b))),
    (chapter.completed, lambda p, a, b: (None, top(p, b) - elbo.kl(best(p, b)[0], a))),
    (chapter.fixed_point, lambda p, a, b: (equal(bound(p, a, b), elbo.log_evidence(p.flatten(-2))), None)),
])
def test_a_wrong_side_is_noticed(theorem, sides):
    assert noticed(theorem, sides, TABLES, at_a_point)


@evidence("cavi.optimal_factor", kind="exact")
@given(st.data())
def test_an_undefined_expectation_is_minus_infinity(data):
    """Where b has mass and p(x, y, ·) has none, the optimal factor is zero, or there is none and the code says so."""
    statements = [chapter.optimal_factor.text.statement, *(h for h, _ in chapter.optimal_factor.text.hypotheses)]
    model = data.draw(models(*statements, base=False))
    p, b = (log_table(model, *TABLES[name]) for name in "pb")
    undefined = np.isnan(Reading(model, *statements).value(chapter.expected(chapter.y)))
    assert ((elbo.expectation(b, p) == -math.inf).numpy() == undefined).all()
    for row, missing in zip(p, undefined, strict=True):
        if missing.all():
            with pytest.raises(ValueError, match="factors: "):
                best(row[None], b)
        else:
            assert ((best(row[None], b)[0][0] == -math.inf).numpy() == missing).all()
