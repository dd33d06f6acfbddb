"""How much of a changed checker the tests notice: the results that `python -m tests.mutation.run --out` kept."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from html import escape
from pathlib import Path

from .elements import listed, marked, more, tag

HOW = (
    "This copy of the book was made without a run of mutants, so that it cannot say how many the tests notice. "
    "`python -m tests.mutation.run --sample 600 --fast --out mutants.jsonl` plants mutants in the code of the "
    "language, the kernel, the attack and the ledger, and keeps what the tests notice; then `tightbound book "
    "--mutants mutants.jsonl` shows it here. A smaller sample takes less time and says less."
)
RESULTS = ("fast", "tests", "survived")


class BadMutants(ValueError):
    """A file that no run of mutants wrote."""


@dataclass(frozen=True)
class Mutants:
    """A run of mutants: how it was called, and what became of each mutant that was tried."""

    header: Mapping[str, object]
    results: Sequence[Mapping[str, str]]


def read_mutants(path: Path) -> Mutants:
    """The run in a file, without a last line that is torn; raises `BadMutants` where it is none."""
    try:
        lines = path.read_text(encoding="utf-8").split("\n")[:-1]
        header, *results = map(json.loads, lines)
    except OSError as error:
        raise BadMutants(f"{path}: {error.strerror}") from None
    except ValueError:
        raise BadMutants(f"{path}: not the results of python -m tests.mutation.run") from None
    fields = (isinstance(header, dict) and isinstance(header.get("sample"), int), *map(_good, results))
    if not all(fields) or not isinstance(header.get("seed"), int) or not isinstance(header.get("fast"), bool):
        raise BadMutants(f"{path}: not the results of python -m tests.mutation.run")
    return Mutants(header, results)


def _good(result: object) -> bool:
    """Whether a line has a mutant, its group, and what became of it."""
    return (
        isinstance(result, dict)
        and all(isinstance(result.get(key), str) for key in ("group", "where", "says"))
        and result.get("result") in RESULTS
    )


def score(results: Sequence[Mapping[str, str]]) -> float | None:
    """The part of the mutants that died; None where none was tried."""
    return sum(one["result"] != "survived" for one in results) / len(results) if results else None


def mutants_part(found: Mutants | None) -> str:
    """The scores by group of modules as HTML, with the size of the sample, and every survivor."""
    if found is None or not found.results:
        return tag("p", marked(HOW))
    header, results = found.header, found.results
    asked = (
        "Only the fast set of tests was asked: the other tests may notice some of those that survived."
        if header["fast"]
        else "Those that the fast set of tests let pass were shown to the others."
    )
    told = (
        f"A mutant is the code with one slip planted in it, and dies where a test notices. Of a sample of "
        f"{header['sample']}, drawn with the seed {header['seed']}, {len(results)} were tried. {asked}"
    )
    groups = [*dict.fromkeys(one["group"] for one in results)]
    rows = [(group, [one for one in results if one["group"] == group]) for group in groups] + [("all", results)]
    head = "".join(tag("th", word, scope="col") for word in ("modules", "tried", "died", "survived", "score"))
    body = "".join(tag("tr", _cells(name, some)) for name, some in rows)
    survivors = [
        tag("code", escape(one["where"])) + escape(f" {one['says']}") for one in results if one["result"] == "survived"
    ]
    return (
        tag("p", told)
        + tag("div", tag("table", tag("thead", tag("tr", head)) + tag("tbody", body), "every figures"), "scroll")
        + (more(f"What survived: {len(survivors)}", listed(survivors), "tests") if survivors else "")
    )


def _cells(name: str, results: Sequence[Mapping[str, str]]) -> str:
    survived = Counter(one["result"] for one in results)["survived"]
    numbers = (len(results), len(results) - survived, survived, f"{score(results):.3f}")
    return tag("td", escape(name)) + "".join(tag("td", str(number)) for number in numbers)
