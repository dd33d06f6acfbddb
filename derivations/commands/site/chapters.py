"""A chapter as a page: its introduction, then every theorem."""

from __future__ import annotations

import importlib
import inspect
import re
from collections.abc import Mapping, Sequence
from html import escape

from ...kernel import Derivation, Prover
from ...language.theorems.theorem import Entry
from ...pages.phrases import explained
from ..notation import nodes_of
from ..sources import sources, without_sources
from .citations import cited
from .elements import SOURCES, listed, prose, raw, tag, title
from .evidence import Evidence
from .matrices import matrix_section
from .programs import programs_of
from .theorems import theorem_section

BESIDE = "What of this runs, in PyTorch. Tests hold each of these functions to theorems of the chapter."
COMMAND = re.compile(r" \(show \w+\)")  # in a phrase, where a terminal tells more of it
SLIDER = tag(
    "p",
    tag("label", "Steps ", **{"for": "steps"})
    + '<input type="range" id="steps" min="0" max="2" value="2" aria-valuetext="all lines"> '
    + tag("output", "all lines", id="shown", **{"for": "steps"})
    + " "
    + tag("button", "open all lines", type="button", id="open"),
    "controls",
)
"""The slider has three places: statements only, proofs without easy steps, all lines; `book.js` names them."""


def chapter_page(
    theorems: Sequence[Derivation], used_by: Mapping[str, Sequence[Derivation]], base: str, evidence: Evidence
) -> str:
    """The page of a chapter in reStructuredText, in which the theorems stand as HTML."""
    module = importlib.import_module(theorems[0].module)
    heading, _, introduction = inspect.cleandoc(module.__doc__ or theorems[0].chapter).partition("\n\n")
    phrases = explained(node for one in theorems for node in nodes_of(one))
    page = title(heading.rstrip(".")) + raw(
        tag("p", tag("code", escape(theorems[0].chapter)), "name")
        + cited(prose(without_sources(introduction)), theorems[0].chapter, base)
    )
    page += raw("".join(prose(COMMAND.sub("", phrase)) for phrase in phrases) + _works(theorems[0]) + SLIDER)
    prover, told = Prover(), set()
    for one in theorems:
        if not isinstance(one, Entry):
            page += title(one.title, 1) + raw(theorem_section(prover.prove(one), used_by, told, base, evidence))
        elif one.place == (1, 1):
            entries = {place: prover.prove(entry) for place, entry in one.whole.entries.items()}
            page += title(one.whole.title, 1) + raw(matrix_section(one.whole, entries, used_by, told, base, evidence))
    programs = programs_of((name for one in theorems for name in evidence.programs(one.id)), base)
    return page + (title("Programs", 1) + raw(tag("p", BESIDE) + programs) if programs else "")


def _works(one: Derivation) -> str:
    """The works on which the chapter of a theorem stands, as a list."""
    works = listed(escape(work) for work in sources(one))
    return tag("div", tag("p", "Sources of the chapter:") + works, id=SOURCES) if works else ""
