"""Laws of positive numbers.  Source: Johnson, Kotz & Balakrishnan, Continuous Univariate Distributions."""

from flint import arb

from .balls import EULER, PI, Right, only, total
from .law import LOG, ONE, Law, Terms


class Positive(Law):
    """A law on x ≥ 0."""

    chart, lower = "positive", arb(0)


class Gamma(Positive):
    """The Gamma law with shape a and rate r."""

    def __init__(self, a: arb, r: arb) -> None:
        self.a, self.r = a, r

    def terms(self) -> Terms:
        """(a − 1) log x − r x + a log r − log Γ(a)."""
        return [
            (self.a - 1, LOG),
            (-self.r, ("shifted", arb(0))),
            (self.a * self.r.log(), ONE),
            (-self.a.lgamma(), ONE),
        ]

    def mean(self) -> Right:
        """a/r."""
        return only(self.a / self.r)

    def variance(self) -> Right:
        """a/r²."""
        return only(self.a / self.r**2)

    def mean_log(self) -> arb:
        """ψ(a) − log r: the derivative of log Γ(a) − a log r."""
        return self.a.digamma() - self.r.log()

    def mean_exponential(self, t: arb, m: arb) -> arb:
        """E exp(−t(X − m)) = exp(tm)(1 + t/r)^−a."""
        return (t * m - self.a * (t / self.r).log1p()).exp()

    def modes(self) -> list[arb]:
        """(a − 1)/r, or zero where a ≤ 1."""
        return [(self.a - 1) / self.r if self.a > 1 else arb(0)]

    def cdf(self, x: arb) -> Right:
        """The regularised incomplete Gamma function P(a, rx)."""
        return Right((self.r * x).gamma_lower(self.a, regularized=1), arb(1))


class Exponential(Gamma):
    """The Gamma law with shape one."""

    def __init__(self, r: arb) -> None:
        super().__init__(arb(1), r)

    def cdf(self, x: arb) -> Right:
        """1 − exp(−rx)."""
        return Right(-(-self.r * x).expm1(), arb(1))

    def quantile(self, u: arb) -> Right:
        """−log(1 − u)/r."""
        return only(-(-u).log1p() / self.r)


class Chi2(Gamma):
    """The Gamma law with shape d/2 and rate 1/2."""

    def __init__(self, d: arb) -> None:
        super().__init__(d / 2, arb(1) / 2)


class Weibull(Positive):
    """The law of s E^(1/k) for an exponential variable E."""

    def __init__(self, s: arb, k: arb) -> None:
        self.s, self.k = s, k

    def terms(self) -> Terms:
        """log k − k log s + (k − 1) log x − (x/s)^k."""
        return [
            (self.k.log(), ONE),
            (-self.k * self.s.log(), ONE),
            (self.k - 1, LOG),
            (arb(-1), ("power", self.k, self.s)),
        ]

    def moment(self, n: int) -> arb:
        """E X^n = s^n Γ(1 + n/k)."""
        return self.s**n * (1 + n / self.k).gamma()

    def mean(self) -> Right:
        """s Γ(1 + 1/k)."""
        return only(self.moment(1))

    def variance(self) -> Right:
        """E X² − (E X)²."""
        return total([self.moment(2), -(self.moment(1) ** 2)])

    def mean_log(self) -> arb:
        """log s − γ/k, since E log E = −γ."""
        return self.s.log() - EULER() / self.k

    def mean_power(self, k: arb, s: arb) -> arb:
        """E(X/s)^k, a moment of E."""
        ratio = k / self.k
        return (k * (self.s / s).log()).exp() * (1 + ratio).gamma()

    def modes(self) -> list[arb]:
        """s(1 − 1/k)^(1/k), or zero where k ≤ 1."""
        return [self.s * (1 - 1 / self.k) ** (1 / self.k) if self.k > 1 else arb(0)]

    def cdf(self, x: arb) -> Right:
        """1 − exp(−(x/s)^k)."""
        return Right(-(-((x / self.s) ** self.k)).expm1(), arb(1))

    def quantile(self, u: arb) -> Right:
        """s(−log(1 − u))^(1/k)."""
        return only(self.s * (-(-u).log1p()) ** (1 / self.k))


class HalfNormal(Positive):
    """The law of |Y| for a normal Y with mean zero."""

    def __init__(self, s: arb) -> None:
        self.s = s

    def terms(self) -> Terms:
        """−x²/(2s²) + log(2/π)/2 − log s."""
        half = arb(1) / 2
        return [
            (-half / self.s**2, ("square", arb(0))),
            (half * (2 / PI()).log(), ONE),
            (-self.s.log(), ONE),
        ]

    def mean(self) -> Right:
        """s √(2/π)."""
        return only(self.s * (2 / PI()).sqrt())

    def variance(self) -> Right:
        """s²(1 − 2/π)."""
        return only(self.s**2 * (1 - 2 / PI()))

    def modes(self) -> list[arb]:
        """Zero."""
        return [arb(0)]

    def cdf(self, x: arb) -> Right:
        """erf(x/(s√2))."""
        return Right((x / (self.s * arb(2).sqrt())).erf(), arb(1))

    def quantile(self, u: arb) -> Right:
        """s√2 erf⁻¹(u)."""
        return only(self.s * arb(2).sqrt() * u.erfinv())
