"""The reported claims: their inventory, and verdicts that turn round when a claim and its correction change places."""

import ast
import json
import re
from collections import Counter
from dataclasses import replace
from functools import cache
from itertools import combinations, count, product
from pathlib import Path
from string import ascii_lowercase

import pytest

from derivations import reported
from derivations.commands.finding import load, load_reported
from derivations.kernel import Prover
from derivations.reported import verdicts
from derivations.reported.claim import KINDS, Correction
from derivations.reported.verdicts import adjudicate

FOLDER = Path(reported.__file__).parent
INVENTORY = json.loads(FOLDER.joinpath("inventory.json").read_text())
VERDICTS = {"proved", "refuted", "supported", "contradicted", "undecided", "not checkable", "not run"}
QUESTIONS = ("1.1.1", "1.1.2", "1.1.3", "1.2.4", "1.2.5", "2.1.10", "2.1.11", "2.1.12", "2.2.13", "2.2.14", "2.2.15", "2.2.16", "2.2.17",
             "2.2.18", "2.2.19",
             "3.1.20", "3.1.21", "3.1.22", "4.1.26")

load()
CLAIMS = load_reported()
evidence = pytest.mark.evidence


@pytest.fixture(scope="module")
def prover():
    return Prover()


@pytest.fixture
def decided_once(monkeypatch):
    """The verdict on a statement depends on the statement alone, whether it stands as the claim or as its correction."""
    monkeypatch.setattr(verdicts, "decide", cache(verdicts.decide))


# --- verdicts -----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("claim", [
    pytest.param(c, id=c.id, marks=evidence(c.id, kind="exact")) for c in CLAIMS.values() if c.correction is not None])
@pytest.mark.usefixtures("decided_once")
def test_claim_and_correction_change_places(claim, prover):
    """As printed it is refuted and the correction is proved; the other way round both verdicts turn."""
    as_printed = adjudicate(claim, prover)
    assert (as_printed.verdict, as_printed.reached) == ("refuted", True)
    assert as_printed.counterexample is not None and as_printed.counterexample.certified in ("exact", "balls")
    turned = replace(claim, statement=claim.correction.theorem, correction=Correction("as printed", claim.statement))
    the_other_way_round = adjudicate(turned, prover)
    assert (the_other_way_round.verdict, the_other_way_round.reached) == ("proved", True)
    uncorrected = adjudicate(replace(claim, correction=turned.correction), prover)
    assert (uncorrected.verdict, uncorrected.reached) == ("refuted", False)
    assert not adjudicate(replace(claim, correction=None), prover).reached


@pytest.mark.parametrize("claim", [
    pytest.param(c, id=c.id, marks=evidence(c.id, kind="exact")) for c in CLAIMS.values() if c.correction is None and c.statement is not None])
def test_a_claim_without_correction_is_proved(claim, prover):
    verdict = adjudicate(claim, prover)
    assert (verdict.verdict, verdict.reached, verdict.counterexample) == ("proved", True, None)


def test_what_is_not_checkable_says_why():
    for claim in CLAIMS.values():
        assert bool(claim.statement) + bool(claim.decision) + bool(claim.fact) + bool(claim.why_not) == 1
        assert not claim.why_not or (adjudicate(claim).verdict == "not checkable" and len(claim.why_not) > 40)


def test_no_verdict_is_typed():
    for path in FOLDER.glob("*.py"):
        if path.name == "verdicts.py":  # which computes them
            continue
        for node in ast.walk(ast.parse(path.read_text())):
            if isinstance(node, ast.Constant) and isinstance(node.value, str):
                assert node.value.strip().lower() not in VERDICTS, f"{path.name}:{node.lineno}"
            if isinstance(node, ast.keyword | ast.arg):
                assert node.arg not in ("verdict", "counterexample", "gap"), path.name


# --- the inventory ------------------------------------------------------------------------------------------------


def place(item):
    return item["question"], tuple(item["lines"]), item["part"], item["kind"]


def test_the_report_is_the_one_that_was_transcribed():
    assert INVENTORY["sha256"] == "6d238a66a8bd7e25f2ca16e9362781ba74bf9106f885daaf6105a20e79001e59"
    assert list(dict.fromkeys(item["question"] for item in INVENTORY["items"])) == list(QUESTIONS)


def test_everything_in_the_inventory_lies_in_a_claim():
    """As many claims at a place and of a kind as there are items."""
    items = Counter(map(place, INVENTORY["items"]))
    claims = Counter((c.question, c.lines, c.part, c.kind) for c in CLAIMS.values())
    assert items - claims == Counter()
    missing = items + Counter([("2.1.11", (520, 520), 0, "line")])
    assert missing - claims != Counter()


