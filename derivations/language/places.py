"""Points, draws, counts and parameters: what an author names first, and what densities and values are taken at."""

from __future__ import annotations

from collections.abc import Callable
from typing import ClassVar, Self

from sympy import Basic, Expr, Symbol
from sympy.core.symbol import Str

from .arguments import Quantity, quantity, said, symbols_in
from .names import declared


class Spoken:
    """A node that prints as an author types it.  `source` sets its printer: SymPy's own does not know the node."""

    printed: ClassVar[Callable[[Basic], str]]

    def _sympystr(self, _printer: object) -> str:
        return Spoken.printed(self)  # pyright: ignore[reportArgumentType]  # every such node is a Basic


class SpokenNumber(Spoken, Expr):
    """A quantity that prints as an author types it.

    SymPy asks every factor and argument whether it commutes, and searches long for an answer that no node gives.
    """

    is_commutative = True


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
    """A second point of a space; the first one, which has the name of the space, comes from `points`.

    `Point("v", "z")` is another place in the space of z.  Laws and functions of z may be taken at v.

    Accepted:
        z, = points("z")
        v = Point("v", "z")
        q = Law("q", z)
        there = q(v)

        v = Point("v", space="z")

    Refused:
        w = Point("v", "z")

        v = Point("v", space=2)
    """

    def __new__(cls, name: str, space: str | None = None) -> Self:
        return Basic.__new__(cls, Str(declared(name, "a point")), Str(declared(space or name, "a space")))

    name = property(lambda self: self.args[0].name)
    space = property(lambda self: self.args[1].name)
    usage = property(lambda self: f"a function of the point, as f({self.name})")

    def __getitem__(self, index: Quantity | slice) -> Draw | Stretch:
        if isinstance(index, slice):
            return Stretch(self, *ends_of(self, index))
        return Draw(self, quantity(index))

    __iter__ = None  # z[k] is one of several draws, not a sequence


POSITIVE, REAL = "positive", "real"
"""The kinds of numbers that points may be: those above zero, and all."""


class Coordinate(Point, Expr):
    """A point of a space of numbers, which may stand wherever a quantity does.  Its base measure is length."""

    is_commutative = True

    def __new__(cls, name: str, kind: str) -> Self:
        return Basic.__new__(cls, Str(declared(name, "a point")), Str(f"{kind} {name}"), Str(kind))

    def _sympystr(self, _printer: object) -> str:
        return self.name

    numbers = property(lambda self: self.args[2].name)
    usage = property(lambda self: f"a quantity, as log({self.name})")

    def __getitem__(self, index: Quantity) -> Draw:
        raise ValueError(f"{self.name} is a number, of which there are no draws")


def kind_of_numbers(space: object) -> str | None:
    """Which numbers the points of a space are; None of a space of other points."""
    kind, blank, _ = space.partition(" ") if isinstance(space, str) else ("", "", "")
    return kind if blank and kind in (POSITIVE, REAL) else None


def reals(names: str) -> list[Coordinate]:
    """Declare points that are real numbers.  Such a point is a place of a law of numbers, and a quantity.

    A statement about a free point of this kind holds for each real number, or for almost each where the checker says
    "For almost every".

    Accepted:
        y, w = reals("y w")

        (y,) = reals("y")
        second = E[Normal[0, 1](y)](y**2)

    Refused:
        y = reals("y")

        (y,) = reals("y")
        q = Law("q", y)
    """
    return [Coordinate(name, REAL) for name in symbols_in(names)]


def positives(names: str) -> list[Coordinate]:
    """Declare points that are positive numbers.  Such a point is a place of a law of numbers, and a quantity.

    A statement about a free point of this kind holds for each positive number, or for almost each where the checker
    says "For almost every".

    Accepted:
        (x,) = positives("x")
        average = E[Gamma[2, 3](x)](log(x))

    Refused:
        x = positives("x")

        (x,) = positives("x")
        there = Normal[0, 1](x)
    """
    return [Coordinate(name, POSITIVE) for name in symbols_in(names)]


class Draw(Spoken, Place):
    """`z[k]` is the k-th of several draws of z, counted from 1.  Of a path, `x[t]` is the point at time t.

    A draw stands only where draws are bound, as in `E[iid(q(z), K)](…)`, and k has to be among 1, …, K whatever K is.
    A point of a path stands in the densities of a `Chain`, and in functions of its space.  Where x[t] is a point of a
    path, x alone is no point.

    Accepted:
        E[iid(q(z), K)](mean[k:K](f(z[k])))
        E[iid(q(z), K + 1)](f(z[K + 1]) - f(z[1]))
        E[e(y[1:K] | y[0])](f(y[K]) - f(y[0]))            # e is a chain

    Refused:
        f(z[1])
        E[iid(q(z), K)](f(z[2]))
        E[iid(q(z), K)](f(z))
        E[e(y[1:K] | y[0])](f(y))
    """

    def __new__(cls, point: Point, index: Expr) -> Self:
        return Basic.__new__(cls, point, index)

    point = property(lambda self: self.args[0])
    space = property(lambda self: self.args[0].space)


