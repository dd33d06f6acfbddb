"""A page of a site in fewer bytes, from which a browser makes the same page.

HTML lets a writer leave out the ends of some elements, and the quotes around most values.
"""

from __future__ import annotations

import re

AS_TYPED = re.compile(r"(<(pre|script|style)\b.*?</\2>)", re.DOTALL)  # here every blank counts
COMMENT = re.compile(r"<!--.*?-->", re.DOTALL)
INDENTED = re.compile(r"\s*\n\s*")
UNUSED = re.compile(r' (?:class="(?:reference internal|toctree-l1)"|xmlns="http://www.w3.org/2000/svg")')
"""Classes by Sphinx that `book.css` does not need, and a name of which HTML needs none."""
SYMBOL = re.compile(r'<symbol id="([\w-]+)".*?</symbol>\s*', re.DOTALL)  # a drawing of the theme, shown by its name
TAG = re.compile(r"<[a-z][^<>]*>")
PLAIN = re.compile(r""" ([\w-]+)="([^\s"'=<>`]+)"(?=[ >])""")  # a value that needs no quotes
BLOCK = r"<(?:p|div|ul|ol|dl|details|pre|section|table|h\d|footer|header)\b"
ENDS = re.compile(  # each with what has to follow, where a browser knows that the element ends
    r"</li>(?=\s*(?:<li\b|</[uo]l>))|</d[td]>(?=\s*(?:<d[td]\b|</dl>))|</t[dh]>(?=\s*(?:<t[dh]\b|</tr>))"
    rf"|</tr>(?=\s*(?:<tr\b|</t(?:body|head)>))|</p>(?=\s*(?:{BLOCK}|</(?:div|section|details|d[td]|t[dh]|li)>))"
)


def lean(page: str) -> str:
    """A page of which each value that needs no quotes has none, without blanks and ends that say nothing."""
    page = SYMBOL.sub(lambda found: found[0] if f'"#{found[1]}"' in page else "", page)
    page = ENDS.sub("", TAG.sub(_unquoted, page))
    parts = AS_TYPED.split(page)  # the text between, what stands as it is typed, the name of its element, and so on
    parts[::3] = [INDENTED.sub("\n", COMMENT.sub("", part)) for part in parts[::3]]
    del parts[2::3]
    return "".join(parts)


def _unquoted(tag: re.Match[str]) -> str:
    return PLAIN.sub(r" \1=\2", UNUSED.sub("", tag[0]))
