"""The corpus: derivations that must hold, and files that must not get "holds", however plausible they look."""

import ast
import math
from pathlib import Path

import pytest

from derivations.commands import judge
from derivations.commands.check import gathered
from tests import CORPUS

HOLDS, REFUSED = (sorted(CORPUS.joinpath(folder).glob("*.py")) for folder in ("holds", "refused"))


def named(path: Path) -> str:
    return path.name.removesuffix(".py")


@pytest.fixture(autouse=True)
def little_search(monkeypatch) -> None:
    """What is refused is refused before a counterexample is looked for."""
    monkeypatch.setattr(judge, "SEARCH_SECONDS", 0.2)


def test_the_corpus_is_large() -> None:
    assert len(HOLDS) >= 90 and len(REFUSED) >= 150


@pytest.mark.parametrize("path", HOLDS + REFUSED, ids=lambda path: f"{path.parent.name}-{named(path)}")
def test_a_file_says_in_one_line_why(path: Path) -> None:
    """A file that holds says why it must; one that is refused says what is false in it."""
    docstring = ast.get_docstring(ast.parse(path.read_text(encoding="utf-8")), clean=False)
    assert docstring is not None and docstring == docstring.strip() and docstring.endswith(".")
    assert len(docstring.splitlines()) == 1


@pytest.mark.parametrize("path", HOLDS, ids=named)
def test_holds(path: Path) -> None:
    found = gathered(judge.judged(str(path), math.inf))
    assert found["verdict"] == "holds", found


@pytest.mark.parametrize("path", REFUSED, ids=named)
def test_is_refused(path: Path) -> None:
    found = gathered(judge.judged(str(path), math.inf))
    assert found["verdict"] != "holds", "false, or not what it reads as, and yet it holds"
    worst = next((one for one in found["theorems"] if one["verdict"] == found["verdict"]), found)
    assert worst["reason"] and len(worst["reason"].splitlines()) == 1, found
    reasons = [one["reason"] or "" for one in found["theorems"]]
    assert not any("the checker failed" in reason or "a fault of the kernel" in reason for reason in reasons), found
