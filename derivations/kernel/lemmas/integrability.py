"""Lemmas about what is integrable: by which an integral or a mean is finite because others are.

Each lists the ways to a conclusion, each way the premises that it needs.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from functools import cache
from itertools import chain, combinations, product

from ..forms.binders import (
    Atom,
    Poly,
    atom,
    bind,
    inverse,
    lift,
    mul,
    on_diagonal,
    open_fresh,
    outcomes,
    poly,
    power,
    replace,
)
from ..forms.expansions import cancelled
from ..forms.nodes import Conditions, Form, Monomial, Variables, Weights
from ..logic.conditions import close, drawable, integrable
from ..logic.defined import defined
from ..logic.drawing import at_one_draw
from ..logic.framed import Framed, framed_integrable
from ..logic.independence import product_of_means, single_laws
from ..logic.joint_laws import conditionals_in

MOST_PARTS = 5  # laws or points: from up to five, every selection is tried


def sizes_of(count: int) -> tuple[int, ...]:
    """The sizes of the selections that are tried: of few things every size, of many one thing and all but one."""
    return tuple(range(1, count)) if count <= MOST_PARTS else (1, count - 1)


def constant_and_rest(mono: Monomial, variables: Variables) -> tuple[Monomial, Monomial]:
    """The factors of a term that do not depend on the variables, and those that do."""
    outer = tuple((a, e) for a, e in mono if a.free.isdisjoint(variables))
    return outer, tuple(f for f in mono if f not in outer)


@cache
def factors(c: Atom) -> tuple[Conditions, ...]:
    """c·f and f/a are integrable as soon as f is, if c and a are defined, a is not zero, and neither depends on the
    variables of the integral.  Either c is a factor of all terms, or f is, and c is the sum of the others."""
    framed = framed_integrable(c)
    if framed is None:
        return ()
    split = [(*constant_and_rest(m, framed.variables), coeff) for m, coeff in framed.body.terms]
    outer, rest, _ = split[0]
    if outer and all(other == outer for other, _, _ in split):
        constant, left = poly({outer: 1}), poly({rest: coeff for _, rest, coeff in split})
    elif len(split) > 1 and all(other == rest for _, other, _ in split):
        constant, left = poly({outer: coeff for outer, _, coeff in split}), poly({rest: 1})
    else:
        return ()
    return ((*close(framed.points, framed.guards, defined(constant)), *framed.of(left)),)


@cache
def averages(c: Atom) -> tuple[Conditions, ...]:
    """The n-th power of an average or a sum is integrable as soon as the n-th power of each of its terms is."""
    framed = framed_integrable(c)
    if framed is None or len(framed.body.terms) != 1:
        return ()
    mono = framed.body.terms[0][0]
    if len(mono) != 1 or mono[0][0].head not in ("mean", "total"):
        return ()
    (a, n), = mono
    index, parts = open_fresh(a, *framed.variables, *framed.weights)
    members = close(index, (), integrable(framed.variables, framed.weights, power(parts[-1], n)))
    return (close(framed.points, framed.guards, members),)


@cache
def products_of_averages(c: Atom) -> tuple[Conditions, ...]:
    """A product of values and averages of independent draws is integrable as soon as, at one draw, the product of every
    selection of them is: draws that are equal share a mean, others have means of their own."""
    framed = framed_integrable(c)
    if framed is None or [w.head for w in framed.weights] != ["draws"] or len(framed.body.terms) != 1:
        return ()
    (draws,), (base,), mono = framed.weights, framed.variables, framed.body.terms[0][0]
    if draws.args[0] != "iid" or sum(e for _, e in mono) > MOST_PARTS or min(e for _, e in mono) < 1:
        return ()
    values = [at_one_draw(draws, a, base) for a, e in mono for _ in range(e)]
    if None in values:
        return ()
    selections = dict.fromkeys(mul(*some) for size in range(1, 1 + len(values)) for some in combinations(values, size))
    found = (c for u in selections for c in integrable((base,), (draws.args[1],), u))
    return (close(framed.points, framed.guards, found),)


@cache
def squares(c: Atom) -> tuple[Conditions, ...]:
    """f·g is integrable as soon as f² and g² are: it is at most half of their sum.  Under laws, g may be one.  A factor
    whose square says nothing, because it is constant, has to be defined."""
    framed = framed_integrable(c)
    if framed is None or len(framed.body.terms) != 1:
        return ()
    (mono, _), ways = framed.body.terms[0], []
    single = tuple(a for a, e in mono for _ in range(e))
    alone = (len(single),) if framed.weights else ()  # Under laws, one is square-integrable.
    halves = (half for size in (*sizes_of(len(single)), *alone) for half in combinations(single, size))
    tried: set[frozenset[Poly]] = set()
    for half in chain(halves, _even_halves(mono) if len(single) > MOST_PARTS else ()):
        parts = mul(*map(lift, half)), mul(*map(lift, _without(single, half)))
        if frozenset(parts) in tried:
            continue
        tried.add(frozenset(parts))
        ways.append(square_integrable(framed, parts))
    return tuple(dict.fromkeys(ways))


def square_integrable(framed: Framed, parts: Iterable[Poly]) -> Conditions:
    """That the squares of some parts are integrable; parts of whose squares that asks nothing have to be defined."""
    found: list[Atom] = []
    for part in parts:
        found += framed.of(power(part, 2)) or close(
            framed.points, framed.guards, close(framed.variables, framed.weights, defined(part)))
    return tuple(found)


def _even_halves(mono: Monomial) -> Iterator[tuple[Atom, ...]]:
    """The ways to take half of each factor of a term; of an odd power, one factor more goes to either side."""
    if sum(e % 2 for _, e in mono) <= MOST_PARTS:
        for powers in product(*({e // 2, e - e // 2} for _, e in mono)):
            yield tuple(a for (a, _), e in zip(mono, powers) for _ in range(e))


def _without(factors: Iterable[Atom], taken: Iterable[Atom]) -> Iterator[Atom]:
    """Factors that are left when others are taken away, each as often as it stands there."""
    left = Counter(factors)
    left.subtract(taken)
    return left.elements()


@cache
def square_of_a_mean(c: Atom) -> tuple[Conditions, ...]:
    """The square of a conditional mean is integrable as soon as the square is."""
    framed = framed_integrable(c)
    if framed is None or framed.points or not framed.weights or len(framed.body.terms) != 1:
        return ()
    mono = framed.body.terms[0][0]
    if len(mono) != 1 or mono[0][0].head != "E" or mono[0][1] != 2:
        return ()
    variables, (weights, body) = open_fresh(mono[0][0], *framed.variables, *framed.weights)
    return (integrable((*framed.variables, *variables), (*framed.weights, *weights), power(body, 2)),)


@cache
def joint_means(c: Atom) -> tuple[Conditions, ...]:
    """A mean exists almost surely, and is integrable, if its body is integrable together with the laws around it.

    Where other factors stand beside the mean, it has to exist where these are zero, too.
    """
    framed = framed_integrable(c)
    if framed is None or not framed.weights:
        return ()
    points, guards, variables, weights, body = framed
    indices = tuple(v for v in points if isinstance(v.args[0], tuple))
    if len(indices) < len(points):
        around, drawn = (*guards, *weights), {v for w in guards for v in outcomes(w)}
        together = close(indices, (), integrable((*(v for v in points if v in drawn), *variables), around, body))
        return (together,) if drawn == set(points) - set(indices) and drawable(around) else ()
    inner = [a for a, e in body.terms[0][0] if a.head in ("E", "KL") and e == 1] if len(body.terms) == 1 else []
    if len(inner) != 1:
        return ()
    (mono, coeff), = body.terms
    opened = _as_mean(inner[0], *variables, *weights, body)
    if opened is None:
        return ()
    more, laws, within = opened
    rest = poly({tuple(f for f in mono if f[0] is not inner[0]): coeff})
    exists = () if rest.is_number else close(variables, weights, integrable(more, laws, within))
    way = (*exists, *integrable((*variables, *more), (*weights, *laws), mul(rest, within)))
    return (close(indices, guards, way),)



def _as_mean(a: Atom, *avoid: Form) -> tuple[Variables, Weights, Poly] | None:
    """An expectation, opened; a divergence from a law as the mean log ratio that it is."""
    variables, parts = open_fresh(a, *avoid)
    if a.head == "E":
        return variables, *parts
    (mono, coeff), *more = parts[0].terms
    law, *others = conditionals_in([f for f, e in mono for _ in range(e)]) or [None]
    if more or coeff != 1 or law is None or others:
        return None
    if law.head not in ("law", "norm") or set(outcomes(law)) != set(variables):
        return None
    return variables, (law,), lift(atom("log", mul(parts[0], inverse(parts[1]))))


@cache
def weighted(c: Atom) -> tuple[Conditions, ...]:
    """Under a law q, f/q is integrable as soon as f has a finite integral: where q is zero, nothing is drawn.  Under a
    law that is proportional to g, f is integrable if g·f is, and so is the law times f, if f is integrable under it."""
    framed = framed_integrable(c)
    if framed is not None and not framed.weights:
        return tuple(_as_a_mean(law, framed) for law in _laws_beside_all(framed))
    if framed is None or any(w.head not in ("law", "norm") for w in framed.weights):
        return ()
    if [w.head for w in framed.weights] == ["norm"]:
        return (_weighted_by(framed.weights[0], framed),)
    whole = mul(*map(lift, framed.weights), framed.body)
    weights = set(framed.weights)
    less, _ = cancelled(whole, lambda u: u.atom_alone() in weights)
    if less is whole:
        return ()
    return (close(framed.points, framed.guards, integrable(framed.variables, (), less)),)


def _laws_beside_all(framed: Framed) -> list[Atom]:
    """The laws, proportional to something, that draw all variables of an integral and stand in each of its terms."""
    (first, _), *others = framed.body.terms
    return [a for a, _ in first if a.head == "norm" and _draws_just(a, framed.variables)
            and all(a in dict(mono) for mono, _ in others)]


def _draws_just(law: Atom, variables: Variables) -> bool:
    """Whether a law proportional to something draws some variables, and is the same law for all of their values."""
    _, (g, at) = open_fresh(law)
    return set(at) == set(variables) and not on_diagonal(law) and g.free.isdisjoint(variables)


def _as_a_mean(law: Atom, framed: Framed) -> Conditions:
    """That a law that is proportional to g is one, and that the mean is finite of which an integral is its meaning."""
    rest = {tuple((a, e - (a is law)) for a, e in mono if e > 1 or a is not law): c for mono, c in framed.body.terms}
    sure = close(framed.points, framed.guards, (*law.kind.parts_defined(law), *law.kind.asked(law)))
    return (*sure, *framed._replace(weights=(law,)).of(poly(rest)))


def _weighted_by(law: Atom, framed: Framed) -> Conditions:
    """That a law that is proportional to g is one, and that the integral of g times the body is finite."""
    variables, (g, at) = open_fresh(law, *framed.variables, framed.body)
    density = replace(g, dict(zip(variables, at)))
    whole = integrable(framed.variables, (), mul(density, framed.body))
    return close(framed.points, framed.guards, (*law.kind.asked(law), *whole))


@cache
def independent_factors(c: Atom) -> tuple[Conditions, ...]:
    """A product of independent quantities is integrable as soon as each of them is."""
    framed = framed_integrable(c)
    if framed is None or len(framed.body.terms) != 1 or not framed.weights:
        return ()
    value, found = product_of_means(framed.variables, single_laws(framed.weights), framed.body.terms[0][0])
    if value is lift(bind("E", framed.variables, framed.weights, framed.body)):
        return ()
    return (close(framed.points, framed.guards, found),)
