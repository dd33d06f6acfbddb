"""The names that may be declared.

A name is all that a reader of a printed line has, so it must not be taken for anything else: not for a word of the
language, not for another name that looks like it, not for a space that the kernel uses itself.
"""

from __future__ import annotations

import keyword
import re

from .usage import called

# The Greek letters that do not look like a Latin one; final sigma is no letter of its own.
GREEK = "ΓΔΘΛΞΠΣΦΨΩ" "αβγδεζηθικλμνξπρστυφχψω"
NAME = re.compile(f"[A-Za-z_{GREEK}][A-Za-z0-9_{GREEK}]*")
LETTERS = "a name has letters (ASCII, or Greek ones that look like no Latin letter), digits and underscores"
LONGEST = 60
RESERVED = frozenset({"index", "count", "real"})  # the sorts of counts, indices and numbers
LIKE = str.maketrans("ικνυχω", "ikvuxw")  # Greek letters that many fonts draw nearly like the Latin ones
STROKES = str.maketrans("I10", "llO")  # letters and digits that are one stroke, or one ring, in many fonts

WORDS: dict[str, object] = {}  # filled once, by `kernel/words.py`


def declared(name: str, what: str) -> str:
    """The name, or a ValueError that says why `what`, such as "a point", may not be called that."""
    if not isinstance(name, str):
        raise ValueError(f"{what} is called by a name, not {called(name) or repr(name)}")
    if not NAME.fullmatch(name) or keyword.iskeyword(name):
        raise ValueError(f"{what} cannot be called {name!r}: {LETTERS}")
    if len(name) > LONGEST:
        raise ValueError(f"{what} has a name of {len(name)} letters: {LONGEST} are enough")
    if not WORDS:
        raise ValueError(f"{what} is declared before the words of the language are known: import derivations.kernel")
    if name in WORDS:
        raise ValueError(f"{what} cannot be called {name}: that is a word of the language")
    if name in RESERVED:
        raise ValueError(f"{what} cannot be called {name}: the name is reserved")
    return name


def look_alike(name: str) -> str:
    """A text that two names share where a reader may take one for the other."""
    return name.translate(LIKE)


def hardly_told_apart(name: str) -> str:
    """The same for two names of one text, where strokes, rings and the number of underscores tell nothing either."""
    return re.sub("_+", "_", look_alike(name).translate(STROKES))
