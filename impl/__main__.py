"""`python -m impl`: the experiments, and benchmarks as a readable report."""

import argparse
import os
import sys
from importlib import import_module
from pathlib import Path
from typing import cast

from .experiments import AS_REPORTED, SUMMARIES
from .experiments.experiment import Experiment


def module(name: str) -> Experiment:
    """The experiment's folder; torch comes with it."""
    return cast(Experiment, import_module(f".experiments.{name.replace('-', '_')}", __package__))


def parser(chosen: str | None) -> argparse.ArgumentParser:
    """The command line; only the chosen experiment is imported for its own arguments."""
    top = argparse.ArgumentParser(prog="python -m impl", description="Run an experiment.")
    commands = top.add_subparsers(dest="command", required=True, metavar="COMMAND")
    for name, summary in SUMMARIES.items():
        command = commands.add_parser(name, help=summary, description=summary)
        command.add_argument("--out", type=folder, metavar="DIR", help="where results go (runs/NAME)")
        command.add_argument("--seed", type=seed, metavar="N", help="seed of everything random (0)")
        if name in AS_REPORTED:
            command.add_argument("--as-reported", action="store_true",
                                 help="as the worked assignment ran it, its own seed unless --seed says another")
        if name == chosen:
            module(name).arguments(command)
    report = commands.add_parser("bench-report", help="pytest-benchmark's JSON as a page with tables and plots")
    report.add_argument("file", type=Path, metavar="JSON", help="written by pytest --benchmark-json=JSON")
    report.add_argument("--out", type=folder, default=Path("bench-report"), metavar="DIR",
                        help="where the page goes (bench-report)")
    return top


def folder(text: str) -> Path:
    if not text:
        raise argparse.ArgumentTypeError("expected a folder, got nothing")
    return Path(text)


def seed(text: str) -> int:
    value = int(text)
    if not 0 <= value < 2**63:
        raise argparse.ArgumentTypeError(f"expected 0 to 2^63 − 1, got {text}")
    return value


def main(argv: list[str] | None = None) -> int:
    argv = sys.argv[1:] if argv is None else argv
    # Small tensors are far slower on many threads. Torch reads this when it is imported, which comes later.
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
    except KeyboardInterrupt:  # it came before anything was computed, or while it was drawn
        return 130


def experiment(args: argparse.Namespace) -> int:
    """Run one; what there is after Ctrl-C is drawn, reported and kept, and the exit status is 130."""
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
        run.console.print("interrupted: what there is follows", style="bold red")
    run.write()
    chosen.draw(run)
    run.write()  # again, for the names of the figures are known now
    chosen.report(run)
    run.console.print(f"{run.seconds:.1f} s; results in {out}")
    return 130 if run.interrupted else 0


if __name__ == "__main__":
    sys.exit(main())
