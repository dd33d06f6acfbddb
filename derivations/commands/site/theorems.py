"""A theorem as a part of a page: what it says, its lines, and what is known at each."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from html import escape

import sympy

from ...kernel import Derivation, MatrixTheorem, Theorem
from ...kernel.rules.rule import Rule
from ...language.authoring.derivation import Instance
from ...pages.articles import of_rule
from ...pages.in_words import in_words
from ...pages.text import text
from ..finding import load_reported
from ..show_theorem import reason, said, spelled
from ..sources import asked, own_sources, sources
from .citations import cited
from .elements import (
    SOURCES,
    address,
    condition,
    facts,
    line_of,
    link,
    listed,
    lowered,
    math,
    more,
    place_of,
    printed,
    prose,
    tag,
    whole_of,
)
from .evidence import Evidence, tests_of
from .meanings import as_above, where
from .mistakes import mistakes
from .numbers import example
from .programs import programs_here
from .rules import rule_link
from .trials import tried
from .trust import lemma_link

SHORT = 4  # theorems that are listed without being opened
EASY = frozenset({"algebra", "arithmetic", "definition", "rearrange"})
"""The rules of steps that the slider folds away: notation, and what a reader does in the head."""


def theorem_section(
    theorem: Theorem, used_by: Mapping[str, Sequence[Derivation]], told: set[str], base: str, evidence: Evidence
) -> str:
    """The HTML of a theorem below its title; `told` are the names that the page has explained already."""
    one = theorem.derivation
    written = one.text
    given = [math(h) + _in_words(h) for h, _ in written.hypotheses]
    above = as_above(one, told)
    almost = [printed(f"for almost every {', '.join(map(text.name, theorem.almost))}")] if theorem.almost else []
    parts = [
        tag("p", tag("code", escape(one.id)), "name"),
        cited(prose(one.__doc__), one.chapter, base),
        facts(
            ("Where", [*(cited(item, one.chapter, base) for item in where(one, told)), *above]),
            ("If" if given else "", given),
            ("then" if given else "Claim", [math(written.statement)]),
            ("", almost),
        ),
        proof(theorem, base),
        facts(
            ("Rests on", links(theorem.rests_on, base) or ["nothing but the rules and the hypotheses"]),
            ("Used by", users(used_by.get(one.id, ()), base)),
            ("Programs", programs_here(evidence.programs(one.id))),
            ("Tests", tests_of(one.id, evidence)),
            ("Tried", tried(one.id, evidence.trials)),
            ("By the lemmas", lemmas(theorem, base)),
            ("Sources", sources_of(theorem, base)),
        ),
        mistakes(one),
    ]
    return tag("div", "".join(parts), "theorem", id=one.id)


def _in_words(hypothesis: sympy.Basic) -> str:
    """A hypothesis in words, below its symbols, where the words say more than the symbols."""
    words = in_words(hypothesis)
    return "" if words == text(hypothesis) else tag("span", printed(words), "words")


def links(theorems: Iterable[Derivation], base: str) -> list[str]:
    """Links to theorems, with their titles; the entries of a theorem on matrices stand in one item."""
    found: dict[Derivation | MatrixTheorem, list[Derivation]] = {}
    for one in theorems:
        found.setdefault(whole_of(one), []).append(one)
    return [f"{_names(whole, some, base)} {lowered(whole.title)}" for whole, some in found.items()]


def _names(whole: Derivation | MatrixTheorem, some: Sequence[Derivation], base: str) -> str:
    """A link to a theorem; to a theorem on matrices where all of its entries are meant, otherwise to these."""
    if isinstance(whole, Derivation) or len(some) == len(whole.entries):
        return link(whole, base)
    places = (tag("a", escape(one.id.removeprefix(whole.id)), href=address(one, base)) for one in some[1:])
    return " ".join([link(some[0], base), *places])


def users(theorems: Sequence[Derivation], base: str) -> list[str]:
    """The theorems that use one, to be opened where there are many."""
    items = links(theorems, base)
    return items if len(items) <= SHORT else [more(f"{len(items)} theorems", listed(items), "tests")]


def lemmas(theorem: Theorem, base: str) -> list[str]:
    """Links to the lemmas of a proof, in one item."""
    return [", ".join(lemma_link(name, base) for name in theorem.lemmas)] if theorem.lemmas else []


def sources_of(theorem: Theorem, base: str) -> list[str]:
    """The works that a theorem itself leans on, the questions that it answers, and a link to those of its chapter."""
    one = theorem.derivation
    errata = dict.fromkeys(claim.question for claim in load_reported().values())
    questions = [
        tag("a", escape(words), href=f"{base}errata/{question}.html") if question in errata else escape(words)
        for question, words in zip(one.questions, asked(one))
    ]
    works, page = len(sources(one)), place_of(one)
    words = f"{works} work{'s' if works > 1 else ''} of the chapter"
    chapter = [tag("a", words, href=f"{base}{page}.html#{SOURCES}")] if works else []
    return [*map(escape, own_sources(one, theorem.lemmas)), *questions, *chapter]


def proof(theorem: Theorem, base: str) -> str:
    """The lines as a calculation: the relations in one column, each line with its reason, and each can be opened."""
    written, found = theorem.derivation.text, example(theorem)
    hypotheses = spelled(written)
    rows = []
    for number, line in enumerate(written.lines):
        conditions = [hypotheses.get(c) or said(c) for c in theorem.steps[number].conditions]
        value = found.values[number] if found is not None else ""
        folded = 0 < number < len(written.lines) - 1 and _easy(written.lines[number + 1].reason)
        summary = line_of(line.relation, math(line.expression), reason(line.reason) if number else "")
        known = facts(
            ("Known here", [condition(c) for c in dict.fromkeys(conditions)]),
            ("In the model", [printed(value)] if value else []),
            ("The rule", [_asked(line.reason, base)] if number else []),
        )
        rows.append(more(summary, known or tag("p", "Nothing is asked here."), "line folded" if folded else "line"))
    model = (
        tag(
            "p",
            "Opened, each line shows its value in this model: " + "; ".join(map(printed, found.model)) + ".",
            "model",
        )
        if found and found.model
        else ""
    )
    return tag("div", tag("h4", "Proof") + "".join(rows) + model, "proof")


def _easy(why: object) -> bool:
    return isinstance(why, Rule) and why.name in EASY


def _asked(why: object, base: str) -> str:
    """What a rule says, or the theorem that is used, in place."""
    if isinstance(why, Rule):
        return f"{rule_link(why, base)}: {lowered(of_rule(why).summary)}"
    one = why.derivation if isinstance(why, Instance) else why
    if not isinstance(one, Derivation):
        return printed(reason(why))
    given = [printed(in_words(h)) for h, _ in one.text.hypotheses]
    return f"{link(one, base)}: {lowered(one.title)}" + facts(
        ("If" if given else "", given), ("then" if given else "", [math(one.text.statement)])
    )
