"""Numbers of models drawn at random: into which range hypotheses move them, and which values parameters have."""

import numpy as np
import pytest

from derivations import Function, Law, parameters, points, positives
from derivations.attack.effort import PARAMETER_VALUES
from derivations.attack.number_values import values_of_a_parameter
from derivations.attack.survey import ranges
from derivations.kernel import E
from derivations.language.views.signature import signature
from tests.support.rule_examples import typed

phi, psi = parameters("phi psi")
(tau,) = positives("tau")
(z,) = points("z")
q, f, g = Law("q", z), Function("f", z), Function("g", phi)


@pytest.mark.parametrize(("given", "bounds"), [
    (("phi > 2",), (2, None)), (("phi >= 2",), (2, None)), (("phi < 2",), (None, 2)), (("phi <= 2",), (None, 2)), (("2 > phi",), (None, 2)), (("2 <= phi",), (2, None)),
    (("phi > 1", "phi > 3", "phi >= 2"), (3, None)), (("phi < 4", "phi <= 3", "phi < 5"), (None, 3)), (("phi > 1", "phi <= 3"), (1, 3)), (("phi > 1/2",), (0.5, None))])
def test_the_closest_bounds_are_taken(given, bounds) -> None:
    assert ranges(map(typed, given)) == {phi: bounds}


@pytest.mark.parametrize("given", [
    ("phi != 2",), ("phi == 2",), ("phi > psi",), ("f(z) > 2",), ("phi**2 > 2",), ("phi > 1/0",), ("phi > 3", "phi < 2"), ("phi < 10**400",)])
def test_what_gives_no_bound(given) -> None:
    assert ranges(map(typed, given)) == {}


def test_parameters_that_laws_and_functions_depend_on_have_a_few_values() -> None:
    """At some of these, weights of a family vanish; where nothing depends on them, they have many."""
    rng = np.random.default_rng(0)
    for node in (E[q[phi](z)](f(z)), g(phi) + 1):
        assert set(values_of_a_parameter(signature(node), 200, rng)) == set(PARAMETER_VALUES)
    for node in (phi + psi, phi*E[q(z)](f(z))):
        assert len(set(values_of_a_parameter(signature(node), 200, rng))) > 50
