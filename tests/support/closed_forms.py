"""Closed forms of theorems beside the program, at thousands of inputs and at the edges; and whether a slip in one is noticed.

The formula is the side of the claim that the chapter holds, or an abbreviation in it, evaluated in balls; none is typed again.
"""

from collections.abc import Callable, Sequence
from types import SimpleNamespace
from typing import Any, NamedTuple

import flint
import numpy as np
import pytest
import sympy
import torch

from derivations.commands.finding import load
from derivations.language import terms as t
from tests.support.columns_in_balls import BITS, Columns
from tests.support.formula_mutants import mutants, written_out

BOUND = 1e-12  # of the measure of a form
LEAST_MUTANTS = 12  # of each form that have to be noticed
DRAWN = 24  # of each form that are tried where not all are; at most ten change nothing
FIRST = 160  # rows of each table, the edges among them, at which nearly every slip is noticed
SHAPE_EDGES = (1e-6, 0.5, float(np.nextafter(1, 0)), 1.0, float(np.nextafter(1, 2)), 1.4616321449683622, 2.0, 8.0, 1e8)
SCALE_EDGES = (1e-3, 1.0, 1e3)


class Form(NamedTuple):
    """A closed form: its theorem, which side of the claim it is, or the name of an abbreviation in the claim, or what a
    function makes of the claim; the program's value at inputs that it takes as attributes; and what its error is measured
    by: the value itself ("value"), the sum of the absolute terms ("terms"), or what a function makes of the inputs."""

    theorem: str
    side: int | str | Callable[[sympy.Basic], sympy.Expr]
    program: Callable[[Any], torch.Tensor]
    measure: str | Callable[[Any], torch.Tensor] = "value"

    @property
    def id(self) -> str:
        return f"{self.theorem}, {('left', 'right')[self.side] if isinstance(self.side, int) else getattr(self.side, '__name__', self.side)}"

    @property
    def formula(self):
        """The side, or the body of the abbreviation, or what is made of the claim."""
        statement = load()[self.theorem].text.statement
        if isinstance(self.side, int):
            return statement.args[self.side]
        return abbreviated(statement, self.side) if isinstance(self.side, str) else self.side(statement)

    def errors(self, columns: Columns, formula=None) -> np.ndarray:
        """How far the program is from the formula, or from another one, in units of the measure."""
        formula = self.formula if formula is None else formula
        v = SimpleNamespace(**{name: torch.tensor(array) for name, array in (columns.inputs | columns.data).items()},
                            **columns.counts, size=columns.size)
        got = torch.as_tensor(self.program(v)).detach().expand(columns.size).numpy()
        if self.measure == "value":
            return columns.errors(got, formula)
        measure = columns.terms(formula) if isinstance(self.measure, str) else torch.as_tensor(self.measure(v)).detach().numpy()
        return columns.errors(got, formula, np.broadcast_to(measure, columns.size))


def abbreviated(statement, name: str):
    """What an abbreviation in a statement stands for."""
    return next(node.body for node in sympy.preorder_traversal(statement) if isinstance(node, t.Named) and str(node.args[0]) == name)


def each(forms: list[Form]):
    """A test for each of some forms, marked with its theorem."""
    return pytest.mark.parametrize("form", [
        pytest.param(form, id=form.id, marks=pytest.mark.evidence(form.theorem, kind="agreement")) for form in forms])


def agrees(form: Form, tables: Sequence[Columns]) -> None:
    """The program is within the bound at every input of every table."""
    for columns in tables:
        errors = form.errors(columns)
        columns.forget()
        worst = int(np.argmax(errors))
        at = {name: array[worst].tolist() for name, array in (columns.inputs | columns.data).items()}
        assert errors[worst] <= BOUND, f"{form.id}: off by {errors[worst]:.1e} at {at}"


def unnoticed(form: Form, tables: Sequence[Columns], slips: dict[str, sympy.Expr]) -> list[str]:
    """The slips with which the program agrees at every input; the first ones are tried first."""
    first = [columns.rows(slice(FIRST)) for columns in tables]
    for columns in first:
        columns.value(written_out(form.formula))
    return [name for name, wrong in slips.items()
            if not any((form.errors(columns.passing(), wrong) > BOUND).any() for columns in (*first, *tables))]


def slips_are_noticed(form: Form, tables: Sequence[Columns], told: dict[str, str], rng: np.random.Generator | None = None) -> None:
    """The program disagrees with every slip in a form, but for those that are told to change nothing, and which change
    nothing; of two dozen that are drawn, if there is a generator."""
    every = mutants(form.formula)
    assert set(told) <= set(every), set(told) - set(every)
    some = every if rng is None else {name: every[name] for name in rng.permutation(list(every))[:DRAWN]}
    left = unnoticed(form, tables, some)
    assert set(left) == set(told) & set(some), f"{form.id}: {set(left) ^ (set(told) & set(some))}"
    assert all(equivalent(form, tables, every[name]) for name in left)
    assert len(some) - len(left) >= LEAST_MUTANTS


def equivalent(form: Form, tables: Sequence[Columns], wrong) -> bool:
    """Whether a formula has the value of the form at every input, as far as balls tell."""
    with flint.ctx.workprec(BITS):
        pairs = [pair for columns in tables for pair in zip(columns.value(form.formula), columns.value(wrong), strict=True)]
        return all(one.is_finite() and one.overlaps(other) for one, other in pairs)


def shapes(rng: np.random.Generator, size: int) -> np.ndarray:
    """From 1e-6 to 1e8, a quarter of them whole or half; from each, one can be subtracted and added again."""
    found = np.where(rng.random(size) < 0.25, rng.integers(1, 60, size)/2, 10.0**rng.uniform(-6, 8, size))
    return (found - 1) + 1


def scales(rng: np.random.Generator, size: int) -> np.ndarray:
    return 10.0**rng.uniform(-3, 3, size)


def edges() -> np.ndarray:
    """Each shape at an end of the domain or of a method, with each scale, twice: (…, 2)."""
    return np.array([((a - 1) + 1, s) for _ in range(2) for a in SHAPE_EDGES for s in SCALE_EDGES])
