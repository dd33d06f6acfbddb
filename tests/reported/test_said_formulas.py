"""Formulas in the words of a claim: each comes to what the statement of the claim has on its right side.

Only the statement is attacked and proved; the words are for the reader, who takes the formula from them.  One formula is a number,
two are the entries of a vector, and three are those of a matrix whose mixed entries are alike.
"""

import re
from contextlib import suppress

import numpy as np
import pytest

from derivations.commands.finding import load, load_reported
from derivations.language import terms as t
from derivations.reported.claim import Claim
from tests.support.plain_digits import digits
from tests.support.report_formulas import Reader, Unread

load()
CLAIMS = load_reported()
OF_THE_FAMILY = {"α": "alpha", "β": "beta", "η₁": "eta1", "η₂": "eta2", "λ": "lam"}
SYMBOLS = {  # what the letters of the report are called in a module
    "1.2.4": {"μ_N": "m", "λ_N": "lam", "α_N": "a", "β_N": "b", "μ": "mu", "τ": "tau"},
    "2.2.14": OF_THE_FAMILY, "2.2.16": OF_THE_FAMILY, "2.2.17": {"α": "a", "β": "s"}, "2.2.18": OF_THE_FAMILY}
SAID = ("1.2.4-q", "1.2.4-s", "1.2.4-t", "1.2.4-v", "2.2.14-e", "2.2.14-f", "2.2.14-g", "2.2.14-h", "2.2.14-i", "2.2.14-j",
        "2.2.16-f", "2.2.16-h", "2.2.16-m", "2.2.17-e", "2.2.18-es")
ROUNDED = {"2.2.16-l": 2.0, "2.2.16-n": 2.0, "2.2.16-o": 2.0, "2.2.16-p": 2.0}  # α; β is 3
BEFORE = re.compile(r".*?(?<=\s)(?:is|are|has the entries) ")
AROUND = (("minus", "−"), ("over", "/"))
DATA = np.array([0.4, 1.3, 2.9])


def parts(says: str) -> list[str]:
    """The formulas that a sentence ends with."""
    said = BEFORE.sub("", says, count=1).removesuffix(".").partition(", for a ")[0]
    for word, sign in AROUND:
        said = said.replace(f" {word} ", f" {sign} ")
    return [part.removesuffix(" twice") for part in re.split(", and | and |, ", said)]


def values(claim: Claim, seed: int) -> dict[str, float]:
    """Numbers for the letters of the report, which are related as the report has it."""
    rng = np.random.default_rng(seed)
    found = {letter: rng.uniform(0.3, 3.0) for letter in SYMBOLS[claim.question]}
    if "η₁" in found:
        found |= {"η₁": -1/found["β"], "η₂": found["α"] - 1}
    return found | {"the average of x": DATA.mean(), "the average of log x": np.log(DATA).mean()}


def stated(claim: Claim, numbers: dict[str, float], **units: float) -> float:
    """The right side of the statement, with the numbers before the entries."""
    assert claim.statement is not None
    side = claim.statement.text.statement.args[1]
    named = {SYMBOLS[claim.question].get(letter, letter): value for letter, value in numbers.items()} | {"N": 3} | units
    at = {symbol: named[symbol.name] for symbol in side.free_symbols if symbol.name in named}
    return float(digits(side, at | {data: DATA for data in functions(side)}))


def functions(side) -> set:
    """The data of which a quantity is made up."""
    return {value.args[0] for value in side.atoms(t.Value)}


def entries(claim: Claim, numbers: dict[str, float], count: int) -> list[float]:
    """As many numbers as the words have formulas."""
    one, other = {"u1": 1.0, "u2": 0.0}, {"u1": 0.0, "u2": 1.0}
    if count == 1:
        return [stated(claim, numbers)]
    if count == 2:
        return [stated(claim, numbers, **u) for u in (one, other)]
    places = [(one, one), (one, other), (other, one), (other, other)]
    first, mixed, also, last = (stated(claim, numbers, **u, v1=v["u1"], v2=v["u2"]) for u, v in places)
    assert mixed == pytest.approx(also, rel=1e-12)
    return [first, mixed, last]


def agrees(claim: Claim, says: str, seed: int) -> bool:
    """Whether the words say what the statement does."""
    numbers, said = values(claim, seed), parts(says)
    found = [Reader(part, numbers, {}).sides()[0][1] for part in said]
    return bool(np.allclose(found, entries(claim, numbers, len(said)), rtol=1e-9, atol=0))


@pytest.mark.parametrize("name", SAID)
def test_the_words_have_the_formula_of_the_statement(name):
    assert all(agrees(CLAIMS[name], CLAIMS[name].says, seed) for seed in range(3))


@pytest.mark.parametrize("name", SAID)
def test_a_wrong_sign_in_the_words_is_noticed(name):
    says, start = CLAIMS[name].says, BEFORE.match(CLAIMS[name].says)
    assert start is not None
    wrong = [says[:i] + {"−": "+", "+": "−", "/": "·"}[says[i]] + says[i + 1:] for i in range(start.end(), len(says)) if says[i] in "−+/"]
    wrong += [says.replace("²", ""), says.replace(" minus ", " + ", 1), says.replace("ψ", "Γ", 1)]
    for text in set(wrong) - {says}:
        with suppress(Unread):
            assert not agrees(CLAIMS[name], text, 0), text


@pytest.mark.parametrize(("name", "shape"), ROUNDED.items())
def test_the_words_have_the_decimal_of_the_statement(name, shape):
    """The statement is that the square of a difference is small: of the two numbers in the words."""
    claim = CLAIMS[name]
    assert claim.statement is not None
    quantity, _, decimal = claim.says.removeprefix("Its last entry, ").removesuffix(".").partition(" is ")
    one, other = (Reader(text.strip(" ,"), {"α": shape, "β": 3.0}, {}).sides()[0][1] for text in (quantity, decimal))
    small, least = claim.statement.text.statement.args
    assert (one - other)**2 == pytest.approx(float(digits(small, {})), rel=1e-6)
    assert float(digits(least, {})) == pytest.approx((10.0**-len(decimal.partition(".")[2])/2)**2)
