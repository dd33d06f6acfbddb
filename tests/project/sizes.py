"""How large the parts of the project are and how much its functions decide: `python -m tests.project.sizes` prints a table."""

import ast
import sys
from pathlib import Path

from tests import ROOT

LAYERS = ("language", "language/laws", "language/authoring", "kernel/forms", "kernel/special", "kernel/logic", "kernel/families", "kernel/chains", "kernel/lemmas", "kernel/implication", "kernel/lines", "kernel/heads", "kernel/schemas", "kernel/rules",
          "kernel/proof", "language/views", "attack", "pages", "reported", "commands")
TRUSTED = LAYERS[:15]
DECISIONS = (ast.If, ast.IfExp, ast.For, ast.While, ast.ExceptHandler, ast.Assert, ast.comprehension, ast.match_case)


def files(folder: str) -> list[Path]:
    """The modules of a layer; a layer within it is counted apart."""
    return sorted(ROOT.joinpath("derivations", folder).glob("*.py"))


def code_lines(text: str) -> int:
    """The lines that hold code: no docstrings, comments, imports or blanks."""
    tree, held = ast.parse(text), set()
    for node in ast.walk(tree):
        if isinstance(node, ast.stmt) and not isinstance(node, ast.Import | ast.ImportFrom) and not is_text(node):
            inner = [line for child in ast.walk(node) if isinstance(child, ast.stmt) and child is not node and (
                is_text(child) or isinstance(child, ast.Import | ast.ImportFrom)) for line in lines_of(child)]
            held |= set(lines_of(node)) - set(inner)
    rows = text.splitlines()
    return sum(1 for line in held if rows[line - 1].strip() and not rows[line - 1].strip().startswith("#"))


def is_text(node: ast.stmt) -> bool:
    return isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant) and isinstance(node.value.value, str)


def lines_of(node: ast.stmt) -> range:
    return range(node.lineno, (node.end_lineno or node.lineno) + 1)


def decisions(function: ast.AST) -> int:
    """Where a function may go two ways: conditions, loops, handlers, comprehensions, and each `and` and `or`."""
    found = sum(isinstance(node, DECISIONS) for node in ast.walk(function))
    return found + sum(len(node.values) - 1 for node in ast.walk(function) if isinstance(node, ast.BoolOp))


def branches(function: ast.AST) -> int:
    """Where the path of a function forks: conditions, loops and handlers, as ruff's PLR0912 counts them."""
    return sum(isinstance(node, ast.If | ast.For | ast.While | ast.ExceptHandler | ast.match_case) for node in ast.walk(function))


def functions(text: str) -> list[ast.FunctionDef]:
    return [node for node in ast.walk(ast.parse(text)) if isinstance(node, ast.FunctionDef)]


def main() -> int:
    print(f"{'part':15} {'code lines':>10} {'most branches':>14} {'over 15 decisions':>18} {'decisions per 100 lines':>24}")
    for layer in LAYERS:
        texts = [path.read_text(encoding="utf-8") for path in files(layer)]
        size, every = sum(map(code_lines, texts)), [function for text in texts for function in functions(text)]
        many = sum(decisions(function) > 15 for function in every)
        total = sum(decisions(ast.parse(text)) for text in texts)
        print(f"{layer:15} {size:10} {max(map(branches, every), default=0):14} {many:18} {100*total/max(size, 1):24.0f}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
