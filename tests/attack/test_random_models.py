"""The random models of a run: fresh on every run and in every round, distinct, with zeros, measures and null states."""

import itertools
import math
from collections import Counter
from types import SimpleNamespace

import numpy as np
import pytest

from derivations.attack import survey as surveying
from derivations.attack.effort import PARAMETER_VALUES
from derivations.attack.models import Models, random_models
from derivations.attack.numbers import Floats
from derivations.attack.survey import has_zeros, make_generic, survey
from derivations.attack.theorems import Trial
from derivations.attack.verdict import almost_points
from derivations.commands import entries
from derivations.commands import ledger as module
from derivations.commands.finding import load
from derivations.kernel import Prover, reals
from derivations.language.terms import Chain
from derivations.language.views.signature import signature
from tests.support.rule_examples import typed

THEOREMS = load().values()
PROVER = Prover()  # one for all: what is cited is proved once


def rows(models: Models) -> list[tuple]:
    """Each model of a batch by its probabilities, values and measures: what tells two of them apart."""
    masses = [part for law, table in models.weights.items() for part in (
        [table] if law.parameters else models.steps(law, Floats) if isinstance(law, Chain) else [models.mass(law, law.spaces, law.given, Floats)])]
    tables = [*masses, *models.functions.values(), *models.reals.values(), *models.mixtures.values(), *models.base.values()]
    return [tuple(np.round(table[i if len(table) > 1 else 0], 12).tobytes() for table in tables)
            for i in range(models.batch)]


def key(models: Models) -> str:
    return str((sorted(models.sizes.items()), sorted((str(c), n) for c, n in models.counts.items())))


@pytest.fixture
def drawn(monkeypatch):
    """What was drawn, batch by batch: the models, and whether null states were asked for."""
    made, old = [], random_models

    def spy(found, sizes, counts, n, rng, zeros=0.0, nulls=False):
        models = old(found, sizes, counts, n, rng, zeros, nulls)
        made.append(SimpleNamespace(models=models, nulls=nulls, rows=rows(models), key=key(models)))
        return models
    monkeypatch.setattr(surveying, "random_models", spy)
    return made


# --- fresh ------------------------------------------------------------------------------------------------------------


@pytest.fixture
def small(monkeypatch):
    monkeypatch.setattr(entries, "RANDOM_MODELS_FOR_A_THEOREM", 30)
    monkeypatch.setattr(entries, "RANDOM_MODELS_FOR_A_CLAIM", 30)
    monkeypatch.setattr(entries, "RANDOM_SHAPES", 6)
    monkeypatch.setattr(entries, "LEAST_RANDOM_MODELS", 10)


def models_of(names, made, jobs=1):
    made.clear()
    found = module.ledger(names, jobs=jobs)
    assert module.sound(found)
    return found, [batch.rows for batch in made]


@pytest.mark.parametrize("name", ["elbo.self_divergence", "1.1.1-a"])
def test_every_run_draws_other_models(name, small, drawn, monkeypatch):
    """Two ledgers have different seeds and, shape by shape, other models; with one seed they have the same ones."""
    one, first = models_of([name], drawn)
    two, second = models_of([name], drawn)
    assert one["seed"] != two["seed"]
    alike = [len(set(a) & set(b))/len(set(a)) for a, b in zip(first, second)]
    assert len(alike) >= 6 and np.mean(alike) < 0.5 and first != second
    monkeypatch.setattr(module.secrets, "randbits", lambda bits: one["seed"])
    again, third = models_of([name], drawn)
    assert again["seed"] == one["seed"] and third == first


def test_the_seed_reaches_the_other_processes(small, monkeypatch):
    """Counts of what was drawn: those of the seed that the ledger tells, whoever draws."""
    names, told = ["elbo.mean_ratio", "elbo.bound"], {}
    for seed in (11, 12):
        monkeypatch.setattr(module.secrets, "randbits", lambda bits, seed=seed: seed)
        for jobs in (1, 2):
            found = module.ledger(names, jobs=jobs)
            told[seed, jobs] = [e["models"] for e in found["theorems"]]
    assert told[11, 1] == told[11, 2] != told[12, 2] == told[12, 1]


