"""The page of a rule: its figure, its statements and where they are proved, and steps that it accepts and refuses."""

from __future__ import annotations

import ast
import doctest
import inspect
from typing import NamedTuple

from rich.console import Console
from rich.padding import Padding
from rich.text import Text

from ..kernel.rules import Rule
from ..kernel.schemas.schema import SOME_OF, STANDS_FOR, Schema
from ..language.relation import EQ
from ..language.signature import signature
from ..pages.text import text
from .show_theorem import heading, labelled


class Example(NamedTuple):
    """A step in a rule's docstring, and the conditions on which it leans."""

    accepted: bool
    step: str
    leans_on: list[str]


def rule_page(rule: Rule, console: Console) -> int:
    """Print the page of a rule.  Returns 1 where a model breaks one of its statements, otherwise 0."""
    title, _, figure = _prose(rule).partition("\n")
    heading(console, rule.name, (), title, None)
    console.print(Padding(Text(inspect.cleandoc(figure)), (0, 0, 1, 2)))
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
    if rule.statements:
        named = dict.fromkeys(line for schema in rule.statements for line in stands_for(schema))
        labelled(console, ("Where", list(named)), ("Source", [rule.source]))
    if rule.why:
        labelled(console, ("Code too, because" if rule.statements else "Code, because", [rule.why]))
    shown = examples(rule)
    labelled(
        console,
        (
            "Accepts",
            [e.step + (f"   where {'; '.join(e.leans_on)}" if e.leans_on else "") for e in shown if e.accepted],
        ),
        ("Refuses", [e.step for e in shown if not e.accepted]),
    )
    return status


def stands_for(schema: Schema) -> list[str]:
    """The meanings of the names of a schema, in words; that of the index j only where no binder binds it."""
    said = {getattr(leaf, "name", "") for leaf in schema.statement.atoms()}
    said -= SOME_OF.keys() - {count.name for count in signature(schema.statement).counts}
    return list(dict.fromkeys(words for name, words in STANDS_FOR.items() if name in said))


def _prose(rule: Rule) -> str:
    """The docstring of a rule up to its first example."""
    return inspect.cleandoc(rule.__doc__).partition(">>>")[0].strip()


def _tried(schema: Schema) -> tuple[str, int]:
    """The verdict of random models on a schema, in words, and 1 where one of them breaks it, otherwise 0."""
    from ..attack.schemas import tried  # here, because it loads NumPy

    found = tried(schema)
    if found.failure is not None:
        return f"false: {found.failure.model.describe()}", 1
    return f"true in {found.models} models in which it is defined and its hypotheses hold", 0


def examples(rule: Rule) -> list[Example]:
    """The steps in the docstring of a rule, each with the conditions on which it leans."""
    found = []
    for example in doctest.DocTestParser().get_examples(rule.__doc__):
        call = ast.parse(example.source, mode="eval").body
        if isinstance(call, ast.Call) and isinstance(call.func, ast.Name):
            left, right, *relation = map(ast.literal_eval, call.args[1:])
            accepted = call.func.id == "accepts"
            leans_on = ast.literal_eval(example.want) if accepted else []
            found.append(Example(accepted, f"{left}  {relation[0] if relation else EQ}  {right}", leans_on))
    return found
