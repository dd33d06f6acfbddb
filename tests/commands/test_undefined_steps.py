"""What `check` tells of a refused step that is undefined in a model: what has to be given so that it is defined."""

import math

import pytest

from derivations.commands import judge
from derivations.commands.check import gathered, told
from derivations.commands.undefined import lacking

HEAD = """from derivations import *
x, z = points("x z")
T, t = counts("T t")
p, q, r, f = Law("p", x, z), Law("q", z), Law("r", z), Function("f", z)
c = Chain("c", x)


@theorem(title="Mine")
def mine(proof):
    proof.claim({first} == {second})
    {given}
    proof.starts({first})
    proof.eq({second}, by={reason})
"""


def written(first: str, second: str, reason: str, given: str = "") -> str:
    """A file with a theorem of two lines."""
    return HEAD.format(first=first, second=second, reason=reason, given=f"proof.given({given})")


def judged(text: str) -> tuple[dict, str]:
    """The judgement of the one theorem of a file, as JSON and as text."""
    found = {"file": "mine.py", **gathered(judge.judged_by(lambda: judge.read_text(text, "mine"), math.inf))}
    return found["theorems"][0], told(found)


@pytest.fixture(autouse=True)
def brief(monkeypatch) -> None:
    """A model in which a step is undefined is found at once."""
    monkeypatch.setattr(judge, "SEARCH_SECONDS", 1.0)


UNDEFINED = [  # two lines, a reason that does not reach, what is given, and what the two lines need besides
    ("log(p(x, z)/q(z))", "log(p(x, z)) - log(q(z))", "linearity", "", {"p(x, z) > 0", "q(z) > 0"}),
    ("log(p(x, z)/q(z))", "log(p(x, z)) - log(q(z))", "linearity", "q(z) > 0", {"p(x, z) > 0"}),
    ("p(z | x)*f(z)", "p(x, z)*f(z)/p(x)", "linearity", "", {"p(x) > 0"}),
    ("KL[z](q(z), r(z))", "E[q(z)](log(q(z)) - log(r(z)))", "algebra", "", {"integrable[q(z)](log(q(z)) - log(r(z)))"}),
    ("log(c(x[1], x[0]))", "log(c(x[1] | x[0])) + log(c(x[0]))", "markov", "", {"c(x[1], x[0]) > 0", "c(x[0]) > 0"})]


@pytest.mark.parametrize(("first", "second", "reason", "given", "needs"), UNDEFINED, ids=[row[0] for row in UNDEFINED])
def test_a_step_that_is_undefined_in_a_model_is_told_what_defines_it(first, second, reason, given, needs) -> None:
    one, text = judged(written(first, second, reason, given))
    assert one["verdict"] == "refuted" and "the step is undefined in a model" in text
    assert set(one["missing"]) == needs and set(one["needed_by"]) <= {12, 13} and "does not lead from" in text
    (pasted,) = (line.partition("proof.given(")[2].rpartition(")    (line")[0] for line in text.splitlines() if "    Missing  " in line)
    again, text = judged(written(first, second, reason, ", ".join(filter(None, [given, pasted]))))
    assert "undefined" not in text and again["missing"] == [] and again["verdict"] == "not_recognised"


def test_a_false_step_is_told_nothing_to_give() -> None:
    one, text = judged(written("log(q(z))", "log(q(z)) + 1", "algebra", "q(z) > 0"))
    assert (one["verdict"], one["missing"]) == ("refuted", []) and "Missing" not in text


def test_a_hypothesis_that_cannot_be_read_lets_the_advice_be() -> None:
    (derivation,) = judge.read_text(written("log(q(z))", "1 - log(1/q(z))", "algebra", "f(z)**T > 0"), "mine")
    assert lacking(derivation, 1) == {}


def test_a_search_takes_a_share_of_the_time_that_is_left() -> None:
    left, taken = 20.0, []
    for _ in range(10):
        taken.append(judge.seconds_of_search(left))
        left -= taken[-1]
    assert taken[0] == 1.0 and left > 0 and judge.seconds_of_search(math.inf) == 1.0
    assert judge.seconds_of_search(0.9) == pytest.approx(0.3)
