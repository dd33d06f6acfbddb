"""Every theorem whose claim binds numbers under named laws, by quadrature of the densities, with the tails bounded.

Both sides are balls, so that a false theorem is seen however little is wrong with it.  Nothing here uses a closed form of an
integral: what is integrated is compared with the density times the rest at many numbers, and then it is integrated.
"""

import flint
import numpy as np
import pytest
import sympy

from derivations.attack.enclosures import BITS
from derivations.commands.finding import load
from derivations.language import terms as t
from derivations.language.views.signature import signature
from tests.support.by_quadrature import FAMILIES, WIDEST, Checked, covered, places, sides

PLACES = 3
THEOREMS = covered()


def test_no_theorem_of_the_gamma_chapters_is_missing(capsys) -> None:
    """Of those that bind numbers, as the signature of the claim says, which another part of the program finds."""
    binding = {name for name, theorem in load().items() if signature(theorem.text.statement).integrated}
    wanted = {name for name in binding if name.startswith(FAMILIES)}
    with capsys.disabled():
        print(f"\nby quadrature, {len(THEOREMS)} theorems:", ", ".join(THEOREMS))
    assert len(wanted) > 80 and wanted <= set(THEOREMS), wanted - set(THEOREMS)
    assert binding - set(THEOREMS) == set()


def held(name: str, wanted: int, rng: np.random.Generator):
    """A statement of a theorem, and the places at which it is tried."""
    text = load()[name].text
    found = list(places(text.statement, [h for h, _ in text.hypotheses], wanted, rng))
    assert len(found) == wanted
    return text.statement, found


@pytest.mark.parametrize("name", [pytest.param(name, marks=pytest.mark.evidence(name, kind="quadrature")) for name in THEOREMS])
def test_both_sides_are_one_number(name, seed) -> None:
    statement, models = held(name, PLACES, np.random.default_rng(seed))
    for model in models:
        with flint.ctx.workprec(BITS):
            evaluator = Checked(model)
            one, other = sides(evaluator, statement)
        largest = max(abs(one).upper(), abs(other).upper())
        assert evaluator.compared
        for side in (one, other):
            assert side.rad() <= WIDEST*(largest if largest > WIDEST else 1), (name, model.describe(), side)
        assert {sympy.Eq: one.overlaps(other), sympy.Le: not one > other, sympy.Ge: not one < other}[type(statement)], (name, model.describe(), one, other)


@pytest.mark.parametrize("name", ["gamma_means.mean_log", "gamma_scores.rate_fisher_shape", "normal_gamma.structured_divergence"])
def test_a_side_that_is_off_by_little_is_false(name, seed) -> None:
    statement, models = held(name, 2, np.random.default_rng(seed))
    for model in models:
        with flint.ctx.workprec(BITS):
            one, other = sides(Checked(model), statement)
        little = 1e-14*(1 + abs(other))
        assert one.overlaps(other) and not one.overlaps(other + little) and not one.overlaps(other - little)


def test_terms_that_are_no_density_times_the_rest_are_noticed() -> None:
    """A normaliser that is missing, and a rate that is read as a scale."""
    statement, (model,) = held("gamma_means.mean_x", 1, np.random.default_rng(1))
    other = load()["gamma_means.scale_mean_x"].text.statement
    evaluator = Checked(model)
    (law,), body = statement.args[0].args
    wrong = next(part for part in sympy.preorder_traversal(other) if isinstance(part, t.Density))
    assert wrong != law and body == law.outs[0]
    inner, weight, _ = evaluator.weights((law,), evaluator.free, body)
    terms = evaluator.array(evaluator.value(body, inner))
    evaluator.compare(evaluator.numbers.product(weight, terms), inner, [law, body])
    for whole in (terms, weight, evaluator.numbers.product(evaluator.numbers.plain(2), evaluator.numbers.product(weight, terms))):
        with pytest.raises(AssertionError):
            evaluator.compare(whole, inner, [law, body])
