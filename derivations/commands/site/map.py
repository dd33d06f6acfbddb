"""The map: all theorems, in rows of chapters, so that each stands below those on which it rests."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from html import escape

from sympy.core.relational import Eq, Ge, Gt, Le, Lt, Ne
from sympy.logic.boolalg import Implies

from ...chapters import ORDER
from ...kernel import Derivation, MatrixTheorem
from ...language import terms as t
from ...language.matrices.nodes import SameEntries
from .elements import address, raw, small, tag, title, whole_of

SIGNS = {Eq: "=", SameEntries: "=", Ne: "≠", Le: "≤", Lt: "<", Ge: "≥", Gt: ">", Implies: "⇒", t.Iff: "⇔"}
OTHER = "·"
LEGEND = (
    (("=",), "an equation"),
    (("≠",), "what is not equal"),
    (("≤", "<", "≥", ">"), "an inequality"),
    (("⇔", "⇒"), "when something holds"),
    ((OTHER,), "another statement"),
)


def map_page(theorems: Mapping[str, Derivation], rests_on: Mapping[str, Sequence[Derivation]]) -> str:
    """The map in reStructuredText; `rests_on` has for each theorem the earlier ones that its lines use."""
    rows: dict[int, list[str]] = defaultdict(list)
    for chapter, depth in depths(theorems, rests_on).items():
        rows[depth].append(chapter)
    cards = "".join(
        tag("div", "".join(_card(chapter, theorems, rests_on) for chapter in rows[depth]), "map-row")
        for depth in sorted(rows)
    )
    marks = len(dict.fromkeys(map(whole_of, theorems.values())))
    shown = {_sign(one) for one in map(whole_of, theorems.values())}
    legend = "".join(
        tag("li", "".join(tag("span", escape(sign), "mark") for sign in signs if sign in shown) + f" {words}")
        for signs, words in LEGEND
        if not shown.isdisjoint(signs)
    )
    return title("The map") + raw(
        tag(
            "p",
            f"Each of the {marks} marks is a theorem; where matrices are equal, one mark stands for the theorems on "
            f"all of their entries, so that there are {len(theorems)} theorems. All are proved from "
            f"{tag('a', 'the rules and the lemmas', href='trust.html#what-is-assumed')} alone, and were tried in "
            "models. A chapter stands below the chapters that it uses. Point at a theorem, tap it, or go to it with "
            "the Tab key, to see what it rests on, in blue, and what rests on it, in orange; their names stand above "
            "the map. A click on it, or a second tap, leads to its proof.",
        )
        + tag("ul", legend, "map-legend")
        + _choices()
        + tag("p", "", "map-told", role="status", id="told")
        + tag("div", cards, "map")
    )


def _choices() -> str:
    """The fields by which a reader chooses marks: by words, and by what uses a theorem or is used by it."""
    uses = (("", "any theorem"), ("unused", "used by no other theorem"), ("first", "resting on no other theorem"))
    options = "".join(tag("option", words, value=value) for value, words in uses)
    return tag(
        "p",
        tag("label", "Name or word of the title ", **{"for": "pick"})
        + '<input id="pick" type="search" autocomplete="off"> '
        + tag("label", "of ", **{"for": "use"})
        + tag("select", options, id="use")
        + ' <span id="picked" role="status"></span>',
        "controls",
    )


def depths(theorems: Mapping[str, Derivation], rests_on: Mapping[str, Sequence[Derivation]]) -> dict[str, int]:
    """The row of each chapter: one below the lowest of those that it uses."""
    found: dict[str, int] = {}
    for chapter in ORDER:  # a chapter uses earlier ones only
        used = {
            used.chapter for one in theorems.values() if one.chapter == chapter for used in rests_on.get(one.id, ())
        }
        found[chapter] = max((found[other] + 1 for other in used if other != chapter), default=0)
    return found


def _card(chapter: str, theorems: Mapping[str, Derivation], rests_on: Mapping[str, Sequence[Derivation]]) -> str:
    own = dict.fromkeys(whole_of(one) for one in theorems.values() if one.chapter == chapter)
    marks = "".join(_mark(one, rests_on) for one in own)
    return tag(
        "div", tag("a", escape(chapter), "map-chapter", href=f"chapters/{chapter}.html") + tag("div", marks), "card"
    )


def _sign(one: Derivation | MatrixTheorem) -> str:
    """The sign of a theorem's mark, which says what kind of statement it is."""
    return SIGNS.get(type(one.text.statement), OTHER)


def _mark(one: Derivation | MatrixTheorem, rests_on: Mapping[str, Sequence[Derivation]]) -> str:
    spoken = tag("span", escape(f" {one.id}: {small(one.title)}"), "hidden")
    parts = [one.id for one in one.entries.values()] if isinstance(one, MatrixTheorem) else [one.id]
    used = " ".join(dict.fromkeys(whole_of(used).id for part in parts for used in rests_on.get(part, ())))
    sign = escape(_sign(one))
    return tag("a", sign + spoken, "mark", href=address(one, ""), **{"data-id": one.id, "data-used": used})
