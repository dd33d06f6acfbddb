"""Change one token in a file that holds: the check fails, at that line, with a reason."""

import ast
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from derivations.commands import judge, refutation
from derivations.commands.finding import load
from derivations.kernel import Derivation, Prover, Refused
from derivations.kernel.implication.search import unproved
from derivations.kernel.lines.reading import read_line, read_statement
from derivations.pages.standalone import standalone
from tests.support.token_mutants import Mutant, mutants, with_every_rule

THEOREMS = {name: one for name, one in load().items() if "[" not in name or name.endswith("[1,1]")}  # one entry of a matrix
EVERY = 199  # of all mutants, in the default run
TOLD_AT_THE_CLAIM = ("two things are called", "is written with")  # where a name is used in two ways


@pytest.fixture(scope="module")
def prover() -> Prover:
    """Knows the chapters, so that a mutant costs its own lines only."""
    made = Prover()
    for derivation in THEOREMS.values():
        made.prove(derivation)
    return made


def changed(derivation: Derivation) -> tuple[str, list[Mutant]]:
    """A theorem's file, and its mutants."""
    text = with_every_rule(standalone(derivation))
    used = {node.id for node in ast.walk(ast.parse(text)) if isinstance(node, ast.Name)}
    names = {name: value for name, value in vars(sys.modules[derivation.module]).items() if name in used}
    return text, list(mutants(text, names))


@pytest.fixture(scope="module")
def files() -> dict[str, tuple[str, list[Mutant], set[int]]]:
    """Of each theorem the file, the mutants of the default run, and the lines that its mutants change.

    All mutants at once would fill the memory.
    """
    found = {}
    for offset, (name, derivation) in enumerate(THEOREMS.items()):
        text, every = changed(derivation)
        found[name] = text, every[offset % EVERY::EVERY], {mutant.line for mutant in every}
    return found


def judged(text: str, path: Path, prover: Prover) -> tuple[judge.Judgement, list[Derivation]]:
    path.write_text(text)
    mine = Prover()
    mine.done = dict(prover.done)
    found: list[Derivation] = []
    try:
        found = judge.read(str(path))
        for one in found:  # the entries of a matrix, one of which fails at least where the theorem does
            if (verdict := list(judge.judge(one, mine))[-1]).verdict != "holds":
                return verdict, [one, *(other for other in found if other is not one)]
        return verdict, found
    except judge.Misread as error:
        return judge.Judgement("", "unreadable", error.line, reason=str(error)), found


def forms(derivation: Derivation) -> tuple:
    """What a derivation says, in canonical form: claim, hypotheses, lines."""
    text = derivation.text
    return (read_statement(text.statement, {})[0], {read_statement(h, {})[0] for h, _ in text.hypotheses},
            [read_line(line.expression)[0] for line in text.lines])


def weaker(old: str, new: str) -> bool:
    return old == new or (old == "=" and new in "≤≥") or (old == "⇔" and new == "⇒")


def says_no_more(original: Derivation, mutant: Derivation, prover: Prover | None = None) -> bool:
    """Every line means what it meant, and is related no more strongly; the claim says as much, or less.

    Hypotheses are the same, or, where a prover is given, imply those that there were.
    """
    pairs = zip(original.text.lines, mutant.text.lines, strict=True)
    (claim, *rest), (changed_claim, *changed_rest) = forms(original), forms(mutant)
    less = {"eq": "le", "iff": "implies"}.get(claim.head) == changed_claim.head and set(claim.args) == set(changed_claim.args)
    if changed_rest[0] != rest[0] and not (prover and supposes_as_much(original, mutant, prover)):
        return False
    return (claim == changed_claim or less) and rest[1:] == changed_rest[1:] and all(weaker(a.relation, b.relation) for a, b in pairs)


def supposes_as_much(original: Derivation, mutant: Derivation, prover: Prover) -> bool:
    """Whether the hypotheses of a mutant that holds imply those of its original."""
    mine = Prover()
    mine.done = dict(prover.done)
    return not unproved(prover.prove(original).given_forms, mine.prove(mutant).given_forms)


def holds_so_far(mutant: Derivation, number: int, prover: Prover) -> bool:
    """Whether the step into a changed line is right: then the next one is where it shows."""
    lines = mutant.text.lines
    at = next((i for i, line in enumerate(lines) if line.number == number and i), None)
    if at is None:
        return False
    try:
        prover.step(read_line(lines[at - 1].expression)[0], read_line(lines[at].expression)[0], lines[at].relation,
                    lines[at].reason)
    except Refused:
        return False
    return True


def ends_of(derivation: Derivation) -> tuple[int, int]:
    """Where the first and the last line stand: one that is no side of the claim is told at the claim."""
    lines = derivation.text.lines
    return lines[0].number, lines[-1].number


