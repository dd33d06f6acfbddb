"""`python -m impl distributions`: planted faults are found, right answers are not, and the files follow the schema."""

import json
import math
from argparse import Namespace
from dataclasses import replace

import mpmath
import pytest
import torch
import torch.distributions as td
from flint import arb
from hypothesis import given, settings
from hypothesis import strategies as st

from impl.experiments import distributions as experiment
from impl.experiments.arguments import Options
from impl.experiments.distributions import computed, pairs, single
from impl.experiments.distributions.balls import NO_VALUE, NotCertified, Right, certified, exact, only
from impl.experiments.distributions.cases import Case, outcome
from impl.experiments.distributions.families import FAMILIES, Family
from impl.experiments.distributions.judge import judge
from impl.experiments.results import plain
from impl.experiments.run import Run
from impl.experiments.schema import violations_in

SMALL = Namespace(draws=1, each=3)
shapes = st.floats(0.05, 50)


def kind_of(case: Case) -> str:
    result = outcome(case)
    return result.kind if result else "undecided"


def found(family: Family, parameters, methods=None):
    """The kinds of findings about a distribution, by method; the checks that the user turned off do not count."""
    kinds = {}
    for case in single.questions(family, parameters):
        result = outcome(case) if methods is None or case.method in methods else None
        if result is not None and result.kind not in ("agrees", "unchecked"):
            kinds.setdefault(case.method, set()).add(result.kind)
    return kinds


class ScaleForRate(td.Gamma):
    """The mean with a scale where a rate stands."""

    @property
    def mean(self):
        return self.concentration * self.rate


class WrongSign(td.Gamma):
    """The entropy with a wrong sign before log Γ."""

    def entropy(self):
        return super().entropy() - 2 * torch.lgamma(self.concentration)


class LostConstant(td.Normal):
    """The log density without log(2π)/2."""

    def log_prob(self, value):
        return super().log_prob(value) + 0.5 * math.log(2 * math.pi)


class ScaleForVariance(td.Laplace):
    @property
    def variance(self):
        return 2 * self.scale


class OneTail(td.Laplace):
    """The distribution function of the lower tail everywhere."""

    def cdf(self, value):
        return 0.5 * torch.exp(-(value - self.loc).abs() / self.scale)


class Leaky(td.Exponential):
    """A density below zero, and no check."""

    def log_prob(self, value):
        return self.rate.log() - self.rate * value


class NoInfinity(td.Pareto):
    """A mean where there is none."""

    @property
    def mean(self):
        return self.alpha * self.scale / (self.alpha - 1)


PLANTED = [
    ("Gamma", ScaleForRate, (2.5, 0.5), "mean"),
    ("Gamma", WrongSign, (2.5, 0.5), "entropy"),
    ("Gamma", WrongSign, (1e8, 3.0), "entropy"),
    ("Normal", LostConstant, (0.3, 2.0), "log_prob"),
    ("Laplace", ScaleForVariance, (0.0, 3.0), "variance"),
    ("Laplace", OneTail, (0.0, 1.5), "cdf"),
    ("Exponential", Leaky, (0.7,), "log_prob"),
    ("Pareto", NoInfinity, (1.0, 0.5), "mean"),
]


@pytest.mark.parametrize(("name", "planted", "parameters", "method"), PLANTED, ids=lambda value: getattr(value, "__name__", None))
def test_planted_faults_are_found(name, planted, parameters, method):
    right = FAMILIES[name]
    assert "wrong" in found(replace(right, make=planted), parameters)[method]
    assert method not in found(right, parameters)


@given(shapes, st.floats(1.1, 10))
def test_planted_faults_are_found_at_random_parameters(shape, rate):
    assert found(replace(FAMILIES["Gamma"], make=ScaleForRate), (shape, rate), ["mean"]) == {"mean": {"wrong"}}


@pytest.mark.parametrize("planted", [
    lambda p, q: p.concentration * (p.rate / q.rate).log(),
    lambda p, q: -td.kl.kl_divergence(p, q),
    lambda p, q: td.kl.kl_divergence(q, p),
])
def test_planted_divergences_are_found(planted, monkeypatch):
    gamma = FAMILIES["Gamma"]
    case = pairs.asked(gamma, gamma, (2.5, 1.0), (1.5, 4.0))
    assert kind_of(case) == "agrees"
    monkeypatch.setattr(td, "kl_divergence", planted)
    assert kind_of(case) == "wrong"


