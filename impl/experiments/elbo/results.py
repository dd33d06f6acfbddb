"""The records of the experiment in metrics.json; ELBOs, evidences and gaps are in nats."""

from dataclasses import dataclass, field

from ..results import LEFT_OUT, MERGED, Number
from ..run import Run


@dataclass(frozen=True, kw_only=True)
class Dimension:
    """The largest errors of the fits in one dimension, and the exact answers by correlation."""

    largest_gap_error: Number
    largest_variance_ratio_error: Number
    largest_full_gap: Number
    exact_gap: dict[str, Number]
    exact_variance_ratio: dict[str, Number]


@dataclass(kw_only=True)
class Exact:
    """The finished dimensions, and the exact answers and errors of each."""

    dimensions: list[int] | None = field(default=None, metadata=LEFT_OUT)
    by_dimension: dict[str, Dimension] = field(default_factory=dict, metadata=MERGED)


@dataclass(frozen=True, kw_only=True)
class Fit:
    """One family fitted to one posterior."""

    estimator: str = field(default="newton", init=False)
    family: str
    dimension: int
    correlation: Number
    elbo: Number
    log_evidence: Number
    gap: Number
    variance_ratio: Number
    exact_gap: Number


ElboRun = Run[Exact, Fit]
