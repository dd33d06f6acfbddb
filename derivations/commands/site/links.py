"""Finds the links of a built site that lead nowhere, and whatever a page would fetch from elsewhere."""

from __future__ import annotations

from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import unquote, urldefrag, urlsplit

FETCHED = {"script": "src", "img": "src", "link": "href", "iframe": "src", "source": "src"}


class _Page(HTMLParser):
    """The names in a page to which a link may lead, and its links."""

    def __init__(self) -> None:
        super().__init__()
        self.names: set[str] = set()
        self.links: list[tuple[str, str]] = []  # the element and the address

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        for key, value in attrs:
            if key in ("id", "name") and value:
                self.names.add(value)
            if value and (key == FETCHED.get(tag) or (tag == "a" and key == "href")):
                self.links.append((tag, value))


def dead_links(site: Path) -> list[str]:
    """What is wrong with the links of a site, one sentence for each."""
    read: dict[Path, _Page] = {}
    for path in sorted(site.rglob("*.html")):
        page = read[path.resolve()] = _Page()
        page.feed(path.read_text(encoding="utf-8"))
    return [wrong for path, page in read.items() for wrong in _wrong(path, page, read)]


def _wrong(path: Path, page: _Page, read: dict[Path, _Page]) -> Iterator[str]:
    for element, address in page.links:
        parts = urlsplit(address)
        if parts.scheme or parts.netloc:
            if element != "a":
                yield f"{path.name} fetches {address}"
            continue
        file, fragment = urldefrag(address)
        target = (path.parent / unquote(urlsplit(file).path)).resolve() if urlsplit(file).path else path
        if not target.exists():
            yield f"{path.name}: {address} leads to no file"
        elif fragment and target in read and unquote(fragment) not in read[target].names:
            yield f"{path.name}: {address} leads to no place of that page"
