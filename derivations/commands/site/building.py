"""Builds the book: pages in reStructuredText from the theorems and the claims, and of them a site by Sphinx."""

from __future__ import annotations

import re
import tempfile
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, field
from html import escape, unescape
from io import StringIO
from multiprocessing import get_context
from pathlib import Path
from shutil import copytree, rmtree
from typing import Any

from ...chapters import ORDER
from ...kernel import Derivation, MatrixTheorem, Prover
from ...pages.folding import Prose
from ...pages.text import text
from ...reported.runs import Runs
from ..finding import corrections, load, load_reported
from ..notation import nodes_of, notation
from .benchmarks import benchmarks_page
from .chapters import chapter_page
from .claims import claims_page
from .elements import address, link, listed, lowered, marked, printed, raw, tag, title, whole_of
from .errata import Question, errata_page
from .estimators import estimators_page
from .evidence import Evidence
from .excerpts import write_excerpts
from .experiments import experiments_page, measured, write_figures
from .katex import PLACES, write_styles
from .links import dead_links
from .map import map_page
from .mutants import Mutants
from .names import Named, names
from .programs import module_page
from .python_source import modules
from .rules import rules_page
from .shortening import rename
from .theorems import theorem_section
from .trust import trust_page

FIRST = "elbo.bound"  # the theorem of the first page
BEGIN = (  # a wish, and where it is met
    ("To learn the subject from its beginning", "the evidence lower bound", "chapters/elbo.html"),
    ("To look up a formula", "find a theorem by its name, its symbols or a word", "theorems.html"),
    ("To see what is needed for what", "the map of all theorems", "map.html"),
    ("To read the assignment with its errors marked", "the errata, question by question", "errata.html"),
    ("To run the methods", "the programs, with examples", "programs/elbo.html"),
    ("To know why a step is allowed", "the rules", "rules.html"),
    ("To know what has to be believed", "what is trusted", "trust.html"),
)
READ = (
    "Below the claim stands its proof, line by line: the sign on the left says how a line follows from the line above, "
    "the words on the right say why. Open a line to see what is known there, and its value in one small model. At the "
    "end stand false statements that are easily taken for the theorem, each with numbers that refute it."
)
NOTHING = (
    "No theorem has these words in its name, its title, its claim or what is said of it. "
    '<a href="search.html">Search all pages for them</a>, or try a part of a word.'
)
STATIC = Path(__file__).parent / "static"  # the style sheet and the program of the pages
COLOUR = re.compile(r"\x1b\[[\d;]*m")  # of a warning on a terminal
CAPTION = '<p class="caption" role="heading"'
TITLE = re.compile("<title>(.*?)</title>", re.DOTALL)
MAP = re.compile(r"/[/*]# sourceMappingURL=\S+(?: ?\*/)?")
TOLD = Callable[[int, int], None]


class BadBook(ValueError):
    """The book cannot be built: a warning of Sphinx, or a link that leads nowhere."""


@dataclass(frozen=True)
class Given:
    """What was measured elsewhere, as far as it was given."""

    evidence: Evidence = field(default_factory=Evidence)
    runs: Runs = field(default_factory=dict)
    benchmarks: str = ""  # a report on them, as HTML
    mutants: Mutants | None = None


