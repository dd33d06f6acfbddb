"""What `verify` prints: one page where all is well, what failed by its root cause, and with `--all` every entry."""

import io
import re

import pytest
from rich.console import Console

from derivations.__main__ import main
from derivations.commands import ledger as books
from derivations.commands.causes import grouped
from derivations.commands.finding import corrections, how_many, load, load_reported
from derivations.kernel import KL, E, always, definition, integrable, log
from derivations.language.authoring import derivation as authors
from derivations.pages.ledger import print_tables
from derivations.pages.summary import print_summary
from derivations.reported.errors import Severity
from tests import ROOT
from tests.support.ledger_entries import CLAIMS, THEOREMS, entry
from tests.support.ledger_plants import claim, derived, few_models, honest, q, r, theorem, wrong_lines, z

HOW_MANY = how_many(2, 1)


def ledger(theorems=(), reported=(), waiting=(), failures=(), left=0, errors=()):
    totals = books._totals(list(theorems), list(reported)) | {"symbolic seconds": 0.5, "left to runs": left}
    found = {"theorems": theorems, "reported": reported, "waiting": waiting, "failures": failures, "errors": errors, "totals": totals, "seconds": 3.5, "seed": 17}
    return found | {"failed": grouped(found), "sound": books.sound(found)}


def printed(show, found, width: int = 80) -> list[str]:
    console = Console(width=width, file=io.StringIO(), highlight=False, markup=False, emoji=False, soft_wrap=True)
    if show is print_tables:
        print_tables(found, console)
    else:
        print_summary(found, console, HOW_MANY, ": so and so")
    return [line.rstrip() for line in console.file.getvalue().splitlines()]  # pyright: ignore[reportAttributeAccessIssue]


# --- where all is well ------------------------------------------------------------------------------------------------


def everything_well() -> dict:
    """A ledger of everything there is, with numbers as large as they get."""
    twins = {"generated": 5000, "handwritten": 200, "refused": 5200, "refuted": 5100, "consequences": 100, "undecided": 0}
    models = {"exact": 12, "bulk": 12_000, "shapes": 20, "with_zeros": 900, "evaluations": 99_999_999}
    chapters = [d.chapter for d in load().values()]
    found = [entry(f"{i}", "proved", 9, models, chapter, twins=twins) for i, chapter in enumerate(chapters)]
    found += [entry(f"{i}", "proved", 9, models, "q", is_correction=True) for i in range(len(corrections()))]
    verdicts = ("proved", "refuted", "supported", "contradicted", "not checkable")
    claims = [CLAIMS[0] | {"id": c.id, "question": c.question, "verdict": verdicts[i % 5]} for i, c in enumerate(load_reported().values())]
    waiting = [{"id": "1.2.5-a", "question": "1.2.5"}]*147
    errors = [{"question": c.question, "severity": kind} for c in load_reported().values() for kind in Severity]
    return ledger(found, claims, waiting, left=147, errors=errors)


@pytest.mark.parametrize("width", [60, 80, 200])
def test_all_that_is_well_fits_a_page(width) -> None:
    lines = printed(print_summary, everything_well(), width)
    assert len(lines) <= 66 and max(map(len, lines)) <= min(width, 80)
    chapters = {d.chapter for d in load().values()}
    firsts = [line.split()[0] for line in lines if line]
    assert all(firsts.count(name) == 1 for name in (*chapters, "corrections", *{c.question for c in load_reported().values()}))
    assert lines[-1] == "OK  3.5 s"


def test_each_number_of_the_page_is_counted() -> None:
    lines = printed(print_summary, ledger(THEOREMS, CLAIMS, [{"id": "1-f", "question": "1"}, {"id": "0.2-a", "question": "0.2"}], left=2))
    rows = {line.split()[0]: line.split()[1:] for line in lines if line}
    assert rows["elbo"] == ["1/2", "3", "6,000", "4", "3"] and rows["corrections"] == ["0/1", "0", "5,000", "4", "3"]
    heads = next(line for line in lines if line.startswith("claims"))
    ends = [m.end() for m in re.finditer(r"\S+(?: \S+)*", heads)][1:]
    assert heads.split()[1:] == ["proved", "futed", "ported", "dicted", "checkable", "runs", "decided"]
    row = next(line for line in lines if re.match(r"1 +\d", line))
    assert [row[end - 9:end].split()[-1] if end <= len(row) and row[end - 1] != " " else "" for end in ends] == ["1", "1", "", "1", "1", "1", "1"]
    assert [line.split()[0] for line in lines if re.match(r"[\d.]+ +\d+$|1 +\d", line)] == ["0.2", "1"]
    text = " ".join(" ".join(lines).split())
    for said in (f"{HOW_MANY}; 1 proved, 3 steps checked.", "7,100 evaluations of lines in random models (seed 17), no line under 0 models; 22 exact models.",
                 "14 false twins: 12 refused by the kernel, 8 refuted by a model, 6 true after all, 2 undecided.",
                 "5 claims of the report: 1 proved, 2 refuted, 1 not checkable, 1 contradicted.", "2 claims wait for runs: so and so."):
        assert said in text, text
    assert lines[-1] == "FAILED  3.5 s"


