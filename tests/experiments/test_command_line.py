"""`python -m impl`: its arguments, its exit statuses, and the files of a run."""

import argparse
import json
import subprocess
import sys
from dataclasses import dataclass, field

import numpy as np
import pytest
import torch

from impl import __main__ as cli
from impl.experiments import SUMMARIES
from impl.experiments.results import LEFT_OUT, MERGED, plain
from impl.experiments.run import Run


class Toy:
    """An experiment that draws one number."""

    interrupt = False
    drawn = reported = 0

    @staticmethod
    def arguments(parser: argparse.ArgumentParser) -> None:
        parser.add_argument("--size", type=int, default=3)

    @staticmethod
    def seconds(args):
        return 0.0

    @staticmethod
    def results(as_reported):
        return {}

    @classmethod
    def compute(cls, run, args):
        with run.progress("draws", 2) as advance:
            run.runs.append({"draws": torch.rand(args.size, generator=run.generator()), "nothing": float("nan")})
            advance()
            if cls.interrupt:
                raise KeyboardInterrupt
            run.tables["1"] = {"mu": np.float64(0.5)}

    @classmethod
    def draw(cls, run):
        cls.drawn += 1

    @classmethod
    def report(cls, run):
        cls.reported += 1


@pytest.fixture
def toy(monkeypatch):
    monkeypatch.setattr(cli, "module", lambda name: Toy)
    monkeypatch.setattr(Toy, "interrupt", False)
    monkeypatch.setattr(Toy, "drawn", 0)
    monkeypatch.setattr(Toy, "reported", 0)
    return Toy


def metrics(folder):
    def refuse(name):
        raise AssertionError(f"{name} is no JSON")

    return json.loads((folder / "metrics.json").read_text(), parse_constant=refuse)


def test_metrics_and_exit_status(toy, tmp_path, capsys):
    out = tmp_path / "deep" / "folder"
    assert cli.main(["elbo", "--out", str(out), "--size", "2"]) == 0
    found = metrics(out)
    assert list(found) == ["schema", "experiment", "seed", "as_reported", "interrupted", "seconds", "versions", "exact", "runs", "tables", "figures"]
    assert (found["schema"], found["experiment"], found["seed"]) == (1, "elbo", 0)
    assert not found["as_reported"] and not found["interrupted"]
    assert found["versions"]["torch"] == torch.__version__
    assert found["tables"] == {"1": {"mu": 0.5}}
    assert len(found["runs"][0]["draws"]) == 2
    assert found["runs"][0]["nothing"] == "nan"
    assert sorted(path.name for path in out.iterdir()) == ["metrics.json"]
    assert (toy.drawn, toy.reported) == (1, 1)
    said = capsys.readouterr()
    assert "about 0 s" in said.out and f"results in {out}" in said.out.replace("\n", "")


def test_a_seed_decides_a_run(toy, tmp_path):
    def draws(*seed):
        assert cli.main(["cavi", "--out", str(tmp_path), *seed]) == 0
        return metrics(tmp_path)["runs"][0]["draws"]

    assert draws() == draws("--seed", "0") == draws("--seed", "0")
    assert draws("--seed", "1") != draws() != draws("--seed", str(2**63 - 1))


def test_an_interrupted_run_exits_with_130_and_keeps_its_results(toy, tmp_path, monkeypatch, capsys):
    monkeypatch.setattr(toy, "interrupt", True)
    assert cli.main(["gamma", "--as-reported", "--out", str(tmp_path)]) == 130
    found = metrics(tmp_path)
    assert found["interrupted"] and found["as_reported"]
    assert len(found["runs"][0]["draws"]) == 3
    assert found["tables"] == {}
    assert (toy.drawn, toy.reported) == (1, 1)
    assert "interrupted" in capsys.readouterr().out


@pytest.mark.parametrize("inside", ["taken", "taken/below"])
def test_an_unwritable_folder_exits_with_2_and_one_line(toy, tmp_path, capsys, inside):
    (tmp_path / "taken").write_text("a file")
    assert cli.main(["elbo", "--out", str(tmp_path / inside)]) == 2
    said = capsys.readouterr()
    assert said.err.startswith("python -m impl elbo: ") and said.err.count("\n") == 1
    assert "taken" in said.err
    assert said.out == ""
    assert (tmp_path / "taken").read_text() == "a file"


def test_a_bad_value_exits_with_2_and_one_line(toy, tmp_path, capsys, monkeypatch):
    def refuse(run, args):
        raise ValueError("shape: not positive")

    monkeypatch.setattr(toy, "compute", refuse)
    assert cli.main(["elbo", "--out", str(tmp_path)]) == 2
    assert capsys.readouterr().err == "python -m impl elbo: shape: not positive\n"


