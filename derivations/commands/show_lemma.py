"""The page of a lemma, and the list of all lemmas by which hypotheses follow from others."""

from __future__ import annotations

from rich.console import Console

from ..kernel.lemmas.table import ESTABLISHED, LEMMAS
from ..pages.columns import in_columns
from ..pages.output import page_width
from .show_theorem import heading, labelled

SAID = {name: (lemma.says, lemma.source) for name, lemma in LEMMAS.items()} | ESTABLISHED
ALL = "lemmas"  # the name under which all lemmas are listed


def lemma_page(name: str, console: Console) -> int:
    """Print the page of a lemma; the exit status."""
    says, source = SAID[name]
    heading(console, name, (), f"A lemma: {says}.", None)
    labelled(console, ("Source", [source]))
    return 0


def lemma_list() -> None:
    """Print a line for each lemma."""
    print("\n".join(in_columns([(name, says) for name, (says, _) in SAID.items()], page_width())))
