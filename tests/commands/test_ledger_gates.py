"""Every gate of the ledger for theorems: for each condition that stands against one, a theorem that it stops."""


import pytest

from derivations.attack import theorems as trials
from derivations.attack.certificate import Undecided
from derivations.attack.counterexamples import Attack
from derivations.attack.evaluate import Unreadable
from derivations.attack.survey import Survey
from derivations.attack.theorems import Trial, Twins
from derivations.commands import entries
from derivations.commands import ledger as module
from derivations.commands.finding import load
from derivations.kernel import Prover
from derivations.kernel.proof.prover import Accepted
from tests.support.ledger_plants import (
    blind,
    false,
    few_models,
    gullible,
    hair,
    honest,
    nothing,
    raising,
    round_about,
    theorem,
    verify,
    wrong_lines,
)

HONEST = "elbo.mean_ratio"


@pytest.fixture(autouse=True)
def quick(monkeypatch):
    few_models(monkeypatch)


def fails(found, says, verdict="failed"):
    status, entry, _ = found
    assert (status, entry["verdict"]) == (1, verdict)
    assert any(says in problem for problem in entry["problems"]), entry["problems"]


def test_without_any_of_it_all_is_well(monkeypatch, capsys):
    for name in (theorem(monkeypatch, honest), HONEST):
        status, entry, found = verify(name, capsys)
        assert (status, entry["verdict"], entry["problems"], found["failures"]) == (0, "proved", [], [])
        assert entry["fully_proved"] and entry["twins"]["undecided"] == 0 < entry["models"]["exact"]


# --- proof and claim --------------------------------------------------------------------------------------------------


def test_what_the_kernel_refuses(monkeypatch, capsys):
    """It is failed, and among the failures, too."""
    found = verify(theorem(monkeypatch, wrong_lines), capsys)
    fails(found, "algebra")
    assert len(found[2]["failures"]) == 1 and "algebra" in found[2]["failures"][0]
    assert not found[1]["fully_proved"] and not found[1]["steps"]


def test_a_failure_that_no_entry_shows(monkeypatch, capsys):
    monkeypatch.setattr(module, "_prove", lambda *_: (0.0, ["line 3 of something else"]))
    status, entry, _ = verify(HONEST, capsys)
    assert (status, entry["verdict"]) == (1, "proved")


def test_a_false_claim_of_a_gullible_kernel(monkeypatch, capsys):
    gullible(monkeypatch)
    fails(verify(theorem(monkeypatch, false), capsys), "the claim is false in a model: a fault of the kernel: {")


def test_a_claim_that_nothing_reads(monkeypatch, capsys):
    monkeypatch.setattr(Attack, "refute", raising(Unreadable("no finite meaning")))
    fails(verify(theorem(monkeypatch, honest), capsys), "nothing was tried: no finite meaning")


def test_a_claim_that_nothing_decides(monkeypatch, capsys):
    monkeypatch.setattr(Attack, "refute", raising(Undecided("too close")))
    fails(verify(theorem(monkeypatch, honest), capsys), "exact arithmetic cannot tell: too close")


@pytest.mark.parametrize("function", [hair, nothing])
def test_hypotheses_that_no_model_satisfies(function, monkeypatch, capsys):
    """Also where floats think that one does, and where a part that no line needs is what contradicts the rest."""
    fails(verify(theorem(monkeypatch, function), capsys), "no small model satisfies the hypotheses")


def test_hypotheses_that_the_lines_need_and_no_model_satisfies(monkeypatch, capsys):
    monkeypatch.setattr(Attack, "_satisfied", lambda *_: False)
    fails(verify(theorem(monkeypatch, honest), capsys), "no small model satisfies the hypotheses")


def test_a_hypothesis_that_no_line_needs(monkeypatch, capsys):
    fails(verify(theorem(monkeypatch, nothing), capsys), "no line needs the hypothesis f(y) > 0")


# --- its lines in models ----------------------------------------------------------------------------------------------


