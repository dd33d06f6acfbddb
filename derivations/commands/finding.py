"""The names of theorems, chapters, questions and reported claims, and the things that have these names."""

from __future__ import annotations

import difflib
import importlib
import json
import pkgutil
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from ..chapters import ORDER

if TYPE_CHECKING:
    from ..kernel import Derivation, MatrixTheorem
    from ..reported.claim import Claim


KINDS = ("theorem", "chapter", "question", "claim", "rule", "lemma", "word", "abbreviation")


class UnknownName(LookupError):
    """A name that nothing has; the message lists similar names."""


def load() -> dict[str, Derivation]:
    """Every theorem of every chapter by id, in the order of reading."""
    from ..kernel import REGISTRY  # here, so that a refused call loads no SymPy

    for chapter in ORDER:
        importlib.import_module(f"derivations.chapters.{chapter}")
    return {d.id: d for chapter in ORDER for d in REGISTRY.values() if d.module == f"derivations.chapters.{chapter}"}


def load_reported() -> dict[str, Claim]:
    """Every reported claim by id."""
    from .. import reported  # here, so that a refused call loads no SymPy
    from ..reported.claim import CLAIMS  # likewise

    for module in pkgutil.iter_modules(reported.__path__):
        if module.name.startswith("q"):
            importlib.import_module(f"derivations.reported.{module.name}")
    return CLAIMS


def corrections() -> dict[str, Derivation]:
    """Every theorem that corrects a claim of the report, by id."""
    from ..kernel import REGISTRY  # here, so that a refused call loads no SymPy

    load_reported()
    return {d.id: d for d in REGISTRY.values() if d.module.startswith("derivations.reported.")}


def how_many(chapters: int, corrections: int) -> str:
    """The number of theorems, which is the same wherever it is told."""
    both = f"{chapters + corrections} theorems: " if chapters and corrections else ""
    here = [f"{chapters} theorem{'s' * (chapters != 1)} of the chapters"] if chapters else []
    there = [f"{corrections} correction{'s' * (corrections != 1)} of the report"] if corrections else []
    return both + (" and ".join(here + there) or "no theorems")


def unwritten(question: str) -> str:
    """The lines of the assignment on a question for which no chapter is written yet, in words; empty where there are
    none."""
    from .. import reported  # here, so that a refused call loads no SymPy

    inventory = Path(reported.__path__[0], "inventory.json").read_text(encoding="utf-8")
    spans = [one["lines"] for one in json.loads(inventory)["later"] if one["question"] == question]
    lines = [f"{first}–{last}" if first != last else f"{first}" for first, last in spans]
    several = len(lines) > 1 or "–" in "".join(lines)
    return f"line{'s' * several} {', '.join(lines[:-1]) + ' and ' * bool(lines[1:]) + lines[-1]}" if lines else ""


def find(name: str, words: Iterable[str] = ()) -> list[Derivation | Claim]:
    """The theorems and claims that a name stands for; raises `UnknownName` where there are none.

    A name is that of a theorem `chapter.slug`, of a claim `2.1.11-c`, of a chapter, or of a question `2.1.11`.
    Where it is none of them, the message names similar ones, `words` of the language among them.
    """
    from ..kernel import REGISTRY  # here, so that a refused call loads no SymPy

    theorems, claims = load(), load_reported()
    for table in (claims, REGISTRY):  # The registry also has the theorems that correct the report.
        if name in table:
            return [table[name]]
    found = entries_of(name)
    found += [d for d in theorems.values() if d.chapter == name or name in d.questions]
    found += [c for c in claims.values() if c.question == name]
    if not found and (lines := unwritten(name)):
        raise UnknownName(f"{name}: the chapter on this question is not written yet ({lines} of the assignment)")
    if not found:
        kinds = ("theorem", "chapter", "question", "claim", *(["rule", "word"] if words else []))
        called = f"no {', '.join(kinds[:-1])} or {kinds[-1]} is called that"
        raise UnknownName(f"{name}: {called}{near(name, theorems, claims, words)}")
    return found


def entries_of(name: str) -> list[Derivation | Claim]:
    """The theorems on the entries of a theorem on matrices; none where a name is not that of one."""
    from ..kernel import REGISTRY  # here, so that a refused call loads no SymPy

    return [d for d in REGISTRY.values() if (whole := whole_of(d)) is not None and whole.id == name]


def whole_of(one: object) -> MatrixTheorem | None:
    """The theorem on matrices of which something is an entry; None of anything else."""
    return getattr(one, "whole", None)


def stands_for(name: str) -> bool:
    """Whether a name is that of a theorem, a claim, a chapter or a question."""
    try:
        return bool(find(name))
    except UnknownName:
        return bool(unwritten(name))


def without_kind(name: str) -> str:
    """A name of several words without the word before it that says what it names: `rule differentiate`."""
    first, _, rest = name.partition(" ")
    return rest if first in KINDS and rest else name


def near(name: str, theorems: Mapping[str, Derivation], claims: Mapping[str, Claim], words: Iterable[str] = ()) -> str:
    """The similar names as the end of a message, `; near: …`; empty where there are none."""
    called = {d.slug: d.id for d in theorems.values()}  # A slug without its chapter is similar to its theorem.
    known = [
        *theorems,
        *called,
        *claims,
        *words,
        *ORDER,
        *(q for d in theorems.values() for q in d.questions),
        *(c.question for c in claims.values()),
    ]
    close = difflib.get_close_matches(name, dict.fromkeys(known), n=4, cutoff=0.55)
    return "; near: " + ", ".join(dict.fromkeys(called.get(c, c) for c in close)) if close else ""
