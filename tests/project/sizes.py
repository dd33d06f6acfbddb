"""How large the parts of the project are and how much its functions decide: `python -m tests.project.sizes` prints a table."""

import ast
import sys

from derivations.commands.layers import LAYERS, files, size

DECISIONS = (ast.If, ast.IfExp, ast.For, ast.While, ast.ExceptHandler, ast.Assert, ast.comprehension, ast.match_case)


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
        large, every = size(layer), [function for text in texts for function in functions(text)]
        many = sum(decisions(function) > 15 for function in every)
        total = sum(decisions(ast.parse(text)) for text in texts)
        print(f"{layer:15} {large:10} {max(map(branches, every), default=0):14} {many:18} {100*total/max(large, 1):24.0f}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
