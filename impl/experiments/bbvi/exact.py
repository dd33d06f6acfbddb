"""The exact answers with which runs of black-box variational inference are compared."""

import torch
from scipy.stats import chi2
from torch import Tensor

from ... import normal_gamma
from ...listings import bbvi
from ...normal_gamma import MeanField, NormalGamma
from .results import Answers, Law, Moments, Spread

Family = type[NormalGamma] | type[MeanField]
FAMILIES: dict[str, Family] = {"structured": NormalGamma, "mean-field": MeanField}
PARAMETERS = ("loc", "second", "shape", "rate")
CHART = "the location of μ, the logarithm of μ's precision, and the logarithms of τ's shape and rate"  # of `chart_of`
VARIANCE_UNIT = "nats², and of the location nats² over the square of the unit of the data"


def prior() -> NormalGamma:
    """The listing's prior in float64."""
    loc, scale, shape, rate = (torch.tensor(value, dtype=torch.float64) for value in bbvi.PRIOR.values())
    return NormalGamma(loc, scale, shape, rate)


class Model:
    """The posterior of data (…, N) under the listing's prior, and the optimum of each family, in float64."""

    def __init__(self, data: Tensor) -> None:
        self.data, self.prior = data.double(), prior()
        self.posterior = normal_gamma.posterior(self.prior, self.data)
        self.log_evidence = normal_gamma.log_evidence(self.prior, self.data)
        self.log_joint = normal_gamma.log_joint(self.prior, self.data)

    def optimum(self, family: Family) -> NormalGamma | MeanField:
        """The law of a family with the highest ELBO."""
        if family is NormalGamma:
            return self.posterior
        return normal_gamma.mean_field_optimum(self.prior, self.data)

    def gap(self, q: NormalGamma | MeanField) -> Tensor:
        """log p(x) − ELBO(q): (…)."""
        return normal_gamma.gap(q, self.prior, self.data)

    def chart_gap(self, chart: Tensor, family: Family = NormalGamma) -> Tensor:
        """The gap of the law with (loc, log second, log shape, log rate) in (…, 4): (…)."""
        return self.gap(family.from_parameters(chart.double(), log_parameters=True))

    def gradient(self, chart: Tensor, family: Family = NormalGamma) -> Tensor:
        """The ELBO's gradient (4,) in the chart."""
        leaf = chart.detach().double().requires_grad_()
        (gradient,) = torch.autograd.grad(-self.chart_gap(leaf, family), leaf)
        return gradient

    def curvature(self, chart: Tensor, family: Family = NormalGamma) -> Tensor:
        """Minus the ELBO's second derivatives (4, 4) in the chart."""
        curvature = torch.autograd.functional.hessian(lambda at: self.chart_gap(at, family), chart.detach().double())
        assert isinstance(curvature, Tensor)
        return curvature

    def answers(self) -> Answers:
        """The exact answers on the data, as metrics.json holds them."""
        return Answers(
            true=Moments(mu=float(bbvi.MU), tau=bbvi.TAU),
            log_evidence=self.log_evidence.item(),
            prior=dict(bbvi.PRIOR),
            posterior=self.described(NormalGamma),
            mean_field=self.described(MeanField),
        )

    def described(self, family: Family) -> Law:
        """The optimum of a family as a record."""
        law, gap = self.optimum(family), self.gap(self.optimum(family)).item()
        (mu, tau), (mu_sd, tau_sd) = law.mean.tolist(), law.variance.sqrt().tolist()
        return Law(
            mu=mu,
            tau=tau,
            mu_sd=mu_sd,
            tau_sd=tau_sd,
            log_evidence=self.log_evidence.item(),
            elbo=self.log_evidence.item() - gap,
            gap=gap,
            parameters=dict(zip(law._names, law.parameters.tolist())),
        )


def chart_of(law: NormalGamma | MeanField) -> Tensor:
    """The chart (loc, log second, log shape, log rate) of a law: (…, 4)."""
    parameters = law.parameters.detach()
    return torch.cat((parameters[..., :1], parameters[..., 1:].log()), -1)


def spread(estimates: Tensor, gradient: Tensor) -> Spread:
    """The variance, the cosine with the gradient (P,) and the bias of its estimates (R, P), with standard errors.

    ``bias_pvalue`` is that of Hotelling's statistic for an unbiased estimate, which is taken for a χ².
    """
    count = len(estimates)
    mean = estimates.mean(0)
    squares = (estimates - mean).square().sum(1)
    cov, off = estimates.T.cov(), mean - gradient
    statistic = count * (off @ torch.linalg.lstsq(cov, off.unsqueeze(1)).solution).item()
    cosine = torch.nn.functional.cosine_similarity(estimates, gradient.expand_as(estimates), dim=1, eps=1e-300)
    return Spread(
        variance=(squares.sum() / (count - 1)).item(),
        variance_error=(squares.std() / count**0.5).item(),
        variance_by_parameter=estimates.var(0).tolist(),
        cosine=cosine.mean().item(),
        cosine_error=(cosine.std() / count**0.5).item(),
        bias=off.tolist(),
        bias_error=(estimates.std(0) / count**0.5).tolist(),
        # Estimates without variance differ by rounding alone, which is not normal.
        bias_pvalue=float(chi2.sf(statistic, len(gradient))) if squares.mean() > 1e-20 else None,
    )
