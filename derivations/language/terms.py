"""The words of a statement: SymPy nodes for what SymPy lacks.

A *point* is a place in a space (`x`, `z`); a *law* is a probability law over named spaces; everything else is
built from densities of laws.  Nodes are plain SymPy data with honest `args`.  They never evaluate, simplify or
compare themselves: the kernel reads them once, in `reading`, and compares canonical keys only.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import ClassVar

import sympy
from sympy import Basic, Expr, Integer, Symbol, Tuple
from sympy.core.symbol import Str
from sympy.logic.boolalg import Boolean

from .names import declared


def quantity(value) -> Expr:
    """A quantity as it was typed: an expression or a whole number.  SymPy would evaluate a string."""
    if isinstance(value, int) and not isinstance(value, bool):
        return Integer(value)
    if isinstance(value, Expr):
        return value
    if isinstance(value, float):
        raise ValueError(f"write {value!r} as a fraction: a float is not exact")
    raise ValueError(f"not a quantity: {said(value)}")


def proposition(value) -> Boolean:
    """A statement, which is true or false."""
    if isinstance(value, Boolean) and not isinstance(value, Symbol):
        return value
    raise ValueError(f"not a statement: {said(value)}")


def flag(name: str, value) -> Basic:
    """True or False, said as such."""
    if not isinstance(value, bool):
        raise ValueError(f"{name}: True or False, not {said(value)}")
    return sympy.true if value else sympy.false


def said(value) -> str:
    """How a wrong argument is called in a message: by its name where it has one."""
    name = getattr(value, "name", None) or getattr(value, "__name__", None)
    if isinstance(name, str) and name.isidentifier():
        return name
    text = repr(value)
    return f"{type(value).__name__} of Python" if callable(value) or " at 0x" in text else text


def symbols_in(names: str) -> list[str]:
    if not isinstance(names, str):
        raise ValueError(f"names are given as one text, not as {said(names)}")
    return names.replace(",", " ").split()


class Spoken:
    """A node whose text is what an author types, which the printer of the language says; SymPy's own knows nothing of
    it."""

    printed: ClassVar[Callable[[Basic], str]]

    def _sympystr(self, _printer) -> str:
        return Spoken.printed(self)  # pyright: ignore[reportArgumentType]  # every node that is spoken is a Basic


class Bar(Basic):
    """`z | x` inside a law's parentheses: outcomes left, what they are given right."""

    def __new__(cls, left, right):
        return Basic.__new__(cls, left, right)


class Place(Basic):
    """What may stand inside a law's parentheses."""

    def __or__(self, other):
        if not isinstance(other, Place):
            raise ValueError(f"what stands right of | must be a point, not {said(other)}")
        return Bar(self, other)


class Point(Place):
    """A point of a space.  It carries its space: a bare name would not survive renaming."""

    def __new__(cls, name: str, space: str | None = None):
        return Basic.__new__(cls, Str(declared(name, "a point")), Str(declared(space or name, "a space")))

    name = property(lambda self: self.args[0].name)
    space = property(lambda self: self.args[1].name)

    def __getitem__(self, index):
        return Draw(self, quantity(index))

    __iter__ = None  # z[k] is one of several draws, not a sequence


class Draw(Place):
    """`z[k]`: the k-th of several draws, counted from 1."""

    def __new__(cls, point, index):
        return Basic.__new__(cls, point, index)

    space = property(lambda self: self.args[0].space)


def points(names: str) -> list[Point]:
    """Points named by a string, each in a space of its own: `x, z = points("x z")`."""
    return [Point(name) for name in symbols_in(names)]


def counts(names: str) -> list[Symbol]:
    """Positive whole numbers: how many draws, or which one."""
    return [Symbol(declared(name, "a count"), integer=True, positive=True) for name in symbols_in(names)]


def split_bar(places) -> tuple[tuple, tuple]:
    left, right, bar = [], [], False
    for place in places:
        if isinstance(place, Bar):
            if bar:
                raise ValueError("one | at most in a law's parentheses")
            bar = True
            left.append(place.args[0])
            right.append(place.args[1])
        elif isinstance(place, Place):
            (right if bar else left).append(place)
        else:
            raise ValueError(f"a law takes points, not {said(place)}")
    return tuple(left), tuple(right)


