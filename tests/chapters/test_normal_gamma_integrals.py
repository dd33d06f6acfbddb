"""Both sides of every claim about Normal-Gamma laws and mean fields, by sums over grids, at values drawn anew in each run.

The sums are those of `plain_quadrature`: densities as textbooks write them, derivatives by differences.  The mistakes that a
theorem warns of are put to the same sums, and must come out false.
"""

from typing import Any

import numpy as np
import pytest
import sympy

from derivations.kernel import REGISTRY
from derivations.language import terms as t
from tests.support.finite_models import case
from tests.support.normal_gamma_program import THEOREMS, drawn, numbers_of, sides
from tests.support.plain_quadrature import Diverges, value

evidence = pytest.mark.evidence
DRAWS = 4


def is_true(statement, values, room=1e-10) -> bool:
    """Whether a statement holds up to what sums cannot see; two statements are joined where both hold or none does."""
    if isinstance(statement, t.Iff):
        one, other = (is_true(part, values, room) for part in statement.args)
        return one == other
    one, other = (value(side, numbers_of(values, statement)) for side in statement.args)
    small = room*(1 + abs(one) + abs(other))
    return {sympy.Eq: abs(one - other) <= small, sympy.Le: one <= other + small, sympy.Ge: one >= other - small,
            sympy.Gt: one > other + small, sympy.Ne: abs(one - other) > small}[type(statement)]


def held(theorem, rng):
    """Values at which the hypotheses hold."""
    values = drawn(rng)
    assert all(is_true(hypothesis, values) for hypothesis, _ in theorem.text.hypotheses)
    return values


@pytest.mark.parametrize("theorem", [
    case(evidence("normal_gamma.symmetric", kind="quadrature")),
    case(evidence("normal_gamma.log_likelihood", kind="quadrature")),
    case(evidence("normal_gamma.log_prior", kind="quadrature")),
    case(evidence("normal_gamma.log_mean_field", kind="quadrature")),
    case(evidence("normal_gamma.log_structured", kind="quadrature")),
    case(evidence("normal_gamma.posterior", kind="quadrature")),
    case(evidence("normal_gamma.log_evidence", kind="quadrature")),
    case(evidence("normal_gamma.marginal_variance", kind="quadrature")),
    case(evidence("normal_gamma.marginal_law", kind="quadrature")),
    case(evidence("normal_gamma.structured_divergence", kind="quadrature")),
    case(evidence("normal_gamma.factored_divergence", kind="quadrature")),
    case(evidence("normal_gamma_scores.structured_loc", kind="quadrature")),
    case(evidence("normal_gamma_scores.structured_precision", kind="quadrature")),
    case(evidence("normal_gamma_scores.structured_shape", kind="quadrature")),
    case(evidence("normal_gamma_scores.structured_rate", kind="quadrature")),
    case(evidence("normal_gamma_scores.structured_log_precision", kind="quadrature")),
    case(evidence("normal_gamma_scores.structured_log_shape", kind="quadrature")),
    case(evidence("normal_gamma_scores.structured_log_rate", kind="quadrature")),
    case(evidence("normal_gamma_scores.factored_loc", kind="quadrature")),
    case(evidence("normal_gamma_scores.factored_precision", kind="quadrature")),
    case(evidence("normal_gamma_scores.factored_shape", kind="quadrature")),
    case(evidence("normal_gamma_scores.factored_rate", kind="quadrature")),
    case(evidence("normal_gamma_scores.factored_log_precision", kind="quadrature")),
    case(evidence("normal_gamma_scores.factored_log_shape", kind="quadrature")),
    case(evidence("normal_gamma_scores.factored_log_rate", kind="quadrature")),
    case(evidence("normal_gamma_scores.structured_loc_mean", kind="quadrature")),
    case(evidence("normal_gamma_scores.structured_precision_mean", kind="quadrature")),
    case(evidence("normal_gamma_scores.structured_shape_mean", kind="quadrature")),
    case(evidence("normal_gamma_scores.structured_rate_mean", kind="quadrature")),
    case(evidence("normal_gamma_scores.structured_shape_rate", kind="quadrature")),
    case(evidence("normal_gamma_scores.structured_information", kind="quadrature")),
    case(evidence("normal_gamma_scores.structured_log_information", kind="quadrature")),
    case(evidence("normal_gamma_scores.factored_loc_mean", kind="quadrature")),
    case(evidence("normal_gamma_scores.factored_precision_mean", kind="quadrature")),
    case(evidence("normal_gamma_scores.factored_shape_mean", kind="quadrature")),
    case(evidence("normal_gamma_scores.factored_rate_mean", kind="quadrature")),
    case(evidence("normal_gamma_scores.factored_shape_rate", kind="quadrature")),
    case(evidence("normal_gamma_scores.factored_information", kind="quadrature")),
    case(evidence("normal_gamma_scores.factored_log_information", kind="quadrature")),
    case(evidence("normal_gamma_bound.structured_gap", kind="quadrature")),
    case(evidence("normal_gamma_bound.structured_form", kind="quadrature")),
    case(evidence("normal_gamma_bound.factored_gap", kind="quadrature")),
    case(evidence("normal_gamma_bound.factored_form", kind="quadrature")),
    case(evidence("normal_gamma_bound.structured_slope_loc", kind="quadrature")),
    case(evidence("normal_gamma_bound.structured_slope_precision", kind="quadrature")),
    case(evidence("normal_gamma_bound.structured_slope_shape", kind="quadrature")),
    case(evidence("normal_gamma_bound.structured_slope_rate", kind="quadrature")),
    case(evidence("normal_gamma_bound.factored_slope_loc", kind="quadrature")),
    case(evidence("normal_gamma_bound.factored_slope_precision", kind="quadrature")),
    case(evidence("normal_gamma_bound.factored_slope_shape", kind="quadrature")),
    case(evidence("normal_gamma_bound.factored_slope_rate", kind="quadrature")),
    case(evidence("normal_gamma_bound.structured_signal", kind="quadrature")),
    case(evidence("normal_gamma_bound.structured_score_gradient", kind="quadrature")),
    case(evidence("normal_gamma_bound.factored_signal", kind="quadrature")),
    case(evidence("normal_gamma_bound.factored_score_gradient", kind="quadrature")),
    case(evidence("normal_gamma_mean_field.mean_field_optimum", kind="quadrature")),
    case(evidence("normal_gamma_mean_field.optimum_mean", kind="quadrature")),
    case(evidence("normal_gamma_mean_field.optimum_variance", kind="quadrature")),
    case(evidence("normal_gamma_mean_field.optimum_variance_of_mean", kind="quadrature")),
    case(evidence("normal_gamma_mean_field.mean_field_gap", kind="quadrature")),
    case(evidence("normal_gamma_mean_field.nearest", kind="quadrature")),
    case(evidence("cavi_normal_gamma.expected_mu", kind="quadrature")),
    case(evidence("cavi_normal_gamma.update_mu", kind="quadrature")),
    case(evidence("cavi_normal_gamma.expected_tau", kind="quadrature")),
    case(evidence("cavi_normal_gamma.update_tau", kind="quadrature")),
    case(evidence("cavi_normal_gamma.model_mu", kind="quadrature")),
    case(evidence("cavi_normal_gamma.model_tau", kind="quadrature")),
    case(evidence("gaussian_mean_field.log_joint", kind="quadrature")),
    case(evidence("gaussian_mean_field.divergence", kind="quadrature")),
    case(evidence("gaussian_mean_field.score", kind="quadrature")),
    case(evidence("gaussian_mean_field.best_factor", kind="quadrature")),
    case(evidence("gaussian_mean_field.gap", kind="quadrature")),
    case(evidence("gaussian_mean_field.gap_at_least", kind="quadrature")),
    case(evidence("gaussian_mean_field.nearest", kind="quadrature")),
])
def test_both_sides_by_sums(theorem, seed):
    rng = np.random.default_rng(seed)
    for _ in range(DRAWS):
        values = held(theorem, rng)
        statement = theorem.text.statement
        assert is_true(statement, values), (values, [value(side, numbers_of(values, statement)) for side in sides(statement)])


