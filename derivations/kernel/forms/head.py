"""Heads: the kinds of atoms, and all that the kernel asks of each kind.

The head of an atom says what kind of atom it is: `log`, `law`, `E`, ….  What differs from kind to kind is a method of
the head's record, so a new head is one record in `kernel/heads` and nothing else in the kernel has to know it.  Code
about one head in particular, such as a rule of logarithms, names that head.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from types import MappingProxyType
from typing import Any, ClassVar, TypeAlias

from sympy import Basic

from .nodes import Atom, Conditions, Opened, Part, Variables

Scope: TypeAlias = dict[Basic, Any]
"""The points and indices that are bound around a part of a line, each with the variable that it stands for; a point of
which there are several draws, with the variable and the number of draws."""
Writer: TypeAlias = Any
"""Writes the nodes of the parts of an atom, by the methods of `Nodes` in `pages/form_text.py`."""
_HEADS: dict[str, Head] = {}
HEADS: Mapping[str, Head] = MappingProxyType(_HEADS)
_BY_NODE: dict[type, Head] = {}
BY_NODE: Mapping[type, Head] = MappingProxyType(_BY_NODE)
"""The record by which each kind of node of the language is read."""
_CLOSED: list[bool] = []  # not empty once the kernel's own heads are registered: nobody adds another


class Head:
    """The record of one kind of atom.  What stands here holds for a kind that says nothing else."""

    nodes: ClassVar[tuple[type, ...]] = ()
    """The kinds of node of the language that are read as atoms of this kind."""
    make: ClassVar[Callable | None] = None
    """The function that makes a form of this head from its arguments, where it does more than put them together."""
    binds = False
    """Whether the first argument is the tuple of the bound variables."""
    weighted = False
    """Whether the second argument of a binder holds the laws under which it looks at almost every value."""
    interchangeable = False
    """Whether bound variables of one sort may change places, as long as the laws of the binder stay the same."""

    def __init__(self, name: str) -> None:
        self.name = name

    # --- forms ---

    def arrangements(self, variables: Variables, parts: tuple[Part, ...]) -> Iterable[Opened]:
        """The ways to write a binder that all mean the same: the bound variables in some order, and the parts."""
        return ((variables, parts),)

    def as_written(self, atom: Atom) -> Atom:
        """A binder as it is written, where its parts may stand with either sign."""
        return atom

    def rank(self, atom: Atom) -> tuple:
        """What decides between atoms that mean the same: the one with the least rank is chosen."""
        return (atom.key,)

    def outcomes(self, _atom: Atom) -> Variables:
        """The places at which a law has its outcomes: variables, or draws."""
        return ()

    def nonnegative(self, _atom: Atom) -> bool:
        """Whether the form shows that the value is at least zero wherever it is defined."""
        return False

    # --- logic ---

    def not_zero(self, _atom: Atom) -> Conditions | None:
        """The conditions under which the value is not zero; None where none are simpler than just that."""
        return None

    def asked(self, _atom: Atom) -> Conditions:
        """The conditions under which the atom is defined, its parts being defined."""
        return ()

    def parts_defined(self, _atom: Atom) -> Conditions:
        """The conditions under which the parts of the atom are defined."""
        return ()

    def canonical(self, _atom: Atom) -> Conditions:
        """The canonical conditions that say what a condition says into which particulars were put.

        A quantity that is integrable is defined, too: a term that has become a constant is dropped from the condition,
        but still has to be defined.
        """
        raise TypeError(f"{self.name} is no condition")

    def bare(self, _atom: Atom) -> Conditions:
        """The same for a condition about finiteness, without that its quantity is defined."""
        raise TypeError(f"{self.name} is no condition about finiteness")

    # --- lines ---

    def ways(self, _place: Any, _left: Atom, _right: Atom) -> Iterable:
        """The smaller places inside two atoms of this kind, each of which contains every difference.

        The place of the atoms is a `Place` of `kernel/lines/places.py`.
        """
        return ()

    def read(self, node: Basic, scope: Scope) -> tuple[Atom, Conditions]:
        """The atom that a node means, and the conditions under which its parts are defined."""
        raise TypeError(f"no node is read as {self.name}")

    def written(self, _atom: Atom, _nodes: Writer) -> Basic:
        """The node that is read as this atom.  Only messages depend on it."""
        raise TypeError(f"no node is written for {self.name}")


def register(head: Head) -> None:
    """Add a record.  Where two of them name one kind of node, the first reads it."""
    if _CLOSED or head.name in _HEADS:
        raise ValueError(f"{head.name}: the kernel's heads are its own, and each has one record")
    _HEADS[head.name] = head
    for node in head.nodes:
        _BY_NODE.setdefault(node, head)


def close_heads() -> None:
    """Refuse every later record."""
    _CLOSED.append(True)
