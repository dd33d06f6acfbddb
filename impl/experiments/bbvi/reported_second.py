"""The record in metrics.json of the assignment's second listing, that with the control variate."""

from dataclasses import dataclass


@dataclass(frozen=True, kw_only=True)
class Bias:
    """The mean difference of the recorded "elbo" from the exact one, with its standard error, in nats."""

    mean: float
    sem: float


@dataclass(frozen=True, kw_only=True)
class SecondListing:
    """Facts about the second listing; an error is |got − want| / (1 + |want|), the largest of all that are compared."""

    default_draws: int
    default_rate: float
    default_iterations: int
    optimizer_rate: float
    draws_per_iteration: int
    matrices_f: int  # made in an iteration
    h_shape: list[int]
    rows_filled: int
    columns_filled: int
    score_components: int
    score_has_graph: bool
    signal_has_graph: bool
    loss_error: float  # of the sum of signals, taken for the loss
    plain_score_error: float  # of h, taken for the score with respect to the parameters without logarithms
    f_mean_error: float
    h_mean_error: float
    covariance_error: float
    variance_error: float
    added_to_variance: float
    finite_at_zero: bool
    quotient_above: bool
    quotient_below: bool
    unbracketed_error: float  # of the gradient, where the sum over the draws ends before the minus sign
    gradient_shape: list[int]
    gradient_filled: int
    update_has_graph: bool
    gradient_left: bool
    short_fit_steps: int
    moved: bool
    recorded_at: list[int]
    recorded_elbo_error: float
    recorded_mu_error: float
    recorded_tau_error: float
    returned: int
    returned_error: float
    elbo_bias: Bias
    record_lag: float
