"""Long statements, shorter: parts of them have letters.

A part may have one that depends on nothing that is bound around it, where it occurs several times or is long by itself.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping

import sympy

from ..language import terms as t
from ..language.binding import NOTHING, scopes
from .layout import Piece
from .text import Text, text

LONG = 100  # characters of a statement that is read better in parts
REPEATED, ALONE = 20, 40  # characters of what has a letter: of a part that occurs several times, and of any other
MOST = 0.7  # of a statement: a part that is nearly all of it has no letter
LETTERS = "ABCDFGHJLMNPQRSUVWXYZ"  # none that is read as an expectation, an index or a time
WORD = re.compile(r"[^\W\d_⁰¹²³⁴⁵⁶⁷⁸⁹]+")
VARIABLES = (t.Point, t.Draw, t.Stretch, t.Coordinate, sympy.Symbol)
HELD = (t.Expectation, t.Integral, t.Divergence, t.Derivative, t.Extremum, t.Mean, t.Total, t.Product)
"""What may have a letter: a value whose signs show where it begins, and often where it ends."""


class _Lettered(Text):
    """The printer for text in which some parts are letters."""

    def __init__(self, letters: Mapping[sympy.Basic, str]):
        self._letters = letters

    def piece(self, node: sympy.Basic) -> Piece:
        return Piece(self._letters[node]) if node in self._letters else super().piece(node)

    def whole(self, node: sympy.Basic) -> str:
        """The text of a part that has a letter itself."""
        return super().piece(node).text


def shorter(node: sympy.Basic) -> str:
    """The text of a statement; of a long one with letters, which are explained behind it: …, where A = …; B = …"""
    whole = text(node)
    letters = _letters(node, whole) if len(whole) > LONG else {}
    lettered = _Lettered(letters)
    told = [f"{letter} = {lettered.whole(part)}" for part, letter in letters.items()]
    return f"{lettered(node)}, where {'; '.join(told)}" if told else whole


def _letters(node: sympy.Basic, whole: str) -> dict[sympy.Basic, str]:
    """The parts of a statement that have letters, the longest first; none of these is a name in its text."""
    taken, found = set(WORD.findall(whole)), {}
    for letter in LETTERS:
        if letter in taken:
            continue
        lettered = _Lettered(found)
        seen = Counter(_parts(node, found))
        for part in found:
            seen.update(_parts(part, {one: name for one, name in found.items() if one != part}))
        lengths = {part: len(lettered(part)) for part in seen if part not in found}
        many = {part: length for part, length in lengths.items() if seen[part] > 1 and length >= REPEATED}
        most = MOST * len(lettered(node))
        alone = {part: length for part, length in lengths.items() if ALONE <= length <= most}
        choice = many or alone  # what occurs once may become short by what does not
        if not choice:
            break
        found[max(choice, key=choice.__getitem__)] = letter
    return found


def _parts(node: sympy.Basic, closed: Mapping, bound: frozenset = NOTHING) -> Iterator[sympy.Basic]:
    """The parts of a statement that may have letters, each as often as it occurs, and none within those `closed`."""
    if isinstance(node, HELD) and not bound & _free(node):
        yield node
    if node in closed:
        return
    for part, within in scopes(node):
        paths = {point for one in within for point in one.atoms(t.Point)}  # a stretch binds points of its path
        yield from _parts(part, closed, bound | within | paths)


def _free(node: sympy.Basic) -> frozenset:
    """The points, draws, numbers and indices on which a part depends."""
    if isinstance(node, VARIABLES):
        return frozenset({node, *node.atoms(t.Point, sympy.Symbol)})
    return NOTHING.union(*(_free(part) - within for part, within in scopes(node)))
