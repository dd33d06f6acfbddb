"""The formulas that should stand in the report: each is true in a small model or at numbers, and what is printed is not.

No line of a proof reads what a claim has in `right`: here it is read as it stands (`report_formulas`), in the symbols of the report.
"""

import re
from contextlib import suppress
from types import SimpleNamespace

import numpy as np
import pytest

from derivations.commands.finding import load, load_reported
from tests.support.report_formulas import NUMBER, Unread, holds
from tests.support.report_models import OF_STATES
from tests.support.report_numbers import OF_NUMBERS

load()
CLAIMS = load_reported()
BY_STATES = {name: model for model, names in OF_STATES.items() for name in names}
BY_NUMBERS = {name: model for model, names in OF_NUMBERS.items() for name in names}
BEFORE = {"2.2.14-j": "∇A = ", "2.2.16-e": "G(η) = ", "2.2.16-y": "G = "}  # what a formula without a relation is
LARGER = {"2.1.10-g": "log p(X)"}  # what the larger side of an inequality comes to
NOT_EQUATIONS = {
    "1.1.2-e": "an inequality that holds under a condition in words", "1.1.2-j": "an inequality that holds under a condition in words",
    "1.1.3-ai": "two optimisations that are equivalent", "2.1.10-d": "a name", "2.1.11-i": "words", "2.1.12-g": "words", "2.2.16-ac": "words", "2.2.19-j": "words",
    "3.1.21-x": "an inequality that holds under a condition"}
PRINTED_IN_WORDS = {"2.2.13-e", "2.2.13-em", "3.1.21-z", "2.2.16-v"}  # words, or a sign of about before a number
WITHOUT_THEOREM = {"1.2.4-a", "1.2.5-c", "2.2.13-e", "2.2.13-bk"}  # a run or the text of a listing decides them
TO_READ = [name for name, claim in CLAIMS.items()
           if name in WITHOUT_THEOREM or (claim.correction and claim.right and name not in NOT_EQUATIONS)]
DECIMAL = re.compile(r"\d\.(\d{3,})")


def room(text: str) -> float:
    """How far off a formula may be: half a unit of the last place of what it comes to; rounding errors where that is no decimal."""
    places = {len(found) for found in DECIMAL.findall(re.split("[=≈]", text)[-1])}
    return 10.0**-max(places)/2 if places else 1e-9


def is_true(name: str, text: str, seed: int) -> bool:
    claim, rng = CLAIMS[name], np.random.default_rng(seed)
    theorem = claim.correction.theorem if claim.correction else None
    names, operators = BY_STATES[name](rng) if name in BY_STATES else BY_NUMBERS[name](rng, theorem)
    said = BEFORE.get(name, "") + text
    if name in LARGER:
        said += f", with {LARGER[name]} = {text.split(' ≤ ')[1]}"
    return holds(said, names, operators, room(text))


def test_every_formula_is_read_or_is_none():
    """Each that has a theorem for its correction, and four of the others, of which most are words about a listing or figures."""
    assert sorted((*BY_STATES, *BY_NUMBERS)) == sorted(TO_READ)
    assert all(CLAIMS[name].right and CLAIMS[name].correction for name in NOT_EQUATIONS)
    assert len(TO_READ) == 43


@pytest.mark.parametrize("claim", [pytest.param(claim, id=claim.id) for claim in CLAIMS.values() if claim.right])
def test_what_should_stand_there_is_something_else(claim):
    printed, right = (re.sub(r"^(\(in words\)|lines? [\d–]+:) |\s", "", text) for text in (claim.printed, claim.right))
    assert printed != right and claim.right == claim.right.strip() and claim.printed == claim.printed.strip()


def turned(text: str) -> list[str]:
    """The text with one of its signs turned round, each in its turn."""
    other = {"−": "+", "+": "−"}
    return [text[:i] + other[sign] + text[i + 1:] for i, sign in enumerate(text) if sign in other]


def moved(text: str, printed: str) -> list[str]:
    """The text with the last digit of one of its numbers moved by one, each in its turn.

    An index keeps its digits, and so does a decimal that the report prints: `test_numbers_in_words` compares those.
    """
    numbers = [found for found in NUMBER.finditer(text) if text[found.start() - 1] not in "_{" and not (
        DECIMAL.match(found[0]) and found[0] in printed)]
    return [text[:found.end() - 1] + ("8" if found[0][-1] == "9" else str(int(found[0][-1]) + 1)) + text[found.end():] for found in numbers]


@pytest.mark.parametrize("name", TO_READ)
def test_a_wrong_sign_and_a_wrong_digit_are_noticed(name):
    """Such a formula is false, or is none that can be read."""
    claim = CLAIMS[name]
    for text in turned(claim.right) + moved(claim.right, claim.printed):
        with suppress(Unread):
            assert not is_true(name, text, 0), text


@pytest.mark.parametrize("name", TO_READ)
def test_what_should_stand_there_is_true_and_what_is_printed_is_not(name):
    claim = CLAIMS[name]
    assert all(is_true(name, claim.right, seed) for seed in range(3))
    if len(claim.pieces) == 1 and name not in PRINTED_IN_WORDS:
        assert not is_true(name, claim.printed, 0)


@pytest.mark.parametrize("name", ["1.2.4-r", "1.2.4-t", "2.2.16-e", "2.2.17-d"])
def test_what_is_printed_is_what_is_refuted(name):
    """The left side gets the value that the statement of the claim has on its right, and what is printed comes to the same."""
    claim = CLAIMS[name]
    assert claim.statement is not None
    refuted = SimpleNamespace(text=SimpleNamespace(statement=SimpleNamespace(args=claim.statement.text.statement.args[1:])))
    for seed in range(3):
        names, operators = BY_NUMBERS[name](np.random.default_rng(seed), refuted)
        assert holds(BEFORE.get(name, "") + claim.printed, names, operators)
        assert not holds(BEFORE.get(name, "") + claim.right, names, operators)
