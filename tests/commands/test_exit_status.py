"""Exit statuses of `verify` and `check`: 0 where all holds, 1 where something does not, 2 for a wrong call."""

import json
import os
import subprocess
import sys
from argparse import Namespace
from concurrent.futures import ThreadPoolExecutor

import pytest

from derivations.__main__ import main
from derivations.attack.confirmation import Disagreement
from derivations.attack.counterexamples import refute
from derivations.attack.verdict import Verdict
from derivations.commands import check as checking
from derivations.commands import judge, listing
from derivations.commands import ledger as books
from derivations.commands import verify as module
from derivations.kernel import Derivation
from derivations.language.authoring.reader import Misread
from derivations.reported.runs import BadRuns
from tests.support.rule_examples import typed

ENTRY = {"id": "elbo.gibbs", "chapter": "elbo", "title": "planted", "verdict": "proved", "steps": [], "problems": [],
         "models": {"bulk": 1, "exact": 1}, "twins": {}, "fully_proved": True, "is_correction": False}
CLAIM = {"id": "1.1.1-a", "question": "1.1.1", "correction": None, "says": "planted", "verdict": "proved", "reached": True, "evidence": "planted"}


def planted(**parts):
    """A ledger as `verify` gets it."""
    found = {"schema": 1, "seconds": 0.0, "seed": 1, "theorems": [dict(ENTRY)], "assumptions": [], "reported": [dict(CLAIM)],
             "failures": [], "waiting": [], "errors": []} | parts
    totals = books._totals([], []) | {"symbolic seconds": 0.0, "left to runs": 0}
    return found | {"totals": totals, "failed": books.grouped(found), "sound": books.sound(found)}


@pytest.fixture
def ledger(monkeypatch):
    """Put a ledger in place of the one that is computed."""
    def put(**parts):
        monkeypatch.setattr(module, "ledger", lambda *_: planted(**parts))
    return put


def changed(entry, **fields):
    return [entry | fields]


SOUND = [{}, {"theorems": []}, {"reported": []}, {"reported": changed(CLAIM, verdict="refuted")},
         {"reported": changed(CLAIM, verdict="not checkable")}, {"reported": changed(CLAIM, verdict="contradicted")}]
UNSOUND = [{"failures": ["line 3"]}, *({"theorems": changed(ENTRY, verdict=verdict)} for verdict in ("failed", "undecided")),
           *({"reported": changed(CLAIM, verdict=verdict, reached=False)} for verdict in ("undecided", "not run", "refuted", "proved")),
           {"theorems": [ENTRY, ENTRY | {"verdict": "failed"}]}, {"reported": [CLAIM, CLAIM | {"reached": False}]}]


@pytest.mark.parametrize(("parts", "status"), [*((parts, 0) for parts in SOUND), *((parts, 1) for parts in UNSOUND)], ids=str)
def test_verify_says_whether_all_is_sound(parts, status, ledger, monkeypatch, tmp_path, capsys):
    """In words, as JSON and into a file, and through the command line."""
    ledger(**parts)
    assert books.sound(planted(**parts)) == (status == 0)
    for args in ([], ["--all"], ["--json"], ["--json", str(tmp_path / "ledger.json")]):
        assert main(["verify", *args]) == status
        assert args == ["--json"] or capsys.readouterr().out.splitlines()[-1].split()[0] == ("FAILED" if status else "OK")
    assert json.loads((tmp_path / "ledger.json").read_text())["failures"] == planted(**parts)["failures"]


WRONG = {"no process": ["--jobs", "0"], "fewer than none": ["--jobs", "-3"], "a name for a file": ["--json", "elbo.gibbs"],
         "a claim for a file": ["--json", "1.1.1-a"], "a chapter for a file": ["--json", "elbo"], "a question for a file": ["--json", "2.1.11"],
         "no folder": ["--json", "/none/of/these/ledger.json"], "a folder": ["--json", "/tmp"], "no file can be made": ["--json", "/proc/ledger.json"],
         "too long a name": ["--json", "x"*300], "no file name": ["--json", ""], "no folder name": ["--runs", ""],
         "JSON has all": ["--all", "--json"], "no claim of runs": ["--runs", "runs", "elbo"], "nothing random": ["--seed", "0", "1.2.4-a"],
         "no runs": ["--runs", "/none/of/these"]}


SAYS = {"JSON has all": "every theorem and claim already", "no claim of runs": "nothing that is named", "nothing random": "nothing that is named"}


@pytest.mark.parametrize("name", WRONG)
def test_wrong_calls_of_verify_are_2_before_anything_is_done(name, monkeypatch, capsys):
    monkeypatch.setattr(module, "ledger", lambda *_: pytest.fail("it was begun"))
    assert main(["verify", *WRONG[name]]) == 2
    out = capsys.readouterr()
    assert out.out == "" and len(out.err.splitlines()) == 1 and out.err.startswith(f"{WRONG[name][0]}: ")
    assert SAYS.get(name, WRONG[name][1]) in out.err


