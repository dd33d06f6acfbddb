"""The ledger: its JSON, theorems planted to fail in every way, exit codes, and the file that it writes."""

import json
from argparse import Namespace

import pytest

from derivations.chapters.elbo import ELBO, p, q, r, x, z
from derivations.chapters.elbo import bound as elbo_bound
from derivations.commands import ledger as books
from derivations.commands import verify as module
from derivations.kernel import (
    KL,
    REGISTRY,
    Derivation,
    E,
    Prover,
    algebra,
    counts,
    definition,
    iid,
    integrable,
    linearity,
    log,
    mean,
)
from derivations.kernel.proof.prover import Accepted
from derivations.language.authoring import derivation as authors

k, = counts("k")
TOTALS = {"theorems", "corrections", "proved", "fully_proved", "steps", "twins", "reported"}
THEOREM = {"is_correction", "cause", "almost", "where", "lemmas", "assumes", "id", "chapter", "question", "title", "claim", "given", "verdict", "fully_proved", "rests_on", "steps",
           "models", "twins", "seconds"}
TWINS = {"generated", "handwritten", "refused", "refuted", "consequences", "undecided"}
REPORTED = {"id", "question", "lines", "kind", "says", "verdict", "evidence", "counterexample", "correction", "cause"}


@pytest.fixture(scope="module")
def found():
    return books.ledger(["iwelbo.bound", "elbo.evidence", "1.1.1-a", "1.1.1-k", "1.1.1-s"], jobs=1)


def test_json_has_every_key(found):
    assert json.loads(json.dumps(found)) == found  # plain data
    assert {"schema", "seconds", "seed", "totals", "theorems", "assumptions", "reported", "errors", "waiting", "failures", "failed", "sound"} == set(found)
    assert found["schema"] == 2
    assert set(found["totals"]) >= TOTALS
    for entry in found["theorems"]:
        assert set(entry) >= THEOREM
        assert set(entry["claim"]) == {"latex", "text"}
        assert set(entry["models"]) >= {"exact", "bulk"}
        assert set(entry["twins"]) == TWINS
        assert all(set(step) == {"rule", "latex", "conditions", "seconds"} for step in entry["steps"])
    for entry in found["reported"]:
        assert set(entry) >= REPORTED
        assert entry["counterexample"] is None or {"model", "lhs", "rhs", "gap"} <= set(entry["counterexample"])
        assert entry["correction"] is None or set(entry["correction"]) == {"text", "theorem"}


def test_what_holds_is_proved(found):
    bound, evidence = found["theorems"]
    for entry in bound, evidence:
        assert (entry["verdict"], entry["fully_proved"]) == ("proved", True)
        assert entry["models"]["bulk"] >= 2_000
        assert entry["models"]["exact"] > 0
        twins = entry["twins"]
        assert twins["undecided"] == 0
        assert twins["refuted"] + twins["consequences"] == twins["generated"] + twins["handwritten"] > 0
    assert bound["rests_on"] == ["iwelbo.mean_average"]
    assert [step["rule"] for step in bound["steps"]] == ["", "jensen", "iwelbo.mean_average"]
    assert bound["given"] and bound["question"] == ["2.1.10"]
    assert [entry["verdict"] for entry in found["reported"]] == ["proved", "refuted", "not checkable"]
    refuted = found["reported"][1]
    assert refuted["counterexample"]["gap"] != "0"
    assert refuted["correction"]["theorem"] in REGISTRY
    assert books.sound(found)


def without_seconds(entry):
    if isinstance(entry, dict):
        return {key: without_seconds(value) for key, value in entry.items() if key != "seconds" and key != "symbolic seconds"}
    return [without_seconds(one) for one in entry] if isinstance(entry, list) else entry


def test_a_seed_replays_a_run(capsys):
    """The same numbers with one process and with two; another seed gives others.  What is printed has the seed."""
    names = ["elbo.gibbs", "elbo.mean_ratio", "1.1.1-a"]
    first = books.ledger(names, jobs=1, seed=7)
    assert first["seed"] == 7 and without_seconds(books.ledger(names, jobs=2, seed=7)) == without_seconds(first)
    assert without_seconds(books.ledger(names, jobs=1, seed=8)["theorems"]) != without_seconds(first["theorems"])
    assert module.main(Namespace(names=names, json=None, jobs=1, runs=None, seed=7, all=False)) == 0
    assert "(seed 7)" in " ".join(capsys.readouterr().out.split())
    assert len({books.ledger(["1.2.4-c"], jobs=1)["seed"] for _ in range(3)}) == 3  # without one, each run has its own


