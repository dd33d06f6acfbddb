"""The errata of a question in the terminal, and the list of all errors: what they say, in which order, in which width."""

import re
from dataclasses import replace
from fractions import Fraction

import numpy as np
import pytest

from derivations.__main__ import main
from derivations.commands import list_wrong, show_errata
from derivations.commands.errata_in_words import conclusion, count, notes, place, standing, summary
from derivations.commands.finding import load, load_reported
from derivations.commands.show_errata import common_model
from derivations.reported import runs
from derivations.reported.errata import Errata, shown_in
from derivations.reported.errors import Error, Severity
from derivations.reported.verdicts import Verdict
from tests.support.errata_of import errata_of

load()
CLAIMS = load_reported()
DECISIVE = {"1.1.1-a": "proved", "1.1.1-k": "refuted", "1.1.1-m": "refuted"}


def page(capsys, monkeypatch, *args: str, width: int = 80) -> list[str]:
    """The lines that a call prints; each question is adjudicated once for all tests."""
    for module in (show_errata, list_wrong):
        monkeypatch.setattr(module, "errata", lambda question, *_: errata_of(question))
    monkeypatch.setenv("COLUMNS", str(width))
    assert main([*args]) == 0
    return capsys.readouterr().out.splitlines()


@pytest.mark.parametrize("width", [60, 80, 200])
def test_a_question_is_an_errata_page(width, capsys, monkeypatch) -> None:
    lines = page(capsys, monkeypatch, "show", "1.1.3", width=width)
    text = " ".join(" ".join(lines).split())
    assert max(map(len, lines)) <= width
    assert "Question 1.1.3: 42 things said, 10 of them wrong, 3 errors (1 wrong result, 1 gap, 1 slip)" in text
    at = [text.index(part) for part in ("One model shows all 3 errors:", "1. wrong result line 69, part 3 1.1.3-ag", "2. gap line 71 1.1.3-ak",
                                        "3. slip line 69, part 2 1.1.3-ad", "32 of the 42 stand as they are printed, the other 10 with the 3 errors",
                                        "holds up to a term or a hypothesis that is missing", "How the report is read here", "cavi.optimal_factor")]
    assert at == sorted(at)
    for claim in ("1.1.3-ai", "1.1.3-b", "1.1.3-am", "1.1.3-an", "1.1.3-ap", "1.1.3-ae"):
        assert text.count(f"({claim})") == 1
    assert text.count("(1.1.3-af)") == 2  # it rests on two roots
    assert "left side 0.409459; right side 0.0555556; difference 0.353903" in text and "Proved: show q1_1_3_update.normalised_tilde" in text


def test_the_most_charitable_reading_is_false_in_the_model_that_is_shown(capsys, monkeypatch) -> None:
    """The divergence the other way round has other numbers in it, and a claim beside it says where both agree.

    The numbers are computed here again, from the tables that the page has.
    """
    text = " ".join(" ".join(page(capsys, monkeypatch, "show", "1.1.3")).split())
    q1, q2, q3, r = ([float(Fraction(part)) for part in re.search(rf"{name}\(z\d\): \[(.*?)\]", text)[1].split(", ")]  # pyright: ignore[reportOptionalSubscript]
                     for name in ("q1", "q2", "q3", "r"))
    told = re.search(r"p\(x, z1, z2, z3\): (\S+) at \(1, (\d), (\d), (\d)\), and (\S+) in each of the other 15 cells", text)
    assert told is not None
    joint = np.full((2, 2, 2), float(Fraction(told[5])))
    joint[tuple(int(told[i]) - 1 for i in (2, 3, 4))] = float(Fraction(told[1]))
    log_tilde = np.einsum("b,c,abc->a", q2, q3, np.log(joint))
    best = np.exp(log_tilde)/np.exp(log_tilde).sum()
    left, right = (np.dot(q, log_tilde - np.log(q)) - np.dot(q2, np.log(q2)) - np.dot(q3, np.log(q3)) + np.dot(best, np.log(best/q)) for q in (np.array(q1), np.array(r)))
    assert f"p-tilde normalised, and up to a constant: left side {left:.6f}; right side {right:.6f}".replace("-0.", "−0.") in text
    assert abs(left - right) > 0.02 and "beside" in text and "This is proved: 1.1.3-aj." in text


