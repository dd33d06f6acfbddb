"""What a terminal, a pipe or a file can take: its characters, its width, and messages on standard error.

An output that is not in UTF-8 gets each character that it lacks in other letters, by one table: ≤ as <=, 𝔼 as E.
Pages spell their texts so before they lay them out, so that columns stay columns; whatever else is printed is spelled
so where it is written.
"""

from __future__ import annotations

import codecs
import sys
import textwrap
from shutil import get_terminal_size
from typing import TextIO, cast

SPELLED = {  # characters beyond ASCII, and what is printed for them where they cannot be
    **{"≤": "<=", "≥": ">=", "≠": "!=", "≈": "~=", "∼": "~", "∈": " in ", "⊆": " subset of ", "⊢": "|-"},
    **{"⇔": "<=>", "⇒": "=>", "↔": "<->", "→": "->", "↦": "|->", "≪": "<<", "∝": " proportional to "},
    **{"−": "-", "–": "-", "—": "-", "·": "*", "×": "*", "±": "+-", "√": "sqrt ", "½": "1/2", "✗": "X", "…": "..."},
    **{"ℒ": "L", "∇": "grad ", "∂": "d", "â": "a^", "á": "a", "ᾱ": "abar"},
    **{"\N{COMBINING TILDE}": "~", "\N{COMBINING MACRON}": "bar", "\N{COMBINING CIRCUMFLEX ACCENT}": "^"},
    **{"∫": "int", "∞": "inf", "‖": "||", "𝔼": "E", "ℚ": "Q", "Σ": "Sum", "Π": "Prod"},
    **{character: f"^{digit}" for digit, character in enumerate("⁰¹²³⁴⁵⁶⁷⁸⁹")},
    **{character: f"_{digit}" for digit, character in enumerate("₀₁₂₃₄₅₆₇₈₉")},
    **{"⁽": "^(", "⁾": ")", "⁺": "^+", "′": "'", "″": "''", "ᵃ": "^a", "ᵀ": "^T", "ᵗ": "^t", "ᵏ": "^k"},
    **{"⁻": "^-", "ⁿ": "^n", "ᵉ": "^e", "ʲ": "^j", "ᵢ": "_i", "ⱼ": "_j", "ₙ": "_n", "ₖ": "_k"},
    **{"α": "alpha", "β": "beta", "γ": "gamma", "δ": "delta", "ε": "eps", "ζ": "zeta", "η": "eta", "θ": "theta"},
    **{"ι": "iota", "κ": "kappa", "λ": "lambda", "μ": "mu", "ν": "nu", "ξ": "xi", "π": "pi", "ρ": "rho"},
    **{"σ": "sigma", "τ": "tau", "υ": "upsilon", "φ": "phi", "χ": "chi", "ψ": "psi", "ω": "omega"},
    **{"Γ": "Gamma", "Δ": "Delta", "Θ": "Theta", "Λ": "Lambda", "Ξ": "Xi", "Φ": "Phi", "Ψ": "Psi", "Ω": "Omega"},
    **{"ó": "o", "é": "e", "“": '"', "”": '"', "‘": "'", "’": "'", "\N{NO-BREAK SPACE}": " ", "│": "|", "━": "-"},
}
NARROWEST, WIDEST = 60, 200  # columns of what is laid out for a terminal
WIDTH = 80  # columns where there is no terminal
LEAST_PROSE = 40  # columns of a message, even on the narrowest terminal


def _spell(error: UnicodeError) -> tuple[str | bytes, int]:
    """The handler of characters that an output lacks; one that has no other spelling is printed as its number."""
    if not isinstance(error, UnicodeEncodeError):
        raise error
    lacking = error.object[error.start : error.end]
    known = (SPELLED.get(one) or one.encode("ascii", "backslashreplace").decode() for one in lacking)
    return "".join(known), error.end


codecs.register_error("tightbound.spell", _spell)


def spell_outputs() -> None:
    """From now on, spell what standard output and standard error lack; nothing that is printed raises an error."""
    for stream in (sys.stdout, sys.stderr):
        if stream is not None:
            stream.reconfigure(errors="tightbound.spell")


def printable(text: str) -> str:
    """A text as standard output can take it; unchanged where that is in UTF-8."""
    encoding = sys.stdout.encoding or "utf-8"
    return text.encode(encoding, "tightbound.spell").decode(encoding)


def only_ascii() -> bool:
    """Whether characters beyond ASCII have to be escaped, because standard output is not in UTF-8."""
    return (sys.stdout.encoding or "").lower().replace("-", "") != "utf8"


def page_width() -> int:
    """The width for which pages are laid out: that of the terminal, from 60 to 200 columns, 80 without one."""
    return min(max(get_terminal_size((WIDTH, 0)).columns, NARROWEST), WIDEST)


def complain(message: str) -> None:
    """Print a message on standard error: on a terminal in lines of its width, otherwise in one line for a program."""
    stream = cast(TextIO | None, sys.stderr)
    if stream is None:
        return
    if stream.isatty():
        width = max(get_terminal_size((WIDTH, 0)).columns, LEAST_PROSE)
        message = textwrap.fill(message, width, break_long_words=False, break_on_hyphens=False)
    print(message, file=stream)
