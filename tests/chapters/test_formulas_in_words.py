"""Formulas in the docstrings of chapters about the Normal-Gamma model, the normal law of two numbers and exponential families.

Nothing proves a docstring.  Each formula is taken from the text as it stands, read, computed, and compared with the quantity of the
chapter that it says (`plain_digits`), or with a small model.
"""

import re
from contextlib import suppress

import numpy as np
import pytest

from derivations.chapters import cavi_normal_gamma as ascent
from derivations.chapters import exponential_family as family
from derivations.chapters import gaussian_mean_field as pair
from derivations.chapters import normal_gamma as model
from derivations.chapters import normal_gamma_mean_field as field
from derivations.language import terms as t
from tests.support.plain_digits import digits
from tests.support.report_formulas import Reader, Unread, holds
from tests.support.report_models import law, mean_under

DATA = np.array([0.4, -1.3, 2.9])
LETTERS = {"l₀": model.l0, "μ₀": model.mu0, "a₀": model.a0, "b₀": model.b0, "m": model.m, "l": model.l, "a": model.a, "b": model.b,
           "m₁": model.m1, "l₁": model.l1, "a₁": model.a1, "b₁": model.b1, "μ₁": pair.mu1, "μ₂": pair.mu2, "n₂": pair.n2,
           "p₁₁": pair.p11, "p₁₂": pair.p12, "p₂₂": pair.p22}
OPERATORS = {"Σ": np.sum, "ln": np.log}


def side(theorem, k: int):
    """The left side of a theorem, 0, or its right side, 1."""
    return theorem.text.statement.args[k]


LIMIT = field.near_b(model.a1, model.b1)  # of the rate, in coordinate ascent
NEAR_VARIANCE = field.optimum_variance.text.lines[1].expression
VARIANCE = model.a1/model.b1**2
FORMULAS = {  # a text of the chapter up to its formula, and the quantity that it says
    "the precision of the posterior": (model.__doc__, "l_N = ", model.lN(model.N)),
    "the mean of the posterior": (model.__doc__, "m_N = ", model.mN(model.N)),
    "the shape of the posterior": (model.__doc__, "a_N = ", model.aN(model.N)),
    "the rate of the posterior": (model.__doc__, "b_N = ", model.bN(model.N)),
    "the precision of the nearest": (field.__doc__, ", l = ", field.near_l(model.l1, model.a1, model.b1)),
    "the shape of the nearest": (field.__doc__, ", a = ", field.near_a(model.a1)),
    "the rate of the nearest": (field.__doc__, ", b = ", field.near_b(model.a1, model.b1)),
    "the gap of the nearest": (field.__doc__, "depends on the shape c = a₁ alone: ", field.gap(model.a1)),
    "the updated precision": (ascent.__doc__, "m₁ and the precision ", model.l1*model.a/model.b),
    "the updated shape": (ascent.__doc__, "with the shape ", field.near_a(model.a1)),
    "the updated rate": (ascent.__doc__, "a₁ + 1/2 and the rate ", ascent.rate(model.m, model.l)),
    "the number that divides": (ascent.contraction.__doc__, "The number is ", (model.b - LIMIT)/side(ascent.contraction, 1)),
    "the number that divides, of the chapter": (ascent.__doc__, "by the factor ", (model.b - LIMIT)/side(ascent.contraction, 1)),
    "the quotient of the variances": (field.optimum_variance.__doc__, "It is ", NEAR_VARIANCE/VARIANCE),
    "the exact variance of τ": (field.optimum_variance.__doc__, "the exact one, which is ", VARIANCE),
    "the rate after a round": (ascent.__doc__, "b ↦ ", side(ascent.composed_map, 1)),
    "the rate in the end": (ascent.__doc__, "brings it nearer to ", field.near_b(model.a1, model.b1)),
    "the rate in the end, of the theorem": (ascent.fixed_rate.__doc__, "it is ", field.near_b(model.a1, model.b1)),
    "the determinant": (pair.__doc__, "the determinant ", pair.det(pair.p11, pair.p12, pair.p22)),
    "the mean of the best factor": (pair.__doc__, "and the mean ", pair.best_mean(pair.n2)),
    "the exact variance": (pair.__doc__, "y₁ has the variance ", pair.p22/pair.det(pair.p11, pair.p12, pair.p22)),
    "the squared correlation": (pair.__doc__, "ρ² = ", pair.p12**2/(pair.p11*pair.p22)),
    "the gap of the pair": (pair.__doc__, "misses is ", side(pair.gap, 1))}
