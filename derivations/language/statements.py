"""Statements: what holds almost everywhere or for each index, what is integrable or bounded, and connectives."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Self

from sympy import Basic, Symbol, Tuple
from sympy.logic.boolalg import Boolean

from .arguments import Quantity, proposition, quantity
from .binding import Scopes, ends, in_turn, over_a_range
from .declarations import Point, Spoken
from .places import Draw, Stretch
from .quantities import points_or_laws


class Always(Spoken, Boolean):
    """A statement holds almost everywhere: under the laws in the brackets, or for almost all of the points there.

    Accepted:
        always[q(z)](d(z) > 0)                              # for almost every z that q draws
        always[z](implies(p(x, z) > 0, q(z) > 0))           # for almost every z of the space
        always[iid(q(z), K)](mean[k:K](d(z[k])) > 0)

    Refused:
        always[q(z)](d(z))
        always(d(z) > 0)
        always[k](a(k) > 0)
    """

    def __new__(cls, over: Sequence[Basic], statement: Boolean) -> Self:
        points_or_laws("always", over)
        return Basic.__new__(cls, Tuple(*over), proposition(statement))

    def scopes(self) -> Scopes:
        return in_turn(*self.args)


class Each(Spoken, Boolean):
    """A statement holds for each index from a to b: `each[k:a:b](…)`.  There may be none, where b is a − 1.

    What never holds is a hypothesis where there may be none: it says that there is none.

    Accepted:
        each[k:1:K](a(k) > 0)
        each[k:2:K](0 > 1)            # K is 1
        each[k:1:K](integrable[q(z)](h(z, k)))

    Refused:
        each[k:K](a(k) > 0)
        each[k:1:K](a(k))
    """

    def __new__(cls, index: Symbol, first: Quantity, last: Quantity, statement: Basic) -> Self:
        return Basic.__new__(cls, index, *ends("each", index, first, last), proposition(statement))

    def scopes(self) -> Scopes:
        return over_a_range(self)


class Integrable(Spoken, Boolean):
    """A quantity is defined almost everywhere, and its absolute value has a finite mean or a finite integral.

    The brackets have laws, as those of `E` do, or points, as those of `integral` do.  It is what a mean asks for.

    Accepted:
        integrable[q(z)](f(z))                    # the mean of |f(z)| is finite
        integrable[q(z)](log(p(x, z)/q(z)))       # the divergence of q from the posterior is finite
        integrable[z](p(x, z)*f(z))               # the integral of the absolute value is finite

    Refused:
        integrable[q(z), x](f(z))
        integrable(f(z))
        integrable[q(z)](f(z) > 0)
    """

    def __new__(cls, over: Sequence[Basic], body: Quantity) -> Self:
        points_or_laws("integrable", over)
        if len({isinstance(item, (Point, Draw, Stretch)) for item in over}) != 1:
            raise ValueError("integrable[…] is over points, or over laws, not over both")
        return Basic.__new__(cls, Tuple(*over), quantity(body))

    def scopes(self) -> Scopes:
        return in_turn(*self.args)


class Bounded(Spoken, Boolean):
    """The suprema and infima that are terms of a quantity are finite: what `sup` and `inf` ask for.

    Accepted:
        bounded(sup[i:F](f(i)))

    Refused:
        bounded(f(i) > 0)
        bounded[i](f(i))
    """

    def __new__(cls, bound: Quantity) -> Self:
        return Basic.__new__(cls, quantity(bound))


class Iff(Spoken, Boolean):
    """Both statements hold, or neither does: the claim of a theorem on when something is the case.

    Between two lines of statements it is `proof.iff(…)`.

    Accepted:
        iff(f(x) == g(x), f(x) - g(x) == 0)
        iff(KL[z](q(z), b(z)) == 0, always[z](q(z) == b(z)))

    Refused:
        iff(f(x), g(x))
        iff(f(x) == g(x))
    """
    # SymPy's Equivalent forgets the author's order.

    def __new__(cls, left: Boolean, right: Boolean) -> Self:
        return Basic.__new__(cls, proposition(left), proposition(right))


class Both(Spoken, Boolean):
    """All of the statements hold.

    Several hypotheses need no `both`: `proof.given` takes any number of them.

    Accepted:
        both(f(x) > 0, g(x) > 0)
        always[q(z)](both(d(z) > 0, f(z) != 0))

    Refused:
        both()
        both(f(x), g(x))
    """
    # SymPy's And forgets the author's order.

    def __new__(cls, *statements: Boolean) -> Self:
        if not statements:
            raise ValueError("both(…) joins statements, and there is none")
        return Basic.__new__(cls, *map(proposition, statements))
