"""Small changes of a source file, one at a time, made from its syntax tree: what a slip of its author could have been.

`mutants_of(path, text)` yields them in the order of the file.  What only words a message, annotates a type, documents
or imports is left as it is, and so are numbers of a hundred and more, which are budgets.
"""

import ast
from collections import Counter
from collections.abc import Iterator
from typing import NamedTuple

from tests.mutation.code_changes import changes

WORDING = {"__repr__", "__str__", "_repr_latex_", "one_line", "near", "shown", "_shown", "describe"}


class CodeMutant(NamedTuple):
    """One change of one file; `nth` counts those that read alike in one function."""

    path: str
    function: str
    line: int
    kind: str
    old: str
    new: str
    nth: int
    start: int
    end: int
    by: str  # the text that takes the place of the bytes from start to end

    @property
    def key(self) -> str:
        """What names it, whatever happens to the lines above."""
        return f"{self.path}::{self.function}::{self.kind}::{self.old} → {self.new}" + (f" #{self.nth}" if self.nth else "")

    def text(self, source: str) -> str:
        """The whole file with the change."""
        raw = source.encode()
        return (raw[:self.start] + self.by.encode() + raw[self.end:]).decode()


def mutants_of(path: str, source: str) -> Iterator[CodeMutant]:
    """Every mutant of a file."""
    starts = [0]
    for line in source.encode().splitlines(keepends=True):
        starts.append(starts[-1] + len(line))
    seen: Counter = Counter()
    for node, function, above in _nodes(ast.parse(source)):
        for kind, new in changes(node, above):
            old = ast.unparse(node)
            said = new if isinstance(new, str) else ast.unparse(new)
            if said == old:
                continue
            nth = seen[function, kind, old, said]
            seen[function, kind, old, said] += 1
            by = said if isinstance(node, ast.stmt) or isinstance(new, (ast.Constant, ast.Name, ast.Tuple)) else f"({said})"
            yield CodeMutant(path, function, node.lineno, kind, old, said, nth, starts[node.lineno - 1] + node.col_offset,
                             starts[(node.end_lineno or 1) - 1] + (node.end_col_offset or 0), by)


def _nodes(tree: ast.Module) -> Iterator[tuple[ast.AST, str, tuple[ast.AST, ...]]]:
    """The nodes that may be changed, in the order of the file, with their function and all that stands above them."""
    def walk(node, function, above):
        if _left_alone(node, above):
            return
        if isinstance(node, (ast.FunctionDef, ast.ClassDef)):
            function = f"{function}.{node.name}" if function else node.name
        if hasattr(node, "lineno"):
            yield node, function or "(module)", above
        for name, value in ast.iter_fields(node):
            if name in ("annotation", "returns", "decorator_list", "bases", "keywords") and not (
                    name == "keywords" and isinstance(node, ast.Call)):
                continue
            for child in value if isinstance(value, list) else [value]:
                if isinstance(child, ast.AST):
                    yield from walk(child, function, (*above, node))
    yield from walk(tree, "", ())


def _left_alone(node: ast.AST, above: tuple[ast.AST, ...]) -> bool:
    """Whether nothing in a node is changed."""
    if isinstance(node, (ast.Raise, ast.Assert, ast.Import, ast.ImportFrom, ast.JoinedStr)):
        return True
    if isinstance(node, ast.FunctionDef):
        return node.name in WORDING
    if isinstance(node, ast.If):
        return (isinstance(node.test, ast.Name) and node.test.id == "TYPE_CHECKING") or _is_main(node.test)
    if isinstance(node, ast.Assign):
        return any(isinstance(t, ast.Name) and t.id in ("__all__", "__slots__") for t in node.targets)
    if isinstance(node, ast.AnnAssign):
        return isinstance(node.annotation, ast.Name) and node.annotation.id == "TypeAlias"
    if isinstance(node, ast.Subscript) and above and isinstance(above[-1], ast.AnnAssign):
        return node is above[-1].annotation
    if isinstance(node, ast.Call):  # the words of a failure that is returned, not raised
        return isinstance(node.func, ast.Name) and node.func.id in ("Failed", "Misread", "Refused", "Unreadable", "NewType")
    return isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant)


def _is_main(test: ast.expr) -> bool:
    return isinstance(test, ast.Compare) and isinstance(test.left, ast.Name) and test.left.id == "__name__"
