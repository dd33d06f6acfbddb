"""Side conditions: what a step leaned on, in one canonical form, as few as possible.

A condition is closed: `always` binds the variables of the binders it was found under, their laws guard it.
Three shapes of fact matter here, u > 0, u ≠ 0 and "integrable"; each is reduced to its essential part, and what holds
by the very form (a density is positive almost surely under itself) is dropped.
"""

from __future__ import annotations

from fractions import Fraction
from functools import cache
from itertools import combinations
from math import gcd, lcm

from .core import (
    Atom,
    Poly,
    Refused,
    atom,
    bind,
    const,
    law_atom,
    lift,
    mul,
    open_fresh,
    poly,
    power,
    replace,
    rewrite,
    scale,
    space_of,
)
from .normal import at_least_one, cancelled, expanded, joint_of, nonnegative, nonzero, positive


def close(variables, weights, conditions) -> tuple[Atom, ...]:
    return tuple(out for c in conditions for out in always(variables, weights, c))


def under(laws, conditions) -> tuple[Atom, ...]:
    """Conditions that matter only where these densities are positive."""
    return close((), laws, conditions) if laws else tuple(conditions)


@cache
def always(variables: tuple, weights: tuple, prop: Atom) -> tuple[Atom, ...]:
    """The canonical conditions that say: `prop` for almost all variables under the weights."""
    if prop.head == "always":
        inner, (more, body) = open_fresh(prop, *variables, *weights)
        return always(variables + inner, weights + more, body)
    if prop.head == "and":
        return tuple(out for part in prop.args for out in always(variables, weights, part))
    if prop.head == "implies" and prop.args[0].head == "gt":
        law = prop.args[0].args[0].atom_alone()
        if law is not None and law.head in ("law", "norm"):
            return always(variables, (*weights, law), prop.args[1])
    if prop.head in ("gt", "ne"):
        pieces = essential(prop)
        if pieces != (prop,):
            return tuple(out for piece in pieces for out in always(variables, weights, piece))
        if any(prop in implied_by_guard(w) or shadowed(prop, w) for w in weights):
            return ()
    if prop.head in ("gt", "ne") and any(w.head == "draws" for w in weights):
        from .rules.draws import fewest_draws
        weights, (u,) = fewest_draws(weights, prop.args)
        prop = atom(prop.head, u)
    narrow, fewer, part = narrowed(variables, weights, prop)
    if (fewer, part) != (weights, prop) and part.head in ("gt", "ne"):
        return always(narrow, fewer, part)
    variables, weights, prop = narrow, fewer, part
    if not variables and not weights:
        return (prop,)
    weights = in_order(weights)
    drawn = [o for w in weights for o in outcomes(w)]
    order = sorted(variables, key=lambda v: (str(v.args[0]), drawn.index(v) if v in drawn else -1))
    return (bind("always", tuple(order), weights, prop),)


def essential(prop: Atom) -> tuple[Atom, ...]:
    """u > 0 or u ≠ 0 reduced to its factors; nothing where it holds by its form."""
    u, = prop.args
    if u.is_number:
        if (u.number > 0) if prop.head == "gt" else (u.number != 0):
            return ()
        raise Refused(f"a condition that can never hold: {u.number} {'> 0' if prop.head == 'gt' else '≠ 0'}")
    if at_least_one(u) or (nonnegative(u) and any(not m for m, _ in u.terms)):
        return ()
    if len(u.terms) > 1:
        return (prop,)
    (mono, coeff), = u.terms
    if prop.head == "gt" and (coeff < 0 or not all(nonnegative(a) for a, _ in mono)):
        return (prop,)
    pieces = []
    for a, _e in mono:
        if a.head == "exp":
            continue
        if a.head == "inv":
            pieces.extend(essential((positive if nonnegative(a.args[0]) else nonzero)(a.args[0])))
        elif a.head == "norm":
            variables, (g, at) = open_fresh(a)
            pieces.extend(essential(positive(replace(g, dict(zip(variables, at))))))
        elif a.head == "law":
            joint, _ = joint_of(a)
            split = joint.args[1] if joint.args[0].independent else ()
            pieces.extend([positive(lift(law_atom(joint.args[0], (o,), joint.args[2]))) for o in split]
                          or [positive(lift(joint))])
        else:
            pieces.append((positive if nonnegative(a) else nonzero)(lift(a)))
    return tuple(dict.fromkeys(pieces))


