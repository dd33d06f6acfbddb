"""The programs of `impl` as pages, and beside the theorems to which tests hold them, with examples and sources."""

from __future__ import annotations

import re
from collections.abc import Iterable
from html import escape

from pygments import highlight
from pygments.formatters import HtmlFormatter
from pygments.lexer import Lexer
from pygments.lexers import PythonConsoleLexer, PythonLexer

from .elements import marked, more, prose, raw, tag, title
from .prompts import example, imports, is_example, pasted
from .python_source import Module, Program, find, modules

LONG = 40  # lines without the example
PLAIN = re.compile(r'<span class="(?:n|p|w|o)">([^<]*)</span>')  # names, signs and blanks, most of which have no colour
FORMAT = HtmlFormatter(nowrap=True)  # the theme has colours for its classes, light ones and dark ones


def module_page(module: Module) -> str:
    """The page of a module in reStructuredText."""
    page = title(f"impl.{module.name}") + raw(docstring(module.words))
    for name, program in module.programs.items():
        page += title(name, 1) + raw(_program(module, program))
    return page


def program_link(name: str, base: str) -> str:
    """A link to a program such as `elbo.kl`."""
    module = name.partition(".")[0]
    return tag("a", tag("code", escape(name)), href=f"{base}programs/{module}.html#impl-{name}")


def programs_of(names: Iterable[str], base: str) -> str:
    """The programs of a chapter: what each does, and an example and its source, to be opened."""
    found = [(name, find(name)) for name in sorted(set(names))]
    return "".join(
        tag(
            "div",
            tag("p", program_link(name, base) + ": " + marked(program.summary))
            + _example(pasted(modules()[name.partition(".")[0]], program.words))
            + _short_source(program),
            "program",
            id=f"here-{name}",
        )
        for name, program in found
        if program is not None
    )


def docstring(words: str, before: str = "") -> str:
    """A docstring: its paragraphs, and what is typed at a prompt as it is typed, with `before` ahead of it."""
    parts, kept = [], []
    for paragraph in words.split("\n\n"):
        if is_example(paragraph):
            parts += [prose("\n\n".join(kept)), _typed(before + paragraph)]
            kept, before = [], ""
        else:
            kept.append(paragraph)
    return "".join([*parts, prose("\n\n".join(kept))])


def _program(module: Module, program: Program, level: int = 0) -> str:
    words = docstring(program.words, imports(module, program.words))
    methods = "".join(
        tag("h3", tag("code", escape(method.name))) + _program(module, method, level + 1) for method in program.methods
    )
    return tag(
        "div",
        tag("pre", escape(program.signature), "signature")
        + words
        + methods
        + ("" if level else _source(coloured(program.source))),
        "program",
        id=f"impl-{module.name}.{program.name}",
    )


def _typed(text: str) -> str:
    """What is typed at a prompt, with the answers."""
    return tag("div", tag("pre", coloured(text, PythonConsoleLexer()), tabindex="0"), "highlight typed")


def _example(text: str) -> str:
    return more("Example", _typed(text), "example") if text else ""


def _source(html: str) -> str:
    return more("Source", tag("div", tag("pre", html, tabindex="0"), "highlight"), "source")


def _short_source(program: Program) -> str:
    """The source, unless it is long: a large class would stand in many chapters, and is on its module's page."""
    lines = program.source.count("\n") - example(program.words).count("\n")
    return _source(escape(program.source)) if lines < LONG else ""


def coloured(source: str, lexer: Lexer | None = None) -> str:
    """A Python text with the classes of the theme's colours."""
    return PLAIN.sub(r"\1", highlight(source, lexer or PythonLexer(), FORMAT).rstrip())


def programs_here(names: Iterable[str]) -> list[str]:
    """Links to programs further down on the page of a chapter, or nothing."""
    found = ", ".join(tag("a", tag("code", escape(name)), href=f"#here-{name}") for name in names)
    return [found] if found else []
