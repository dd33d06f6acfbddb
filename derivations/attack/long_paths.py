"""Models drawn at random in which paths have one step, two, three and four.

Small models of long paths are too many to be enumerated, and those of short ones say nothing of a step between.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from itertools import product

import numpy as np

from ..language.views.signature import Signature
from .counted import lengths_of_paths
from .effort import (
    CELLS_WITH_PATHS,
    CHOICES_OF_LENGTHS,
    LARGER_SEED,
    LONGEST_PATHS,
    MODELS_WITH_PATHS,
    SHARE_OF_ZEROS,
)
from .models import Made, Models, cells_of_paths, cost, joined, random_models, together


def models_with_paths(found: Signature, counts: dict) -> Models | None:
    """Random models of two states in which paths are as long as the counts say, half of them with zeros; None where
    each would be too large."""
    sizes = {space: 2 for space in found.spaces if space != "index"}
    counts = dict.fromkeys(found.counts, 1) | counts
    cells = cells_of_paths(found, sizes, counts) ** 2  # a line may bind a path beside a free one
    many = min(MODELS_WITH_PATHS, CELLS_WITH_PATHS // max(cells, cost(found, sizes, counts)))
    if not many:
        return None
    rng = np.random.default_rng([LARGER_SEED, *counts.values()])
    return joined(*(random_models(found, sizes, counts, many, rng, zeros) for zeros in (0.0, SHARE_OF_ZEROS)))


def planned_paths(found: Signature) -> list[tuple[str, Callable[[], Made]]]:
    """The same as `planned` for models with paths of one step, of two, and so on."""
    longest = lengths_of_paths(found)
    every = sorted(product(range(1, LONGEST_PATHS + 1), repeat=len(longest)), key=max) if longest else []
    chosen = every if len(every) <= CHOICES_OF_LENGTHS else [(n,) * len(longest) for n in range(1, LONGEST_PATHS + 1)]
    each = (partial(models_with_paths, found, dict(zip(longest, numbers))) for numbers in chosen)
    return [("paths", partial(together, make)) for make in each]
