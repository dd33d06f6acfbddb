"""The words of the language: a file may import them, and nothing else, from `derivations`, and may rename none."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from ..language import names
from ..language import terms as t
from ..language.authoring.derivation import abbreviation
from ..language.theorems.theorem import theorem
from ..language.views.source import LANGUAGE
from .rules import RULES

_DECLARING = ("Chain", "Function", "Law", "Point", "Subset", "counts", "parameters", "points", "positives", "reals")
WORDS: Mapping[str, object] = MappingProxyType({
    **{name: getattr(t, name) for name in (*_DECLARING, *LANGUAGE)}, **RULES,
    "abbreviation": abbreviation, "theorem": theorem})
names.WORDS.update(WORDS)
