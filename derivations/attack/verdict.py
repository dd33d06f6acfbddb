"""When a derivation counts as proved: the one place that says it.

The lines have to be accepted by the kernel; some model has to satisfy the hypotheses, and all of them have to be read
by it; and no model may break the claim or a step.  `show`, `verify` and `check` ask here.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from ..kernel import Derivation, Failed, Prover, Theorem
from .effort import SMALL_FOR_A_CLAIM
from .hypotheses import needed_hypotheses

if TYPE_CHECKING:
    from .counterexamples import Counterexample



@dataclass(frozen=True)
class Verdict:
    """What became of a derivation; it is proved where nothing stands against it."""

    theorem: Theorem | None
    failure: Failed | None = None  # what the kernel refused
    problem: str = ""  # what the attack found, though the kernel refused nothing
    line: int | None = None
    counterexample: Counterexample | None = None  # to the claim

    @property
    def proved(self) -> bool:
        return self.theorem is not None and not self.problem


def verdict(derivation: Derivation, prover: Prover, models: int = SMALL_FOR_A_CLAIM, *, tried: bool = False) -> Verdict:
    """Prove a derivation, then attack its claim in small models, null states among them.

    What no model can read is a failure: nothing would have been tried against it.  Where the claim was `tried` already,
    under all its hypotheses and in models without null states, it is not tried in these again.
    """
    try:
        theorem = prover.prove(derivation)
    except Failed as failure:
        return Verdict(None, failure)
    return attacked(theorem, models, tried=tried)


def attacked(theorem: Theorem, models: int = SMALL_FOR_A_CLAIM, *, tried: bool = False) -> Verdict:
    """The verdict on what the kernel accepted."""
    from .counterexamples import Attack, Undecided  # here, because it loads NumPy, which few commands need
    from .evaluate import Unreadable  # likewise
    lines = theorem.derivation.text
    given, almost = [h for h, _ in lines.hypotheses], almost_points(theorem)
    needed = needed_hypotheses(theorem)
    attack = Attack([given[n] for n in needed], [lines.statement], almost=almost)  # another one would only hide models
    try:
        counterexample = attack.refute(lines.statement, limit=models, only_null=tried and len(needed) == len(given))
    except Undecided as reason:
        return Verdict(theorem, None, f"a model speaks against the claim and exact arithmetic cannot tell: {reason}",
                       lines.statement_line)
    except Unreadable as reason:
        return Verdict(theorem, None, f"no model reads the claim or a hypothesis, so nothing was tried: {reason}",
                       lines.statement_line)
    if counterexample is not None:
        told = "the lines are accepted, yet the claim is false in a model: a fault of the kernel"
        return Verdict(theorem, None, told, lines.statement_line, counterexample)
    if not ((attack.satisfiable and len(needed) == len(given)) or satisfiable(given)):
        line = lines.hypotheses[0][1] if lines.hypotheses else lines.statement_line
        return Verdict(theorem, None, "no small model satisfies the hypotheses", line)
    return Verdict(theorem)


def satisfiable(given) -> bool:
    """Whether a small model satisfies hypotheses."""
    from .counterexamples import Attack  # here, because it loads NumPy, which reading a theorem does not need
    attack = Attack(given, given)
    return any(attack.satisfiable for _ in attack.batches())


def almost_points(theorem: Theorem, *, in_lines: bool = False) -> tuple:
    """The points for almost every value of which a theorem holds, or its lines do, as they were typed."""
    from .models import signature  # here, because it loads NumPy
    text = theorem.derivation.text
    lines = [line.expression for line in text.lines] if in_lines else []
    names = theorem.almost_in_lines if in_lines else theorem.almost
    free = signature(text.statement, *(h for h, _ in text.hypotheses), *lines).points
    return tuple(point for point in free if point.name in names)
