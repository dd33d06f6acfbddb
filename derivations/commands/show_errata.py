"""The errata of a question of the report: what it says, how much of it is wrong, and each error once."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from itertools import count as count_from

from rich.console import Console
from rich.text import Text

from ..attack.certificate import Counterexample
from ..pages.counterexample import TRUTHS, as_json
from ..pages.folding import folded, paragraph
from ..pages.models import at_points, of_model
from ..pages.progress import Told, progress_bar
from ..pages.signs import signed
from ..reported.claim import Claim
from ..reported.errata import Errata, errata, shown_in
from ..reported.errors import Error
from ..reported.runs import Runs
from ..reported.verdicts import shown_of_readings
from .errata_in_words import TOGETHER, beside, conclusion, legend, notes, place, sentence, standing, summary, with_place
from .finding import load_reported
from .options import program
from .rounding import in_numbers

READABLE = 100  # columns: longer lines of prose are hard to read
BETWEEN_FIGURES = re.compile(r"; |, (?=(?:exact|runs|tables)\.)")  # in the evidence of a run
INDENT = 14  # columns, in front of which the labels stand


def errata_page(question: str, console: Console, runs: Runs | None = None) -> int:
    """Print the errata of a question; the exit status, which is 1 where a claim is undecided."""
    every = load_reported().values()
    claims = [c for c in every if c.question == question]
    with progress_bar("adjudicating") as told:
        found = errata(question, every, runs, counted(told, len(claims)))
    _summary(found, console)
    shown_ones = shown_in(found)
    model = common_model(found, shown_ones)
    if model is not None:
        every = "both" if len(found.errors) == 2 else f"all {len(found.errors)}"
        console.print(Text(f"\nOne model shows {every} errors:"))
        for one in of_model({"model": model}):
            for line in folded(one.strip(), console.width - 4):
                console.print(Text(f"  {line}"))
    for number, error in enumerate(found.errors, 1):
        _error(number, error, found, shown_ones.get(error.root.id), model, console)
    _rest(found, console)
    return 1 if found.counts["undecided"] else 0


def counted(told: Told | None, of: int) -> Callable[[], None]:
    """A function that tells a bar, at each call, that one piece more of all is finished."""
    numbers = count_from(1)
    return lambda: told(next(numbers), of) if told is not None else None


def _summary(found: Errata, console: Console) -> None:
    console.print(Text(paragraph(summary(found), min(console.width, READABLE)), "bold"))
    waiting = found.counts["not run"]
    if waiting:
        words = (
            f"Runs decide {'it' if waiting == 1 else 'these'}: first {' and '.join(_commands(found))}, "
            f"then {program()} show {found.question} --runs runs."
        )
        console.print(Text(paragraph(words, min(console.width, READABLE))))
    for line in legend(found.errors):
        console.print(Text(paragraph(line, min(console.width, READABLE))))


def _commands(found: Errata) -> list[str]:
    """The commands whose runs decide the claims that wait for runs."""
    waiting = (c for c in found.claims if found.verdicts[c.id].verdict == "not run")
    return list(dict.fromkeys(c.decision.command for c in waiting if c.decision is not None))


def _error(
    number: int, error: Error, found: Errata, shown: Counterexample | None, model: dict | None, console: Console
) -> None:
    """Print one error: its root as printed and as it should be, numbers in a model, and what follows from it."""
    root, verdict = error.root, found.verdicts[error.root.id]
    console.print(
        Text.assemble(
            f"\n{number}. ",
            (str(error.severity), "bold magenta"),
            f"   {place(root)}   ",
            (root.id, "cyan"),
            "" if root.question == found.question else f"   (of question {root.question})",
        )
    )
    _labelled(console, "said", [], prose=[root.says])
    _labelled(console, "printed", root.pieces, prose=[TOGETHER] if len(root.pieces) > 1 else [])
    _labelled(console, "right", [root.right] if root.right else [], prose=_right(root, found))
    if shown is not None:
        told = as_json(shown)
        tables = [] if model else [line.strip() for line in of_model(told)]
        decimals = of_decimals(root, shown)
        label = "in numbers" if model or decimals else "in a model"
        _labelled(console, label, [*tables, *(decimals or sides(told))])
        for number, (how, numbers) in enumerate(other_readings(root, shown)):
            _labelled(console, "" if number else "also false", [], prose=[f"{how}:"])
            _labelled(console, "", [f"  {one}" for one in numbers])
    elif root.statement is None:
        if root.decision is not None:
            _labelled(console, "right if", str(root.decision.rule).split("; and "))
        _labelled(console, "shown by", BETWEEN_FIGURES.split(verdict.evidence))
    for claim in beside(root, found.verdicts):
        _labelled(console, "beside", [], prose=[claim])
    own = [c for c in error.consequences if c.question == found.question]
    if own:
        _labelled(console, "falls with", [f"{with_place(c)}   ({c.id})" for c in own])


def common_model(found: Errata, shown_ones: Mapping[str, Counterexample]) -> dict | None:
    """The one model that shows all errors, as JSON; None where there is only one error, or no such model."""
    told = [as_json(one) for one in shown_ones.values()]
    if len(told) < 2 or len(told) < len(found.errors):
        return None
    merged: dict[str, dict] = {}
    for one in told:
        for part, named in one["model"].items():
            if part != "points" and isinstance(named, dict):
                for name, value in named.items():
                    if merged.setdefault(part, {}).setdefault(name, value) != value:
                        return None
            elif part != "points" and named:
                return None
    return merged


def other_readings(root: Claim, counterexample: Counterexample) -> list[tuple[str, list[str]]]:
    """How else a claim may be read, each with its two sides in the shown model, where it is false there too."""
    at, told = at_points(as_json(counterexample)["model"]), []
    for how, one in shown_of_readings(root, counterexample):
        found = None if one is None else as_json(one)
        if found is not None and at_points(found["model"]) == at:
            found["model"].pop("points", None)  # It is said of the statement as printed.
        told.append((how, [] if found is None else sides(found)))
    return told


def of_decimals(root: Claim, counterexample: Counterexample) -> list[str]:
    """The number beside the decimal that is printed for it; empty of a claim that says something else."""
    if root.statement is None:
        return []
    return list(map(signed, in_numbers(root.statement.text.statement, counterexample)))


def sides(told: dict) -> list[str]:
    """Where a counterexample breaks a statement, and the two sides there, as one line."""
    points = at_points(told["model"])
    at = f"at {points}: " if points else ""
    part = f"; this part is false: {told['part']}" if "part" in told else ""
    gap = "" if {told["lhs"], told["rhs"]} <= TRUTHS else f"; difference {told['gap']}"
    return [signed(f"{at}left side {told['lhs']}; right side {told['rhs']}{gap}") + part]


def _right(root: Claim, found: Errata) -> list[str]:
    """What is right in place of a wrong claim: in words, and as a theorem where there is one."""
    if root.correction is not None:
        theorem = root.correction.theorem
        return [sentence(root.correction.text), f"Proved: show {theorem.id}"]
    instead = found.verdicts[root.id].instead
    return [sentence(instead)] if instead else []


def _labelled(console: Console, label: str, formulas: Iterable[str], prose: Iterable[str] = ()) -> None:
    """Print formulas and prose behind a label."""
    width = console.width - INDENT
    lines = [line for one in formulas for part in folded(one, width) for line in _cut(part, width)]
    lines += [line for one in prose for line in paragraph(one, min(width, READABLE)).splitlines()]
    for number, line in enumerate(lines):
        console.print(Text(("" if number else f"   {label}").ljust(INDENT) + line))


def _cut(line: str, width: int) -> list[str]:
    """A line in pieces: the name of a figure that is too long is cut before one of its dots."""
    pieces = []
    while len(line) > width and (dot := line.rfind(".", 1, width)) > 0:
        pieces.append(line[:dot])
        line = "    " + line[dot:]
    return [*pieces, line]


def _rest(found: Errata, console: Console) -> None:
    """Print what stands, what is open, whether the question shows what it set out to show, and how it is read."""
    width = min(console.width, READABLE)
    example = next(iter(found.wrong), found.claims[0])
    more = (
        f"All claims: {program()} list --reported {found.question}; "
        f"with their verdicts: verify {found.question} --all; one of them: show {example.id}."
    )
    console.print()
    for one in filter(None, (*standing(found), conclusion(found), more)):
        console.print(Text(paragraph(one, width)))
    if read := notes(found.question):
        console.print(Text("\nHow the report is read here"))
        for one in read:
            console.print(Text(paragraph(one, width)))
