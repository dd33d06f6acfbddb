"""Markov chains as whole tables of exact numbers: every density by adding up, without a word of the project's own."""

from fractions import Fraction
from itertools import product


class DenseChain:
    """The joint table of (x_0, …, x_T): a mapping from the states of all points to their probability."""

    def __init__(self, first, steps):
        self.size, self.last = len(first), len(steps)
        self.joint, self._masses = {}, {}
        for path in product(range(self.size), repeat=self.last + 1):
            mass = Fraction(first[path[0]], sum(first))
            for t, step in enumerate(steps):
                row = step[path[t]]
                mass *= Fraction(row[path[t + 1]], sum(row))
            self.joint[path] = mass

    def mass(self, states) -> Fraction:
        """The probability that the points at some times are in these states, a mapping from time to state."""
        asked = frozenset(states.items())
        if asked not in self._masses:  # the same few states are asked for along every path
            self._masses[asked] = sum((p for path, p in self.joint.items() if all(path[t] == s for t, s in asked)), Fraction(0))
        return self._masses[asked]

    def density(self, outs, givens=None) -> Fraction | None:
        """The conditional probability of some states, given others; None where those have no mass."""
        below = self.mass(givens or {})
        return self.mass({**outs, **(givens or {})}) / below if below else None


def random_chain(rng, size, steps, low=1):
    """A chain with whole weights up to 5, from ``low`` on."""
    def row():
        weights = [rng.randint(low, 5) for _ in range(size)]
        return weights if any(weights) else [1] * size
    return DenseChain(row(), [[row() for _ in range(size)] for _ in range(steps)])
