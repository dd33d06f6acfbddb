"""`python -m impl`: run an experiment, or turn a file of benchmarks into a readable page."""

import argparse
import os
import sys
from importlib import import_module
from pathlib import Path
from typing import cast

from .experiments import AS_REPORTED, SUMMARIES
from .experiments.experiment import Experiment


def module(name: str) -> Experiment:
    """The package of an experiment; importing it loads torch."""
    return cast(Experiment, import_module(f".experiments.{name.replace('-', '_')}", __package__))


def parser(chosen: str | None) -> argparse.ArgumentParser:
    """The command line; only the chosen experiment is imported for its own arguments."""
    top = argparse.ArgumentParser(prog="python -m impl", description="Run an experiment.")
    commands = top.add_subparsers(dest="command", required=True, metavar="COMMAND")
    for name, summary in SUMMARIES.items():
        command = commands.add_parser(name, help=summary, description=summary)
        command.add_argument("--out", type=folder, metavar="DIR", help="the folder for the results (runs/NAME)")
        command.add_argument("--seed", type=seed, metavar="N", help="the seed of all random draws (0)")
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


def seed(text: str) -> int:
    """The type of a seed: a whole number from 0 to 2^63 − 1."""
    value = int(text)
    if not 0 <= value < 2**63:
        raise argparse.ArgumentTypeError(f"expected 0 to 2^63 − 1, got {text}")
    return value


def main(argv: list[str] | None = None) -> int:
    """Run one command and return its exit status: 0, 2 after an error in the arguments or files, 130 after Ctrl-C."""
    argv = sys.argv[1:] if argv is None else argv
    # Small tensors are far slower on many threads. Torch reads this variable when it is imported, which comes later.
    os.environ.setdefault("OMP_NUM_THREADS", "1")
    command = next((word for word in argv if word in SUMMARIES), None)
    try:
        args = parser(command).parse_args(argv)
        command = args.command
        if command == "bench-report":
            from .bench_report import main as report  # matplotlib takes a second to load

            return report(args.file, args.out)
        return experiment(args)
    except (ValueError, OSError) as error:
        print(f"python -m impl {command}: {error}", file=sys.stderr)
        return 2
    except KeyboardInterrupt:  # before anything was computed, or while figures were drawn
        return 130


def experiment(args: argparse.Namespace) -> int:
    """Run one experiment and return its exit status.

    After Ctrl-C the results so far are drawn, reported and kept, and the status is 130.
    """
    import torch  # torch takes seconds to load, and --help should not wait for it

    from .experiments.run import Run  # the module loads torch

    torch.set_num_threads(1)
    as_reported = getattr(args, "as_reported", False)
    out = args.out or Path("runs") / (args.command + ("-as-reported" if as_reported else ""))
    number = args.seed if args.seed is not None else AS_REPORTED[args.command] if as_reported else 0
    chosen = module(args.command)
    run = Run(args.command, out, number, chosen.results(as_reported), as_reported)
    title = SUMMARIES[args.command] + (", as reported" if as_reported else "")
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
    run.console.print(f"{run.seconds:.1f} s; results in {out}")
    return 130 if run.interrupted else 0


if __name__ == "__main__":
    sys.exit(main())
