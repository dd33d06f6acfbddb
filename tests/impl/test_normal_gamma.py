"""Tests of impl.normal_gamma's model against 60-digit arithmetic, predictive laws, stationarity and autograd."""

import itertools
import math

import pytest
import torch
from hypothesis import example, given
from hypothesis import strategies as st
from mpmath import mp
from scipy import stats
from torch.distributions import kl_divergence
from torch.utils._python_dispatch import TorchDispatchMode

from impl import normal_gamma
from impl.normal_gamma import MeanField, NormalGamma
from tests.impl.test_normal_gamma_laws import FAMILIES, agrees, families, laws, moderate, positive, structured
from tests.support import normal_gamma_terms as terms
from tests.support.normal_gamma_terms import exact

torch.set_default_dtype(torch.float64)
EPS = torch.finfo(torch.float64).eps


@st.composite
def data_sets(draw):
    """A few data of any spread about any centre; the spread may be 10⁻¹⁴ of the mean."""
    centre, spread = draw(st.sampled_from([0.0, -3.0, 1e8, -1e8])), draw(positive(-6, 3))
    steps = draw(st.lists(st.floats(-1, 1), min_size=1, max_size=8))
    return torch.tensor([centre + spread * step for step in steps])


priors = laws | st.tuples(st.sampled_from([1e8, -1e8]), *(positive(-6, 6), positive(-6, 8), positive(-6, 6)))
some_data = st.lists(st.floats(-4, 4), min_size=1, max_size=6).map(torch.tensor)


@given(priors, data_sets(), positive(-6, 6), st.floats(-1e3, 1e3))
def test_likelihood_and_joint_datum_by_datum(prior, data, tau, distance):
    """Both equal sums over the data to 60 digits, at near and far points."""
    for mu in float(data[0]), float(data.mean()) + distance, prior[0]:
        value = torch.tensor([mu, tau])
        want = terms.log_likelihood(exact(*data), *exact(*value))
        agrees(normal_gamma.log_likelihood(data)(value), want)
        want += terms.log_prob(exact(*prior), True, *exact(*value))
        agrees(normal_gamma.log_joint(NormalGamma(*prior), data)(value), want)


@given(priors, data_sets())
def test_posterior(prior, data):
    got = normal_gamma.posterior(NormalGamma(*prior), data).parameters
    loc, *positive_ones = terms.posterior(exact(*prior), exact(*data))
    # The room: a rounding of the loc, and a few of the deviations and of the step from the prior's loc or the data's mean.
    step = min(abs(float(loc - prior[0])), abs(float(loc - mp.fsum(exact(*data)) / len(data))))
    room = (4 + len(data)) * EPS * (step + float((data - data.mean()).abs().max()))
    assert float(got[0]) == pytest.approx(float(loc), rel=EPS, abs=room)
    for entry, want in zip(got[1:], positive_ones, strict=True):
        assert float(entry) == pytest.approx(float(want), rel=1e-14 * (1 + len(data)))


@given(priors, data_sets())
def test_evidence(prior, data):
    """The evidence is exact to nearly its last digit, and not only to that of the textbook's terms, which may be 10⁹."""
    got = float(normal_gamma.log_evidence(NormalGamma(*prior), data))
    want = float(mp.fsum(terms.log_evidence(exact(*prior), exact(*data))))
    assert got == pytest.approx(want, rel=1e-13, abs=1e-13 * (10 + 20 * len(data)))


@given(moderate, some_data)
def test_evidence_is_the_product_of_the_predictive_laws(prior, data):
    """Each datum given the data before it has a Student law from the posterior so far, with scipy's density."""
    total, law = 0.0, NormalGamma(*prior)
    for x in data:
        loc, scale, shape, rate = law.parameters.tolist()
        total += stats.t.logpdf(float(x), 2 * shape, loc, math.sqrt(rate * (scale + 1) / (shape * scale)))
        law = normal_gamma.posterior(law, x.unsqueeze(0))
    assert float(normal_gamma.log_evidence(NormalGamma(*prior), data)) == pytest.approx(total, rel=1e-10, abs=1e-10)
    whole = normal_gamma.posterior(NormalGamma(*prior), data)
    torch.testing.assert_close(law.parameters, whole.parameters, rtol=1e-12, atol=1e-12)


@given(moderate, some_data, st.floats(-4, 4), positive(-2, 2))
def test_joint_is_evidence_times_posterior(prior, data, mu, tau):
    prior, value = NormalGamma(*prior), torch.tensor([mu, tau])
    want = normal_gamma.log_evidence(prior, data) + normal_gamma.posterior(prior, data).log_prob(value)
    got = normal_gamma.log_joint(prior, data)(value)
    torch.testing.assert_close(got, want, rtol=1e-11, atol=1e-11)


