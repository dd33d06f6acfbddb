"""The words of a statement: SymPy nodes for what SymPy lacks.

A *point* is a place in a space (`x`, `z`); a *law* is a probability law over named spaces; everything else is
built from densities of laws.  Nodes are plain SymPy data with honest `args`.  They never evaluate, simplify or
compare themselves: the kernel reads them once, in `reading`, and compares canonical keys only.
"""

from __future__ import annotations

from collections.abc import Callable

import sympy
from sympy import Basic, Expr, Symbol, Tuple
from sympy.core.symbol import Str
from sympy.logic.boolalg import Boolean


def symbols_in(names: str) -> list[str]:
    return names.replace(",", " ").split()


class Bar(Basic):
    """`z | x` inside a law's parentheses: outcomes left, what they are given right."""

    def __new__(cls, left, right):
        return Basic.__new__(cls, left, right)


class _Place(Basic):
    """What may stand inside a law's parentheses."""

    def __or__(self, other):
        if not isinstance(other, _Place):
            raise ValueError(f"what stands right of | must be a point, not {other!r}")
        return Bar(self, other)


class Point(_Place):
    """A point of a space.  It carries its space: a bare name would not survive renaming."""

    def __new__(cls, name: str, space: str | None = None):
        return Basic.__new__(cls, Str(name), Str(space or name))

    name = property(lambda self: self.args[0].name)
    space = property(lambda self: self.args[1].name)

    def __getitem__(self, index):
        return Draw(self, sympy.sympify(index))

    __iter__ = None  # z[k] is one of several draws, not a sequence


class Draw(_Place):
    """`z[k]`: the k-th of several draws, counted from 1."""

    def __new__(cls, point, index):
        return Basic.__new__(cls, point, index)

    space = property(lambda self: self.args[0].space)


def points(names: str) -> list[Point]:
    """Points named by a string, each in a space of its own: `x, z = points("x z")`."""
    return [Point(name) for name in symbols_in(names)]


def counts(names: str) -> list[Symbol]:
    """Positive whole numbers: how many draws, or which one."""
    return [Symbol(name, integer=True, positive=True) for name in symbols_in(names)]


def split_bar(places) -> tuple[tuple, tuple]:
    left, right, bar = [], [], False
    for place in places:
        if isinstance(place, Bar):
            if bar:
                raise ValueError("one | at most in a law's parentheses")
            bar = True
            left.append(place.args[0])
            right.append(place.args[1])
        elif isinstance(place, _Place):
            (right if bar else left).append(place)
        else:
            raise ValueError(f"a law takes points, not {place!r}")
    return tuple(left), tuple(right)


class Law(Basic):
    """A probability law, declared over points that name its coordinates.

    `Law("p", x, z)` has every marginal and conditional of (x, z); `Law("q", z | x)` is a law of z for each x.
    `independent=True` declares that the coordinates are independent (a mean-field law).
    """

    def __new__(cls, name: str, *places, independent: bool = False):
        outs, givens = split_bar(places)
        spaces = [place.space for place in outs + givens]
        if not outs or len(set(spaces)) < len(spaces):
            raise ValueError(f"law {name!r} needs distinct coordinates, got {spaces}")
        flag = sympy.true if independent else sympy.false
        return Basic.__new__(cls, Str(name), Tuple(*(Str(p.space) for p in outs)),
                             Tuple(*(Str(p.space) for p in givens)), flag)

    name = property(lambda self: self.args[0].name)
    spaces = property(lambda self: tuple(s.name for s in self.args[1]))
    given = property(lambda self: tuple(s.name for s in self.args[2]))
    independent = property(lambda self: self.args[3] == sympy.true)

    def __call__(self, *places) -> Density:
        return Density(self, *split_bar(places))


class Density(Expr):
    """The density p(x, z), p(z) or p(z | x) of a law at points; discrete or continuous alike."""

    def __new__(cls, law, outs, givens=()):
        outs, givens = Tuple(*outs), Tuple(*givens)
        left, right = [o.space for o in outs], [g.space for g in givens]
        known = law.spaces + law.given
        strangers = [s for s in left + right if s not in known]
        repeated = len(set(left + right)) < len(left + right)
        if not left or strangers or repeated or not set(law.given) <= set(right) or set(law.given) & set(left):
            raise ValueError(f"law {law.name!r} over {law.spaces} given {law.given} has no density at "
                             f"({', '.join(left)} | {', '.join(right)})")
        return Expr.__new__(cls, law, outs, givens)

    law = property(lambda self: self.args[0])
    outs = property(lambda self: tuple(self.args[1]))
    givens = property(lambda self: tuple(self.args[2]))


class Draws(Basic):
    """Several draws z[1], …, z[n], each with the given density; `kind` says how they hang together."""

    kinds = ("identical", "exchangeable", "iid")  # each one a special case of the one before

    def __new__(cls, kind, density, count):
        if not isinstance(density, Density) or len(density.outs) != 1:
            raise ValueError(f"draws are of one point each, from a declared law, not {density}")
        return Basic.__new__(cls, Str(kind), density, sympy.sympify(count))

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


