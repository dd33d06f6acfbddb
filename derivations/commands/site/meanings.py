"""What the names in statements mean, as a part of a page."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import sympy
from rich.text import Text

from ...kernel import Derivation, MatrixTheorem
from ...pages.abbreviations import in_general, occurrences
from ...pages.declarations import declared
from ...pages.folding import Prose
from ...pages.text import text
from ..notation import nodes_of, notation
from .elements import defined_as, listed, marked, more, numbered, printed


def where(one: Derivation | MatrixTheorem, told: set[str], shown: Sequence[str] = ()) -> list[str]:
    """What the names of a theorem mean, without the items that are shown already; `told` are the names that the page
    has explained already."""
    return [html for _, html in _meanings(nodes_of(one), told) if html not in shown]


def as_above(one: Derivation | MatrixTheorem, told: set[str]) -> list[str]:
    """The declarations of the names of a theorem that the page has told already, in one item to be opened: who comes
    here from elsewhere has not read them."""
    again = [words for words in declared(nodes_of(one)) if words in told and " = " not in words]
    if not again:
        return []
    names = dict.fromkeys(words.partition(" is ")[0].partition("(")[0] for words in again)
    return [more(printed(f"{', '.join(names)} as above"), listed(map(printed, again)), "tests")]


def only_in(statement: sympy.Basic, one: Derivation | MatrixTheorem) -> list[str]:
    """What the names mean that occur in a statement beside a theorem and not in the theorem itself."""
    known = {_name(item) for item in notation(nodes_of(one)) if not isinstance(item, Prose)}
    told, new = [], False
    for item, html in _meanings([statement]):
        new = new if isinstance(item, Prose) else _name(item) not in known
        told += [html] if new else []
    return told


def _name(item: Text) -> str:
    """The name that is defined, without its arguments; a declaration as a whole."""
    name, defines, _ = item.plain.partition(" = ")
    return name.partition("(")[0] if defines else name


def _meanings(nodes: Iterable[sympy.Basic], told: set[str] | None = None) -> list[tuple[Text, str]]:
    """What the names in some lines mean, each as text and as HTML: declarations in their notation, definitions as
    formulas, and in words what their authors say of them."""
    nodes = list(nodes)
    defined = {text(node): node for node in map(in_general, occurrences(nodes))}
    found = ((item, defined.get(item.plain.partition(" = ")[0])) for item in notation(nodes, told))
    return [(item, _meaning(item) if node is None else defined_as(node, node.body)) for item, node in found]


def _meaning(item: Text) -> str:
    return numbered(marked(item.plain)) if isinstance(item, Prose) else printed(item.plain)
