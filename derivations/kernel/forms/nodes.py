"""The two kinds of forms: atoms, and polynomials over them.  `polynomials` makes them, each only once."""

from __future__ import annotations

from collections.abc import Iterable
from typing import ClassVar


def parts_in(args) -> Iterable:
    """The atoms and polynomials among some arguments, which may be tuples."""
    for arg in args:
        if isinstance(arg, tuple):
            yield from parts_in(arg)
        elif isinstance(arg, (Atom, Poly)):
            yield arg


class Atom:
    """An interned node `head(args…)`; of a binder, the first argument is the tuple of its bound variables."""

    __slots__ = ("args", "free", "head", "height", "key", "kind")
    table: ClassVar[dict] = {}

    def __repr__(self) -> str:
        return f"{self.head}{self.args!r}"


class Poly:
    """An interned polynomial: ((monomial, coefficient), …), a monomial being ((atom, power), …), both sorted."""

    __slots__ = ("free", "height", "key", "terms")
    table: ClassVar[dict] = {}

    def __repr__(self) -> str:
        return " + ".join(f"{c}*{list(m)}" for m, c in self.terms) or "0"

    @property
    def is_number(self) -> bool:
        return not self.terms or (len(self.terms) == 1 and not self.terms[0][0])

    @property
    def number(self):
        return self.terms[0][1] if self.terms else 0

    def atom_alone(self) -> Atom | None:
        """The atom, where the polynomial is just that."""
        if len(self.terms) == 1:
            (mono, coeff), = self.terms
            if coeff == 1 and len(mono) == 1 and mono[0][1] == 1:
                return mono[0][0]
        return None
