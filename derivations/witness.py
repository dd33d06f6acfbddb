"""A counterexample in words: the model that a reader can recompute by hand."""

from __future__ import annotations


def lines(found: dict) -> list[str]:
    """What is false, in which model, and by how much; `found` is a counterexample as JSON."""
    model = found["model"]
    out = [f"false: {found['statement']}"] if found.get("statement") else []
    named = ("smallest " if found.get("smallest") else "") + "counterexample"
    certified = {"exact": "exact arithmetic", "balls": "interval arithmetic"}.get(found.get("certified", ""), "")
    out.append(named + (f" ({certified})" if certified else "") + ":")
    if "counts" in model:
        out.append("  " + ", ".join(f"{name} = {n}" for name, n in model["counts"].items()))
    for space, measure in model.get("measure", {}).items():
        out.append(f"  the points of {space} measure {table(measure)}")
    for name, law in model.get("laws", {}).items():
        out.append(f"  {name} over {' × '.join(law['axes'])}: {table(law['table'])}")
    for name, values in model.get("functions", {}).items():
        out.append(f"  {name}: {table(values)}")
    for name, members in model.get("subsets", {}).items():
        out.append(f"  {name} = {{{', '.join(str(m + 1) for m in members)}}}")
    for draws in model.get("draws", []):
        groups = ", ".join(f"{share} of the time {within}" for within, share in draws["equal within"].items())
        out.append(f"  {draws['n']} {draws['kind']} draws from {draws['law']}, equal within: {groups}")
    if "points" in model:
        out.append("  at " + ", ".join(f"{name} = {i + 1}" for name, i in model["points"].items()))
    if found["lhs"] or found["rhs"]:
        out.append(f"  left {found['lhs']}, right {found['rhs']}" + (f", gap {found['gap']}" if found["gap"] else ""))
    return out


def table(values) -> str:
    """Nested lists of fractions: rows in brackets."""
    return str(values) if isinstance(values, str) else "[" + ", ".join(map(table, values)) + "]"
