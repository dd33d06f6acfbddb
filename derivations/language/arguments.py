"""Arguments as an author types them: quantities, statements, flags and names; a wrong one is refused by its name."""

from __future__ import annotations

import sympy
from sympy import Basic, Expr, Integer, Symbol
from sympy.logic.boolalg import Boolean


def quantity(value) -> Expr:
    """A quantity as it was typed: an expression or a whole number.  SymPy would evaluate a string."""
    if isinstance(value, int) and not isinstance(value, bool):
        return Integer(value)
    if isinstance(value, Expr):
        return value
    if isinstance(value, float):
        raise ValueError(f"write {value!r} as a fraction: a float is not exact")
    raise ValueError(f"not a quantity: {said(value)}")


def proposition(value) -> Boolean:
    """A statement, which is true or false."""
    if isinstance(value, Boolean) and not isinstance(value, Symbol):
        return value
    raise ValueError(f"not a statement: {said(value)}")


def flag(name: str, value) -> Basic:
    """True or False, said as such."""
    if not isinstance(value, bool):
        raise ValueError(f"{name}: True or False, not {said(value)}")
    return sympy.true if value else sympy.false


def said(value) -> str:
    """How a wrong argument is called in a message: by its name where it has one."""
    name = getattr(value, "name", None) or getattr(value, "__name__", None)
    if isinstance(name, str) and name.isidentifier():
        return name
    text = repr(value)
    return f"{type(value).__name__} of Python" if callable(value) or " at 0x" in text else text


def symbols_in(names: str) -> list[str]:
    if not isinstance(names, str):
        raise ValueError(f"names are given as one text, not as {said(names)}")
    return names.replace(",", " ").split()


def is_index(value) -> bool:
    """Whether a value may be a whole number: which one, or how many."""
    return isinstance(value, (int, Expr)) and not isinstance(value, bool)


def is_count(symbol: Symbol) -> bool:
    return bool(symbol.is_integer and symbol.is_positive)
