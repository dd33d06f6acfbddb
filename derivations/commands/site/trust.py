"""What the proofs lean on: the trusted layers, the lemmas, and how much is known of what only tests say."""

from __future__ import annotations

from collections.abc import Iterable
from html import escape

from ...kernel import RULES, Derivation
from ..layers import TRUSTED, says, size
from ..show_lemma import SAID
from .elements import marked, raw, tag, title
from .foundations import foundations, foundations_part
from .mutants import Mutants, mutants_part
from .rules import rule_link
from .suite import Suite, budget
from .trials import Trials, trials_part
from .witnesses import witnesses, witnesses_part


def trust_page(proved: Iterable[Derivation], run: Suite | None, trials: Trials | None, mutants: Mutants | None) -> str:
    """The page in reStructuredText: of all theorems of the book, a run of the tests, the trials in models, and a run of
    mutants."""
    counted = foundations(proved)
    code = "".join(tag("li", f"{rule_link(rule, '')}: {escape(rule.why)}") for rule in RULES.values() if rule.why)
    return (
        title("What is trusted")
        + raw(
            tag(
                "p",
                "A theorem is made in one place only, after every line of its proof was checked there: each line "
                "follows by a rule or by another theorem, and what a rule asks for is a hypothesis or follows from "
                "the hypotheses by the lemmas. What has to be right is the kernel, the reader of what an author "
                "types, Python, the balls of python-flint where a number is decided, and of SymPy the storing of "
                "nodes, rational numbers and factorisation. All else may be wrong without making a false statement a "
                "theorem: searches only propose, and the attack only refutes.",
            )
        )
        + title("What is assumed", 1)
        + raw(foundations_part(counted))
        + title("The trusted layers", 1)
        + raw(_layers())
        + title("Rules that are programs", 1)
        + raw(tag("p", "The other rules are statements, matched and attacked as theorems are.") + tag("ul", code))
        + title("Lemmas", 1)
        + raw(
            tag(
                "p",
                "Hypotheses need not repeat what follows from them. Where a condition is dropped, a search proposes "
                "how it follows, and a small checker accepts each inference by one of these lemmas.",
            )
            + tag("dl", "".join(_lemma(name, *told) for name, told in SAID.items()), "parts")
        )
        + witnesses_part(witnesses())
        + title("What was tried in models", 1)
        + raw(trials_part(trials, counted.chapters + counted.corrections))
        + title("The error budget of the statistical tests", 1)
        + raw(budget(run))
        + title("How much of a changed checker the tests notice", 1)
        + raw(mutants_part(mutants))
    )


def lemma_link(name: str, base: str) -> str:
    """A link to a lemma, with its name; the name alone where the page does not have it."""
    return tag("a", escape(name), href=f"{base}trust.html#{lemma_place(name)}") if name in SAID else escape(name)


def lemma_place(name: str) -> str:
    """The place of a lemma on its page."""
    return f"lemma-{name.replace(' ', '-')}"


def _lemma(name: str, says: str, source: str) -> str:
    return tag("dt", escape(name), id=lemma_place(name)) + tag("dd", ". ".join(map(_begun, (says, source))))


def _begun(words: str) -> str:
    """Words that begin a sentence."""
    return escape(words[:1].upper() + words[1:])


def _layers() -> str:
    """The trusted layers with their sizes, and what each says of itself."""
    sizes = {layer: size(layer) for layer in TRUSTED}
    rows = "".join(
        tag(
            "tr",
            tag("td", tag("code", escape(layer)))
            + tag("td", str(lines))
            + tag("td", "".join(tag("p", marked(told)) for told in says(layer))),
        )
        for layer, lines in sizes.items()
    )
    rows += tag("tr", tag("td", "all") + tag("td", str(sum(sizes.values()))) + tag("td", ""), "total")
    head = "".join(tag("th", word, scope="col") for word in ("layer", "code lines", "what it says of itself"))
    return tag(
        "p",
        "Each layer imports only layers above it in this table, and each can be read in one sitting. Code lines leave "
        "out docstrings, comments, imports and blanks.",
    ) + tag("div", tag("table", tag("thead", tag("tr", head)) + tag("tbody", rows), "every layers"), "scroll")
