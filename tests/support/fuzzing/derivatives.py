"""Random nested derivatives, evaluated by jets, by differences of long numbers, and once the kernel has carried them out:
`python -m tests.support.fuzzing.derivatives COUNT SEED`."""

import sys
from collections import Counter
from fractions import Fraction

import mpmath
import numpy as np

from derivations.attack.balls import Balls
from derivations.attack.evaluate import Evaluator
from derivations.attack.jets import Jet
from derivations.attack.models import random_models
from derivations.attack.numbers import UNDEFINED, Exact, Undecidable
from derivations.kernel import Refused
from derivations.kernel.forms.derivatives import carried_out
from derivations.kernel.lines.reading import read
from derivations.language.authoring.reader import Misread, parse
from derivations.language.views.signature import Unreadable, signature
from derivations.pages.form_text import sympy_of
from tests.support.plain_calculus import DIGITS, ByDifferences
from tests.support.rule_examples import NAMES

SMOOTH = ("g(phi)", "g(psi)", "h(phi, psi)", "h(z, phi)", "h(z, phi, psi)", "g(phi + psi)", "g(phi*psi)", "phi", "psi", "phi*psi")
FAMILIES = ("q[phi](z)", "q[psi](z)", "b[phi, psi](z)", "s[phi](z | x)", "p[phi](x, z)", "p[phi](z | x)", "p[psi](x)", "m[phi](y, z)")
OF_ANOTHER = ("q[psi](z)", "b(z)", "p[psi](x)", "s[psi](z | x)")
STILL = ("f(z)", "f(x)", "a(1)", "r(y)", "2", "1/3", "c(x)", "K")
PLACES = ("", "", "", ":psi", ":2*phi", ":g(psi)", ":phi + f(z)", ":1/psi", ":log(f(z))")

POLYGAMMA = ("lgamma(", "digamma(", "trigamma(", "polygamma(2, ", "polygamma(5, ")

REASONS: Counter = Counter()  # why the kernel refused some


class Random:
    """Draws expressions; `inside` says whether a derivative is around."""

    def __init__(self, rng):
        self.rng = rng
        self.families = FAMILIES  # that may stand: none at a parameter that a derivative binds at another quantity

    def pick(self, items):
        return items[int(self.rng.integers(len(items)))]

    def leaf(self):
        return self.pick((SMOOTH, self.families, self.families, SMOOTH, STILL)[int(self.rng.integers(5))])

    def expression(self, depth, inside=False):
        if not depth or not self.rng.integers(6):
            return self.leaf()
        deeper = lambda within=inside: self.expression(depth - 1, within)  # noqa: E731
        ways = [lambda: f"({deeper()} + {deeper()})", lambda: f"({deeper()} - {deeper()})", lambda: f"{deeper()}*{deeper()}",
                lambda: f"({deeper()})**2", lambda: f"{self.leaf()}/(1 + ({deeper()})**2)", lambda: f"log({self.pick(self.families)})",
                lambda: "{}*log({}/{})".format(*(self.pick(self.families) for _ in range(3))), lambda: f"g({deeper()})",
                lambda: f"log(2 + ({self.leaf()})**2)", lambda: f"{self.pick(POLYGAMMA)}1 + ({self.leaf()})**2)", lambda: f"E[{self.pick(('c(x)', 'r(y)', self.families[0]))}]({deeper()})",
                lambda: f"integral[z]({deeper()})", lambda: f"mean[k:2](a(k)*{deeper()})", lambda: f"total[k:1:3](k*{deeper()})",
                lambda: self.derivative(depth), lambda: self.derivative(depth)]
        if inside:
            ways += [lambda: f"stop({deeper()})"]*2
        return self.pick(ways)()

    def derivative(self, depth):
        place, families = self.pick(PLACES), self.families
        self.families = OF_ANOTHER if place and place != ":psi" else families
        body = self.expression(depth - 1, True)
        self.families = families
        return f"D[{self.pick(('phi', 'psi')) if not place else 'phi'}{place}]({body})"


def plain(models):
    """The first model for plain Python."""
    told = models.describe()
    laws = {law: (told["laws"][name].get("weights") or told["laws"][name].get("density") or told["laws"][name]["table"])
            for law, name in zip(models.weights, told.get("laws", {}))}
    functions = dict(zip(models.functions, told.get("functions", {}).values()))
    halves = {space: [int(h) for h in base[0]] for space, base in models.base.items()}
    reals = {symbol: Fraction(float(values[0])) for symbol, values in models.reals.items()}
    return ByDifferences(models.sizes, models.counts, laws, functions, {}, {}, halves, reals)


def number(value):
    return float(value) if not isinstance(value, Jet) else float(value.value)


def evaluated(models, points, node, carried):
    """Both in exact numbers, or in balls where there are none."""
    for numbers in (Exact, Balls):
        evaluator = Evaluator(models, numbers, points)
        try:
            return evaluator, evaluator.array(evaluator.value(node)), evaluator.array(evaluator.value(carried))
        except Undecidable:
            if numbers is Balls:
                raise
    raise AssertionError


def compare(text, rng) -> str:
    """What becomes of one expression: same, undefined, refused by the kernel, undecided — or how the values differ."""
    try:
        node = parse(text, NAMES)
        found = signature(node)
        sizes = {space: int(rng.integers(1, 3)) for space in found.spaces if space != "index"}
        models = random_models(found, sizes, {v: 2 for v in found.counts}, 1, rng, 0.35)
        form, _ = read(node, {})
        carried = sympy_of(carried_out(form))
        evaluator, jets, by_kernel = evaluated(models, tuple(found.points), node, carried)
    except (Refused, Misread, ValueError) as error:
        REASONS[str(error)[:70]] += 1
        return "refused"
    except Undecidable:
        return "undecided"
    except Unreadable:
        return "unreadable"
    by_hand, seen = plain(models), "undefined"
    shape = np.broadcast_shapes(jets.shape, by_kernel.shape)
    jets, by_kernel = np.broadcast_to(jets, shape), np.broadcast_to(by_kernel, shape)
    for where in np.ndindex(shape):
        one = jets[where]
        if one is UNDEFINED:
            continue
        seen = "same"
        env = {point: where[axis] if shape[axis] > 1 else 0 for point, axis in evaluator.free.items()}
        with mpmath.workdps(DIGITS):
            other = by_hand.value(node, env)
            other = None if other is None else float(other)
        if other is None or abs(number(one) - other) > 1e-6*(1 + abs(other)):
            return f"jets {number(one)}, differences {other}: {text} in {models.describe()} at {env}"
        said = by_kernel[where]
        if said is UNDEFINED or abs(number(one) - number(said)) > 1e-9*(1 + abs(number(one))):
            return f"jets {number(one)}, carried out {said}: {text} is {carried} in {models.describe()} at {env}"
    return seen


def fuzz(count: int, seed: int, depth: int = 3) -> tuple[Counter, list[str]]:
    """How many of some random derivatives agree, and those that do not."""
    rng, tally, wrong = np.random.default_rng(seed), Counter(), []
    source = Random(rng)
    for _ in range(count):
        found = compare(source.derivative(int(rng.integers(1, depth + 1))), rng)
        tally[found if len(found) < 12 else "different"] += 1
        wrong += [found] if len(found) >= 12 else []
    return tally, wrong


def main() -> int:
    count, seed = (int(word) for word in (*sys.argv[1:], "1000", "0")[:2])
    tally, wrong = fuzz(count, seed)
    print(*wrong[:10], sep="\n")
    print(dict(tally))
    return bool(wrong)


if __name__ == "__main__":
    sys.exit(main())
