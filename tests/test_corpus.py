"""The corpus: derivations that must hold, and files that must not get "holds", however plausible they look."""

import ast
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from derivations.check import check

CORPUS = Path(__file__).parent / "corpus"
HOLDS, REFUSED = (sorted(CORPUS.joinpath(folder).glob("*.py")) for folder in ("holds", "refused"))


def named(path: Path) -> str:
    return path.name.removesuffix(".py")


@pytest.fixture(scope="module")
def judgements() -> dict[Path, dict]:
    """All files judged, two at a time."""
    with ThreadPoolExecutor(2) as pool:
        return dict(zip(HOLDS + REFUSED, pool.map(check, map(str, HOLDS + REFUSED)), strict=True))


def test_the_corpus_is_large() -> None:
    assert len(HOLDS) >= 45 and len(REFUSED) >= 60


@pytest.mark.parametrize("path", HOLDS + REFUSED, ids=lambda path: f"{path.parent.name}-{named(path)}")
def test_a_file_says_in_one_line_why(path: Path) -> None:
    """A file that holds says why it must; one that is refused says what is false in it."""
    docstring = ast.get_docstring(ast.parse(path.read_text(encoding="utf-8")), clean=False)
    assert docstring is not None and docstring == docstring.strip() and docstring.endswith(".")
    assert len(docstring.splitlines()) == 1


@pytest.mark.parametrize("path", HOLDS, ids=named)
def test_holds(path: Path, judgements: dict[Path, dict]) -> None:
    assert judgements[path]["verdict"] == "holds", judgements[path]


@pytest.mark.parametrize("path", REFUSED, ids=named)
def test_is_refused(path: Path, judgements: dict[Path, dict]) -> None:
    found = judgements[path]
    assert found["verdict"] != "holds", "false, or not what it reads as, and yet it holds"
    assert found["reason"] and len(found["reason"].splitlines()) == 1, found
