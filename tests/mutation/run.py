"""How much of a changed kernel, reader, attack or ledger the tests notice: `python -m tests.mutation.run --help`."""

import argparse
import contextlib
import json
import os
import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path

for threads in ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS"):
    os.environ[threads] = "1"  # before NumPy is imported: a process that forks has one thread

from rich.console import Console  # noqa: E402
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn  # noqa: E402

from tests import ROOT  # noqa: E402
from tests.mutation import jobs  # noqa: E402
from tests.mutation.plants import GROUPS, Plant, patches, planted, sample  # noqa: E402
from tests.mutation.report import equivalents, report  # noqa: E402


def parser() -> argparse.ArgumentParser:
    made = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter,
        epilog="example:\n  python -m tests.mutation.run --sample 600 --seed 1 --jobs 2 --minutes 90 --out mutants.jsonl\n"
               "The same command goes on where an earlier one ended.")
    made.add_argument("--sample", type=int, default=600, metavar="N", help="how many mutants, evenly from all modules and kinds (600)")
    made.add_argument("--seed", type=int, default=1, metavar="N", help="of the sample (1)")
    made.add_argument("--jobs", type=int, default=2, metavar="N", help="processes at a time (2)")
    made.add_argument("--minutes", type=float, default=90, metavar="M", help="start nothing after this time (90)")
    made.add_argument("--modules", choices=GROUPS, action="append", help="only these; may be given several times")
    made.add_argument("--files", nargs="+", default=[], metavar="FILE", help="only mutants of these files, given from the root of the checkout")
    made.add_argument("--out", type=Path, metavar="FILE.jsonl", help="keep the results, and go on from those that are there")
    made.add_argument("--patches", type=Path, metavar="DIR", help="plant DIR/*.patch instead of generated mutants")
    made.add_argument("--fast", action="store_true", help="ask only the fast set, not the default tests")
    return made


class Mixed(ValueError):
    """A file of results that belongs to another run."""


class Results:
    """A file with a first line that says which run it is, and a line for each result; a torn last line is dropped."""

    def __init__(self, path: Path | None, header: dict):
        self.path, self.found = path, {}
        if path is None:
            return
        lines = path.read_text(encoding="utf-8").split("\n") if path.exists() else []
        whole = lines[:-1]  # what follows the last newline was cut off
        if whole:
            if json.loads(whole[0]) != header:
                raise Mixed(f"{path} holds the results of another run: {whole[0]}")
            self.found = {one["key"]: one for one in map(json.loads, whole[1:])}
        path.write_text("".join(line + "\n" for line in whole or [json.dumps(header)]), encoding="utf-8")

    def add(self, result: dict) -> None:
        self.found[result["key"]] = result
        if self.path is not None:
            with self.path.open("a", encoding="utf-8") as file:
                file.write(json.dumps(result, ensure_ascii=False) + "\n")


def commit() -> str:
    """Which sources these are."""
    found = subprocess.run(["git", "describe", "--always", "--dirty", "--abbrev=40", "--exclude=*"], cwd=ROOT, capture_output=True, text=True)
    return found.stdout.strip() or "unknown"


def run(plants: list[Plant], results: Results, *, processes: int, minutes: float, fast_only: bool, show: Progress) -> None:
    """Try everything that has no result yet."""
    waiting = [p for p in plants if p.key not in results.found][::-1]
    bar = show.add_task("mutants", total=len(plants), completed=len(plants) - len(waiting))
    later: list[Plant] = []
    deadline, running, spent = time.monotonic() + 60*minutes, [], {}
    with tempfile.TemporaryDirectory() as scratch, contextlib.ExitStack() as at_last:
        at_last.callback(lambda: [job.end() for job in running])  # where the run is interrupted
        trees: list[Path] = []
        while running or ((waiting or later) and time.monotonic() < deadline):
            while (waiting or later) and len(running) < processes and time.monotonic() < deadline:
                if waiting:
                    running.append(jobs.Fast(waiting.pop()))
                else:
                    tree = trees.pop() if trees else jobs.copy_tree(Path(tempfile.mkdtemp(dir=scratch)) / "tree")
                    running.append(jobs.Tests(later.pop(), tree))
            time.sleep(0.02)
            for job in [job for job in running if job.done()]:
                running.remove(job)
                one, fast = job.planted, isinstance(job, jobs.Fast)
                spent[one.key] = spent.get(one.key, 0) + time.monotonic() - job.started
                if not fast:
                    trees.append(job.tree)
                if job.result is None and fast and not fast_only:
                    later.append(one)
                    continue
                how = "survived" if job.result is None else "fast" if fast else "tests"
                results.add({"key": one.key, "group": one.group, "kind": one.kind, "where": one.where, "says": one.says, "result": how,
                             "by": job.result or "", "seconds": round(spent[one.key], 2)})
                show.advance(bar)
            show.refresh()


def as_it_is(groups: set[str]) -> str | None:
    """What the fast set says where nothing is changed: if something dies there, every mutant would.  A mutant may take
    twice the processor time that this takes."""
    longest = jobs.FAST_SECONDS
    for group in sorted(groups):
        jobs.FAST_SECONDS, before = 900, resource.getrusage(resource.RUSAGE_CHILDREN).ru_utime
        control = jobs.Fast(Plant("", group, "", "", "", {}))
        while not control.done():
            time.sleep(0.02)
        if control.result is not None:
            return f"{group}: {control.result}"
        longest = max(longest, 2*int(resource.getrusage(resource.RUSAGE_CHILDREN).ru_utime - before))
    jobs.FAST_SECONDS = longest
    return None


def main(argv: list[str] | None = None) -> int:
    args = parser().parse_args(argv)
    jobs.warm()
    groups = tuple(args.modules or GROUPS)
    header = {"sample": args.sample, "seed": args.seed, "modules": groups, "files": args.files, "commit": commit(), "fast": args.fast,
              "patches": str(args.patches or "")}
    console = Console()
    try:
        results = Results(args.out, json.loads(json.dumps(header)))
    except Mixed as error:
        print(error, file=sys.stderr)
        return 2
    if args.patches:
        with tempfile.TemporaryDirectory() as scratch:
            plants = list(patches(args.patches, Path(scratch) / "tree"))
    else:
        argued = equivalents()
        plants = [planted(m) for m in sample(args.sample, args.seed, groups, tuple(args.files)) if m.key not in argued]
        console.print(f"{len(plants)} mutants; {min(args.sample, args.sample - len(plants))} of the sample are argued equivalent")
        if (dead := as_it_is({p.group for p in plants if p.key not in results.found})) is not None:
            print(f"the code as it is dies, {dead}", file=sys.stderr)
            return 2
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    with Progress(*columns, auto_refresh=False, console=console) as show:  # its own thread must not be forked
        run(plants, results, processes=args.jobs, minutes=args.minutes, fast_only=args.fast, show=show)
    report(console, [results.found[p.key] for p in plants if p.key in results.found], len(plants))
    return 0


if __name__ == "__main__":
    sys.exit(main())
