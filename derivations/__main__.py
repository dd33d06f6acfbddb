"""The command line `python -m derivations`: its options, its help, and the exit status of every error."""

import sys

if __name__ == "__main__" and not sys.flags.safe_path:
    # Nothing is imported from the current folder: a json.py beside the file to be judged would be executed.
    root, here = __file__.rpartition("/derivations/")[0], sys.path[0]
    sys.path[:] = [folder for folder in sys.path if folder == root or folder not in ("", here)]

import argparse
import os

from .attack.effort import TIMEOUT

EXAMPLES = {
    "verify": """examples:
  python -m derivations verify                       everything: prove, attack, adjudicate
  python -m derivations verify iwelbo 1.1.3          a chapter and a question
  python -m derivations verify --json ledger.json    the ledger as JSON, into a file
  python -m derivations verify --json > ledger.json  JSON alone on standard output

Claims of the report about listings, runs, tables and conclusions are decided from these runs (results in runs/):
  python -m impl bbvi --as-reported
  python -m impl gamma --as-reported
  python -m impl gumbel-softmax --as-reported
  python -m derivations verify --runs runs           everything, those claims too""",
    "list": """examples:
  python -m derivations list                         the theorems, by chapter
  python -m derivations list --reported              the report's claims
  python -m derivations list --reported 2.1.11       those of one question""",
    "show": """examples:
  python -m derivations show elbo.evidence           a derivation, line by line
  python -m derivations show 2.1.11                  the theorems and claims of a question
  python -m derivations show 2.1.11-c                a reported claim and its verdict
  python -m derivations show jensen                  a rule: what it states, or why it is code
  python -m derivations show language                all words and rules of the language, in a line each
  python -m derivations show E                       a word; also a line of a proof (given) or a part of a file (import)
  python -m derivations show elbo.evidence --source > mine.py""",
    "check": """examples:
  python -m derivations show elbo.evidence --source > mine.py
  python -m derivations check mine.py
  python -m derivations check mine.py --json --timeout 5
  python -m derivations show elbo.evidence --source | python -m derivations check -

exit status: 0 every theorem in the file holds, 1 one is refuted, not recognised, incomplete or out of time,
2 the file is unreadable or holds no theorem.  The file is read and never executed.""",
}
NAME_HELP = "a theorem (elbo.evidence), a chapter (elbo), a question (2.1.11) or a reported claim (2.1.11-c)"


def parser() -> argparse.ArgumentParser:
    """The parser of the command line."""
    top = argparse.ArgumentParser(
        prog="python -m derivations", description="Theorems that are proved, claims that are proved or refuted."
    )
    commands = top.add_subparsers(dest="command", required=True, metavar="COMMAND")

    def command(name: str, says: str) -> argparse.ArgumentParser:
        return commands.add_parser(
            name,
            help=says,
            description=says,
            epilog=EXAMPLES[name],
            formatter_class=argparse.RawDescriptionHelpFormatter,
        )

    verify = command("verify", "prove, attack and adjudicate; print the ledger")
    verify.add_argument("names", nargs="*", metavar="NAME", help=NAME_HELP + "; none: everything. Names come first")
    verify.add_argument("--json", nargs="?", const="-", metavar="FILE", help="as JSON, to FILE or standard output")
    verify.add_argument("--runs", metavar="DIR", help="`python -m impl` results: DIR/metrics.json, DIR/*/metrics.json")
    verify.add_argument("--jobs", type=int, metavar="N", help="processes to use")

    listing = command("list", "list the theorems, or the claims of the report")
    listing.add_argument("--reported", nargs="?", const="", metavar="QUESTION", help="the report's claims")

    show = command("show", "a derivation, a claim or a rule as a page, or a derivation as a file of its own")
    show.add_argument("name", metavar="NAME", help=NAME_HELP + ", a rule (jensen), a word (E) or language")
    show.add_argument("--source", action="store_true", help="a theorem as a file that `check` accepts")

    check = command("check", "judge the derivations in a file")
    check.add_argument("file", metavar="FILE.py|-", help="a file, or - for standard input")
    check.add_argument("--json", action="store_true", help="the judgement as JSON")
    check.add_argument("--timeout", type=seconds, default=TIMEOUT, metavar="S", help=f"seconds at most ({TIMEOUT:g})")
    return top


def seconds(text: str) -> float:
    """A positive number of seconds; raises `ArgumentTypeError` or `ValueError` where the text is none."""
    value = float(text)
    if not 0 < value < 1e6:
        raise argparse.ArgumentTypeError(f"not a time: {text}")
    return value


def main(argv: list[str] | None = None) -> int:
    """Run a command and return its exit status: 2 for a wrong call, 130 after Ctrl-C."""
    args = parser().parse_args(argv)
    if sys.stdout is None:  # Standard output is closed, and the exit status still tells the result.
        sys.stdout = open(os.devnull, "w")  # noqa: SIM115  it stays open until the end
    sys.stdout.reconfigure(errors="backslashreplace")  # A terminal without ≤ and ≥ shows their numbers, which differ.
    if args.command == "check":
        from .commands.check import main as run  # here, so that --help loads nothing
    elif args.command == "verify":
        from .commands.verify import main as run  # likewise
    else:
        from .commands import show  # likewise

        run = show.show if args.command == "show" else show.listing
    from .commands.finding import UnknownName  # likewise

    try:
        status = run(args)
        sys.stdout.flush()
        return status
    except UnknownName as error:
        print(error, file=sys.stderr)
        return 2
    except KeyboardInterrupt:
        print("stopped by Ctrl-C", file=sys.stderr)
        return 130
    except BrokenPipeError:  # as after `| head`
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())  # so that Python prints no error at exit
        return 1
    except OSError as error:  # as on a full disk; files that are read or written have their own messages
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        print(f"the output cannot be written: {error.strerror}", file=sys.stderr)
        return 2


if __name__ == "__main__":
    sys.exit(main())
