"""Laws of bounded numbers.  Sources: DLMF 5.12, and those of the classes."""

from flint import arb

from .balls import EULER, Right, log_beta, only, times_log, total
from .law import LOG, LOG_REST, ONE, Law, Terms, alone


class Unit(Law):
    """A law on 0 ≤ x ≤ 1."""

    chart, lower, upper = "unit", arb(0), arb(1)


class Uniform(Law):
    """The uniform law from a to b."""

    chart = "between"

    def __init__(self, a: arb, b: arb) -> None:
        self.a, self.b, self.lower, self.upper = a, b, a, b

    @property
    def width(self) -> arb:
        """The length, at the precision of the moment."""
        return self.b - self.a

    def terms(self) -> Terms:
        """−log(b − a)."""
        return [(-self.width.log(), ONE)]

    def mean(self) -> Right:
        """(a + b)/2."""
        return total([self.a / 2, self.b / 2])

    def variance(self) -> Right:
        """(b − a)²/12."""
        return only(self.width**2 / 12)

    def mean_log(self) -> arb:
        """(b log b − a log a)/(b − a) − 1."""
        return (times_log(self.b, self.b) - times_log(self.a, self.a)) / self.width - 1

    def mean_log_rest(self) -> arb:
        """E log(1 − X), which is E log of the uniform law from 1 − b to 1 − a."""
        return Uniform(1 - self.b, 1 - self.a).mean_log()

    def mean_exponential(self, t: arb, m: arb) -> arb:
        """(exp(−t(a − m)) − exp(−t(b − m)))/(t(b − a))."""
        return ((-t * (self.a - m)).exp() - (-t * (self.b - m)).exp()) / (t * self.width)

    def modes(self) -> list[arb]:
        """Every point, of which the ends stand here."""
        return [self.a, self.b]

    def cdf(self, x: arb) -> Right:
        """(x − a)/(b − a)."""
        return only((x - self.a) / self.width)

    def quantile(self, u: arb) -> Right:
        """a + u(b − a)."""
        return total([self.a, u * self.width])


class Beta(Unit):
    """The Beta law with density x^(a − 1)(1 − x)^(b − 1)/B(a, b)."""

    def __init__(self, a: arb, b: arb) -> None:
        self.a, self.b = a, b

    def terms(self) -> Terms:
        """(a − 1) log x + (b − 1) log(1 − x) − log B(a, b)."""
        return [
            (self.a - 1, LOG),
            (self.b - 1, LOG_REST),
            (-self.a.lgamma(), ONE),
            (-self.b.lgamma(), ONE),
            ((self.a + self.b).lgamma(), ONE),
        ]

    def mean(self) -> Right:
        """a/(a + b)."""
        return only(self.a / (self.a + self.b))

    def variance(self) -> Right:
        """ab/((a + b)²(a + b + 1))."""
        size = self.a + self.b
        return only(self.a * self.b / (size**2 * (size + 1)))

    def mean_log(self) -> arb:
        """ψ(a) − ψ(a + b), the derivative of log B(a, b) in a."""
        return self.a.digamma() - (self.a + self.b).digamma()

    def mean_log_rest(self) -> arb:
        """ψ(b) − ψ(a + b)."""
        return self.b.digamma() - (self.a + self.b).digamma()

    def modes(self) -> list[arb]:
        """(a − 1)/(a + b − 2) if both exceed one; else the ends where the density is greatest."""
        a, b = self.a, self.b
        if a > 1 and b > 1:
            return [(a - 1) / (a + b - 2)]
        at_zero, at_one = bool(a < 1) or bool(b > 1), bool(b < 1) or bool(a > 1)
        if bool(a < 1) != bool(b < 1):
            return [arb(0) if a < 1 else arb(1)]
        return [end for end, there in ((arb(0), at_zero), (arb(1), at_one)) if there] or [arb(0), arb(1)]


