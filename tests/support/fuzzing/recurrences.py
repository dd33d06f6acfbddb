"""Random steps by the recurrence of the polygamma functions, right ones and near misses, with what they come to in balls."""

import math
from fractions import Fraction
from typing import NamedTuple

import flint
import numpy as np

from derivations.kernel import RULES, Prover, Refused
from derivations.kernel.forms.binders import Poly, add, atom, const, inverse, lift, mul, power, scale
from derivations.kernel.forms.nodes import Conditions
from tests.support.fuzzing.descents import BITS, polygamma
from tests.support.typed_statements import quantity

MOVING = ("f(z)", "f(z) + g(z)", "2*f(z)", "phi", "K", "f(z)*g(x) - 1/2", "exp(f(z))")
TRIED = (Fraction(1, 1000), Fraction(1, 7), Fraction(1), Fraction(5, 2), Fraction(60))
"""Values of the least argument at which a step is looked at."""


class Term(NamedTuple):
    """A number times 1/(u + shift)ᵖ, or times log(u + shift), or times a polygamma function of u + shift."""

    factor: Fraction
    kind: str  # "inverse", "log" or "psi"
    number: int  # the power, nothing, or the order
    shift: Fraction

    def form(self, u: Poly) -> Poly:
        """The term as a polynomial of the kernel."""
        at = add(u, const(self.shift))
        if self.kind == "inverse":
            return scale(power(inverse(at), self.number), self.factor)
        return scale(lift(atom("log", at) if self.kind == "log" else atom("psi", self.number, at)), self.factor)

    def ball(self, u: Fraction) -> flint.arb | None:
        """Its value; None where it is not defined."""
        at = u + self.shift
        if at <= 0 and (at == 0 or self.kind != "inverse"):
            return None
        x = flint.arb(at.numerator)/at.denominator
        found = x**-self.number if self.kind == "inverse" else x.log() if self.kind == "log" else polygamma(self.number, x)
        return found*self.factor.numerator/self.factor.denominator


class Drawn(NamedTuple):
    """A step: the quantity u, or a number, and the terms of the two sides, each multiplied with the same factor."""

    argument: str | Fraction
    left: tuple[Term, ...]
    right: tuple[Term, ...]
    squared: bool

    def sides(self) -> tuple[Poly, Poly]:
        """The two sides as polynomials of the kernel."""
        u = const(self.argument) if isinstance(self.argument, Fraction) else quantity(self.argument)
        left, right = (add(*(one.form(u) for one in side)) for side in (self.left, self.right))
        return (mul(left, left), mul(right, right)) if self.squared else (left, right)

    def differs(self) -> bool:
        """Whether the sides differ somewhere, both defined."""
        with flint.ctx.workprec(BITS):
            for u in (self.argument,) if isinstance(self.argument, Fraction) else TRIED:
                left, right = _total(self.left, u), _total(self.right, u)
                if left is None or right is None:
                    continue
                gap = left*left - right*right if self.squared else left - right
                if not gap.contains(0):
                    return True
        return False

    def undefined(self) -> bool:
        """Whether a side is undefined at a number for which the other is not, or both are."""
        return isinstance(self.argument, Fraction) and _total((*self.left, *self.right), self.argument) is None


def _total(side: tuple[Term, ...], u: Fraction) -> flint.arb | None:
    """What a side comes to."""
    total = flint.arb(0)
    for one in side:
        value = one.ball(u)
        if value is None:
            return None
        total += value
    return total


def _beside(order: int, low: int, high: int, base: Fraction) -> list[Term]:
    """What a function of u + base + high has more than that of u + base + low."""
    if order < 0:
        return [Term(Fraction(1), "log", 0, base + k) for k in range(low, high)]
    return [Term(Fraction((-1)**order*math.factorial(order)), "inverse", order + 1, base + k) for k in range(low, high)]


def drawn(rng: np.random.Generator) -> Drawn:
    """A right step: the same function of two arguments, on one side or on two."""
    order, squared = int(rng.integers(-1, 5)), not rng.integers(8)
    low, high = sorted(int(n) for n in rng.integers(0, 3 if squared else 6, 2))
    if rng.integers(3):
        argument, base = MOVING[int(rng.integers(len(MOVING)))], Fraction(int(rng.integers(-1, 2)), int(rng.integers(1, 3)))
    else:
        argument, base = Fraction(int(rng.integers(1, 7)), int(rng.integers(1, 4))), Fraction(0)
    factor = Fraction(int(rng.integers(1, 4)), int(rng.integers(1, 3)))
    left = [Term(factor, "psi", order, base + high)]
    right = [Term(factor, "psi", order, base + low), *(one._replace(factor=one.factor*factor) for one in _beside(order, low, high, base))]
    while rng.integers(2) and not squared and len(right) > 1:  # a term on the other side
        one = right.pop(int(rng.integers(len(right))))
        left.append(one._replace(factor=-one.factor))
    if rng.integers(2):
        left, right = right, left
    return Drawn(argument, tuple(left), tuple(right), squared)


def near_miss(step: Drawn, rng: np.random.Generator) -> Drawn:
    """The step with one slip: in a sign, a factor, a power or an order, an argument, or a term too few."""
    sides = [list(step.left), list(step.right)]
    side = sides[int(rng.integers(2))]
    if not side:
        return step
    i = int(rng.integers(len(side)))
    one = side[i]
    way = int(rng.integers(6))
    if way == 0:
        side[i] = one._replace(factor=-one.factor)
    elif way == 1:
        side[i] = one._replace(factor=one.factor/max(1, math.factorial(max(one.number - 1, 0)))*(1 if one.number > 2 else 2))
    elif way == 2:
        side[i] = one._replace(number=one.number + 1)
    elif way == 3:
        side[i] = one._replace(shift=one.shift + (-1, 1)[int(rng.integers(2))])
    elif way == 4:
        side[i] = one._replace(shift=one.shift + Fraction(1, 2))
    else:
        del side[i]
    return step._replace(left=tuple(sides[0]), right=tuple(sides[1]))


def accepted(step: Drawn) -> Conditions | None:
    """What the kernel leans on in the step; None where it refuses."""
    left, right = step.sides()
    try:
        return Prover().step(left, right, "=", RULES["recurrence"]).conditions
    except Refused:
        return None


def wrong(count: int, seed: int) -> tuple[str | None, int, int]:
    """A false step that is accepted, if there is one; how many right ones are accepted, and how many there are."""
    rng, right, taken = np.random.default_rng(seed), 0, 0
    for _ in range(count):
        good = drawn(rng)
        for step in (good, near_miss(good, rng)):
            found = accepted(step)
            if found is not None and step.differs():
                return f"{step} accepted", taken, right
            if step is good and not step.undefined() and step.sides()[0] is not step.sides()[1]:
                right, taken = right + 1, taken + (found is not None)
    return None, taken, right