def test_a_planted_shape_is_found(monkeypatch):
    normal = FAMILIES["Normal"]
    case = pairs.in_table(normal, normal, ((0.0, 1.0), (1.0, 2.0)), ((0.5, 1.0), (2.0, 1.0)), (0, 1))
    assert kind_of(case) == "agrees"
    divergence = td.kl_divergence
    monkeypatch.setattr(td, "kl_divergence", lambda p, q: divergence(p, q).T)  # a table that is the wrong way round
    assert kind_of(case) == "wrong"
    monkeypatch.setattr(td, "kl_divergence", lambda p, q: divergence(p, q)[0])
    assert kind_of(case) == "wrong"


class Precise(td.Gamma):
    """The Gamma distribution with mpmath, rounded once."""

    def _numbers(self):
        return mpmath.mpf(float(self.concentration)), mpmath.mpf(float(self.rate))

    def entropy(self):
        with mpmath.workdps(60):
            a, r = self._numbers()
            return float(a - mpmath.log(r) + mpmath.loggamma(a) + (1 - a) * mpmath.digamma(a))

    def log_prob(self, value):
        if float(value) < 0:
            raise ValueError
        with mpmath.workdps(60):
            (a, r), x = self._numbers(), mpmath.mpf(float(value))
            if x == mpmath.inf:
                return -math.inf
            if x == 0:
                return math.inf if a < 1 else -math.inf if a > 1 else float(mpmath.log(r))
            return float(a * mpmath.log(r) - mpmath.loggamma(a) + (a - 1) * mpmath.log(x) - r * x)


wide = st.floats(-14, 18).map(lambda e: 10.0 ** (e / 2))


@given(wide, wide)
@settings(max_examples=50)
def test_right_answers_are_no_findings(shape, rate):
    """A distribution with rounding errors alone, over the whole domain."""
    kinds = found(replace(FAMILIES["Gamma"], make=Precise), (shape, rate), ["mean", "variance", "stddev", "entropy", "log_prob"])
    assert kinds == {}


@given(st.floats(-5, 5), st.floats(0.1, 10), shapes, shapes)
@settings(max_examples=25)
def test_ordinary_parameters_raise_no_alarm(location, scale, first, second):
    """Where torch is known to be right, at random parameters, nothing is found."""
    for name in "Normal", "Laplace", "Cauchy":
        assert found(FAMILIES[name], (location, scale), ["mean", "variance", "stddev", "entropy", "mode", "log_prob"]) == {}
    assert found(FAMILIES["Beta"], (first + 1, second + 1), ["mean", "variance", "entropy"]) == {}
    for name, p, q in [("Gamma", (first, scale), (second, scale)), ("Normal", (location, scale), (first, second)),
                       ("Laplace", (location, scale), (first, second)), ("Pareto", (2 * scale, first), (scale, second))]:
        assert kind_of(pairs.asked(FAMILIES[name], FAMILIES[name], p, q)) == "agrees"


def right(value, terms=None):
    return Right(exact(value), exact(terms if terms is not None else abs(value)))


@pytest.mark.parametrize(("said", "value", "kind"), [
    (1.0, right(1.0), "agrees"),
    (1 + 1e-13, right(1.0), "agrees"),
    (1 + 1e-11, right(1.0), "inaccurate"),
    (1 + 1e-11, right(1.0, 100.0), "agrees"),
    (1.001, right(1.0), "wrong"),
    (1.001, right(1.0, 1e8), "inaccurate"),
    (math.nan, right(1.0), "wrong"),
    (math.inf, right(1.0), "wrong"),
    (-math.inf, only(exact(math.inf)), "wrong"),
    (math.inf, only(exact(math.inf)), "agrees"),
    (1e300, only(exact(math.inf)), "wrong"),
    (math.nan, only(exact(math.inf)), "wrong"),
    (math.nan, NO_VALUE, "agrees"),
    (1.0, NO_VALUE, "wrong"),
    (math.inf, only(arb(10) ** 400), "agrees"),
    (-math.inf, only(arb(10) ** 400), "wrong"),
    (0.0, only(arb(10) ** -400), "agrees"),
    (1e-14, right(0.0), "agrees"),
    (1e-7, right(0.0), "inaccurate"),
    (0.5, right(0.0), "wrong"),
    (0.0, right(1e-20, 1.0), "inaccurate"),
])
def test_verdicts(said, value, kind):
    assert judge(said, value).kind == kind


def test_a_ball_that_stays_wide_is_not_certified():
    with pytest.raises(NotCertified):
        certified(lambda: only(arb(1, 1)))
    assert outcome(Case("d", "m", "", lambda: 1.0, lambda: only(arb(1, 1)))) is None
    assert outcome(Case("d", "m", "", lambda: math.nan, lambda: only(arb("nan")))) is None