def test_a_question_of_runs_says_how_they_are_made(capsys, monkeypatch) -> None:
    text = " ".join(" ".join(page(capsys, monkeypatch, "show", "2.2.19")).split())
    assert "9 wait for runs; of the other 3, 1 is wrong, 1 error (1 slip) Runs decide these: first" in text and "0 errors" not in text and "python -m impl gamma --as-reported" in text and "waiting for runs" in text
    assert "What the question set out to show" not in text  # it is open


def test_runs_may_be_given_for_any_question(tmp_path, capsys, monkeypatch) -> None:
    """Who marks all questions with one option is not stopped at one that needs no run."""
    monkeypatch.setattr(runs, "read_runs", lambda folder: {})
    assert page(capsys, monkeypatch, "show", "2.1.10", "--runs", str(tmp_path)) == page(capsys, monkeypatch, "show", "2.1.10")


def test_errors_are_listed_worst_first(capsys, monkeypatch) -> None:
    lines = page(capsys, monkeypatch, "list", "--wrong", "1.1.3", "2.1.10", "1.1.1")
    roots = [found[1] for line in lines if (found := re.match(r"(?:wrong \w+|gap|slip) +(\d\.\d\.\d+-\w+)", line))]
    assert roots == ["1.1.1-k", "1.1.3-ag", "1.1.3-ak", "1.1.3-ad", "2.1.10-d", "2.1.10-g"]
    text = "\n".join(lines)
    assert "wrong conclusion 1.1.1-k    line 20, 5 claims more\n    ℒ = KL(p(x, z) | q(z))\n    right: ℒ = −KL(q(z) ‖ p(x, z))" in text
    assert "6 errors: 1 wrong conclusion, 1 wrong result, 1 gap, 3 slips" in text and "21 of 79 claims are wrong" in text
    assert max(map(len, lines)) <= 80


@pytest.mark.parametrize(("args", "says"), [
    (["list", "--runs", "x"], "--runs: goes with --wrong"), (["show", "elbo", "--runs", "x"], "--runs: elbo is not decided from runs"),
    (["list", "--wrong", "--runs", "/nonesuch"], "/nonesuch"), (["show", "2.2.19", "--runs", "/nonesuch"], "/nonesuch"),
    (["list", "--wrong", "elbo"], "no claim of the report"), (["list", "--wrong", "--impact", "elbo.gibbs"], "--impact"),
    (["list", "--wrong", "9.9.9"], "9.9.9"), (["show", "1.1.3-b", "--runs", "x"], "1.1.3-b is not decided"),
    (["show", "jensen", "--runs", "x"], "not decided from runs")])
def test_calls_that_make_no_sense_are_refused_in_a_line(args, says, capsys) -> None:
    assert main(args) == 2
    out = capsys.readouterr()
    assert out.out == "" and len(out.err.splitlines()) == 1 and says in out.err


# --- sentences --------------------------------------------------------------------------------------------------------


def planted(verdicts: dict[str, str], errors=()) -> Errata:
    claims = tuple(CLAIMS[name] for name in verdicts)
    return Errata("1.1.1", {name: Verdict(verdict, "") for name, verdict in verdicts.items()}, claims, tuple(errors))


