"""Which hypotheses a verdict leans on, where it looks for null states, and which line is to blame for its text."""

from pathlib import Path

import pytest

from derivations.attack import verdict as verdicts
from derivations.attack.hypotheses import needed_hypotheses, superfluous
from derivations.commands.finding import load_reported
from derivations.kernel import (
    Derivation,
    E,
    Failed,
    Function,
    Law,
    Prover,
    algebra,
    always,
    both,
    integrable,
    linearity,
    points,
)
from derivations.language.authoring.derivation import abbreviation
from derivations.reported.claim import CLAIMS, register

y, z = points("y z")
q = Law("q", z)
f, g, h = Function("f", y), Function("g", z), Function("h", z)


def proved(function) -> Derivation:
    return Derivation(function, title="for a test", register=False)


def twice(proof):
    proof.claim(E[q(z)](g(z) + h(z)) == E[q(z)](g(z)) + E[q(z)](h(z)))
    proof.given(integrable[q(z)](2*g(z)), integrable[q(z)](g(z)), both(integrable[q(z)](h(z)), integrable[q(z)](g(z))))
    proof.starts(E[q(z)](g(z) + h(z)))
    proof.eq(E[q(z)](g(z)) + E[q(z)](h(z)), by=linearity)


def once(proof):
    proof.claim(E[q(z)](g(z) + h(z)) == E[q(z)](g(z)) + E[q(z)](h(z)))
    proof.given(integrable[q(z)](2*g(z)), integrable[q(z)](-g(z)), integrable[q(z)](h(z)))
    proof.starts(E[q(z)](g(z) + h(z)))
    proof.eq(E[q(z)](g(z)) + E[q(z)](h(z)), by=linearity)


@pytest.mark.parametrize(("function", "needed"), [(twice, [2]), (once, [1, 2])])
def test_of_hypotheses_that_imply_one_another_one_is_needed(function, needed) -> None:
    theorem = Prover().prove(proved(function))
    assert needed_hypotheses(theorem) == needed
    assert superfluous(theorem) == []  # the two come to one condition


def at_every_point(proof):
    proof.claim(f(y)/f(y) == 1)
    proof.given(always[y](f(y) != 0))
    proof.starts(f(y)/f(y))
    proof.eq(1, by=algebra)


def test_null_states_are_visited_where_a_theorem_says_every_point(monkeypatch) -> None:
    """It holds for almost every y; a kernel that forgets that is found out by a state of measure zero."""
    theorem = Prover().prove(proved(at_every_point))
    assert theorem.almost == ("y",) and verdicts.attacked(theorem).proved
    monkeypatch.setattr(verdicts, "almost_points", lambda *_, **__: ())
    found = verdicts.attacked(theorem)
    assert not found.proved and found.counterexample is not None


@abbreviation
def hidden(y):
    return g(z) + f(y)


def second(proof):
    proof.claim(E[q(z)](g(z) + f(y)) == E[q(z)](g(z)) + f(y))
    proof.given(integrable[q(z)](g(z)))
    proof.starts(E[q(z)](g(z) + f(y)))
    proof.eq(E[q(z)](hidden(y)), by=algebra)
    proof.eq(E[q(z)](g(z)) + f(y), by=linearity)


def hypothesis(proof):
    proof.claim(E[q(z)](g(z) + f(y)) == E[q(z)](g(z)) + f(y))
    proof.given(integrable[q(z)](g(z)))
    proof.given(integrable[q(z)](hidden(y)))
    proof.starts(E[q(z)](g(z) + f(y)))
    proof.eq(E[q(z)](g(z)) + f(y), by=linearity)


@pytest.mark.parametrize("function", [second, hypothesis])
def test_the_line_with_the_text_is_to_blame(function) -> None:
    derivation = proved(function)
    lines = Path(__file__).read_text(encoding="utf-8").split("\n")
    blamed = next(number for number, text in enumerate(lines, 1)
                  if number > function.__code__.co_firstlineno and "hidden(y)" in text)
    with pytest.raises(Failed, match="does not say so") as failure:
        Prover().prove(derivation)
    assert failure.value.line == blamed


def test_a_claim_is_registered_once() -> None:
    claim = next(iter(load_reported().values()))
    with pytest.raises(ValueError, match="is there already"):
        register(claim)
    with pytest.raises(ValueError, match="kind"):
        register(claim.__class__(**{**vars(claim), "id": "new", "kind": "rumour"}))
    assert "new" not in CLAIMS
