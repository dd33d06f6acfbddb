"""Roots, consequences and severities of the report's errors: each turns round when its text is mended or broken."""

from dataclasses import replace

import pytest

from derivations.commands.finding import load, load_reported
from derivations.kernel import Prover
from derivations.reported.claim import Claim, Correction
from derivations.reported.errors import Severity, errors_in
from derivations.reported.mending import mendable, right_with
from derivations.reported.printed import Printed
from derivations.reported.verdicts import WRONG, adjudicate
from tests.support.errata_of import STATED, errata_of

load()
CLAIMS = load_reported()
PROVER = Prover()
each_question = pytest.mark.parametrize("question", STATED)


def again(question: str, **changed: Claim) -> dict[str, tuple[Severity, set[str]]]:
    """The errors of a question, by root, with some claims exchanged; their verdicts are found anew."""
    verdicts = {name: found.verdict for name, found in errata_of(question).verdicts.items()}
    claims = [changed.get(c.id, c) for c in errata_of(question).claims]
    verdicts |= {name: adjudicate(claim, PROVER).verdict for name, claim in changed.items()}
    return {e.root.id: (e.severity, {c.id for c in e.consequences}) for e in errors_in(claims, verdicts, None, PROVER)}


def unmended(claim: Claim) -> Claim:
    """A claim whose text does not say what mends it."""
    statement = replace_text(claim, mends=[], missing=[])
    return replace(claim, statement=statement)


def replace_text(claim: Claim, **changed):
    assert claim.statement is not None
    statement = Printed(claim.statement.source, title=claim.says, register=False)
    for name, value in changed.items():
        setattr(statement.text, name, value)
    return statement


def correction_of(claim: Claim) -> Correction:
    assert claim.correction is not None
    return claim.correction


def test_each_wrong_claim_is_a_root_or_follows_from_one():
    for question in STATED:
        found = errata_of(question)
        told = [c.id for error in found.errors for c in error.claims]
        assert set(told) == {c.id for c in found.wrong}, question
        assert len([e.root for e in found.errors]) == len({e.root.id for e in found.errors})


def test_the_example_that_was_adjudicated_by_hand():
    """A reader adjudicated 1.1.3 by hand: three errors, and which claims repeat each."""
    assert {e.root.id[6:]: (str(e.severity), {c.id[6:] for c in e.consequences}) for e in errata_of("1.1.3").errors} == {
        "ag": ("wrong result", {"af", "ai"}), "ak": ("gap", {"b", "am", "an", "ap"}), "ad": ("slip", {"ae", "af"})}


@each_question
def test_a_mended_root_is_no_error(question):
    """With its text mended the root is right; what followed from it is wrong on its own."""
    for error in errata_of(question).errors:
        root, correction = error.root, correction_of(error.root)
        mended = replace(root, statement=correction.theorem, correction=Correction("as printed", root.statement))
        found = again(question, **{root.id: mended})
        assert root.id not in found
        followed = {name for _, names in found.values() for name in names}
        assert set(found) | followed >= {c.id for c in error.consequences}


@each_question
def test_without_what_mends_it_nothing_follows_from_a_root(question):
    for error in errata_of(question).errors:
        found = again(question, **{error.root.id: unmended(error.root)})
        assert found[error.root.id][1] == set()
        assert {c.id for c in error.consequences} <= set(found)


@each_question
def test_a_severity_follows_from_the_reading_the_missing_term_and_the_goals(question):
    for error in errata_of(question).errors:
        root, severity = error.root, error.severity
        evident = replace(root, correction=correction_of(root)._replace(evident=True))
        assert again(question, **{root.id: evident})[root.id][0] == Severity.SLIP
        plain = replace(root, correction=correction_of(root)._replace(evident=False))
        assert again(question, **{root.id: plain})[root.id][0] != Severity.SLIP
        if severity is Severity.GAP:  # without what mends it there is no term that is only missing
            assert again(question, **{root.id: unmended(root)})[root.id][0] in (Severity.RESULT, Severity.CONCLUSION)
        if severity in (Severity.RESULT, Severity.CONCLUSION):
            aims = {c.id: replace(c, goal=severity is Severity.RESULT) for c in error.claims}
            turned = Severity.CONCLUSION if severity is Severity.RESULT else Severity.RESULT
            assert again(question, **aims)[root.id][0] == turned


@each_question
def test_a_consequence_is_wrong_without_its_root_and_right_with_it(question):
    errors = errata_of(question).errors
    for claim in {c.id: c for error in errors for c in error.consequences}.values():
        roots = tuple(e.root for e in errors if claim in e.consequences)
        assert right_with(claim, roots, PROVER) and not right_with(claim, (), PROVER)
        assert all(mendable(root) for root in roots)
        for one in roots:
            assert len(roots) == 1 or not right_with(claim, (one,), PROVER)
        broken = replace(claim, correction=Correction("another", CLAIMS["1.1.1-p"].statement))
        if claim.id not in SUPPOSED:
            assert not right_with(broken, roots, PROVER)


SUPPOSED = {"1.1.2-j"}  # it is the hypothesis that was missing


def test_only_wrong_claims_are_errors():
    for found in map(errata_of, STATED):
        assert all(found.verdicts[c.id].verdict in WRONG for error in found.errors for c in error.claims)
        assert not errors_in(found.claims, {c.id: "proved" for c in found.claims})


def test_every_error_is_told_in_the_symbols_of_the_report():
    for question in STATED:
        for error in errata_of(question).errors:
            assert error.root.printed and error.root.right, error.root.id
            assert all(c.printed for c in error.consequences), question
