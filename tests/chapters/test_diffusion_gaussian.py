"""Diffusion with Gaussian noise: the chapters' formulas beside conditional laws of a joint law, and by sums over grids.

The program of this file knows no formula of a chapter.  It writes what is drawn as a matrix times independent noises, and
takes conditional laws from the covariance matrix; divergences are those of `torch.distributions`.
"""

import numpy as np
import pytest
import torch
from torch.distributions import MultivariateNormal, Normal, kl_divergence

from derivations.commands.finding import load
from derivations.kernel import REGISTRY
from tests.support.finite_models import case
from tests.support.normal_gamma_program import Wide, numbers_of, sides, sides_agree, unnoticed
from tests.support.plain_quadrature import Diverges, value

torch.set_default_dtype(torch.float64)
evidence = pytest.mark.evidence
CHAPTERS = ("diffusion_gaussian", "diffusion_reversal", "diffusion_predictions")
THEOREMS = [name for name in load() if name.split(".")[0] in CHAPTERS]
NODES, WEIGHTS = map(torch.tensor, np.polynomial.hermite_e.hermegauss(8))
STANDARD = Normal(0.0, 1.0)
REAL = ("x0", "x0_hat", "eps", "eps_hat", "v", "v_hat", "m", "n", "xs", "xt")


class Drawn:
    """Values by name; s is below 1 − a, and not the variance of the way back."""

    def __init__(self, rng: np.random.Generator) -> None:
        a, b = rng.uniform(0.2, 0.8, 2)
        self.values = {"a": a, "b": b, "s": rng.uniform(0.1, 0.9)*(1 - a), "c": rng.uniform(0.05, 0.6), "d": rng.uniform(0.3, 3)}
        self.values |= {name: rng.uniform(-1.5, 1.5) for name in REAL}

    def __getattr__(self, name: str) -> torch.Tensor:
        if name not in self.values:
            raise AttributeError(name)
        return torch.tensor(self.values[name])


class Pair:
    """The joint law of two numbers, x_{t−1} first, from their means and from the factors of independent noises in them."""

    def __init__(self, means, factors) -> None:
        self.means = torch.stack(means)
        matrix = torch.stack([torch.stack(row) for row in factors])
        self.covariance = matrix @ matrix.T

    def density(self, *at):
        return MultivariateNormal(self.means, self.covariance).log_prob(torch.stack(at)).exp()

    def alone(self, which):
        return Normal(self.means[which], self.covariance[which, which].sqrt())

    def given(self, at):
        """The law of the first number where the second one is known."""
        slope = self.covariance[0, 1]/self.covariance[1, 1]
        return Normal(self.means[0] + slope*(at - self.means[1]), (self.covariance[0, 0] - slope*self.covariance[0, 1]).sqrt())


def forward(v, mean, variance):
    """x_{t−1} of a given law, and x_t after a step."""
    keep, zero = (1 - v.b).sqrt(), torch.zeros(())
    return Pair((mean, keep*mean), ((variance.sqrt(), zero), (keep*variance.sqrt(), v.b.sqrt())))


def chain(v, x0=None):
    """The two numbers, given the datum."""
    return forward(v, v.a.sqrt()*(v.x0 if x0 is None else x0), 1 - v.a)


def normal_data(v):
    return forward(v, v.n, v.s)


def skipping(v):
    """The two numbers under the DDIM step: noise in x_t, of which a share is kept, and noise that is drawn anew."""
    after, zero = chain(v).alone(1), torch.zeros(())
    return Pair((v.a.sqrt()*v.x0, after.mean), (((1 - v.a - v.s).sqrt(), v.s.sqrt()), (after.stddev, zero)))


def scaled(v, x0):
    """The factor of the datum in x_t, and the deviation of the noise."""
    law = chain(v, x0).alone(1)
    return law.mean/x0, law.stddev


def clean(v, eps):
    """The datum of which x_t is a noisy version, with this noise."""
    factor, noise = scaled(v, torch.ones(()))
    return (v.xt - noise*eps)/factor


def turned(v, velocity):
    """The datum where the velocity is known: factor and deviation are a cosine and a sine."""
    angle = torch.atan2(*reversed(scaled(v, torch.ones(()))))
    return angle.cos()*v.xt - angle.sin()*velocity


def back(v, x0=None):
    return chain(v, x0).given(v.xt)


def model(v, variance, mean=None):
    return Normal(v.m if mean is None else mean, variance.sqrt())


