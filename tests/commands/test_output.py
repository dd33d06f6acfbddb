"""What is printed where the output is not in UTF-8, where it is narrow, and what is said on standard error."""

import io
import os
import subprocess
import sys
import unicodedata

import pytest

from derivations.__main__ import main
from derivations.chapters import ORDER
from derivations.kernel import RULES
from derivations.pages import output
from derivations.pages.output import SPELLED, complain, only_ascii, page_width, printable
from derivations.pages.progress import progress_bar
from tests import ROOT

PLAIN = {"LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"}
ASCII = {"PYTHONIOENCODING": "ascii"}
RELATIONS = {"≤": "<=", "≥": ">=", "≠": "!=", "⇔": "<=>", "⇒": "=>", "∈": " in ", "∼": "~", "≈": "~=", "⊆": " subset of ", "⊢": "|-"}


def derivations(*args: str, **env: str) -> subprocess.CompletedProcess:
    return python("-m", "derivations", *args, **env)


def python(*args: str, **env: str) -> subprocess.CompletedProcess:
    clean = {name: value for name, value in os.environ.items() if not name.startswith(("LC_", "LANG", "PYTHON", "COLUMNS"))}
    return subprocess.run([sys.executable, *args], cwd=ROOT, capture_output=True, check=False, timeout=60,
                          env=clean | {"PYTHONPATH": str(ROOT)} | env)


class Stream(io.TextIOWrapper):
    """A stream of an encoding, as a terminal or not."""

    def __init__(self, encoding: str, terminal: bool = False) -> None:
        super().__init__(io.BytesIO(), encoding=encoding)
        self.terminal = terminal

    def isatty(self) -> bool:
        return self.terminal

    def written(self) -> str:
        self.flush()
        return self.buffer.getvalue().decode(self.encoding)  # pyright: ignore[reportAttributeAccessIssue]


# --- encodings --------------------------------------------------------------------------------------------------------


SPELLED_PAGES = [
    (["show", "elbo.bound"], ["ELBO(q(z), p(x, z)) <= log p(x)", ">= log p(x)", "E_{q(z)}|log(p(x, z)/q(z))| < inf", "KL(q(z) || p(z | x))"]),
    (["show", "elbo.tight"], [" <=> "]), (["list", "iwelbo_rate"], ["up to 1/K^2"]), (["list", "--reported", "1.2.4"], ["q(mu) q(tau)"]),
    (["show", "jensen"], ["E[log f] <= log E[f]"]), (["show", "1.1.3-b"], ["and 1/18 in each of the other 15 cells"])]
EACH_IN_TURN = """
from derivations.__main__ import main
for args in {pages!r}:
    print("next page", main(args))
"""


@pytest.mark.parametrize("env", [PLAIN, ASCII, PLAIN | ASCII], ids=str)
def test_no_relation_is_lost_in_ascii(env) -> None:
    run = python("-c", EACH_IN_TURN.format(pages=[args for args, _ in SPELLED_PAGES]), **env)
    assert (run.returncode, run.stderr) == (0, b"")
    *texts, rest = run.stdout.decode("ascii").split("next page 0\n")
    assert rest == ""
    for (_, says), text in zip(SPELLED_PAGES, texts, strict=True):
        assert all(said in " ".join(text.split()) for said in says) and "\\" not in text, text
        assert max(map(len, text.splitlines())) <= 80


def test_messages_and_files_of_other_encodings() -> None:
    assert b"Xyzzy^2: no theorem" in derivations("show", "Xyzzy\u00b2", PYTHONIOENCODING="ascii", LC_ALL="C.UTF-8").stderr
    run = derivations("show", "elbo.bound", PYTHONIOENCODING="latin-1")
    assert "<= log p(x)" in (text := run.stdout.decode("latin-1")) and "≤" not in text
    assert "≤ log p(x)" in derivations("show", "elbo.bound", PYTHONIOENCODING="utf-8").stdout.decode()


def every_page(capsys) -> str:
    for args in (["list"], ["list", "--reported"], ["show", "language"], *(["show", name] for name in (*ORDER, *RULES, "E", "1.1.1-d", "2.1.10-a"))):
        assert main(args) == 0
    return capsys.readouterr().out


def test_every_character_that_is_printed_has_a_spelling(capsys, monkeypatch) -> None:
    """Then no page needs the number of one; and every relation is spelled as one."""
    page = every_page(capsys)
    assert {c for c in page if not c.isascii()} <= SPELLED.keys()
    assert {c for c in page if not c.isascii() and unicodedata.category(c) == "Sm" and unicodedata.name(c).startswith(("LESS", "GREATER", "NOT EQ"))} <= RELATIONS.keys()
    assert {c: SPELLED[c] for c in RELATIONS} == RELATIONS and all(map(str.isascii, SPELLED.values()))
    monkeypatch.setattr(sys, "stdout", Stream("ascii"))
    assert printable("a ≤ b, c²·𝔼, 漢") == "a <= b, c^2*E, \\u6f22" and only_ascii()
    monkeypatch.setattr(sys, "stdout", Stream("latin-1"))
    assert printable("a ≤ b, c²·𝔼") == "a <= b, c²·E" and only_ascii()
    monkeypatch.setattr(sys, "stdout", Stream("utf-8"))
    assert printable("a ≤ b, c²·𝔼") == "a ≤ b, c²·𝔼" and not only_ascii()


