"""What the proofs lean on beside their lines: the lemmas, and the parts of the kernel that have to be right."""

from __future__ import annotations

from html import escape
from pathlib import Path

from ...kernel import RULES
from ..show_lemma import SAID
from .elements import marked, raw, tag, title
from .rules import rule_link

KERNEL = Path(__file__).parents[2] / "kernel"


def trust_page() -> str:
    """The page in reStructuredText."""
    code = "".join(tag("li", f"{rule_link(rule, '')}: {escape(rule.why)}") for rule in RULES.values() if rule.why)
    return (
        title("What is trusted")
        + raw(
            tag(
                "p",
                "A theorem is made in one place only, after every line of its proof was checked there, and none has an "
                "unproved premise. What has to be right is the kernel, the reader of what an author types, Python, the "
                "balls of python-flint where a number is decided, and of SymPy the storing of nodes, rational numbers "
                "and factorisation. All else may be wrong without making a false statement a theorem: searches only "
                "propose, and the attack only refutes.",
            )
        )
        + title("The parts of the kernel", 1)
        + raw(tag("dl", "".join(map(_part, sorted(KERNEL.iterdir()))), "parts"))
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
    )


def lemma_link(name: str, base: str) -> str:
    """A link to a lemma, with its name; the name alone where the page does not have it."""
    return tag("a", escape(name), href=f"{base}trust.html#{_id(name)}") if name in SAID else escape(name)


def _id(name: str) -> str:
    return f"lemma-{name.replace(' ', '-')}"


def _lemma(name: str, says: str, source: str) -> str:
    return tag("dt", escape(name), id=_id(name)) + tag("dd", f"{escape(says[:1].upper() + says[1:])}. {escape(source)}")


def _part(folder: Path) -> str:
    """What a part of the kernel says of itself."""
    own = folder / "__init__.py"
    if not own.is_file():
        return ""
    told = own.read_text(encoding="utf-8").partition('"""')[2].partition('"""')[0].strip().split("\n\n")[0]
    return tag("dt", escape(folder.name)) + tag("dd", marked(told))
