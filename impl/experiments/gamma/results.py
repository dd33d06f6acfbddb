"""The records of the experiment in metrics.json; losses are average negative log-likelihoods in nats."""

from dataclasses import dataclass, field

from torch import Tensor

from ..results import LEFT_OUT, MERGED, Number
from ..run import Run
from .convergence import Convergence
from .reported_results import Listing


@dataclass(frozen=True, kw_only=True)
class Point:
    """A Gamma law."""

    shape: float
    scale: float


@dataclass(frozen=True, kw_only=True)
class Data:
    """The data in four numbers."""

    count: int
    mean: Number
    variance: Number
    minimum: Number


@dataclass(frozen=True, kw_only=True)
class Optimum:
    """The law of maximum likelihood, and its loss."""

    shape: Number
    scale: Number
    nll: Number


@dataclass(frozen=True, kw_only=True)
class Direction:
    """An eigenvector of the Fisher information, and the lengths of both gradients along it."""

    eigenvalue: Number
    direction: Tensor
    gradient: Number
    natural_gradient: Number
    factor: Number


@dataclass(frozen=True, kw_only=True)
class Condition:
    """The condition numbers of the Hessian in both charts, and in the metric of the natural gradient."""

    hessian: Number
    hessian_log: Number
    preconditioned: Number


@dataclass(frozen=True, kw_only=True)
class Answers:
    """The setting, and the exact answers on the loss."""

    true: Point
    start: Point
    rate: float
    epochs: int
    tolerance: float
    data: Data
    mle: Optimum
    start_nll: Number
    start_excess: Number
    first_step: dict[str, Direction]
    condition: Condition


@dataclass(frozen=True, kw_only=True)
class OtherRates:
    """Factors of a small deviation in one epoch, a row for each rate."""

    rate: Tensor
    measured: Tensor


@dataclass(frozen=True, kw_only=True)
class LocalRate:
    """The factors of a small deviation along each eigenvector of the Hessian, and the largest stable rate."""

    eigenvalues: Tensor
    derived: Tensor
    measured: Tensor
    derived_limit: Number
    measured_limit: Number
    epochs: dict[str, Tensor]
    late: Number
    other_rates: OtherRates


@dataclass(frozen=True, kw_only=True)
class Outcome:
    """The method that arrives first: masks over starts and rates, or counts."""

    ngd_wins: Tensor
    gd_wins: Tensor
    both_fail: Tensor
    ngd_fails: Tensor
    gd_fails: Tensor


@dataclass(frozen=True, kw_only=True)
class ByRate:
    """The outcome for each rate."""

    rate: Tensor
    outcome: Outcome = field(metadata=MERGED)


@dataclass(frozen=True, kw_only=True)
class Map:
    """Every start with every rate: the outcome in (shape, scale), in their logarithms, and by rate."""

    starts: int
    rates: int
    epochs: int
    outcome: Outcome = field(metadata=MERGED)
    log: Outcome
    by_rate: ByRate


@dataclass(kw_only=True)
class Exact:
    """The exact answers and other findings, as far as the run has come."""

    answers: Answers | None = field(default=None, metadata=MERGED)
    listing: Listing | None = field(default=None, metadata=LEFT_OUT)
    local: dict[str, LocalRate] | None = field(default=None, metadata=LEFT_OUT)
    seeds: dict[str, Convergence] | None = field(default=None, metadata=LEFT_OUT)
    map: Map | None = field(default=None, metadata=LEFT_OUT)


@dataclass(frozen=True, kw_only=True)
class Descent:
    """The end of one method in one chart, or in the listing's own run, and its convergence."""

    estimator: str
    family: str
    shape: Number
    scale: Number
    nll: Number
    convergence: Convergence = field(metadata=MERGED)


GammaRun = Run[Exact, Descent]
