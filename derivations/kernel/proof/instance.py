"""Puts particulars into a theorem, which holds for every law and every point of its spaces.

Binders are opened with fresh variables before anything is replaced, so nothing can be captured.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from typing import TypeAlias

import sympy
from sympy import Basic

from ...language import terms as t
from ...language.places import kind_of_numbers
from ..chains.points import plain_space
from ..forms.binders import (
    Atom,
    Poly,
    Refused,
    add,
    as_poly,
    atom,
    atoms_in,
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
    replace,
    space_of,
    var,
)
from ..forms.derivatives import differentiated, smooth_everywhere
from ..forms.expansions import at_least_one, factors_of, nonnegative
from ..forms.named_laws import is_named, values_of
from ..forms.nodes import Conditions, Form, Part, Variables, Weights
from ..forms.polynomials import ends, index_from, is_point
from ..forms.times import is_count, of_a_path
from ..lemmas.table import about_finiteness
from ..lines.path_points import PathPoints, check_binder, check_draws, check_everywhere, check_single, drawn_on_path
from ..lines.paths import PATHS
from ..lines.reading import read, read_atom
from ..logic.conditions import close, drawable
from ..logic.defined import definedness
from ..logic.joint_laws import drawn_from, spoken_of
from ..logic.smoothness import smooth_density

Images: TypeAlias = dict[Atom, Variables]
"""The variables that stand for each variable of a binder that is rebuilt."""


class Substitution:
    """The particulars that are put in: `{q(z): p(z | x), p(x, z): p(x, y, z), z: (y, z), K: K + 1}`.

    First all points are settled, then laws: the laws that stand for a law draw just the points that stand for its own.
    A space goes with its points: all of its points, bound ones too, become points of one and the same list of spaces.
    """

    def __init__(self, mapping: dict, draws: str | None = None) -> None:
        if draws is not None and draws not in t.Draws.kinds:
            raise Refused(f"draws are {', '.join(t.Draws.kinds)}, not {draws!r}")
        self.laws: dict[t.Law, tuple[Atom, Weights]] = {}  # how each law is called, and the laws that stand for it
        self.points: dict[Atom, Variables] = {}
        self.paths = PathPoints()
        self.numbers: dict[Atom, Poly] = {}
        self.functions: dict[t.Function, tuple[tuple[Part, ...], Poly]] = {}  # how each is called, what stands for it
        self.defined: list[Atom] = []  # conditions under which the particulars are defined
        self._conditions: dict[Atom, Conditions] = {}  # what each condition met so far became
        self.draws = draws
        for key, value in mapping.items():
            if isinstance(key, t.Point):
                self._point(key, value)
            elif isinstance(key, sympy.Symbol):
                self._number(key, value)
            elif not isinstance(key, t.Value) and not isinstance(t.unnamed(key), t.Density):
                raise Refused(f"nothing can be put in for {t.said(key)}, only for points, counts, laws as q(z), and "
                              "functions as f(z)")
            for point, outs in drawn_on_path(t.unnamed(key), t.unnamed(value)).items():
                if point not in mapping:
                    self._point(point, outs)
        for key, value in mapping.items():
            if isinstance(key, t.Value):
                self._function(key, value)
            elif isinstance(t.unnamed(key), t.Density):
                self._law(t.unnamed(key), value if isinstance(value, list) else [value])
        self.spaces = self._spaces()
        for formal, weights in self.laws.values():
            self._check_outcomes(formal, weights)

    def _point(self, key: t.Point, value: object) -> None:
        value = value if isinstance(value, tuple) else (value,)
        if not value or not all(isinstance(v, (t.Point, *PATHS)) for v in value):
            raise Refused(f"only points can be put in for {key.name}")
        kinds = {kind_of_numbers(v.space) for v in value}
        if kind_of_numbers(key.space) is not None and (len(value) > 1 or kinds != {kind_of_numbers(key.space)}):
            raise Refused(f"{key.name} is a {kind_of_numbers(key.space)} number, and another one can be put in for it")
        self.points[var(key.space, key.name)] = tuple(map(self.paths.variable, value))

    def _number(self, key: sympy.Symbol, value: object) -> None:
        number, conditions = read(t.quantity(value), {})
        if key.is_integer and not at_least_one(number):
            raise Refused(f"{key} counts from one, {t.said(value)} may not")
        self.defined += conditions
        self.numbers[read(key, {})[0].atom_alone()] = number

    def _function(self, key: t.Value, value: object) -> None:
        formal, _ = read_atom(key, {})
        function, *arguments = formal.args
        places = [a if isinstance(a, Atom) else a.atom_alone() for a in arguments]
        fitting = (p is not None and named_place(p, space) for p, space in zip(places, function.spaces))
        if len(set(places)) < len(places) or not all(fitting):
            raise Refused(f"name the function that is replaced at different points: {key}")
        if function in self.functions:
            raise Refused(f"{function.name} is put in twice")
        form, _ = read(t.quantity(value), self.paths.nodes)  # where it is undefined, conditions and lines ask
        if function.nonnegative and not nonnegative(form):
            raise Refused(f"{function.name} is never negative, {t.said(value)} may be")
        moving = {p for p, space in zip(places, function.spaces) if space == "real"}
        if not smooth_everywhere(form, moving):
            raise Refused(f"{function.name} can be differentiated at every value, {t.said(value)} need not be")
        self.functions[function] = (tuple(places), form)

    def _law(self, key: Basic, targets: list) -> None:
        formal, _ = read_atom(key, {})
        law = formal.args[0]
        if law in self.laws:
            raise Refused(f"{law.name} is put in twice")
        values = [v.args[1] for v in formal.args[2] if v.head == "param"]
        points = [v for v in formal.args[1] + formal.args[2] if v.head != "param"]
        if not all(map(is_point, points)) or len(set(values)) < len(values):
            raise Refused(f"name the law that is replaced at points, and a family at different parameters: {key}")
        weights = []
        for target in map(t.unnamed, targets):
            if not isinstance(target, (t.Density, t.Normalised)):
                raise Refused(f"only a law can be put in for {key}, not {t.said(target)}")
            weight, found = read_atom(target, self.paths.nodes)
            self.paths.check_law(key, formal, weight, target, len(targets) == 1)
            if values and (weight.head != "law" or found):
                raise Refused(f"{law.name} is a family of laws for every value, and {t.said(target)} is none")
            if is_named(weight) and not all(smooth_everywhere(u, set(values)) for u in values_of(weight)):
                raise Refused(f"{law.name} can be differentiated at every value, {t.said(target)} need not be")
            weights.append(weight)
            self.defined += close(outcomes(weight), (), found)  # as far as it is a law: at a place, lines ask for more
        self._check_law(key, formal, weights)
        self._settle(formal, tuple(o for w in weights for o in outcomes(w)))
        self.laws[law] = (formal, tuple(weights))

    @staticmethod
    def _check_law(key: Basic, formal: Atom, weights: Sequence[Atom]) -> None:
        law = formal.args[0]
        outs = {o for w in weights for o in outcomes(w)}
        if not drawable(weights):
            raise Refused(f"what stands for {key} is no law: its factors cannot be drawn one after the other")
        if law.independent and any(w.free & outs - set(outcomes(w)) for w in weights):
            raise Refused(f"the coordinates of {law.name} are independent, the factors that stand for it are not")
        joined = [w for w in weights if len(outcomes(w)) > 1 and not (w.head == "law" and w.args[0].independent)]
        if law.independent and joined:
            raise Refused(f"the coordinates of {law.name} are independent, those of what stands for it need not be")
        if set(law.spaces) != {space_of(o) for o in formal.args[1]}:  # else it is given what it is declared with
            raise Refused(f"say what stands for all of {law.name}, not for {key}")

    def _settle(self, formal: Atom, outs: Variables) -> None:
        """Settle the points that stand for a law's outcomes, where the author did not name them."""
        own = formal.args[1]
        if len(own) == 1 and own[0] not in self.points:
            self.points[own[0]] = outs
        elif len(own) == len(outs) and not any(v in self.points for v in own):
            same = {space_of(o): o for o in outs}  # the order of outcomes says nothing where their spaces do
            left = iter([o for o in outs if space_of(o) not in {space_of(v) for v in own}])
            self.points.update((v, (same.get(space_of(v)) or next(left),)) for v in own)
        for v in own:
            self.points.setdefault(v, (v,))

    def _spaces(self) -> dict[str, tuple[str, ...]]:
        """The spaces that each space becomes."""
        spaces: dict[str, tuple[str, ...]] = {}
        for v, image in self.points.items():
            becomes = tuple(o.args[0] for o in image)
            if len(set(image)) < len(image):
                raise Refused(f"one point stands twice for {v.args[1]}")
            if spaces.setdefault(v.args[0], becomes) != becomes:
                raise Refused(f"points of the space {v.args[0]} become points of different spaces")
        return spaces

    def _check_outcomes(self, formal: Atom, weights: Weights) -> None:
        drawn = [o for v in formal.args[1] for o in self.points[v]]
        expected = [o.key for o in drawn]
        found = [o.key for w in weights for o in outcomes(w)]
        if sorted(expected) != sorted(found) or len(set(found)) < len(found):
            raise Refused(f"{formal.args[0].name} and what stands for it do not have the same outcomes")
        for weight in weights if any(map(of_a_path, drawn)) else ():
            self.paths.check_order(formal.args[0].name, [self.points[v] for v in formal.args[1]], weight)
        both = sorted(o.args[1] for o in self.images(formal.args[2]) if o.key in expected)
        if both:  # else the law would be taken at what it is given, where it draws
            raise Refused(f"{both[0]} stands for an outcome of {formal.args[0].name} and for a point that it is given")

    def images(self, points: Iterable[Atom]) -> frozenset[Atom]:
        """The points that stand for some free points."""
        return frozenset(image for v in points if v.head != "param" for image in self.points.get(v, (v,)))

    def at_almost_all(self, forms: Iterable[Form]) -> set[Atom]:
        """The free points of a law that becomes one of which the integral over some points may be infinite at others:
        one that is drawn factor by factor, or proportional to something.  At almost all points it is finite."""
        loose = {space for law, (_, parts) in self.laws.items() for space in law.spaces if any(
            w.args[0].product if w.head == "law" else law.spaces[1:] for w in parts) or (parts[1:] and law.spaces[1:])}
        return {v for form in forms for v in form.free if v.args[0] in loose}

    def check_keys(self, forms: Sequence[Form]) -> None:
        """Refuse to put something in for what the theorem does not speak of."""
        laws, spaces, free = spoken_of(forms)
        functions = {a.args[0] for a in atoms_in(*forms) if a.head == "fn"}
        for kind, own, known in (("function", self.functions, functions), ("law", self.laws, laws)):
            for one in own:
                if one not in known:
                    raise Refused(f"the theorem says nothing of a {kind} {one.name} like that")
        for v in (*self.points, *self.numbers):
            if v not in free and v.args[0] not in spaces:
                raise Refused(f"the theorem says nothing of {v.args[1]}")

    def check_products(self, forms: Sequence[Form]) -> None:
        """Refuse particulars by which a law that the theorem names from a product would no longer be that product."""
        for law in spoken_of(forms)[0]:
            for one in drawn_from(law):
                if law not in self.laws and (one in self.laws or any(
                        self.spaces.get(s, (s,)) != (s,) for s in law.spaces + law.given)):
                    raise Refused(f"say what stands for {law.name}, too: {law.name} is drawn from {one.name}")
            if law.product and law in self.laws:
                self._check_product(law)

    def _check_product(self, law: t.Law) -> None:
        formal, weights = self.laws[law]
        place = {space_of(v): v for v in formal.args[1] + formal.args[2]}
        factors = [law_atom(one.law, [place[s] for s in one.law.spaces], [place[s] for s in one.law.given])
                   for one in law.product]
        stands, held = ([w for one in laws for w in (factors_of(one) if one.head == "law" else (one,))] for laws in (
            [one for factor in factors for one in self._for_factor(factor)], weights))
        if sorted(w.key for w in stands) != sorted(w.key for w in held):
            raise Refused(f"{law.name} is the product of its factors: what stands for it is not the product of those")

    def _for_factor(self, factor: Atom) -> Weights:
        """What stands for a factor of a named product: for its own factors, where it is named from a product, too, and
        nothing is put in for it itself."""
        if factor.args[0] in self.laws or factors_of(factor) == (factor,):
            return self._weights(factor, {})
        return tuple(w for inner in factors_of(factor) for w in self._weights(inner, {}))

    def check_apart(self, almost: frozenset[Atom], forms: Iterable[Form]) -> None:
        """Refuse particulars that follow a point for almost every value of which a theorem holds.

        A statement for every law and almost every y, or for almost every pair, says nothing of a law that is chosen by
        y, or of pairs of equal points.
        """
        free = {v for form in forms for v in form.free if is_point(v)}
        images = Counter(image for v in free for image in self.points.get(v, (v,)))
        held = self.images(almost)
        check_everywhere(held)
        for v in sorted(held, key=lambda v: v.key):
            name = v.args[1]
            if images[v] > 1:
                raise Refused(f"the theorem holds for almost every {name}: no second point may stand for the same one")
            for what, depends_on in self._mentioned():
                if v in depends_on:
                    raise Refused(f"the theorem holds for almost every {name}: "
                                  f"{what} that depends on {name} may not be put in")

    def _mentioned(self) -> Iterator[tuple[str, set[Atom]]]:
        """Each particular in words, with the variables on which it depends beside those of which it is a law."""
        for formal, weights in self.laws.values():
            own = {o for w in weights for o in outcomes(w)} | self.images(formal.args[2])
            own |= {v.args[1] for v in formal.args[2] if v.head == "param"}
            yield f"a law for {formal.args[0].name}", {v for w in weights for v in w.free} - own
        for function, (places, form) in self.functions.items():
            yield f"a quantity for {function.name}", set(form.free) - self.images(places)
        yield from ((f"a number for {symbol.args[1]}", set(number.free)) for symbol, number in self.numbers.items())

    # -- applying it --

    def whole(self, form: Form) -> Form:
        """A statement of a theorem with the particulars put in."""
        return self.paths.placed(self.term(form))

    def term(self, term: Part, env: Images | None = None) -> Part:
        """A part of a theorem with the particulars put in; `env` has the images of the variables bound around it."""
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
            return self._one(term, env)
        if term.head == "law":
            return mul(*(lift(w) for w in self._weights(term, env)))
        if term.head == "partial":
            return self._partial(term, env)
        if term.head == "smooth":
            return atom("and", *(c for w in self._weights(term.args[0], env) for c in smooth_density(w)))
        if term.kind.binds:
            return self._binder(term, env)
        if term.head == "fn" and term.args[0] in self.functions:
            return self._value(term, env)
        made = tuple(self.term(a, env) for a in term.args)
        if term.head == "fn":
            check_places(term.args[0], term.args[1:], made[1:])
        return rebuild(term, made)

    def _spliced(self, part: Part, env: Images) -> tuple[Part, ...]:
        if isinstance(part, Atom) and part.head == "var" and not (part in self.numbers and part not in env):
            return self._images(part, env)
        if isinstance(part, Atom) and part.head == "law":
            return self._weights(part, env)
        if isinstance(part, Atom) and part.head == "draws":
            return (self._draws(part, env),)
        made = self.term(part, env)
        return (made.atom_alone() or made,) if isinstance(made, Poly) and isinstance(part, Atom) else (made,)

    def _one(self, v: Atom, env: Images) -> Atom:
        image = self._images(v, env)
        if len(image) != 1:
            raise Refused(f"several points stand for one of the space {v.args[0]} where only one can")
        return image[0]

    def _images(self, v: Atom, env: Images) -> Variables:
        if v in env:
            return env[v]
        if v in self.points:
            return self.points[v]
        if of_a_path(v):
            return (var(self.term(v.args[0], env), v.args[1]),)
        if isinstance(v.args[0], str) and self.spaces.get(v.args[0], (v.args[0],)) != (v.args[0],):
            raise Refused(f"say what stands for {v.args[1]}, too: its space becomes another")
        return (v,)

    def _weights(self, occurrence: Atom, env: Images) -> Weights:
        law, old_outs, old_givens = occurrence.args
        outs, givens = self.term(old_outs, env), self.term(old_givens, env)
        if isinstance(law, (t.NamedLaw, t.Chain)):  # a number may have become another one
            law = law if isinstance(law, t.Chain) else t.NamedLaw(law.name, space_of(outs[0]))
            return (law_atom(law, outs, givens),)
        if law not in self.laws:
            spaces = {space_of(v) for v in givens}
            if not spaces.issuperset(law.given) or Counter(map(space_of, outs + givens)) != Counter(
                    map(space_of, old_outs + old_givens)):
                raise Refused(f"say what stands for {law.name}, too: one of its spaces becomes another")
            return (law_atom(law, outs, givens),)
        formal, weights = self.laws[law]
        images = {}
        for old in old_outs + old_givens:
            formal_v = next(v for v in formal.args[1] + formal.args[2] if space_of(v) == space_of(old))
            if old.head == "param":
                images[formal_v.args[1]] = self.term(old, env).args[1]
            else:
                images.update(zip(self._images(formal_v, {}), self.term((old,), env), strict=True))
        if len(old_outs) == len(formal.args[1]):
            return tuple(replace(w, images) for w in weights)
        if len(weights) != 1 or weights[0].head != "law":
            raise Refused(f"only the whole of {law.name} can be replaced by a product")
        new, _outs, extra = weights[0].args
        # it is given what the new law is given, which need not be all that the old one was, and known coordinates
        known = self.term(tuple(g for g in old_givens if space_of(g) not in law.given), env)
        return (law_atom(new, outs, tuple(replace(e, images) for e in extra) + known),)

    def _partial(self, term: Atom, env: Images) -> Form:
        """What a partial derivative becomes: of a density or a function that is replaced, the derivative of what stands
        for it, in what stands in its places."""
        base, orders = term.args
        if base.head == "fn" and base.args[0] in self.functions:
            (places, form), function = self.functions[base.args[0]], base.args[0]
            real = [p for p, space in zip(places, function.spaces) if space == "real"]
            return self._value(base, env, differentiated(form, real, orders))
        if base.head == "law" and base.args[0] in self.laws:
            formal, _ = self.laws[base.args[0]]
            apart = fresh(tuple(v.args[1] for v in formal.args[2] if v.head == "param"), (term, *env))
            whole = law_atom(base.args[0], base.args[1], [
                atom("param", v.args[0], apart[v.args[0] - 1]) if v.head == "param" else v for v in base.args[2]])
            inner = env | {v: (v,) for v in apart}
            made = differentiated(mul(*map(lift, self._weights(whole, inner))), apart, orders)
            values = [self.term(v.args[1], env) for v in base.args[2] if v.head == "param"]
            return replace(made, dict(zip(apart, values)))
        return rebuild(term, (self.term(base, env).atom_alone(), orders) if base.head == "law" else (
            self.term(base, env), orders))

    def _value(self, term: Atom, env: Images, form: Poly | None = None) -> Poly:
        """What stands for a value of a function that is replaced: `form`, where another quantity does."""
        places, stands = self.functions[term.args[0]]
        form = stands if form is None else form
        images: dict[Atom, Form] = {}
        for place, argument in zip(places, term.args[1:]):
            if is_count(place) or place.args[0] == "real":
                images[place] = self.term(argument, env)
                continue
            own, other = self._images(place, {}), self.term((argument,), env)
            if [space_of(v) for v in own] != [space_of(v) for v in other]:
                raise Refused(f"say what stands for {place.args[1]}, too: its space becomes another")
            images.update(zip(own, other))
        return replace(form, images)

    def _draws(self, part: Atom, env: Images) -> Atom:
        kind, law, count = part.args
        if self.draws is not None:
            if t.Draws.kinds.index(self.draws) < t.Draws.kinds.index(kind):
                raise Refused(f"{self.draws} draws need not be {kind}")
            kind = self.draws
        inner = self.term((law,), env)
        check_draws(inner[0])
        if len(inner) != 1 or inner[0].head != "law" or len(outcomes(inner[0])) != 1:
            raise Refused("several draws are made of one declared law, of one point")
        return atom("draws", kind, inner[0], self.term(count, env))

    def _binder(self, binder: Atom, env: Images) -> Atom:
        held = [v for image in env.values() for v in image]
        avoid = [binder, *held, *env]  # particulars were read, and no variable that is read is called like a fresh one
        variables = fresh(binder.args[0], avoid)
        parts = open_with(binder, variables)
        inner, made = dict(env), []
        for v in variables:
            sort = v.args[0]
            if not isinstance(sort, str):
                opened = (var(self.term(sort, inner) if of_a_path(v) else index_from(
                    *(self.term(end, inner) for end in ends(v))), v.args[1]),)
            else:
                becomes = self.spaces.get(sort, (sort,))
                check_binder(binder.head, becomes)
                opened = (v,) if becomes == (sort,) else fresh(
                    tuple(var(space, i) for i, space in enumerate(becomes)), [*avoid, *variables, *made])
            inner[v] = opened
            made.extend(opened)
        if binder.head in ("sup", "inf") and made[0] not in variables:
            raise Refused("the members of a family stay what they are")
        return bind(binder.head, tuple(made), *(self.term(p, inner) if p is not None else None for p in parts))

    def conditions(self, conditions: Iterable[Atom]) -> Conditions:
        """A theorem's conditions with particulars put in, in canonical form again.

        A condition says that its quantity is defined, too; so do the conditions that it becomes, even if terms cancel.
        """
        return (*map(self.paths.placed, self.defined), *(d for c in conditions for d in self._condition(c)))

    def conclusions(self, conclusions: Iterable[Atom]) -> Conditions:
        """The conclusions of a fact with particulars put in; finiteness only as far as the quantity is defined."""
        return tuple(d for c in conclusions for d in self._conclusion(c))

    def _condition(self, c: Atom) -> Conditions:
        found = self._conditions.get(c)
        if found is None:
            made = map(self.whole, (c, *definedness(c)))
            found = self._conditions[c] = tuple(dict.fromkeys(d for part in made for d in part.kind.canonical(part)))
        return found

    def _conclusion(self, c: Atom) -> Conditions:
        made = self.whole(c)
        return made.kind.bare(made) if about_finiteness(c) else self._condition(c)


def named_place(v: Atom, space: str) -> bool:
    """Whether a variable may name a place of a function that is replaced: a parameter a real one, a count an index."""
    if space == "real":
        return v.head == "var" and v.args[0] == "real"
    return is_count(v) if space == "index" else is_point(v)


def check_places(function: t.Function, old: tuple[Part, ...], new: tuple[Part, ...]) -> None:
    """Refuse new places of a function that are not of its own spaces any more."""
    check_single(function.name, new)
    if len(old) != len(new) or any(isinstance(a, Atom) and plain_space(a) != plain_space(b) for a, b in zip(old, new)):
        raise Refused(f"{function.name} is a function of {', '.join(function.spaces)}: the space becomes another")