# --- planted theorems ---------------------------------------------------------------------------------------------


def wrong_step(proof):
    proof.claim(KL[z](q(z), r(z)) == E[q(z)](log(r(z)/q(z))))
    proof.given(integrable[q(z)](log(q(z)/r(z))))
    proof.starts(KL[z](q(z), r(z)))
    proof.eq(E[q(z)](log(r(z)/q(z))), by=definition)


def wrong_claim(proof):
    """Every line is right; the claim is not what they show."""
    proof.claim(KL[z](q(z), r(z)) == -E[q(z)](log(q(z)/r(z))))
    proof.given(integrable[q(z)](log(q(z)/r(z))))
    proof.starts(KL[z](q(z), r(z)))
    proof.eq(E[q(z)](log(q(z)/r(z))), by=definition)


def short_of_a_hypothesis(proof):
    proof.claim(ELBO(q(z), p(x, z)) <= log(p(x)))
    proof.starts(ELBO(q(z), p(x, z)))
    proof.le(log(p(x)), by=elbo_bound)


def vacuous(proof):
    """Proved, of nothing: no density is negative."""
    proof.claim(log(-p(x)) == log(1*(-p(x))))
    proof.given(-p(x) > 0)
    proof.starts(log(-p(x)))
    proof.eq(log(1*(-p(x))), by=algebra)


def undecided_twin(proof):
    """The twin is true, and no single step shows it: neither refuted nor proved."""
    proof.claim(KL[z](q(z), r(z)) == E[q(z)](log(q(z)/r(z))))
    proof.given(integrable[q(z)](log(q(z)/r(z))))
    proof.starts(KL[z](q(z), r(z)))
    proof.eq(E[q(z)](log(q(z)/r(z))), by=definition)
    proof.twin(log(1 + KL[z](q(z), r(z))) >= 0, "not a mistake at all")


def true_mistake(proof):
    """What is called a mistake is the claim itself."""
    proof.claim(KL[z](q(z), r(z)) == E[q(z)](log(q(z)/r(z))))
    proof.given(integrable[q(z)](log(q(z)/r(z))))
    proof.starts(KL[z](q(z), r(z)))
    proof.eq(E[q(z)](log(q(z)/r(z))), by=definition)
    proof.twin(KL[z](q(z), r(z)) == E[q(z)](log(q(z)/r(z))), "not a mistake at all")


def a_hypothesis_too_many(proof):
    proof.claim(KL[z](q(z), r(z)) == E[q(z)](log(q(z)/r(z))))
    proof.given(integrable[q(z)](log(q(z)/r(z))), p(x) > 0)
    proof.starts(KL[z](q(z), r(z)))
    proof.eq(E[q(z)](log(q(z)/r(z))), by=definition)


def a_hypothesis_too_strong(proof):
    """Each of the two is needed beside the other, and both together say more than that their difference is integrable."""
    proof.claim(KL[z](q(z), r(z)) == E[q(z)](log(q(z)/r(z))))
    proof.given(integrable[q(z)](log(q(z))), integrable[q(z)](log(r(z))))
    proof.starts(KL[z](q(z), r(z)))
    proof.eq(E[q(z)](log(q(z)/r(z))), by=definition)


def beyond_all_models(proof):
    """No table is large enough for so many draws."""
    proof.claim(E[iid(q(z), 40)](mean[k:40](log(q(z[k])))) == mean[k:40](E[iid(q(z), 40)](log(q(z[k])))))
    proof.given(integrable[q(z)](log(q(z))))
    proof.starts(E[iid(q(z), 40)](mean[k:40](log(q(z[k])))))
    proof.eq(mean[k:40](E[iid(q(z), 40)](log(q(z[k])))), by=linearity)


@pytest.fixture
def plant(monkeypatch):
    """A function as a theorem of the chapter elbo, for one test; its ledger."""
    def planted(function):
        monkeypatch.setattr(function, "__module__", "derivations.chapters.elbo")
        derivation = Derivation(function, title="planted", questions=("1.1.1",), register=False)
        monkeypatch.setitem(authors._REGISTERED, derivation.id, derivation)
        return derivation.id
    return planted


