"""The literature on which a theorem stands, as its chapter names it, and the questions that it answers.

A chapter says its sources once, in the last paragraph of its docstring: `Sources: …; ….`
"""

from __future__ import annotations

import importlib
import inspect

from ..chapters import __name__ as CHAPTERS
from ..kernel import Derivation

HEADS = ("Sources: ", "Source: ")


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


def told(one: Derivation) -> list[str]:
    """The sources of a theorem in lines, with the questions that it answers; nothing where there are none."""
    try:
        works = sources(one)
    except NoSource:
        works = []
    return [*works, *(f"question {question} of the assignment" for question in one.questions)]
