"""The ledger of everything that is proved or refuted, as plain data.

Theorems are first proved from their lines in one process; the attack then runs in several.
"""

from __future__ import annotations

import secrets
import time
from collections import Counter
from collections.abc import Iterable
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Protocol

from ..kernel import Derivation, Prover, Refused
from ..pages.progress import Told
from ..reported.errata import verdicts_from_runs
from ..reported.errors import errors_in
from ..reported.runs import Runs
from .causes import grouped
from .entries import Examiner, Key
from .finding import corrections, find, load, load_reported
from .workers import entries

if TYPE_CHECKING:
    from ..reported.claim import Claim

SCHEMA = 2  # of the JSON; it changes with the meaning of its fields
TWIN_COUNTS = ("generated", "handwritten", "refused", "refuted", "consequences", "undecided")
SEED_BITS = 32


class Bar(Protocol):
    """Makes a bar for a piece of work, as `progress_bar` does."""

    def __call__(self, what: str) -> AbstractContextManager[Told | None]: ...


def no_bar(what: str) -> AbstractContextManager[None]:
    """No bar."""
    return nullcontext()


@dataclass(frozen=True)
class Chosen:
    """What a ledger is about."""

    theorems: list[Derivation]
    claims: list[Claim]
    waiting: list[Claim]  # claims about runs, where there are none

    @property
    def from_runs(self) -> bool:
        """Whether a claim is among them that is decided from runs."""
        return any(claim.decision is not None for claim in (*self.claims, *self.waiting))

    @property
    def tried(self) -> bool:
        """Whether anything is among them that is tried in models."""
        return bool(self.theorems) or any(claim.statement is not None for claim in self.claims)


def choose(names: Iterable[str], with_runs: bool) -> Chosen:
    """What some names stand for, or everything where there are no names.  Raises `UnknownName` for a name that nothing
    has."""
    if names := list(names):
        chosen = dict.fromkeys(x for name in names for x in find(name))
    else:
        chosen = dict.fromkeys([*load().values(), *load_reported().values(), *corrections().values()])
    claims = [x for x in chosen if not isinstance(x, Derivation)]
    waiting = [] if with_runs else [claim for claim in claims if claim.decision is not None]
    return Chosen(
        [x for x in chosen if isinstance(x, Derivation)], [claim for claim in claims if claim not in waiting], waiting
    )


def ledger(
    names: Iterable[str], jobs: int = 2, bar: Bar = no_bar, runs: Runs | None = None, seed: int | None = None
) -> dict[str, Any]:
    """The ledger of the theorems and claims that the names stand for, or of everything where there are no names.

    The attack uses up to `jobs` processes, and its random models come from the seed.  Claims about runs wait where
    there are no `runs`.  Raises `UnknownName` for a name that nothing has, and `BadRuns` for runs that lack a figure.
    """
    began = time.perf_counter()
    chosen = choose(names, runs is not None)
    examiner = Examiner(Prover(), secrets.randbits(SEED_BITS) if seed is None else seed, runs)
    results: dict[Key, dict] = {("claim", c.id): examiner.claim(c) for c in chosen.claims if c.decision is not None}
    stated = [c.statement for c in chosen.claims if c.statement is not None and c.statement.text.lines]
    with bar("proving") as progress:
        proved_in, failures = _prove(examiner.prover, [*chosen.theorems, *stated], progress)
    work = [("theorem", d.id) for d in chosen.theorems]
    work += [("claim", c.id) for c in chosen.claims if c.decision is None]
    with bar("attacking") as progress:
        for done, (key, result) in enumerate(entries(examiner, work, jobs), 1):
            results[key] = result
            if progress is not None:
                progress(done, len(work))
    theorems = [results["theorem", d.id] for d in chosen.theorems]
    reported = [results["claim", c.id] for c in chosen.claims]
    errors = _errors(chosen, reported, examiner)
    totals = _totals(theorems, reported)
    totals["symbolic seconds"] = round(proved_in, 3)
    totals["left to runs"] = len(chosen.waiting)
    found = {
        "schema": SCHEMA,
        "seconds": round(time.perf_counter() - began, 3),
        "seed": examiner.seed,
        "totals": totals,
        "theorems": theorems,
        "assumptions": sorted({one for entry in theorems for one in entry.get("assumes", ())}),
        "reported": reported,
        "errors": errors,
        "waiting": [{"id": claim.id, "question": claim.question} for claim in chosen.waiting],
        "failures": failures,
    }
    return found | {"failed": grouped(found), "sound": sound(found)}


