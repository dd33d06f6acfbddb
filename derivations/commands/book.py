"""The command `book`: a site in which every theorem and every erratum can be read."""

from __future__ import annotations

import os
from argparse import Namespace
from dataclasses import replace
from pathlib import Path

from ..pages.output import complain
from ..pages.progress import progress_bar
from .finding import corrections, load

PACKAGES = "pip install sphinx furo quickjs-ng jupyterlab-katex"


def main(args: Namespace) -> int:
    """`book [--out DIR] [--jobs N]`, with `--evidence`, `--ledger`, `--benchmarks` and `--mutants FILE`, `--runs DIR`.

    The status is 0, 1 where something in the book is wrong, 2 for a wrong call.
    """
    out = Path(args.out)
    if args.jobs is not None and args.jobs < 1:
        complain(f"--jobs: {args.jobs} is not a number of processes")
        return 2
    try:
        import furo  # noqa: F401  # here, because no other command needs it
        import quickjs  # noqa: F401  # likewise
        import sphinx  # noqa: F401  # likewise

        from ..reported.runs import BadRuns, read_runs  # likewise
        from .site.benchmarks import BadBenchmarks, report  # likewise
        from .site.building import BadBook, Given, build  # likewise
        from .site.evidence import collected  # likewise
        from .site.katex import BadFormula, folder  # likewise
        from .site.mutants import BadMutants, read_mutants  # likewise
        from .site.suite import BadEvidence  # likewise
        from .site.trials import BadLedger, read_ledger  # likewise
        from .site.witnesses import BadWitness  # likewise
        from .sources import NoSource  # likewise

        folder()
    except ImportError as error:
        complain(f"the book needs packages that are not installed ({error}): {PACKAGES}")
        return 2
    try:
        option = "--evidence"
        evidence = collected(args.evidence)
        option = "--ledger"
        if args.ledger is not None:
            evidence = replace(evidence, trials=read_ledger(Path(args.ledger), load() | corrections()))
        option = "--runs"
        runs = read_runs(args.runs) if args.runs is not None else {}
        option = "--benchmarks"
        benchmarks = report(args.benchmarks) if args.benchmarks is not None else ""
        option = "--mutants"
        mutants = read_mutants(Path(args.mutants)) if args.mutants is not None else None
    except (BadEvidence, BadLedger, BadRuns, BadBenchmarks, BadMutants) as error:
        complain(f"{option}: {error}")
        return 2
    if wrong := _unusable(out):
        complain(f"--out: {wrong}")
        return 2
    try:
        with progress_bar("writing") as told:
            given = Given(evidence, runs, benchmarks, mutants)
            pages = build(out, args.jobs or min(2, os.cpu_count() or 1), told, given)
    except (BadBook, BadFormula, BadRuns, BadWitness, NoSource) as error:
        complain(f"the book is not built: {error}")
        return 1
    print(f"{pages} pages: open {out / 'index.html'}")
    return 0


def _unusable(out: Path) -> str:
    """The reason why no book can be written to a path; empty where it can.  Other folders are left alone."""
    if out.exists() and not out.is_dir():
        return f"{out} is no folder"
    if out.is_dir() and any(out.iterdir()) and not (out / "_static" / "book.css").exists():
        return f"{out} holds something else than a book"
    try:
        out.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        return f"{out}: {error.strerror}"
    return "" if os.access(out, os.W_OK) else f"{out}: not writable"
