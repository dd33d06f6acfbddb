"""Importance weights on finite tables, all draws enumerated; and tables to draw them from."""

import itertools
import math
from fractions import Fraction

import torch
from hypothesis import strategies as st

from impl import elbo, iwelbo
from tests.support.exact_tables import laws, weights


@st.composite
def joints(draw, zeros=True):
    """p(x, z) over z, not all zero, and a law q(z)."""
    size = draw(st.integers(1, 4))
    return [Fraction(n, 30) for n in draw(weights(size, zeros))], draw(laws(size, zeros))


def weight(p, q):
    """The values log w, and zero where nothing is drawn."""
    return torch.where(q > -math.inf, p - q, 0)


def tuples(log_w, n):
    """The log-weights of all n draws in order: (…, Z) → (n, …, Zⁿ)."""
    which = torch.tensor(list(itertools.product(range(log_w.shape[-1]), repeat=n)))
    return log_w[..., which].movedim(-1, 0)


def bound(joint, p, q, n, used=None):
    """The mean of impl.iwelbo over all n draws of any joint law, of which the first ``used`` are used."""
    return elbo.expectation(joint, iwelbo.iwelbo(tuples(weight(p, q), n)[:used]))


def average(joint, p, q, n):
    """The mean of the average weight of n draws."""
    return elbo.expectation(joint, iwelbo.iwelbo(tuples(weight(p, q), n)).exp())