def spans(inventory):
    """Where the report says something that is claimed, what waits for a chapter, and where it says nothing."""
    return [[item["lines"] for item in inventory["items"]], [item["lines"] for item in inventory["later"]],
            inventory["silent"]]


def uncovered(inventory):
    """Lines of the report that the inventory passes over."""
    covered = {n for group in spans(inventory) for first, last in group for n in range(first, last + 1)}
    return set(range(1, inventory["length"] + 1)) - covered


def test_no_line_of_the_report_is_passed_over():
    """Each lies in a claim, waits for a chapter in so many words, or says nothing; one item less is noticed."""
    assert uncovered(INVENTORY) == set()
    claimed, later, silent = ({n for first, last in group for n in range(first, last + 1)} for group in spans(INVENTORY))
    assert not silent & (claimed | later)
    for question, line in ("1.2.5", 356), ("2.2.13", 824), ("2.2.18", 1174), ("3.1.20", 1274), ("1.2.5", 488):
        kept = [item for item in INVENTORY["items"] if not item["lines"][0] <= line <= item["lines"][1]]
        assert len(kept) < len(INVENTORY["items"]) and question in QUESTIONS
        assert line in uncovered(INVENTORY | {"items": kept})


def test_what_waits_for_a_chapter_is_in_no_question_that_has_one():
    waiting = {item["question"] for item in INVENTORY["later"]}
    assert not waiting & {"1.1.1", "1.1.2", "1.1.3", "1.2.5", "2.1.10", "2.1.11", "2.1.12", "2.2.13", "3.1.21", "3.1.22", "4.1.26"}
    assert all(set(item) == {"question", "lines"} for item in INVENTORY["later"])


def letters():
    for length in count(1):
        yield from map("".join, product(ascii_lowercase, repeat=length))


@pytest.mark.parametrize("question", QUESTIONS)
def test_claims_are_lettered_in_order_and_lie_in_their_question(question):
    claims = [c for c in CLAIMS.values() if c.question == question]
    assert [c.id for c in claims] == [f"{question}-{letter}" for letter, _ in zip(letters(), claims, strict=False)]
    lines = [n for item in INVENTORY["items"] if item["question"] == question for n in item["lines"]]
    for claim in claims:
        first, last = claim.lines
        assert min(lines) <= first <= last <= max(lines)
        assert claim.kind in KINDS
        assert claim.part >= 0
    others = [n for item in INVENTORY["items"] if item["question"] != question for n in item["lines"]]
    assert not any(min(lines) <= n <= max(lines) for n in others)


def same_places(claims):
    """Pairs of claims that are decided by the same condition, at lines that overlap."""
    decided = [(c, c.fact or (c.decision and (c.decision.experiment, str(c.decision.rule)))) for c in claims]
    return [(one.id, other.id) for (one, by), (other, also) in combinations(decided, 2)
            if by and by == also and one.question == other.question
            and one.lines[0] <= other.lines[1] and other.lines[0] <= one.lines[1]]


def test_the_same_place_says_one_thing_once():
    assert same_places(CLAIMS.values()) == []
    for name in "2.2.18-s", "2.2.18-ab":
        assert same_places([CLAIMS[name], replace(CLAIMS[name], id=name + "2")]) == [(name, name + "2")]
        assert same_places([CLAIMS[name], replace(CLAIMS[name], id=name + "2", lines=(1, 1))]) == []


def test_inventory_holds_no_text():
    for item in INVENTORY["items"]:
        assert set(item) == {"question", "lines", "part", "kind"}
        assert re.fullmatch(r"\d\.\d\.\d+", item["question"]) and item["kind"] in KINDS


# --- what the modules say of each other ---------------------------------------------------------------------------


def lost(text):
    """The modules and the claims that a text names, and that are not there."""
    modules = {name for name in re.findall(r"`(q\d_\w+)`", text) if not FOLDER.joinpath(f"{name}.py").is_file()}
    return modules | {name for name in re.findall(r"\b\d\.\d\.\d+-[a-z]+\b", text) if name not in CLAIMS}


@pytest.mark.parametrize("path", sorted(FOLDER.glob("*.py")), ids=lambda path: path.stem)
def test_each_module_and_each_claim_that_is_named_is_there(path):
    assert lost(path.read_text()) == set()


def test_what_is_not_there_is_lost():
    assert lost("`q2_2_13_statements` has 2.2.13-a, `q2_2_13_lines` has 2.2.13-zzz") == {"q2_2_13_lines", "2.2.13-zzz"}
