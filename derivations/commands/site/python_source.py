"""The programs of `impl` as their source files show them: they are read and not imported, which would load PyTorch."""

from __future__ import annotations

import ast
import inspect
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.util import find_spec
from pathlib import Path

PACKAGE = "impl"
Definition = ast.FunctionDef | ast.ClassDef


@dataclass(frozen=True)
class Program:
    """A public function or class of a module, or a method of a class."""

    name: str  # `kl`, or `LinearGaussian.posterior`
    signature: str
    words: str
    source: str
    methods: Sequence[Program] = ()

    @property
    def summary(self) -> str:
        """The first paragraph of the docstring."""
        return " ".join(self.words.partition("\n\n")[0].split())


@dataclass(frozen=True)
class Module:
    """A public module of `impl`."""

    name: str
    words: str
    programs: Mapping[str, Program]


def home() -> Path | None:
    """The folder of the package, which is found without being imported."""
    found = find_spec(PACKAGE)
    return Path(found.origin).parent if found is not None and found.origin else None


@cache
def modules() -> Mapping[str, Module]:
    """The public modules by name, those without a public function left out; none where the package is not there."""
    folder = home()
    files = sorted(folder.glob("[a-z]*.py")) if folder is not None else []
    read = (_module(path) for path in files)
    return {module.name: module for module in read if module.programs}


def find(name: str) -> Program | None:
    """The program of a name such as `elbo.kl`; None where no public module defines it."""
    module, _, rest = name.partition(".")
    return modules()[module].programs.get(rest) if module in modules() else None


def _module(path: Path) -> Module:
    text = path.read_text(encoding="utf-8")
    tree = ast.parse(text)
    programs = {one.name: one for one in (_program(node, text) for node in _own(tree))}
    wanted = _exported(tree)
    for name in (name for name in wanted if name not in programs):  # what the module takes from a private one beside it
        if found := _from_beside(path, tree, name):
            programs[name] = found
    if wanted:
        programs = {name: programs[name] for name in wanted if name in programs}
    return Module(path.stem, _words(tree), dict(programs))


def _own(tree: ast.Module) -> Iterator[Definition]:
    """The public functions and classes that a module defines."""
    for node in tree.body:
        if isinstance(node, Definition) and not node.name.startswith("_"):
            yield node


def _exported(tree: ast.Module) -> list[str]:
    """The names in `__all__`; none where the module has no such list."""
    for node in tree.body:
        if isinstance(node, ast.Assign) and [ast.unparse(target) for target in node.targets] == ["__all__"]:
            return list(ast.literal_eval(node.value))
    return []


def _from_beside(path: Path, tree: ast.Module, name: str) -> Program | None:
    """A function or a class that a module imports from another one of the package."""
    for node in tree.body:
        if isinstance(node, ast.ImportFrom) and node.level == 1 and name in (alias.name for alias in node.names):
            beside = path.with_name(f"{node.module}.py")
            if beside.is_file():
                text = beside.read_text(encoding="utf-8")
                found = [one for one in _own(ast.parse(text)) if one.name == name]
                return _program(found[0], text) if found else _from_beside(beside, ast.parse(text), name)
    return None


def _program(node: Definition, text: str, inside: str = "") -> Program:
    lines = text.splitlines()
    first = min([node.lineno, *(decorator.lineno for decorator in node.decorator_list)])
    source = inspect.cleandoc("\n" + "\n".join(lines[first - 1 : node.end_lineno]))
    methods = [one for one in node.body if isinstance(one, ast.FunctionDef) and not one.name.startswith("_")]
    return Program(
        inside + node.name,
        _signature(node),
        _words(node),
        source,
        [_program(one, text, f"{node.name}.") for one in methods if ast.get_docstring(one)]
        if isinstance(node, ast.ClassDef)
        else (),
    )


def _signature(node: Definition) -> str:
    """The arguments with their types, as they are typed; of a class those that its instances are made of."""
    if isinstance(node, ast.FunctionDef):
        returned = f" → {ast.unparse(node.returns)}" if node.returns else ""
        return f"{node.name}({ast.unparse(node.args)}){returned}"
    fields = [one for one in node.body if isinstance(one, ast.AnnAssign)]
    made = [one for one in node.body if isinstance(one, ast.FunctionDef) and one.name == "__init__"]
    arguments = ast.unparse(made[0].args).removeprefix("self").removeprefix(", ") if made else ""
    return f"{node.name}({arguments or ', '.join(map(ast.unparse, fields))})"


def _words(node: ast.Module | Definition) -> str:
    return (ast.get_docstring(node) or "").replace("``", "`")
