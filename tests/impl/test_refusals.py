"""The refusals of impl.elbo and impl.iwelbo: ValueErrors that name the argument."""

import math

import pytest
import torch
from torch.distributions import MultivariateNormal

from impl import elbo, iwelbo
from impl.elbo import LinearGaussian

torch.set_default_dtype(torch.float64)
MODEL = LinearGaussian(torch.ones(3, 2), torch.zeros(3), torch.ones(3))
PAIR = LinearGaussian(torch.ones(2, 3, 2), torch.zeros(3), torch.ones(3))
HALVES = torch.tensor([0.5, 0.5]).log()


@pytest.mark.parametrize(
    ("name", "call"),
    [
        ("log_joint", lambda: elbo.elbo(torch.tensor([math.nan, 0.0]), HALVES)),
        ("log_joint", lambda: elbo.elbo(torch.tensor([math.inf, 0.0]), HALVES)),
        ("log_joint", lambda: elbo.elbo(torch.empty(0), HALVES)),
        ("log_joint", lambda: elbo.elbo(torch.tensor([1, 2]), HALVES)),
        ("log_joint", lambda: elbo.elbo(torch.tensor(0.0), HALVES)),
        ("log_joint, log_q", lambda: elbo.elbo(torch.zeros(1), HALVES)),
        ("log_q, log_p", lambda: elbo.kl(HALVES, torch.zeros(1))),
        ("log_q, values", lambda: elbo.expectation(HALVES, torch.zeros(1))),
        ("log_q", lambda: elbo.elbo(torch.zeros(2), torch.zeros(2))),
        ("log_q", lambda: elbo.elbo(torch.zeros(2), torch.tensor([0.5, 0.5]))),
        ("log_p", lambda: elbo.kl(HALVES, HALVES - 1)),
        ("log_joint", lambda: elbo.log_posterior(torch.full((2,), -math.inf))),
        ("log_joint", lambda: elbo.log_evidence(torch.tensor([0.0, math.nan]))),
        ("log_q", lambda: elbo.estimate(torch.zeros(2), torch.tensor([0.0, -math.inf]))),
        ("log_joint, log_q", lambda: elbo.estimate(torch.zeros(2), torch.zeros(3))),
        ("weight", lambda: LinearGaussian(torch.ones(3), torch.zeros(3), torch.ones(3))),
        ("weight", lambda: LinearGaussian(torch.ones(3, 0), torch.zeros(3), torch.ones(3))),
        ("bias", lambda: LinearGaussian(torch.ones(3, 2), torch.zeros(2), torch.ones(3))),
        ("bias", lambda: LinearGaussian(torch.ones(3, 2), torch.full((3,), math.nan), torch.ones(3))),
        ("noise_variance", lambda: LinearGaussian(torch.ones(3, 2), torch.zeros(3), torch.zeros(3))),
        ("noise_variance", lambda: LinearGaussian(torch.ones(3, 2), torch.zeros(3), torch.ones(1))),
        ("x", lambda: MODEL.log_evidence(torch.zeros(2))),
        ("x", lambda: MODEL.posterior(torch.tensor([0.0, 0.0, math.inf]))),
        ("z", lambda: MODEL.log_joint(torch.zeros(3), torch.zeros(3))),
        ("x", lambda: elbo.fit_full(MODEL, torch.zeros(1))),
        ("log_joint, log_q", lambda: elbo.estimate(torch.zeros(3), torch.zeros(3, 3))),
        ("log_joint, log_q", lambda: elbo.estimate(torch.zeros(3, 2), torch.zeros(3, 4))),
        ("log_joint, log_q", lambda: elbo.estimate(torch.zeros(3), torch.zeros(3).float())),
        ("log_q", lambda: elbo.elbo(HALVES, None)),
        ("log_q", lambda: elbo.kl(None, HALVES)),
        ("log_joint, log_q", lambda: elbo.elbo(torch.zeros(3, 2), HALVES.expand(4, 2))),
        ("log_joint, log_q", lambda: elbo.elbo(HALVES, HALVES.float())),
        ("log_joint, log_q", lambda: elbo.gap(HALVES.expand(3, 2), HALVES.expand(4, 2))),
        ("log_q, log_p", lambda: elbo.kl(HALVES.expand(3, 2), HALVES.expand(4, 2))),
        ("log_q, log_p", lambda: elbo.kl(HALVES, HALVES.float())),
        ("log_q, values", lambda: elbo.expectation(HALVES, HALVES.float())),
        ("bias", lambda: LinearGaussian(torch.ones(2, 3, 2), torch.zeros(4, 3), torch.ones(3))),
        ("bias", lambda: LinearGaussian(torch.ones(3, 2), torch.zeros(3).float(), torch.ones(3))),
        ("noise_variance", lambda: LinearGaussian(torch.ones(3, 2), torch.zeros(2, 3), torch.ones(4, 3))),
        ("x", lambda: PAIR.posterior(torch.zeros(3, 3))),
        ("x", lambda: MODEL.log_evidence(torch.zeros(3).float())),
        ("z", lambda: MODEL.log_joint(torch.zeros(2, 3), torch.zeros(4, 2))),
        ("z", lambda: MODEL.log_joint(torch.zeros(3), torch.zeros(2).float())),
        ("q", lambda: MODEL.elbo(torch.zeros(3), None)),
        ("q", lambda: MODEL.elbo(torch.zeros(3), MultivariateNormal(torch.zeros(3), torch.eye(3)))),
        ("q", lambda: MODEL.elbo_gradient(torch.zeros(2, 3), MultivariateNormal(torch.zeros(4, 2), torch.eye(2)))),
    ]
    + [
        (name, lambda fit=fit, model=model, x=x: fit(model, x))
        for fit in (elbo.fit_mean_field, elbo.fit_full)
        for name, model, x in [
            ("model", None, torch.zeros(3)),
            ("x", MODEL, None),
            ("x", MODEL, torch.zeros(3).float()),
            ("x", PAIR, torch.zeros(3, 3)),
        ]
    ],
)
def test_bad_input_of_the_elbo_is_named(name, call):
    with pytest.raises(ValueError, match=f"^{name}: "):
        call()