@pytest.mark.parametrize("args", [["verify", "elbo.nonesuch"], ["verify", "elbo.gibbs", "nonesuch"], ["show", "nonesuch"],
                                  ["list", "--reported", "nonesuch"], ["list", "nonesuch"], ["list", "--impact", "nonesuch"]])
def test_unknown_names_are_2(args, capsys):
    assert main(args) == 2
    out = capsys.readouterr()
    assert out.out == "" and "nonesuch" in out.err


IGNORED = [["verify", "--jobs", "1", "--jobs", "2"], ["verify", "--json", "a", "--json", "b"], ["verify", "--runs", "a", "--runs", "b"],
           ["verify", "--seed", "1", "--seed", "1"], ["check", "x.py", "--timeout", "1", "--timeout", "2"], ["list", "--seed", "1"],
           ["list", "--impact", "elbo.gibbs", "--impact", "elbo.bound"], ["show", "1.2.4-a", "--runs", "a", "--runs", "b"],
           ["show", "elbo", "--json"], ["check", "x.py", "--seed", "1"], ["list", "--all"], ["verify", "--se", "1"]]
BAD_SEEDS = [["verify", "--seed", value] for value in ("-1", "x", "", "1.5", str(2**32), "²", "9"*5000)]


@pytest.mark.parametrize("args", [*IGNORED, *BAD_SEEDS])
def test_options_that_would_be_ignored_and_bad_seeds_are_refused_by_name(args, monkeypatch, capsys):
    """Given twice, of another command, shortened, or out of range: the message names the option."""
    monkeypatch.setattr(module, "ledger", lambda *_: pytest.fail("it was begun"))
    with pytest.raises(SystemExit) as left:
        main(args)
    assert left.value.code == 2 and next(a for a in args if a.startswith("--")) in capsys.readouterr().err.splitlines()[-1]


@pytest.mark.parametrize("args", [["list", "elbo", "--impact", "elbo.gibbs"], ["list", "--reported", "--impact", "elbo.gibbs"],
                                  ["list", "--impact", "elbo"], ["list", "--impact", "1.1.1-a"], ["list", "--reported", "elbo"],
                                  ["show", "elbo.gibbs", "--source", "--runs", "runs"], ["show", "elbo.gibbs", "--runs", "runs"],
                                  ["show", "elbo", "--runs", "runs"], ["show", "jensen", "--runs", "runs"], ["show", "1.1.1-a", "--runs", "runs"],
                                  ["show", "1.2.5-b", "--runs", "/none/of/these"]])
def test_options_that_do_not_fit_the_name_are_2(args, capsys):
    assert main(args) == 2
    out = capsys.readouterr()
    assert out.out == "" and len(out.err.splitlines()) == 1 and any(a in out.err for a in args if a.startswith("--"))


@pytest.mark.parametrize("args", [["verify", "--jobs", "many"], ["verify", "--nonesuch"], ["check"], ["check", "x.py", "--timeout", "0"],
                                  ["check", "x.py", "--timeout", "soon"]])
def test_what_is_no_call_is_2(args, capsys):
    with pytest.raises(SystemExit) as left:
        main(args)
    assert left.value.code == 2 and "usage:" in capsys.readouterr().err


def test_ways_to_integrate_that_contradict_each_other_are_1_in_one_line(monkeypatch, capsys):
    def contradicted(*_args):
        raise Disagreement("∫ x is 1 by a closed form and 2 by quadrature")
    monkeypatch.setattr(module, "ledger", contradicted)
    assert main(["verify", "elbo.gibbs"]) == 1
    assert capsys.readouterr().err.count("\n") == 1


def test_runs_that_lack_a_figure_are_2(monkeypatch, capsys):
    def lacking(*_):
        raise BadRuns("metrics.json: exact.data is missing")
    monkeypatch.setattr(module, "ledger", lacking)
    assert main(["verify"]) == 2
    assert capsys.readouterr().err == "--runs: metrics.json: exact.data is missing\n"


@pytest.mark.parametrize("parts", [{}, {"failures": ["line 3"]}], ids=["sound", "unsound"])
def test_a_file_that_cannot_be_written_after_all_is_2(parts, ledger, monkeypatch, tmp_path, capsys):
    """Found out only at the end: a full disk."""
    ledger(**parts)

    def full(*_):
        raise OSError(28, "No space left on device")
    monkeypatch.setattr(module, "write", full)
    assert main(["verify", "--json", str(tmp_path / "other.json")]) == 2
    assert "No space left on device" in capsys.readouterr().err


def test_a_link_stays_a_link_and_a_device_is_written_to(tmp_path):
    (tmp_path / "real.json").write_text("old")
    (tmp_path / "link.json").symlink_to(tmp_path / "real.json")
    module.write(str(tmp_path / "link.json"), {"new": 1})
    assert (tmp_path / "link.json").is_symlink() and json.loads((tmp_path / "real.json").read_text()) == {"new": 1}
    os.mkfifo(tmp_path / "pipe")
    with ThreadPoolExecutor(1) as pool:
        read = pool.submit((tmp_path / "pipe").read_text)
        module.write(str(tmp_path / "pipe"), {"new": 2})
        assert json.loads(read.result(timeout=10)) == {"new": 2}
    assert (tmp_path / "pipe").is_fifo()


