"""Statements about numbers: where floats round, balls with many digits tell a failure from rounding, and certify none."""

import numpy as np
import pytest

from derivations.attack.certificate import Undecided, Witness
from derivations.attack.counterexamples import Attack
from derivations.attack.models import Models
from derivations.attack.survey import move_numbers, survey
from derivations.kernel import parameters
from derivations.language import terms as t
from derivations.language.authoring.reader import parse
from derivations.language.views.signature import signature

A, B = parameters("a b")
NAMES = {"a": A, "b": B} | {name: getattr(t, name) for name in ("D", "exp", "log", "lgamma", "digamma", "trigamma")}


def typed(text):
    return parse(text, NAMES)


def witness(statement, **values):
    models = Models({}, {}, {}, {}, {}, {}, None, {NAMES[v]: np.array([float(x)]) for v, x in values.items()})
    return Witness(models, signature(statement, *(NAMES[v] for v in values)), ()).counterexample(statement)


@pytest.mark.parametrize("text", ["exp(a)*exp(b) == exp(a + b)", "D[a](D[a](exp(a*b))) == b**2*exp(a*b)",
                                  "digamma(a + 1) == digamma(a) + 1/a", "exp(a)/exp(a) <= 1",
                                  "(exp(a)*exp(b) - exp(a + b))*log(-a) == 0"])  # undefined, times zero
def test_what_holds_but_for_rounding_is_no_failure(text) -> None:
    assert witness(typed(text), a=3, b=0.5) is None


@pytest.mark.parametrize("text", ["exp(a) < exp(a)*exp(b)/exp(b)", "exp(a)*exp(b) != exp(a + b)"])
def test_what_is_false_by_little_is_never_called_rounding(text) -> None:
    with pytest.raises(Undecided):
        witness(typed(text), a=3, b=0.5)


@pytest.mark.parametrize("text", ["(exp(a)*exp(b) - exp(a - b))*log(-a) == 0", "exp(a) == exp(a) + 1/10**25", "trigamma(a) + 1/10**20 <= trigamma(a)", "1 + exp(-100) <= 1", "trigamma(a) <= 1/a", "exp(a)*exp(b) == exp(a - b)", "trigamma(a + 1) == trigamma(a) + 1/a**2"])
def test_what_is_false_is_certified(text) -> None:
    found = witness(typed(text), a=3, b=0.5)
    assert found is not None and found.certified == "balls"


def moved(values, *given) -> list[list[float]]:
    models = Models({}, {}, {}, {}, {}, {}, None, {A: np.array(values), B: np.array(values)})
    move_numbers(models, [typed(text) for text in given])
    return [list(models.reals[A]), list(models.reals[B])]


def test_each_number_gets_the_sign_that_is_given() -> None:
    values = [-2.0, 0.0, 3.0]
    assert moved(values, "a > 0", "b < 0", "a*b < 0") == [[2.0, 0.0, 3.0], [-2.0, 0.0, -3.0]]
    assert moved(values, "a != 0", "a < b") == [values, values]


def test_each_number_gets_into_the_range_that_is_given() -> None:
    a, b = moved([-2.0, 0.5, 30.0], "a >= 12", "a > 1", "1/2 < b", "b <= 3/4")
    assert a == [14.0, 12.5, 30.0]
    assert all(0.5 <= one <= 0.75 for one in b) and len(set(b)) == 3
    a, _ = moved([1.0, 2.0], "a > 3", "a < 2")
    assert a == [1.0, 2.0], "nothing lies in an empty range"


def test_three_signs_leave_enough_models() -> None:
    c, = parameters("c")
    given = [typed("a > 0"), typed("b > 0"), c < 0]
    found = survey(given, [typed("exp(a)*exp(b) == exp(a + b)"), c < 1], models_per_shape=300, shapes_wanted=20, seed=3, least=5000)
    assert found.models >= 5000 and found.failure is None


@pytest.mark.parametrize(("text", "holds"), [("(trigamma(2) - 6449/10000)**2 <= (1/20000)**2", True),
                                             ("(trigamma(2) - 71653*9/1000000)**2 <= (9/2000000)**2", False),
                                             ("exp(1) == 27182818284590/10**13", False)])
def test_a_statement_about_numbers_is_decided_by_balls(text, holds) -> None:
    """Its sides differ by less than the tolerance of floats, or by less than they show."""
    statement = typed(text)
    assert (Attack([], [statement]).refute(statement) is None) == holds
    found = survey([], [statement], models_per_shape=300, shapes_wanted=20, seed=3, least=1)
    assert (found.failure is None) == holds and found.models <= 1
