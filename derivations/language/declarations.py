"""Laws, functions and subsets, which an author declares, and the densities, values and draws made of them.

A *point* is a place in a space (`x`, `z`); a *law* is a probability law over named spaces.  A constructor raises
ValueError where its arguments do not fit; the message names the argument.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import cached_property
from typing import Self

import sympy
from sympy import Basic, Expr, Tuple
from sympy.core.symbol import Str

from .arguments import Quantity, flag, is_index, quantity, said
from .names import declared
from .places import (
    Bar,
    Coordinate,
    Draw,
    Parameter,
    Place,
    Point,
    Spoken,
    SpokenNumber,
    Stretch,
    Taken,
    of_parameter,
    taken_space,
)
from .usage import WRITTEN, usage


def split_bar(places: Iterable[object]) -> tuple[tuple[Place, ...], tuple[Place, ...]]:
    """The places left and right of the bar in a law's parentheses."""
    left, right, bar = [], [], False
    for place in places:
        if isinstance(place, Bar):
            if bar:
                raise ValueError("one | at most in a law's parentheses: what stands right of it is given, "
                                 "as in p(z | x, y)")
            bar = True
            left.append(place.args[0])
            right.append(place.args[1])
        elif isinstance(place, Place):
            (right if bar else left).append(place)
        else:
            name = ": write the point, not its name" if isinstance(place, str) else ""
            raise ValueError(f"a law takes points, not {said(place)}{name}")
    return tuple(left), tuple(right)