def test_a_file_that_cannot_be_written_leaves_nothing_behind(tmp_path):
    (tmp_path / "ledger.json").mkdir()
    with pytest.raises(OSError):
        module.write(str(tmp_path / "ledger.json"), {})
    with pytest.raises(TypeError):
        module.write(str(tmp_path / "other.json"), {"this": object()})
    assert [path.name for path in tmp_path.iterdir()] == ["ledger.json"]


def test_the_status_leaves_the_process():
    run = subprocess.run([sys.executable, "-m", "derivations", "verify", "--jobs", "0"], capture_output=True, check=False)
    assert run.returncode == 2


# --- check ------------------------------------------------------------------------------------------------------------

STATUS = {"holds": 0, "refuted": 1, "not_recognised": 1, "incomplete": 1, "timeout": 1, "unreadable": 2}


def judged(*verdicts):
    return checking.whole([vars(judge.Judgement("one", verdict, 1)) for verdict in verdicts]) | {"file": "mine.py"}


@pytest.mark.parametrize("verdict", STATUS)
@pytest.mark.parametrize("as_json", [True, False])
def test_check_exits_with_its_verdict(verdict, as_json, monkeypatch, capsys):
    monkeypatch.setattr(checking, "check", lambda path, timeout: judged(verdict))
    assert checking.main(Namespace(file="mine.py", timeout=1.0, json=as_json)) == STATUS[verdict] == checking.EXIT_STATUS[verdict]
    assert set(checking.EXIT_STATUS) == set(STATUS)


@pytest.mark.parametrize("verdict", STATUS)
def test_one_theorem_that_does_not_hold_is_enough(verdict):
    for verdicts in (("holds", verdict), (verdict, "holds"), ("holds", verdict, "holds")):
        assert judged(*verdicts)["verdict"] == verdict
    assert judged("incomplete", "unreadable", "refuted")["verdict"] == "unreadable"


def test_a_judge_that_says_nothing_is_no_success(tmp_path, monkeypatch):
    """It ended by itself: 2, its fault is reported; it was stopped: out of time."""
    path = tmp_path / "mine.py"
    path.write_text("")
    for program, verdict in (("import sys; sys.exit(0)", "unreadable"), ("import time; time.sleep(60)", "timeout")):
        script = tmp_path / "python"
        script.write_text(f"#!{sys.executable}\n{program}\n")
        script.chmod(0o755)
        monkeypatch.setattr(checking.sys, "executable", str(script))
        found = checking.check(str(path), 0.5)
        assert (found["verdict"], found["theorems"]) == (verdict, [])
        monkeypatch.undo()


def test_what_stands_against_a_theorem_is_no_holds(monkeypatch):
    """A problem that the attack found, with a counterexample or without, and a mistake that is none."""
    (derivation,) = judge.read_file(FILE, "check:mine")
    against = refute([], typed("f(z) == 1"))
    for problem, counterexample, verdict in (("too few", None, "incomplete"), ("false", against, "refuted")):
        found = judge.described(derivation, Verdict(object(), None, problem, 3, counterexample))
        assert (found.verdict, found.reason, found.line) == (verdict, problem, 3)
    steps = list(judge.judge(derivation, judge.Prover()))
    assert [step.verdict for step in steps] == ["timeout", "incomplete"] and "called a mistake" in str(steps[-1].reason), steps[-1].reason


FILE = '''"""A mistake that is none."""

from derivations import Function, algebra, points, theorem

y, = points("y")
f = Function("f", y)


@theorem("x", title="the same")
def same(proof):
    proof.claim(f(y) + 1 == 1 + f(y))
    proof.starts(f(y) + 1)
    proof.eq(1 + f(y), by=algebra)
    proof.twin(1 + f(y) == f(y) + 1, "the other way round")
'''


def test_a_line_of_a_chapter_that_cannot_be_read_is_told_with_its_place(monkeypatch, capsys) -> None:
    def misread(_args):
        error = Misread("ELBOW is not declared above; near: ELBO", 128)
        error.where = "elbo.bound"
        raise error
    monkeypatch.setattr(listing, "main", misread)
    assert main(["list"]) == 2
    assert capsys.readouterr().err == "elbo.bound, line 128: ELBOW is not declared above; near: ELBO\n"


def test_a_misread_line_knows_its_derivation() -> None:
    def wrong(proof):
        proof.claim(nonesuch)  # noqa: F821  # pyright: ignore[reportUndefinedVariable]
    with pytest.raises(Misread) as misread:
        Derivation(wrong, title="planted", register=False).text  # noqa: B018  the lines are read when first asked for
    assert misread.value.where == "test_exit_status.wrong"
