"""Garbage collection in a process that runs one command: seldom while it works, and never of what lives at its end."""

import gc
from collections.abc import Iterator
from contextlib import contextmanager

# Theorems, forms and models stay until the end, and a collection looks at all of them.
GARBAGE_THRESHOLDS = (200_000, 50, 1000)


@contextmanager
def seldom_collected() -> Iterator[None]:
    """The rest of this process with rare collections; afterwards nothing that lives now is looked at again."""
    gc.set_threshold(*GARBAGE_THRESHOLDS)
    try:
        yield
    finally:
        gc.freeze()
