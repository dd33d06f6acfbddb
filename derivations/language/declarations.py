"""Points, laws, functions and subsets, which an author declares, and the densities, values and draws made of them.

A *point* is a place in a space (`x`, `z`); a *law* is a probability law over named spaces.  A constructor raises
ValueError where its arguments do not fit; the message names the argument.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import ClassVar, Self

import sympy
from sympy import Basic, Expr, Symbol, Tuple
from sympy.core.symbol import Str

from .arguments import Quantity, flag, is_index, quantity, said, symbols_in
from .names import declared
from .usage import WRITTEN, usage


class Spoken:
    """A node that prints as an author types it.  `source` sets its printer: SymPy's own does not know the node."""

    printed: ClassVar[Callable[[Basic], str]]

    def _sympystr(self, _printer: object) -> str:
        return Spoken.printed(self)  # pyright: ignore[reportArgumentType]  # every such node is a Basic


class Bar(Basic):
    """`z | x` inside a law's parentheses: the last outcome on the left, the first given point on the right."""

    def __new__(cls, left: Place, right: Place) -> Self:
        return Basic.__new__(cls, left, right)


class Place(Basic):
    """A point or a draw, which may stand inside a law's parentheses."""

    def __or__(self, other: object) -> Bar:
        if not isinstance(other, Place):
            raise ValueError(f"what stands right of | must be a point, not {said(other)}")
        return Bar(self, other)


class Point(Place):
    """A point of a space.  It carries its space: a bare name would not survive renaming."""

    def __new__(cls, name: str, space: str | None = None) -> Self:
        return Basic.__new__(cls, Str(declared(name, "a point")), Str(declared(space or name, "a space")))

    name = property(lambda self: self.args[0].name)
    space = property(lambda self: self.args[1].name)
    usage = property(lambda self: f"a function of the point, as f({self.name})")

    def __getitem__(self, index: Quantity) -> Draw:
        return Draw(self, quantity(index))

    __iter__ = None  # z[k] is one of several draws, not a sequence


class Draw(Place):
    """`z[k]`: the k-th of several draws, counted from 1."""

    def __new__(cls, point: Point, index: Expr) -> Self:
        return Basic.__new__(cls, point, index)

    space = property(lambda self: self.args[0].space)


def points(names: str) -> list[Point]:
    """Points named by a string, each in a space of its own: `x, z = points("x z")`."""
    return [Point(name) for name in symbols_in(names)]


def counts(names: str) -> list[Symbol]:
    """Positive whole numbers: how many draws, or which one."""
    return [Symbol(declared(name, "a count"), integer=True, positive=True) for name in symbols_in(names)]


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
    """A probability law, declared over points that name its coordinates.

    `Law("p", x, z)` has every marginal and conditional of (x, z); `Law("q", z | x)` is a law of z for each x.
    `independent=True` declares that the coordinates are independent (a mean-field law).
    `Law("m", x, z, product=(p(x), q(z | x)))` names the law that is drawn factor by factor.
    """

    def __new__(cls, name: str, *places: Place | Bar, independent: bool = False,
                product: Sequence[Density] = ()) -> Self:
        outs, givens = split_bar(places)
        if not all(isinstance(place, Point) for place in outs + givens):
            raise ValueError(f"law {name!r} is declared over points, not over draws")
        spaces = [place.space for place in outs + givens]
        if not outs or len(set(spaces)) < len(spaces):
            told = f"not {', '.join(spaces)}" if spaces else "and here is none"
            raise ValueError(f'a law is of points of different spaces, as in Law("q", z), {told}')
        return Basic.__new__(cls, Str(declared(name, "a law")), Tuple(*(Str(p.space) for p in outs)),
                             Tuple(*(Str(p.space) for p in givens)), flag("independent", independent),
                             *_product(name, outs, givens, independent, product))

    name = property(lambda self: self.args[0].name)
    spaces = property(lambda self: tuple(s.name for s in self.args[1]))
    given = property(lambda self: tuple(s.name for s in self.args[2]))
    independent = property(lambda self: self.args[3] == sympy.true)
    product = property(lambda self: tuple(self.args[4]) if len(self.args) > 4 else ())  # the factors, as they are drawn
    usage = property(lambda self: f"{self.name}({', '.join(self.spaces)}"
                                  f"{' | ' * bool(self.given)}{', '.join(self.given)})")

    def __call__(self, *places: Place | Bar) -> Density:
        return Density(self, *split_bar(places))


