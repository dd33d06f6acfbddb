"""Normal laws of vectors, and laws of matrices.  Source: Gupta & Nagar (1999), Matrix Variate Distributions.

Parameters and points are lists of balls or matrices of them; a mean or a variance is asked for one entry.
"""

from flint import arb, arb_mat

from .balls import PI, Right, only, total


def matrix(rows: list[list[arb]]) -> arb_mat:
    """Rows of balls as a matrix."""
    return arb_mat(len(rows), len(rows[0]), [entry for row in rows for entry in row])


class Gaussian:
    """The normal law of a vector with a mean and a covariance matrix."""

    def __init__(self, m: list[arb], covariance: arb_mat) -> None:
        self.m, self.covariance = m, covariance

    def entropy(self) -> Right:
        """(log det C + n log(2πe))/2."""
        n = len(self.m)
        return total([self.covariance.det().log() / 2, n * (2 * PI()).log() / 2, arb(n) / 2])

    def distance(self, x: list[arb]) -> arb:
        """(x − m)ᵀ C⁻¹ (x − m)."""
        d = matrix([[a - b] for a, b in zip(x, self.m)])
        return (d.transpose() * self.covariance.inv() * d)[0, 0]

    def log_density(self, x: list[arb]) -> Right:
        """−(distance + log det C + n log 2π)/2."""
        n = len(self.m)
        return total([-self.distance(x) / 2, -self.covariance.det().log() / 2, -n * (2 * PI()).log() / 2])

    def divergence(self, q: "Gaussian") -> Right:
        """(tr C_q⁻¹C_p − n + the distance of the means + log det C_q − log det C_p)/2."""
        trace = (q.covariance.inv() * self.covariance).trace()
        determinants = [q.covariance.det().log(), -self.covariance.det().log()]
        return total(t / 2 for t in (trace, -arb(len(self.m)), q.distance(self.m), *determinants))

    def variance(self, k: int) -> Right:
        """C_kk."""
        return only(self.covariance[k, k])


class Wishart:
    """The law of Σ_1^d Y Yᵀ for normal vectors Y of mean zero and covariance V, also for d that is not whole."""

    def __init__(self, d: arb, scale: arb_mat) -> None:
        self.d, self.v, self.n = d, scale, scale.nrows()

    def log_gamma(self) -> arb:
        """log Γ_n(d/2)  (DLMF 35.3.4)."""
        n = self.n
        return n * (n - 1) * PI().log() / 4 + sum((((self.d - i) / 2).lgamma() for i in range(n)), arb(0))

    def mean_log_det(self) -> arb:
        """E log det X = Σ ψ((d − i)/2) + n log 2 + log det V."""
        digammas = sum((((self.d - i) / 2).digamma() for i in range(self.n)), arb(0))
        return digammas + self.n * arb(2).log() + self.v.det().log()

    def constant(self) -> list[arb]:
        """The terms of the logarithm of the normaliser: nd log(2)/2 + d log det(V)/2 + log Γ_n(d/2)."""
        return [self.n * self.d * arb(2).log() / 2, self.d * self.v.det().log() / 2, self.log_gamma()]

    def log_density(self, x: arb_mat) -> Right:
        """(d − n − 1)/2 log det X − tr(V⁻¹X)/2 less the normaliser."""
        power = (self.d - self.n - 1) / 2 * x.det().log()
        return total([power, -(self.v.inv() * x).trace() / 2, *(-c for c in self.constant())])

    def entropy(self) -> Right:
        """The normaliser less (d − n − 1)/2 E log det X, and nd/2 since E X = dV."""
        return total([*self.constant(), -(self.d - self.n - 1) / 2 * self.mean_log_det(), self.n * self.d / 2])

    def divergence(self, q: "Wishart") -> Right:
        """(d_p − d_q)/2 E log det X + (d tr(V_q⁻¹V_p) − nd)/2 and the difference of the normalisers."""
        moved = self.d * ((q.v.inv() * self.v).trace() - self.n) / 2
        constants = [*q.constant(), *(-c for c in self.constant())]
        return total([(self.d - q.d) / 2 * self.mean_log_det(), moved, *constants])

    def mean(self, i: int, j: int) -> Right:
        """dV_ij."""
        return only(self.d * self.v[i, j])

    def variance(self, i: int, j: int) -> Right:
        """d(V_ij² + V_ii V_jj)."""
        return only(self.d * (self.v[i, j] ** 2 + self.v[i, i] * self.v[j, j]))


def lkj_cholesky(size: int, eta: arb, diagonal: list[arb]) -> Right:
    """Σ_k (n − k + 2η − 2) log L_kk from k = 2, less the normaliser of Lewandowski et al. (2009), page 1999."""
    half, powers = arb(1) / 2, []
    for k in range(2, size + 1):
        powers.append((size - k + 2 * eta - 2) * diagonal[k - 1].log())
        shape = eta + half * (size - k)
        powers += [-half * (k - 1) * PI().log(), -shape.lgamma(), (eta + half * (size - 1)).lgamma()]
    return total(powers)
