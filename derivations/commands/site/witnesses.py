"""The continuous witnesses of the tests: integrals in which an analytic condition fails and the line with it.

Finite models know nothing of integrability, domination, or a support that moves.  A test builds a `Witness` of a rule,
a step, the condition that is asked for, and the functions that compute an example in which it fails and one in which
it holds.  Their docstrings say what the examples are.  The files are read and not imported.
"""

from __future__ import annotations

import ast
from collections.abc import Iterator, Mapping
from html import escape
from pathlib import Path
from typing import NamedTuple

from ...kernel import RULES
from .elements import facts, marked, raw, tag, title
from .evidence import TESTS
from .rules import rule_link

MADE_BY = "Witness"  # the name that makes one, in the tests


class Witness(NamedTuple):
    """A witness as its file has it: `fails` and `holds` say what the two examples are; one may have no second."""

    rule: str
    step: tuple[str, ...]
    condition: str
    fails: str
    holds: str
    place: str


class BadWitness(ValueError):
    """A witness that cannot be shown, because its file says too little."""


def witnesses(tests: Path = TESTS) -> list[Witness]:
    """The witnesses in the tests of the checkout, none where there are no tests; raises `BadWitness`."""
    found = []
    for path in sorted(tests.glob("kernel/test_*.py")):
        text = path.read_text(encoding="utf-8")
        if f"{MADE_BY}(" in text:
            found += witnesses_in(text, f"{tests.name}/{path.relative_to(tests).as_posix()}")
    return found


def witnesses_in(text: str, file: str = "") -> Iterator[Witness]:
    """The witnesses in the text of a file."""
    tree = ast.parse(text)
    words = {node.name: ast.get_docstring(node) for node in tree.body if isinstance(node, ast.FunctionDef)}
    texts = _texts(tree)
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == MADE_BY:
            try:
                yield _witness(node, words, texts, file)
            except (KeyError, ValueError, AttributeError):
                told = "a witness has texts, and examples with docstrings"
                raise BadWitness(f"{file}:{node.lineno}: {told}") from None


def _witness(made: ast.Call, words: Mapping[str, str | None], texts: Mapping[str, str], file: str) -> Witness:
    """The witness that a call makes; `words` has the docstrings of the functions beside it."""
    rule, step, condition, *examples = made.args
    names = [one.id for one in examples if isinstance(one, ast.Name)]
    fails, *holds = [" ".join((words[name] or "").split()) for name in names]
    if not fails or not all(holds) or not isinstance(step, ast.Tuple):
        raise ValueError
    parts = tuple(_text(one, texts) for one in step.elts)
    return Witness(_text(rule, texts), parts, _text(condition, texts), fails, "".join(holds), f"{file}::{names[0]}")


def _texts(tree: ast.Module) -> dict[str, str]:
    """The names of a file that stand for texts."""
    found = {}
    for node in tree.body:
        if isinstance(node, ast.Assign) and len(node.targets) == 1:
            target, value = node.targets[0], node.value
            pairs = (
                zip(target.elts, value.elts, strict=False)
                if isinstance(target, ast.Tuple) and isinstance(value, ast.Tuple)
                else [(target, value)]
            )
            found |= {
                name.id: one.value
                for name, one in pairs
                if isinstance(name, ast.Name) and isinstance(one, ast.Constant) and isinstance(one.value, str)
            }
    return found


def _text(node: ast.expr, texts: Mapping[str, str]) -> str:
    """A text, also one into which others are put by their names."""
    if isinstance(node, ast.JoinedStr):
        return "".join(_text(one, texts) for one in node.values)
    inner = node.value if isinstance(node, ast.FormattedValue) else node
    return texts[inner.id] if isinstance(inner, ast.Name) else str(ast.literal_eval(inner))


def witnesses_part(found: list[Witness]) -> str:
    """The part of a page about them, in reStructuredText; nothing where there are none."""
    if not found:
        return ""
    told = "".join(
        tag("dt", f"{rule_link(RULES[one.rule], '')}: {tag('code', escape(_step(one.step)))}")
        + tag(
            "dd",
            facts(
                ("It asks for", [tag("code", escape(one.condition))]),
                ("Where that fails", [marked(one.fails)]),
                ("Where it holds", [marked(one.holds)] if one.holds else []),
                ("Computed in", [tag("code", escape(one.place))]),
            ),
        )
        for one in found
    )
    return title("What finite models cannot see", 1) + raw(
        tag(
            "p",
            "Finite models know nothing of integrability, of domination, or of a support that moves. Such conditions "
            "are tracked by the kernel alone. For each kind the tests compute a continuous witness, in which the "
            f"condition fails and the line with it; there are {len(found)}.",
        )
        + tag("dl", told, "parts")
    )


def _step(step: tuple[str, ...]) -> str:
    """The step of a rule as a line: its sides, and the relation between them where it is no equation."""
    left, right, *relation = step
    return f"{left} {(relation or ['='])[0]} {right}"
