"""The records of coordinate ascent in metrics.json; evidences, ELBOs and gaps are in nats."""

from dataclasses import dataclass, field

from torch import Tensor

from ..results import LEFT_OUT, Number
from ..run import Run


@dataclass(frozen=True, kw_only=True)
class Model:
    """One model: its evidence, and for each fixed point the ELBO and the spectral radius of a sweep."""

    log_evidence: float
    elbo: Tensor
    radius: list[float]
    factors: int
    largest_fall: float
    off_fixed_point: float
    parameters: Tensor | None = field(default=None, metadata=LEFT_OUT)


@dataclass(kw_only=True)
class Exact:
    """The finished models, by name."""

    models: dict[str, Model] | None = field(default=None, metadata=LEFT_OUT)


@dataclass(frozen=True, kw_only=True)
class Ascents:
    """The starts of one model that ended in one fixed point."""

    estimator: str = field(default="cavi", init=False)
    family: str = field(default="mean-field", init=False)
    model: str
    optimum: int
    starts: int
    elbo: Number
    log_evidence: float
    gap: Number
    radius_derived: float
    radius_measured: float | None
    radius_measured_range: list[float] | None
    sweeps: int
    mu: Number | None = field(default=None, metadata=LEFT_OUT)
    tau: Number | None = field(default=None, metadata=LEFT_OUT)


CaviRun = Run[Exact, Ascents]
