"""How the modules of ``impl`` import each other: in no circle, and not from inside a function without a reason."""

import ast
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
FILES = {
    ".".join(path.relative_to(ROOT).with_suffix("").parts).removesuffix(".__init__"): path
    for path in sorted(ROOT.joinpath("impl").rglob("*.py"))
}


def imported(name: str, tree: ast.AST, modules: set[str]) -> set[str]:
    """The modules among ``modules`` that a module of this name imports anywhere in its text."""
    package = name.split(".") if FILES.get(name, Path()).name == "__init__.py" else name.split(".")[:-1]
    found = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            above = package[: len(package) - node.level + 1] if node.level else []
            base = ".".join([*above, *([node.module] if node.module else [])])
            inside = {f"{base}.{alias.name}" for alias in node.names}
            found |= inside & modules | ({base} if not inside <= modules else set())
    return found & modules


def circle(arrows: dict[str, set[str]]) -> list[str]:
    """A circle of arrows, as the names along it; empty where there is none."""
    finished: set[str] = set()

    def walk(name: str, path: list[str]) -> list[str]:
        if name in path:
            return [*path[path.index(name) :], name]
        if name not in finished:
            for other in sorted(arrows[name]):
                if found := walk(other, [*path, name]):
                    return found
            finished.add(name)
        return []

    return next((found for name in arrows if (found := walk(name, []))), [])


def test_no_import_circle():
    modules = set(FILES)
    assert circle({name: imported(name, ast.parse(path.read_text()), modules) for name, path in FILES.items()}) == []


def test_planted_circles_are_found():
    assert circle({"a": {"b"}, "b": {"c"}, "c": set()}) == []
    assert circle({"a": {"b"}, "b": {"c"}, "c": {"b"}}) == ["b", "c", "b"]
    assert circle({"a": {"a"}}) == ["a", "a"]
    planted = ast.parse("def late():\n    from .cavi import cavi\nfrom . import elbo")
    assert imported("impl.gamma", planted, set(FILES)) == {"impl.cavi", "impl.elbo"}


def without_reason(text: str) -> list[int]:
    """The lines on which a function imports something and says no reason after it."""
    lines, functions = text.splitlines(), (ast.FunctionDef, ast.AsyncFunctionDef, ast.Lambda)
    late = {
        node.lineno for function in ast.walk(ast.parse(text)) if isinstance(function, functions)
        for node in ast.walk(function) if isinstance(node, ast.Import | ast.ImportFrom)
    }
    return [line for line in sorted(late) if "  # " not in lines[line - 1]]


@pytest.mark.parametrize("name", FILES)
def test_an_import_inside_a_function_has_its_reason_on_the_line(name):
    assert without_reason(FILES[name].read_text()) == []


def test_planted_imports_without_a_reason_are_found():
    text = "import json\ndef f():\n    import torch\n    import re  # the command seldom comes here\n"
    assert without_reason(text) == [3]
