"""Coordinate ascent on tables (X, Y, Z): bounds and optimal factors with the first factor free, batched over x."""

from impl import cavi, elbo


def bound(p, a, b):
    return cavi.mean_field_elbo(p, [f.expand(len(p), -1) for f in (a, b)])


def best(p, b):
    """The optimal first factor and its log-normaliser."""
    return cavi.optimal_factor(p, [cavi.uniform(p, 2)[0], b.expand(len(p), -1)], 0)


def three(p3, b1, b2):
    """The optimal first factor of three; the expected log joint less its normaliser."""
    factors = [cavi.uniform(p3, 3)[0], *(f.expand(len(p3), -1) for f in (b1, b2))]
    factor, log_normaliser = cavi.optimal_factor(p3, factors, 0)
    return factor, elbo.expectation(b1, elbo.expectation(b2, p3)) - log_normaliser[:, None]


def entropy(f):
    return -elbo.expectation(f, f)


def top(p, b):
    """The ELBO at the optimal factor, from its normaliser."""
    return best(p, b)[1] + entropy(b)
