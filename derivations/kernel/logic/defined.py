"""When a quantity is defined: what each construction asks beside what its parts ask.

`asked` is the one place that says it.  The reader of lines adds up what every part of a typed line asks; `defined` does
the same for a canonical form, which may have forgotten a term that cancelled, so it serves for premises only.
"""

from __future__ import annotations

from ..forms.binders import Atom, Poly, bind, inverse, lift, mul, open_fresh
from ..forms.binders import atom as make
from ..forms.expansions import joint_of, nonzero, positive
from .conditions import close, finite, integrable, under


def asked(a: Atom) -> tuple[Atom, ...]:
    """What an atom asks for itself, its parts being defined."""
    head = a.head
    if head in ("log", "inv"):
        return (positive(a.args[0]) if head == "log" else nonzero(a.args[0]),)
    if head == "law":
        margin = joint_of(a)[1]
        return () if margin is None else (positive(lift(margin)),)
    if head in ("E", "int"):
        variables, parts = open_fresh(a)
        return integrable(variables, parts[0] if head == "E" else (), parts[-1])
    if head in ("sup", "inf"):
        return finite(lift(a))
    if head == "KL":
        variables, (u, v) = open_fresh(a)
        integrand = mul(u, lift(make("log", mul(u, inverse(v)))))
        ratio = under(guards(u), (positive(u), positive(v)))
        return (*close(variables, (), ratio), *integrable(variables, (), integrand))
    if head == "norm":
        variables, (g, _at) = open_fresh(a)
        return (*integrable(variables, (), g), positive(lift(bind("int", variables, g))))
    return ()


def guards(u: Poly) -> tuple[Atom, ...]:
    """The densities without which a product is zero."""
    alone = u.atom_alone()
    if alone is not None and alone.head == "norm":
        return (alone,)
    return tuple(f for f, _e in u.terms[0][0] if f.head == "law") if len(u.terms) == 1 else ()


def defined(p: Poly) -> tuple[Atom, ...]:
    """The conditions under which a canonical form has a value."""
    found: list[Atom] = []
    for mono, _coeff in p.terms:
        laws = tuple(a for a, _e in mono if a.head == "law" and not asked(a))
        for a, _e in mono:
            found.extend(under(laws, (*_parts_defined(a), *asked(a))))
    return tuple(dict.fromkeys(found))


def definedness(c: Atom) -> tuple[Atom, ...]:
    """The conditions under which what a condition speaks of has a value: a condition says that, too."""
    if c.head == "and":
        return tuple(d for part in c.args for d in definedness(part))
    if c.head == "always":
        variables, (weights, inner) = open_fresh(c)
        return close(variables, weights, definedness(inner))
    if c.head == "integrable":
        variables, (weights, body) = open_fresh(c)
        return (*weights_defined(variables, weights), *close(variables, weights, defined(body)))
    if c.head == "bounded":  # that the supremum is finite is what the condition itself says
        return tuple(d for m, _ in c.args[0].terms for a, _e in m for d in _parts_defined(a))
    if c.head == "implies":
        guard, inner = c.args
        return (*definedness(guard), *close((), (), (make("implies", guard, d) for d in definedness(inner))))
    return close((), (), (d for part in c.args if isinstance(part, Poly) for d in defined(part)))


def _parts_defined(a: Atom) -> tuple[Atom, ...]:
    if a.head in ("log", "inv", "exp"):
        return defined(a.args[0])
    if a.head == "E":
        variables, (weights, body) = open_fresh(a)
        return (*weights_defined(variables, weights), *close(variables, weights, defined(body)))
    if a.head in ("int", "mean", "sup", "inf"):
        variables, parts = open_fresh(a)
        return close(variables, (), defined(parts[-1]))
    if a.head == "KL":
        variables, (u, v) = open_fresh(a)
        return close(variables, (), (*defined(u), *under(guards(u), defined(v))))
    if a.head == "norm":
        variables, (g, _at) = open_fresh(a)
        return close(variables, (), defined(g))
    return ()


def weights_defined(variables, weights) -> tuple[Atom, ...]:
    """That each law is one, wherever the earlier ones have mass."""
    found: list[Atom] = []
    for position, weight in enumerate(weights):
        one = weight.args[1] if weight.head == "draws" else weight
        inner = (*_parts_defined(one), *asked(one))
        found.extend(close(variables, weights[:position], inner))
    return tuple(found)
