"""Theorems, and theorems on matrices: one for each entry.

A claim that two matrices are equal is unfolded when its function is read: into a derivation for each entry, whose lines
are that entry of the author's lines.  To the kernel each of these is a derivation like any other, so that each entry is
proved, attacked and cited by itself; what a reader is shown of all of them together is what the author typed.
"""

from __future__ import annotations

import ast
from collections.abc import Callable, Mapping
from dataclasses import replace
from functools import cache
from types import FunctionType
from typing import Any

import sympy

from ..authoring.by_name import by_name
from ..authoring.derivation import Abbreviation, Derivation, Instance, Reason, Source, as_typed, asked, read_lines
from ..authoring.entries import ForEachEntry, entry_reason
from ..authoring.lines import Line, Text, Twin
from ..authoring.reader import Misread
from ..matrices import words
from ..matrices.nodes import SameEntries, Table, places_of
from ..terms import Both

MATRICES = (words.matrix, words.identity, words.inverse)


class MatrixTheorem(ForEachEntry):
    """A theorem on matrices: its entries are theorems, of which each has its own place in the registry.

    `turn[1, 2]` is the theorem on the entry in the first row and the second column.
    """

    def __init__(self, source: Source, text: Text, shape: tuple[int, int], *, title: str, questions: tuple[str, ...],
                 register: bool) -> None:
        slug = source.definition.name
        self.source, self.text, self.title, self.questions = source, text, title, questions
        entries = {place: Entry(self, place, register=register) for place in places_of(shape)}
        super().__init__(shape, entries, f"by={slug}[1, 1], the theorem on an entry", slug)
        first = entries[1, 1]
        self.module, self.chapter, self.line, self.__doc__ = first.module, first.chapter, first.line, first.__doc__
        self.id = f"{self.chapter}.{slug}"

    def at(self, mapping: dict | None = None, *, draws: str | None = None, **named: object) -> MatrixInstance:
        """The theorem with particulars put in, as `.at` of any theorem has them; they go into each of its entries."""
        by_names = by_name(self.text, named, repr(self))
        if twice := [name for name, key in zip(named, by_names) if key in (mapping or {})]:
            raise ValueError(f"{twice[0]} is put in twice")
        beside = tuple(self.entries.values())
        made = {place: one.at(mapping, draws=draws) for place, one in self.entries.items()}
        return MatrixInstance(self, {place: replace(one, put_in=one.put_in | by_names, beside=beside)
                                     for place, one in made.items()})

    def __repr__(self) -> str:
        return self.slug if ":" in self.module else self.id


class MatrixInstance(ForEachEntry):
    """A theorem on matrices with particulars put in."""

    def __init__(self, theorem: MatrixTheorem, entries: Mapping[tuple[int, int], Instance]) -> None:
        usage = f"by={theorem.slug}[1, 1].at(…), the theorem on an entry"
        super().__init__(theorem.shape, entries, usage, theorem.slug)
        self.theorem = theorem

    def __repr__(self) -> str:
        return repr(self.theorem)


class Entry(Derivation):
    """The theorem on one entry of a theorem on matrices; its id is `chapter.function_name[row,column]`."""

    def __init__(self, whole: MatrixTheorem, place: tuple[int, int], *, register: bool) -> None:
        self.whole, self.place = whole, place
        super().__init__(whole.source, title=f"{whole.title}: entry {place[0]}, {place[1]}", questions=whole.questions,
                         register=register, ending=f"[{place[0]},{place[1]}]")

    def _read(self) -> Text:
        return entry_of(self.whole.text, self.place)


def entry_of(whole: Text, place: tuple[int, int]) -> Text:
    """The lines of one entry.  A step that changes other entries, and leaves this one as it was typed, is left out of
    them, unless it is the only one.

    The mistakes are tried with the first entry: such a statement is one of all entries, false where one of them is.
    """
    text = Text()
    text.statement, text.statement_line = whole.statement.entry(*place), whole.statement_line
    text.hypotheses = list(whole.hypotheses)
    for before, line in zip([None, *whole.lines], whole.lines):
        alone = line is whole.lines[-1] and len(text.lines) == 1
        if before is None or alone or not left_as_it_was(before, line, place):
            entry = line.expression[place]  # pyright: ignore[reportIndexIssue]
            text.lines.append(Line(line.relation, entry, entry_reason(line.reason, place), line.number))
    if place == (1, 1):
        text.twins = [Twin(of_all_entries(twin.statement), twin.mistake, twin.number) for twin in whole.twins]
    text.unfolded = [(whole.statement, whole.statement_line), *((line.expression, line.number) for line in whole.lines)]
    return text


