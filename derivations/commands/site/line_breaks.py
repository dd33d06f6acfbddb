r"""Where a formula that is wider than its place goes on in a new line: before a sign, and not behind it.

TeX, and KaTeX with it, breaks a line behind a relation or an operation.  Where the rest of the line does not fit, its
place scrolls, and the sign at its end is what a reader does not see: whether a bound is one from above or from below.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

SIGNS = ("=", r"\neq", r"\le", "<", r"\ge", ">", r"\iff", r"\implies", "+", "-", r"\cdot")
"""The signs between two spaces: a minus before a single term has none behind it."""
PART = re.compile(
    r"\\[{}]|(?P<opens>\{|\\left\b|\\begin\b)|(?P<closes>\}|\\right\b|\\end\b)"
    rf"|(?<= )(?P<sign>{'|'.join(map(re.escape, SIGNS))})(?= )"
)
NOTHING = re.compile(r'<span class="mspace (?:allow|no)break"></span>')  # what says where a line may be broken


def before_signs(tex: str) -> str:
    """A formula that may be broken before its signs only, as far as they stand in no brackets."""
    return "".join(_parts(tex))


def _parts(tex: str) -> Iterator[str]:
    depth = end = 0
    for found in PART.finditer(tex):
        depth += bool(found["opens"]) - bool(found["closes"])
        if found["sign"] and not depth:
            yield rf"{tex[end : found.start()]}\allowbreak {found['sign']} \nobreak"
            end = found.end()
    yield tex[end:]


def without_marks(html: str) -> str:
    """The HTML of a formula without the empty elements for places at which it may be broken: these lie between its
    parts already."""
    return NOTHING.sub("", html)
