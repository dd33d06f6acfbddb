"""Heads: the kinds of atoms, and all that the kernel asks of each kind.

The head of an atom says what kind of atom it is: `log`, `law`, `E`, ….  What differs from kind to kind is a method of
the head's record, so a new head is one record in `kernel/heads` and nothing else in the kernel has to know it.  Code
about one head in particular, such as a rule of logarithms, names that head.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from types import MappingProxyType
from typing import ClassVar

from .nodes import Atom

Conditions = tuple[Atom, ...]
_HEADS: dict[str, Head] = {}
HEADS: Mapping[str, Head] = MappingProxyType(_HEADS)
_BY_NODE: dict[type, Head] = {}
BY_NODE: Mapping[type, Head] = MappingProxyType(_BY_NODE)
"""The record by which a node of the language is read."""
_CLOSED: list[bool] = []  # once the kernel's own heads are read, nobody adds another


class Head:
    """The record of one kind of atom.  What stands here holds for a kind that says nothing else."""

    nodes: ClassVar[tuple[type, ...]] = ()
    """The nodes of the language that are read as this."""
    make: ClassVar[Callable | None] = None
    """What makes an atom of its parts, where that is more than to put them together."""
    binds = False
    """Whether the first argument is the tuple of the bound variables."""
    weighted = False
    """Of a binder, whether the next argument are the laws under which it looks at almost every value."""
    interchangeable = False
    """Of a binder, whether bound variables of one sort may change places (under its laws, if it has some)."""

    def __init__(self, name: str):
        self.name = name

    # --- forms ---

    def arrangements(self, variables: tuple, parts: tuple) -> Iterable[tuple[tuple, tuple]]:
        """The orders of the bound variables, with the parts, that all mean the same."""
        return ((variables, parts),)

    def rank(self, atom: Atom) -> tuple:
        """The atom with the least rank is chosen among those that mean the same."""
        return (atom.key,)

    def outcomes(self, _atom: Atom) -> tuple:
        """Of a law, the variables that it draws."""
        return ()

    def nonnegative(self, _atom: Atom) -> bool:
        """Whether the form shows that the value is at least zero wherever it is defined."""
        return False

    # --- logic ---

    def not_zero(self, _atom: Atom) -> Conditions | None:
        """The conditions under which the value is not zero; None where there is nothing simpler to say."""
        return None

    def asked(self, _atom: Atom) -> Conditions:
        """What the atom asks in order to be defined, its parts being defined."""
        return ()

    def parts_defined(self, _atom: Atom) -> Conditions:
        """The conditions under which its parts are defined."""
        return ()

    def canonical(self, _atom: Atom) -> Conditions:
        """Of a condition into which something was put: its canonical form once more.

        What is said to be integrable is said to be defined, too: a part of it that now is a constant, and is dropped,
        still has to be.
        """
        raise NotImplementedError(f"{self.name} is no condition")

    def bare(self, _atom: Atom) -> Conditions:
        """The same of a condition about finiteness, which does not say that its quantity is defined."""
        raise NotImplementedError(f"{self.name} is no condition about finiteness")

    # --- lines ---

    def ways(self, _place, _left: Atom, _right: Atom) -> Iterable:
        """The smaller places that contain every difference of two atoms of this kind."""
        return ()

    def read(self, node, scope: dict) -> tuple[Atom, Conditions]:
        """The atom that a node means, and the conditions under which its parts are defined."""
        raise NotImplementedError(f"no node is read as {self.name}")

    def written(self, _atom: Atom, _nodes):
        """The node that is read as this atom; only messages depend on it."""
        raise NotImplementedError(f"no node is written for {self.name}")


def register(head: Head) -> None:
    """Add a record."""
    if _CLOSED or head.name in _HEADS:
        raise ValueError(f"{head.name}: the kernel's heads are its own, and each has one record")
    _HEADS[head.name] = head
    for node in head.nodes:
        _BY_NODE.setdefault(node, head)


def close_heads() -> None:
    """Refuse every later record."""
    _CLOSED.append(True)