@dataclass(frozen=True)
class Book:
    """Everything that the pages are made of."""

    theorems: Mapping[str, Derivation]
    corrections: Mapping[str, Derivation]
    rests_on: Mapping[str, Sequence[Derivation]]
    used_by: Mapping[str, Sequence[Derivation]]
    given: Given = field(default_factory=Given)

    def pages(self) -> list[tuple[str, str]]:
        """The kind and the name of each page, those that take longest first."""
        right = dict.fromkeys(one.chapter for one in self.corrections.values())
        questions = dict.fromkeys(claim.question for claim in load_reported().values())
        kinds = (("chapters", ORDER), ("errata", questions), ("errata/corrections", right), ("programs", modules()))
        return [(kind, name) for kind, names in kinds for name in names] + [
            ("", "theorems"),
            ("", "rules"),
            ("", "map"),
            ("", "trust"),
            ("", "estimators"),
            ("", "benchmarks"),
            ("", "experiments"),
            ("", "index"),
        ]

    def page(self, kind: str, name: str) -> tuple[str, Question | None]:
        """A page in reStructuredText, and of the errata of a question what other pages tell of it."""
        base = "../" * (kind.count("/") + bool(kind))
        if kind == "errata":
            return errata_page(name, tuple(load_reported().values()), base, self.given.evidence, self.given.runs)
        if kind == "programs":
            return module_page(modules()[name]), None
        if not kind:
            made = {
                "index": self._home,
                "theorems": self._every,
                "rules": rules_page,
                "map": self._map,
                "trust": self._trust,
                "estimators": lambda: estimators_page(self.given.runs),
                "benchmarks": lambda: benchmarks_page(self.given.benchmarks),
                "experiments": lambda: experiments_page(self.given.runs),
            }
            return made[name](), None
        every = self.theorems if kind == "chapters" else self.corrections
        page = chapter_page(
            [one for one in every.values() if one.chapter == name], self.used_by, base, self.given.evidence
        )
        if kind == "chapters" and (figures := measured(name, self.given.runs, base)):
            page += title("Measured", 1) + raw(figures)
        return (page if kind == "chapters" else f":orphan:\n\n{page}"), None  # the errata lead to these

    def _home(self) -> str:
        first = self.theorems[FIRST]
        questions = dict.fromkeys(claim.question for claim in load_reported().values())
        return (
            title("Variational inference, line by line")
            + raw(
                tag(
                    "p",
                    f"{len(self.theorems)} theorems of variational inference, in chapters, each with all of its lines. "
                    "A program checks that each line follows from the one before, and tries every statement in small "
                    "models. "
                    "Beside the right statements stand the wrong ones that people write, with numbers that break them.",
                )
                + tag(
                    "p",
                    "A worked assignment on the subject is examined in the same way: "
                    + tag("a", "its errors, with what is right", href="errata.html")
                    + f". What should stand there is proved by {len(corrections())} more theorems, the corrections.",
                )
                + tag("p", "Where to begin:")
                + listed(f"{escape(wish)}: {tag('a', words, href=href)}" for wish, words, href in BEGIN)
            )
            + title(f"One of them: {first.title}", 1)
            + raw(tag("p", READ) + theorem_section(Prover().prove(first), self.used_by, set(), "", Evidence()))
            + _contents("Find", ["theorems", "map"])
            + _contents("Chapters", [f"chapters/{name}" for name in ORDER])
            + _contents("Errata of the assignment", ["errata", "claims", *(f"errata/{name}" for name in questions)])
            + _contents("Programs", [f"programs/{name}" for name in modules()])
            + _contents("Measured", ["estimators", "benchmarks", "experiments"])
            + _contents("Checked", ["rules", "trust"])
        )

    def _trust(self) -> str:
        every = (*self.theorems.values(), *self.corrections.values())
        return trust_page(every, self.given.evidence.run, self.given.evidence.trials, self.given.mutants)

    def _map(self) -> str:
        return map_page(self.theorems, self.rests_on)

    def _every(self) -> str:
        wholes = dict.fromkeys(map(whole_of, self.theorems.values()))
        told = (
            f"The {len(wholes)} rows have all {len(self.theorems)} theorems of the chapters: those on the entries of a "
            f"matrix share the row of their matrices. The {len(corrections())} corrections of the assignment are not "
            "here but at its errata."
        )
        rows = "".join(
            tag(
                "tr",
                tag("td", link(one, "") + _entries(one))
                + tag("td", lowered(one.title))
                + tag("td", printed(text(one.text.statement))),
                **{"data-words": _said_of(one)},
            )
            for one in wholes
        )
        head = tag("thead", tag("tr", "".join(tag("th", word, scope="col") for word in ("name", "title", "claim"))))
        field = (
            tag("label", "Name, symbol or word ", **{"for": "find"})
            + '<input id="find" type="search" autocomplete="off">'
        )
        return title("Find a theorem") + raw(
            tag("p", told)
            + tag("p", field + ' <span id="found" role="status"></span>', "controls")
            + tag("p", NOTHING, "none", id="nothing", hidden="")
            + tag("div", tag("table", head + tag("tbody", rows), "every found"), "scroll")
        )