@pytest.mark.parametrize(("function", "verdict"), [
    (wrong_step, "failed"), (wrong_claim, "failed"), (short_of_a_hypothesis, "failed"), (vacuous, "failed"),
    (undecided_twin, "undecided"), (true_mistake, "failed"), (a_hypothesis_too_many, "failed"),
    (a_hypothesis_too_strong, "failed"),
    (beyond_all_models, "failed")])
def test_planted_theorems_do_not_pass(plant, function, verdict):
    found = books.ledger([plant(function)], jobs=1)
    (entry,) = found["theorems"]
    assert set(entry) >= THEOREM
    assert entry["verdict"] == verdict
    assert not books.sound(found)


def test_a_failure_says_what_it_is(plant):
    for function, says in ((true_mistake, "a twin that is called a mistake is true: claim, not a mistake at all"),
                           (a_hypothesis_too_many, "no line needs the hypothesis p(x) > 0"),
                           (a_hypothesis_too_strong, "instead of the hypothesis integrable[q(z)](log(r(z))) give what the "
                            "lines need: integrable[q(z)](log(q(z)) - log(r(z)))"),
                           (beyond_all_models, "nothing was tried")):
        (entry,) = books.ledger([plant(function)], jobs=1)["theorems"]
        assert any(says in problem for problem in entry["problems"]), entry["problems"]


def test_almost_and_declarations_are_in_the_ledger():
    (entry,) = books.ledger(["cavi.optimal_factor"], jobs=1)["theorems"]
    assert entry["almost"] == ["y"] and "b is a law of z" in entry["where"]


def test_a_broken_kernel_is_caught_by_the_models(plant, monkeypatch):
    """A kernel that accepts every step proves wrong_step; its lines are false in a model, and that is reported."""
    monkeypatch.setattr(Prover, "step", lambda *_: Accepted(()))
    monkeypatch.setattr(Prover, "_given", lambda *_: (frozenset(), ()))
    found = books.ledger([plant(wrong_step)], jobs=1)
    (entry,) = found["theorems"]
    assert found["failures"] == []
    assert entry["verdict"] == "failed"
    assert any("false in a model" in problem or "false in exact arithmetic" in problem for problem in entry["problems"])


# --- the command ----------------------------------------------------------------------------------------------------


def verify(*names, json_file=None):
    return module.main(Namespace(names=list(names), json=json_file, jobs=1, runs=None, seed=None, all=False))


def test_exit_codes_and_the_file_that_is_written(plant, tmp_path, capsys):
    """0 where all holds; 1 where something fails, and the file is written none the less."""
    path = tmp_path / "ledger.json"
    path.write_text("old")
    assert verify("elbo.gibbs", json_file=str(path)) == 0
    assert json.loads(path.read_text())["theorems"][0]["verdict"] == "proved"
    assert "elbo" in capsys.readouterr().out
    name = plant(wrong_step)
    assert verify(name, json_file=str(path)) == 1
    assert json.loads(path.read_text())["theorems"][0]["verdict"] == "failed"
    capsys.readouterr()
    assert verify(name, json_file="-") == 1
    out = capsys.readouterr()
    assert json.loads(out.out)["theorems"][0]["id"] == name
    assert [child.name for child in tmp_path.iterdir()] == ["ledger.json"]


def test_a_file_half_written_never_replaces_a_whole_one(tmp_path):
    path = tmp_path / "ledger.json"
    path.write_text("old")
    with pytest.raises(TypeError):
        module.write(str(path), {"first": 1, "then": object()})
    assert path.read_text() == "old"


def test_a_folder_that_is_not_there_is_a_wrong_call(tmp_path, capsys):
    assert verify("elbo.gibbs", json_file=str(tmp_path / "none" / "ledger.json")) == 2
    assert "ledger.json" in capsys.readouterr().err


@pytest.mark.parametrize("entries", [
    {"failures": ["line 3"], "theorems": [], "reported": []},
    {"failures": [], "theorems": [{"verdict": "undecided"}], "reported": []},
    {"failures": [], "theorems": [], "reported": [{"verdict": "undecided", "reached": False}]},
    {"failures": [], "theorems": [], "reported": [{"verdict": "refuted", "reached": False}]},
])
def test_nothing_short_of_everything_is_sound(entries):
    assert not books.sound(entries)
    assert books.sound({"failures": [], "theorems": [{"verdict": "proved"}], "reported": [{"reached": True}]})
