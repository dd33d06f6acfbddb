"""The page on what is trusted: each of its parts from objects, sources or files, and what is said where these are bad."""

import json
import re
from types import SimpleNamespace

import pytest

from derivations.chapters.elbo import bound, evidence, gibbs
from derivations.commands.finding import corrections, load, load_reported
from derivations.commands.layers import PACKAGE, TRUSTED, says, size
from derivations.commands.show_lemma import SAID
from derivations.commands.site.building import Book
from derivations.commands.site.elements import whole_of
from derivations.commands.site.foundations import foundations, foundations_part
from derivations.commands.site.map import map_page
from derivations.commands.site.mutants import BadMutants, mutants_part, read_mutants, score
from derivations.commands.site.suite import BadEvidence, Design, Suite, budget, read_suite
from derivations.commands.site.trust import trust_page
from derivations.commands.site.witnesses import BadWitness, witnesses, witnesses_in, witnesses_part
from derivations.kernel import RULES
from tests.kernel import test_domination, test_witnesses
from tests.mutation import report
from tests.support.evidence import BUDGET

# --- the layers -------------------------------------------------------------------------------------------------------


def test_the_layers_stand_with_their_lines_and_with_what_they_say() -> None:
    page = trust_page([], None, None, None).replace("\n   ", "")
    for layer in TRUSTED:
        assert f"<td><code>{layer}</code></td><td>{size(layer)}</td>" in page
        assert says(layer)[0].split()[0] in page
    assert f"<td>{sum(map(size, TRUSTED))}</td>" in page
    parts = {f"kernel/{path.name}" for path in PACKAGE.joinpath("kernel").iterdir() if path.joinpath("__init__.py").is_file()}
    assert parts == {layer for layer in TRUSTED if layer.startswith("kernel/")}


def test_a_layer_says_what_in_it_has_to_be_right() -> None:
    assert says("kernel/schemas")[-1] == "Trusted: all but `matching`." and len(says("kernel/special")) == 1


# --- assumptions ------------------------------------------------------------------------------------------------------


def test_nothing_is_assumed_where_all_that_is_cited_is_proved() -> None:
    found = foundations([gibbs, evidence, bound])
    lines = sum(len(one.text.lines) - 1 for one in (gibbs, evidence, bound))
    assert found.by_rules + found.by_theorems == lines and found.by_theorems >= 2 and not found.assumed
    assert f"those of 3 theorems of the chapters. They have {lines} steps," in foundations_part(found) and "there is no assumption beyond the" in foundations_part(found)


def test_what_is_taken_without_a_proof_is_counted_where_nothing_else_is_assumed() -> None:
    """Rules and lemmas are no theorems of the kernel: the page does not say that there is no assumption at all."""
    told = foundations_part(foundations([gibbs]))
    assert f'beyond the <a href="rules.html">{len(RULES)} rules</a> and the <a href="#lemmas">{len(SAID)} lemmas</a> that are listed below' in told
    page = trust_page([gibbs], None, None, None)
    assert page.count("<dt id=\"lemma-") == len(SAID) and "no assumption:" not in page and "no assumption." not in page
    assert "trust.html#what-is-assumed" in map_page({gibbs.id: gibbs}, {})


def test_a_line_that_rests_on_something_else_is_an_assumption() -> None:
    found = foundations([bound])
    assert list(found.assumed) == ["elbo.bound, line 2", "elbo.bound, line 3"]
    told = foundations_part(found)
    assert "elbo.bound, line 3: elbo.evidence" in told and "no assumption" not in told
    step = SimpleNamespace(reason="a leap")
    leap = SimpleNamespace(id="mine.leap", text=SimpleNamespace(lines=[step, step]))
    assert foundations([leap]).assumed == {"mine.leap, line 2": "'a leap'"}  # type: ignore[list-item]


def test_a_claim_of_the_assignment_is_counted_apart() -> None:
    claim = load_reported()["1.1.3-a"].statement
    found = foundations([gibbs, claim])
    assert (found.chapters, found.corrections, found.claims) == (1, 0, 1)
    assert "1 theorem of the chapters, and 1 right claim of the assignment, which another proof cites; the verdicts on all other claims" in foundations_part(found)
    assert "claim of the assignment" not in foundations_part(foundations([gibbs]))


