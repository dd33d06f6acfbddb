"""Why theorems and claims fail, by root cause: with a theorem fall all that fail only because they cite it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ..kernel import Derivation, Failed, Prover, Refused
from ..pages.counterexample import lines

if TYPE_CHECKING:
    from ..reported.claim import Claim
    from ..reported.verdicts import Verdict


def root_of(refusal: Refused) -> Refused:
    """The refusal behind a refusal: that of the theorem cited last, where a line is refused because it cites one that
    does not hold."""
    found, cause = refusal, refusal
    while cause is not None:
        if isinstance(cause, Failed) and isinstance(found, Failed) and cause.derivation is not found.derivation:
            found = cause
        cause = cause.__cause__
    return found


def cause_of(derivation: Derivation, prover: Prover) -> dict[str, Any] | None:
    """What a derivation falls with, as JSON: the theorem that it cites, directly or through others, and that does not
    hold by itself; None where the derivation is accepted, or has a fault of its own."""
    try:
        prover.prove(derivation)
    except Refused as refusal:
        root = root_of(refusal)
        if isinstance(root, Failed) and root.derivation is not derivation:
            return {"theorem": root.derivation.id, "line": root.line, "step": root.step, "reason": root.message}
    return None


def cause_of_claim(claim: Claim, verdict: Verdict, prover: Prover) -> dict[str, Any] | None:
    """What a claim falls with that has reached no verdict: a theorem that its lines cite, or its correction."""
    if verdict.verdict == "refuted" and claim.correction is not None:
        mended = claim.correction.theorem
        return cause_of(mended, prover) or {
            "theorem": mended.id,
            "line": None,
            "step": None,
            "reason": verdict.evidence,
        }
    if claim.statement is not None and claim.statement.text.lines:
        return cause_of(claim.statement, prover)
    return None


def grouped(found: dict[str, Any]) -> list[dict[str, Any]]:
    """What failed or is undecided in a ledger, by root cause, in the order of the ledger.

    Each group has the `name` of the root, its `faults` as text, and under `falls` the names of what fails with it.
    """
    groups: dict[str, dict[str, Any]] = {}
    for entry in (*found["theorems"], *found["reported"]):
        cause, faults = entry.get("cause"), _faults(entry)
        if not faults:
            continue
        name = entry["id"] if cause is None else cause["theorem"]
        group = groups.setdefault(name, {"name": name, "faults": [], "falls": []})
        if cause is None:
            group["faults"] += faults
        else:
            group["falls"].append(entry["id"])
            group.setdefault("root", _of_line(cause))
    for group in groups.values():
        root = group.pop("root", None)
        group["faults"] = group["faults"] or [root]
    seen = " ".join(text for entry in (*found["theorems"], *found["reported"]) for text in _faults(entry))
    loose = [text for text in found["failures"] if text not in seen]
    return [*groups.values(), *({"name": "", "faults": [text], "falls": []} for text in loose)]


def _faults(entry: dict[str, Any]) -> list[str]:
    """What stands against an entry, as text; nothing where all is well."""
    if "reached" in entry:
        return [] if entry["reached"] else [f"{entry['verdict']}: {entry['evidence']}"]
    if entry["verdict"] == "proved":
        return []
    problems = [_with_model(entry, problem) for problem in entry["problems"]]
    return [*problems, *(f"undecided twin: {twin}" for twin in entry.get("undecided", ()))]


def _with_model(entry: dict[str, Any], problem: str) -> str:
    """A problem as text, with the model that shows it in lines that a reader can recompute."""
    for model in entry.get("counterexamples", ()):
        if problem.startswith(f"{model['problem']}: {{"):
            return "\n".join([model["problem"], *lines(model)])
    return problem


def _of_line(cause: dict[str, Any]) -> str:
    """The place and the reason of a failure."""
    step = f", step {cause['step']}" if cause["step"] is not None else ""
    place = f"line {cause['line']}{step}: " if cause["line"] is not None else ""
    return place + cause["reason"]
