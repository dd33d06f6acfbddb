"""The records of the experiment in metrics.json; bounds, entropies and errors of them are in nats."""

from dataclasses import dataclass, field

from ..results import LEFT_OUT, Number
from ..run import Run


@dataclass(frozen=True, kw_only=True)
class Terms:
    """The bound of Gaussian data with 1000 steps: exact with two choices of p(x_T), and by draws.

    A score is the distance of a term's mean over draws from the exact one, in its standard errors.
    """

    prior: Number
    decoder: Number
    bound: Number
    tight_bound: Number
    entropy: float
    draws: int
    drawn_bound: Number
    drawn_bound_error: Number
    share_within_two_errors: Number
    largest_score: Number


@dataclass(frozen=True, kw_only=True)
class GaussianBound:
    """The largest distance of the bound from −log p(x_0) over some points, where p(x_T) = q(x_T)."""

    largest_error_with_the_exact_end: Number
    points: int


@dataclass(frozen=True, kw_only=True)
class MixtureBound:
    """The bound of a mixture, the mean of −log p(x_0) under the model, and the data's entropy, by quadrature."""

    steps: int
    bound: Number
    model_cross_entropy: Number
    entropy: Number
    mass_of_the_model: Number


@dataclass(frozen=True, kw_only=True)
class Sampled:
    """Where the points of one sampler lie, by the laws of which the data are a mixture."""

    share_within_three_deviations: Number
    smallest_share_of_a_law: Number
    largest_share_of_a_law: Number
    mean_log_density: Number


@dataclass(kw_only=True)
class Exact:
    """The exact answers and what was drawn beside them, as far as the run has come."""

    terms: dict[str, Terms] = field(default_factory=dict)
    gaussian: GaussianBound | None = field(default=None, metadata=LEFT_OUT)
    mixture: list[MixtureBound] = field(default_factory=list)


@dataclass(frozen=True, kw_only=True)
class Training:
    """A trained network: its bound, the best denoiser's, and the difference at the start and at the end."""

    data: str
    steps: int
    points: int
    optimum: Number
    entropy: float
    bound: Number
    excess: Number
    excess_error: Number
    first_excess: Number
    samples: dict[str, Sampled]


DiffusionRun = Run[Exact, Training]
