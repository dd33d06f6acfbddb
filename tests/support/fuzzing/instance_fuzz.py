"""Random instances of theorems: whatever the kernel lets be put in must leave a true statement.

Laws, numbers, tuples of points, counts and functions are put in at random; what is put in may depend on free points of
the theorem.  An accepted instance is attacked in models with null states: a failure at a null state of a point that is
not among those for almost every value of which the instance is said to hold is a hole.  `python -m
tests.support.fuzzing.instance_fuzz 5000 7` runs it by hand.
"""

import sys
from collections import Counter
from dataclasses import dataclass, field

import numpy as np
from sympy import Symbol, sympify

from derivations.attack.certificate import Undecided
from derivations.attack.counterexamples import Attack
from derivations.attack.evaluate import Unreadable
from derivations.attack.models import signature
from derivations.attack.survey import survey
from derivations.commands.finding import load
from derivations.kernel import (
    Derivation,
    E,
    Function,
    Law,
    Point,
    Prover,
    Refused,
    algebra,
    always,
    counts,
    fubini,
    iid,
    integrable,
    integral,
    linearity,
    mean,
    one_draw,
    points,
    product_rule,
    proportional,
)
from derivations.kernel.logic.defined import definedness
from derivations.language.terms import Density, Parameter, Value, log
from derivations.pages.form_text import sympy_of

x, y, z = points("x y z")
v, yy, xx = Point("v", "z"), Point("yy", "y"), Point("xx", "x")
K, k, J = counts("K k J")
c = Symbol("c")
q, p, s = Law("q", z), Law("p", x, z), Law("s", z | y)
f, g, h, d = Function("f", y), Function("g", z), Function("h", y, z), Function("d", z, nonnegative=True)


def quotient(proof):
    """For almost every y only: the hypothesis speaks of almost every y."""
    proof.claim((f(y) - E[q(z)](g(z)))/(f(y) - E[q(z)](g(z))) == 1)
    proof.given(integrable[q(z)](g(z)), always[yy](f(yy) - E[q(z)](g(z)) != 0))
    proof.starts((f(y) - E[q(z)](g(z)))/(f(y) - E[q(z)](g(z))))
    proof.eq(1, by=algebra)


def number(proof):
    proof.claim((f(y) - c)/(f(y) - c) == 1)
    proof.given(always[yy](f(yy) - c != 0))
    proof.starts((f(y) - c)/(f(y) - c))
    proof.eq(1, by=algebra)


def two_points(proof):
    proof.claim((f(y) - f(yy))/(f(y) - f(yy)) == 1)
    proof.given(always[y, yy](f(y) - f(yy) != 0))
    proof.starts((f(y) - f(yy))/(f(y) - f(yy)))
    proof.eq(1, by=algebra)


def beside(proof):
    """p(x, z) > 0 makes p(x) > 0 for almost every z only."""
    proof.claim(p(x, z)*(p(x)/p(x)) == p(x, z))
    proof.starts(p(x, z)*(p(x)/p(x)))
    proof.eq(p(x, z), by=algebra)


def everywhere(proof):
    proof.claim(p(x, z)/p(x) == p(z | x))
    proof.given(p(x) > 0)
    proof.starts(p(x, z)/p(x))
    proof.eq(p(z | x), by=product_rule)


def pulled_out(proof):
    proof.claim(E[q(z)](f(y)*g(z)) == f(y)*E[q(z)](g(z)))
    proof.given(integrable[q(z)](g(z)))
    proof.starts(E[q(z)](f(y)*g(z)))
    proof.eq(f(y)*E[q(z)](g(z)), by=linearity)


def exchanged(proof):
    proof.claim(E[q(z)](integral[y](h(y, z))) == integral[y](E[q(z)](h(y, z))))
    proof.given(integrable[q(z), q(v)](h(y, z)*0 + g(z)*g(v)), always[q(z)](integrable[y](h(y, z))))
    proof.starts(E[q(z)](integral[y](h(y, z))))
    proof.eq(integral[y](E[q(z)](h(y, z))), by=fubini)


def draws(proof):
    proof.claim(E[iid(s(z | y), K)](mean[k:K](h(y, z[k]))) == E[s(z | y)](h(y, z)))
    proof.given(integrable[s(z | y)](h(y, z)))
    proof.starts(E[iid(s(z | y), K)](mean[k:K](h(y, z[k]))))
    proof.eq(mean[k:K](E[iid(s(z | y), K)](h(y, z[k]))), by=linearity)
    proof.eq(mean[k:K](E[s(z | y)](h(y, z))), by=one_draw)
    proof.eq(E[s(z | y)](h(y, z)), by=linearity)


SMALL = 300  # models of each kind: a coincidence at a null state is common among small ones, and rare among random ones
OWN = (quotient, number, two_points, beside, everywhere, pulled_out, draws)
w, t, b, m = Law("w", y | z), Law("t", x, y, z), Law("b", z), Law("m", y, z, independent=True)
e = Function("e", x)