@pytest.mark.parametrize("name", THEOREMS)
def test_every_mistake_is_false_by_sums(name):
    """At some of a few values: a relation the other way round may hold at others."""
    theorem, rng = REGISTRY[name], np.random.default_rng(1)
    places = [held(theorem, rng) for _ in range(6)] + [tied(held(theorem, rng))]
    assert theorem.text.twins
    for twin in theorem.text.twins:
        assert any(is_false(twin.statement, values) for values in places), twin.mistake


def tied(values):
    """The same, where the rate of the nearest mean field is that of the law."""
    return values | {"b": values["a"]*values["b1"]/(values["a"] - 0.5)}


def is_false(statement, values) -> bool:
    try:
        return not is_true(statement, values, 1e-6)
    except Diverges:
        return True


def by_sums(values, name, which=None) -> Any:
    """What the sides of a theorem come to, or one of them."""
    statement = REGISTRY[name].text.statement
    found = [value(side, numbers_of(values, statement)) for side in statement.args]
    return found if which is None else found[which]


@evidence("normal_gamma_mean_field.nearest", kind="quadrature")
@evidence("gaussian_mean_field.gap_at_least", kind="quadrature")
@evidence("gaussian_mean_field.nearest", kind="quadrature")
def test_the_bounds_compare_divergences(seed):
    """What a bound says of closed forms, the sums say of the divergences that they stand for."""
    rng = np.random.default_rng(seed)
    for _ in range(DRAWS):
        values = held(REGISTRY["gaussian_mean_field.divergence"], rng)
        least, other = (by_sums(values, f"normal_gamma{name}", 0) for name in ("_mean_field.mean_field_gap", ".factored_divergence"))
        assert 0 < least < other
        assert by_sums(values, "normal_gamma_mean_field.nearest") == pytest.approx([least, other], rel=1e-10)
        least, other = (by_sums(values, f"gaussian_mean_field.{name}", 0) for name in ("gap", "divergence"))
        assert 0 < least < other == pytest.approx(by_sums(values, "gaussian_mean_field.nearest", 1), rel=1e-10)
        square, twice = by_sums(values, "gaussian_mean_field.gap_at_least")
        assert square < twice == pytest.approx(2*least, rel=1e-10)
