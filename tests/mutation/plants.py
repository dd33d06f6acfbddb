"""What is planted: mutants drawn evenly from all modules and kinds, or patches written by hand."""

import random
import shutil
import subprocess
import sys
from collections import defaultdict
from collections.abc import Iterator
from functools import cache
from importlib.abc import MetaPathFinder
from importlib.machinery import ModuleSpec, SourceFileLoader
from importlib.util import spec_from_file_location
from pathlib import Path
from typing import NamedTuple

from tests import ROOT
from tests.mutation.code_mutants import CodeMutant, mutants_of

PACKAGE = ROOT / "derivations"
READER = ("language/authoring/reader", "language/theorems/files", "language/names", "language/views/source", "language/authoring/derivation",
          "language/authoring/lines", "language/authoring/entries", "language/theorems/theorem", "language/matrices/nodes", "language/matrices/words", "kernel/lines/printed", "kernel/words")
LEDGER = ("commands/verify", "commands/ledger", "commands/causes", "commands/entries", "commands/problems", "commands/check", "commands/judge", "reported/verdicts", "reported/runs", "attack/hypotheses")

BUDGETS = "derivations/attack/effort.py"  # one more or fewer of what is tried is no slip


def modules_in(*folders: str) -> list[str]:
    found = sorted(str(path.relative_to(ROOT)) for folder in folders for path in PACKAGE.joinpath(folder).rglob("*.py"))
    return [path for path in found if not path.endswith("__init__.py")]


GROUPS = {
    "reader": [f"derivations/{name}.py" for name in READER],
    "kernel": [],  # the rest of the kernel and of the language, added below
    "attack": ["derivations/language/views/signature.py", "derivations/pages/layout.py"],  # and the rest of the attack, added below
    "ledger": [f"derivations/{name}.py" for name in LEDGER],
}
GROUPS["attack"] += [path for path in modules_in("attack") if path not in (*GROUPS["ledger"], BUDGETS)]
GROUPS["kernel"] = [path for path in (*modules_in("language", "kernel"), "derivations/pages/form_text.py")
                    if path not in GROUPS["reader"] + GROUPS["attack"]]


class Plant(NamedTuple):
    """Something planted: the new text of each file that it changes."""

    key: str
    group: str
    kind: str
    where: str
    says: str
    texts: dict[str, str]


def group_of(path: str) -> str:
    """Whose fast set is asked about a file; also of those that no sample is drawn from unless they are named."""
    folder = path.split("/")[1]
    apart = "kernel" if folder in ("kernel", "language") else "attack" if folder in ("attack", "pages") else "ledger"
    return next((group for group, paths in GROUPS.items() if path in paths), apart)


def all_mutants(groups=tuple(GROUPS)) -> Iterator[CodeMutant]:
    for group in groups:
        for path in GROUPS[group]:
            yield from mutants_in(path)


@cache
def mutants_in(path: str) -> tuple[CodeMutant, ...]:
    return tuple(mutants_of(path, ROOT.joinpath(path).read_text(encoding="utf-8")))


def planted(mutant: CodeMutant) -> Plant:
    source = ROOT.joinpath(mutant.path).read_text(encoding="utf-8")
    return Plant(mutant.key, group_of(mutant.path), mutant.kind, f"{mutant.path}:{mutant.line}",
                 f"{mutant.old} → {mutant.new}", {mutant.path: mutant.text(source)})


def sample(size: int, seed: int, groups=tuple(GROUPS), files=()) -> list[CodeMutant]:
    """As many of each module and kind as can be, in an order in which every beginning is such a sample."""
    rng, strata = random.Random(seed), defaultdict(list)
    others = (mutant for path in files if group_of(path) in groups and path not in GROUPS[group_of(path)] for mutant in mutants_in(path))
    for mutant in (*all_mutants(groups), *others):
        if files and mutant.path not in files:
            continue
        strata[mutant.path, mutant.kind].append(mutant)
    order = list(strata.values())
    rng.shuffle(order)
    for stratum in order:
        rng.shuffle(stratum)
    rounds = (stratum[i] for i in range(max(map(len, order))) for stratum in order if i < len(stratum))
    return [mutant for mutant, _ in zip(rounds, range(size))]


def patches(folder: Path, scratch: Path) -> Iterator[Plant]:
    """Every `*.patch` of a folder, applied with `git apply -p1` to a copy of the sources."""
    for path in sorted(folder.glob("*.patch")):
        shutil.rmtree(scratch, ignore_errors=True)
        shutil.copytree(ROOT / "derivations", scratch / "derivations", ignore=shutil.ignore_patterns("__pycache__"))
        subprocess.run(["git", "init", "-q"], cwd=scratch, check=True)
        subprocess.run(["git", "apply", "-p1", str(path.resolve())], cwd=scratch, check=True)
        texts = {}
        for file in sorted(scratch.glob("derivations/**/*.py")):
            name = str(file.relative_to(scratch))
            text = file.read_text(encoding="utf-8")
            if not ROOT.joinpath(name).exists() or ROOT.joinpath(name).read_text(encoding="utf-8") != text:
                texts[name] = text
        group = group_of(next(iter(texts), ""))
        yield Plant(path.name, group, "patch", ", ".join(texts), path.stem, texts)
    shutil.rmtree(scratch, ignore_errors=True)


class Planted(SourceFileLoader):
    """Loads a module from a text in place of its file, and keeps no compiled file of it."""

    def __init__(self, name: str, path: str, text: str):
        super().__init__(name, path)
        self.text = text

    def get_code(self, fullname: str):
        return compile(self.text, self.path, "exec", dont_inherit=True)


class Planting(MetaPathFinder):
    """Finds the planted modules before anyone else does."""

    def __init__(self, texts: dict[str, str]):
        self.texts = {path.removesuffix(".py").removesuffix("/__init__").replace("/", "."): (path, text)
                      for path, text in texts.items()}

    def find_spec(self, fullname, path=None, target=None) -> ModuleSpec | None:
        if fullname not in self.texts:
            return None
        name, text = self.texts[fullname]
        file = str(ROOT / name)
        return spec_from_file_location(fullname, file, loader=Planted(fullname, file, text),
                                       submodule_search_locations=[str(Path(file).parent)] if name.endswith("__init__.py") else None)


def plant(texts: dict[str, str]) -> None:
    """From now on these texts are what is imported; nothing of them may have been imported before."""
    if any(name == "derivations" or name.startswith("derivations.") for name in sys.modules):
        raise RuntimeError("too late: derivations is imported already")
    sys.meta_path.insert(0, Planting(texts))