@pytest.mark.parametrize("width", ["60", "80", "200"])
def test_pages_in_ascii_are_no_wider(width, monkeypatch) -> None:
    monkeypatch.setattr(sys, "stdout", out := Stream("ascii"))
    monkeypatch.setenv("COLUMNS", width)
    for name in ORDER:
        assert main(["show", name]) == 0
    lines = out.written().splitlines()
    assert max(map(len, lines)) <= int(width)
    assert all(line.count("{") == line.count("}") for line in lines)  # no index is broken


def test_what_is_spelled_where_it_is_written(monkeypatch) -> None:
    """Also on standard error, and a lone surrogate, as in the name of a file, in UTF-8."""
    streams = {name: Stream(encoding) for name, encoding in (("stdout", "utf-8"), ("stderr", "ascii"))}
    for name, stream in streams.items():
        monkeypatch.setattr(sys, name, stream)
    output.spell_outputs()
    print("a ≤ \udce9")
    complain("a ≤ b")
    assert (streams["stdout"].written(), streams["stderr"].written()) == ("a ≤ \\udce9\n", "a <= b\n")
    with pytest.raises(UnicodeDecodeError):
        b"\xff".decode("ascii", "tightbound.spell")


# --- widths -----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("columns", "width"), [("20", 60), ("60", 60), ("100", 100), ("200", 200), ("500", 200), ("", 80)])
def test_pages_have_the_width_of_the_terminal_from_60_to_200(columns, width, monkeypatch) -> None:
    monkeypatch.setenv("COLUMNS", columns)
    monkeypatch.setattr(sys, "__stdout__", None)
    assert page_width() == width


@pytest.mark.parametrize("width", [60, 80, 200])
@pytest.mark.parametrize("args", [["list"], ["list", "--reported"], ["list", "--impact", "elbo.gibbs"], ["show", "language"], ["show", "1.1.3"],
                                  ["show", "jensen"], ["show", "E"], ["show", "1.1.3-ak"], ["show", "1.2.5-b"], ["show", "elbo.bound"], ["list", "2.1.12"]], ids=str)
def test_nothing_is_wider_than_the_terminal(args, width, monkeypatch, capsys) -> None:
    monkeypatch.setenv("COLUMNS", str(width))
    assert main(args) == 0
    lines = capsys.readouterr().out.splitlines()
    assert max(map(len, lines)) <= width and not any(line != line.rstrip() for line in lines)


@pytest.mark.parametrize("width", [60, 80, 200])
@pytest.mark.parametrize("program", ["/somewhere/bin/tightbound", "/somewhere/derivations/__main__.py"])
@pytest.mark.parametrize("command", ["verify", "list", "show", "check", None])
def test_help_fits_the_terminal_and_names_the_program_that_was_called(command, program, width, monkeypatch, capsys) -> None:
    monkeypatch.setenv("COLUMNS", str(width))
    monkeypatch.setattr(sys, "argv", [program])
    with pytest.raises(SystemExit) as left:
        main([*([command] if command else []), "--help"])
    out = capsys.readouterr().out
    called, other = ("tightbound", "python -m derivations")[::1 if program.endswith("tightbound") else -1]
    assert left.value.code == 0 and max(map(len, out.splitlines())) <= width and other not in out
    assert out.startswith(f"usage: {called} ") and (command is None or f"  {called} {command}" in out.split("examples:")[1])


def test_a_message_is_one_line_for_programs_and_folded_on_a_terminal(monkeypatch) -> None:
    message = "some words " * 20
    monkeypatch.setenv("COLUMNS", "60")
    for terminal, lines in ((False, 1), (True, 4)):
        monkeypatch.setattr(sys, "stderr", stream := Stream("utf-8", terminal))
        complain(message.strip())
        assert len(stream.written().splitlines()) == lines and " ".join(stream.written().split()) == message.strip()
        assert not terminal or max(map(len, stream.written().splitlines())) <= 60
    monkeypatch.setattr(sys, "stderr", None)
    complain(message)


# --- bars -------------------------------------------------------------------------------------------------------------


def test_a_bar_is_shown_on_a_terminal_only(monkeypatch) -> None:
    monkeypatch.setenv("TERM", "xterm")
    for terminal in (False, True):
        monkeypatch.setattr(sys, "stderr", stream := Stream("utf-8", terminal))
        with progress_bar("counting") as told:
            assert (told is not None) == terminal
            if told is not None:
                told(3, 7)
        assert ("counting" in stream.written() and "3/7" in stream.written()) == terminal
        assert terminal or stream.written() == ""


@pytest.mark.parametrize(("args", "bars"), [
    (["verify", "elbo.gibbs", "--jobs", "1"], ["proving", "attacking"]), (["show", "cavi"], ["proving"]), (["show", "1.1.1-a"], ["deciding"]),
    (["list", "--impact", "elbo.gibbs"], ["reading"]), (["check", "none.py"], ["checking"])], ids=str)
def test_whatever_may_take_long_has_a_bar(args, bars, monkeypatch) -> None:
    monkeypatch.setenv("TERM", "xterm")
    monkeypatch.setattr(sys, "stderr", stream := Stream("utf-8", terminal=True))
    assert main(args) == (2 if args[0] == "check" else 0)
    assert [bar for bar in ("proving", "attacking", "deciding", "reading", "checking") if bar in stream.written()] == bars
