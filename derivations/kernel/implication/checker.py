"""Checks, inference by inference, that conditions follow from others.

A condition that a proof leaned on and that its hypotheses do not say has to be concluded from known ones by a named
lemma, or by a fact that an accepted step established.  The search that proposes the inferences is not trusted.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from ..forms.binders import Atom, Poly, Refused
from ..forms.nodes import Conditions
from ..lemmas.integrability import framed_integrable
from ..lemmas.table import DEFINED, LEMMAS, about_finiteness
from ..logic.defined import definedness


class Finite(NamedTuple):
    """That a quantity is finite as far as it is defined.  The condition itself says more: that it is defined, too."""

    condition: Atom


Statement = Atom | Finite
CITED = "theorem that is cited"


class Fact(NamedTuple):
    """What a step established: where all premises hold, so do the conclusions.

    A conclusion about finiteness says only that the quantity is finite as far as it is defined.  So it says nothing of
    the arguments of logarithms in the quantity, and no lemma concludes from it that they are positive.
    """

    name: str
    premises: Conditions
    conclusions: Conditions


class Inference(NamedTuple):
    """A conclusion, by a lemma or a fact, from premises; a sum has parts, which add up to its body."""

    conclusion: Statement
    by: str | Fact
    premises: tuple[Statement, ...]
    parts: tuple[Poly, ...] = ()

    @property
    def lemma(self) -> str:
        """The name of the lemma or of the fact."""
        return self.by.name if isinstance(self.by, Fact) else self.by


def plain(statement: Statement) -> Atom:
    """The condition of a statement, whether or not its quantity is known to be defined."""
    return statement.condition if isinstance(statement, Finite) else statement


def known_after(inferences: Iterable[Inference], given: Iterable[Atom], facts: Iterable[Fact],
                almost: frozenset[Atom]) -> set[Statement]:
    """The given conditions and all that follows from them by the inferences, for almost every value of the points in
    `almost`.

    Raises `Refused` at an inference that no lemma and no fact allows.
    """
    known: set[Statement] = set(given)
    allowed = frozenset(facts)
    for one in inferences:
        if not (known.issuperset(one.premises) and _allowed(one, allowed, almost)):
            raise Refused(f"{one.lemma} does not allow what was proposed: please report it")
        known.add(one.conclusion)
    return known


def _allowed(one: Inference, facts: frozenset[Fact], almost: frozenset[Atom]) -> bool:
    """Whether a lemma or a fact leads from the premises of an inference, which are known, to its conclusion."""
    conclusion, premises = plain(one.conclusion), frozenset(map(plain, one.premises))
    if one.by == DEFINED:
        return one.conclusion == conclusion and {Finite(conclusion), *definedness(conclusion)} <= set(one.premises)
    weak = any(isinstance(p, Finite) for p in one.premises)
    if isinstance(one.conclusion, Finite):
        if not about_finiteness(conclusion):
            return False
    elif weak:
        return False
    if isinstance(one.by, Fact):
        sure = isinstance(one.conclusion, Finite) or not about_finiteness(conclusion)
        if weak and one.by.name == CITED:  # a theorem holds where its hypotheses do, definedness and all
            return False
        return sure and one.by in facts and premises.issuperset(one.by.premises) and conclusion in one.by.conclusions
    lemma = LEMMAS[one.by]
    if weak and not (lemma.finiteness and speaks_of_all(conclusion, one.parts)):
        return False
    return lemma.accepts(conclusion, premises, one.parts, almost)


def speaks_of_all(c: Atom, parts: tuple[Poly, ...]) -> bool:
    """Whether parts are defined wherever the body of a condition is, since none of their terms cancels."""
    framed = framed_integrable(c)
    kept = {m for m, _ in framed.body.terms} if framed is not None else set()
    return all(m in kept for part in parts for m, _ in part.terms)
