"""A counterexample and its certificate: a statement is recomputed in one model, without rounding.

Floats only point at a model.  A counterexample that is reported was recomputed in exact arithmetic, or in balls that
exclude zero where an exponential is no exact number.

A statement may claim to hold only for almost every value of some of its points.  `almost` is the collection of these
points: a failure counts only where each of them is at a state that is not null.

`given` is a sequence of hypotheses, `statement` a statement, `found` their signature.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass
from typing import Any

import flint
import numpy as np
import sympy
from sympy.core.relational import Relational

from ..language.terms import Point
from ..language.views.signature import Signature, signature
from .balls import FINE, FINEST, Balls, Fine
from .calculus import Moving
from .confirmation import confirmed
from .evaluate import Evaluator, Times
from .model import labels
from .models import Models
from .numbers import Exact, Undecidable
from .reach import Reach, reach
from .sides import Places, Sides


@dataclass(frozen=True)
class Counterexample:
    """A model in which every hypothesis holds and the statement does not, recomputed without rounding."""

    model: Models  # a batch of one model
    points: dict[str, int]  # the states of the free points, counted from 0
    sides: Sides
    certified: str  # "exact" or "balls"
    smallest: bool  # whether the statement is known to hold in all smaller models
    undefined: bool  # whether the statement compares two quantities of which one is no number
    reach: Reach | None = None  # how far the hypotheses and the statement look

    lhs = property(lambda self: self.sides.lhs)
    rhs = property(lambda self: self.sides.rhs)
    gap = property(lambda self: self.sides.gap)

    def as_json(self) -> dict:
        """The counterexample as plain data; `null` lists the null states, where there are any."""
        model = self.model.describe(self.reach)
        if self.sides.indices:
            model["counts"] = {**model.get("counts", {}), **self.sides.indices}
        if points := {**self.points, **self.sides.points}:
            model["points"] = points
        told = {
            "model": model,
            "lhs": self.lhs,
            "rhs": self.rhs,
            "gap": self.gap,
            "certified": self.certified,
            "smallest": self.smallest,
        }
        return {**told, "null": null} if (null := self.model.null()) else told


class Undecided(Exception):
    """The statement is false in floats, and no exact arithmetic could decide whether it is."""


def states_at(evaluator: Evaluator, where: np.ndarray, shape: tuple[int, ...]) -> dict[str, int]:
    """The states of the free points at a place, counted from 0; of a path those at the times on which an array of this
    shape depends."""
    found = {}
    for name, held in zip(labels(evaluator.free, lambda p: f"{p.name} in {p.space}"), evaluator.free.values()):
        if isinstance(held, Times):
            found |= {f"{name}[{time}]": int(where[axis]) for time, axis in held if shape[axis] > 1}
            found |= {name: int(where[held.alone])} if held.alone is not None and shape[held.alone] > 1 else {}
        else:
            found[name] = int(where[held])
    return found


def any_place(mask: np.ndarray, batch: int) -> np.ndarray:
    """For each model, whether the mask is true at any place; axes (model)."""
    return np.broadcast_to(mask.reshape(mask.shape[0], -1).any(axis=1), (batch,))


def holds(evaluator: Evaluator, given: Iterable, almost: Collection[Point] | None = None) -> np.ndarray:
    """A mask over models and free points: where all hypotheses hold and no point of `almost` is at a null state."""
    held = evaluator.places(almost or ())
    with np.errstate(all="ignore"):
        for hypothesis in given:
            held = held & evaluator.truth(hypothesis)[0]
    return held


def falsified(
    evaluator: Evaluator, held: np.ndarray, statement: sympy.Basic, almost: Collection[Point] | None = None
) -> np.ndarray:
    """A mask over models and free points: where the mask `held` is true, the statement is false or undefined, and no
    point of `almost` is at a null state."""
    with np.errstate(all="ignore"):
        true, defined = evaluator.truth(statement)
    bad = held & ~(true & defined)
    return bad & evaluator.places(almost) if almost and evaluator.models.has_null else bad


class Certain(Evaluator):
    """An evaluator in exact arithmetic that decides a comparison by balls where a side is no exact number."""

    def __init__(self, models: Models, points: tuple[Point, ...]):
        super().__init__(models, Exact, points)
        self.balls = Evaluator(models, Balls, points)
        self.certified = "exact"  # or "balls", once a comparison was decided by them

    def _truth(self, node, env):
        try:
            return super()._truth(node, env)
        except Undecidable:
            if any(isinstance(held, Moving) for held in env.values()):
                raise  # an exact number that moves is none of the balls': the statement around is decided by them
            self.certified = "balls"
            return self.balls.truth(node, env)


class Witness:
    """One model without rounding, in which statements are tried under some hypotheses.

    What the model makes of the hypotheses and of parts of statements is computed once.
    """

    def __init__(self, models: Models, found: Signature, given: Iterable, almost: Collection[Point] | None = None):
        self._models, self._found, self._given, self._almost = models, found, tuple(given), almost
        self._evaluator, self._held = Certain(models, tuple(found.points)), None
        self._compared = not found.integrated  # whether quadrature has confirmed a statement that the model refutes

    def counterexample(self, statement: sympy.Basic, *, clear: bool = False) -> Counterexample | None:
        """The counterexample that the model is; None where the statement holds in it.

        It is false at the first of the places where it is; with `clear`, at the first whose gap is clear, if there is
        one.  Raises `Undecided` where neither exact numbers nor balls decide, of many digits if need be.
        """
        return self._settled(lambda witness: witness._decided(statement, clear=clear), statement)

    def refutes(self, statement: sympy.Basic) -> bool:
        """Whether the model is a counterexample, without the two sides that are shown of one; raises the same.

        Quadrature is asked about the first statement with an integral that the model refutes.
        """
        return bool(self._settled(lambda witness: witness._refuted(statement), statement))

    def _refuted(self, statement: sympy.Basic) -> bool:
        bad = self._false(statement)
        if not bad.any():
            return False
        if not self._compared and signature(statement).integrated:
            self._compared = self._confirmed(statement, np.argwhere(bad)[0])
        return True

    def _confirmed(self, statement: sympy.Basic, where: np.ndarray) -> bool:
        """Whether quadrature has a statement as false at a place where closed forms have it as false; raises
        `confirmation.Disagreement` where it has it as true, or other values."""
        return self._evaluator.certified == "balls" and confirmed(self._evaluator.balls, statement, where)

    def _settled(self, ask: Callable[[Witness], Any], statement: sympy.Basic) -> Any:
        """The answer of this witness, or else of one with many digits; None where the statement fails by rounding."""
        try:
            return ask(self)
        except Undecidable:
            pass
        try:
            with flint.ctx.workprec(FINE):
                return ask(Witness(self._models, self._found, self._given, self._almost))
        except Undecidable as reason:
            if self.only_rounding(statement):
                return None
            raise Undecided(str(reason)) from reason

    def _false(self, statement: sympy.Basic) -> np.ndarray:
        """Where the hypotheses hold and the statement does not, in numbers of the digits that there are; raises
        `Undecidable` where these do not suffice for the statement."""
        if self._held is None:
            try:
                self._held = holds(self._evaluator, self._given, self._almost)
            except Undecidable:  # it is not known that the hypotheses hold, so nothing speaks against the statement
                return np.zeros(1, dtype=bool)
        return falsified(self._evaluator, self._held, statement)

    def _decided(self, statement: sympy.Basic, *, clear: bool) -> Counterexample | None:
        """The counterexample in numbers of the digits that there are; raises `Undecidable` where these are too few."""
        evaluator, bad = self._evaluator, self._false(statement)
        if not bad.any():
            return None
        every = ((where, Places(evaluator, where).sides(statement)) for where in np.argwhere(bad))
        where, sides = first = next(every)
        if clear and not sides.clear:
            where, sides = next((one for one in every if one[1].clear), first)
        if self._found.integrated:
            self._confirmed(statement, where)
        points = states_at(evaluator, where, bad.shape)
        undefined = isinstance(statement, Relational) and not sides.defined
        far = reach((*self._given, statement), self._models.counts)
        return Counterexample(self._models, points, sides, evaluator.certified, False, undefined, far)

    def only_rounding(self, statement: sympy.Basic) -> bool:
        """Whether the statement holds if numbers count as equal that many digits do not tell apart, in each model where
        there are several."""
        return any(self._holds_with(bits, statement) for bits in (FINE, FINEST))

    def _holds_with(self, bits: int, statement: sympy.Basic) -> bool:
        with flint.ctx.workprec(bits):
            evaluator = Evaluator(self._models, Fine, tuple(self._evaluator.free))
            try:
                return not falsified(evaluator, holds(evaluator, self._given, self._almost), statement).any()
            except Undecidable:
                return False


def certify(
    models: Models,
    found: Signature,
    given: Iterable,
    statement: sympy.Basic,
    almost: Collection[Point] | None = None,
    *,
    clear: bool = False,
) -> Counterexample | None:
    """The counterexample to one statement that one model is, as `Witness` finds it."""
    return Witness(models, found, given, almost).counterexample(statement, clear=clear)
