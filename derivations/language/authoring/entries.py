"""Whether the matrices and the reasons of a theorem fit together, and the reason for one entry of a line."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from ..matrices.nodes import SameEntries, Table, place_in, sized
from ..relation import EQ
from .lines import Line, Text, readable
from .reader import Misread


class ForEachEntry:
    """A reason for lines that are matrices, which is another one for each entry."""

    def __init__(self, shape: tuple[int, int], entries: Mapping[tuple[int, int], Any], usage: str, slug: str) -> None:
        self.shape, self.entries, self.slug = shape, entries, slug
        self.usage = usage  # how the theorem on an entry is cited

    def __getitem__(self, place: object) -> Any:
        return self.entries[place_in(self.shape, place, self.slug)]

    __iter__ = None  # turn[1, 2] is the reason for one entry


Reasons = Any
"""A reason for all entries, a theorem on matrices, or a list of lists that has a reason for each entry."""


def entry_reason(reason: Reasons, place: tuple[int, int]) -> Any:
    """The reason for one entry of a line."""
    if isinstance(reason, (list, tuple)):
        return reason[place[0] - 1][place[1] - 1]
    return reason[place] if isinstance(reason, ForEachEntry) else reason


# --- whether lines fit together -------------------------------------------------------------------------------------


def check_fit(text: Text) -> None:
    """Refuse matrices and quantities side by side, matrices of different sizes, and reasons that fit no entry; raises
    `Misread` with the line."""
    for twin in text.twins:
        if text.shape is None and isinstance(twin.statement, SameEntries):
            raise Misread("the twin is of matrices, and the claim is of quantities", twin.number)
    for line in text.lines:
        if text.shape is None:
            _check_no_matrix(text, line)
        else:
            _check_matrix(text.shape, line)
        _check_reason(text.shape, line)
    _check_sizes(text)


def _check_sizes(text: Text) -> None:
    """Refuse entries that are too large: a short product of matrices may have some."""
    sizes: dict[int, int] = {}
    twins = [(twin.statement, twin.number) for twin in text.twins]
    for node, number in (*text.typed, *twins) if text.shape is not None else ():
        sides = node.args if isinstance(node, SameEntries) else [node] if isinstance(node, Table) else []
        try:
            for entry in (entry for side in sides for row in side.rows for entry in row):
                readable(entry, sizes)
        except ValueError as error:
            raise Misread(f"an entry of {error}", number) from error


def _check_no_matrix(text: Text, line: Line) -> None:
    if isinstance(line.expression, SameEntries):
        raise Misread("that two matrices are equal is no line of a proof: each line is a matrix", line.number)
    if isinstance(line.expression, Table):
        claim = "is none" if text.statement is None else f"in line {text.statement_line} is of quantities"
        raise Misread(f"the line is a matrix, and the claim {claim}", line.number)


def _check_matrix(shape: tuple[int, int], line: Line) -> None:
    if not isinstance(line.expression, Table):
        raise Misread(f"the claim is of matrices of {sized(shape)}, and the line is no matrix", line.number)
    if line.expression.shape != shape:
        raise Misread(f"the line has {sized(line.expression.shape)}, and the claim is of matrices of {sized(shape)}",
                      line.number)
    if line.relation not in (None, EQ):
        raise Misread("matrices are equal or not: write proof.eq for the next line", line.number)


def _check_reason(shape: tuple[int, int] | None, line: Line) -> None:
    reason, one_each = line.reason, isinstance(line.reason, (list, tuple))
    if shape is None and one_each:
        if any(isinstance(row, (list, tuple)) for row in reason):
            raise Misread("by: a line on a quantity has one reason, not one for each entry", line.number)
        return  # The kernel says that several reasons are none.
    reasons = [one for row in _rows(shape, line) for one in row] if one_each else [reason]
    if one_each or shape is None:
        if whole := next((one for one in reasons if isinstance(one, ForEachEntry)), None):
            raise Misread(f"{whole!r} is a theorem on matrices: write {whole.usage}", line.number)
    elif isinstance(reason, ForEachEntry) and reason.shape != shape:
        raise Misread(f"by: {reason!r} is on matrices of {sized(reason.shape)}, and the line has {sized(shape)}",
                      line.number)
    for lemma in (lemma for one in reasons for lemma in getattr(one, "lemmas", ())):
        if isinstance(lemma, ForEachEntry):
            cited = lemma.usage.removeprefix("by=")
            raise Misread(f".using: {lemma!r} is a theorem on matrices: write {cited}", line.number)


def _rows(shape: tuple[int, int] | None, line: Line) -> list:
    """The reasons of a line, which has one for each entry."""
    (rows, columns), reasons = shape or (0, 0), line.reason if isinstance(line.reason, (list, tuple)) else ()
    given = [row if isinstance(row, (list, tuple)) else () for row in reasons]
    if [len(row) for row in given] != [columns]*rows:
        raise Misread(f"by: a list of reasons has one for each entry, in {sized((rows, columns))}, as in "
                      "[[algebra, recurrence], [algebra, algebra]]", line.number)
    return given
