"""A counterexample as text: its model and its two sides, so that a reader can recompute it by hand."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .models import at_points, of_model
from .signs import signed

if TYPE_CHECKING:
    import sympy

    from ..attack.certificate import Counterexample

TRUTHS = frozenset({"true", "false"})  # sides that have no distance


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
    gap = "" if {found["lhs"], found["rhs"]} <= TRUTHS else f", gap {found['gap']}"
    out.append(signed(f"  left {found['lhs']}, right {found['rhs']}{gap}"))
    return out


def undefined(found: dict) -> bool:
    """Whether a side is no number, so that the statement is undefined; one that calls it finite is false."""
    return found["rhs"] != "finite" and any(found[side] in ("undefined", "∞", "−∞") for side in ("lhs", "rhs"))
