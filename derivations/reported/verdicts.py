"""The verdicts on reported claims.

The printed statement, and every other reading of it, is attacked first.  Certified counterexamples to all of them
refute the claim; otherwise its lines have to prove it.  No verdict is typed: exchange a refuted claim with its
correction, and both verdicts change.  A claim about a run is decided by a rule from the figures of the run.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

import sympy
from sympy.core.relational import Relational
from sympy.logic.boolalg import Implies

from ..attack.certificate import Counterexample, Undecided, certify
from ..attack.counterexamples import Attack
from ..attack.effort import (
    EXACT_MODELS_BEFORE_THE_SMALLEST,
    SMALL_MODELS_FOR_A_PROVED_CLAIM,
    SMALL_MODELS_FOR_A_REPORTED_CLAIM,
)
from ..attack.telling import telling
from ..attack.verdict import verdict as verdict_on
from ..kernel import Derivation, Prover
from ..language.views.signature import Unreadable, signature
from ..language.terms import Both, implies
from .printed import readings_of

if TYPE_CHECKING:
    from .claim import Claim
    from .decision import Decision
    from .facts import Fact
    from .runs import Runs


WRONG = frozenset({"refuted", "contradicted"})
OPEN = frozenset({"undecided", "not run", "not checkable"})  # verdicts by which nothing is known


@dataclass(frozen=True)
class Verdict:
    """The verdict on one claim, with its evidence."""

    verdict: str  # proved, refuted, supported, contradicted, not checkable, not run, undecided
    evidence: str
    counterexample: Counterexample | None = None  # to the statement as printed; it decides, `shown` shows another
    readings: list[tuple[str, Counterexample | None]] = field(default_factory=list)  # each with its counterexample
    example: Counterexample | None = None  # a model in which it is the case, of a claim that it can be
    satisfiable: bool = True  # whether a model satisfies the hypotheses of a proved claim
    reached: bool = True  # whether the claim is decided, and a wrong one corrected
    instead: str = ""  # the correction of a claim that a run contradicts, or a listing refutes


def adjudicate(claim: Claim, prover: Prover | None = None, runs: Runs | None = None,
               models: int = SMALL_MODELS_FOR_A_REPORTED_CLAIM) -> Verdict:
    """The verdict on a claim; where it is refuted, its correction is proved too.

    At most `models` small models of each kind are tried against a claim that has lines, which also have to prove it.
    Raises `Refused` where the statement cannot be read, and `BadRuns` where a run lacks a figure.
    """
    if claim.decision is not None:
        return measured(claim.decision, runs or {})
    if claim.fact is not None:
        return looked_up(claim.fact)
    if claim.statement is None:
        return Verdict("not checkable", claim.why_not, reached=bool(claim.why_not))
    prover = prover or Prover()
    if claim.can:
        return possible(claim.statement)
    verdict = decide(claim.statement, prover, models)
    return _with_correction(claim, verdict, prover) if verdict.verdict == "refuted" else verdict


def measured(decision: Decision, runs: Runs) -> Verdict:
    """The verdict of a run; raises `BadRuns` where the run lacks a figure."""
    run = decision.among(runs)
    if run is None:
        return Verdict("not run", f"first {decision.command}, then verify --runs", reached=False)
    if why := decision.unfit(run):
        return Verdict("not run", f"{run.path} is {why}", reached=False)
    holds, figures = decision.rule.find(run)
    if holds is None:
        return Verdict("not checkable", f"the figures do not settle it: {figures}")
    if holds:
        return Verdict("supported", figures)
    return Verdict("contradicted", figures, instead=decision.correction(run), reached=bool(decision.instead))


def looked_up(fact: Fact) -> Verdict:
    """The verdict on a claim that the printed text of a listing decides alone."""
    holds, evidence = fact.find()
    return Verdict("proved" if holds else "refuted", evidence, instead="" if holds else fact.instead)


def possible(derivation: Derivation) -> Verdict:
    """The verdict on a claim that something can be the case: a certified model in which it is proves it.

    The model is a counterexample to the statement that wherever the claim holds, zero is one.  All sides of the claim
    have to be defined in it: what is undefined is no case.
    """
    text = derivation.text
    never = implies(text.statement, sympy.Eq(0, 1, evaluate=False))
    try:
        attack = Attack([*(h for h, _ in text.hypotheses), *_defined(text.statement)], [never])
        example = attack.refute(never) or attack.refute_at_random(never)
    except Undecided as reason:
        return Verdict("undecided", f"no certified model: {reason}", reached=False)
    if example is None:
        return Verdict("undecided", "no model in which it is the case was found", reached=False)
    return Verdict("proved", "a certified model in which it is the case", example=example)


def _defined(statement: sympy.Basic) -> list[sympy.Basic]:
    """Hypotheses that hold where both sides of the comparisons of a claim are defined, for each equals itself, and where
    the condition of an implication is met."""
    parts = statement.args if isinstance(statement, Both | Implies) else (statement,)
    sides = [side for part in parts if isinstance(part, Relational) for side in part.args]
    met = [statement.args[0]] if isinstance(statement, Implies) else []
    return [*met, *(sympy.Eq(side, side, evaluate=False) for side in sides)]


def decide(derivation: Derivation, prover: Prover, models: int = SMALL_MODELS_FOR_A_REPORTED_CLAIM) -> Verdict:
    """The verdict on a statement: its readings are attacked, and where none is refuted its lines have to prove it."""
    text = derivation.text
    given = [h for h, _ in text.hypotheses]
    statements = [("as printed", text.statement), *((r.how, r.statement) for r in readings_of(derivation))]
    attack = Attack(given, [s for _, s in statements])
    found, doubt = [], ""
    for how, statement in statements:
        try:
            earlier = EXACT_MODELS_BEFORE_THE_SMALLEST if how == "as printed" else 0
            limit = models if text.lines else SMALL_MODELS_FOR_A_REPORTED_CLAIM
            counterexample = attack.refute(statement, check_earlier=earlier, limit=limit)
            if counterexample is None and not text.lines:  # Only a counterexample can decide it: larger models follow.
                counterexample = attack.refute_at_random(statement)
            found.append((how, counterexample))
        except (Undecided, Unreadable) as reason:
            found.append((how, None))
            doubt = str(reason)
    if all(counterexample is not None for _, counterexample in found):
        first = found[0][1]
        return Verdict("refuted", "a certified model refutes it"
                       + (f"; {len(found) - 1} other reading{'s' if len(found) > 2 else ''} too" if len(found) > 1 else ""), first, found)
    if not text.lines:
        held = "; ".join(f"no counterexample to: {how}" for how, c in found if c is None)
        return Verdict("undecided", f"neither refuted nor proved; {doubt or held}", readings=found, reached=False)
    if any(counterexample is not None for _, counterexample in found):
        how = next(how for how, c in found if c is not None)
        return Verdict("undecided", f"its readings disagree: false {how}", readings=found, reached=False)
    if doubt:
        return Verdict("undecided", f"not every reading could be decided: {doubt}", readings=found, reached=False)
    proof = verdict_on(derivation, prover, SMALL_MODELS_FOR_A_PROVED_CLAIM, tried=True)
    if not proof.proved:
        return Verdict("undecided", str(proof.failure or proof.problem), reached=False)
    theorem = proof.theorem
    rests = ", ".join(dict.fromkeys(d.id for d in theorem.rests_on))
    count = len(theorem.steps) - 1
    return Verdict("proved", f"{count} step{'s' if count > 1 else ''}" + (f", resting on {rests}" if rests else ""),
                   satisfiable=attack.satisfiable, reached=attack.satisfiable)


def shown(claim: Claim, verdict: Verdict, known: Sequence[Counterexample] = ()) -> Counterexample | None:
    """The counterexample that a reader is shown: a telling one where there is one, else the one that decides.

    Where a model of the `known` counterexamples to other claims is telling here too, it is shown.
    """
    if verdict.counterexample is None or claim.statement is None:
        return None
    text, readings = claim.statement.text, [r.statement for r in readings_of(claim.statement)]
    given = [h for h, _ in text.hypotheses]
    return telling(given, text.statement, verdict.counterexample, readings=readings, known=known)


def shown_of_readings(claim: Claim, counterexample: Counterexample) -> list[tuple[str, Counterexample | None]]:
    """How else a claim may be read, each with the counterexample that the shown model is to that reading; None where the
    reading holds in the model, or is not decided there."""
    if claim.statement is None:
        return []
    given, found = [h for h, _ in claim.statement.text.hypotheses], []
    for reading in readings_of(claim.statement):
        needed = signature(reading.statement, claim.statement.text.statement, *given)
        models = counterexample.model.restricted(needed) or counterexample.model
        try:
            one = certify(models, needed, given, reading.statement, clear=True)
        except (Undecided, Unreadable):
            one = None
        found.append((reading.how, one))
    return found


def _with_correction(claim: Claim, verdict: Verdict, prover: Prover) -> Verdict:
    """The verdict on a refuted claim, which is reached where its correction is proved and no model breaks it."""
    if claim.correction is None:
        return replace(verdict, reached=False, evidence=verdict.evidence + "; no correction is given")
    proof = verdict_on(claim.correction.theorem, prover, SMALL_MODELS_FOR_A_PROVED_CLAIM)
    if proof.proved:
        return verdict
    return replace(verdict, reached=False,
                   evidence=f"{verdict.evidence}; the correction fails: {proof.failure or proof.problem}")