def left_as_it_was(before: Line, line: Line, place: tuple[int, int]) -> bool:
    """Whether a step with a reason changes some entries, and not the one at a place."""
    one, other = before.expression, line.expression
    places = places_of(one.shape)  # pyright: ignore[reportAttributeAccessIssue]
    changed = {at for at in places if as_typed(one[at]) != as_typed(other[at])}  # pyright: ignore[reportIndexIssue]
    reason = entry_reason(line.reason, place)
    return bool(changed) and place not in changed and isinstance(reason, (Reason, Derivation, Instance))


def of_all_entries(statement: sympy.Basic) -> sympy.Basic:
    """A statement without matrices: that two of them are equal says so of each entry."""
    if not isinstance(statement, SameEntries):
        return statement
    parts = [statement.entry(*place) for place in places_of(statement.shape)]
    return Both(*parts) if len(parts) > 1 else parts[0]


# --- what @theorem makes ----------------------------------------------------------------------------------------------


def made(source: Source, *, title: str, questions: tuple[str, ...],
         register: bool = True) -> Derivation | MatrixTheorem:
    """The derivation of a function, or its derivations where it claims that two matrices are equal.

    A function that speaks of no matrix is not read yet.  Where one that does cannot be read, it is a derivation, which
    says why when its lines are asked for.
    """
    if speaks_of_matrices(source):
        text = Text()
        try:
            read_lines(source, text)
        except Misread:
            text = Text()
        if text.shape is not None:
            return MatrixTheorem(source, text, text.shape, title=title, questions=questions, register=register)
    return Derivation(source, title=title, questions=questions, register=register)


def speaks_of_matrices(source: Source) -> bool:
    """Whether a name in a function, or in an abbreviation that is called there, stands for a matrix or makes one."""
    matrices = {name for name, value in source.names.items() if _makes_matrices(value)}
    return bool(matrices) and any(
        isinstance(node, ast.Name) and node.id in matrices for node in ast.walk(source.definition))


def _makes_matrices(value: object) -> bool:
    if isinstance(value, Abbreviation):
        return _returns_a_matrix(value)
    if isinstance(value, (list, tuple)):
        return any(map(_makes_matrices, value))
    if isinstance(value, dict):
        return any(map(_makes_matrices, value.values()))
    return isinstance(value, (Table, SameEntries, MatrixTheorem)) or any(value is word for word in MATRICES)


@cache  # an abbreviation is called in many functions
def _returns_a_matrix(one: Abbreviation) -> bool:
    return speaks_of_matrices(one.source)


def theorem(question: str | tuple[str, ...] = (), *, title: str) -> Callable[[FunctionType], Any]:
    """A function under `@theorem(title="…")` is a theorem: its name is that of the function, its lines are calls.

    Its one parameter is the proof.  A question of an assignment that it answers may stand before the title, or several
    in a tuple.  A theorem below may cite it.  Where it holds, it says: wherever the hypotheses hold, both sides of the
    claim are defined and related, for every law, function, count and free point.

    Accepted:
        @theorem(title="A tangent")
        def tangent_at_one(proof):
            proof.claim(log(d(z)) <= d(z) - 1)
            proof.given(d(z) > 0)
            proof.starts(log(d(z)))
            proof.le(d(z) - 1, by=tangent)

        @theorem("1.1.1", title="The same, which answers a question")
        def again(proof):
            proof.claim(log(d(z)) <= d(z) - 1)
            proof.given(d(z) > 0)
            proof.starts(log(d(z)))
            proof.le(d(z) - 1, by=tangent)

    Refused:
        @theorem("1.1.1")
        def untitled(proof):
            proof.claim(log(d(z)) <= d(z) - 1)

        @theorem(title=2)
        def untitled(proof):
            proof.claim(log(d(z)) <= d(z) - 1)

        @theorem(title="A loop")
        def looping(proof):
            for n in (1, 2):
                proof.claim(log(d(z)) <= d(z) - 1)
    """
    return lambda function: made(Source.of(function), title=title, questions=asked(question))


theorem.stands_above_functions = True  # pyright: ignore[reportFunctionMemberAccess]  # never called within a line
