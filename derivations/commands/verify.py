"""The ledger: what is proved, refuted and on what it rests; to the terminal and to JSON.

Theorems are re-proved from their lines in one process first.  What is tried against them runs in several: only names go
out and plain data comes back, since nothing may copy an expression.
"""

from __future__ import annotations

import gc
import json
import os
import secrets
import sys
import tempfile
import time
from collections import Counter
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context
from typing import Any

from ..attack.counterexamples import Undecided
from ..attack.effort import (
    EXACT_MODELS,
    LEAST_RANDOM_MODELS,
    RANDOM_MODELS_FOR_A_CLAIM,
    RANDOM_MODELS_FOR_A_THEOREM,
    RANDOM_SHAPES,
    SMALL_MODELS_FOR_THE_LEDGER,
)
from ..attack.evaluate import Unreadable
from ..attack.hypotheses import stronger_than_needed
from ..attack.theorems import Trial
from ..attack.verdict import verdict
from ..kernel import REGISTRY, Derivation, Prover, Refused
from ..pages.counterexample import against
from ..pages.declarations import declared
from ..pages.form_text import text_of
from ..pages.latex import latex
from ..pages.output import only_ascii
from ..pages.text import text
from ..reported.runs import BadRuns, Runs, read_runs
from ..reported.verdicts import adjudicate
from .finding import find, load, load_reported

SCHEMA = 2
TWINS = ("generated", "handwritten", "refused", "refuted", "consequences", "undecided")

COLLECTED = (50_000, 20, 100)  # forms and models stay until the end, and looking for garbage among them takes time

_PROVER = Prover()  # filled before the workers are forked, so that every one of them has all theorems
_SEED = 0


def ledger(names: list[str], jobs: int = 2, progress=None, runs: Runs | None = None) -> dict[str, Any]:
    """Prove, attack and adjudicate what the names stand for (everything, without names).

    Claims about runs are in the scope where there are runs, or where they are named.
    """
    global _SEED
    began = time.perf_counter()
    everything = {**load(), **{c.id: c for c in load_reported().values()}}
    corrections = {d.id: d for d in REGISTRY.values() if d.module.startswith("derivations.reported.")}
    chosen = list(dict.fromkeys(x for name in names for x in find(name))) if names else [
        *everything.values(), *corrections.values()]
    theorems = [x for x in chosen if isinstance(x, Derivation)]
    claims = [x for x in chosen if not isinstance(x, Derivation)]
    left_out = 0
    if not names and runs is None:
        left_out = sum(c.decision is not None for c in claims)
        claims = [c for c in claims if c.decision is None]
    proved_in, failures = _prove([*theorems, *(c.statement for c in claims if c.statement is not None and
                                               c.statement.text.lines)])
    _SEED = secrets.randbits(32)
    work = [*(("theorem", d.id) for d in theorems), *(("claim", c.id) for c in claims if c.decision is None)]
    results: dict[tuple[str, str], dict] = {("claim", c.id): _claim(c, runs) for c in claims if c.decision is not None}
    for done, (key, result) in enumerate(_run(work, jobs), 1):
        results[key] = result
        if progress is not None:
            progress(done, len(work))
    entries = [results["theorem", d.id] for d in theorems]
    reported = [results["claim", c.id] for c in claims]
    totals = _totals(entries, reported)
    totals["symbolic seconds"] = round(proved_in, 3)
    totals["left to runs"] = left_out
    return {"schema": SCHEMA, "seconds": round(time.perf_counter() - began, 3), "seed": _SEED, "totals": totals,
            "theorems": entries, "assumptions": [], "reported": reported, "failures": failures}


def _prove(derivations) -> tuple[float, list[str]]:
    """Prove all of them in this process; reading the authors' lines is not counted as checking them."""
    for d in derivations:
        d.text  # noqa: B018  the lines are built when first asked for
    began, failures = time.perf_counter(), []
    for d in derivations:
        try:
            _PROVER.prove(d)
        except Refused as refusal:
            failures.append(str(refusal))
    return time.perf_counter() - began, failures


def _run(work, jobs):
    if jobs <= 1 or len(work) < 2:
        for key in work:
            yield key, _work(key)
        return
    with ProcessPoolExecutor(min(jobs, len(work)), mp_context=get_context("fork")) as pool:
        yield from zip(work, pool.map(_work, work, chunksize=1))


