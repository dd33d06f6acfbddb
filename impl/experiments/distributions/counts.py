"""Laws of counts.  Source: Johnson, Kemp & Kotz, Univariate Discrete Distributions."""

from math import comb

from flint import arb

from .balls import INFINITE, Right, between, log, only, total
from .law import ONE, Law, Terms

COUNT = ("shifted", arb(0))


class Counts(Law):
    """A law of the whole numbers from zero."""

    chart, lower = "counts", arb(0)

    def log_density(self, x: arb) -> Right:
        """log P(X = x), in which 0 · log 0 is zero."""
        if not self.contains(x):
            return only(-INFINITE)
        at = At(x)
        found = [c * mean for c, t in self.terms() if not (mean := at.mean_of(t)).is_zero()]
        return total([*found, at.mean_of(self.carrier)] if self.carrier else found)


class At(Law):
    """The law that is sure of one point: the mean of a statistic is its value."""

    chart = "counts"

    def __init__(self, x: arb) -> None:
        self.x = x

    def mean(self) -> Right:
        """The point."""
        return only(self.x)

    def mean_log_inverse_factorial(self) -> arb:
        """−log x!."""
        return -(self.x + 1).lgamma()

    def mean_log_choose(self, n: arb) -> arb:
        """log C(n, x)."""
        return arb(comb(int(float(n)), int(float(self.x)))).log()

    def mean_log_rising(self, r: arb) -> arb:
        """log Γ(x + r) − log Γ(r) − log x!."""
        return arb(0) if self.x.is_zero() else (self.x + r).lgamma() - r.lgamma() - (self.x + 1).lgamma()


class Binomial(Counts):
    """The number of successes in n trials of probability p."""

    def __init__(self, n: arb, p: arb) -> None:
        self.n, self.p, self.upper = n, p, n
        self.carrier = ("log_choose", n)

    def terms(self) -> Terms:
        """x log p + (n − x) log(1 − p), beside log C(n, x)."""
        return [(log(self.p), COUNT), (-log(1 - self.p), ("shifted", self.n))]

    def seen(self) -> tuple[arb, arb]:
        """One point where p is zero or one."""
        return (self.n if self.p == 1 else self.lower), (self.lower if self.p.is_zero() else self.n)

    def mean(self) -> Right:
        """np."""
        return only(self.n * self.p)

    def variance(self) -> Right:
        """np(1 − p)."""
        return only(self.n * self.p * (1 - self.p))

    def mean_log_choose(self, n: arb) -> arb:
        """The finite sum of P(X = k) log C(n, k), for numbers of trials up to a few thousand."""
        if n <= 1 or self.p.is_zero():
            return arb(0)
        trials, most, found = int(float(self.n)), int(float(n)), arb(0)
        for k in range(trials + 1):
            if self.p != 1 or k == trials:
                mass = comb(trials, k) * self.p**k * (1 - self.p) ** (trials - k)
                found += mass * arb(comb(most, k)).log()
        return found

    def mean_log_inverse_factorial(self) -> arb:
        """−E log X! of a law on zero and one."""
        if self.n > 1:
            raise NotImplementedError
        return arb(0)

    def modes(self) -> list[arb]:
        """⌊(n + 1)p⌋, and the number before it where (n + 1)p is whole."""
        return between((self.n + 1) * self.p, self.n)


class Bernoulli(Binomial):
    """One trial."""

    def __init__(self, p: arb) -> None:
        super().__init__(arb(1), p)
        self.carrier = None


class Geometric(Counts):
    """The number of failures before a success of probability p."""

    def __init__(self, p: arb) -> None:
        self.p = p

    def terms(self) -> Terms:
        """log p + x log(1 − p)."""
        return [(self.p.log(), ONE), (log(1 - self.p), COUNT)]

    def seen(self) -> tuple[arb, arb]:
        """Only zero where p is one."""
        return arb(0), (arb(0) if self.p == 1 else INFINITE)

    def mean(self) -> Right:
        """(1 − p)/p."""
        return only((1 - self.p) / self.p)

    def variance(self) -> Right:
        """(1 − p)/p²."""
        return only((1 - self.p) / self.p**2)

    def modes(self) -> list[arb]:
        """Zero."""
        return [arb(0)]


class Poisson(Counts):
    """The Poisson law, which is sure of zero where its rate is zero."""

    carrier = ("log_inverse_factorial",)

    def __init__(self, r: arb) -> None:
        self.r = r

    def terms(self) -> Terms:
        """x log r − r, beside −log x!."""
        return [(log(self.r), COUNT), (-self.r, ONE)]

    def seen(self) -> tuple[arb, arb]:
        """Only zero where the rate is zero."""
        return arb(0), (arb(0) if self.r.is_zero() else INFINITE)

    def mean(self) -> Right:
        """The rate."""
        return only(self.r)

    def variance(self) -> Right:
        """The rate."""
        return only(self.r)

    def mean_log_inverse_factorial(self) -> arb:
        """Zero where the rate is zero; there is no closed form elsewhere."""
        if self.r.is_zero():
            return arb(0)
        raise NotImplementedError

    def mean_log_choose(self, n: arb) -> arb:
        """Zero where the rate is zero; elsewhere a binomial law does not cover this one."""
        return self.mean_log_inverse_factorial()

    def modes(self) -> list[arb]:
        """⌊r⌋, and r − 1 where r is whole."""
        return between(self.r, INFINITE)


class NegativeBinomial(Counts):
    """C(x + r − 1, x) p^x (1 − p)^r: the successes of probability p before r failures."""

    def __init__(self, r: arb, p: arb) -> None:
        self.r, self.p = r, p
        self.carrier = ("log_rising", r)

    def terms(self) -> Terms:
        """x log p + r log(1 − p)."""
        return [(log(self.p), COUNT), (self.r * (1 - self.p).log(), ONE)]

    def mean(self) -> Right:
        """rp/(1 − p)."""
        return only(self.r * self.p / (1 - self.p))

    def variance(self) -> Right:
        """rp/(1 − p)²."""
        return only(self.r * self.p / (1 - self.p) ** 2)

    def modes(self) -> list[arb]:
        """⌊(r − 1)p/(1 − p)⌋ if r > 1, and the number before it where that is whole; else zero."""
        return between((self.r - 1) * self.p / (1 - self.p), INFINITE) if self.r > 1 else [arb(0)]
