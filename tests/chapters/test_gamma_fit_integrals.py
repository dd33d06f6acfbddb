"""Both sides of the theorems about fits and small steps of Gamma laws, by sums over grids, at values drawn anew in each run.

The sums are those of `plain_quadrature`, with densities as textbooks write them.  The mistakes that a theorem warns of are
put to the same sums, and must come out false.
"""

import numpy as np
import pytest

from derivations.commands.finding import load
from derivations.kernel import REGISTRY
from tests.chapters.test_normal_gamma_integrals import is_true
from tests.support.finite_models import case
from tests.support.gamma_fit_values import drawn
from tests.support.normal_gamma_program import numbers_of, sides
from tests.support.plain_quadrature import value

evidence = pytest.mark.evidence
NUMBERS = [name for name in load() if name.split(".")[0] in ("gamma_fit", "gamma_steps") and name != "gamma_fit.no_gap_only"]


@pytest.mark.parametrize("theorem", [
    case(evidence("gamma_fit.at_a_point", kind="quadrature")),
    case(evidence("gamma_fit.nll", kind="quadrature")),
    case(evidence("gamma_fit.best_scale", kind="quadrature")),
    case(evidence("gamma_fit.data_gap", kind="quadrature")),
    case(evidence("gamma_fit.gap_in_squares", kind="quadrature")),
    case(evidence("gamma_fit.gap_of_equal_data", kind="quadrature")),
    case(evidence("gamma_fit.bracket_below", kind="quadrature")),
    case(evidence("gamma_fit.bracket_above", kind="quadrature")),
    case(evidence("gamma_fit.solution_above", kind="quadrature")),
    case(evidence("gamma_fit.solution_below", kind="quadrature")),
    case(evidence("gamma_fit.best_loss", kind="quadrature")),
    case(evidence("gamma_fit.curve_divergence", kind="quadrature")),
    case(evidence("gamma_fit.curve_convex", kind="quadrature")),
    case(evidence("gamma_fit.falls", kind="quadrature")),
    case(evidence("gamma_fit.both_ways", kind="quadrature")),
    case(evidence("gamma_fit.excess_loss", kind="quadrature")),
    case(evidence("gamma_fit.least", kind="quadrature")),
    case(evidence("gamma_fit.means_apart", kind="quadrature")),
    case(evidence("gamma_fit.squares_apart", kind="quadrature")),
    case(evidence("gamma_fit.ratio_below", kind="quadrature")),
    case(evidence("gamma_fit.equal_data", kind="quadrature")),
    case(evidence("gamma_fit.convex_in_scale", kind="quadrature")),
    case(evidence("gamma_fit.convex_in_rate", kind="quadrature")),
    case(evidence("gamma_steps.combination", kind="quadrature")),
    case(evidence("gamma_steps.combination_below", kind="quadrature")),
    case(evidence("gamma_steps.scale_step", kind="quadrature")),
    case(evidence("gamma_steps.scale_step_above", kind="quadrature")),
    case(evidence("gamma_steps.scale_step_below", kind="quadrature")),
    case(evidence("gamma_steps.log_scale_step", kind="quadrature")),
    case(evidence("gamma_steps.shape_step", kind="quadrature")),
    case(evidence("gamma_steps.shape_step_below", kind="quadrature")),
    case(evidence("gamma_steps.there_and_back", kind="quadrature")),
    case(evidence("gamma_steps.length_is_more", kind="quadrature")),
    case(evidence("gamma_steps.log_step_above", kind="quadrature")),
    case(evidence("gamma_steps.log_step_close", kind="quadrature")),
])
def test_both_sides_by_sums(theorem, seed):
    rng, statement = np.random.default_rng(seed), theorem.text.statement
    for _ in range(8):
        values = drawn(rng)
        assert is_true(statement, values), (values, [value(side, numbers_of(values, statement)) for side in sides(statement)])


@pytest.mark.parametrize("name", NUMBERS)
def test_every_mistake_is_false_by_sums(name):
    """At some of a few values: an inequality the other way round may hold at others."""
    rng = np.random.default_rng(1)
    places = [drawn(rng) for _ in range(60)]
    assert REGISTRY[name].text.twins
    for twin in REGISTRY[name].text.twins:
        assert any(not is_true(twin.statement, values, 1e-6) for values in places), twin.mistake
