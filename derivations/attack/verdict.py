"""The verdict on a derivation: the one place that says when it counts as proved.

The kernel has to accept the lines; a small model has to satisfy the hypotheses; and no small model, null states among
them, may break the claim.  The commands `show`, `verify` and `check` ask here.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from ..kernel import Derivation, Failed, Prover, Theorem
from ..language.terms import Coordinate
from ..language.views.signature import Unreadable, signature
from .effort import SMALL_MODELS_FOR_A_CLAIM
from .hypotheses import needed_hypotheses

if TYPE_CHECKING:
    from ..language.terms import Point
    from .certificate import Counterexample


@dataclass(frozen=True)
class Verdict:
    """The verdict on a derivation."""

    theorem: Theorem | None
    failure: Failed | None = None  # the refusal of the kernel
    problem: str = ""  # the fault that the attack found in a theorem that the kernel accepts
    line: int | None = None  # of the problem
    counterexample: Counterexample | None = None  # to the claim
    one_step: tuple[str, ...] = ()  # the counts of steps of a path that were one in every model that was tried

    @property
    def proved(self) -> bool:
        """Whether the kernel accepts the derivation and the attack finds no fault."""
        return self.theorem is not None and not self.problem


def verdict(
    derivation: Derivation, prover: Prover, models: int = SMALL_MODELS_FOR_A_CLAIM, *, tried: bool = False
) -> Verdict:
    """Prove a derivation, then attack its claim in at most `models` small models of each kind, null states among them.

    A claim that no model can read is a problem, because nothing was tried against it.  With `tried`, the claim has been
    tried under all its hypotheses in models without null states, and is not tried in these again.
    """
    try:
        theorem = prover.prove(derivation)
    except Failed as failure:
        return Verdict(None, failure)
    return attacked(theorem, models, tried=tried)


def attacked(theorem: Theorem, models: int = SMALL_MODELS_FOR_A_CLAIM, *, tried: bool = False) -> Verdict:
    """The verdict on a theorem that the kernel accepted; the options are those of `verdict`."""
    from .certificate import Undecided  # here, because it loads NumPy, which few commands need
    from .counterexamples import Attack  # likewise

    lines = theorem.derivation.text
    given, almost = [h for h, _ in lines.hypotheses], almost_points(theorem)
    needed = needed_hypotheses(theorem)
    # A hypothesis that is not needed is left out, because it would only leave fewer models.
    attack = Attack([given[n] for n in needed], [lines.statement], almost=almost)
    try:
        counterexample = attack.refute(lines.statement, limit=models, only_null=tried and len(needed) == len(given))
    except Undecided as reason:
        return Verdict(
            theorem,
            None,
            f"a model speaks against the claim and exact arithmetic cannot tell: {reason}",
            lines.statement_line,
        )
    except Unreadable as reason:
        return Verdict(
            theorem,
            None,
            f"no model reads the claim or a hypothesis, so nothing was tried: {reason}",
            lines.statement_line,
        )
    if counterexample is not None:
        told = "the lines are accepted, yet the claim is false in a model: a fault of the kernel"
        return Verdict(theorem, None, told, lines.statement_line, counterexample)
    if not ((attack.satisfiable and len(needed) == len(given)) or satisfiable(given)):
        line = lines.hypotheses[0][1] if lines.hypotheses else lines.statement_line
        return Verdict(theorem, None, "no small model satisfies the hypotheses", line)
    one_step = () if tried else tuple(count.name for count, most in attack.longest.items() if most < 2)
    return Verdict(theorem, one_step=one_step)


def satisfiable(given: Sequence) -> bool:
    """Whether a small model satisfies all hypotheses."""
    from .counterexamples import Attack  # here, because it loads NumPy, which reading a theorem does not need

    attack = Attack(given, given)
    return any(attack.satisfiable for _ in attack.batches())


def almost_points(theorem: Theorem, *, in_lines: bool = False) -> tuple[Point, ...]:
    """The points and free numbers, as typed, for almost every value of which a theorem holds; with `in_lines`, its
    lines hold."""
    text = theorem.derivation.text
    lines = [line.expression for line in text.lines] if in_lines else []
    names = theorem.almost_in_lines if in_lines else theorem.almost
    found = signature(text.statement, *(h for h, _ in text.hypotheses), *lines)
    free = (*found.points, *(v for v in found.reals if isinstance(v, Coordinate)))
    return tuple(point for point in free if point.name in names)