def test_a_page_of_next_to_nothing() -> None:
    assert printed(print_summary, ledger()) == ["OK  3.5 s"]
    assert "one claim" not in (text := "\n".join(printed(print_summary, ledger(left=1)))) and "1 claim waits for runs" in text
    assert how_many(2, 1) == "3 theorems: 2 theorems of the chapters and 1 correction of the report"
    assert how_many(1, 0) == "1 theorem of the chapters" and how_many(0, 2) == "2 corrections of the report"


def test_one_count_of_theorems_everywhere(capsys) -> None:
    """`list`, `verify` and the README say the same number for the same thing."""
    said = how_many(len(load()), len(corrections()))
    assert main(["list"]) == 0 and capsys.readouterr().out.splitlines()[-1] == said
    chosen = books.choose([], with_runs=False).theorems
    totals = books._totals([entry("t", "proved", 1, {"bulk": 1, "exact": 1}, is_correction=d.id in corrections()) for d in chosen], [])
    assert how_many(totals["theorems"] - totals["corrections"], totals["corrections"]) == said
    readme = " ".join(ROOT.joinpath("README.md").read_text(encoding="utf-8").split())
    assert said in readme, f"README.md has to say: {said}"
    assert main(["list", "elbo"]) == 0
    assert capsys.readouterr().out.splitlines()[-1] == how_many(sum(d.chapter == "elbo" for d in load().values()), 0)


# --- what failed ------------------------------------------------------------------------------------------------------


def test_the_page_says_what_failed() -> None:
    lines = printed(print_summary, ledger(THEOREMS, CLAIMS, failures=["told above", "a failure in E[q(z)](1)"]), 80)
    at = lines.index("elbo.two fails")
    assert lines[at:at + 3] == ["elbo.two fails", "  line 3 needs integrable[q(z)](f(z))", "  told above"]
    assert "q1_1_1.three fails" in lines and "  undecided twin: a hole" in lines
    at = lines.index("1-c fails")
    assert lines[at + 1] == "  refuted: none given" and "1-b fails" not in lines and "1-e fails" not in lines  # a wrong claim is a result
    assert "  a failure in E[q(z)](1)" in lines and sum("told above" in line for line in lines) == 1
    assert max(map(len, lines)) <= 80 and lines.index("elbo.two fails") < len(lines) - 1


def resting(proof):
    proof.claim(KL[z](q(z), r(z)) == E[q(z)](log(q(z)/r(z))))
    proof.given(integrable[q(z)](log(q(z)/r(z))))
    proof.starts(KL[z](q(z), r(z)))
    proof.eq(E[q(z)](log(q(z)/r(z))), by=lowest)


def resting_twice(proof):
    proof.claim(KL[z](q(z), r(z)) == E[q(z)](log(q(z)/r(z))))
    proof.given(integrable[q(z)](log(q(z)/r(z))))
    proof.starts(KL[z](q(z), r(z)))
    proof.eq(E[q(z)](log(q(z)/r(z))), by=middle)


lowest = middle = definition  # theorems of one test are put in their places


@pytest.fixture
def fallen(monkeypatch):
    """A theorem with a wrong line, one that cites it, one that cites that one, and a claim that cites the last."""
    few_models(monkeypatch)
    names = []
    for place, function in (("lowest", wrong_lines), ("middle", resting), ("", resting_twice)):
        names.append(theorem(monkeypatch, function))
        if place:
            monkeypatch.setitem(globals(), place, authors._REGISTERED[names[-1]])
    return [*names, claim(monkeypatch, resting)]


def test_what_falls_with_a_theorem_is_told_under_it(fallen, monkeypatch, capsys) -> None:
    """Whatever the order in which they are named, and where the root itself is not named."""
    root, *others = fallen
    for names in (fallen, fallen[::-1]):
        (group,) = books.ledger(names, jobs=1)["failed"]
        assert group["name"] == root and sorted(group["falls"]) == sorted(others)
        assert len(group["faults"]) == 1 and "algebra does not lead" in group["faults"][0] and "line" in group["faults"][0]
    (group,) = (found := books.ledger(others, jobs=1))["failed"]
    assert group["name"] == root and sorted(group["falls"]) == sorted(others) and "algebra does not lead" in group["faults"][0]
    assert [e["cause"]["theorem"] for e in (*found["theorems"], *found["reported"])] == [root]*3
    assert main(["verify", *fallen, "--jobs", "1"]) == 1
    lines = capsys.readouterr().out.splitlines()
    assert lines.count(f"{root} fails") == 1 and not any(f"{name} fails" in lines for name in others)
    at = lines.index(f"{root} fails")
    text = " ".join(lines[at:-1])
    assert all(name in text.split("With it fall:")[1] for name in others) and lines[-1].startswith("FAILED")


