"""Expansions that conditions and rules share: logarithms of products, conditional densities as quotients, constants and
factors before a supremum; and the signs that a form shows."""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction
from functools import cache

from sympy import factorint

from ...language.declarations import Law
from .binders import (
    Atom,
    Poly,
    add,
    atom,
    atoms_in,
    bind,
    const,
    inverse,
    law_atom,
    lift,
    mul,
    open_fresh,
    poly,
    power,
    reshape,
    scale,
    space_of,
)
from .derivatives import carried_out, first_of_a_density
from .nodes import Conditions, Form, Monomial, Part
from .polynomials import ends
from .squares import never_negative
from .times import at_least_one
from .visiting import changes_only

LARGEST_PRIME = 1 << 16  # by which numbers are divided in a factorisation


def positive(p: Poly) -> Atom:
    """p > 0."""
    return atom("gt", p)


def nonzero(p: Poly) -> Atom:
    """p ≠ 0."""
    return atom("ne", p)


def nonnegative(term: Form) -> bool:
    """Whether the form shows that the value is at least zero wherever it is defined."""
    return never_negative(term) if isinstance(term, Poly) else term.kind.nonnegative(term)


def may_be_none(v: Atom) -> bool:
    """Whether a variable is an index of which there may be no value: that of a sum which may be empty."""
    if v.head != "var" or not isinstance(v.args[0], tuple):
        return False
    first, last = ends(v)
    return not at_least_one(add(last, scale(first, -1), const(1)))


def log_of(u: Poly) -> tuple[Poly, Conditions]:
    """log u as a sum of logarithms where u is a single term, with the positive factors that the split needs; log(−f g)
    as log(−f) + log g, where f alone may be negative."""
    if len(u.terms) != 1:
        return lift(atom("log", u)), ()
    (mono, coeff), = u.terms
    turned = _turned(mono) if coeff < 0 else None
    if coeff < 0 and turned is None:
        return lift(atom("log", u)), ()
    total = [log_of_number(abs(Fraction(coeff)))]
    alone = len(mono) == 1 and mono[0][1] == 1 and abs(coeff) == 1
    conditions = []
    for a, e in mono:
        sign = -1 if a is turned else 1
        if a.head == "exp":
            total.append(scale(a.args[0], e))
        elif a.head == "product":
            (k,), (first, last, body) = open_fresh(a)
            inner, more = log_of(body)
            total.append(scale(lift(bind("total", (k,), first, last, inner)), e))
            conditions += [bind("always", (k,), (), c) for c in (positive(body), *more)]
        elif a.head == "inv":
            base = scale(a.args[0], sign)
            inner, more = log_of(base)
            total.append(scale(inner, -e))
            conditions += [positive(base), *more]
        else:
            base = scale(lift(a), sign)
            total.append(scale(lift(atom("log", base)), e))
            if not alone:
                conditions.append(positive(base))
    return add(*total), tuple(conditions)


def _turned(mono: Monomial) -> Atom | None:
    """The one factor of a product that may be negative, if its power is odd: −f³ g is (−f)³ g."""
    unsure = [(a, e) for a, e in mono if not nonnegative(a)]
    return unsure[0][0] if len(unsure) == 1 and unsure[0][1] % 2 else None


@cache  # the same numbers stand before many factors
def log_of_number(value: Fraction) -> Poly:
    """The logarithm of a positive rational, as a sum of logarithms of primes.  Large ones stay together, since
    to take them apart may have no end."""
    over, under = (factorint(n, limit=LARGEST_PRIME, use_rho=False, use_pm1=False, use_ecm=False).items()
                   for n in (value.numerator, value.denominator))
    primes = [*over, *((b, -e) for b, e in under)]
    return add(*(scale(lift(atom("log", const(b))), e) for b, e in primes))


