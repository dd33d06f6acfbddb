"""Theorems that are taken on trust: the only way to have a line without a rule or a proof behind it.

Whoever reads the kernel sees here all that is assumed.  A derivation cannot assume anything else: its own file does not
decide what is trusted.  An assumed theorem is attacked like every other one, with its twins.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from ...language.authoring.derivation import Derivation, Reason
from ...language.refusal import Refused

MOST = 3  # theorems of the whole project that may be assumed

ASSUMED: Mapping[tuple[str, str], str] = MappingProxyType({})
"""The source of each theorem that is taken on trust, by its module and its name.  Nothing is, today."""


@dataclass(frozen=True, repr=False)
class Assumption(Reason):
    """A reason that is no proof: the claim is a textbook theorem, which `source` names."""

    source: str

    name, lemmas = "assumed", ()

    def __repr__(self) -> str:
        return f"assumed, after {self.source}"


def assume(source: str) -> Assumption:
    """The reason `by=…` of the only step of a theorem whose claim is taken on trust, after a textbook.

    The kernel accepts it in a theorem of its own list and nowhere else.  Raises `ValueError` without a source.
    """
    if not isinstance(source, str) or not source.strip():
        raise ValueError("an assumption names its source, as in assume(\"Billingsley, theorem 16.8\")")
    return Assumption(source)


def taken_on_trust(derivation: Derivation, reason: Assumption) -> None:
    """Refuse an assumption that the list does not have with this source, or that is one of several steps."""
    if ASSUMED.get((derivation.module, derivation.slug)) != reason.source:
        raise Refused(f"{derivation.slug} may not be assumed: the kernel's list of assumptions does not have it")
    if len(derivation.text.lines) != 2:
        raise Refused("an assumed theorem has two lines, the sides of its claim")
