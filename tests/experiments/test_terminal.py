"""`python -m impl` on narrow terminals, without a terminal, in other encodings, under Ctrl-C, and with folders it cannot use."""

import io
import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest
from rich.box import SIMPLE_HEAD
from rich.table import Table
from rich.text import Text

from impl import __main__ as cli
from impl._output import prepare
from impl._streams import leaving_at_once
from impl._terminal import Console
from impl.experiments import SUMMARIES
from impl.experiments.run import Run

ROOT = str(Path(cli.__file__).parents[1])


def ended(*words, cwd=None, **changes):
    """What became of a command, with changes of the environment."""
    environment = {key: value for key, value in os.environ.items() if not key.startswith(("LC_", "LANG", "COLUMNS"))}
    environment |= {"PYTHONPATH": ROOT, "OMP_NUM_THREADS": "1"} | changes
    return subprocess.run([sys.executable, *words], cwd=cwd, capture_output=True, env=environment, check=False, timeout=300)


def table():
    made = Table("model", "starts", "the rate, measured", box=SIMPLE_HEAD, title="The ends of\nall ascents")
    made.add_row("Normal-Gamma N=100", "123456789", "0.4700, -182.14329")
    made.add_section()
    made.add_row("two latents", "7", "", style="bold")
    return made


def printed(width, *objects, **settings):
    file = io.StringIO()
    Console(file=file, width=width, **settings).print(*objects)
    return file.getvalue()


@pytest.mark.parametrize("width", [12, 20, 30, 40, 50, 60, 80, 200])
def test_no_width_cuts_a_table(width):
    """Every word of the headings and cells is there, and no line is wider than the terminal."""
    said = printed(width, table())
    assert "…" not in said
    words = said.replace(";", "").split()
    for text in ("The ends of all ascents", "Normal-Gamma N=100", "123456789", "0.4700, -182.14329", "two latents", "starts", "measured"):
        assert all(word in words or len(word) > width for word in text.split()), text
    assert all(len(line) <= width for line in said.splitlines())
    assert ("─" in said) == (width >= 50)  # narrower ones get lines instead of columns


def test_no_column_is_narrower_than_its_longest_word():
    """Rich alone gives the widest columns what the narrow ones lack, and cuts "logarithms" at 80 columns."""
    made = Table("", "derived", "measured", "late", "limit", "measured", "to 1e-3", "1e-6", box=SIMPLE_HEAD)
    made.add_row("GD, logarithms", "0.9735, 0.3837", "0.9735, 0.3837", "0.9735", "0.325", "0.325", "150", "280")
    said = printed(80, made)
    assert "logarithms" in said and "…" not in said and said.count("0.9735") == 3
    assert max(map(len, said.splitlines())) <= 80


def test_the_lines_of_a_narrow_terminal_name_their_columns():
    assert [line.rstrip() for line in printed(40, table()).splitlines()] == [
        "The ends of all ascents",
        "Normal-Gamma N=100",
        "  starts 123456789; the rate, measured",
        "  0.4700, -182.14329",
        "two latents",
        "  starts 7",
    ]


def test_a_caption_is_kept_and_texts_are_taken_as_they_are():
    made = table()
    made.caption = Text("cost ∝ n^1.00")
    assert "cost ∝ n^1.00" in printed(30, made) and "cost ∝ n^1.00" in " ".join(printed(200, made).split())
    assert printed(200, "results in runs/[bold]x:smile:") == "results in runs/[bold]x:smile:\n"


@pytest.mark.parametrize("name", SUMMARIES)
@pytest.mark.parametrize("width", ["60", "80", "200"])
def test_help_fits_the_width(name, width, monkeypatch, capsys):
    monkeypatch.setenv("COLUMNS", width)
    with pytest.raises(SystemExit):
        cli.main([name, "--help"])
    assert max(map(len, capsys.readouterr().out.splitlines())) <= int(width)


@pytest.mark.parametrize("changes", [{"LC_ALL": "C"}, {"LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"}, {"PYTHONIOENCODING": "ascii"}])
def test_an_encoding_without_greek_letters_is_enough(changes, tmp_path):
    """Also for a folder whose name it lacks."""
    found = ended("-m", "impl", "elbo", "--points", "3", "--out", "ünï", cwd=tmp_path, **changes)
    assert (found.returncode, found.stderr) == (0, b"")
    assert b"results in " in found.stdout and (tmp_path / "ünï" / "metrics.json").exists()
    refused = ended("-m", "impl", "elbo", "--points", "π", cwd=tmp_path, **changes)
    assert refused.returncode == 2 and refused.stderr.count(b"\n") == 1


