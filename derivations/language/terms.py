"""The words of a statement: SymPy nodes for what SymPy lacks.

Everything is built from densities of laws at points, which `declarations` has.  Nodes are plain SymPy data: their
`args` are all that they hold.  They never evaluate or simplify themselves: the kernel reads them in `lines/reading`,
and compares nothing but forms.  A constructor raises ValueError where its arguments do not fit.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Any, Self, TypeAlias

import sympy
from sympy import Basic, Expr, Symbol, Tuple
from sympy.core.symbol import Str
from sympy.logic.boolalg import Boolean

from .arguments import Quantity, is_count, proposition, quantity, said
from .declarations import (
    Bar,
    Density,
    Draw,
    Draws,
    Function,
    Law,
    Place,
    Point,
    Spoken,
    Subset,
    Value,
    counts,
    exchangeable,
    identical,
    iid,
    only_points,
    points,
)
from .names import declared
from .usage import WRITTEN, usage

__all__ = [
    "KL", "Always", "Bar", "Both", "Bounded", "Density", "Divergence", "Draw", "Draws", "E", "Each", "Expectation",
    "Extremum", "Function", "Iff", "Integrable", "Integral", "Law", "Mean", "Named", "Normalised", "Place", "Point",
    "Spoken", "Subset", "Total", "Value", "always", "both", "bound_by", "bounded", "counts", "each", "exchangeable",
    "exp", "identical", "iff", "iid", "implies", "inf", "integrable", "integral", "log", "mean", "points",
    "proportional", "quantity", "said", "scopes", "sup", "total", "unnamed"]


# --- what is bound where --------------------------------------------------------------------------------------

NOTHING: frozenset = frozenset()
Scopes: TypeAlias = Iterable[tuple[Basic, frozenset]]
"""The parts of a node, each with the points and indices that are bound in it: what its method `scopes` tells."""


def scopes(node: Basic) -> Iterator[tuple[Basic, frozenset]]:
    """The parts of a node, each with the points and indices that the node binds within this part."""
    made = getattr(type(node), "scopes", None)
    yield from made(node) if made is not None else ((part, NOTHING) for part in node.args)


def bound_by(node: Basic) -> frozenset:
    """The points and indices that a node binds in any of its parts."""
    return NOTHING.union(*(bound for _, bound in scopes(node)))


def in_turn(over: Iterable[Basic], *bodies: Basic) -> Iterator[tuple[Basic, frozenset]]:
    """The scopes of points or laws that are bound one after the other, and of bodies inside all of them.

    A law may be given a free point of the same name as one that is bound behind it.
    """
    bound = NOTHING
    for item in over:
        bound |= {item} if isinstance(item, Point) else frozenset(unnamed(item).outs)
        yield item, bound
    yield from ((body, bound) for body in bodies)


def ends(word: str, index: Symbol, first: Quantity, last: Quantity) -> tuple[Expr, Expr]:
    """The ends of a range, in which its own index does not occur."""
    if not isinstance(index, Symbol) or not is_count(index):
        raise ValueError(f"{word} runs over an index, not over {said(index)}")
    first, last = quantity(first), quantity(last)
    if index in first.atoms(Symbol) | last.atoms(Symbol):
        raise ValueError(f"the index {index.name} of {word} does not occur in its own range")
    return first, last


def over_a_range(node: Basic) -> Scopes:
    """The parts of a node that binds an index from its second part to its third in its last."""
    index, first, last, body = node.args
    within = frozenset({index})
    return (index, within), (first, NOTHING), (last, NOTHING), (body, within)


# --- quantities -----------------------------------------------------------------------------------------------


class Normalised(Spoken, Expr):
    """The law proportional to g(z): g at `at`, divided by the integral of g.  It can be drawn from."""

    def __new__(cls, over: Sequence[Point], body: Quantity, at: Sequence[Place]) -> Self:
        only_points("proportional", over)
        if len(at) != len(over) or not all(isinstance(place, Place) for place in at):
            raise ValueError(f"a law over {', '.join(point.name for point in over)} is taken at as many points")
        return Expr.__new__(cls, Tuple(*over), quantity(body), Tuple(*at))

    outs = property(lambda self: tuple(self.args[2]))
    givens = ()

    def scopes(self) -> Scopes:
        over, body, at = self.args
        within = frozenset(over)
        return ((body, within), *((point, within) for point in over), *((place, NOTHING) for place in at))


class Expectation(Spoken, Expr):
    """The mean under weights, which are densities, normalised laws or draws; later ones may be given earlier ones."""

    def __new__(cls, weights: Sequence[Basic], body: Quantity) -> Self:
        if not weights:
            raise ValueError(f"an expectation is over a law, not over nothing{usage(E)}")
        for weight in weights:
            if not isinstance(unnamed(weight), (Density, Draws, Normalised)):
                law = weight.usage if isinstance(weight, Law) else "q(z)"
                raise ValueError(f"an expectation is over a law, not over {said(weight)}: write E[{law}](…)")
        return Expr.__new__(cls, Tuple(*weights), quantity(body))

    def scopes(self) -> Scopes:
        return in_turn(*self.args)


class Integral(Spoken, Expr):
    """The integral over points with respect to the base measure (a sum where the space is finite)."""

    def __new__(cls, over: Sequence[Point], body: Quantity) -> Self:
        only_points("integral", over)
        return Expr.__new__(cls, Tuple(*over), quantity(body))

    def scopes(self) -> Scopes:
        return in_turn(*self.args)


class Divergence(Spoken, Expr):
    """KL(a ‖ b) = ∫ a log(a/b), in nats, with 0 log 0 = 0."""

    def __new__(cls, over: Sequence[Point], a: Quantity, b: Quantity) -> Self:
        only_points("KL", over)
        return Expr.__new__(cls, Tuple(*over), quantity(a), quantity(b))

    def scopes(self) -> Scopes:
        return in_turn(*self.args)


class Mean(Spoken, Expr):
    """The average over k = 1 … n, or over all k but one."""

    def __new__(cls, index: Symbol, count: Quantity, but: Quantity | None, body: Quantity) -> Self:
        if not isinstance(index, Symbol) or not is_count(index):
            raise ValueError(f"a mean runs over an index, not over {said(index)}")
        but, count = sympy.S.Zero if but is None else quantity(but), quantity(count)
        if index in count.atoms(Symbol) | but.atoms(Symbol):
            raise ValueError(f"the index {index.name} of a mean does not occur in its own range")
        return Expr.__new__(cls, index, count, but, quantity(body))

    def scopes(self) -> Scopes:
        index, count, but, body = self.args
        within = frozenset({index})
        return (index, within), (count, NOTHING), (but, NOTHING), (body, within)


class Total(Spoken, Expr):
    """The sum over t = a … b, and 0 where b is a − 1."""

    def __new__(cls, index: Symbol, first: Quantity, last: Quantity, body: Quantity) -> Self:
        return Expr.__new__(cls, index, *ends("a total", index, first, last), quantity(body))

    def scopes(self) -> Scopes:
        return over_a_range(self)


class Extremum(Spoken, Expr):
    """The supremum or infimum over a point, possibly within a subset of its space."""

    def __new__(cls, kind: str, point: Point, subset: Basic | None, body: Quantity) -> Self:
        only_points(kind, (point,))
        if subset not in (None, Tuple()) and not isinstance(subset, Subset):
            raise ValueError(f"after the colon of {kind}[…] stands a subset, not {said(subset)}")
        return Expr.__new__(cls, Str(kind), point, subset or Tuple(), quantity(body))

    def scopes(self) -> Scopes:
        _kind, point, subset, body = self.args
        within = frozenset({point})
        return (point, within), (subset, NOTHING), (body, within)


class Named(Spoken, Expr):
    """A transparent abbreviation: it prints as name(arguments) and means its body, nothing else.

    `origin` tells two abbreviations of one name apart.
    """

    def __new__(cls, name: str | Str, arguments: Iterable[Basic | int], body: Expr, origin: str | Str = "") -> Self:
        return Expr.__new__(cls, name if isinstance(name, Str) else Str(declared(name, "an abbreviation")),
                            Tuple(*arguments), body, origin if isinstance(origin, Str) else Str(origin))

    body = property(lambda self: self.args[2])
    outs = property(lambda self: self.body.outs)
    givens = property(lambda self: self.body.givens)

    def scopes(self) -> Scopes:
        return ((self.body, NOTHING),)


def unnamed(node: Basic) -> Basic:
    """What an abbreviation stands for; anything else as it is."""
    return unnamed(node.body) if isinstance(node, Named) else node


def points_or_laws(word: str, over: Sequence[Basic]) -> None:
    """Refuse a bracket that holds anything but points and laws, or nothing."""
    if not over:
        raise ValueError(f"{word}[…] is over points or laws, not over nothing: write {WRITTEN[word]}")
    for item in over:
        if not isinstance(unnamed(item), (Point, Density, Draws, Normalised)):
            law = item.usage if isinstance(item, Law) else "q(z)"
            raise ValueError(f"{word}[…] is over points or laws, not over {said(item)}: write {word}[{law}](…)")


# --- statements -----------------------------------------------------------------------------------------------


class Always(Spoken, Boolean):
    """The statement holds almost everywhere, under laws or under the base measure."""

    def __new__(cls, over: Sequence[Basic], statement: Boolean) -> Self:
        points_or_laws("always", over)
        return Basic.__new__(cls, Tuple(*over), proposition(statement))

    def scopes(self) -> Scopes:
        return in_turn(*self.args)


class Each(Spoken, Boolean):
    """The statement holds for each k = a … b, of which there may be none."""

    def __new__(cls, index: Symbol, first: Quantity, last: Quantity, statement: Basic) -> Self:
        return Basic.__new__(cls, index, *ends("each", index, first, last), proposition(statement))

    def scopes(self) -> Scopes:
        return over_a_range(self)


class Integrable(Spoken, Boolean):
    """The body is defined almost everywhere, and its absolute value has a finite mean or, over points, integral."""

    def __new__(cls, over: Sequence[Basic], body: Quantity) -> Self:
        points_or_laws("integrable", over)
        if len({isinstance(item, Point) for item in over}) != 1:
            raise ValueError("integrable[…] is over points, or over laws, not over both")
        return Basic.__new__(cls, Tuple(*over), quantity(body))

    def scopes(self) -> Scopes:
        return in_turn(*self.args)


class Bounded(Spoken, Boolean):
    """The suprema and infima that are terms of the quantity are finite."""

    def __new__(cls, bound: Quantity) -> Self:
        return Basic.__new__(cls, quantity(bound))


class Iff(Spoken, Boolean):
    """Both statements hold, or neither.  SymPy's Equivalent forgets the author's order."""

    def __new__(cls, left: Boolean, right: Boolean) -> Self:
        return Basic.__new__(cls, proposition(left), proposition(right))


class Both(Spoken, Boolean):
    """All statements hold.  SymPy's And forgets the author's order."""

    def __new__(cls, *statements: Boolean) -> Self:
        if not statements:
            raise ValueError("both(…) joins statements, and there is none")
        return Basic.__new__(cls, *map(proposition, statements))


# --- the words ------------------------------------------------------------------------------------------------


class _Binder:
    """`E[q(z)](body)`: points or laws that are bound stand in brackets, the body in parentheses."""

    def __init__(self, name: str, build: Callable) -> None:
        self.name, self.build = name, build

    def __getitem__(self, bound: object) -> Callable[..., Any]:
        bound = bound if isinstance(bound, tuple) else (bound,)
        return _Bound(self, bound)

    def __repr__(self) -> str:
        return self.name


class _Bound:
    """`E[q(z)]`, which takes the body in parentheses."""

    def __init__(self, binder: _Binder, bound: tuple) -> None:
        self.binder, self.bound = binder, bound
        self.usage = WRITTEN[binder.name]

    def __call__(self, *body: Any) -> Any:
        return self.binder.build(self.bound, *body)

    def __repr__(self) -> str:
        return f"{self.binder.name}[…] without its parentheses"


def _mean(bound: tuple, body: Quantity) -> Mean:
    piece = bound[0] if len(bound) == 1 else None
    if not isinstance(piece, slice) or piece.stop is None:
        raise ValueError("write mean[k:K](…), or mean[k:K:j](…) to leave j out")
    if piece.step == 0:
        raise ValueError("what is left out of a mean is an index of its range, not 0")
    return Mean(piece.start, piece.stop, piece.step, body)


def _over_a_range(word: str, node: Callable) -> Callable:
    def build(bound: tuple, body: Any) -> Basic:
        piece = bound[0] if len(bound) == 1 else None
        if not isinstance(piece, slice) or piece.stop is None or piece.step is None:
            raise ValueError(f"write {word}[t:a:b](…), from t = a to t = b")
        return node(piece.start, piece.stop, piece.step, body)
    return build


def _extremum(kind: str) -> Callable[[tuple, Quantity], Extremum]:
    def build(bound: tuple, body: Quantity) -> Extremum:
        piece = bound[0] if bound else None
        point, subset = (piece.start, piece.stop) if isinstance(piece, slice) else (piece, None)
        if len(bound) != 1 or (isinstance(piece, slice) and piece.step is not None):
            raise ValueError(f"write {kind}[i](…), or {kind}[i:F](…) within a subset F")
        return Extremum(kind, point, subset, body)
    return build


class _Proportional:
    """`proportional[z](g)(z)`: the law proportional to g, at a point."""

    name = "proportional"

    def __getitem__(self, over: object) -> Callable[[Quantity], Callable[..., Normalised]]:
        over = over if isinstance(over, tuple) else (over,)
        return _Unnormalised(over)


class _Unnormalised:
    """`proportional[z]`, which takes a body, and then the point."""

    usage = WRITTEN["proportional"]

    def __init__(self, over: tuple, body: Quantity | None = None) -> None:
        self.over, self.body = over, body

    def __call__(self, *arguments: Any) -> Any:
        if self.body is not None:
            return Normalised(self.over, self.body, arguments)
        if len(arguments) != 1:
            raise ValueError(f"proportional[…] takes one body: write {self.usage}")
        return _Unnormalised(self.over, *arguments)

    def __repr__(self) -> str:
        return "proportional[…] without its " + ("body" if self.body is None else "point")


E = _Binder("E", Expectation)
integral = _Binder("integral", Integral)
KL = _Binder("KL", Divergence)
mean = _Binder("mean", _mean)
total = _Binder("total", _over_a_range("total", Total))
each = _Binder("each", _over_a_range("each", Each))
sup = _Binder("sup", _extremum("sup"))
inf = _Binder("inf", _extremum("inf"))
always = _Binder("always", Always)
integrable = _Binder("integrable", Integrable)
proportional = _Proportional()


def log(argument: Quantity) -> Expr:
    """The natural logarithm, not evaluated."""
    return sympy.log(quantity(argument), evaluate=False)


def exp(argument: Quantity) -> Expr:
    """The exponential, not evaluated."""
    return sympy.exp(quantity(argument), evaluate=False)


def implies(premise: Boolean, conclusion: Boolean) -> Boolean:
    """The conclusion holds where the premise does; not evaluated."""
    return sympy.Implies(proposition(premise), proposition(conclusion), evaluate=False)


iff, both, bounded = Iff, Both, Bounded
