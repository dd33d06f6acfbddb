"""The entries of the ledger: everything that is tried against one theorem or one reported claim, as plain data."""

from __future__ import annotations

import time
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from ..attack.certificate import Undecided
from ..attack.effort import (
    EXACT_MODELS,
    LEAST_MODELS_WITH_INTEGRALS,
    LEAST_RANDOM_MODELS,
    RANDOM_MODELS_FOR_A_CLAIM,
    RANDOM_MODELS_FOR_A_THEOREM,
    RANDOM_SHAPES,
    SMALL_MODELS_FOR_THE_LEDGER,
)
from ..attack.evaluate import TooManyAxes
from ..attack.survey import Survey
from ..attack.theorems import Trial
from ..attack.verdict import verdict
from ..kernel import REGISTRY, Derivation, Prover
from ..language.views.signature import Unreadable
from ..pages.counterexample import against, as_json
from ..pages.declarations import declared
from ..pages.form_text import text_of
from ..pages.latex import latex
from ..pages.text import text
from ..reported.verdicts import adjudicate, shown
from .causes import cause_of, cause_of_claim
from .finding import load_reported
from .problems import add_problem, not_needed

if TYPE_CHECKING:
    from ..reported.claim import Claim
    from ..reported.runs import Runs

Key = tuple[str, str]  # "theorem" or "claim", and its id