def exp_of(u: Poly) -> tuple[Poly, Conditions]:
    """exp of a sum as a product, where exp(n log a) = a^n for whole n and a > 0, which is then a condition."""
    factors, conditions = [], []
    for mono, coeff in u.terms:
        a = mono[0][0] if len(mono) == 1 and mono[0][1] == 1 else None
        if a is not None and a.head == "log" and Fraction(coeff).denominator == 1:
            base = a.args[0]
            factors.append(power(base if coeff > 0 else inverse(base), abs(int(coeff))))
            conditions.append(positive(base))
        else:
            factors.append(lift(atom("exp", poly({mono: coeff}))))
    return mul(*factors), tuple(conditions)


def exponent_of(a: Atom) -> Poly | None:
    """u, where an atom is exp(u), and −u, where it is 1/exp(u); None of any other atom."""
    base = a.args[0].atom_alone() if a.head == "inv" else a
    if base is None or base.head != "exp":
        return None
    return base.args[0] if base is a else scale(base.args[0], -1)


def has_exponential(part: Part) -> bool:
    """Whether an exponential is a factor in a quantity."""
    return isinstance(part, Poly) and any(exponent_of(a) is not None for m, _ in part.terms for a, _e in m)


def exponentials_joined(p: Poly) -> tuple[Poly, Conditions]:
    """Every product with one exponential of each term: exp(u) exp(v − 2u) as exp(−u) exp(v), and exp(u)/exp(u) as 1."""
    if not has_exponential(p):
        return p, ()
    pieces, conditions = [], []
    for mono, coeff in p.terms:
        exponents = [(exponent_of(a), a, e) for a, e in mono]
        rest = poly({tuple((a, e) for u, a, e in exponents if u is None): coeff})
        made, more = exp_of(add(*(scale(u, e) for u, _, e in exponents if u is not None)))
        pieces.append(mul(rest, made))
        conditions += more
    return add(*pieces), tuple(conditions)


@changes_only("log", "exp")
def visit_logarithms(a: Atom) -> tuple[Poly, Conditions]:
    """A logarithm of a product as a sum, and an exponential of a sum as a product."""
    if a.head == "log":
        return log_of(a.args[0])
    if a.head == "exp":
        return exp_of(a.args[0])
    return lift(a), ()


@changes_only("sup", "inf")
def visit_extremum(a: Atom) -> tuple[Poly, Conditions]:
    """A supremum or an infimum with constant terms and one rational factor before it; a negative factor turns one into
    the other."""
    if a.head not in ("sup", "inf"):
        return lift(a), ()
    variables, (subset, body) = open_fresh(a)
    still = {m: c for m, c in body.terms if all(f.free.isdisjoint(variables) for f, _ in m)}
    moving = {m: c for m, c in body.terms if m not in still}
    if not moving:
        return body, ()
    factor = next(iter(poly(moving).terms))[1]
    head = a.head if factor > 0 else {"sup": "inf", "inf": "sup"}[a.head]
    inner = lift(bind(head, variables, subset, scale(poly(moving), Fraction(1) / factor)))
    return add(poly(still), scale(inner, factor)), ()


def joint_of(a: Atom) -> tuple[Atom, Atom | None]:
    """p(a | b) as the pair p(a, b), p(b).  For a density that is no conditional one, the second is None."""
    law, outs, givens = a.args
    extra = tuple(g for g in givens if space_of(g) not in law.given)
    if not extra:
        return a, None
    base = tuple(g for g in givens if space_of(g) in law.given)
    return law_atom(law, outs + extra, base), law_atom(law, extra, base)


@changes_only("law")
def visit_conditionals(a: Atom) -> tuple[Poly, Conditions]:
    """A conditional density as the joint density divided by the marginal one."""
    if a.head == "law":
        joint, margin = joint_of(a)
        if margin is not None:
            return mul(lift(joint), inverse(lift(margin))), ()
    return lift(a), ()


