"""The theorems whose names, titles or remarks have a word: what is shown where nothing is called by it."""

from __future__ import annotations

import re

from ..kernel import Derivation
from .finding import corrections, load
from .listing import print_list

MOST = 12  # theorems in the list


def speaking_of(words: str) -> list[Derivation]:
    """The theorems in whose names, titles or remarks some word begins so, those with it in the title first."""
    word = re.compile(rf"(?<![^\W_]){re.escape(words)}", re.IGNORECASE)
    every = [*load().values(), *corrections().values()]
    titled = [one for one in every if word.search(f"{one.id} {one.title}")]
    remarked = [one for one in every if one not in titled and word.search(" ".join((one.__doc__ or "").split()))]
    return titled + remarked


def print_speaking_of(words: str, found: list[Derivation]) -> None:
    """Print a list of theorems that have a word, and how many more there are."""
    more = f", and {len(found) - MOST} more" if len(found) > MOST else ""
    print(f"Theorems that speak of “{words}”{more}:\n")
    print_list(found[:MOST], count=False)
