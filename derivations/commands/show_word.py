"""The page of a word of the language, and the list of all words and rules."""

from __future__ import annotations

from rich.console import Console
from rich.padding import Padding
from rich.text import Text

from ..pages.articles import Article, contents
from ..pages.columns import in_columns
from ..pages.figures import paragraphs
from ..pages.folding import paragraph
from ..pages.output import page_width
from ..pages.reference import shown
from .answers import answer
from .show_theorem import heading

INDENT = 2  # columns, below the title of a group or of a page
LANGUAGE = "language"  # the name under which all words are listed


def word_page(article: Article, console: Console) -> int:
    """Print the page of a word; the exit status."""
    heading(console, article.name, (), article.summary, None)
    if article.prose:
        console.print(Padding(Text(paragraphs(article.prose, console.width - INDENT)), (0, 0, 1, INDENT)))
    shown_examples(article, console)
    return 0


def shown_examples(article: Article, console: Console) -> None:
    """Print the examples of an article, each with the answer of the checker."""
    for title, accepted in (("Accepts", True), ("Refuses", False)):
        console.print(Text(title, style="bold"))
        console.print(Padding(Text(shown(article, accepted, answer)), (0, 0, 1, 2)))


def word_list() -> None:
    """Print a line for each word, each part of a proof and each rule, by groups."""
    parts = []
    for title, articles in contents().items():
        rows = in_columns([(article.name, article.summary) for article in articles], page_width() - INDENT)
        parts.append(
            "\n".join(
                [paragraph(title, page_width()), *(" " * INDENT + line for row in rows for line in row.split("\n"))]
            )
        )
    print("\n\n".join(parts))