class Kumaraswamy(Unit):
    """P(X ≤ x) = 1 − (1 − x^a)^b: X^a is Beta(1, b).  Jones (2009), Statistical Methodology 6."""

    def __init__(self, a: arb, b: arb) -> None:
        self.a, self.b = a, b

    def terms(self) -> Terms:
        """log a + log b + (a − 1) log x + (b − 1) log(1 − x^a)."""
        return [
            (self.a.log(), ONE),
            (self.b.log(), ONE),
            (self.a - 1, LOG),
            (self.b - 1, ("log_rest_power", self.a)),
        ]

    def moment(self, n: int) -> arb:
        """E X^n = b B(1 + n/a, b)."""
        return self.b * log_beta(1 + n / self.a, self.b).exp()

    def mean(self) -> Right:
        """b B(1 + 1/a, b)."""
        return only(self.moment(1))

    def variance(self) -> Right:
        """E X² − (E X)²."""
        return total([self.moment(2), -(self.moment(1) ** 2)])

    def mean_log(self) -> arb:
        """(ψ(1) − ψ(b + 1))/a."""
        return -(EULER() + (self.b + 1).digamma()) / self.a

    def mean_log_rest_power(self, a: arb) -> arb:
        """−1/b for its own statistic, since 1 − X^a is Beta(b, 1)."""
        alone((a, self.a))
        return -1 / self.b

    def modes(self) -> list[arb]:
        """((a − 1)/(ab − 1))^(1/a) if a ≥ 1, b ≥ 1 and not both are one; else the ends of greatest density."""
        a, b = self.a, self.b
        if a >= 1 and b >= 1 and (a > 1 or b > 1):
            return [((a - 1) / (a * b - 1)) ** (1 / a) if a > 1 else arb(0)]
        return [end for end, there in ((arb(0), a < 1), (arb(1), b < 1)) if there] or [arb(0), arb(1)]

    def cdf(self, x: arb) -> Right:
        """1 − (1 − x^a)^b."""
        return Right(-(self.b * (-(x**self.a)).log1p()).expm1(), arb(1))

    def quantile(self, u: arb) -> Right:
        """(1 − (1 − u)^(1/b))^(1/a)."""
        return only((-((-u).log1p() / self.b).expm1()) ** (1 / self.a))


class ContinuousBernoulli(Unit):
    """A density proportional to p^x (1 − p)^(1 − x).  Loaiza-Ganem & Cunningham (2019), NeurIPS."""

    def __init__(self, p: arb) -> None:
        self.p = p

    @property
    def logit(self) -> arb:
        """log(p/(1 − p)), at the precision of the moment."""
        return arb(0) if 2 * self.p == 1 else (self.p / (1 - self.p)).log()

    def terms(self) -> Terms:
        """x log(p/(1 − p)) + log(1 − p) + log C, with 1/C = (2p − 1)/log(p/(1 − p)), or 1/2 at p = 1/2."""
        constant = arb(2) if self.logit.is_zero() else self.logit / (2 * self.p - 1)
        return [(self.logit, ("shifted", arb(0))), ((1 - self.p).log(), ONE), (constant.log(), ONE)]

    def mean(self) -> Right:
        """p/(2p − 1) − 1/logit, the derivative of the logarithm of ∫ exp(x logit) dx."""
        if self.logit.is_zero():
            return only(arb(1) / 2)
        return total([self.p / (2 * self.p - 1), -1 / self.logit])

    def variance(self) -> Right:
        """1/logit² − p(1 − p)/(2p − 1)², its second derivative."""
        if self.logit.is_zero():
            return only(arb(1) / 12)
        return total([1 / self.logit**2, -self.p * (1 - self.p) / (2 * self.p - 1) ** 2])

    def modes(self) -> list[arb]:
        """An end, or both at p = 1/2."""
        return [arb(1)] if 2 * self.p > 1 else [arb(0)] if 2 * self.p < 1 else [arb(0), arb(1)]

    def cdf(self, x: arb) -> Right:
        """(exp(x logit) − 1)/(exp(logit) − 1)."""
        value = x if self.logit.is_zero() else (x * self.logit).expm1() / self.logit.expm1()
        return Right(value, arb(1))

    def quantile(self, u: arb) -> Right:
        """log(1 + u(exp(logit) − 1))/logit."""
        return only(u if self.logit.is_zero() else (u * self.logit.expm1()).log1p() / self.logit)
