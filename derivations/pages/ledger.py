"""The ledger as text for a terminal."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn
from rich.table import Table
from rich.text import Text

_STYLE_OF_VERDICT = {
    "proved": "green",
    "refuted": "magenta",
    "not checkable": "yellow",
    "undecided": "bold red",
    "failed": "bold red",
    "not run": "yellow",
    "supported": "green",
    "contradicted": "magenta",
}


@contextmanager
def progress_bar(*, quiet: bool) -> Iterator[Callable[[int, int], None] | None]:
    """A bar on standard error, as a function of the numbers of finished and of all entries; None where it is quiet."""
    if quiet:
        yield None
        return
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn())
    with Progress(*columns, console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task("attacking", total=None)
        yield lambda done, of: bar.update(task, completed=done, total=of)


def print_ledger(found: dict, given: Console | None = None) -> None:
    """Print the theorems, then the report's claims, then the totals; `given` is the console, for tests."""
    console = given or Console(width=None if Console().is_terminal else 140, highlight=False)
    chapters = dict.fromkeys(e["chapter"] for e in found["theorems"])
    for chapter in chapters:
        entries = [e for e in found["theorems"] if e["chapter"] == chapter]
        table = Table(
            "theorem",
            "says",
            "verdict",
            "steps",
            "models",
            "twins",
            title=chapter,
            title_justify="left",
            title_style="bold",
            show_edge=False,
            pad_edge=False,
        )
        for e in entries:
            twins = e["twins"]
            true = f", {twins['consequences']} true" if twins.get("consequences") else ""
            told = f"{twins['refuted']} refuted{true}" if "refuted" in twins else ""
            table.add_row(
                e["id"].split(".", 1)[1],
                Text(e["title"]),
                _verdict(e["verdict"]),
                str(max(0, len(e["steps"]) - 1)),
                f"{e['models']['bulk']:,}",
                told,
            )
        console.print(table, "")
        for e in entries:
            for problem in (*e["problems"], *(f"undecided twin: {t}" for t in e.get("undecided", ()))):
                console.print(Text(f"  {e['id']}: {problem}", style="bold red"), soft_wrap=True)
    _print_consequences(found["theorems"], console)
    if found["reported"]:
        _print_claims(found["reported"], console)
    told = {problem for e in found["theorems"] for problem in e["problems"]}
    for failure in found["failures"]:
        if failure not in told:
            console.print(Text(failure, style="bold red"), soft_wrap=True)
    _print_totals(found, console)


def _print_consequences(theorems, console) -> None:
    """Print the twins that are true, each with its theorem and its change."""
    rows = [(e["id"], twin) for e in theorems for twin in e.get("consequences", ())]
    if rows:
        console.print("Twins that are true after all, and proved to be:")
        for name in dict.fromkeys(name for name, _ in rows):
            console.print(Text(f"  {name}: " + "; ".join(twin for n, twin in rows if n == name)), soft_wrap=True)
        console.print()


def _verdict(name: str) -> Text:
    return Text(name, style=_STYLE_OF_VERDICT.get(name, ""))


def _print_claims(claims, console) -> None:
    table = Table(
        "claim",
        "verdict",
        "the report says",
        "instead, or why",
        title="reported",
        title_justify="left",
        title_style="bold",
        show_edge=False,
        pad_edge=False,
    )
    for e in claims:
        told = (
            e["correction"]["text"]
            if e["verdict"] in ("refuted", "contradicted") and e["correction"]
            else ("" if e["verdict"] == "proved" else e["evidence"])
        )
        verdict = e["verdict"] if e["reached"] else f"{e['verdict']} !"
        table.add_row(e["id"], _verdict(verdict), Text(e["says"]), Text(told))
    console.print(table, "")


def _print_totals(found, console) -> None:
    totals = found["totals"]
    twins = totals["twins"]
    if totals["theorems"]:
        console.print(
            f"{totals['proved']} of {totals['theorems']} theorems proved, {totals['fully_proved']} fully "
            f"(nothing assumed), {totals['steps']} steps checked in {totals['symbolic seconds']} s"
        )
    if count := twins["generated"] + twins["handwritten"] if twins else 0:
        console.print(
            f"{count} false twins: {twins['refused']} refused by the kernel, {twins['refuted']} refuted by a "
            f"model, {twins['consequences']} true after all, {twins['undecided']} undecided"
        )
    if totals["evaluations"]:
        console.print(
            f"{totals['evaluations']:,} evaluations of lines in random models, no line under "
            f"{totals['least models']:,} models; {totals['exact']:,} exact models; seed {found['seed']}"
        )
    if totals["reported"]:
        console.print("reported claims: " + ", ".join(f"{n} {v}" for v, n in sorted(totals["reported"].items())))
    if totals["left to runs"]:
        console.print(f"{totals['left to runs']} claims about runs are decided with --runs DIR")
    console.print(f"{found['seconds']} s")
