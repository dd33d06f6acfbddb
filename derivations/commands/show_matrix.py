"""The page of a theorem on matrices: its lines as they were typed, and the theorems on its entries."""

from __future__ import annotations

from rich.console import Console
from rich.padding import Padding
from rich.text import Text

from ..attack.effort import SMALL_MODELS_FOR_A_PAGE
from ..attack.verdict import verdict
from ..kernel import Derivation, MatrixTheorem, Prover
from ..pages.text import text
from .notation import nodes_of, notation
from .proof_lines import Step, proof_lines
from .show_theorem import heading, labelled, mistakes, reason
from .sources import asked, other_sources, own_sources


def matrix_page(whole: MatrixTheorem, console: Console) -> int:
    """Print the page of a theorem on matrices; the exit status, which is 1 where an entry is not proved."""
    written, prover = whole.text, Prover()
    heading(console, whole.id, whole.questions, whole.title, whole.__doc__)
    labelled(
        console,
        ("Claim", [text(written.statement)]),
        ("Given", [text(h) for h, _ in written.hypotheses]),
        ("Where", notation(nodes_of(whole))),
    )
    lines = [
        Step(str(line.relation or ""), text(line.expression), reason(line.reason) if number else "")
        for number, line in enumerate(written.lines)
    ]
    console.print(Text("Proof, entry by entry", style="bold"))
    console.print(Padding(proof_lines(lines, console.width - 2), (0, 0, 1, 2)))
    wrong = [one.id for one in whole.entries.values() if not verdict(one, prover, SMALL_MODELS_FOR_A_PAGE).proved]
    first = whole.entries[1, 1]
    labelled(
        console,
        ("Entries", list(map(_entry, whole.entries.values()))),
        ("Sources", [*own_sources(first), *asked(first)]),
        ("Of the chapter", other_sources(first)),
    )
    if wrong:
        console.print(Text(f"This does not hold: {', '.join(wrong)}", style="bold red"))
        return 1
    if written.twins:
        title, false = mistakes(written.twins, console.width - 2)
        console.print(title)
        console.print(Padding(false, (0, 0, 1, 2)))
    return 0


def _entry(one: Derivation) -> str:
    return f"{one.id}: {text(one.text.statement)}"
