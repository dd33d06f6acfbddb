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


@dataclass(frozen=True, kw_only=True)
class Listing:
    """The facts about the assignment's listing."""

    loss: LossFacts = field(metadata=MERGED)
    inverse: InverseFacts = field(metadata=MERGED)
    run: RunFacts = field(metadata=MERGED)
