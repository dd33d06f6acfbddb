"""Derivatives in parameters, and what is said near a value of one."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Self

from sympy import Basic, Expr, Tuple
from sympy.logic.boolalg import Boolean

from .arguments import Quantity, proposition, quantity, said
from .binding import NOTHING, Scopes
from .declarations import only_points
from .places import Parameter, Point, Spoken, SpokenNumber
from .usage import WRITTEN


def only_a_parameter(word: str, item: object) -> None:
    """Refuse anything but a parameter."""
    if not isinstance(item, Parameter):
        raise ValueError(f"{word}[…] is over a parameter, not over {said(item)}: write {WRITTEN[word]}")


class Derivative(SpokenNumber):
    """The derivative of a quantity in a parameter: `D[phi](u)` at the value that phi has outside.

    `D[phi:v](u)` is the derivative at phi = v.  The rule `differentiate` carries derivatives out, and `leibniz` moves
    them into a mean or an integral.  A derivative asks that its quantity is defined near the value: what has a
    logarithm is positive and what divides is not zero, also where a density beside it is zero.  Of a mean or an
    integral it asks that it is `dominated`.

    Accepted:
        D[phi](log(q[phi](z)))
        D[phi](D[phi](g(phi)))
        D[phi:h(y, psi)](g(phi))     # the derivative of g at h(y, psi)
        D[phi](E[q[phi](z)](f(z)))

    Refused:
        D(g(phi))
        D[z](f(z))
        D[phi](sup[i](f(i)*phi))
    """

    def __new__(cls, parameter: Parameter, body: Quantity, at: Quantity) -> Self:
        only_a_parameter("D", parameter)
        return Expr.__new__(cls, parameter, quantity(body), quantity(at))

    def scopes(self) -> Scopes:
        return within_body(self)


class Stopped(SpokenNumber):
    """A quantity in which no parameter moves: `stop(u)` is u, each parameter at its value outside all derivatives.

    It says what `detach()` does in a program.  It stands only inside a derivative.  In `D[phi:v](…)` the value of phi
    outside is v: `D[phi:psi](phi*stop(phi))` is psi.

    Accepted:
        D[phi](g(phi)*stop(g(phi)))     # g(phi) times its derivative
        D[phi](f(z)*stop(phi))
        D[phi:psi](phi*stop(phi))       # psi

    Refused:
        stop(g(phi))
        D[phi](stop[phi](g(phi)))
    """

    def __new__(cls, body: Quantity) -> Self:
        return Expr.__new__(cls, quantity(body))


class Near(Spoken, Boolean):
    """A statement holds for all values of a parameter near the one that it has outside, this one among them.

    `near[phi:v](…)` speaks of the values near v.

    Accepted:
        near[phi](g(phi) > 0)
        near[phi:psi**2](g(phi) == phi)
        near[phi](always[z](q[phi](z) > 0))

    Refused:
        near[phi](g(phi))
        near[z](f(z) > 0)
    """

    def __new__(cls, parameter: Parameter, statement: Boolean, at: Quantity) -> Self:
        only_a_parameter("near", parameter)
        return Basic.__new__(cls, parameter, proposition(statement), quantity(at))

    def scopes(self) -> Scopes:
        return within_body(self)


class Dominated(Spoken, Boolean):
    """The derivative in a parameter may enter the integral of a quantity over points: `dominated[z](phi, h)`.

    For all values of phi near the one outside, `D[phi](h)` is defined at almost all points, and h is integrable.  For
    all a and b near that value |h(a) − h(b)| is at most |a − b| times one integrable quantity, at almost all points.

    Accepted:
        dominated[z](phi, q[phi](z))
        dominated[z](phi, q[phi](z)*f(z))
        dominated[y, z](phi, h(y, z)*g(phi))

    Refused:
        dominated(phi, q[phi](z))
        dominated[q[phi](z)](phi, f(z))
        dominated[z](2*phi, f(z))
    """

    def __new__(cls, over: Sequence[Point], parameter: Parameter, body: Quantity) -> Self:
        only_points("dominated", over)
        if not isinstance(parameter, Parameter):
            written = WRITTEN["dominated"]
            raise ValueError(f"dominated[…] takes a parameter first, not {said(parameter)}: write {written}")
        return Basic.__new__(cls, Tuple(*over), parameter, quantity(body), parameter)

    def scopes(self) -> Scopes:
        over, parameter, body, at = self.args
        within = frozenset({*over, parameter})
        return (*((point, within) for point in over), (parameter, within), (body, within), (at, NOTHING))


def within_body(node: Basic) -> Scopes:
    """The parts of a node that binds its first part in its second, and not in the value that is its third."""
    parameter, body, at = node.args
    within = frozenset({parameter})
    return (parameter, within), (body, within), (at, NOTHING)
