"""The file of an example: the example, and the imports and declarations that it needs.

An example declares what is special in it; the other names that it uses are declared here.
"""

from __future__ import annotations

import ast
from collections.abc import Iterable, Iterator

from ..kernel import WORDS
from .examples import Example, Step, is_expression

POINTS, COUNTS, PARAMETERS, FUNCTIONS = tuple("xyzi"), tuple("Kkjn"), ("phi", "psi"), tuple("fghad")
DECLARING = {"mu": "reals", "tau": "positives"}
for _names, _word in ((POINTS, "points"), (COUNTS, "counts"), (PARAMETERS, "parameters")):
    DECLARING |= dict.fromkeys(_names, _word)
CALLS = {
    "v": 'Point("v", "z")',
    "u": 'Point("u", "x")',
    "p": 'Law("p", x, z)',
    "q": 'Law("q", z)',
    "b": 'Law("b", z)',
    "c": 'Law("c", x)',
    "e": 'Chain("e", y)',
    "r": 'Law("r", y)',
    "s": 'Law("s", z | x)',
    "w": 'Law("w", y | z)',
    "m": 'Law("m", y, z, independent=True)',
    "t": 'Law("t", x, y, z)',
    "o": 'Law("o", x, z, product=(c(x), s(z | x)))',
    "F": 'Subset("F", i)',
    "G": 'Subset("G", i, containing=F)',
}
STATEMENTS = ("always", "both", "bounded", "dominated", "each", "iff", "implies", "integrable", "near")


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
    if not is_expression(text):
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
    if name in DECLARING:
        line = f'({name},) = {DECLARING[name]}("{name}")'
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
    """The points, indices and numbers at which a function is taken first: it is declared over these."""
    calls = (n for n in ast.walk(tree) if isinstance(n, ast.Call) and ast.unparse(n.func) == name)
    for place in next((call.args for call in calls), ()):
        base = ast.unparse(place.value if isinstance(place, ast.Subscript) else place)
        parameters = (node.id for node in ast.walk(place) if isinstance(node, ast.Name) and node.id in PARAMETERS)
        yield base if base in (*POINTS, *CALLS) else next(parameters, "k")


def _free(tree: ast.AST) -> list[str]:
    """The names that are used and not bound, in the order of their appearance."""
    bound = {node.arg for node in ast.walk(tree) if isinstance(node, ast.arg)}
    bound |= {node.name for node in ast.walk(tree) if isinstance(node, ast.FunctionDef)}
    bound |= {node.asname or node.name for node in ast.walk(tree) if isinstance(node, ast.alias)}
    names = [node for node in ast.walk(tree) if isinstance(node, ast.Name)]
    bound |= {node.id for node in names if isinstance(node.ctx, ast.Store)}
    names.sort(key=lambda node: (node.lineno, node.col_offset))
    return list(dict.fromkeys(node.id for node in names if node.id not in bound))
