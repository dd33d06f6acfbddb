"""The search for counterexamples to a refused theorem: how its time is shared out, and what it counts."""

import math
import time

import pytest

from derivations.attack.certificate import Undecided
from derivations.attack.verdict import almost_points
from derivations.commands import judge, refutation
from derivations.commands.finding import load
from derivations.kernel import E, Function, Law, Prover, points

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


# --- twins of the chapters ---------------------------------------------------------------------------------------------


WITH_TWINS = {name: one for name, one in load().items() if one.text.twins}
ASKING_MUCH = ("path_derivative.path_wins", "diffusion_predictions.skip_product", "diffusion_predictions.ddim_epsilon")


@pytest.fixture(scope="module")
def prover() -> Prover:
    return Prover()


@pytest.mark.parametrize("name", [
    pytest.param(name, marks=() if i % 5 == 0 or name in ASKING_MUCH else pytest.mark.slow)
    for i, name in enumerate(WITH_TWINS)])
def test_a_chapter_is_judged_as_a_file_of_its_own_is(name, prover) -> None:
    """A student may change one line of a chapter and have it checked: the twins of the others are refuted then, too."""
    derivation = WITH_TWINS[name]
    almost = almost_points(prover.prove(derivation))
    assert judge.true_mistake(derivation, judge.Judgement(name, "holds"), time.monotonic() + 20, almost) is None


def test_a_doubt_in_random_models_leaves_time_for_the_other_searches(monkeypatch) -> None:
    def doubtful(*_args, **_options):
        raise Undecided
    monkeypatch.setattr(refutation.Attack, "refute_at_random", doubtful)
    monkeypatch.setattr(refutation, "search", lambda *_, seconds: seconds)
    assert refutation.look_for((), E[q(z)](d(z)) >= 0, time.monotonic() + 50, ())[0] == pytest.approx(50, abs=5)
