"""`list`: chapters, questions and what rests on a theorem; and what is said of a question that has no chapter yet."""

import pytest

from derivations.__main__ import main
from derivations.commands.finding import corrections, load, load_reported, unwritten
from derivations.commands.impact import resting_on
from derivations.kernel import Prover
from derivations.pages.columns import in_columns


def listed(capsys, *args: str) -> list[str]:
    """The names in a list, in its order."""
    assert main(["list", *args]) == 0
    known = {**load(), **corrections(), **load_reported()}
    return [line.split()[0] for line in capsys.readouterr().out.splitlines() if line and line.split()[0] in known]


def test_names_select_what_they_stand_for(capsys) -> None:
    elbo = [d.id for d in load().values() if d.chapter == "elbo"]
    claims = [c.id for c in load_reported().values() if c.question == "1.1.2"]
    asked = [d.id for d in load().values() if "1.1.2" in d.questions]
    assert listed(capsys, "elbo") == elbo
    assert listed(capsys, "1.1.2") == [*asked, *claims]
    assert listed(capsys, "elbo", "1.1.2", "elbo") == [*dict.fromkeys([*elbo, *asked]), *claims]  # each once
    assert listed(capsys, "elbo.gibbs", "1.1.1-a") == ["elbo.gibbs", "1.1.1-a"]
    assert listed(capsys, "1.1.2", "--reported") == listed(capsys, "--reported", "1.1.2") == claims
    assert listed(capsys, "1.1.1-a", "--reported", "1.1.2") == ["1.1.1-a", *claims]
    assert listed(capsys) == [*load(), *corrections()] and listed(capsys, "--reported") == list(load_reported())


def test_what_rests_on_a_theorem_is_what_its_proofs_lean_on() -> None:
    """As the kernel records it while it proves: the theorems that each proof cites, and those behind them."""
    everything, prover = {**load(), **corrections()}, Prover()
    rests = {name: {d.id for d in prover.prove(one).rests_on} for name, one in everything.items()}
    for claim in load_reported().values():
        mended = {claim.correction.theorem.id} if claim.correction is not None else set()
        lines = claim.statement is not None and claim.statement.text.lines
        rests[claim.id] = mended | ({d.id for d in prover.prove(claim.statement).rests_on} if lines else set())
    for root in ("elbo.gibbs", "elbo.mean_ratio", "cavi.optimal_factor", "iwelbo.more", "q1_1_3.optimum"):
        direct, indirect = ([one.id for one in found] for found in resting_on(everything[root]))
        assert direct == [name for name in rests if root in rests[name]]
        above, new = {root}, {root}
        while new:
            new = {name for name, on in rests.items() if on & new} - above
            above |= new
        assert indirect == [name for name in rests if name in above - {root} and root not in rests[name]]
    assert not any(resting_on(everything["projection.rao_blackwell"]))


def test_impact_is_printed_by_how_direct_it_is(capsys) -> None:
    assert main(["list", "--impact", "elbo.gibbs"]) == 0
    out = capsys.readouterr().out
    direct, indirect = resting_on(load()["elbo.gibbs"])
    first, second = out.split("\nThrough others\n")
    assert first.startswith(f"Resting on elbo.gibbs: {len(direct)} directly, {len(indirect)} through others.\n\nDirectly\n")
    assert all(one.id in first for one in direct) and all(one.id in second and one.id not in first for one in indirect)
    assert main(["list", "--impact", "projection.rao_blackwell"]) == 0
    assert capsys.readouterr().out == "Nothing rests on projection.rao_blackwell.\n"


def test_a_question_without_a_chapter_says_so(capsys) -> None:
    """Wholly without one: a wrong call that names the lines.  In part: below the list."""
    assert unwritten("3.1.25") == "lines 1392–1488" and unwritten("3.1.20") == "lines 1248–1265" and unwritten("1.1.1") == ""
    for args in (["show", "3.1.25"], ["list", "3.1.25"], ["verify", "3.1.25"], ["list", "--reported", "3.1.25"]):
        assert main(args) == 2
        out = capsys.readouterr()
        assert out.out == "" and out.err == "3.1.25: the chapter on this question is not written yet (lines 1392–1488 of the assignment)\n"
    for args in (["show", "3.1.20"], ["list", "3.1.20"], ["list", "--reported", "3.1.20"]):
        assert main(args) == 0
        out = " ".join(capsys.readouterr().out.split())
        assert out.endswith("3.1.20: lines 1248–1265 of the assignment wait for a chapter that is not written yet.")
    assert main(["list", "1.1.1"]) == 0 and "not written" not in capsys.readouterr().out


@pytest.mark.parametrize(("rows", "width", "lines"), [
    ([("a", "1", "some words"), ("bbb", "22", "others")], 80, ["a    1   some words", "bbb  22  others"]),
    ([("a", "", "some words"), ("b", "", "others")], 80, ["a  some words", "b  others"]),  # an empty column takes no room
    ([("a", "it has more words than there is room for")], 33, ["a  it has more words than there\n   is room for"]),
    ([("a long name", "it has more words than there is")], 33, ["a long name\n    it has more words than there\n    is"]),  # below
])
def test_rows_in_columns(rows, width, lines) -> None:
    assert in_columns(rows, width) == lines