def at(law, point):
    return law.log_prob(point).exp()


def lost(v):
    before, after = (chain(v, torch.ones(())).alone(which) for which in (0, 1))
    return before.mean**2/before.variance - after.mean**2/after.variance


def first(v):
    return at(Normal((1 - v.b).sqrt()*v.x0, v.b.sqrt()), v.xt)


def after_standard(v):
    """Noise of the variance 1 − a on a standard normal number."""
    return at(Pair((torch.zeros(()),)*2, ((torch.ones(()), torch.zeros(())), (v.a.sqrt(), (1 - v.a).sqrt()))).alone(1), v.xt)


def last(v):
    return kl_divergence(chain(v).alone(0), STANDARD)


def last_bound(v):
    law = chain(v).alone(0)
    return (law.mean**2 + v.a*(1/law.variance - 1))/2


def last_over_data(v):
    """By a rule that is exact for squares, and as a mutual information."""
    each = torch.stack([kl_divergence(chain(v, x0).alone(0), STANDARD) for x0 in NODES])
    both = Pair((torch.zeros(()),)*2, ((torch.ones(()), torch.zeros(())), (v.a.sqrt(), (1 - v.a).sqrt())))
    return (WEIGHTS*each).sum()/WEIGHTS.sum(), -(both.given(torch.zeros(())).variance.log())/2


def loose(v):
    pair = normal_data(v)
    return -pair.alone(0).entropy() - kl_divergence(pair.alone(1), STANDARD)


def best_variance(v):
    true, given = Normal(v.n, v.c.sqrt()), model(v, v.s)
    return kl_divergence(true, given)


def of_epsilon(v):
    return kl_divergence(back(v, clean(v, v.eps)), back(v, clean(v, v.eps_hat)))


def of_one_epsilon(v):
    """The weight of the noise: what an error of one costs."""
    return kl_divergence(back(v, clean(v, v.eps)), back(v, clean(v, v.eps + 1)))


def of_velocity(v):
    return kl_divergence(back(v, turned(v, v.v)), back(v, turned(v, v.v_hat)))


def share(v):
    covariance = chain(v).covariance
    return covariance[0, 1]/covariance[1, 1].sqrt()


def both(program):
    """The same number for both sides, with room for what differences lose."""
    def sides_of(v):
        found = program(v)
        return Wide(found, 1 + abs(float(found))), Wide(found, 1 + abs(float(found)))
    return sides_of


