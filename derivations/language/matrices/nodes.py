"""Matrices as an author types them.  Each is notation for its entries, which are quantities, and for nothing else.

A node keeps what was typed in its `args`, so that it prints as it was typed, and knows its entries as `rows`.  An entry
is made by the operators of a line, and nothing in it is simplified.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from functools import reduce
from typing import Self, TypeAlias

from sympy import Basic, Expr, Integer, Tuple
from sympy.core.symbol import Str

from .. import writing as w
from ..arguments import Quantity, quantity, said
from ..binding import NOTHING, Scopes
from ..names import declared
from ..places import Spoken

LARGEST = 6  # rows, and columns
Rows: TypeAlias = tuple[tuple[Expr, ...], ...]


class Table(Spoken, Basic):
    """A matrix, of any making.  It is no quantity: no word of the language but those of matrices takes it."""

    rows: Rows
    usage = "an entry of it, as in M[1, 2]"

    @classmethod
    def _of(cls, rows: Sequence[Sequence[Expr]], *typed: Basic) -> Self:
        made = Basic.__new__(cls, *typed)
        made.rows = tuple(map(tuple, rows))
        return made

    shape = property(lambda self: (len(self.rows), len(self.rows[0])))
    T = property(lambda self: Transposed(self))

    def __getitem__(self, place: object) -> Expr:
        row, column = place_in(self.shape, place, "this matrix")
        return self.rows[row - 1][column - 1]

    __iter__ = None  # M[1, 2] is an entry, and a matrix no sequence


def place_in(shape: tuple[int, int], place: object, what: str) -> tuple[int, int]:
    """The row and the column of an entry, counted from one."""
    if not (isinstance(place, tuple) and len(place) == 2 and all(type(n) is int for n in place)):
        raise ValueError(f"an entry of {what} has a row and a column, as in [1, 2]")
    if not all(1 <= n <= most for n, most in zip(place, shape)):
        raise ValueError(f"{what} has {sized(shape)}, and no entry [{place[0]}, {place[1]}]")
    return place[0], place[1]


def sized(shape: tuple[int, int]) -> str:
    """The size of a matrix in words."""
    rows, columns = shape
    return f"{rows} row{'s' * (rows > 1)} and {columns} column{'s' * (columns > 1)}"


def table(value: object, what: str) -> Table:
    """A matrix; `what` is what the message calls the argument."""
    if not isinstance(value, Table):
        raise ValueError(f"{what} is a matrix, as in matrix([[1, 0], [0, 1]]), not {said(value)}")
    return value


def is_matrix(*values: object) -> bool:
    """Whether a matrix is among some values."""
    return any(isinstance(value, Table) for value in values)


class Typed(Table):
    """A matrix of which the entries are typed."""

    def __new__(cls, rows: Iterable[Iterable[Quantity]]) -> Self:
        found = [list(map(quantity, row)) for row in rows]
        return cls._of(found, Tuple(*(Tuple(*row) for row in found)))


class Identity(Table):
    """The identity."""

    def __new__(cls, size: Integer) -> Self:
        n = range(int(size))
        return cls._of([[Integer(int(i == j)) for j in n] for i in n], size)


class Transposed(Table):
    """The transposed matrix, in which rows are columns: `M.T`.

    Accepted:
        proof.claim(matrix([[f(x), g(x)]]).T == matrix([[f(x)], [g(x)]]))
        proof.starts(matrix([[f(x), g(x)]]).T)
        proof.eq(matrix([[f(x)], [g(x)]]), by=algebra)

        (matrix([[f(x), g(x)]]) @ matrix([[f(x), g(x)]]).T)[1, 1] == f(x)**2 + g(x)**2

    Refused:
        f(x).T

        proof.claim(matrix([[f(x), g(x)]]).T == matrix([[f(x), g(x)]]))
    """

    def __new__(cls, matrix: Table) -> Self:
        return cls._of([*zip(*matrix.rows)], matrix)


class Inverted(Table):
    """The inverse of a matrix of two rows and two columns: the entries of the diagonal change places, the others change
    their signs, and all are divided by the determinant."""

    def __new__(cls, matrix: Table) -> Self:
        (a, b), (c, d) = matrix.rows
        determinant = w.sub(w.mul(a, d), w.mul(b, c))
        adjugate = ((d, w.neg(b)), (w.neg(c), a))
        return cls._of([[w.div(entry, determinant) for entry in row] for row in adjugate], matrix)


class Multiplied(Table):
    """The product of two matrices: rows times columns."""

    def __new__(cls, left: Table, right: Table) -> Self:
        if left.shape[1] != right.shape[0]:
            raise ValueError(f"left @ right: left has {sized(left.shape)}, right has {sized(right.shape)}, and left "
                             "needs as many columns as right has rows")
        columns = [*zip(*right.rows)]
        rows = [[reduce(w.add, map(w.mul, row, column)) for column in columns] for row in left.rows]
        return cls._of(rows, left, right)


class Scaled(Table):
    """A number times a matrix: each entry is multiplied."""

    def __new__(cls, number: Quantity, matrix: Table) -> Self:
        number = quantity(number)
        return cls._of([[w.mul(number, entry) for entry in row] for row in matrix.rows], number, matrix)


class _EntryByEntry(Table):
    """What is made of two matrices of one size, entry by entry."""

    sign: str
    made_by: Callable[[Expr, Expr], Expr]

    def __new__(cls, left: Table, right: Table) -> Self:
        same_shape(cls.sign, left, right)
        rows = [list(map(cls.made_by, a, b)) for a, b in zip(left.rows, right.rows)]
        return cls._of(rows, left, right)


class Added(_EntryByEntry):
    """The sum of two matrices."""

    sign, made_by = "+", staticmethod(w.add)


class Subtracted(_EntryByEntry):
    """The difference of two matrices."""

    sign, made_by = "-", staticmethod(w.sub)


class NamedTable(Table):
    """A transparent abbreviation of a matrix: it prints as name(arguments) and means its body, as `Named` does."""

    def __new__(cls, name: str | Str, arguments: Iterable[Basic | int], body: Table, origin: str | Str = "") -> Self:
        named = name if isinstance(name, Str) else Str(declared(name, "an abbreviation"))
        made_at = origin if isinstance(origin, Str) else Str(origin)
        return cls._of(body.rows, named, Tuple(*arguments), body, made_at)

    body = property(lambda self: self.args[2])

    def scopes(self) -> Scopes:
        return ((self.body, NOTHING),)


class SameEntries(Spoken, Basic):
    """That two matrices of one size are equal: an equation for each entry.  It is no statement: only `proof.claim` and
    `proof.twin` take it, and unfold it."""

    usage = "an equation for each entry, as in M[1, 2] == 0"

    def __new__(cls, left: Table, right: Table) -> Self:
        same_shape("==", left, right)
        return Basic.__new__(cls, left, right)

    shape = property(lambda self: self.args[0].shape)

    def entry(self, row: int, column: int) -> Basic:
        """The equation of one entry."""
        left, right = self.args
        return w.eq(left[row, column], right[row, column])  # pyright: ignore[reportIndexIssue]  # both are matrices


def same_shape(sign: str, left: Table, right: Table) -> None:
    """Refuse two matrices of different sizes."""
    if left.shape != right.shape:
        raise ValueError(f"left {sign} right: left has {sized(left.shape)}, and right has {sized(right.shape)}")


def places_of(shape: tuple[int, int]) -> list[tuple[int, int]]:
    """All entries of a matrix, each with its row and its column, row by row."""
    return [(i, j) for i in range(1, shape[0] + 1) for j in range(1, shape[1] + 1)]
