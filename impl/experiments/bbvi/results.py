"""The records of the fits in metrics.json; ELBOs and gaps are in nats, moments are of the posterior's two variables."""

from dataclasses import dataclass, field

from ..results import LEFT_OUT, MERGED
from ..run import Run


@dataclass(frozen=True, kw_only=True)
class Moments:
    """One number for mu and one for tau."""

    mu: float
    tau: float


@dataclass(frozen=True, kw_only=True)
class Law:
    """The optimum of a family: means and standard deviations, the evidence, the ELBO, their gap, and the parameters."""

    mu: float
    tau: float
    mu_sd: float
    tau_sd: float
    log_evidence: float
    elbo: float
    gap: float
    parameters: dict[str, float] = field(metadata=MERGED)


@dataclass(frozen=True, kw_only=True)
class Answers:
    """The parameters from which the data were drawn, and the exact answers on the data."""

    true: Moments
    log_evidence: float
    prior: dict[str, float]
    posterior: Law
    mean_field: Law

    def optimum(self, family: str) -> Law:
        """The optimum of the structured family, which contains the posterior, or of the mean field."""
        return self.posterior if family == "structured" else self.mean_field


@dataclass(frozen=True, kw_only=True)
class Spread:
    """Estimates of one gradient compared with the exact one, with standard errors; no p-value where all is rounding.

    ``fisher_variance`` and ``curvature_variance`` are tr(F⁻¹ Cov) with the Fisher matrix F of q and tr(H⁻¹ Cov) with
    the ELBO's curvature H.
    """

    variance: float
    variance_error: float
    variance_by_parameter: list[float]
    cosine: float
    cosine_error: float
    bias: list[float]
    bias_error: list[float]
    bias_pvalue: float | None
    fisher_variance: float | None = field(default=None, metadata=LEFT_OUT)
    curvature_variance: float | None = field(default=None, metadata=LEFT_OUT)


@dataclass(frozen=True, kw_only=True)
class Place:
    """A point of the chart, the exact gradient there, and every estimator's estimates of it."""

    chart: list[float]
    gap: float
    gradient: list[float]
    estimators: dict[str, Spread] = field(metadata=MERGED)


@dataclass(frozen=True, kw_only=True)
class Setting:
    """What is fitted, and how: the data, the latents, a family's parameters, the draws that one gradient averages, the
    gradients that give a bias and a variance, and the steps of a fit before some go on; in words the parameters in
    which gradients are taken, the unit of their variance, and what a chain ends with before and after it goes on."""

    model: str
    data: int
    latents: int
    parameters: int
    draws_a_gradient: int
    gradients: int
    steps: int
    chart: str
    variance_unit: str
    end: str
    continued_end: str


@dataclass(kw_only=True)
class Exact:
    """The exact answers and the gradients, as far as the run has come."""

    setting: Setting | None = field(default=None, metadata=LEFT_OUT)
    answers: Answers | None = field(default=None, metadata=MERGED)
    start: dict[str, float] | None = field(default=None, metadata=LEFT_OUT)  # it is empty in every file of this schema
    gradients: dict[str, dict[str, Place]] | None = field(default=None, metadata=LEFT_OUT)  # by family, then by place


@dataclass(frozen=True, kw_only=True)
class FirstPart:
    """The results of the chains before some of them were continued."""

    to_optimum: float
    draws: int
    seconds: float
    predicted: float


@dataclass(frozen=True, kw_only=True)
class Fit:
    """The chains of one estimator in one family: medians over seeds, and lists by seed."""

    estimator: str
    family: str
    mu: float
    tau: float
    elbo: float
    gap: float
    to_optimum: float
    to_optimum_by_seed: list[float]
    mu_by_seed: list[float]
    tau_by_seed: list[float]
    within_target: bool
    chains: int
    draws: int
    seconds: float
    predicted: float
    arrived: bool
    draws_to_target: float
    draws_to: dict[str, float | None]
    first: FirstPart | None = field(default=None, metadata=LEFT_OUT)


FitsRun = Run[Exact, Fit]
