"""The few rules about the project as a whole."""

import ast
import subprocess
import sys
from pathlib import Path

import pytest

from derivations.commands import layers
from tests import ROOT
from tests.project import sizes

FILES = [
    path for folder in ("derivations", "impl", "tests") for path in
    sorted(ROOT.joinpath(folder).rglob("*.py"))
]


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


LAYERS = {  # each part of the project, and the parts that it may import beside itself
    "language": (), "language/laws": ("language",), "language/matrices": ("language",), "language/authoring": ("language", "language/matrices"),
    "language/theorems": ("language", "language/matrices", "language/authoring"), "language/views": ("language",), "kernel/forms": ("language",),
    "kernel/special": ("language", "kernel/forms"),
    "kernel/logic": ("language", "kernel/forms"), "kernel/families": ("language", "kernel/forms", "kernel/logic"),
    "kernel/chains": ("language", "kernel/forms", "kernel/logic"),
    "kernel/lemmas": ("language", "kernel/forms", "kernel/special", "kernel/logic", "kernel/families", "kernel/chains"),
    "kernel/implication": ("language", "kernel/forms", "kernel/special", "kernel/logic", "kernel/lemmas"),
    "kernel/lines": ("language", "kernel/forms", "kernel/logic", "kernel/chains", "kernel/implication"),
    "kernel/heads": ("language", "kernel/forms", "kernel/logic", "kernel/chains", "kernel/lines"),
    "kernel/schemas": ("language", "kernel/forms", "kernel/logic", "kernel/lines"),
    "kernel/rules": ("language", "kernel/forms", "kernel/special", "kernel/logic", "kernel/families", "kernel/chains", "kernel/schemas"),
    "kernel/proof": (
        "language", "kernel/forms", "kernel/special", "kernel/logic", "kernel/chains", "kernel/lemmas", "kernel/implication", "kernel/lines",
        "kernel/rules"),
    "kernel": ("language", "kernel/heads"), "chapters": ("language", "kernel"), "attack": ("language", "kernel"),
    "pages": ("language", "kernel", "attack"), "reported": ("language", "kernel", "chapters", "attack"),
    "commands": ("language", "kernel", "chapters", "attack", "pages", "reported")}
TRUSTED = ("language", "kernel")


def layer_of(place: str) -> str:
    """The narrowest part of the project that a module or a file stands in."""
    return max((layer for layer in LAYERS if f"{place}/".startswith(f"{layer}/")), key=len, default="")


def test_each_trusted_layer_imports_only_those_before_it() -> None:
    for number, layer in enumerate(layers.TRUSTED):
        assert set(LAYERS[layer]) <= set(layers.TRUSTED[:number])


def broken_arrows(path: Path) -> set[str]:
    """The imports of a file that its place in the project forbids."""
    folder, *inner = path.relative_to(ROOT).with_suffix("").parts
    names = imports(path)
    if folder != "derivations":
        return {name for name in names if folder == "impl" and name.partition(".")[0] == "derivations"}
    layer, broken = layer_of("/".join(inner)), {name for name in names if name.partition(".")[0] == "impl"}
    if not layer:
        return broken
    if layer.startswith(TRUSTED):
        trusted = {"sympy", "derivations"} | ({"flint"} if layer == "kernel/special" else set())  # balls decide numbers
        broken |= {name for name in names if name.partition(".")[0] not in sys.stdlib_module_names | trusted}
    for name in names:
        target = layer_of("/".join(name.split(".")[1:])) if name.startswith("derivations.") else layer
        if target and not f"{target}/".startswith((f"{layer}/", *(f"{allowed}/" for allowed in LAYERS[layer]))):
            broken.add(name)
    return broken


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


def arrows_between(named: dict[str, Path]) -> dict[str, set[str]]:
    """What each module imports of the others, also inside functions and for types alone.  A package counts where something
    of its own is imported from it, and not where it only holds a module."""
    known = {name: imports(path) & set(named) for name, path in named.items()}
    return {name: {other for other in found if not any(deeper.startswith(f"{other}.") for deeper in found)} - {name}
            for name, found in known.items()}


def test_no_module_imports_itself_through_others() -> None:
    arrows = arrows_between(modules())
    assert circles(arrows) == []
    arrows["derivations.kernel.forms.polynomials"].add("derivations.kernel.proof.prover")
    assert circles(arrows)


def late_imports(text: str) -> dict[int, bool]:
    """The lines of imports inside functions, and whether they say why they stand there."""
    lines, found = text.splitlines(), {}
    for function in ast.walk(ast.parse(text)):
        if isinstance(function, ast.FunctionDef):
            found |= {node.lineno: "#" in lines[node.lineno - 1] for node in ast.walk(function)
                      if isinstance(node, ast.Import | ast.ImportFrom)}
    return found


def test_imports_inside_functions_have_a_reason() -> None:
    """In the kernel there are none."""
    late = {name: late_imports(path.read_text()) for name, path in modules().items()}
    assert [(name, line) for name, lines in late.items() for line, reason in lines.items() if not reason] == []
    assert [name for name, lines in late.items() if lines and name.startswith(("derivations.kernel.", "derivations.language."))] == []
    assert len(late) > 400


