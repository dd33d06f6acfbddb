"""The options of the command line, and its help, which is laid out for the width of the terminal."""

from __future__ import annotations

import argparse
import sys
import textwrap
from collections.abc import Sequence
from pathlib import PurePath
from shutil import get_terminal_size
from typing import Any

from ..attack.effort import TIMEOUT
from ..pages.output import LEAST_PROSE, WIDTH

LARGEST_SEED = 2**32 - 1
NAME = "a theorem (elbo.evidence), a chapter (elbo), a question (2.1.11) or a claim of the report (2.1.11-c)"
ALSO_SHOWN = (
    ", an abbreviation (path_derivative.path), a rule (product rule), a lemma (near a value), a word (E), language, "
    "lemmas, or what theorems speak of (REINFORCE)"
)
EXAMPLES: dict[str, tuple[tuple[str, str], ...]] = {  # a command, and what it does
    "verify": (
        ("verify", "everything: prove, attack, adjudicate"),
        ("verify iwelbo 1.1.3", "a chapter and a question"),
        ("verify --all", "with a line for every theorem and claim"),
        ("verify --json ledger.json", "the ledger as JSON, into a file"),
        ("verify --json > ledger.json", "JSON alone on standard output"),
        ("verify elbo --seed 7", "the same random models again"),
        ("verify --runs runs", "everything, with the claims about runs"),
    ),
    "list": (
        ("list", "the theorems, by chapter"),
        ("list elbo 2.1.11", "those of a chapter and of a question"),
        ("list --reported", "the claims of the report"),
        ("list --reported 2.1.11", "those of one question"),
        ("list --wrong", "the errors of the report, worst first"),
        ("list --wrong 1.2.5 --runs runs", "those of a question, decided from runs, too"),
        ("list --impact elbo.gibbs", "everything that rests on a theorem"),
    ),
    "show": (
        ("show elbo", "a chapter, to be read from top to bottom"),
        ("show elbo.evidence", "a derivation, line by line"),
        ("show 2.1.11", "the errata of a question"),
        ("show 2.1.11-c", "a claim of the report, with its verdict"),
        ("show 1.2.5-b --runs runs", "one that is decided from runs"),
        ("show 1.2.5 --runs runs", "the errata of a question, decided from runs"),
        ("show jensen", "a rule: what it states, or why it is code"),
        ("show product rule", "a rule or a lemma by the words of a page"),
        ("show REINFORCE", "the theorems that speak of something"),
        ("show path_derivative.path", "an abbreviation of a chapter"),
        ("show language", "all words and rules, in a line each"),
        ("show lemmas", "all lemmas, in a line each"),
        ("show E", "a word; also a line of a proof (given)"),
        ("show elbo.evidence --source > mine.py", "a derivation as a file of its own"),
    ),
    "book": (
        ("book", "into the folder book"),
        ("book --out public", "into another folder"),
        ("book --evidence evidence.json", "with the tests that passed"),
        ("book --ledger ledger.json", "with the models that were tried"),
        ("book --runs runs", "with what the experiments measured"),
        ("book --benchmarks bench.json", "with the speeds"),
        ("book --mutants mutants.jsonl", "with the mutants that the tests noticed"),
    ),
    "check": (
        ("show elbo.evidence --source > mine.py", "a file to begin with"),
        ("check mine.py", "the verdict on each theorem in it"),
        ("check mine.py --json --timeout 5", "as JSON, after five seconds at most"),
        ("check - < mine.py", "the file from standard input"),
    ),
}
NOTES = {
    "verify": "Claims of the report about listings, runs, tables and conclusions are decided from three runs, whose "
    "results lie in runs/; without --runs they are counted and left out:",
    "check": "The file is read and never executed.",
}
RUNS = (  # the experiments from which claims are decided
    "python -m impl bbvi --as-reported",
    "python -m impl gamma --as-reported",
    "python -m impl gumbel-softmax --as-reported",
)
STATUS = {
    "verify": "0 all is well; 1 something fails or is undecided; 2 a wrong call; 130 after Ctrl-C.  "
    "A claim of the report that is refuted or contradicted is a result and no failure.",
    "list": "0 the list is printed; 2 nothing has the name; 130 after Ctrl-C.",
    "show": "0 the page is printed; 1 what it shows is not proved or not decided; 2 nothing has the name; "
    "130 after Ctrl-C.",
    "book": "0 the book is built; 1 something in it is wrong; 2 a wrong call, or a package is missing; "
    "130 after Ctrl-C.",
    "check": "0 every theorem in the file holds; 1 one is refuted, not recognised, incomplete or out of time; "
    "2 the file is unreadable or holds no theorem; 130 after Ctrl-C.",
}


def program() -> str:
    """The name under which the program was called: `tightbound`, or `python -m derivations`."""
    return "python -m derivations" if PurePath(sys.argv[0]).stem == "__main__" else "tightbound"


class Once(argparse.Action):
    """An option that is given once at most: of two values one would be ignored."""

    def __call__(
        self,
        parser: argparse.ArgumentParser,
        namespace: argparse.Namespace,
        values: str | Sequence[Any] | None,
        option_string: str | None = None,
    ) -> None:
        given = vars(namespace).setdefault("_given", set())
        if self.dest in given:
            parser.error(f"argument {option_string}: given twice")
        given.add(self.dest)
        setattr(namespace, self.dest, values)


class Joined(argparse.Action):
    """A name of several words, such as `product rule`, which need no quotes."""

    def __call__(
        self,
        parser: argparse.ArgumentParser,
        namespace: argparse.Namespace,
        values: str | Sequence[Any] | None,
        option_string: str | None = None,
    ) -> None:
        setattr(namespace, self.dest, " ".join(values or ()))


