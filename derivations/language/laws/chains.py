"""Markov chains, which an author declares: laws of paths, in places at different times."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Self

import sympy
from sympy import Basic, Tuple
from sympy.core.symbol import Str

from ..arguments import said
from ..declarations import Law, Member
from ..names import declared
from ..places import Coordinate, Draw, Place, Point, Stretch
from ..usage import usage


class Chain(Law):
    """Declare a Markov chain: the law of a path x[0], x[1], x[2], … of points of one space.

        c = Chain("c", x)

    `c(x[t])` is the density of the point at time t, `c(x[t + 1] | x[t])` that of a step, `c(x[1:T] | x[0])` that of a
    whole stretch, and `c(x[t - 1] | x[t], x[0])` that of a step back.  Any points may stand on either side of the bar,
    as long as their times are different whatever their counts are.  Given the present, the past and the future are
    independent: the rule `markov` says so.  The law of a step may differ from time to time.

    The integral over a point between two others is finite, and the density of those, at almost all places of theirs:
    under a law that draws one of them nothing is asked, and at two free points that the integral is finite.

    In brackets such as those of `E` and `integral`, points and stretches of a path are bound, and the points at all
    other times stay free.

    Accepted:
        x, = points("x")
        T, t = counts("T t")
        c, b = Chain("c", x), Chain("b", x)
        step = c(x[t + 1] | x[t])
        back = c(x[t] | x[t + 1], x[0])
        whole = E[c(x[1:T] | x[0])](log(b(x[0:T])/c(x[1:T] | x[0])))
        last = E[c(x[T])](KL[x[T + 1]](c(x[T + 1] | x[T]), b(x[T + 1] | x[T])))

    Refused:
        x, z = points("x z")
        c = Chain("c", x, z)

        x, = points("x")
        c = Chain("c", x)
        there = c(x)

        x, = points("x")
        t, = counts("t")
        c = Chain("c", x)
        twice = c(x[t] | x[t])
    """

    def __new__(cls, name: str, point: Point) -> Self:
        if not isinstance(point, Point) or isinstance(point, Coordinate):
            raise ValueError(f"a chain is one of points, as points(…) makes them, not of {said(point)}")
        return Basic.__new__(cls, Str(declared(name, "a chain")), Tuple(Str(point.space)), Tuple(), sympy.false)

    usage = property(lambda self: f"{self.name}({self.spaces[0]}[t + 1] | {self.spaces[0]}[t])")

    def at(self, time: int) -> str:
        """The point at a time, as a text."""
        return f"{self.spaces[0]}[{time}]"

    def __getitem__(self, parameters: object) -> Member:
        raise ValueError(f"{self.name} is a chain, and takes no parameters{usage(self)}")

    __iter__ = None  # a chain is a law, not a sequence

    def check_places(self, outs: Iterable[Place], givens: Iterable[Place]) -> None:
        """Refuse places at which the chain has no density."""
        outs, givens = tuple(outs), tuple(givens)
        if not outs:
            raise ValueError(f"{self.name} is a chain, and a density is one of points{usage(self)}")
        for place in (*outs, *givens):
            if not isinstance(place, (Draw, Stretch)) or place.space != self.spaces[0]:
                raise ValueError(f"{self.name} is a chain of {self.spaces[0]}, and not at {said(place)}{usage(self)}")
        if len({*outs, *givens}) < len(outs) + len(givens):
            raise ValueError(f"{self.name} is taken twice at one time{usage(self)}")
