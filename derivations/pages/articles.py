"""The articles of the reference: one for each word, for each part of a file and of a proof, and for each rule.

All that an article says stands in a docstring beside what it describes; only the order of the articles stands here.
"""

from __future__ import annotations

import re
import sys
from dataclasses import dataclass

from ..kernel import RULES, WORDS
from ..kernel.rules import Rule
from ..language import arguments, names
from ..language import terms as t
from ..language.authoring.derivation import Derivation, Reason
from ..language.authoring.lines import Text
from ..language.theorems import files
from .examples import Example, Step, examples_of, prose_of, steps_of


@dataclass(frozen=True)
class Article:
    """What an author is told of one word, part or rule."""

    name: str
    summary: str
    prose: str  # after the summary
    examples: tuple[Example | Step, ...]
    source: str = ""  # of a rule: where it is proved
    why: str = ""  # of a rule: why it is code

    @property
    def figure(self) -> str:
        """The first line of the figure of a rule, without the conditions behind it; empty for a word."""
        lines = (line for line in self.prose.split("\n") if line.startswith("    "))
        return re.split(r" {6}| {3}where ", next(lines, "").strip())[0].rstrip() if self.source else ""

    @property
    def called(self) -> tuple[str, ...]:
        """The names by which it is found: `proof.claim` is also called `claim`."""
        return tuple(dict.fromkeys((self.name, self.name.rpartition(".")[2])))


def words(text: str) -> dict[str, object]:
    """Some words of the language, with what they mean."""
    return {name: WORDS[name] for name in text.split()}


PARTS: dict[str, dict[str, object]] = {  # the title of each group, and the objects that have the docstrings
    "Files": {"file": files.read_file, "import": files.objects_of, "name": names.declared}
    | words("abbreviation theorem"),
    "Declarations": words("points Point reals positives counts parameters Law Chain Function Subset"),
    "Densities, values and draws": {"densities": t.Density, "value": t.Value, "draw": t.Draw, "path": t.Stretch}
    | words("iid exchangeable identical"),
    "Quantities": {"quantity": arguments.quantity}
    | words("log exp E integral KL proportional mean total product sup inf"),
    "Laws of numbers, and the gamma function": words("Gamma Normal pi lgamma digamma trigamma polygamma"),
    "Derivatives": words("D stop near dominated"),
    "Matrices": words("matrix identity inverse") | {".T": t.Transposed},
    "Statements": {"statement": arguments.proposition} | words("iff implies both always each integrable bounded"),
    "The lines of a proof": {f"proof.{name}": getattr(Text, name) for name in Text.lines_of_proof},
    "Reasons": {"by": Reason, ".at": Derivation.at, ".using": Rule.using},
}


def contents() -> dict[str, list[Article]]:
    """All articles by the title of their group: words and parts first, then the rules, as their modules group them."""
    found = {title: [of_word(name, thing) for name, thing in group.items()] for title, group in PARTS.items()}
    for rule in RULES.values():
        found.setdefault(_group(rule), []).append(of_rule(rule))
    return found


def named(name: str) -> list[Article]:
    """The articles that have a name, also without `proof.` or the dot before it."""
    return [article for group in contents().values() for article in group if name in article.called]


def of_word(name: str, thing: object) -> Article:
    """The article of a word or a part."""
    summary, prose = _prose(thing.__doc__ or "")
    return Article(name, summary, prose, tuple(examples_of(thing.__doc__ or "")))


def of_rule(rule: Rule) -> Article:
    """The article of a rule."""
    summary, prose = _prose(rule.__doc__)
    return Article(rule.name, summary, prose, tuple(steps_of(rule.name, rule.__doc__)), rule.source, rule.why)


def _prose(doc: str) -> tuple[str, str]:
    """The first paragraph of a docstring in one line, and the others up to the examples."""
    summary, _, prose = prose_of(doc).partition("\n\n")
    return " ".join(summary.split()), prose


def _group(rule: Rule) -> str:
    """The title of the module in which a rule is made."""
    folder = "derivations.kernel.rules."
    modules = (module for name, module in sys.modules.items() if name.startswith(folder))
    doc = next(module.__doc__ or "" for module in modules if vars(module).get(rule.name) is rule)
    return doc.strip().splitlines()[0].removesuffix(".")
