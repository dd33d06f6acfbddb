"""What the book reads of the tests and of the programs, without running either."""

import ast
import html
import inspect
import re

import pytest

import impl.elbo
from derivations.commands.finding import load_reported
from derivations.commands.site.evidence import TESTS, Evidence, collected, marks_of, tests_of
from derivations.commands.site.marked_claims import Unread
from derivations.commands.site.programs import docstring, module_page, program_link, programs_of
from derivations.commands.site.prompts import pasted
from derivations.commands.site.python_source import find, modules
from derivations.commands.site.suite import BadEvidence
from tests.reported import test_facts, test_misprints, test_reported, test_runs

FILE = '''
from impl import elbo as e, iwelbo
from impl.gamma import mle
from impl._special import trigamma

@pytest.mark.evidence("a.b", kind="exact")
@evidence("a.c", "training")
def test_it(): assert e.kl(1, 2) == helper(3)

def helper(x): return iwelbo.dreg(x) + trigamma(x) + e.no_such_function(x)

CASES = [case(evidence("a.d", kind="agreement"), lambda x: mle(x)), case(evidence("a.e", kind="exact"), 1)]

@pytest.mark.parametrize("case", CASES)
def test_cases(case): e.elbo(case)

evidence(name, kind="exact")
'''


def test_marks_are_found_wherever_they_stand_with_the_programs_that_they_are_about() -> None:
    found = {mark.name: mark for mark in marks_of(FILE, "tests/x/test_y.py")}
    assert {name: mark.kind for name, mark in found.items()} == {"a.b": "exact", "a.c": "training", "a.d": "agreement", "a.e": "exact"}
    assert set(found["a.b"].programs) == set(found["a.c"].programs) == {"elbo.kl", "iwelbo.dreg"}
    assert found["a.d"].programs == ("gamma.mle",) and found["a.e"].programs == ()
    assert found["a.b"].place == "tests/x/test_y.py::test_it" and found["a.d"].test == "test_cases"


def test_every_test_that_is_named_is_there() -> None:
    evidence = collected()
    marks = [mark for each in evidence.marks.values() for mark in each]
    defined = {path: {node.name for node in ast.walk(ast.parse((TESTS.parent / path).read_text())) if isinstance(node, ast.FunctionDef)}
               for path in {mark.file for mark in marks}}
    assert all(mark.test in defined[mark.file] for mark in marks if mark.test)
    assert sum(1 for mark in marks if mark.test) > 0.95*len(marks)
    assert {"elbo.elbo", "elbo.log_evidence"} <= set(evidence.programs("elbo.bound"))


def test_the_claims_of_a_test_are_those_that_pytest_finds() -> None:
    """Which claims a test has cases for is read from its source; pytest makes the marks by running it."""
    real = set()
    for module in (test_facts, test_misprints, test_reported, test_runs):
        for test, function in inspect.getmembers(module, inspect.isfunction):
            cases = [case for mark in getattr(function, "pytestmark", []) if mark.name == "parametrize" for case in mark.args[1]]
            real |= {(mark.args[0], mark.kwargs["kind"], test) for case in cases for mark in getattr(case, "marks", ()) if mark.name == "evidence"}
    claims = load_reported()
    found = {(mark.name, mark.kind, mark.test) for name, marks in collected().marks.items() if name in claims for mark in marks}
    assert found == real and {name for name, _, _ in found} == {name for name, claim in claims.items() if not claim.why_not}


SELECTED = """
CLAIMS = load_reported()
SOME = [c for c in CLAIMS.values() if c.question == "1.1.3" and c.kind != "prose"]
@pytest.mark.parametrize("claim", [pytest.param(one, marks=evidence(one.id, kind="exact")) for one in SOME if {}])
def test_it(claim): pass
"""


@pytest.mark.parametrize(("condition", "wanted"), [
    ("one.part", lambda c: c.part), ("one.correction is None or one.can", lambda c: c.correction is None or c.can),
    ("one.correction is not None", lambda c: c.correction is not None)])
