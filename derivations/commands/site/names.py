"""The names of theorems, rules, lemmas and programs, which the search of all pages finds as they are typed."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from ...kernel import RULES, Derivation
from ..show_lemma import SAID
from .elements import place_of, whole_of
from .python_source import modules
from .trust import lemma_place


class Named(NamedTuple):
    """A name, what kind of thing has it, and where this stands in the book."""

    name: str
    kind: str
    page: str
    place: str


def names(theorems: Iterable[Derivation], corrections: Iterable[Derivation]) -> list[Named]:
    """All names of the book that have a place of their own, each once."""
    return list(dict.fromkeys([*_theorems(theorems, "theorem"), *_theorems(corrections, "correction"), *_others()]))


def _theorems(some: Iterable[Derivation], kind: str) -> Iterator[Named]:
    for one in some:
        for each in (whole_of(one), one):
            yield Named(each.id, kind, place_of(each), each.id)


def _others() -> Iterator[Named]:
    for rule in RULES.values():
        yield Named(rule.name, "rule", "rules", f"rule-{rule.name}")
    for name in SAID:
        yield Named(name, "lemma", "trust", lemma_place(name))
    for module in modules().values():
        for program in module.programs.values():
            for each in (program, *program.methods):
                name = f"{module.name}.{each.name}"
                yield Named(name, "program", f"programs/{module.name}", f"impl-{name}")
