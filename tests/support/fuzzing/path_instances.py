"""Random instances of theorems with points and stretches of paths in the place of points.

Every accepted instance is attacked in models of chains with one to four steps, as the instances of `instance_fuzz` are.
`python -m tests.support.fuzzing.path_instances 1000 7` runs it by hand.
"""

import sys

from derivations.attack.models import signature
from derivations.kernel import (
    Chain,
    Derivation,
    E,
    Function,
    Law,
    Point,
    algebra,
    always,
    counts,
    factorise,
    fubini,
    integrable,
    integral,
    jensen,
    linearity,
    log,
    marginal,
    points,
    product_rule,
    total_expectation,
)
from derivations.language.terms import Stretch
from tests.support.fuzzing import instance_fuzz
from tests.support.fuzzing.instance_fuzz import Random

x, y, z, a = points("x y z a")
v, u = Point("v", "z"), Point("u", "a")
T, t = counts("T t")
p, q, r, s, m, j = Law("p", x, z), Law("q", z), Law("r", z), Law("s", z | x), Law("m", x), Law("j", x, z, independent=True)
f, g, h = Function("f", z), Function("g", x, z), Function("h", a)
CHAINS = tuple(Chain(name, a) for name in ("c", "d"))


def margin(proof):
    proof.claim(integral[z](p(x, z)) == p(x))
    proof.starts(integral[z](p(x, z)))
    proof.eq(p(x), by=marginal)


def factors(proof):
    proof.claim(p(x, z)/p(x) == p(z | x))
    proof.given(p(x) > 0)
    proof.starts(p(x, z)/p(x))
    proof.eq(p(z | x), by=product_rule)


def in_turn(proof):
    proof.claim(E[m(x), s(z | x)](g(x, z)) == E[m(x)](E[s(z | x)](g(x, z))))
    proof.given(integrable[m(x), s(z | x)](g(x, z)))
    proof.starts(E[m(x), s(z | x)](g(x, z)))
    proof.eq(E[m(x)](E[s(z | x)](g(x, z))), by=fubini)


def drawn_in_turn(proof):
    proof.claim(E[p(x, z)](g(x, z)) == E[p(x)](E[p(z | x)](g(x, z))))
    proof.given(integrable[p(x, z)](g(x, z)))
    proof.starts(E[p(x, z)](g(x, z)))
    proof.eq(E[p(x)](E[p(z | x)](g(x, z))), by=total_expectation)


def constant(proof):
    """Nothing of the law in the middle is left at the end."""
    proof.claim(E[m(x)](E[s(z | x)](3)) == 3)
    proof.starts(E[m(x)](E[s(z | x)](3)))
    proof.eq(E[m(x)](3), by=linearity)
    proof.eq(3, by=linearity)


def of_two(proof):
    proof.claim(E[q(z), r(v)](2*f(z)*f(v)) == 2*E[q(z), r(v)](f(z)*f(v)))
    proof.given(integrable[q(z), r(v)](f(z)*f(v)))
    proof.starts(E[q(z), r(v)](2*f(z)*f(v)))
    proof.eq(2*E[q(z), r(v)](f(z)*f(v)), by=linearity)


def concave(proof):
    proof.claim(E[q(z)](log(r(z))) <= log(E[q(z)](r(z))))
    proof.given(integrable[q(z)](log(r(z))), integrable[q(z)](r(z)))
    proof.starts(E[q(z)](log(r(z))))
    proof.le(log(E[q(z)](r(z))), by=jensen)


def ratio(proof):
    """For almost every x, where the hypothesis says no more."""
    proof.claim(p(x, z)*(p(x)/p(x)) == p(x, z))
    proof.given(always[x](p(x) > 0))
    proof.starts(p(x, z)*(p(x)/p(x)))
    proof.eq(p(x, z), by=algebra)


def independent(proof):
    proof.claim(j(x, z) == j(x)*j(z))
    proof.starts(j(x, z))
    proof.eq(j(x)*j(z), by=factorise)