class Law(Basic):
    """A probability law, declared over points that name its coordinates.

    `Law("p", x, z)` has every marginal and conditional of (x, z); `Law("q", z | x)` is a law of z for each x.
    `independent=True` declares that the coordinates are independent (a mean-field law).
    """

    def __new__(cls, name: str, *places, independent: bool = False):
        outs, givens = split_bar(places)
        if not all(isinstance(place, Point) for place in outs + givens):
            raise ValueError(f"law {name!r} is declared over points, not over draws")
        spaces = [place.space for place in outs + givens]
        if not outs or len(set(spaces)) < len(spaces):
            raise ValueError(f"law {name!r} needs distinct coordinates, got {spaces}")
        return Basic.__new__(cls, Str(declared(name, "a law")), Tuple(*(Str(p.space) for p in outs)),
                             Tuple(*(Str(p.space) for p in givens)), flag("independent", independent))

    name = property(lambda self: self.args[0].name)
    spaces = property(lambda self: tuple(s.name for s in self.args[1]))
    given = property(lambda self: tuple(s.name for s in self.args[2]))
    independent = property(lambda self: self.args[3] == sympy.true)

    def __call__(self, *places) -> Density:
        return Density(self, *split_bar(places))


class Density(Spoken, Expr):
    """The density p(x, z), p(z) or p(z | x) of a law at points; discrete or continuous alike."""

    def __new__(cls, law, outs, givens=()):
        outs, givens = Tuple(*outs), Tuple(*givens)
        left, right = [o.space for o in outs], [g.space for g in givens]
        known = law.spaces + law.given
        strangers = [s for s in left + right if s not in known]
        repeated = len(set(left + right)) < len(left + right)
        if not left or strangers or repeated or not set(law.given) <= set(right) or set(law.given) & set(left):
            given = f" for each {', '.join(law.given)}" if law.given else ""
            raise ValueError(f"{law.name} is a law of {', '.join(law.spaces)}{given}: it has no density at "
                             f"({', '.join(left)}{' | ' * bool(right)}{', '.join(right)})")
        return Expr.__new__(cls, law, outs, givens)

    law = property(lambda self: self.args[0])
    outs = property(lambda self: tuple(self.args[1]))
    givens = property(lambda self: tuple(self.args[2]))


class Draws(Basic):
    """Several draws z[1], …, z[n], each with the given density; `kind` says how they hang together."""

    kinds = ("identical", "exchangeable", "iid")  # each one a special case of the one before

    def __new__(cls, kind, density, count):
        if kind not in cls.kinds:
            raise ValueError(f"draws are {', '.join(cls.kinds)}, not {kind!r}")
        if not isinstance(density, Density) or len(density.outs) != 1 or not isinstance(density.outs[0], Point):
            raise ValueError(f"draws are of one point each, from a declared law, not {density}")
        return Basic.__new__(cls, Str(kind), density, quantity(count))

    kind = property(lambda self: self.args[0].name)  # pyright: ignore[reportAssignmentType]  # Basic has a kind too
    density = property(lambda self: self.args[1])
    count = property(lambda self: self.args[2])  # pyright: ignore[reportAssignmentType]  # and a count
    outs = property(lambda self: self.args[1].outs)


def iid(density, count):
    """`count` independent draws."""
    return Draws("iid", density, count)


def exchangeable(density, count):
    """`count` draws whose joint law does not change when they are permuted; nothing more is said of it."""
    return Draws("exchangeable", density, count)


def identical(density, count):
    """`count` draws with one marginal law; how they depend on each other is left open."""
    return Draws("identical", density, count)


def is_index(value) -> bool:
    """Whether a value may be a whole number: which one, or how many."""
    return isinstance(value, (int, Expr)) and not isinstance(value, bool)


def space_at(place) -> str:
    """The space of a point; of a count or an index, "index"."""
    return place.space if isinstance(place, Place) else "index"


class Function(Basic):
    """A real function of points or indices, otherwise unspecified: `f = Function("f", z)`, used as `f(z)`."""

    def __new__(cls, name: str, *places, nonnegative: bool = False):
        if not all(isinstance(place, Point) or is_index(place) for place in places):
            raise ValueError(f"function {name!r} is declared over points and counts")
        return Basic.__new__(cls, Str(declared(name, "a function")), Tuple(*(Str(space_at(place)) for place in places)),
                             flag("nonnegative", nonnegative))

    name = property(lambda self: self.args[0].name)
    spaces = property(lambda self: tuple(s.name for s in self.args[1]))
    nonnegative = property(lambda self: self.args[2] == sympy.true)

    def __call__(self, *places) -> Value:
        return Value(self, *places)


