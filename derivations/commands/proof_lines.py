"""The lines of a proof for the terminal: each with its reason beside it, or below it where it is too long for that."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from rich.text import Text

from ..pages.folding import INDENT, folded, paragraph
from ..pages.output import printable

GAP = 3  # columns between a line and its reason
WHERE = "where "


class Step(NamedTuple):
    """A line as text: its sign, what it says, why it follows, and what it leans on."""

    sign: str
    says: str
    why: str = ""
    conditions: tuple[str, ...] = ()
    style: str = ""

    def spelled(self) -> Step:
        """The step as standard output can take it."""
        conditions = tuple(map(printable, self.conditions))
        return Step(printable(self.sign), printable(self.says), printable(self.why), conditions, self.style)


def proof_lines(steps: Iterable[Step], width: int, *, flush: bool = True) -> Text:
    """Steps below one another in a column of some width, their reasons in one column.

    A reason for which there is no room there stands at the right edge if `flush`, behind the line where it has room
    there, and otherwise in a row of its own.
    """
    steps = [step.spelled() for step in steps]
    margin = max((len(step.sign) for step in steps), default=0) + 2
    room = width - margin
    columns = sorted({len(step.says) + GAP for step in steps})
    at = max(columns, key=lambda column: sum(_beside(step, column, room) for step in steps), default=GAP)
    return Text("\n").join(row for step in steps for row in _rows(step, margin, room, at, flush))


def _beside(step: Step, column: int, room: int) -> bool:
    """Whether there is room for a line and, from a column on, for its reason."""
    return len(step.says) + GAP <= column and column + len(step.why) <= room


def _rows(step: Step, margin: int, room: int, at: int, flush: bool) -> Iterator[Text]:
    """The rows of a step: the line, its reason from the column `at` on or in the next row, and the conditions."""
    blank, beside = " " * margin, _beside(step, at, room)
    lines = folded(step.says, room)
    behind = flush and not beside and len(lines[-1]) + GAP + len(step.why) <= room
    for number, line in enumerate(lines, 1):
        why = ""
        if step.why and number == len(lines):
            why = f"{'':{at - len(line)}}{step.why}" if beside else step.why.rjust(room - len(line)) if behind else ""
        yield Text.assemble(blank if number > 1 else f"{step.sign:{margin}}", (line, step.style), (why, "green"))
    if not beside and not behind and step.why:
        for line in paragraph(step.why, room if flush else room - len(INDENT)).split("\n"):
            yield Text(blank + (line.rjust(room) if flush else INDENT + line), "green")
    for number, condition in enumerate(step.conditions):
        for line in folded(("" if number else WHERE).ljust(len(WHERE)) + condition, room):
            yield Text(blank + line, "dim italic")
