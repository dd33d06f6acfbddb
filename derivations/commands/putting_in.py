"""What may be put in for the numbers of a theorem, so that a side of its claim becomes a part of a line.

Nothing here is judged: the kernel accepts what is proposed, or does not.
"""

from __future__ import annotations

from collections.abc import Iterator

from sympy import Basic, Expr, preorder_traversal
from sympy.core.relational import Relational

from ..kernel import Derivation
from ..language import terms as t


def numbers_put_in(theorem: Derivation, *lines: Basic) -> Iterator[dict]:
    """The ways in which numbers of some lines may stand for parameters and points of a theorem on quantities."""
    statement = theorem.text.statement
    sides = statement.args if isinstance(statement, Relational) else ()
    sides = [side for side in sides if not isinstance(side, t.Parameter | t.Coordinate)]  # all numbers are like these
    met: list[dict] = []
    for side in sides:
        for part in dict.fromkeys(part for line in lines for part in preorder_traversal(line)):
            found: dict = {}
            if matched(side, part, found):
                mapping = {old: new for old, new in found.items() if old != new}
                if mapping and mapping not in met:
                    met.append(mapping)
                    yield mapping


def matched(pattern: Basic, part: Basic, found: dict) -> bool:
    """Whether a pattern is a part once some numbers stand for its parameters and points, which are noted in `found`.

    Factors and terms are compared in the order in which they were written.
    """
    if isinstance(pattern, t.Parameter):
        return isinstance(part, Expr) and found.setdefault(pattern, part) == part
    if isinstance(pattern, t.Coordinate):
        alike = isinstance(part, t.Coordinate) and part.numbers == pattern.numbers
        return alike and found.setdefault(pattern, part) == part
    if isinstance(pattern, t.NamedLaw):  # its space is called as its point is
        return isinstance(part, t.NamedLaw) and part.name == pattern.name
    if type(pattern) is not type(part) or len(pattern.args) != len(part.args):
        return False
    if not pattern.args:
        return pattern == part
    return all(matched(one, other, found) for one, other in zip(pattern.args, part.args))
