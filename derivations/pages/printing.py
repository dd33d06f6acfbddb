"""A page that is laid out for the terminal, printed as its output can take it."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

from rich.console import Console

from .output import page_width, printable

Subject = TypeVar("Subject")


def print_page(page_of: Callable[[Subject, Console], int], subject: Subject) -> int:
    """Print the page of something, as wide as the terminal; the exit status that `page_of` returns."""
    console = Console(width=page_width(), highlight=False, markup=False, emoji=False)
    with console.capture() as page:
        status = page_of(subject, console)
    lines = page.get().strip().splitlines()
    print("\n".join(printable(line.rstrip()) for line in lines))  # Tables are padded to the width.
    return status
