"""The records of the sweep in metrics.json."""

from dataclasses import dataclass, field

from ..results import LEFT_OUT
from ..run import Run


@dataclass(frozen=True, kw_only=True)
class Confirmed:
    """How many closed forms were compared with integrals, and the largest difference."""

    integrals: int
    largest_difference: float


@dataclass(kw_only=True)
class Counts:
    """How many questions were asked, and what came of them."""

    asked: int = 0
    agrees: int = 0
    wrong: int = 0
    inaccurate: int = 0
    refuses: int = 0
    edge: int = 0
    unchecked: int = 0
    undecided: int = 0  # no ball was narrow enough


@dataclass(kw_only=True)
class Exact:
    """The counts of all questions so far, also by distribution or pair."""

    confirmed: Confirmed | None = field(default=None, metadata=LEFT_OUT)
    counts: Counts = field(default_factory=Counts)
    tolerance: float
    lost: float
    covered: list[str]
    not_covered: list[str]


@dataclass(kw_only=True)
class Finding:
    """The findings of one kind about one method of one distribution or pair, and one example.

    The example has the largest error, and of equal errors the most ordinary parameters.
    """

    distribution: str
    method: str
    kind: str
    cases: int  # of this kind
    asked: int  # about this method
    parameters: str
    said: str
    right: str
    error: float  # relative; of a right value zero, absolute


DistributionsRun = Run[Exact, Finding]