class Law(Basic):
    """Declare a probability law.  Its name is that of its variable, and its points are its coordinates.

        p = Law("p", x, z)                          a law of x and z, with every marginal and conditional
        s = Law("s", z | x)                         a law of z for each x
        m = Law("m", y, z, independent=True)        coordinates that are independent (a mean field)
        o = Law("o", x, z, product=(c(x), s(z | x)))    a name for the law that is drawn factor by factor

    `p(x, z)` is its density at points.  It may be zero, and is with respect to any σ-finite base measure: the law may
    be discrete, continuous or of both kinds.  Nothing else is known of it.

    A law that is written with parameters in brackets, `q[phi](z)`, is a family of laws, smooth in its parameters: for
    each value of them, at almost every point, its densities, marginal ones too, can be differentiated any number of
    times at all values near it.  They may vanish for some values and not for others, as those of a law on (0, phi) do.

    The rule `factorise` writes the density of independent coordinates, or of a law that is named from a product, as a
    product; in the brackets of `E` the rule `total_expectation` does.

    Accepted:
        x, z = points("x z")
        p, q, s = Law("p", x, z), Law("q", z), Law("s", z | x)

        m = Law("m", y, z, independent=True)

        m = Law("m", y, z | x, independent=True)     # independent for each x

        o = Law("o", x, z, product=(c(x), s(z | x)))     # x first, then z given x

        phi, psi = parameters("phi psi")
        member = s[phi, psi](z | x)     # two parameters

    Refused:
        q = Law("p", z)

        q = Law("q", z, z)

        m = Law("m", y, z, independent=2)

        o = Law("o", x, z, product=(s(z | x), c(x)))

        phi, = parameters("phi")
        member = s[2*phi](z | x)
    """

    def __new__(cls, name: str, *places: Place | Bar, independent: bool = False,
                product: Sequence[Density] = ()) -> Self:
        outs, givens = split_bar(places)
        if not all(isinstance(place, Point) for place in outs + givens):
            raise ValueError(f"law {name!r} is declared over points, not over draws")
        numbers = [place.name for place in outs + givens if isinstance(place, Coordinate)]
        if numbers:
            raise ValueError(f"law {name!r} is declared over points, as points(…) makes them, "
                             f"and {numbers[0]} is a number: laws of numbers are Gamma[…] and Normal[…]")
        spaces = [place.space for place in outs + givens]
        if not outs or len(set(spaces)) < len(spaces):
            told = f"not {', '.join(spaces)}" if spaces else "and here is none"
            raise ValueError(f'a law is of points of different spaces, as in Law("q", z), {told}')
        return Basic.__new__(cls, Str(declared(name, "a law")), Tuple(*(Str(p.space) for p in outs)),
                             Tuple(*(Str(p.space) for p in givens)), flag("independent", independent),
                             *_product(name, outs, givens, independent, product))

    name = property(lambda self: self.args[0].name)
    spaces = cached_property(lambda self: tuple(s.name for s in self.args[1]))
    given = cached_property(lambda self: tuple(s.name for s in self.args[2]))
    independent = property(lambda self: self.args[3] == sympy.true)
    product = property(lambda self: tuple(self.args[4]) if len(self.args) > 4 else ())  # the factors, as they are drawn
    points_given = cached_property(lambda self: tuple(space for space in self.given if not of_parameter(space)))
    parameters = property(lambda self: len(self.given) - len(self.points_given))  # how many its brackets have
    usage = property(lambda self: f"{self.name}({', '.join(self.spaces)}"
                                  f"{' | ' * bool(self.points_given)}{', '.join(self.points_given)})")

    @property
    def declared(self) -> Law:
        """The law as it was declared: of a family, without its parameters."""
        return self._given(self.points_given) if self.parameters else self

    def _given(self, spaces: Iterable[str]) -> Law:
        name, outs, _, *rest = self.args
        return Basic.__new__(Law, name, outs, Tuple(*map(Str, spaces)), *rest)

    def check_places(self, outs: Iterable[Place], givens: Iterable[Place]) -> None:
        """Refuse places at which the law has no density."""
        left, right = [o.space for o in outs], [g.space for g in givens]
        if any(isinstance(place, Taken) for place in outs):
            raise ValueError(f"the parameters of {self.name} stand in brackets, as in {self.name}[phi](z)")
        known = self.spaces + self.given
        strangers = [s for s in left + right if s not in known]
        repeated = len(set(left + right)) < len(left + right)
        if not left or strangers or repeated or not set(self.given) <= set(right) or set(self.given) & set(left):
            given = f" for each {', '.join(self.points_given)}" if self.points_given else ""
            right = [space for space in right if not of_parameter(space)]
            raise ValueError(f"{self.name} is a law of {', '.join(self.spaces)}{given}: it has no density at "
                             f"({', '.join(left)}{' | ' * bool(right)}{', '.join(right)})" + usage(self))

    def __call__(self, *places: Place | Bar) -> Density:
        return Density(self, *split_bar(places))

    def __getitem__(self, parameters: object) -> Member:
        return Member(self, parameters if isinstance(parameters, tuple) else (parameters,))

    __iter__ = None  # q[phi] is a law, not a sequence


class Member:
    """`q[phi]`, a family of laws at a value of its parameters, which takes points in parentheses."""

    def __init__(self, law: Law, parameters: tuple) -> None:
        if law.product:
            raise ValueError(f"{law.name} is named from a product and takes no parameters: its factors may")
        self.taken = tuple(Taken(number, parameter) for number, parameter in enumerate(parameters, 1))
        if not self.taken:
            raise ValueError(f"{law.name}[…] takes parameters, and here is none")
        self.law = law._given(law.given + tuple(map(taken_space, range(1, len(self.taken) + 1))))
        self.usage = f"{law.name}[{', '.join(p.name for p in parameters)}]{law.usage.removeprefix(law.name)}"

    def __call__(self, *places: Place | Bar) -> Density:
        outs, givens = split_bar(places)
        return Density(self.law, outs, (*givens, *self.taken))

    def __repr__(self) -> str:
        return f"{self.usage} without its parentheses"


