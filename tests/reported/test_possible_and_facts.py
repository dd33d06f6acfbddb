"""Claims that something can be the case, and claims that the text of a listing decides alone."""

from dataclasses import replace

import pytest

from derivations.chapters.elbo import q, r, z
from derivations.commands.finding import load, load_reported
from derivations.kernel import KL, always
from derivations.reported.claim import Claim
from derivations.reported.errors import Severity, errors_in
from derivations.reported.facts import Defined, Reads
from derivations.reported.verdicts import adjudicate
from tests.support.ledger_plants import claim, verify

load()
POSSIBLE = [c for c in load_reported().values() if c.can]



def far_apart(proof):
    proof.claim(KL[z](q(z), r(z)) > 0)
    proof.given(always[z](r(z) > 0))


def never(proof):
    proof.claim(KL[z](q(z), r(z)) < 0)
    proof.given(always[z](r(z) > 0))


@pytest.mark.parametrize("one", [pytest.param(c, id=c.id) for c in POSSIBLE])
def test_what_can_be_is_proved_by_a_certified_model_and_is_no_rule(one):
    """Said of every case it would be refuted."""
    found = adjudicate(one)
    assert found.example is not None
    assert (found.verdict, found.reached) == ("proved", True) and found.example.certified in ("exact", "balls")
    assert found.counterexample is None
    assert adjudicate(replace(one, can=False)).verdict == "refuted"


def test_what_can_never_be_is_not_proved(monkeypatch, capsys):
    for function, verdict in ((far_apart, "proved"), (never, "undecided")):
        name = claim(monkeypatch, function)
        monkeypatch.setitem(load_reported(), name, replace(load_reported()[name], can=True))
        status, entry, _ = verify(name, capsys)
        assert (status == 0, entry["verdict"]) == (verdict == "proved", verdict)
        assert ("example" in entry) == (verdict == "proved")


@pytest.mark.parametrize(("fact", "holds", "says"), [
    (Reads("x(x(x))", instead=""), True, "x(x(x))"),
    (Reads("x(x(x)))", instead="one parenthesis less"), False, "cannot read"),
    (Reads('x(x"x {x})', instead="a quotation mark"), False, "cannot read"),
    (Defined(("fit",), ("fit", "sample"), instead=""), True, "fit"),
    (Defined(("fit", "count"), ("fit", "sample"), instead="a method more"), False, "count is used"),
])
def test_the_text_of_a_listing_decides(fact, holds, says):
    found = adjudicate(of_listing(fact))
    assert found.verdict == ("proved" if holds else "refuted") and says in found.evidence
    assert found.instead == ("" if holds else fact.instead) and found.reached


def of_listing(fact) -> Claim:
    return Claim("9.9.9-a", (1, 1), 0, "listing", "planted", None, None, "", fact=fact)


def test_a_misprint_of_a_listing_is_a_slip_where_its_evident_reading_is_right():
    broken = Reads("x(x", instead="a parenthesis more")
    for evident, severity in ((None, Severity.RESULT), (Reads("x(x)", instead=""), Severity.SLIP),
                              (Reads("x((x)", instead=""), Severity.RESULT)):
        one = of_listing(replace(broken, evident=evident))
        (error,) = errors_in([one], {one.id: adjudicate(one).verdict})
        assert error.severity is severity
        (error,) = errors_in([goal := replace(one, goal=True)], {one.id: adjudicate(goal).verdict})
        assert error.severity is (severity if severity is Severity.SLIP else Severity.CONCLUSION)
