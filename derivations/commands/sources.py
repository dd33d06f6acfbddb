"""The literature on which a theorem stands, as the theorem and its chapter name it, and the questions that it answers.

A chapter says its sources once, in the last paragraph of its docstring: `Sources: …; ….`  A theorem cites those that
are its own by authors and year, `Mnih and Rezende (2016)`; rules and lemmas bring their sources with them.
"""

from __future__ import annotations

import importlib
import inspect
import re
from collections.abc import Iterable

from ..chapters import __name__ as CHAPTERS
from ..kernel import Derivation
from ..kernel.lemmas.table import ESTABLISHED, LEMMAS
from ..kernel.rules.rule import Rule

HEADS = ("Sources: ", "Source: ")
NAME = r"[A-ZÀ-Ý][\w-]+"
CITED = re.compile(rf"({NAME}(?:, {NAME})*(?:,? and {NAME}| et al\.)?) \(((?:18|19|20)\d\d)\)")
PROVED = {name: lemma.source for name, lemma in LEMMAS.items()} | {
    name: work for name, (_, work) in ESTABLISHED.items()
}
WORK = re.compile(r"[A-Z]\w+.*\d")  # a name, and a year, a section or a theorem


class NoSource(ValueError):
    """A theorem of which neither its chapter nor the assignment says where it comes from."""


def sources(one: Derivation) -> list[str]:
    """The works that the chapter of a theorem names; a correction of the report has none but its question.

    Raises `NoSource` where a chapter names none, and where a theorem outside the chapters answers no question.
    """
    if one.module.startswith(f"{CHAPTERS}."):
        return named_in(inspect.cleandoc(importlib.import_module(one.module).__doc__ or ""), one.chapter)
    if not one.questions:
        raise NoSource(f"{one.id} belongs to no chapter and answers no question")
    return []


def named_in(docstring: str, chapter: str) -> list[str]:
    """The works in the paragraph of the sources, each in a line; raises `NoSource` where it is missing or empty."""
    for paragraph in reversed(docstring.split("\n\n")):
        head = next((head for head in HEADS if paragraph.startswith(head)), None)
        if head is not None and (told := " ".join(paragraph.removeprefix(head).split()).rstrip(".")):
            return told.split("; ")
    raise NoSource(f"the chapter {chapter} names no sources: its docstring ends with `Sources: …`")


def without_sources(docstring: str) -> str:
    """What else the docstring of a chapter says."""
    return "\n\n".join(paragraph for paragraph in docstring.split("\n\n") if not paragraph.startswith(HEADS))


def own_sources(one: Derivation, lemmas: Iterable[str] = ()) -> list[str]:
    """The works that a theorem itself leans on: those that its docstring names, then those by which the rules of its
    lines and its `lemmas` are proved.

    A source that names no work, such as the axioms of a field, stands on the page of its rule alone.
    """
    works = _of_the_chapter(one)
    named = [next((work for work in works if _is(work, *cited)), f"{cited[0]} ({cited[1]})") for cited in _cited(one)]
    used: dict[str, list[str]] = {}
    rules = [line.reason for line in one.text.lines[1:] if isinstance(line.reason, Rule)]
    leans = [("rule", rule.name.replace("_", " "), rule.source) for rule in rules]
    leans += [("lemma", name, PROVED[name]) for name in lemmas if name in PROVED]
    for kind, name, source in dict.fromkeys(leans):
        if WORK.search(source):
            used.setdefault(source, []).append(f"the {kind} {name}")
    return [*dict.fromkeys(named), *(f"{source} ({', '.join(names)})" for source, names in used.items())]


def other_sources(one: Derivation) -> list[str]:
    """The works that the chapter of a theorem names and the theorem itself does not."""
    cited = _cited(one)
    return [work for work in _of_the_chapter(one) if not any(_is(work, *each) for each in cited)]


def _of_the_chapter(one: Derivation) -> list[str]:
    try:
        return sources(one)
    except NoSource:
        return []


def _cited(one: Derivation) -> list[tuple[str, str]]:
    """The authors and the years that the docstring of a theorem names."""
    return CITED.findall(" ".join((one.__doc__ or "").split()))


def _is(work: str, authors: str, year: str) -> bool:
    """Whether a work is that of these authors and this year."""
    return work.startswith(authors) and year in work


def asked(one: Derivation) -> list[str]:
    """The questions that a theorem answers, in words."""
    return [f"question {question} of the assignment" for question in one.questions]