def _product(name: str, outs: tuple[Place, ...], givens: tuple[Place, ...], independent: bool,
             product: Sequence[Density]) -> tuple[Tuple, ...]:
    """The factors of a law that is named from a product, as an argument of its node.

    Raises ValueError where they cannot be drawn one after the other, or do not draw just the law's coordinates.
    """
    if not isinstance(product, (tuple, list)) or not all(isinstance(factor, Density) for factor in product):
        raise ValueError(f"law {name!r}: write product=(p(x), q(z | x)), the densities of declared laws")
    if not product:
        return ()
    if independent:
        raise ValueError(f"law {name!r} is named from a product: its factors say what is independent")
    drawn = [place.space for place in givens]
    for factor in product:
        law = factor.law
        if not all(isinstance(place, Point) for place in factor.outs + factor.givens):
            raise ValueError(f"law {name!r}: a factor is the density of a law at points, not at draws")
        if {o.space for o in factor.outs} != set(law.spaces) or {g.space for g in factor.givens} != set(law.given):
            raise ValueError(f"law {name!r}: a factor is a whole law as it was declared, not a part of {law.name}")
        strange = next((place for place in factor.outs + factor.givens if place not in outs + givens), None)
        if strange is not None and strange.space in {place.space for place in outs + givens}:
            raise ValueError(f"law {name!r}: a factor is taken at the points of the law, not at {strange.name}")
        if not {g.space for g in factor.givens} <= set(drawn):
            raise ValueError(f"law {name!r}: {law.name} is given a point that no factor before it draws")
        drawn += [o.space for o in factor.outs]
    if sorted(drawn) != sorted(place.space for place in outs + givens):
        raise ValueError(f"law {name!r}: its factors draw {', '.join(drawn)}, each once, or they are not its factors")
    return (Tuple(*product),)


class Density(SpokenNumber):
    """The density of a law at points.

    A law of x and z has the densities `p(x, z)`, `p(x)`, `p(z)`, `p(z | x)` and `p(x | z)`.  On the left of the bar
    stand the points of the density, on its right the given points; their order does not matter.  A density is never
    negative.  A conditional one is defined where that of its given points is positive.  A law that was declared with a
    bar is a law for each value of the given points, and has no density without them.

    Accepted:
        p(x, z)
        p(z)              # a marginal density
        p(z | x)          # a conditional density
        t(x, y | z)       # t is a law of x, y, z
        s(z | x)          # s was declared as Law("s", z | x)
        q(v)              # v is a second point of the space of z

    Refused:
        p(y)
        p(x, z, z)
        s(z)
        p(z | 1)
        p
    """

    def __new__(cls, law: Law, outs: Iterable[Basic], givens: Iterable[Basic] = ()) -> Self:
        outs, givens = Tuple(*outs), Tuple(*givens)
        law.check_places(outs, givens)
        return Expr.__new__(cls, law, outs, givens)

    law = property(lambda self: self.args[0])
    outs = property(lambda self: tuple(self.args[1]))
    givens = property(lambda self: tuple(self.args[2]))
    points_given = property(lambda self: tuple(g for g in self.args[2] if not isinstance(g, Taken)))
    taken = property(lambda self: tuple(g.parameter for g in self.args[2] if isinstance(g, Taken)))  # its parameters


class Draws(Spoken, Basic):
    """Several draws z[1], …, z[n], each with the given density; `kind` says how they depend on each other."""

    kinds = ("identical", "exchangeable", "iid")  # each one a special case of the one before

    def __new__(cls, kind: str, density: Density, count: Quantity) -> Self:
        if kind not in cls.kinds:
            raise ValueError(f"draws are {', '.join(cls.kinds)}, not {kind!r}")
        if not isinstance(density, Density) or len(density.outs) != 1 or (
                not isinstance(density.outs[0], Point) or isinstance(density.outs[0], Coordinate)):
            raise ValueError(f"draws are of one point each, from a declared law, not {said(density)}")
        return Basic.__new__(cls, Str(kind), density, quantity(count))

    kind = property(lambda self: self.args[0].name)  # pyright: ignore[reportAssignmentType]  # Basic has a kind too
    density = property(lambda self: self.args[1])
    count = property(lambda self: self.args[2])  # pyright: ignore[reportAssignmentType]  # and a count
    outs = property(lambda self: self.args[1].outs)


