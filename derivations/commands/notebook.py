"""Theorems, reported claims and lines as a notebook shows them: Markdown with LaTeX.

`%load_ext derivations` in a notebook registers them; then a cell that ends with `bound` shows the theorem line by line.
"""

from __future__ import annotations

from typing import Any

from ..language.authoring.derivation import Derivation
from ..language.terms import Spoken
from ..language.theorems.theorem import MatrixTheorem
from ..pages.latex import latex
from ..reported.claim import Claim
from .show_theorem import reason

SIGNS = {"=": "=", "≤": r"\le", "≥": r"\ge", "⇔": r"\iff", "⇒": r"\implies"}


def register(shell: Any) -> None:
    """Register how an IPython shell displays theorems, claims and nodes."""
    formatters = shell.display_formatter.formatters
    formatters["text/markdown"].for_type(Derivation, theorem)
    formatters["text/markdown"].for_type(MatrixTheorem, theorem)
    formatters["text/markdown"].for_type(Claim, claim)
    formatters["text/latex"].for_type(Spoken, line)


def line(node: Any) -> str:
    """A quantity or a statement between dollar signs."""
    return f"$\\displaystyle {latex(node)}$"


def theorem(derivation: Derivation | MatrixTheorem) -> str:
    """The title, the claim, the hypotheses and each line of a theorem with its reason; nothing is proved for it."""
    text = derivation.text
    given = [f"Given ${latex(node)}$  " for node, _ in text.hypotheses]
    first, *others = text.lines
    rows = [rf"& {latex(first.expression)} \\"]
    rows += [
        rf"{SIGNS[str(row.relation)]} \; & {latex(row.expression)} && \text{{{_plain(reason(row.reason))}}} \\"
        for row in others
    ]
    lines = "\n".join([r"$$\begin{aligned}", *rows, r"\end{aligned}$$"])
    return "\n\n".join([f"**{derivation.title}** ({derivation.id})", line(text.statement), "\n".join(given), lines])


def claim(reported: Claim) -> str:
    """A claim of the report in words, and as the statement that is judged, where it has one."""
    statement = [] if reported.statement is None else [line(reported.statement.text.statement)]
    return "\n\n".join([f"**{reported.id}** {reported.says}", *statement])


def _plain(words: str) -> str:
    """Words as LaTeX's text mode takes them."""
    return words.replace("_", r"\_").replace("{", r"\{").replace("}", r"\}")