def genuinely_fine(original: Derivation, mutant: Mutant, made: list[Derivation], verdict: judge.Judgement,
                   prover: Prover) -> str:
    """Why a mutant may hold, or fail at another line; empty where it may not."""
    if verdict.verdict == "holds":
        return "the same lines" if says_no_more(original, made[0], prover) else ""
    if verdict.reason:
        if verdict.line == mutant.line or any(s in verdict.reason for s in TOLD_AT_THE_CLAIM) or (
                "line is not a side of it" in verdict.reason and mutant.line in ends_of(made[0])):
            return "found"
        given = [number for _, number in made[0].text.hypotheses] if made and verdict.counterexample else []
        if mutant.line in given and "given is too short" in verdict.reason:
            return "the line that needs the hypothesis is shown to be false without it"
        if made and verdict.line is not None and holds_so_far(made[0], mutant.line, prover):
            return "the step into it holds" if verdict.line > mutant.line or says_no_more(original, made[0]) else ""
    return ""


def survivors(derivation: Derivation, chosen: list[Mutant], text: str, folder: Path,
              prover: Prover) -> Iterator[tuple[str, Mutant, judge.Judgement]]:
    folder.joinpath("original.py").write_text(text)
    originals = {one.slug: one for one in judge.read(str(folder / "original.py"))}
    for number, mutant in enumerate(chosen):
        verdict, made = judged(mutant.text, folder / f"mutant{number}.py", prover)
        original = originals.get(made[0].slug, derivation) if made else derivation
        why = genuinely_fine(original, mutant, made, verdict, prover)
        if verdict.verdict == "holds" and not all(says_no_more(originals[one.slug], one, prover) for one in made):
            why = ""
        if why != "found":
            yield why, mutant, verdict


def report(found: list) -> str:
    return "\n".join(f"line {m.line}: {m.old!r} -> {m.new!r}: {v.verdict} at {v.line}: {v.reason}" for _, m, v in found)


def test_a_changed_token_fails_at_its_line(files, prover, tmp_path, monkeypatch) -> None:
    monkeypatch.setattr(refutation, "SMALL_MODELS_FOR_A_REFUSED_STEP", 3000)
    monkeypatch.setattr(refutation, "search", lambda given, statement, **how: None)
    tried = 0
    for name, (text, chosen, _) in files.items():
        tried += len(chosen)
        wrong = [s for s in survivors(THEOREMS[name], chosen, text, tmp_path, prover) if not s[0]] if chosen else []
        assert not wrong, f"{name}\n{report(wrong)}"
    assert tried > 30


@pytest.mark.slow
@pytest.mark.parametrize("name", THEOREMS)
def test_every_changed_token_fails_at_its_line(name, prover, tmp_path, monkeypatch, capsys) -> None:
    monkeypatch.setattr(refutation, "SMALL_MODELS_FOR_A_REFUSED_STEP", 3000)
    monkeypatch.setattr(refutation, "search", lambda given, statement, **how: None)
    text, chosen = changed(THEOREMS[name])
    found = list(survivors(THEOREMS[name], chosen, text, tmp_path, prover))
    with capsys.disabled():
        print(f"\n{name}: {len(chosen)} mutants, {len(found)} genuinely fine\n{report(found)}")
    assert not (wrong := [s for s in found if not s[0]]), report(wrong)


def test_every_line_of_a_file_is_mutated(files) -> None:
    for name, (_, _, lines) in files.items():
        derivation = THEOREMS[name]
        assert len(lines) >= len(derivation.text.lines) + bool(derivation.text.hypotheses)  # `L(K)` has no other name


@pytest.mark.parametrize(("old", "new", "line", "counterexample"), [
    ("<= log(p(x))", "<= -log(p(x))", "claim", True),
    ("gibbs.at({r(z): p(z | x)})", "gibbs.at({r(z): q(z)})", "le", False),
    ("proof.eq(log(p(x))", "proof.eq(log(p(x) + 1)", "eq", True),
    ("integrable[q(z)](log(p(x, z)/q(z)))", "integrable[q(z)](log(p(x, z)))", "given", False),
])
def test_what_is_said(old, new, line, counterexample, prover, tmp_path) -> None:
    text = standalone(THEOREMS["elbo.bound"])
    assert old in text
    changed_text = text.replace(old, new)
    verdict, _ = judged(changed_text, tmp_path / "file.py", prover)
    assert verdict.verdict != "holds" and verdict.reason
    assert f"proof.{line}(" in changed_text.splitlines()[(verdict.line or 0) - 1]
    assert (verdict.counterexample is not None) == counterexample