def factors_of(a: Atom) -> tuple[Atom, ...]:
    """The factors of a density of a law that was named from a product, and in turn the factors of these; the density
    alone where no product says it."""
    law, outs, givens = a.args
    if not law.product:
        return (a,)
    place = {space_of(p): p for p in (*outs, *givens)}
    whole = _margin_of(law, {space_of(o) for o in outs} | (set(place) - set(law.given)))
    known = _margin_of(law, {space_of(g) for g in givens} - set(law.given))
    if whole is None or known is None or not set(known) <= set(whole):
        return (a,)
    left = [pair for pair in whole if pair not in known]
    factors = (law_atom(one, [place[s] for s in spaces], [place[s] for s in one.given]) for one, spaces in left)
    return tuple(inner for factor in factors for inner in factors_of(factor))


def _margin_of(law: Law, wanted: set[str]) -> list[tuple[Law, tuple[str, ...]]] | None:
    """The factors that are left where all coordinates but the wanted ones are integrated out, each as a law and the
    outcomes that are kept; None where a coordinate that goes is given to a factor that stays."""
    kept: list[tuple[Law, tuple[str, ...]]] = []
    needed = set(wanted)
    for factor in reversed(law.product):
        one = factor.law
        spaces = tuple(s for s in one.spaces if s in needed)
        if spaces:
            kept.append((one, spaces))
            needed |= set(one.given)
    return kept[::-1] if needed <= wanted | set(law.given) else None


@changes_only("law")
def visit_independence(a: Atom) -> tuple[Poly, Conditions]:
    """The density of a law with independent coordinates as the product of their densities, that of a law named from a
    product as the product of its factors."""
    if a.head == "law" and a.args[0].product:
        return mul(*(lift(f) if f is a else visit_independence(f)[0] for f in factors_of(a))), ()
    if a.head == "law" and a.args[0].independent:
        law, outs, givens = a.args
        base = tuple(g for g in givens if space_of(g) in law.given)
        return mul(*(lift(law_atom(law, (out,), base)) for out in outs)), ()
    return lift(a), ()


@changes_only("log", "exp")
@cache
def visit_sure_logarithms(a: Atom) -> tuple[Poly, Conditions]:
    """Splits a logarithm only where that needs no condition: if all factors but one are visibly not negative, they are
    positive because their product is.  Of a product over time, which factors are negative is not visible."""
    if a.head == "log" and len(a.args[0].terms) == 1:
        (mono, _coeff), = a.args[0].terms
        unsure = [e for f, e in mono if not nonnegative(f)]
        if len(unsure) > 1 or any(e > 1 for e in unsure) or any(f.head == "product" for f in atoms_in(a)):
            return lift(a), ()
    return visit_logarithms(a)


def expanded(p: Poly, never_zero: Callable[[Poly], bool]) -> Poly:
    """The form in which two integrands are compared: derivatives carried out, joint densities, logarithms of single
    factors, and what is never zero cancelled."""
    p = carried_out(p)
    for visit in (visit_conditionals, visit_independence, visit_sure_logarithms):
        p = reshape(p, visit)
    p, _ = exponentials_joined(p)
    return cancelled(p, never_zero)[0]


def cancelled(p: Poly, may: Callable[[Poly], bool] | None = None) -> tuple[Poly, Conditions]:
    """Cancel a·(1/a) in every term, where `may` allows it for a; the conditions are a ≠ 0.

    Beside its own first derivative a density is cancelled without a condition: where it is zero, so are both sides.
    """
    if not any(a.head == "inv" for mono, _ in p.terms for a, _e in mono):
        return p, ()
    total, conditions = {}, []
    for mono, coeff in p.terms:
        powers = dict(mono)
        guards = [first_of_a_density(a) for a, _e in mono]
        for a, _e in mono:
            base = a.args[0].atom_alone() if a.head == "inv" else None
            if base is not None and base in powers and (may is None or base in guards or may(lift(base))):
                common = min(powers[base], powers[a])
                powers[base] -= common
                powers[a] -= common
                conditions += [] if base in guards else [nonzero(lift(base))]
        rest = tuple((a, e) for a, e in powers.items() if e)
        total[rest] = total.get(rest, 0) + coeff
    return poly(total), tuple(dict.fromkeys(conditions))