def _work(key: tuple[str, str]) -> dict:
    kind, name = key
    began = time.perf_counter()
    entry = _theorem(REGISTRY[name]) if kind == "theorem" else _claim(load_reported()[name])
    entry["seconds"] = round(time.perf_counter() - began, 4)
    return entry


# --- theorems ---------------------------------------------------------------------------------------------------


def _theorem(d: Derivation) -> dict:
    lines = d.text
    entry: dict[str, Any] = {
        "id": d.id, "chapter": d.chapter, "question": list(d.questions), "title": d.title,
        "claim": {"latex": latex(lines.statement), "text": text(lines.statement)},
        "given": [text(h) for h, _ in lines.hypotheses], "verdict": "failed", "fully_proved": False, "rests_on": [],
        "steps": [], "models": {"exact": 0, "bulk": 0}, "twins": {}, "problems": [],
        "almost": [], "where": [], "lemmas": []}
    found = verdict(d, _PROVER, SMALL_MODELS_FOR_THE_LEDGER)
    if found.problem:
        shown = against(lines.statement, found.counterexample)
        entry["problems"].append(found.problem + (f": {json.dumps(shown, ensure_ascii=False)}" if shown else ""))
    if found.theorem is None:
        entry["problems"].append(str(found.failure))
        return entry
    theorem = found.theorem
    entry["almost"], entry["where"] = list(theorem.almost), declared([lines.statement, *theorem.given])
    entry["lemmas"] = list(theorem.lemmas)
    entry["problems"] += [f"no line needs the hypothesis {text_of(c)}" for c in stronger_than_needed(theorem)]
    entry["rests_on"] = [r.id for r in theorem.rests_on]
    entry["fully_proved"] = all(_PROVER.prove(r) is not None for r in theorem.rests_on)  # no assumption anywhere
    entry["steps"] = [{"rule": s.rule, "latex": latex(line.expression),
                       "conditions": list(map(text_of, s.conditions)), "seconds": round(s.seconds, 5)}
                      for s, line in zip(theorem.steps, lines.lines)]
    _try(d, entry, RANDOM_MODELS_FOR_A_THEOREM, twins=True)
    entry["verdict"] = ("failed" if entry["problems"] or not found.proved else
                        "undecided" if entry["twins"]["undecided"] else "proved")
    return entry


def _try(d: Derivation, entry: dict, models: int, *, twins: bool) -> None:
    trial = Trial(d, _PROVER, twins=twins)
    try:
        met = trial.survey(models, RANDOM_SHAPES, _SEED, LEAST_RANDOM_MODELS)
        exact = trial.exactly(EXACT_MODELS)
    except (Unreadable, Undecided) as reason:  # what cannot be evaluated is a failure, never passed over
        entry["problems"].append(str(reason))
        entry["models"], entry["twins"] = {"exact": 0, "bulk": 0}, {"undecided": 0}
        return
    entry["models"] = {"exact": exact, "bulk": met.models, "shapes": met.shapes,
                       "with_zeros": met.with_zeros, "evaluations": met.evaluations}
    if met.models < LEAST_RANDOM_MODELS:
        entry["problems"].append(f"only {met.models} models satisfy the hypotheses")
    if met.failure is not None:
        entry["problems"].append(f"false in a model: {json.dumps(met.failure.as_json(), ensure_ascii=False)}")
    if twins:
        found = trial.twins()
        entry["twins"] = {"generated": found.generated, "handwritten": found.handwritten, "refused": found.refused,
                          "refuted": found.refuted, "consequences": len(found.consequences),
                          "undecided": len(found.undecided)}
        entry["consequences"] = found.consequences
        entry["problems"] += [f"a false twin is accepted: {t}" for t in found.accepted]
        entry["problems"] += [f"what is called a mistake is true: {t}" for t in found.no_mistake]
        entry["undecided"] = found.undecided


# --- claims -----------------------------------------------------------------------------------------------------


