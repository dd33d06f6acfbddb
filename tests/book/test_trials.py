"""What the book says of the models in which a theorem was tried, and of its false twins."""

import json
from dataclasses import replace

import pytest

from derivations.__main__ import main
from derivations.commands.finding import corrections, load
from derivations.commands.site.chapters import chapter_page
from derivations.commands.site.evidence import Evidence
from derivations.commands.site.trials import BadLedger, read_ledger, trials_part, tried

NAMES = ("elbo.gibbs", "elbo.bound")


@pytest.fixture(scope="module")
def written(tmp_path_factory):
    """The path of a ledger of two theorems."""
    path = tmp_path_factory.mktemp("ledger") / "ledger.json"
    assert main(["verify", *NAMES, "--seed", "5", "--jobs", "1", "--json", str(path)]) == 0
    return path


def changed(written, tmp_path, change):
    """The path of the same ledger after a change."""
    ledger = json.loads(written.read_text())
    change(ledger)
    path = tmp_path / "changed.json"
    path.write_text(json.dumps(ledger))
    return path


def test_a_theorem_says_what_the_ledger_says_of_it(written) -> None:
    trials = read_ledger(written, load() | corrections())
    entry = trials.theorems["elbo.gibbs"]
    models, twins = tried("elbo.gibbs", trials)
    assert models == f"in {entry['models']['bulk']:,} random models of {entry['models']['shapes']} sizes and {entry['models']['exact']} with exact numbers"
    many = entry["twins"]["generated"] + entry["twins"]["handwritten"]
    counts = entry["twins"]
    assert f"{many} statements with one slip: a model refutes {counts['refuted']}, {counts['consequences']} are true all the same; " in twins
    accepted = many - counts["refused"]
    ends = f"accepts {accepted}, which {'is' if accepted == 1 else 'are'} true" if accepted else "accepts none"
    assert f"the kernel refuses {counts['refused']} as the line or the claim and {ends}" in twins
    assert twins.count("<li>") == len(entry["consequences"]) == entry["twins"]["consequences"] > 0
    assert tried("elbo.tight", trials) == tried("elbo.gibbs", None) == []


@pytest.mark.book
def test_only_theorems_of_the_ledger_have_a_row(written) -> None:
    trials = read_ledger(written, load())
    chapter = [one for one in load().values() if one.chapter == "elbo"]
    page = chapter_page(chapter, {}, "", replace(Evidence(), trials=trials))
    assert page.count("random models of") == len(NAMES) and "random models of" not in chapter_page(chapter, {}, "", Evidence())


def test_the_page_on_trust_has_the_totals_or_says_how_they_are_made(written) -> None:
    trials = read_ledger(written, load())
    told = trials_part(trials, 9)
    assert told.startswith("<p>2 of the 9 theorems of the chapters and corrections were tried: ") and "drawn with the seed 5," in told
    assert f"{sum(one['models']['evaluations'] for one in trials.theorems.values()):,} evaluations" in told
    assert f"{sum(one['models']['exact'] for one in trials.theorems.values())} models with exact numbers" in told
    assert "verify --json" in trials_part(None, 9) and "book --ledger" in trials_part(None, 9)


@pytest.mark.parametrize(("change", "says"), [
    (lambda ledger: ledger.update(sound=False), "verify failed there"),
    (lambda ledger: ledger["theorems"][0].update(id="elbo.unheard_of"), "not of these theorems: elbo.unheard_of"),
    (lambda ledger: ledger["theorems"][1]["claim"].update(text="0 = 1"), f"not of these theorems: {NAMES[1]}"),
    (lambda ledger: ledger.pop("seed"), "not what verify --json writes"),
    (lambda ledger: ledger["totals"]["twins"].pop("refused"), "not what verify --json writes"),
    (lambda ledger: ledger["theorems"][0]["models"].update(exact="many"), "not what verify --json writes"),
    (lambda ledger: ledger["theorems"][0].update(consequences=[1]), "not what verify --json writes")])
def test_another_ledger_is_refused(written, tmp_path, change, says) -> None:
    with pytest.raises(BadLedger, match=says):
        read_ledger(changed(written, tmp_path, change), load())


@pytest.mark.parametrize(("text", "says"), [
    ("", "not JSON"), ("{", "not JSON"), ("[]", "not what verify --json writes"), ("null", "not what verify --json writes"),
    ('{"theorems": 1}', "not what verify --json writes")])
def test_what_is_no_ledger_is_refused(tmp_path, text, says) -> None:
    path = tmp_path / "bad.json"
    path.write_text(text)
    with pytest.raises(BadLedger, match=says):
        read_ledger(path, load())
    with pytest.raises(BadLedger, match="No such file"):
        read_ledger(tmp_path / "none.json", load())
