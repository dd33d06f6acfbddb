"""Chapters stand in an order in which each rests on chapters before it only, and README tells of them in this order."""

import ast
import re

import pytest

from derivations.chapters import ORDER
from derivations.commands.finding import load
from derivations.kernel import Prover
from tests import ROOT

CHAPTERS = "derivations.chapters."


def imported(text: str) -> set[str]:
    """The chapters from which the text of a chapter imports."""
    modules = (node.module or "" for node in ast.walk(ast.parse(text)) if isinstance(node, ast.ImportFrom))
    return {module.removeprefix(CHAPTERS) for module in modules if module.startswith(CHAPTERS)}


def too_late(order, needed) -> list[str]:
    """The chapters that need one which does not stand before them."""
    return [f"{name} needs {other}" for i, name in enumerate(order) for other in sorted(needed[name]) if other not in order[:i]]


NEEDED = {name: imported(ROOT.joinpath(f"derivations/chapters/{name}.py").read_text(encoding="utf-8")) for name in ORDER}


def test_a_chapter_imports_from_chapters_before_it_only() -> None:
    assert too_late(ORDER, NEEDED) == []


def test_a_theorem_rests_on_chapters_before_its_own_only() -> None:
    needed = {name: set() for name in ORDER}
    prover = Prover()
    for one in load().values():
        needed[one.chapter] |= {used.chapter for used in prover.prove(one).rests_on} - {one.chapter}
    assert too_late(ORDER, needed) == [] and sum(map(len, needed.values())) > 20


@pytest.mark.parametrize(("first", "second"), [("score_function", "control_variates"), ("elbo", "cavi"), ("diffusion_gaussian", "diffusion_reversal")])
def test_chapters_that_change_places_are_seen(first, second) -> None:
    exchanged = [{first: second, second: first}.get(name, name) for name in ORDER]
    assert f"{second} needs {first}" in too_late(exchanged, NEEDED)


def test_the_readme_tells_of_the_chapters_in_their_order() -> None:
    readme = ROOT.joinpath("README.md").read_text(encoding="utf-8")
    assert tuple(re.findall(r"`derivations/chapters/(\w+)\.py` \|", readme)) == ORDER
    read = re.findall(r"`(\w+)`", readme.partition("To learn, read ")[2].partition(", in this order")[0])
    assert len(read) == 4 and [name for name in ORDER if name in read] == read
