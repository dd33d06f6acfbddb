"""The names that may be declared.

A name is all that a reader of a printed line has, so it must not be taken for anything else: not for a word of the
language, not for another name that looks like it, not for a space that the kernel uses itself.
"""

from __future__ import annotations

import keyword
import re
from functools import cache

from .usage import called

# The Greek letters that do not look like a Latin one; final sigma is no letter of its own.
GREEK = "ΓΔΘΛΞΠΣΦΨΩ" "αβγδεζηθικλμνξπρστυφχψω"
NAME = re.compile(f"[A-Za-z_{GREEK}][A-Za-z0-9_{GREEK}]*")
LETTERS = "a name has letters (ASCII, or Greek ones that look like no Latin letter), digits and underscores"
LONGEST = 60
RESERVED = frozenset({"index", "count", "real"})  # the sorts of counts, indices and numbers
LIKE = str.maketrans("ικνυχω", "ikvuxw")  # Greek letters that many fonts draw nearly like the Latin ones
STROKES = str.maketrans("I10", "llO")  # letters and digits that are one stroke, or one ring, in many fonts

# Greek letters by the names under which they are typed; those in LIKE are printed as typed.  Lambda is a Python word.
SPELLED_OUT = {
    **{"alpha": "α", "beta": "β", "gamma": "γ", "delta": "δ", "eps": "ε", "epsilon": "ε", "zeta": "ζ", "eta": "η"},
    **{"theta": "θ", "lam": "λ", "mu": "μ", "xi": "ξ", "pi": "π", "rho": "ρ", "sigma": "σ", "tau": "τ", "phi": "φ"},
    **{"psi": "ψ"},
}

DIGITS = "0123456789"

WORDS: dict[str, object] = {}  # filled once, by `kernel/words.py`


def declared(name: str, what: str) -> str:
    """A name, which is declared once: what it stands for never changes, and it is the name of its variable.

    It has letters, digits and underscores, and at most sixty of them.  The letters are ASCII, or Greek ones that look
    like no Latin letter.  It is no word of the language, and no two names of a file look alike.

    Accepted:
        (θ,) = points("θ")
        q_1 = Law("q_1", z)

    Refused:
        r = Law("q", z)

        log = Law("log", z)

        q = Law("q", z)
        q = Law("q", z)

        a2, а2 = points("a2 а2")     # the second one begins with a Cyrillic letter
    """
    # `what`, such as "a point", is for the ValueError that says why the name may not be had.
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


def as_letter(name: str) -> str:
    """A name as it is printed: a Greek letter where it spells one out, also in front of digits, as η1 for eta1."""
    word = name.rstrip(DIGITS)
    return SPELLED_OUT.get(word, word) + name[len(word) :]


@cache
def look_alike(name: str) -> str:
    """A text that two names share where a reader may take one for the other, as φ and phi, which is printed so."""
    return "_".join(map(as_letter, name.split("_"))).translate(LIKE)


@cache
def hardly_told_apart(name: str) -> str:
    """The same for two names of one text, where strokes, rings and the number of underscores tell nothing either, nor
    any underscore before digits: z1 and z_1 have their digit below the line in a formula."""
    return re.sub("_+", "_", re.sub(r"_+(?=[0-9])", "", look_alike(name)).translate(STROKES))
