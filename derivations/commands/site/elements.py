"""Pieces of HTML that several pages of the book share."""

from __future__ import annotations

import inspect
import re
from collections.abc import Iterable
from html import escape

import sympy

from ...kernel import Derivation, MatrixTheorem
from ...language.theorems.theorem import Entry
from ...pages.folding import in_terms
from ...pages.latex import latex
from ...pages.repeated import LONG
from ...pages.signs import signed
from ...pages.text import text
from .katex import formula

TITLES = "=-~"

BELOW = re.compile(
    r"(?<![\w;])([∂∏∑∫∇]|d?[^\W\d_]|mean|sup|inf|KL|normalised)_(?:\{([^{}]*)\}|(\d+|[^\W\d_])(?![^\W⁰¹²³⁴⁵⁶⁷⁸⁹]))"
)
"""A letter, or d and a letter, or the word of a printed quantity, and what is written below it."""
ABOVE = re.compile(r"\^\{([^{}]*)\}")
NUMBERED = re.compile(r"(?<![\w&#;.])([^\W\d_])(\d+)(?![^\W⁰¹²³⁴⁵⁶⁷⁸⁹])")
"""A name of a letter and digits, which has these below the letter in a formula."""
ENDS = re.compile(
    r"(</(?:d[dlt]|t[dhr]|li|ul|p|pre|h\d|div|summary)>|</span>(?=<span class=\"(?:formula|reason|words)\"))"
)
"""After these a line ends, so that the search does not take the words before and behind them for one."""
LETTERS, SMALL_LETTERS = "0123456789aehijklmnoprstuvx+−", "₀₁₂₃₄₅₆₇₈₉ₐₑₕᵢⱼₖₗₘₙₒₚᵣₛₜᵤᵥₓ₊₋"
SMALL = str.maketrans(LETTERS, SMALL_LETTERS)
SOURCES = "sources"  # the place of a page at which the works of its chapter stand


def math(node: sympy.Basic) -> str:
    """A node as a formula that scrolls where it is wider than the page."""
    return formula(latex(node), text(node))


def defined_as(name: sympy.Basic, meaning: sympy.Basic) -> str:
    """A name with what it stands for, as one formula."""
    return formula(f"{latex(name)} = {latex(meaning)}", f"{text(name)} = {text(meaning)}")


def tag(name: str, inner: str, css: str = "", **attributes: str) -> str:
    """An element."""
    every = {**({"class": css} if css else {}), **attributes}
    told = "".join(f' {key}="{escape(value)}"' for key, value in every.items())
    return f"<{name}{told}>{inner}</{name}>"


def more(summary: str, inner: str, css: str = "") -> str:
    """A part that opens, with or without JavaScript."""
    return tag("details", tag("summary", summary) + inner, css)


def line_of(relation: object, expression: str, why: str) -> str:
    """A line: its relation to the line above, its formula, and its reason, which the first line does not have."""
    return (
        tag("span", escape(str(relation or "")), "relation")
        + tag("span", expression, "formula")
        + (tag("span", printed(why), "reason") if why else "")
    )


def listed(items: Iterable[str], css: str = "") -> str:
    """A list; nothing where there are no items."""
    inner = "".join(tag("li", item) for item in items)
    return tag("ul", inner, css) if inner else ""


def facts(*pairs: tuple[str, Iterable[str]]) -> str:
    """Labels with what belongs to them, in two columns."""
    rows = [(label, list(items)) for label, items in pairs]
    inner = "".join(
        tag("dt", escape(label)) + tag("dd", items[0] if len(items) == 1 else "".join(tag("div", i) for i in items))
        for label, items in rows
        if items
    )
    return tag("dl", inner, "facts") if inner else ""


def prose(words: str | None) -> str:
    """Paragraphs; what is indented in the text stands as it is typed."""
    return paragraphs(inspect.cleandoc(words or ""))


def paragraphs(words: str) -> str:
    """The same of a text whose lines begin where they should."""
    parts = re.split(r"\n\s*\n", words)
    return "".join(
        tag("pre", lowered(inspect.cleandoc(part)), "figure") if part.startswith("  ") else tag("p", marked(part))
        for part in parts
        if part.strip()
    )