def implied_by_guard(weight: Atom) -> tuple[Atom, ...]:
    return () if weight.head == "draws" else essential(positive(lift(weight)))


def shadowed(prop: Atom, weight: Atom) -> bool:
    """A marginal density is positive almost everywhere where a joint density of the same law is."""
    a = prop.args[0].atom_alone()
    if a is None or a.head != "law" or weight.head != "law" or a.args[0] != weight.args[0]:
        return False
    joint, _ = joint_of(weight)
    return set(a.args[1]) <= set(joint.args[1]) and a.args[2] == joint.args[2]


def draws_in(term) -> set[Atom]:
    """The draws z[k] that occur free."""
    found, stack, seen = set(), [term], set()
    while stack:
        part = stack.pop()
        if isinstance(part, tuple):
            stack.extend(part)
        elif isinstance(part, Poly):
            stack.extend(a for m, _ in part.terms for a, _e in m)
        elif isinstance(part, Atom) and part not in seen:
            seen.add(part)
            if part.head == "draw":
                found.add(part)
            stack.extend(part.args)
    return found


def single_draw(weight: Atom, *terms) -> Atom | None:
    """The one draw of this weight on which the terms depend, if there is just one."""
    base = weight.args[1].args[1][0]
    used = {d for t in terms for d in draws_in(t) if d.args[0] is base}
    inside = {v for d in used for v in d.args[1].free} <= {v for t in terms for v in t.free}
    return next(iter(used)) if len(used) == 1 and inside else None


def substitute_draw(term, draw: Atom, place: Atom):
    """The term with one draw replaced by a plain point of the same space."""
    if isinstance(term, tuple):
        return tuple(substitute_draw(t, draw, place) for t in term)
    if isinstance(term, Poly):
        if draw.args[0] not in term.free:
            return term
        from .core import add, as_poly, power
        return add(*(mul(const(c), *(power(as_poly(substitute_draw(a, draw, place)), e) for a, e in m))
                     for m, c in term.terms))
    if term is draw:
        return place
    if not isinstance(term, Atom) or draw.args[0] not in term.free:
        return term
    from .core import BINDERS, rebuild
    if term.head in BINDERS:
        variables, parts = open_fresh(term, draw, place)
        return bind(term.head, variables, *(substitute_draw(p, draw, place) for p in parts))
    return rebuild(term, tuple(substitute_draw(a, draw, place) for a in term.args))


def narrowed(variables, weights, body):
    """Drop draws, laws and variables on which the body does not depend."""
    for position in range(len(weights)):
        weight = weights[position]
        if weight.head == "draws":
            draw = single_draw(weight, body, *weights[:position], *weights[position + 1:])
            if draw is not None:
                place = weight.args[1].args[1][0]  # the family's own variable stands for the one draw
                body = substitute_draw(body, draw, place)
                weights = tuple(weight.args[1] if i == position else substitute_draw(w, draw, place)
                                for i, w in enumerate(weights))
    kept, position = list(weights), 0
    while position < len(kept):
        shorter = _spared(kept[position], variables, (body, *kept[:position], *kept[position + 1:]))
        if shorter is kept[position]:
            position += 1
        else:  # others may depend on less now
            kept[position:position + 1] = [] if shorter is None else [shorter]
            position = 0
    needed = body.free.union(*(w.free for w in kept))
    return tuple(v for v in variables if v in needed), in_order(kept), body


def _spared(weight: Atom, variables, others) -> Atom | None:
    """A weight without the outcomes that nothing else depends on: a guard p(x, z) > 0 for some z is p(x) > 0."""
    outs = outcomes(weight)
    used = [o for o in outs if o not in variables or any(o in term.free for term in others)]
    if len(used) == len(outs):
        return weight
    if weight.head == "law" and used:
        return law_atom(weight.args[0], tuple(used), weight.args[2])
    return weight if used else None


