"""pytest-benchmark's JSON as one page that needs no other file, and as tables in the terminal."""

from pathlib import Path

from rich.box import SIMPLE_HEAD
from rich.table import Table
from rich.text import Text

from ._bench_page import COST, MEANING, page
from ._bench_rows import Row, about, clean, columns, digits, grouped, growths, parse, read, readable, result
from ._output import prepare
from ._terminal import Console

__all__ = [
    "Row",
    "about",
    "clean",
    "columns",
    "digits",
    "grouped",
    "growths",
    "main",
    "parse",
    "read",
    "readable",
    "result",
    "summary",
]


def main(file: Path, out: Path) -> int:
    """Read ``file``, print its tables, write ``out``/index.html and return 0.

    >>> import contextlib, io, json, tempfile
    >>> from pathlib import Path
    >>> stats = {"median": 0.002, "q1": 0.001, "q3": 0.003, "rounds": 5}
    >>> content = {"benchmarks": [{"name": "bench_sum", "stats": stats}]}
    >>> with tempfile.TemporaryDirectory() as folder, contextlib.redirect_stdout(io.StringIO()):
    ...     file, out = Path(folder, "bench.json"), Path(folder, "out")
    ...     _ = file.write_text(json.dumps(content))
    ...     status, written = main(file, out), out.joinpath("index.html").exists()
    >>> status, written
    (0, True)
    """
    content = read(file)
    groups = grouped(parse(file, content))
    prepare(out, "index.html")
    target = out / "index.html"
    target.write_text(page(groups, about(content)), encoding="utf-8")
    console = Console()
    for name, rows in groups.items():
        console.print(summary(name, rows))
    console.print(MEANING + "\n" + COST)
    count = sum(map(len, groups.values()))
    console.print(f"{count} benchmarks in {len(groups)} groups; the page is {target}")
    return 0


def summary(group: str, rows: list[Row]) -> Table:
    """A group's table for the terminal.

    >>> row = Row("bench_sum[10]", "sum, 10", "ours", "sums", 0.002, 0.0019, 0.0022, 5, rates={}, sizes={"n": 10})
    >>> table = summary("sums", [row])
    >>> [column.header.plain for column in table.columns[1:]]
    ['whose', 'median, ms', 'quartiles, ms', 'ratio', 'its range', 'rounds']
    """
    heads, lines = columns(rows)
    notes = "\n".join(f"{each.label}: {each.said}" for each in growths(rows))
    table = Table(box=SIMPLE_HEAD, title=Text(group, style="bold"), title_justify="left", caption_justify="left")
    table.caption = Text(notes) if notes else None
    table.add_column("benchmark", overflow="fold")
    for head in heads:
        table.add_column(Text(head), justify="right")
    for row, line in zip(rows, lines):
        table.add_row(*map(Text, (row.label, *line)), style="bold" if row.whose == "ours" else "")
    return table
