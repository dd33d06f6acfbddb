"""Joint laws of several draws with one marginal: mixtures of simple couplings.

In a coupling the draws fall into groups, and the groups are independent.  Within a group all draws are equal; or the
group is a pair of opposed draws, of which one takes its large values where the other takes its small ones.  A mixture
keeps the marginals; where couplings of one shape get one weight, the draws are exchangeable.
"""

from __future__ import annotations

from fractions import Fraction

import numpy as np

from .numbers import Arithmetic


class Opposed(tuple):
    """A group of two opposed draws."""

    __slots__ = ()


Coupling = tuple[tuple[int, ...], ...]  # the groups; draws are counted from 0


def partitions(n: int) -> list[Coupling]:
    """All couplings of n draws whose groups hold equal draws, those with the most groups first."""
    if n == 0:
        return [()]
    out = []
    for smaller in partitions(n - 1):
        out.append((*smaller, (n - 1,)))
        out.extend((*smaller[:i], (*block, n - 1), *smaller[i + 1 :]) for i, block in enumerate(smaller))
    return sorted(out, key=lambda p: (-len(p), p))


def couplings(n: int) -> list[Coupling]:
    """The partitions of n draws, then the couplings of one opposed pair with the other draws on their own."""
    pairs = [(i, j) for i in range(n) for j in range(i + 1, n)]
    return partitions(n) + [(Opposed(pair), *((k,) for k in range(n) if k not in pair)) for pair in pairs]


def symmetric(rates: np.ndarray, n: int) -> np.ndarray:
    """The rates of a mixture, axes (model, coupling), with one rate for all couplings of one shape."""
    shapes = [tuple(sorted((len(b), isinstance(b, Opposed)) for b in c)) for c in couplings(n)]
    return rates[:, [shapes.index(s) for s in shapes]]


def joint(one: np.ndarray, rates: np.ndarray, n: int, numbers: Arithmetic) -> np.ndarray:
    """The probabilities of n draws, axes (model, z_1 … z_n, givens…).

    They come from the probabilities of one draw, axes (model, z, givens…), and the rates of the mixture, axes (model,
    coupling), in the arithmetic `numbers`.
    """
    whole, (size, *rest) = rates.sum(axis=1), one.shape[1:]
    table = np.full((len(one), *[size] * n, *rest), one.flat[0] * 0, one.dtype, order="F")
    for position, coupling in enumerate(couplings(n)[: rates.shape[1]]):
        share, cells = rates[:, position] / whole, _cells(table, coupling)
        if numbers.exact:
            share = np.array([Fraction(int(r), int(w)) for r, w in zip(rates[:, position], whole)], dtype=object)
        part = share.reshape((-1,) + (1,) * (cells.ndim - 1))
        axis = 1
        for group in coupling:
            law = _opposed(one) if isinstance(group, Opposed) else one
            axes = law.ndim - one.ndim + 1
            ahead, behind = (1,) * (axis - 1), (1,) * (cells.ndim - axis - axes - len(rest))
            part = part * law.reshape((len(one), *ahead, *[size] * axes, *behind, *rest))
            axis += axes
        cells += part
    return table


def _cells(table: np.ndarray, coupling: Coupling) -> np.ndarray:
    """A view of the cells of a table that a coupling can reach, which has one axis for each group of equal draws, and
    two for a pair of opposed draws."""
    n = sum(map(len, coupling))
    groups = [one for group in coupling for one in ([(i,) for i in group] if isinstance(group, Opposed) else [group])]
    strides = [sum(table.strides[1 + i] for i in group) for group in groups]
    return np.lib.stride_tricks.as_strided(
        table,
        (len(table), *[table.shape[1]] * len(groups), *table.shape[1 + n :]),
        (table.strides[0], *strides, *table.strides[1 + n :]),
    )


def _opposed(one):
    """The probabilities of two opposed draws: a uniform number u in [0, 1] gives the first draw by the quantile of u,
    the second by the quantile of 1 − u."""
    upper = np.cumsum(one, axis=1)
    lower = upper - one
    first, second = np.expand_dims(upper, 2), np.expand_dims(1 - lower, 1)
    begins, from_below = np.expand_dims(lower, 2), np.expand_dims(1 - upper, 1)
    overlap = np.minimum(first, second) - np.maximum(begins, from_below)
    return np.maximum(overlap, overlap * 0)


def describe(rates: np.ndarray, n: int) -> dict[str, str]:
    """The couplings of a mixture, axes (coupling), with the share of each; 12 are equal draws, 1↔2 are opposed ones."""

    def name(group):
        return "↔".join(str(i + 1) for i in group) if isinstance(group, Opposed) else "".join(str(i + 1) for i in group)

    return {"|".join(map(name, c)): str(Fraction(int(r), int(rates.sum()))) for c, r in zip(couplings(n), rates) if r}
