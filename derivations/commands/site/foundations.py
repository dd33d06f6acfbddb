"""What all theorems together rest on: how their lines are justified, and whether anything is assumed."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from html import escape

from ...kernel import REGISTRY, RULES, Derivation
from ...kernel.rules.rule import Rule
from ...language.authoring.derivation import Instance
from ..errata_in_words import count
from ..show_lemma import SAID
from ..show_theorem import reason
from .elements import listed, tag

REPORTED = "derivations.reported."  # begins the names of the modules on the assignment


@dataclass(frozen=True)
class Foundations:
    """How many lines follow by rules, how many by theorems that are proved, and the lines with any other reason.

    The theorems are those of the chapters and the corrections of the assignment.  A right claim of the assignment that
    one of them cites is proved as they are, and counted apart.
    """

    chapters: int
    corrections: int
    claims: int
    by_rules: int
    by_theorems: int
    assumed: Mapping[str, str]  # from a theorem and the number of its line to the reason that is no proof


def foundations(proved: Iterable[Derivation]) -> Foundations:
    """Count the reasons of the lines of theorems, each of which the kernel has proved."""
    every = {one.id: one for one in proved}
    rules, theorems, assumed = 0, 0, {}
    for one in every.values():
        for number, line in enumerate(one.text.lines[1:], 2):
            why = line.reason.derivation if isinstance(line.reason, Instance) else line.reason
            if isinstance(why, Rule) and RULES.get(why.name) is not None:
                rules += 1
            elif isinstance(why, Derivation) and every.get(why.id) is why:
                theorems += 1
            else:
                assumed[f"{one.id}, line {number}"] = reason(line.reason)
    claims = sum(one.id not in REGISTRY for one in every.values())
    corrections = sum(one.id in REGISTRY and one.module.startswith(REPORTED) for one in every.values())
    return Foundations(len(every) - claims - corrections, corrections, claims, rules, theorems, assumed)


def foundations_part(found: Foundations) -> str:
    """The count in words, as HTML; what is assumed is listed."""
    lines = found.by_rules + found.by_theorems + len(found.assumed)
    told = (
        f"The proofs that are counted here are those of {_counted(found)}. They have {count(lines, 'step')}, which are "
        f"the lines after the first ones. {found.by_rules} follow by a rule, {found.by_theorems} by another theorem of "
        "the book, which is proved here too"
    )
    if not found.assumed:
        return tag("p", f"{told}, and none by anything else. {_beyond()}")
    items = (escape(f"{place}: {why}") for place, why in found.assumed.items())
    return tag("p", f"{told}, and {len(found.assumed)} by what is only assumed:") + listed(items)


def _beyond() -> str:
    """What is taken for true without a proof of the kernel, of which the same page has the list of lemmas."""
    rules = tag("a", count(len(RULES), "rule"), href="rules.html")
    lemmas = tag("a", count(len(SAID), "lemma"), href="#lemmas")
    return (
        f"So there is no assumption beyond the {rules} and the {lemmas} that are listed below: the kernel does not "
        "prove these, and each lemma stands with the work that it is taken from or with the reason that it is true."
    )


def _counted(found: Foundations) -> str:
    """How many of each kind are proved, and which kinds these are."""
    told = [f"{count(found.chapters, 'theorem')} of the chapters"]
    if found.corrections:
        told.append(f"{count(found.corrections, 'correction')} of the assignment, which are theorems too")
    if not found.claims:
        return " and ".join(told)
    cited = "which other proofs cite" if found.claims > 1 else "which another proof cites"
    rest = "the verdicts on all other claims are counted with " + tag("a", "the claims", href="claims.html")
    return f"{', '.join(told)}, and {count(found.claims, 'right claim')} of the assignment, {cited}; {rest}"
