"""The model that the book shows beside a proof says something, wherever a model of its size says something."""

from fractions import Fraction

import numpy as np
import pytest
import sympy

from derivations.attack.certificate import any_place
from derivations.attack.models import random_models
from derivations.attack.survey import make_generic, move_numbers, where_held
from derivations.attack.verdict import almost_points
from derivations.commands.finding import load
from derivations.commands.site import numbers
from derivations.commands.site.numbers import example
from derivations.kernel import Prover
from derivations.language.terms import Chain
from derivations.language.views.signature import Unreadable, signature

THEOREMS = list(load())
EVERY = 12  # of so many theorems one is looked at in the default run; all of them are where slow tests are
MODELS, WITH_INTEGRALS = 60, 6  # of two points in each space and two of everything that is counted, drawn at random
CHAINS = [name for name, one in load().items() if any(part.atoms(Chain) for part in (one.text.statement, *(h for h, _ in one.text.hypotheses)))]


def number(value: str) -> float | None:
    """What a value says as a number; None where it says whether a statement holds."""
    if value in ("true", "false"):
        return None
    plain = (value.partition(" ≈ ")[2] or value).partition(" ± ")[0]
    return float(Fraction(plain))


def telling(values) -> bool:
    return any(v is not None and min(abs(v), abs(v - 1)) > 1e-9 for v in map(number, values))


def some_model_tells(theorem) -> bool:
    """Whether a line is neither zero nor one in some random model of the stated size in which the hypotheses hold."""
    written = theorem.derivation.text
    lines, given, almost = [line.expression for line in written.lines], [h for h, _ in written.hypotheses], almost_points(theorem, in_lines=True)
    found = signature(written.statement, *lines, *given)
    sizes, counts = {space: 2 for space in found.spaces if space != "index"}, dict.fromkeys(found.counts, 2)
    try:
        models = random_models(found, sizes, counts, WITH_INTEGRALS if found.integrated else MODELS, np.random.default_rng(1))
    except Unreadable:
        return False
    move_numbers(models, given)
    make_generic(models, almost)
    models, evaluator, held = where_held(models, tuple(found.points), given, almost)
    if not any_place(held, models.batch).any():
        return False
    with np.errstate(all="ignore"):
        values = [np.real(evaluator.array(evaluator.value(line))) for line in lines if isinstance(line, sympy.Expr)]
        *values, held = np.broadcast_arrays(*values, held)
        defined = np.logical_and.reduce([held, *map(np.isfinite, values)])
        return any((defined & (np.abs(v) > 1e-6) & (np.abs(v - 1) > 1e-6)).any() for v in values)


@pytest.mark.parametrize("name", [name if number % EVERY == 0 else pytest.param(name, marks=pytest.mark.slow) for number, name in enumerate(THEOREMS)])
def test_the_shown_model_says_something_where_a_model_of_its_size_does(name) -> None:
    theorem = Prover().prove(load()[name])
    found = example(theorem)
    assert found is not None
    if some_model_tells(theorem):
        assert telling(found.values) and min(found.shape, default=2) > 1, found


@pytest.mark.parametrize("name", CHAINS)
def test_a_chain_has_two_states_and_two_steps(name) -> None:
    found = example(Prover().prove(load()[name]))
    assert found is not None and telling(found.values) and min(found.shape) > 1, found
    assert all(number(value) not in (0, 1) for value in (found.values[0], found.values[-1])), found


def test_there_are_chains() -> None:
    assert len(CHAINS) >= 10


def test_the_search_of_this_test_finds_a_telling_model_of_most_theorems() -> None:
    some = THEOREMS[::EVERY]
    assert sum(some_model_tells(Prover().prove(load()[name])) for name in some) > len(some) // 2


def test_a_line_that_is_one_number_has_its_value() -> None:
    found = example(Prover().prove(load()["diffusion_gaussian.root_square"]))
    assert found is not None and found.values[-1] not in ("true", "false") and telling(found.values)


def test_only_three_points_tell_how_much_a_control_leaves() -> None:
    """Of two points, each function is a linear function of any other that varies."""
    found = example(Prover().prove(load()["control_variates.control_gain"]))
    assert found is not None and found.shape == (3,) and telling(found.values)


def test_a_ball_around_zero_is_told_as_one() -> None:
    found = example(Prover().prove(load()["gamma_scores.zero_shape"]))
    assert found is not None and found.values[0].startswith("0 ± 1e-")


def test_without_drawn_models_the_smallest_are_shown(monkeypatch) -> None:
    """A bug that this file has to see."""
    monkeypatch.setattr(numbers, "_drawn", lambda attack: iter(()))
    found = example(Prover().prove(load()["diffusion.terms"]))
    assert found is not None and min(found.shape) == 1
