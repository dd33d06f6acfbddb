"""A counterexample as text: its model and its two sides, so that a reader can recompute it by hand."""

from __future__ import annotations

import re
from string import ascii_lowercase
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import sympy

    from ..attack.certificate import Counterexample

LONG_TABLE = 8  # cells
LETTER = re.compile("[a-z]")  # of a polynomial in numbers, which are called a, b, … in their order


def against(statement: sympy.Basic, counterexample: Counterexample | None) -> dict | None:
    """A counterexample as JSON, with the statement that it refutes; None where there is none."""
    from .text import text  # here, because it loads SymPy, which telling a judgement does not need

    return None if counterexample is None else {"statement": text(statement), **as_json(counterexample)}


def as_json(counterexample: Counterexample) -> dict:
    """A counterexample as JSON, with the part of the statement that it refutes, where that is not the whole."""
    from .text import text  # here, because it loads SymPy, which telling a judgement does not need

    part = counterexample.sides.part
    return {**counterexample.as_json(), **({} if part is None else {"part": text(part)})}


def lines(found: dict) -> list[str]:
    """The lines that show a counterexample, `found`, which is JSON: the statement, the model, the two sides."""
    model = found["model"]
    fault = "undefined in a model" if undefined(found) else "false"
    what = f"the {found['of']} is {fault}" if found.get("of") else fault
    out = [f"{what}: {found['statement']}"] if found.get("statement") else []
    named = ("smallest " if found.get("smallest") else "") + "counterexample"
    certified = {"exact": "exact arithmetic", "balls": "interval arithmetic"}.get(found.get("certified", ""), "")
    out.append(named + (f" ({certified})" if certified else "") + ":")
    out += of_model(found)
    if points := at_points(model):
        out.append(f"  at {points}")
    if "part" in found:
        out.append(f"  of which this is false: {found['part']}")
    out.append(f"  left {found['lhs']}, right {found['rhs']}, gap {found['gap']}")
    return out


def of_model(found: dict) -> list[str]:
    """The lines that tell a model: its counts, its measures, and its tables; no free points."""
    model, out = found["model"], []
    if "counts" in model:
        out.append("  " + ", ".join(f"{name} = {n}" for name, n in model["counts"].items()))
    if "numbers" in model:
        out.append("  " + ", ".join(f"{name} = {n}" for name, n in model["numbers"].items()))
    for space, measure in model.get("measure", {}).items():
        out.append(f"  the points of {space} measure {table(measure)}")
    if found.get("null"):
        out.append("  " + ", ".join(no_mass(space, states) for space, states in found["null"].items()))
    for name, law in model.get("laws", {}).items():
        out.append(f"  {name}{of_law(law)}")
    for name, values in model.get("functions", {}).items():
        out.append(f"  {name}{at_numbers(values)}: {short(values)}")
    for name, members in model.get("subsets", {}).items():
        out.append(f"  {name} = {{{', '.join(str(m + 1) for m in members)}}}")
    for draws in model.get("draws", []):
        groups = ", ".join(f"{share} of the time {within}" for within, share in draws["equal within"].items())
        out.append(f"  {draws['n']} {draws['kind']} draws from {draws['law']}, equal within: {groups}")
    return list(map(with_letters, out))


def at_points(model: dict) -> str:
    """The free points at which a model breaks a statement, counted from 1; empty where there are none."""
    return with_letters(", ".join(f"{name} = {i + 1}" for name, i in model.get("points", {}).items()))


def with_letters(words: str) -> str:
    """Words as statements print them: each that is the name of a Greek letter is the letter."""
    from ..language.names import as_letter  # here, because it loads SymPy, which telling no model does not need

    return re.sub(r"\w+", lambda found: as_letter(found[0]), words)


def of_law(law: dict) -> str:
    """What a law is: its table, or of a family the weights of which the density is a share, with its parameters."""
    over = f" over {' × '.join(law['axes'])}: "
    if "weights" in law:
        return f" at {', '.join(law['parameters'])}{over}in proportion to {short(law['weights'])}"
    return over + short(law["table"]) + (f", of density {short(law['density'])}" if "density" in law else "")


def at_numbers(values: str | list) -> str:
    """The letters that stand in a table for the numbers of a function, in their order."""
    last = max(LETTER.findall("".join(cells(values))), default="")
    return f" at {', '.join(ascii_lowercase[: ascii_lowercase.index(last) + 1])}" if last else ""


def undefined(found: dict) -> bool:
    """Whether a side is no number, so that the statement is undefined; one that calls it finite is false."""
    return found["rhs"] != "finite" and any(found[side] in ("undefined", "∞", "−∞") for side in ("lhs", "rhs"))


def no_mass(space: str, states: list[int]) -> str:
    """The null states of a space in words; states are counted from 1."""
    if len(states) == 1:
        return f"state {states[0]} of {space} has measure zero"
    return f"states {', '.join(map(str, states[:-1]))} and {states[-1]} of {space} have measure zero"


def short(values: str | list) -> str:
    """A table as text; one of many cells that are all equal in a few words."""
    every = cells(values)
    return (
        table(values) if len(every) < LONG_TABLE or len(set(every)) > 1 else f"{every[0]} in each of {len(every)} cells"
    )


def cells(values: str | list) -> list[str]:
    """The entries of nested lists."""
    return [values] if isinstance(values, str) else [cell for row in values for cell in cells(row)]


def table(values: str | list) -> str:
    """Nested lists of fractions as text, rows in brackets."""
    return str(values) if isinstance(values, str) else "[" + ", ".join(map(table, values)) + "]"