def test_what_stands_is_counted() -> None:
    error = Error(CLAIMS["1.1.1-k"], Severity.RESULT, (CLAIMS["1.1.1-m"],))
    found = planted(DECISIVE | {"1.1.1-s": "not checkable", "1.1.1-b": "not run"}, [error])
    assert standing(found) == ["1 of the 5 stand as they are printed, 2 with the error mended.", "1 is not checkable: 1.1.1-s.", "1 is waiting for runs."]
    assert standing(planted(DECISIVE, [error, error]))[0] == "1 of the 3 stand as they are printed, the other 2 with the 2 errors mended."
    assert standing(planted({"1.1.1-a": "proved"})) == ["1 of the 1 stand as they are printed."]
    assert summary(found) == "Question 1.1.1: 5 things said, 1 waits for runs; of the other 4, 2 are wrong, 1 error (1 wrong result)"
    assert summary(planted(DECISIVE)) == "Question 1.1.1: 3 things said, 2 of them wrong, 0 errors"
    assert summary(planted({"1.1.1-a": "not run", "1.1.1-b": "not run"})) == "Question 1.1.1: 2 things said, 2 wait for runs"
    assert count(1, "slip") == "1 slip" and count(2, "slip") == "2 slips"
    assert (place(CLAIMS["1.1.1-b"]), place(CLAIMS["1.1.1-l"])) == ("line 18, part 1", "lines 18–22")


@pytest.mark.parametrize(("severities", "says"), [
    ([], "holds."), (["gap"], "a term or a hypothesis that is missing."), (["slip"], "up to a slip."),
    (["gap", "slip"], "a term or a hypothesis that is missing and a slip."), (["wrong conclusion", "slip"], "does not hold as printed.")])
def test_whether_the_aim_is_reached(severities, says) -> None:
    goal = CLAIMS["1.1.1-q"]
    errors = [Error(CLAIMS["1.1.1-k"], Severity(one), (goal,)) for one in severities]
    assert conclusion(planted({"1.1.1-q": "refuted" if errors else "proved"}, errors)).endswith(says)
    open_aim = conclusion(planted({"1.1.1-q": "not run"}, errors))
    assert open_aim == ("What the question set out to show does not hold as printed." if "wrong conclusion" in severities else "")
    assert conclusion(planted({"1.1.1-m": "proved"}, errors)) == ""  # no aim
    other = [Error(CLAIMS["1.1.1-k"], Severity.CONCLUSION, (CLAIMS["1.1.3-b"],))]  # the aim of another question
    assert conclusion(planted({"1.1.1-q": "proved"}, other)) == "What the question set out to show holds."


def test_one_model_is_shown_only_where_it_shows_every_error() -> None:
    found = errata_of("2.1.10")
    assert common_model(found, shown_in(found))["counts"] == {"K": 2} and len(found.errors) == 2  # pyright: ignore[reportOptionalSubscript]
    first = replace(found, errors=found.errors[:1])
    assert common_model(first, shown_in(first)) is None
    other = errata_of("1.1.1")
    both = replace(found, errors=(*found.errors, *other.errors), verdicts=found.verdicts | other.verdicts)
    assert common_model(both, shown_in(both)) is None  # the laws q of the two questions have other tables


def test_the_notes_are_the_paragraphs_at_the_head_of_the_modules() -> None:
    assert [note.split()[:5] for note in notes("1.1.3")] == [["The", "report", "has", "one", "letter"], ["A", "constant", "is", "a", "term"]]
    assert [note.split()[:4] for note in notes("1.2.4")] == [["Which", "variance", "is", "high"], ["mu", "and", "tau", "are"], ["Where", "a", "line", "says"]]
    assert not any(note.startswith('"') for note in notes("2.2.13"))


def test_a_proved_claim_is_shown_with_its_proof_and_a_refuted_one_without(capsys, monkeypatch) -> None:
    """The page has a line for each line of the proof, with the reason, and the conditions on which it leans."""
    told = page(capsys, monkeypatch, "show", "2.2.14-k")
    proof = "\n".join(told[told.index("Proof"):])
    statement = load_reported()["2.2.14-k"].statement
    assert statement is not None
    lines = statement.text.lines
    assert len(re.findall(r"^  =  ", proof, re.MULTILINE)) == len(lines) - 1 == 3
    assert re.findall(r"  (family|q2_2_14\.gradient_in_shape_and_scale)$", proof, re.MULTILINE) == [
        "q2_2_14.gradient_in_shape_and_scale", "family", "family"]
    assert proof.count("where α > 0") == 3
    assert "Proof" not in page(capsys, monkeypatch, "show", "2.2.14-j")