class Stretch(Spoken, Place):
    """`x[1:T]` is the stretch of a path from time 1 to time T, both included: the points x[1], …, x[T].

    It stands where the points of a `Chain` do.  Whatever its counts are, a stretch has at least one point, and no time
    is before 0.

    Accepted:
        x, = points("x")
        T, = counts("T")
        c = Chain("c", x)
        whole = c(x[1:T] | x[0])
        pair = c(x[2:3])

    Refused:
        x, = points("x")
        c = Chain("c", x)
        half = c(x[1:])
        every_second = c(x[1:5:2])
    """

    def __new__(cls, point: Point, first: Expr, last: Expr) -> Self:
        return Basic.__new__(cls, point, first, last)

    point = property(lambda self: self.args[0])
    space = property(lambda self: self.args[0].space)
    usage = property(lambda self: f"a density of a chain, as c({self.args[0].name}[1:T])")


def ends_of(point: Point, piece: slice) -> tuple[Expr, Expr]:
    """The first and the last time of a stretch, as they are typed."""
    if piece.start is None or piece.stop is None or piece.step is not None:
        raise ValueError(f"a stretch of a path has a first and a last time, as {point.name}[1:T]")
    return quantity(piece.start), quantity(piece.stop)


def points(names: str) -> list[Point]:
    """Declare points, each in a space of its own that has the same name.

    A point stands for a place in a space, of which nothing is said: it may be finite, countable or continuous.  A
    statement about a free point holds for each place, or for almost each where the checker says "For almost every".

    Accepted:
        x, z = points("x z")

        (z,) = points("z")     # one point: mind the comma

    Refused:
        z = points("z")

        x, z = points("z x")
    """
    return [Point(name) for name in symbols_in(names)]


def counts(names: str) -> list[Symbol]:
    """Declare counts, which are whole numbers from 1 on, and indices, which run over a range.

    A free count stands for every number.  A count may stand wherever a quantity does.

    Accepted:
        K, k = counts("K k")

        (K,) = counts("K")
        (z,) = points("z")
        q, f = Law("q", z), Function("f", z)
        average = E[iid(q(z), K)](f(z[1]) + K)

    Refused:
        K = counts("K")

        k, K = counts("K k")
    """
    return [Symbol(declared(name, "a count"), integer=True, positive=True) for name in symbols_in(names)]


class Parameter(Symbol):
    """A real number of which every value is meant, a parameter of laws and functions: derivatives are taken in it."""

    __slots__ = ()
    usage = property(lambda self: f"a law or a function of the parameter, as q[{self.name}](z) or t(z, {self.name})")


def parameters(names: str) -> list[Parameter]:
    """Declare parameters: real numbers, in which derivatives may be taken.

    A statement about a free parameter holds for each value.  A parameter may stand wherever a quantity does; a family
    of laws takes it in brackets, `q[phi](z)`, and a function that was declared with one in its parentheses.

    Accepted:
        phi, psi = parameters("phi psi")
        q, f = Law("q", z), Function("f", z)
        signal = E[q[phi](z)](f(z)) + phi**2

    Refused:
        phi = parameters("phi")

        psi, phi = parameters("phi psi")
    """
    return [Parameter(declared(name, "a parameter")) for name in symbols_in(names)]


class Taken(Place):
    """The parameter at which a family of laws is taken: what stands in a place of its brackets, counted from 1."""

    def __new__(cls, number: int, parameter: Parameter) -> Self:
        if not isinstance(parameter, Parameter):
            raise ValueError(f"a family of laws is taken at parameters, not at {said(parameter)}")
        return Basic.__new__(cls, Str(taken_space(number)), parameter)

    space = property(lambda self: self.args[0].name)
    parameter = property(lambda self: self.args[1])


def taken_space(number: int) -> str:
    """The name under which a family is given the parameter in a place of its brackets; no point is called so."""
    return f"parameter {number}"


def of_parameter(space: str) -> bool:
    """Whether a name of what a law is given is that of a parameter in its brackets."""
    return space.startswith("parameter ")
