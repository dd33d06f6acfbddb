"""The rules as a page: what each says, the statements that it is, and where they are proved."""

from __future__ import annotations

from html import escape

from ...kernel import RULES
from ...kernel.rules.rule import Rule
from ...pages.articles import of_rule
from ...pages.text import text
from ..show_rule import stands_for
from .elements import facts, marked, math, paragraphs, printed, raw, tag, title


def rules_page() -> str:
    """The page of all rules in reStructuredText."""
    page = title("The rules") + raw(
        tag(
            "p",
            "Each line of a proof follows from the one before by a rule, or by an earlier theorem. A rule that is a "
            "statement is matched as a theorem is, and attacked like one; the others say why they are programs.",
        )
    )
    for rule in RULES.values():
        page += title(spoken(rule), 1) + raw(_rule(rule))
    return page


def spoken(rule: Rule) -> str:
    """The name of a rule in words."""
    return rule.name.replace("_", " ")


def rule_link(rule: Rule, base: str) -> str:
    """A link to a rule, with its name."""
    return tag("a", escape(spoken(rule)), href=f"{base}rules.html#rule-{rule.name}")


def _rule(rule: Rule) -> str:
    article = of_rule(rule)
    stated = [
        math(schema.statement) + "".join(tag("span", printed(f"given {text(h)}"), "words") for h in schema.hypotheses)
        for schema in rule.statements
    ]
    told = facts(
        ("States", stated),
        ("Where", map(escape, stands_for(*rule.statements))),
        ("Source", [escape(rule.source)] if rule.source else []),
        ("Code too, because" if rule.statements else "Code, because", [escape(rule.why)] if rule.why else []),
    )
    words = tag("p", marked(article.summary)) + paragraphs(article.prose)
    return tag("div", words + told, "rule", id=f"rule-{rule.name}")