def in_order(weights) -> tuple[Atom, ...]:
    """Weights in one order, each after those that it is given."""
    pending, placed = sorted(dict.fromkeys(weights), key=_weight_key), []
    while pending:
        ahead = {v for w in pending for v in outcomes(w)}
        ready = next((w for w in pending if not (w.free & ahead) - set(outcomes(w))), pending[0])
        pending.remove(ready)
        placed.append(ready)
    return tuple(placed)


def _weight_key(weight: Atom) -> tuple:
    """An order that does not depend on how variables are called, or on what was read before."""
    w = weight.args[1] if weight.head == "draws" else weight
    name = str(w.args[0]) if w.head == "law" else ""
    places = [space_of(o) for o in outcomes(w)] + ([space_of(g) for g in w.args[2]] if w.head == "law" else [])
    return weight.head, name, places, weight.id


def outcomes(weight: Atom) -> tuple:
    """The variables that a weight draws."""
    if weight.head == "draws":
        return weight.args[1].args[1]
    return weight.args[-1] if weight.head == "norm" else weight.args[1]


@cache
def integrable(variables: tuple, weights: tuple, body: Poly) -> tuple[Atom, ...]:
    """The canonical conditions that say: the body has a finite mean under the weights (or a finite integral)."""
    body = expanded(body, lambda u: _never_zero(u, variables, weights))
    if not weights:
        weights, body = weights_in(variables, body)
    moving = [(m, c) for m, c in body.terms  # under a law a constant has a mean; its integral may be infinite
              if not (weights and all(a.free.isdisjoint(variables) for a, _ in m))
              and not bounded_by_mass(m, weights, variables)]
    if not moving:
        return ()
    body = poly(dict(moving))
    if weights:
        variables, weights, body = narrowed(variables, weights, body)
        drawn = dict.fromkeys(o for w in weights for o in outcomes(w))
        variables = tuple(drawn) if set(drawn) == set(variables) else variables
    if any(w.head == "draws" for w in weights):
        from .rules.draws import fewest_draws
        weights, (body,) = fewest_draws(weights, (body,))
    elif bounded_by_mass(body.terms[0][0], weights, variables) and len(body.terms) == 1:
        return ()
    body = scale(body, 1 / content(body))
    signs = (bind("integrable", variables, weights, scale(body, sign)) for sign in (1, -1))
    return (min(signs, key=lambda c: (sum(k < 0 for _, k in c.args[-1].terms), shape(c), c.id)),)


@cache
def shape(term) -> str:
    """A form without the names of its variables: what any two openings of one binder have in common."""
    if isinstance(term, Poly):
        terms = (f"{c}*" + "*".join(sorted(f"{shape(a)}^{e}" for a, e in m)) for m, c in term.terms)
        return "+".join(sorted(terms))
    if isinstance(term, tuple):
        return "(" + ",".join(map(shape, term)) + ")"
    if isinstance(term, Atom):
        return shape(term.args[0]) if term.head == "var" else f"{term.head}{shape(term.args)}"
    return str(term)


def _never_zero(u: Poly, variables, weights) -> bool:
    try:
        return not always(variables, weights, nonzero(u))
    except Refused:
        return False


def content(p: Poly) -> Fraction:
    """The greatest rational of which every coefficient is a whole multiple."""
    values = [Fraction(c) for _, c in p.terms]
    return Fraction(gcd(*(v.numerator for v in values)), lcm(*(v.denominator for v in values)))


def weights_in(variables, body: Poly):
    """The densities of all variables that every term of an integrand has in common become its weights."""
    if not body.terms:
        return (), body
    common = [a for a, _ in body.terms[0][0] if a.head == "law" and set(a.args[1]) <= set(variables)
              and all(dict(m).get(a) for m, _ in body.terms)]
    covered = [v for a in common for v in a.args[1]]
    if sorted(v.id for v in covered) != sorted(v.id for v in variables) or not drawable(common):
        return (), body
    rest = {}
    for mono, coeff in body.terms:
        powers = dict(mono)
        for a in common:
            powers[a] -= 1
        rest[tuple((a, e) for a, e in powers.items() if e)] = coeff
    return tuple(common), poly(rest)


