"""Output on a terminal of any width, and where there is no terminal."""

from typing import Any

import rich.console
from rich.cells import cell_len
from rich.console import Group
from rich.measure import Measurement
from rich.padding import Padding
from rich.table import Table
from rich.text import Text


class Console(rich.console.Console):
    """A console that takes texts as they are, and cuts nothing off a table that is wider than itself."""

    def __init__(self, **settings: Any) -> None:
        super().__init__(markup=False, emoji=False, **settings)

    def print(self, *objects: Any, **settings: Any) -> None:
        """Print as rich does, but tables as ``fitted`` makes them."""
        super().print(*(fitted(each, self.width) if isinstance(each, Table) else each for each in objects), **settings)


def fitted(table: Table, width: int) -> Table | Group:
    """The table with columns that are narrow enough, or, where their longest words leave no room, its rows as lines.

    Its headings and cells are plain strings or ``Text``.
    """
    columns = [[str(column.header), *map(str, column.cells)] for column in table.columns]
    least = [max(cell_len(word) for text in column for word in text.split() or [""]) for column in columns]
    sizes = [max(cell_len(line) for text in column for line in text.split("\n")) for column in columns]
    wide = rich.console.Console(width=100_000)
    around = Measurement.get(wide, wide.options, table).maximum - sum(sizes)
    title = " ".join(str(table.title or "").split())
    if sum(least) + around > width:
        return _lines(table, title, columns)
    while sum(sizes) + around > width:
        widest = max(range(len(sizes)), key=lambda i: sizes[i] - least[i])
        sizes[widest] -= 1
    for column, size in zip(table.columns, sizes):
        column.width, column.no_wrap = size, False
    table.title, table.title_justify = Text(title, style="bold") if title else None, "left"
    return table


def _lines(table: Table, title: str, columns: list[list[str]]) -> Group:
    """Each row as its first cell and, below it, the other headings with their cells."""
    heads, *cells = zip(*columns)
    heads, parts = [" ".join(head.split()) for head in heads], [Text(title, style="bold")] if title else []
    for row, (name, *values) in zip(table.rows, cells):
        said = "; ".join(f"{head} {value}" for head, value in zip(heads[1:], values) if value)
        parts += [Text(name, style=row.style or ""), Padding(Text(said, style=row.style or ""), (0, 0, 0, 2))]
    if table.caption:
        parts.append(Text(str(table.caption)))
    return Group(*parts)
