"""A printed decimal that is wrong is shown beside the number, and no squares of differences."""

import math
import re
from fractions import Fraction

import pytest
import sympy

from derivations.commands.finding import load_reported
from derivations.commands.rounding import rounded
from derivations.commands.show_errata import of_decimals
from derivations.kernel import Prover, trigamma
from derivations.language import writing as w
from derivations.reported.verdicts import decide, shown
from tests.support.errata_of import errata_of

CLAIMS = load_reported()
TRIGAMMA = math.pi**2/6 - 1  # of two
NUMBERS = {"2.2.16-n": TRIGAMMA, "2.2.16-o": 2*TRIGAMMA - 1, "2.2.16-p": TRIGAMMA/9, "2.2.16-q": 0.071653/0.2878,
           "2.2.16-r": TRIGAMMA/9/(2*TRIGAMMA - 1), "2.2.16-s": -1/3/(2*TRIGAMMA - 1), "2.2.16-t": 2/(2*TRIGAMMA - 1)}


@pytest.mark.parametrize("name", NUMBERS)
def test_the_number_stands_beside_the_decimal(name) -> None:
    """The number is computed here by another way, and the decimal is one of the claim's own words."""
    claim = CLAIMS[name]
    assert claim.statement is not None
    seen = shown(claim, decide(claim.statement, Prover()))
    assert seen is not None
    first, second = (line.replace("−", "-") for line in of_decimals(claim, seen))
    told = re.search(r"≈ (-?\d\.\d+); printed (-?\d\.\d+)$", first)
    assert told is not None and float(told[1]) == pytest.approx(NUMBERS[name], rel=5e-6)
    assert told[2] in claim.says.replace("−", "-")
    off = float(second.split("off by ")[1].split(",")[0].replace("·10", "e").translate(str.maketrans("⁻⁶", "-6")))
    assert f"{off:.2g}" == f"{abs(NUMBERS[name] - float(told[2])):.2g}"


def test_the_mixed_entry_comes_from_a_rounded_value() -> None:
    assert f"{-1/3/(2*0.6449 - 1):.5f}" == "-1.15022"
    claim = CLAIMS["2.2.16-s"]
    assert claim.correction is not None and "it comes from ψ′(2), rounded to 0.6449" in claim.correction.text


def decimal(above: int, below: int) -> sympy.Basic:
    return w.div(sympy.Integer(above), sympy.Integer(below))


def square(node: sympy.Basic) -> sympy.Basic:
    return sympy.Pow(node, 2, evaluate=False)


def test_what_is_a_rounded_number() -> None:
    half, number = square(decimal(1, 200)), trigamma(2)
    found = rounded(w.le(square(w.sub(number, decimal(64, 100))), half))
    assert found is not None and (found.printed, found.half, found.places) == (Fraction(64, 100), Fraction(1, 200), 2)
    negative = rounded(w.le(square(w.add(number, decimal(64, 100))), half))
    assert negative is not None and negative.printed == Fraction(-64, 100)
    right = square(w.sub(number, decimal(64, 100)))
    for other in (w.le(square(w.sub(number, decimal(64, 90))), half), w.le(right, square(decimal(1, 300))),
                  w.le(number, half), w.eq(right, half), w.le(square(number), half)):
        assert rounded(other) is None


def test_no_line_of_numbers_is_hard_to_read() -> None:
    """No error of 2.2.16 has a fraction of more than five digits in its numbers."""
    found = errata_of("2.2.16")
    for error in found.errors:
        seen = shown(error.root, found.verdicts[error.root.id])
        if seen is not None and not of_decimals(error.root, seen):
            assert not re.search(r"\d{6}/|/\d{6}", f"{seen.lhs} {seen.rhs}"), error.root.id
