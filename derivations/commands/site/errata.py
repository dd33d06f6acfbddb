"""The errata of a question as a page: each error once, the worst first, printed beside right, with numbers."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from html import escape
from typing import NamedTuple

from ...attack.certificate import Counterexample
from ...kernel import Derivation
from ...pages.counterexample import as_json
from ...pages.models import of_model
from ...reported.claim import Claim
from ...reported.errata import Errata, errata, shown_in
from ...reported.errors import Error
from ...reported.printed import readings_of
from ...reported.runs import Runs
from ..errata_in_words import (
    TOGETHER,
    beside,
    conclusion,
    legend,
    notes,
    place,
    sentence,
    standing,
    subject,
    summary,
    with_place,
)
from ..show_errata import common_model, of_decimals, other_readings, sides
from .claims import claims_of, css, verdict_of
from .elements import facts, link, listed, lowered, marked, math, more, printed, raw, tag, title
from .evidence import Evidence, tests_of
from .meanings import only_in, where

LINES = (
    "The report is a worked assignment, whose text is no part of this book: lines are those of its text file. A part "
    "is a row of a display, a term between two signs, a summand or an entry, counted from 1. Left and right side are "
    "those of the statement beside the numbers. In a model of points with finitely many states, an integral is the sum "
    "over these."
)


class Question(NamedTuple):
    """What a question is about, how much of it is wrong, and the verdict on each of its claims, by its id."""

    about: str
    summary: str
    verdicts: dict[str, str]


def errata_page(
    question: str, claims: Sequence[Claim], base: str, evidence: Evidence, runs: Runs
) -> tuple[str, Question]:
    """The page of a question in reStructuredText, and what other pages tell of it."""
    found = errata(question, claims, runs or None)
    read = "".join(tag("p", marked(one)) for one in notes(question))
    page = title(f"Question {question}") + raw(
        tag("p", marked(subject(question)))
        + tag("p", escape(summary(found)), "summary")
        + _strip(found)
        + listed(map(escape, legend(found.errors)), "legend")
        + (more("How the report is read here", read, "policy") if read else "")
        + tag("p", escape(LINES))
    )
    shown_ones, explained = shown_in(found), set()
    model = common_model(found, shown_ones)
    if model is not None:
        told = of_model({"model": model})
        page += raw(
            tag("p", "One model shows every error:") + listed([printed(line.strip()) for line in told], "model")
        )
    for number, error in enumerate(found.errors, 1):
        said = sentence(error.root.says).rstrip(".")
        page += title(f"{number}. Wrong: {said}", 1) + raw(
            _error(error, found, shown_ones.get(error.root.id), model, explained, base, evidence)
        )
    ends = [*standing(found), conclusion(found)]
    page += title("What stands", 1) + raw("".join(tag("p", escape(one)) for one in ends if one))
    page += title("All claims", 1) + raw(claims_of(found, evidence))
    return page, Question(subject(question), summary(found), {c.id: verdict_of(found, c) for c in found.claims})


def _strip(found: Errata) -> str:
    """All claims of a question as squares, coloured by their verdicts, each a link to its row."""
    squares = "".join(
        tag(
            "a",
            tag("span", escape(c.id), "hidden"),
            f"square {css(verdict_of(found, c))}",
            href=f"#claim-{c.id}",
            title=f"{c.id}: {verdict_of(found, c)}",
        )
        for c in found.claims
    )
    legend = "A square is a claim: green where it is right, red where it is wrong, grey where nothing here decides it."
    return tag("div", squares, "strip") + tag("p", legend, "words")


def _error(
    error: Error,
    found: Errata,
    counterexample: Counterexample | None,
    model: dict | None,
    explained: set[str],
    base: str,
    evidence: Evidence,
) -> str:
    """One error: the root as printed and as it should be, numbers in a model, and what falls with it.

    `explained` are the names that the page has explained already.
    """
    root, verdict = error.root, found.verdicts[error.root.id]
    elsewhere = "" if root.question == found.question else f" of question {root.question}"
    head = (
        tag("span", escape(str(error.severity)), "severity")
        + escape(f" {place(root)}{elsewhere}, ")
        + tag("code", escape(root.id))
    )
    numbers, readings, decimals = [], [], []
    if counterexample is not None:
        told, decimals = as_json(counterexample), of_decimals(root, counterexample)
        numbers = [*([] if model else [line.strip() for line in of_model(told)]), *(decimals or sides(told))]
        readings = _readings(root, counterexample, explained)
    stated = numbers and not decimals
    own = [c for c in error.consequences if c.question == found.question]
    return tag(
        "div",
        tag("p", head, "place")
        + tag(
            "div",
            tag("div", tag("h4", "As printed") + _printed(root), "printed")
            + tag("div", tag("h4", "Right") + _right(root, found, base), "right"),
            "beside",
        )
        + facts(
            *(_stated(root.statement, explained) if stated and root.statement is not None else ()),
            ("In numbers", map(printed, numbers)),
            ("Other readings, false too", readings),
            ("Beside", map(lowered, beside(root, found.verdicts))),
            ("Right if", [marked(str(root.decision.rule))] if root.decision is not None else []),
            ("Shown by", [marked(verdict.evidence)] if counterexample is None and verdict.evidence else []),
            ("Tests", tests_of(root.id, evidence)),
            (
                "Falls with it",
                [f"{lowered(with_place(c))} ({tag('code', escape(c.id), 'id')})" for c in own],
            ),
        ),
        "error",
    )


def _stated(claim: Derivation, explained: set[str]) -> Iterator[tuple[str, list[str]]]:
    """A claim as a statement, with its hypotheses and its names."""
    yield "As a statement", [math(claim.text.statement)]
    yield "If", [math(h) for h, _ in claim.text.hypotheses]
    yield "Where", where(claim, explained)


def _readings(root: Claim, counterexample: Counterexample, explained: set[str]) -> list[str]:
    """The other readings of a claim, each with its numbers in the shown model, its statement and new names."""
    if root.statement is None:
        return []
    told = []
    for reading, (how, numbers) in zip(readings_of(root.statement), other_readings(root, counterexample), strict=True):
        new = [meaning for meaning in only_in(reading.statement, root.statement) if meaning not in explained]
        explained.update(new)
        told.append(tag("div", lowered(": ".join((how, *numbers)))) + math(reading.statement) + listed(new, "tests"))
    return told


def _printed(root: Claim) -> str:
    """What is printed, each piece in a row where it is put together from several lines."""
    rows = [tag("p", lowered(piece)) for piece in root.pieces or [root.says]]
    return "".join(rows) + (tag("p", TOGETHER, "words") if len(rows) > 1 else "")


def _right(root: Claim, found: Errata, base: str) -> str:
    told = [tag("p", lowered(root.right))] if root.right else []
    if root.correction is not None:
        told += [
            tag("p", marked(sentence(root.correction.text))),
            tag("p", f"Proved: {link(root.correction.theorem, base)} {lowered(root.correction.theorem.title)}"),
        ]
    elif found.verdicts[root.id].instead:
        told += [tag("p", marked(sentence(found.verdicts[root.id].instead)))]
    return "".join(told) or tag("p", "Nothing stands in its place.")
