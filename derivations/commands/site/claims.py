"""Tables of claims: what each says, the tests that bear on it, and its verdict, by which a reader chooses."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from html import escape

from ...pages.declarations import declared
from ...pages.in_words import in_words
from ...pages.text import text
from ...reported.claim import Claim
from ...reported.errata import Errata
from ..errata_in_words import place
from ..show_theorem import reason
from .elements import facts, line_of, lowered, marked, more, printed, raw, tag, title
from .evidence import Evidence, tests_of


def claims_of(found: Errata, evidence: Evidence) -> str:
    """The table of all claims of a question, as HTML."""
    rows = "".join(
        tag(
            "tr",
            tag("td", tag("code", escape(c.id)))
            + tag("td", escape(place(c)))
            + tag("td", lowered(c.printed or c.says) + _proof(found, c))
            + tag("td", marked(_why(found, c)))
            + tag("td", "".join(tests_of(c.id, evidence)) or "none")
            + _verdict(verdict_of(found, c)),
            id=f"claim-{c.id}",
        )
        for c in found.claims
    )
    verdicts = [verdict_of(found, c) for c in found.claims]
    return _filter(verdicts) + _table(("claim", "place", "what it says", "why", "tests", "verdict"), rows)


def claims_page(claims: Sequence[Claim], verdicts: Sequence[str], evidence: Evidence) -> str:
    """The page of all claims of the assignment in reStructuredText, each with a link to its place in its question."""
    rows = "".join(
        tag(
            "tr",
            tag("td", tag("a", escape(claim.id), href=f"errata/{claim.question}.html#claim-{claim.id}"))
            + tag("td", lowered(claim.says))
            + tag("td", escape(kinds_in_words(claim.id, evidence)))
            + _verdict(verdict),
        )
        for claim, verdict in zip(claims, verdicts, strict=True)
    )
    tested = sum(bool(evidence.kinds(claim.id)) for claim in claims)
    told = (
        f"The assignment makes {len(claims)} claims. On {tested} of them tests bear"
        + (" that passed in a run." if evidence.run is not None else ", by the marks in their sources.")
        + " Which tests these are, and why a claim has its verdict, stands where its name leads."
    )
    return title("All claims of the assignment") + raw(
        tag("p", told) + _filter(verdicts) + _table(("claim", "what it says", "tests", "verdict"), rows)
    )


def kinds_in_words(name: str, evidence: Evidence) -> str:
    """How many tests of each kind bear on a claim."""
    told = ", ".join(f"{many} {kind}" for kind, many in evidence.kinds(name).items())
    return told or ("none passed" if evidence.marks.get(name) else "none")


def verdict_of(found: Errata, claim: Claim) -> str:
    """The verdict on a claim, as a word."""
    return str(found.verdicts[claim.id].verdict)


def css(verdict: str) -> str:
    """The class of a verdict."""
    return verdict.replace(" ", "-")


def _why(found: Errata, claim: Claim) -> str:
    """Why a claim has its verdict, where that is not shown above."""
    return claim.why_not or found.verdicts[claim.id].evidence or ""


def _proof(found: Errata, claim: Claim) -> str:
    """The proof of a claim that is proved, to be opened: its hypotheses, definitions and lines with their reasons."""
    if claim.statement is None or found.verdicts[claim.id].verdict != "proved":
        return ""
    written = claim.statement.text
    defined = [words for words in declared([written.statement]) if " = " in words]
    lines = "".join(
        tag(
            "div",
            line_of(line.relation, printed(text(line.expression)), reason(line.reason) if i else ""),
            "line fixed",
        )
        for i, line in enumerate(written.lines)
    )
    given = facts(("If", [printed(in_words(h)) for h, _ in written.hypotheses]), ("Where", map(printed, defined)))
    return more("Its proof", given + lines, "claim-proof")


def _verdict(verdict: str) -> str:
    """The last cell of a row, by which the page filters."""
    return tag("td", escape(verdict), f"verdict {css(verdict)}")


def _table(words: Iterable[str], rows: str) -> str:
    head = tag("thead", tag("tr", "".join(tag("th", word, scope="col") for word in words)))
    return tag("div", tag("table", head + tag("tbody", rows), "claims"), "scroll")


def _filter(verdicts: Iterable[str]) -> str:
    """The choice of the verdict whose claims are shown."""
    choices = tag("option", "any verdict", value="") + "".join(
        tag("option", escape(f"{verdict} ({many})"), value=verdict) for verdict, many in Counter(verdicts).items()
    )
    label = tag("label", "Show claims with ", **{"for": "verdict"})
    return tag("p", label + tag("select", choices, id="verdict"), "controls")
