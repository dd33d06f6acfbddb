"""Every gate of a reported claim: for each condition under which its verdict is not reached, a claim that meets it."""

import pytest

from derivations.attack.certificate import Undecided
from derivations.attack.counterexamples import Attack
from derivations.attack.evaluate import Unreadable
from derivations.attack.theorems import Trial
from derivations.attack.verdict import Verdict
from derivations.commands import entries
from derivations.commands.finding import load_reported
from derivations.kernel import Prover
from derivations.reported import verdicts as adjudication
from derivations.reported.verdicts import adjudicate
from tests.support.ledger_plants import (
    bare_false,
    claim,
    doubtful_in_another_reading,
    false,
    false_as_printed_only,
    false_in_another_reading,
    few_models,
    gullible,
    hair,
    honest,
    neither,
    raising,
    round_about,
    verify,
    wrong_lines,
)


@pytest.fixture(autouse=True)
def quick(monkeypatch):
    few_models(monkeypatch)


def stopped(found, says, verdict="undecided"):
    """The claim has this verdict, which is not reached, and says why."""
    status, entry, _ = found
    assert (status, entry["verdict"], entry["reached"]) == (1, verdict, False)
    assert says in entry["evidence"], entry["evidence"]


def test_without_any_of_it_all_is_well(monkeypatch, capsys):
    status, entry, _ = verify(claim(monkeypatch, None, why="no"), capsys)
    assert (status, entry["verdict"], entry["reached"]) == (0, "not checkable", True)
    for function, correction, verdict in ((honest, None, "proved"), (bare_false, honest, "refuted")):
        status, entry, _ = verify(claim(monkeypatch, function, correction), capsys)
        assert (status, entry["verdict"], entry["reached"]) == (0, verdict, True)
    assert min(entry["counterexample"]["model"]["sizes"].values()) == 2 and entry["correction"]["text"] == "rather so"


def test_what_is_not_checkable_says_why(monkeypatch, capsys):
    stopped(verify(claim(monkeypatch, None), capsys), "", "not checkable")


# --- refuted ----------------------------------------------------------------------------------------------------------


def test_a_refuted_claim_needs_a_correction(monkeypatch, capsys):
    stopped(verify(claim(monkeypatch, bare_false), capsys), "no correction is given", "refuted")


@pytest.mark.parametrize("correction", [wrong_lines, false])
def test_a_correction_has_to_be_proved(correction, monkeypatch, capsys):
    stopped(verify(claim(monkeypatch, bare_false, correction), capsys), "the correction fails: ", "refuted")


def test_a_correction_has_to_hold_in_models(monkeypatch, capsys):
    """The kernel is made to accept it; a model breaks it."""
    gullible(monkeypatch)
    found = verify(claim(monkeypatch, bare_false, false), capsys)
    stopped(found, "the correction fails: the lines are accepted, yet the claim is false", "refuted")


def test_a_claim_is_refuted_in_every_reading_only(monkeypatch, capsys):
    """False as printed, true in another reading: neither refuted nor proved."""
    found = verify(claim(monkeypatch, false_as_printed_only, honest), capsys)
    stopped(found, "no counterexample to: the other way round")
    assert found[1]["counterexample"] is None


# --- proved -----------------------------------------------------------------------------------------------------------


def test_a_claim_without_lines_is_not_proved(monkeypatch, capsys):
    stopped(verify(claim(monkeypatch, neither), capsys), "neither refuted nor proved; no counterexample to: as printed")


def test_a_claim_is_proved_in_every_reading_only(monkeypatch, capsys):
    stopped(verify(claim(monkeypatch, false_in_another_reading), capsys), "its readings disagree: false the other way round")


def test_a_reading_that_nothing_decides_or_reads(monkeypatch, capsys):
    monkeypatch.setattr(adjudication, "SMALL_MODELS_FOR_A_REPORTED_CLAIM", 200)
    stopped(verify(claim(monkeypatch, doubtful_in_another_reading), capsys), "not every reading could be decided")
    for error in (Undecided("too close"), Unreadable("no finite meaning")):
        monkeypatch.setattr(adjudication.Attack, "refute", raising(error))
        for function, says in ((honest, "not every reading could be decided"), (neither, "neither refuted nor proved")):
            stopped(verify(claim(monkeypatch, function), capsys), f"{says}{';' if function is neither else ':'} {error}")


def test_lines_that_the_kernel_refuses(monkeypatch, capsys):
    found = verify(claim(monkeypatch, wrong_lines), capsys)
    stopped(found, "algebra")
    assert len(found[2]["failures"]) == 1


def test_a_false_claim_is_refuted_though_its_lines_are_accepted(monkeypatch, capsys):
    gullible(monkeypatch)
    stopped(verify(claim(monkeypatch, false), capsys), "no correction is given", "refuted")


def test_a_claim_that_only_the_second_attack_refutes(monkeypatch, capsys):
    """The first finds nothing: what is proved is attacked once more, and a counterexample there is a failure."""
    gullible(monkeypatch)
    first = Attack.refute
    monkeypatch.setattr(Attack, "refute", lambda self, *args, **options: None if "check_earlier" in options else
                        first(self, *args, **options))
    stopped(verify(claim(monkeypatch, false), capsys), "the claim is false in a model: a fault of the kernel")


def test_hypotheses_that_no_model_satisfies(monkeypatch, capsys):
    stopped(verify(claim(monkeypatch, hair), capsys), "no small model satisfies the hypotheses")
    monkeypatch.setattr(Attack, "_satisfied", lambda *_: False)
    stopped(verify(claim(monkeypatch, honest), capsys), "no small model satisfies the hypotheses")


def test_a_proof_that_reaches_nothing_is_no_verdict(monkeypatch):
    """Though the last word says proved: the attack on all readings has seen no model of the hypotheses."""
    name = claim(monkeypatch, honest)
    monkeypatch.setattr(adjudication, "verdict_on", lambda derivation, prover, _models, **_: Verdict(prover.prove(derivation)))
    assert adjudicate(load_reported()[name], Prover()).reached
    monkeypatch.setattr(Attack, "_satisfied", lambda *_: False)
    found = adjudicate(load_reported()[name], Prover())
    assert (found.verdict, found.reached, found.satisfiable) == ("proved", False, False)


# --- its lines in models ----------------------------------------------------------------------------------------------


def test_a_false_line_of_a_gullible_kernel(monkeypatch, capsys):
    gullible(monkeypatch)
    monkeypatch.setattr(Trial, "exactly", lambda *_: 12)
    stopped(verify(claim(monkeypatch, round_about), capsys), "false in a model: ")


def test_too_few_models(monkeypatch, capsys):
    for name, value in (("LEAST_RANDOM_MODELS", 1_000_000), ("RANDOM_SHAPES", 2), ("RANDOM_MODELS_FOR_A_CLAIM", 5)):
        monkeypatch.setattr(entries, name, value)
    stopped(verify(claim(monkeypatch, honest), capsys), "models satisfy the hypotheses")


@pytest.mark.parametrize("error", [Unreadable("no finite meaning"), Undecided("too close")], ids=str)
@pytest.mark.parametrize("what", ["survey", "exactly"])
def test_a_line_that_no_model_reads_or_decides(what, error, monkeypatch, capsys):
    monkeypatch.setattr(Trial, what, raising(error))
    stopped(verify(claim(monkeypatch, honest), capsys), str(error))
