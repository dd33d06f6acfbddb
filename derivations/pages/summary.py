"""The ledger on a page: a line for each chapter and each question, what failed by its root, totals, the outcome."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from typing import Any

from rich.console import Console
from rich.text import Text

from .folding import folded, paragraph
from .ledger import STYLE_OF_VERDICT

WIDEST = 80  # columns
DECIDED = ("proved", "refuted", "supported", "contradicted", "not checkable")  # columns of the table of questions
UNDECIDED = "undecided twin"  # how the fault begins of a theorem that is proved and not attacked to the end
CLAIMS = "claims"  # the head of the first column
WAITING, OPEN, ERRORS = "wait for runs", "undecided", "errors"
NARROW_HEADS = {  # in two lines
    "refuted": ("re-", "futed"),
    "supported": ("sup-", "ported"),
    "contradicted": ("contra-", "dicted"),
    "not checkable": ("not", "checkable"),
    WAITING: ("wait for", "runs"),
    OPEN: ("un-", "decided"),
}


def print_summary(found: dict[str, Any], console: Console, how_many: str, advice: str) -> None:
    """Print a page.  `how_many` says how many theorems there are, `advice` how claims that wait get their runs."""
    width = min(console.width, WIDEST)
    for row in (*_chapters(found, width), *_questions(found, width)):
        console.print(Text(row.rstrip()))
    if found["theorems"] or found["reported"] or found["waiting"]:
        console.print()
    for line in _failed(found["failed"], width):
        console.print(line)
    for line in _totals(found, how_many, advice, width):
        console.print(Text(line))
    outcome, style = ("OK", "bold green") if found["sound"] else ("FAILED", "bold red")
    console.print(Text.assemble((outcome, style), f"  {found['seconds']:.1f} s"))


def _chapters(found: dict[str, Any], width: int) -> Iterator[str]:
    """A line for each chapter, and one for the corrections of the report."""
    groups: dict[str, list[dict]] = {}
    for entry in found["theorems"]:
        groups.setdefault("corrections" if entry["is_correction"] else entry["chapter"], []).append(entry)
    if not groups:
        return
    room = max(11, *map(len, groups))
    gap = " " * (2 if room + 40 <= width else 1)
    yield gap.join((f"{'chapter':{room}}", "proved", "steps", "   models", "twins", "true"))
    for name, entries in groups.items():
        proved = f"{sum(e['verdict'] == 'proved' for e in entries)}/{len(entries)}"
        steps = sum(max(0, len(e["steps"]) - 1) for e in entries)
        models = sum(e["models"]["bulk"] for e in entries)
        refuted, true = (sum(e["twins"].get(kind, 0) for e in entries) for kind in ("refuted", "consequences"))
        yield gap.join((f"{name:{room}}", f"{proved:>6}", f"{steps:5}", f"{models:9,}", f"{refuted:5}", f"{true:4}"))


def _questions(found: dict[str, Any], width: int) -> Iterator[str]:
    """A line for each question of the report: how many of its claims have which verdict."""
    counts: dict[str, Counter] = {}
    for entry in found["reported"]:
        verdict = entry["verdict"] if entry["reached"] else OPEN
        counts.setdefault(entry["question"], Counter())[verdict] += 1
    for claim in found["waiting"]:
        counts.setdefault(claim["question"], Counter())[WAITING] += 1
    if not counts:
        return
    for error in found["errors"]:
        counts[error["question"]][ERRORS] += 1
    columns = [*DECIDED, WAITING, *(c for c in (OPEN, ERRORS) if any(count[c] for count in counts.values()))]
    room = max(len(CLAIMS), *map(len, counts))
    heads, gap = _heads(columns, width - room)
    sizes = [gap + max(map(len, head)) for head in heads]
    rows = [[CLAIMS if last else "", *cells] for last, cells in zip((False, True)[-len(heads[0]) :], zip(*heads))]
    rows += [[q, *(counts[q][column] or "" for column in columns)] for q in sorted(counts, key=_order)]
    if found["theorems"] and len(heads[0]) == 1:  # heads in two lines stand apart by themselves
        yield ""
    for first, *cells in rows:
        yield f"{first:{room}}" + "".join(f"{cell:>{size}}" for cell, size in zip(cells, sizes))


def _heads(columns: list[str], room: int) -> tuple[list[tuple[str, ...]], int]:
    """The heads of some columns, in one line or, where there is no room for that, in two; and the gap before each."""
    heads: list[tuple[str, ...]] = [(column,) for column in columns]
    if sum(map(len, columns)) + 2 * len(columns) > room:
        heads = [NARROW_HEADS.get(column, ("", column)) for column in columns]
    fits = sum(max(map(len, head)) + 2 for head in heads) <= room
    return heads, 2 if fits else 1


def _order(question: str) -> tuple[int, ...]:
    """The place of a question: 1.2.5 stands before 1.2.10."""
    return tuple(int(part) if part.isdecimal() else 0 for part in question.split("."))


def _failed(groups: Iterable[dict[str, Any]], width: int) -> Iterator[Text]:
    """What failed, by its root: the name, why, and the names of what falls with it."""
    for group in groups:
        name = group["name"] or "outside the entries"
        open_only = group["faults"] and all(fault.startswith(UNDECIDED) for fault in group["faults"])
        yield Text(f"{name} {'is not decided' if open_only else 'fails'}", style=STYLE_OF_VERDICT["failed"])
        for fault, times in Counter(group["faults"]).items():
            fault += f" ({times} of them)" if times > 1 else ""
            for line in fault.splitlines():
                for piece in folded(line, width - 2):
                    yield Text(f"  {piece}")
        if group["falls"]:
            for line in paragraph(f"With it fall: {', '.join(group['falls'])}", width - 2).splitlines():
                yield Text(f"  {line}")
        yield Text()


def _totals(found: dict[str, Any], how_many: str, advice: str, width: int) -> Iterator[str]:
    """The numbers over all, each in a sentence, those of the theorems before those of the report; nothing of what there
    is none of."""
    totals, twins = found["totals"], found["totals"]["twins"]
    said, report = [], []
    if totals["theorems"]:
        trusting = totals["theorems"] - totals["fully_proved"] if totals["proved"] == totals["theorems"] else 0
        assumed = f", {trusting} of them from what is assumed" if trusting else ""
        said.append(f"{how_many}; {totals['proved']} proved{assumed}, {_several(totals['steps'], 'step')} checked.")
    if number := twins["generated"] + twins["handwritten"]:
        said.append(
            f"{_several(number, 'false twin')}: {twins['refused']} refused by the kernel, "
            f"{twins['refuted']} refuted by a model, {twins['consequences']} true after all, "
            f"{twins['undecided']} undecided."
        )
    if totals["evaluations"]:
        said.append(
            f"{totals['evaluations']:,} evaluations of lines in random models (seed {found['seed']}), no line under "
            f"{totals['least models']:,} models; {totals['exact']:,} exact models."
        )
    if totals["reported"]:
        counted = ", ".join(f"{totals['reported'][v]} {v}" for v in totals["reported"])
        report.append(f"{_several(sum(totals['reported'].values()), 'claim')} of the report: {counted}.")
    if found["errors"]:
        severities = Counter(error["severity"] for error in found["errors"])
        counted = ", ".join(_several(number, severity) for severity, number in severities.items())
        report.append(f"{_several(len(found['errors']), 'error')}, each counted once: {counted}.")
    if totals["left to runs"]:
        wait = "wait" if totals["left to runs"] > 1 else "waits"
        report.append(f"{_several(totals['left to runs'], 'claim')} {wait} for runs{advice}.")
    for sentences in (said, report):
        yield from paragraph(" ".join(sentences), width).splitlines()


def _several(number: int, what: str) -> str:
    """A number of things."""
    return f"{number} {what}{'s' * (number != 1)}"
