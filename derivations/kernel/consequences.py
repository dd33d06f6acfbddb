"""Which conditions follow from which, and the few from which all that a proof leaned on follow.

What a proof has to be given is computed: the conditions of all lines and steps, less what follows from the others.
"""

from __future__ import annotations

from functools import cache
from itertools import combinations
from math import gcd

from .conditions import always, close, integrable, shadowed
from .core import Atom, Poly, atom, bind, law_atom, lift, open_fresh, outcomes, poly, power
from .normal import nonnegative, nonzero, positive


@cache
def consequences(c: Atom) -> frozenset[Atom]:
    """A condition with what follows from it alone: what Fubini's theorem says of inner means, that the arguments of
    integrable logarithms are positive, and that a marginal is positive where a joint density is."""
    known = {c, *_repeated(c)}
    for step in (_arguments, _marginals, _powers):
        known |= {d for k in known for d in step(k)}
    return frozenset(known)


def _repeated(c: Atom) -> tuple[Atom, ...]:
    """What Fubini's theorem says of a jointly integrable body: inner means exist almost surely and are integrable."""
    if c.head != "integrable":
        return ()
    _, (weights, body) = open_fresh(c)
    found = []
    for size in range(1, len(weights)):
        for outer in combinations(weights, size):
            inner = tuple(w for w in weights if w not in outer)
            held = tuple(v for w in outer for v in outcomes(w))
            rest = tuple(v for w in inner for v in outcomes(w))
            if any(set(rest) & w.free for w in outer):
                continue
            found += close(held, outer, integrable(rest, inner, body))
            found += integrable(held, outer, lift(bind("E", rest, inner, body)))
    return tuple(found)


def _arguments(c: Atom) -> tuple[Atom, ...]:
    if c.head == "always":
        variables, (weights, inner) = open_fresh(c)
        return close(variables, weights, _arguments(inner))
    if c.head != "integrable":
        return ()
    variables, (weights, body) = open_fresh(c)
    found = [a for m, _ in body.terms for a, _e in m if a.head == "log"]
    alone = [m[0][0] for m, _ in body.terms if len(m) == 1 and m[0][1] == 1]  # beside a factor, it may be zero times it
    return tuple(d for a in alone if found.count(a) == 1 for d in always(variables, weights, positive(a.args[0])))


