"""The operators of the language: what is typed is what is kept.

SymPy's own operators reorder and simplify.  Every operator of a line becomes a call to one of these constructors, with
`evaluate=False`; nothing else in the project builds a line.
"""

from __future__ import annotations

import sympy
from sympy import Add, Integer, Mul, Pow

from .terms import quantity


def add(a, b):
    return Add(quantity(a), quantity(b), evaluate=False)


def sub(a, b):
    return Add(quantity(a), neg(b), evaluate=False)


def mul(a, b):
    return Mul(quantity(a), quantity(b), evaluate=False)


def neg(a):
    return Mul(Integer(-1), quantity(a), evaluate=False)


def power(a, b):
    b = quantity(b)
    if isinstance(b, Mul) and len(b.args) == 2 and b.args[0] == -1 and b.args[1].is_Integer:
        b = Integer(-int(b.args[1]))  # a negative number is typed as minus a number
    return Pow(quantity(a), b, evaluate=False)


def div(a, b):
    return mul(a, power(b, Integer(-1)))


def _relation(cls):
    return lambda a, b: cls(quantity(a), quantity(b), evaluate=False)


eq, ne, le, lt, ge, gt = map(_relation, (sympy.Eq, sympy.Ne, sympy.Le, sympy.Lt, sympy.Ge, sympy.Gt))
