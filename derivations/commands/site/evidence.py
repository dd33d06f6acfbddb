"""The tests that bear on a theorem or a claim, and the programs that they hold to it, as the files of the tests show.

A test says with `evidence("elbo.bound", kind="exact")` on what it bears.  The marks are read from the source, and with
them the functions of `impl` that stand in the test, or in the case of a test that has the mark to itself.
"""

from __future__ import annotations

import ast
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from html import escape
from pathlib import Path

from .elements import listed, more, tag
from .marked_claims import claims_selected
from .python_source import PACKAGE, find, modules
from .suite import Suite, read_suite
from .trials import Trials

TESTS = Path(__file__).parents[3] / "tests"  # beside the packages in a checkout

OF_TESTING = "monte_carlo."  # functions that judge draws, in many tests about others
OF_THE_PLUGIN = "test_evidence.py"  # it tests the marks themselves, on some of its own


@dataclass(frozen=True)
class Mark:
    """One mark: on what a test bears, how, where it stands, and the programs that it uses."""

    name: str
    kind: str
    file: str  # from the top of the checkout
    test: str
    line: int
    programs: Sequence[str] = ()

    @property
    def place(self) -> str:
        return f"{self.file}::{self.test}" if self.test else f"{self.file}:{self.line}"


@dataclass(frozen=True)
class Evidence:
    """The marks by what they bear on; a run of the tests, and the trials in models, where there were any."""

    marks: Mapping[str, Sequence[Mark]] = field(default_factory=dict)
    run: Suite | None = None
    trials: Trials | None = None

    def programs(self, name: str) -> list[str]:
        """The programs that tests hold to a theorem or a claim."""
        return list(dict.fromkeys(program for mark in self.on(name) for program in mark.programs))

    def on(self, name: str) -> Sequence[Mark]:
        """The marks that name it, or, where it is an entry, the theorem on its matrices."""
        return [mark for one in names_of(name) for mark in self.marks.get(one, ())]

    def bears_on(self, name: str) -> bool:
        """Whether something bears on this very name, and not only on the matrices of which it is an entry."""
        return bool(self.marks.get(name)) or (self.run is not None and bool(self.run.passed.get(name)))

    def kinds(self, name: str) -> dict[str, int]:
        """How many tests of each kind bear on it: those that passed, or those that are marked where none were run."""
        if self.run is not None:
            return dict(sum((Counter(self.run.passed.get(one, {})) for one in names_of(name)), Counter()))
        return dict(Counter(mark.kind for mark in self.on(name)))


def names_of(name: str) -> list[str]:
    """The names by which tests call a theorem or a claim; one on all entries of a matrix is on each of them."""
    whole = name.partition("[")[0]
    return [name] if whole == name else [name, whole]


def tests_of(name: str, evidence: Evidence) -> list[str]:
    """The tests that bear on a theorem or a claim: how many of each kind, and, when opened, which."""
    kinds, marks = evidence.kinds(name), evidence.on(name)
    if not kinds and not marks:
        return []
    told = ", ".join(f"{many} {kind}" for kind, many in kinds.items()) or "none passed"
    places = listed(tag("code", escape(place)) + escape(f" {', '.join(kinds)}") for place, kinds in _places(marks))
    return [more(escape(told), places, "tests")] if marks else [escape(told)]


def _places(marks: Sequence[Mark]) -> Iterator[tuple[str, Sequence[str]]]:
    """The places of marks, each once, with the kinds of evidence there."""
    kinds = defaultdict(list)
    for mark in marks:
        kinds[mark.place].append(mark.kind)
    return ((place, tuple(dict.fromkeys(found))) for place, found in kinds.items())


def collected(run: str | Path | None = None, tests: Path = TESTS) -> Evidence:
    """The evidence in the tests of the checkout, none where there are no tests; `run` is what `pytest --evidence`
    wrote.  Raises `BadEvidence` where that file is none."""
    suite = read_suite(Path(run)) if run is not None else None
    marks = defaultdict(list)
    for path in sorted(tests.glob("*/test_*.py")):
        if path.name == OF_THE_PLUGIN:
            continue
        for mark in marks_of(path.read_text(encoding="utf-8"), f"{tests.name}/{path.relative_to(tests).as_posix()}"):
            marks[mark.name].append(mark)
    return Evidence(dict(marks), suite)