def parser() -> argparse.ArgumentParser:
    """The parser of the command line."""
    about = "Theorems that are proved and attacked, and the claims of a report, proved or refuted."
    top = argparse.ArgumentParser(prog=program(), description=about, allow_abbrev=False)
    commands = top.add_subparsers(dest="command", required=True, metavar="COMMAND")

    def command(name: str, says: str) -> argparse.ArgumentParser:
        return commands.add_parser(
            name,
            help=says,
            description=textwrap.fill(says[0].upper() + says[1:] + ".", columns()),
            epilog=epilog(name, columns()),
            formatter_class=argparse.RawDescriptionHelpFormatter,
            allow_abbrev=False,
        )

    verify = command("verify", "prove, attack and adjudicate, and say in a page what came out")
    verify.add_argument("names", nargs="*", metavar="NAME", help=NAME + "; none: everything. Names come first")
    verify.add_argument("--all", action="store_true", help="a line for every theorem and every claim")
    verify.add_argument(
        "--json", nargs="?", const="-", action=Once, metavar="FILE", help="as JSON, to FILE or standard output"
    )
    verify.add_argument("--runs", action=Once, metavar="DIR", help="results of `python -m impl`: DIR/*/metrics.json")
    verify.add_argument("--jobs", type=int, action=Once, metavar="N", help="processes to use")
    verify.add_argument("--seed", type=seed, action=Once, metavar="N", help="of the random models; verify prints it")

    listing = command("list", "list the theorems, or the claims of the report")
    listing.add_argument("names", nargs="*", metavar="NAME", help=NAME + "; none: all theorems")
    listing.add_argument(
        "--reported", nargs="?", const="", action=Once, metavar="QUESTION", help="the claims of the report"
    )
    listing.add_argument("--wrong", action="store_true", help="the errors of the report, by root, worst first")
    listing.add_argument("--runs", action=Once, metavar="DIR", help="results from which --wrong decides claims, too")
    listing.add_argument("--impact", action=Once, metavar="NAME", help="what rests on a theorem, directly or not")

    show = command("show", "a derivation, a claim or a rule as a page, or a derivation as a file of its own")
    show.add_argument("name", nargs="+", action=Joined, metavar="NAME", help=NAME + ALSO_SHOWN)
    show.add_argument("--source", action="store_true", help="a theorem as a file that `check` accepts")
    show.add_argument("--runs", action=Once, metavar="DIR", help="the results from which claims are decided")

    book = command("book", "write the book: every theorem and every erratum as pages to be opened in a browser")
    book.add_argument("--out", action=Once, default="book", metavar="DIR", help="the folder of the book (book)")
    book.add_argument(
        "--evidence", action=Once, metavar="FILE", help="what a run of the tests showed: pytest --evidence FILE"
    )
    book.add_argument("--ledger", action=Once, metavar="FILE", help="what was tried in models: verify --json FILE")
    book.add_argument("--runs", action=Once, metavar="DIR", help="results of `python -m impl`: DIR/*/metrics.json")
    book.add_argument("--benchmarks", action=Once, metavar="FILE", help="speeds: what --benchmark-json wrote")
    book.add_argument("--mutants", action=Once, metavar="FILE", help="what tests.mutation.run --out FILE kept")
    book.add_argument("--jobs", type=int, action=Once, metavar="N", help="processes to use")

    check = command("check", "judge the derivations in a file")
    check.add_argument("file", metavar="FILE.py|-", help="a file, or - for standard input")
    check.add_argument("--json", action="store_true", help="the judgement as JSON")
    check.add_argument(
        "--timeout", type=seconds, action=Once, default=TIMEOUT, metavar="S", help=f"seconds at most ({TIMEOUT:g})"
    )
    return top


def columns() -> int:
    """The width of help, which argparse keeps two columns short of the terminal."""
    return max(get_terminal_size((WIDTH, 0)).columns - 2, LEAST_PROSE)


def epilog(name: str, width: int) -> str:
    """What stands below the options of a command: examples, what else is to be known, and the exit status."""
    called = [(f"{program()} {command}", says) for command, says in EXAMPLES[name]]
    longest = max(len(command) for command, _ in called)
    beside = all(longest + len(says) + 4 <= width for _, says in called)
    lines = ["examples:"]
    for command, says in called:
        lines += [f"  {command:{longest}}  {says}"] if beside else [*broken(command, width), f"      {says}"]
    if name in NOTES:
        lines += ["", textwrap.fill(NOTES[name], width)]
    if name == "verify":
        lines += [f"  {command}" for command in RUNS]
    return "\n".join([*lines, "", textwrap.fill(f"exit status: {STATUS[name]}", width)])


def broken(command: str, width: int) -> list[str]:
    """A command in a line, or in two that a shell joins, where it is too long."""
    first, redirected, file = command.partition(" > ")
    if len(command) + 2 <= width or not redirected:
        return [f"  {command}"]
    return [f"  {first} \\", f"      > {file}"]


def seconds(text: str) -> float:
    """A positive number of seconds; raises `ArgumentTypeError` or `ValueError` where the text is none."""
    value = float(text)
    if not 0 < value < 1e6:
        raise argparse.ArgumentTypeError(f"not a time: {text}")
    return value


def seed(text: str) -> int:
    """A seed as `verify` prints it; raises `ArgumentTypeError` where the text is none."""
    if not (text.isascii() and text.isdecimal() and int(text) <= LARGEST_SEED):
        raise argparse.ArgumentTypeError(f"{text!r} is not a whole number from 0 to {LARGEST_SEED}")
    return int(text)
