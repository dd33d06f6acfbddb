"""Lemmas about signs and guards: by which quantities are positive or not zero, and where a density is positive.

Each lists the ways to a conclusion, each way the premises that it needs.  That a quantity is positive says that it is
so wherever it is defined.
"""

from __future__ import annotations

from collections import Counter
from functools import cache
from itertools import combinations
from typing import NamedTuple

from ..forms.binders import (
    Atom,
    Poly,
    add,
    atom,
    atoms_in,
    const,
    equality,
    law_atom,
    lift,
    on_diagonal,
    open_fresh,
    poly,
    replace,
    scale,
    space_of,
)
from ..forms.expansions import nonnegative, nonzero, positive
from ..forms.nodes import Coefficient, Conditions, Variables, Weights, parts_in
from ..logic.conditions import above_a_number, always, close
from ..logic.defined import defined
from ..special.descent import descending
from ..special.division import root
from ..special.numbers import certainly_positive

MOST_FACTORS = 5  # of a product: which of them are negative is tried for up to five
ZERO = const(0)


class Signed(NamedTuple):
    """The parts of a condition u > 0 or u ≠ 0 for almost all variables at which the guards are positive."""

    variables: Variables
    guards: Weights
    kind: str
    quantity: Poly

    def of(self, *conditions: Atom) -> Conditions:
        """Other conditions for the same values of the variables."""
        return close(self.variables, self.guards, conditions)


def signed(c: Atom) -> Signed | None:
    """The parts of a condition about a sign; None of any other."""
    variables, guards = (), ()
    if c.head == "always":
        variables, (guards, c) = open_fresh(c)
    return Signed(variables, guards, c.head, c.args[0]) if c.head in ("gt", "ne") else None


@cache
def signs(c: Atom) -> tuple[Conditions, ...]:
    """A quantity that is positive, or negative, is not zero; one that is never negative is positive if not zero."""
    found = signed(c)
    if found is None:
        return ()
    u = found.quantity
    if found.kind == "gt":
        return (found.of(nonzero(u)),) if nonnegative(u) and len(u.terms) > 1 else ()
    return tuple(found.of(one) for one in (positive(u), positive(scale(u, -1)), nonzero(scale(u, -1))))


@cache
def descent_to(c: Atom) -> tuple[Conditions, ...]:
    """A quantity is positive, by descent, wherever its argument is."""
    found = signed(c)
    if found is None or found.kind != "gt":
        return ()
    a = descending(found.quantity)
    return () if a is None else (found.of(positive(a)),)


@cache
def positive_numbers(c: Atom) -> tuple[Conditions, ...]:
    """A quantity is positive if it is so with exp(log a) in the place of some positive numbers a.

    Only what is never negative by its form, once these numbers are, is worth asking for.
    """
    found = signed(c)
    if found is None or found.kind != "gt" or len(found.quantity.terms) < 2 or nonnegative(found.quantity):
        return ()
    numbers = [a for a in _numbers_in(found.quantity) if not nonnegative(a)]
    for size in range(1, len(numbers) + 1) if len(numbers) <= MOST_FACTORS else ():
        ways = []
        for chosen in combinations(numbers, size):
            written = replace(found.quantity, {a: lift(atom("exp", lift(atom("log", lift(a))))) for a in chosen})
            if nonnegative(written):
                ways.append(found.of(*(positive(lift(a)) for a in chosen), positive(written)))
        if ways:
            return tuple(ways)
    return ()


def _numbers_in(u: Poly) -> list[Atom]:
    """The numbers that are factors of the terms of a quantity, or that such a factor divides by, unless they are points
    of laws or of functions, too: no other quantity stands in such a place."""
    factors = (f.args[0].atom_alone() if f.head == "inv" else f for mono, _ in u.terms for f, _ in mono)
    points = {v for a in atoms_in(u) if a.head != "param" for v in parts_in(a.args)}
    return list(dict.fromkeys(f for f in factors if f is not None and f.head == "var" and f not in points))


@cache
def certain(c: Atom) -> tuple[Conditions, ...]:
    """A number is positive, or not zero, where a ball around it is."""
    found = signed(c)
    if found is None or found.quantity.free:
        return ()
    turned = (scale(found.quantity, -1),) if found.kind == "ne" else ()
    return ((),) if any(map(certainly_positive, (found.quantity, *turned))) else ()


@cache
def products(c: Atom) -> tuple[Conditions, ...]:
    """A product is not zero if no factor is, and positive if an even number of its factors is negative.  The factors of
    a sum are those that all of its terms share, and the rest."""
    found = signed(c)
    if found is None or not found.quantity.terms:
        return ()
    powers, coefficient = _factors(found.quantity)
    if found.kind == "ne":
        ways = [tuple(nonzero(u) for u in powers)]
        if (half := root(found.quantity)) is not None:  # a square that is typed as one
            ways.append((nonzero(half),))
    else:
        turning = [u for u, e in powers.items() if e % 2 and not nonnegative(u)]
        others = [positive(u) if nonnegative(u) else nonzero(u) for u in powers if u not in turning]
        ways = []
        for size in range(int(coefficient < 0), len(turning) + 1, 2) if len(turning) <= MOST_FACTORS else ():
            for negative in combinations(turning, size):
                ways.append((*others, *(positive(scale(u, -1) if u in negative else u) for u in turning)))
    return tuple(found.of(*way) for way in ways if c not in found.of(*way))