def _powers(c: Atom) -> tuple[Atom, ...]:
    """Under one law, Σ aⱼ gʲ (j ≤ n, aₙ ≠ 0) is integrable only if gⁿ is, and then so is every lower power."""
    if c.head != "integrable":
        return ()
    variables, (weights, body) = open_fresh(c)
    if len(weights) != 1:
        return ()
    parts = [constant_and_rest(m, variables) for m, _ in body.terms]
    size, top = max(((gcd(*(e for _, e in rest)), (outer, rest)) for outer, rest in parts), key=lambda s: s[0])
    base = tuple((a, e // size) for a, e in top[1]) if size else ()
    powers = {tuple((a, e * j) for a, e in base): j for j in range(1, size + 1)}
    if not all(a.head == "inv" for a, _ in top[0]) or [rest for _, rest in parts].count(top[1]) > 1 or any(
            rest and rest not in powers for _, rest in parts):
        return ()
    return tuple(d for power in powers for d in integrable(variables, weights, poly({power: 1})))


def constant_and_rest(mono, variables) -> tuple[tuple, tuple]:
    """The factors of a term that do not depend on the variables, and those that do."""
    outer = tuple((a, e) for a, e in mono if a.free.isdisjoint(variables))
    return outer, tuple(f for f in mono if f not in outer)


def _marginals(c: Atom) -> tuple[Atom, ...]:
    """p(x) > 0, since p(x, z) > 0 for almost every z under a law that has mass."""
    if c.head != "always" or c.args[2].head != "gt":
        return ()
    variables, (weights, prop) = open_fresh(c)
    joint = prop.args[0].atom_alone()
    if joint is None or joint.head != "law":
        return ()
    law, outs, givens = joint.args
    left = tuple(o for o in outs if o not in variables)
    return always(variables, weights, positive(lift(law_atom(law, left, givens)))) if left else ()


def follows(c: Atom, known: set[Atom], almost: frozenset[Atom]) -> bool:
    """Whether a condition follows from others in one step, for almost every value of the points in `almost`."""
    if c in known or c is TRUE or _almost_everywhere(c, known, almost):
        return True
    if c.head == "gt":  # a quantity positive almost surely has a positive mean
        inner = c.args[0].atom_alone()
        if inner is not None and inner.head == "E":
            variables, (weights, body) = open_fresh(inner)
            return all(follows(d, known, almost) for d in always(variables, weights, positive(body)))
    if c.head == "always":
        if any(all(d in known for d in conditions) for conditions in unguarded(c)):
            return True
        variables, (weights, inner) = open_fresh(c)
        parts = _parts_of(inner) if inner.head == "integrable" else ()
        return bool(parts) and all(d in known for part in parts for d in always(variables, weights, part))
    return c.head == "integrable" and bool(_parts_of(c)) and all(follows(d, known, almost) for d in _parts_of(c))


def _almost_everywhere(c: Atom, known: set[Atom], almost: frozenset[Atom]) -> bool:
    """A statement about a point holds for almost every value of it once it holds for almost all of them together."""
    points = sorted(c.free & almost, key=lambda v: v.key)
    if c.head == "always" and points:
        variables, (weights, prop) = open_fresh(c)
        if prop.head == "gt" and any(shadowed(prop, w, (*variables, *points)) for w in weights):
            return True
    return any(all(d in known for d in always(chosen, (), c))
               for size in range(1, len(points) + 1) for chosen in combinations(points, size))


@cache
def unguarded(c: Atom) -> tuple[tuple[Atom, ...], ...]:
    """Conditions that each ask for more: the same for almost all points, whatever some of the weights are."""
    variables, (weights, inner) = open_fresh(c)
    return tuple(always(variables, fewer, inner)
                 for size in range(len(weights)) for fewer in combinations(weights, size))


def _parts_of(c: Atom) -> tuple[Atom, ...]:
    """A sum, or an average, is integrable as soon as each of its terms is; f·a and f·1/a as soon as f is, where a ≠ 0;
    and the n-th power of an average as soon as all n-th powers are."""
    variables, (weights, body) = open_fresh(c)
    if len(body.terms) > 1:
        return tuple(d for m, _ in body.terms for d in integrable(variables, weights, poly({m: 1})))
    (mono, _), = body.terms
    outer, rest = constant_and_rest(mono, variables)
    if outer and all(a.head in ("inv", "fn") for a, _ in outer):
        divisors = ((positive if nonnegative(a) else nonzero)(a.args[0]) for a, _ in outer if a.head == "inv")
        sure = close((), (), divisors)
        return (*sure, *integrable(variables, weights, poly({rest: 1}))) or (TRUE,)
    if len(mono) == 1 and mono[0][0].head == "mean":
        (a, n), = mono
        index, (_count, _but, inner) = open_fresh(a, *variables, *weights)
        return close(index, (), integrable(variables, weights, power(inner, n))) or (TRUE,)
    return ()


TRUE = atom("and")


def size(term) -> int:
    """How much there is to read."""
    if isinstance(term, Poly):
        return sum(1 + sum(size(a) for a, _ in m) for m, _ in term.terms)
    if isinstance(term, tuple):
        return sum(map(size, term))
    return 1 + sum(map(size, term.args)) if isinstance(term, Atom) and term.head != "var" else 1


def derivable(c: Atom, basis, facts=(), almost: frozenset[Atom] = frozenset()) -> bool:
    """Whether a condition follows from others and from facts (premises, conclusions), for almost every value of the
    points in `almost`.

    A fact that ends in "integrable" or "bounded" speaks of finiteness only, as far as the quantity is defined.  So it
    says nothing of the arguments of logarithms, and positivity is never concluded from it.
    """
    return _settled(c, set().union(*(consequences(b) for b in basis)), facts, almost)


def _settled(c: Atom, known: set[Atom], facts, almost: frozenset[Atom]) -> bool:
    """The same, where the conditions come with their consequences; facts add to copies."""
    known, finite_too, left = (set(known), set(known), list(facts)) if facts else (known, known, [])

    def settled():  # what is left out must not have been needed for the positivity that it brings
        brought = _arguments(c) if about_finiteness(c) else (c,)
        return follows(c, finite_too, almost) and all(follows(d, known, almost) for d in brought)
    while left and not settled():
        reached, waiting = set(finite_too), []
        for premises, conclusions in left:
            if all(follows(p, known, almost) for p in premises):
                sure = [d for d in conclusions if not about_finiteness(d)]
                known.update(*(consequences(d) for d in sure))
                finite_too |= known.union(conclusions)
            elif all(follows(p, finite_too, almost) for p in premises):
                finite_too.update(filter(about_finiteness, conclusions))
                waiting.append((premises, conclusions))
            else:
                waiting.append((premises, conclusions))
        if len(waiting) == len(left) and finite_too == reached:
            break
        left = waiting
    return settled()


def about_finiteness(c: Atom) -> bool:
    return c.head in ("integrable", "bounded") or (c.head == "always" and c.args[2].head in ("integrable", "bounded"))


def minimal(conditions, facts=(), almost: frozenset[Atom] = frozenset()) -> tuple[Atom, ...]:
    """An irredundant part of the conditions from which all of them follow, for almost every value of the points in
    `almost`.

    `facts` are pairs (premises, conclusions) that the steps themselves established.
    """
    unique = list(dict.fromkeys(conditions))
    basis = sorted(unique, key=lambda c: (c.head != "integrable", size(c)))
    for c in reversed(basis[:]):
        rest = [b for b in basis if b is not c]
        if derivable(c, rest, facts, almost):
            basis = rest
    return tuple(c for c in unique if c in basis)


def unproved(conditions, given, facts=(), almost: frozenset[Atom] = frozenset()) -> list[Atom]:
    """The conditions that do not follow from what is given and from facts: each that does may serve for the next."""
    known, left = list(given), [c for c in conditions if c not in given]
    while left:
        everything = set().union(*(consequences(b) for b in known))
        proved = [c for c in left if _settled(c, everything, facts, almost)]
        if not proved:
            break
        known += proved
        left = [c for c in left if c not in proved]
    return left


def superfluous(conditions, given, facts=(), almost: frozenset[Atom] = frozenset()) -> list[Atom]:
    """What is given and could as well be left out."""
    return [c for c in given if not unproved(conditions, [other for other in given if other is not c], facts, almost)]


def needed_groups(conditions, groups, facts=(), almost: frozenset[Atom] = frozenset()) -> list[int]:
    """Which of several groups of conditions are needed: each that could be left out, beside those before it, is."""
    kept = list(range(len(groups)))
    for number in range(len(groups)):
        fewer = [c for n in kept if n != number for c in groups[n]]
        if not unproved(conditions, fewer, facts, almost):
            kept.remove(number)
    return kept


def stronger_than_needed(conditions, given, facts=()) -> list[Atom]:
    """What is given and is not among the fewest of the conditions from which all of them follow."""
    everywhere = minimal(conditions, facts)
    almost = frozenset(v for c in conditions for v in c.free)
    needed = everywhere if set(everywhere) == set(given) else minimal(conditions, facts, almost)
    return [c for c in given if c not in needed]
