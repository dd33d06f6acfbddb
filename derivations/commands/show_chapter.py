"""The page of a chapter, to be read from top to bottom: its introduction, then every theorem with its proof."""

from __future__ import annotations

import importlib
import inspect
from collections.abc import Sequence

from rich.console import Console, RenderableType
from rich.padding import Padding
from rich.text import Text

from ..kernel import Derivation, MatrixTheorem, Prover, Refused, Theorem
from ..pages.figures import paragraphs
from ..pages.folding import paragraph
from ..pages.in_words import in_words
from ..pages.phrases import explained
from ..pages.progress import progress_bar
from ..pages.text import text
from .finding import load, whole_of
from .notation import nodes_of, notation
from .proof_lines import Step, proof_lines
from .show_theorem import facts_table, mistakes, reason

READABLE = 100  # columns: longer lines of prose are hard to read
MISTAKES = 3  # of a theorem that are shown: its own page has all of them
INDENT = 4  # columns, under the number of a theorem


def chapter_page(chapter: str, console: Console) -> int:
    """Print the page of a chapter; the exit status, which is 1 where a theorem is not proved."""
    theorems = [one for one in load().values() if one.chapter == chapter]
    _introduction(chapter, theorems, console)
    prover, told = Prover(), set()
    status = 0
    with progress_bar("proving") as progress:
        for number, one in enumerate(dict.fromkeys(whole_of(one) or one for one in theorems), 1):
            status |= _section(number, one, told, prover, console)
            if progress is not None:
                progress(number, len(theorems))
    return status


def _introduction(chapter: str, theorems: Sequence[Derivation], console: Console) -> None:
    """Print what the author says before the first theorem, and what the phrases of the hypotheses mean."""
    module = importlib.import_module(f"derivations.chapters.{chapter}")
    title, _, prose = inspect.cleandoc(module.__doc__ or "").partition("\n\n")
    console.print(Text(title, "bold"))
    width = min(console.width, READABLE)
    console.print(Text("\n" + paragraphs(prose, width)))
    for phrase in explained(node for one in theorems for node in nodes_of(one)):
        console.print(Text("\n" + paragraph(phrase, width)))


def _section(number: int, one: Derivation | MatrixTheorem, told: set[str], prover: Prover, console: Console) -> int:
    """Print a theorem: title, meaning, statement, proof and mistakes; 1 where it is not proved, otherwise 0."""
    width = console.width - INDENT
    _title(number, one, console)
    if one.__doc__:
        _below(console, Text(paragraphs(one.__doc__, min(width, READABLE)) + "\n"))
    theorem = _proved(one, prover)
    _statement(one, theorem, told, console)
    console.print()
    _below(console, Text("Proof", "bold"), proof_lines(_steps(one), width))
    if isinstance(theorem, Refused):
        _below(console, Text(f"This does not hold: {theorem}", "bold red"))
        return 1
    if one.text.twins:
        console.print()
        _below(console, *mistakes(one.text.twins[:MISTAKES], width))
    if len(one.text.twins) > MISTAKES:
        _below(console, Text(f"{len(one.text.twins) - MISTAKES} more: show {one.id}", "dim"))
    return 0


def _proved(one: Derivation | MatrixTheorem, prover: Prover) -> list[Theorem] | Refused:
    """The theorem, or those on the entries of its matrices; or why there is none."""
    try:
        return [prover.prove(each) for each in (one.entries.values() if isinstance(one, MatrixTheorem) else [one])]
    except Refused as refusal:
        return refusal


def _statement(
    one: Derivation | MatrixTheorem, found: list[Theorem] | Refused, told: set[str], console: Console
) -> None:
    """Print what a theorem says, with its notation and the points for almost every value of which it says it."""
    written = one.text
    given, claim = [in_words(h) for h, _ in written.hypotheses], [text(written.statement)]
    almost = [] if isinstance(found, Refused) else list(dict.fromkeys(name for each in found for name in each.almost))
    stated = (("If", given), ("then", claim)) if given else (("Claim", claim),)
    points = [f"for almost every {', '.join(map(text.name, almost))}"] if almost else []
    _below(console, facts_table(("Here", notation(nodes_of(one), told)), *stated, ("", points)))


def _below(console: Console, *parts: RenderableType) -> None:
    """Print something under the title of a theorem."""
    for part in parts:
        console.print(Padding(part, (0, 0, 0, INDENT)))


def _title(number: int, one: Derivation | MatrixTheorem, console: Console) -> None:
    """Print the number and the title of a theorem, and its name at the right edge, below where there is no room."""
    title = f"{number:<{INDENT - 1}} " + paragraph(one.title, console.width - INDENT).replace("\n", "\n" + " " * INDENT)
    beside = console.width - len(title.rpartition("\n")[2])
    name = one.id.rjust(beside) if beside > len(one.id) + 1 else "\n" + one.id.rjust(console.width)
    console.print(Text.assemble("\n", (title, "bold"), (name, "cyan")))


def _steps(one: Derivation | MatrixTheorem) -> list[Step]:
    """The lines of a proof; theorems of the same chapter are called by their last names."""
    return [
        Step(
            str(line.relation or ""),
            text(line.expression),
            reason(line.reason).removeprefix(f"{one.chapter}.") if number else "",
        )
        for number, line in enumerate(one.text.lines)
    ]
