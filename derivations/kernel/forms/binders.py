"""Binders, and replacing inside them.

A binder names its variables by its own height (the depth of binders inside it), so a closed form reads the same
wherever it stands, bound names do not matter and capture cannot happen: to look inside, a binder is opened with fresh
free variables.  Where the order of what is bound has no meaning, `bind` chooses it: the laws of an expectation, two
draws of one law, the points of an integral.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import cache
from itertools import permutations, product
from math import factorial, prod
from typing import Any, ClassVar

from ...language.declarations import Law
from ...language.laws.chains import Chain
from ...language.places import taken_space
from ...language.refusal import Refused
from .head import HEADS
from .named_laws import is_law_of_its_point, is_named
from .nodes import Atom, Coefficient, Factors, Form, Monomial, Opened, Part, Poly, Variables, Visit, Weights, parts_in
from .polynomials import (
    ONE,
    ZERO,
    add,
    as_poly,
    atom,
    const,
    inverse,
    join,
    key_of,
    lift,
    mul,
    poly,
    power,
    scale,
    sub,
    var,
)
from .times import at_times, of_a_path, span
from .visiting import leaves_alone

__all__ = [
    "ONE", "ZERO", "Atom", "Poly", "Refused", "add", "alignments", "as_poly", "atom", "atoms_in", "bind",
    "change_parts",
    "const", "equality", "frame_weights", "fresh", "in_order", "inverse", "join", "law_atom", "lift", "mul",
    "on_diagonal", "open_fresh", "open_with", "outcomes", "poly", "power", "rebuild", "replace", "reshape", "scale",
    "space_of", "sub", "swap", "var", "with_atoms"]

# --- binders --------------------------------------------------------------------------------------------------


@cache
def bind(head: str, variables: Variables, *parts: Part) -> Atom:
    """Close `parts` over free `variables`; of all ways to write it that mean the same, the one with the least rank."""
    kind = HEADS[head]
    closed = [kind.as_written(_closed(head, *arranged)) for arranged in kind.arrangements(variables, parts)]
    return closed[0] if len(closed) == 1 else min(closed, key=kind.rank)


def _closed(head: str, variables: Variables, parts: tuple[Part, ...]) -> Atom:
    height = 1 + max((p.height for p in parts_in(parts)), default=0)
    renaming: dict = {}
    for i, v in enumerate(variables):  # the range of one variable may name another
        renaming[v] = var(_map(v.args[0], renaming), (height, i))
    return atom(head, tuple(renaming.values()), *(_map(part, renaming) for part in parts))


MOST_ORDERS = 720  # orders of bound variables or laws that are compared with each other


def variable_orders(variables: Variables, weights: Weights = ()) -> Iterator[Variables]:
    """The variables as the weights draw them; those that no weight draws follow, in every order within their sort."""
    drawn = dict.fromkeys(o for w in weights for o in outcomes(w) if o in variables)
    left: dict[str, list] = {}
    for v in variables:
        if v not in drawn:
            left.setdefault(key_of(v.args[0]), []).append(v)
    for chosen in _shuffled([left[sort] for sort in sorted(left)]):
        yield _after_ranges((*drawn, *chosen))


def _after_ranges(variables: Variables) -> Variables:
    """The variables, each behind those that its range names."""
    pending, placed = list(variables), []
    while pending:
        ready = next((v for v in pending if not (v.free - {v}) & set(pending)), pending[0])
        pending.remove(ready)
        placed.append(ready)
    return tuple(placed)


def _shuffled(groups: list[list]) -> Iterator[tuple]:
    """The groups one after the other, each in every order."""
    if prod(factorial(len(group)) for group in groups) > MOST_ORDERS:
        raise Refused("too many of one kind are bound at once")
    for chosen in product(*map(permutations, groups)):
        yield tuple(one for group in chosen for one in group)


@cache
def orders(weights: Weights) -> tuple[Weights, ...]:
    """The orders of the weights that differ only in which of several weights of one law comes first; each weight
    stands behind those that it is given."""
    groups: dict[tuple, list] = {}
    for w in dict.fromkeys(weights):
        groups.setdefault(_kind(w), []).append(w)
    made = (_after_what_is_given(order) for order in _shuffled([groups[kind] for kind in sorted(groups)]))
    return tuple(dict.fromkeys(made))


def in_order(weights: Iterable[Atom]) -> Weights:
    """Weights in the first of their orders."""
    return orders(tuple(weights))[0]


def _after_what_is_given(weights: Weights) -> Weights:
    """The weights, each behind those that draw what it is given."""
    pending, placed = list(weights), []
    while pending:
        ahead = {v for w in pending for v in outcomes(w)}
        ready = next((w for w in pending if not (w.free & ahead) - set(outcomes(w))), pending[0])
        pending.remove(ready)
        placed.append(ready)
    return tuple(placed)


def _kind(weight: Atom) -> tuple:
    """A mark that weights of one law share, whatever their variables are called."""
    w = weight.args[1] if weight.head == "draws" else weight
    places = [key_of(space_of(o)) for o in (*outcomes(w), *(w.args[2] if w.head == "law" else ()))]
    return weight.head, key_of(w.args[0]) if w.head == "law" else "", tuple(places)


def outcomes(weight: Atom) -> Variables:
    """The places at which a weight has its outcomes; under a binder they are the variables that it draws."""
    return weight.kind.outcomes(weight)


def on_diagonal(weight: Atom) -> bool:
    """Whether a normalised law is taken at one point in two places: of that point it is no law, so it may have no mass
    there, and any integral."""
    outs = outcomes(weight)
    return len(set(outs)) < len(outs)


def alignments(binder: Atom, variables: Variables) -> Iterator[Variables]:
    """The orders in which given free variables may stand for the bound ones: more than one where some of those are
    interchangeable, as several draws of one law are, or points of one space under one integral."""
    sorts: dict[str, list[int]] = {}
    for i, v in enumerate(variables):
        sorts.setdefault(key_of(v.args[0]), []).append(i)
    if not binder.kind.interchangeable:
        yield variables
        return
    weights = set(open_with(binder, variables)[0]) if binder.kind.weighted else None
    places = [i for group in sorts.values() for i in group]
    for order in _shuffled(list(sorts.values())):
        chosen = list(variables)
        for i, j in zip(places, order):
            chosen[i] = variables[j]
        if weights is None or set(open_with(binder, tuple(chosen))[0]) == weights:
            yield tuple(chosen)


def fresh(variables: Variables, avoid: Iterable[Part]) -> Variables:
    """Free variables of the same sorts, with names that occur nowhere in `avoid`."""
    used = {v.args[1][1] for part in parts_in(tuple(avoid)) for v in part.free
            if isinstance(v.args[1], tuple) and v.args[1][0] == "t"}
    renaming: dict = {}
    n = 0
    for v in variables:
        while n in used:
            n += 1
        renaming[v] = var(_map(v.args[0], renaming), ("t", n))
        n += 1
    return tuple(renaming.values())


def open_with(binder: Atom, variables: Variables) -> tuple[Part, ...]:
    """The parts of a binder with the given free variables in the place of the bound ones."""
    renaming = dict(zip(binder.args[0], variables))
    return tuple(_map(part, renaming) for part in binder.args[1:])


@cache
def open_fresh(binder: Atom, *avoid: Part) -> Opened:
    """Fresh variables, which do not occur in `avoid` either, and the parts of a binder opened with them."""
    variables = fresh(binder.args[0], [binder, *avoid])
    return variables, open_with(binder, variables)


# --- replacing ------------------------------------------------------------------------------------------------


class Renamings:
    """What each renaming made of each form.  Like the interned forms, the table lives as long as the process: a result
    depends on the renaming and the form alone."""

    table: ClassVar[dict[frozenset, dict]] = {}


def _map(part: Part, mapping: Mapping[Atom, Form]) -> Part:
    if isinstance(part, (Atom, Poly)):
        return replace(part, mapping)
    if isinstance(part, tuple):
        return tuple([_map(p, mapping) for p in part])
    return part


def replace(term: Form, mapping: Mapping[Atom, Form]) -> Any:
    """Replace free variables.  A polynomial stays one; an atom may become one, as 1/(a + b) does where a and b become
    one variable."""
    if term.free.isdisjoint(mapping):
        return term
    memo = Renamings.table.setdefault(frozenset(mapping.items()), {})
    return _replace(term, mapping, memo)


def _replace(term: Form, mapping: Mapping[Atom, Form], memo: dict[Form, Any]) -> Any:
    if term.free.isdisjoint(mapping):
        return term
    found = memo.get(term)
    if found is None:
        found = memo[term] = _replaced(term, mapping, memo)
    return found


def _replaced(term: Form, mapping: Mapping[Atom, Form], memo: dict[Form, Any]) -> Form:
    if isinstance(term, Poly):
        return with_atoms(term, lambda a: _replace(a, mapping, memo))
    if term in mapping:
        return mapping[term]
    if term.kind.binds:
        inner = {v: w for v, w in mapping.items() if v in term.free}
        variables, parts = open_fresh(term, *inner.values(), *inner)
        sorts = tuple(var(_map(v.args[0], inner), v.args[1]) for v in variables)  # the range of an index changes, too
        return bind(term.head, sorts, *(_map(p, inner) for p in parts))
    return rebuild(term, tuple([_each(arg, mapping, memo) for arg in term.args]))


def _each(part: Part, mapping: Mapping[Atom, Form], memo: dict[Form, Any]) -> Part:
    if isinstance(part, (Atom, Poly)):
        return _replace(part, mapping, memo)
    if isinstance(part, tuple):
        return tuple([_each(p, mapping, memo) for p in part])
    return part


def with_atoms(p: Poly, change: Callable[[Atom], Form]) -> Poly:
    """A polynomial with each of its atoms changed, into another atom, for which this is quick, or into a polynomial."""
    total: dict = {}
    changed = False
    for mono, coeff in p.terms:
        factors = [(change(a), e) for a, e in mono]
        if all(f is a for (f, _), (a, _) in zip(factors, mono)):
            total[mono] = total.get(mono, 0) + coeff
            continue
        changed = True
        for m, c in _product(coeff, factors):
            total[m] = total.get(m, 0) + c
    return poly(total) if changed else p


def _product(coeff: Coefficient, factors: Factors) -> tuple[tuple[Monomial, Coefficient], ...]:
    """The terms of c Π fᵉ."""
    atoms: dict = {}
    others = []
    for f, e in factors:
        if isinstance(f, Atom):
            atoms[f] = atoms.get(f, 0) + e
        else:
            others.append(power(f, e))
    mono = tuple(sorted(atoms.items(), key=lambda item: item[0].key)) if len(atoms) > 1 else tuple(atoms.items())
    return mul(poly({mono: coeff}), *others).terms if others else ((mono, coeff),)


def rebuild(a: Atom, args: tuple[Part, ...]) -> Form:
    """The form of the same head over new arguments: an atom, or a polynomial as 1/(uv) is."""
    return a.kind.make(*args) if a.kind.make is not None else atom(a.head, *args)


def equality(a: Poly, b: Poly) -> Atom:
    """a = b, which is the same atom as b = a."""
    return atom("eq", a, b) if a.key <= b.key else atom("eq", b, a)


def law_atom(law: Law, outs: Iterable[Atom], givens: Iterable[Atom]) -> Atom:
    """The density of a law at places, which it puts into the order in which the law was declared."""
    if isinstance(law, Chain):
        return atom("law", law, *at_times(outs, givens))
    order = law.spaces + law.given
    key = lambda place: order.index(space_of(place))  # noqa: E731
    made = atom("law", law, tuple(sorted(outs, key=key)), tuple(sorted(givens, key=key)))
    if is_named(made) and not is_law_of_its_point(made):
        raise Refused("a law of numbers is taken at a quantity that depends on its own point: {}", made)
    return made


def space_of(place: Atom) -> str | Atom:
    """The space of a point or of a draw, the times of points of a path, or the name of a place in the brackets of a
    family."""
    if place.head in ("param", "at"):
        return taken_space(place.args[0])
    if of_a_path(place):
        return span(place)
    return place.args[0].args[0] if place.head == "draw" else place.args[0]


@cache
def reshape(term: Poly, visit: Visit) -> Poly:
    """Rebuild a polynomial from the inside out: `visit` is asked for each atom whose arguments are reshaped.  The
    conditions that it gives are left aside here."""
    return term if leaves_alone(visit, term) else with_atoms(term, lambda a: _reshaped(a, visit))


@cache
def _reshaped(a: Atom, visit: Visit) -> Form:
    """The atom itself where nothing changes."""
    inner = change_parts(a, lambda part: reshape(part, visit) if isinstance(part, Poly) else part)
    found = visit(inner)[0] if isinstance(inner, Atom) else inner
    return found.atom_alone() or found


def change_parts(a: Atom, change: Callable[[Part], Part], *avoid: Part) -> Form:
    """The same head over other parts, each made by `change`.  A binder is opened first, with variables that do not
    occur in `avoid`."""
    if a.kind.binds:
        variables, parts = open_fresh(a, *avoid)
        return bind(a.head, variables, *map(change, parts))
    return rebuild(a, tuple(map(change, a.args)))


def swap(part: Part, old: Atom, new: Atom) -> Any:
    """A part with one atom in the place of another, wherever the other one stands free."""
    if part is old:
        return new
    if isinstance(part, tuple):
        return tuple(swap(p, old, new) for p in part)
    if not isinstance(part, (Atom, Poly)) or not old.free <= part.free:
        return part
    if isinstance(part, Poly):
        return with_atoms(part, lambda a: swap(a, old, new))
    return change_parts(part, lambda inner: swap(inner, old, new), old, new)


def atoms_in(*parts: Part) -> Iterator[Atom]:
    """Every atom in some parts, once each, bound variables too."""
    stack, seen = list(parts), set()
    while stack:
        part = stack.pop()
        if isinstance(part, tuple):
            stack.extend(part)
        elif isinstance(part, Poly):
            stack.extend(a for m, _ in part.terms for a, _e in m)
        elif isinstance(part, Atom) and part not in seen:
            seen.add(part)
            yield part
            stack.extend(part.args)


def frame_weights(head: str, parts: tuple[Part, ...]) -> Weights:
    """The laws under which a binder looks at almost every value; an integral and a mean have none."""
    return parts[0] if HEADS[head].weighted else ()
