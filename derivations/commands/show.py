"""The commands `show` and `list`: one theorem or claim as a page or a file, several as a list."""

from __future__ import annotations

import sys
from argparse import Namespace
from collections.abc import Callable
from shutil import get_terminal_size

from rich.console import Console

from ..chapters import ORDER
from ..kernel import RULES, Derivation
from ..pages.articles import contents, named
from .finding import find, load, load_reported
from .show_chapter import chapter_page
from .show_rule import rule_page
from .show_theorem import claim_page, span, theorem_page
from .show_word import LANGUAGE, word_list, word_page

PAGE_WIDTH = 120  # characters, where standard output is no terminal
NARROWEST, WIDEST = 80, 200


def show(args: Namespace) -> int:
    """`show NAME [--source]`; the exit status."""
    if not args.source and (status := _of_the_language(args.name)) is not None:
        return status
    found = find(
        args.name, [LANGUAGE, *(name for group in contents().values() for one in group for name in one.called)]
    )
    if args.source:
        return _source(found)
    if args.name in ORDER:
        return _printed(chapter_page, args.name)
    if len(found) > 1 or args.name != found[0].id:
        _listed(found)
        return 0
    (one,) = found
    return _printed(theorem_page if isinstance(one, Derivation) else claim_page, one)


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
    """Print a page as wide as the terminal, from 80 to 200 columns; the exit status."""
    columns = get_terminal_size((PAGE_WIDTH, 0)).columns
    console = Console(width=min(max(columns, NARROWEST), WIDEST), highlight=False, markup=False, emoji=False)
    with console.capture() as page:
        status = page_of(one, console)
    print("\n".join(line.rstrip() for line in page.get().strip().splitlines()))  # tables are padded to the width
    return status


def listing(args: Namespace) -> int:
    """`list [--reported [QUESTION]]`; the exit status."""
    if args.reported is None:
        found = load().values()
    else:
        found = (
            [one for one in find(args.reported) if not isinstance(one, Derivation)]
            if args.reported
            else load_reported().values()
        )
    _listed(found)
    return 0


def _source(found) -> int:
    """Print one theorem as a file of its own; the exit status."""
    from ..pages.standalone import standalone  # here, because only --source needs it

    stated = [one if isinstance(one, Derivation) else one.statement for one in found]
    if len(stated) > 1 or stated[0] is None or not stated[0].text.lines:
        print(
            "--source is for one theorem, or one claim that is proved, not for "
            f"{', '.join(one.id for one in found[:4])}",
            file=sys.stderr,
        )
        return 2
    print(standalone(stated[0]), end="")
    return 0


def _listed(found) -> None:
    """Print a line for each: id, questions or lines, title; with an empty line between chapters and questions."""
    rows = [
        (one.id, " ".join(one.questions), one.title, one.chapter)
        if isinstance(one, Derivation)
        else (one.id, span(one.lines), f"{one.kind}: {one.says}", one.question)
        for one in found
    ]
    first, second = (max((len(row[i]) for row in rows), default=0) for i in (0, 1))
    for before, (name, where, title, group) in zip([None, *(row[3] for row in rows)], rows):
        print(("\n" if before not in (None, group) else "") + f"{name:{first}}  {where:{second}}  {title}")