@pytest.mark.parametrize(
    ("name", "call"),
    [
        (name, lambda f=f, w=w: f(w))
        for f in (iwelbo.iwelbo, iwelbo.all_k, iwelbo.dreg)
        for name, w in [
            ("log_w", torch.empty(0, 3)),
            ("log_w", torch.empty(3, 0)),
            ("log_w", torch.tensor(0.0)),
            ("log_w", torch.tensor([0.0, math.nan])),
            ("log_w", torch.tensor([0.0, math.inf])),
            ("log_w", torch.tensor([0, 1])),
            ("log_w", [0.0, 1.0]),
        ]
    ]
    + [
        ("log_w", lambda: iwelbo.dreg(torch.full((2,), -math.inf))),
        ("draws", lambda: iwelbo.exact(HALVES, HALVES, 0)),
        ("draws", lambda: iwelbo.exact(torch.zeros(9), torch.full((9,), 1 / 9).log(), 40)),
        ("log_q", lambda: iwelbo.exact(HALVES, torch.zeros(2), 2)),
        ("log_joint", lambda: iwelbo.exact(torch.tensor([0.0, math.nan]), HALVES, 2)),
        ("log_joint, log_q", lambda: iwelbo.exact(torch.zeros(1), HALVES, 2)),
        ("log_joint, log_q", lambda: iwelbo.exact(HALVES.float(), HALVES, 2)),
        ("log_joint, log_q", lambda: iwelbo.exact(HALVES.expand(3, 2), HALVES.expand(4, 2), 2)),
        ("draws", lambda: iwelbo.exact(HALVES, HALVES, 1.5)),
    ],
)
def test_bad_input_of_the_iwelbo_is_named(name, call):
    with pytest.raises(ValueError, match=f"^{name}: "):
        call()
