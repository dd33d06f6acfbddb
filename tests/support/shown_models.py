"""The model of a counterexample, read again from the JSON that an author gets, and what it says of both sides."""

import math
import re
from fractions import Fraction

import sympy

from derivations.language.terms import Draws, Point
from derivations.language.views.signature import signature
from tests.support.plain_calculus import ByDifferences

COUPLINGS = ("1|2", "12", "1↔2")  # of two draws, in the order in which the plain evaluator takes their shares


def number(told: str) -> float:
    """A fraction, a sum of multiples of logarithms, or an interval, from its text."""
    if told.startswith("["):
        return float(told[1:].split()[0])
    terms = re.sub(r" ([+−]) ", r" \1", told.split(" ≈ ")[0].replace("log ", "log")).split()
    return sum(map(term, terms))


def term(told: str) -> float:
    """A fraction, times a logarithm where there is one."""
    factor, logarithm, argument = told.lstrip("+-−").partition("log")
    size = float(Fraction(factor.rstrip("·") or 1))
    return (-size if told[0] in "-−" else size)*(math.log(int(argument)) if logarithm else 1)


class Shown:
    """A counterexample as JSON, with the statement and the hypotheses that it is about."""

    def __init__(self, found: dict, statement: sympy.Basic, given: list[sympy.Basic]):
        self.found, self.model, self.statement, self.given = found, found["model"], statement, given
        self.signature = signature(statement, *given)

    def spaces(self) -> dict[str, int]:
        """How many points of each space have mass."""
        null = self.found.get("null", {})
        return {space: size - len(null.get(space, ())) for space, size in self.model["sizes"].items() if space != "index"}

    def draws(self) -> list[int]:
        """How many draws are made, wherever some are bound."""
        made = {draws.count for node in (self.statement, *self.given) for draws in node.atoms(Draws)}
        by_hand = self.by_hand()
        return [int(by_hand.value(count, {})) for count in made]

    def by_hand(self) -> ByDifferences:
        """The model in nested lists."""
        model, found = self.model, self.signature
        measure = model.get("measure", {})
        laws = {law: model["laws"][law.name] for law in found.laws}
        tables = {law: told.get("weights") or told.get("density") or told["table"] for law, told in laws.items()}
        if "null" in self.found and not {each for told in measure.values() for each in told} <= {"0", "1"}:
            raise NotImplementedError("a density beside null states is a weight only where all other states measure one")
        functions = {one: model["functions"][one.name] for one in found.functions}
        counts = {symbol: model["counts"][symbol.name] for symbol in found.counts}
        subsets = {one: model["subsets"][one.name] for one in found.subsets}
        named = {law.name: law for law in laws}
        rates = {(one["kind"], named[one["law"]], one["n"]): [Fraction(one["equal within"].get(name, 0)) for name in COUPLINGS]
                 for one in model.get("draws", [])}
        halves = {space: [2*Fraction(each) for each in told] for space, told in measure.items()}
        reals = {symbol: Fraction(model["numbers"][symbol.name]) for symbol in found.reals}
        return ByDifferences(model["sizes"], counts, tables, functions, subsets, rates, halves, reals)

    def places(self) -> dict[Point, int]:
        """The states of the free points."""
        return {point: self.model["points"][point.name] for point in self.signature.points}

    def recomputed(self) -> tuple:
        """Both sides, summed state by state."""
        by_hand, env = self.by_hand(), self.places()
        say = by_hand.value if isinstance(self.statement, sympy.Rel) else by_hand.truth
        return tuple(say(side, env) for side in self.statement.args)

    def hypotheses(self) -> list:
        """Whether each hypothesis holds."""
        return [self.by_hand().truth(one, self.places()) for one in self.given]
