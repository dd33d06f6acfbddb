"""Theorems that are named in prose: their titles, as links, in the place of names that a reader has not met."""

from __future__ import annotations

import re
from functools import cache

from ...kernel import Derivation, MatrixTheorem
from ..finding import corrections, load
from .elements import address, lowered, tag, whole_of

NAMED = re.compile(r"<code>([a-z]\w*(?:\.\w+)?)</code>")


def cited(html: str, chapter: str, base: str) -> str:
    """HTML in which each theorem that is named in code, with its chapter or in its own, is a link with its title."""

    def shown(found: re.Match[str]) -> str:
        one = _theorems().get(found[1]) or _theorems().get(f"{chapter}.{found[1]}")
        if one is None:
            return found[0]
        return f"“{tag('a', lowered(one.title), href=address(one, base), title=one.id)}”"

    return NAMED.sub(shown, html)


@cache
def _theorems() -> dict[str, Derivation | MatrixTheorem]:
    """All theorems by their ids; one on matrices has that of the whole."""
    every = map(whole_of, (*load().values(), *corrections().values()))
    return {one.id: one for one in every}
