"""Arguments as an author types them: quantities, statements, flags and names; a wrong one is refused by its name."""

from __future__ import annotations

from typing import TypeAlias

import sympy
from sympy import Basic, Expr, Integer, Symbol
from sympy.logic.boolalg import Boolean

from .usage import called, instead_of_quantity, instead_of_statement

Quantity: TypeAlias = Expr | int
"""A quantity as an author may type it."""


def quantity(value: object) -> Expr:
    """A quantity, which is made of whole numbers, densities, values and other words by `+`, `-`, `*`, `/` and `**`.

    It is kept as it is typed: nothing is reordered or simplified.  A fraction is written with `/`, and exponents are
    whole numbers.  A quotient asks that its denominator is not zero.

    Accepted:
        2*f(z) - f(z)**2/3
        (f(z) + 1)*(f(z) - 1)
        f(x)/g(x)
        K*f(x)                    # a count may stand wherever a quantity does

    Refused:
        0.5*f(z)
        f(z)**K
        f(z)*"2"
    """
    # A string is refused, because SymPy would evaluate it.
    if isinstance(value, int) and not isinstance(value, bool):
        return Integer(value)
    if isinstance(value, Expr):
        return value
    if isinstance(value, float):
        raise ValueError(f"write {value!r} as a fraction: a float is not exact")
    raise ValueError(f"not a quantity: {said(value)}{instead_of_quantity(value)}")


def proposition(value: object) -> Boolean:
    """A statement, which compares two quantities by `==`, `!=`, `<=`, `<`, `>=` or `>`, or joins statements by words.

    It is one comparison: instead of a chain, write several hypotheses, or `both(…)`.  The lines of a proof are related
    by `proof.eq`, `proof.le` and `proof.ge`; `<`, `>` and `!=` stand in hypotheses and inside statements.

    Accepted:
        f(x) == g(x)
        f(x) <= g(x) + 1
        p(x) > 0
        f(x) != 0

    Refused:
        0 < f(x) < 1
        not f(x) > 0
        f(x) > 0 and g(x) > 0
    """
    if isinstance(value, Boolean) and not isinstance(value, Symbol):
        return value
    raise ValueError(f"not a statement: {said(value)}{instead_of_statement(value)}")


def flag(name: str, value: object) -> Basic:
    """True or False as a node; `name` is that of the argument."""
    if not isinstance(value, bool):
        raise ValueError(f"{name}: True or False, not {said(value)}")
    return sympy.true if value else sympy.false


def said(value: object) -> str:
    """What a message calls a wrong argument: its name, where it has one."""
    name, text = called(value), repr(value)
    if name or isinstance(getattr(value, "usage", None), str):
        return name or text
    other = callable(value) or " at 0x" in text or "<class" in text
    return f"a {type(value).__name__}" if other else text


def symbols_in(names: str) -> list[str]:
    """The names in a text, with commas or blanks between them."""
    if not isinstance(names, str):
        raise ValueError(f'names are given as one text, as in "x z", not as {said(names)}')
    return names.replace(",", " ").split()


def is_index(value: object) -> bool:
    """Whether a value may stand where an index or a count is asked for; that it is whole, only the kernel can tell."""
    return isinstance(value, (int, Expr)) and not isinstance(value, bool)


def is_count(symbol: Symbol) -> bool:
    """Whether a symbol was declared as a count: a positive whole number."""
    return bool(symbol.is_integer and symbol.is_positive)
