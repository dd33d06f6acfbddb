"""The numbers at the foot of a ledger, its page, and the pages of a claim: counted by hand."""

import io

import pytest
from rich.console import Console

from derivations.attack.survey import Survey
from derivations.attack.verdict import verdict
from derivations.commands import entries, judge
from derivations.commands import verify as module
from derivations.commands.show_theorem import span
from derivations.kernel import Prover
from derivations.pages.ledger import print_ledger

TWINS = {"generated": 5, "handwritten": 2, "refused": 6, "refuted": 4, "consequences": 3, "undecided": 1}


def entry(name, verdict, steps, models, chapter="elbo", **more):
    return {"id": f"{chapter}.{name}", "chapter": chapter, "title": f"about {name}", "verdict": verdict, "fully_proved": verdict == "proved",
            "steps": [{}]*steps, "models": models, "twins": {}, "problems": [], **more}


THEOREMS = [
    entry("one", "proved", 4, {"exact": 12, "bulk": 6000, "shapes": 20, "with_zeros": 1500, "evaluations": 7000}, twins=TWINS,
          consequences=["a sign", "another law[z]"]),
    entry("two", "failed", 0, {"exact": 0, "bulk": 0}, problems=["line 3 needs integrable[q(z)](f(z))", "told above"]),
    entry("three", "undecided", 1, {"exact": 7, "bulk": 5000, "shapes": 8, "with_zeros": 5000, "evaluations": 90}, twins=TWINS,
          undecided=["a hole"], consequences=["a sign " + "and more"*20], chapter="cavi", problems=["a word "*30])]
CLAIMS = [{"id": "1-a", "says": "so", "verdict": "proved", "reached": True, "evidence": "2 steps", "correction": None,
           "models": {"exact": 3, "bulk": 5500, "shapes": 9, "with_zeros": 12, "evaluations": 10}},
          {"id": "1-b", "says": "not so", "verdict": "refuted", "reached": True, "evidence": "model", "correction": {"text": "rather so"}},
          {"id": "1-c", "says": "odd", "verdict": "refuted", "reached": False, "evidence": "none given", "correction": None},
          {"id": "1-d", "says": "who knows", "verdict": "not checkable", "reached": True, "evidence": "vague", "correction": {"text": "unseen"}},
          {"id": "1-e", "says": "ran", "verdict": "contradicted", "reached": True, "evidence": "7", "correction": {"text": "less"}}]


def test_totals_of_everything():
    assert module._totals(THEOREMS, CLAIMS) == {
        "theorems": 3, "proved": 1, "fully_proved": 1, "steps": 3, "evaluations": 7100, "exact": 22, "least models": 0, "least shapes": 0,
        "least with zeros": 0.0, "twins": {key: 2*n for key, n in TWINS.items()},
        "reported": {"proved": 1, "refuted": 2, "not checkable": 1, "contradicted": 1}}


def test_totals_of_what_was_tried():
    found = module._totals([THEOREMS[0], THEOREMS[2]], CLAIMS[:1])
    assert (found["least models"], found["least shapes"], found["least with zeros"]) == (5000, 8, 0.002)
    assert (found["steps"], found["proved"], found["evaluations"]) == (3, 1, 7100)
    alone = entry("four", "proved", 2, {"exact": 1, "bulk": 1, "shapes": 1, "with_zeros": 1})
    assert module._totals([alone], [])["least with zeros"] == 1.0
    none = module._totals([], [])
    assert none == {"theorems": 0, "proved": 0, "fully_proved": 0, "steps": 0, "evaluations": 0, "exact": 0, "least models": 0,
                    "least shapes": 0, "least with zeros": 0, "twins": dict.fromkeys(TWINS, 0), "reported": {}}


def page(theorems, claims, **more):
    totals = module._totals(theorems, claims) | {"symbolic seconds": 0.5, "left to runs": 0} | more
    console = Console(width=140, record=True, file=io.StringIO())
    print_ledger({"theorems": theorems, "reported": claims, "failures": ["told above", "a failure in E[q(z)](1)"], "totals": totals, "seconds": 3.5, "seed": 17}, console)
    return [line.rstrip() for line in console.export_text().splitlines()]


