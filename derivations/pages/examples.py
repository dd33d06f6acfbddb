"""The examples in the docstrings of words and rules, each as a file of its own that the checker can read.

A docstring of a word has parts `Accepted:` and `Refused:`.  A line there that is an expression is an example by itself,
with a note behind `#`; other lines up to an empty one are an example together.  An example of a rule is a step.  An
example declares what is special in it; all other names are those of `declarations_of`.
"""

from __future__ import annotations

import ast
import doctest
import inspect
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from ..kernel import WORDS

POINTS, COUNTS, FUNCTIONS = tuple("xyzi"), tuple("Kkjn"), tuple("fghad")
CALLS = {
    "v": 'Point("v", "z")',
    "u": 'Point("u", "x")',
    "p": 'Law("p", x, z)',
    "q": 'Law("q", z)',
    "b": 'Law("b", z)',
    "c": 'Law("c", x)',
    "r": 'Law("r", y)',
    "s": 'Law("s", z | x)',
    "w": 'Law("w", y | z)',
    "m": 'Law("m", y, z, independent=True)',
    "t": 'Law("t", x, y, z)',
    "F": 'Subset("F", i)',
    "G": 'Subset("G", i, containing=F)',
}
STATEMENTS = ("always", "both", "bounded", "each", "iff", "implies", "integrable")
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
        return _is_expression(self.text)


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
            apart = lines if all(_is_expression(line) for line, _ in lines) else [_only_note(block)]
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


def _is_expression(text: str) -> bool:
    """Whether a text is a quantity or a statement, and no line of a file."""
    if text.startswith("proof."):
        return False
    try:
        ast.parse(text, mode="eval")
    except SyntaxError:
        return False
    return True


# --- whole files ----------------------------------------------------------------------------------------------------


def file_of(example: Example | Step, given: Iterable[str] = ()) -> str:
    """The file of an example: its imports, its declarations, and a theorem; `given` are the hypotheses of a step, a
    quantity or a statement."""
    body = _theorem(_lines(example, list(given)))
    if isinstance(example, Example) and not example.alone:
        body = example.text
        if body.startswith("proof."):
            body = _theorem(body.split("\n"))
        elif "@theorem" not in body:
            body += "\n\n\n" + _theorem(["proof.claim(1 == 1)", "proof.starts(1)", "proof.eq(1, by=definition)"])
    declared = "\n".join(declarations_of(body))
    words = sorted(name for name in _free(ast.parse(declared + "\n" + body)) if name in WORDS)
    imports = [f"from derivations import {', '.join(words)}"] if words else []
    return "\n\n".join(part for part in (*imports, declared, body + "\n") if part)


def _theorem(lines: Iterable[str]) -> str:
    return "\n".join(['@theorem(title="An example")', "def example(proof):", *("    " + line for line in lines)])


def _lines(example: Example | Step, given: list[str]) -> list[str]:
    """The lines of a theorem that takes a step, or says that a quantity is itself."""
    if isinstance(example, Step):
        claim, lines = example.claim, example.lines
    else:
        sign = "⇔" if _says(example.text) else "="
        same = Step(True, "definition", example.text, example.text, sign)
        claim, lines = same.claim, same.lines
    return [f"proof.claim({claim})", *([f"proof.given({', '.join(given)})"] if given else []), *lines]


def _says(text: str) -> bool:
    """Whether an expression is meant for a statement."""
    if not _is_expression(text):
        return False
    node = ast.parse(text, mode="eval").body
    head = node.func if isinstance(node, ast.Call) else node
    head = head.value if isinstance(head, ast.Subscript) else head
    return isinstance(node, (ast.Compare, ast.BoolOp, ast.UnaryOp)) or ast.unparse(head) in STATEMENTS


def declarations_of(text: str) -> list[str]:
    """The declarations of the names that some lines use and do not declare, each after those that it uses itself."""
    tree, found = ast.parse(text), {}
    for name in _free(tree):
        _declare(name, tree, found)
    return list(found.values())


def _declare(name: str, tree: ast.AST, found: dict[str, str]) -> None:
    call = CALLS.get(name)
    if name in (*POINTS, *COUNTS):
        line = f'({name},) = {"points" if name in POINTS else "counts"}("{name}")'
    elif name in FUNCTIONS:
        places = ", ".join([f'"{name}"', *_places(name, tree), *(["nonnegative=True"] if name == "d" else [])])
        line = f"{name} = Function({places})"
    elif call is not None:
        line = f"{name} = {call}"
    else:
        return
    for used in _free(ast.parse(line)):
        if used not in found:
            _declare(used, tree, found)
    found.setdefault(name, line)


def _places(name: str, tree: ast.AST) -> Iterator[str]:
    """The points and indices at which a function is taken first: it is declared over these."""
    calls = (n for n in ast.walk(tree) if isinstance(n, ast.Call) and ast.unparse(n.func) == name)
    for place in next((call.args for call in calls), ()):
        base = ast.unparse(place.value if isinstance(place, ast.Subscript) else place)
        yield base if base in (*POINTS, *CALLS) else "k"


def _free(tree: ast.AST) -> list[str]:
    """The names that are used and not bound, in the order of their appearance."""
    bound = {node.arg for node in ast.walk(tree) if isinstance(node, ast.arg)}
    bound |= {node.name for node in ast.walk(tree) if isinstance(node, ast.FunctionDef)}
    bound |= {node.asname or node.name for node in ast.walk(tree) if isinstance(node, ast.alias)}
    names = [node for node in ast.walk(tree) if isinstance(node, ast.Name)]
    bound |= {node.id for node in names if isinstance(node.ctx, ast.Store)}
    names.sort(key=lambda node: (node.lineno, node.col_offset))
    return list(dict.fromkeys(node.id for node in names if node.id not in bound))
