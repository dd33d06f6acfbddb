"""Whether a step that the kernel accepts holds: in finite models, with what the kernel returned and nothing else.

In every model and at every point where the conditions hold (those of the step and those of definedness), both sides
must be defined and related; the facts that the step claims to establish must hold; and the shortened list of
conditions must still say all of them.  Floats look in bulk; what they find is settled in exact arithmetic.
"""

from dataclasses import dataclass, field

import numpy as np
import sympy

from derivations.attack.balls import Balls
from derivations.attack.evaluate import Evaluator, Unreadable
from derivations.attack.models import Models, cost, random_models, signature
from derivations.attack.numbers import Exact, Floats, Undecidable
from derivations.kernel.forms.binders import Atom
from derivations.kernel.implication import search as implication_search
from derivations.kernel.implication.checker import Fact
from derivations.kernel.lemmas.table import about_finiteness
from derivations.kernel.logic.conditions import always, close
from derivations.language import terms as t
from derivations.pages.form_text import sympy_of


class Stated:
    """A canonical condition as a node to evaluate."""

    def __init__(self, form: Atom):
        self.form, self.node = form, sympy_of(form)

    @property
    def dangling(self) -> bool:
        return any(not isinstance(v.args[1], str) for v in self.form.free)

    def holds(self, evaluator):
        return evaluator.truth(self.node)[0]


@dataclass
class Step:
    """What the kernel accepted."""

    left: sympy.Basic
    right: sympy.Basic
    relation: str
    reason: object
    conditions: tuple  # of the step and of definedness, canonical
    facts: tuple[Fact, ...] = ()
    shortened: tuple = field(init=False)

    def __post_init__(self):
        self.conditions = tuple(dict.fromkeys(close((), (), self.conditions)))
        self.shortened = implication_search.fewest(self.conditions, self.facts)


class Found(Exception):
    """A model in which an accepted step fails."""


_SIGNS = {"=": lambda g: g == 0, "≤": lambda g: g <= 0, "≥": lambda g: g >= 0}


def related(evaluator, step: Step):
    """Where both sides are defined and related."""
    if step.relation in _SIGNS:
        a, b = (evaluator.array(evaluator.value(side)) for side in (step.left, step.right))
        fine = evaluator.numbers.defined(a) & evaluator.numbers.defined(b)
        return fine & _SIGNS[step.relation](evaluator.numbers.compare(a, b))
    (a, da), (b, db) = (evaluator.truth(side) for side in (step.left, step.right))
    return da & db & ((a == b) if step.relation == "⇔" else (~a | b))


class Check:
    """One accepted step, ready to be tried in models."""

    def __init__(self, step: Step):
        self.step = step
        self.stated = {c: Stated(c) for c in (*step.conditions, *step.shortened,
                                              *(c for fact in step.facts for c in (*fact.premises, *fact.conclusions)))}
        loose = [s.form for s in self.stated.values() if s.dangling]
        if loose:
            raise Found(f"a condition that is not closed: {loose[0]}")
        self.signature = signature(step.left, step.right, *(s.node for s in self.stated.values()))

    def failures(self, models: Models, numbers):
        """For each claim that the step makes, where it fails; and where the step was tried at all."""
        evaluator = Evaluator(models, numbers, tuple(self.signature.points))
        with np.errstate(all="ignore"):
            truth = {c: s.holds(evaluator) for c, s in self.stated.items()}
            held = _all(truth[c] for c in self.step.conditions)
            yield "the step", held & ~related(evaluator, self.step), held
            yield "the fewest conditions", _all(truth[c] for c in self.step.shortened) & ~held, held
            for fact in self.step.facts:
                given = _all(truth[c] for c in fact.premises)
                for c in fact.conclusions:  # a fact about finiteness says: as far as it is defined
                    yield "a fact", (given & held if about_finiteness(c) else given) & ~truth[c], held

    def run(self, rng, *, shapes: int = 6, batch: int = 120) -> int:
        """The number of models in which the conditions held; raises `Found` where something fails."""
        tried = 0
        if self.signature.integrated:  # a model with integrals over numbers has thousands of points
            batch = min(batch, 16)
        for number, (sizes, counts) in enumerate(chosen_shapes(self.signature, shapes, rng)):
            models = coarse(random_models(self.signature, sizes, counts, batch, rng, 0.5 * (number % 2)), rng)
            try:
                for index, (what, bad, held) in enumerate(self.failures(models, Floats)):
                    if bad.any():
                        self._settle(models, bad, what, index)
                    if not index:
                        rows = held.reshape(held.shape[0], -1).any(axis=1)
                        tried += int(np.broadcast_to(rows, (models.batch,)).sum())
            except Unreadable as reason:
                if "too many" in str(reason) or "variables" in str(reason):
                    continue
                raise
        return tried

    def _settle(self, models, bad, what, index):
        rows = np.broadcast_to(bad.reshape(bad.shape[0], -1).any(axis=1), (models.batch,))
        for i in np.flatnonzero(rows)[:4]:
            one = models.take(int(i))
            for numbers in (Exact, Balls):
                try:
                    _, wrong, _ = list(self.failures(one, numbers))[index]
                except Undecidable:
                    continue
                if wrong.any():
                    raise Found(f"{what} fails in {one.describe()}")
                break


def _all(arrays):
    found = np.ones((1,), dtype=bool)
    for array in arrays:
        found = found & array
    return found


def chosen_shapes(found, wanted: int, rng):
    """Small shapes at random, every space of at least two points in most of them."""
    spaces = [s for s in found.spaces if s != "index"]
    for number in range(wanted):
        low = 1 if number == wanted - 1 else 2
        sizes = {s: int(rng.integers(low, 4 if number > 1 else 3)) for s in spaces}
        counts = {c: (2, 1, 3, 2, 3, 1)[number % 6] for c in found.counts}
        if len(counts) > 1:
            counts = {c: int(rng.integers(1, 4)) for c in counts}
        if cost(found, sizes, counts) <= 3000:
            yield sizes, counts


def coarse(models: Models, rng) -> Models:
    """Half of the models get tables with few different values, so that things coincide."""
    half = models.batch // 2
    for law, table in models.weights.items():
        small = np.minimum(table[:half], rng.integers(1, 3))
        axes = tuple(range(1, 1 + len(law.spaces)))
        table[:half] = np.where(small.sum(axis=axes, keepdims=True) == 0, 1, small)
    for function, table in models.functions.items():
        table[:half] = np.clip(table[:half], 0 if function.nonnegative else -1, 2)
        table[: half // 2] = np.abs(table[: half // 2]) + 1
    return models


def check(left, right, relation, reason, conditions, facts, rng, **how) -> int:
    """Try an accepted step; the number of models in which its conditions held."""
    return Check(Step(left, right, relation, reason, tuple(conditions), tuple(facts))).run(rng, **how)


def accepted(prover, left, right, relation, reason):
    """Conditions (of definedness, too) and facts of a step that the kernel accepts; raises Refused otherwise."""
    from derivations.kernel.lines.reading import read_line
    a, defined = read_line(left)
    b, more = read_line(right)
    step = prover.step(a, b, relation, reason)
    closed = tuple(d for c in (*defined, *more, *step.conditions) for d in always((), (), c))
    return closed, step.facts


__all__ = ["Check", "Found", "Stated", "Step", "accepted", "check", "t"]
