"""Claims about runs: verdicts that follow the figures, for every claim and both ways, and `verify --runs`."""

import json
import math
import re
import shutil
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest

from derivations.__main__ import main
from derivations.commands import ledger as module
from derivations.commands.finding import load, load_reported
from derivations.reported.runs import BadRuns, read_runs
from derivations.reported.verdicts import adjudicate
from tests import ROOT
from tests.support.listing_figures import CONTRADICTED, TOLERANCES, UNSETTLED, WORLD
from tests.support.rule_figures import REPORTED, breaking, metrics, run, satisfying, unsettled

load()
CLAIMS = [claim for claim in load_reported().values() if claim.decision is not None]
EXPERIMENTS = ("bbvi", "gamma", "gumbel-softmax")
every_claim = pytest.mark.parametrize("claim", CLAIMS, ids=lambda claim: claim.id)


def decision(claim):
    assert claim.decision is not None
    return claim.decision


def verdict(claim, figures):
    """The verdict on a run of these figures, and of any others that the correction quotes."""
    quotes = [quote.partition(" / ") for quote in re.findall(r"\{([^{}]+)\}", claim.decision.instead)]
    quoted = {path: [0.25]*16 if slash else 0.25 for above, slash, below in quotes for path in (above, below) if path}
    quoted |= REPORTED[decision(claim).experiment]
    one = run(decision(claim).experiment, quoted | figures)
    return adjudicate(claim, runs={one.key: one})


def expected(claim):
    """The verdict on the figures of the report's own runs."""
    return "contradicted" if claim.id in CONTRADICTED else "not checkable" if claim.id in UNSETTLED else "supported"


# --- figures and verdicts ---------------------------------------------------------------------------------------------


@every_claim
def test_figures_turn_the_verdict_both_ways(claim):
    """With figures that satisfy its rule a claim is supported; with each way of breaking it, contradicted and corrected."""
    rule = decision(claim).rule
    good = satisfying(rule)
    supported = verdict(claim, good)
    assert (supported.verdict, supported.reached, supported.instead) == ("supported", True, "")
    assert any(path in supported.evidence for path in good)
    worlds = list(breaking(rule))
    assert worlds
    for world in worlds:
        found = verdict(claim, good | world)
        assert (found.verdict, found.reached) == ("contradicted", True), world
        assert found.instead and "{" not in found.instead and found.evidence


@every_claim
def test_what_the_report_gets_right(claim):
    """The figures of its runs, and what they make of each claim."""
    one = run(decision(claim).experiment, WORLD[decision(claim).experiment])
    found = adjudicate(claim, runs={one.key: one})
    assert (found.verdict, found.reached) == (expected(claim), True), found.evidence


@pytest.mark.parametrize(("experiment", "figure"), [
    pytest.param(name, figure, id=figure) for name, figures in TOLERANCES.items() for figure in figures])
def test_a_listing_that_is_wrong_in_one_thing(experiment, figure):
    """An error just within its tolerance changes nothing; one that is just not, and a large one, those claims and no others."""
    tolerance, found = TOLERANCES[experiment][figure]
    claims = {claim.id: claim for claim in CLAIMS if decision(claim).experiment == experiment}
    assert set(found.split()) <= set(claims)
    for error in (0.99*tolerance, 1.01*tolerance, 2*tolerance, 0.3, math.nan):
        one = run(experiment, WORLD[experiment] | {figure: error})
        turned = {name for name, claim in claims.items()
                  if adjudicate(claim, runs={one.key: one}).verdict == "contradicted" != expected(claim)}
        assert turned == (set(found.split()) if not error <= tolerance else set()), error


@pytest.mark.parametrize(("claim", "world"), [
    pytest.param(claim, world, id=f"{claim.id}-{i}") for claim in CLAIMS
    for i, world in enumerate(unsettled(decision(claim).rule))])
def test_noise_and_readings_that_disagree_settle_nothing(claim, world):
    found = verdict(claim, satisfying(decision(claim).rule) | world)
    assert (found.verdict, found.reached) == ("not checkable", True)
    assert "do not settle it" in found.evidence


@every_claim
def test_without_its_run_a_claim_is_not_run(claim):
    for runs in (None, {}):
        found = adjudicate(claim, runs=runs)
        assert (found.verdict, found.reached) == ("not run", False)
        assert f"python -m impl {decision(claim).experiment} --as-reported" in found.evidence
    figures = satisfying(decision(claim).rule)
    experiment = decision(claim).experiment
    for fields in ({"interrupted": True}, {"as_reported": False}, {"seed": 11}):
        if fields == {"seed": 11} and experiment == "gumbel-softmax":
            continue  # the listing sets none
        one = run(experiment, figures, **fields)
        found = adjudicate(claim, runs={one.key: one})
        assert (found.verdict, found.reached) == ("not run", False)
    for path, value in REPORTED[experiment].items():
        one = run(experiment, figures | {path: value[:-1] if isinstance(value, list) else value - 1})
        found = adjudicate(claim, runs={one.key: one})
        assert (found.verdict, found.reached) == ("not run", False)
        assert path in found.evidence


