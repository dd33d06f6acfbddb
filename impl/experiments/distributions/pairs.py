"""The questions about pairs: every divergence that torch has registered, and every distribution with its own kind.

A divergence that is right for two distributions is asked again in a table, where batches of two distributions on each
side are broadcast against each other.
"""

from collections.abc import Iterator
from itertools import product

import torch
import torch.distributions as td
from torch.distributions.kl import _KL_REGISTRY

from .balls import Right
from .cases import Case, Outcome, WrongShape, outcome, written
from .families import FAMILIES, Family, Parameters
from .judge import AGREES
from .law import divergence

BESIDE = (("Chi2", "Gamma"), ("Gamma", "Chi2"), ("Exponential", "Chi2"))  # found by a class above
TABLES = 3  # twos on each side


def pairs() -> list[tuple[Family, Family]]:
    """The pairs of one-number distributions that ``kl_divergence`` knows, and each with its own kind."""
    known = [(p.__name__, q.__name__) for p, q in _KL_REGISTRY]
    own = [(family.name, family.name) for family in FAMILIES.values() if family.default == torch.float32]
    names = dict.fromkeys([*known, *own, *BESIDE])
    return [(FAMILIES[p], FAMILIES[q]) for p, q in names if p in FAMILIES and q in FAMILIES]


def outcomes(
    p: Family, q: Family, left: list[Parameters], right: list[Parameters]
) -> Iterator[tuple[Case, Outcome | None]]:
    """KL(p ‖ q) for every choice of both parameters, and then in tables."""
    fine = set()
    for a, b in product(left, right):
        case = asked(p, q, a, b)
        found = outcome(case)
        if found and found.kind == AGREES:
            fine.add((a, b))
        yield case, found
    twos, others = (list(zip(side[::2], side[1::2]))[:TABLES] for side in (left, right))
    for two, other in product(twos, others):
        for i, j in product(range(2), repeat=2):
            if (two[i], other[j]) in fine:
                case = in_table(p, q, two, other, (i, j))
                yield case, outcome(case)


def asked(p: Family, q: Family, a: Parameters, b: Parameters) -> Case:
    """KL(p ‖ q) at one choice."""
    text = f"{written(a)} ‖ {written(b)}"
    return Case(
        f"{p.name} ‖ {q.name}",
        "kl_divergence",
        text,
        lambda: td.kl_divergence(p.distribution(a), q.distribution(b)),
        lambda: right_value(p, q, a, b),
    )


def right_value(p: Family, q: Family, a: Parameters, b: Parameters) -> Right:
    """The right divergence."""
    return divergence(p.right(a), q.right(b), p is q and a == b)


def in_table(
    p: Family, q: Family, left: tuple[Parameters, Parameters], right: tuple[Parameters, Parameters], at: tuple[int, int]
) -> Case:
    """One entry of the table of all KL(p_i ‖ q_j): p of shape (2), q of shape (2, 1)."""
    i, j = at

    def said() -> torch.Tensor:
        table = td.kl_divergence(p.batch(left), q.batch(right, column=True))
        if table.shape != (2, 2):
            raise WrongShape(f"{tuple(table.shape)} instead of (2, 2)")
        return table[j, i]

    sides = (" and ".join(f"({written(one)})" for one in side) for side in (left, right))
    text = f"{' ‖ '.join(sides)}: entry {i + 1} ‖ {j + 1}"
    name = f"{p.name} ‖ {q.name}"
    return Case(name, "kl_divergence, broadcast", text, said, lambda: right_value(p, q, left[i], right[j]))
