"""A correction speaks of what the claim is about, and where a claim counts terms, its statement has as many.

A true theorem about another quantity would be a proved correction just as well: `decide` compares it with nothing.
"""

import re

import pytest
import sympy
from sympy.core.relational import Relational

from derivations.commands.finding import load, load_reported
from derivations.language import terms as t
from derivations.reported.claim import Claim

load()
CLAIMS = load_reported()
CORRECTED = [pytest.param(claim, id=claim.id) for claim in CLAIMS.values() if claim.correction is not None and claim.statement is not None]
ANOTHER_QUANTITY = {  # why the correction has no quantity of the claim as it stands
    "1.1.3-af": "both sides of the claim are slips, and both are mended", "2.1.12-l": "both sides of the claim are slips of earlier lines",
    "2.2.16-q": "the claim is about three quotients, the correction about the first with other digits",
    "2.2.16-v": "the claim is about two entries of the product, the correction about all four",
    "4.1.26-c": "both sides of the claim are slips, and both are mended", "4.1.26-ax": "both sides of the claim are slips, and both are mended"}
NUMBERS = {"two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9}
COUNTED = re.compile(rf"\b({'|'.join(NUMBERS)}) terms\.")


def quantities(statement: sympy.Basic) -> set[sympy.Basic]:
    """What a statement compares, and what stands in a difference whose square it says to be small; no numbers."""
    sides = {t.unnamed(side) for part in sympy.preorder_traversal(statement) if isinstance(part, Relational) for side in part.args}
    near = {term for side in sides if isinstance(side, sympy.Pow) and side.exp == 2 for term in sympy.Add.make_args(side.base)}
    return {side for side in sides | near if not side.is_number or side.has(t.Polygamma)}


def apart(claim: Claim) -> bool:
    """Whether a claim and its correction have no quantity in common."""
    assert claim.statement is not None and claim.correction is not None
    return not quantities(claim.statement.text.statement) & quantities(claim.correction.theorem.text.statement)


def addends(side: sympy.Basic) -> int:
    """How many terms the longest sum has that a quantity is made up of, the terms of sums in it counted one by one."""
    def count(node) -> int:
        return sum(map(count, node.args)) if isinstance(node, sympy.Add) else 1

    sums = [node for node in sympy.preorder_traversal(side) if isinstance(node, sympy.Add)]
    return max(map(count, sums))


@pytest.mark.parametrize("claim", CORRECTED)
def test_a_correction_is_about_a_quantity_of_the_claim(claim):
    assert apart(claim) == (claim.id in ANOTHER_QUANTITY)


def test_the_theorem_of_another_claim_is_noticed():
    """Two that are true and about another matrix, as a slip of the pen would have them."""
    for name, other in ("2.2.15-c", "2.2.16-b"), ("1.2.4-t", "1.2.4-r"), ("2.2.17-d", "2.2.14-j"):
        claim, theirs = CLAIMS[name], CLAIMS[other].correction
        assert claim.statement is not None and theirs is not None
        assert not quantities(claim.statement.text.statement) & quantities(theirs.theorem.text.statement)


@pytest.mark.parametrize("name", ["1.2.4-i", "1.2.4-l", "1.2.4-n", "2.2.17-b"])
def test_terms_are_counted(name):
    claim = CLAIMS[name]
    found = COUNTED.search(claim.says)
    assert found is not None and claim.statement is not None
    assert addends(claim.statement.text.statement.args[1]) == NUMBERS[found[1]]


def test_every_count_of_terms_is_looked_at():
    assert [claim.id for claim in CLAIMS.values() if COUNTED.search(claim.says)] == ["1.2.4-i", "1.2.4-l", "1.2.4-n", "2.2.17-b"]
