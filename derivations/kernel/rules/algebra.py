"""Rules of the ring, and of notation."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from functools import cache

from ...language.relation import Relation
from ..forms.binders import Atom, Poly, as_poly, mul, power, scale, sub
from ..forms.expansions import cancelled, nonzero, positive
from ..forms.nodes import Conditions, Form
from ..forms.polynomials import degree
from ..forms.visiting import changes_only
from ..logic.rewriting import rewrite, with_parts
from ..schemas.schema import Schema
from ..schemas.using import rewriting
from ..special.division import multiplied_by, without_denominator
from ..special.residues import surely_not_zero
from .rule import both_quantities, both_statements, rule
from .stated import stated

MOST_DENOMINATORS = 20  # that are multiplied out


@changes_only("inv")
def visit_cancel(a: Atom) -> tuple[Poly, Conditions]:
    """An atom with u·(1/u) cancelled in its arguments, and the conditions u ≠ 0."""
    form, found = with_parts(a, cancelled)
    return as_poly(form), found


@cache
def cancel_deeply(p: Poly) -> tuple[Poly, Conditions]:
    """A polynomial with u·(1/u) cancelled everywhere, in the arguments of its atoms, too, and the conditions u ≠ 0."""
    p, found = rewrite(p, visit_cancel)
    p, more = cancelled(p)
    return p, (*found, *more)


def vanishes(d: Poly) -> Conditions | None:
    """The conditions under which a rational form is zero; None where multiplying out its denominators, one after the
    other, does not show that it is."""
    if surely_not_zero(rewrite(d, visit_cancel)[0]):
        return None
    d, conditions = cancel_deeply(d)
    for _ in range(MOST_DENOMINATORS):
        if not d.terms:
            return conditions
        multiplied = without_denominator(d)
        if multiplied is None:
            return None
        d, _, _, more = multiplied
        conditions = (*conditions, *more)
    return None


@rule("whether a rational function is zero is decided by multiplying out",
      source="the axioms of a field")
def algebra(left: Form, right: Form, relation: Relation) -> Conditions | None:
    """Ring identities, quotients included.

        a = b   where a − b is zero as a rational function of its atoms; no cancelled factor may be zero.

    A statement is the same one where each of its quantities is, for the same reason.

    >>> accepts(algebra, "q(z) * (p(x, z)/q(z))", "p(x, z)")
    ['implies(p(x, z) > 0, q(z) > 0)']
    >>> refuses(algebra, "q(z) * (p(x, z)/q(z))", "p(x, z)/q(z)")
    True
    """
    return vanishes(sub(left, right)) if both_quantities(left, right) else () if left is right else None


def _same_line(left: Form, right: Form, relation: Relation) -> Conditions | None:
    return () if left is right else None


definition = stated("definition", """The meanings of the words: 𝔼 over a density and KL as integrals, a normalised law as a quotient, a name as its body, stop(u) as a fixed u.

    𝔼_q[f] = ∫ q f,   KL(a ‖ b) = ∫ a log(a / b),   (proportional to g)(z) = g(z) / ∫ g

>>> accepts(definition, "KL[z](q(z), p(z | x))", "E[q(z)](log(q(z)/p(z | x)))")
[]
>>> refuses(definition, "KL[z](q(z), p(z | x))", "E[p(z | x)](log(q(z)/p(z | x)))")
True
""",
    Schema("E[p(z)](f(z)) == integral[z](p(z)*f(z))", everywhere=True),
    Schema("KL[z](d(z), e(z)) == integral[z](d(z)*log(d(z)/e(z)))", everywhere=True),
    Schema("proportional[v](d(v))(z) == d(z)/integral[v](d(v))", everywhere=True),
    source="definitions",
    besides=_same_line,
    why="that an abbreviation means its body, and stop(u) a fixed u, is no statement: the reader has put it in")

visit_definitions = rewriting(definition.statements)  # it turns expectations and divergences into integrals


def gap(statement: Atom) -> Poly | None:
    """b − a of a statement a = b or a ≤ b; None of any other."""
    return sub(statement.args[1], statement.args[0]) if statement.head in ("eq", "le") else None


def _same_up_to_a_number(p: Poly, q: Poly) -> bool:
    """Whether q is p times a number that is not zero."""
    ratio = Fraction(q.terms[0][1]) / Fraction(dict(p.terms).get(q.terms[0][0], 0) or 1)
    return scale(p, ratio) is q


def _scaled(d: Poly, ordered: bool) -> Iterator[tuple[Poly, Conditions]]:
    """A form, then times each of its denominators u, and times the power of u that removes u, with what makes that
    factor positive where the order has to stay, and not zero otherwise."""
    yield d, ()
    for inv in dict.fromkeys(a for m, _ in d.terms for a, _e in m if a.head == "inv"):
        u, = inv.args
        sign = positive(u) if ordered else nonzero(u)  # the first says more
        once, conditions = cancelled(mul(d, u))
        yield once, (sign, *(c for c in conditions if c is not nonzero(u)))
        removed, _, n, (not_zero, *more) = multiplied_by(inv, d)
        yield removed, (sign if n % 2 else not_zero, *more)


@rule("the factor between two comparisons is found by dividing",
      source="the axioms of an ordered field")
def rearrange(left: Form, right: Form, relation: Relation) -> Conditions | None:
    """The same comparison, with terms moved to the other side, with both sides scaled, or with a power of the difference.

        a ≤ b ⇔ c ≤ d   where d − c is b − a times a positive number, or times a positive number and u > 0
        a = b ⇔ c = d   where d − c is b − a times a number that is not zero, or times such a number and u ≠ 0
        a = b ⇔ c = d   where d − c is a power of b − a, up to the fourth, times a number that is not zero

    u is a denominator of b − a or of d − c, or its power in there; for ≤ it has to be positive, and an even power is.

    >>> accepts(rearrange, "log(p(x)) <= log(q(z))", "log(p(x)) - log(q(z)) <= 0", "⇔")
    []
    >>> refuses(rearrange, "log(p(x)) <= log(q(z))", "log(q(z)) - log(p(x)) <= 0", "⇔")
    True
    """
    if not both_statements(left, right) or left.head != right.head:
        return None
    a, b = gap(left), gap(right)
    if a is None or b is None or left is right or not a.terms or not b.terms:
        return None
    for first, second in ((a, b), (b, a)):
        if left.head == "eq" and any(_same_up_to_a_number(power(first, n), second) for n in (2, 3, 4)
                                     if degree(second) == n * degree(first)):
            return ()
        for scaled, found in _scaled(first, left.head == "le"):
            ratio = Fraction(second.terms[0][1]) / Fraction(dict(scaled.terms).get(second.terms[0][0], 0) or 1)
            if scale(scaled, ratio) is second and (ratio > 0 or left.head == "eq"):
                return found
    return None
