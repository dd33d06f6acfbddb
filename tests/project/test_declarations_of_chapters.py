"""No point of a chapter is declared positive where no line needs it.

Such a declaration is a hypothesis of every theorem that names the point, though none of them states it: where the lines
do without it, all of these theorems say less than they prove.
"""

import re
import sys
from collections.abc import Iterator
from importlib.util import module_from_spec, spec_from_file_location
from pathlib import Path

import pytest

from derivations import chapters
from derivations.chapters import ORDER
from derivations.commands.finding import load
from derivations.kernel import REGISTRY, Failed, Prover

POSITIVE = re.compile(r'^(?P<names>.*) = positives\("(?P<declared>[^"]*)"\)$', re.MULTILINE)
BESIDE_THE_DIAGONAL = 'F12, g1, g2, v1, v2 = parameters("F12 g1 g2 v1 v2")'


def source(chapter: str) -> str:
    return Path(chapters.__path__[0], f"{chapter}.py").read_text(encoding="utf-8")


def widened(text: str) -> Iterator[tuple[str, str]]:
    """The name of each point that is declared positive, and the text in which it may be any number."""
    for found in POSITIVE.finditer(text):
        for name in found["declared"].split():
            wide = f'{found[0]}\n({name},) = reals("{name}")'
            yield name, "from derivations import reals\n" + text[:found.start()] + wide + text[found.end():]


def is_proved(text: str, name: str, folder: Path, monkeypatch: pytest.MonkeyPatch) -> bool:
    """Whether all theorems of a chapter with this text are proved."""
    file = folder / f"{name}.py"
    file.write_text(text, encoding="utf-8")
    spec = spec_from_file_location(name, file)
    assert spec is not None and spec.loader is not None
    module = module_from_spec(spec)
    monkeypatch.setitem(sys.modules, name, module)
    spec.loader.exec_module(module)
    theorems, prover = [d for d in REGISTRY.values() if d.module == name], Prover()
    assert theorems
    try:
        for theorem in theorems:
            prover.prove(theorem)
    except Failed:
        return False
    return True


WIDENED = [
    pytest.param(text, f"wide_{chapter}_{name}", id=f"{chapter}-{name}")
    for chapter in ORDER
    for name, text in widened(source(chapter))
]


@pytest.mark.parametrize(("text", "name"), WIDENED)
def test_each_declaration_is_needed(text, name, tmp_path, monkeypatch) -> None:
    load()
    assert not is_proved(text, name, tmp_path, monkeypatch)


def test_every_declaration_is_tried() -> None:
    texts = [source(chapter) for chapter in ORDER]
    assert sum(len(POSITIVE.findall(text)) for text in texts) == sum(text.count("= positives(") for text in texts) > 0


def test_a_declaration_that_is_too_narrow_is_seen(tmp_path, monkeypatch) -> None:
    """Beside the diagonal of the matrix of a natural gradient stands any number."""
    load()
    text = source("natural_gradient")
    assert BESIDE_THE_DIAGONAL in text
    narrow = text.replace(BESIDE_THE_DIAGONAL, 'g1, g2, v1, v2 = parameters("g1 g2 v1 v2")\n(F12,) = positives("F12")')
    (wide,) = (found for name, found in widened(narrow) if name == "F12")
    assert is_proved(wide, "narrow_beside_the_diagonal", tmp_path, monkeypatch)