def _product(name: str, outs: Sequence[Place], givens: Sequence[Place], independent: bool,
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
        if not {g.space for g in factor.givens} <= set(drawn):
            raise ValueError(f"law {name!r}: {law.name} is given a point that no factor before it draws")
        drawn += [o.space for o in factor.outs]
    if sorted(drawn) != sorted(place.space for place in outs + givens):
        raise ValueError(f"law {name!r}: its factors draw {', '.join(drawn)}, each once, or they are not its factors")
    return (Tuple(*product),)


class Density(Spoken, Expr):
    """The density p(x, z), p(z) or p(z | x) of a law at points, with respect to the base measure of their spaces."""

    def __new__(cls, law: Law, outs: Iterable[Basic], givens: Iterable[Basic] = ()) -> Self:
        outs, givens = Tuple(*outs), Tuple(*givens)
        left, right = [o.space for o in outs], [g.space for g in givens]
        known = law.spaces + law.given
        strangers = [s for s in left + right if s not in known]
        repeated = len(set(left + right)) < len(left + right)
        if not left or strangers or repeated or not set(law.given) <= set(right) or set(law.given) & set(left):
            given = f" for each {', '.join(law.given)}" if law.given else ""
            raise ValueError(f"{law.name} is a law of {', '.join(law.spaces)}{given}: it has no density at "
                             f"({', '.join(left)}{' | ' * bool(right)}{', '.join(right)})" + usage(law))
        return Expr.__new__(cls, law, outs, givens)

    law = property(lambda self: self.args[0])
    outs = property(lambda self: tuple(self.args[1]))
    givens = property(lambda self: tuple(self.args[2]))


class Draws(Spoken, Basic):
    """Several draws z[1], …, z[n], each with the given density; `kind` says how they depend on each other."""

    kinds = ("identical", "exchangeable", "iid")  # each one a special case of the one before

    def __new__(cls, kind: str, density: Density, count: Quantity) -> Self:
        if kind not in cls.kinds:
            raise ValueError(f"draws are {', '.join(cls.kinds)}, not {kind!r}")
        if not isinstance(density, Density) or len(density.outs) != 1 or not isinstance(density.outs[0], Point):
            raise ValueError(f"draws are of one point each, from a declared law, not {said(density)}")
        return Basic.__new__(cls, Str(kind), density, quantity(count))

    kind = property(lambda self: self.args[0].name)  # pyright: ignore[reportAssignmentType]  # Basic has a kind too
    density = property(lambda self: self.args[1])
    count = property(lambda self: self.args[2])  # pyright: ignore[reportAssignmentType]  # and a count
    outs = property(lambda self: self.args[1].outs)


def iid(density: Density, count: Quantity) -> Draws:
    """`count` independent draws."""
    return Draws("iid", density, count)


def exchangeable(density: Density, count: Quantity) -> Draws:
    """`count` draws whose joint law does not change when they are permuted; nothing more is said of it."""
    return Draws("exchangeable", density, count)


def identical(density: Density, count: Quantity) -> Draws:
    """`count` draws with one marginal law; how they depend on each other is left open."""
    return Draws("identical", density, count)


def space_at(place: Place | Expr) -> str:
    """The space of a point; of a count or an index, "index"."""
    return place.space if isinstance(place, Place) else "index"


class Function(Basic):
    """A real function of points or indices, otherwise unspecified: `f = Function("f", z)`, used as `f(z)`."""

    def __new__(cls, name: str, *places: Point | Quantity, nonnegative: bool = False) -> Self:
        if not all(isinstance(place, Point) or is_index(place) for place in places):
            raise ValueError('a function is one of points and counts, as in Function("f", z)')
        return Basic.__new__(cls, Str(declared(name, "a function")), Tuple(*(Str(space_at(place)) for place in places)),
                             flag("nonnegative", nonnegative))

    name = property(lambda self: self.args[0].name)
    spaces = property(lambda self: tuple(s.name for s in self.args[1]))
    nonnegative = property(lambda self: self.args[2] == sympy.true)
    usage = property(lambda self: f"{self.name}({', '.join('k' if s == 'index' else s for s in self.spaces)})")

    def __call__(self, *places: Place | Quantity) -> Value:
        return Value(self, *places)


class Value(Spoken, Expr):
    """The value f(z) of an unspecified function."""

    def __new__(cls, function: Function, *places: Place | Quantity) -> Self:
        places = tuple(place if isinstance(place, Place) else quantity(place) for place in places)
        spaces = tuple(map(space_at, places))
        if spaces != function.spaces:
            wanted, got = (", ".join("an index" if s == "index" else s for s in some) or "nothing"
                           for some in (function.spaces, spaces))
            raise ValueError(f"{function.name} takes {wanted}, not {got}{usage(function)}")
        return Expr.__new__(cls, function, Tuple(*places))


def only_points(word: str, over: Sequence[object]) -> None:
    """Refuse a bracket that holds anything but points, or nothing."""
    wrong = [item for item in over if not isinstance(item, Point)]
    if wrong or not over:
        other = said(wrong[0]) if wrong else "nothing"
        raise ValueError(f"{word}[…] is over points, not over {other}: write {WRITTEN[word]}")


class Subset(Basic):
    """A non-empty set of points of a space, possibly declared to contain another.

    The space by which a family is indexed is countable, and each of its points counts: almost every member is every
    member, and a statement that holds for almost every y for each member holds for almost every y for all of them.
    """

    def __new__(cls, name: str, point: Point, containing: Subset | None = None) -> Self:
        if not isinstance(point, Point):
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
