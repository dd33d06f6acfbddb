"""The command `show`: a theorem, a chapter, a claim, a rule or a word as a page, or a theorem as a file."""

from __future__ import annotations

from argparse import Namespace
from typing import TYPE_CHECKING

from ..chapters import ORDER
from ..kernel import RULES, Derivation
from ..pages.articles import contents, named
from ..pages.output import complain
from ..pages.printing import print_page
from .finding import find, stands_for, whole_of, without_kind
from .listing import print_list, print_unwritten
from .show_abbreviation import abbreviation_page, abbreviations
from .show_chapter import chapter_page
from .show_lemma import ALL, SAID, lemma_list, lemma_page
from .show_matrix import matrix_page
from .show_rule import rule_page
from .show_theorem import theorem_page
from .show_word import LANGUAGE, word_list, word_page
from .speaking_of import print_speaking_of, speaking_of

if TYPE_CHECKING:
    from ..reported.runs import Runs


def show(args: Namespace) -> int:
    """`show NAME [--source] [--runs DIR]`; the exit status."""
    if args.source and args.runs is not None:
        complain("--runs: goes with the page of a claim, not with --source")
        return 2
    if args.runs is not None:
        return _with_runs(args.name, args.runs)
    if not args.source and (status := _by_its_words(args.name)) is not None:
        return status
    found = _found(args.name)
    if args.source:
        return _source(found)
    if args.name in ORDER:
        return print_page(chapter_page, args.name)
    if args.name == found[0].id:
        return _page(found[0])
    if (whole := whole_of(found[0])) is not None and args.name == whole.id:
        return print_page(matrix_page, whole)
    return _question(args.name)


def _found(name: str) -> list:
    """What a name stands for; where it is nothing, the words of the language are among the names that are near."""
    return find(name, [LANGUAGE, *(name for group in contents().values() for one in group for name in one.called)])


def _question(question: str, runs: Runs | None = None) -> int:
    """Print the errata of a question of the report, and the theorems on it; the exit status."""
    from .show_errata import errata_page  # here, because it loads the attack, which no other page needs

    found = _found(question)
    status = 0
    if any(not isinstance(one, Derivation) for one in found):
        status = print_page(lambda name, console: errata_page(name, console, runs), question)
    if theorems := [one for one in found if isinstance(one, Derivation)]:
        print()
        print_list(theorems)
    print_unwritten(question)
    return status


def _page(one: object) -> int:
    """Print the page of a theorem or a claim; the exit status."""
    if isinstance(one, Derivation):
        return print_page(theorem_page, one)
    from .show_claim import claim_page  # here, because it loads the attack, which no other page needs

    return print_page(claim_page, one)


def _with_runs(name: str, folder: str) -> int:
    """Print the page of a claim or a question that is decided from the runs in a folder; the exit status."""
    from ..reported.runs import BadRuns, read_runs  # here, because only --runs needs it
    from .show_claim import claim_page  # likewise

    found = [] if name in RULES or name == LANGUAGE or name in ORDER or named(name) else _found(name)
    claims = [one for one in found if not isinstance(one, Derivation)]
    if not claims or (name == claims[0].id and claims[0].decision is None):  # A question may have none of them.
        complain(f"--runs: {name} is not decided from runs")
        return 2
    try:
        runs = read_runs(folder)
        if name != claims[0].id:
            return _question(name, runs)
        return print_page(lambda one, console: claim_page(one, console, runs), claims[0])
    except BadRuns as error:
        complain(f"--runs: {error}")
        return 2


def _by_its_words(name: str) -> int | None:
    """Print the pages of all that has a name or speaks of it; the exit status.

    It is None where there is nothing, and where a theorem, a claim, a chapter or a question has the name.
    """
    status = _of_the_language(plain := without_kind(name))
    if status is None and plain in SAID:
        status = print_page(lemma_page, plain)
    if status is not None or stands_for(name):
        return status
    for number, one in enumerate(abbreviations(plain)):
        print("\n" if number else "", end="")
        status = print_page(abbreviation_page, one)
    if "." not in plain and (found := speaking_of(plain)):
        print("\n" if status is not None else "", end="")
        print_speaking_of(plain, found)
        status = 0
    return status


def _of_the_language(name: str) -> int | None:
    """Print the pages of a rule or a word, or the list of all of them; the exit status, None where a name is none."""
    if name in (LANGUAGE, ALL):
        word_list() if name == LANGUAGE else lemma_list()
        return 0
    if (rule := RULES.get(name.replace(" ", "_"))) is not None:
        return print_page(rule_page, rule)
    status = None
    for number, article in enumerate(named(name)):  # `iff` is a word, and a line of a proof
        print("\n" if number else "", end="")
        status = print_page(word_page, article)
    return status


def _source(found: list) -> int:
    """Print one theorem as a file of its own; the exit status."""
    from ..pages.standalone import standalone  # here, because only --source needs it

    stated = [one if isinstance(one, Derivation) else one.statement for one in found]
    functions = {one.source.definition for one in stated if one is not None}  # one of all entries of its matrices
    if len(functions) != 1 or stated[0] is None or not stated[0].text.lines:
        names = ", ".join(one.id for one in found[:4])
        complain(f"--source is for one theorem, or one claim that is proved, not for {names}")
        return 2
    print(standalone(stated[0]), end="")
    return 0
