"""The facts about the listing and its own runs in metrics.json."""

from dataclasses import dataclass, field

from torch import Tensor

from ..results import MERGED, Number


@dataclass(frozen=True, kw_only=True)
class LossFacts:
    """The listing's loss compared with the density of scipy."""

    nll_error: Number
    clamp_error: Number
    accepts_list: bool


@dataclass(frozen=True, kw_only=True)
class InverseFacts:
    """The listing's inverse Fisher information and its gradients compared with double precision."""

    inverse_error: Number
    inverse_from_fisher: Number
    trigamma_error: Number
    inverse_requires_grad: bool
    attached_inverse_requires_grad: bool
    gradient_error: Number
    natural_gradient_error: Number


@dataclass(frozen=True, kw_only=True)
class RunFacts:
    """Facts about the listing's runs, their records and their output."""

    repeat_identical: bool
    without_detach_difference: Number
    alone_difference: dict[str, Tensor]
    step_error: dict[str, Tensor]
    least_parameter: Number
    clamped: dict[str, int]
    recorded: int
    recorded_losses: int
    records: dict[str, int]
    default_epochs: int
    printed_epochs: list[int]
    printed_values: list[str]
    printed_loss_gap: dict[str, Tensor]
    both_updated: bool
    moved: dict[str, int]


Pair = dict[str, Tensor]  # a value for the shape and one for the scale


@dataclass(frozen=True, kw_only=True)
class DataFacts:
    """The data of the listing, and a run on others."""

    data_shape: list[int]
    data_pvalue: float
    finite_with_other_seed: bool


@dataclass(frozen=True, kw_only=True)
class LossStatements:
    """The statements of the loss, each by itself."""

    clamp_by: Pair
    torch_nll_error: Number
    mean_of_losses_error: Number
    mean_error: Number
    mean_log_error: Number
    loss_dimensions: int


@dataclass(frozen=True, kw_only=True)
class EntryFacts:
    """The entries of the inverse, each by itself."""

    entries: int
    entry_error: dict[str, Tensor]
    factor_error: Number
    requires_grad_of: dict[str, bool]


@dataclass(frozen=True, kw_only=True)
class StepFacts:
    """The statements of an epoch, by method, and by parameter where each has one of its own."""

    started: dict[str, dict[str, float]]
    leaves: dict[str, dict[str, bool]]
    old_gradient: dict[str, Pair]
    gradient_error_by: dict[str, Pair]
    natural_error_by: Pair
    move_error: dict[str, Pair]
    clamped_to: dict[str, dict[str, float]]
    stays_leaf: dict[str, bool]
    loss_error: dict[str, Tensor]
    printed_parameter_gap: dict[str, Tensor]


@dataclass(frozen=True, kw_only=True)
class AxesFacts:
    """One of the three plots."""

    curves: list[str]
    drawn: list[str]
    x_label: str
    y_label: str
    legend: bool
    grid: bool


@dataclass(frozen=True, kw_only=True)
class PlotFacts:
    """The figure of the listing."""

    history_shape: dict[str, list[int]]
    size: list[float]
    top: float
    bottom: float
    title: str
    shared_x: bool
    axes: dict[str, AxesFacts]


@dataclass(frozen=True, kw_only=True)
class Listing:
    """The facts about the assignment's listing."""

    loss: LossFacts = field(metadata=MERGED)
    inverse: InverseFacts = field(metadata=MERGED)
    run: RunFacts = field(metadata=MERGED)
    data: DataFacts = field(metadata=MERGED)
    loss_statements: LossStatements = field(metadata=MERGED)
    entries: EntryFacts = field(metadata=MERGED)
    steps: StepFacts = field(metadata=MERGED)
    plot: PlotFacts
