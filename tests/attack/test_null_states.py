"""States of measure zero: a density may be anything there, and no integral, draw or divergence notices."""

import itertools
from fractions import Fraction

import numpy as np
import pytest
import sympy

from derivations.attack.balls import Balls
from derivations.attack.certificate import Certain, Undecided, certify
from derivations.attack.evaluate import Evaluator, Unreadable
from derivations.attack.models import Models, random_models, shapes, signature
from derivations.attack.numbers import UNDEFINED, Exact, Floats
from derivations.commands.finding import load
from derivations.kernel import (
    KL,
    E,
    Function,
    Law,
    always,
    counts,
    exchangeable,
    identical,
    iid,
    implies,
    integrable,
    integral,
    log,
    points,
    statement,
)
from derivations.language.terms import proportional, sup
from derivations.pages.counterexample import lines
from tests.support.two_evaluations import compare_floats_with_certain

x, z = points("x z")
(K,) = counts("K")
p, q, r = Law("p", x, z), Law("q", z | x), Law("r", x, z, independent=True)
f, g = Function("f", z), Function("g", z, nonnegative=True)


def exactly(model, node, *at):
    """A quantity at states of x and z (counted from 0), as far as it depends on them."""
    found = Certain(model, (x, z))
    array = found.array(found.value(node))
    return array[(0, *(min(i, n - 1) for i, n in zip(at, array.shape[1:])), *[0]*(array.ndim - 1 - len(at)))]


# --- by hand ------------------------------------------------------------------------------------------------------


@pytest.fixture
def model():
    """Two states of x, of measure 1 and 0; three of z, of measure ½, 1 and 0.

    p: mass ¼ and ¾ at x = 0; density 4/4 and 0 at the null x; density 5/4, as if z = 2 measured one, at the null z.
    """
    return Models({"x": 2, "z": 3}, {K: 2}, {p: np.array([[[1, 3, 5], [4, 0, 2]]]),
                                             q: np.array([[[1, 2], [1, 0], [7, 9]]]),
                                             r: np.array([[[1, 3, 5], [4, 0, 2]]])},
                  {f: np.array([[3, 5, 0]]), g: np.array([[1, 1, 0]])}, {}, {},
                  {"x": np.array([[2, 0]]), "z": np.array([[1, 2, 0]])})


def test_densities_of_a_model_by_hand(model):
    half = Fraction(1, 2)
    joint = [[Fraction(n, 4)/m for n, m in zip(row, (half, 1, 1))] for row in ([1, 3, 5], [4, 0, 2])]
    data = [row[0]*half + row[1] for row in joint]
    latent = joint[0]
    assert data == [1, 1]
    for i, j in itertools.product(range(2), range(3)):
        assert exactly(model, p(x, z), i, j) == joint[i][j]
        assert exactly(model, p(x), i) == data[i]
        assert exactly(model, p(z), i, j) == latent[j]
        assert exactly(model, p(z | x), i, j) == joint[i][j]/data[i]
        assert exactly(model, p(x | z), i, j) == joint[i][j]/latent[j]
        assert exactly(model, q(z | x), i, j) == [[1, half, Fraction(7, 2)], [2, 0, Fraction(9, 2)]][i][j]
        assert exactly(model, r(x, z), i, j) == exactly(model, r(x), i)*exactly(model, r(z), 0, j)
        assert exactly(model, r(x), i) == data[i] and exactly(model, r(z), 0, j) == latent[j]
    assert exactly(model, p(x, z), 0, 2) > 0 == exactly(model, E[p(x, z)](g(z)), 0) - 1


def test_a_conditional_at_a_place_of_no_density_is_undefined():
    """Where z is null the joint density may be positive though p(x) = 0."""
    model = Models({"x": 2, "z": 2}, {}, {p: np.array([[[1, 2], [0, 3]]])}, {}, {}, {}, {"z": np.array([[2, 0]])})
    assert [exactly(model, p(x), i) for i in range(2)] == [1, 0]
    assert exactly(model, p(x, z), 1, 1) == 3
    assert [exactly(model, p(z | x), 1, j) for j in range(2)] == [UNDEFINED, UNDEFINED]
    assert [exactly(model, p(x | z), i, 1) for i in range(2)] == [Fraction(2, 5), Fraction(3, 5)]