def test_a_selection_of_claims_is_read(condition, wanted) -> None:
    found = [mark.name for mark in marks_of(SELECTED.format(condition))]
    assert found == [c.id for c in load_reported().values() if c.question == "1.1.3" and c.kind != "prose" and wanted(c)] != []


@pytest.mark.parametrize("text", [SELECTED.format("chosen(one)"), SELECTED.format("1 < one.part < 3"), SELECTED.replace("in SOME if {}", "in chosen()"),
                                  "evidence(claim.id, kind='exact')", "[evidence(one.id, kind='exact') for two in CLAIMS]"])
def test_a_selection_that_cannot_be_read_is_told(text) -> None:
    with pytest.raises(Unread):
        list(marks_of(text))


def test_what_passed_is_told_instead_of_what_is_marked(tmp_path) -> None:
    (tmp_path / "run.json").write_text('{"matrix": {"elbo.bound": {"exact": 7}}, "budget": 1e-6, "designs": []}')
    evidence = collected(tmp_path / "run.json")
    assert "7 exact" in tests_of("elbo.bound", evidence)[0] and "none passed" in tests_of("elbo.gibbs", evidence)[0]
    assert "7 exact" not in tests_of("elbo.bound", collected())[0] and tests_of("elbo.bound", Evidence()) == []


@pytest.mark.parametrize(("text", "wrong"), [("[]", "not a file that pytest"), ('{"elbo.bound": {"exact": 7}}', "not a file that pytest"), ("{", "not JSON")])
def test_a_file_that_no_run_wrote_is_refused(tmp_path, text, wrong) -> None:
    path = tmp_path / "run.json"
    path.write_text(text)
    with pytest.raises(BadEvidence, match=wrong):
        collected(path)
    with pytest.raises(BadEvidence, match="No such file"):
        collected(tmp_path / "none.json")


@pytest.mark.parametrize("name", ["kl", "expectation", "LinearGaussian", "fit_full"])
def test_a_program_is_read_as_python_reads_it(name) -> None:
    program, real = find(f"elbo.{name}"), getattr(impl.elbo, name)
    assert program is not None and program.words == inspect.getdoc(real)
    assert program.source == inspect.getsource(real).strip()
    assert program.signature.startswith(f"{name}(") and all(each in program.signature for each in inspect.signature(real).parameters)


def test_public_names_are_those_that_a_module_says() -> None:
    assert all(not name.startswith("_") for module in modules().values() for name in module.programs)
    assert "fit" in modules()["score_function"].programs, "it comes from a private module"
    model = find("elbo.LinearGaussian")
    assert model is not None and "LinearGaussian.posterior" in [one.name for one in model.methods]
    assert find("elbo.no_such_function") is None is find("no_such_module.f")


def test_what_is_typed_at_a_prompt_stands_as_it_is_typed() -> None:
    assert docstring("One `a`.\n\n>>> 1 < 2\nTrue\n\nTwo.") == (
        '<p>One <code>a</code>.</p><div class="highlight typed"><pre tabindex="0"><span class="gp">&gt;&gt;&gt; </span><span class="mi">1</span> &lt; '
        '<span class="mi">2</span>\n<span class="go">True</span></pre></div><p>Two.</p>')
    assert program_link("elbo.kl", "../") == '<a href="../programs/elbo.html#impl-elbo.kl"><code>elbo.kl</code></a>'


@pytest.mark.parametrize("name", ["iwelbo.simulate", "elbo.kl"])
def test_the_book_shows_an_example_beside_the_source(name: str) -> None:
    program, module = find(name), modules()[name.partition(".")[0]]
    assert program is not None and (typed := pasted(module, program.words)).startswith(">>> import torch")
    beside, page = programs_of([name], "../"), module_page(module)
    assert typed in plain(beside) and typed in plain(page)
    assert beside.index("Example") < beside.index("Source")


def plain(page: str) -> str:
    """What a reader sees of a page."""
    return html.unescape(re.sub(r"^   |<[^>]+>", "", page, flags=re.MULTILINE))
