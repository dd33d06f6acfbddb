"""A theorem on matrices as a part of a page: its lines as they were typed, and its entries, which are theorems."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from html import escape

from ...kernel import Derivation, MatrixTheorem, Theorem
from ...pages.text import text
from ..show_theorem import reason
from .citations import cited
from .elements import facts, line_of, math, prose, tag
from .evidence import Evidence, tests_of
from .meanings import where
from .mistakes import mistakes, place_in_words
from .programs import programs_here
from .theorems import lemmas, links, proof, sources_of, users
from .trials import tried

HOW = "It is proved, tried in models and cited entry by entry. Each entry opens, with its own lines."
Entries = Mapping[tuple[int, int], Theorem]


def matrix_section(
    whole: MatrixTheorem,
    entries: Entries,
    used_by: Mapping[str, Sequence[Derivation]],
    told: set[str],
    base: str,
    evidence: Evidence,
) -> str:
    """The HTML of a theorem on matrices below its title; `told` are the names that the page has explained already."""
    written, first = whole.text, entries[1, 1].derivation
    lines = [
        tag("div", line_of(line.relation, math(line.expression), reason(line.reason) if number else ""), "line fixed")
        for number, line in enumerate(written.lines)
    ]
    given, names = [math(h) for h, _ in written.hypotheses], where(whole, told)
    sources = [source for theorem in entries.values() for source in sources_of(theorem, base)]
    programs = [program for one in whole.entries.values() for program in evidence.programs(one.id)]
    parts = [
        tag("p", tag("code", escape(whole.id)), "name"),
        cited(prose(whole.__doc__), whole.chapter, base),
        facts(
            ("Where", [cited(item, whole.chapter, base) for item in names]),
            ("If" if given else "", given),
            ("then" if given else "Claim", [math(written.statement)]),
        ),
        tag("div", tag("h4", "Proof") + "".join(lines), "proof"),
        tag("p", HOW),
        "".join(_entry(place, theorem, used_by, told, names, base, evidence) for place, theorem in entries.items()),
        facts(
            ("Programs", programs_here(dict.fromkeys(programs))),
            ("Tests", tests_of(whole.id, evidence)),
            ("Sources", dict.fromkeys(sources)),
        ),
        mistakes(first),
    ]
    return tag("div", "".join(parts), "theorem", id=whole.id)


def _entry(
    place: tuple[int, int],
    theorem: Theorem,
    used_by: Mapping[str, Sequence[Derivation]],
    told: set[str],
    names: Sequence[str],
    base: str,
    evidence: Evidence,
) -> str:
    """One entry, to be opened: its claim, its lines, and what it rests on.  The rest is said of all entries at once."""
    one = theorem.derivation
    summary = tag("span", place_in_words(place), "reason") + tag("span", math(one.text.statement), "formula")
    almost = [f"for almost every {', '.join(map(text.name, theorem.almost))}"] if theorem.almost else []
    inner = (
        facts(("Where", where(one, told, names)), ("", almost))
        + proof(theorem, base)
        + facts(
            ("Rests on", links(theorem.rests_on, base)),
            ("Used by", users(used_by.get(one.id, ()), base)),
            ("Tests", tests_of(one.id, evidence) if evidence.bears_on(one.id) else []),
            ("Tried", tried(one.id, evidence.trials)),
            ("By the lemmas", lemmas(theorem, base)),
        )
    )
    return tag("details", tag("summary", summary) + inner, "entry", id=one.id)
