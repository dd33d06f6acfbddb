"""Abbreviations as they are defined: at the letters of their definitions, and not at the arguments of one call."""

from __future__ import annotations

import sys
from collections.abc import Iterable

import sympy

from ..language import terms as t
from ..language.authoring.derivation import Abbreviation


def occurrences(nodes: Iterable[sympy.Basic]) -> list[t.Named | t.NamedTable]:
    """The abbreviations in some lines, also within each other, each at its arguments."""
    return [part for node in nodes for part in sympy.preorder_traversal(node) if isinstance(part, t.NAMED)]


def abbreviation_of(node: t.Named | t.NamedTable) -> Abbreviation | None:
    """The abbreviation of which a node is a call; None where its module is not at hand."""
    origin = str(node.args[3])
    things = _named_beside(node).values()
    return next((one for one in things if isinstance(one, Abbreviation) and one.origin == origin), None)


def in_general(node: t.Named | t.NamedTable) -> t.Named | t.NamedTable:
    """An abbreviation at the parameters of its definition, where a number or a term is put in for one of them: A(a, b)
    for A(2, 1/b).

    It is the call itself where the parameters of the definition are no letters of its file.
    """
    abbreviation, arguments = abbreviation_of(node), tuple(node.args[1])
    if abbreviation is None or not any(map(_is_term, arguments)):
        return node
    letters = map(_named_beside(node).get, abbreviation.parameters)
    put = [
        letter if isinstance(letter, t.Parameter) and (_is_term(given) or isinstance(given, t.Parameter)) else given
        for letter, given in zip(letters, arguments)
    ]
    if any(map(_is_term, put)) or len(set(put)) < len(put):
        return node
    try:
        return abbreviation(*put)
    except ValueError:  # The body binds one of the letters.
        return node


def _named_beside(node: t.Named | t.NamedTable) -> dict[str, object]:
    """The things of the file that defines an abbreviation, by their names; none where it is not at hand."""
    module = sys.modules.get(str(node.args[3]).rpartition(":")[0])
    return {} if module is None else vars(module)


def _is_term(argument: sympy.Basic) -> bool:
    """Whether an argument is a number, or put together from several ones."""
    return isinstance(argument, (sympy.Number, sympy.Add, sympy.Mul, sympy.Pow, sympy.Function))
