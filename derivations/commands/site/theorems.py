"""A theorem as a part of a page: what it says, its lines, what is known at each, and the mistakes that people make."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from html import escape

import sympy

from ...attack.certificate import Undecided
from ...attack.counterexamples import Attack
from ...attack.effort import SMALL_MODELS_FOR_A_PAGE
from ...attack.telling import telling
from ...kernel import Derivation, Theorem
from ...kernel.rules.rule import Rule
from ...language.authoring.derivation import Instance
from ...language.views.signature import Unreadable
from ...pages.articles import of_rule
from ...pages.counterexample import against, lines
from ...pages.in_words import in_words
from ...pages.text import text
from ..finding import load_reported
from ..notation import nodes_of, notation, occurrences
from ..show_theorem import reason, said, spelled
from ..sources import asked, own_sources, sources
from .elements import SOURCES, facts, link, listed, marked, math, more, place_of, prose, tag
from .evidence import Evidence, tests_of
from .numbers import Example, example
from .programs import programs_here
from .rules import rule_link
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
    almost = [f"for almost every {', '.join(map(text.name, theorem.almost))}"] if theorem.almost else []
    found = example(theorem)
    parts = [
        tag("p", tag("code", escape(one.id)), "name"),
        prose(one.__doc__),
        facts(
            ("Where", _where(one, told)),
            ("If" if given else "", given),
            ("then" if given else "Claim", [math(written.statement)]),
            ("", almost),
        ),
        _proof(theorem, found, base),
        facts(
            ("Rests on", _links(theorem.rests_on, base) or ["nothing but the rules and the hypotheses"]),
            ("Used by", _used_by(used_by.get(one.id, ()), base)),
            ("Programs", programs_here(evidence.programs(one.id))),
            ("Tests", tests_of(one.id, evidence)),
            ("By the lemmas", [", ".join(lemma_link(name, base) for name in theorem.lemmas)] if theorem.lemmas else []),
            ("Sources", _sources(theorem, base)),
        ),
        _mistakes(one),
    ]
    return tag("div", "".join(parts), "theorem", id=one.id)


def _where(one: Derivation, told: set[str]) -> list[str]:
    """What the names of a theorem mean, the definitions as formulas."""
    nodes = nodes_of(one)
    defined = {text(node): node for node in occurrences(nodes)}
    items = [item.plain for item in notation(nodes, told)]
    found = ((item, defined.get(item.partition(" = ")[0])) for item in items)
    return [marked(item) if node is None else f"{math(node)} = {math(node.body)}" for item, node in found]


def _in_words(hypothesis: sympy.Basic) -> str:
    """A hypothesis in words, below its symbols, where the words say more than the symbols."""
    words = in_words(hypothesis)
    return "" if words == text(hypothesis) else tag("span", escape(words), "words")


def _links(theorems: Sequence[Derivation], base: str) -> list[str]:
    return [f"{link(one, base)} {escape(one.title)}" for one in theorems]


def _used_by(theorems: Sequence[Derivation], base: str) -> list[str]:
    """The theorems that use one, to be opened where there are many."""
    links = _links(theorems, base)
    return links if len(links) <= SHORT else [more(f"{len(links)} theorems", listed(links), "tests")]


def _sources(theorem: Theorem, base: str) -> list[str]:
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


def _proof(theorem: Theorem, found: Example | None, base: str) -> str:
    """The lines as a calculation: the relations in one column, each line with its reason, and each can be opened."""
    written = theorem.derivation.text
    hypotheses = spelled(written)
    rows = []
    for number, line in enumerate(written.lines):
        conditions = [hypotheses.get(c) or said(c) for c in theorem.steps[number].conditions]
        value = found.values[number] if found is not None else ""
        folded = 0 < number < len(written.lines) - 1 and _easy(written.lines[number + 1].reason)
        summary = (
            tag("span", escape(str(line.relation or "")), "relation")
            + tag("span", math(line.expression), "formula")
            + tag("span", escape(reason(line.reason)) if number else "", "reason")
        )
        known = facts(
            ("Known here", [escape(c) for c in dict.fromkeys(conditions)]),
            ("In the model", [tag("code", escape(value))] if value else []),
            ("The rule", [_asked(line.reason, base)] if number else []),
        )
        rows.append(more(summary, known or tag("p", "Nothing is asked here."), "line folded" if folded else "line"))
    model = (
        tag(
            "p",
            "The numbers below the lines are those of this model: " + "; ".join(map(escape, found.model)) + ".",
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
        return f"{rule_link(why, base)}: {escape(of_rule(why).summary)}"
    one = why.derivation if isinstance(why, Instance) else why
    if not isinstance(one, Derivation):
        return escape(reason(why))
    given = [escape(in_words(h)) for h, _ in one.text.hypotheses]
    return f"{link(one, base)}: {escape(one.title)}" + facts(
        ("If" if given else "", given), ("then" if given else "", [math(one.text.statement)])
    )


def _mistakes(one: Derivation) -> str:
    """The false statements that people make, each with a counterexample."""
    written = one.text
    if not written.twins:
        return ""
    attack = Attack([h for h, _ in written.hypotheses], [twin.statement for twin in written.twins])
    items = []
    for twin in written.twins:
        summary = (
            tag("span", "✗", "relation")
            + tag("span", math(twin.statement), "formula")
            + tag("span", escape(twin.mistake), "reason")
        )
        try:
            broken = attack.refute(twin.statement, limit=SMALL_MODELS_FOR_A_PAGE)
            broken = telling(attack.given, twin.statement, broken) if broken is not None else None
        except (Undecided, Unreadable):
            broken = None
        told = against(twin.statement, broken)
        shown = listed([escape(line.strip()) for line in lines({**told, "statement": ""})]) if told else ""
        items.append(more(summary, shown or tag("p", "No small model tells it; larger ones do."), "line mistake"))
    return tag("div", tag("h4", "Where people go wrong") + "".join(items), "mistakes")
