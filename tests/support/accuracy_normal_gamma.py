"""The results of `impl.normal_gamma` beside their textbook terms in balls: arguments of rows for `accuracy`.

Columns are shape and rate over the whole domain, and a second parameter that goes with the row; loc, mu and tau follow from
them, so that the point is one that the law reaches.
"""

import itertools

import torch
from flint import arb
from torch import Tensor
from torch.distributions import kl_divergence

from impl import normal_gamma
from impl.normal_gamma import MeanField, NormalGamma
from tests.support import normal_gamma_terms as terms

FAMILIES = NormalGamma, MeanField
LOC, OFFSET, STRETCH = 0.75, 0.375, 1.125  # exact in binary
OTHER = (-1.25, 2.0, 3.0, 4.0)
DATA = (0.25, 1.5, -3.0, 40.0)
NEAR = tuple(1e8 + k * 2.0**-20 for k in (0, 3, 4, 9))  # a mean that is 10¹⁴ times the spread
SHAPES = [float(f"{10 ** (k / 4):.4g}") for k in range(-24, 33)]
COLUMNS = tuple(zip(*itertools.product(SHAPES, (1e-6, 0.3, 1e6), (1e-3, 7.0)), strict=True))


def balls(*values) -> list[arb]:
    return [arb(float(v)) for v in values]


def law(family, shape: Tensor, rate: Tensor, second: Tensor):
    return family(torch.full_like(shape, LOC), second, shape, rate)


def parameters(shape: float, rate: float, second: float) -> list[arb]:
    return balls(LOC, second, shape, rate)


def tau_of(shape: Tensor, rate: Tensor) -> Tensor:
    """A tau near the law's middle, as a float that both sides read alike."""
    return shape / rate * STRETCH


def points(shape: Tensor, rate: Tensor) -> Tensor:
    return torch.stack((torch.full_like(shape, LOC + OFFSET), tau_of(shape, rate)), -1)


def point(shape: float, rate: float) -> list[arb]:
    return balls(LOC + OFFSET, shape / rate * STRETCH)


def measured(sums: list) -> tuple[arb, arb]:
    """A sum, and the sum of the absolute terms."""
    return sum(sums, arb(0)), sum(map(abs, sums), arb(0))


def prior(shape: Tensor, rate: Tensor, second: Tensor) -> NormalGamma:
    return law(NormalGamma, shape, rate, second)


def data_of(values) -> Tensor:
    return torch.tensor(values, dtype=torch.float64)


def each(function, *columns: Tensor) -> Tensor:
    """The results of a function, one entry for each family."""
    return torch.stack([function(family, *columns) for family in FAMILIES], 1)


def gradient(family, shape: Tensor, rate: Tensor, second: Tensor) -> Tensor:
    """The gradient of the ELBO by autograd: (n, 4)."""
    chart = law(family, shape, rate, second).parameters.requires_grad_()
    fixed = NormalGamma(*data_of(OTHER))
    value = normal_gamma.elbo(family.from_parameters(chart), fixed, data_of(DATA))
    return torch.autograd.grad(value.sum(), chart)[0]


def evidence(shape: float, rate: float, second: float) -> tuple[arb, arb]:
    """The evidence, measured in itself and a nat for each datum: the textbook's terms may be 10⁹ times that."""
    value = sum(terms.log_evidence(parameters(shape, rate, second), balls(*DATA)), arb(0))
    return value, abs(value) + len(DATA)


def divergences(shape: float, rate: float, second: float) -> list[arb]:
    other = balls(*OTHER)
    pairs = [(True, True), (False, True), (False, False)]
    return [sum(terms.kl(parameters(shape, rate, second), q, other, p), arb(0)) for q, p in pairs]


def our_divergences(*columns: Tensor) -> Tensor:
    pairs = [(NormalGamma, NormalGamma), (MeanField, NormalGamma), (MeanField, MeanField)]
    other = data_of(OTHER)
    return torch.stack([kl_divergence(law(q, *columns), p.from_parameters(other)) for q, p in pairs], -1)


ROWS = [  # name, ours, exact, kind
    (
        "log_prob`, both laws",
        lambda *c: each(lambda family, *c: law(family, *c).log_prob(points(*c[:2])), *c),
        lambda *c: [measured(terms.log_prob(parameters(*c), s, *point(*c[:2]))) for s in (True, False)],
        "terms",
    ),
    (
        "entropy`, both laws",
        lambda *c: each(lambda family, *c: law(family, *c).entropy(), *c),
        lambda *c: [measured(terms.cross_entropy(parameters(*c), s, parameters(*c), s)) for s in (True, False)],
        "terms",
    ),
    ("kl_divergence`, three pairs", our_divergences, divergences, "relative"),
    (
        "score`, both laws and charts",
        lambda *c: torch.cat([
            normal_gamma.score(law(family, *c), points(*c[:2]), chart) for family in FAMILIES for chart in (False, True)
        ], -1),
        lambda *c: [
            measured(sums) for s in (True, False) for chart in (False, True)
            for sums in terms.score(parameters(*c), s, *point(*c[:2]), log_parameters=chart)
        ],
        "terms",
    ),
    (
        "fisher`, both laws and charts",
        lambda *c: torch.stack([normal_gamma.fisher(law(f, *c), chart) for f in FAMILIES for chart in (False, True)], 1),
        lambda *c: [
            entry for s in (True, False) for chart in (False, True)
            for row in terms.fisher(parameters(*c), s, chart) for entry in row
        ],
        "relative",
    ),
    (
        "log_joint`",
        lambda *c: normal_gamma.log_joint(prior(*c), data_of(DATA))(points(*c[:2])),
        lambda *c: [measured(
            terms.log_likelihood(balls(*DATA), *point(*c[:2])) + terms.log_prob(parameters(*c), True, *point(*c[:2]))
        )],
        "terms",
    ),
    (
        "posterior`, rate, data 1e8 ± 1e-5",
        lambda *c: normal_gamma.posterior(prior(*c), data_of(NEAR)).rate,
        lambda *c: [terms.posterior(parameters(*c), balls(*NEAR))[3]],
        "relative",
    ),
    ("log_evidence`", lambda *c: normal_gamma.log_evidence(prior(*c), data_of(DATA)), lambda *c: [evidence(*c)], "value + N"),
    (
        "gap` of the mean field's optimum",
        lambda *c: normal_gamma.gap(normal_gamma.mean_field_optimum(prior(*c), data_of(DATA)), prior(*c), data_of(DATA)),
        lambda *c: [sum(terms.mean_field_gap(parameters(*c), balls(*DATA)), arb(0))],
        "relative",
    ),
    (
        "elbo`, both laws",
        lambda *c: each(lambda f, *c: normal_gamma.elbo(law(f, *c), NormalGamma(*data_of(OTHER)), data_of(DATA)), *c),
        lambda *c: [measured(terms.elbo(parameters(*c), s, balls(*OTHER), balls(*DATA))) for s in (True, False)],
        "terms",
    ),
    (
        "elbo`, both laws, gradient",
        lambda *c: each(gradient, *c),
        lambda *c: [
            measured(sums) for s in (True, False)
            for sums in terms.elbo_gradient(parameters(*c), s, balls(*OTHER), balls(*DATA))
        ],
        "terms",
    ),
]
