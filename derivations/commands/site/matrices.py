"""A theorem on matrices as a part of a page: its lines as they were typed.  The theorems on its entries stand below."""

from __future__ import annotations

from html import escape

from ...kernel import MatrixTheorem
from ..show_theorem import reason
from .elements import facts, link, math, prose, tag

BELOW = "It is proved, tried in models and cited entry by entry; what is said of each entry stands below."


def matrix_section(whole: MatrixTheorem, base: str) -> str:
    """The HTML of a theorem on matrices below its title."""
    written = whole.text
    lines = [
        tag("span", escape(str(line.relation or "")), "relation")
        + tag("span", math(line.expression), "formula")
        + tag("span", escape(reason(line.reason)) if number else "", "reason")
        for number, line in enumerate(written.lines)
    ]
    mistakes = [f"{math(twin.statement)} {escape(twin.mistake)}" for twin in written.twins]
    parts = [
        tag("p", tag("code", escape(whole.id)), "name"),
        prose(whole.__doc__),
        facts(
            ("If" if written.hypotheses else "", [math(h) for h, _ in written.hypotheses]),
            ("then" if written.hypotheses else "Claim", [math(written.statement)]),
        ),
        tag("div", tag("h4", "Proof") + "".join(tag("p", line, "line") for line in lines), "proof"),
        facts(("Entries", [link(one, base) for one in whole.entries.values()]), ("Mistakes", mistakes)),
        tag("p", BELOW),
    ]
    return tag("div", "".join(parts), "theorem", id=whole.id)
