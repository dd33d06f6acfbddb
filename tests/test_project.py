"""The few rules about the project as a whole."""

import ast
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
FILES = [
    path for folder in ("derivations", "impl", "tests") for path in
    sorted(ROOT.joinpath(folder).rglob("*.py"))
]
each_file = pytest.mark.parametrize("path", FILES, ids=lambda path: str(path.relative_to(ROOT)))


def imports(path: Path) -> set[str]:
    """The absolute names of all modules that a file imports, wherever in the file."""
    package = path.relative_to(ROOT).parent.parts
    names = set()
    for node in ast.walk(ast.parse(path.read_text())):
        if isinstance(node, ast.Import):
            names |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            above = package[: len(package) - node.level + 1] if node.level else ()
            base = ".".join((*above, *([node.module] if node.module else [])))
            names |= {base} | {f"{base}.{alias.name}" for alias in node.names}
    return names


def broken_arrows(path: Path) -> set[str]:
    """The imports of a file that its place in the project forbids."""
    folder, *inner = path.relative_to(ROOT).parts
    names = imports(path)
    if folder == "impl":
        return {name for name in names if name.partition(".")[0] == "derivations"}
    if folder == "derivations" and inner[0] == "kernel":
        own = sys.stdlib_module_names | {"sympy"}
        outside = {name for name in names if name.partition(".")[0] not in own}
        return {name for name in outside if not f"{name}.".startswith("derivations.kernel.")}
    if folder == "derivations":
        return {name for name in names if name.partition(".")[0] == "impl"}
    return set()


PACKAGES = ("derivations", "impl")


def name_of(path: Path) -> str:
    """The name under which a file is imported."""
    return ".".join(path.relative_to(ROOT).with_suffix("").parts).removesuffix(".__init__")


def circles(arrows: dict[str, set[str]]) -> list[set[str]]:
    """The groups of modules that import each other, directly or not."""
    reached = {name: set(to) for name, to in arrows.items()}
    for middle in arrows:
        for to in reached.values():
            if middle in to:
                to |= reached[middle]
    return [{other for other in reached[name] if name in reached[other]} for name in arrows if name in reached[name]]


def modules() -> dict[str, Path]:
    return {name_of(path): path for path in FILES if path.relative_to(ROOT).parts[0] in PACKAGES}


def test_no_module_imports_itself_through_others() -> None:
    """Imports inside functions and those for types alone count, too."""
    named = modules()
    arrows = {name: {other for other in imports(path) if other in named and path.name != "__init__.py"} - {name}
              for name, path in named.items()}
    assert circles(arrows) == []
    arrows["derivations.kernel.forms"].add("derivations.kernel.proof")
    assert circles(arrows)


def late_imports(text: str) -> dict[int, bool]:
    """The lines of imports inside functions, and whether they say why they stand there."""
    lines, found = text.splitlines(), {}
    for function in ast.walk(ast.parse(text)):
        if isinstance(function, ast.FunctionDef):
            found |= {node.lineno: "#" in lines[node.lineno - 1] for node in ast.walk(function)
                      if isinstance(node, ast.Import | ast.ImportFrom)}
    return found


@pytest.mark.parametrize("name", modules())
def test_imports_inside_functions_have_a_reason(name: str) -> None:
    """In the kernel there are none."""
    late = late_imports(modules()[name].read_text())
    assert all(late.values())
    assert not (late and name.startswith("derivations.kernel."))


def test_late_imports_are_seen() -> None:
    assert late_imports("import a\ndef f():\n    import b\n    import c  # slow\n    from . import d\n") == {3: False, 4: True, 5: False}


@each_file
def test_imports_follow_the_arrows(path: Path) -> None:
    assert broken_arrows(path) == set()


@pytest.mark.parametrize(
    ("place", "text"),
    [
        ("impl/planted.py", "from derivations import elbo"),
        ("impl/planted.py", "def f():\n    import derivations.kernel.terms"),
        ("derivations/planted.py", "import impl.elbo as e"),
        ("derivations/kernel/planted.py", "import numpy"),
        ("derivations/kernel/planted.py", "from .. import attack"),
        ("derivations/kernel/planted.py", "from ..meanings import exact"),
        ("derivations/kernel/planted.py", "from derivations.chapters.elbo import theorem"),
    ],
)
def test_planted_imports_are_seen(place: str, text: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Path, "read_text", lambda self: text)
    assert broken_arrows(ROOT / place)


def test_kernel_may_import_itself(monkeypatch: pytest.MonkeyPatch) -> None:
    text = "import re\nfrom . import terms\nfrom sympy import Expr"
    monkeypatch.setattr(Path, "read_text", lambda self: text)
    assert broken_arrows(ROOT / "derivations/kernel/planted.py") == set()


@pytest.mark.parametrize("module", ["derivations", "impl"])
def test_import_does_not_load_torch(module: str) -> None:
    code = f"import sys, {module}; sys.exit('torch' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], cwd=ROOT, check=False).returncode == 0


@each_file
def test_file_is_short(path: Path) -> None:
    assert len(path.read_text().splitlines()) <= 500


def test_no_truth_hangs_on_assert() -> None:
    """``python -O`` removes assert statements."""
    found = [
        f"{path.relative_to(ROOT)}:{node.lineno}"
        for path in FILES
        if ROOT / "derivations" in path.parents
        for node in ast.walk(ast.parse(path.read_text()))
        if isinstance(node, ast.Assert)
    ]
    assert found == []
