"""Derivatives in one small model by differences of numbers with sixty digits: a second route to what jets say.

A model's families and smooth functions are read from the texts of their polynomials, as a reader of a counterexample
reads them.  What is undefined is None.
"""

from fractions import Fraction
from typing import Any

import mpmath
import sympy
from sympy.parsing.sympy_parser import parse_expr

from derivations.attack.families import NAMES
from derivations.language import terms as t
from tests.support.plain_evaluator import ByHand, plus, times

STEP = Fraction(1, 10**14)
DIGITS = 80


def polynomial(text: str):
    """A function of the places of a polynomial, from its text."""
    said = text.replace("²", "**2").replace("·", "*")
    letters = sympy.symbols(NAMES)
    terms = sympy.Poly(parse_expr(said, dict(zip(NAMES, letters))), *letters).terms()
    terms = [(powers, Fraction(int(c.p), int(c.q))) for powers, c in terms]

    def made(*values):
        total = 0
        for powers, c in terms:
            product = c
            for value, power in zip(values, powers):
                for _ in range(power):
                    product = product*value
            total = total + product
        return total
    return made


class ByDifferences(ByHand):
    """A model in nested lists, with families and functions with real places as texts."""

    def __init__(self, *tables):
        super().__init__(*tables)
        self.texts = {}

    def entry(self, table, places, values):
        """An entry of a table; one that is a text is a polynomial in some values."""
        for i in places:
            table = table[i]
        if isinstance(table, str) and values:
            made = self.texts.setdefault(table, polynomial(table))
            return made(*values)
        return Fraction(table)

    def member(self, node, env):
        """The density of a family."""
        law, values = node.law, [self.value(phi, env) for phi in node.taken]
        if None in values:
            return None
        spaces, place = law.spaces, {o.space: self.at(o, env) for o in (*node.outs, *node.points_given)}
        outs, givens = {o.space for o in node.outs}, {g.space for g in node.points_given}

        def weight(at):
            return self.entry(self.weights[law], (*(at[s] for s in spaces), *(place[s] for s in law.points_given)), values)

        def mass(fixed):
            """The integral over the coordinates that are not fixed, of the joint density; at a null state as if it measured one."""
            total: Any = 0
            for at in self.states(spaces):
                at = dict(zip(spaces, at))
                if any(at[s] != place[s] for s in fixed):
                    continue
                if any(not self.mu(s, at[s]) for s in spaces if s not in fixed):
                    continue
                if law.independent:
                    total += times(*(self.alone(law, s, at[s], weight) for s in spaces))
                else:
                    total += weight(at)
            for s in fixed:
                total = total/(self.mu(s, place[s]) or Fraction(1))
            return total
        alive = [at for at in (dict(zip(spaces, at)) for at in self.states(spaces)) if all(self.mu(s, at[s]) for s in spaces)]
        whole = sum(weight(at) for at in alive) if not law.independent else 1
        fixed = [s for s in spaces if s in outs | givens]
        given = [s for s in spaces if s in givens]
        upper = mass(fixed)/whole
        if not given:
            return upper
        lower = mass(given)/whole
        return None if lower == 0 else upper/lower

    def alone(self, law, space, i, weight):
        """The probability of one coordinate of a law with independent coordinates."""
        def margin(j):
            return sum(weight(at) for at in (dict(zip(law.spaces, at)) for at in self.states(law.spaces))
                       if at[space] == j and all(self.mu(s, at[s]) for s in law.spaces if s != space))
        total = sum(margin(j) for j in range(self.sizes[space]) if self.mu(space, j))
        return margin(i)/total

    def value(self, node, env):
        args = node.args
        match node:
            case t.Parameter():
                return env[node] if node in env else self.reals[node]
            case t.Derivative():
                return self.difference(node, env)
            case t.Stopped():
                return self.value(args[0], self.stopped(env))
            case t.Density() if node.taken:
                return self.member(node, env)
            case t.Value() if "real" in args[0].spaces:
                return self.smooth(node, env)
            case sympy.log():
                found = self.value(args[0], env)
                return None if found is None or found <= 0 else mpmath.log(precise(found))
            case sympy.exp():
                found = self.value(args[0], env)
                return None if found is None else mpmath.exp(precise(found))
        return super().value(node, env)

    def polygamma(self, order, u):
        """The same with many digits."""
        return mpmath.loggamma(precise(u)) if order < 0 else mpmath.polygamma(order, precise(u))

    def smooth(self, node, env):
        """The value of a function with real places."""
        function, places = node.args
        at, values = [], []
        for place, space in zip(places, function.spaces):
            if space == "real":
                values.append(self.value(place, env))
            else:
                at.append(self.at(place, env) if isinstance(place, (t.Point, t.Draw)) else int(self.value(place, env)) - 1)
        return None if None in values else self.entry(self.functions[function], at, values)

    def stopped(self, env):
        """The values outside all derivatives."""
        return {v: env.get(("outside", v), held) for v, held in env.items()}

    def difference(self, node, env):
        """The slope between two values near the place."""
        phi, body, at = node.args
        here = self.value(at, env)
        outside = self.value(at, self.stopped(env))
        if here is None or outside is None:
            return None
        sides = [self.value(body, {**env, phi: here + sign*STEP, ("outside", phi): outside}) for sign in (1, -1)]
        if None in sides:
            return None
        return times(plus([sides[0], times(Fraction(-1), sides[1])]), 1/(2*STEP))


def precise(value):
    """A number with many digits."""
    return mpmath.mpf(value.numerator)/value.denominator if isinstance(value, Fraction) else mpmath.mpf(value)
