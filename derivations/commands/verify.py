"""The command `verify`: the ledger of everything that is proved or refuted, to the terminal and to JSON.

Theorems are first proved from their lines in one process.  The attack then runs in several processes, which are forked
and get names only and return plain data, since nothing may copy an expression.
"""

from __future__ import annotations

import gc
import json
import os
import secrets
import sys
import tempfile
import time
from argparse import Namespace
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context
from typing import Any

from ..kernel import REGISTRY, Derivation, Prover, Refused
from ..pages.output import only_ascii
from ..reported.runs import BadRuns, Runs, read_runs
from .entries import Examiner, Key
from .finding import find, load, load_reported

SCHEMA = 2  # of the JSON; it changes with the meaning of its fields
TWIN_COUNTS = ("generated", "handwritten", "refused", "refuted", "consequences", "undecided")
GARBAGE_THRESHOLDS = (50_000, 20, 100)  # Collection is rare, because forms and models stay until the end.


def ledger(
    names: list[str], jobs: int = 2, progress: Callable[[int, int], object] | None = None, runs: Runs | None = None
) -> dict[str, Any]:
    """The ledger of the theorems and claims that the names stand for, or of everything where there are no names.

    The attack uses up to `jobs` processes and calls `progress` with the numbers of finished and of all entries.  Claims
    about runs are in the ledger where there are `runs`, or where they are named.  Raises `UnknownName` for a name that
    nothing has, and `BadRuns` for runs that lack a figure.
    """
    began = time.perf_counter()
    everything = {**load(), **{c.id: c for c in load_reported().values()}}
    corrections = {d.id: d for d in REGISTRY.values() if d.module.startswith("derivations.reported.")}
    chosen = (
        list(dict.fromkeys(x for name in names for x in find(name)))
        if names
        else [*everything.values(), *corrections.values()]
    )
    theorems = [x for x in chosen if isinstance(x, Derivation)]
    claims = [x for x in chosen if not isinstance(x, Derivation)]
    left_out = 0
    if not names and runs is None:
        left_out = sum(c.decision is not None for c in claims)
        claims = [c for c in claims if c.decision is None]
    examiner = Examiner(Prover(), secrets.randbits(32), runs)
    proved_in, failures = _prove(
        examiner.prover,
        [*theorems, *(c.statement for c in claims if c.statement is not None and c.statement.text.lines)],
    )
    work = [*(("theorem", d.id) for d in theorems), *(("claim", c.id) for c in claims if c.decision is None)]
    results: dict[Key, dict] = {("claim", c.id): examiner.claim(c) for c in claims if c.decision is not None}
    for done, (key, result) in enumerate(_entries(examiner, work, jobs), 1):
        results[key] = result
        if progress is not None:
            progress(done, len(work))
    entries = [results["theorem", d.id] for d in theorems]
    reported = [results["claim", c.id] for c in claims]
    totals = _totals(entries, reported)
    totals["symbolic seconds"] = round(proved_in, 3)
    totals["left to runs"] = left_out
    return {
        "schema": SCHEMA,
        "seconds": round(time.perf_counter() - began, 3),
        "seed": examiner.seed,
        "totals": totals,
        "theorems": entries,
        "assumptions": [],
        "reported": reported,
        "failures": failures,
    }


def _prove(prover: Prover, derivations: Iterable[Derivation]) -> tuple[float, list[str]]:
    """Prove derivations in this process: the seconds without those of reading the lines, and the refusals."""
    derivations = list(derivations)
    for d in derivations:
        d.text  # noqa: B018  the lines are read when first asked for
    began, failures = time.perf_counter(), []
    for d in derivations:
        try:
            prover.prove(d)
        except Refused as refusal:
            failures.append(str(refusal))
    return time.perf_counter() - began, failures


class _Worker:
    """A forked process that makes entries.  Its examiner is process state, because a task carries only names."""

    examiner: Examiner

    @classmethod
    def begin(cls, examiner: Examiner) -> None:
        cls.examiner = examiner

    @classmethod
    def entry(cls, key: Key) -> dict[str, Any]:
        return cls.examiner.entry(key)


def _entries(examiner: Examiner, work: list[Key], jobs: int) -> Iterator[tuple[Key, dict[str, Any]]]:
    """The entries in the order of the work, made in this process or in several."""
    if jobs <= 1 or len(work) < 2:
        for key in work:
            yield key, examiner.entry(key)
        return
    with ProcessPoolExecutor(
        min(jobs, len(work)), mp_context=get_context("fork"), initializer=_Worker.begin, initargs=(examiner,)
    ) as pool:
        yield from zip(work, pool.map(_Worker.entry, work, chunksize=1))


def _totals(theorems: list[dict], reported: list[dict]) -> dict[str, Any]:
    """The numbers below the ledger, over its entries."""
    tried = [e["models"] for e in (*theorems, *reported) if e.get("models")]
    return {
        "theorems": len(theorems),
        "proved": sum(e["verdict"] == "proved" for e in theorems),
        "fully_proved": sum(e["fully_proved"] for e in theorems),
        "steps": sum(max(0, len(e["steps"]) - 1) for e in theorems),
        "evaluations": sum(m.get("evaluations", 0) for m in tried),
        "exact": sum(m["exact"] for m in tried),
        "least models": min((m["bulk"] for m in tried), default=0),
        "least shapes": min((m.get("shapes", 0) for m in tried), default=0),
        "least with zeros": round(min((m.get("with_zeros", 0) / max(1, m["bulk"]) for m in tried), default=0), 3),
        "twins": {key: sum(e["twins"].get(key, 0) for e in theorems) for key in TWIN_COUNTS},
        "reported": dict(Counter(e["verdict"] for e in reported)),
    }


# --- the command ------------------------------------------------------------------------------------------------


def main(args: Namespace) -> int:
    """`python -m derivations verify`; the exit status is 0, 1 where the ledger is not sound, 2 for a wrong call."""
    from ..pages.ledger import print_ledger, progress_bar  # here, because it loads Rich

    gc.set_threshold(*GARBAGE_THRESHOLDS)
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
    """Whether every theorem is proved, with every twin decided, and every claim has reached its verdict."""
    return (
        not found["failures"]
        and all(e["verdict"] == "proved" for e in found["theorems"])
        and all(e["reached"] for e in found["reported"])
    )


def write(path: str, found: dict) -> None:
    """Write a ledger into a file in one step: a reader sees the old file or the new one, never a part."""
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
