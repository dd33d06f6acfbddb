"""Prose with figures: lines of it that are indented, such as a display or a table, keep their places."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import groupby

from .columns import in_columns
from .folding import INDENT, folded, paragraph
from .output import printable

BETWEEN_CELLS = re.compile(r"(?<=\S) {3,}")


def paragraphs(prose: str, width: int) -> str:
    """Prose of several paragraphs in lines of a width.

    What is indented in it is a figure, which stays as it is where it fits, and otherwise is laid out in columns.
    """
    blocks = []
    for block in prose.split("\n\n"):
        for indented, group in groupby(block.split("\n"), lambda line: line.startswith(INDENT)):
            lines = list(group)
            blocks.append(figure(lines, width) if indented else paragraph("\n".join(lines), width))
        blocks.append("")
    return "\n".join(blocks[:-1])


def figure(lines: Sequence[str], width: int) -> str:
    """The lines of a figure; where one is too long, the last cells of all stand below the others.

    The cells of a line that stands alone, which are formulas, stand below each other.
    """
    spelled = [printable(line).rstrip() for line in lines]
    if all(len(line) <= width for line in spelled):
        return "\n".join(spelled)
    rows = [BETWEEN_CELLS.split(line.strip()) for line in lines]
    laid = rows[0] if len(rows) == 1 else _table(rows, width - len(INDENT))
    return "\n".join(INDENT + piece for line in laid for piece in folded(line, width - len(INDENT)))


def _table(rows: Sequence[list[str]], width: int) -> list[str]:
    """The lines of rows of cells in columns; where a row has fewer cells, its last one is in the last column, too."""
    most = max(map(len, rows))
    filled = [[*row[:-1], *[""] * (most - len(row)), row[-1]] for row in rows]
    return [line for row in in_columns(filled, width) for line in row.split("\n")]
