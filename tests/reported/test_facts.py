"""Claims that the text of a listing decides: as printed, in their evident reading, and with names that nothing defines."""

from dataclasses import replace

import pytest

from derivations.commands.finding import load_reported
from derivations.reported.errors import Severity, errors_in
from derivations.reported.facts import Defined, Reads
from derivations.reported.facts_layout import Lacks, Means
from derivations.reported.misprints import Agrees, InLoop
from derivations.reported.verdicts import adjudicate

CLAIMS = [claim for claim in load_reported().values() if claim.fact is not None]


def broken(fact):
    """A fact that holds no more: a parenthesis too many, no definition, another letter, no indentation, a broken line, a
    thing that is there."""
    changes = {Reads: {"skeleton": "x)"}, Defined: {"defined": ()}, Agrees: {"printed": "another"}, InLoop: {"statement": 0},
               Means: {"skeleton": "x("}, Lacks: {"things": (getattr(fact, "name", ""),)}}
    return replace(fact, **changes[type(fact)])


@pytest.mark.parametrize("claim", [pytest.param(c, id=c.id, marks=pytest.mark.evidence(c.id, kind="exact")) for c in CLAIMS])
def test_the_evident_reading_turns_the_verdict(claim):
    """What is refuted says what is right, in the report's symbols too; a misprint is proved as it is meant, and a slip."""
    found = adjudicate(claim)
    assert found.reached and found.evidence
    if found.verdict == "proved":
        assert adjudicate(replace(claim, fact=broken(claim.fact))).verdict == "refuted"
        return
    assert found.verdict == "refuted" and found.instead and claim.printed
    error, = errors_in([claim], {claim.id: found.verdict})
    evident = claim.fact.evident if claim.fact is not None else None
    if evident is None:
        assert error.severity is not Severity.SLIP
    else:
        assert adjudicate(replace(claim, fact=evident)).verdict == "proved" and error.severity is Severity.SLIP


def test_skeletons_hold_nothing_of_a_listing():
    for fact in [f for c in CLAIMS for f in (c.fact, c.fact and c.fact.evident) if isinstance(f, Reads)]:
        words = "".join(c if c.isalpha() or c == "_" else " " for c in fact.skeleton).split()
        assert set(words) <= {"x", "f", "if", "else", "not", "return", "def", "for", "in", "import", "as", "class", "lambda", "self"}
