"""The page of a rule: its figure, its statements and where they are proved, and steps that it accepts and refuses."""

from __future__ import annotations

from textwrap import dedent

from rich.console import Console
from rich.padding import Padding
from rich.text import Text

from ..kernel.rules import Rule
from ..kernel.schemas.schema import SOME_OF, STANDS_FOR, Schema
from ..language.views.signature import signature
from ..pages.articles import of_rule
from ..pages.figures import paragraphs
from ..pages.text import text
from .show_theorem import heading, labelled
from .show_word import INDENT, shown_examples


def rule_page(rule: Rule, console: Console) -> int:
    """Print the page of a rule.  Returns 1 where a model breaks one of its statements, otherwise 0."""
    article = of_rule(rule)
    heading(console, rule.name, (), article.summary, None)
    prose = dedent(paragraphs(article.prose, console.width - INDENT)).strip("\n")
    console.print(Padding(Text(prose), (0, 0, 1, INDENT)))
    status = 0
    for schema in rule.statements:
        told, broken = _tried(schema)
        status |= broken
        how = "in every instance, from left to right" if schema.everywhere else "where two lines differ"
        labelled(
            console,
            ("States", [text(schema.statement)]),
            ("Given", [text(h) for h in schema.hypotheses]),
            ("Used", [how]),
            ("In models", [told]),
        )
    labelled(console, ("Where", stands_for(*rule.statements)), ("Source", [rule.source] if rule.source else []))
    if rule.why:
        labelled(console, ("Code too, because" if rule.statements else "Code, because", [rule.why]))
    shown_examples(article, console)
    return status


def stands_for(*schemas: Schema) -> list[str]:
    """The meanings of the names of the schemas of a rule, in words: of names that stand for the same, in one line."""
    said = set().union(*map(_names, schemas))
    told: dict[str, list[str]] = {}
    for words in dict.fromkeys(words for name, words in STANDS_FOR.items() if name in said):
        name, verb, meaning = words.partition(" is ")
        told.setdefault(meaning or words, []).extend([name] if verb else [])
    return [
        f"{' and '.join(names)} {'are each' if len(names) > 1 else 'is'} {meaning}" if names else meaning
        for meaning, names in told.items()
    ]


def _names(schema: Schema) -> set[str]:
    """The names in a schema, that of the index j only where no binder binds it."""
    said = {getattr(leaf, "name", "") for leaf in schema.statement.atoms()}
    return said - (SOME_OF.keys() - {count.name for count in signature(schema.statement).counts})


def _tried(schema: Schema) -> tuple[str, int]:
    """The verdict of random models on a schema, in words, and 1 where one of them breaks it, otherwise 0."""
    from ..attack.schemas import tried  # here, because it loads NumPy

    found = tried(schema)
    if found.failure is not None:
        return f"false: {found.failure.model.describe()}", 1
    return f"true in {found.models} models in which it is defined and its hypotheses hold", 0
