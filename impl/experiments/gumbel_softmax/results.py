"""The records of the experiment in metrics.json."""

from dataclasses import dataclass, field

from torch import Tensor

from ..results import LEFT_OUT, MERGED, Number
from ..run import Run


@dataclass(frozen=True, kw_only=True)
class Listing:
    """Facts about the assignment's listings: names, shapes, dtypes, names of errors ("" for none), and deviations."""

    defined_name: str
    called_name: str
    called_name_defined: bool
    comparison_defined: bool
    call_as_printed: str
    noise_line_as_printed: str
    direct_arguments: list[str]
    default_temperature: float
    default_eps: float
    direct_shape: list[int]
    soft_shape: list[int]
    hard_shape: list[int]
    row_sum_error: float
    column_sum_spread: float
    score_error: float
    noise_shape: list[int]
    noise_pvalue: float
    softmax_error: float
    noise_dtype: str
    soft_dtype_of_float64_weights: str
    hard_changes_with_temperature: bool
    requires_grad_before: bool
    requires_grad_after: bool
    leaf_gradient_error: float
    soft_requires_grad: bool
    nonleaf_error: str
    computed_without_grad_error: str
    hard_requires_grad: bool
    eps_effect: float
    eps_changes_weights_float32: bool
    eps_changes_weights_float64: bool
    logit_of_zero_weight: float
    slope_at_zero_weight: float
    batch_error: str
    temperature_zero_error: str
    temperature_zero_is_nan: bool
    negative_temperature_error: str
    negative_weight_error: str
    integer_weights_error: str


@dataclass(frozen=True, kw_only=True)
class Expected:
    """The expected error of a histogram, and distance of distribution functions, under the right law."""

    probabilities: Tensor
    draws_each_histogram: int
    expected_total_variation: Number
    expected_distance: float
    wrong_temperature_factor: float


@dataclass(frozen=True, kw_only=True)
class GradientLine:
    """The exact gradient of one function's mean, and the bias and variance of the relaxed one by temperature.

    With the coefficients c the linear function of y is c·y, and the quadratic one is |y − c|².
    """

    coefficients: Tensor
    categorical: Tensor
    reinforce_variance: Number
    temperature: list[float]
    bias: list[Tensor]
    variance: list[Tensor]


@dataclass(kw_only=True)
class Exact:
    """The exact answers, as far as the run has come."""

    listing: Listing | None = field(default=None, metadata=LEFT_OUT)
    expected: Expected | None = field(default=None, metadata=MERGED)
    gradients: dict[str, GradientLine] = field(default_factory=dict, metadata=MERGED)  # "linear_gradient" and so on


@dataclass(frozen=True, kw_only=True)
class Samples:
    """Draws at one temperature compared with both laws: means and standard deviations over histograms."""

    estimator: str = field(default="samples", init=False)
    temperature: float
    total_variation: Number
    total_variation_sd: Number
    distance: Number
    distance_sd: Number
    distance_at_wrong_temperature: Number
    distance_at_wrong_temperature_sd: Number
    mean_largest_coordinate: Number


@dataclass(frozen=True, kw_only=True)
class Gradient:
    """The gradient of one function's mean, as draws at one temperature estimate it."""

    estimator: str
    function: str
    temperature: float
    bias: Number
    bias_error: Number
    relative_bias: Number
    relative_bias_error: Number
    variance: Number
    variance_over_reinforce: Number


GumbelRun = Run[Exact, Samples | Gradient]
