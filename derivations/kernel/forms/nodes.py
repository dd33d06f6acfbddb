"""The two kinds of forms, atoms and polynomials over them, and the names of types for what is made of them.

`polynomials` makes each form only once.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from fractions import Fraction
from hashlib import blake2b
from typing import Any, ClassVar, TypeAlias

LONGEST = 200  # characters of a key; the rest of a longer one is told by a digest


def short(text: str) -> str:
    """The text itself; of a long one the beginning, and a digest of all of it."""
    if len(text) <= LONGEST:
        return text
    return f"{text[:LONGEST // 2]}#{blake2b(text.encode(), digest_size=16).hexdigest()}"


def parts_in(args: tuple) -> Iterator[Form]:
    """The forms among some arguments and inside those that are tuples."""
    for arg in args:
        if isinstance(arg, tuple):
            yield from parts_in(arg)
        elif isinstance(arg, (Atom, Poly)):
            yield arg


class Atom:
    """An interned node `head(args…)`; the first argument of a binder is the tuple of its bound variables.

    `kind` is the record of the head, a `Head`; `args` is a tuple of parts; `free` has the variables that occur free (a
    variable does in itself); `height` tells how deep binders are nested; `key` is a text made of the parts alone.
    """

    __slots__ = ("args", "free", "head", "height", "key", "kind")
    table: ClassVar[dict[tuple, Atom]] = {}

    def __repr__(self) -> str:
        return f"{self.head}{self.args!r}"


class Poly:
    """An interned polynomial: `terms` is ((monomial, coefficient), …), a monomial is ((atom, power), …), both sorted.

    `free`, `height` and `key` are as those of an atom; they are found when they are first asked for, since most
    polynomials are made on the way to another one.
    """

    __slots__ = ("free", "height", "key", "terms")
    table: ClassVar[dict[tuple, Poly]] = {}

    def __init__(self, terms: Any) -> None:
        self.terms = terms

    def __getattr__(self, name: str) -> Any:
        """What is not known yet: Python asks here only for that."""
        if name in FOUND_LATER:
            setattr(self, name, FOUND_LATER[name](self))
        return object.__getattribute__(self, name)

    def __repr__(self) -> str:
        return " + ".join(f"{c}*{list(m)}" for m, c in self.terms) or "0"

    @property
    def is_number(self) -> bool:
        """Whether no atom occurs."""
        return not self.terms or (len(self.terms) == 1 and not self.terms[0][0])

    @property
    def number(self) -> Coefficient:
        """The value of a polynomial that is a number."""
        return self.terms[0][1] if self.terms else 0

    def atom_alone(self) -> Atom | None:
        """The atom of which the polynomial consists; None where it is anything else."""
        if len(self.terms) == 1:
            (mono, coeff), = self.terms
            if coeff == 1 and len(mono) == 1 and mono[0][1] == 1:
                return mono[0][0]
        return None


def key_of_monomial(mono: Monomial) -> str:
    """The key of a product of atoms."""
    return "·".join([f"{a.key}^{e}" if e != 1 else a.key for a, e in mono])


FOUND_LATER: dict[str, Callable[[Poly], Any]] = {
    "key": lambda p: short("+".join([f"{key_of_monomial(m)}*{c}" for m, c in p.terms]) or "0"),
    "free": lambda p: frozenset().union(*{a.free for m, _ in p.terms for a, _power in m}),
    "height": lambda p: max((a.height for m, _ in p.terms for a, _power in m), default=0)}
"""What is found of a polynomial when it is first asked for."""


Form: TypeAlias = Atom | Poly
"""The normal form of a line or of a part of it: a quantity is a polynomial, a statement is an atom."""
Part: TypeAlias = Any
"""An argument of an atom: a form, a tuple of parts, something that the author declared, a text, or None."""
Coefficient: TypeAlias = int | Fraction
Monomial: TypeAlias = tuple[tuple[Atom, int], ...]
"""A product of atoms, each with its power."""
Factors: TypeAlias = Iterable[tuple[Form, int]]
"""Factors of a product, each with its power."""
Variables: TypeAlias = tuple[Atom, ...]
Opened: TypeAlias = tuple[Variables, tuple[Part, ...]]
"""The variables with which a binder is opened, and its parts, in which they occur free."""
Weights: TypeAlias = tuple[Atom, ...]
"""Densities, normalised laws and several draws of a law, over which a mean is taken or which guard a condition."""
Conditions: TypeAlias = tuple[Atom, ...]
"""Closed statements; all of them have to hold."""
Visit: TypeAlias = Callable[[Atom], tuple[Poly, Conditions]]
"""What an expansion makes of one atom, and the conditions under which both are equal."""
