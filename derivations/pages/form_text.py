"""Canonical forms back to SymPy nodes, for messages: what a step needs, said in the author's language."""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction

import sympy

from ..kernel.forms.binders import Atom, Poly, open_fresh, outcomes
from ..language import terms as t
from ..language import writing as w
from ..language.refusal import Refused
from ..language.source import source


def sympy_of(form, names: dict | None = None):
    """A node that reads back as this form."""
    names = {} if names is None else names
    return _poly(form, names) if isinstance(form, Poly) else _atom(form, names)


def _number(c):
    c = Fraction(c)
    return sympy.Integer(c.numerator) if c.denominator == 1 else w.div(c.numerator, c.denominator)


def _poly(p: Poly, names):
    if not p.terms:
        return sympy.Integer(0)
    total = None
    for mono, coeff in p.terms:
        negative = coeff < 0
        parts = [_number(abs(coeff))] if abs(coeff) != 1 or not mono else []
        dividers = []
        for a, e in mono:
            if a.head == "inv":
                base = _poly(a.args[0], names)
                dividers.append(base if e == 1 else w.power(base, e))
            else:
                base = _atom(a, names)
                parts.append(base if e == 1 else w.power(base, e))
        term = None
        for part in parts or [sympy.Integer(1)]:
            term = part if term is None else w.mul(term, part)
        for divider in dividers:
            term = w.div(term, divider)
        if total is None:
            total = w.neg(term) if negative else term
        else:
            total = w.sub(total, term) if negative else w.add(total, term)
    return total


def _place(a: Atom, names):
    if a.head == "draw":
        return t.Draw(names.get(a.args[0]) or _point(a.args[0]), _poly(a.args[1], names))
    return names.get(a) or _point(a)


def _point(v: Atom):
    name = v.args[1]
    return t.Point(name if isinstance(name, str) else str(name[-1] if name[0] == "typed" else v.args[0]), v.args[0])


def _opened(a: Atom, names):
    variables, parts = open_fresh(a)
    taken = {str(n) for n in names.values()} | {getattr(n, "name", "") for n in names.values()}
    free = {v.args[1] for v in a.free}
    inner = dict(names)
    for v in variables:
        if isinstance(v.args[0], tuple):
            name = next(c for c in ("k", "j", "i", "l", "m", "n") if c not in taken | free)
            inner[v] = sympy.Symbol(name, integer=True, positive=True)
        else:
            name = v.args[0]
            while name in taken | free:
                name += "_"
            inner[v] = t.Point(name, v.args[0])
        taken.add(name)
    return variables, parts, inner


def _atom(a: Atom, names):
    if a.head in _PLAIN:
        return _PLAIN[a.head](a, names)
    variables, parts, inner = _opened(a, names)
    return _BINDING[a.head](a.head, variables, parts, names, inner)


def _var(a: Atom, names):
    if a in names:
        return names[a]
    if a.args[0] in ("count", "real") or isinstance(a.args[0], tuple):
        return sympy.Symbol(str(a.args[1]), **({"integer": True, "positive": True} if a.args[0] != "real" else {}))
    return _point(a)


def _value(a: Atom, names):
    return t.Value(a.args[0], *(_poly(p, names) if isinstance(p, Poly) else _place(p, names) for p in a.args[1:]))


def _law(a: Atom, names):
    return t.Density(a.args[0], [_place(o, names) for o in a.args[1]], [_place(g, names) for g in a.args[2]])


def _of_quantities(make: Callable) -> Callable:
    return lambda a, names: make(*(_poly(p, names) for p in a.args))


def _of_statements(make: Callable) -> Callable:
    return lambda a, names: make(*(_atom(s, names) for s in a.args))


_PLAIN: dict[str, Callable] = {  # the atoms that bind nothing
    "var": _var, "law": _law, "fn": _value, "log": _of_quantities(t.log), "exp": _of_quantities(t.exp),
    "draws": lambda a, names: t.Draws(a.args[0], _atom(a.args[1], names), _poly(a.args[2], names)),
    "gt": _of_quantities(lambda u: w.gt(u, 0)), "ne": _of_quantities(lambda u: w.ne(u, 0)),
    "eq": _of_quantities(w.eq), "le": _of_quantities(w.le), "bounded": _of_quantities(t.Bounded),
    "implies": _of_statements(t.implies), "iff": _of_statements(t.Iff), "and": _of_statements(t.Both)}


def _mean(_head, variables, parts, names, inner):
    but = None if parts[1] is None else _poly(parts[1], names)
    return t.Mean(inner[variables[0]], _poly(parts[0], names), but, _poly(parts[2], inner))


def _over(variables, weights, inner) -> list:
    """What stands in the brackets: the points that no law draws, then the laws."""
    covered = {v for weight in weights for v in outcomes(weight)}
    return [inner[v] for v in variables if v not in covered] + [_atom(weight, inner) for weight in weights]


def _points(variables, inner) -> list:
    return [inner[v] for v in variables]


def _normalised(_head, variables, parts, names, inner):
    return t.Normalised(_points(variables, inner), _poly(parts[0], inner), [_place(p, names) for p in parts[1]])


_BINDING: dict[str, Callable] = {  # those that bind: head, variables, parts, the names outside and those inside
    "norm": _normalised, "mean": _mean,
    **dict.fromkeys(("sup", "inf"), lambda head, variables, parts, names, inner: t.Extremum(
        head, inner[variables[0]], parts[0], _poly(parts[1], inner))),
    "int": lambda _head, variables, parts, names, inner: t.Integral(_points(variables, inner), _poly(parts[0], inner)),
    "KL": lambda _head, variables, parts, names, inner: t.Divergence(
        _points(variables, inner), _poly(parts[0], inner), _poly(parts[1], inner)),
    "E": lambda _head, variables, parts, names, inner: t.Expectation(
        _over(variables, parts[0], inner), _poly(parts[1], inner)),
    "integrable": lambda _head, variables, parts, names, inner: t.Integrable(
        _over(variables, parts[0], inner), _poly(parts[1], inner)),
    "always": lambda _head, variables, parts, names, inner: _always(variables, parts, inner)}


def _always(variables, parts, inner):
    weights, prop = parts
    body = _atom(prop, inner)
    drawing, drawn, guards = [], set(), []
    for weight in weights:
        outs = set(outcomes(weight))
        if outs <= set(variables) and not outs & drawn:
            drawing.append(_atom(weight, inner))
            drawn |= outs
        else:
            guards.append(weight)
    for weight in reversed(guards):
        body = t.implies(w.gt(_atom(weight, inner), 0), body)
    over = [inner[v] for v in variables if v not in drawn and not isinstance(v.args[0], tuple)] + drawing
    return t.Always(over, body) if over else body


LONGEST = 600  # characters of a form in a message


def text_of(form) -> str:
    """The form in the language that lines are typed in."""
    try:
        text = source(sympy_of(form))
    except Exception:  # a message must never hide the refusal that it explains
        return "something that has no text"
    return text if len(text) <= LONGEST else text[:LONGEST] + " …"


Refused.said = staticmethod(text_of)
