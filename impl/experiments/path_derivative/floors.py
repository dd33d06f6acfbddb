"""Whether an ascent has come to the level at which its own noise keeps it, which alone is called a floor."""

from typing import Literal

import torch
from torch import Tensor

ROUNDING = 1e-13  # nats; a mean distance below this is rounding of the ELBO
FALLEN = 0.5  # a mean over the last quarter below this share of that over the quarter before is a fall

End = Literal["flat", "falling", "rounding"]


def end(below: Tensor) -> End:
    """How an ascent ends whose distances from the optimum, in nats, are ``below`` (steps + 1, seeds).

    The means over the last quarter of the steps and over the quarter before are compared, in the median over the seeds.
    A constant step size ends in noise of a constant size, so that they are then nearly equal.
    """
    quarter = max(1, len(below) // 4)
    last = below[-quarter:].mean(0).median()
    before = below[-2 * quarter : -quarter].mean(0).median()
    if not bool(last > ROUNDING):
        return "rounding"
    return "falling" if bool(last < FALLEN * before) else "flat"


def ends(series: dict, optima: dict) -> dict[tuple[str, str], End]:
    """The end of each ascent by family and estimator, from the series of ELBOs and the optima of a run."""
    found = {}
    for key, elbo in series.items():
        if key.startswith("elbo "):
            _, family, name = key.split(" ")
            found[family, name] = end(float(optima[f"{family}_optimum_elbo"]) - torch.as_tensor(elbo))
    return found
