"""The facts about the second listing of `bbvi --as-reported`: as it is, and with bugs planted in it."""

import pytest
import torch

from impl.experiments.bbvi import reported_second_listing
from impl.experiments.bbvi.reported_results import MeanAndError
from impl.listings import bbvi

ERRORS = ("f_mean_error", "h_mean_error", "covariance_error", "variance_error", "recorded_elbo_error", "recorded_mu_error",
          "recorded_tau_error", "returned_error")
WRONG = {"loss_error": 2.0, "plain_score_error": 1e-2, "unbracketed_error": 1e-2}  # at least: readings that are not the listing's


def facts():
    with torch.random.fork_rng(devices=[]):
        return reported_second_listing.facts(bbvi.SEED, MeanAndError(mean=0.5, sem=0.25), 2e-3)


@pytest.fixture
def quick(monkeypatch):
    monkeypatch.setattr(reported_second_listing, "STEPS", 1)
    return monkeypatch


def test_the_listing_as_it_is(quick):
    found = facts()
    assert all(getattr(found, name) < 1e-6 for name in ERRORS)
    assert all(getattr(found, name) > 0.99*least for name, least in WRONG.items())
    assert (found.default_draws, found.default_rate, found.default_iterations, found.optimizer_rate) == (10, 1e-3, 1000, 1e-5)
    assert (found.draws_per_iteration, found.matrices_f, found.h_shape) == (30, 1, [4, 30])
    assert (found.rows_filled, found.columns_filled, found.score_components) == (4, 30, 4)
    assert (found.gradient_shape, found.gradient_filled) == ([4], 4)
    assert not (found.score_has_graph or found.signal_has_graph or found.update_has_graph or found.gradient_left)
    assert (found.short_fit_steps, found.moved, found.recorded_at, found.returned) == (25, True, [1, 10, 20], 4)
    assert (found.added_to_variance, found.finite_at_zero, found.quotient_above, found.quotient_below) == (0.0, True, True, False)
    assert (found.elbo_bias.mean, found.elbo_bias.sem, found.record_lag) == (0.5, 0.25, 2e-3)


def about_zero(f, h, d):
    """Moments that are not centred."""
    return f[d].mean(), h[d].mean(), (f[d]*h[d]).mean(), (h[d]**2).mean()


def with_epsilon(f, h, d):
    _, _, covariance, variance = bbvi.statistics(f, h, d)
    return covariance/(variance + 1e-9)


def unguarded(f, h, d):
    _, _, covariance, variance = bbvi.statistics(f, h, d)
    return covariance/variance


def test_moments_about_zero_are_noticed(quick):
    quick.setattr(bbvi, "statistics", about_zero)
    found = facts()
    assert found.covariance_error > 1e-3 and found.variance_error > 1e-3 and found.f_mean_error < 1e-6


def test_what_is_added_to_the_variance_is_noticed(quick):
    quick.setattr(bbvi, "coefficient", with_epsilon)
    found = facts()
    assert found.added_to_variance == pytest.approx(1e-9, rel=1e-6)
    assert found.finite_at_zero and found.quotient_below


def test_a_division_by_zero_is_noticed(quick):
    quick.setattr(bbvi, "coefficient", unguarded)
    assert not facts().finite_at_zero


def test_a_row_that_stays_empty_is_noticed(quick):
    plain = bbvi.ControlVariate.score
    quick.setattr(bbvi.ControlVariate, "score", lambda self, log_q: plain(self, log_q)*torch.tensor([1.0, 1.0, 1.0, 0.0]))
    found = facts()
    assert (found.rows_filled, found.columns_filled, found.gradient_filled) == (3, 0, 3)


def test_a_sum_without_parentheses_is_noticed(quick):
    """Then the gradient is the one of that reading."""
    plain = bbvi.ControlVariate.step

    def step(self):
        elbo = plain(self)
        for d in range(4):
            self.gradient[d] = self.f[d].mean() - bbvi.coefficient(self.f, self.h, d)*self.h[d][-1]
        return elbo

    quick.setattr(bbvi.ControlVariate, "step", step)
    assert facts().unbracketed_error < 1e-4


def test_records_of_another_step_are_noticed(quick):
    plain = bbvi.ControlVariate.fit

    def fit(self, max_iterations=1000):
        found = plain(self, max_iterations)
        return found._replace(mu=[(t, value + 0.01) for t, value in found.mu], parameters=found.parameters + 1)

    quick.setattr(bbvi.ControlVariate, "fit", fit)
    found = facts()
    assert found.recorded_mu_error > 1e-3 and found.recorded_tau_error < 1e-6 and found.returned_error == pytest.approx(1.0)
