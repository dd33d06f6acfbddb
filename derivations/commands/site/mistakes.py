"""The mistakes that people make beside a theorem, as a part of a page."""

from __future__ import annotations

import sympy

from ...attack.counterexamples import Attack
from ...attack.effort import SMALL_MODELS_FOR_A_PAGE, SMALL_MODELS_FOR_A_TWIN
from ...attack.telling import shown_of
from ...kernel import Derivation
from ...language.matrices.nodes import SameEntries, places_of
from ...language.theorems.theorem import Entry
from ...pages.counterexample import against, lines
from ...pages.text import text
from .elements import facts, line_of, listed, marked, math, more, printed, tag
from .meanings import only_in

LIMITS = (SMALL_MODELS_FOR_A_PAGE, SMALL_MODELS_FOR_A_TWIN)  # few mistakes need the second
NOT_FOUND = "No counterexample was found in the time that a page takes; `tightbound verify` looks for longer."


def mistakes(one: Derivation) -> str:
    """The false statements that people make, each with a counterexample.  One on matrices stands as it was typed."""
    written = one.text
    if not written.twins:
        return ""
    typed = one.whole.text.twins if isinstance(one, Entry) else written.twins
    attack = Attack([h for h, _ in written.hypotheses], [twin.statement for twin in written.twins])
    items = []
    for twin, shown in zip(written.twins, typed, strict=True):
        told = against(twin.statement, shown_of(attack, twin.statement, LIMITS))
        if told and "part" in told:
            told["part"] = _with_place(shown.statement, told["part"])
        inner = listed([printed(line.strip()) for line in lines({**told, "statement": ""})]) if told else ""
        items.append(
            more(
                line_of("✗", math(shown.statement), shown.mistake),
                facts(("Where", only_in(shown.statement, one))) + (inner or tag("p", marked(NOT_FOUND))),
                "line mistake",
            )
        )
    return tag("div", tag("h4", "Where people go wrong") + "".join(items), "mistakes")


def _with_place(statement: sympy.Basic, part: str) -> str:
    """The part of a statement that is false, as text, with its place where it is an entry of matrices."""
    if not isinstance(statement, SameEntries):
        return part
    places = [place for place in places_of(statement.shape) if text(statement.entry(*place)) == part]
    return f"{place_in_words(places[0])}, {part}" if places else part


def place_in_words(place: tuple[int, int]) -> str:
    """The place of an entry: its row and its column."""
    return f"entry {place[0]}, {place[1]}"
