"""The errata of a question of the report, adjudicated once for all tests of a process."""

from functools import cache

from derivations.commands.finding import load, load_reported
from derivations.reported.errata import Errata, errata

STATED = ("1.1.1", "1.1.2", "1.1.3", "2.1.10", "2.1.11")  # the questions that mathematics decides


@cache
def errata_of(question: str) -> Errata:
    """The errata without runs."""
    load()
    return errata(question, load_reported().values())
