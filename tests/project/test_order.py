"""A proof depends on its text alone: not on what was read before, on hash seeds, on integers or on `python -O`."""

import os
import random
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor

import pytest

from tests import ROOT


def said(order: int = 0, *, hashes: int = 0, ground_types: str = "python", flags: tuple[str, ...] = ()) -> str:
    """All verdicts as text, by a new process."""
    run = subprocess.run([sys.executable, *flags, "-m", "tests.project.verdicts", str(order)], cwd=ROOT, capture_output=True, text=True,
                         encoding="utf-8", timeout=240, check=False,
                         env={**os.environ, "PYTHONHASHSEED": str(hashes), "SYMPY_GROUND_TYPES": ground_types})
    assert run.returncode == 0, run.stderr[-2000:]
    return run.stdout


@pytest.fixture(scope="module")
def first() -> str:
    text = said()
    assert text.count("\n") > 300 and "one_law_twice_fubini" in text
    return text


def assert_same(first: str, other: str, how) -> None:
    """The same text, byte for byte."""
    different = [pair for pair in zip(first.splitlines(), other.splitlines(), strict=False) if pair[0] != pair[1]]
    assert first == other, f"{how}: {different[:2]}"


def test_any_order(first) -> None:
    order = random.SystemRandom().randrange(10**6)
    assert_same(first, said(order, hashes=order, flags=("-O",)), order)


@pytest.mark.slow
def test_two_hundred_orders(first) -> None:
    orders = [random.SystemRandom().randrange(10**6) for _ in range(200)]
    with ThreadPoolExecutor(2) as pool:
        for order, text in zip(orders, pool.map(said, orders), strict=True):
            assert_same(first, text, order)


@pytest.mark.slow
@pytest.mark.parametrize("ground_types", ["python", "flint"])
def test_hashes_and_integers(first, ground_types) -> None:
    for hashes in range(1, 11):
        assert_same(first, said(hashes=hashes, ground_types=ground_types), (ground_types, hashes))
