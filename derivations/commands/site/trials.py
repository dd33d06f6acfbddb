"""How often each theorem was tried in models, and what became of its false twins: what `verify --json` wrote."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from html import escape
from pathlib import Path
from typing import Any

from ...kernel import Derivation
from ...pages.text import text
from .elements import listed, marked, more, tag
from .suite import read_json

NONE = "This copy of the book was made without such trials, so that it cannot say how many there were. "
HOW = (
    "`tightbound verify --json ledger.json` tries each theorem in models, and statements and lines with one slip in "
    "them, such as a sign or another law; then `tightbound book --ledger ledger.json` shows here and at each theorem "
    "what came out."
)
MODELS = ("bulk", "shapes", "exact")
TWINS = ("generated", "handwritten", "refused", "refuted", "consequences")


class BadLedger(ValueError):
    """A file that `verify --json` did not write, or not of these theorems, or in which something failed."""


@dataclass(frozen=True)
class Trials:
    """What `verify` found: in all, by which seed of the random models, and of each theorem by its name."""

    totals: Mapping[str, Any]
    seed: int
    theorems: Mapping[str, Mapping[str, Any]]


def read_ledger(path: Path, derivations: Mapping[str, Derivation]) -> Trials:
    """The trials in a file; raises `BadLedger` where it is no ledger of these derivations, or where `verify` failed."""
    ledger = read_json(path, BadLedger)
    if not _is_ledger(ledger):
        raise BadLedger(f"{path}: not what verify --json writes")
    if not ledger["sound"]:
        raise BadLedger(f"{path}: verify failed there")
    for entry in ledger["theorems"]:
        one = derivations.get(entry["id"])
        if one is None or text(one.text.statement) != entry["claim"]["text"]:
            raise BadLedger(f"{path}: not of these theorems: {entry['id']} says something else there")
    return Trials(ledger["totals"], ledger["seed"], {entry["id"]: entry for entry in ledger["theorems"]})


def _is_ledger(found: Any) -> bool:
    """Whether JSON has the parts of a ledger that are read here."""
    try:
        return (
            isinstance(found["seed"], int)
            and isinstance(found["sound"], bool)
            and all(isinstance(found["totals"][key], int) for key in ("theorems", "evaluations", "exact"))
            and all(isinstance(found["totals"]["twins"][key], int) for key in TWINS)
            and all(map(_is_entry, found["theorems"]))
        )
    except (TypeError, KeyError):
        return False


def _is_entry(entry: Any) -> bool:
    return (
        all(isinstance(entry["models"][key], int) for key in MODELS)
        and all(isinstance(entry["twins"][key], int) for key in TWINS)
        and all(isinstance(one, str) for one in (entry["id"], entry["claim"]["text"], *entry["consequences"]))
    )


def tried(name: str, trials: Trials | None) -> list[str]:
    """The models in which a theorem was tried, and what became of its twins, as HTML; empty where it was not tried."""
    entry = trials.theorems.get(name) if trials is not None else None
    if entry is None:
        return []
    models, twins = entry["models"], entry["twins"]
    sizes = f"{models['shapes']} size{'s' if models['shapes'] != 1 else ''}"
    told = [escape(f"in {models['bulk']:,} random models of {sizes} and {models['exact']} with exact numbers")]
    if many := twins["generated"] + twins["handwritten"]:
        words = escape(_of_twins(many, twins))
        told.append(
            more(words, listed(map(escape, entry["consequences"])), "tests") if entry["consequences"] else words
        )
    return told


def _of_twins(many: int, twins: Mapping[str, int]) -> str:
    said = f"{many:,} statement{'s' if many != 1 else ''} with one slip: a model refutes {twins['refuted']:,}"
    if true := twins["consequences"]:
        said += f", {true:,} {'is' if true == 1 else 'are'} true all the same"
    refused = twins["refused"]
    return f"{said}; the kernel refuses {refused:,} as the line or the claim and accepts {_accepted(many - refused)}"


def _accepted(many: int) -> str:
    """The statements that the kernel does not refuse; `verify` fails where one of them is false."""
    return f"{many:,}, which {'is' if many == 1 else 'are'} true" if many else "none"


def trials_part(trials: Trials | None, proved: int) -> str:
    """All trials together as HTML, with the number of theorems that are proved; without any, how they are made."""
    if trials is None:
        return tag("p", marked(NONE + HOW))
    totals = trials.totals
    twins: Mapping[str, int] = totals["twins"]
    return tag(
        "p",
        f"{totals['theorems']} of the {proved} theorems of the chapters and corrections were tried: "
        f"{totals['evaluations']:,} evaluations of lines in random models, drawn with the seed {trials.seed}, and "
        f"{totals['exact']:,} models with exact numbers; none has a false line. "
        f"{_of_twins(twins['generated'] + twins['handwritten'], twins)}. Each theorem names its own.",
    )
