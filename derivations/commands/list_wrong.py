"""The errors of the report, each once, worst first: `list --wrong`."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from rich.console import Console
from rich.text import Text

from ..pages.folding import Formula
from ..pages.ledger import progress_bar
from ..reported.claim import Claim
from ..reported.errata import Errata, errata
from ..reported.errors import Error, Severity
from ..reported.runs import Runs
from .show_errata import count, place

INDENT = "    "


def wrong_list(claims: Sequence[Claim], console: Console, runs: Runs | None = None) -> int:
    """Print the errors of the questions of some claims; the exit status, which is 1 where a claim is undecided."""
    questions = list(dict.fromkeys(c.question for c in claims))
    with progress_bar(quiet=not Console(stderr=True).is_terminal) as told:
        found, done = [], 0

        def one_more() -> None:
            nonlocal done
            done += 1
            if told is not None:
                told(done, len(claims))

        for question in questions:
            found.append(errata(question, claims, runs, one_more))
    order = list(Severity)
    errors = sorted((error for one in found for error in one.errors), key=lambda error: order.index(error.severity))
    for error in errors:
        _error(error, console)
    _totals(found, errors, console)
    return 1 if any(one.counts["undecided"] for one in found) else 0


def _error(error: Error, console: Console) -> None:
    """Print an error on two lines or more: its severity, its root and what follows from it, then what is printed."""
    root, follows = error.root, len(error.consequences)
    console.print(Text.assemble((f"{error.severity:<17}", "magenta"), (f"{root.id:<10}", "cyan"), place(root),
                                f", {count(follows, 'claim')} more" if follows else ""))
    for formula in [root.printed or root.says, *([f"right: {root.right}"] if root.right else [])]:
        with console.capture() as body:
            console.print(Formula(INDENT + formula))
        console.print(Text(body.get().rstrip()))


def _totals(found: Sequence[Errata], errors: Sequence[Error], console: Console) -> None:
    """Print how many errors there are, how many claims are wrong by them, and how many wait for runs."""
    severities = Counter(error.severity for error in errors)
    told = ", ".join(f"{severities[s]} {s}" for s in Severity if severities[s])
    wrong, said = sum(len(one.wrong) for one in found), sum(len(one.claims) for one in found)
    console.print(f"\n{count(len(errors), 'error')}" + (f": {told}" if told else ""))
    console.print(f"{wrong} of {said} claims are wrong, by these errors")
    if waiting := sum(one.counts["not run"] for one in found):
        console.print(f"{count(waiting, 'claim')} about runs wait for --runs DIR")