def _factors(u: Poly) -> tuple[Counter[Poly], Coefficient]:
    """The factors of a quantity, with their powers, and the number before them: those that all of its terms share, and
    the rest.  u and 1/u are one factor, since they change their signs together."""
    shared = Counter(dict(u.terms[0][0]))
    for mono, _ in u.terms[1:]:
        shared &= Counter(dict(mono))
    rest = poly({tuple((a, e - shared[a]) for a, e in mono if e > shared[a]): c for mono, c in u.terms})
    powers: Counter[Poly] = Counter({} if rest.is_number else {rest: 1})
    for a, e in shared.items():
        powers[a.args[0] if a.head == "inv" else lift(a)] += e
    return powers, rest.number if rest.is_number else 1


def exceeds(c: Atom, premises: frozenset[Atom], parts: tuple[Poly, ...]) -> bool:
    """Whether u > 0, since u is a sum of parts that premises call positive, or not negative, and of a rest that is not
    negative by its form; one of them has to be positive.

    The parts and the rest have to be defined: a term of theirs that cancels in u may not be.
    """
    found = signed(c)
    if found is None or found.kind != "gt" or not parts:
        return False
    rest = add(found.quantity, *(scale(part, -1) for part in parts))
    strict = [premises.issuperset(found.of(positive(part))) for part in parts]
    held = all(sure or any(premises.issuperset(found.of(one)) for one in at_least_zero(part))
               for sure, part in zip(strict, parts))
    enough = any(strict) or above_a_number(rest)
    whole = [d for part in (*parts, rest) for d in defined(part)]
    return held and enough and nonnegative(rest) and premises.issuperset(found.of(*whole))


def at_least_zero(u: Poly) -> tuple[Atom, ...]:
    """The usual ways to write u ≥ 0."""
    number = poly({m: c for m, c in u.terms if not m})
    less = poly({m: -c for m, c in u.terms if c < 0})
    moving = add(u, scale(number, -1))
    pairs = ((ZERO, u), (scale(u, -1), ZERO), (scale(number, -1), moving), (scale(moving, -1), number),
             (less, add(u, less)))
    return tuple(dict.fromkeys(atom("le", a, b) for a, b in pairs))


@cache
def contrapositions(c: Atom) -> tuple[Conditions, ...]:
    """What holds where a density is positive, holds where it is not zero; and where it does not, the density is zero.

    The density has to be defined, which a premise that only ends in it does not say.
    """
    found = signed(c)
    if found is None:
        return ()
    u, ways = found.quantity, []
    holding = [positive(u), nonzero(u)] if nonnegative(u) else [positive(u) if found.kind == "gt" else nonzero(u)]
    failing = [atom("le", u, ZERO)]*(found.kind == "gt" or nonnegative(u)) + (
        [equality(u, ZERO)]*(found.kind == "ne" or nonnegative(u)))
    for guard in found.guards:
        if guard.head in ("law", "norm"):
            w, others = lift(guard), tuple(other for other in found.guards if other is not guard)
            said = [atom("implies", nonzero(w), one) for one in holding]
            said += [atom("implies", one, none) for one in failing for none in (equality(w, ZERO), atom("le", w, ZERO))]
            sure = close(found.variables, others, (*guard.kind.parts_defined(guard), *guard.kind.asked(guard)))
            ways += [(*always(found.variables, others, one), *sure) for one in said]
    return tuple(ways)


@cache
def conditional_guards(c: Atom) -> tuple[Conditions, ...]:
    """Almost everywhere a joint density is positive only where the conditional one is; and where that one is defined
    and positive, the joint one is."""
    if c.head != "always":
        return ()
    variables, (weights, inner) = open_fresh(c)
    ways = []
    for guard in weights:
        if guard.head != "law" or on_diagonal(guard):
            continue
        others = tuple(w for w in weights if w is not guard)
        law, outs, givens = guard.args
        for size in range(1, len(outs)):
            for inside in combinations(outs, size):
                if set(inside) <= set(variables):
                    ahead = tuple(o for o in outs if o not in inside)
                    parts = law_atom(law, inside, (*ahead, *givens)), law_atom(law, ahead, givens)
                    ways += [always(variables, (*others, *parts[:n]), inner) for n in (1, 2)]
        for size in range(1, len(givens) + 1):
            for moved in combinations([g for g in givens if space_of(g) not in law.given], size):
                left = tuple(g for g in givens if g not in moved)
                joint, margin = law_atom(law, (*outs, *moved), left), law_atom(law, moved, left)
                ways.append((*always(variables, (*others, joint), inner),
                             *close(variables, others, [positive(lift(margin))])))
    return tuple(ways)
