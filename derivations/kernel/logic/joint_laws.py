"""Laws that are drawn one after the other, and the joint law that is drawn at once."""

from __future__ import annotations

from ..forms.binders import Atom, law_atom, space_of
from ..forms.expansions import factors_of
from ..forms.nodes import Weights


def joined_laws(weights: Weights) -> Weights:
    """The weights with a joint law in the place of each marginal and conditional law of one declared law, and with its
    factors in the place of a law that was named from a product."""
    left = [factor for w in weights for factor in (factors_of(w) if w.head == "law" else (w,))]
    pair = _pair(left)
    while pair is not None:
        left = [w for w in left if w not in pair] + [_joint(*pair)]
        pair = _pair(left)
    return tuple(left)


def _pair(weights: list[Atom]) -> tuple[Atom, Atom] | None:
    """A law and one of the same declared law that is given just its outcomes and all that it is given itself."""
    laws = [w for w in weights if w.head == "law"]
    return next(((a, b) for a in laws for b in laws if a is not b and a.args[0] == b.args[0]
                 and _together(a, b)), None)


def _together(a: Atom, b: Atom) -> bool:
    law, outs, givens = a.args
    _, more, conditions = b.args
    if set(map(space_of, outs)) & set(map(space_of, more)):
        return False  # two draws of one coordinate are no joint law
    if law.independent and set(conditions) == set(givens):
        return True
    return len(conditions) == len(outs) + len(givens) and set(conditions) == {*outs, *givens}


def _joint(a: Atom, b: Atom) -> Atom:
    law, outs, givens = a.args
    return law_atom(law, (*outs, *b.args[1]), givens)
