"""Every block of README, TUTORIAL and CONTRIBUTING: what is a file is judged, what is a command is run, what is shown is what comes out.

What a test cannot run stands in `NOT_RUN` with its reason; a new block that is neither run nor listed there fails, and so does a reason
for what no page says any more.
"""

import re
import shlex
from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

import pytest

import derivations
from derivations.__main__ import main
from tests import ROOT
from tests.commands.test_tutorial import BLOCKS

PAGES = {name: ROOT.joinpath(name).read_text(encoding="utf-8") for name in ("README.md", "TUTORIAL.md", "CONTRIBUTING.md")}
PROGRAM = re.compile(r"(?:tightbound|python (?:-P )?-m derivations) ")
QUICK = ("list", "show", "check")
MENTIONED = re.compile(r"(?<![\w`])(?:list|show|verify) (?:--)?[\w.]+(?:-\w+)?")  # beside a command, in words
INSTALLS, MINUTES = "installs packages", "minutes"
RUNS = "reads what an experiment of a minute wrote; tests/reported decides such claims from figures"
NOT_RUN = {
    "README.md": {
        "tox -e verify": INSTALLS, "tox": INSTALLS, ". .tox/verify/bin/activate": INSTALLS, "pip install -c constraints.txt -e .": INSTALLS,
        "tightbound verify iwelbo --json ledger.json": "as `verify elbo`, which is run; tests/commands/test_exit_status.py writes the file",
        "tightbound verify elbo --seed 7": "as `verify elbo`, which is run; tests/commands/test_ledger.py gives seeds",
        "verify --all": MINUTES, "tightbound book --out book": "tests/book builds it",
        "tightbound book --runs runs --benchmarks bench.json": "tests/book/test_measured.py builds it of small runs",
        "python -m impl bbvi": MINUTES, "python -m impl gamma": "tests/experiments runs it small",
        "python -m impl distributions": "tests/experiments runs it small",
        "tox -e bench -- --benchmark-json=bench.json": MINUTES,
        "python -m impl bench-report bench.json": "tests/benchmarks and the example of `impl.bench_report.main` run it",
        "python -m impl bbvi --as-reported": MINUTES, "python -m impl gamma --as-reported": "tests/experiments runs it small",
        "tightbound verify --runs runs": RUNS, "tightbound show 1.2.5-b --runs runs": RUNS,
        "tox -e slow -- tests/mutation": MINUTES, "python -m tests.mutation.run --sample 600 --fast --out mutants.jsonl": MINUTES},
    "TUTORIAL.md": {},
    "CONTRIBUTING.md": {
        "python -m venv .venv && . .venv/bin/activate": INSTALLS,
        "pip install -c constraints.txt -e . --group test --group lint --group types": INSTALLS,
        "pytest -n 2": "this test is a part of it", "pytest tests/kernel": MINUTES, "ruff check . && pyright": "not installed where tests run",
        "python -m derivations verify": MINUTES, "tox -e book": INSTALLS,
        "python -m tests.project.sizes": "tests/project/test_project.py holds README to what it counts"}}


class Block(NamedTuple):
    """A block without its indentation, and the paragraph above it."""

    above: str
    text: str

    @property
    def is_file(self) -> bool:
        return self.text.startswith('"""')

    @property
    def shown_by(self) -> str:
        """The command that prints it, where the paragraph above says so; of the page of `verify`, with the chapter of the row."""
        found = re.search(r"as `tightbound (show [^`]+)`\s+prints it|`(verify)` prints a page", self.above)
        return found[1] or f"verify {self.text.splitlines()[1].split()[0]}" if found and not self.is_file else ""

    @property
    def commands(self) -> list[str]:
        """Its command lines, and the commands that stand beside them, unless it is a file or an output."""
        if self.is_file or self.shown_by:
            return []
        lines = [re.split(r" {2,}| # ", line) for line in self.text.splitlines() if line]
        return [command for first, *beside in lines for command in (first, *MENTIONED.findall(" ".join(beside)))]


def blocks(page: str) -> list[Block]:
    """What is indented by four blanks below a blank line, with the blank lines in it."""
    parts = [part.strip("\n") for part in re.sub(r"```.*?```", "fenced", page, flags=re.DOTALL).split("\n\n")]
    found: list[Block] = []
    for above, part in zip(["", *parts], parts):
        if part.startswith("    "):
            text = re.sub("^    ", "", part, flags=re.MULTILINE)
            goes_on = above.startswith("    ")
            found[len(found) - goes_on:] = [Block(found[-1].above, f"{found[-1].text}\n\n{text}") if goes_on else Block(above, text)]
    return found


def commands(page: str) -> Iterator[str]:
    for block in blocks(page):
        yield from block.commands


def is_run(command: str) -> bool:
    """Whether the tests below run a command: a quick one of ours."""
    words = PROGRAM.sub("", command).split()
    return words == ["verify", "elbo"] or (words[0] in QUICK and "--runs" not in words)