each_case = pytest.mark.parametrize(("theorem", "program"), [
    case(evidence("diffusion_gaussian.root_square", kind="agreement"), both(lambda v: v.c.sqrt().square())),
    case(evidence("diffusion_gaussian.root_inverse", kind="agreement"), both(lambda v: v.c.rsqrt())),
    case(evidence("diffusion_gaussian.marginal_first", kind="agreement"), both(first)),
    case(evidence("diffusion_gaussian.back_product", kind="agreement"), both(lambda v: chain(v).density(v.xs, v.xt))),
    case(evidence("diffusion_gaussian.marginal_step", kind="agreement"), both(lambda v: at(chain(v).alone(1), v.xt))),
    case(evidence("diffusion_gaussian.second_moment", kind="agreement"),
         both(lambda v: chain(v).covariance[1, 1] + chain(v).means[1]**2)),
    case(evidence("diffusion_gaussian.preserved", kind="agreement"), both(after_standard)),
    case(evidence("diffusion_gaussian.ratio_falls", kind="agreement"), both(lost)),
    case(evidence("diffusion_gaussian.back_gaussian", kind="agreement"), both(lambda v: at(back(v), v.xs))),
    case(evidence("diffusion_gaussian.back_normalised", kind="agreement"), both(lambda v: at(back(v), v.xs))),
    case(evidence("diffusion_gaussian.back_precision", kind="agreement"),
         both(lambda v: torch.linalg.inv(chain(v).covariance)[0, 0])),
    case(evidence("diffusion_gaussian.below_step", kind="agreement"), both(lambda v: v.b - back(v).variance)),
    case(evidence("diffusion_gaussian.below_marginal", kind="agreement"), both(lambda v: share(v)**2)),
    case(evidence("diffusion_gaussian.kl_normals", kind="agreement"),
         both(lambda v: kl_divergence(Normal(v.n, v.c.sqrt()), model(v, v.d)))),
    case(evidence("diffusion_gaussian.kl_term", kind="agreement"), both(lambda v: kl_divergence(back(v), model(v, back(v).variance)))),
    case(evidence("diffusion_gaussian.step_variance", kind="agreement"), both(lambda v: kl_divergence(back(v), model(v, v.b)))),
    case(evidence("diffusion_gaussian.best_mean", kind="agreement"), both(lambda v: kl_divergence(back(v), model(v, v.s)))),
    case(evidence("diffusion_gaussian.best_variance", kind="agreement"), both(best_variance)),
    case(evidence("diffusion_gaussian.last_kl", kind="agreement"), both(last)),
    case(evidence("diffusion_gaussian.prior_decay", kind="agreement"), lambda v: (last(v), last_bound(v))),
    case(evidence("diffusion_gaussian.last_parts", kind="agreement"), both(last)),
    case(evidence("diffusion_gaussian.last_average", kind="agreement"), last_over_data),
    case(evidence("diffusion_reversal.reversal_product", kind="agreement"), both(lambda v: normal_data(v).density(v.xs, v.xt))),
    case(evidence("diffusion_reversal.reversal_variance", kind="agreement"),
         both(lambda v: v.b - normal_data(v).given(v.xt).variance)),
    case(evidence("diffusion_reversal.reversal_standard", kind="agreement"),
         both(lambda v: at(forward(v, torch.zeros(()), torch.ones(())).given(v.xt), v.xs))),
    case(evidence("diffusion_reversal.reversal_point", kind="agreement"), both(lambda v: at(back(v), v.xs))),
    case(evidence("diffusion_reversal.tight", kind="agreement"), both(lambda v: normal_data(v).alone(0).log_prob(v.xs))),
    case(evidence("diffusion_reversal.loose_end", kind="agreement"), both(loose)),
    case(evidence("diffusion_predictions.x0_weight", kind="agreement"), both(lambda v: kl_divergence(back(v), back(v, v.x0_hat)))),
    case(evidence("diffusion_predictions.epsilon_form", kind="agreement"), both(lambda v: back(v, clean(v, v.eps)).mean)),
    case(evidence("diffusion_predictions.epsilon_weight", kind="agreement"), both(of_epsilon)),
    case(evidence("diffusion_predictions.epsilon_ratio", kind="agreement"), both(of_one_epsilon)),
    case(evidence("diffusion_predictions.v_form", kind="agreement"), both(lambda v: back(v, turned(v, v.v)).mean)),
    case(evidence("diffusion_predictions.v_weight", kind="agreement"), both(of_velocity)),
    case(evidence("diffusion_predictions.skip_product", kind="agreement"), both(lambda v: skipping(v).density(v.xs, v.xt))),
    case(evidence("diffusion_predictions.ddim_marginal", kind="agreement"), both(lambda v: at(skipping(v).alone(0), v.xs))),
    case(evidence("diffusion_predictions.ddim_share", kind="agreement"), both(share)),
    case(evidence("diffusion_predictions.ddim_mean", kind="agreement"), both(lambda v: back(v).mean)),
    case(evidence("diffusion_predictions.ddim_is_back", kind="agreement"), both(lambda v: at(back(v), v.xs))),
    case(evidence("diffusion_predictions.ddim_epsilon", kind="agreement"),
         both(lambda v: chain(v).alone(0).mean + (1 - v.a - v.s).sqrt()*v.eps)),
])


@each_case
def test_sides_agree(theorem, program, seed):
    rng = np.random.default_rng(seed)
    for _ in range(6):
        sides_agree(theorem, program, Drawn(rng))


@each_case
def test_a_slip_in_a_formula_is_noticed(theorem, program):
    assert unnoticed(theorem, program, [Drawn(np.random.default_rng(k)) for k in range(3)]) == []


# --- by sums ------------------------------------------------------------------------------------------------------


def is_true(statement, values, room=1e-10) -> bool:
    """Whether a relation holds up to what sums cannot see."""
    one, other = (value(side, numbers_of(values, statement)) for side in statement.args)
    small = room*(1 + abs(one) + abs(other))
    return {"==": abs(one - other) <= small, "<=": one <= other + small, ">=": one >= other - small,
            ">": one > other + small, "!=": abs(one - other) > small}[statement.rel_op]


def held(theorem, rng):
    """Values at which the hypotheses hold."""
    values = Drawn(rng).values
    assert all(is_true(hypothesis, values) for hypothesis, _ in theorem.text.hypotheses)
    return values


