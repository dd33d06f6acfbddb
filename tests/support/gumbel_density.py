"""The Gumbel-softmax density as the papers print it, to 60 digits."""

from mpmath import mp, mpf


def printed(log_y, logits, tau):
    """The log of Γ(k) τ^(k−1) (Σ π_i y_i^−τ)^−k Π π_i y_i^(−τ−1) as a product, and the sum of its absolute terms."""
    with mp.workdps(60):
        y, tau, k = [mp.exp(v) for v in log_y], mpf(tau), len(logits)
        total = mp.fsum(mp.exp(v) for v in logits)
        pi = [mp.exp(v) / total for v in logits]
        mixed = mp.fsum(p * a**-tau for p, a in zip(pi, y))
        density = mp.gamma(k) * tau ** (k - 1) * mixed**-k * mp.fprod(p * a ** (-tau - 1) for p, a in zip(pi, y))
        terms = [mp.loggamma(k), (k - 1) * mp.log(tau), k * mp.log(mixed), *(mp.log(p) for p in pi), *((tau + 1) * mp.log(a) for a in y)]
        return float(mp.log(density)), float(mp.fsum(abs(t) for t in terms))
