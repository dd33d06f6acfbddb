"""A theorem about laws q and points z holds for every law and every point: putting particular ones in.

Binders are opened with fresh variables before anything is replaced, so nothing can be captured.
"""

from __future__ import annotations

from collections import Counter

import sympy

from . import terms as t
from .conditions import drawable
from .core import (
    BINDERS,
    Atom,
    Poly,
    Refused,
    add,
    as_poly,
    atom,
    bind,
    const,
    fresh,
    law_atom,
    lift,
    mul,
    open_with,
    outcomes,
    power,
    rebuild,
    space_of,
    var,
)
from .forms import is_point
from .normal import at_least_one
from .reading import density, normalised, read


class Substitution:
    """What to put in: `{q(z): p(z | x), p(x, z): p(x, y, z), z: (y, z), K: K + 1}`."""

    def __init__(self, mapping: dict, draws: str | None = None):
        self.laws: dict = {}
        self.points: dict[Atom, tuple] = {}
        self.numbers: dict[Atom, Poly] = {}
        self.draws = draws
        for key, value in mapping.items():
            if isinstance(key, t.Point):
                value = value if isinstance(value, tuple) else (value,)
                if not all(isinstance(v, t.Point) for v in value):
                    raise Refused(f"only points can be put in for {key.name}")
                self.points[var(key.space, key.name)] = tuple(var(v.space, v.name) for v in value)
            elif isinstance(key, sympy.Symbol):
                number, _ = read(t.quantity(value), {})
                if key.is_integer and not at_least_one(number):
                    raise Refused(f"{key} counts from one, {value} may not")
                self.numbers[read(key, {})[0].atom_alone()] = number
            elif isinstance(key, t.Density):
                self._law(key, value if isinstance(value, list) else [value])
            else:
                raise Refused(f"nothing can be put in for {key}")

    def _law(self, key, targets):
        formal, _ = density(key, {})
        weights, conditions = [], []
        for target in map(t.unnamed, targets):
            if not isinstance(target, (t.Density, t.Normalised)):
                raise Refused(f"only a law can be put in for {key}, not {target}")
            weight, found = (normalised if isinstance(target, t.Normalised) else density)(target, {})
            weights.append(weight)
            conditions += found
        outs = tuple(o for w in weights for o in (w.args[-1] if w.head == "norm" else w.args[1]))
        if not drawable(weights):
            raise Refused(f"what stands for {key} is no law: its factors cannot be drawn one after the other")
        if formal.args[0].independent and any(
                w.free & set(outs) - set(w.args[-1] if w.head == "norm" else w.args[1]) for w in weights):
            raise Refused(f"the coordinates of {key.law.name} are independent, the factors that stand for it are not")
        if formal.args[0].independent and any(
                len(w.args[1]) > 1 and not (w.head == "law" and w.args[0].independent) for w in weights):
            raise Refused(f"the coordinates of {key.law.name} are independent, those of what stands for it need not be")
        if set(formal.args[0].spaces) != {space_of(o) for o in formal.args[1]}:
            raise Refused(f"say what stands for all of {key.law.name}, not for {key}")
        known = {v: self.points[v] for v in formal.args[1] if v in self.points}
        if not known:
            if len(formal.args[1]) == 1:
                known = {formal.args[1][0]: outs}
            elif len(outs) == len(formal.args[1]):
                known = {v: (o,) for v, o in zip(formal.args[1], outs)}
        flat = tuple(o for v in formal.args[1] for o in known.get(v, (v,)))
        if sorted(o.key for o in flat) != sorted(o.key for o in outs):
            raise Refused(f"{key} and what stands for it do not have the same outcomes")
        for v, image in known.items():
            if image != (v,) or v in self.points:
                self.points[v] = image
        self.laws[formal.args[0]] = (formal, weights, tuple(conditions))

    def images(self, points) -> frozenset[Atom]:
        """What stands for some free points."""
        return frozenset(image for v in points for image in self.points.get(v, (v,)))

    def check_apart(self, almost: frozenset[Atom], forms) -> None:
        """Refuse to put in what may move a point for almost every value of which a theorem holds: what holds for every
        law and almost every y, or for almost every pair, says nothing of a law chosen by y, or of pairs of equal points."""
        free = {v for form in forms for v in form.free if is_point(v)}
        images = Counter(image for v in free for image in self.points.get(v, (v,)))
        held = self.images(almost)
        for v in sorted(held, key=lambda v: v.key):
            if images[v] > 1:
                raise Refused(f"the theorem holds for almost every {v.args[1]}: no second point may stand for the same one")
        for what, free in self._mentioned():
            if not held.isdisjoint(free):
                name = min(v.args[1] for v in held & free)
                raise Refused(f"the theorem holds for almost every {name}, so {what} that depends on {name} may not be put in")

    def _mentioned(self):
        """What is put in, with the points that it depends on beside those that it is a law of."""
        for formal, weights, _ in self.laws.values():
            own = {o for w in weights for o in outcomes(w)} | self.images(formal.args[2])
            yield f"a law for {formal.args[0].name}", {v for w in weights for v in w.free} - own
        for symbol, number in self.numbers.items():
            yield f"a number for {symbol.args[1]}", set(number.free)

    # -- applying it --

    def term(self, term, env: dict | None = None):
        env = {} if env is None else env
        if isinstance(term, Poly):
            return add(*(mul(const(c), *(power(as_poly(self.term(a, env)), e) for a, e in m)) for m, c in term.terms))
        if isinstance(term, tuple):
            return tuple(image for part in term for image in self._spliced(part, env))
        if not isinstance(term, Atom):
            return term
        if term.head == "var":
            if term in self.numbers and term not in env:
                return self.numbers[term]
            image = self._images(term, env)
            if len(image) != 1:
                raise Refused(f"{term.args[1]} stands for several points here")
            return image[0]
        if term.head == "law" and term.args[0] in self.laws:
            return mul(*(lift(w) for w in self._weights(term, env)))
        if term.head in BINDERS:
            return self._binder(term, env)
        return rebuild(term, tuple(self.term(a, env) for a in term.args))

    def _spliced(self, part, env):
        if isinstance(part, Atom) and part.head == "var" and not (part in self.numbers and part not in env):
            return self._images(part, env)
        if isinstance(part, Atom) and part.head == "law" and part.args[0] in self.laws:
            return self._weights(part, env)
        if isinstance(part, Atom) and part.head == "draws":
            return (self._draws(part, env),)
        made = self.term(part, env)
        return (made.atom_alone() or made,) if isinstance(made, Poly) and isinstance(part, Atom) else (made,)

    def _images(self, v: Atom, env) -> tuple:
        if v in env:
            return env[v]
        return self.points.get(v, (v,))

    def _weights(self, occurrence: Atom, env) -> tuple:
        formal, weights, _ = self.laws[occurrence.args[0]]
        outs, givens = self.term(occurrence.args[1], env), self.term(occurrence.args[2], env)
        images = {}
        for old in occurrence.args[1] + occurrence.args[2]:
            formal_v = next(v for v in formal.args[1] + formal.args[2] if space_of(v) == space_of(old))
            targets = self.points.get(formal_v, (formal_v,))
            images.update(zip(targets, self.term((old,), env)))
        full = len(occurrence.args[1]) == len(formal.args[1])
        from .core import replace
        if len(weights) == 1 and weights[0].head == "law" and not full:
            law, _outs, extra = weights[0].args
            extra = tuple(e for e in extra if e not in images)
            return (law_atom(law, outs, tuple(replace(e, images) for e in extra) + givens),)
        if not full:
            raise Refused(f"only the whole of {occurrence.args[0].name} can be replaced by a product")
        return tuple(replace(w, images) for w in weights)

    def _draws(self, part: Atom, env) -> Atom:
        kind, law, count = part.args
        if self.draws is not None:
            kinds = t.Draws.kinds
            if kinds.index(self.draws) < kinds.index(kind):
                raise Refused(f"{self.draws} draws need not be {kind}")
            kind = self.draws
        inner = self.term((law,), env)
        if len(inner) != 1:
            raise Refused("several draws are made of one law")
        return atom("draws", kind, inner[0], self.term(count, env))

    def _binder(self, binder: Atom, env):
        targets = [v for image in self.points.values() for v in image]
        held = [v for image in env.values() for v in image]
        free_of_laws = [w for _f, weights, _c in self.laws.values() for w in weights]
        variables = fresh(binder.args[0], [binder, *binder.args[0], *targets, *held, *env, *free_of_laws])
        parts = open_with(binder, variables)
        inner, made = dict(env), []
        for v in variables:
            image = next((img for key, img in self.points.items() if key.args[0] == v.args[0]), None)
            if isinstance(v.args[0], tuple):
                opened = (var(("index", self.term(v.args[0][1], env)), v.args[1]),)
            elif image is None:
                opened = (v,)
            else:
                opened = fresh(image, [*variables, *made, *targets, *held, *free_of_laws, binder])
            inner[v] = opened
            made.extend(opened)
        return bind(binder.head, tuple(made), *(self.term(p, inner) if p is not None else None for p in parts))

    def conditions(self, conditions) -> tuple:
        """A theorem's conditions, particular laws put in, in canonical form again."""
        from .conditions import always, integrable
        from .core import open_fresh
        found = [c for _f, _w, cs in self.laws.values() for c in cs]
        for c in conditions:
            made = self.term(c)
            if made.head == "integrable":
                variables, (weights, body) = open_fresh(made)
                found.extend(integrable(variables, weights, body))
            else:
                found.extend(always((), (), made))
        return tuple(found)