class Function(Basic):
    """A real function of points or indices, otherwise unspecified: `f = Function("f", z)`, used as `f(z)`."""

    def __new__(cls, name: str, *places, nonnegative: bool = False):
        spaces = (Str(getattr(place, "space", "index")) for place in places)
        return Basic.__new__(cls, Str(name), Tuple(*spaces), sympy.true if nonnegative else sympy.false)

    name = property(lambda self: self.args[0].name)
    spaces = property(lambda self: tuple(s.name for s in self.args[1]))
    nonnegative = property(lambda self: self.args[2] == sympy.true)

    def __call__(self, *places) -> Value:
        return Value(self, *places)


class Value(Expr):
    """The value f(z) of an unspecified function."""

    def __new__(cls, function, *places):
        spaces = tuple(getattr(place, "space", "index") for place in places)
        if spaces != function.spaces:
            raise ValueError(f"{function.name!r} takes {function.spaces}, got {spaces}")
        return Expr.__new__(cls, function, Tuple(*map(sympy.sympify, places)))


class Normalised(Expr):
    """The law proportional to g(z): g at `at`, divided by the integral of g.  It can be drawn from."""

    def __new__(cls, over, body, at):
        return Expr.__new__(cls, Tuple(*over), body, Tuple(*at))

    outs = property(lambda self: tuple(self.args[2]))
    givens = ()


class Expectation(Expr):
    """𝔼 over weights: densities, normalised laws or draws, later ones possibly given earlier ones."""

    def __new__(cls, weights, body):
        for weight in weights:
            if not isinstance(unnamed(weight), (Density, Draws, Normalised)):
                raise ValueError(f"an expectation is over a law, not {weight!r}")
        return Expr.__new__(cls, Tuple(*weights), sympy.sympify(body))


class Integral(Expr):
    """The integral over points with respect to the base measure (a sum where the space is finite)."""

    def __new__(cls, over, body):
        if not all(isinstance(point, Point) for point in over):
            raise ValueError(f"an integral is over points, not {over!r}")
        return Expr.__new__(cls, Tuple(*over), sympy.sympify(body))


class Divergence(Expr):
    """KL(a ‖ b) = ∫ a log(a/b), in nats, with 0 log 0 = 0."""

    def __new__(cls, over, a, b):
        return Expr.__new__(cls, Tuple(*over), a, b)


class Mean(Expr):
    """The average over k = 1 … n, or over all k but one."""

    def __new__(cls, index, count, but, body):
        if not isinstance(index, Symbol):
            raise ValueError(f"a mean runs over an index, not {index!r}")
        but = sympy.S.Zero if but is None else sympy.sympify(but)
        return Expr.__new__(cls, index, sympy.sympify(count), but, sympy.sympify(body))


class Subset(Basic):
    """A non-empty set of points of a space, possibly declared to contain another.

    The space that a family is indexed by counts its points: almost every member is every member.
    """

    def __new__(cls, name: str, point: Point, containing: Subset | None = None):
        return Basic.__new__(cls, Str(name), Str(point.space), *([containing] if containing else []))

    name = property(lambda self: self.args[0].name)
    space = property(lambda self: self.args[1].name)

    def includes(self, other) -> bool:
        return self == other or (len(self.args) > 2 and self.args[2].includes(other))


class Extremum(Expr):
    """The supremum or infimum over a point, possibly within a subset of its space."""

    def __new__(cls, kind, point, subset, body):
        return Expr.__new__(cls, Str(kind), point, subset or Tuple(), sympy.sympify(body))


class Named(Expr):
    """A transparent abbreviation: it prints as name(arguments) and means its body, nothing else."""

    def __new__(cls, name, arguments, body):
        return Expr.__new__(cls, Str(name), Tuple(*arguments), body)

    body = property(lambda self: self.args[2])
    outs = property(lambda self: self.body.outs)
    givens = property(lambda self: self.body.givens)


def unnamed(node):
    """What an abbreviation stands for; anything else as it is."""
    return unnamed(node.body) if isinstance(node, Named) else node


class Always(Boolean):
    """The statement holds almost everywhere, with respect to laws or to the base measure."""

    def __new__(cls, over, statement):
        return Basic.__new__(cls, Tuple(*over), statement)


class Integrable(Boolean):
    """The body is defined almost everywhere and its absolute value has a finite mean."""

    def __new__(cls, over, body):
        return Basic.__new__(cls, Tuple(*over), sympy.sympify(body))


class Bounded(Boolean):
    """The quantity, a supremum or infimum, is finite."""

    def __new__(cls, quantity):
        return Basic.__new__(cls, quantity)


class Iff(Boolean):
    """Both or neither.  SymPy's Equivalent forgets the author's order."""

    def __new__(cls, left, right):
        return Basic.__new__(cls, left, right)


class Both(Boolean):
    """All of them, in the author's order, which SymPy's And forgets."""

    def __new__(cls, *statements):
        return Basic.__new__(cls, *statements)


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
    (piece,) = bound
    if not isinstance(piece, slice) or piece.stop is None:
        raise ValueError("write mean[k:K](…), or mean[k:K:j](…) to leave j out")
    return Mean(piece.start, piece.stop, piece.step, body)


def _extremum(kind):
    def build(bound, body):
        (piece,) = bound
        point, subset = (piece.start, piece.stop) if isinstance(piece, slice) else (piece, None)
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
    return sympy.log(sympy.sympify(argument), evaluate=False)


def exp(argument):
    """The exponential, not evaluated."""
    return sympy.exp(sympy.sympify(argument), evaluate=False)


def implies(premise, conclusion):
    return sympy.Implies(premise, conclusion, evaluate=False)


iff, both, bounded = Iff, Both, Bounded