def test_late_imports_are_seen() -> None:
    assert late_imports("import a\ndef f():\n    import b\n    import c  # slow\n    from . import d\n") == {3: False, 4: True, 5: False}


def test_imports_follow_the_arrows() -> None:
    assert {path: broken for path in FILES if (broken := broken_arrows(path))} == {}
    assert len(FILES) > 1000


@pytest.mark.parametrize(
    ("place", "text"),
    [
        ("impl/planted.py", "from derivations import elbo"),
        ("impl/planted.py", "def f():\n    import derivations.language.terms"),
        ("derivations/planted.py", "import impl.elbo as e"),
        ("derivations/kernel/planted.py", "import numpy"),
        ("derivations/kernel/planted.py", "from .. import attack"),
        ("derivations/kernel/logic/planted.py", "from ..rules.rule import rule"),
        ("derivations/kernel/forms/planted.py", "def f():\n    from ..logic import conditions"),
        ("derivations/kernel/rules/planted.py", "from ..proof.prover import Prover"),
        ("derivations/kernel/lines/planted.py", "from ..rules.rule import rule"),
        ("derivations/kernel/proof/planted.py", "from ...pages.form_text import text_of"),
        ("derivations/language/planted.py", "from ..kernel.forms.binders import bind"),
        ("derivations/language/planted.py", "import rich"),
        ("derivations/attack/planted.py", "from ..pages.text import text"),
        ("derivations/pages/planted.py", "from ..reported.verdicts import adjudicate"),
        ("derivations/reported/planted.py", "from ..commands.finding import load"),
        ("derivations/chapters/planted.py", "from ..attack.counterexamples import refute"),
        ("derivations/kernel/planted.py", "from derivations.chapters.elbo import theorem"),
    ],
)
def test_planted_imports_are_seen(place: str, text: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Path, "read_text", lambda self: text)
    assert broken_arrows(ROOT / place)


def test_kernel_may_import_itself(monkeypatch: pytest.MonkeyPatch) -> None:
    text = "import re\nfrom ..language import terms\nfrom .proof.prover import Prover\nfrom sympy import Expr"
    monkeypatch.setattr(Path, "read_text", lambda self: text)
    assert broken_arrows(ROOT / "derivations/kernel/planted.py") == set()


@pytest.mark.parametrize("module", ["derivations", "impl"])
def test_import_does_not_load_torch(module: str) -> None:
    code = f"import sys, {module}; sys.exit('torch' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], cwd=ROOT, check=False).returncode == 0


def test_layers_are_small_and_the_readme_says_how_small() -> None:
    """A layer is read in one sitting."""
    readme = ROOT.joinpath("README.md").read_text()
    for layer in layers.TRUSTED:
        size = layers.size(layer)
        assert size <= 800
        assert f"| `{layer}` | {size} |" in readme, f"{layer} has {size} code lines: say so in README.md"


def test_no_function_forks_more_than_fifteen_times() -> None:
    functions = [(name, function) for name, path in modules().items() for function in sizes.functions(path.read_text())]
    assert [(name, one.name, one.lineno) for name, one in functions if sizes.branches(one) > 15] == []
    assert len(functions) > 2000


def test_code_lines_and_branches_are_counted_as_they_are_said_to_be() -> None:
    text = '"""Title."""\nimport os\n\n# a comment\ndef f(x):\n    """What it does."""\n    if x:  # why\n        return (1,\n                2)\n    import re\n'
    assert layers.code_lines(text) == 4
    (function,) = sizes.functions("def f(x):\n    for y in x:\n        if y and x or y:\n            pass\n    return [z for z in x if z]\n")
    assert sizes.branches(function) == 2 and sizes.decisions(function) == 5


def test_files_are_short() -> None:
    assert [path for path in FILES if len(path.read_text().splitlines()) > 500] == []


WITH_MACHINERY = ("support", "mutation", "project")  # the folders of `tests` that also hold what is no test file


def misplaced(names: list[str]) -> list[str]:
    """The files of `tests` that lie where they are not looked for: loose, or beside the tests that they serve."""
    agreed = ("README.md", "__init__.py", "conftest.py")
    return [name for name in names if (
        name not in agreed if "/" not in name else not name.startswith(tuple(f"{folder}/" for folder in WITH_MACHINERY))
        and not name.rpartition("/")[2].startswith(("__init__.", "test_", "bench_")))]


def test_each_test_lies_in_a_folder_that_the_readme_of_the_tests_names() -> None:
    tests = ROOT / "tests"
    files = [path for path in FILES if tests in path.parents and tests / "corpus" not in path.parents]
    assert misplaced([str(path.relative_to(tests)) for path in [*files, *filter(Path.is_file, tests.iterdir())]]) == []
    readme = tests.joinpath("README.md").read_text(encoding="utf-8")
    for folder in {path.parent for path in files}:
        assert f"`{folder.relative_to(tests)}`" in readme or folder == tests
        assert folder.joinpath("__init__.py").exists(), "pytest would take two files of one name for the same module"


def test_misplaced_files_are_seen() -> None:
    assert misplaced(["test_loose.py", "tables.py", "notes.txt", "kernel/tables.py", "conftest.py", "kernel/test_forms.py", "support/tables.py",
                      "benchmarks/bench_gamma.py"]) == ["test_loose.py", "tables.py", "notes.txt", "kernel/tables.py"]


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
