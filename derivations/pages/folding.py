"""Formulas in narrow columns: where a line may be broken, and where it reads best."""

from __future__ import annotations

import re
import textwrap
from collections.abc import Iterator
from itertools import accumulate, pairwise

from rich.console import Console, ConsoleOptions
from rich.containers import Lines
from rich.measure import Measurement
from rich.text import Text

from .output import printable

HELD = "\N{NO-BREAK SPACE}"
IN_A_FORMULA = re.compile(r"\b(?:log|∫) \w+\([^()]*\)|(?<=\w)\([^()]*\)|_\{[^{}]*\}|\b(?:log|∫) \S+")
DEEPER = 10  # what a break costs more in a bracket than outside
IN_A_CALL = 5  # brackets, as which the bracket of a call counts: its arguments belong together
A_FACTOR = DEEPER + 2  # what a break costs before a factor or a divisor
TOGETHER = DEEPER + 9  # what it costs more between words that belong together
AFTER_A_SIGN = IN_A_CALL * DEEPER + 9  # what it costs more behind a sign, which would end the line
LAST = 100  # what a break costs more where there is no space
INDENT = "    "  # of the lines by which a formula goes on
OPENS, CLOSES = "([{", ")]}"
HOLDS = ("log", "∫", "int", "Σ", "Sum", "mean", "sup", "inf", "·")  # a word that begins so stays with the next one
FACTORS = "·*/"  # signs before which a line is broken without a space
RAISED = "⁰¹²³⁴⁵⁶⁷⁸⁹"
BARS = ("|", "‖", "||")
SIGNS = (  # a line is broken before them, best before the first; also as `output` spells them
    ("⇔", "⇒", "<=>", "=>"),
    ("=", "≠", "≤", "≥", "<", ">", "!=", "<=", ">="),
    ("+", "−", "-"),
)


class Formula(Text):
    """A text with formulas, which is broken where it reads best, and never in an index."""

    def wrap(self, console: Console, width: int, **_options) -> Lines:
        return Lines(Text(line, self.style) for line in folded(self.plain, width))

    def __rich_measure__(self, console: Console, options: ConsoleOptions) -> Measurement:
        longest = len(printable(self.plain))
        return Measurement(min(longest, 20), longest)


class Prose(Text):
    """A text without formulas of its own, below the formula of which it speaks, and deeper."""

    def wrap(self, console: Console, width: int, **_options) -> Lines:
        lines = paragraph(self.plain, width - len(INDENT)).split("\n")
        return Lines(Text(INDENT + line, self.style) for line in lines)

    def __rich_measure__(self, console: Console, options: ConsoleOptions) -> Measurement:
        longest = len(printable(self.plain)) + len(INDENT)
        return Measurement(min(longest, 20), longest)


def folded(line: str, width: int) -> list[str]:
    """A line in pieces of at most `width` characters, all but the first of them indented.

    Between terms it breaks before it breaks between factors or in brackets, in brackets only where they are wider than
    the column, and among the arguments of a call last.  An index is not broken: what cannot be broken is longer than
    the column.
    """
    line, pieces = printable(line), []
    while len(line) > width:
        cut = _best_cut(line, width)
        if cut is None:
            break
        pieces.append(line[:cut].rstrip())
        line = INDENT + line[cut:].lstrip()
    return [*pieces, line]


def in_terms(line: str) -> list[list[str]]:
    """A long line in the parts in which it is read: a statement, and what each letter in it stands for; and each of
    these in terms, between which it is best broken: at its connectives, or at the signs in the fewest brackets."""
    return [_terms(part) for part in re.split(r"(?<=,) (?=where )|(?<=;) ", line)]