def test_theorems_of_the_chapters_and_corrections_are_counted_apart() -> None:
    found = foundations([gibbs, *corrections().values()])
    assert (found.chapters, found.corrections) == (1, len(corrections()))
    assert f"1 theorem of the chapters and {len(corrections())} corrections of the assignment, which are theorems too. They have" in foundations_part(found)


def test_the_numbers_of_theorems_are_explained_where_they_stand() -> None:
    """Rows and marks are fewer than theorems, and corrections stand elsewhere."""
    theorems = load()
    rows, every, right = len({id(whole_of(one)) for one in theorems.values()}), len(theorems), len(corrections())
    assert rows < every
    book = Book(theorems, corrections(), {}, {})
    assert f"The {rows} rows have all {every} theorems of the chapters" in book._every() and f"The {right} corrections" in book._every()
    assert f"Each of the {rows} marks is a theorem" in map_page(theorems, {}) and f"there are {every} theorems" in map_page(theorems, {})


# --- witnesses --------------------------------------------------------------------------------------------------------


def test_the_witnesses_are_those_that_the_tests_hold() -> None:
    real = [*test_domination.WITNESSES, *test_witnesses.WITNESSES]
    found = witnesses()
    assert [(one.rule, one.step, one.condition) for one in found] == [(one.rule, one.step, one.condition) for one in real]
    for one, true in zip(found, real, strict=True):
        assert one.fails == " ".join((true.fails.__doc__ or "").split()) and one.place.endswith(f"::{true.fails.__name__}")
        assert one.holds == ("" if true.holds is None else " ".join((true.holds.__doc__ or "").split()))
    page = witnesses_part(found)
    assert page.count("It asks for") == len(real) and "dominated[z](phi, q[phi](z))" in page and "uniform on (0, φ)" in page


@pytest.mark.parametrize("text", [
    "Witness('jensen', ('a', 'b'), 'c', f)", "def f(): pass\nWitness('jensen', ('a', 'b'), 'c', f)", "def f():\n    'x'\nWitness('jensen', ('a', B), 'c', f)",
    "def f():\n    'x'\nWitness('jensen', 'ab', 'c', f)", "Witness('jensen', ('a', 'b'), 'c')", "def f():\n    'x'\nWitness(RULE, ('a', 'b'), 'c', f)"])
def test_a_witness_that_cannot_be_shown_is_told(text) -> None:
    with pytest.raises(BadWitness, match=r"^mine\.py:\d"):
        list(witnesses_in(text, "mine.py"))


def test_a_checkout_without_tests_has_no_part_on_witnesses(tmp_path) -> None:
    assert witnesses(tmp_path) == [] and witnesses_part([]) == ""


# --- the error budget -------------------------------------------------------------------------------------------------


def suite_in(folder, **changes):
    design = {"test": "tests/a.py::test_it[x]", "rate": 2e-7, "design": "n = 9"}
    path = folder / "run.json"
    path.write_text(json.dumps({"matrix": {"elbo.bound": {"exact": 7}}, "budget": BUDGET, "designs": [design]} | changes))
    return path


def test_what_tests_spent_is_added_up_by_test(tmp_path) -> None:
    designs = [{"test": f"tests/a.py::test_{name}", "rate": rate, "design": f"n = {rate}"} for name, rate in (
        ("it[x]", 1e-7), ("it[y]", 3e-7), ("other", 2e-9))]
    page = budget(read_suite(suite_in(tmp_path, designs=designs)))
    assert "<td><code>tests/a.py::<wbr>test_it</code></td><td>2</td><td>4.0e-07</td>" in page and "<td>1</td><td>2.0e-09</td>" in page
    assert "spent 4.02e-07, which is 40.2% of the budget." in page and "the budget 1e-06" in page and "n = 3e-07" in page


def test_a_budget_that_is_overspent_is_told_and_one_that_nobody_spent() -> None:
    assert "120.0% of the budget: more than there is" in budget(Suite({}, 1e-6, [Design("tests/a.py::test_it", 1.2e-6, "n")]))
    assert "This run had none of them" in budget(Suite({}, 1e-6, []))
    assert "made without a run of the tests" in budget(None) and "pytest --evidence" in budget(None) and "book --evidence" in budget(None)
    assert "<table" not in budget(None) + budget(Suite({}, 1e-6, []))


