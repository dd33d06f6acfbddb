"""The command `verify`: the ledger of everything that is proved or refuted, to the terminal and to JSON."""

from __future__ import annotations

import json
import os
import stat
import tempfile
from argparse import Namespace
from pathlib import Path

from ..pages.output import complain, only_ascii, page_width
from ..pages.progress import progress_bar
from ..reported.runs import BadRuns, read_runs
from .finding import UnknownName, find, how_many
from .ledger import choose, ledger
from .options import program

STANDARD_OUTPUT = "-"


def main(args: Namespace) -> int:
    """`verify [NAME…] [--all] [--json [FILE]] [--runs DIR] [--jobs N] [--seed N]`; the exit status is 0, 1 where the
    ledger is not sound, 2 for a wrong call."""
    if wrong := _wrong_call(args):
        complain(wrong)
        return 2
    from ..attack.confirmation import Disagreement  # here, because it loads NumPy, which a wrong call does not need

    jobs = args.jobs or min(2, os.cpu_count() or 1)
    try:
        runs = read_runs(args.runs) if args.runs is not None else None
        found = ledger(args.names, jobs, progress_bar, runs, args.seed)
    except BadRuns as error:
        complain(f"--runs: {error}")
        return 2
    except Disagreement as error:
        complain(f"two ways to integrate contradict each other, please report it: {error}")
        return 1
    if args.json == STANDARD_OUTPUT:
        print(json.dumps(found, ensure_ascii=only_ascii(), indent=1))
    else:
        _print(found, args.all)
        if args.json:
            try:
                write(args.json, found)
            except OSError as error:
                complain(f"--json: {args.json}: {error.strerror}")
                return 2
    return 0 if found["sound"] else 1


def _print(found: dict, everything: bool) -> None:
    """Print a ledger: a page of it, and before it, if `everything`, a line for every theorem and claim."""
    from rich.console import Console  # here, because JSON needs none

    from ..pages.ledger import print_tables  # likewise
    from ..pages.summary import print_summary  # likewise

    console = Console(width=page_width(), highlight=False, markup=False, emoji=False, soft_wrap=True)
    if everything:
        print_tables(found, console)
    totals = found["totals"]
    theorems = how_many(totals["theorems"] - totals["corrections"], totals["corrections"])
    advice = f": `{program()} verify --help` says how to make them" if totals["left to runs"] else ""
    print_summary(found, console, theorems, advice)


def _wrong_call(args: Namespace) -> str:
    """What is wrong with a call, before anything is proved; empty where nothing is.  Raises `UnknownName` for a name
    that nothing has."""
    if args.jobs is not None and args.jobs < 1:
        return f"--jobs: {args.jobs} is not a number of processes"
    if args.all and args.json == STANDARD_OUTPUT:
        return "--all: JSON has every theorem and claim already; --json FILE writes it beside what is printed"
    if args.json is not None and args.json != STANDARD_OUTPUT and (wrong := _unwritable(args.json)):
        return f"--json: {wrong}"
    if args.names:
        chosen = choose(args.names, args.runs is not None)
        if args.runs is not None and not chosen.from_runs:
            return "--runs: nothing that is named is decided from runs"
        if args.seed is not None and not chosen.tried:
            return "--seed: nothing that is named is tried in random models"
    return ""


def _unwritable(path: str) -> str:
    """The reason why no JSON can be written to a path; empty where it can."""
    if path == "":
        return "expected a file, got nothing"
    try:
        if not os.path.lexists(path) and find(path):
            return f"{path} is a name, not a file; names come first"
    except UnknownName:
        pass  # It is a file, then.
    try:
        if not _regular(path):
            with open(path, "a", encoding="utf-8"):  # of a folder this fails
                return ""
        with tempfile.TemporaryFile(dir=os.path.dirname(os.path.realpath(path))):
            pass  # A folder that takes this file takes the other one.
    except OSError as error:
        return f"{path}: {error.strerror}"
    return ""


def _regular(path: str) -> bool:
    """Whether a path names a file, or nothing yet; a device or a pipe is written to and never replaced."""
    try:
        return stat.S_ISREG(os.stat(path).st_mode)
    except FileNotFoundError:
        return True


def write(path: str, found: dict) -> None:
    """Write a ledger into a file in one step: a reader sees the old file or the new one, never a part."""
    if not _regular(path):
        with open(path, "w", encoding="utf-8") as device:
            json.dump(found, device, ensure_ascii=False, indent=1)
        return
    target = Path(os.path.realpath(path))  # a link stays one
    with tempfile.NamedTemporaryFile("w", dir=target.parent, delete=False, encoding="utf-8") as file:
        try:
            json.dump(found, file, ensure_ascii=False, indent=1)
            file.flush()
            os.chmod(file.name, 0o644)
            os.replace(file.name, target)
        except BaseException:
            os.unlink(file.name)
            raise