class Value(Spoken, Expr):
    """The value f(z) of an unspecified function."""

    def __new__(cls, function, *places):
        places = tuple(place if isinstance(place, Place) else quantity(place) for place in places)
        spaces = tuple(map(space_at, places))
        if spaces != function.spaces:
            raise ValueError(f"{function.name!r} takes {function.spaces}, got {spaces}")
        return Expr.__new__(cls, function, Tuple(*places))


def only_points(word: str, over) -> None:
    """Refuse a bracket that holds anything but points, or nothing."""
    wrong = [item for item in over if not isinstance(item, Point)]
    if wrong or not over:
        raise ValueError(f"{word}[…] is over points, not over {said(wrong[0]) if wrong else 'nothing'}")


class Normalised(Spoken, Expr):
    """The law proportional to g(z): g at `at`, divided by the integral of g.  It can be drawn from."""

    def __new__(cls, over, body, at):
        only_points("proportional", over)
        if len(at) != len(over) or not all(isinstance(place, Place) for place in at):
            raise ValueError(f"a law over {', '.join(point.name for point in over)} is taken at as many points")
        return Expr.__new__(cls, Tuple(*over), quantity(body), Tuple(*at))

    outs = property(lambda self: tuple(self.args[2]))
    givens = ()


class Expectation(Spoken, Expr):
    """𝔼 over weights: densities, normalised laws or draws, later ones possibly given earlier ones."""

    def __new__(cls, weights, body):
        if not weights:
            raise ValueError("an expectation is over a law, not over nothing")
        for weight in weights:
            if not isinstance(unnamed(weight), (Density, Draws, Normalised)):
                raise ValueError(f"an expectation is over a law, not over {said(weight)}")
        return Expr.__new__(cls, Tuple(*weights), quantity(body))


class Integral(Spoken, Expr):
    """The integral over points with respect to the base measure (a sum where the space is finite)."""

    def __new__(cls, over, body):
        only_points("integral", over)
        return Expr.__new__(cls, Tuple(*over), quantity(body))


class Divergence(Spoken, Expr):
    """KL(a ‖ b) = ∫ a log(a/b), in nats, with 0 log 0 = 0."""

    def __new__(cls, over, a, b):
        only_points("KL", over)
        return Expr.__new__(cls, Tuple(*over), quantity(a), quantity(b))


def is_count(symbol: Symbol) -> bool:
    return bool(symbol.is_integer and symbol.is_positive)


class Mean(Spoken, Expr):
    """The average over k = 1 … n, or over all k but one."""

    def __new__(cls, index, count, but, body):
        if not isinstance(index, Symbol) or not is_count(index):
            raise ValueError(f"a mean runs over an index, not over {said(index)}")
        but, count = sympy.S.Zero if but is None else quantity(but), quantity(count)
        if index in count.atoms(Symbol) | but.atoms(Symbol):
            raise ValueError(f"the index {index.name} of a mean does not occur in its own range")
        return Expr.__new__(cls, index, count, but, quantity(body))


class Subset(Basic):
    """A non-empty set of points of a space, possibly declared to contain another.

    The space that a family is indexed by is countable and counts its points: almost every member is every member, and
    what holds for almost every y for each member holds for all members for almost every y.
    """

    def __new__(cls, name: str, point: Point, containing: Subset | None = None):
        if not isinstance(point, Point):
            raise ValueError(f"a subset is one of a point's space, not of {said(point)}")
        if containing is not None and (not isinstance(containing, Subset) or containing.space != point.space):
            raise ValueError(f"containing: {said(containing)} is no subset of the space of {point.name}")
        return Basic.__new__(cls, Str(declared(name, "a subset")), Str(point.space),
                             *([containing] if containing else []))

    name = property(lambda self: self.args[0].name)
    space = property(lambda self: self.args[1].name)

    def includes(self, other) -> bool:
        return self == other or (len(self.args) > 2 and self.args[2].includes(other))


class Extremum(Spoken, Expr):
    """The supremum or infimum over a point, possibly within a subset of its space."""

    def __new__(cls, kind, point, subset, body):
        only_points(kind, (point,))
        if subset not in (None, Tuple()) and not isinstance(subset, Subset):
            raise ValueError(f"after the colon of {kind}[…] stands a subset, not {said(subset)}")
        return Expr.__new__(cls, Str(kind), point, subset or Tuple(), quantity(body))


