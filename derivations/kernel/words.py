"""The words of the language: all that a file of an author may import from `derivations`, and none may rename."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from ..language import names
from ..language import terms as t
from ..language.authoring.derivation import abbreviation, theorem
from ..language.source import LANGUAGE
from .rules import RULES

_DECLARING = ("Function", "Law", "Point", "Subset", "counts", "points")
WORDS: Mapping[str, object] = MappingProxyType({
    **{name: getattr(t, name) for name in (*_DECLARING, *LANGUAGE)}, **RULES,
    "abbreviation": abbreviation, "theorem": theorem})
names.WORDS.update(WORDS)
