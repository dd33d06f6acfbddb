"""What the errata of a question say in sentences: how much is wrong, what stands, and how the question is read."""

from __future__ import annotations

import inspect
import pkgutil
import sys
from collections import Counter
from collections.abc import Iterable, Mapping

from .. import reported
from ..reported.claim import CLAIMS, Claim
from ..reported.errata import Errata
from ..reported.errors import Error, Severity
from ..reported.verdicts import OPEN, Verdict

OPEN_IN_WORDS = {"not checkable": "not checkable", "undecided": "undecided", "not run": "waiting for runs"}
TOGETHER = "These places are read together."
MEANING = {
    Severity.CONCLUSION: "what the question set out to show is not so, and no term is only missing",
    Severity.RESULT: "neither a misprint nor only a term that is missing",
    Severity.GAP: "right with a hypothesis, a term or a factor that is missing",
    Severity.SLIP: "a misprint, whose evident reading is right",
}
MISSING = {Severity.GAP: "a term or a hypothesis that is missing", Severity.SLIP: "a slip"}


def count(number: int, word: str) -> str:
    """A number with its noun."""
    return f"{number} {word}{'' if number == 1 else 's'}"


def sentence(words: str) -> str:
    """Words with a capital letter and a full stop."""
    first = words[:1].upper() if words[:1].isascii() else words[:1]  # A capital Μ would be read as another letter.
    return first + words[1:] + ("" if words.endswith((".", "!", "?")) else ".")


def place(claim: Claim) -> str:
    """The lines of a claim, and its part of a display, in words."""
    first, last = claim.lines
    span = f"line {first}" if first == last else f"lines {first}–{last}"
    return span + (f", part {claim.part}" if claim.part else "")


def with_place(claim: Claim) -> str:
    """A claim with its place, which is not told twice where what is printed has it."""
    told = claim.printed or claim.says
    return told if told.startswith("line") else f"{place(claim)}: {told}"


def summary(found: Errata) -> str:
    """What a question says, how much of it waits for runs, and how much of the rest is wrong, in one sentence."""
    severities = Counter(error.severity for error in found.errors)
    told = ", ".join(count(severities[s], s) for s in Severity if severities[s])
    said, waiting, wrong = len(found.claims), found.counts["not run"], len(found.wrong)
    errors = f", {count(len(found.errors), 'error')}" + (f" ({told})" if told else "")
    begin = f"Question {found.question}: {count(said, 'thing')} said"
    if not waiting:
        return f"{begin}, {wrong} of them wrong{errors}"
    begin += f", {waiting} {'waits' if waiting == 1 else 'wait'} for runs"
    if waiting == said:
        return begin
    verb = "is" if wrong == 1 else "are"
    return f"{begin}; of the other {said - waiting}, " + (f"{wrong} {verb} wrong{errors}" if wrong else "none is wrong")


def standing(found: Errata) -> list[str]:
    """How many claims stand, how many more with the errors mended, and how many are open."""
    counts, wrong, errors = found.counts, len(found.wrong), len(found.errors)
    right = len(found.claims) - wrong - sum(counts[v] for v in OPEN)
    more = "the other " if right + wrong == len(found.claims) and wrong != 1 else ""
    mended = f", {more}{wrong} with the {count(errors, 'error') if errors > 1 else 'error'} mended." if wrong else "."
    told = [f"{right} of the {len(found.claims)} stand as they are printed{mended}"]
    return told + [_open(found, verdict) for verdict in OPEN_IN_WORDS if counts[verdict]]


def _open(found: Errata, verdict: str) -> str:
    """How many claims are open in one way; their names, but for those that wait for runs."""
    names = [claim.id for claim in found.claims if found.verdicts[claim.id].verdict == verdict]
    told = f"{len(names)} {'is' if len(names) == 1 else 'are'} {OPEN_IN_WORDS[verdict]}"
    return f"{told}." if verdict == "not run" else f"{told}: {', '.join(names)}."


def legend(errors: Iterable[Error]) -> list[str]:
    """What the severities of some errors mean."""
    found = {error.severity for error in errors}
    return [f"{severity}: {MEANING[severity]}" for severity in Severity if severity in found]


def beside(root: Claim, verdicts: Mapping[str, Verdict]) -> list[str]:
    """The claims that read the words of a root in another way, each with its verdict and its name."""
    told = ((CLAIMS[name], verdicts[name].verdict) for name in root.beside if name in verdicts)
    return [f"{sentence(claim.says)}  This is {verdict}: {claim.id}." for claim, verdict in told]


def conclusion(found: Errata) -> str:
    """Whether the claims that the question set out to show hold; empty where that is open."""
    goals = [c for c in found.claims if c.goal]
    severities = {error.severity for error in found.errors if any(c in goals for c in error.claims)}
    if not severities <= MISSING.keys():
        return "What the question set out to show does not hold as printed."
    if not goals or any(found.verdicts[c.id].verdict in OPEN for c in goals):
        return ""
    if not severities:
        return "What the question set out to show holds."
    missing = " and ".join(MISSING[s] for s in Severity if s in severities)
    return f"What the question set out to show holds up to {missing}."


def subject(question: str) -> str:
    """What a question is about, in a sentence: how the first of its modules begins, without the question's number."""
    first = " ".join(_texts(question)[0].split("\n\n")[0].split("\n")).split(".  ")[0]
    return sentence(first.partition(": ")[2])


def notes(question: str) -> list[str]:
    """How a question is read, in the paragraphs that stand at the head of its modules."""
    return [paragraph for text in _texts(question) for paragraph in text.split("\n\n")[1:]]


def _texts(question: str) -> list[str]:
    """What the modules of a question say of themselves."""
    own = f"q{question.replace('.', '_')}"
    names = [m.name for m in pkgutil.iter_modules(reported.__path__) if m.name == own or m.name.startswith(f"{own}_")]
    return [inspect.cleandoc(sys.modules[f"{reported.__name__}.{name}"].__doc__ or "") for name in names]