def test_large_mean_and_tiny_spread():
    """A spread of 10⁻¹⁴ of the mean, as of satellites and clocks, leaves no digit in the sum of squares."""
    data = 1e8 + torch.tensor([0.0, 3.0, 4.0, 9.0]) * 2.0**-26
    prior = NormalGamma(1e8, 1e-3, 1.0, 1e-14)
    naive, scatter = float(data.square().sum() - data.sum().square() / 4), 42 * 2.0**-52
    assert abs(naive - scatter) > scatter / 2
    got = normal_gamma.posterior(prior, data)
    want = terms.posterior(exact(1e8, 1e-3, 1.0, 1e-14), exact(*data))
    assert float(got.rate) == pytest.approx(float(want[3]), rel=1e-14)
    value = torch.tensor([1e8 + 2.0**-24, 2.0**50])
    joint = terms.log_likelihood(exact(*data), *exact(*value)) + terms.log_prob(exact(1e8, 1e-3, 1.0, 1e-14), True, *exact(*value))
    assert float(normal_gamma.log_joint(prior, data)(value)) == pytest.approx(float(mp.fsum(joint)), rel=1e-13)
    for family in FAMILIES:  # whose loc is as near to the posterior's as that is to a float
        q = [1e8 + 2.0**-24, 2.0**50, 2.0, 2.0**-50]
        want = float(mp.fsum(terms.elbo(exact(*q), family is NormalGamma, exact(1e8, 1e-3, 1.0, 1e-14), exact(*data))))
        assert float(normal_gamma.elbo(family(*q), prior, data)) == pytest.approx(want, rel=1e-12)


def test_one_datum_equal_to_the_priors_loc_moves_nothing_but_counts():
    law = normal_gamma.posterior(NormalGamma(2.0, 3.0, 4.0, 5.0), torch.tensor([2.0]))
    assert law.parameters.tolist() == [2.0, 4.0, 4.5, 5.0]


@given(families, laws, priors, data_sets())
def test_elbo(family, parameters, prior, data):
    q, law = family(*parameters), NormalGamma(*prior)
    got = normal_gamma.elbo(q, law, data)
    agrees(got, terms.elbo(exact(*parameters), structured(q), exact(*prior), exact(*data)))
    assert float(normal_gamma.gap(q, law, data)) >= 0


@given(priors, data_sets())
@pytest.mark.evidence("elbo.posterior", kind="agreement")
@pytest.mark.evidence("elbo.tight", kind="agreement")
def test_elbo_at_the_posterior_is_the_evidence(prior, data):
    """The ELBO is lower by half a squared rounding, because the loc of the posterior is a float."""
    law = NormalGamma(*prior)
    q = normal_gamma.posterior(law, data)
    rounding = float(q.precision_scale * q.shape / q.rate) * (EPS * float(q.loc)) ** 2
    assert 0 <= float(normal_gamma.gap(q, law, data)) <= 1e-14 + rounding
    evidence = float(normal_gamma.log_evidence(law, data))
    assert float(normal_gamma.elbo(q, law, data)) == pytest.approx(evidence, rel=4 * EPS, abs=1e-14 + rounding)


@given(families, moderate, moderate, some_data)
@pytest.mark.evidence("elbo.evidence", kind="agreement")
def test_gap_is_the_divergence_from_the_posterior(family, parameters, prior, data):
    q, law = family(*parameters), NormalGamma(*prior)
    got = normal_gamma.gap(q, law, data)
    torch.testing.assert_close(got, kl_divergence(q, normal_gamma.posterior(law, data)), rtol=1e-12, atol=1e-13)


@given(families, laws, laws, data_sets())
@example(NormalGamma, (0.0, 1e-3, 1.0, 1.0), (0.0, 1e3, 1.0, 1.0), torch.zeros(1))  # E[tau] must drop out
def test_gradient_of_the_elbo(family, parameters, prior, data):
    """Autograd through special functions with exact derivatives gives the gradient that is written out by hand."""
    chart = torch.tensor(parameters, requires_grad=True)
    value = normal_gamma.elbo(family.from_parameters(chart), NormalGamma(*prior), data)
    (got,) = torch.autograd.grad(value, chart)
    want = terms.elbo_gradient(exact(*parameters), family is NormalGamma, exact(*prior), exact(*data))
    for entry, sums in zip(got, want, strict=True):
        agrees(entry, sums)