OWN = (independent, margin, factors, in_turn, drawn_in_turn, constant, of_two, concave, ratio)
AREAS = ("elbo", "bounds", "information", "control_variates", "cavi", "iwelbo")


def theorems() -> list[Derivation]:
    """Small theorems, and those of chapters in which laws are any laws."""
    chapters = [one for one in instance_fuzz.load().values() if one.id.split(".")[0] in AREAS]
    return [Derivation(function, title="instances", register=False) for function in OWN]*4 + chapters


class OnPaths(Random):
    """Points and stretches of paths, and densities of chains, for what a theorem names."""

    def mapping(self, derivation: Derivation) -> dict:
        text = derivation.text
        found = signature(text.statement, *(hypothesis for hypothesis, _ in text.hypotheses))
        spaces = sorted({*(point.space for point in found.points), *(s for law in found.laws for s in law.spaces)})
        images = dict(zip(spaces, self.stretches(len(spaces))))
        made: dict = {}
        for space in spaces:
            if self.often(0.9):
                made[Point(space)] = images[space]
        for point in found.points:
            if point not in made and self.often(0.7):
                made[point] = self.moved(images[point.space])
        for law in found.laws:
            if self.often(0.95) and images.keys() >= {*law.spaces, *law.given}:
                given = [Point(space) for space in law.given]
                *outs, last = map(Point, law.spaces)
                key = law(*outs, last | given[0], *given[1:]) if given else law(*outs, last)
                made[key] = self.density(images, law)
        for function in found.functions:
            if self.often(0.9) and function.spaces and images.keys() >= set(function.spaces):
                ends = [self.point_of(images[space]) for space in function.spaces]
                made[function(*map(Point, function.spaces))] = sum(map(h, ends)) if self.often(0.7) else h(ends[0])*h(ends[-1])
        return made

    def stretches(self, number: int) -> list:
        """Stretches of one path that follow each other, in any order; seldom, some that do not."""
        first, found = self.pick((0, 0, 1)), []
        for _ in range(number):
            last = self.pick((first, first, first + 1, first + T - 1, T + first))
            found.append(a[first] if last == first else a[first:last])
            first = last + self.pick((1, 1, 1, 2, 0) if self.often(0.3) else (1,))
        order = self.rng.permutation(number) if self.often(0.6) else range(number)
        return [found[i] for i in order]

    def moved(self, image):
        """The same times of another path, of the same one, or others."""
        times = image.args[1:]
        other = self.pick((u, u, a, Point("w", "a")))
        return other[times[0]:times[1]] if isinstance(image, Stretch) else other[times[0]]

    def point_of(self, image):
        return a[self.pick(image.args[1:])]

    def density(self, images, law):
        """A density of a chain, of the outcomes of a law, given what that is given, less, or more."""
        chain, outs = self.pick(CHAINS), [images[s] for s in law.spaces]
        given = [images[s] for s in law.given] if self.often(0.8) else []
        if self.often(0.4):
            given.append(self.pick((a[0], a[T + 1], a[3*T + 9], *images.values())))
        if self.often(0.1):
            outs = outs[::-1] if self.often(0.5) else [self.pick(list(images.values())), *outs[1:]]
        return chain(*outs[:-1], outs[-1] | given[0], *given[1:]) if given else chain(*outs)


def fuzz(count: int, seed: int, **how) -> instance_fuzz.Report:
    """Put points and stretches of paths into random theorems; attack every instance that the kernel accepts."""
    return instance_fuzz.fuzz(count, seed, known=theorems(), random=OnPaths, **how)


if __name__ == "__main__":
    result = fuzz(int(sys.argv[1]), int(sys.argv[2]) if len(sys.argv) > 2 else 0)
    for entry in result.false[:5]:
        print(*entry, sep="\n   ")
    for entry in result.crashes[:5]:
        print("CRASH", *entry, sep="\n   ")
    print(result, result.refused.most_common(25), sep="\n")