@pytest.mark.parametrize("theorem", [
    case(evidence("diffusion_gaussian.root_square", kind="quadrature")),
    case(evidence("diffusion_gaussian.root_inverse", kind="quadrature")),
    case(evidence("diffusion_gaussian.marginal_first", kind="quadrature")),
    case(evidence("diffusion_gaussian.back_product", kind="quadrature")),
    case(evidence("diffusion_gaussian.marginal_step", kind="quadrature")),
    case(evidence("diffusion_gaussian.second_moment", kind="quadrature")),
    case(evidence("diffusion_gaussian.preserved", kind="quadrature")),
    case(evidence("diffusion_gaussian.ratio_falls", kind="quadrature")),
    case(evidence("diffusion_gaussian.back_gaussian", kind="quadrature")),
    case(evidence("diffusion_gaussian.back_normalised", kind="quadrature")),
    case(evidence("diffusion_gaussian.back_precision", kind="quadrature")),
    case(evidence("diffusion_gaussian.below_step", kind="quadrature")),
    case(evidence("diffusion_gaussian.below_marginal", kind="quadrature")),
    case(evidence("diffusion_gaussian.kl_normals", kind="quadrature")),
    case(evidence("diffusion_gaussian.kl_term", kind="quadrature")),
    case(evidence("diffusion_gaussian.step_variance", kind="quadrature")),
    case(evidence("diffusion_gaussian.best_mean", kind="quadrature")),
    case(evidence("diffusion_gaussian.best_variance", kind="quadrature")),
    case(evidence("diffusion_gaussian.last_kl", kind="quadrature")),
    case(evidence("diffusion_gaussian.prior_decay", kind="quadrature")),
    case(evidence("diffusion_gaussian.last_parts", kind="quadrature")),
    case(evidence("diffusion_gaussian.last_average", kind="quadrature")),
    case(evidence("diffusion_reversal.reversal_product", kind="quadrature")),
    case(evidence("diffusion_reversal.reversal_variance", kind="quadrature")),
    case(evidence("diffusion_reversal.reversal_standard", kind="quadrature")),
    case(evidence("diffusion_reversal.reversal_point", kind="quadrature")),
    case(evidence("diffusion_reversal.tight", kind="quadrature")),
    case(evidence("diffusion_reversal.loose_end", kind="quadrature")),
    case(evidence("diffusion_predictions.x0_weight", kind="quadrature")),
    case(evidence("diffusion_predictions.epsilon_form", kind="quadrature")),
    case(evidence("diffusion_predictions.epsilon_weight", kind="quadrature")),
    case(evidence("diffusion_predictions.epsilon_ratio", kind="quadrature")),
    case(evidence("diffusion_predictions.v_form", kind="quadrature")),
    case(evidence("diffusion_predictions.v_weight", kind="quadrature")),
    case(evidence("diffusion_predictions.skip_product", kind="quadrature")),
    case(evidence("diffusion_predictions.ddim_marginal", kind="quadrature")),
    case(evidence("diffusion_predictions.ddim_share", kind="quadrature")),
    case(evidence("diffusion_predictions.ddim_mean", kind="quadrature")),
    case(evidence("diffusion_predictions.ddim_is_back", kind="quadrature")),
    case(evidence("diffusion_predictions.ddim_epsilon", kind="quadrature")),
])
def test_both_sides_by_sums(theorem, seed):
    rng = np.random.default_rng(seed)
    for _ in range(4):
        values = held(theorem, rng)
        statement = theorem.text.statement
        assert is_true(statement, values), (values, [value(side, numbers_of(values, statement)) for side in sides(statement)])


@pytest.mark.parametrize("name", THEOREMS)
def test_every_mistake_is_false_by_sums(name):
    """At some of a few values: a relation the other way round may hold at others."""
    theorem, rng = REGISTRY[name], np.random.default_rng(1)
    places = [held(theorem, rng) for _ in range(6)]
    assert theorem.text.twins
    for twin in theorem.text.twins:
        assert any(is_false(twin.statement, values) for values in places), twin.mistake


def is_false(statement, values) -> bool:
    try:
        return not is_true(statement, values, 1e-6)
    except Diverges:
        return True


def test_every_theorem_is_in_both_lists():
    marks = {test: {mark.args[1][k].id for mark in test.pytestmark if mark.name == "parametrize" for k in range(len(mark.args[1]))}
             for test in (test_sides_agree, test_both_sides_by_sums)}
    assert all(ids == set(THEOREMS) for ids in marks.values())
