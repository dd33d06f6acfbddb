"""What a run of the tests showed, as `pytest --evidence FILE` wrote it: what passed, and what was spent on chance."""

from __future__ import annotations

import json
import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from html import escape
from pathlib import Path
from typing import Any, NamedTuple

from .elements import marked, more, tag

NONE = "This copy of the book was made without a run of the tests, so that it cannot say what they spent. "
HOW = (
    "`pytest --evidence evidence.json` writes what each statistical test spends, in minutes; then "
    "`tightbound book --evidence evidence.json` shows it here."
)


class BadEvidence(ValueError):
    """A file that no run of the tests wrote."""


class Design(NamedTuple):
    """A statistical test as it was booked: where it stands, its false-alarm rate, and its design in words."""

    test: str
    rate: float
    words: str


@dataclass(frozen=True)
class Suite:
    """A run of the tests: how many of each kind passed by what they bear on, and the error budget."""

    passed: Mapping[str, Mapping[str, int]]
    budget: float
    designs: Sequence[Design]


def read_json(path: Path, bad: type[ValueError]) -> Any:
    """What a file holds as JSON; raises the given error where it cannot be read, or holds none."""
    try:
        return json.loads(path.read_text(encoding="utf-8"))
    except OSError as error:
        raise bad(f"{path}: {error.strerror}") from None
    except ValueError:
        raise bad(f"{path}: not JSON") from None


def read_suite(path: Path) -> Suite:
    """The run in a file; raises `BadEvidence` where it is none."""
    found = read_json(path, BadEvidence)
    try:
        suite = Suite(found["matrix"], found["budget"], [Design(*map(one.get, KEYS)) for one in found["designs"]])
        good = _good(suite)
    except (TypeError, KeyError, AttributeError):
        good = False
    if not good:
        raise BadEvidence(f"{path}: not a file that pytest --evidence wrote")
    return suite


KEYS = ("test", "rate", "design")


def _good(suite: Suite) -> bool:
    """Whether all that was read has its type."""
    kinds = [many for row in suite.passed.values() for many in row.values()]
    texts = [text for one in suite.designs for text in (one.test, one.words)]
    rates = [suite.budget, *(one.rate for one in suite.designs)]
    return (
        all(type(many) is int for many in kinds)
        and all(isinstance(text, str) for text in texts)
        and all(type(rate) is float and 0 < rate < math.inf for rate in rates)
    )


def budget(suite: Suite | None) -> str:
    """The error budget as HTML: what all tests may spend, what they spent, and what each spent."""
    if suite is None:
        return tag("p", marked(NONE + HOW))
    told = (
        f"All statistical tests of a run share the budget {suite.budget:.0e}: at most so likely is a false alarm of "
        "any of them."
    )
    if not suite.designs:
        return tag("p", f"{told} This run had none of them. " + marked(HOW))
    by_test: dict[str, list[Design]] = {}
    for one in suite.designs:
        by_test.setdefault(one.test.partition("[")[0], []).append(one)
    spent = sum(one.rate for one in suite.designs)
    told += f" Those of this run spent {spent:.2e}, which is {spent / suite.budget:.1%} of the budget"
    told += ": more than there is, and the run failed." if spent > suite.budget else "."
    rows = "".join(_row(test, some) for test, some in by_test.items())
    total = tag("td", "all") + tag("td", str(len(suite.designs))) + tag("td", f"{spent:.2e}") + tag("td", "")
    head = "".join(tag("th", word, scope="col") for word in ("test", "cases", "false alarm at most", "designs"))
    table = tag("table", tag("thead", tag("tr", head)) + tag("tbody", rows + tag("tr", total, "total")), "every")
    return tag("p", told) + tag("div", table, "scroll")


def _row(test: str, designs: Sequence[Design]) -> str:
    """A test with what its cases spent together, and their designs, to be opened."""
    words = dict.fromkeys(one.words for one in designs)
    told = "".join(tag("li", escape(word)) for word in words)
    return tag(
        "tr",
        tag("td", tag("code", escape(test).replace("::", "::<wbr>")))
        + tag("td", str(len(designs)))
        + tag("td", f"{sum(one.rate for one in designs):.1e}")
        + tag("td", more(f"{len(words)} different" if len(words) > 1 else "one", tag("ul", told), "tests")),
    )