END = re.compile(r"(?:, |\.(?: |$)|:|; | with | whatever | by | if | and | is given| the rate| which| times| the square|$)")


def numbers(seed: int) -> dict[str, float]:
    """Values of the letters; ρ² is less than one."""
    rng = np.random.default_rng(seed)
    found = {letter: rng.uniform(0.3, 2.0) for letter in LETTERS}
    found |= {"p₁₁": rng.uniform(1.5, 2.0), "p₂₂": rng.uniform(1.5, 2.0), "p₁₂": rng.uniform(0.3, 1.2)}
    return found | {"c": found["a₁"], "N": float(len(DATA)), "l_N": found["l₀"] + len(DATA), "x̄": DATA.mean(), "xₙ": DATA,
                    "ρ²": found["p₁₂"]**2/(found["p₁₁"]*found["p₂₂"])}


def formula(text: str, before: str) -> str:
    """What stands behind some words, up to the end of the formula, on one line."""
    said = " ".join(text.split())
    assert said.count(before) == 1, (before, said.count(before))
    rest = said.partition(before)[2]
    found = END.search(rest)
    assert found is not None
    return rest[:found.start()]


def computed(text: str, values: dict) -> float:
    return float(Reader(text, values, OPERATORS).sides()[0][1])


def agrees(text: str, quantity, seed: int) -> bool:
    values = numbers(seed)
    at = {node: values[letter] for letter, node in LETTERS.items()} | {model.N: len(DATA)}
    at |= {value.args[0]: DATA for value in t.unnamed(quantity).atoms(t.Value)}
    return computed(text, values) == pytest.approx(float(digits(quantity, at)), rel=1e-9)


@pytest.mark.parametrize("name", FORMULAS)
def test_a_formula_in_words_is_that_of_the_chapter(name):
    text, before, quantity = FORMULAS[name]
    assert all(agrees(formula(text, before), quantity, seed) for seed in range(3))


@pytest.mark.parametrize("name", FORMULAS)
def test_a_wrong_sign_is_noticed(name):
    text, before, quantity = FORMULAS[name]
    right = formula(text, before)
    for i, wrong in [(i, {"+": "−", "−": "+", "/": "·"}[sign]) for i, sign in enumerate(right) if sign in "+−/"]:
        with np.errstate(all="ignore"), suppress(Unread):
            assert not agrees(right[:i] + wrong + right[i + 1:], quantity, 0), (right, i)


def test_the_gap_for_a_large_shape():
    about, shape = formula(field.__doc__, "For large c it is about "), 1e6
    gap = float(digits(field.gap(model.a1), {model.a1: shape}))
    assert computed(about, {"c": shape}) == pytest.approx(gap, rel=1e-5)


@pytest.mark.parametrize(("theorem", "shape"), [(model.marginal_variance, "a"), (field.optimum_variance_of_mean, "a₁")])
def test_where_the_variance_is_finite(theorem, shape):
    """The docstring says it, and the theorem has the hypothesis."""
    found = re.search(rf"finite where {shape} > ([\d/]+)\.", theorem.__doc__)
    assert found is not None
    assert f"{LETTERS[shape]} > {found[1]}" in [str(given) for given, _ in theorem.text.hypotheses]


def test_what_is_said_of_exponential_families():
    """In a family on five states, with the derivatives of A as differences."""
    rng = np.random.default_rng(0)
    h, s, eta, step = law(rng, 5), rng.normal(size=5), 0.7, 1e-4
    below, at, above = (np.log(np.sum(h*np.exp(e*s))) for e in (eta - step, eta, eta + step))
    q = h*np.exp(eta*s - at)
    mean = mean_under(q)
    first, second = (above - below)/(2*step), (above - 2*at + below)/step**2
    slope = [(np.log(h) + e*s - np.log(np.sum(h*np.exp(e*s)))) for e in (eta - step, eta + step)]
    score = (slope[1] - slope[0])/(2*step)
    names = {"A′": first, "A″": second, "t(z)": s, "t": s, "score": score, "Fisher information": mean(score**2), "q(z)": q, "h(z)": h,
             "η": eta, "A(η)": at}
    said = [line.strip().rstrip(".") for line in (family.__doc__ or "").splitlines() if line.startswith("    ")]
    assert [line.partition(" = ")[0] for line in said] == ["log q(z)", "A′"]
    for line in said:
        assert holds(line, names, {"𝔼_q": mean, "Var_q": lambda values: mean(values**2) - mean(values)**2}, 1e-6)
    assert not holds("score = 𝔼_q[t] − t", names, {"𝔼_q": mean}, 1e-6)
