"""The words of a statement: SymPy nodes for what SymPy lacks.

Everything is built from densities of laws at points, which `declarations` has; `quantities`, `calculus` and
`statements` have the nodes, and `binding` says what they bind.  Nodes are plain SymPy data: their `args` are all that
they hold.  They never evaluate or simplify themselves: the kernel reads them in `lines/reading`, and compares nothing
but forms.  A constructor raises ValueError where its arguments do not fit.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import sympy
from sympy import Basic, Expr
from sympy.logic.boolalg import Boolean

from .arguments import Quantity, proposition, quantity, said
from .binding import bound_by, scopes
from .calculus import Derivative, Dominated, Near, Stopped
from .declarations import Density, Draws, Function, Law, Subset, Value, exchangeable, identical, iid
from .laws.chains import Chain
from .laws.named import At, Gamma, NamedLaw, Normal
from .matrices.nodes import (
    Added,
    Identity,
    Inverted,
    Multiplied,
    NamedTable,
    SameEntries,
    Scaled,
    Subtracted,
    Table,
    Transposed,
    Typed,
)
from .matrices.words import identity, inverse, matrix
from .places import (
    Bar,
    Coordinate,
    Draw,
    Parameter,
    Place,
    Point,
    Spoken,
    Stretch,
    Taken,
    counts,
    parameters,
    points,
    positives,
    reals,
)
from .quantities import (
    Divergence,
    Expectation,
    Extremum,
    Integral,
    Mean,
    Named,
    Normalised,
    Product,
    Total,
    unnamed,
)
from .special import Pi, Polygamma, digamma, lgamma, pi, polygamma, trigamma
from .statements import Always, Both, Bounded, Each, Iff, Integrable
from .usage import WRITTEN

__all__ = [
    "KL",
    "NAMED",
    "Added",
    "Always",
    "At",
    "Bar",
    "Both",
    "Bounded",
    "Chain",
    "Coordinate",
    "D",
    "Density",
    "Derivative",
    "Divergence",
    "Dominated",
    "Draw",
    "Draws",
    "E",
    "Each",
    "Expectation",
    "Extremum",
    "Function",
    "Gamma",
    "Identity",
    "Iff",
    "Integrable",
    "Integral",
    "Inverted",
    "Law",
    "Mean",
    "Multiplied",
    "Named",
    "NamedLaw",
    "NamedTable",
    "Near",
    "Normal",
    "Normalised",
    "Parameter",
    "Pi",
    "Place",
    "Point",
    "Polygamma",
    "Product",
    "SameEntries",
    "Scaled",
    "Spoken",
    "Stopped",
    "Stretch",
    "Subset",
    "Subtracted",
    "Table",
    "Taken",
    "Total",
    "Transposed",
    "Typed",
    "Value",
    "always",
    "both",
    "bound_by",
    "bounded",
    "counts",
    "digamma",
    "dominated",
    "each",
    "exchangeable",
    "exp",
    "identical",
    "identity",
    "iff",
    "iid",
    "implies",
    "inf",
    "integrable",
    "integral",
    "inverse",
    "lgamma",
    "log",
    "matrix",
    "mean",
    "near",
    "parameters",
    "pi",
    "points",
    "polygamma",
    "positives",
    "product",
    "proportional",
    "quantity",
    "reals",
    "said",
    "scopes",
    "stop",
    "sup",
    "total",
    "trigamma",
    "unnamed",
]


class Binder:
    """A word such as `E[q(z)](body)`: points or laws that are bound stand in brackets, the body in parentheses.

    Its docstring is that of the node that it makes.
    """

    def __init__(self, name: str, build: Callable, node: type[Basic] | None = None) -> None:
        self.name, self.build = name, build
        self.__doc__ = (node or build).__doc__

    def __getitem__(self, bound: object) -> Callable[..., Any]:
        bound = bound if isinstance(bound, tuple) else (bound,)
        return _Bound(self, bound)

    def __repr__(self) -> str:
        return self.name


class _Bound:
    """`E[q(z)]`, which takes the body in parentheses."""

    def __init__(self, binder: Binder, bound: tuple) -> None:
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


def _at_a_value(word: str, node: Callable) -> Callable:
    def build(bound: tuple, body: Any) -> Basic:
        piece = bound[0] if len(bound) == 1 else None
        parameter, at = (piece.start, piece.stop) if isinstance(piece, slice) else (piece, piece)
        if piece is None or at is None or (isinstance(piece, slice) and piece.step is not None):
            raise ValueError(f"write {word}[phi](…), or {word}[phi:v](…) at the value v")
        return node(parameter, body, at)
    return build


class _Proportional:
    """`proportional[z](g)(z)`: the law proportional to g, at a point."""

    name = "proportional"

    def __init__(self) -> None:
        self.__doc__ = Normalised.__doc__

    def __getitem__(self, over: object) -> Callable[[Quantity], Callable[..., Normalised]]:
        over = over if isinstance(over, tuple) else (over,)
        return _Unnormalised(over)

    def __repr__(self) -> str:
        return self.name


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


E = Binder("E", Expectation)
integral = Binder("integral", Integral)
KL = Binder("KL", Divergence)
proportional = _Proportional()
mean = Binder("mean", _mean, Mean)
total = Binder("total", _over_a_range("total", Total), Total)
product = Binder("product", _over_a_range("product", Product), Product)
each = Binder("each", _over_a_range("each", Each), Each)
sup = Binder("sup", _extremum("sup"), Extremum)
inf = Binder("inf", _extremum("inf"), Extremum)
D = Binder("D", _at_a_value("D", Derivative), Derivative)
near = Binder("near", _at_a_value("near", Near), Near)
dominated = Binder("dominated", Dominated)
always = Binder("always", Always)
integrable = Binder("integrable", Integrable)


def log(argument: Quantity) -> Expr:
    """The natural logarithm, which is kept as it is typed.  Its argument has to be positive.

    Accepted:
        log(p(x, z)/q(z))
        log(exp(f(z)))     # the argument is positive anyway

    Refused:
        log(f(z), 2)
        log(-1)
    """
    return sympy.log(quantity(argument), evaluate=False)


def exp(argument: Quantity) -> Expr:
    """The exponential function, which is kept as it is typed.

    Accepted:
        exp(f(z) - g(z))

    Refused:
        exp[f(z)]
    """
    return sympy.exp(quantity(argument), evaluate=False)


def implies(premise: Boolean, conclusion: Boolean) -> Boolean:
    """The conclusion holds wherever the premise does.

    Between two lines of statements it is `proof.implies(…)`.

    Accepted:
        implies(p(x, z) > 0, q(z) > 0)
        always[z](implies(p(x, z) > 0, q(z) > 0))     # q covers p

    Refused:
        implies(p(x, z), q(z))
    """
    return sympy.Implies(proposition(premise), proposition(conclusion), evaluate=False)


iff, both, bounded, stop = Iff, Both, Bounded, Stopped
NAMED = (Named, NamedTable)  # the nodes of abbreviations
