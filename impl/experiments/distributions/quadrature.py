"""The same means from rigorous integrals of the density itself, by ``acb.integral`` (Johansson 2018, ICMS).

The support is laid on the line by a function x(t) that makes the ends exponentially small: x = sinh t, exp t and so on.
What is left out, outside of the t where f(x(t)) x′(t) is above exp(−LEFT_OUT), is not bounded here; the integral of f
over the same range, which has to be one, shows how little it is.
"""

import math
from collections.abc import Callable

from flint import acb, arb, ctx

from .balls import PI
from .law import STATISTICS, Law

LEFT_OUT = 75  # −log of the integrand at the ends of the range
FARTHEST = 400
BITS = 160
GOAL = 2.0**-70  # of the integrals
COUNTED = 4000  # values of a law of counts


def place(law: Law, t: acb) -> tuple[acb, acb]:
    """x(t) and x′(t)."""
    if law.chart == "line":
        return t.sinh(), t.cosh()
    if law.chart in ("positive", "above") and not law.upper.is_finite():
        return law.lower + t.exp(), t.exp()
    if law.chart == "circle":
        return t, acb(1)
    share = 1 / (1 + (-t).exp())
    width = law.upper - law.lower
    return law.lower + width * share, width * share / (1 + t.exp())


def log_density(law: Law, x: acb) -> acb:
    """log f at a complex point."""
    found = acb(0)
    for coefficient, (name, *arguments) in law.terms():
        if name == "absolute":  # the ranges are cut at the kink
            side = x - arguments[0]
            found += coefficient * (side if side.real.mid() > 0 else -side)
        elif not coefficient.is_zero():
            found += coefficient * STATISTICS[name](x, *arguments)
    return found


def mean(law: Law, function: Callable[[acb], acb], kinks: tuple[arb, ...] = ()) -> arb:
    """E g(X) for a function g of a complex ball that is analytic between the kinks."""
    before = ctx.prec
    ctx.prec = BITS
    try:

        def integrand(t: acb, analytic: bool) -> acb:
            x, slope = place(law, t)
            return log_density(law, x).exp() * slope * function(x)

        cuts = cut(law, kinks)
        return sum(
            (acb.integral(integrand, a, b, rel_tol=GOAL, abs_tol=GOAL).real for a, b in zip(cuts, cuts[1:])), arb(0)
        )
    finally:
        ctx.prec = before


def cut(law: Law, kinks: tuple[arb, ...]) -> list[acb]:
    """The ends of the range of t, with the kinks between them."""
    if law.chart == "circle":
        return [acb(-PI()), acb(PI())]
    ends = [end_of(law, -1), end_of(law, 1)]
    inner = {float(k.asinh().mid()): acb(k.asinh()) for k in kinks}  # only laws on the line have kinks
    return [acb(ends[0]), *(inner[k] for k in sorted(inner) if ends[0] < k < ends[1]), acb(ends[1])]


def end_of(law: Law, side: int) -> int:
    """The whole t nearest to zero on one side beyond which the integrand is small."""
    for t in range(1, FARTHEST):
        x, slope = place(law, acb(side * t))
        value = (log_density(law, x).exp() * slope).real
        if t > 1 and value.is_finite() and value.abs_upper() < math.exp(-LEFT_OUT):
            return side * t
    raise ValueError(f"the tail of {type(law).__name__} is too heavy for quadrature")


def points(law: Law) -> list[tuple[arb, arb]]:
    """The values of a law of counts with their probabilities, until all but exp(−LEFT_OUT) is found."""
    found: list[tuple[arb, arb]] = []
    left = arb(1)
    for k in range(COUNTED):
        x = arb(k)
        mass = law.log_density(x).value.exp() if law.contains(x) else arb(0)
        found.append((x, mass))
        left -= mass
        if left.abs_upper() < math.exp(-LEFT_OUT):
            break
    return found


def kinks_of(*laws: Law) -> tuple[arb, ...]:
    """The points at which a log density is not smooth."""
    return tuple(t[1] for law in laws for _, t in law.terms() if t[0] == "absolute")


def mass(law: Law) -> arb:
    """The integral of the density, which is one."""
    if law.chart == "counts":
        return sum((p for _, p in points(law)), arb(0))
    return mean(law, lambda x: acb(1), kinks_of(law))


def moment(law: Law, n: int) -> arb:
    """E X^n."""
    if law.chart == "counts":
        return sum((p * x**n for x, p in points(law)), arb(0))
    return mean(law, lambda x: x**n, kinks_of(law))


def entropy(law: Law) -> arb:
    """−∫ f log f."""
    return -expected_log(law, law)


def expected_log(p: Law, q: Law) -> arb:
    """∫ f_p log f_q."""
    if p.chart == "counts":
        terms = (m * q.log_density(x).value for x, m in points(p) if not m.is_zero())
        return sum(terms, arb(0))
    return mean(p, lambda x: log_density(q, x), kinks_of(p, q))


def divergence(p: Law, q: Law) -> arb:
    """∫ f_p log(f_p/f_q)."""
    return expected_log(p, p) - expected_log(p, q)
