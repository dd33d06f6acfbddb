"""The errors of a fit whose numbers are no longer finite: what happened, at which step, and what to try."""

import math

from torch import Tensor


class Unusable(ValueError):
    """The scores or signals of q's draws are not finite, or the estimator refuses them."""


def in_range(chart: Tensor) -> bool:
    """Whether the parameters at a point (4, …) of the chart are finite, and positive where they have to be."""
    positive = chart[1:].exp()
    return bool(chart.isfinite().all()) and bool(positive.isfinite().all()) and bool((positive > 0).all())


def finite(chart: Tensor) -> bool:
    """Whether every entry is finite, in one pass; a sum of finite entries overflows only far out of range."""
    return math.isfinite(chart.sum())


def explained(error: Exception, chart: Tensor, step: int, size: float | None, advice: str) -> ValueError | None:
    """A better error than one that draws of q gave after ``step`` steps, or None where the error says all there is.

    q is at the chart (4, …), where a step of the given size led; None stands for the start.
    """
    if size is not None and not in_range(chart):
        return _diverged(step, size, advice)
    if not isinstance(error, Unusable):
        return None
    if size is None:
        return ValueError(f"{error}, at draws of q before the first step")
    return ValueError(
        f"step_size, {error}, at draws of q after step {step} with step size {size:g}; "
        f"either log_joint is at fault there, or the optimisation diverges: {advice}"
    )


def of_a_step(chart: Tensor, slope: Tensor, step: int, sizes: tuple[float | None, float], advice: str) -> ValueError:
    """The error where the step after ``step`` steps led from the chart to numbers that are not finite.

    ``sizes`` are those of the step before, or None, and of this one.
    """
    if not bool(slope.isfinite().all()):
        fault = Unusable("log_joint: it, or the score of q, is NaN or infinite")
        if (error := explained(fault, chart, step, sizes[0], advice)) is not None:
            return error
    return _diverged(step + 1, sizes[1], advice)


def advice(natural: bool, longest: float) -> str:
    """What to try against divergence beside what is in use already."""
    ways = [
        "take a smaller step_size",
        "bound each step by longest=0.5" if longest == math.inf else "a smaller longest",
    ]
    return ", ".join(ways) + " or set natural=True" if not natural else " or ".join(ways)


def _diverged(step: int, size: float, advice: str) -> ValueError:
    return ValueError(
        f"step_size: the optimisation diverged by step {step}, which had the step size {size:g}: "
        f"q's parameters are no longer finite and positive; {advice}"
    )