def marks_of(text: str, file: str = "") -> Iterator[Mark]:
    """All `evidence("…", kind="…")` in a source text, however they are reached."""
    tree = ast.parse(text)
    reader = _File(tree)
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and getattr(node.func, "attr", getattr(node.func, "id", "")) == "evidence":
            kind = [*node.args[1:], *(keyword.value for keyword in node.keywords if keyword.arg == "kind")]
            if len(kind) == 1 and node.args and isinstance(kind[0], ast.Constant):
                test, programs = reader.around(node)
                for name in reader.names(node.args[0]):
                    yield Mark(name, str(kind[0].value), file, test, node.lineno, programs)


class _File:
    """What a file of tests imports from `impl`, and what its own helpers use of it."""

    def __init__(self, tree: ast.Module) -> None:
        self.parents = {child: node for node in ast.walk(tree) for child in ast.iter_child_nodes(node)}
        self.helpers: dict[str, ast.AST] = {}
        self.imported: dict[str, str] = {}  # from a name of the file to a module, or to a function with its module
        for node in tree.body:
            if isinstance(node, ast.FunctionDef):
                self.helpers[node.name] = node
            elif isinstance(node, ast.Assign):
                self.helpers |= {target.id: node.value for target in node.targets if isinstance(target, ast.Name)}
            elif isinstance(node, ast.ImportFrom) and (node.module or "").split(".")[0] == PACKAGE:
                inside = (node.module or "").removeprefix(PACKAGE).strip(".")
                for alias in node.names:
                    self.imported[alias.asname or alias.name] = f"{inside}.{alias.name}".strip(".")

    def names(self, name: ast.expr) -> list[str]:
        """What the name in a mark stands for: one theorem or claim, or a selection of claims."""
        if isinstance(name, ast.Constant):
            return [str(name.value)]
        return claims_selected(name, self._above(name), self.helpers)

    def around(self, mark: ast.Call) -> tuple[str, Sequence[str]]:
        """The name of the test that has a mark, and the programs that stand in the test, or in the mark's own case."""
        above = list(self._above(mark))
        functions = [node for node in above if isinstance(node, ast.FunctionDef)]
        case = next((node for node in above if isinstance(node, ast.Call) and mark in node.args), None)
        test = functions[0].name if functions else self._user_of(above)
        used = self._programs(case) if case is not None else ()
        return test, used or (self._programs(functions[0]) if functions and case is None else ())

    def _above(self, node: ast.AST) -> Iterator[ast.AST]:
        while node in self.parents:
            node = self.parents[node]
            yield node

    def _user_of(self, above: Sequence[ast.AST]) -> str:
        """The test whose cases stand in a list of the file: the function of which a decorator names the list."""
        lists = [name for name, value in self.helpers.items() if value in above]
        for node in self.parents:
            if isinstance(node, ast.FunctionDef):
                named = {one.id for each in node.decorator_list for one in ast.walk(each) if isinstance(one, ast.Name)}
                if named.intersection(lists):
                    return node.name
        return ""

    def _programs(self, where: ast.AST) -> Sequence[str]:
        """The public programs that are used in a part of the file, there or in helpers that it calls."""
        found: dict[str, None] = {}
        waiting, seen = [where], {where}
        while waiting:
            for node in ast.walk(waiting.pop()):
                found |= dict.fromkeys(self._named(node))
                helper = self.helpers.get(node.id) if isinstance(node, ast.Name) else None
                if helper is not None and helper not in seen:
                    seen.add(helper)
                    waiting.append(helper)
        return tuple(found)

    def _named(self, node: ast.AST) -> Iterator[str]:
        if isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name) and node.value.id in self.imported:
            name = f"{self.imported[node.value.id]}.{node.attr}"
        elif isinstance(node, ast.Name) and self.imported.get(node.id) not in modules():
            name = self.imported.get(node.id, "")
        else:
            return
        if find(name) is not None and not name.startswith(OF_TESTING):
            yield name
