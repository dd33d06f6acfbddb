"""What the names of a theorem mean: how they are declared, and of an abbreviation also what its author says of it."""

from __future__ import annotations

from collections.abc import Iterable

import sympy
from rich.text import Text

from ..kernel import Derivation, MatrixTheorem
from ..pages.abbreviations import abbreviation_of, occurrences
from ..pages.declarations import declared
from ..pages.folding import Formula, Prose
from ..pages.text import text


def nodes_of(one: Derivation | MatrixTheorem) -> list[sympy.Basic]:
    """The statement of a theorem, its hypotheses and its lines; of an entry, also the matrices."""
    return [node for node, _ in one.text.typed]


def notation(nodes: Iterable[sympy.Basic], told: set[str] | None = None) -> list[Text]:
    """The declarations of the names in some lines, and below a definition what its author says of it.

    Where a page has `told` some of them already, declarations are left out, and of definitions what their authors say
    of them; a definition is told there once for all of its arguments in these lines.
    """
    nodes = list(nodes)
    remarks, found, here = _remarks(nodes), [], set()
    for words in declared(nodes):
        defined = words.partition(" = ")[0].partition("(")[0] if " = " in words else ""
        key = defined or words
        before = told is not None and key in told
        if not before or (defined and defined not in here):
            found.append(Formula(words))
            found += [Prose(remarks.pop(defined))] if defined in remarks and not before else []
        if told is not None:
            told.add(key)
        here.add(key)
    return found


def _remarks(nodes: Iterable[sympy.Basic]) -> dict[str, str]:
    """What the authors of the abbreviations in some lines say of them, by the names as they are printed."""
    found: dict[str, str] = {}
    for node in occurrences(nodes):
        abbreviation = abbreviation_of(node)
        if abbreviation is not None and abbreviation.__doc__:
            found.setdefault(text.name(abbreviation.__name__), abbreviation.__doc__)
    return found
