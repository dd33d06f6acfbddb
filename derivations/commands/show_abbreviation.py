"""The page of an abbreviation of a chapter: what it stands for, what its author says of it, and where it occurs."""

from __future__ import annotations

import importlib
from collections.abc import Iterator

from rich.console import Console

from ..chapters import ORDER
from ..kernel import Derivation
from ..language.authoring.derivation import Abbreviation
from ..pages.abbreviations import abbreviation_of, occurrences
from ..pages.declarations import declared
from ..pages.text import text
from .finding import load
from .notation import nodes_of
from .show_theorem import heading, labelled


def abbreviations(name: str) -> list[Abbreviation]:
    """The abbreviations that a name stands for, such as `path_derivative.path`, or `path` alone."""
    return [one for one in _all() if name in (_id(one), one.__name__)]


def abbreviation_page(one: Abbreviation, console: Console) -> int:
    """Print the page of an abbreviation; the exit status."""
    used = [(theorem, node) for theorem in load().values() for node in _calls(one, theorem)]
    heading(console, _id(one), (), one.__doc__ or one.usage, None)
    if used:
        _, node = used[0]
        labelled(console, ("Means", [f"{text(node)} = {text(node.body)}"]), ("Where", declared([node.body])))
    theorems = dict.fromkeys(f"{theorem.id}: {theorem.title}" for theorem, _ in used)
    labelled(console, ("Occurs in", list(theorems) or ["no theorem"]))
    return 0


def _all() -> Iterator[Abbreviation]:
    """Every abbreviation of every chapter, in the chapter that defines it."""
    for chapter in ORDER:
        module = importlib.import_module(f"derivations.chapters.{chapter}")
        yield from (
            one
            for one in vars(module).values()
            if isinstance(one, Abbreviation) and one.source.module == module.__name__
        )


def _id(one: Abbreviation) -> str:
    """The name of an abbreviation with its chapter."""
    return f"{one.source.module.rpartition('.')[2]}.{one.__name__}"


def _calls(one: Abbreviation, theorem: Derivation) -> list:
    """The calls of an abbreviation in a theorem."""
    return [node for node in occurrences(nodes_of(theorem)) if abbreviation_of(node) is one]
