"""The answers of the checker to the examples in docstrings."""

from __future__ import annotations

from functools import cache

from ..kernel import Prover
from ..language.authoring.reader import Misread
from ..pages.example_files import file_of
from ..pages.examples import Answer, Example, Step
from ..pages.text import text
from .judge import judge, read_text


@cache
def answer(example: Example | Step) -> Answer:
    """The answer to an example; what a step, a quantity or a statement needs is given to it."""
    found = _answer(example)
    if not found.given or (isinstance(example, Example) and not example.alone):
        return found
    again = _answer(example, found.given)
    return Answer(again.verdict, again.reason, found.given, again.printed)


def _answer(example: Example | Step, given: tuple[str, ...] = ()) -> Answer:
    """The answer to an example with some hypotheses: the first judgement of its file that is no matter of time."""
    try:
        derivations = read_text(file_of(example, given), "example")
    except Misread as error:
        return Answer("unreadable", str(error))
    prover = Prover()
    for derivation in derivations:
        found = next(one for one in judge(derivation, prover) if one.verdict != "timeout")
        if found.verdict != "holds":
            return Answer(found.verdict, found.reason or "", tuple(found.missing))
    return Answer("holds", printed=text(derivations[0].text.lines[0].expression))
