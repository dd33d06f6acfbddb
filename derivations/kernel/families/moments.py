"""Moments under a named law, each a derivative of the one generating function of its family at a whole number."""

from __future__ import annotations

from functools import cache
from typing import NamedTuple

from ..forms.binders import ONE, Atom, Poly, add, const, fresh, lift, mul, poly, replace, var
from ..forms.derivatives import derivative
from ..forms.expansions import positive
from ..forms.named_laws import generated, point_of, slope_of_log, values_of
from ..forms.nodes import Conditions, Monomial

MOST = 12  # the highest power of a number, and of its logarithm


class Powers(NamedTuple):
    """A product xⁿ (log x)ᵏ of a number, and the factors beside it that do not depend on the number."""

    exponent: int
    logarithms: int
    beside: Monomial


def powers_of(mono: Monomial, x: Atom) -> Powers | None:
    """A term as powers of a number, of its logarithm, and of all else; None where it has other factors."""
    exponent, logarithms, beside = 0, 0, []
    for f, e in mono:
        if x not in f.free:
            beside.append((f, e))
        elif f is x:
            exponent += e
        elif f.head == "inv" and f.args[0] is lift(x):
            exponent -= e
        elif f.head == "log" and f.args[0] is lift(x):
            logarithms += e
        else:
            return None
    if abs(exponent) > MOST or logarithms > MOST:
        return None
    return Powers(exponent, logarithms, tuple(beside))


@cache
def moment(law: Atom, exponent: int, logarithms: int) -> tuple[Poly, Conditions] | None:
    """𝔼[xⁿ (log x)ᵏ] under a Gamma law, and when it is finite; 𝔼[yⁿ] under a normal law.  None of other powers."""
    if law.args[0].name == "Gamma":
        value = mul(generated(law, exponent), _relative(law, exponent, logarithms))
        return value, (positive(add(values_of(law)[0], const(exponent))),) if exponent < 0 else ()
    return (_relative(law, 0, exponent), ()) if exponent >= 0 and not logarithms else None


def _relative(law: Atom, at: int, order: int) -> Poly:
    """The derivative of an order of the generating function, divided by that function, at a whole number."""
    t, = fresh((var("real", ("t", 0)),), (law,))
    slope, found = slope_of_log(law, lift(t)), ONE
    for _ in range(order):
        found = add(derivative(found, t), mul(found, slope))
    return replace(found, {t: const(at)})


def mean_under(law: Atom, body: Poly) -> tuple[Poly, Conditions] | None:
    """The mean of a quantity over the number that a named law draws, term by term; None where a term has another form.
    Each term has a finite mean where the conditions hold."""
    pieces, found = [], []
    for mono, coefficient in body.terms:
        powers = powers_of(mono, point_of(law))
        known = None if powers is None else moment(law, powers.exponent, powers.logarithms)
        if powers is None or known is None:
            return None
        pieces.append(mul(poly({powers.beside: coefficient}), known[0]))
        found += known[1]
    return add(*pieces), tuple(dict.fromkeys(found))