def theorems() -> list[Derivation]:
    """Small theorems that hold almost everywhere, or everywhere, and those of the chapters."""
    return [Derivation(function, title="instances", register=False) for function in OWN]*3 + list(load().values())


@dataclass
class Report:
    tried: int = 0
    accepted: int = 0
    attacked: int = 0
    models: int = 0
    refused: Counter = field(default_factory=Counter)
    false: list = field(default_factory=list)
    crashes: list = field(default_factory=list)

    def __str__(self) -> str:
        return (f"{self.tried} instances tried, {self.accepted} accepted, {self.attacked} of these attacked in "
                f"{self.models} models, {len(self.false)} false, {len(self.crashes)} crashes")


class Random:
    """What may be put in, at random."""

    def __init__(self, rng):
        self.rng = rng

    def pick(self, items):
        return items[int(self.rng.integers(len(items)))]

    def often(self, chance: float) -> bool:
        return self.rng.random() < chance

    def mapping(self, derivation: Derivation) -> dict:
        """A mapping of some laws, points, counts and numbers of a theorem."""
        text = derivation.text
        statements = [text.statement, *(hypothesis for hypothesis, _ in text.hypotheses)]
        found, made = signature(*statements), {}
        for law in found.laws:
            if self.often(0.6):
                key = self.formal(law, statements)
                made[key] = self.law(key, [*found.points, x, y, z, v, yy, xx])
        for point in found.points:
            if self.often(0.3):
                made[point] = self.pick((x, y, z, v, yy, xx, (x, y), (y, x), *found.points))
        for count in found.counts:
            if self.often(0.5):
                made[count] = self.pick((1, 2, K, K + 1, J, K + J, k))
        for symbol in found.reals:
            if self.often(0.7):
                made[symbol] = self.pick((f(y), f(yy), e(x), E[q(z)](g(z)), 2, f(y) + c, p(x), s(z | y)))
        for function in found.functions:
            if self.often(0.3):
                key = function(*[self.pick([u for u in (x, y, z) if u.space == sp] or [Point(sp)]) for sp in function.spaces
                                 if sp != "index"])
                made[key] = self.quantity(key)
        return made

    def quantity(self, key):
        """A quantity for a value of a function: of its own points, or of others, defined everywhere or not."""
        own = [Function("own", point)(point) for point in key.args[1] if isinstance(point, Point)]
        laws = [Law("n8", point)(point) for point in key.args[1] if isinstance(point, Point)]
        parts = [key, f(y), e(x), *own, *laws, *map(log, own + laws), *(1/u for u in own), *(u*f(y) for u in own)]
        one, other = self.pick(parts), self.pick(parts)
        return self.pick((one, -key, one*other, one - other, one**2, E[q(z)](g(z)) + one))

    def formal(self, law, statements):
        """The whole of a law, at the points at which it is named somewhere or at points called as its spaces."""
        whole = [node for statement in statements for node in statement.atoms(Density)
                 if node.law == law and {o.space for o in node.outs} == set(law.spaces)
                 and all(isinstance(place, Point) for place in node.outs + node.points_given)
                 and len(set(node.taken)) == len(node.taken) and all(isinstance(value, Parameter) for value in node.taken)]
        if whole and self.often(0.8):
            return self.pick(whole)
        return law(*(Point(space) for space in law.spaces[:-1]), *self.last(law))

    @staticmethod
    def last(law):
        given = [Point(space) for space in law.given]
        last = Point(law.spaces[-1])
        return [last | given[0], *given[1:]] if given else [last]

    def law(self, key, free):
        """A law for a law: of the same outcomes, given this or that."""
        if key.taken:
            return self.family(key)
        outs = list(key.outs)
        ways = [lambda: key.law(*outs) if not key.givens else key, lambda: self.renamed(key),
                lambda: self.conditional(key, free), lambda: self.conditional(key, free), lambda: self.conditional(key, free)]
        if len(outs) == 1:
            ways += [lambda: self.normalised(outs[0], free), lambda: [self.renamed(key)]]
        if len(outs) == 2:
            ways += [lambda: [Law("n0", outs[0])(outs[0]), Law("n1", outs[1])(outs[1])],
                     lambda: [Law("n0", outs[0])(outs[0]), Law("n2", outs[1] | outs[0])(outs[1] | outs[0])],
                     lambda: [Law("n3", outs[0] | outs[1])(outs[0] | outs[1]), Law("n4", outs[1] | outs[0])(outs[1] | outs[0])]]
        return self.pick(ways)()

    def family(self, key):
        """A family for a family: the same, another one, one that does not move, or one that moves with a parameter twice."""
        outs, given = list(key.outs), list(key.points_given)
        places = [*outs[:-1], outs[-1] | given[0], *given[1:]] if given else outs
        other, taken = Law("n8", *places), tuple(key.taken)
        return self.pick([key, other[taken](*places), other(*places), other[(*taken, taken[0])](*places)])

    @staticmethod
    def renamed(key):
        outs, givens = list(key.outs), list(key.givens)
        if givens:
            last = outs[-1] | givens[0]
            return Law("n5", *outs[:-1], last, *givens[1:])(*outs[:-1], last, *givens[1:])
        return Law("n5", *outs)(*outs)

    def conditional(self, key, free):
        """A law given some point, or a conditional of a joint law."""
        outs = list(key.outs)
        others = [u for u in free if u.space not in {o.space for o in outs}]
        given = self.pick(others or [Point("u")])
        if self.often(0.5):
            return Law("n6", *outs[:-1], outs[-1] | given)(*outs[:-1], outs[-1] | given)
        joint = Law("n7", *outs, Point(given.space))
        return joint(*outs[:-1], outs[-1] | given)

    def normalised(self, out, free):
        other = self.pick([u for u in free if u != out])
        weight = Function("weight", out, other, nonnegative=True)
        return proportional[out](weight(out, other))(out)