def _terms(line: str) -> list[str]:
    places = [(cost // DEEPER, place) for place, cost in _places(line) if _is_joint(line[place:])]
    least = min((depth for depth, _ in places), default=0)
    cuts = [0, *(place for depth, place in places if depth == least), len(line)]
    return [line[a:b].strip() for a, b in pairwise(cuts)]


def _is_joint(rest: str) -> bool:
    """Whether a line goes on with a connective, with a further term, or with the words that say of which values."""
    return rest.split(" ")[0] in (*SIGNS[0], *SIGNS[2], "for")


def _best_cut(line: str, width: int) -> int | None:
    """The best place for a break, in as few brackets as there are, then not too early; None where there is none."""
    start = len(line) - len(line.lstrip())
    early = start + (width - start) // 3
    places = [(cost // DEEPER, place < early, cost, -place) for place, cost in _places(line) if place > start]
    fitting = [one for one in places if -one[-1] <= width]
    return -min(fitting)[-1] if fitting else min((-one[-1] for one in places), default=None)


def _places(line: str) -> Iterator[tuple[int, int]]:
    """The places at which a line may be broken, each with what it costs: much for every bracket.

    They are those behind a space, those before a factor or a divisor and, where nothing else is left, that before what
    an expectation is of.
    """
    depths, indexes = list(accumulate(_depths(line))), list(accumulate(_index_depths(line)))
    inside = [depth - min(0, *depths) for depth in depths]  # the rest of a line may close more than it opens
    for place in range(1, len(line) - 1):
        if line[place - 1] == " " and line[place] != " " and not indexes[place - 1]:
            before, word = line[: place - 1].split(" ")[-1], line[place:].split(" ")[0]
            yield place, DEEPER * inside[place - 1] + _cost(before, word)
        elif line[place] in FACTORS and not indexes[place] and _between_factors(line, place):
            yield place, DEEPER * inside[place] + A_FACTOR
        elif line[place - 1] == "[" and not indexes[place - 1]:
            yield place, LAST + DEEPER * inside[place - 1]


def _between_factors(line: str, place: int) -> bool:
    """Whether a sign stands between two factors, and not in a path, behind the name of an optimum or before a digit."""
    before, behind = line[place - 1], line[place + 1]
    alone = line[place] == "·" or (line[place] == "/" and behind in OPENS)
    return not behind.isdecimal() and " " not in (before, behind) and (alone or before in CLOSES + RAISED)


def _cost(before: str, word: str) -> int:
    """What a break between two words costs."""
    if before.endswith(";") or word == "where":
        return 0
    for cost, signs in enumerate(SIGNS, 1):
        if word in signs:
            return cost
        if before in signs:
            return AFTER_A_SIGN
    if before in BARS or word in BARS or before.lstrip(OPENS + "−").startswith(HOLDS):
        return TOGETHER
    return 4


def _depths(line: str) -> Iterator[int]:
    """For each character, by how many brackets it leads in or out; a bar that touches a term is a bracket, too.

    That of a call counts as several.
    """
    within, opened = False, []
    for i, c in enumerate(line):
        if c == "|" and not (line[i - 1 : i] == " " == line[i + 1 : i + 2]):
            within = not within
            yield 1 if within else -1
        elif c in OPENS:
            opened.append(IN_A_CALL if c == "(" and line[i - 1 : i].isalnum() else 1)
            yield opened[-1]
        else:
            yield -(opened.pop() if opened else 1) if c in CLOSES else 0


def _index_depths(line: str) -> Iterator[int]:
    """For each character, by how many indexes and exponents it leads in or out: `_{…}` and `^{…}`."""
    braces: list[bool] = []
    for i, c in enumerate(line):
        if c == "{":
            braces.append(line[i - 1 : i] in ("_", "^"))
            yield int(braces[-1])
        elif c == "}" and braces:
            yield -int(braces.pop())
        else:
            yield 0


def paragraph(prose: str, width: int) -> str:
    """Prose in lines of a width.  A bracket that touches a word is one of a formula, and is not broken: KL(q ‖ p)."""
    words = printable(" ".join(prose.split()))
    held = IN_A_FORMULA.sub(lambda found: found[0].replace(" ", HELD), words)
    return textwrap.fill(held, width, break_long_words=False, break_on_hyphens=False).replace(HELD, " ")
