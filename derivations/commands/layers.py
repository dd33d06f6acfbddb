"""The layers of the package, and how large each is: a page of the book shows it, and a test bounds it."""

from __future__ import annotations

import ast
import inspect
from pathlib import Path

PACKAGE = Path(__file__).parents[1]
TRUSTED = (  # each imports only layers before it
    *("language", "language/laws", "language/matrices", "language/authoring", "language/theorems"),
    *("kernel/forms", "kernel/special", "kernel/logic", "kernel/families", "kernel/chains", "kernel/lemmas"),
    *("kernel/implication", "kernel/lines", "kernel/heads", "kernel/schemas", "kernel/rules", "kernel/proof"),
)
LAYERS = (*TRUSTED, "language/views", "attack", "pages", "reported", "commands")


def files(layer: str) -> list[Path]:
    """The modules of a layer; a layer within it is counted apart."""
    return sorted(PACKAGE.joinpath(layer).glob("*.py"))


def size(layer: str) -> int:
    """The code lines of a layer."""
    return sum(code_lines(path.read_text(encoding="utf-8")) for path in files(layer))


def says(layer: str) -> list[str]:
    """What a layer says of itself: the first paragraph of its docstring, and what in it has to be right."""
    text = PACKAGE.joinpath(layer, "__init__.py").read_text(encoding="utf-8")
    first, *others = inspect.cleandoc(ast.get_docstring(ast.parse(text)) or "").split("\n\n")
    return [first, *(other for other in others if other.startswith(("Trusted", "Not trusted")))]


def code_lines(text: str) -> int:
    """The lines that hold code: no docstrings, comments, imports or blanks."""
    tree, held = ast.parse(text), set()
    for node in ast.walk(tree):
        if isinstance(node, ast.stmt) and not _is_left_out(node):
            inner = (child for child in ast.walk(node) if child is not node and isinstance(child, ast.stmt))
            held |= set(_lines_of(node)) - {line for child in inner if _is_left_out(child) for line in _lines_of(child)}
    rows = text.splitlines()
    return sum(1 for line in held if rows[line - 1].strip() and not rows[line - 1].strip().startswith("#"))


def _is_left_out(node: ast.stmt) -> bool:
    """Whether a statement is an import or a text that stands alone."""
    if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant):
        return isinstance(node.value.value, str)
    return isinstance(node, ast.Import | ast.ImportFrom)


def _lines_of(node: ast.stmt) -> range:
    return range(node.lineno, (node.end_lineno or node.lineno) + 1)
