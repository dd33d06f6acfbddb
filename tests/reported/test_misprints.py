"""Claims that the printed text decides alone: as printed, and in their evident reading; and claims that say the same."""

from dataclasses import replace

import pytest

from derivations.commands.finding import load, load_reported
from derivations.reported.errors import Severity, errors_in
from derivations.reported.facts import Defined, Reads
from derivations.reported.misprints import Agrees, InLoop
from derivations.reported.verdicts import adjudicate
from tests.support.listing_figures import WORLD
from tests.support.rule_figures import run

load()
CLAIMS = load_reported()
OF_TEXT = [claim for claim in CLAIMS.values() if claim.fact is not None and claim.question == "2.2.13"]
REFUTED = {"2.2.13-" + letters for letters in (
    "w", "ap",  # a method that the family lacks, a caption that names τ for μ
    "bh", "bj", "bk", "bl",  # n for D, t for d, i for d, a prefix
    "bm", "bn", "bo", "bp", "bq")}  # broken lines, a name that nothing defines, the end of the loop
NOT_EVIDENT = {"2.2.13-w"}  # what the method returns has to be guessed


@pytest.mark.parametrize("claim", [
    pytest.param(c, id=c.id, marks=pytest.mark.evidence(c.id, kind="exact")) for c in OF_TEXT])
def test_as_printed_and_as_it_evidently_reads(claim):
    """What is refuted is proved in its evident reading; no verdict on a misprint stays when its text is exchanged."""
    found = adjudicate(claim)
    if claim.id not in REFUTED:
        assert (found.verdict, found.reached, found.instead, claim.fact.evident) == ("proved", True, "", None)
        return
    assert (found.verdict, found.reached, found.instead) == ("refuted", True, claim.fact.instead)
    assert found.evidence and claim.printed and claim.right
    [error] = errors_in([claim], {claim.id: found.verdict})
    if claim.id in NOT_EVIDENT:
        assert claim.fact.evident is None and error.severity is Severity.RESULT
        return
    evident = replace(claim, fact=claim.fact.evident)
    assert (adjudicate(evident).verdict, adjudicate(evident).reached) == ("proved", True)
    assert (error.severity, error.root, error.consequences) == (Severity.SLIP, claim, ())
    [worse] = errors_in([replace(claim, fact=replace(claim.fact, evident=claim.fact))], {claim.id: found.verdict})
    assert worse.severity is Severity.RESULT


@pytest.mark.parametrize(("name", "figure", "tolerance"), [
    ("2.2.13-z", "exact.listing.signal_error", 1e-4), ("2.2.13-dd", "exact.listing.elbo_error", 1e-4)])
def test_a_comment_that_names_another_quantity(name, figure, tolerance):
    """A slip as long as the quantity that it evidently means is right."""
    for error, severity in ((0.99*tolerance, Severity.SLIP), (1.01*tolerance, Severity.RESULT)):
        ran = run("bbvi", WORLD["bbvi"] | {figure: error})
        assert adjudicate(CLAIMS[name], runs={ran.key: ran}).verdict == "contradicted"
        [found] = errors_in([CLAIMS[name]], {name: "contradicted"}, {ran.key: ran})
        assert found.severity is severity


def test_the_errors_of_2_2_13():
    """Each is a root: none follows from another, and two are what the question set out to show."""
    ran = run("bbvi", WORLD["bbvi"])
    claims = [claim for claim in CLAIMS.values() if claim.question == "2.2.13"]
    verdicts = {claim.id: adjudicate(claim, runs={ran.key: ran}).verdict for claim in claims}
    errors = errors_in(claims, verdicts, {ran.key: ran})
    assert not any(error.consequences for error in errors) and all(e.root.printed and e.root.right for e in errors)
    found = {kind: {error.root.id.partition("-")[2] for error in errors if error.severity is kind} for kind in Severity}
    assert found == {Severity.CONCLUSION: {"bb", "be"}, Severity.GAP: {"em", "eq"},
                     Severity.RESULT: {"e", "k", "m", "u", "v", "w", "ad", "aq"},
                     Severity.SLIP: {name.partition("-")[2] for name in REFUTED - NOT_EVIDENT} | {"z", "ay", "dd"}}


@pytest.mark.parametrize(("fact", "other"), [
    (Reads("x=0", instead="-"), Reads("x=", instead="-")),
    (Defined(("D",), ("D", "S"), instead="-"), Defined(("D", "n"), ("D", "S"), instead="-")),
    (Agrees("index", "d", "d", "line 1", instead="-"), Agrees("index", "t", "d", "line 1", instead="-")),
    (InLoop(8, 9, instead="-"), InLoop(8, 8, instead="-")),
])
def test_a_fact_and_its_opposite(fact, other):
    assert (fact.find().holds, other.find().holds) == (True, False)
    assert fact.find().figures and other.find().figures