@statement
def mean_log():
    return E[q(z | x)](log(g(z)))


@statement
def total_log():
    return integral[z](log(g(z)))


@statement
def divergence():
    return KL[z](q(z | x), proportional[z](g(z))(z))


@statement
def mean_under_normalised():
    return E[proportional[z](g(z))(z)](log(g(z)) + f(z))


@pytest.mark.parametrize("kind", [iid, identical, exchangeable])
def test_what_is_undefined_at_a_null_state_is_not_noticed(model, kind):
    """g is positive but for the null state, where log g and one over it are undefined."""
    model = Models(model.sizes, model.counts, model.weights, model.functions, {},
                   {(k, q, 2): np.array([[1, 1, 1]]) for k in ("identical", "exchangeable")}, model.base)
    for i in range(2):
        assert exactly(model, mean_log, i) == exactly(model, total_log) == 0
        assert exactly(model, E[kind(q(z | x), K)](log(g(z[1])) + log(g(z[2]))), i) == 0
        assert exactly(model, E[kind(q(z | x), K)](f(z[2])), i) == [4, 3][i]
        assert exactly(model, mean_under_normalised, i) == Fraction(3 + 2*5, 3)
    assert exactly(model, log(g(z)), 0, 2) is UNDEFINED
    # masses ½, ½ and 1, 0 against ⅓, ⅔
    want = [exactly(model, log(9*g(z)/8)/2), exactly(model, log(3*g(z)))]
    assert [exactly(model, divergence, i) - want[i] for i in range(2)] == [0, 0]


@pytest.mark.parametrize("kind", ["identical", "exchangeable"])
def test_draws_never_hit_null_states(kind):
    found = signature(E[{"identical": identical, "exchangeable": exchangeable}[kind](q(z | x), K)](f(z[1])))
    batch = random_models(found, {"x": 2, "z": 3}, {K: 3}, 40, np.random.default_rng(3), 0.35, True)
    table, dead = batch.draws(kind, q(z | x), 3, Floats), ~np.broadcast_to(batch.live("z"), (40, 3))
    assert dead.any()
    for model, state in np.argwhere(dead):
        assert not any(np.take(table[model], state, axis).any() for axis in range(3))
    assert np.allclose(table.sum(axis=(1, 2, 3)), 1)


def test_an_undefined_law_draws_no_null_state():
    """p(z | x) is undefined where p(x) = 0: so is every draw, but none of them is null."""
    base = {"z": np.array([[2, 0]])}
    for kind, name in (iid, "iid"), (identical, "identical"), (exchangeable, "exchangeable"):
        model = Models({"x": 2, "z": 2}, {K: 2}, {p: np.array([[[1, 2], [0, 3]]])}, {g: np.array([[0, 1]])}, {},
                       {(name, p, 2): np.array([[1, 1, 1]])}, base)
        drawn = E[kind(p(z | x), K)]
        assert [exactly(model, drawn(g(z[1])*g(z[2]) + g(z[2])), i) for i in range(2)] == [0, 0]
        assert [exactly(model, drawn(1 + g(z[1])), i) for i in range(2)] == [1, UNDEFINED]
        balls = Evaluator(model, Balls, (x, z)).value(drawn(1 + g(z[1])))
        assert Balls.defined(balls).ravel().tolist() == [True, False]


# --- always and integrable ----------------------------------------------------------------------------------------


@pytest.mark.parametrize(("node", "held"), [
    (always[z](g(z) > 0), True), (always[z](log(g(z)) >= 0), True), (always[z](f(z) > 3), False),
    (always[q(z | x)](g(z) > 0), True), (always[x, z](g(z) > 0), True), (always[z, q(z | x)](g(z) > 0), True),
    (always[iid(q(z | x), K)](g(z[2]) > 0), True), (integrable[z](log(g(z))), True),
    (integrable[q(z | x)](log(g(z))), True), (integrable[z](log(f(z) - 3)), False),
    (always[z](implies(f(z) > 0, g(z) > 0)), True), (always[p(x, z)](f(z) > 0), True)], ids=str)
@pytest.mark.parametrize("numbers", [Exact, Floats])
def test_almost_everywhere_passes_null_states_over(model, node, held, numbers):
    with np.errstate(all="ignore"):
        truth, defined = Evaluator(model, numbers, (x, z)).truth(node)
    assert (truth & defined).all() == held
    assert defined.all()


