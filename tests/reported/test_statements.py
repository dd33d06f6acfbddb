"""Claims on 1.2.4 and 1.2.5 that the printed text decides: misprints, broken lines, and what else the text could be."""

from dataclasses import replace

import pytest

from derivations.commands.finding import load, load_reported
from derivations.reported.errors import Severity, errors_in
from derivations.reported.facts import Defined, Reads
from derivations.reported.facts_layout import Lacks, Means
from derivations.reported.misprints import Agrees
from derivations.reported.verdicts import adjudicate
from tests.support.listing_figures import WORLD
from tests.support.rule_figures import run

load()
CLAIMS = load_reported()
MEANT = {claim.id: claim.fact.meant for claim in CLAIMS.values() if isinstance(claim.fact, Means)}
CLASS_MEANT, FAMILY_MEANT, JOINT_MEANT, DATA = (MEANT[name] for name in ("1.2.5-bl", "1.2.5-cq", "1.2.5-dr", "1.2.5-bd"))
SLIPS = ("1.2.5-aj", "1.2.5-bl", "1.2.5-cq", "1.2.5-eo", "1.2.5-fc", "1.2.5-fg")


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
        case Agrees():
            return replace(fact, elsewhere="another")
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
    words = {"class", "def", "for", "in", "if", "or", "return", "x", "e", "a", "b"}
    for fact in [claim.fact for claim in CLAIMS.values() if isinstance(claim.fact, Means)]:
        assert {word for word in "".join(c if c.isalpha() else " " for c in fact.skeleton + fact.meant).split()} <= words


def test_what_is_lacking():
    for things, holds, word in ((("a",), True, "none"), (("a", "c"), False, "one")):
        found = Lacks("c", things, instead="").find()
        assert (found.holds, found.figures) == (holds, f"c is {word} of {', '.join(things)}")


def test_the_errors_of_1_2_4_and_1_2_5():
    """The roots, by how severe they are; what follows from each; and what each of them prints, and should."""
    ran = run("bbvi", WORLD["bbvi"])
    claims = [claim for claim in CLAIMS.values() if claim.question in ("1.2.4", "1.2.5")]
    verdicts = {claim.id: adjudicate(claim, runs={ran.key: ran}).verdict for claim in claims}
    found = {kind: {} for kind in Severity}
    for question in "1.2.4", "1.2.5":
        own = [claim for claim in claims if claim.question == question]
        for error in errors_in(own, verdicts, {ran.key: ran}):
            assert error.root.printed and error.root.right, error.root.id
            found[error.severity][error.root.id] = {claim.id for claim in error.consequences}
    assert found == {
        Severity.CONCLUSION: {"1.2.4-a": set(), "1.2.5-c": {"1.2.5-a"}, "1.2.5-f": {"1.2.5-a"}, "1.2.5-h": {"1.2.5-a"},
                              "1.2.5-al": set(), "1.2.5-am": {"1.2.5-ao", "1.2.5-ap"}},
        Severity.RESULT: {"1.2.5-n": set(), "1.2.5-ab": set()}, Severity.GAP: {},
        Severity.SLIP: {name: set() for name in (*SLIPS, "1.2.4-r", "1.2.4-t", "1.2.5-q", "1.2.5-ax")}}
    together = {error.root.id: {claim.id for claim in error.consequences} for error in errors_in(claims, verdicts, {ran.key: ran})}
    assert together["1.2.4-a"] == {"1.2.5-a", "1.2.5-c"} and "1.2.5-c" not in together


@pytest.mark.parametrize(("name", "figures"), [
    ("1.2.5-q", {"exact.listing.signal_error": 1.01e-4}), ("1.2.5-ax", {"tables.1.data_mean": 0.9})])
def test_a_slip_is_one_as_long_as_its_evident_reading_is_right(name, figures):
    for changed, severity in (({}, Severity.SLIP), (figures, Severity.RESULT)):
        ran = run("bbvi", WORLD["bbvi"] | changed)
        assert adjudicate(CLAIMS[name], runs={ran.key: ran}).verdict == "contradicted"
        [error] = errors_in([CLAIMS[name]], {name: "contradicted"}, {ran.key: ran})
        assert error.severity is severity
