"""The command `list`: theorems and claims in a line each, and what rests on a theorem."""

from __future__ import annotations

from argparse import Namespace
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from ..kernel import Derivation
from ..pages.columns import in_columns
from ..pages.folding import paragraph
from ..pages.output import complain, page_width
from ..pages.printing import print_page
from .finding import UnknownName, corrections, find, how_many, load, load_reported, unwritten

if TYPE_CHECKING:
    from ..reported.claim import Claim

CORRECTIONS = "corrections of the report"  # the heading of the last group


def main(args: Namespace) -> int:
    """`list [NAME…] [--reported [QUESTION]] [--wrong [--runs DIR]] [--impact NAME]`; the exit status."""
    if args.impact is not None:
        if args.names or args.reported is not None or args.wrong:
            complain("--impact: lists what rests on one theorem; neither names nor --reported nor --wrong go with it")
            return 2
        return _impact(args.impact)
    names = [*args.names, *([args.reported] if args.reported else [])]
    if args.wrong:
        return _wrong(names, args.runs)
    if args.runs is not None:
        complain("--runs: goes with --wrong")
        return 2
    if args.reported is None:
        found = _named(names) if names else [*load().values(), *corrections().values()]
    else:
        found = [claim for name in names for claim in _claims(name)] if names else list(load_reported().values())
    print_list(dict.fromkeys(found))
    for name in dict.fromkeys(names):
        print_unwritten(name)
    return 0


def _named(names: Iterable[str]) -> list[Derivation | Claim]:
    """The theorems and claims that some names stand for."""
    return [one for name in names for one in find(name)]


def _claims(name: str) -> list[Derivation | Claim]:
    """The claims that a name stands for; raises `UnknownName` where they are none."""
    claims: list[Derivation | Claim] = [one for one in find(name) if not isinstance(one, Derivation)]
    if not claims:
        raise UnknownName(f"{name}: no claim of the report belongs to it; --reported wants a question or a claim")
    return claims


def _wrong(names: Sequence[str], folder: str | None) -> int:
    """Print the errors of the report, or of some questions, by their roots, worst first; the exit status."""
    from ..reported.runs import BadRuns, read_runs  # here, because it loads the attack, which no other list needs
    from .list_wrong import wrong_list  # likewise

    claims = [claim for name in names for claim in _claims(name)] if names else list(load_reported().values())
    try:
        runs = read_runs(folder) if folder is not None else None
        return print_page(lambda claims, console: wrong_list(claims, console, runs), claims)
    except BadRuns as error:
        complain(f"--runs: {error}")
        return 2


def _impact(name: str) -> int:
    """Print everything that rests on a theorem, directly or through others; the exit status."""
    from .impact import resting_on  # here, because only this option reads the lines of every theorem

    (theorem, *more) = find(name)
    if more or not isinstance(theorem, Derivation):
        complain(f"--impact: {name} is no theorem; `list {name}` lists what it stands for")
        return 2
    direct, indirect = resting_on(theorem)
    if not direct:
        print(f"Nothing rests on {name}.")
        return 0
    print(f"Resting on {name}: {len(direct)} directly, {len(indirect)} through others.")
    for title, found in (("Directly", direct), ("Through others", indirect)):
        if found:
            print(f"\n{title}\n")
            print_list(found, count=False)
    return 0


def print_unwritten(question: str) -> None:
    """Say of a question which of its lines wait for a chapter."""
    if lines := unwritten(question):
        wait = "wait" if lines.startswith("lines") else "waits"
        told = f"{question}: {lines} of the assignment {wait} for a chapter that is not written yet."
        print("\n" + paragraph(told, page_width()))


def print_list(found: Iterable[Derivation | Claim], *, count: bool = True) -> None:
    """Print a line for each, in columns for each chapter and each question; then how many they are."""
    found, groups = list(found), {}
    for one in found:
        *row, group = _row(one)
        groups.setdefault(group, []).append(row)
    parts = [
        (f"{CORRECTIONS}:\n\n" if group == CORRECTIONS else "") + "\n".join(in_columns(rows, page_width()))
        for group, rows in groups.items()
    ]
    print("\n\n".join([*parts, *([paragraph(_count(found), page_width())] if count and found else [])]))


def _row(one: Derivation | Claim) -> tuple[str, str, str, str]:
    """The id, the place, the title and the group of a theorem or a claim."""
    if isinstance(one, Derivation):
        group = CORRECTIONS if one.module.startswith("derivations.reported.") else one.chapter
        return one.id, " ".join(one.questions), one.title, group
    return one.id, span(one.lines), f"{one.kind}: {one.says}", one.question


def _count(found: Sequence[Derivation | Claim]) -> str:
    """How many theorems and claims there are in a list."""
    theorems = [one for one in found if isinstance(one, Derivation)]
    mended = sum(one.module.startswith("derivations.reported.") for one in theorems)
    claims = len(found) - len(theorems)
    told = [how_many(len(theorems) - mended, mended)] if theorems else []
    told += [f"{claims} claim{'s' * (claims != 1)} of the report"] if claims else []
    return ", ".join(told)


def span(lines: tuple[int, int]) -> str:
    """Line numbers in words."""
    first, last = lines
    return f"line {first}" if first == last else f"lines {first}–{last}"