def test_a_fault_of_its_own_is_its_own_root(monkeypatch) -> None:
    few_models(monkeypatch)
    name, other = theorem(monkeypatch, wrong_lines), theorem(monkeypatch, honest)
    (group,) = (found := books.ledger([name, other], jobs=1))["failed"]
    assert (group["name"], group["falls"], found["theorems"][0]["cause"]) == (name, [], None)


def test_a_claim_falls_with_its_correction(monkeypatch) -> None:
    few_models(monkeypatch)
    name = claim(monkeypatch, false_claim, wrong_lines)
    (group,) = books.ledger([name], jobs=1)["failed"]
    assert group["name"] == derived(monkeypatch, wrong_lines).id and group["falls"] == [name]


def false_claim(proof):
    proof.claim(KL[z](q(z), r(z)) == E[q(z)](log(r(z)/q(z))))
    proof.given(integrable[q(z)](log(q(z)/r(z))), always[z](r(z) > 0))


def test_a_model_that_speaks_against_a_theorem_is_told_in_lines() -> None:
    model = {"problem": "false in a model", "model": {"laws": {"q": {"axes": ["z"], "table": ["1/2", "1/2"]}}}, "lhs": "0", "rhs": "1", "gap": "1", "certified": "exact"}
    one = entry("four", "failed", 1, {"exact": 0, "bulk": 0}, problems=['false in a model: {"model": 1}', "a twin that is called a mistake is true: claim, so"])
    lines = printed(print_summary, ledger([one | {"counterexamples": [model]}]))
    assert [line for line in ("  false in a model", "    q(z): [1/2, 1/2]", "    left 0, right 1, gap 1", "  a twin that is called a mistake is true: claim, so") if line not in lines] == []
    assert not any("{" in line for line in lines)


# --- --all ------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("width", [60, 80, 200])
def test_everything_is_in_the_tables(width) -> None:
    lines = printed(print_tables, ledger(THEOREMS, CLAIMS), width)
    rows = {line.split()[0]: line.split()[1:] for line in lines if line and not line.startswith(" ") and line[-1].isdigit()}
    assert rows["one"] == ["proved", "3", "6,000", "4", "3"] and rows["two"] == ["failed", "0", "0", "0"]
    assert rows["q1_1_1.three"] == ["undecided", "0", "5,000", "4", "3"] and sum(line.startswith("corrections ") for line in lines) == 1
    assert lines[next(i for i, line in enumerate(lines) if line.startswith("one ")) + 1] == "  about one"
    text = "\n".join(lines)
    for said in ("1-a  proved\n  so\n1-b  refuted\n  not so\n  Instead: rather so\n1-c  refuted  (no verdict is reached)\n  odd\n  Why: none given\n",
                 "1-d  not checkable\n  who knows\n  Why: vague\n1-e  contradicted\n  ran\n  Instead: less\n", "elbo.one\n  a sign; another law[z]\n"):
        assert said in text, text
    assert max(map(len, lines)) <= width


@pytest.mark.parametrize("width", [60, 80])
def test_the_longest_names_fit(width) -> None:
    found = [entry(d.slug, "undecided", 99, {"exact": 1, "bulk": 12_000}, d.chapter, title=d.title, is_correction=d.id in corrections(),
                   twins={"refuted": 99, "consequences": 9}) for d in (*load().values(), *corrections().values())]
    assert max(map(len, printed(print_tables, ledger(found), width))) <= width


def test_errors_of_the_report_are_counted_by_question_and_by_severity() -> None:
    errors = [{"question": "1", "severity": "gap"}, {"question": "1", "severity": "slip"}, {"question": "1", "severity": "gap"}]
    lines = printed(print_summary, ledger(THEOREMS, CLAIMS, errors=errors))
    heads, row = (next(line for line in lines if re.match(start, line)) for start in ("claims", r"1 +\d"))
    assert heads.split()[-1] == "errors" and row.split()[-1] == "3"
    assert "3 errors, each counted once: 2 gaps, 1 slip." in " ".join(" ".join(lines).split())
    assert "errors" not in "\n".join(printed(print_summary, ledger(THEOREMS, CLAIMS)))
