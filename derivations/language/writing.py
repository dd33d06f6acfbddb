"""The operators of the language, which keep a line as it is typed.

SymPy's own operators reorder and simplify.  Every operator of a line becomes a call to one of these constructors, with
`evaluate=False`; nothing else in the project builds a line.
"""

from __future__ import annotations

from collections.abc import Callable

import sympy
from sympy import Add, Expr, Integer, Mul, Pow
from sympy.logic.boolalg import Boolean

from .arguments import Quantity, quantity


def add(a: Quantity, b: Quantity) -> Expr:
    """a + b."""
    return Add(quantity(a), quantity(b), evaluate=False)


def sub(a: Quantity, b: Quantity) -> Expr:
    """a - b, kept as a + (-1)*b."""
    return Add(quantity(a), neg(b), evaluate=False)


def mul(a: Quantity, b: Quantity) -> Expr:
    """a*b."""
    return Mul(quantity(a), quantity(b), evaluate=False)


def neg(a: Quantity) -> Expr:
    """-a, kept as (-1)*a."""
    return Mul(Integer(-1), quantity(a), evaluate=False)


def power(a: Quantity, b: Quantity) -> Expr:
    """a**b."""
    b = quantity(b)
    if isinstance(b, Mul) and len(b.args) == 2 and b.args[0] == -1 and b.args[1].is_Integer:
        b = Integer(-int(b.args[1]))  # a negative number is typed as minus a number
    return Pow(quantity(a), b, evaluate=False)


def div(a: Quantity, b: Quantity) -> Expr:
    """a/b, kept as a*b**-1."""
    return mul(a, power(b, Integer(-1)))


def _relation(cls: Callable) -> Callable[[Quantity, Quantity], Boolean]:
    return lambda a, b: cls(quantity(a), quantity(b), evaluate=False)


eq, ne, le, lt, ge, gt = map(_relation, (sympy.Eq, sympy.Ne, sympy.Le, sympy.Lt, sympy.Ge, sympy.Gt))
