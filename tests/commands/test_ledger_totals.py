"""The totals of a ledger, counted by hand; what is told while it is made; and how a judgement says where names stand."""

from contextlib import contextmanager

import pytest

from derivations.attack.counterexamples import Attack
from derivations.attack.survey import Survey
from derivations.attack.verdict import verdict
from derivations.commands import entries, judge
from derivations.commands import ledger as module
from derivations.commands.finding import load
from derivations.commands.listing import span
from derivations.kernel import Prover, parameters
from tests.support.ledger_entries import CLAIMS, THEOREMS, TWINS, entry


def test_totals_of_everything():
    assert module._totals(THEOREMS, CLAIMS) == {
        "theorems": 3, "corrections": 1, "proved": 1, "fully_proved": 1, "steps": 3, "evaluations": 7100, "exact": 22, "least models": 0, "least shapes": 0,
        "least with zeros": 0.0, "twins": {key: 2*n for key, n in TWINS.items()},
        "reported": {"proved": 1, "refuted": 2, "not checkable": 1, "contradicted": 1}}


def test_totals_of_what_was_tried():
    found = module._totals([THEOREMS[0], THEOREMS[2]], CLAIMS[:1])
    assert (found["least models"], found["least shapes"], found["least with zeros"]) == (5000, 8, 0.002)
    assert (found["steps"], found["proved"], found["evaluations"]) == (3, 1, 7100)
    alone = entry("four", "proved", 2, {"exact": 1, "bulk": 1, "shapes": 1, "with_zeros": 1})
    assert module._totals([alone], [])["least with zeros"] == 1.0
    none = module._totals([], [])
    assert none == {"theorems": 0, "corrections": 0, "proved": 0, "fully_proved": 0, "steps": 0, "evaluations": 0, "exact": 0, "least models": 0,
                    "least shapes": 0, "least with zeros": 0, "twins": dict.fromkeys(TWINS, 0), "reported": {}}


@pytest.mark.parametrize(("lines", "said"), [((3, 3), "line 3"), ((3, 5), "lines 3–5")])
def test_a_span_of_lines(lines, said):
    assert span(lines) == said


def test_progress_is_told_of_every_piece_of_work(monkeypatch):
    monkeypatch.setattr(module, "_prove", lambda *_: (0.0, []))
    monkeypatch.setattr(entries.Examiner, "entry", lambda _, key: entry(key[1], "proved", 1, {"exact": 1, "bulk": 1}))
    told = []

    @contextmanager
    def bar(what):
        yield lambda *at: told.append((what, *at))
    module.ledger(["elbo.gibbs", "elbo.self_divergence", "elbo.tight"], 1, bar)
    assert told == [("attacking", 1, 3), ("attacking", 2, 3), ("attacking", 3, 3)]
    told.clear()
    monkeypatch.undo()
    module._prove(Prover(), [load()["elbo.gibbs"], load()["elbo.mean_ratio"]], lambda *at: told.append(at))
    assert told == [(1, 2), (2, 2)]


@pytest.mark.parametrize(("models", "problems"), [(99, 1), (100, 0), (101, 0)])
def test_just_as_many_models_as_it_takes(models, problems, monkeypatch):
    class Trial:
        attack = Attack([], [parameters("a")[0] > 0])  # of a number, of which there are many values

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
