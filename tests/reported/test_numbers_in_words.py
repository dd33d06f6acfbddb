"""The decimals in the words of corrections, of reasons and of mended lines, which no line of a proof reads."""

import re
from itertools import chain
from typing import Any

import pytest
from mpmath import mp, mpf

from derivations.commands.finding import load, load_reported
from impl.listings import bbvi

load()
CLAIMS = load_reported()
DECIMAL = re.compile(r"(?<![\w.])\d+\.\d{3,}(?![\w.]*\d)")


def in_words(claim) -> list[str]:
    """The decimals of at least three places in what is said of a claim."""
    correction = claim.correction.text if claim.correction is not None else ""
    return DECIMAL.findall("\n".join((correction, claim.why_not or "", claim.right or "")))


def in_the_report(question: str) -> set[str]:
    """The decimals that a question of the report prints, as its claims have them."""
    of_it = [claim for claim in CLAIMS.values() if claim.question == question]
    return set(chain.from_iterable(DECIMAL.findall(f"{claim.says}\n{claim.printed or ''}") for claim in of_it))


def of_the_example() -> list[Any]:
    """What 2.2.16 computes at α = 2 and β = 3, right and as it is printed, anew: numbers without their signs."""
    with mp.workdps(30):
        psi, printed = mp.psi(1, 2), [mpf(text) for text in ("0.24922", "1.15022", "6.90734", "0.64473")]
        determinant, (first, mixed, last, corner) = 2 * psi - 1, printed
        right = psi, determinant, psi / 9, psi / 9 / determinant, 1 / (3 * determinant), 2 / determinant
        in_shape_and_scale = 3 / determinant, 9 * psi / determinant
        divided = [mpf(above) / mpf("0.2878") for above in ("0.071653", "2")] + [1 / (3 * mpf("0.2878"))]
        product = 18 * first - 3 * mixed, 3 * last - 18 * mixed, 3 * first - corner * mixed, corner * last - 3 * mixed
        slip = 2 * mpf("0.6449") - 1
        rounded = 18 * mpf("0.24721") - 3 * mpf("1.14995")
        return [abs(value) for value in (*right, *in_shape_and_scale, *divided, *product, slip, rounded)]


def of_the_posterior() -> list[Any]:
    """The means of μ and τ under the exact posterior of the data and the prior of 1.2.5."""
    loc, scale, shape, rate = map(mpf, bbvi.PRIOR.values())
    data = [mpf(x) for x in bbvi.generate_data(bbvi.MU, bbvi.TAU, bbvi.SIZE).tolist()]
    mean = mp.fsum(data) / len(data)
    squares = mp.fsum((x - mean) ** 2 for x in data) + scale * len(data) / (scale + len(data)) * (mean - loc) ** 2
    return [(scale * loc + len(data) * mean) / (scale + len(data)), (shape + mpf(len(data)) / 2) / (rate + squares / 2)]


COMPUTED = {"1.2.5": of_the_posterior(), "2.2.16": of_the_example()}


def rounds(text: str, value: Any) -> bool:
    """Whether the decimal is the number, rounded to its last place."""
    with mp.workdps(30):
        return abs(mpf(text) - value) <= mpf(10) ** -len(text.partition(".")[2]) / 2


WITH_DECIMALS = [pytest.param(claim, id=claim.id) for claim in CLAIMS.values() if in_words(claim)]


@pytest.mark.parametrize("claim", WITH_DECIMALS)
def test_each_decimal_is_printed_or_computed_anew(claim):
    printed, computed = in_the_report(claim.question), COMPUTED.get(claim.question, [])
    assert [d for d in in_words(claim) if d not in printed and not any(rounds(d, value) for value in computed)] == []


def test_a_wrong_digit_is_noticed():
    """Each decimal that is not printed, with its last digit moved, is none of the numbers."""
    printed, computed = in_the_report("2.2.16"), COMPUTED["2.2.16"]
    said = {d for claim in CLAIMS.values() if claim.question == "2.2.16" for d in in_words(claim)} - printed
    assert len(said) > 10
    for decimal in said:
        wrong = decimal[:-1] + str((int(decimal[-1]) + 5) % 10)
        assert not any(rounds(wrong, value) for value in computed)