def _said_of(one: Derivation | MatrixTheorem) -> str:
    """What the author says of a theorem and of the names in it, for whoever looks for a word of it."""
    names = [item.plain for item in notation(nodes_of(one)) if isinstance(item, Prose)]
    return " ".join(" ".join([one.__doc__ or "", *names]).split())


def _entries(one: Derivation | MatrixTheorem) -> str:
    """Links to the entries of a theorem on matrices, which are theorems that are cited by themselves."""
    entries = one.entries.values() if isinstance(one, MatrixTheorem) else ()
    return "".join(f" {tag('a', escape(entry.id.removeprefix(one.id)), href=address(entry, ''))}" for entry in entries)


def _claims(questions: Mapping[str, Question], evidence: Evidence) -> str:
    """The page of all claims whose question was examined."""
    verdicts = {name: verdict for one in questions.values() for name, verdict in one.verdicts.items()}
    claims = [claim for claim in load_reported().values() if claim.id in verdicts]
    return f":orphan:\n\n{claims_page(claims, [verdicts[claim.id] for claim in claims], evidence)}"


def _overview(questions: Mapping[str, Question]) -> str:
    """The page that says of each question how much of it is wrong."""
    rows = "".join(
        tag("li", tag("a", escape(one.summary), href=f"{name}.html") + tag("div", marked(one.about), "words"))
        for name, one in questions.items()
    )
    return (
        ":orphan:\n\n"
        + title("The errata of the assignment")
        + raw(
            tag(
                "p",
                "A question is right where everything that it says is. An error is counted once, at its root; what "
                "follows from it is wrong with it. What can only be decided from runs of programs is not decided here.",
            )
            + tag("p", tag("a", "All claims in one table", href="claims.html"))
            + tag("ul", rows)
        )
    )


def _contents(caption: str, names: Sequence[str]) -> str:
    if not names:
        return ""
    lines = "\n".join(f"   {name}" for name in names)
    return f".. toctree::\n   :caption: {caption}\n   :hidden:\n   :maxdepth: 1\n\n{lines}\n\n"


def made_of_everything(given: Given) -> Book:
    """The book of all chapters, of all claims, and of the theorems that say what is right in the place of some."""
    theorems, right, prover = load(), corrections(), Prover()
    rests_on, used_by = {}, defaultdict(list)
    waiting = [*theorems.values(), *right.values()]
    while waiting:
        one = waiting.pop()
        rests_on[one.id] = prover.prove(one).rests_on
        for used in rests_on[one.id]:
            used_by[used.id].append(one)
            if used.id not in theorems and used.id not in right:
                right[used.id] = used
                waiting.append(used)
    return Book(theorems, right, rests_on, used_by, given)


class _Worker:
    """A forked process that makes pages.  Its book is process state, because a task carries only names."""

    book: Book

    @classmethod
    def begin(cls, book: Book) -> None:
        cls.book = book

    @classmethod
    def page(cls, kind: str, name: str) -> tuple[str, Question | None, Mapping[str, str]]:
        return *cls.book.page(kind, name), PLACES.found


def pages(book: Book, jobs: int) -> Iterator[tuple[str, str, Question | None, Mapping[str, str]]]:
    """The path of each page without its ending, the page, what is told of its question, and its styles."""
    work = book.pages()
    with ProcessPoolExecutor(jobs, mp_context=get_context("fork"), initializer=_Worker.begin, initargs=(book,)) as pool:
        found = [pool.submit(_Worker.page, kind, name) for kind, name in work]
        for (kind, name), page in zip(work, found, strict=True):
            yield f"{kind}/{name}".strip("/"), *page.result()