def _claim(claim, runs: Runs | None = None) -> dict:
    verdict = adjudicate(claim, _PROVER, runs)
    entry: dict[str, Any] = {
        "id": claim.id, "question": claim.question, "lines": list(claim.lines), "part": claim.part, "kind": claim.kind,
        "says": claim.says, "verdict": verdict.verdict, "reached": verdict.reached, "evidence": verdict.evidence,
        "counterexample": verdict.counterexample.as_json() if verdict.counterexample else None, "correction": None}
    if claim.statement is not None:
        entry["claim"] = text(claim.statement.text.statement)
    if claim.correction is not None:
        entry["correction"] = {"text": claim.correction.text, "theorem": claim.correction.theorem.id}
    if claim.decision is not None:
        entry["rule"] = str(claim.decision.rule)
    if verdict.instead:
        entry["correction"] = {"text": verdict.instead, "theorem": None}
    if verdict.verdict == "proved":
        extra: dict[str, Any] = {"problems": []}
        _try(claim.statement, extra, RANDOM_MODELS_FOR_A_CLAIM, twins=False)
        entry["models"] = extra["models"]
        if extra["problems"]:
            entry.update(verdict="undecided", reached=False, evidence="; ".join(extra["problems"]))
    return entry


def _totals(theorems, reported) -> dict:
    tried = [e["models"] for e in (*theorems, *reported) if e.get("models")]
    return {"theorems": len(theorems), "proved": sum(e["verdict"] == "proved" for e in theorems),
            "fully_proved": sum(e["fully_proved"] for e in theorems),
            "steps": sum(max(0, len(e["steps"]) - 1) for e in theorems),
            "evaluations": sum(m.get("evaluations", 0) for m in tried), "exact": sum(m["exact"] for m in tried),
            "least models": min((m["bulk"] for m in tried), default=0),
            "least shapes": min((m.get("shapes", 0) for m in tried), default=0),
            "least with zeros": round(min((m.get("with_zeros", 0) / max(1, m["bulk"]) for m in tried), default=0), 3),
            "twins": {key: sum(e["twins"].get(key, 0) for e in theorems) for key in TWINS},
            "reported": dict(Counter(e["verdict"] for e in reported))}


# --- the command ------------------------------------------------------------------------------------------------


def main(args) -> int:
    """`python -m derivations verify`."""
    from ..pages.ledger import print_ledger, progress_bar  # here, because it loads Rich
    gc.set_threshold(*COLLECTED)
    if args.jobs is not None and args.jobs < 1:
        print(f"--jobs: {args.jobs} is not a number of processes", file=sys.stderr)
        return 2
    if args.json and (args.json in load() or args.json in load_reported()):
        print(f"--json: {args.json} is a name, not a file; names come first", file=sys.stderr)
        return 2
    if args.json and args.json != "-" and not os.access(os.path.dirname(os.path.abspath(args.json)), os.W_OK):
        print(f"--json: {args.json}: cannot be written", file=sys.stderr)
        return 2
    jobs = args.jobs or min(2, os.cpu_count() or 1)
    try:
        runs = read_runs(args.runs) if args.runs is not None else None
        with progress_bar(quiet=not sys.stderr.isatty()) as progress:
            found = ledger(args.names, jobs, progress, runs)
    except BadRuns as error:
        print(f"--runs: {error}", file=sys.stderr)
        return 2
    if args.json == "-":
        print(json.dumps(found, ensure_ascii=only_ascii(), indent=1))
    else:
        print_ledger(found)
        if args.json:
            try:
                write(args.json, found)
            except OSError as error:
                print(f"--json: {args.json}: {error.strerror}", file=sys.stderr)
                return 2
    return 0 if sound(found) else 1


def sound(found: dict) -> bool:
    """Whether every theorem is proved, every twin settled and every claim has a verdict that was reached."""
    return (not found["failures"] and all(e["verdict"] == "proved" for e in found["theorems"])
            and all(e["reached"] for e in found["reported"]))


def write(path: str, found: dict) -> None:
    """Atomically: a reader sees the old file or the new one, and no other."""
    folder = os.path.dirname(os.path.abspath(path))
    with tempfile.NamedTemporaryFile("w", dir=folder, delete=False, encoding="utf-8") as file:
        try:
            json.dump(found, file, ensure_ascii=False, indent=1)
            file.flush()
            os.chmod(file.name, 0o644)
            os.replace(file.name, path)
        except BaseException:
            os.unlink(file.name)
            raise
