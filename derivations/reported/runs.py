"""The results of experiments: `metrics.json` files, read and checked.

`python -m impl X --out DIR` writes one; nothing of `impl` is imported here.  A test compares the figures that are read
here with `impl/experiments/metrics.schema.json`.
"""

from __future__ import annotations

import json
import math
from dataclasses import dataclass
from pathlib import Path
from typing import Any

SCHEMA = 1  # of the JSON
FIELDS = {"experiment": str, "seed": int, "as_reported": bool, "interrupted": bool, "exact": dict, "runs": list,
          "tables": dict}
NOT_FINITE = ("inf", "-inf", "nan")  # JSON has no numbers for them


class BadRuns(ValueError):
    """A file of results that is missing, or lacks a figure; the message is one line that begins with its name."""

    def __init__(self, message: str) -> None:
        super().__init__(one_line(message))


def one_line(text: str) -> str:
    """A text in which characters that end a line or cannot be seen are escaped."""
    return "".join(c if c.isprintable() else repr(c)[1:-1] for c in text)


@dataclass(frozen=True)
class Metrics:
    """One run of one experiment.

    A figure is named by its path: `exact.data.mean`, `tables.1.mu`, `runs.reinforce.structured.mu` (the run of that
    estimator in that family), `exact.steps.0` (the first of a list).  All methods raise `BadRuns` where the file does not
    hold a figure of the kind that is asked for.
    """

    path: str
    content: dict[str, Any]

    @property
    def key(self) -> tuple[str, bool]:
        """The experiment, and whether it had the settings of the report."""
        return self.content["experiment"], self.content["as_reported"]

    @property
    def interrupted(self) -> bool:
        """Whether the run was stopped before its end."""
        return self.content["interrupted"]

    @property
    def seed(self) -> int:
        """The seed of all random numbers in the run."""
        return self.content["seed"]

    @property
    def _runs(self) -> dict[str, dict[str, Any]]:
        """The runs by estimator and family."""
        found: dict[str, dict[str, Any]] = {}
        for run in self.content["runs"]:
            if isinstance(run, dict):
                estimator, family = str(run.get("estimator")), str(run.get("family"))
                if family in found.setdefault(estimator, {}):
                    raise BadRuns(f"{self.path}: runs.{estimator}.{family} is there twice; keep one of them")
                found[estimator][family] = run
        return found

    def value(self, path: str) -> Any:
        """The value at a path."""
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
        """A number, which may be infinite or NaN."""
        return self._number(path, self.value(path))

    def nonnegative(self, path: str) -> float:
        """A number that is not below zero: an error, a count."""
        value = self.number(path)
        if value < 0:
            raise BadRuns(f"{self.path}: {path} is negative")
        return value

    def positive(self, path: str) -> float:
        """A number that is above zero: a rate, a variance."""
        value = self.number(path)
        if value <= 0:
            raise BadRuns(f"{self.path}: {path} is not positive")
        return value

    def like(self, path: str, example: Any) -> Any:
        """The value at a path, which has to be of the kind of the example; a number has to be finite."""
        value, kinds = self.value(path), ((bool, "yes or no"), (int | float, "number"), (str, "text"), (list, "list"))
        kind, called = next(pair for pair in kinds if isinstance(example, pair[0]))
        if not isinstance(value, kind) or (isinstance(value, bool) and kind is not bool):
            raise BadRuns(f"{self.path}: {path} is no {called}")
        if isinstance(value, float) and not math.isfinite(value):
            raise BadRuns(f"{self.path}: {path} is not finite")
        return value

    def numbers(self, path: str, count: int | None = None) -> list[float]:
        """A list of numbers, not empty; of `count` numbers, where a count is given."""
        if self.length(path) != (count or self.length(path)):
            raise BadRuns(f"{self.path}: {path} is no list of {count} numbers")
        return [self._number(path, one) for one in self.value(path)]

    def length(self, path: str) -> int:
        """The length of a list, which must not be empty."""
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


Runs = dict[tuple[str, bool], Metrics]  # by the experiment, and whether it had the settings of the report


def read_runs(folder: str) -> Runs:
    """The runs in a folder and in the folders directly in it.

    Raises `BadRuns` where there is none, a bad one, or two of one experiment with the same settings.
    """
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
    """The run in one file, with its fields checked; raises `BadRuns`."""
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