def iid(density: Density, count: Quantity) -> Draws:
    """Independent draws of one law: `iid(q(z), K)` stands in brackets, and binds the draws z[1], …, z[K].

    Accepted:
        E[iid(q(z), K)](log(mean[k:K](d(z[k]))))
        E[iid(s(z | x), 3)](f(z[1])*f(z[3]))              # three draws for given x
        always[iid(q(z), K)](mean[k:K](d(z[k])) > 0)

    Refused:
        E[iid(q(z))](f(z[1]))
        E[iid(p(x, z), K)](f(z[1]))
        E[iid(q(z), K - 1)](f(z[1]))                       # K - 1 may be zero
    """
    return Draws("iid", density, count)


def exchangeable(density: Density, count: Quantity) -> Draws:
    """Draws of one law in any order: their joint law does not change when they are permuted.

    It is used as `iid` is.  Independent draws are exchangeable; draws without replacement are, too.

    Accepted:
        E[exchangeable(q(z), K)](mean[k:K](f(z[k]))**2)

    Refused:
        E[exchangeable(q, K)](f(z[1]))
    """
    return Draws("exchangeable", density, count)


def identical(density: Density, count: Quantity) -> Draws:
    """Draws each of which has the same law; how they depend on each other is left open.

    It is used as `iid` is.  What holds for identical draws holds for exchangeable and for independent ones.

    Accepted:
        E[identical(q(z), K)](mean[k:K](f(z[k])))

    Refused:
        E[identical(q(z), 0)](1)
    """
    return Draws("identical", density, count)


def space_at(place: Place | Expr) -> str:
    """The space of a point; of a parameter or a number, "real"; of a count or an index, "index"."""
    if isinstance(place, (Parameter, Coordinate)):
        return "real"
    return place.space if isinstance(place, Place) else "index"


class Function(Basic):
    """Declare a real function of points, of indices, of numbers, or of several of them.  Nothing else is known of it.

        f = Function("f", z)                       f(z) is any real number for each z
        d = Function("d", z, nonnegative=True)     d(z) ≥ 0 for each z
        a = Function("a", k)                       a(k) for each index k, also a(K), a(1)
        rate = Function("rate")                    rate() is one number
        t = Function("t", y, phi)                  t(y, u) for each y and each real number u

    A place that was declared with a parameter, or with a number, takes any quantity.  In such places together, the
    function can be differentiated any number of times, for every value and for every point.  A function of a point x
    is one function at all points of a path: f(x[t]) where the space of x is that of a `Chain`.  One that changes with
    time is a function of a point and an index.

    Accepted:
        z, x = points("z x")
        K, k = counts("K k")
        f, g, h = Function("f", z), Function("g", x, z), Function("h", z, k)
        average = mean[k:K](f(z)*g(x, z) + h(z, k))

        d = Function("d", z, nonnegative=True)

        x, = points("x")
        T, t = counts("T t")
        c, v, w = Chain("c", x), Function("v", x), Function("w", x, t)
        along = E[c(x[1:T] | x[0])](total[t:1:T](v(x[t]) - v(x[t - 1]) + w(x[t], t)))

        rate = Function("rate")
        @theorem(title="A number leaves a mean")
        def number(proof):
            proof.claim(E[q(z)](rate()*f(z)) == rate()*E[q(z)](f(z)))
            proof.given(integrable[q(z)](f(z)))
            proof.starts(E[q(z)](rate()*f(z)))
            proof.eq(rate()*E[q(z)](f(z)), by=linearity)

    Refused:
        f = Function("d", z)

        d = Function("d", z, nonnegative=1)

        x, = points("x")
        T, = counts("T")
        v = Function("v", x)
        path = v(x[1:T])
    """

    def __new__(cls, name: str, *places: Point | Quantity, nonnegative: bool = False) -> Self:
        if not all(isinstance(place, Point) or is_index(place) for place in places):
            raise ValueError('a function is one of points, counts and parameters, as in Function("f", z)')
        return Basic.__new__(cls, Str(declared(name, "a function")), Tuple(*(Str(space_at(place)) for place in places)),
                             flag("nonnegative", nonnegative))

    name = property(lambda self: self.args[0].name)
    spaces = property(lambda self: tuple(s.name for s in self.args[1]))
    nonnegative = property(lambda self: self.args[2] == sympy.true)
    usage = property(lambda self: f"{self.name}({', '.join(map(_usual, self.spaces))})")

    def __call__(self, *places: Place | Quantity) -> Value:
        return Value(self, *places)


