"""Values for the theorems about fits and small steps of Gamma laws, by their names, and the data that `impl` gets."""

import numpy as np
import torch

from impl import gamma as impl

SHAPES = ("a", "b", "c", "d", "s", "w", "x")
REAL = ("g", "u", "v", "c1", "c2")


def drawn(rng: np.random.Generator, moderate: bool = True) -> dict:
    """Moderate values are those at which sums over a grid are integrals; the others reach from 1e-3 to 1e5."""
    ends = (-0.7, 0.8) if moderate else (-3, 5)
    found: dict = {name: 10.0**rng.uniform(*ends) for name in SHAPES} | {name: rng.normal(0, 1.5) for name in REAL}
    found["N"] = int(rng.integers(1, 6))
    found["y"] = found["s"]*np.exp(rng.normal(0, 10.0**rng.uniform(-1, 0.4), found["N"]))
    found["m"], found["h"] = 10.0**rng.uniform(-1, 1), rng.uniform(-0.5, 1.5)
    return found


class Place:
    """Values by name, as numbers for a theorem and as tensors for the program."""

    def __init__(self, values: dict):
        self.values = values

    def __getattr__(self, name):
        if name == "values" or name not in self.values:
            raise AttributeError(name)
        return torch.tensor(self.values[name], dtype=torch.float64)

    data = property(lambda self: impl.statistics(self.y))


def statistics(mean, mean_log) -> impl.Statistics:
    """Those of data of which no more is known."""
    mean, mean_log = torch.as_tensor(mean, dtype=torch.float64), torch.as_tensor(mean_log, dtype=torch.float64)
    return impl.Statistics(mean, mean_log, mean.log() - mean_log)
