"""`python -m impl`: run an experiment, or turn a file of benchmarks into a readable page."""

import argparse
import gc
import os
import sys
from collections.abc import Callable
from functools import partial
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, cast

from ._streams import INTERRUPTED, encodable, leaving_at_once
from .experiments import AS_REPORTED, SUMMARIES
from .experiments.arguments import Options, whole
from .experiments.experiment import Experiment

if TYPE_CHECKING:
    from .experiments.run import Run


def module(name: str) -> Experiment:
    """The package of an experiment; importing it loads torch."""
    return cast(Experiment, import_module(f".experiments.{name.replace('-', '_')}", __package__))


def parser(chosen: str | None) -> Options:
    """The command line; only the chosen experiment is imported for its own arguments."""
    top = Options(prog="python -m impl", description="Run an experiment.")
    commands = top.add_subparsers(dest="command", required=True, metavar="COMMAND")
    for name, summary in SUMMARIES.items():
        command = commands.add_parser(name, help=summary, description=summary)
        command.add_argument("--out", type=folder, metavar="DIR", help="the folder for the results (runs/NAME)")
        command.add_argument("--seed", type=whole(0, 2**63 - 1), metavar="N", help="the seed of all random draws (0)")
        if name in AS_REPORTED:
            command.add_argument(
                "--as-reported",
                action="store_true",
                help="run it as the worked assignment did, with its seed unless --seed gives another",
            )
        if name == chosen:
            module(name).arguments(command)
    report = commands.add_parser("bench-report", help="turn pytest-benchmark's JSON into a page with tables and plots")
    report.add_argument("file", type=Path, metavar="JSON", help="the file that pytest --benchmark-json=JSON wrote")
    report.add_argument(
        "--out", type=folder, default=Path("bench-report"), metavar="DIR", help="the folder for the page (bench-report)"
    )
    return top


def folder(text: str) -> Path:
    """The type of an argument that names a folder."""
    if not text:
        raise argparse.ArgumentTypeError("expected a folder, got nothing")
    return Path(text)


def main(argv: list[str] | None = None) -> int:
    """Run one command and return its exit status: 0, 2 after an error in the arguments or files, 130 after Ctrl-C."""
    argv = sys.argv[1:] if argv is None else argv
    # Small tensors are far slower on many threads. Torch reads this variable when it is imported, which comes later.
    os.environ.setdefault("OMP_NUM_THREADS", "1")
    command = next((word for word in argv if word in SUMMARIES), None)
    encodable()
    try:
        with leaving_at_once("python -m impl"):
            args = parser(command).parse_args(argv)
            command = args.command
            work = prepared(args)
        return work()
    except (ValueError, OSError) as error:
        print(f"python -m impl {command}: {' '.join(str(error).split())}", file=sys.stderr)
        return 2
    except KeyboardInterrupt:  # before anything was computed, or while figures were drawn
        print(f"python -m impl {command}: interrupted", file=sys.stderr)
        return INTERRUPTED


def prepared(args: argparse.Namespace) -> Callable[[], int]:
    """The work of a command, for which all libraries are loaded and the folder of the results is made."""
    if args.command == "bench-report":
        from .bench_report import main as report  # matplotlib takes a second to load

        return partial(report, args.file, args.out)
    import torch  # torch takes seconds to load, and --help should not wait for it

    from .experiments.run import Run  # the module loads torch

    torch.set_num_threads(1)
    as_reported = getattr(args, "as_reported", False)
    out = args.out or Path("runs") / (args.command + ("-as-reported" if as_reported else ""))
    number = args.seed if args.seed is not None else AS_REPORTED[args.command] if as_reported else 0
    chosen = module(args.command)
    return partial(experiment, chosen, Run(args.command, out, number, chosen.results(as_reported), as_reported), args)


def experiment(chosen: Experiment, run: "Run", args: argparse.Namespace) -> int:
    """Run one experiment and return its exit status.

    After Ctrl-C the results so far are drawn, reported and kept, and the status is 130.
    """
    title = SUMMARIES[args.command] + (", as reported" if run.as_reported else "")
    run.console.print(f"{title}; about {chosen.seconds(args):.0f} s", style="bold")
    try:
        chosen.compute(run, args)
    except KeyboardInterrupt:
        run.interrupted = True
        run.console.print("interrupted: the results so far follow", style="bold red")
    run.write()
    chosen.draw(run)
    run.write()  # once more, because only now the names of the figures are known
    chosen.report(run)
    run.console.print(f"{run.seconds:.1f} s; results in {run.out}")
    return INTERRUPTED if run.interrupted else 0


if __name__ == "__main__":
    gc.set_threshold(50_000, 20, 100)  # Collections are rare, because they find little: what libraries load stays.
    try:
        sys.exit(main())
    finally:
        gc.freeze()  # Nothing that lives now has to be looked at when this process ends.
