"""Derivatives of forms: one walk over sums, products and functions, as in an introduction to calculus.

`derivative` is the derivative in a variable, where everything in the form can be differentiated; `logic/nearby` says
when it can.  A mean, an integral or a divergence is not looked into: its derivative is an atom `D`.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

from ...language.refusal import Refused
from .binders import Atom, Poly, add, atom, bind, fresh, lift, mul, open_fresh, poly, replace, reshape, scale
from .named_laws import is_named, log_density
from .nodes import Conditions
from .polynomials import ONE, ZERO, as_poly, inverse

UNOPENED = ("E", "int", "KL", "norm", "sup", "inf", "D")  # a derivative of one of these is an atom of its own


@cache
def derivative(p: Poly, v: Atom) -> Poly:
    """The derivative of a quantity in a variable: of a product, term by term and factor by factor."""
    pieces = []
    for mono, coeff in p.terms:
        for a, e in mono:
            if v in a.free:
                rest = tuple((b, n - (b is a)) for b, n in mono if b is not a or n > 1)
                pieces.append(mul(poly({rest: coeff * e}), _of_atom(a, v)))
    return add(*pieces)


def _of_atom(a: Atom, v: Atom) -> Poly:
    """The derivative of an atom in which the variable occurs."""
    if a is v:
        return ONE
    if a.head in UNOPENED:
        return _kept(a, v)
    if a.head in ("mean", "total"):
        index, (*limits, body) = open_fresh(a, v)
        return lift(bind(a.head, index, *limits, derivative(body, v)))
    if is_named(a):
        return mul(lift(a), derivative(log_density(a), v))
    if a.head in ("law", "fn", "partial"):
        return _in_its_places(a, v)
    if a.head == "psi":
        order, u = a.args
        return mul(lift(atom("psi", order + 1, u)), derivative(u, v))
    if a.head not in ("log", "exp", "inv"):
        raise Refused("{} cannot be differentiated", a)
    u, = a.args
    if a.head == "log" and len(u.terms) == 1:
        return _of_logarithm(u, v)
    outer = {"log": lambda: inverse(u), "exp": lambda: lift(a), "inv": lambda: scale(lift(a, 2), -1)}[a.head]()
    return mul(outer, derivative(u, v))


def _of_logarithm(u: Poly, v: Atom) -> Poly:
    """The derivative of the logarithm of a product: the sum of those of its factors."""
    pieces = []
    for f, e in u.terms[0][0]:
        base, sign = (f.args[0], -e) if f.head == "inv" else (lift(f), e)
        density = base.atom_alone()
        if density is not None and is_named(density):
            pieces.append(scale(derivative(log_density(density), v), sign))
        elif v in f.free:
            pieces.append(scale(mul(derivative(base, v), inverse(base)), sign))
    return add(*pieces)


def _kept(a: Atom, v: Atom) -> Poly:
    """The derivative of what is not looked into, as an atom."""
    inner, = fresh((v,), (a,))
    return lift(bind("D", (inner,), replace(lift(a), {v: lift(inner)}), lift(v)))


def differentiated(p: Poly, variables: Sequence[Atom], orders: tuple[int, ...]) -> Poly:
    """The derivative of a quantity, as often in each of some variables as the orders say."""
    for v, order in zip(variables, orders):
        for _ in range(order):
            p = derivative(p, v)
    return p


def smooth_everywhere(u: Poly, variables: set[Atom]) -> bool:
    """Whether a form shows that a quantity can be differentiated in some variables, for all of their values."""
    moving = [a for m, _ in u.terms for a, _e in m if not a.free.isdisjoint(variables) and a not in variables]
    parts = [a.args[0] if a.head == "partial" else a for a in moving]
    return all(a.head in ("exp", "fn") and all(
        smooth_everywhere(arg, variables) for arg in a.args if isinstance(arg, Poly)) for a in parts)


def base_of(a: Atom) -> tuple[Atom, tuple[int, ...]]:
    """The density or the value of which an atom is a partial derivative, and how often it is differentiated in each of
    its real places; none of these is differentiated in an atom that is no partial derivative."""
    return a.args if a.head == "partial" else (a, (0,) * len(real_places(a)))


def real_places(a: Atom) -> tuple[Poly, ...]:
    """What stands in the places of a density or a value in which it can be differentiated."""
    if a.head == "law":
        return tuple(as_poly(g.args[1]) for g in a.args[2] if g.head == "param")
    function, *places = a.args
    return tuple(u for u, space in zip(places, function.spaces) if space == "real")


def _in_its_places(a: Atom, v: Atom) -> Poly:
    """The chain rule for a density or a value, or for a partial derivative of one."""
    base, orders = base_of(a)
    pieces = []
    for k, u in enumerate(real_places(base)):
        if v in u.free:
            more = tuple(n + (i == k) for i, n in enumerate(orders))
            pieces.append(mul(lift(atom("partial", base, more)), derivative(u, v)))
    return add(*pieces) if pieces else ZERO


@cache
def carried_out(p: Poly) -> Poly:
    """A quantity in which every derivative is carried out that can be."""
    return reshape(p, _visit)


def _visit(a: Atom) -> tuple[Poly, Conditions]:
    return (at_its_place(a) if a.head == "D" else lift(a)), ()


def at_its_place(a: Atom) -> Poly:
    """The derivative that an atom D says at its place; the atom where a family would be taken at no parameter there."""
    (v,), (body, place) = open_fresh(a)
    try:
        return replace(derivative(body, v), {v: place})
    except Refused:
        return lift(a)


def first_of_a_density(a: Atom) -> Atom | None:
    """The density of which an atom is a first derivative: where that is zero, so is the derivative, since a density is
    never negative.  None of any other atom."""
    if a.head != "partial" or a.args[0].head != "law" or sum(a.args[1]) != 1:
        return None
    return a.args[0]
