"""How closed forms are compared: their values in balls beside those in forty digits, and errors of 1e-11 that are noticed."""

import numpy as np
import pytest
import torch
from mpmath import mp, mpf

from tests.chapters import test_closed_forms_descent as descent
from tests.chapters import test_closed_forms_gamma as gamma
from tests.chapters import test_closed_forms_normal_gamma as normal_gamma
from tests.support.closed_forms import FIRST, Form, agrees, slips_are_noticed
from tests.support.columns_in_balls import Columns
from tests.support.formula_mutants import mutants
from tests.support.normal_gamma_program import names_of
from tests.support.plain_digits import digits

TABLES = [(gamma, gamma.FORMS, gamma.inputs), (descent, descent.FORMS, descent.inputs), *((normal_gamma, *pair) for pair in normal_gamma.TABLES)]
(TRIGAMMA,) = [form for form in gamma.FORMS if form.id == "gamma.at_least_one, right"]


@pytest.mark.parametrize(("forms", "make"), [pytest.param(forms, make, id=f"{where.__name__.split('_')[-1]}-{len(forms)}") for where, forms, make in TABLES])
def test_a_form_in_balls_is_the_form_in_digits(forms, make, seed):
    """At an edge and at an input that is drawn, by `plain_digits`, which reads the nodes with mpmath; so are slips, which need not be
    defined."""
    rng = np.random.default_rng(seed)
    for columns in (columns.rows([0, -1]) for columns in make(rng, 3)):
        for form in forms:
            slips = list(mutants(form.formula).values())
            for formula in (form.formula, slips[rng.integers(len(slips))]):
                _same(columns, formula)
            columns.forget()


def _same(columns: Columns, formula) -> None:
    for row, ball in enumerate(columns.value(formula)):
        if not ball.is_finite():
            continue
        held = {name: float(array[row]) for name, array in columns.inputs.items()} | columns.counts | {
            name: array[row].tolist() for name, array in columns.data.items()}
        found = digits(formula, {thing: held[thing.name] for thing in names_of(formula) if thing.name in held})
        with mp.workdps(40):
            middle, radius = (mpf(part.str(50, radius=False)) for part in (ball.mid(), ball.rad()))
            assert abs(found - middle) <= radius + mpf(10)**-25*abs(found), (formula, held)


def planted(factor) -> Form:
    return TRIGAMMA._replace(program=lambda v: TRIGAMMA.program(v)*factor(v))


@pytest.mark.parametrize("wrong", [1 + 1e-11, 1 - 1e-11, float("nan"), float("inf")])
@pytest.mark.parametrize("row", [0, FIRST + 1, -1])
def test_an_error_at_one_input_is_noticed(wrong, row, seed):
    tables = gamma.inputs(np.random.default_rng(seed), 200)

    def factor(v):
        found = torch.ones(v.size)
        found[row] = wrong
        return found
    agrees(planted(lambda v: torch.ones(v.size)), tables)
    with pytest.raises(AssertionError, match=r"gamma\.at_least_one, right: off by"):
        agrees(planted(factor), tables)


def test_a_slip_that_nothing_notices_is_named(seed):
    """Of a program that gives no number, or the slip's value, and of a slip that is told to change nothing and does."""
    tables = gamma.inputs(np.random.default_rng(seed), 20)
    slip = next(iter(mutants(TRIGAMMA.formula)))
    assert slip == "minus the whole"
    slips_are_noticed(TRIGAMMA, tables, {})
    with pytest.raises(AssertionError, match=f"{{'{slip}'}}"):
        slips_are_noticed(planted(lambda v: -torch.ones(v.size)), tables, {})
    with pytest.raises(AssertionError, match=f"{{'{slip}'}}"):
        slips_are_noticed(TRIGAMMA, tables, {slip: "No reason."})
    with pytest.raises(AssertionError, match="no such slip"):
        slips_are_noticed(TRIGAMMA, tables, {"no such slip": "No reason."})
