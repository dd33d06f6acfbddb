"""Every theorem of the chapters has evidence of two kinds at least, and every mark names something that there is.

The marks are read from the source: whatever is run, and however it is selected, the suite as a whole is judged.
"""

from collections import defaultdict

import pytest

from derivations.commands.finding import load, load_reported
from derivations.commands.site.evidence import collected, names_of
from derivations.kernel import REGISTRY
from tests.support.evidence import KINDS

THEOREMS = load()
IDS = {*load_reported(), *(one for name in (*REGISTRY, *THEOREMS) for one in names_of(name))}


@pytest.fixture(scope="module")
def found():
    """All marks; they are read from the whole tree, so not where tests are only collected."""
    return [mark for marks in collected().marks.values() for mark in marks]


def test_every_mark_names_something(found):
    assert found
    for mark in found:
        assert mark.name in IDS, f"{mark.file}:{mark.line}: no theorem or claim is called {mark.name}"
        assert mark.kind in KINDS, f"{mark.file}:{mark.line}: {mark.kind}"


@pytest.mark.parametrize("name", THEOREMS)
def test_every_theorem_has_evidence_of_two_kinds(name, found):
    """Beside its proof: `symbolic` does not count."""
    kinds = defaultdict(list)
    for mark in found:
        if mark.name in names_of(name) and mark.kind != "symbolic":
            kinds[mark.kind].append(mark.place)
    assert len(kinds) >= 2, f"{name} needs evidence of two kinds, and has {dict(kinds)}"