def test_a_false_line_of_a_gullible_kernel(monkeypatch, capsys):
    """The claim is true, so only the random models see the line; or, were there none, exact arithmetic in small ones."""
    gullible(monkeypatch)
    name = theorem(monkeypatch, round_about)
    monkeypatch.setattr(Trial, "exactly", lambda *_: 12)
    fails(verify(name, capsys), "false in a model: ")
    monkeypatch.undo()
    few_models(monkeypatch)
    gullible(monkeypatch)
    name = theorem(monkeypatch, round_about)
    monkeypatch.setattr(Trial, "survey", lambda *_: Survey(models=10**6))
    fails(verify(name, capsys), "false in exact arithmetic")


def test_too_few_models(monkeypatch, capsys):
    monkeypatch.setattr(entries, "LEAST_RANDOM_MODELS", 1_000_000)
    monkeypatch.setattr(entries, "RANDOM_SHAPES", 2)
    monkeypatch.setattr(entries, "RANDOM_MODELS_FOR_A_THEOREM", 5)
    fails(verify(HONEST, capsys), "models satisfy the hypotheses")


@pytest.mark.parametrize("error", [Unreadable("no finite meaning"), Undecided("too close")], ids=str)
@pytest.mark.parametrize("what", ["survey", "exactly"])
def test_a_line_that_no_model_reads_or_decides(what, error, monkeypatch, capsys):
    monkeypatch.setattr(Trial, what, raising(error))
    fails(verify(theorem(monkeypatch, honest), capsys), str(error))


# --- twins ------------------------------------------------------------------------------------------------------------


def test_an_accepted_false_twin_of_a_line(monkeypatch, capsys):
    """A kernel in which any reason joins any two lines."""
    monkeypatch.setattr(Prover, "accepts", lambda *_: Accepted(()))
    monkeypatch.setattr(trials, "unproved", lambda *_: ())
    found = verify(theorem(monkeypatch, honest), capsys)
    fails(found, "a false twin is accepted: line ")
    assert not any("accepted: claim" in problem for problem in found[1]["problems"])


def test_an_accepted_false_twin_of_a_claim(monkeypatch, capsys):
    """A kernel that reads a relation turned round as it stood before."""
    old, claim = trials.read_line, load()[HONEST].text.statement
    monkeypatch.setattr(trials, "read_line", lambda node: old(claim if node.is_Relational else node))
    fails(verify(HONEST, capsys), "a false twin is accepted: claim, a relation turned round")


@pytest.mark.parametrize("what", ["generated", "by hand"])
def test_an_undecided_twin(what, monkeypatch, capsys):
    """Neither refuted, by an attack that finds nothing, nor proved: of a claim, of a line, and written by hand."""
    blind(monkeypatch)
    monkeypatch.setattr(trials, "same", lambda *_: False)
    status, entry, _ = verify(HONEST, capsys)
    assert (status, entry["verdict"]) == (1, "undecided")
    labels = [label for label in entry["undecided"] if ("forgetting" in label) == (what == "by hand")]
    assert labels and (what == "by hand" or {label.split(",")[0] for label in labels} >= {"claim", "line 1"})
    assert entry["twins"]["undecided"] == len(entry["undecided"])
    assert not any("forgetting that q may miss" in label for label in entry["consequences"])


def test_a_mistake_that_is_true(monkeypatch, capsys):
    """By an attack that finds nothing, and a kernel that proves what is called a mistake in one step."""
    blind(monkeypatch)
    monkeypatch.setattr(trials.Trial, "_known_claim", lambda *_: True)
    fails(verify(HONEST, capsys), "a twin that is called a mistake is true: claim, ")


@pytest.mark.parametrize(("kind", "verdict"), [("accepted", "failed"), ("no_mistake", "failed"), ("undecided", "undecided"), ("consequences", "proved")])
def test_what_becomes_of_twins(kind, verdict, monkeypatch, capsys):
    monkeypatch.setattr(Trial, "twins", lambda self: Twins(generated=1, **{kind: ["the twin"]}))
    status, entry, _ = verify(HONEST, capsys)
    assert (status, entry["verdict"]) == (verdict != "proved", verdict)
    assert any("the twin" in text for text in (*entry["problems"], *entry["undecided"], *entry["consequences"]))
