"""What experiments left behind: `metrics.json` files, read and checked.

`python -m impl X --out DIR` writes one; nothing of `impl` is imported here. What is read is held against
`impl/experiments/metrics.schema.json` by the tests.
"""

from __future__ import annotations

import json
import math
from dataclasses import dataclass
from pathlib import Path
from typing import Any

SCHEMA = 1
FIELDS = {"experiment": str, "seed": int, "as_reported": bool, "interrupted": bool, "exact": dict, "runs": list,
          "tables": dict}
NOT_FINITE = ("inf", "-inf", "nan")  # JSON has no numbers for them


class BadRuns(ValueError):
    """A file that does not hold what it should; the message, a single line, begins with its name."""

    def __init__(self, message: str) -> None:
        super().__init__(one_line(message))


def one_line(text: str) -> str:
    """A text with what would break its line, or not show, escaped."""
    return "".join(c if c.isprintable() else repr(c)[1:-1] for c in text)


@dataclass(frozen=True)
class Metrics:
    """One run of one experiment.

    A figure is called by its path: `exact.data.mean`, `tables.1.mu`, `runs.reinforce.structured.mu` (the run of that
    estimator in that family), `exact.steps.0` (the first of a list).
    """

    path: str
    content: dict[str, Any]

    @property
    def key(self) -> tuple[str, bool]:
        """Which experiment, and whether as the report ran it."""
        return self.content["experiment"], self.content["as_reported"]

    @property
    def interrupted(self) -> bool:
        """Whether it ended before its end."""
        return self.content["interrupted"]

    @property
    def seed(self) -> int:
        """Of everything random in it."""
        return self.content["seed"]

    @property
    def _runs(self) -> dict[str, dict[str, Any]]:
        """Runs by estimator and family, of which there is one each."""
        found: dict[str, dict[str, Any]] = {}
        for run in self.content["runs"]:
            if isinstance(run, dict):
                estimator, family = str(run.get("estimator")), str(run.get("family"))
                if family in found.setdefault(estimator, {}):
                    raise BadRuns(f"{self.path}: runs.{estimator}.{family} is there twice; keep one of them")
                found[estimator][family] = run
        return found

    def value(self, path: str) -> Any:
        """What the file holds at a path."""
        found: Any = self.content | ({"runs": self._runs} if path.startswith("runs.") else {})
        for part in path.split("."):
            if isinstance(found, list):
                found = dict(enumerate(found))
                part = int(part) if part.isdecimal() else -1
            if not isinstance(found, dict) or part not in found:
                raise BadRuns(f"{self.path}: {path} is missing")
            found = found[part]
        return found

    def number(self, path: str) -> float:
        """A figure; infinities and NaN are figures, too."""
        return self._number(path, self.value(path))

    def nonnegative(self, path: str) -> float:
        """A figure that cannot be below zero: an error, a count."""
        value = self.number(path)
        if value < 0:
            raise BadRuns(f"{self.path}: {path} is negative")
        return value

    def positive(self, path: str) -> float:
        """A figure that can be zero no more than below it: a rate, a variance."""
        value = self.number(path)
        if value <= 0:
            raise BadRuns(f"{self.path}: {path} is not positive")
        return value

    def like(self, path: str, example: Any) -> Any:
        """What is there, which has to be of an example's kind; a number has to be finite."""
        value, kinds = self.value(path), ((bool, "yes or no"), (int | float, "number"), (str, "text"), (list, "list"))
        kind, called = next(pair for pair in kinds if isinstance(example, pair[0]))
        if not isinstance(value, kind) or (isinstance(value, bool) and kind is not bool):
            raise BadRuns(f"{self.path}: {path} is no {called}")
        if isinstance(value, float) and not math.isfinite(value):
            raise BadRuns(f"{self.path}: {path} is not finite")
        return value

    def numbers(self, path: str, count: int | None = None) -> list[float]:
        """A list of figures, not empty, or of so many."""
        if self.length(path) != (count or self.length(path)):
            raise BadRuns(f"{self.path}: {path} is no list of {count} numbers")
        return [self._number(path, one) for one in self.value(path)]

    def length(self, path: str) -> int:
        """How long a list is, which must not be empty."""
        found = self.value(path)
        if not isinstance(found, list) or not found:
            raise BadRuns(f"{self.path}: {path} is no list, or an empty one")
        return len(found)

    def _number(self, path: str, found: Any) -> float:
        if isinstance(found, bool) or not (isinstance(found, int | float) or found in NOT_FINITE):
            raise BadRuns(f"{self.path}: {path} is no number")
        try:
            return float(found)
        except OverflowError as error:
            raise BadRuns(f"{self.path}: {path} is no number that can be computed with") from error


Runs = dict[tuple[str, bool], Metrics]


def read_runs(folder: str) -> Runs:
    """The runs in a folder and in the folders directly in it, by experiment and whether as reported."""
    top = Path(folder)
    if not top.is_dir():
        raise BadRuns(f"{folder}: no such folder")
    runs: Runs = {}
    for path in (top / "metrics.json", *sorted(top.glob("*/metrics.json"))):
        if path.exists():
            one = read(path)
            if one.key in runs:
                raise BadRuns(f"{path}: the same experiment as {runs[one.key].path}; keep one of them")
            runs[one.key] = one
    if not runs:
        raise BadRuns(f"{top / 'metrics.json'}: no such file, nor any in a folder beside it")
    return runs


def read(path: Path) -> Metrics:
    """One file, its schema checked."""
    try:
        content = json.loads(path.read_text(encoding="utf-8"))
    except OSError as error:
        raise BadRuns(f"{path}: {error.strerror}") from error
    except ValueError as error:  # also text that is not UTF-8
        raise BadRuns(f"{path}: not JSON: {' '.join(str(error).split())}") from error
    except RecursionError as error:
        raise BadRuns(f"{path}: not JSON: nested too deeply") from error
    if not isinstance(content, dict) or content.get("schema") != SCHEMA or isinstance(content["schema"], bool):
        raise BadRuns(f"{path}: not a metrics file of schema {SCHEMA}")
    for name, kind in FIELDS.items():
        if not isinstance(content.get(name), kind) or (kind is int and isinstance(content[name], bool)):
            raise BadRuns(f"{path}: {name} is missing or no {kind.__name__}")
    return Metrics(str(path), content)