def test_a_page_of_everything():
    lines = page(THEOREMS, CLAIMS, **{"left to runs": 4})
    text = "\n".join(lines)
    rows = {words[0]: words[1:] for line in lines if (words := line.replace("│", " ").split())}
    assert rows["one"] == ["about", "one", "proved", "3", "6,000", "4", "refuted,", "3", "true"]
    assert rows["two"] == ["about", "two", "failed", "0", "0"] and rows["three"][2:5] == ["undecided", "0", "5,000"]
    assert rows["1-a"] == ["proved", "so"] and rows["1-b"] == ["refuted", "not", "so", "rather", "so"]
    assert rows["1-c"] == ["refuted", "!", "odd", "none", "given"] and rows["1-d"] == ["not", "checkable", "who", "knows", "vague"]
    assert rows["1-e"] == ["contradicted", "ran", "less"]
    assert "told above" not in lines and "  elbo.two: told above" in lines
    for line in ("  elbo.two: line 3 needs integrable[q(z)](f(z))", "  cavi.three: undecided twin: a hole", "  cavi.three: " + ("a word "*30).rstrip(), "  cavi.three: a sign " + "and more"*20, "a failure in E[q(z)](1)",
                 "Twins that are true after all, and proved to be:", "  elbo.one: a sign; another law[z]",
                 "1 of 3 theorems proved, 1 fully (nothing assumed), 3 steps checked in 0.5 s",
                 "14 false twins: 12 refused by the kernel, 8 refuted by a model, 6 true after all, 2 undecided",
                 "7,100 evaluations of lines in random models, no line under 0 models; 22 exact models; seed 17",
                 "reported claims: 1 contradicted, 1 not checkable, 1 proved, 2 refuted", "4 claims about runs are decided with --runs DIR",
                 "3.5 s"):
        assert line in lines, text
    assert lines.index("elbo") < lines.index("reported") and [lines.count(name) for name in ("elbo", "cavi")] == [1, 1]
    assert lines.index("elbo") < lines.index("cavi") and [sum(line.startswith(name) for line in lines) for name in ("one", "three")] == [1, 1]


def test_a_page_of_next_to_nothing():
    text = "\n".join(page([], []))
    for word in ("theorems", "twins", "evaluations", "reported", "--runs", "Twins"):
        assert word not in text
    assert text.split("\n") == ["told above", "a failure in E[q(z)](1)", "3.5 s"]


@pytest.mark.parametrize(("lines", "said"), [((3, 3), "line 3"), ((3, 5), "lines 3–5")])
def test_a_span_of_lines(lines, said):
    assert span(lines) == said


def test_progress_is_told_of_every_piece_of_work(monkeypatch):
    monkeypatch.setattr(module, "_prove", lambda *_: (0.0, []))
    monkeypatch.setattr(entries.Examiner, "entry", lambda _, key: entry(key[1], "proved", 1, {"exact": 1, "bulk": 1}))
    told = []
    module.ledger(["elbo.gibbs", "elbo.self_divergence", "elbo.tight"], 1, lambda *at: told.append(at))
    assert told == [(1, 3), (2, 3), (3, 3)]


@pytest.mark.parametrize(("models", "problems"), [(99, 1), (100, 0), (101, 0)])
def test_just_as_many_models_as_it_takes(models, problems, monkeypatch):
    class Trial:
        def __init__(self, *_, **__):
            pass

        def survey(self, *_):
            return Survey(models=models, shapes=3, with_zeros=4, evaluations=5)

        def exactly(self, wanted):
            return wanted - 1
    monkeypatch.setattr(entries, "Trial", Trial)
    monkeypatch.setattr(entries, "LEAST_RANDOM_MODELS", 100)
    found = {"problems": []}
    entries.Examiner(Prover(), 0)._try(None, found, 7, twins=False)  # pyright: ignore[reportArgumentType]
    assert found["models"] == {"exact": entries.EXACT_MODELS - 1, "bulk": models, "shapes": 3, "with_zeros": 4, "evaluations": 5}
    assert len(found["problems"]) == problems and set(found) == {"problems", "models"}


FILE = """
from derivations import E, Law, Function, theorem, points, algebra

x, y, z = points("x y z")
f, g, h = Function("f", x), Function("g", y), Function("h", z)


@theorem(title="t")
def one(proof):
    proof.claim(f(x) == f(x))
    proof.given(g(y) > 0)
    proof.starts(h(z))
    proof.eq(h(z), by=algebra)
"""


def test_where_tells_of_claim_hypotheses_and_lines(tmp_path):
    """A name that occurs in one of them only is told; the lines show something else, so it does not hold."""
    path = tmp_path / "one.py"
    path.write_text(FILE)
    derivation, = judge.read(str(path))
    found = judge.described(derivation, verdict(derivation, Prover(), 10))
    assert found.where == [f"{name} is a function of {space}" for name, space in (("f", "x"), ("g", "y"), ("h", "z"))]
    assert (found.claim, found.given) == ("f(x) = f(x)", ["g(y) > 0"]) and found.verdict != "holds"
