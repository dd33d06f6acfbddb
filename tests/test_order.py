"""A theorem is proved from its lines alone: in whatever order, and whatever else was read before."""

import random
import subprocess
import sys

import pytest

PROVE = """
import random, sys
from derivations.finding import load, load_reported
from derivations.kernel import REGISTRY, Prover
load(), load_reported()
chosen = [d for d in REGISTRY.values() if d.module.startswith("derivations.")]
random.Random({seed}).shuffle(chosen)
for derivation in chosen:
    Prover().prove(derivation)
print(len(chosen))
"""


@pytest.mark.parametrize("seed", [random.SystemRandom().randrange(10**6) for _ in range(2)], ids=["one", "another"])
def test_any_order(seed):
    done = subprocess.run([sys.executable, "-c", PROVE.format(seed=seed)], capture_output=True, text=True)
    assert done.returncode == 0, f"order {seed}: {done.stderr[-2000:]}"
    assert int(done.stdout) > 30
