"""What stands against a theorem in its entry of the ledger: models that break it, and hypotheses that no line needs."""

from __future__ import annotations

import json
from typing import Any

from ..attack.hypotheses import always_holding, beside, fewest_needed, stronger_than_needed, superfluous
from ..kernel import Prover, Theorem
from ..language.views.source import source
from ..pages.form_text import text_of


def add_problem(entry: dict[str, Any], problem: str, model: dict | None) -> None:
    """Add a problem to an entry, with the model that shows it, where there is one."""
    entry["problems"].append(problem + (f": {json.dumps(model, ensure_ascii=False)}" if model else ""))
    if model:
        entry.setdefault("counterexamples", []).append({"problem": problem, **model})


def not_needed(theorem: Theorem, prover: Prover) -> list[str]:
    """A problem for each hypothesis that is not among the fewest conditions that the lines need, of all entries of its
    matrices."""
    others = beside(theorem, prover)
    given, spare, idle = theorem.given_forms, superfluous(theorem), always_holding(theorem)
    instead = "; ".join(text_of(c) for c in fewest_needed(theorem) if c not in given)
    return [f"no line needs the hypothesis {source(h)}" for h in idle] + [
        f"no line needs the hypothesis {text_of(c)}"
        if c in spare or not instead
        else f"instead of the hypothesis {text_of(c)} give what the lines need: {instead}"
        for c in stronger_than_needed(theorem)
        if all(c in stronger_than_needed(other) for other in others)
    ]