def drawable(weights) -> bool:
    """Whether the laws can be drawn one after the other: a(z | y) b(y | z) is no law of the pair."""
    ahead = {v for w in weights for v in outcomes(w)}
    pending = list(weights)
    while pending:
        ready = next((w for w in pending if not (w.free & ahead) - set(outcomes(w))), None)
        if ready is None:
            return False
        pending.remove(ready)
        ahead -= set(outcomes(ready))
    return True


def bounded_by_mass(mono, weights, variables) -> bool:
    """Whether the weights cancel against the term and leave a density of all variables: its integral is at most one."""
    if any(w.head != "law" for w in weights):
        return False
    product, _ = cancelled(mul(*(lift(w) for w in weights), poly({mono: 1})))
    (left, _), = product.terms
    moving = [a for a, e in left for _ in range(e) if not a.free.isdisjoint(variables)]
    return len(moving) == 1 and moving[0].head == "law" and set(variables) <= set(moving[0].args[1])


# --- which conditions follow from which ------------------------------------------------------------------------


def finite(quantity: Poly) -> tuple[Atom, ...]:
    """The canonical conditions that say: the suprema and infima of a quantity are finite."""
    from .rules.extremum import visit_extremum
    quantity, _ = rewrite(quantity, visit_extremum)
    return tuple(atom("bounded", lift(a)) for m, _ in quantity.terms for a, _e in m if a.head in ("sup", "inf"))


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


def follows(c: Atom, known: set[Atom]) -> bool:
    if c in known or c is TRUE:
        return True
    for v in c.free:  # a statement about a point holds for almost every point once it holds for almost all together
        if isinstance(v.args[0], str) and v.args[0] not in ("count", "real") and isinstance(v.args[1], str) \
                and all(d in known for d in always((v,), (), c)):
            return True
    if c.head == "gt":  # a quantity positive almost surely has a positive mean
        inner = c.args[0].atom_alone()
        if inner is not None and inner.head == "E":
            variables, (weights, body) = open_fresh(inner)
            return all(follows(d, known) for d in always(variables, weights, positive(body)))
    if c.head == "always":
        if any(all(d in known for d in conditions) for conditions in unguarded(c)):
            return True
        variables, (weights, inner) = open_fresh(c)
        parts = _parts_of(inner) if inner.head == "integrable" else ()
        return bool(parts) and all(d in known for part in parts for d in always(variables, weights, part))
    return c.head == "integrable" and bool(_parts_of(c)) and all(follows(d, known) for d in _parts_of(c))


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


def derivable(c: Atom, basis, facts=()) -> bool:
    """Whether a condition follows from others and from facts (premises, conclusions).

    A fact that ends in "integrable" or "bounded" speaks of finiteness only, as far as the quantity is defined.  So it
    says nothing of the arguments of logarithms, and positivity is never concluded from it.
    """
    known = set().union(*(consequences(b) for b in basis))
    finite_too, left = set(known), list(facts)

    def settled():  # what is left out must not have been needed for the positivity that it brings
        brought = _arguments(c) if about_finiteness(c) else (c,)
        return follows(c, finite_too) and all(follows(d, known) for d in brought)
    while left and not settled():
        reached, waiting = set(finite_too), []
        for premises, conclusions in left:
            if all(follows(p, known) for p in premises):
                sure = [d for d in conclusions if not about_finiteness(d)]
                known.update(*(consequences(d) for d in sure))
                finite_too |= known.union(conclusions)
            elif all(follows(p, finite_too) for p in premises):
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


def minimal(conditions, facts=()) -> tuple[Atom, ...]:
    """An irredundant part of the conditions from which all of them follow.

    `facts` are pairs (premises, conclusions) that the steps themselves established.
    """
    unique = list(dict.fromkeys(conditions))
    basis = sorted(unique, key=lambda c: (c.head != "integrable", size(c)))
    for c in reversed(basis[:]):
        rest = [b for b in basis if b is not c]
        if derivable(c, rest, facts):
            basis = rest
    return tuple(c for c in unique if c in basis)