def build(out: Path, jobs: int, told: TOLD | None, given: Given) -> int:
    """Build the book into a folder and return how many pages it has; raises `BadBook` where something is wrong, and
    then leaves the folder as it is."""
    book = made_of_everything(given)
    with tempfile.TemporaryDirectory() as folder:
        source, static = Path(folder, "source"), Path(folder, "static")
        many, places, questions = len(book.pages()), [], {}
        for number, (name, page, question, styles) in enumerate(pages(book, jobs), 1):
            places.append(styles)
            if question is not None:
                questions[name] = question
            path = source / f"{name}.rst"
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(page, encoding="utf-8")
            if told is not None:
                told(number, many)
        (source / "errata.rst").write_text(_overview(questions), encoding="utf-8")
        (source / "claims.rst").write_text(_claims(questions, given.evidence), encoding="utf-8")
        copytree(STATIC, static)
        write_styles(static, places)
        if given.runs:
            write_figures(given.runs, static / "figures")
        made = Path(folder, "made")
        _run_sphinx(source, static, made, names(book.theorems.values(), book.corrections.values()))
        _mend(made)
        write_excerpts(made)
        rename(made, made / "_static" / "katex.css")
        if dead := dead_links(made):
            raise BadBook("; ".join(dead[:5]))
        _put(made, out)
    return many


def _put(made: Path, out: Path) -> None:
    """Put a book in the place of the one before, of which no page is left."""
    for old in out.iterdir():
        rmtree(old) if old.is_dir() and not old.is_symlink() else old.unlink()
    copytree(made, out, dirs_exist_ok=True)


def _mend(out: Path) -> None:
    """Say of the theme's captions, which are headings for a voice, of which level they are, say above each page on
    paper what it is of, and leave out the maps from the theme's programs and style sheets to their sources."""
    for path in out.rglob("*.map"):
        made = path.with_suffix("")
        made.write_text(MAP.sub("", made.read_text(encoding="utf-8")), encoding="utf-8")
        path.unlink()
    for path in out.rglob("*.html"):
        page = path.read_text(encoding="utf-8")
        page = page.replace(CAPTION, f'{CAPTION} aria-level="2"')
        path.write_text(page.replace("</head>", f"{_running_head(page)}</head>", 1), encoding="utf-8")


def _running_head(page: str) -> str:
    """The style by which a page has its title above each of its sheets on paper; a style sheet cannot read a title."""
    found = TITLE.search(page)
    words = unescape(found[1]) if found else ""
    typed = re.sub(r'[\\"<>&\n]', lambda sign: f"\\{ord(sign[0]):x} ", words)
    return f'<style>@page {{ @top-left {{ content: "{typed}"; font-size: 9pt }} }}</style>'


def _run_sphinx(source: Path, static: Path, out: Path, named: Sequence[Named]) -> None:
    from sphinx.application import Sphinx  # here, because only the book needs it
    from sphinx.util.docutils import docutils_namespace, patch_docutils  # likewise

    settings: dict[str, Any] = {
        "project": "tightbound",
        "html_title": "tightbound",
        "html_theme": "furo",
        "html_static_path": [str(static)],
        "html_css_files": ["katex.css", "book.css"],
        "html_js_files": ["book.js"],
        "html_show_sourcelink": False,
        "html_copy_source": False,
        "html_show_sphinx": False,
        "html_show_copyright": False,
        "extensions": [f"{__package__}.search_index"],
        "book_names": [tuple(one) for one in named],
    }
    warnings = StringIO()
    with patch_docutils(), docutils_namespace():
        kept = str(source.with_name("doctrees"))
        app = Sphinx(str(source), None, str(out), kept, "html", settings, None, warnings, freshenv=True)
        app.build()
    if told := re.sub(COLOUR, "", warnings.getvalue()).strip():
        raise BadBook(told)
