"""What a law of one number has: a log density made of statistics, their means, and the values that follow from both.

log f(x) is a sum of coefficients times statistics T(x), so the entropy and every divergence follow from the means
E T(X) of a few statistics:

    H(p) = −Σ c E_p T,      KL(p ‖ q) = Σ c_p E_p T_p − Σ c_q E_p T_q      where the support of p lies in q's

A class has closed forms of these means. ``quadrature`` confirms them by integrals of the density itself.
"""

from collections.abc import Callable
from typing import Any

from flint import arb

from .balls import INFINITE, NO_VALUE, UNDEFINED, Right, log, only, total

Statistic = tuple[Any, ...]  # a name in STATISTICS, and its arguments
Terms = list[tuple[arb, Statistic]]

ONE: Statistic = ("one",)
LOG: Statistic = ("log",)
LOG_REST: Statistic = ("log_rest",)
INVERSE: Statistic = ("inverse",)


def safe_log(z: Any) -> Any:
    """The logarithm of a real or complex ball; not finite where the complex ball meets the branch cut."""
    return log(z) if isinstance(z, arb) else z.log(analytic=True)


def power(z: Any, exponent: arb) -> Any:
    """A power of a real or complex ball."""
    return z**exponent if isinstance(z, arb) else z.pow(exponent, analytic=True)


STATISTICS: dict[str, Callable[..., Any]] = {
    "one": lambda z: z * 0 + 1,
    "shifted": lambda z, m: z - m,
    "square": lambda z, m: (z - m) ** 2,
    "absolute": lambda z, m: abs(z - m),
    "log": safe_log,
    "log_square": lambda z, m: (safe_log(z) - m) ** 2,
    "log_rest": lambda z: safe_log(1 - z),
    "log_rest_power": lambda z, a: safe_log(1 - power(z, a)),
    "log_square_sum": lambda z, m, s: safe_log(1 + ((z - m) / s) ** 2),
    "log_line": lambda z, m, c: safe_log(1 + (z - m) * c),
    "exponential": lambda z, t, m: (-t * (z - m)).exp(),
    "power": lambda z, k, s: power(z / s, k),
    "inverse": lambda z: 1 / z,
    "cosine": lambda z, m: (z - m).cos(),
}
# Of statistics that are infinite at an end of the support, one that is named later decides the limit.
STRENGTH = ("one", "log", "log_rest", "log_rest_power", "log_line", "inverse", "log_square", "power")


