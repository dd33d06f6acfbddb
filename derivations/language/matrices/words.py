"""The words and the operators of matrices."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from sympy import Integer

from .. import writing as w
from ..arguments import Quantity, said
from .nodes import (
    LARGEST,
    Added,
    Identity,
    Inverted,
    Multiplied,
    SameEntries,
    Scaled,
    Subtracted,
    Table,
    Typed,
    is_matrix,
    sized,
    table,
)


def matrix(rows: Sequence[Sequence[Quantity]]) -> Table:
    """A matrix, row by row.  It is notation for its entries, which are quantities.

    Of matrices A and B, `A @ B` is the product and `A.T` the transposed matrix; `A + B`, `A - B`, `-A` and `2*A` are
    taken entry by entry.  `A[1, 2]` is the entry in the first row and the second column, a quantity.  `A == B` is what
    a theorem claims.  A matrix has at most six rows and six columns.  An `@abbreviation` may return one.

    A theorem on matrices is a theorem for each entry.  Each of its lines is a matrix, and a step holds where it holds
    for each entry, by the reason that is given, or by one for each entry, as in `by=[[algebra, algebra], [algebra,
    recurrence]]`.  What is given holds for all entries.  A mistake in `proof.twin` has to be one in some entry.  Of a
    theorem `turn`, the theorem on an entry is called `turn[1, 2]`; a line on quantities cites that one.  A line on
    matrices may cite `turn` itself: each of its entries follows by the same entry of `turn`.

    Accepted:
        @abbreviation
        def turned(u):
            return matrix([[0, u], [-u, 0]])
        @theorem(title="The square of a quarter turn")
        def square(proof):
            proof.claim(turned(1) @ turned(1) == -identity(2))
            proof.starts(turned(1) @ turned(1))
            proof.eq(-identity(2), by=algebra)
            proof.twin(turned(1) @ turned(1) == identity(2), "losing the sign")

        proof.claim(matrix([[2, 1], [1, 1]]) @ matrix([[f(x)], [g(x)]]) == matrix([[2*f(x) + g(x)], [f(x) + g(x)]]))
        proof.starts(matrix([[2, 1], [1, 1]]) @ matrix([[f(x)], [g(x)]]))
        proof.eq(matrix([[2*f(x) + g(x)], [f(x) + g(x)]]), by=algebra)

        @theorem(title="A row, and a reason for each of its entries")
        def row(proof):
            proof.claim(matrix([[log(exp(f(x))), trigamma(2)]]) == matrix([[f(x), trigamma(1) - 1]]))
            proof.starts(matrix([[log(exp(f(x))), trigamma(2)]]))
            proof.eq(matrix([[f(x), trigamma(1) - 1]]), by=[[logarithm, recurrence]])
        @theorem(title="The theorem on its second entry is cited")
        def cited(proof):
            proof.claim(3*trigamma(2) == 3*(trigamma(1) - 1))
            proof.starts(3*trigamma(2))
            proof.eq(3*(trigamma(1) - 1), by=row[1, 2])

        matrix([[f(x), 2], [3, 4]])[1, 1]

    Refused:
        proof.claim(matrix([[1, 2], [3, 4]]).T == matrix([[1, 2], [3, 4]]))
        proof.starts(matrix([[1, 2], [3, 4]]).T)
        proof.eq(matrix([[1, 2], [3, 4]]), by=algebra)

        M = matrix([[1, 2], [3]])

        M = matrix([[1, 2]]) @ matrix([[1, 2]])

        proof.claim(matrix([[1, 2]]) <= matrix([[1, 2]]))
    """
    if not isinstance(rows, (list, tuple)) or not rows or not all(isinstance(row, (list, tuple)) for row in rows):
        raise ValueError(f"rows: matrix([[…], […]]) takes a list of rows, each a list of quantities, not {said(rows)}")
    for number, row in enumerate(rows, 1):
        if len(row) != len(rows[0]) or not row:
            lengths = f"has the length {len(row)}, and row 1 the length {len(rows[0])}" if row else "is empty"
            raise ValueError(f"rows: row {number} {lengths}")
        if is_matrix(*row):
            raise ValueError(f"rows: an entry of row {number} is a matrix, and entries are quantities")
    if max(len(rows), len(rows[0])) > LARGEST:
        raise ValueError(f"rows: a matrix has at most {LARGEST} rows and {LARGEST} columns, not "
                         + sized((len(rows), len(rows[0]))))
    return Typed(rows)


def identity(size: int) -> Table:
    """The matrix with ones on its diagonal and zeros beside it: `identity(2)` has two rows.

    Accepted:
        proof.claim(matrix([[f(x), 1], [0, 2]]) @ identity(2) == matrix([[f(x), 1], [0, 2]]))
        proof.starts(matrix([[f(x), 1], [0, 2]]) @ identity(2))
        proof.eq(matrix([[f(x), 1], [0, 2]]), by=algebra)

    Refused:
        M = identity(K)

        M = identity(0)
    """
    if type(size) is not int or not 1 <= size <= LARGEST:
        raise ValueError(f"size: identity(…) takes a whole number from 1 to {LARGEST}, not {said(size)}")
    return Identity(Integer(size))


def inverse(matrix: Table) -> Table:
    """The inverse of a matrix of two rows and two columns, which asks that its determinant is not zero.

    It is notation for [[d, -b], [-c, a]] divided by a*d - b*c, where the matrix is [[a, b], [c, d]].

    Accepted:
        proof.claim(matrix([[d(x), 1], [-1, d(x)]]) @ inverse(matrix([[d(x), 1], [-1, d(x)]])) == identity(2))
        proof.given(d(x)**2 + 1 != 0)
        proof.starts(matrix([[d(x), 1], [-1, d(x)]]) @ inverse(matrix([[d(x), 1], [-1, d(x)]])))
        proof.eq(identity(2), by=algebra)

    Refused:
        proof.claim(matrix([[f(x), 1], [1, f(x)]]) @ inverse(matrix([[f(x), 1], [1, f(x)]])) == identity(2))
        proof.starts(matrix([[f(x), 1], [1, f(x)]]) @ inverse(matrix([[f(x), 1], [1, f(x)]])))
        proof.eq(identity(2), by=algebra)

        M = inverse(identity(3))
    """
    found = table(matrix, "matrix: what inverse(…) takes")
    if found.shape != (2, 2):
        raise ValueError(f"matrix: inverse(…) takes 2 rows and 2 columns, not {sized(found.shape)}")
    return Inverted(found)


def _apart(of_quantities: Any, of_matrices: Any) -> Any:
    """An operator that is one thing between quantities, and another where a matrix is among them."""
    return lambda *operands: (of_matrices if is_matrix(*operands) else of_quantities)(*operands)


def _between(sign: str, node: type[Table]) -> Any:
    def made(left: object, right: object) -> Table:
        return node(table(left, f"what stands left of {sign}"), table(right, f"what stands right of {sign}"))
    return made


def _product(left: Any, right: Any) -> Table:
    if is_matrix(left) and is_matrix(right):
        raise ValueError("left * right: the product of two matrices is left @ right")
    if is_matrix(left):
        raise ValueError("left * right: a number stands left of the matrix, as in 2*M")
    return Scaled(left, right)


def _quotient(left: Any, right: Any) -> Table:
    raise ValueError("left / right: a matrix is multiplied by a number, as in (1/2)*M, or by inverse(M)")


def _refused(sign: str) -> Any:
    def refuse(*_operands: object) -> Any:
        raise ValueError(f"left {sign} right: matrices are joined by @, +, -, and ==")
    return refuse


def times(left: object, right: object) -> Table:
    """left @ right, the product of two matrices."""
    if not is_matrix(left, right):
        raise ValueError("`@` is the product of matrices: write * between quantities")
    return _between("@", Multiplied)(left, right)


add, sub = _apart(w.add, _between("+", Added)), _apart(w.sub, _between("-", Subtracted))
mul, div = _apart(w.mul, _product), _apart(w.div, _quotient)
neg = _apart(w.neg, lambda operand: Scaled(Integer(-1), operand))


def _same(left: object, right: object) -> SameEntries:
    return SameEntries(table(left, "what stands left of =="), table(right, "what stands right of =="))


eq = _apart(w.eq, _same)
power, ne, le, lt, ge, gt = (_apart(by, _refused(sign)) for by, sign in (
    (w.power, "**"), (w.ne, "!="), (w.le, "<="), (w.lt, "<"), (w.ge, ">="), (w.gt, ">")))
