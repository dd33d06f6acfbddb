"""The search for counterexamples to a refused theorem: how its time is shared out, and what it counts."""

import math
import time

import pytest

from derivations.commands import judge, refutation
from derivations.kernel import E, Function, Law, points

(z,) = points("z")
q, d = Law("q", z), Function("d", z, nonnegative=True)

TEXT = '''from derivations import Function, algebra, jensen, log, points, tangent, theorem
(z,) = points("z")
d = Function("d", z, nonnegative=True)

@theorem(title="Mine")
def mine(proof):
    proof.claim(log(1 + d(z)) <= {claimed})
    proof.starts(log(1 + d(z)))
    proof.le(d(z), by=jensen)
    {last}
'''


def test_models_are_counted_also_where_the_time_is_up_before_the_last_search(monkeypatch) -> None:
    monkeypatch.setattr(refutation, "search", lambda *_, seconds: time.sleep(max(0, seconds)))
    statement = E[q(z)](d(z)) >= 0
    apart = [refutation.Counted((), [statement]), refutation.Counted((), [statement], almost=())]
    for attack in apart:
        attack.refute(statement, limit=refutation.SMALL_MODELS_FOR_A_CLAIM)
    found, models = refutation.look_for((), statement, time.monotonic() + 5, ())
    assert found is None and models == sum(attack.models for attack in apart)


@pytest.mark.parametrize(("claimed", "last", "shares"), [
    ("d(z)", "", [1]), ("1 + d(z)", "proof.le(1 + d(z), by=algebra)", [1/2, 1])])
def test_every_suspect_has_its_share_of_the_time_and_is_tried_once(monkeypatch, claimed, last, shares) -> None:
    """Here no search takes time, so that the last one may have all of it."""
    had = []
    monkeypatch.setattr(judge, "refuted", lambda _given, _statement, deadline, **_: had.append(deadline - time.monotonic()))
    for _ in judge.judged_by(lambda: judge.read_text(TEXT.format(claimed=claimed, last=last), "mine"), math.inf):
        pass
    assert [seconds/judge.SEARCH_SECONDS for seconds in had] == pytest.approx(shares, abs=0.1)
