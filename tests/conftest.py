"""Settings of every run: Hypothesis profiles, one thread, and the plugins that keep the evidence and label benchmarks."""

import os

from hypothesis import settings

# Before torch is imported: small tensors on many threads are far slower than on one.
os.environ["OMP_NUM_THREADS"] = "1"

pytest_plugins = ["tests.support.benchmark_labels", "tests.support.evidence"]

# No deadline: the first call into torch is slow, and a shared machine makes any call slow.
settings.register_profile("dev", deadline=None, max_examples=40)
settings.register_profile("ci", deadline=None, max_examples=100, print_blob=True)
settings.register_profile("nightly", deadline=None, max_examples=2000, print_blob=True)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "dev"))
