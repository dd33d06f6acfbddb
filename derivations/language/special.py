"""The number π, and functions of a positive number: ln Γ, and the derivatives of that."""

from __future__ import annotations

from typing import Self

from sympy import Expr, Integer

from .arguments import Quantity, quantity, said
from .places import SpokenNumber
from .usage import WRITTEN

LOG_GAMMA, DIGAMMA, TRIGAMMA = -1, 0, 1
"""The orders of the three functions that have names of their own."""
HIGHEST_ORDER = 20


class Polygamma(SpokenNumber):
    """The polygamma function of an order n ≥ 0, the derivative of order n + 1 of ln Γ; of the order −1 it is ln Γ."""

    def __new__(cls, order: int, argument: Quantity) -> Self:
        return Expr.__new__(cls, Integer(order), quantity(argument))

    order = property(lambda self: int(self.args[0]))
    argument = property(lambda self: self.args[1])
    word = property(lambda self: {LOG_GAMMA: "lgamma", DIGAMMA: "digamma", TRIGAMMA: "trigamma"}.get(self.order))


def lgamma(argument: Quantity) -> Expr:
    """The logarithm of the gamma function, ln Γ.  Its argument has to be positive.

    Γ(a) is the integral of x^(a − 1) exp(−x) over the positive numbers (DLMF 5.2.1), so that Γ(n + 1) = n! for whole n.

    Accepted:
        lgamma(1 + exp(f(z)))
        lgamma(exp(f(z)))

    Refused:
        lgamma(f(z), 2)
        lgamma(0)
    """
    return Polygamma(LOG_GAMMA, argument)


def digamma(argument: Quantity) -> Expr:
    """The digamma function ψ, which is the derivative of ln Γ (DLMF 5.2.2).  Its argument has to be positive.

    Accepted:
        digamma(exp(f(z)))

    Refused:
        digamma[f(z)]
        digamma(-1)
    """
    return Polygamma(DIGAMMA, argument)


def trigamma(argument: Quantity) -> Expr:
    """The trigamma function ψ′, which is the derivative of ψ and positive.  Its argument has to be positive.

    Accepted:
        trigamma(exp(f(z)))

    Refused:
        trigamma(f(z), f(z))
    """
    return Polygamma(TRIGAMMA, argument)


def polygamma(order: int, argument: Quantity) -> Expr:
    """The polygamma function of a whole order from 0 to 20: ψ, ψ′, ψ″ and so on (DLMF 5.15).

    Its argument has to be positive.  `polygamma(0, a)` is `digamma(a)`, and `polygamma(1, a)` is `trigamma(a)`.

    Accepted:
        polygamma(2, exp(f(z)))

    Refused:
        polygamma(-1, exp(f(z)))
        polygamma(f(z), f(z))
    """
    if isinstance(order, Integer):
        order = int(order)
    if not isinstance(order, int) or isinstance(order, bool) or not 0 <= order <= HIGHEST_ORDER:
        raise ValueError(f"polygamma(…) takes a whole order from 0 to {HIGHEST_ORDER} first, not {said(order)}: "
                         f"write {WRITTEN['polygamma']}")
    return Polygamma(order, argument)


class Pi(SpokenNumber):
    """The number π, the area of the disk of radius one.

    Accepted:
        log(2*pi) + f(z)

    Refused:
        pi(2)

        pi, = parameters("pi")
    """

    name = "pi"


pi = Pi()
