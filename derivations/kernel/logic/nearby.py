"""What holds near a value of a parameter, what can be differentiated there, and what is dominated there."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache

from ...language.refusal import Refused
from ..forms.binders import Atom, Poly, atom, bind, fresh, inverse, lift, mul, open_fresh, replace, scale
from ..forms.derivatives import carried_out, derivative
from ..forms.expansions import expanded, nonnegative, nonzero, positive
from ..forms.named_laws import is_named, positive_values, values_of
from ..forms.nodes import Conditions, Monomial, Variables, Weights
from .conditions import always, close, content, essential, integrable
from .smoothness import base_of_law, smooth_density


def close_near(v: Atom, at: Poly, conditions: Iterable[Atom]) -> Conditions:
    """The canonical conditions that say: each of some conditions for all values of a variable near a value."""
    return tuple(out for c in conditions for out in near(v, at, c))


@cache
def near(v: Atom, at: Poly, c: Atom) -> Conditions:
    """The canonical conditions that say: a condition holds for all values of a variable near a value.

    That something continuous is positive, or not zero, holds near a value as soon as it holds there.  A density is
    continuous at almost every point only; of it the lemma "near a value" speaks.
    """
    if v not in c.free:
        return (c,)
    if c.head == "and":
        return close_near(v, at, c.args)
    if c.head in ("gt", "ne"):
        pieces = essential(c)
        if pieces != (c,):
            return close_near(v, at, pieces)
        if continuity(c.args[0], v) == ():
            return always((), (), replace(c, {v: at}))
    if c.head == "smooth" or (c.head in ("dominated", "near") and _only_in_its_place(v, c)):
        return (replace(c, {v: at}),)
    if c.head == "always":
        variables, (weights, inner) = open_fresh(c, v, at)
        if not variables and not any(v in w.free for w in weights):
            return close((), weights, near(v, at, inner))
    return (bind("near", (v,), c, at),)


def _only_in_its_place(v: Atom, c: Atom) -> bool:
    """Whether a condition that holds near a place says nothing else of a variable on which its place depends: then it
    holds near all places that are near."""
    _, (body, at) = open_fresh(c)
    return v not in body.free and continuity(at, v) == ()


def continuity(u: Poly, v: Atom) -> Conditions | None:
    """The conditions under which a form is continuous in a variable at a value: on densities, that what divides is not
    zero there, and that integrals are dominated, since then they change no faster than the bound allows.

    None where its form does not show it: where a logarithm or a mean over several draws depends on the variable.

    A logarithm beside a factor that is zero has any limit.
    """
    found: list[Atom] = []
    for a in (a for m, _ in u.terms for a, _e in m if v in a.free and a is not v):
        own = _continuity(a, v)
        if own is None:
            return None
        found += own
    return tuple(dict.fromkeys(found))


def _continuity(a: Atom, v: Atom) -> Conditions | None:
    if is_named(a):
        return _of_all(continuity(u, v) for u in values_of(a))
    if base_of_law(a):
        return smooth_density(a)
    if a.head in ("mean", "total"):
        index, parts = open_fresh(a, v)
        inner = continuity(parts[-1], v)
        return None if inner is None else close(index, (), inner)
    if a.head == "inv":
        inner = continuity(a.args[0], v)
        return None if inner is None else (*inner, nonzero(a.args[0]))
    if a.head in ("E", "int"):
        return _continuity_of_an_integral(a, v)
    base = a.args[0] if a.head == "partial" else a
    if base.head not in ("exp", "fn"):
        return None
    return _of_all(continuity(u, v) for u in base.args if isinstance(u, Poly))


def _continuity_of_an_integral(a: Atom, v: Atom) -> Conditions | None:
    try:
        variables, h = integrand(a, v)
        return dominated(variables, v, h, lift(v))
    except Refused:
        return None


def _of_all(parts: Iterable[Conditions | None]) -> Conditions | None:
    """The conditions of all parts; None where there is none of one."""
    parts = list(parts)
    return None if None in parts else tuple(c for part in parts if part is not None for c in part)


# --- what can be differentiated -------------------------------------------------------------------------------


@cache
def smooth(p: Poly, v: Atom) -> Conditions:
    """The conditions under which a quantity that is defined near a value of a variable can be differentiated there, by
    the rules of `forms/derivatives`.

    A logarithm has to have a positive argument, and a divisor must not be zero, also where a density beside it is.  One
    exception: in a term with a density q as a factor, log q may stand, since q log q has the derivative zero where q is
    zero: q is never negative and smooth, so it vanishes there like a square.
    """
    found: list[Atom] = []
    for mono, _ in carried_out(p).terms:
        laws = tuple(a for a, _ in mono if a.head == "law")
        for a, _e in mono:
            if v in a.free:
                found.extend(_smooth_factor(a, v, laws))
    return tuple(dict.fromkeys(found))


def _smooth_factor(a: Atom, v: Atom, laws: Weights) -> Conditions:
    if a is v:
        return ()
    if base_of_law(a):
        return _smooth_density(a, v)
    if a.head == "log":
        return (*_smooth_argument(a.args[0], v, laws), *_positive_argument(a.args[0], v, laws))
    if a.head == "inv":
        u, = a.args
        return (*smooth(u, v), *essential((positive if nonnegative(u) else nonzero)(u)))
    if a.head == "psi":
        return (*smooth(a.args[1], v), *essential(positive(a.args[1])))
    if a.head in ("exp", "fn", "partial"):
        base = a.args[0] if a.head == "partial" else a
        return tuple(c for u in base.args if isinstance(u, Poly) for c in smooth(u, v))
    if a.head in ("mean", "total"):
        index, parts = open_fresh(a, v)
        return close(index, (), smooth(parts[-1], v))
    if a.head in ("E", "int", "KL"):
        variables, h = integrand(a, v)
        return dominated(variables, v, h, lift(v))
    if a.head == "D":
        return _smooth_derivative(a, v)
    raise Refused("{} cannot be differentiated", a)


def _smooth_density(a: Atom, v: Atom) -> Conditions:
    """That a density can be differentiated: one of a named law, if the quantities at which that is taken can."""
    if not is_named(a):
        return smooth_density(a)
    return tuple(c for u in values_of(a) for c in smooth(u, v)) + tuple(
        c for u in positive_values(a) for c in essential(positive(u)))


def _spared(f: Atom, laws: Weights) -> bool:
    """Whether a factor of an argument of a logarithm is a density that is a factor of the term, or one over it."""
    base = f.args[0].atom_alone() if f.head == "inv" else f
    return base in laws


def _smooth_argument(u: Poly, v: Atom, laws: Weights) -> Conditions:
    if len(u.terms) != 1:
        return smooth(u, v)
    (mono, _), = u.terms
    spared = tuple(c for f, _ in mono if v in f.free and _spared(f, laws)
                   for c in _smooth_density(f.args[0].atom_alone() if f.head == "inv" else f, v))
    kept: Monomial = tuple((f, e) for f, e in mono if not _spared(f, laws))
    return (*spared, *(c for f, _ in kept if v in f.free for c in _smooth_factor(f, v, ())))


def _positive_argument(u: Poly, v: Atom, laws: Weights) -> Conditions:
    """That the argument of a logarithm is positive, as far as it moves; that it is positive where it does not move is
    asked near the value, with the densities beside it as guards."""
    if len(u.terms) != 1:
        return essential(positive(u))
    (mono, coeff), = u.terms
    moving = tuple((f, e) for f, e in mono if v in f.free)
    if coeff < 0 or not all(nonnegative(f) for f, _ in mono):
        return essential(positive(u))
    return tuple(c for f, _ in moving if not _spared(f, laws) for c in essential(positive(lift(f))))


def _smooth_derivative(a: Atom, v: Atom) -> Conditions:
    """That the derivative of a mean or an integral can be differentiated once more: the integral of the derivative is
    that derivative near the value, and has to be dominated itself."""
    (w,), (body, at) = open_fresh(a, v)
    inner = body.atom_alone()
    if inner is None or inner.head not in ("E", "int", "KL") or at.atom_alone() is None:
        raise Refused("{} cannot be differentiated", a)
    variables, h = integrand(inner, w)
    once = dominated(variables, w, h, at)
    moved = replace(derivative(carried_out(h), w), {w: at})
    return (*once, *dominated(variables, v, moved, lift(v)))


def integrand(a: Atom, *avoid: Atom) -> tuple[Variables, Poly]:
    """A mean, an integral or a divergence as an integral: its variables, and the integrand with the densities in it."""
    variables, parts = open_fresh(a, *avoid)
    if a.head == "KL":
        u, w = parts
        return variables, mul(u, lift(atom("log", mul(u, inverse(w)))))
    weights = parts[0] if a.head == "E" else ()
    if any(w.head != "law" for w in weights):
        raise Refused("a mean over several draws, or under a law that is proportional to something, cannot be "
                      "differentiated: {}", a)
    return variables, mul(*map(lift, weights), parts[-1])


# --- what is dominated ----------------------------------------------------------------------------------------


@cache
def dominated(variables: Variables, v: Atom, body: Poly, at: Poly) -> Conditions:
    """The canonical conditions that say: the derivative in a variable may enter the integral of a quantity."""
    body = expanded(body, lambda _: False)
    if v not in body.free:
        return integrable(variables, (), body)
    smooth(body, v)  # refuses what cannot be differentiated
    body, moving = scale(body, 1 / content(body)), v
    if v in at.free:
        moving, = fresh((v,), (body, at))
        body = replace(body, {v: moving})
    return (bind("dominated", (*variables, moving), body, at),)