def test_a_seed_is_drawn_from_many(small):
    assert len({module.ledger(["elbo.self_divergence"], jobs=1)["seed"] for _ in range(4)}) == 4


def test_rounds_and_shapes_draw_other_models(drawn):
    """In sixteen rounds over the same shapes hardly a model comes twice."""
    theorem = next(t for t in THEOREMS if t.id == "elbo.evidence")
    survey([h for h, _ in theorem.text.hypotheses], [theorem.text.statement], models_per_shape=40, shapes_wanted=6, seed=3, least=10**9)
    assert len(drawn) == 16*6
    for shape, count in Counter(batch.key for batch in drawn).items():
        assert count >= 5
        rounds = [set(batch.rows) for batch in drawn if batch.key == shape]
        shared = [len(a & b)/min(len(a), len(b)) for i, a in enumerate(rounds) for b in rounds[:i]]
        assert np.mean(shared) < 0.4 and max(shared) < 0.9, shape


# --- distinct, with zeros, with measures, with null states --------------------------------------------------------------


def freedom(models: Models) -> int:
    """How many numbers of a model may differ from one model to the next."""
    laws = sum((math.prod(table.shape[1:1 + len(law.spaces)]) - 1)*math.prod(table.shape[1 + len(law.spaces):])
               for law, table in models.weights.items())
    return laws + sum(table[0].size for table in models.functions.values())


def cells(models: Models) -> int:
    """How many cells of laws there are in a model: of two, of which one at least has mass, a zero is rare."""
    return sum(table[0].size for table in models.weights.values())


def numbers_alone(trial, drawn):
    """A theorem that speaks of parameters alone has one shape, in which the parameters have values enough."""
    met = trial.survey(400, entries.RANDOM_SHAPES, 7)
    assert met.failure is None and len(drawn) == met.shapes == 1
    rare = trial.theorem.derivation.id == "diffusion_predictions.ddim_marginal"  # few random numbers satisfy its hypotheses
    assert met.models == 1 if trial.attack.found.empty else met.models > (2 if rare else 5 if trial.attack.found.integrated else 20)
    models = drawn[0].models
    if trial.attack.found.integrated:  # each model has many points, so that fewer are drawn
        assert not models.reals or len(set(drawn[0].rows)) > 15
        return
    assert not models.reals or len(set(drawn[0].rows)) > (100 if len(models.reals) == 1 else 300)


@pytest.mark.parametrize("theorem", THEOREMS, ids=str)
def test_what_the_models_of_a_theorem_are(theorem, drawn):
    """One round over twice as many shapes as the ledger takes, so that shares can be told, with fewer models of each."""
    trial = Trial(theorem, PROVER, twins=False)
    if not trial.attack.found.spaces and not trial.attack.found.counts:
        numbers_alone(trial, drawn)
        return
    met = trial.survey(40, 2*entries.RANDOM_SHAPES, 7)
    assert met.failure is None and len(drawn) == 20 and met.shapes >= 15 and met.models > 250
    for batch in drawn:
        distinct = len(set(batch.rows))/len(batch.rows)
        assert distinct >= (0.5 if freedom(batch.models) >= 3 else 0), (batch.key, distinct)
    if any(freedom(batch.models) > 1 for batch in drawn):
        assert np.mean([len(set(batch.rows))/len(batch.rows) for batch in drawn]) > 0.75
    if drawn[0].models.weights:
        few = theorem.id == "score_function.fisher"  # it supposes a positive density: only null states have zeros
        assert (0.02 if few else 0.1) < met.with_zeros/met.models < 0.6
        zero = [has_zeros(batch.models).mean() for batch in drawn]
        often = [share > (0.2 if cells(batch.models) > 2 else 0.04) for share, batch in zip(zero, drawn)]
        assert sum(often) >= 8 and sum(share == 0 for share in zero) >= 3
    plain = [batch.models.base for batch in drawn if not batch.nulls]
    other = sum(any((halves != 2).any() for halves in base.values()) for base in plain)
    assert len(plain) == 14 and (2 <= other <= 12 or not any(plain))  # a measure that does not count points, and one that does
    assert met.with_nulls > 0.05*met.models or not any(batch.models.has_null for batch in drawn)


