"""The records of the assignment's two runs in metrics.json; ELBOs and gaps are in nats."""

from dataclasses import dataclass, field

from ..results import LEFT_OUT, MERGED
from ..run import Run
from .reported_second import SecondListing
from .results import Answers, Moments, Spread


@dataclass(frozen=True, kw_only=True)
class Data:
    """The data as the listing prints them."""

    count: int
    mean: float
    precision: float


@dataclass(frozen=True, kw_only=True)
class Update:
    """An iterate of the first run, the exact gradient there, and both estimators' estimates of it."""

    step: int
    gradient: list[float]
    estimators: dict[str, Spread] = field(metadata=MERGED)


@dataclass(frozen=True, kw_only=True)
class MeanAndError:
    """A mean with its standard error."""

    mean: float
    sem: float


@dataclass(frozen=True, kw_only=True)
class RunFacts:
    """Facts about the listing that its whole runs show."""

    iterations: int
    records: int
    least_positive: float
    record_lag: float
    first_small_change: int | None
    first_small_change_2: int | None
    compared_at: list[int]
    elbo_bias: MeanAndError


@dataclass(frozen=True, kw_only=True)
class Correlation:
    """The variance of mu for draws whose tau is below its median, and for the others."""

    mu_variance_low_tau: float
    mu_variance_high_tau: float


@dataclass(frozen=True, kw_only=True)
class SmallVariance:
    """The coefficient that is used where the scores hardly vary."""

    variance: float
    covariance: float
    coefficient: float


@dataclass(frozen=True, kw_only=True)
class StepFacts:
    """Facts about single steps of the listing; an error is |got − want| / (1 + |want|), the largest of all steps."""

    rate_first: float
    rate_last: float
    stored_error: float
    log_q_error: float
    log_joint_error: float
    signal_error: float
    elbo_error: float
    gradient_error: float
    step_error: float
    fast_error: float
    optimizer_steps_1: int
    draws_per_iteration: int
    signal_components: int
    parameters: int
    draws_carry_gradient: bool
    draw_pvalues: Moments
    correlated: Correlation
    rate_first_2: float
    rate_last_2: float
    f_error: float
    h_error: float
    full_signal_error: float
    coefficient_error: float
    control_gradient_error: float
    optimizer_steps: int
    matrix_shape: list[int]
    fit_arguments: list[str]
    family_arguments: list[str]
    has_number_of_parameters: bool
    recorded_at: list[int]
    starts_differ: bool
    small_variance: SmallVariance


@dataclass(frozen=True, kw_only=True)
class StartPvalues:
    """The p-values of tests of the random starts against their laws."""

    loc: float
    precision_scale: float
    shape: float
    rate: float


@dataclass(frozen=True, kw_only=True)
class RecordErrors:
    """The distances of the records of a short fit from what its steps compute."""

    elbo: float
    mu: float
    tau: float
    parameters: float


@dataclass(frozen=True, kw_only=True)
class StatementFacts:
    """Facts about single statements of the listing, each run alone."""

    data_repeat: bool
    data_pvalue: float
    start_pvalues: StartPvalues
    log_likelihood_error: float
    log_prior_mu_error: float
    log_prior_tau_error: float
    record_errors: RecordErrors
    optimizer: str
    parameters_require_gradient: bool
    parameters_moved: int
    signal_requires_gradient: bool
    stored_is_copy: bool
    store_sets: bool
    default_samples: int
    default_step_size: float
    default_iterations: int


@dataclass(frozen=True, kw_only=True)
class Listing:
    """The facts about the assignment's listing."""

    runs: RunFacts = field(metadata=MERGED)
    steps: StepFacts | None = field(default=None, metadata=MERGED)
    statements: StatementFacts | None = field(default=None, metadata=MERGED)


@dataclass(frozen=True, kw_only=True)
class StepSize:
    """A constant step size: the quartiles over chains of the gap at the end, and the number of lost chains."""

    step_size: float
    gap: list[float]
    lost: int


@dataclass(frozen=True, kw_only=True)
class BestStep:
    """The step size with the least median gap among those that lose no chain."""

    step_size: float
    gap: float
    lost: int


@dataclass(frozen=True, kw_only=True)
class StepSizes:
    """Larger constant steps, by estimator."""

    iterations: int
    chains: int
    estimators: dict[str, list[StepSize]] = field(metadata=MERGED)


@dataclass(frozen=True, kw_only=True)
class Chains:
    """Lists with one entry for each chain; a rise or a noise is left out where the run is too short for it."""

    mu: list[float]
    tau: list[float]
    gap: list[float]
    rise: list[float] | None = field(default=None, metadata=LEFT_OUT)
    rise_1000: list[float] | None = field(default=None, metadata=LEFT_OUT)
    noise_elbo: list[float] | None = field(default=None, metadata=LEFT_OUT)
    noise_mu: list[float] | None = field(default=None, metadata=LEFT_OUT)
    noise_tau: list[float] | None = field(default=None, metadata=LEFT_OUT)
    steps_to_gap: dict[str, list[int | None]]
    lost: list[bool]


@dataclass(frozen=True, kw_only=True)
class ChainGroup:
    """Both runs repeated by chains of other seeds, or from the same start."""

    seeds: list[int] | None = field(default=None, metadata=LEFT_OUT)
    estimators: dict[str, Chains] = field(default_factory=dict, metadata=MERGED)


@dataclass(kw_only=True)
class Exact:
    """The exact answers and other facts, as far as the run has come."""

    answers: Answers | None = field(default=None, metadata=MERGED)
    data: Data | None = field(default=None, metadata=LEFT_OUT)
    updates: dict[str, Update] | None = field(default=None, metadata=LEFT_OUT)
    listing: Listing | None = field(default=None, metadata=LEFT_OUT)
    second_listing: SecondListing | None = field(default=None, metadata=LEFT_OUT)
    step_sizes: StepSizes | None = field(default=None, metadata=LEFT_OUT)
    best_step: dict[str, BestStep | None] | None = field(default=None, metadata=LEFT_OUT)
    seeds: ChainGroup | None = field(default=None, metadata=LEFT_OUT)
    same_start: ChainGroup | None = field(default=None, metadata=LEFT_OUT)


@dataclass(frozen=True, kw_only=True)
class Noise:
    """The standard deviations, about a straight line, of the values recorded over the last steps."""

    elbo: float
    mu: float
    tau: float


@dataclass(frozen=True, kw_only=True)
class ReportedEntry:
    """One of the two runs; a rise is None where the run is too short for it."""

    estimator: str
    family: str = field(default="structured", init=False)
    table: str
    mu: float
    tau: float
    elbo: float
    gap: float
    start_gap: float
    iterations: int
    samples: int
    draws: int
    step_size: float
    seconds: float
    parameters: dict[str, float] = field(metadata=MERGED)
    late_drift: Moments
    steps_to_gap: dict[str, int | None]
    noise: Noise | None
    rise: float | None
    rise_1000: float | None


@dataclass(frozen=True, kw_only=True)
class ReportedTable:
    """The numbers of table 1 or 2 of the assignment."""

    mu: float
    tau: float
    data_mean: float
    data_precision: float


ReportedRun = Run[Exact, ReportedEntry]
