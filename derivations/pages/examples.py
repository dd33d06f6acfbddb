"""The examples in the docstrings of words and rules.

A docstring of a word has parts `Accepted:` and `Refused:`.  A line there that is an expression is an example by itself,
with a note behind `#`; other lines up to an empty one are an example together.  An example of a rule is a step.
"""

from __future__ import annotations

import ast
import doctest
import inspect
import re
from dataclasses import dataclass

CLAIMS = {
    "=": "{left} == {right}",
    "≤": "{left} <= {right}",
    "≥": "{left} >= {right}",
    "⇔": "iff({left}, {right})",
    "⇒": "implies({left}, {right})",
}
METHODS = {"=": "eq", "≤": "le", "≥": "ge", "⇔": "iff", "⇒": "implies"}


@dataclass(frozen=True)
class Example:
    """Lines of a file that the checker accepts, or refuses."""

    accepted: bool
    text: str
    note: str = ""

    @property
    def alone(self) -> bool:
        """Whether it is a quantity or a statement, and no lines of a file."""
        return is_expression(self.text)


@dataclass(frozen=True)
class Step:
    """A step that a rule accepts, or refuses."""

    accepted: bool
    rule: str
    left: str
    right: str
    relation: str = "="
    leans_on: tuple[str, ...] = ()  # beyond that both sides are defined

    @property
    def claim(self) -> str:
        """The statement that the step shows."""
        return CLAIMS[self.relation].format(left=self.left, right=self.right)

    @property
    def lines(self) -> list[str]:
        """The two lines of a proof between which the step stands."""
        method = METHODS[self.relation]
        return [f"proof.starts({self.left})", f"proof.{method}({self.right}, by={self.rule})"]


@dataclass(frozen=True)
class Answer:
    """The answer of the checker to an example."""

    verdict: str
    reason: str = ""  # where it does not hold
    given: tuple[str, ...] = ()  # the hypotheses that it needs
    printed: str = ""  # as the checker prints the quantity, the statement or the first line

    @property
    def accepted(self) -> bool:
        """Whether the example holds, with the hypotheses that it needs."""
        return self.verdict == "holds"


def prose_of(doc: str) -> str:
    """A docstring up to its examples."""
    return re.split(r"^(?:Accepted:|Refused:|>>> )", inspect.cleandoc(doc), maxsplit=1, flags=re.MULTILINE)[0].strip()


def examples_of(doc: str) -> list[Example]:
    """The examples in the docstring of a word."""
    found = []
    for kind, part in re.findall(r"^(Accepted|Refused):\n((?:    .*\n?|\n)*)", inspect.cleandoc(doc), re.MULTILINE):
        for block in re.split(r"\n\s*\n", inspect.cleandoc(part).strip()):
            lines = [_split(line) for line in block.split("\n")]
            apart = lines if all(is_expression(line) for line, _ in lines) else [_only_note(block)]
            found += [Example(kind == "Accepted", *one) for one in apart]
    return found


def steps_of(rule: str, doc: str) -> list[Step]:
    """The steps in the docstring of a rule: its doctests."""
    found = []
    for example in doctest.DocTestParser().get_examples(doc):
        call = ast.parse(example.source, mode="eval").body
        if isinstance(call, ast.Call) and isinstance(call.func, ast.Name):
            left, right, *relation = map(ast.literal_eval, call.args[1:])
            accepted = call.func.id == "accepts"
            leans_on = tuple(ast.literal_eval(example.want)) if accepted else ()
            found.append(Step(accepted, rule, left, right, relation[0] if relation else "=", leans_on))
    return found


def _split(line: str) -> tuple[str, str]:
    """A line and the note behind it."""
    text, _, note = line.partition("  #")
    return text.rstrip(), note.strip()


def _only_note(block: str) -> tuple[str, str]:
    """Some lines, and the note behind them where they are one line."""
    return _split(block) if "\n" not in block else (block, "")


def is_expression(text: str) -> bool:
    """Whether a text is a quantity or a statement, and no line of a file."""
    if text.startswith("proof."):
        return False
    try:
        ast.parse(text, mode="eval")
    except SyntaxError:
        return False
    return True
