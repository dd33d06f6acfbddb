"""The page of a claim of the report, with its verdict."""

from __future__ import annotations

from rich.console import Console
from rich.text import Text

from ..kernel import Prover, Refused
from ..pages.counterexample import as_json, lines
from ..pages.declarations import declared
from ..pages.folding import paragraph
from ..pages.models import of_model
from ..pages.progress import progress_bar
from ..pages.text import text
from ..reported.claim import CLAIMS, Claim
from ..reported.printed import readings_of
from ..reported.runs import Runs
from ..reported.verdicts import WRONG, Verdict, adjudicate, shown
from .errata_in_words import place
from .listing import span
from .options import program
from .show_errata import of_decimals, other_readings
from .show_theorem import heading, labelled, print_proof


def claim_page(claim: Claim, console: Console, runs: Runs | None = None) -> int:
    """Print the page of a claim with its verdict; the exit status, which is 1 where none is reached.

    A claim about a run waits for it where there are no runs, and the page says how to get them.  Raises `BadRuns` where
    a run lacks a figure.
    """
    heading(console, claim.id, (), claim.says, None)
    facts = [("Report", [f"{claim.kind}, {span(claim.lines)}" + (f", part {claim.part}" if claim.part else "")])]
    facts += [("As printed", claim.pieces)] if claim.printed else []
    if claim.statement is not None:
        written = claim.statement.text
        facts += [
            ("Stated", [text(written.statement)]),
            ("Given", [text(h) for h, _ in written.hypotheses]),
            (
                "Other readings",
                [line for r in readings_of(claim.statement) for line in (text(r.statement), f"    ({r.how})")],
            ),
            ("Where", declared([written.statement])),
        ]
    if claim.decision is not None:
        facts += [("Holds if", str(claim.decision.rule).split("; ")), ("In a run of", [claim.decision.command])]
        facts.append(("Compared", [compared(claim)]))
    labelled(console, *facts)
    if claim.decision is not None and runs is None:
        labelled(console, ("Verdict", ["waits for this run"]), ("To get it", commands(claim)))
        return 0
    try:
        told, found = _verdict(claim, prover := Prover(), runs)
    except Refused as refusal:
        console.print(Text(paragraph(f"Not decided: {refusal}", console.width), style="bold red"))
        return 1
    labelled(console, *told)
    if claim.statement is not None and found.verdict == "proved":
        print_proof(console, claim.statement.text, prover.prove(claim.statement))
    return 0 if found.reached else 1


def compared(claim: Claim) -> str:
    """What is compared with what, of a claim about a run."""
    given = "what the report's listing, written again call for call, gives in the run"
    return f"{given}, with what the report says in {place(claim)}"


def commands(claim: Claim) -> list[str]:
    """The commands that decide a claim about a run: the run, whose results lie in runs/, and the page."""
    return [claim.decision.command, f"{program()} show {claim.id} --runs runs"] if claim.decision is not None else []


def _verdict(claim: Claim, prover: Prover, runs: Runs | None) -> tuple[list[tuple[str, list[str]]], Verdict]:
    """What speaks for the verdict on a claim, with labels, and the verdict."""
    with progress_bar("deciding"):
        found = adjudicate(claim, prover, runs)
        counterexample = shown(claim, found)
    facts = [("Verdict", [str(found.verdict)])]
    if found.evidence:
        facts.append(("Evidence", [str(found.evidence)]))
    if counterexample is not None:
        facts.append(("Counterexample", lines(as_json(counterexample))))
        facts.append(("In numbers", of_decimals(claim, counterexample)))
        others = other_readings(claim, counterexample)
        facts.append(("Read otherwise", [line for how, numbers in others for line in (f"{how}:", *numbers) if numbers]))
    if found.example is not None:
        facts.append(("Example", [line.strip() for line in of_model(as_json(found.example))]))
    if claim.right and found.verdict in WRONG:
        facts.append(("Right", [claim.right]))
    if claim.beside:
        facts.append(("Beside", [f"{name}: {CLAIMS[name].says}" for name in claim.beside]))
    if claim.correction is not None:
        told, theorem, _ = claim.correction
        facts.append(("Correction", [told, f"{theorem.id}: {text(theorem.text.statement)}"]))
    if found.instead:
        facts.append(("Correction", [found.instead]))
    if claim.why_not and claim.why_not != found.evidence:
        facts.append(("Why", [claim.why_not]))
    return facts, found
