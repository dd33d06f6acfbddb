"""Laws of positive numbers with heavy tails.

Source: Johnson, Kotz & Balakrishnan, Continuous Univariate Distributions.
"""

from flint import arb

from .balls import INFINITE, NO_VALUE, PI, Right, only
from .law import INVERSE, LOG, ONE, Terms, alone
from .positive import Positive


class InverseGamma(Positive):
    """The law of 1/G for a Gamma variable G with shape a and rate r."""

    def __init__(self, a: arb, r: arb) -> None:
        self.a, self.r = a, r

    def terms(self) -> Terms:
        """−(a + 1) log x − r/x + a log r − log Γ(a)."""
        return [
            (-(self.a + 1), LOG),
            (-self.r, INVERSE),
            (self.a * self.r.log(), ONE),
            (-self.a.lgamma(), ONE),
        ]

    def mean(self) -> Right:
        """r/(a − 1) if a > 1, else infinite."""
        return only(self.r / (self.a - 1) if self.a > 1 else INFINITE)

    def variance(self) -> Right:
        """r²/((a − 1)²(a − 2)) if a > 2, infinite down to a = 1."""
        return (
            NO_VALUE
            if self.a <= 1
            else only(self.r**2 / ((self.a - 1) ** 2 * (self.a - 2)) if self.a > 2 else INFINITE)
        )

    def mean_log(self) -> arb:
        """log r − ψ(a)."""
        return self.r.log() - self.a.digamma()

    def mean_inverse(self) -> arb:
        """The mean a/r of the Gamma law."""
        return self.a / self.r

    def modes(self) -> list[arb]:
        """r/(a + 1)."""
        return [self.r / (self.a + 1)]

    def cdf(self, x: arb) -> Right:
        """Q(a, r/x)."""
        return Right((self.r / x).gamma_upper(self.a, regularized=1), arb(1))


class LogNormal(Positive):
    """The law of exp(Y) for a normal Y with mean m and standard deviation s."""

    def __init__(self, m: arb, s: arb) -> None:
        self.m, self.s = m, s

    def terms(self) -> Terms:
        """−(log x − m)²/(2s²) − log x − log s − log(2π)/2."""
        half = arb(1) / 2
        return [
            (-half / self.s**2, ("log_square", self.m)),
            (arb(-1), LOG),
            (-self.s.log(), ONE),
            (-half * (2 * PI()).log(), ONE),
        ]

    def mean(self) -> Right:
        """exp(m + s²/2)."""
        return only((self.m + self.s**2 / 2).exp())

    def variance(self) -> Right:
        """(exp(s²) − 1) exp(2m + s²)."""
        scale = (2 * self.m + self.s**2).exp()
        return Right((self.s**2).expm1() * scale, ((self.s**2).exp() + 1) * scale)

    def mean_log(self) -> arb:
        """m."""
        return self.m

    def mean_log_square(self, m: arb) -> arb:
        """E(log X − m)²."""
        return self.s**2 + (self.m - m) ** 2

    def modes(self) -> list[arb]:
        """exp(m − s²)."""
        return [(self.m - self.s**2).exp()]

    def cdf(self, x: arb) -> Right:
        """That of the normal law at log x."""
        return Right(((self.m - x.log()) / (self.s * arb(2).sqrt())).erfc() / 2, arb(1))

    def quantile(self, u: arb) -> Right:
        """exp of the normal quantile."""
        return only((self.m + self.s * arb(2).sqrt() * (2 * u - 1).erfinv()).exp())


class FisherSnedecor(Positive):
    """The law of (χ²_a/a)/(χ²_b/b)."""

    def __init__(self, a: arb, b: arb) -> None:
        self.a, self.b = a, b

    def terms(self) -> Terms:
        """(a/2 − 1) log x − (a + b)/2 log(1 + ax/b) + a/2 log(a/b) − log B(a/2, b/2)."""
        a, b = self.a / 2, self.b / 2
        return [
            (a - 1, LOG),
            (-(a + b), ("log_line", arb(0), self.a / self.b)),
            (a * a.log(), ONE),
            (-a * b.log(), ONE),
            (-a.lgamma(), ONE),
            (-b.lgamma(), ONE),
            ((a + b).lgamma(), ONE),
        ]

    def mean(self) -> Right:
        """b/(b − 2) if b > 2, else infinite."""
        return only(self.b / (self.b - 2) if self.b > 2 else INFINITE)

    def variance(self) -> Right:
        """2b²(a + b − 2)/(a(b − 2)²(b − 4)) if b > 4, infinite down to b = 2."""
        a, b = self.a, self.b
        return (
            NO_VALUE if b <= 2 else only(2 * b**2 * (a + b - 2) / (a * (b - 2) ** 2 * (b - 4)) if b > 4 else INFINITE)
        )

    def mean_log(self) -> arb:
        """ψ(a/2) − ψ(b/2) + log(b/a)."""
        return (self.a / 2).digamma() - (self.b / 2).digamma() + (self.b / self.a).log()

    def mean_log_line(self, m: arb, c: arb) -> arb:
        """ψ((a + b)/2) − ψ(b/2) for its own statistic: 1/(1 + ax/b) is Beta(b/2, a/2)."""
        alone((m, arb(0)), (c, self.a / self.b))
        return ((self.a + self.b) / 2).digamma() - (self.b / 2).digamma()

    def modes(self) -> list[arb]:
        """(a − 2)b/(a(b + 2)), or zero where a ≤ 2."""
        return [(self.a - 2) * self.b / (self.a * (self.b + 2)) if self.a > 2 else arb(0)]


class HalfCauchy(Positive):
    """The law of |Y| for a Cauchy Y around zero."""

    def __init__(self, s: arb) -> None:
        self.s = s

    def terms(self) -> Terms:
        """−log(1 + (x/s)²) + log(2/π) − log s."""
        return [
            (arb(-1), ("log_square_sum", arb(0), self.s)),
            ((2 / PI()).log(), ONE),
            (-self.s.log(), ONE),
        ]

    def mean(self) -> Right:
        """Infinite."""
        return only(INFINITE)

    def variance(self) -> Right:
        """There is none without a finite mean."""
        return NO_VALUE

    def mean_log_square_sum(self, m: arb, s: arb) -> arb:
        """That of the Cauchy law, because the statistic is even: 2 log(1 + s_X/s)."""
        return 2 * (self.s / s).log1p()

    def modes(self) -> list[arb]:
        """Zero."""
        return [arb(0)]

    def cdf(self, x: arb) -> Right:
        """2 arctan(x/s)/π."""
        return Right(2 * (x / self.s).atan() / PI(), arb(1))

    def quantile(self, u: arb) -> Right:
        """s tan(πu/2)."""
        return only(self.s * (u / 2).tan_pi())
