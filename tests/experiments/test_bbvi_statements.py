"""Single statements of the listing of black-box variational inference: what is right of them, and wrong ones noticed."""

import pytest
import torch

from impl.experiments.bbvi import reported_statements
from impl.listings import bbvi


@pytest.fixture(autouse=True)
def generator():
    with torch.random.fork_rng(devices=[]):
        yield


def test_the_statements_do_what_they_should():
    found = reported_statements.facts(bbvi.SEED)
    assert found.data_repeat and found.parameters_require_gradient and found.stored_is_copy and found.store_sets
    assert not found.signal_requires_gradient
    assert (found.optimizer, found.parameters_moved) == ("SGD", 4)
    assert (found.default_samples, found.default_step_size, found.default_iterations) == (10, 1e-3, 1000)
    assert max(found.log_likelihood_error, found.log_prior_mu_error, found.log_prior_tau_error) < 1e-5
    errors = found.record_errors
    assert max(errors.elbo, errors.mu, errors.tau, errors.parameters) < 1e-6
    starts = found.start_pvalues
    assert min(found.data_pvalue, starts.loc, starts.precision_scale, starts.shape, starts.rate) > 1e-6


@pytest.mark.parametrize(("constant", "part"), [("loc", "mu"), ("precision_scale", "mu"), ("shape", "tau"), ("rate", "tau")])
def test_a_wrong_prior_is_noticed_in_its_part(constant, part, monkeypatch):
    data, right = bbvi.generate_data(bbvi.MU, bbvi.TAU, bbvi.SIZE), dict(bbvi.PRIOR)
    whole = bbvi.log_joint
    wrong = right | {constant: right[constant] * 1.5}

    def other(data, z):
        bbvi.PRIOR = wrong
        try:
            return whole(data, z)
        finally:
            bbvi.PRIOR = right

    monkeypatch.setattr(bbvi, "PRIOR", right)
    monkeypatch.setattr(bbvi, "log_joint", other)
    found = vars(reported_statements.joint_errors(data))
    assert found[f"log_prior_{part}_error"] > 1e-3 and found["log_likelihood_error"] < 1e-5


def test_a_wrong_likelihood_is_noticed(monkeypatch):
    data, right = bbvi.generate_data(bbvi.MU, bbvi.TAU, bbvi.SIZE), bbvi.log_joint
    monkeypatch.setattr(bbvi, "log_joint", lambda data, z: right(data[1:], z))
    found = reported_statements.joint_errors(data)
    assert found.log_likelihood_error > 1e-3 and max(found.log_prior_mu_error, found.log_prior_tau_error) < 1e-5


def test_wrong_starts_and_records_are_noticed(monkeypatch):
    data, right = bbvi.generate_data(bbvi.MU, bbvi.TAU, bbvi.SIZE), bbvi.Family.actual
    monkeypatch.setattr(bbvi.Family, "actual", lambda self: (right(self)[0], *(2 * v for v in right(self)[1:])))
    starts = reported_statements.start_pvalues()
    assert starts.loc > 1e-6 > max(starts.precision_scale, starts.shape, starts.rate)
    monkeypatch.undo()
    fit = bbvi.Reinforce.fit
    monkeypatch.setattr(bbvi.Reinforce, "fit", lambda self, steps: shifted(fit(self, steps)))
    errors = reported_statements.record_errors(data, 3)
    assert min(errors.elbo, errors.mu, errors.tau, errors.parameters) > 1e-5


def shifted(history):
    """Every record with the value of the next one, and the last with half of it."""
    def next_of(records):
        values = [*(value for _, value in records[1:]), 0.5 * records[-1][1]]
        return [(t, value) for (t, _), value in zip(records, values)]

    return history._replace(elbo=next_of(history.elbo), mu=next_of(history.mu), tau=next_of(history.tau),
                            parameters=history.parameters + 1e-3)
