"""Formulas in the docstrings of the Normal-Gamma model and of its coordinate ascent, read as they stand and computed.

The examples in the docstrings are run as such; the formulas beside them are not.
"""

import math
import re

import pytest
import torch
from mpmath import mp

from impl import cavi
from impl import normal_gamma as model
from impl.cavi import cavi_normal_gamma, optimal_tau
from impl.normal_gamma import MeanField, NormalGamma
from tests.support.report_formulas import Reader

TENSOR = torch.float64
PRIOR = NormalGamma(*(torch.tensor(x, dtype=TENSOR) for x in (0.3, 0.7, 1.2, 0.8)))
DATA = torch.tensor([1.4, -0.2, 2.1, 0.6], dtype=TENSOR)
EXACT = model.posterior(PRIOR, DATA)
NAMES = {"½": 0.5, "2π": 2*math.pi, "N": float(len(DATA)), **{
    name + end: float(getattr(law, name)) for law, end in ((PRIOR, ""), (EXACT, "_N")) for name in ("loc", "precision_scale", "shape", "rate")}}


def said(text: str | None, pattern: str) -> str:
    """What a docstring says in the place of the group, on one line."""
    found = re.findall(pattern, " ".join((text or "").split()))
    assert len(found) == 1, pattern
    return found[0]


def value(formula: str, operators=None, **names: float) -> float:
    return float(Reader(formula, NAMES | names, operators or {}).sides()[0][1])


def binet(x: float) -> float:
    """Binet's function, by its definition."""
    return float(mp.loggamma(x) - (x - mp.mpf(1)/2)*mp.log(x) + x - mp.log(2*mp.pi)/2)


def test_the_log_evidence():
    formula = said(model.log_evidence.__doc__, r"log p\(x\): \(…\)\. (.*?), where index N")
    assert value(formula) == pytest.approx(float(model.log_evidence(PRIOR, DATA)), rel=1e-12)


def test_the_fixed_point():
    q = model.mean_field_optimum(PRIOR, DATA)
    a, b = float(q.shape), float(q.rate)
    text = model.mean_field_optimum.__doc__
    assert value(said(text, r"gives tau the shape a = (.*?) and the rate")) == pytest.approx(a, rel=1e-12)
    rate, precision = said(text, r"and the rate b = (.*?), and mu"), said(text, r"loc and the precision (.*?)\. So")
    assert value(rate, precision=float(q.precision)) == pytest.approx(b, rel=1e-12)
    assert value(precision, a=a, b=b) == pytest.approx(float(q.precision), rel=1e-12)
    for pattern in r"So b = (.*?), that is", r"that is b = (.*?), and E":
        assert value(said(text, pattern), a=a, b=b) == pytest.approx(b, rel=1e-12)


def test_the_gap_of_the_fixed_point():
    exactly, about = (said(model.gap.__doc__, pattern) for pattern in (r"optimum it is (.*?), about", r", about (.*?), where a is"))
    for shape in 0.6, 3.0, 1e4:
        prior = NormalGamma(*(torch.tensor(x, dtype=TENSOR) for x in (0.3, 0.7, shape, 0.8)))
        gap, a = float(model.gap(model.mean_field_optimum(prior, DATA), prior, DATA)), shape + len(DATA)/2
        assert value(exactly, {"β": binet}, a=a) == pytest.approx(gap, rel=1e-6)
    assert value(about, a=a) == pytest.approx(gap, rel=1e-3)


def test_the_updated_rate():
    q = MeanField(*(torch.tensor(x, dtype=TENSOR) for x in (0.9, 2.0, 1.0, 1.0)))
    moment = float((q.loc - EXACT.loc)**2 + 1/q.precision)
    formula = said(cavi.optimal_tau.__doc__, r"and rate (.*?)\. It is")
    assert value(formula, **{"E[(mu − loc_N)²]": moment}) == pytest.approx(float(optimal_tau(q, PRIOR, DATA).rate), rel=1e-12)


def test_how_much_a_sweep_shrinks_the_distance():
    start = MeanField(*(torch.tensor(x, dtype=TENSOR) for x in (0.9, 2.0, 1.0, 5.0)))
    limit = float(model.mean_field_optimum(PRIOR, DATA).rate)
    one, two = (float(cavi_normal_gamma(PRIOR, DATA, start, sweeps=n, tolerance=0).q.rate) - limit for n in (1, 2))
    factor = said(cavi.cavi_normal_gamma.__doc__, r"by the factor (.*?), shape =")
    shape = value(said(cavi.cavi_normal_gamma.__doc__, r"shape = (.*?), and the gap"))
    assert value(factor, shape=shape) == pytest.approx(two/one, rel=1e-9)


def test_where_the_moments_of_mu_are_finite():
    infinite = value(said(NormalGamma.__doc__, r"its variance infinite for shape ≤ (.*?) and NaN"))
    undefined = value(said(NormalGamma.__doc__, r"The mean of mu is NaN for shape ≤ (.*?),"))
    assert value(said(NormalGamma.__doc__, r"and NaN for shape ≤ (.*?),")) == undefined
    mean, variance = ([float(getattr(NormalGamma(0.0, 1.0, shape, 1.0), what)[0]) for shape in (
        undefined, undefined + 0.01, infinite, infinite + 0.01)] for what in ("mean", "variance"))
    assert list(map(math.isnan, mean)) == [True, False, False, False] == list(map(math.isnan, variance))
    assert list(map(math.isinf, variance)) == [False, True, True, False]