def _errors(chosen: Chosen, reported: list[dict], examiner: Examiner) -> list[dict[str, Any]]:
    """The errors of the report by root, worst first, among the questions that were adjudicated as a whole."""
    named = {claim.id for claim in (*chosen.claims, *chosen.waiting)}
    parts = {claim.question for claim in load_reported().values() if claim.id not in named}
    whole = [claim for claim in chosen.claims if claim.question not in parts]
    if not whole:
        return []
    verdicts = {entry["id"]: entry["verdict"] for entry in reported}
    others = verdicts_from_runs(load_reported().values(), examiner.runs, verdicts)  # They may be roots.
    verdicts |= {name: verdict.verdict for name, verdict in others.items()}
    judged = [*whole, *(claim for claim in load_reported().values() if claim.id in others)]
    questions = {claim.question for claim in whole}
    return [
        {
            "root": error.root.id,
            "question": error.root.question,
            "severity": str(error.severity),
            "follows": [claim.id for claim in error.consequences],
            "printed": error.root.printed,
            "right": error.root.right,
        }
        for error in errors_in(judged, verdicts, examiner.runs, examiner.prover)
        if any(claim.question in questions for claim in error.claims)
    ]


def _prove(prover: Prover, derivations: Iterable[Derivation], progress: Told | None = None) -> tuple[float, list[str]]:
    """Prove derivations in this process: the seconds without those of reading the lines, and the refusals."""
    derivations = list(derivations)
    for d in derivations:
        d.text  # noqa: B018  the lines are read when first asked for
    began, failures = time.perf_counter(), []
    for done, d in enumerate(derivations, 1):
        try:
            prover.prove(d)
        except Refused as refusal:
            failures.append(str(refusal))
        if progress is not None:
            progress(done, len(derivations))
    return time.perf_counter() - began, failures


def _totals(theorems: list[dict], reported: list[dict]) -> dict[str, Any]:
    """The numbers below the ledger, over its entries."""
    tried = [e["models"] for e in (*theorems, *reported) if e.get("models")]
    return {
        "theorems": len(theorems),
        "corrections": sum(e["is_correction"] for e in theorems),
        "proved": sum(e["verdict"] == "proved" for e in theorems),
        "fully_proved": sum(e["fully_proved"] for e in theorems),
        "steps": sum(max(0, len(e["steps"]) - 1) for e in theorems),
        "evaluations": sum(m.get("evaluations", 0) for m in tried),
        "exact": sum(m["exact"] for m in tried),
        "least models": min(
            (m["bulk"] for m in tried if m["bulk"] != 1), default=int(bool(tried))
        ),  # of numbers there is one
        "least shapes": min((m.get("shapes", 0) for m in tried), default=0),
        "least with zeros": round(min((m.get("with_zeros", 0) / max(1, m["bulk"]) for m in tried), default=0), 3),
        "twins": {key: sum(e["twins"].get(key, 0) for e in theorems) for key in TWIN_COUNTS},
        "reported": dict(Counter(e["verdict"] for e in reported)),
    }


def sound(found: dict) -> bool:
    """Whether every theorem is proved, with every twin decided, and every claim has reached its verdict."""
    return (
        not found["failures"]
        and all(e["verdict"] == "proved" for e in found["theorems"])
        and all(e["reached"] for e in found["reported"])
    )
