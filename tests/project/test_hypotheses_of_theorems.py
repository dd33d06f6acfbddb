"""No theorem of a chapter, and no correction of the report, has a hypothesis that its lines do not need."""

from functools import cache

import pytest

from derivations.commands.finding import corrections, load
from derivations.commands.problems import not_needed
from derivations.kernel import Prover

EVERY = {**load(), **corrections()}


@cache
def prover() -> Prover:
    return Prover()


@pytest.mark.parametrize("chapter", sorted({d.chapter for d in EVERY.values()}))
def test_no_hypothesis_is_too_much(chapter) -> None:
    theorems = [prover().prove(d) for d in EVERY.values() if d.chapter == chapter]
    assert {t.derivation.id: found for t in theorems if (found := not_needed(t, prover()))} == {}
