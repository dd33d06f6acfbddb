"""Claims side by side: no two say the same about the same lines; and what a misprint of a listing amounts to."""

from dataclasses import replace
from itertools import combinations

import pytest

from derivations.commands.finding import load, load_reported
from derivations.reported.facts import Defined, Reads
from derivations.reported.facts_order import Lacks, Means, Nth
from derivations.reported.q1_2_5_statements import CLASS_AS_PRINTED, CLASS_MEANT, DATA
from derivations.reported.q1_2_5_statements_family import FAMILY_AS_PRINTED, FAMILY_MEANT
from derivations.reported.q1_2_5_statements_plots import JOINT_AS_PRINTED, JOINT_MEANT
from derivations.reported.verdicts import adjudicate

load()
CLAIMS = load_reported()
QUESTIONS = sorted({claim.question for claim in CLAIMS.values()})
STILL_TWICE = [("2.2.18-j", "2.2.18-l"), ("2.2.18-j", "2.2.18-m")]  # a whole listing, and its own lines
SLIPS = ("1.2.5-aj", "1.2.5-bl", "1.2.5-cq", "1.2.5-dr", "1.2.5-eo", "1.2.5-fc", "1.2.5-fg")


def alike(claims):
    """Pairs of claims with one rule or one fact about lines that both have."""
    decided = [(claim, claim.decision.rule if claim.decision else claim.fact) for claim in claims]
    return [(one.id, other.id) for (one, first), (other, second) in combinations(decided, 2)
            if first is not None and first == second
            and max(one.lines[0], other.lines[0]) <= min(one.lines[1], other.lines[1])]


@pytest.mark.parametrize("question", QUESTIONS)
def test_no_two_claims_say_the_same_about_the_same_lines(question):
    twice = alike([claim for claim in CLAIMS.values() if claim.question == question])
    assert [pair for pair in twice if pair not in STILL_TWICE] == []


def test_a_claim_that_is_made_twice_is_noticed():
    claim = CLAIMS["1.2.5-dw"]
    first, last = claim.lines
    for lines, found in (((last, last + 5), True), ((first - 5, first), True), ((last + 1, last + 1), False)):
        assert bool(alike([claim, replace(claim, id="again", lines=lines)])) is found
    fact = CLAIMS["1.2.5-bl"]
    assert alike([fact, replace(fact, id="again")]) and not alike([fact, claim])


# --- misprints ------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", SLIPS)
def test_a_misprint_and_its_evident_reading_change_places(name):
    claim = CLAIMS[name]
    assert claim.fact is not None and claim.fact.evident is not None
    found = adjudicate(claim)
    assert (found.verdict, found.instead) == ("refuted", claim.fact.instead) and found.instead
    assert adjudicate(replace(claim, fact=claim.fact.evident)).verdict == "proved"


def test_what_else_is_read_is_read_as_it_is_printed():
    wrong = {claim.id for claim in CLAIMS.values() if claim.question in ("1.2.4", "1.2.5") and claim.fact is not None
             and adjudicate(claim).verdict != "proved"}
    assert wrong == set(SLIPS)


def broken(fact):
    """The same fact of another text, in which it is not so."""
    match fact:
        case Defined():
            return replace(fact, defined=tuple(name for name in fact.defined if name != fact.used[0]))
        case Reads() | Means():
            return replace(fact, skeleton=fact.skeleton.replace(")", "", 1))
        case Nth():
            return replace(fact, place=1)
        case Lacks():
            return replace(fact, things=(*fact.things, fact.name))


@pytest.mark.parametrize("claim", [pytest.param(c, id=c.id) for c in CLAIMS.values()
                                   if c.question in ("1.2.4", "1.2.5") and c.fact is not None and c.id not in SLIPS])
def test_another_text_turns_the_verdict(claim):
    assert adjudicate(claim).verdict == "proved"
    found = adjudicate(replace(claim, fact=broken(claim.fact)))
    assert (found.verdict, found.instead) == ("refuted", claim.fact.instead) and found.instead


BREAKS = {  # a break of a line, in columns or not, that alone makes another text of what is meant
    "after a full stop, in the class": (CLASS_MEANT, "x, x, x, x = x.x.x()", "x, x, x, x = x.\n                x.x()"),
    "before the parentheses of a call": (CLASS_MEANT, "(x - x).x()", "(x - x).x\n                ()"),
    "in a comment": (CLASS_MEANT, "            if x % 10", "            x x x x x\n            if x % 10"),
    "out of the inner loop": (CLASS_MEANT, "                x += x", "            x += x"),
    "after a full stop, in the family": (FAMILY_MEANT, "x.x.x(x, x).x(x)", "x.x.x(x, x).\n            x(x)"),
    "out of the method": (FAMILY_MEANT, "        return (x, x)", "    return (x, x)"),
    "after a full stop, in the joint density": (JOINT_MEANT, "x.x.x(x, x).x(x).x()", "x.x.x(x, x).\n        x(x).x()"),
}


@pytest.mark.parametrize("meant, right, broken", BREAKS.values(), ids=BREAKS)
def test_every_break_alone_is_noticed(meant, right, broken):
    assert meant.count(right) >= 1
    assert Means(meant, meant, instead="").find().holds
    assert not Means(meant.replace(right, broken, 1), meant, instead="").find().holds


def test_a_break_within_brackets_changes_nothing():
    for meant, right, broken in ((CLASS_MEANT, "[x.x.x]", "[x.x.\n            x]"), (DATA, "(-10, 10, x)", "(-10,\n10, x)")):
        assert right in meant and Means(meant.replace(right, broken), meant, instead="").find().holds


def test_skeletons_hold_no_names():
    words = {"class", "def", "for", "in", "if", "or", "return", "x"}
    for skeleton in (CLASS_AS_PRINTED, CLASS_MEANT, FAMILY_AS_PRINTED, FAMILY_MEANT, JOINT_AS_PRINTED, JOINT_MEANT, DATA):
        assert {word for word in "".join(c if c.isalpha() else " " for c in skeleton).split()} <= words


def test_places_and_things_that_are_lacking():
    assert Nth(("a", "b"), 2, "b", instead="").find().holds and not Nth(("a", "b"), 1, "b", instead="").find().holds
    for things, holds, word in ((("a",), True, "none"), (("a", "c"), False, "one")):
        found = Lacks("c", things, instead="").find()
        assert (found.holds, found.figures) == (holds, f"c is {word} of {', '.join(things)}")
