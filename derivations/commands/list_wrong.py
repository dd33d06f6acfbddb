"""The errors of the report, each once, worst first: `list --wrong`."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from rich.console import Console
from rich.text import Text

from ..pages.folding import folded, paragraph
from ..pages.progress import progress_bar
from ..reported.claim import Claim
from ..reported.errata import Errata, errata
from ..reported.errors import Error, Severity
from ..reported.runs import Runs
from .errata_in_words import count, legend, place
from .finding import load_reported
from .show_errata import counted

INDENT = "    "


def wrong_list(claims: Sequence[Claim], console: Console, runs: Runs | None = None) -> int:
    """Print the errors of the questions of some claims; the exit status, which is 1 where a claim is undecided."""
    every, questions = tuple(load_reported().values()), dict.fromkeys(c.question for c in claims)
    with progress_bar("adjudicating") as told:
        one_more = counted(told, sum(c.question in questions for c in every))
        found = [errata(question, every, runs, one_more) for question in questions]
    errors = {error.root.id: error for one in found for error in one.errors}  # An error of two questions is one.
    order = list(Severity)
    ordered = sorted(errors.values(), key=lambda error: order.index(error.severity))
    for error in ordered:
        _error(error, console)
    _totals(found, ordered, console)
    return 1 if any(one.counts["undecided"] for one in found) else 0


def _error(error: Error, console: Console) -> None:
    """Print an error on two lines or more: its severity, its root and what follows from it, then what is printed."""
    root, follows = error.root, len(error.consequences)
    console.print(
        Text.assemble(
            (f"{error.severity:<17}", "magenta"),
            (f"{root.id:<11}", "cyan"),
            place(root),
            f", {count(follows, 'claim')} more" if follows else "",
        )
    )
    for formula in [root.printed or root.says, *([f"right: {root.right}"] if root.right else [])]:
        for line in folded(formula, console.width - len(INDENT)):
            console.print(Text(INDENT + line))


def _totals(found: Sequence[Errata], errors: Sequence[Error], console: Console) -> None:
    """Print how many errors there are, how many claims are wrong by them, and how many wait for runs."""
    severities = Counter(error.severity for error in errors)
    told = ", ".join(count(severities[s], s) for s in Severity if severities[s])
    wrong, said = sum(len(one.wrong) for one in found), sum(len(one.claims) for one in found)
    console.print(f"\n{count(len(errors), 'error')}" + (f": {told}" if told else ""))
    for line in legend(errors):
        console.print(Text(paragraph(line, console.width)))
    console.print(f"{wrong} of {said} claims are wrong, by these errors")
    if waiting := sum(one.counts["not run"] for one in found):
        console.print(f"{count(waiting, 'claim')} about runs wait for --runs DIR")