def test_free_points_visit_null_states(model):
    truth, _ = Evaluator(model, Exact, (x, z)).truth(g(z) > 0)
    assert truth[0, 0, :, 0].ravel().tolist() == [True, True, False]
    places = Evaluator(model, Exact, (x, z)).places
    assert np.broadcast_to(places(())[0], (2, 3, *[1]*11))[..., 0, 0].sum() == 6
    assert places((z,))[0, 0, :].ravel().tolist() == [True, True, False]
    assert places((x, z))[0].reshape(2, 3).tolist() == [[True, True, False], [False]*3]


def test_a_supremum_is_not_taken_over_null_states(model):
    assert signature(sup[z](f(z)) > 0).counted == ["z"]
    with pytest.raises(Unreadable, match="null states"):
        Evaluator(model, Exact, (x, z)).value(sup[z](f(z)))


# --- laws of densities, in random models ---------------------------------------------------------------------------


@statement
def whole():
    return integral[x, z](p(x, z)) == 1


@statement
def whole_given():
    return integral[z](q(z | x)) == 1


@statement
def whole_margin():
    return integral[x](p(x)) == 1


@statement
def whole_independent():
    return integral[x, z](r(x, z)) == 1


@statement
def whole_posterior():
    return implies(p(x) > 0, integral[z](p(z | x)) == 1)


@statement
def whole_normalised():
    return implies(integral[z](g(z)) > 0, integral[z](proportional[z](g(z))(z)) == 1)


@statement
def chain():
    return implies(p(x) > 0, p(x, z) == p(z | x)*p(x))


@statement
def marginal():
    return p(x) == integral[z](p(x, z))


@statement
def independent():
    return r(x, z) == r(x)*r(z)


@statement
def bayes():
    return implies(p(x)*p(z) > 0, p(z | x) == p(x | z)*p(z)/p(x))


@statement
def mean_of_draws():
    return E[identical(q(z | x), K)](f(z[1])) == E[q(z | x)](f(z))


@statement
def mean_of_exchangeable():
    return E[exchangeable(q(z | x), K)](f(z[1])*f(z[K])) == E[exchangeable(q(z | x), K)](f(z[K])*f(z[1]))


@statement
def mean_of_iid():
    return implies(K > 1, E[iid(q(z | x), K)](f(z[1])*f(z[K])) == E[q(z | x)](f(z))*E[q(z | x)](f(z)))


@statement
def gibbs():
    return implies(integrable[q(z | x)](log(q(z | x)/p(z | x))), KL[z](q(z | x), p(z | x)) >= 0)


@statement
def almost_none():
    return implies(always[z](g(z) > 0), always[q(z | x)](g(z) > 0))


LAWS = {name: globals()[name] for name in (
    "whole", "whole_given", "whole_margin", "whole_independent", "whole_posterior", "whole_normalised", "chain",
    "marginal", "independent", "bayes", "mean_of_draws", "mean_of_exchangeable", "mean_of_iid", "gibbs", "almost_none")}


def with_nulls(node, n, seed):
    """Batches of random models of a few shapes, with null states."""
    found = signature(node)
    for number, (sizes, numbers) in enumerate(s for s in shapes(found, 3) if max(s[0].values(), default=1) > 1):
        if number < 8:
            yield found, random_models(found, sizes, numbers, n, np.random.default_rng([seed, number]), 0.35, True)


@pytest.mark.parametrize("node", LAWS.values(), ids=LAWS)
def test_laws_hold_at_null_states_too(node):
    """In floats, and where something is amiss or in the first few models exactly."""
    some = 0
    for found, batch in with_nulls(node, 200, 0):
        evaluator = Evaluator(batch, Floats, tuple(found.points))
        with np.errstate(all="ignore"):
            held, defined = evaluator.truth(node)
        bad = np.broadcast_to((~(held & defined)).reshape(len(held), -1).any(axis=1), (batch.batch,))
        some += int(batch.with_null().sum())
        for row in {*np.flatnonzero(bad)[:3].tolist(), 0, 1}:
            try:
                assert certify(batch.take(row), found, (), node) is None
            except Undecided:
                continue
        assert not bad.any()
    assert some > 150


@statement
def positive_marginal():
    return implies(p(x, z) > 0, p(x) > 0)