class Law:
    """A law of one number; ``lower`` and ``upper`` are the ends of its support, its own where finite."""

    chart = "line"  # how ``quadrature`` lays the support on the line; "counts" for a law of whole numbers
    lower: arb = -INFINITE
    upper: arb = INFINITE
    carrier: Statistic | None = None  # a statistic with coefficient one whose mean has no closed form

    def terms(self) -> Terms:
        """The coefficients and statistics of log f, without the carrier."""
        raise NotImplementedError

    def mean_of(self, statistic: Statistic) -> arb:
        """E T(X) in closed form; NotImplementedError where the law has none."""
        name, *arguments = statistic
        try:
            closed = getattr(self, f"mean_{name}")
        except AttributeError:
            raise NotImplementedError(f"E {name} under {type(self).__name__}") from None
        return closed(*arguments)

    def mean_one(self) -> arb:
        """The mean of one."""
        return arb(1)

    def mean(self) -> Right:
        """E X."""
        raise NotImplementedError

    def variance(self) -> Right:
        """Var X."""
        raise NotImplementedError

    def mean_shifted(self, m: arb) -> arb:
        """E(X − m)."""
        return self.mean().value - m

    def mean_square(self, m: arb) -> arb:
        """E(X − m)² = Var X + (E X − m)²."""
        variance, mean = self.variance().value, self.mean().value
        return variance + (mean - m) ** 2 if variance.is_finite() and mean.is_finite() else INFINITE

    def stddev(self) -> Right:
        """The root of the variance."""
        variance = self.variance()
        if variance is NO_VALUE:  # and not a ball that is too wide
            return NO_VALUE
        return Right(variance.value.sqrt(), variance.terms.sqrt())

    def entropy(self) -> Right:
        """H = −Σ c E T."""
        carried = [-self.mean_of(self.carrier)] if self.carrier else []
        return total([*weighted(self, self, -1), *carried])

    def seen(self) -> tuple[arb, arb]:
        """The ends of the smallest interval that has all of the law's mass."""
        return self.lower, self.upper

    def modes(self) -> list[arb]:
        """The points of greatest density; at an end of the support it may be infinite."""
        raise NotImplementedError

    def cdf(self, x: arb) -> Right:
        """P(X ≤ x) inside the support."""
        raise NotImplementedError

    def quantile(self, u: arb) -> Right:
        """The x with P(X ≤ x) = u."""
        raise NotImplementedError

    def contains(self, x: arb) -> bool:
        """Whether x is in the support."""
        return bool(self.lower <= x) and bool(x <= self.upper) and (self.chart != "counts" or x.is_integer())

    def log_density(self, x: arb) -> Right:
        """log f(x); at an end of the support and at infinity its limit, and −∞ outside."""
        if not self.contains(x) or not x.is_finite():
            return only(-INFINITE)
        parts = [(t, c * STATISTICS[t[0]](x, *t[1:])) for c, t in self.terms() if not c.is_zero()]
        if any(not value.is_finite() and not value > 0 and not value < 0 for _, value in parts):
            return only(UNDEFINED)  # a ball around zero in a logarithm, at this precision
        infinite = [(STRENGTH.index(t[0]), value > 0) for t, value in parts if not value.is_finite()]
        if infinite:
            return only(INFINITE if max(infinite)[1] else -INFINITE)
        return total(value for _, value in parts)


def alone(*pairs: tuple[arb, arb]) -> None:
    """Raise NotImplementedError unless a statistic is the law's own: its arguments may equal the law's."""
    if not all(given.overlaps(own) for given, own in pairs):
        raise NotImplementedError("a mean of another law's statistic")


def divergence(p: Law, q: Law, same: bool = False) -> Right:
    """KL(p ‖ q); ``same`` says that both are one law, so that it is zero."""
    if same:
        return Right(arb(0), total(sizes(p, p)).value)
    if not covers(q, p):
        return only(INFINITE)
    found = [*weighted(p, p, 1), *weighted(p, q, -1)]
    if p.carrier != q.carrier:
        found += [p.mean_of(p.carrier)] if p.carrier else []
        found += [-p.mean_of(q.carrier)] if q.carrier else []
    return Right(total(found).value, total([*map(abs, found), *sizes(p, p), *sizes(p, q)]).value)


def sizes(p: Law, q: Law) -> list[arb]:
    """The sizes of the terms of log q's mean under p, with what cancels where locations are subtracted."""
    found = [abs(term) for term in weighted(p, q, 1)]
    mean = p.mean().value if any(t[0] in ("shifted", "square") for _, t in q.terms()) else arb(0)
    for coefficient, (name, *arguments) in q.terms():
        if name in ("shifted", "square") and mean.is_finite() and not coefficient.is_zero():
            away = abs(mean) + abs(arguments[0])
            found.append(abs(coefficient) * (away if name == "shifted" else away**2))
    return [size for size in found if size.is_finite()]


def weighted(p: Law, q: Law, sign: int) -> list[arb]:
    """The terms ± c E_p T of log q's mean under p; a term with c = 0 or E T = 0 is zero."""
    found = []
    for coefficient, statistic in q.terms():
        if not coefficient.is_zero():
            mean = p.mean_of(statistic)
            found.append(arb(0) if mean.is_zero() else sign * coefficient * mean)
    return found


def covers(q: Law, p: Law) -> bool:
    """Whether the support of p lies in that of q, but for a set that p does not see."""
    (first, last), (lower, upper) = p.seen(), q.seen()
    fits = bool(first >= lower) and bool(last <= upper)
    return fits and (q.chart != "counts" or p.chart == "counts")
