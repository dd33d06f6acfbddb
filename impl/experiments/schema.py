"""What metrics.json may hold: every path with its type and its unit, read from ``metrics.schema.json``.

A path has the names from the top of the file down, with dots between them; ``*`` stands for every entry of a list, and
``{a,b}`` for each of several names. The types are boolean, integer, number, text, null and empty, an object or a list
without entries; "integer or null" is one of the two. A number may be written as "inf", "-inf" or "nan", for which JSON
has no numbers. What has no unit is without dimension. A whole run has every path but the optional ones.
"""

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from importlib.resources import files
from typing import Any

NOT_FINITE = ("inf", "-inf", "nan")


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


def figures(experiment: str, as_reported: bool) -> dict[str, Figure]:
    """The paths of one experiment's file."""
    listed = json.loads(files("impl.experiments").joinpath("metrics.schema.json").read_text(encoding="utf-8"))
    own = listed["experiments"][experiment + (" --as-reported" if as_reported else "")]
    patterns: dict[str, dict[str, Any]] = listed["every experiment"] | own
    return {path: Figure(**figure) for pattern, figure in patterns.items() for path in expanded(pattern)}


def expanded(pattern: str) -> list[str]:
    """The paths that a pattern with alternatives in braces stands for."""
    head, brace, rest = pattern.partition("{")
    if not brace:
        return [pattern]
    names, _, tail = rest.partition("}")
    return [head + name + end for name in names.split(",") for end in expanded(tail)]


def violations(content: dict[str, Any]) -> list[str]:
    """The entries of a metrics.json that break the schema, and those that a whole run lacks, one line each."""
    known = figures(content["experiment"], content["as_reported"])
    found: list[str] = []
    seen: set[str] = set()
    for path, value in leaves(content):
        figure = known.get(path)
        seen.add(path)
        if figure is None:
            found.append(f"{path} is not in the schema")
        elif not figure.holds(value):
            expected = ", ".join(figure.values) or figure.type
            found.append(f"{path} is {value!r:.40}, where the schema has {expected}")
    if not content["interrupted"]:
        found += [f"{path} is missing" for path, figure in known.items() if not figure.optional and path not in seen]
    return list(dict.fromkeys(found))


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