def test_a_joint_density_may_be_positive_where_the_marginal_is_not():
    """Only where z is null, and the models have such places."""
    seen = 0
    for found, batch in with_nulls(positive_marginal, 200, 0):
        evaluator = Evaluator(batch, Floats, tuple(found.points))
        bad = ~evaluator.truth(positive_marginal)[0]
        seen += int(bad.any())
        assert not (bad & evaluator.places((z,))).any()
    assert seen


@pytest.mark.parametrize("theorem", load().values(), ids=str)
def test_floats_say_what_exact_numbers_say_with_null_states(theorem):
    """Every hypothesis and claim of every theorem, at every place; balls for exponentials."""
    statements = [theorem.text.statement, *(h for h, _ in theorem.text.hypotheses)]
    found, rng, compared = signature(*statements), np.random.default_rng(1), 0
    for sizes, numbers in [s for s in shapes(found, 2)[1:] if max(s[0].values(), default=1) > 1][:7:3]:
        batch = random_models(found, sizes, numbers, 6, rng, 0.3, True)
        compared += compare_floats_with_certain(found, batch, statements)
    assert compared >= 6 or not shapes(found, 2)[0][0] or any(s.has(sympy.exp) for s in statements)  # no exact number


# --- how they are made, and told ----------------------------------------------------------------------------------


def test_random_null_states_leave_mass():
    for _, batch in with_nulls(whole_given, 300, 5):
        for space, size in batch.sizes.items():
            live = batch.live(space)
            if size > 1:
                assert 0.3 < (~live).any(axis=1).mean() < 0.7
                assert live.any(axis=1).all()
                assert size < 3 or {1, 2} <= set((~live).sum(axis=1).tolist())
                assert ((~live).any(axis=0)).all()  # anywhere
        total = (batch.weights[q]*(batch.live("z")[:, :, None] if batch.live("z") is not None else 1)).sum(axis=1)
        assert total.all()


def test_a_space_of_a_supremum_counts_its_points():
    found = signature(sup[z](f(z)) >= E[p(x, z)](f(z)))
    batch = random_models(found, {"x": 2, "z": 3}, {}, 50, np.random.default_rng(0), 0.3, True)
    assert batch.live("z") is None and (batch.base["z"] == 2).all() and batch.live("x") is not None


def test_a_reader_is_told_of_null_states(model):
    told = model.describe()
    assert told["measure"] == {"x": ["1", "0"], "z": ["1/2", "1", "0"]}
    assert told["laws"]["p"] == {"axes": ["x", "z"], "table": [["1/4", "3/4", "0"], ["0", "0", "0"]],
                                 "density": [["1/2", "3/4", "5/4"], ["2", "0", "1/2"]]}
    for name, law in (("p", p), ("q", q), ("r", r)):
        table, density = (np.array(told["laws"][name][key]) for key in ("table", "density"))
        measure = [np.array([Fraction(m) for m in told["measure"][s]]) for s in law.spaces]
        product = np.vectorize(Fraction)(density)
        for axis, each in enumerate(measure):
            product = product*each.reshape([-1 if axis == j else 1 for j in range(2)])
        assert (product == np.vectorize(Fraction)(table)).all()
    assert model.null() == {"x": [2], "z": [3]}
    found = certify(model, signature(g(z) > 0), (), g(z) > 0)
    assert found is not None and found.as_json()["null"] == {"x": [2], "z": [3]}
    text = "\n".join(lines(found.as_json()))
    assert "state 2 of x has measure zero, state 3 of z has measure zero" in text and "[1/2, 1, 0]" in text
    assert certify(model, signature(g(z) > 0), (), g(z) > 0, (z,)) is None


def test_models_without_null_states_are_told_as_ever():
    model = Models({"x": 1, "z": 2}, {}, {p: np.array([[[1, 3]]])}, {f: np.array([[3, 5]])}, {}, {})
    assert model.describe() == {"sizes": {"x": 1, "z": 2}, "functions": {"f": ["3", "5"]}, "arguments": {"f": ["z"]},
                                "laws": {"p": {"axes": ["x", "z"], "table": [["1/4", "3/4"]]}}}
    found = certify(model, signature(f(z) > 3), (), f(z) > 3)
    assert found is not None and "null" not in found.as_json() and "measure" not in "".join(lines(found.as_json()))