def marked(words: str) -> str:
    """Words with their names in `backquotes`, their *stressed* and their **strong words** as elements, and what is
    written below."""
    parts = re.split(r"`([^`]+)`", words)
    words = "".join(tag("code", escape(part)) if i % 2 else lowered(part) for i, part in enumerate(parts))
    words = re.sub(r"(?<![\w*])\*\*(\w[^*]*?)\*\*(?![\w*])", lambda found: tag("strong", found[1]), words)
    return re.sub(r"(?<![\w*])\*(\w[^*\n]*\w|\w)\*(?![\w*])", lambda found: tag("em", found[1]), words)


def lowered(words: str) -> str:
    """Words, escaped, in which x_0 and x_{t−1} have their second part below the line, and Σ^{T} above it, and numbers
    have one minus sign; longer names stay as they are."""
    words, before = escape(signed(words)), ""
    while words != before:  # the inner braces first
        before = words
        words = BELOW.sub(lambda found: found[1] + tag("sub", found[2] or found[3]), words)
        words = ABOVE.sub(lambda found: tag("sup", found[1]), words)
    return words


def printed(words: str) -> str:
    """The text of a statement or of a model, escaped, as a formula has it: also z1 has its digit below the line."""
    return numbered(lowered(words))


def condition(words: str) -> str:
    """The text of a condition as a formula, a long one broken between its terms."""
    if len(words) <= LONG:
        return printed(words)
    parts = (" ".join(tag("span", printed(term), "term") for term in part) for part in in_terms(words))
    return "".join(tag("div", part, "hanging") for part in parts)


def numbered(html: str) -> str:
    """HTML in which names of a letter and digits have these below the line, but not in code."""
    parts = re.split(r"(<code>.*?</code>|<[^>]+>)", html)
    parts[::2] = [NUMBERED.sub(lambda found: found[1] + tag("sub", found[2]), part) for part in parts[::2]]
    return "".join(parts)


def whole_of(one: Derivation) -> Derivation | MatrixTheorem:
    """The theorem on matrices of which a theorem is an entry; any other theorem itself."""
    return one.whole if isinstance(one, Entry) else one


def address(one: Derivation | MatrixTheorem, base: str) -> str:
    """Where a theorem stands in the book, seen from a page whose way to the top is `base`."""
    return f"{base}{place_of(one)}.html#{one.id}"


def place_of(one: Derivation | MatrixTheorem) -> str:
    """The page of a theorem, from the top of the book."""
    return (
        f"chapters/{one.chapter}"
        if one.module.startswith("derivations.chapters.")
        else f"errata/corrections/{one.chapter}"
    )


def link(one: Derivation | MatrixTheorem, base: str) -> str:
    """A link to a theorem, with its name."""
    return tag("a", escape(one.id), "theorem-name", href=address(one, base))


def small(words: str) -> str:
    """Words for a place that takes no elements, such as a title: xₜ₋₁ for x_{t−1}, where there are such letters."""
    before = ""
    while words != before:  # the inner braces first
        words, before = BELOW.sub(_small, words), words
    return words


def _small(found: re.Match[str]) -> str:
    below = found[2] or found[3]
    return found[1] + below.translate(SMALL) if all(one in LETTERS + SMALL_LETTERS for one in below) else found[0]


def title(words: str, level: int = 0) -> str:
    """A title in reStructuredText; what is written below a letter stands there."""
    words, told, end = " ".join(signed(words).split()), "", 0
    for found in BELOW.finditer(words):
        below = _typed(small(found[2] or found[3]))
        told += f"{_typed(words[end : found.start()] + found[1])}\\ :sub:`{below}`\\ "
        end = found.end()
    told = (told + _typed(words[end:])).removesuffix("\\ ")
    return f"{told}\n{TITLES[level] * max(4, 2 * len(told))}\n\n"


def _typed(words: str) -> str:
    """Words of which reStructuredText takes no letter for a mark."""
    return re.sub(r"([\\*`|_])", r"\\\1", words)


def raw(html: str) -> str:
    """HTML in reStructuredText."""
    lines = "\n".join("   " + line for line in ENDS.sub(r"\1\n", html).splitlines())
    return f".. raw:: html\n\n{lines}\n\n"
