"""Every theorem of the chapters has evidence of two kinds at least, and every mark names something that there is.

The marks are read from the source: whatever is run, and however it is selected, the suite as a whole is judged.
"""

import ast
from collections import defaultdict

import pytest

from derivations.commands.finding import load, load_reported
from derivations.kernel import REGISTRY
from tests import ROOT
from tests.support.evidence import KINDS

THEOREMS = load()
IDS = {*load_reported(), *REGISTRY, *THEOREMS}


def marks(text: str):
    """The ids and kinds of all `evidence("…", kind="…")` in a source text, however it is reached."""
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, ast.Call) and getattr(node.func, "attr", getattr(node.func, "id", "")) == "evidence":
            kind = [*node.args[1:], *(keyword.value for keyword in node.keywords if keyword.arg == "kind")]
            if len(kind) == 1 and all(isinstance(part, ast.Constant) for part in (node.args[0], kind[0])):
                yield node.args[0].value, kind[0].value, node.lineno


FOUND = [(name, kind, f"{path.relative_to(ROOT)}:{line}") for path in sorted(ROOT.glob("tests/*/test_*.py"))
         if path.name != "test_evidence.py"  # it tests the plugin, on marks of its own
         for name, kind, line in marks(path.read_text())]


def test_every_mark_names_something():
    assert FOUND
    for name, kind, where in FOUND:
        assert name in IDS, f"{where}: no theorem or claim is called {name}"
        assert kind in KINDS, f"{where}: {kind}"


@pytest.mark.parametrize("name", THEOREMS)
def test_every_theorem_has_evidence_of_two_kinds(name):
    """Beside its proof: `symbolic` does not count."""
    kinds = defaultdict(list)
    for marked, kind, where in FOUND:
        if marked == name and kind != "symbolic":
            kinds[kind].append(where)
    assert len(kinds) >= 2, f"{name} needs evidence of two kinds, and has {dict(kinds)}"


def test_marks_are_found_wherever_they_stand():
    text = """
@pytest.mark.evidence("a.b", kind="exact")
@evidence("a.c", "training")
def test_it(): pass
case(evidence("a.d", kind="agreement"), 1)
evidence(name, kind="exact")
"""
    assert {found[:2] for found in marks(text)} == {("a.b", "exact"), ("a.c", "training"), ("a.d", "agreement")}
