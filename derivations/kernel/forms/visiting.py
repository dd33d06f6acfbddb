"""At which heads a visit changes anything: a form without them need not be walked through."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import cache
from typing import TypeVar

from .nodes import Form, Poly, Visit, parts_in

Visiting = TypeVar("Visiting", bound=Visit)
_CHANGED: dict[Visit, Callable[[], Iterable[str]]] = {}


@cache
def heads_in(term: Form) -> frozenset[str]:
    """The heads of all atoms in a form, at any depth."""
    if isinstance(term, Poly):
        return frozenset().union(*{heads_in(a) for m, _ in term.terms for a, _e in m})
    return frozenset((term.head,)).union(*map(heads_in, parts_in(term.args)))


def changes_only(*heads: str) -> Callable[[Visiting], Visiting]:
    """Note that a visit changes no atoms but those with some heads, or with one of these inside."""
    return changes_those(lambda: heads)


def changes_those(heads: Callable[[], Iterable[str]]) -> Callable[[Visiting], Visiting]:
    """The same with heads that are known only once the language is."""
    def noted(visit: Visiting) -> Visiting:
        _CHANGED[visit] = heads
        return visit
    return noted


def leaves_alone(visit: Visit, term: Form) -> bool:
    """Whether a visit is known to change nothing in a form."""
    heads = _CHANGED.get(visit)
    return heads is not None and heads_in(term).isdisjoint(heads())
