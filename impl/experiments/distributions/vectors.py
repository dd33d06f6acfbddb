"""Laws of vectors.  Source: Kotz, Balakrishnan & Johnson, Continuous Multivariate Distributions.

Parameters and points are lists of balls; a mean or a variance is asked for one entry.
"""

from itertools import product
from math import factorial, prod

from flint import arb

from .balls import INFINITE, Right, log, only, total


class Categorical:
    """A law on 0, …, K − 1, with probabilities proportional to the weights."""

    def __init__(self, weights: list[arb]) -> None:
        size = sum(weights, arb(0))
        self.p = [w / size for w in weights]

    def entropy(self) -> Right:
        """−Σ p log p."""
        return total(-p * p.log() for p in self.p if not p.is_zero())

    def divergence(self, q: "Categorical") -> Right:
        """Σ p log(p/q)."""
        pairs = [(a, b) for a, b in zip(self.p, q.p) if not a.is_zero()]
        if any(b.is_zero() for _, b in pairs):
            return only(INFINITE)
        return total(term for a, b in pairs for term in (a * a.log(), -a * b.log()))

    def log_density(self, k: int) -> Right:
        """log p_k."""
        return only(log(self.p[k]))

    def mean(self, k: int) -> Right:
        """The probability that the vector with one one has it at k."""
        return only(self.p[k])

    def variance(self, k: int) -> Right:
        """p_k(1 − p_k)."""
        return only(self.p[k] * (1 - self.p[k]))


class Multinomial(Categorical):
    """How often each value comes in n draws."""

    def __init__(self, n: int, weights: list[arb]) -> None:
        super().__init__(weights)
        self.n = n

    def log_density(self, counts: tuple[int, ...]) -> Right:
        """log(n!/Π x!) + Σ x log p."""
        if sum(counts) != self.n or min(counts) < 0:
            return only(-INFINITE)
        ways = factorial(self.n) // prod(map(factorial, counts))
        return total([arb(ways).log(), *(x * log(p) for x, p in zip(counts, self.p) if x)])

    def entropy(self) -> Right:
        """−Σ P log P over all counts."""
        found = []
        for counts in product(range(self.n + 1), repeat=len(self.p)):
            value = self.log_density(counts).value
            if value.is_finite():
                found.append(-value.exp() * value)
        return total(found)

    def mean(self, k: int) -> Right:
        """n p_k."""
        return only(self.n * self.p[k])

    def variance(self, k: int) -> Right:
        """n p_k(1 − p_k)."""
        return only(self.n * self.p[k] * (1 - self.p[k]))


class Dirichlet:
    """The law on the simplex with density Π x_k^(a_k − 1)/B(a)."""

    def __init__(self, a: list[arb]) -> None:
        self.a, self.size = a, sum(a, arb(0))

    def constant(self) -> list[arb]:
        """The terms of −log B(a)."""
        return [self.size.lgamma(), *(-a.lgamma() for a in self.a)]

    def mean_log(self) -> list[arb]:
        """E log X_k = ψ(a_k) − ψ(Σ a)."""
        return [a.digamma() - self.size.digamma() for a in self.a]

    def entropy(self) -> Right:
        """log B(a) − Σ (a_k − 1) E log X_k."""
        logs = zip(self.a, self.mean_log())
        return total([*(-c for c in self.constant()), *(-(a - 1) * e for a, e in logs if a != 1)])

    def divergence(self, q: "Dirichlet") -> Right:
        """log B(b) − log B(a) + Σ (a_k − b_k) E log X_k."""
        logs = zip(self.a, q.a, self.mean_log())
        return total([*self.constant(), *(-c for c in q.constant()), *((a - b) * e for a, b, e in logs if a != b)])

    def log_density(self, x: list[arb]) -> Right:
        """Σ (a_k − 1) log x_k − log B(a)."""
        return total([*self.constant(), *((a - 1) * log(v) for a, v in zip(self.a, x) if a != 1)])

    def mean(self, k: int) -> Right:
        """a_k/Σ a."""
        return only(self.a[k] / self.size)

    def variance(self, k: int) -> Right:
        """a_k(Σ a − a_k)/((Σ a)²(Σ a + 1))."""
        return only(self.a[k] * (self.size - self.a[k]) / (self.size**2 * (self.size + 1)))

    def mode(self, k: int) -> Right:
        """(a_k − 1)/(Σ a − K), where all a exceed one."""
        return only((self.a[k] - 1) / (self.size - len(self.a)))


def relaxed_one_hot(temperature: arb, weights: list[arb], x: list[arb]) -> Right:
    """log of Γ(K) t^(K − 1) Π p x^(−t − 1)/(Σ p x^−t)^K, the density in K − 1 coordinates (Maddison et al. 2017)."""
    count, p = len(weights), Categorical(weights).p
    terms = [a.log() - (temperature + 1) * v.log() for a, v in zip(p, x)]
    size = sum((a * v ** (-temperature) for a, v in zip(p, x)), arb(0)).log()
    return total([arb(count).lgamma(), (count - 1) * temperature.log(), *terms, -count * size])
