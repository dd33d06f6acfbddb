"""When a canonical form is defined: what reading the line asked, asked again of a part of it.

A canonical form may have forgotten something (a term that cancelled), so these conditions may be fewer than those of
the line that was typed; they are used as premises only, beside the line's own.
"""

from __future__ import annotations

from .conditions import close, finite, integrable, under
from .core import Atom, Poly, bind, inverse, lift, mul, open_fresh
from .core import atom as make
from .normal import joint_of, nonzero, positive


def defined(p: Poly) -> tuple[Atom, ...]:
    """The conditions under which a quantity has a value."""
    found: list[Atom] = []
    for mono, _coeff in p.terms:
        laws = tuple(a for a, _e in mono if a.head == "law" and not atom_defined(a))
        for a, _e in mono:
            found.extend(under(tuple(law for law in laws if law is not a), atom_defined(a)))
    return tuple(dict.fromkeys(found))


def atom_defined(a: Atom) -> tuple[Atom, ...]:
    head = a.head
    if head in ("log", "inv"):
        u, = a.args
        return (*defined(u), positive(u) if head == "log" else nonzero(u))
    if head == "exp":
        return defined(a.args[0])
    if head == "law":
        margin = joint_of(a)[1]
        return () if margin is None else (positive(lift(margin)),)
    if head in ("E", "int"):
        variables, parts = open_fresh(a)
        weights = parts[0] if head == "E" else ()
        return (*weights_defined(variables, weights), *close(variables, weights, defined(parts[-1])),
                *integrable(variables, weights, parts[-1]))
    if head == "mean":
        variables, (_count, _but, body) = open_fresh(a)
        return close(variables, (), defined(body))
    if head in ("sup", "inf"):
        variables, (_subset, body) = open_fresh(a)
        return (*close(variables, (), defined(body)), *finite(lift(a)))
    if head == "KL":
        variables, (u, v) = open_fresh(a)
        integrand = mul(u, lift(make("log", mul(u, inverse(v)))))
        return (*close(variables, (), defined(integrand)), *integrable(variables, (), integrand))
    if head == "norm":
        variables, (g, _at) = open_fresh(a)
        total = lift(bind("int", variables, g))
        return (*close(variables, (), defined(g)), *integrable(variables, (), g), positive(total))
    return ()


def weights_defined(variables, weights) -> tuple[Atom, ...]:
    """That each law is one, wherever the earlier ones have mass."""
    found: list[Atom] = []
    for position, weight in enumerate(weights):
        one = weight.args[1] if weight.head == "draws" else weight
        found.extend(close(variables, weights[:position], atom_defined(one)))
    return tuple(found)
