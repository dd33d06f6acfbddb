"""The lemma by which a comparison follows from others: they are multiplied with quantities of known sign, and added."""

from __future__ import annotations

from collections.abc import Iterator

from ..forms.binders import Atom, Poly, Refused, atom, equality, mul, open_fresh, replace, scale, sub
from ..forms.expansions import nonnegative
from ..forms.nodes import Variables
from ..logic.defined import defined, definedness
from ..logic.placing import ways_to_stand
from .signs import Signed


def comparison(c: Atom) -> Signed | None:
    """The parts of a condition a = b or a ≤ b, with b − a for its quantity, or of u > 0, which says 0 ≤ u; None of any
    other."""
    variables, guards = (), ()
    if c.head == "always":
        variables, (guards, c) = open_fresh(c)
    if c.head not in ("eq", "le", "gt"):
        return None
    return Signed(variables, guards, c.head, c.args[0] if c.head == "gt" else sub(c.args[1], c.args[0]))


def gaps(found: Signed, c: Atom) -> Iterator[tuple[str, Poly]]:
    """What a known comparison about the same points says of a difference, its variables named as in the one wanted."""
    variables: Variables = ()
    inner = c
    if c.head == "always":
        variables, (_, inner) = open_fresh(c)
    if inner.head not in ("eq", "le", "gt") or len(variables) != len(found.variables):
        return
    for names in ways_to_stand(variables, found.variables) if variables else ({},):
        sides = tuple(replace(u, names) for u in inner.args)
        try:  # the sides of an equation have no order; those of an inequality have, also where its points change places
            if found.of(equality(*sides) if inner.head == "eq" else atom(inner.head, *sides)) != (c,):
                continue
        except Refused:
            continue
        yield inner.head, sides[0] if inner.head == "gt" else sub(sides[1], sides[0])


def compared(c: Atom, premises: frozenset[Atom], parts: tuple[Poly, ...]) -> bool:
    """Whether a comparison follows from premises: b − a is the sum of some of their differences, each with a factor,
    and, for a ≤ b, of a rest that is not negative by its form.

    `parts` are the factors and the differences in turn.  A factor has to be defined, and, before an inequality, not
    negative by its form; so have the sides of the conclusion.
    """
    found = comparison(c)
    if found is None or found.kind == "gt" or len(parts) % 2:
        return False
    said = [one for p in premises for one in gaps(found, p)]
    rest = found.quantity
    for factor, gap in zip(parts[::2], parts[1::2]):
        equal = ("eq", gap) in said or ("eq", scale(gap, -1)) in said
        least = nonnegative(factor) and (("le", gap) in said or ("gt", gap) in said)
        if not (equal or (least and found.kind == "le")):
            return False
        rest = sub(rest, mul(factor, gap))
    if rest.terms and not (found.kind == "le" and nonnegative(rest)):
        return False
    asked = [*definedness(c), *found.of(*(d for factor in parts[::2] for d in defined(factor)), *defined(rest))]
    return premises.issuperset(asked)
