"""The HTML of a formula with fewer elements, of shorter names, that looks the same.

KaTeX puts every letter into an element of its own, and many elements around others, of which its style sheet says
nothing.  Half of a page would be those.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import chain, product
from pathlib import Path
from string import ascii_letters, digits

from .lean import lean

Class = Callable[[Sequence[str], str], str]  # from an element's classes and style to its class in the book

TOKEN = re.compile(r"<[^>]+>|[^<]+")
CLASSES, STYLE = re.compile(r'class="([^"]*)"'), re.compile(r'style="([^"]*)"')
USED = re.compile(r'<i( aria-hidden="true")? class="([^"]*)">')
IN_FORMULAS = re.compile(r'<i((?: aria-hidden="true")?)(?: class="([^"]*)")?>|</i>')
ELEMENTS = ("b", "s", "u", "em", "var", "dfn", "ins", "del", "bdi")
"""Short elements for parts of a line, which the style sheet of the formulas makes look like any other part."""
TOP, HEIGHT = re.compile(r"top:(-[\d.]+)em;"), re.compile(r"height:([\d.]+)em;")
NOBODY = "_"  # a class that nothing has
OTHERS = re.compile(r'<(?!i[ >])\w[^>]*? class="([^"]*)"')
CLASS = re.compile(r"\.([ks][0-9a-z]+)\b")  # of a formula, in the style sheet
FONTS = frozenset({"mord", "mathnormal", "mathit", "mathrm", "mathbb", "mathbf", "textrm"})
"""Classes that only choose the font of letters, or say nothing: letters beside each other may share an element."""
PLACED = frozenset(
    {
        "vlist",
        "vlist-r",
        "vlist-t",
        "mfrac",
        "delimsizing",
        "delim-size1",
        "delim-size4",
        "inner",
        "sqrt",
        "accent",
        "mtable",
        "op-limits",
    }
)
"""Classes of elements of whose children and grandchildren the style sheet speaks, whatever their classes are."""


@dataclass
class Element:
    """An element with its classes and its style; without both it is only a pair of brackets."""

    classes: Sequence[str] = ()
    style: str = ""
    inner: list[Element | str] = field(default_factory=list)

    @property
    def only_letters(self) -> bool:
        return not self.style and FONTS.issuperset(self.classes) and all(isinstance(one, str) for one in self.inner)


def shortened(html: str, to_class: Class) -> str:
    """A formula of KaTeX as HTML of few bytes: `i` in place of `span`, and the classes that `to_class` gives."""
    return "".join(_written(one, to_class, 0) for one in _read(html).inner)


def _read(html: str) -> Element:
    """The tree of a formula.  Drawings stay as they are typed."""
    around = [Element()]
    for token in TOKEN.findall(html):
        if token.startswith("<span"):
            names, style = CLASSES.search(token), STYLE.search(token)
            element = Element(names[1].split() if names else (), style[1] if style else "")
            around[-1].inner.append(element)
            around.append(element)
        elif token == "</span>":
            around.pop()
        else:
            around[-1].inner.append(token)
    return around[0]


def _written(one: Element | str, to_class: Class, placed: int) -> str:
    """An element as HTML; `placed` says of how many generations, itself first, the style sheet may speak."""
    if isinstance(one, str):
        return one
    if (moved := _moved(one)) is not None:
        return _written(moved, to_class, placed)
    below = 2 if PLACED.intersection(one.classes) else max(0, placed - 1)
    inner = "".join(_written(each, to_class, below) for each in (_joined(one.inner) if not below else one.inner))
    name = to_class(one.classes, one.style)
    if not name:
        return f"<i>{inner}</i>" if placed else inner
    return f'<i class="{name}">{inner}</i>'


def _moved(one: Element) -> Element | None:
    """A subscript or a superscript alone, as letters that are moved within their line: KaTeX makes a table of them."""
    match one:
        case Element(
            classes=["msupsub"],
            inner=[
                Element(
                    classes=["vlist-t", *_], inner=[Element(inner=[Element(classes=["vlist"], inner=[row]), *_]), *_]
                )
            ],
        ):
            pass
        case _:
            return None
    match row:
        case Element(style=style, inner=[Element(classes=["pstrut"], style=strut), Element() as letters]):
            top, height = TOP.match(style), HEIGHT.fullmatch(strut)
        case _:
            return None
    if top is None or height is None:
        return None
    return Element((), f"position:relative;top:{float(height[1]) + float(top[1]):g}em;{style[top.end() :]}", [letters])


def _joined(inner: Sequence[Element | str]) -> Iterator[Element | str]:
    """The same elements, in which letters of one font that stand side by side are one element."""
    last: Element | None = None
    for one in inner:
        letters = isinstance(one, Element) and one.only_letters
        if letters and last is not None and list(last.classes) == list(one.classes):
            last.inner += one.inner
            continue
        if last is not None:
            yield last
        last = Element(one.classes, "", [*one.inner]) if letters else None
        if last is None:
            yield one
    if last is not None:
        yield last


def rename(site: Path, styles: Path) -> None:
    """Give each set of classes in the formulas of a site one short name, the most frequent the shortest.

    The most frequent ones become elements, and the others have a class of a letter or two.  The style sheet then says
    of every such name what it said of the classes; nothing outside of a formula has one of these names.
    """
    pages = {path: path.read_text(encoding="utf-8") for path in site.rglob("*.html")}
    found, outer = Counter(), set()
    for page in pages.values():
        for hidden, names in USED.findall(page):
            found[names] += 1
            outer |= {names} if hidden else set()
    elements = dict(zip((names for names, _ in found.most_common() if names not in outer), ELEMENTS, strict=False))
    taken = {name for page in pages.values() for names in OTHERS.findall(page) for name in names.split()} | {NOBODY}
    free = (name for name in _short_names() if name not in taken)
    short = dict(zip((names for names, _ in found.most_common() if names not in elements), free, strict=False))
    for path, page in pages.items():
        path.write_text(lean(_renamed(page, elements, short)), encoding="utf-8")
    of: dict[str, list[str]] = {}
    for names, name in [*elements.items(), *((names, f".{name}") for names, name in short.items())]:
        for one in names.split():
            of.setdefault(one, []).append(name)

    def selector(old: re.Match[str]) -> str:
        """What stands for a class: it outweighs other selectors as a class does, also where it is an element."""
        new = of.get(old[1], [old[0]])
        return new[0] if new[0][0] == "." and len(new) == 1 else f":is({','.join([*new, f'.{NOBODY}'])})"

    styles.write_text(CLASS.sub(selector, styles.read_text(encoding="utf-8")), encoding="utf-8")


def _renamed(page: str, elements: Mapping[str, str], short: Mapping[str, str]) -> str:
    """A page in which the elements of formulas have their short names."""
    opened: list[str] = []

    def new(old: re.Match[str]) -> str:
        if old[0] == "</i>":
            return f"</{opened.pop()}>"
        hidden, names = old[1], old[2]
        opened.append(elements.get(names, "i"))
        return f"<{opened[-1]}>" if names in elements else f"<i{hidden}{f' class={short[names]}' if names else ''}>"

    return IN_FORMULAS.sub(new, page)


def _short_names() -> Iterator[str]:
    """The names a, b, …, Z, aa, ab, …, of which there are more than a style sheet has classes."""
    two, three = product(ascii_letters, ascii_letters + digits), product(ascii_letters, repeat=3)
    return map("".join, chain(ascii_letters, two, three))