def test_more_repetitions_do():
    for claim in CLAIMS:
        for path, value in REPORTED[decision(claim).experiment].items():
            if isinstance(value, list):
                assert verdict(claim, satisfying(decision(claim).rule) | {path: value + value}).verdict == "supported"
                break


def test_a_run_of_another_length_is_told_so():
    claim = next(claim for claim in CLAIMS if claim.id == "2.2.13-bb")
    one = run("bbvi", WORLD["bbvi"] | {"runs.reinforce.structured.iterations": 1500})
    assert "runs.reinforce.structured.iterations = 1500; the report's is 10000" in adjudicate(claim, runs={one.key: one}).evidence
    one = run("bbvi", WORLD["bbvi"] | {"exact.seeds.seeds": [11, 12]})
    assert "2 in exact.seeds.seeds; it takes 32" in adjudicate(claim, runs={one.key: one}).evidence


@every_claim
def test_a_figure_that_is_missing_is_named(claim):
    one = run(decision(claim).experiment, {})
    with pytest.raises(BadRuns, match=r"planted/metrics.json: \S+ is missing"):
        adjudicate(claim, runs={one.key: one})


ODD = [None, True, -1, 0, 10**400, -5.0, 1e308, "", "much", "nan", "inf", [], [1.0], [1, 2, "x"], [None]*16, ["inf"]*16, [1.0]*16, [1e-308]*32, [1e308]*32, [-1e308, 1e308]*16, {}, {"x": 1},
       [{"step_size": 1e-5, "gap": [1.0, 2.0], "lost": 0}], [{"step_size": 1e-5, "gap": 1.0, "lost": 0}]]


@every_claim
def test_odd_figures_are_refused_or_judged(claim):
    """Nothing in a file brings the judge down: a verdict, or the file's name with what is wrong.

    What is of another kind than it should be, or no number at all, supports nothing.
    """
    good = satisfying(decision(claim).rule)
    for path, right in good.items():
        for odd in ODD:
            try:
                found = verdict(claim, good | {path: odd})
            except BadRuns as error:
                assert str(error).startswith("planted/metrics.json: ")
                continue
            assert found.verdict in ("supported", "contradicted", "not checkable")
            if found.verdict == "supported":
                assert kind(odd) is kind(right) and odd not in ("nan", []), (path, odd)
                assert "error" not in path.rpartition(".")[2] or not isinstance(odd, int | float) or odd >= 0


def kind(value):
    """Of a figure; what is not finite is a number, written as text."""
    number = isinstance(value, int | float) and not isinstance(value, bool)
    return float if number or value in ("inf", "nan") else type(value)


def test_a_path_that_leads_nowhere_is_named():
    one = run("bbvi", {"exact.steps": [{"size": 1.0}]})
    assert one.number("exact.steps.0.size") == 1.0
    for path in ("exact.steps.size", "exact.steps.1", "exact.steps.-1", "exact.none", "runs.reinforce.structured.mu"):
        with pytest.raises(BadRuns, match=f"^planted/metrics.json: {path} is missing$"):
            one.value(path)


def test_a_contradicted_claim_without_correction_is_no_result():
    claim = CLAIMS[0]
    bare = replace(claim, decision=replace(decision(claim), instead=""))
    rule = decision(claim).rule
    found = verdict(bare, satisfying(rule) | next(breaking(rule)))
    assert (found.verdict, found.reached) == ("contradicted", False)


def test_experiments_are_those_that_can_be_run_as_reported():
    assert {decision(claim).experiment for claim in CLAIMS} == set(EXPERIMENTS)


# --- the ledger and the command ------------------------------------------------------------------------------------


def folder(path, fields=None):
    """metrics.json of all three experiments, in which what the claims on 1.2.4 ask for is so, but for the first of them."""
    rules = [decision(claim).rule for claim in CLAIMS if claim.question == "1.2.4"]
    figures = {path: value for rule in rules for path, value in satisfying(rule).items()} | next(breaking(rules[0]))
    for name in EXPERIMENTS:
        (path / name).mkdir(parents=True)
        (path / name / "metrics.json").write_text(json.dumps(metrics(name, figures, **(fields or {}))))
    return str(path)


def ids(found):
    return {entry["id"]: entry for entry in found["reported"]}


