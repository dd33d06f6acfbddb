"""Laws whose tails are powers.  Source: Johnson, Kotz & Balakrishnan, Continuous Univariate Distributions."""

from flint import arb

from .balls import INFINITE, NO_VALUE, PI, Right, only, total
from .law import LOG, ONE, Law, Terms, alone
from .positive import Positive


class Cauchy(Law):
    """1/(πs(1 + z²)) with z = (x − m)/s."""

    def __init__(self, m: arb, s: arb) -> None:
        self.m, self.s = m, s

    def terms(self) -> Terms:
        """−log(1 + z²) − log(πs)."""
        return [
            (arb(-1), ("log_square_sum", self.m, self.s)),
            (-PI().log(), ONE),
            (-self.s.log(), ONE),
        ]

    def mean(self) -> Right:
        """There is none."""
        return NO_VALUE

    def variance(self) -> Right:
        """There is none."""
        return NO_VALUE

    def mean_log_square_sum(self, m: arb, s: arb) -> arb:
        """E log(1 + ((X − m)/s)²) = log(((s_X + s)² + (m_X − m)²)/s²).

        log|x − m + is| is harmonic where x is in the upper half plane, and X has the Poisson kernel of m_X + i s_X.
        """
        return (((self.s + s) ** 2 + (self.m - m) ** 2) / s**2).log()

    def modes(self) -> list[arb]:
        """The location."""
        return [self.m]

    def cdf(self, x: arb) -> Right:
        """1/2 + arctan(z)/π, written without a difference below the location."""
        z = (x - self.m) / self.s
        return Right((1 / -z).atan() / PI() if z < 0 else arb(1) / 2 + z.atan() / PI(), arb(1))

    def quantile(self, u: arb) -> Right:
        """m + s tan(π(u − 1/2))."""
        return total([self.m, self.s * (u - arb(1) / 2).tan_pi()])


class StudentT(Law):
    """Student's t with d degrees of freedom, location m and scale s."""

    def __init__(self, d: arb, m: arb, s: arb) -> None:
        self.d, self.m, self.s = d, m, s

    def terms(self) -> Terms:
        """−(d + 1)/2 log(1 + z²/d) − log s − log B(1/2, d/2) − log(d)/2."""
        d, half = self.d, arb(1) / 2
        return [
            (-(d + 1) / 2, ("log_square_sum", self.m, self.s * d.sqrt())),
            (-self.s.log(), ONE),
            (((d + 1) / 2).lgamma(), ONE),
            (-(d / 2).lgamma(), ONE),
            (-half * d.log(), ONE),
            (-half * PI().log(), ONE),
        ]

    def mean(self) -> Right:
        """The location, if d > 1."""
        return only(self.m) if self.d > 1 else NO_VALUE

    def variance(self) -> Right:
        """s² d/(d − 2) if d > 2, infinite down to d = 1."""
        if self.d <= 1:
            return NO_VALUE
        return only(self.s**2 * self.d / (self.d - 2) if self.d > 2 else INFINITE)

    def mean_log_square_sum(self, m: arb, s: arb) -> arb:
        """E log(1 + z²/d) = ψ((d + 1)/2) − ψ(d/2) for its own statistic: 1/(1 + z²/d) is Beta(d/2, 1/2)."""
        alone((m, self.m), (s, self.s * self.d.sqrt()))
        return ((self.d + 1) / 2).digamma() - (self.d / 2).digamma()

    def modes(self) -> list[arb]:
        """The location."""
        return [self.m]


class Pareto(Positive):
    """a s^a x^(−a − 1) on x ≥ s, by scale and exponent."""

    chart = "above"

    def __init__(self, s: arb, a: arb) -> None:
        self.s, self.a = s, a
        self.lower = s

    def terms(self) -> Terms:
        """log a + a log s − (a + 1) log x."""
        return [(self.a.log(), ONE), (self.a * self.s.log(), ONE), (-(self.a + 1), LOG)]

    def mean(self) -> Right:
        """as/(a − 1) if a > 1, else infinite."""
        return only(self.a * self.s / (self.a - 1) if self.a > 1 else INFINITE)

    def variance(self) -> Right:
        """as²/((a − 1)²(a − 2)) if a > 2, infinite down to a = 1."""
        return (
            NO_VALUE
            if self.a <= 1
            else only(self.a * self.s**2 / ((self.a - 1) ** 2 * (self.a - 2)) if self.a > 2 else INFINITE)
        )

    def mean_log(self) -> arb:
        """log s + 1/a, since log(X/s) is exponential with rate a."""
        return self.s.log() + 1 / self.a

    def modes(self) -> list[arb]:
        """The scale."""
        return [self.s]

    def cdf(self, x: arb) -> Right:
        """1 − (s/x)^a."""
        return Right(-(self.a * (self.s / x).log()).expm1(), arb(1))

    def quantile(self, u: arb) -> Right:
        """s(1 − u)^(−1/a)."""
        return only(self.s * (-(-u).log1p() / self.a).exp())


class GeneralizedPareto(Law):
    """(1 + cz)^(−1/c − 1)/s with z = (x − m)/s ≥ 0, the exponential law where c = 0; below m − s/c where c < 0."""

    chart = "above"

    def __init__(self, m: arb, s: arb, c: arb) -> None:
        self.m, self.s, self.c = m, s, c
        self.lower = m
        self.upper = m - s / c if c < 0 else INFINITE

    def terms(self) -> Terms:
        """−(1/c + 1) log(1 + cz) − log s."""
        if self.c.is_zero():
            return [(-1 / self.s, ("shifted", self.m)), (-self.s.log(), ONE)]
        return [(-(1 / self.c + 1), ("log_line", self.m, self.c / self.s)), (-self.s.log(), ONE)]

    def mean(self) -> Right:
        """m + s/(1 − c) if c < 1, else infinite."""
        return total([self.m, self.s / (1 - self.c)]) if self.c < 1 else only(INFINITE)

    def variance(self) -> Right:
        """s²/((1 − c)²(1 − 2c)) if c < 1/2, infinite up to c = 1."""
        c = self.c
        return NO_VALUE if c >= 1 else only(self.s**2 / ((1 - c) ** 2 * (1 - 2 * c)) if 2 * c < 1 else INFINITE)

    def mean_log_line(self, m: arb, c: arb) -> arb:
        """c for its own statistic, since log(1 + cz)/c is exponential."""
        alone((m, self.m), (c, self.c / self.s))
        return self.c

    def modes(self) -> list[arb]:
        """The location; the upper end where c < −1, and every point where c = −1."""
        if self.c > -1:
            return [self.m]
        return [self.upper] if self.c < -1 else [self.m, self.upper]

    def cdf(self, x: arb) -> Right:
        """1 − (1 + cz)^(−1/c)."""
        if x == self.upper:
            return only(arb(1))
        z = (x - self.m) / self.s
        return Right(-(-z if self.c.is_zero() else -(self.c * z).log1p() / self.c).expm1(), arb(1))

    def quantile(self, u: arb) -> Right:
        """m + s((1 − u)^−c − 1)/c."""
        rest = (-u).log1p()
        return total([self.m, self.s * (-rest if self.c.is_zero() else (-self.c * rest).expm1() / self.c)])
