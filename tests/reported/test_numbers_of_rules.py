"""The numbers in the words of a claim about a run are those of its rule: a rule about 150 epochs and words about 100 differ.

The rule decides the claim, and the words are what a reader takes for decided.
"""

import re

import pytest

from derivations.commands.finding import load, load_reported
from derivations.reported.claim import Claim

load()
CLAIMS = load_reported()
UP = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹⁻", "0123456789-")
POWER = re.compile(r"10([⁻⁰¹²³⁴⁵⁶⁷⁸⁹]+)")
PLACE = re.compile(r"\b(lines?|Figures?|Tables?|table|Algorithm) \d+( to \d+)?|\b\d\.\d\.\d+")
NUMBER = re.compile(r"(?<![\w.₀])\d+(?:\.\d+)?(?:e-?\d+)?(?![\w.]*\d)")
BETWEEN = re.compile(r"(\d[\d.e+-]*) ≤ [\w.]+ ≤ (\d[\d.e+-]*)")
OF_THE_RUN = {  # numbers that the program of the run has, and the rule has not
    "1.2.5-h": {0.01}, "1.2.5-ag": {0.1, 1, 2}, "1.2.5-cw": {0.5, 2.5}, "1.2.5-cx": {4}, "1.2.5-cy": {0.5, 3.5},
    "2.2.13-m": {0.01}, "2.2.13-bb": {100, 1000}, "2.2.13-dt": {1e-8}, "2.2.18-a": {2, 3}, "2.2.18-g": {1.5}, "2.2.18-h": {2, 3},
    "2.2.18-k": {1e-4}, "2.2.18-au": {3}, "2.2.18-ci": {1e-4}, "2.2.18-cj": {1e-4}}


def numbers(text: str) -> set[float]:
    """The numbers in a text, powers of ten among them; no lines, tables, figures or questions."""
    plain = POWER.sub(lambda found: "1e" + found[1].translate(UP), PLACE.sub("", text))
    return {float(found) for found in NUMBER.findall(plain)}


def rule(claim: Claim) -> str:
    assert claim.decision is not None
    return f"{claim.decision.rule}; {claim.decision.where}"


def without_a_rule(says: str, said: str) -> set[float]:
    """The numbers in the words that the rule has neither as they are nor between bounds of a figure, of which one is at most four times the other."""
    known, ranges = numbers(said), [(float(low), float(high)) for low, high in BETWEEN.findall(said)]
    return {number for number in numbers(says) - known if not any(low <= number <= high <= 4*low for low, high in ranges)}


OF_RUNS = [pytest.param(claim, id=claim.id) for claim in CLAIMS.values() if claim.decision is not None and numbers(claim.says)]


@pytest.mark.parametrize("claim", OF_RUNS)
def test_the_numbers_in_the_words_are_those_of_the_rule(claim):
    assert without_a_rule(claim.says, rule(claim)) == OF_THE_RUN.get(claim.id, set())


@pytest.mark.parametrize("claim", OF_RUNS)
def test_another_number_is_noticed(claim):
    """A number that is ten times as large, wherever it stands."""
    plain = POWER.sub(lambda found: "1e" + found[1].translate(UP), PLACE.sub("", claim.says))
    for found in NUMBER.finditer(plain):
        wrong = plain[:found.start()] + repr(float(found[0])*10) + plain[found.end():]
        other = without_a_rule(wrong, rule(claim))
        assert other != OF_THE_RUN.get(claim.id, set()) or float(found[0])*10 in numbers(rule(claim)), wrong
