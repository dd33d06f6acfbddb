"""The laws of numbers that have names: the Gamma law and the normal law."""

from __future__ import annotations

from typing import NamedTuple, Self

from sympy import Basic, Tuple, false
from sympy.core.symbol import Str

from ..arguments import Quantity, quantity, said
from ..declarations import Density, Law, split_bar
from ..places import POSITIVE, REAL, Coordinate, Place, Taken, taken_space
from ..usage import WRITTEN


class Family(NamedTuple):
    """What a word for a family of laws takes: the numbers in its brackets, and the numbers of which it is a law."""

    brackets: tuple[str, ...]
    positive: tuple[bool, ...]  # which of those have to be positive
    kind: str


FAMILIES = {"Gamma": Family(("shape", "rate"), (True, True), POSITIVE),
            "Normal": Family(("mean", "variance"), (False, True), REAL)}


class NamedLaw(Law):
    """A law of numbers that has a name, for each value of the numbers in its brackets, at a point of one space."""

    def __new__(cls, name: str, space: str) -> Self:
        brackets = range(1, len(FAMILIES[name].brackets) + 1)
        return Basic.__new__(cls, Str(name), Tuple(Str(space)), Tuple(*(Str(taken_space(n)) for n in brackets)), false)

    usage = property(lambda self: WRITTEN[self.name])
    family = property(lambda self: FAMILIES[self.name])
    declared = property(lambda self: self)  # pyright: ignore[reportAssignmentType]  # its numbers belong to it


class At(Taken):
    """The quantity at which a named law is taken: what stands in a place of its brackets, counted from 1."""

    def __new__(cls, number: int, value: Quantity) -> Self:
        return Basic.__new__(cls, Str(taken_space(number)), quantity(value))


class Naming:
    """`Gamma[a, b](x)`: the density of a named law, at quantities in brackets, at a point that is a number."""

    def __init__(self, name: str) -> None:
        self.name, self.usage = name, WRITTEN[name]

    def __getitem__(self, values: object) -> _Filled:
        values = values if isinstance(values, tuple) else (values,)
        brackets = FAMILIES[self.name].brackets
        if len(values) != len(brackets):
            raise ValueError(f"{self.name}[…] takes {' and '.join(brackets)}: write {self.usage}")
        return _Filled(self.name, tuple(At(number, quantity(value)) for number, value in enumerate(values, 1)))

    __iter__ = None

    def __repr__(self) -> str:
        return self.name


class _Filled:
    """`Gamma[a, b]`, which takes a point in parentheses."""

    def __init__(self, name: str, values: tuple[At, ...]) -> None:
        self.name, self.values, self.usage = name, values, WRITTEN[name]

    def __call__(self, *places: Place) -> Density:
        outs, givens = split_bar(places)
        family = FAMILIES[self.name]
        if givens or len(outs) != 1 or not isinstance(outs[0], Coordinate) or outs[0].numbers != family.kind:
            what = ", ".join(map(said, outs)) or "nothing"
            kind = f"a {family.kind} number, declared by {'reals' if family.kind == REAL else 'positives'}(…)"
            raise ValueError(f"{self.name}[…] is the law of {kind}, not of {what}: write {self.usage}")
        point, = outs
        if any(value.parameter.has(point) for value in self.values):
            raise ValueError(f"{self.name}[…] is a law of {point.name} at numbers that do not depend on {point.name}")
        return Density(NamedLaw(self.name, point.space), outs, self.values)

    def __repr__(self) -> str:
        return f"{self.name}[…] without its parentheses"


class _Gamma(Naming):
    """The Gamma law: `Gamma[a, b](x)` is its density at a positive number x.

    It has the shape a and the rate b, and the density exp(a log b − ln Γ(a) + (a − 1) log x − b x).  The law of scale s
    is `Gamma[a, 1/s](x)`.  Shape and rate have to be positive.

    Accepted:
        (x,) = positives("x")
        a, s = parameters("a s")
        average = E[Gamma[a, 1/s](x)](log(x))

    Refused:
        (x,) = positives("x")
        law = Gamma[2](x)

        (y,) = reals("y")
        law = Gamma[2, 3](y)

        (x,) = positives("x")
        law = Gamma[x, 1](x)
    """


class _Normal(Naming):
    """The normal law: `Normal[m, v](y)` is its density at a real number y.

    It has the mean m and the variance v, which has to be positive, and the density
    exp(−(log(2 π) + log v)/2 − (y − m)²/(2 v)).

    Accepted:
        (y,) = reals("y")
        (tau,) = positives("tau")
        joint = Gamma[2, 3](tau)*Normal[0, 1/tau](y)

    Refused:
        (y,) = reals("y")
        law = Normal[0, 1]

        (x,) = positives("x")
        law = Normal[0, 1](x)
    """


Gamma, Normal = _Gamma("Gamma"), _Normal("Normal")
