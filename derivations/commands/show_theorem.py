"""The page of a theorem, with every line and its reason, and the parts that other pages share with it."""

from __future__ import annotations

from collections.abc import Sequence

import sympy
from rich.console import Console
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from ..attack.effort import SMALL_MODELS_FOR_A_PAGE
from ..attack.verdict import verdict
from ..kernel import Derivation, Failed, Prover, Refused, Theorem
from ..kernel.forms.binders import Atom
from ..kernel.lines.reading import read_statement
from ..kernel.logic.conditions import always
from ..kernel.rules.rule import Rule
from ..language.authoring.derivation import Instance
from ..language.authoring.derivation import Text as Written
from ..language.theorems.theorem import Entry, MatrixInstance
from ..pages.figures import paragraphs
from ..pages.folding import Formula, paragraph
from ..pages.form_text import NO_TEXT, sympy_of
from ..pages.repeated import shorter
from ..pages.text import text
from .notation import nodes_of, notation
from .proof_lines import Step, proof_lines
from .sources import asked, other_sources, own_sources


def theorem_page(derivation: Derivation, console: Console) -> int:
    """Print the page of a theorem; the exit status, which is 1 where it is not proved."""
    written = derivation.text
    found = verdict(derivation, Prover(), SMALL_MODELS_FOR_A_PAGE)
    theorem, failure = found.theorem, found.failure
    heading(console, derivation.id, derivation.questions, derivation.title, derivation.__doc__)
    whole = [derivation.whole] if isinstance(derivation, Entry) else []
    labelled(
        console,
        ("Entry of", [f"{one.id}: {text(one.text.statement)}" for one in whole]),
        ("Claim", [text(written.statement)]),
        ("Given", [text(h) for h, _ in written.hypotheses]),
        (
            "Where",
            notation(nodes_of(derivation)),
        ),
    )
    if theorem is not None and theorem.almost:
        labelled(console, ("For almost every", [", ".join(map(text.name, theorem.almost))]))
    if theorem is not None and theorem.lemmas:
        labelled(console, ("By the lemmas", [", ".join(theorem.lemmas)]))
    print_proof(console, written, theorem, failure)
    if failure is not None:
        console.print(Text(f"This does not hold: {failure.message}", style="bold red"))
        return 1
    if not found.proved:
        console.print(Text(f"This is not proved: {found.problem}", style="bold red"))
        return 1
    rests = [f"{d.id}: {d.title}" for d in theorem.rests_on]
    own = own_sources(derivation, theorem.lemmas if theorem is not None else ())
    labelled(
        console,
        ("Rests on", rests or ["nothing but the rules and the hypotheses"]),
        ("Sources", [*own, *asked(derivation)]),
        ("Of the chapter", other_sources(derivation)),
    )
    if written.twins:
        title, lines = mistakes(written.twins, console.width - 2)
        console.print(title)
        console.print(Padding(lines, (0, 0, 1, 2)))
    return 0


def heading(console: Console, name: str, questions, title: str, prose: str | None) -> None:
    asked = f"   question {', '.join(questions)}" if questions else ""
    console.print(Text.assemble((name, "bold cyan"), (asked, "dim")))
    console.print(Text(paragraph(title, console.width), style="bold"))
    if prose:
        console.print(Padding(Text(paragraphs(prose, console.width - 6)), (1, 4, 0, 2)))
    console.print()


def labelled(console: Console, *facts: tuple[str, Sequence[str | Text]]) -> None:
    """Print labelled lists, with one item on each line."""
    console.print(facts_table(*facts))
    console.print()


def facts_table(*facts: tuple[str, Sequence[str | Text]]) -> Table:
    """Labelled lists, with one item on each line."""
    table = Table.grid(padding=(0, 2))
    table.add_column(style="bold", no_wrap=True)
    for label, items in facts:
        for i, item in enumerate(items):
            table.add_row("" if i else label, item if isinstance(item, Text) else Formula(item))
    return table


def print_proof(console: Console, written: Written, theorem: Theorem | None, failure: Failed | None = None) -> None:
    """Print the lines with their reasons and the conditions on which they lean; the line that fails is red."""
    console.print(Text("Proof", style="bold"))
    console.print(Padding(_lines(written, theorem, failure, console.width - 2), (0, 0, 1, 2)))


def _lines(written, theorem, failure, width: int) -> Text:
    hypotheses = spelled(written)
    steps = []
    for number, line in enumerate(written.lines):
        wrong = failure is not None and failure.line == line.number
        leaned = () if theorem is None else theorem.steps[number].conditions
        steps.append(
            Step(
                str(line.relation or ""),
                text(line.expression),
                reason(line.reason) if number else "",
                tuple(dict.fromkeys(hypotheses.get(c) or said(c) for c in leaned)),
                "red" if wrong else "",
            )
        )
    return proof_lines(steps, width)


def said(condition: Atom) -> str:
    """A condition as text, with letters where it is long.

    A few have none, as that an integral is dominated in which the parameter's value stands.
    """
    try:
        return shorter(sympy_of(condition))
    except (Refused, ValueError):
        return NO_TEXT


def mistakes(twins, width: int) -> tuple[Text, Text]:
    """A heading, and the false statements that people make, each with the mistake."""
    steps = [Step("✗", text(twin.statement), twin.mistake) for twin in twins]
    return Text("Where people go wrong", style="bold"), proof_lines(steps, width, flush=False)


def reason(why: object) -> str:
    """A reason in words: a rule with its lemmas, or a theorem with the laws and points that were put in."""
    if isinstance(why, Rule):
        return why.name.replace("_", " ") + (" using " + ", ".join(map(reason, why.lemmas)) if why.lemmas else "")
    if isinstance(why, (list, tuple)):
        return "; ".join(", ".join(map(reason, row)) for row in why)
    if isinstance(why, MatrixInstance):
        return reason(why.entries[1, 1]).replace("[1,1]", "", 1)
    if isinstance(why, Instance):
        pairs = [(text(old), _put(new)) for old, new in why.mapping.items()]
        put = [f"{old} := {new}" for old, new in pairs if old != new]
        put += [f"{why.draws} draws"] if why.draws else []
        return f"{why.derivation.id} with {', '.join(put)}" if put else why.derivation.id
    return repr(why)


def _put(new) -> str:
    """What is put in, as text: several laws are drawn one after the other, several points are a point of all."""
    if isinstance(new, list):
        return "·".join(map(_put, new))
    if isinstance(new, tuple):
        return f"({', '.join(map(_put, new))})"
    return text(sympy.sympify(new))


def spelled(written: Written) -> dict[Atom, str]:
    """The conditions that the hypotheses state, each with the text of its hypothesis as the author typed it."""
    found = {}
    for hypothesis, _ in written.hypotheses:
        try:
            form, _ = read_statement(hypothesis, {})
            found.update((c, text(hypothesis)) for c in always((), (), form))
        except Refused:
            pass  # The prover refuses it too, and says why.
    return found
