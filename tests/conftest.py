"""Settings of every run: Hypothesis profiles, one thread, how seldom garbage is collected, which tests come first, and the
plugins that keep the evidence, label benchmarks and open the book."""

import gc
import os

import pytest
from hypothesis import settings

from tests import GARBAGE_THRESHOLDS

# Before torch is imported: small tensors on many threads are far slower than on one.
os.environ["OMP_NUM_THREADS"] = "1"

gc.set_threshold(*GARBAGE_THRESHOLDS)

# In each of these a test takes minutes: begun late by one of two workers, it would leave the other one without work.
LONGEST = ("test_mutation.py", "test_token_mutants.py", "test_order.py")

pytest_plugins = ["tests.support.benchmark_labels", "tests.support.browser", "tests.support.evidence"]

# No deadline: the first call into torch is slow, and a shared machine makes any call slow.
settings.register_profile("dev", deadline=None, max_examples=40)
settings.register_profile("ci", deadline=None, max_examples=100, print_blob=True)
settings.register_profile("nightly", deadline=None, max_examples=2000, print_blob=True)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "dev"))


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """The files with the longest tests come first, each as a whole, so that its fixtures are made once."""
    items.sort(key=lambda item: item.path.name not in LONGEST)


def pytest_collection_finish() -> None:
    """What is imported and collected by now is no garbage."""
    gc.freeze()


def pytest_unconfigure() -> None:
    """Nothing that lives now has to be looked at when this process ends."""
    gc.freeze()
