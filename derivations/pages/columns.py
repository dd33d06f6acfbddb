"""Rows of text in columns, of which the last one is folded where the terminal is too narrow for it."""

from __future__ import annotations

from collections.abc import Sequence

from .folding import paragraph
from .output import printable

LEAST = 28  # columns for the last text; where there are fewer, it stands below the others
BELOW = 4  # columns by which it is indented there
GAP = 2


def in_columns(rows: Sequence[Sequence[str]], width: int) -> list[str]:
    """Each row as text of one line or more, its cells below those of the other rows; a column that is empty takes no
    room."""
    columns = list(zip(*([printable(cell) for cell in row] for row in rows)))
    spelled = list(zip(*(column for column in columns if any(column))))
    widths = [max(map(len, column)) for column in list(zip(*spelled))[:-1]]
    at = sum(widths) + GAP * len(widths)
    return [_row(row, widths, at, width) for row in spelled]


def _row(row: Sequence[str], widths: Sequence[int], at: int, width: int) -> str:
    """A row whose last cell begins at a column, or stands below the others where it would have no room."""
    *first, last = row
    head = "".join(f"{cell:{size + GAP}}" for cell, size in zip(first, widths))
    if width - at < LEAST:
        text = paragraph(last, width - BELOW).replace("\n", "\n" + " " * BELOW)
        return head.rstrip() + "\n" + " " * BELOW + text
    return (head + paragraph(last, width - at).replace("\n", "\n" + " " * at)).rstrip()
