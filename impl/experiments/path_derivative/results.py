"""The records of the experiment in metrics.json; ELBOs and gaps are in nats."""

from dataclasses import dataclass, field

from torch import Tensor

from ..results import LEFT_OUT, MERGED, Number
from ..run import Run


@dataclass(frozen=True, kw_only=True)
class ExactMap:
    """The map of variances over the location and scale of q, from the closed forms."""

    map_chart: str
    map_loc: list[Tensor]
    map_scale: list[Tensor]
    map_points: int
    map_draws: int
    boundary_scale: float
    share_of_map_where_path_has_lower_variance: Number
    share_of_map_where_total_has_lower_variance: Number
    largest_variance_ratio_path_to_total: Number
    smallest_variance_ratio_path_to_total: Number
    variances_at_the_posterior: dict[str, Tensor]
    best_coefficient: dict[str, float]


@dataclass(frozen=True, kw_only=True)
class MeasuredMap:
    """The same map from draws."""

    measured_share_of_map_where_path_has_lower_variance: Number
    measured_boundary_scale: list[Tensor]
    typical_relative_error_of_measured_variances: dict[str, Tensor]


@dataclass(frozen=True, kw_only=True)
class MovingSupport:
    """The means of the estimators where the support of q moves with its parameter."""

    law: str
    elbo_gradient: float
    mean_of_score: Number
    mean_of_total: Number
    mean_of_path: Number


@dataclass(frozen=True, kw_only=True)
class AscentSetting:
    """The model with its evidence in nats, its data, which are vectors, and its latents; the number of parameters of
    each family, what these are, the unit of a variance summed over them, and the settings of the ascents."""

    model: str
    data: int
    latents: int
    parameters: dict[str, int]
    chart: str
    variance_unit: str
    log_evidence: float
    step_size: float
    samples_a_step: int
    steps: int
    seeds: int


@dataclass(kw_only=True)
class Exact:
    """The exact answers and the measured map, as far as the run has come."""

    map: ExactMap | None = field(default=None, metadata=MERGED)
    measured_map: MeasuredMap | None = field(default=None, metadata=MERGED)
    moving_support: MovingSupport | None = field(default=None, metadata=LEFT_OUT)
    ascents: AscentSetting | None = field(default=None, metadata=MERGED)
    optimum_elbo: dict[str, float] = field(default_factory=dict, metadata=MERGED)


@dataclass(frozen=True, kw_only=True)
class Ascent:
    """The ascents of one estimator in one family: medians over seeds."""

    estimator: str
    family: str
    elbo: Number
    gap: Number
    below_optimum_last_quarter: Number
    below_optimum_last_quarter_range: list[Tensor]
    gradient_variance: dict[str, Tensor]
    largest_gradient_bias: float


PathDerivativeRun = Run[Exact, Ascent]
