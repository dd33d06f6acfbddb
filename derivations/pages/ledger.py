"""The ledger in full, as text for a terminal: every theorem with its numbers, every claim with its verdict."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from rich.console import Console
from rich.text import Text

from .folding import paragraph
from .output import printable

STYLE_OF_VERDICT = {
    "proved": "green",
    "refuted": "magenta",
    "not checkable": "yellow",
    "undecided": "bold red",
    "failed": "bold red",
    "not run": "yellow",
    "supported": "green",
    "contradicted": "magenta",
}
NUMBERS = "   steps  models   twins  true"  # the heading of the columns behind the verdict of a theorem
VERDICT = 9  # columns of the verdict of a theorem
BELOW = 2  # columns by which what is said of an entry is indented below it
CORRECTIONS = "corrections"


def print_tables(found: dict[str, Any], console: Console) -> None:
    """Print every theorem by chapters, then the twins that are true after all, then every claim of the report."""
    groups: dict[str, list[dict]] = {}
    for entry in found["theorems"]:
        groups.setdefault(CORRECTIONS if entry["is_correction"] else entry["chapter"], []).append(entry)
    for title, entries in groups.items():
        names = [e["id"] if title == CORRECTIONS else e["id"].partition(".")[2] for e in entries]
        longest = max(len(title), *map(len, names))
        room = min(longest, console.width - VERDICT - len(NUMBERS) - 2)
        console.print(Text.assemble((_in_room(title, room), "bold"), f"  {'verdict':{VERDICT}}{NUMBERS}"))
        for name, entry in zip(names, entries):
            console.print(_theorem(name, entry, room))
            console.print(_below(entry["title"], console.width))
        console.print()
    _print_consequences(found["theorems"], console)
    if found["reported"]:
        console.print(Text("claims of the report", "bold"))
        for entry in found["reported"]:
            for line in _claim(entry, console.width):
                console.print(line)
        console.print()


def _in_room(name: str, room: int) -> str:
    """A name that fills its column; a name for which there is no room has a line of its own."""
    return f"{name:{room}}" if len(name) <= room else name + "\n" + " " * room


def _theorem(name: str, entry: dict[str, Any], room: int) -> Text:
    """The line of a theorem: its verdict, steps, models, and its twins, those refuted and those true after all."""
    twins, steps = entry["twins"], max(0, len(entry["steps"]) - 1)
    refuted, true = twins.get("refuted", 0), twins.get("consequences", 0)
    numbers = f"   {steps:5}  {entry['models']['bulk']:6,}   {refuted:5}  {true or '':>4}"
    return Text.assemble(f"{_in_room(name, room)}  ", _verdict(entry["verdict"], VERDICT), numbers.rstrip())


def _claim(entry: dict[str, Any], width: int) -> Iterator[Text]:
    """The lines of a claim: its verdict, what the report says, and what is right instead, or why it is decided so."""
    mark = "" if entry["reached"] else "  (no verdict is reached)"
    yield Text.assemble(f"{entry['id']}  ", _verdict(entry["verdict"]), mark)
    yield _below(entry["says"], width)
    wrong = entry["verdict"] in ("refuted", "contradicted")
    if wrong and entry["correction"]:
        yield _below(f"Instead: {entry['correction']['text']}", width)
    elif entry["verdict"] != "proved":
        yield _below(f"Why: {entry['evidence']}", width)


def _print_consequences(theorems: Iterable[dict[str, Any]], console: Console) -> None:
    """Print the twins that are true, each with its theorem and its change."""
    true = [(e["id"], e["consequences"]) for e in theorems if e.get("consequences")]
    if true:
        console.print(Text("twins that are true after all, and proved to be", "bold"))
        for name, twins in true:
            console.print(Text(name))
            console.print(_below("; ".join(twins), console.width))
        console.print()


def _below(words: str, width: int) -> Text:
    """Words below an entry, indented."""
    return Text(" " * BELOW + paragraph(words, width - BELOW).replace("\n", "\n" + " " * BELOW))


def _verdict(name: str, room: int = 0) -> Text:
    """A verdict in its colour."""
    return Text(f"{printable(name):{room}}", style=STYLE_OF_VERDICT.get(name, ""))