@dataclass(frozen=True)
class Examiner:
    """Makes the entries of one ledger, which share a prover, the seed of the random models, and the runs."""

    prover: Prover
    seed: int
    runs: Runs | None = None

    def entry(self, key: Key) -> dict[str, Any]:
        """The entry of a theorem, or of a claim that no run decides, with the seconds that it took."""
        kind, name = key
        began = time.perf_counter()
        entry = self.theorem(REGISTRY[name]) if kind == "theorem" else self.claim(load_reported()[name])
        entry["seconds"] = round(time.perf_counter() - began, 4)
        return entry

    def theorem(self, derivation: Derivation) -> dict[str, Any]:
        """The entry of a theorem: its proof, its models, its twins, and its problems, of which it must have none."""
        lines = derivation.text
        entry: dict[str, Any] = {
            "id": derivation.id,
            "chapter": derivation.chapter,
            "is_correction": derivation.module.startswith("derivations.reported."),
            "question": list(derivation.questions),
            "title": derivation.title,
            "claim": {"latex": latex(lines.statement), "text": text(lines.statement)},
            "given": [text(h) for h, _ in lines.hypotheses],
            "verdict": "failed",
            "fully_proved": False,
            "rests_on": [],
            "assumes": [],
            "steps": [],
            "models": {"exact": 0, "bulk": 0},
            "twins": {},
            "problems": [],
            "cause": None,
            "almost": [],
            "where": [],
            "lemmas": [],
        }
        found = verdict(derivation, self.prover, SMALL_MODELS_FOR_THE_LEDGER)
        if found.problem:
            add_problem(entry, found.problem, against(lines.statement, found.counterexample))
        if found.theorem is None:
            entry["problems"].append(str(found.failure))
            entry["cause"] = cause_of(derivation, self.prover)
            return entry
        theorem = found.theorem
        entry["almost"], entry["where"] = list(theorem.almost), declared([lines.statement, *theorem.given])
        entry["lemmas"] = list(theorem.lemmas)
        entry["problems"] += not_needed(theorem, self.prover)
        entry["rests_on"] = [r.id for r in theorem.rests_on]
        entry["assumes"] = [one.id for one in theorem.assumes]
        entry["fully_proved"] = not theorem.assumes
        entry["steps"] = [
            {
                "rule": s.rule,
                "latex": latex(line.expression),
                "conditions": list(map(text_of, s.conditions)),
                "seconds": round(s.seconds, 5),
            }
            for s, line in zip(theorem.steps, lines.lines)
        ]
        self._try(derivation, entry, RANDOM_MODELS_FOR_A_THEOREM, twins=True)
        entry["verdict"] = (
            "failed"
            if entry["problems"] or not found.proved
            else "undecided"
            if entry["twins"]["undecided"]
            else "proved"
        )
        return entry

    def claim(self, claim: Claim) -> dict[str, Any]:
        """The entry of a reported claim: its verdict, the evidence, its correction; if it is proved, the models."""
        verdict = adjudicate(claim, self.prover, self.runs)
        counterexample = shown(claim, verdict)
        entry: dict[str, Any] = {
            "id": claim.id,
            "question": claim.question,
            "lines": list(claim.lines),
            "part": claim.part,
            "kind": claim.kind,
            "says": claim.says,
            "printed": claim.printed,
            "right": claim.right,
            "goal": claim.goal,
            "verdict": verdict.verdict,
            "reached": verdict.reached,
            "evidence": verdict.evidence,
            "counterexample": as_json(counterexample) if counterexample else None,
            "correction": None,
            "cause": None,
        }
        if claim.statement is not None:
            entry["claim"] = text(claim.statement.text.statement)
        if claim.correction is not None:
            entry["correction"] = {"text": claim.correction.text, "theorem": claim.correction.theorem.id}
        if claim.decision is not None:
            entry["rule"] = str(claim.decision.rule)
        if verdict.instead:
            entry["correction"] = {"text": verdict.instead, "theorem": None}
        if verdict.example is not None:
            entry["example"] = as_json(verdict.example)
        elif verdict.verdict == "proved" and claim.statement is not None:
            extra: dict[str, Any] = {"problems": []}
            self._try(claim.statement, extra, RANDOM_MODELS_FOR_A_CLAIM, twins=False)
            entry["models"] = extra["models"]
            if extra["problems"]:
                entry.update(verdict="undecided", reached=False, evidence="; ".join(extra["problems"]))
        elif not verdict.reached:
            entry["cause"] = cause_of_claim(claim, verdict, self.prover)
        return entry

    def _try(self, derivation: Derivation, entry: dict[str, Any], models: int, *, twins: bool) -> None:
        """Add the trial of a theorem to its entry: `models` random models of each shape, exact models, and twins."""
        trial = Trial(derivation, self.prover, twins=twins)
        found = trial.attack.found
        least = LEAST_MODELS_WITH_INTEGRALS if found.integrated else LEAST_RANDOM_MODELS
        least = 1 if found.empty else least
        try:
            met = surveyed(trial, models, self.seed, least)
            exact = trial.exactly(EXACT_MODELS)
        except (Unreadable, Undecided) as reason:  # a line that cannot be evaluated is a problem, and never passed over
            entry["problems"].append(str(reason))
            entry["models"], entry["twins"] = {"exact": 0, "bulk": 0}, {"undecided": 0}
            return
        entry["models"] = {
            "exact": exact,
            "bulk": met.models,
            "shapes": met.shapes,
            "with_zeros": met.with_zeros,
            "evaluations": met.evaluations,
        }
        if met.models < least:
            entry["problems"].append(f"only {met.models} models satisfy the hypotheses")
        if met.failure is not None:
            add_problem(entry, "false in a model", met.failure.as_json())
        if twins:
            found = trial.twins()
            entry["twins"] = {
                "generated": found.generated,
                "handwritten": found.handwritten,
                "refused": found.refused,
                "refuted": found.refuted,
                "consequences": len(found.consequences),
                "undecided": len(found.undecided),
            }
            entry["consequences"] = found.consequences
            entry["problems"] += [f"a false twin is accepted: {t}" for t in found.accepted]
            entry["problems"] += [f"a twin that is called a mistake is true: {t}" for t in found.no_mistake]
            entry["undecided"] = found.undecided


def surveyed(trial: Trial, models: int, seed: int, least: int) -> Survey:
    """The survey of the shapes of which tables have room: of a path of many points, only the smaller ones.

    Raises `TooManyAxes` where not even the smallest shape has room.
    """
    wanted = RANDOM_SHAPES
    while True:
        try:
            return trial.survey(models, wanted, seed, least)
        except TooManyAxes:
            if wanted == 1:
                raise
        wanted //= 2