def test_the_files_of_an_earlier_run_are_found_in_any_encoding(tmp_path):
    """Its metrics.json is UTF-8, whatever the machine's encoding."""
    (tmp_path / "metrics.json").write_text('{"figures": ["ρ.png"]}', encoding="utf-8")
    code = "import ascii; print(len(ascii.results_of_earlier(ascii.Path('.'))))".replace("ascii", "impl.experiments.run")
    changes = {"LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"}
    assert ended("-c", code, cwd=tmp_path, **changes).stdout == b"2\n"


def test_no_progress_without_a_terminal(tmp_path, capsys):
    with Run("elbo", tmp_path, 0, {}).progress("draws", 2) as advance:
        advance()
    assert capsys.readouterr().err == ""


def test_control_c_ends_the_loading_at_once():
    """Libraries may take a KeyboardInterrupt in their import for something else, and go on."""
    code = """
import os, signal
from impl._streams import leaving_at_once
with leaving_at_once("program"):
    try:
        os.kill(os.getpid(), signal.SIGINT)
        for _ in range(10**6): pass
    except KeyboardInterrupt:
        pass
"""
    found = ended("-c", code)
    assert (found.returncode, found.stdout, found.stderr) == (130, b"", b"program: interrupted\n")


def test_the_usual_control_c_comes_back_after_the_loading():
    with leaving_at_once("program"):
        assert signal.getsignal(signal.SIGINT) is not signal.default_int_handler
    assert signal.getsignal(signal.SIGINT) is signal.default_int_handler
    before = signal.signal(signal.SIGINT, signal.SIG_IGN)
    try:
        with leaving_at_once("program"):
            assert signal.getsignal(signal.SIGINT) is signal.SIG_IGN
    finally:
        signal.signal(signal.SIGINT, before)


@pytest.mark.parametrize(("place", "says", "kept"), [("module", b"python -m impl: interrupted\n", False), ("compute", b"", True), ("draw", b"python -m impl elbo: interrupted\n", True)])
def test_control_c_in_each_part_of_a_run(place, says, kept, tmp_path):
    """While libraries are loaded, in the work, which keeps its results, and while figures are drawn."""
    code = f"""
import os, signal, sys
from impl import __main__ as cli
original = cli.module
def interrupt(*_):
    os.kill(os.getpid(), signal.SIGINT)
    for _ in range(10**6): pass
def module(name):
    if "{place}" == "module": interrupt()
    found = original(name)
    if "{place}" != "module": setattr(found, "{place}", interrupt)
    return found
cli.module = module
sys.exit(cli.main(["elbo", "--points", "3", "--out", "out"]))
"""
    found = ended("-c", code, cwd=tmp_path)
    assert (found.returncode, found.stderr) == (130, says)
    assert (tmp_path / "out" / "metrics.json").exists() == kept
    assert (b"interrupted: the results so far follow" in found.stdout) == (place == "compute")


@pytest.mark.parametrize("taken", ["metrics.json", "series.npz", "gap.png", "metrics.json.partial"])
def test_a_folder_in_the_place_of_a_result_is_refused_before_the_work(taken, tmp_path, capsys):
    (tmp_path / "out" / taken).mkdir(parents=True)
    assert cli.main(["elbo", "--points", "3", "--out", str(tmp_path / "out")]) == 2
    said = capsys.readouterr()
    assert said.out == "" and said.err.count("\n") == 1
    assert f"argument --out: cannot write the file {tmp_path / 'out' / taken}, because it is a folder" in said.err


def test_a_folder_in_which_no_file_can_be_made_is_refused(tmp_path, monkeypatch):
    """As on a full disk, or without the permission, which the superuser always has."""
    def fails(path, **_):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(Path, "touch", fails)
    with pytest.raises(ValueError, match=r"^argument --out: cannot write to .*out: No space left on device$"):
        prepare(tmp_path / "out")


def test_nothing_is_left_of_the_probe(tmp_path):
    prepare(tmp_path / "deep" / "out", "*.png")
    assert list((tmp_path / "deep" / "out").iterdir()) == []


def test_a_figure_is_replaced_as_a_whole(tmp_path, monkeypatch):
    """Also one that may only be read; and one that fails half way leaves the earlier one."""
    (tmp_path / "old.png").write_text("earlier")
    (tmp_path / "old.png").chmod(0o400)
    run = Run("elbo", tmp_path, 0, {})

    def fails(self, file, **_):
        file.write(b"half")
        raise OSError("no space left")

    with monkeypatch.context() as patch:
        patch.setattr("matplotlib.figure.Figure.savefig", fails)
        with pytest.raises(OSError, match="no space left"), run.figure("old"):
            pass
    assert (tmp_path / "old.png").read_text() == "earlier"
    with run.figure("old"):
        pass
    assert (tmp_path / "old.png").read_bytes().startswith(b"\x89PNG")
    assert [path.name for path in tmp_path.iterdir()] == ["old.png"]