@given(priors, data_sets())
@pytest.mark.evidence("elbo.family_gap", kind="agreement")
def test_mean_field_optimum_is_stationary_and_its_gap_depends_on_the_shape_alone(prior, data):
    law = NormalGamma(*prior)
    q = normal_gamma.mean_field_optimum(law, data)
    textbook = terms.posterior(exact(*prior), exact(*data))
    assert float(q.mean[1]) == pytest.approx(float(textbook[2] / textbook[3]), rel=1e-13)
    at = [textbook[0], *exact(*q.parameters[1:])]  # the loc but for its rounding
    for entry in terms.elbo_gradient(at, False, exact(*prior), exact(*data)):
        assert abs(mp.fsum(entry)) <= 1e-13 * mp.fsum(map(abs, entry))
    want = mp.fsum(terms.mean_field_gap(exact(*prior), exact(*data)))
    rounding = 1e-14 + float(q.precision) * (EPS * float(q.loc)) ** 2
    got = float(normal_gamma.gap(q, law, data))
    assert got == pytest.approx(float(want), rel=1e-12, abs=rounding)
    assert got == pytest.approx(1 / (4 * float(textbook[2])), rel=0.3, abs=rounding)


@given(moderate, moderate, some_data)
def test_mean_field_optimum_beats_every_mean_field(parameters, prior, data):
    law = NormalGamma(*prior)
    best = normal_gamma.mean_field_optimum(law, data)
    least = float(normal_gamma.gap(best, law, data))
    assert float(normal_gamma.gap(MeanField(*parameters), law, data)) >= least - 1e-14
    for position, factor in itertools.product(range(1, 4), (0.99, 1.01)):
        near = best.parameters.clone()
        near[position] *= factor
        assert float(normal_gamma.gap(MeanField.from_parameters(near), law, data)) > least + 1e-6

    def value(chart):
        return normal_gamma.elbo(MeanField.from_parameters(chart, validate_args=False), law, data)

    chart = best.parameters.clone().requires_grad_()
    (slope,) = torch.autograd.grad(value(chart), chart, create_graph=True)
    curvature = torch.stack([torch.autograd.grad(s, chart, retain_graph=True)[0] for s in slope])
    unit = normal_gamma.fisher(best).diagonal().sqrt()
    assert float((slope.detach() / unit).abs().max()) < 1e-12 * (1 + float(best.shape))
    assert float(torch.linalg.eigvalsh(curvature / unit.outer(unit)).max()) < -1e-3


@pytest.mark.parametrize("family", FAMILIES)
def test_gradients_in_all_arguments(family):
    """First and second derivatives in q, the prior, the data and the point equal finite differences."""
    q = torch.tensor([0.3, 1.2, 2.5, 0.8], requires_grad=True)
    prior = torch.tensor([-0.5, 0.7, 1.5, 1.1], requires_grad=True)
    data = torch.tensor([0.4, -1.3, 2.2], requires_grad=True)
    point = torch.tensor([[0.2, 0.9], [1.0, 2.0]], requires_grad=True)

    def law(chart):
        return NormalGamma.from_parameters(chart)

    for function, inputs in [
        (lambda q, p, x: normal_gamma.elbo(family.from_parameters(q), law(p), x), (q, prior, data)),
        (lambda p, x: normal_gamma.log_evidence(law(p), x), (prior, data)),
        (lambda p, x, z: normal_gamma.log_joint(law(p), x)(z), (prior, data, point)),
        (lambda x, z: normal_gamma.log_likelihood(x)(z), (data, point)),
        (lambda p, x: normal_gamma.mean_field_optimum(law(p), x).parameters, (prior, data)),
        (lambda p, x: normal_gamma.posterior(law(p), x).parameters, (prior, data)),
    ]:
        assert torch.autograd.gradcheck(function, inputs)
        assert torch.autograd.gradgradcheck(function, inputs)


@given(st.lists(moderate, min_size=3, max_size=3), st.lists(some_data.map(lambda x: x[:1]), min_size=4, max_size=4))
def test_batches_are_their_rows(rows, data):
    """The batches are priors (3, 1), data (2, N) and points (5, 3, 2, 2)."""
    priors, data = torch.tensor(rows).reshape(3, 1, 4), torch.stack(data).reshape(2, 2)
    prior = NormalGamma.from_parameters(priors)
    points = prior.expand((3, 2)).sample((5,), generator=torch.Generator().manual_seed(0))
    q = MeanField.from_parameters(priors).expand((3, 2))
    whole = {
        "posterior": normal_gamma.posterior(prior, data).parameters,
        "evidence": normal_gamma.log_evidence(prior, data),
        "optimum": normal_gamma.mean_field_optimum(prior, data).parameters,
        "elbo": normal_gamma.elbo(q, prior, data),
        "joint": normal_gamma.log_joint(prior, data)(points).movedim(0, -1),
        "likelihood": normal_gamma.log_likelihood(data)(points).movedim(0, -1),
    }
    for i, j in itertools.product(range(3), range(2)):
        law, x = NormalGamma(*rows[i]), data[j]
        alone = {
            "posterior": normal_gamma.posterior(law, x).parameters,
            "evidence": normal_gamma.log_evidence(law, x),
            "optimum": normal_gamma.mean_field_optimum(law, x).parameters,
            "elbo": normal_gamma.elbo(MeanField(*rows[i]), law, x),
            "joint": normal_gamma.log_joint(law, x)(points[:, i, j]),
            "likelihood": normal_gamma.log_likelihood(x)(points[:, i, j]),
        }
        for name, want in alone.items():
            torch.testing.assert_close(whole[name][i, j], want, rtol=1e-12, atol=1e-12, msg=name)


