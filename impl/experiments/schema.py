"""The content of metrics.json and series.npz: every entry with its type and its unit, from ``metrics.schema.json``.

A path in metrics.json has the names from the top of the file down, with dots between them; ``*`` stands for every entry
of a list, and ``{a,b}`` for each of several names. The types are boolean, integer, number, text, null and empty, an
object or a list without entries; "integer or null" is one of the two. A number may be written as "inf", "-inf" or
"nan", for which JSON has no numbers. An entry without a unit is without dimension. A whole run has every path but the
optional ones.

The series of an experiment are the arrays in series.npz. Their patterns have ``{a,b}`` too, and their axes are listed:
a number is the length of an axis, a name says what the axis counts. A whole run has every series.
"""

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from importlib.resources import files
from pathlib import Path
from typing import Any

import numpy as np

NOT_FINITE = ("inf", "-inf", "nan")
KINDS = {"b": "boolean", "i": "integer", "f": "number"}  # of NumPy's dtypes


@dataclass(frozen=True, kw_only=True)
class Figure:
    """The type, the unit and the allowed values of the entries at a path."""

    type: str
    unit: str = ""
    optional: bool = False
    values: Sequence[str] = ()  # if any are listed, a text is one of them

    def holds(self, value: Any) -> bool:
        """Whether a value is of this type and one of the allowed values."""
        kinds = self.type.split(" or ")
        fits = type_of(value) in kinds or ("number" in kinds and (type_of(value) == "integer" or value in NOT_FINITE))
        return fits and (not self.values or value in self.values)


@dataclass(frozen=True, kw_only=True)
class Series:
    """The type, the unit and the axes of one array."""

    type: str
    unit: str = ""
    axes: Sequence[int | str]

    def holds(self, values: np.ndarray) -> bool:
        """Whether an array is of this type and has these axes, with the given lengths."""
        lengths = (isinstance(axis, str) or axis == length for axis, length in zip(self.axes, values.shape))
        return KINDS.get(values.dtype.kind) == self.type and values.ndim == len(self.axes) and all(lengths)


def listed() -> dict[str, Any]:
    """The content of ``metrics.schema.json``."""
    return json.loads(files("impl.experiments").joinpath("metrics.schema.json").read_text(encoding="utf-8"))


def name_of(experiment: str, as_reported: bool) -> str:
    """The name of a kind of run in the schema."""
    return experiment + (" --as-reported" if as_reported else "")


def figures(experiment: str, as_reported: bool) -> dict[str, Figure]:
    """The paths of one experiment's metrics.json."""
    every, own = listed()["every experiment"], _own("experiments", experiment, as_reported)
    return {path: Figure(**figure) for pattern, figure in (every | own).items() for path in expanded(pattern)}


def series(experiment: str, as_reported: bool) -> dict[str, Series]:
    """The arrays of one experiment's series.npz."""
    own = _own("series", experiment, as_reported)
    return {name: Series(**entry) for pattern, entry in own.items() for name in expanded(pattern)}


def _own(part: str, experiment: str, as_reported: bool) -> dict[str, dict[str, Any]]:
    """What one kind of run has in a part of the schema."""
    try:
        return listed()[part][name_of(experiment, as_reported)]
    except KeyError as error:
        raise ValueError(f"metrics.schema.json: no entry {error} in {part!r}") from None


def expanded(pattern: str) -> list[str]:
    """The paths that a pattern with alternatives in braces stands for."""
    head, brace, rest = pattern.partition("{")
    if not brace:
        return [pattern]
    names, _, tail = rest.partition("}")
    return [head + name + end for name in names.split(",") for end in expanded(tail)]


def violations_in(folder: Path) -> list[str]:
    """The violations of both files in the folder of a run, one line each."""
    content, arrays = json.loads((folder / "metrics.json").read_text(encoding="utf-8")), folder / "series.npz"
    return violations(content) + series_violations(content, np.load(arrays) if arrays.exists() else {})


def violations(content: dict[str, Any]) -> list[str]:
    """The entries of a metrics.json that break the schema, and those that a whole run lacks, one line each."""
    known = figures(content["experiment"], content["as_reported"])
    found: list[str] = []
    seen: set[str] = set()
    for path, value in leaves(content):
        figure = known.get(path)
        seen.add(path)
        if figure is None and type_of(value) in ("empty", "null") and any(one.startswith(f"{path}.") for one in known):
            found.append(f"{path} is {type_of(value)}, where the schema has entries; leave it out until it has some")
        elif figure is None:
            found.append(f"{path} is not in the schema")
        elif not figure.holds(value):
            expected = ", ".join(figure.values) or figure.type
            found.append(f"{path} is {value!r:.40}, where the schema has {expected}")
    if not content["interrupted"]:
        found += [f"{path} is missing" for path, figure in known.items() if not figure.optional and path not in seen]
    return list(dict.fromkeys(found))


def series_violations(content: dict[str, Any], arrays: Mapping[str, np.ndarray]) -> list[str]:
    """The arrays beside a metrics.json that break the schema, and those that a whole run lacks, one line each."""
    known = series(content["experiment"], content["as_reported"])
    found = [f"series {name} is not in the schema" for name in arrays if name not in known]
    for name, entry in known.items():
        if name in arrays and not entry.holds(arrays[name]):
            got = f"{arrays[name].dtype} of shape {arrays[name].shape}"
            found.append(f"series {name} is {got}, where the schema has {entry.type} with axes {list(entry.axes)}")
        if name not in arrays and not content["interrupted"]:
            found.append(f"series {name} is missing")
    return found


def leaves(value: Any, path: str = "") -> Iterator[tuple[str, Any]]:
    """The path and the value of everything in a file that has no entries of its own; entries of a list share a path."""
    if not isinstance(value, dict | list) or not value:
        yield path, value
        return
    for name, entry in value.items() if isinstance(value, dict) else (("*", entry) for entry in value):
        yield from leaves(entry, f"{path}.{name}" if path else name)


def type_of(value: Any) -> str:
    """The name of the type of a value without entries."""
    if value is None or value == {} or value == []:
        return "null" if value is None else "empty"
    return {bool: "boolean", int: "integer", float: "number", str: "text"}[type(value)]
