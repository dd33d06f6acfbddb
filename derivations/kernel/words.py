"""The words of the language: all that a file of an author may import from `derivations`, and none may rename."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from . import names
from . import terms as t
from .derivation import abbreviation, theorem
from .rules import RULES
from .source import LANGUAGE

_DECLARING = ("Function", "Law", "Point", "Subset", "counts", "points")
WORDS: Mapping[str, object] = MappingProxyType({
    **{name: getattr(t, name) for name in (*_DECLARING, *LANGUAGE)}, **RULES,
    "abbreviation": abbreviation, "theorem": theorem})
names.WORDS.update(WORDS)
