"""The command `show`: a theorem, a chapter, a claim, a rule or a word as a page, or a theorem as a file."""

from __future__ import annotations

from argparse import Namespace
from collections.abc import Callable

from rich.console import Console

from ..chapters import ORDER
from ..kernel import RULES, Derivation
from ..pages.articles import contents, named
from ..pages.output import complain, page_width, printable
from .finding import find
from .listing import print_list, print_unwritten
from .show_chapter import chapter_page
from .show_rule import rule_page
from .show_theorem import theorem_page
from .show_word import LANGUAGE, word_list, word_page


def show(args: Namespace) -> int:
    """`show NAME [--source] [--runs DIR]`; the exit status."""
    if args.source and args.runs is not None:
        complain("--runs: goes with the page of a claim, not with --source")
        return 2
    if args.runs is not None:
        return _with_runs(args.name, args.runs)
    if not args.source and (status := _of_the_language(args.name)) is not None:
        return status
    found = _found(args.name)
    if args.source:
        return _source(found)
    if args.name in ORDER:
        return _printed(chapter_page, args.name)
    if len(found) > 1 or args.name != found[0].id:
        print_list(found)
        print_unwritten(args.name)
        return 0
    return _page(found[0])


def _found(name: str) -> list:
    """What a name stands for; where it is nothing, the words of the language are among the names that are near."""
    return find(name, [LANGUAGE, *(name for group in contents().values() for one in group for name in one.called)])


def _page(one: object) -> int:
    """Print the page of a theorem or a claim; the exit status."""
    if isinstance(one, Derivation):
        return _printed(theorem_page, one)
    from .show_claim import claim_page  # here, because it loads the attack, which no other page needs

    return _printed(claim_page, one)


def _with_runs(name: str, folder: str) -> int:
    """Print the page of a claim that is decided from the runs in a folder; the exit status."""
    from ..reported.runs import BadRuns, read_runs  # here, because only --runs needs it
    from .show_claim import claim_page  # likewise

    found = [] if name in RULES or name == LANGUAGE or named(name) else _found(name)
    if len(found) != 1 or isinstance(found[0], Derivation) or found[0].decision is None:
        complain(f"--runs: {name} is not decided from runs")
        return 2
    try:
        return _printed(lambda one, console: claim_page(one, console, read_runs(folder)), found[0])
    except BadRuns as error:
        complain(f"--runs: {error}")
        return 2


def _of_the_language(name: str) -> int | None:
    """Print the pages of a rule or a word, or the list of all of them; the exit status, None where a name is none."""
    if name == LANGUAGE:
        word_list()
        return 0
    if name in RULES:
        return _printed(rule_page, RULES[name])
    status = None
    for number, article in enumerate(named(name)):  # `iff` is a word, and a line of a proof
        print("\n" if number else "", end="")
        status = _printed(word_page, article)
    return status


def _printed(page_of: Callable, one: object) -> int:
    """Print a page as wide as the terminal; the exit status."""
    console = Console(width=page_width(), highlight=False, markup=False, emoji=False)
    with console.capture() as page:
        status = page_of(one, console)
    lines = page.get().strip().splitlines()
    print("\n".join(printable(line.rstrip()) for line in lines))  # tables are padded to the width
    return status


def _source(found: list) -> int:
    """Print one theorem as a file of its own; the exit status."""
    from ..pages.standalone import standalone  # here, because only --source needs it

    stated = [one if isinstance(one, Derivation) else one.statement for one in found]
    if len(stated) > 1 or stated[0] is None or not stated[0].text.lines:
        names = ", ".join(one.id for one in found[:4])
        complain(f"--source is for one theorem, or one claim that is proved, not for {names}")
        return 2
    print(standalone(stated[0]), end="")
    return 0
