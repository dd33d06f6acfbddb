"""The records of the assignment's comparison in metrics.json."""

from dataclasses import dataclass, field

import numpy as np

from ..results import LEFT_OUT, MERGED, Number
from ..run import Run
from .results import Listing


@dataclass(frozen=True, kw_only=True)
class Histogram:
    """The number of draws in each class, and the p-value of the χ² test against the categorical law."""

    counts: list[int]
    pvalue: float


@dataclass(frozen=True, kw_only=True)
class Comparison:
    """The comparison of direct and relaxed draws with the run's seed."""

    probabilities: np.ndarray
    count: int
    temperature: float
    arguments: list[str]
    vertex_distance: dict[str, Number]
    direct: Histogram
    hard: Histogram
    two_sample_pvalue: float
    total_variation: float
    overlap: float
    log_ratio_pvalue: dict[str, float]


@dataclass(frozen=True, kw_only=True)
class Repeated:
    """The same comparison with other seeds, and the share of seeds with which the two are told apart."""

    two_sample_pvalue: list[float]
    total_variation: list[float]
    rejected: float
    level: float


@dataclass(frozen=True, kw_only=True)
class Planted:
    """A mistake planted in the relaxed draws: the share of seeds with which the comparison notices it."""

    rejected: float
    total_variation: float


@dataclass(frozen=True, kw_only=True)
class Power:
    """The share of comparisons in which two laws are told apart, by their total variation."""

    total_variation: list[float]
    rejected: list[float]
    level: float


@dataclass(kw_only=True)
class Exact:
    """The facts and comparisons, as far as the run has come."""

    listing: Listing | None = field(default=None, metadata=LEFT_OUT)
    comparison: Comparison | None = field(default=None, metadata=MERGED)
    seeds: Repeated | None = field(default=None, metadata=LEFT_OUT)
    planted: dict[str, Planted] | None = field(default=None, metadata=LEFT_OUT)
    power: Power | None = field(default=None, metadata=LEFT_OUT)


ReportedRun = Run[Exact, object]
