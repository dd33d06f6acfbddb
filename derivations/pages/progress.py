"""Bars on standard error for what takes longer than a moment; nothing is shown where that is no terminal."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager

Told = Callable[[int, int], None]
"""What is told of progress: the numbers of finished and of all pieces; of a piece of work without pieces, nothing."""


@contextmanager
def progress_bar(what: str) -> Iterator[Told | None]:
    """A bar, as a function of the numbers of finished and of all pieces; None where there is no terminal.

    Until it is called, the bar moves to and fro, with the seconds beside it.  It is taken away at the end.
    """
    if sys.stderr is None or not sys.stderr.isatty():
        yield None
        return
    from rich.console import Console  # here, because it takes a moment to load, and pipes need none
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn  # likewise

    columns = (TextColumn("{task.description}"), BarColumn(None), MofNCompleteColumn(), TimeElapsedColumn())
    with Progress(*columns, console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task(what, total=None)
        yield lambda done, of: bar.update(task, completed=done, total=of)
