"""What becomes of a reported claim.

The printed statement, and every other reading of it, is attacked first.  A certified counterexample to all of them
refutes the claim; otherwise its lines have to prove it.  Nothing here is typed in: exchange a refuted claim with its
correction and both verdicts turn round.  What is said about a run is decided by a rule from the run's figures.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from ..attack.effort import EXACT_MODELS_BEFORE_THE_SMALLEST, SMALL_MODELS_FOR_A_REPORTED_CLAIM, SMALL_MODELS_FOR_A_PROVED_CLAIM
from ..attack.counterexamples import Attack, Counterexample, Undecided
from ..kernel import Derivation, Prover
from ..attack.evaluate import Unreadable
from ..attack.verdict import verdict as judged

if TYPE_CHECKING:
    from .claim import Claim
    from .decision import Decision
    from .runs import Runs



@dataclass
class Verdict:
    """The verdict on one claim, with what it rests on."""

    verdict: str  # proved, refuted, supported, contradicted, not checkable, not run, undecided
    evidence: str
    counterexample: Counterexample | None = None
    readings: list[tuple[str, Counterexample | None]] = field(default_factory=list)
    satisfiable: bool = True
    reached: bool = True
    instead: str = ""  # the correction of a claim that a run contradicts


def adjudicate(claim: Claim, prover: Prover | None = None, runs: Runs | None = None) -> Verdict:
    """The verdict on a claim, and on its correction where it has one."""
    if claim.decision is not None:
        return measured(claim.decision, runs or {})
    if claim.statement is None:
        return Verdict("not checkable", claim.why_not, reached=bool(claim.why_not))
    prover = prover or Prover()
    verdict = decide(claim.statement, prover)
    if verdict.verdict == "refuted":
        _correct(claim, verdict, prover)
    return verdict


def measured(decision: Decision, runs: Runs) -> Verdict:
    """The verdict of a run; `derivations.reported.runs.BadRuns` where it lacks a figure."""
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


def decide(derivation: Derivation, prover: Prover) -> Verdict:
    """Attack a statement and its readings; prove it where the attack finds nothing."""
    text = derivation.text
    given = [h for h, _ in text.hypotheses]
    statements = [("as printed", text.statement), *((r.mistake, r.statement) for r in text.readings)]
    attack = Attack(given, [s for _, s in statements])
    found, doubt = [], ""
    for how, statement in statements:
        try:
            earlier = EXACT_MODELS_BEFORE_THE_SMALLEST if how == "as printed" else 0
            counterexample = attack.refute(statement, check_earlier=earlier, limit=SMALL_MODELS_FOR_A_REPORTED_CLAIM)
            if counterexample is None and not text.lines:  # nothing small: it stands or falls with larger models
                counterexample = attack.refute_at_random(statement)
            found.append((how, counterexample))
        except (Undecided, Unreadable) as reason:
            found.append((how, None))
            doubt = str(reason)
    if all(counterexample is not None for _, counterexample in found):
        first = found[0][1]
        size = "the smallest model that refutes it" if first.smallest else "a model that refutes it"
        return Verdict("refuted", f"{size}, certified: {first.certified}"
                       + (f"; {len(found) - 1} other readings too" if len(found) > 1 else ""), first, found)
    if not text.lines:
        held = "; ".join(f"no counterexample to: {how}" for how, c in found if c is None)
        return Verdict("undecided", f"neither refuted nor proved; {doubt or held}", readings=found, reached=False)
    if any(counterexample is not None for _, counterexample in found):
        how = next(how for how, c in found if c is not None)
        return Verdict("undecided", f"its readings disagree: false {how}", readings=found, reached=False)
    if doubt:
        return Verdict("undecided", f"not every reading could be decided: {doubt}", readings=found, reached=False)
    proof = judged(derivation, prover, SMALL_MODELS_FOR_A_PROVED_CLAIM, tried=True)
    if not proof.proved:
        return Verdict("undecided", str(proof.failure or proof.problem), reached=False)
    theorem = proof.theorem
    rests = ", ".join(dict.fromkeys(d.id for d in theorem.rests_on))
    count = len(theorem.steps) - 1
    return Verdict("proved", f"{count} step{'s' if count > 1 else ''}" + (f", resting on {rests}" if rests else ""),
                   satisfiable=attack.satisfiable, reached=attack.satisfiable)


def _correct(claim: Claim, verdict: Verdict, prover: Prover) -> None:
    """A refuted claim needs a correction that is proved, and that no model breaks."""
    if claim.correction is None:
        verdict.reached, verdict.evidence = False, verdict.evidence + "; no correction is given"
        return
    proof = judged(claim.correction.theorem, prover, SMALL_MODELS_FOR_A_PROVED_CLAIM)
    if not proof.proved:
        fault = proof.failure or proof.problem
        verdict.reached, verdict.evidence = False, f"{verdict.evidence}; the correction fails: {fault}"
