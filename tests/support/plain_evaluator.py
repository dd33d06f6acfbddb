"""What statements say in one small model, summed state by state in plain Python: a second evaluator, for tests.

Numbers are fractions, or floats where a logarithm or an exponential is among them; what is undefined is None.
"""

import itertools
import math
from fractions import Fraction

import mpmath
import sympy

from derivations.language import terms as t

RELATIONS = {sympy.Eq: lambda s: s == 0, sympy.Ne: lambda s: s != 0, sympy.Le: lambda s: s <= 0, sympy.Lt: lambda s: s < 0,
             sympy.Ge: lambda s: s >= 0, sympy.Gt: lambda s: s > 0}


def times(*factors):
    """Nothing times the undefined is nothing."""
    if 0 in factors:
        return Fraction(0)
    return None if None in factors else math.prod(factors, start=Fraction(1))


def plus(terms):
    terms = list(terms)
    return None if None in terms else sum(terms, Fraction(0))


def inverse(value):
    return None if not value else 1/value


class ByHand:
    """A model in nested lists, and what nodes come to in it."""

    def __init__(self, sizes, counts, weights, functions, subsets, rates, base, reals):
        self.sizes, self.counts, self.weights, self.functions = sizes, counts, weights, functions
        self.subsets, self.rates, self.base, self.reals = subsets, rates, base, reals

    def mu(self, space, i):
        return Fraction(self.base[space][i], 2) if space in self.base else Fraction(1)

    def states(self, spaces):
        return itertools.product(*(range(self.sizes[s]) for s in spaces))

    def cell(self, law, place):
        """The density of all coordinates; at a null state as if it measured one."""
        if law.product:
            return math.prod((self.cell(one.law, place) for one in law.product), start=Fraction(1))
        table, given = self.weights[law], [place[s] for s in law.given]

        def weight(outs):
            found = table
            for i in (*outs, *given):
                found = found[i]
            return Fraction(found)
        alive = [s for s in self.states(law.spaces) if all(self.mu(*pair) for pair in zip(law.spaces, s))]
        measure = math.prod((self.mu(s, place[s]) or Fraction(1) for s in law.spaces), start=Fraction(1))
        return weight([place[s] for s in law.spaces])/sum(map(weight, alive))/measure

    def margin(self, law, place):
        """The density of some coordinates: the others are integrated over."""
        if law.independent:
            plain = t.Law(law.name, *map(t.Point, law.spaces))
            one = ByHand(self.sizes, {}, {plain: self.weights[law]}, {}, {}, {}, self.base, {})
            return math.prod((one.margin(plain, {s: place[s]}) for s in law.spaces if s in place), start=Fraction(1))
        rest = [s for s in law.spaces if s not in place]
        return sum((math.prod((self.mu(*pair) for pair in zip(rest, at)), start=Fraction(1))
                    * self.cell(law, place | dict(zip(rest, at))) for at in self.states(rest)), Fraction(0))

    def density(self, law, outs, givens):
        if not set(givens) - set(law.given):
            return self.margin(law, outs | givens)
        return times(self.margin(law, outs | givens), inverse(self.margin(law, givens))) if self.margin(law, givens) else None

    def at(self, place, env):
        """The state of a point or a draw."""
        return env[place.args[0]][int(self.value(place.args[1], env)) - 1] if isinstance(place, t.Draw) else env[place]

    def over(self, items, env, counted=False):
        """Every way to bind some laws or points one after the other: environment and weight."""
        if not items:
            yield env, Fraction(1)
            return
        item, rest = t.unnamed(items[0]), items[1:]
        for inner, weight in self.bound(item, env):
            for last, more in self.over(rest, inner, counted):
                yield last, times(weight, more)

    def bound(self, item, env):
        outs = (item,) if isinstance(item, t.Point) else item.outs
        if not isinstance(item, t.Draws):
            for at in self.states([o.space for o in outs]):
                inner = env | dict(zip(outs, at))
                measure = [self.mu(o.space, i) for o, i in zip(outs, at)]
                yield inner, times(*measure, *([] if isinstance(item, t.Point) else [self.value(item, inner)]))
            return
        point, n = outs[0], int(self.value(item.count, env))
        shares = [times(self.mu(point.space, i), self.value(item.density, env | {point: i}))
                  for i in range(self.sizes[point.space])]
        for drawn in itertools.product(range(len(shares)), repeat=n):
            yield env | {point: drawn}, self.chance(item, shares, drawn)

    def chance(self, item, shares, drawn):
        independent = times(*(shares[i] for i in drawn))
        if item.kind == "iid" or independent is None or None in shares:
            return independent
        (a, b), lower = drawn, [sum(shares[:i]) for i in range(len(shares) + 1)]
        opposed = max(0, min(lower[a + 1], 1 - lower[b]) - max(lower[a], 1 - lower[b + 1]))
        parts, rates = (independent, shares[a]*(a == b), opposed), self.rates[item.kind, item.density.law, 2]
        return sum(Fraction(r, sum(rates))*part for r, part in zip(rates, parts))

    def value(self, node, env):
        args = node.args
        match node:
            case sympy.Rational():
                return int(node) if node.q == 1 else Fraction(node.p, node.q)
            case sympy.Symbol():
                return env[node] if node in env else self.counts[node] if node in self.counts else self.reals[node]
            case sympy.Add():
                return plus(self.value(a, env) for a in args)
            case sympy.Mul():
                return times(*(self.value(a, env) for a in args))
            case sympy.Pow():
                base = self.value(args[0], env)
                one = times(*[base]*abs(int(args[1]))) if args[1] else None if base is None else Fraction(1)
                return inverse(one) if args[1] < 0 else one
            case sympy.log():
                found = self.value(args[0], env)
                return None if found is None or found <= 0 else math.log(found) if found != 1 else Fraction(0)
            case sympy.exp():
                found = self.value(args[0], env)
                return found if found is None else math.exp(found)
            case t.Polygamma():
                found = self.value(node.argument, env)
                return None if found is None or found <= 0 else self.polygamma(node.order, found)
            case t.Density():
                places = [{o.space: self.at(o, env) for o in those} for those in (node.outs, node.givens)]
                return self.density(node.law, *places)
            case t.Value():
                found = self.functions[args[0]]
                for place in args[1]:
                    found = found[self.at(place, env) if isinstance(place, (t.Point, t.Draw)) else int(self.value(place, env)) - 1]
                return Fraction(found)
            case t.Normalised():
                total = plus(times(weight, self.value(args[1], inner)) for inner, weight in self.over(args[0], env))
                inner = env | {point: self.at(place, env) for point, place in zip(args[0], args[2])}
                return None if not total else times(self.value(args[1], inner), inverse(total))
            case t.Expectation() | t.Integral():
                return plus(times(weight, self.value(args[1], inner)) for inner, weight in self.over(args[0], env))
            case t.Divergence():
                return plus(times(weight, self.gap(args[1], args[2], inner)) for inner, weight in self.over(args[0], env))
            case t.Mean():
                index, count, but, body = args
                kept = [k for k in range(1, int(self.value(count, env)) + 1) if k != self.value(but, env)]
                return times(Fraction(1, len(kept)), plus(self.value(body, env | {index: k}) for k in kept))
            case t.Total():
                index, first, last, body = args
                kept = range(int(self.value(first, env)), int(self.value(last, env)) + 1)
                return plus(self.value(body, env | {index: k}) for k in kept)
            case t.Extremum():
                inside = self.subsets[args[2]] if isinstance(args[2], t.Subset) else range(self.sizes[args[1].space])
                found = [self.value(args[3], env | {args[1]: i}) for i in inside]
                return None if None in found else max(found) if args[0].name == "sup" else min(found)
            case t.Named():
                return self.value(node.body, env)
        raise NotImplementedError(type(node).__name__)

    def polygamma(self, order, u):
        """ψ⁽ⁿ⁾, and ln Γ for the order −1; the logarithm of one is nothing."""
        if order < 0:
            return Fraction(0) if u in (1, 2) else math.lgamma(u)
        return float(mpmath.polygamma(order, float(u)))

    def gap(self, a, b, env):
        """a log(a/b), which is nothing where a is."""
        a, b = self.value(a, env), self.value(b, env)
        ratio = times(a, inverse(b))
        return times(a, None if ratio is None or ratio <= 0 else math.log(ratio))

    def truth(self, node, env):
        """Whether a statement holds; None where it is undefined."""
        match node:
            case sympy.core.relational.Relational():
                a, b = (self.value(arg, env) for arg in node.args)
                if a is None or b is None:
                    return None
                return RELATIONS[type(node)](0 if abs(a - b) < 1e-12 else a - b)
            case t.Always():
                each = [(weight, self.truth(node.args[1], inner)) for inner, weight in self.over(node.args[0], env)]
                if any(weight is None or (weight and true is None) for weight, true in each):
                    return None
                return all(true for weight, true in each if weight)
            case t.Each():
                index, first, last, statement = node.args
                whole = range(int(self.value(first, env)), int(self.value(last, env)) + 1)
                found = [self.truth(statement, env | {index: k}) for k in whole]
                return None if None in found else all(found)
            case t.Integrable():
                each = [(weight, self.value(node.args[1], inner)) for inner, weight in self.over(node.args[0], env)]
                return not any(weight is None or (weight and value is None) for weight, value in each)
            case t.Bounded():
                return self.value(node.args[0], env) is not None
            case sympy.Implies():
                premise, conclusion = (self.truth(arg, env) for arg in node.args)
                return None if premise is None else True if not premise else conclusion
            case t.Iff() | t.Both():
                parts = [self.truth(arg, env) for arg in node.args]
                return None if None in parts else all(parts) if isinstance(node, t.Both) else parts[0] == parts[1]
        raise NotImplementedError(type(node).__name__)
