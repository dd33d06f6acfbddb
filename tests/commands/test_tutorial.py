"""Every block of TUTORIAL.md: what the checker answers is what stands below it."""

import re

import pytest

import derivations
from tests import ROOT

TUTORIAL = ROOT.joinpath("TUTORIAL.md").read_text(encoding="utf-8")
BLOCKS = re.findall(r"```python\n(.*?)```\n\n```text\n(.*?)\n```", TUTORIAL, flags=re.DOTALL)


def test_every_file_of_the_tutorial_has_its_answer() -> None:
    assert len(BLOCKS) == TUTORIAL.count("```python") == TUTORIAL.count("```text") >= 6


@pytest.mark.parametrize(("text", "answer"), BLOCKS, ids=range(len(BLOCKS)))
def test_the_checker_answers_as_the_tutorial_says(text, answer) -> None:
    found = re.sub(r"^text:", "mine.py:", str(derivations.check(text)), flags=re.MULTILINE)
    assert counted(found) == counted(answer)


def counted(text: str) -> str:
    """A text without the number of models, which depends on how fast the machine is."""
    return re.sub(r"no counterexample in [1-9]\d* models", "no counterexample in many models", text)


def test_the_tutorial_meets_each_kind_of_answer() -> None:
    verdicts = {answer.splitlines()[0].removeprefix("mine.py: ") for _, answer in BLOCKS}
    assert verdicts == {"refuted", "not_recognised", "incomplete", "holds"}