def _usual(space: str) -> str:
    """How the place of a function is usually written."""
    return {"index": "k", "real": "phi"}.get(space, space)


class Value(SpokenNumber):
    """The value of a function that was declared, at as many points, indices and numbers, of the same spaces.

    Accepted:
        f(z)
        f(v)                # v is a second point of the space of z
        E[iid(q(z), 2)](f(z[1]) - f(z[2]))
        a(K + 1)

        phi, = parameters("phi")
        t, u = Function("t", y, phi), Function("u", phi)
        value = u(2*t(y, phi))

    Refused:
        f(z)(z)
        h(y, z) + h(z, y)
        f(2*z)
    """

    def __new__(cls, function: Function, *places: Place | Quantity) -> Self:
        places = tuple(place if isinstance(place, Place) else quantity(place) for place in places)
        for stretch in (place for place in places if isinstance(place, Stretch)):
            point = stretch.point.name
            raise ValueError(f"{function.name} takes one point in each place, as {point}[t], "
                             f"not the points of a stretch of a path of {point}")
        spaces = tuple(map(space_at, places))
        spaces = tuple("real" if wanted == "real" and got in ("index", "real") else got
                       for wanted, got in zip(function.spaces, spaces)) + spaces[len(function.spaces):]
        if spaces != function.spaces:
            named = {"index": "an index", "real": "a number"}
            wanted, got = (", ".join(named.get(s, s) for s in some) or "nothing" for some in (function.spaces, spaces))
            raise ValueError(f"{function.name} takes {wanted}, not {got}{usage(function)}")
        return Expr.__new__(cls, function, Tuple(*places))


def only_points(word: str, over: Sequence[object], *, paths: bool = False) -> None:
    """Refuse a bracket that holds anything but points, or nothing; with `paths`, points of a path are some, too."""
    wrong = [item for item in over if not isinstance(item, (Point, Draw, Stretch) if paths else Point)]
    if wrong or not over:
        other = said(wrong[0]) if wrong else "nothing"
        raise ValueError(f"{word}[…] is over points, not over {other}: write {WRITTEN[word]}")


class Subset(Basic):
    """Declare a non-empty set of points of a space, over which `sup` and `inf` go: the members of a family.

        F = Subset("F", i)                     any set of points i
        G = Subset("G", i, containing=F)       one that contains F

    The space by which a family is indexed is countable, and each of its points counts: almost every member is every
    member, and a statement that holds for almost every y for each member holds for almost every y for all of them.

    Accepted:
        (i,) = points("i")
        F = Subset("F", i)
        G = Subset("G", i, containing=F)

    Refused:
        G = Subset("G", i, containing=i)

        H = Subset("G", i)
    """

    def __new__(cls, name: str, point: Point, containing: Subset | None = None) -> Self:
        if not isinstance(point, Point) or isinstance(point, Coordinate):
            raise ValueError(f"a subset is one of a point's space, not of {said(point)}")
        if containing is not None and (not isinstance(containing, Subset) or containing.space != point.space):
            raise ValueError(f"containing: {said(containing)} is no subset of the space of {point.name}")
        return Basic.__new__(cls, Str(declared(name, "a subset")), Str(point.space),
                             *([containing] if containing else []))

    name = property(lambda self: self.args[0].name)
    space = property(lambda self: self.args[1].name)

    def includes(self, other: Basic) -> bool:
        """Whether another subset is this one, or was declared to be contained in it."""
        return self == other or (len(self.args) > 2 and self.args[2].includes(other))
