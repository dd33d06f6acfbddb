"""Laws that are drawn one after the other, and the joint law that is drawn at once."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import combinations

from ...language.declarations import Law
from ..forms.binders import Atom, atoms_in, fresh, law_atom, space_of, var
from ..forms.expansions import factors_of
from ..forms.nodes import Form, Variables, Weights

MOST_COORDINATES = 3  # of a joint law that is drawn one coordinate after the other


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


def with_whole_products(variables: Variables, weights: Weights, body: Form) -> tuple[Variables, Weights]:
    """The same with all coordinates drawn of a law that was named from a product, where its factors say no more of a
    marginal of it than that."""
    added, whole = list(variables), []
    for w in weights:
        law, outs, givens = w.args if w.head == "law" else (None, (), ())
        plain = law is not None and {space_of(g) for g in givens} == set(law.given)
        if plain and law.product and factors_of(w) == (w,):
            missing = [space for space in law.spaces if space not in {space_of(o) for o in outs}]
            more = fresh(tuple(var(space, space) for space in missing), (*added, *weights, body))
            added += more
            w = law_atom(law, (*outs, *more), givens)
        whole.append(w)
    return tuple(added), tuple(whole)


def conditionals_in(factors: list[Atom]) -> list[Atom]:
    """Factors in which p(x, z)·(1/p(z)) has become p(x | z)."""
    left = list(factors)
    for inverse in (a for a in factors if a.head == "inv"):
        margin = inverse.args[0].atom_alone()
        joint = next((a for a in left if margin is not None and _is_margin(margin, a)), None)
        if margin is not None and joint is not None:
            law, outs, givens = joint.args
            left.remove(inverse)  # one of them: the same factor may stand there twice
            left.remove(joint)
            left.append(law_atom(law, [o for o in outs if o not in margin.args[1]], (*margin.args[1], *givens)))
    return left


def _is_margin(a: Atom, joint: Atom) -> bool:
    """Whether one density is a marginal of another."""
    return a.head == joint.head == "law" and a.args[0] == joint.args[0] and a.args[2] == joint.args[2] and (
        set(a.args[1]) < set(joint.args[1]))


def one_after_the_other(weights: Weights) -> Iterator[Weights]:
    """The weights as they are, and with a marginal and a conditional law in the place of one joint law."""
    yield weights
    for position, w in enumerate(weights):
        law, outs, givens = w.args if w.head == "law" else (None, (), ())
        for size in range(1, len(outs)) if len(outs) <= MOST_COORDINATES else ():
            for first in combinations(outs, size):
                rest = tuple(o for o in outs if o not in first)
                behind = givens if law.independent else (*givens, *first)
                pair = (law_atom(law, first, givens), law_atom(law, rest, behind))
                yield (*weights[:position], *pair, *weights[position + 1:])


def drawn_from(law: Law) -> Iterator[Law]:
    """The laws of the factors of a law that was named from a product, and those from which these are drawn in turn."""
    for factor in law.product:
        yield factor.law
        yield from drawn_from(factor.law)


def spoken_of(forms: Sequence[Form]) -> tuple[set[Law], set[str], set[Atom]]:
    """The laws of some forms, the spaces of their points, bound ones too, and their free variables."""
    found = list(atoms_in(*forms))
    laws = {a.args[0] for a in found if a.head == "law"}
    spaces = {a.args[0] for a in found if a.head == "var" and isinstance(a.args[0], str)}
    return laws, spaces - {"count", "real"}, {v for form in forms for v in form.free}
