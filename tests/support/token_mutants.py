"""Near copies of a file with one token changed: a sign, an argument, a relation, a reason."""

import ast
import io
import tokenize
from collections.abc import Iterator
from typing import NamedTuple

from derivations.kernel import RULES, Derivation, Law, Point, Subset
from derivations.language.terms import Function, Parameter

OPERATORS = {"+": "-", "-": "+", "*": "/", "/": "*", "<=": ">=", ">=": "<=", "==": "<=", ">": "<", "<": ">"}
NUMBERS = {"0": "1", "1": "2", "2": "3"}
WORDS = {
    "iid": "identical", "exchangeable": "identical", "identical": "iid", "sup": "inf", "inf": "sup",
    "log": "exp", "exp": "log", "iff": "implies", "implies": "iff",
}
METHODS = {"eq": ("le", "ge"), "le": ("ge", "eq"), "ge": ("le", "eq"), "iff": ("implies",), "implies": ("iff",)}
KINDS = (Law, Point, Subset, Function, Parameter, Derivation)


class Mutant(NamedTuple):
    """A text that differs from its original in one token of one line."""

    text: str
    line: int
    old: str
    new: str


def with_every_rule(text: str) -> str:
    """The file with all rules imported, its line numbers unchanged: one reason may then stand for another."""
    lines = text.splitlines()
    below = max(s.end_lineno or 0 for s in ast.parse(text).body if isinstance(s, ast.ImportFrom))
    if lines[below]:
        raise ValueError("no blank line below the imports")
    lines[below] = "from derivations import *"
    return "\n".join(lines) + "\n"


def proof_lines(text: str) -> range:
    """The line numbers of the last function's statements, its docstring not counted."""
    function = ast.parse(text).body[-1]
    if not isinstance(function, ast.FunctionDef):
        raise ValueError("the theorem stands last")
    body = [s for s in function.body if not (isinstance(s, ast.Expr) and isinstance(s.value, ast.Constant))]
    return range(body[0].lineno, body[-1].lineno + 1)


def mutants(text: str, names: dict) -> Iterator[Mutant]:
    """Every mutant of a file's claim, hypotheses and lines; `names` are what the file's names stand for."""
    lines = text.splitlines(keepends=True)
    for number in proof_lines(text):
        tokens = list(tokenize.generate_tokens(io.StringIO(lines[number - 1].strip()).readline))
        margin = len(lines[number - 1]) - len(lines[number - 1].lstrip())
        for before, token in zip([None, *tokens], tokens, strict=False):
            for new in replacements(before, token, names):
                line = lines[number - 1]
                start, stop = margin + token.start[1], margin + token.end[1]
                changed = line[:start] + new + line[stop:]
                yield Mutant("".join([*lines[:number - 1], changed, *lines[number:]]), number, token.string, new)


def replacements(before, token, names: dict) -> list[str]:
    """What else might stand in a token's place."""
    word = token.string
    if before is not None and before.string == ".":
        return list(METHODS.get(word, ()))
    if token.type == tokenize.OP:
        unary = word == "-" and before is not None and before.string in ("(", ",", "[")
        return [""] if unary else [OPERATORS[word]] if word in OPERATORS else []
    if token.type == tokenize.NUMBER:
        return [NUMBERS[word]] if word in NUMBERS else []
    if token.type != tokenize.NAME:
        return []
    if word in WORDS:
        return [WORDS[word]]
    if word in RULES:
        return [other for other in RULES if other != word]
    kind = next((k for k in KINDS if isinstance(names.get(word), k)), None)
    others = [n for n, value in names.items() if kind and isinstance(value, kind) and n != word]
    return others if others or kind is not Parameter else [f"(2*{word})"]  # a theorem may have one parameter only