class LargestInput(TorchDispatchMode):
    """Records the largest number of elements that any operation was given."""

    elements = 0

    def __torch_dispatch__(self, func, types, args=(), kwargs=None):
        for argument in args:
            if isinstance(argument, torch.Tensor):
                self.elements = max(self.elements, argument.numel())
        return func(*args, **(kwargs or {}))


def test_cost_of_the_joint_does_not_grow_with_the_data():
    data, points = torch.linspace(-1, 1, 10_000), torch.ones(7, 2)
    for function in normal_gamma.log_joint(NormalGamma(0.0, 1.0, 1.0, 1.0), data), normal_gamma.log_likelihood(data):
        with LargestInput() as seen:
            function(points)
        assert 0 < seen.elements <= points.numel()


def test_single_precision_stays_single():
    prior = NormalGamma(*torch.tensor([0.0, 1.0, 1.0, 1.0], dtype=torch.float32))
    data = torch.tensor([0.3, 1.2, -0.4], dtype=torch.float32)
    double = NormalGamma(0.0, 1.0, 1.0, 1.0)
    for function in (
        normal_gamma.log_evidence,
        lambda p, x: normal_gamma.posterior(p, x).parameters,
        lambda p, x: normal_gamma.elbo(normal_gamma.mean_field_optimum(p, x), p, x),
        lambda p, x: normal_gamma.log_joint(p, x)(torch.ones(2, dtype=x.dtype)),
    ):
        got = function(prior, data)
        assert got.dtype == torch.float32
        torch.testing.assert_close(got.double(), function(double, data.double()), rtol=1e-5, atol=1e-6)


PRIOR, DATA = NormalGamma(0.0, 1.0, 1.0, 1.0), torch.tensor([0.3, 1.2])
Q = MeanField(0.0, 1.0, 1.0, 1.0)
CALLS = {
    "posterior": normal_gamma.posterior,
    "log_evidence": normal_gamma.log_evidence,
    "mean_field_optimum": normal_gamma.mean_field_optimum,
    "log_joint": normal_gamma.log_joint,
    "elbo": lambda prior, data: normal_gamma.elbo(Q, prior, data),
    "gap": lambda prior, data: normal_gamma.gap(Q, prior, data),
}
BAD_DATA = [torch.tensor([0.0, math.nan]), torch.tensor([0.0, math.inf]), torch.empty(0), torch.empty(3, 0),
            torch.tensor([1, 2]), torch.tensor(1.0), [1.0, 2.0], None]


@pytest.mark.parametrize("call", CALLS)
@pytest.mark.parametrize(
    ("name", "prior", "data"),
    [("data", PRIOR, bad) for bad in BAD_DATA]
    + [
        ("data", PRIOR, torch.tensor([1e200, -1e200])),
        ("prior, data", PRIOR, DATA.float()),
        ("prior, data", PRIOR.expand((3,)), DATA.expand(2, 2)),
        ("prior", Q, DATA),
        ("prior", None, DATA),
        ("prior", torch.distributions.Gamma(1.0, 1.0), DATA),
    ],
)
def test_bad_priors_and_data_are_named(call, name, prior, data):
    with pytest.raises(ValueError, match=f"^{name}: "):
        CALLS[call](prior, data)


@pytest.mark.parametrize(
    ("name", "call"),
    [("data", lambda bad=bad: normal_gamma.log_likelihood(bad)) for bad in BAD_DATA]
    + [
        ("q", lambda: normal_gamma.elbo(None, PRIOR, DATA)),
        ("q", lambda: normal_gamma.gap(torch.distributions.Normal(0.0, 1.0), PRIOR, DATA)),
        ("q, prior", lambda: normal_gamma.elbo(MeanField(*torch.ones(4).float()), PRIOR, DATA)),
        ("q, prior, data", lambda: normal_gamma.elbo(Q.expand((3,)), PRIOR, DATA.expand(2, 2))),
    ],
)
def test_bad_input_is_named(name, call):
    with pytest.raises(ValueError, match=f"^{name}: "):
        call()


def test_callers_tensors_are_left_alone():
    leaf = DATA.clone().requires_grad_()
    inner = leaf * 1
    kept = DATA.clone()
    for data in leaf, inner:
        for call in CALLS.values():
            call(PRIOR, data)
        assert torch.equal(data, kept)
    assert leaf.grad is None
    assert leaf.is_leaf