def test_a_part_without_its_file_says_so_and_how_it_is_filled() -> None:
    page = trust_page([gibbs], None, None, None).replace("\n   ", "")
    for told, how in (("without a run of the tests", "book --evidence"), ("without such trials", "book --ledger"), ("without a run of mutants", "book --mutants")):
        paragraph = re.search(f"<p>This copy of the book was made {told}[^\\n]*?</p>", page)
        assert paragraph is not None and how in paragraph[0]


@pytest.mark.parametrize("changes", [
    {"matrix": []}, {"matrix": {"a": 1}}, {"matrix": {"a": {"exact": "1"}}}, {"matrix": {"a": {"exact": True}}}, {"budget": None}, {"budget": 0.0},
    {"budget": "1"}, {"designs": None}, {"designs": [1]}, {"designs": [{"test": "a", "rate": 1e-9}]}, {"designs": [{"test": "a", "rate": "x", "design": "b"}]}])
def test_a_file_that_no_run_of_the_tests_wrote_is_refused(tmp_path, changes) -> None:
    assert read_suite(suite_in(tmp_path)).passed == {"elbo.bound": {"exact": 7}}
    with pytest.raises(BadEvidence, match="not a file that pytest --evidence wrote"):
        read_suite(suite_in(tmp_path, **changes))


# --- mutants ----------------------------------------------------------------------------------------------------------

HEADER = {"sample": 40, "seed": 3, "modules": ["kernel"], "files": [], "commit": "c", "fast": True, "patches": ""}


def mutant(group, result, number=0):
    return {"key": f"k{number}", "group": group, "kind": "sign", "where": f"derivations/{group}.py:{number}", "says": f"{number} → -{number}",
            "result": result, "by": "", "seconds": 1.0}


def run_in(folder, *results, header=HEADER):
    path = folder / "mutants.jsonl"
    path.write_text("".join(json.dumps(line) + "\n" for line in (header, *results)))
    return path


def test_mutants_have_a_score_by_group_with_the_size_of_the_sample(tmp_path) -> None:
    results = [mutant("kernel", "fast"), mutant("kernel", "survived", 7), mutant("attack", "tests", 2), mutant("kernel", "fast", 3)]
    path = run_in(tmp_path, *results)
    with path.open("a") as file:
        file.write('{"key": "to')  # a run that was stopped
    page = mutants_part(read_mutants(path))
    assert "<td>kernel</td><td>3</td><td>2</td><td>1</td><td>0.667</td>" in page and "<td>attack</td><td>1</td><td>1</td><td>0</td><td>1.000</td>" in page
    assert "<td>all</td><td>4</td><td>3</td><td>1</td><td>0.750</td>" in page and "Of a sample of 40, drawn with the seed 3, 4 were tried" in page
    assert "derivations/kernel.py:7</code> 7 → -7" in page and "What survived: 1" in page and "Only the fast set" in page
    assert score(results) == report.score(results) == 0.75
    assert "Only the fast set" not in mutants_part(read_mutants(run_in(tmp_path, *results, header=HEADER | {"fast": False})))


def test_without_mutants_the_page_says_how_they_are_made(tmp_path) -> None:
    told = mutants_part(None)
    assert "tests.mutation.run" in told and "book --mutants" in told and mutants_part(read_mutants(run_in(tmp_path))) == told


@pytest.mark.parametrize("lines", [(), ([],), ({},), (HEADER, {}), (HEADER, 3), (HEADER, mutant("kernel", "lived")), (HEADER | {"seed": "1"},), ({**HEADER, "fast": None},)])
def test_a_file_that_no_run_of_mutants_wrote_is_refused(tmp_path, lines) -> None:
    path = tmp_path / "mutants.jsonl"
    path.write_text("".join(json.dumps(line) + "\n" for line in lines))
    with pytest.raises(BadMutants, match=r"not the results of python -m tests\.mutation\.run"):
        read_mutants(path)
    with pytest.raises(BadMutants, match="No such file"):
        read_mutants(tmp_path / "none.jsonl")


def test_the_page_has_what_was_given() -> None:
    page = trust_page([gibbs], Suite({}, 1e-6, [Design("tests/a.py::test_it", 1e-9, "n = 5")]), None, None)
    for part in ("n = 5", "those of 1 theorem of the chapters.", "lemma-", "uniform on (0, φ)", "tests.mutation.run"):
        assert part in page
