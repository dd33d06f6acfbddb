"""Laws on the whole line, and on the circle.

Source: Johnson, Kotz & Balakrishnan, Continuous Univariate Distributions.
"""

from flint import arb

from .balls import EULER, PI, Right, only, total
from .law import ONE, Law, Terms


class Normal(Law):
    """N(m, s²)."""

    def __init__(self, m: arb, s: arb) -> None:
        self.m, self.s = m, s

    def terms(self) -> Terms:
        """−(x − m)²/(2s²) − log s − log(2π)/2."""
        half = arb(1) / 2
        return [
            (-half / self.s**2, ("square", self.m)),
            (-self.s.log(), ONE),
            (-half * (2 * PI()).log(), ONE),
        ]

    def mean(self) -> Right:
        """The location."""
        return only(self.m)

    def variance(self) -> Right:
        """The square of the scale."""
        return only(self.s**2)

    def mean_exponential(self, t: arb, m: arb) -> arb:
        """E exp(−t(X − m)), the moment generating function at −t."""
        return (-t * (self.m - m) + (t * self.s) ** 2 / 2).exp()

    def mean_absolute(self, m: arb) -> arb:
        """E|X − m| of a folded normal law: s √(2/π) exp(−d²/2s²) + d erf(d/(s√2)), d = m_X − m (Leone et al. 1961)."""
        d = self.m - m
        z = d / self.s
        return self.s * (2 / PI()).sqrt() * (-(z**2) / 2).exp() + d * (z / arb(2).sqrt()).erf()

    def modes(self) -> list[arb]:
        """The location."""
        return [self.m]

    def cdf(self, x: arb) -> Right:
        """erfc((m − x)/(s√2))/2."""
        return Right(((self.m - x) / (self.s * arb(2).sqrt())).erfc() / 2, arb(1))

    def quantile(self, u: arb) -> Right:
        """m + s√2 erf⁻¹(2u − 1)."""
        return total([self.m, self.s * arb(2).sqrt() * (2 * u - 1).erfinv()])


class Laplace(Law):
    """exp(−|x − m|/b)/(2b)."""

    def __init__(self, m: arb, b: arb) -> None:
        self.m, self.b = m, b

    def terms(self) -> Terms:
        """−|x − m|/b − log(2b)."""
        return [(-1 / self.b, ("absolute", self.m)), (-(2 * self.b).log(), ONE)]

    def mean(self) -> Right:
        """The location."""
        return only(self.m)

    def variance(self) -> Right:
        """2b²."""
        return only(2 * self.b**2)

    def mean_absolute(self, m: arb) -> arb:
        """E|X − m| = |d| + b exp(−|d|/b) with d = m_X − m: the integral of P(|X − m| > t)."""
        d = abs(self.m - m)
        return d + self.b * (-d / self.b).exp()

    def modes(self) -> list[arb]:
        """The location."""
        return [self.m]

    def cdf(self, x: arb) -> Right:
        """exp(z)/2 below the location and 1 − exp(−z)/2 above it."""
        z = (x - self.m) / self.b
        return Right(z.exp() / 2 if x <= self.m else 1 - (-z).exp() / 2, arb(1))

    def quantile(self, u: arb) -> Right:
        """The inverse of ``cdf``."""
        low = u <= arb(1) / 2
        return total([self.m, self.b * ((2 * u).log() if low else -(2 - 2 * u).log())])


class Gumbel(Law):
    """The law of the largest value: exp(−z − exp(−z))/b with z = (x − m)/b."""

    def __init__(self, m: arb, b: arb) -> None:
        self.m, self.b = m, b

    def terms(self) -> Terms:
        """−z − exp(−z) − log b."""
        return [
            (-1 / self.b, ("shifted", self.m)),
            (arb(-1), ("exponential", 1 / self.b, self.m)),
            (-self.b.log(), ONE),
        ]

    def mean(self) -> Right:
        """m + γb."""
        return total([self.m, self.b * EULER()])

    def variance(self) -> Right:
        """π²b²/6."""
        return only((PI() * self.b) ** 2 / 6)

    def mean_exponential(self, t: arb, m: arb) -> arb:
        """E exp(−t(X − m)) = exp(−t(m_X − m)) Γ(1 + tb), since exp(−z) is exponential."""
        return (-t * (self.m - m)).exp() * (1 + t * self.b).gamma()

    def modes(self) -> list[arb]:
        """The location."""
        return [self.m]

    def cdf(self, x: arb) -> Right:
        """exp(−exp(−z))."""
        return Right((-(-(x - self.m) / self.b).exp()).exp(), arb(1))

    def quantile(self, u: arb) -> Right:
        """m − b log(−log u)."""
        return total([self.m, -self.b * (-u.log()).log()])


class VonMises(Law):
    """exp(k cos(x − m))/(2π I_0(k)) on the circle; its mean and variance are the circular ones."""

    chart = "circle"

    def __init__(self, m: arb, k: arb) -> None:
        self.m, self.k = m, k

    def scaled(self, order: int) -> arb:
        """exp(−k) I_order(k)."""
        return self.k.bessel_i(arb(order), scaled=True)

    def terms(self) -> Terms:
        """k cos(x − m) − k − log(exp(−k) I_0(k)) − log 2π."""
        return [
            (self.k, ("cosine", self.m)),
            (-self.k, ONE),
            (-self.scaled(0).log(), ONE),
            (-(2 * PI()).log(), ONE),
        ]

    def mean(self) -> Right:
        """The direction of the mean."""
        return only(self.m)

    def variance(self) -> Right:
        """1 − I_1(k)/I_0(k)."""
        return total([arb(1), -self.scaled(1) / self.scaled(0)])

    def mean_cosine(self, m: arb) -> arb:
        """E cos(X − m) = cos(m_X − m) I_1(k)/I_0(k)  (DLMF 10.32.3)."""
        return (self.m - m).cos() * self.scaled(1) / self.scaled(0)

    def modes(self) -> list[arb]:
        """The location."""
        return [self.m]