@pytest.fixture
def few(monkeypatch):
    """A project of three claims: one about anything, two about runs."""
    claims = {c.id: c for c in load_reported().values() if c.id in ("1.2.4-a", "1.2.4-b", "1.2.4-c")}
    monkeypatch.setattr(module, "load", dict)
    monkeypatch.setattr(module, "load_reported", lambda: claims)
    monkeypatch.setattr(module, "corrections", dict)
    return claims


def test_claims_about_runs_are_decided_with_runs_and_wait_without(few, tmp_path, capsys):
    plain = module.ledger([], jobs=1)
    assert set(ids(plain)) == {"1.2.4-c"} and plain["totals"]["left to runs"] == 2
    assert module.sound(plain)
    with_runs = module.ledger([], jobs=1, runs=read_runs(folder(tmp_path)))
    assert {name: entry["verdict"] for name, entry in ids(with_runs).items()} == {
        "1.2.4-a": "contradicted", "1.2.4-b": "supported", "1.2.4-c": "not checkable"}
    assert with_runs["totals"]["left to runs"] == 0 and module.sound(with_runs) and with_runs["waiting"] == []
    named = module.ledger(list(few), jobs=1)
    assert [entry["verdict"] for entry in named["reported"]] == ["not checkable"] and module.sound(named)
    assert named["waiting"] == [{"id": name, "question": "1.2.4"} for name in ("1.2.4-a", "1.2.4-b")]
    for names in ([], list(few)):
        assert main(["verify", *names]) == 0
        assert "2 claims wait for runs: " in capsys.readouterr().out


def test_the_entry_of_a_contradicted_claim(tmp_path, capsys):
    assert main(["verify", "1.2.4-a", "1.2.4-b", "--runs", folder(tmp_path), "--json"]) == 0
    entries = ids(json.loads(capsys.readouterr().out))
    wrong, right = entries["1.2.4-a"], entries["1.2.4-b"]
    assert wrong["counterexample"] is None and set(wrong["correction"]) == {"text", "theorem"}
    assert wrong["correction"]["theorem"] is None and "in a mean field" in wrong["correction"]["text"]
    assert (wrong["kind"], wrong["lines"], right["correction"]) == ("prose", [79, 79], None)
    assert "exact.listing.gradient_error" in right["evidence"] and "exact.listing.gradient_error" in right["rule"]


def test_a_claim_that_is_named_without_runs_waits(capsys):
    assert main(["verify", "1.2.4-a"]) == 0
    out = capsys.readouterr().out
    assert "1 claim waits for runs: " in out and out.splitlines()[-1].startswith("OK")


def test_runs_without_the_one_that_decides_are_no_success(tmp_path, capsys):
    shutil.rmtree(Path(folder(tmp_path), "gumbel-softmax"))
    assert main(["verify", "3.1.20-c", "--runs", str(tmp_path)]) == 1
    assert "not run: first python -m impl gumbel-softmax --as-reported" in " ".join(capsys.readouterr().out.split())


def test_an_interrupted_run_decides_nothing(tmp_path, capsys):
    assert main(["verify", "1.2.4-a", "--runs", folder(tmp_path, {"interrupted": True}), "--json"]) == 1
    entry = ids(json.loads(capsys.readouterr().out))["1.2.4-a"]
    assert entry["verdict"] == "not run" and "interrupted" in entry["evidence"]


FIGURES = {f"exact.listing.correlated.mu_variance_{side}_tau": 1.0 for side in ("low", "high")}  # of claim 1.2.4-a
GOOD = json.dumps(metrics("bbvi", FIGURES))
BAD = {
    "no JSON": "{",
    "no object": "[]",
    "not UTF-8": b"\xff\xfe\x00",
    "deep": "["*100_000,
    "another schema": GOOD.replace('"schema": 1', '"schema": 2'),
    "a schema that is true": GOOD.replace('"schema": 1', '"schema": true'),
    "no experiment": GOOD.replace('"experiment"', '"experiments"'),
    "a seed that is true": GOOD.replace('"seed": 10', '"seed": true'),
    "runs that are no list": json.dumps(metrics("bbvi", FIGURES, runs={})),
    "no tables": GOOD.replace('"tables": {}', '"tables": null'),
    "a figure missing": json.dumps(metrics("bbvi", {})),
    "a figure that is a word": json.dumps(metrics("bbvi", dict.fromkeys(FIGURES, "much"))),
    "a figure that is true": json.dumps(metrics("bbvi", dict.fromkeys(FIGURES, True))),
}


def test_a_good_file_is_none_of_them(tmp_path):
    (tmp_path / "metrics.json").write_text(GOOD)
    assert main(["verify", "1.2.4-a", "--runs", str(tmp_path)]) == 0