def fuzz(count: int, seed: int, *, models: int = 40, shapes: int = 3, until_false: bool = False, known=None, random=Random) -> Report:
    """Put random particulars into random theorems, or into `known` ones; attack every instance that the kernel accepts.

    With `until_false` it ends at the first one that is false, or that fails the fuzzer.
    """
    rng, report, prover = np.random.default_rng(seed), Report(), Prover()
    known, random = theorems() if known is None else known, random(np.random.default_rng([seed, 1]))
    while report.tried < count and not (until_false and (report.false or report.crashes)):
        derivation = known[int(rng.integers(len(known)))]
        try:
            mapping = random.mapping(derivation)
        except (ValueError, TypeError):  # no such law
            continue
        report.tried += 1
        try:
            stated = prover.instance(derivation.at(mapping, draws=random.pick((None, None, None, "identical", "iid"))))
        except Refused as refusal:
            report.refused[str(refusal).split(" ")[-1]] += 1
            continue
        except Exception as error:
            report.crashes.append((derivation, mapping, repr(error)))
            continue
        report.accepted += 1
        attack(derivation, mapping, stated, report, [seed, report.tried], models, shapes)
    return report


def named(place) -> str:
    """The name of a point, or of the path of which a place is a point or a stretch."""
    return place.name if isinstance(place, Point) else place.point.name


def exempt(derivation, mapping, names, points) -> tuple:
    """The points at whose null states a failure does not count.

    In a continuous space every point is null by itself.  So a null state stands for any of its points, and where what
    is put in follows the point, failing there is failing everywhere: such a point is not exempt.
    """
    followed = set()
    for key, value in mapping.items():
        if isinstance(key, Point):
            continue
        for target in value if isinstance(value, list) else [value]:
            if isinstance(target, Density) and isinstance(key, Density):
                followed |= {named(point) for point in target.points_given if point not in key.points_given}
            else:
                inside = signature(sympify(target)).points
                own = key.args[1] if isinstance(key, Value) else getattr(key, "outs", ())
                followed |= {point.name for point in inside if point not in own}
    images = [mapping.get(point, point) for point in signature(
        derivation.text.statement, *(hypothesis for hypothesis, _ in derivation.text.hypotheses)).points]
    flat = [point for image in images for point in (image if isinstance(image, tuple) else (image,))]
    twice = {named(point) for point in flat if flat.count(point) > 1}
    return tuple(point for point in points if point.name in names - followed - twice)


def attack(derivation, mapping, stated, report, seed, models, shapes) -> None:
    try:
        asked = dict.fromkeys((*stated.given, *definedness(stated.form)))  # lines ask that what they say is defined
    except Refused:
        report.refused["no line says it"] += 1  # as where a mean under a law that is made by dividing is differentiated
        return
    try:
        claim, given = sympy_of(stated.form), [sympy_of(condition) for condition in asked]
        found = signature(claim, *given)
        almost = exempt(derivation, mapping, {v.args[1] for v in stated.almost}, found.points)
        most = 24 if found.integrated else 400  # a model with integrals over numbers has thousands of points
        small = Attack(given, [claim], levels=1, most=most, almost=almost).refute(claim, limit=SMALL)
        found = survey(given, [claim], models_per_shape=models, shapes_wanted=shapes,
                       seed=int(np.random.default_rng(seed).integers(2**31)), almost=almost)
    except (Unreadable, Undecided) as reason:
        report.refused[f"unread: {str(reason)[:40]}"] += 1
        return
    except Exception as error:
        report.crashes.append((derivation, mapping, repr(error)))
        return
    report.attacked += found.models > 0
    report.models += found.models
    failure = found.failure or small
    if failure is not None:
        report.false.append((derivation, mapping, claim, given, [point.name for point in almost], failure.as_json()))


if __name__ == "__main__":
    result = fuzz(int(sys.argv[1]), int(sys.argv[2]) if len(sys.argv) > 2 else 0)
    for entry in result.false[:5]:
        print(*entry, sep="\n   ")
    for entry in result.crashes[:5]:
        print("CRASH", *entry, sep="\n   ")
    print(result, result.refused.most_common(12), sep="\n")
