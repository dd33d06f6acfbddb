"""The mistakes that people make beside a theorem, as a part of a page."""

from __future__ import annotations

import sympy

from ...attack.certificate import Undecided
from ...attack.counterexamples import Attack
from ...attack.effort import SMALL_MODELS_FOR_A_PAGE
from ...attack.telling import telling
from ...kernel import Derivation
from ...language.matrices.nodes import SameEntries, places_of
from ...language.theorems.theorem import Entry
from ...language.views.signature import Unreadable
from ...pages.counterexample import against, lines
from ...pages.text import text
from .elements import facts, line_of, listed, math, more, printed, tag
from .meanings import only_in


def mistakes(one: Derivation) -> str:
    """The false statements that people make, each with a counterexample.  One on matrices stands as it was typed."""
    written = one.text
    if not written.twins:
        return ""
    typed = one.whole.text.twins if isinstance(one, Entry) else written.twins
    attack = Attack([h for h, _ in written.hypotheses], [twin.statement for twin in written.twins])
    items = []
    for twin, shown in zip(written.twins, typed, strict=True):
        try:
            broken = attack.refute(twin.statement, limit=SMALL_MODELS_FOR_A_PAGE)
            broken = telling(attack.given, twin.statement, broken) if broken is not None else None
        except (Undecided, Unreadable):
            broken = None
        told = against(twin.statement, broken)
        if told and "part" in told:
            told["part"] = _with_place(shown.statement, told["part"])
        inner = listed([printed(line.strip()) for line in lines({**told, "statement": ""})]) if told else ""
        items.append(
            more(
                line_of("✗", math(shown.statement), shown.mistake),
                facts(("Where", only_in(shown.statement, one)))
                + (inner or tag("p", "No small model tells it; larger ones do.")),
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
