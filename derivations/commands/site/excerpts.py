"""How each part of a page begins, as a program that the search loads where a browser fetches no pages: from a folder.

The search of Sphinx fetches the page of each result in order to show words of it, which no browser allows there.
"""

from __future__ import annotations

import json
from html.parser import HTMLParser
from pathlib import Path

FILE = "excerpts.js"
LONGEST = 240  # characters of a part, as many as the search shows
NEVER_CLOSED = frozenset({"img", "input", "br", "hr", "meta", "link", "wbr", "path"})
UNREAD = frozenset({"h1", "h2", "h3", "script", "style", "svg", "nav", "label", "button", "output"})
"""Elements that say nothing of a part; its title is shown in any case."""


def write_excerpts(site: Path) -> None:
    """Write the excerpts of all pages of a site into its static folder."""
    told = {}
    for path in sorted(site.rglob("*.html")):
        parts = _Parts()
        parts.feed(path.read_text(encoding="utf-8"))
        if found := {name: _short(" ".join(words)) for name, words in parts.told.items() if words}:
            told[path.relative_to(site).with_suffix("").as_posix()] = found
    words = json.dumps(told, ensure_ascii=False, separators=(",", ":"))
    (site / "_static" / FILE).write_text(f"window.EXCERPTS={words};\n", encoding="utf-8")


def _short(words: str) -> str:
    """The beginning of a text, up to the end of a word."""
    words = " ".join(words.split())
    return words if len(words) <= LONGEST else words[:LONGEST].rpartition(" ")[0] + " …"


class _Parts(HTMLParser):
    """The words of each section of a page, by its id, without those of the sections in it; formulas in words."""

    def __init__(self) -> None:
        super().__init__()
        self.told: dict[str, list[str]] = {}
        self._sections: list[str] = []
        self._unread: list[str] = []  # the elements around, from one of which nothing is read

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        if self._unread:
            self._unread += [] if tag in NEVER_CLOSED else [tag]
        elif tag == "section" and given.get("id"):
            self._sections.append(given["id"] or "")
            self.told[self._sections[-1]] = []
        elif given.get("role") == "math":
            self.handle_data(given.get("aria-label") or "")
            self._unread.append(tag)
        elif tag in UNREAD or "headerlink" in (given.get("class") or ""):
            self._unread.append(tag)

    def handle_endtag(self, tag: str) -> None:
        if self._unread:
            if tag in self._unread:
                while self._unread.pop() != tag:
                    pass
        elif tag == "section" and self._sections:
            self._sections.pop()

    def handle_data(self, data: str) -> None:
        if self._sections and not self._unread:
            self.told[self._sections[-1]].append(data)