@pytest.mark.parametrize(
    "words",
    [[], ["nonsense"], ["bbvi", "--seed", "-1"], ["bbvi", "--seed", "x"], ["bbvi", "--seed", str(2**63)], ["bbvi", "--steps", "0"],
     ["bbvi", "--seeds", "1.5"], ["bbvi", "--draws", "-3"], ["cavi", "--as-reported"], ["bench-report"]],
)
def test_a_wrong_call_exits_with_2(words, capsys):
    with pytest.raises(SystemExit) as left:
        cli.main(words)
    assert left.value.code == 2
    assert capsys.readouterr().err.splitlines()[-1].startswith("python -m impl")


def test_help_names_every_experiment():
    shown = subprocess.run([sys.executable, "-m", "impl", "--help"], capture_output=True, text=True, check=True).stdout
    assert all(name in shown for name in SUMMARIES)
    assert "bench-report" in shown


def test_help_of_an_experiment_shows_its_own_arguments(capsys):
    with pytest.raises(SystemExit) as left:
        cli.main(["bbvi", "--help"])
    assert left.value.code == 0
    shown = capsys.readouterr().out
    assert all(word in shown for word in ("--as-reported", "--seed", "--out", "--steps", "--seeds", "--draws"))


def test_results_are_replaced_as_a_whole(tmp_path, monkeypatch):
    """A write that fails half way leaves the earlier results."""
    run = Run("elbo", tmp_path, 0, {})
    run.exact["value"] = 1.0
    run.write()
    before = (tmp_path / "metrics.json").read_text()

    def fails(file):
        file.write(b"half")
        raise OSError("no space left")

    with pytest.raises(OSError, match="no space"):
        run._replace("metrics.json", fails)
    assert (tmp_path / "metrics.json").read_text() == before
    run.exact["value"] = 2.0
    run.write()
    assert metrics(tmp_path)["exact"] == {"value": 2.0}


def test_plain_values():
    values = {1: torch.tensor([1.5, torch.inf]), "n": np.int64(3), "nested": [(np.float32(0.5), None, True)], "f": -float("inf")}
    assert plain(values) == {"1": [1.5, "inf"], "n": 3, "nested": [[0.5, None, True]], "f": "-inf"}
    json.dumps(plain(values), allow_nan=False)


def test_fields_of_records_become_entries_of_the_file():
    """A field that is None is null, left out, or merged away; merged entries stand beside the other fields."""

    @dataclass(frozen=True, kw_only=True)
    class Inner:
        b: float
        none: None = None

    @dataclass(frozen=True, kw_only=True)
    class Outer:
        a: int = 1
        inner: Inner = field(metadata=MERGED)
        named: dict[str, Inner] = field(metadata=MERGED)
        nothing: Inner | None = field(default=None, metadata=MERGED)
        later: Inner | None = field(default=None, metadata=LEFT_OUT)
        done: Inner | None = field(default=None, metadata=LEFT_OUT)

    inner = Inner(b=float("inf"))
    found = plain(Outer(inner=inner, named={"x": inner}, done=inner))
    want = {"b": "inf", "none": None}
    assert found == {"a": 1, **want, "x": want, "done": want}
    assert list(found) == ["a", "b", "none", "x", "done"]


def test_generators_repeat_and_differ(tmp_path):
    def draw(seed, stream):
        return torch.rand(4, generator=Run("elbo", tmp_path, seed, {}).generator(stream)).tolist()

    assert draw(1, 0) == draw(1, 0)
    assert len({tuple(draw(seed, stream)) for seed in (0, 1, 2) for stream in (0, 1, 2)}) == 9


def test_a_second_run_in_a_folder_replaces_the_first(tmp_path):
    """The first run's series and figures are removed once there are new results; other files stay."""
    first = Run("elbo", tmp_path, 0, {})
    first.series["values"] = np.arange(3)
    with first.figure("old"):
        pass
    first.write()
    (tmp_path / "mine.png").write_text("kept")
    second = Run("gamma", tmp_path, 0, {})
    assert (tmp_path / "old.png").exists() and (tmp_path / "series.npz").exists()
    second.write()
    assert sorted(path.name for path in tmp_path.iterdir()) == ["metrics.json", "mine.png"]


@pytest.mark.parametrize("text", ["", "[]", '{"figures": 3}', '{"figures": ["../x.png", "a/b.png", 4]}'])
def test_files_that_no_run_made_are_left_alone(text, tmp_path):
    (tmp_path / "out").mkdir()
    (tmp_path / "x.png").write_text("kept")
    (tmp_path / "out" / "metrics.json").write_text(text)
    Run("elbo", tmp_path / "out", 0, {}).write()
    assert (tmp_path / "x.png").exists()


def test_control_c_while_loading_ends_with_one_line(tmp_path, monkeypatch, capsys):
    def interrupted(name):
        raise KeyboardInterrupt

    monkeypatch.setattr(cli, "module", interrupted)
    assert cli.main(["elbo", "--out", str(tmp_path)]) == 130
    assert capsys.readouterr().err == "python -m impl elbo: interrupted\n"


def test_an_empty_name_of_a_folder_is_refused(capsys):
    with pytest.raises(SystemExit) as left:
        cli.main(["elbo", "--out", ""])
    assert left.value.code == 2
    assert "--out: expected a folder" in capsys.readouterr().err