def test_the_ledger_tells_how_many_have_zeros(small):
    found = module.ledger(["elbo.bound", "elbo.gibbs"], jobs=1)
    shares = [e["models"]["with_zeros"]/e["models"]["bulk"] for e in found["theorems"]]
    assert found["totals"]["least with zeros"] == round(min(shares), 3) > 0


def test_a_theorem_is_tried_with_null_states_where_points_may_be_null(drawn):
    """A theorem for almost every y is tried with null states, too; almost_points says where they do not count."""
    theorem = next(t for t in THEOREMS if t.id == "cavi.optimal_factor")
    trial = Trial(theorem, PROVER, twins=False)
    assert [point.name for point in almost_points(trial.theorem, in_lines=True)]
    assert trial.survey(20, 9, 0).with_nulls > 0
    assert sum(batch.nulls for batch in drawn) == 3


def test_a_parameter_on_which_nothing_depends_has_many_values():
    """Large, small, negative and zero ones; beside a family, or a function of a number, it has the few at which weights vanish."""
    alone, family, function = (signature(typed(text)) for text in (
        "phi >= f(z)", "D[phi](q[phi](z)) >= psi", "g(psi) >= phi"))
    phi, = alone.reals
    values = {v for n in range(3) for v in random_models(alone, {"z": 1}, {}, 2000, np.random.default_rng(n)).reals[phi]}
    assert len(values) > 100 and 0 in values and min(values) == -16 and max(values) == 16
    assert {v for v in values if 0 < v < 0.125} and not {v for v in values if 0 < abs(v) < 2**-4}
    for found in family, function:
        models = random_models(found, dict.fromkeys(found.spaces, 1), {}, 500, np.random.default_rng(0))
        assert all(set(table) == set(PARAMETER_VALUES) for table in models.reals.values()) and models.reals


def test_a_number_for_almost_every_value_of_which_something_is_said_has_no_special_value() -> None:
    """No value that models take stays, and no two numbers are in a simple relation."""
    first, second = reals("v w")
    values = np.arange(-64, 65)/8
    u, v = (one.ravel() for one in np.meshgrid(values, values))
    models = Models({}, {}, {}, {}, {}, {}, None, {first: u, second: v})
    make_generic(models, {first, second})
    one, other = models.reals[first], models.reals[second]
    assert (one != u).all() and (other != v).all() and max(np.abs(one - u).max(), np.abs(other - v).max()) < 0.002
    halves = np.arange(-16, 17)/2
    for factor in (-4, -3, -2, -1.5, -1, -0.5, 0.5, 1, 1.5, 2, 3, 4):
        assert np.abs(np.subtract.outer(one + factor*other, halves)).min() > 1e-9
    before = {first: u.copy(), second: v.copy()}
    left = Models({}, {}, {}, {}, {}, {}, None, {first: u, second: v})
    make_generic(left, {second})
    assert (left.reals[first] == before[first]).all() and (left.reals[second] != before[second]).all()
    make_generic(left, None)
    assert (left.reals[first] == before[first]).all()


def test_no_four_numbers_stay_in_a_relation_in_which_they_were() -> None:
    """Whatever small factors they have in it: the amounts by which they are moved never cancel."""
    numbers = reals("v1 v2 v3 v4")
    values = np.array(list(itertools.product(np.arange(-4, 5)/2, repeat=4))).T
    models = Models({}, {}, {}, {}, {}, {}, None, dict(zip(numbers, values)))
    make_generic(models, set(numbers))
    moved = np.array([models.reals[v] for v in numbers]) - values
    factors = np.array([one for one in itertools.product(range(-3, 4), repeat=4) if any(one)])
    assert np.abs(factors @ moved).min() > 1e-12