@pytest.mark.parametrize("name", BAD)
@pytest.mark.parametrize("inside", ["", "bbvi"])
def test_bad_files_are_wrong_calls(name, inside, tmp_path, capsys):
    """Exit 2 and one line that names the file."""
    path = tmp_path / inside / "metrics.json"
    path.parent.mkdir(exist_ok=True)
    content = BAD[name]
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    assert main(["verify", "1.2.4-a", "--runs", str(tmp_path)]) == 2
    captured = capsys.readouterr()
    assert captured.out == "" and len(captured.err.splitlines()) == 1 and str(path) in captured.err


def test_folders_that_do_not_do(tmp_path, capsys):
    (tmp_path / "file").write_text("")
    (tmp_path / "empty").mkdir()
    (tmp_path / "odd" / "metrics.json").mkdir(parents=True)
    for name in ("none", "file", "empty", "odd"):
        assert main(["verify", "1.2.4-a", "--runs", str(tmp_path / name)]) == 2
        error = capsys.readouterr().err
        assert len(error.splitlines()) == 1 and str(tmp_path / name) in error
    assert main(["verify", "1.2.4-a", "--runs", ""]) == 2


def test_two_files_of_one_experiment_are_one_too_many(tmp_path, capsys):
    folder(tmp_path)
    (tmp_path / "again").mkdir()
    (tmp_path / "again" / "metrics.json").write_text(GOOD)
    assert main(["verify", "1.2.4-a", "--runs", str(tmp_path)]) == 2
    error = capsys.readouterr().err
    assert len(error.splitlines()) == 1
    assert all(str(tmp_path / name / "metrics.json") in error for name in ("again", "bbvi"))
    (tmp_path / "again" / "metrics.json").write_text(GOOD.replace('"as_reported": true', '"as_reported": false'))
    assert main(["verify", "1.2.4-a", "--runs", str(tmp_path)]) == 0  # not the same run


def test_a_newline_in_a_name_breaks_no_line(tmp_path, capsys):
    for name in ("two\nlines", "two\u2028lines", "a\x1b[31mred"):
        assert main(["verify", "1.2.4-a", "--runs", str(tmp_path / name)]) == 2
        error = capsys.readouterr().err
        assert len(error.splitlines()) == 1 and error.rstrip("\n").isprintable() and repr(name)[1:-1] in error


def test_a_page_of_claims_alone_counts_no_theorems(tmp_path, capsys):
    assert main(["verify", "1.2.4-b", "--runs", folder(tmp_path)]) == 0
    page = capsys.readouterr().out
    assert "1 claim of the report: 1 supported." in page
    assert not any(word in page for word in ("theorems", "twins", "evaluations"))


def test_a_single_run_may_lie_in_the_folder_itself(tmp_path):
    (tmp_path / "metrics.json").write_text(GOOD)
    assert list(read_runs(str(tmp_path))) == [("bbvi", True)]


def test_show_decides_a_claim_from_runs(tmp_path, capsys):
    """As `verify` does: the verdict, the figures and the correction; 1 where the run is not there."""
    runs = folder(tmp_path)
    assert main(["show", "1.2.4-a", "--runs", runs]) == 0
    page = capsys.readouterr().out
    for part in ("Verdict", "contradicted", "Evidence", "Correction", "in a mean field"):
        assert part in " ".join(page.split()), page
    assert "waits" not in page and "To get it" not in page
    shutil.rmtree(tmp_path / "bbvi")
    assert main(["show", "1.2.4-a", "--runs", runs]) == 1
    assert "not run" in capsys.readouterr().out


def test_list_and_show_have_claims_about_runs(capsys):
    assert main(["list", "--reported", "2.2.19"]) == 0
    assert "2.2.19-b" in capsys.readouterr().out
    assert main(["show", "1.2.5-f"]) == 0
    page = capsys.readouterr().out
    for part in ("exact.listing.rate_last / exact.listing.rate_first ≤ 0.1", "python -m impl bbvi --as-reported", "waits for this run", "show 1.2.5-f --runs runs"):
        assert part in page


@pytest.fixture(scope="module")
def real(tmp_path_factory):
    """The three experiments themselves, as reported."""
    out = tmp_path_factory.mktemp("runs")
    for name in EXPERIMENTS:
        subprocess.run([sys.executable, "-m", "impl", name, "--as-reported", "--out", str(out / name)],
                       cwd=ROOT, check=True, capture_output=True)
    return read_runs(str(out))


@pytest.mark.slow
@pytest.mark.parametrize("claim", [
    pytest.param(claim, id=claim.id, marks=pytest.mark.evidence(claim.id, kind="training")) for claim in CLAIMS])
def test_the_runs_themselves(claim, real):
    """Minutes: the same verdicts as on the rounded figures."""
    found = adjudicate(claim, runs=real)
    assert (found.verdict, found.reached) == (expected(claim), True), found.evidence