def unaccounted(page: str, listed: dict[str, str]) -> tuple[list[str], list[str]]:
    """The commands of a page that are neither run nor listed, and what is listed and stands on the page no more."""
    found = [command for command in commands(page) if not is_run(command)]
    return [command for command in found if command not in listed], [command for command in listed if command not in found]


@pytest.mark.parametrize("name", PAGES)
def test_what_is_not_run_is_listed_with_its_reason(name: str) -> None:
    assert unaccounted(PAGES[name], NOT_RUN[name]) == ([], [])


@pytest.mark.parametrize("name", PAGES)
def test_no_block_is_overlooked(name: str) -> None:
    """Each indented line lies in a block, and each fence is one that tests/commands/test_tutorial.py runs."""
    page = re.sub(r"```python\n(.*?)```\n\n```text\n(.*?)\n```", lambda found: "" if found.groups() in BLOCKS else found[0], PAGES[name], flags=re.DOTALL)
    assert "```" not in page
    inside = [line for block in blocks(PAGES[name]) for line in block.text.splitlines() if line.strip()]
    assert inside == [line.removeprefix("    ") for line in page.splitlines() if line.startswith("    ")]


SHOWN = {block.shown_by: block.text for page in PAGES.values() for block in blocks(page) if block.shown_by}
RUN = list(dict.fromkeys(PROGRAM.sub("", command) for page in PAGES.values() for command in commands(page) if is_run(command)))
ONCE = [command for command in RUN if command not in SHOWN]  # the others are run where it is compared what they print
WRITTEN_BY = {file: call for call, _, file in (command.partition(" > ") for command in RUN) if file}
FILES = [block.text for page in PAGES.values() for block in blocks(page) if block.is_file]


def test_there_is_something_of_each_kind() -> None:
    assert len(FILES) == 4 and sorted(SHOWN) == ["show 1.1.3", "show elbo.bound", "verify elbo"]
    assert len(RUN) > 15 and WRITTEN_BY == {"mine.py": "show elbo.evidence --source"} and "check mine.py" in RUN


@pytest.mark.parametrize(("text", "names"), list(zip(FILES, ("twice", "score", "one_more first_numbers", "inverted[1,1] inverted[1,2] inverted[2,1] inverted[2,2]"))),
                         ids=("twice", "score", "first_numbers", "inverted"))
def test_a_file_of_a_page_holds(text: str, names: str) -> None:
    found = derivations.check(text)
    assert found and [one["name"] for one in found.theorems] == names.split(), str(found)


@pytest.mark.parametrize("command", ONCE)
def test_a_command_of_a_page_ends_well(command: str, tmp_path, monkeypatch, capsys) -> None:
    """Where it reads a file, that is what the page's own command writes into one."""
    monkeypatch.chdir(tmp_path)
    for file, call in WRITTEN_BY.items():
        if file in command.split()[:2]:
            assert main(shlex.split(call)) == 0
            tmp_path.joinpath(file).write_text(capsys.readouterr().out, encoding="utf-8")
    assert main(shlex.split(command.partition(" > ")[0])) == 0
    said = capsys.readouterr()
    assert said.out.strip() and not said.err


@pytest.mark.parametrize("command", SHOWN)
def test_what_a_page_shows_is_what_the_command_prints(command: str, capsys) -> None:
    assert main(shlex.split(command)) == 0
    assert missing(SHOWN[command], capsys.readouterr().out) == []


def missing(shown: str, said: str) -> list[str]:
    """The lines of a shortened output that a whole one does not have, in this order, and folded as it may be."""
    left, lost = words(said), []
    for line in filter(str.strip, shown.splitlines()):
        before, found, after = left.partition(words(line))
        left = f" {after}" if found else before
        lost += [] if found else [line]
    return lost


@cache
def words(text: str) -> str:
    """The words of a text, each between blanks; of a count with a comma, which the random models change, its first digit."""
    return " " + " ".join(re.sub(r"^(\d)\d*,[\d,]+$", r"\1…", word) for word in text.split()) + " "


SAID = "Claim  p(x) > 0\n\nProof\n   one\n     two       three\nOK  140,474\n"


@pytest.mark.parametrize(("shown", "lost"), [
    ("Claim  p(x) > 0\n   one two", []), ("one\n\nOK 100,001", []), ("OK\nProof", ["Proof"]), ("Claim  p(x) < 0\nOK", ["Claim  p(x) < 0"]),
    ("one three", ["one three"]), ("OK 240,474", ["OK 240,474"]), ("Proo", ["Proo"])])
def test_a_changed_word_is_missed(shown: str, lost: list[str]) -> None:
    assert missing(shown, SAID) == lost


def test_a_new_block_and_a_block_that_is_gone_are_noticed() -> None:
    page = "Words.\n\n    tox -e new     # what\n\n    tightbound show elbo    and verify --all, too\n\nMore.\n\n    tox\n"
    assert unaccounted(page, {"tox": "", "gone": ""}) == (["tox -e new", "verify --all"], ["gone"])
    assert [block.above for block in blocks(page)] == ["Words.", "More."]
    assert [is_run(command) for command in ("tightbound show elbo", "python -m derivations verify elbo", "tightbound verify", "tox")] == [True, True, False, False]
