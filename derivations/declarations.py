"""What was declared of the names in some lines: it belongs to a statement as its hypotheses do."""

from __future__ import annotations

import sympy

from .kernel import terms as t
from .meanings.text import text


def declared(nodes) -> list[str]:
    """What names mean: laws with what they are laws of, abbreviations with their bodies."""
    said: dict[str, str] = {}
    stack = list(nodes)[::-1]
    while stack:
        node = stack.pop()
        if isinstance(node, t.Named) and node.args[0].name not in said:
            said[node.args[0].name] = f"{text(node)} = {text(node.body)}"
        elif isinstance(node, t.Law) and node.name not in said:
            over = ", ".join(node.spaces) + (" for each " + ", ".join(node.given) if node.given else "")
            kind = "law of independent" if node.independent else "law of"
            said[node.name] = f"{node.name} is a {kind} {over}"
        elif isinstance(node, t.Function) and node.nonnegative and node.name not in said:
            said[node.name] = f"{node.name} is never negative"
        elif isinstance(node, t.Point) and node.name != node.space and node.name not in said:
            said[node.name] = f"{node.name} is a point of the space of {node.space}"
        elif isinstance(node, t.Extremum):
            said.setdefault(f"sup {node.args[1].name}", f"there are countably many {node.args[1].name}, and each counts")
        elif isinstance(node, t.Subset) and len(node.args) > 2:
            said[node.name] = f"{node.name} contains {node.args[2].name}"
        stack.extend(arg for arg in reversed(node.args) if isinstance(arg, sympy.Basic))
    return sorted(said.values(), key=lambda s: " is a law " not in s)