class Named(Spoken, Expr):
    """A transparent abbreviation: it prints as name(arguments) and means its body, nothing else.

    `origin` tells two abbreviations of one name apart.
    """

    def __new__(cls, name, arguments, body, origin=""):
        return Expr.__new__(cls, name if isinstance(name, Str) else Str(declared(name, "an abbreviation")),
                            Tuple(*arguments), body, origin if isinstance(origin, Str) else Str(origin))

    body = property(lambda self: self.args[2])
    outs = property(lambda self: self.body.outs)
    givens = property(lambda self: self.body.givens)


def unnamed(node):
    """What an abbreviation stands for; anything else as it is."""
    return unnamed(node.body) if isinstance(node, Named) else node


def points_or_laws(word: str, over) -> None:
    """Refuse a bracket that holds anything but points and laws, or nothing."""
    if not over:
        raise ValueError(f"{word}[…] is over points or laws, not over nothing")
    for item in over:
        if not isinstance(unnamed(item), (Point, Density, Draws, Normalised)):
            raise ValueError(f"{word}[…] is over points or laws, not over {said(item)}")


class Always(Spoken, Boolean):
    """The statement holds almost everywhere, with respect to laws or to the base measure."""

    def __new__(cls, over, statement):
        points_or_laws("always", over)
        return Basic.__new__(cls, Tuple(*over), proposition(statement))


class Integrable(Spoken, Boolean):
    """The body is defined almost everywhere and its absolute value has a finite mean."""

    def __new__(cls, over, body):
        points_or_laws("integrable", over)
        if len({isinstance(item, Point) for item in over}) != 1:
            raise ValueError("integrable[…] is over points, or over laws, not over both")
        return Basic.__new__(cls, Tuple(*over), quantity(body))


class Bounded(Spoken, Boolean):
    """The quantity, a supremum or infimum, is finite."""

    def __new__(cls, bound):
        return Basic.__new__(cls, quantity(bound))


class Iff(Spoken, Boolean):
    """Both or neither.  SymPy's Equivalent forgets the author's order."""

    def __new__(cls, left, right):
        return Basic.__new__(cls, proposition(left), proposition(right))


class Both(Spoken, Boolean):
    """All of them, in the author's order, which SymPy's And forgets."""

    def __new__(cls, *statements):
        if not statements:
            raise ValueError("both(…) joins statements, and there is none")
        return Basic.__new__(cls, *map(proposition, statements))


class _Binder:
    """`E[q(z)](body)`: what is bound in brackets, the body in parentheses."""

    def __init__(self, name: str, build: Callable):
        self.name, self.build = name, build

    def __getitem__(self, bound):
        bound = bound if isinstance(bound, tuple) else (bound,)
        return lambda *body: self.build(bound, *body)

    def __repr__(self) -> str:
        return self.name


def _mean(bound, body):
    piece = bound[0]
    if len(bound) != 1 or not isinstance(piece, slice) or piece.stop is None:
        raise ValueError("write mean[k:K](…), or mean[k:K:j](…) to leave j out")
    if piece.step == 0:
        raise ValueError("what is left out of a mean is an index of its range, not 0")
    return Mean(piece.start, piece.stop, piece.step, body)


def _extremum(kind):
    def build(bound, body):
        piece = bound[0]
        point, subset = (piece.start, piece.stop) if isinstance(piece, slice) else (piece, None)
        if len(bound) != 1 or (isinstance(piece, slice) and piece.step is not None):
            raise ValueError(f"write {kind}[i](…), or {kind}[i:F](…) within a subset F")
        return Extremum(kind, point, subset, body)
    return build


class _Proportional:
    """`proportional[z](g)(z)`: the law proportional to g, at a point."""

    def __getitem__(self, over):
        over = over if isinstance(over, tuple) else (over,)
        return lambda body: lambda *at: Normalised(over, body, at)


E = _Binder("E", Expectation)
integral = _Binder("integral", Integral)
KL = _Binder("KL", Divergence)
mean = _Binder("mean", _mean)
sup = _Binder("sup", _extremum("sup"))
inf = _Binder("inf", _extremum("inf"))
always = _Binder("always", Always)
integrable = _Binder("integrable", Integrable)
proportional = _Proportional()


def log(argument):
    """The natural logarithm, not evaluated."""
    return sympy.log(quantity(argument), evaluate=False)


def exp(argument):
    """The exponential, not evaluated."""
    return sympy.exp(quantity(argument), evaluate=False)


def implies(premise, conclusion):
    return sympy.Implies(proposition(premise), proposition(conclusion), evaluate=False)


iff, both, bounded = Iff, Both, Bounded