def test_torchs_default_type_is_put_back():
    before = torch.get_default_dtype()
    seen = []
    outcome(Case("d", "m", "", lambda: seen.append(torch.get_default_dtype()) or 1.0, lambda: only(arb(1))))
    assert seen == [torch.float32] and torch.get_default_dtype() == before


@pytest.fixture(scope="module")
def run(tmp_path_factory):
    run = Run("distributions", tmp_path_factory.mktemp("distributions"), seed=3, exact=experiment.results(False))
    experiment.compute(run, SMALL)
    return run


def test_the_counts_are_those_of_the_findings(run):
    counts = plain(run.exact.counts)
    kinds = [name for name in counts if name not in ("asked", "agrees")]
    assert counts["asked"] == counts["agrees"] + sum(counts[kind] for kind in kinds)
    for kind in kinds[:-1]:
        assert counts[kind] == sum(finding.cases for finding in run.runs if finding.kind == kind)
    assert counts["undecided"] <= 2
    assert all(0 < finding.cases <= finding.asked for finding in run.runs)
    assert run.exact.confirmed.integrals > 140 and run.exact.confirmed.largest_difference < 1e-18


KNOWN = {  # of torch 2.13, each with one reason that a reader can check by hand
    ("Kumaraswamy", "mode"): "log1p of −b, which is below −1",
    ("Uniform ‖ ContinuousBernoulli", "kl_divergence"): "inf where the supports are equal",
    ("ContinuousBernoulli ‖ Uniform", "kl_divergence"): "inf where the supports are equal",
    ("TransformedDistribution ‖ TransformedDistribution", "kl_divergence"): "|Y| and |−Y| are one law",
    ("Wishart ‖ Wishart", "kl_divergence of a batch"): "a sum over the batch",
    ("Normal ‖ Exponential", "kl_divergence, broadcast"): "the shape of p",
}


@pytest.mark.skipif(not torch.__version__.startswith("2.13."), reason="these faults are those of torch 2.13")
def test_known_faults_of_torch_are_found(run):
    wrong = {(finding.distribution, finding.method) for finding in run.runs if finding.kind == "wrong"}
    assert set(KNOWN) <= wrong
    assert ("Normal ‖ Normal", "kl_divergence") not in wrong
    refused = {(finding.distribution, finding.method) for finding in run.runs if finding.kind == "refuses"}
    assert ("GeneralizedPareto", "log_prob") in refused
    assert ("GeneralizedPareto, default float64", "log_prob") not in refused
    for name, p, q, divergence in [("Geometric", 1.0, 1.0, "0"), ("Poisson", 0.0, 2.5, "2.5000000000000000")]:
        result = outcome(pairs.asked(FAMILIES[name], FAMILIES[name], (p,), (q,)))
        assert result is not None and (result.kind, result.right) == ("wrong", divergence)


def test_files_and_summary(run, capsys):
    run.write()
    experiment.draw(run)
    run.write()
    experiment.report(run)
    printed = capsys.readouterr().out
    assert "comparisons" in printed and "Kumaraswamy" in printed and "Not asked" in printed
    assert run.out.joinpath("errors.png").read_bytes().startswith(b"\x89PNG")
    assert violations_in(run.out) == []
    metrics = json.loads(run.out.joinpath("metrics.json").read_text())
    assert metrics["exact"]["counts"]["asked"] == run.exact.counts.asked


def test_the_same_seed_gives_the_same_results(run, tmp_path):
    again = Run("distributions", tmp_path, seed=3, exact=experiment.results(False))
    tally, parts = computed.Tally(again), list(computed._parts(again, SMALL))
    for part in parts[:3]:
        tally.take(part())
    few = {finding.distribution for finding in again.runs}
    assert plain(again.runs) == [entry for entry in plain(run.runs) if entry["distribution"] in few] != []


def test_a_closed_form_that_is_wrong_stops_the_run(tmp_path, monkeypatch):
    monkeypatch.setattr(computed, "confirmations", lambda: iter([("planted", arb(1), arb("1.01"))]))
    with pytest.raises(ValueError, match="planted"):
        experiment.compute(Run("distributions", tmp_path, seed=0, exact=experiment.results(False)), SMALL)


def test_arguments(capsys):
    parser = Options()
    experiment.arguments(parser)
    assert experiment.seconds(parser.parse_args([])) < 120
    with pytest.raises(SystemExit):
        parser.parse_args(["--each", "1"])
    assert "--each: expected a whole number from 2 to 100, got 1" in capsys.readouterr().err
