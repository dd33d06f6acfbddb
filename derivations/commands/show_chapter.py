"""The page of a chapter, to be read from top to bottom: its introduction, then every theorem with its proof."""

from __future__ import annotations

import importlib
import inspect

from rich.console import Console, RenderableType
from rich.padding import Padding
from rich.text import Text

from ..kernel import Derivation, Prover, Refused, Theorem
from ..pages.declarations import declared
from ..pages.figures import paragraphs
from ..pages.folding import paragraph
from ..pages.in_words import in_words
from ..pages.progress import progress_bar
from ..pages.text import text
from .finding import load
from .proof_lines import Step, proof_lines
from .show_theorem import facts_table, mistakes, reason

READABLE = 100  # columns: longer lines of prose are hard to read
INDENT = 4  # columns, under the number of a theorem


def chapter_page(chapter: str, console: Console) -> int:
    """Print the page of a chapter; the exit status, which is 1 where a theorem is not proved."""
    _introduction(chapter, console)
    prover, told = Prover(), set()
    theorems = [one for one in load().values() if one.chapter == chapter]
    status = 0
    with progress_bar("proving") as progress:
        for number, one in enumerate(theorems, 1):
            status |= _section(number, one, told, prover, console)
            if progress is not None:
                progress(number, len(theorems))
    return status


def _introduction(chapter: str, console: Console) -> None:
    """Print what the author says before the first theorem."""
    module = importlib.import_module(f"derivations.chapters.{chapter}")
    title, _, prose = inspect.cleandoc(module.__doc__ or "").partition("\n\n")
    console.print(Text(title, "bold"))
    console.print(Text("\n" + paragraphs(prose, min(console.width, READABLE))))


def _section(number: int, one: Derivation, told: set[str], prover: Prover, console: Console) -> int:
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
        _below(console, *mistakes(one.text.twins, width))
    return 0


def _proved(one: Derivation, prover: Prover) -> Theorem | Refused:
    """The theorem, or why there is none."""
    try:
        return prover.prove(one)
    except Refused as refusal:
        return refusal


def _statement(one: Derivation, theorem: Theorem | Refused, told: set[str], console: Console) -> None:
    """Print what a theorem says, with its notation and the points for almost every value of which it says it."""
    written = one.text
    given, claim = [in_words(h) for h, _ in written.hypotheses], [text(written.statement)]
    almost = [] if isinstance(theorem, Refused) else list(theorem.almost)
    stated = (("If", given), ("then", claim)) if given else (("Claim", claim),)
    points = [f"for almost every {', '.join(map(text.name, almost))}"] if almost else []
    _below(console, facts_table(("Here", _notation(one, told)), *stated, ("", points)))


def _below(console: Console, *parts: RenderableType) -> None:
    """Print something under the title of a theorem."""
    for part in parts:
        console.print(Padding(part, (0, 0, 0, INDENT)))


def _title(number: int, one: Derivation, console: Console) -> None:
    """Print the number and the title of a theorem, and its name at the right edge, below where there is no room."""
    title = f"{number:<{INDENT - 1}} " + paragraph(one.title, console.width - INDENT).replace("\n", "\n" + " " * INDENT)
    beside = console.width - len(title.rpartition("\n")[2])
    name = one.id.rjust(beside) if beside > len(one.id) + 1 else "\n" + one.id.rjust(console.width)
    console.print(Text.assemble("\n", (title, "bold"), (name, "cyan")))


def _notation(one: Derivation, told: set[str]) -> list[str]:
    """What the names of a theorem mean, as far as the page has not told it yet: a definition once for all arguments."""
    written = one.text
    nodes = [written.statement, *(h for h, _ in written.hypotheses), *(line.expression for line in written.lines)]
    new = []
    for words in declared(nodes):
        key = words.partition("(")[0] if " = " in words else words
        if key not in told:
            told.add(key)
            new.append(words)
    return new


def _steps(one: Derivation) -> list[Step]:
    """The lines of a proof; theorems of the same chapter are called by their last names."""
    return [
        Step(
            str(line.relation or ""),
            text(line.expression),
            reason(line.reason).removeprefix(f"{one.chapter}.") if number else "",
        )
        for number, line in enumerate(one.text.lines)
    ]
