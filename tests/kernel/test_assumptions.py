"""Theorems that are taken on trust: only those of the kernel's own list, attacked like the rest, and told apart."""

import pytest

from derivations import Function, algebra, log, points
from derivations.attack.theorems import Trial
from derivations.commands.entries import Examiner
from derivations.commands.finding import load, load_reported
from derivations.kernel import REGISTRY, Derivation, Prover, Refused
from derivations.kernel.lines import assumptions
from derivations.kernel.lines.assumptions import ASSUMED, MOST, Assumption, assume

(z,) = points("z")
d = Function("d", z, nonnegative=True)
textbook = assume("Rudin, theorem 5.10")


def tangent_line(proof):
    """The logarithm lies below its tangent at one."""
    proof.claim(log(d(z)) <= d(z) - 1)
    proof.given(d(z) > 0)
    proof.starts(log(d(z)))
    proof.le(d(z) - 1, by=textbook)
    proof.twin(log(d(z)) <= d(z) - 2, "moving the tangent")


def false_line(proof):
    proof.claim(log(d(z)) <= d(z) - 2)
    proof.given(d(z) > 0)
    proof.starts(log(d(z)))
    proof.le(d(z) - 2, by=textbook)


def too_many_steps(proof):
    proof.claim(log(d(z)) <= d(z))
    proof.given(d(z) > 0)
    proof.starts(log(d(z)))
    proof.le(d(z) - 1 + 1, by=textbook)
    proof.eq(d(z), by=algebra)


def hypothesis_missing(proof):
    proof.claim(log(d(z)) <= d(z) - 1)
    proof.starts(log(d(z)))
    proof.le(d(z) - 1, by=textbook)


def made(function) -> Derivation:
    return Derivation(function, title="An assumed theorem", register=False)


@pytest.fixture
def listed(monkeypatch):
    """The derivation of a function that the list of assumptions has."""
    def enter(function) -> Derivation:
        one = made(function)
        monkeypatch.setattr(assumptions, "ASSUMED", {**assumptions.ASSUMED, (one.module, one.slug): textbook.source})
        return one
    return enter


def test_nothing_else_is_assumed() -> None:
    """Every theorem of the project that assumes something stands in the list, and the list is short."""
    load()
    load_reported()
    assuming = {(one.module, one.slug) for one in REGISTRY.values()
                if any(isinstance(line.reason, Assumption) for line in one.text.lines)}
    assert assuming == set(ASSUMED) and len(ASSUMED) <= MOST == 3


def test_what_the_list_does_not_have_is_refused() -> None:
    with pytest.raises(Refused, match="may not be assumed"):
        Prover().prove(made(tangent_line))


def test_the_list_decides_by_the_source_too(monkeypatch) -> None:
    one = made(tangent_line)
    monkeypatch.setattr(assumptions, "ASSUMED", {(one.module, one.slug): "another book"})
    with pytest.raises(Refused, match="may not be assumed"):
        Prover().prove(one)


def test_an_assumed_theorem_has_one_step(listed) -> None:
    with pytest.raises(Refused, match="two lines"):
        Prover().prove(listed(too_many_steps))


def test_its_hypotheses_have_to_define_its_sides(listed) -> None:
    with pytest.raises(Refused, match="given is too short"):
        Prover().prove(listed(hypothesis_missing))


@pytest.mark.parametrize("source", ["", "  ", None])
def test_an_assumption_names_its_source(source) -> None:
    with pytest.raises(ValueError, match="names its source"):
        assume(source)


def test_whatever_cites_it_is_proved_and_not_fully_proved(listed) -> None:
    base = listed(tangent_line)

    def below(proof):
        proof.claim(2*log(d(z)) <= 2*d(z) - 2)
        proof.given(d(z) > 0)
        proof.starts(2*log(d(z)))
        proof.le(2*(d(z) - 1), by=base)
        proof.eq(2*d(z) - 2, by=algebra)

    def further(proof):
        proof.claim(2*log(d(z)) + 1 <= 2*d(z) - 1)
        proof.given(d(z) > 0)
        proof.starts(2*log(d(z)) + 1)
        proof.le(2*d(z) - 2 + 1, by=citing)
        proof.eq(2*d(z) - 1, by=algebra)

    citing = made(below)
    last, prover = made(further), Prover()
    assert [prover.prove(one).assumes for one in (base, citing, last)] == [(base,)]*3
    entries = [Examiner(prover, 1).theorem(one) for one in (base, citing, last)]
    assert [(e["verdict"], e["fully_proved"], e["assumes"]) for e in entries] == [("proved", False, [base.id])]*3


def test_it_is_attacked_like_the_rest(listed) -> None:
    """A false theorem is not believed because a book is named."""
    prover = Prover()
    true = Trial(listed(tangent_line), prover).twins()
    assert true.refuted == true.generated + true.handwritten - len(true.consequences) >= 3 and not true.undecided
    entry = Examiner(prover, 1).theorem(listed(false_line))
    assert entry["verdict"] == "failed" and "false in a model" in entry["problems"][0]
