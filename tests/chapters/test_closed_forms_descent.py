"""The chapters on natural gradients beside `impl` at 10⁴ Gamma laws and at the edges: F is the Fisher information of the law.

F and its determinant are the program's own numbers, which the formulas take as inputs; steps of both descents are compared with
the gradients of the chapter `gamma`, put into the natural gradient of `gamma_descent`.
"""

import numpy as np
import pytest
import torch

from derivations.chapters import gamma, gamma_descent
from derivations.chapters.natural_gradient import k, r
from derivations.language.terms import log
from impl import _special, natural_gradient
from impl import gamma as impl
from tests.support.closed_forms import Form, abbreviated, agrees, each, edges, scales, shapes, slips_are_noticed
from tests.support.columns_in_balls import Columns
from tests.support.formula_mutants import ONE, one_over, plus, put, times, written_out

torch.set_default_dtype(torch.float64)


def inputs(rng: np.random.Generator, size: int) -> list[Columns]:
    """The edges first; in every other one of them the data have the means of the law, and both steps are one.

    Rates are such that no step takes more than the half of a parameter away.
    """
    at = edges()
    total = size + len(at)
    found = {"a": shapes(rng, total), "s": scales(rng, total), "m": scales(rng, total), "r": rng.uniform(0.01, 0.5, total)}
    found |= {name: rng.normal(0, 3, total) for name in ("g", "g1", "g2", "v1", "v2", "h1", "h2")}
    found["a"][:len(at)], found["s"][:len(at)] = at.T
    own = slice(len(at)//2, len(at))
    for one, other in ("v1", "h1"), ("v2", "h2"):
        found[one][own] = found[other][own]
    a, s = torch.tensor(found["a"]), torch.tensor(found["s"])
    found["m"][own], found["g"][own] = impl.mean_parameters(a, s)[own].T.numpy()
    data = impl.Statistics(torch.tensor(found["m"]), torch.tensor(found["g"]), torch.zeros_like(a))
    matrix, step = impl.fisher_information(a, s), impl.nll_gradient(a, s, data)
    along = torch.stack((a, s), -1)
    for name, move in ("r", (impl.inverse_fisher(a, s) @ step[..., None])[..., 0]), ("k", step):
        found[name] = found["r"]/(1 + (move/along).abs().sum(-1)).numpy()
    found |= {"F11": matrix[:, 0, 0].numpy(), "F12": matrix[:, 0, 1].numpy(), "d": (_special.trigamma_excess(a)/s**2).numpy()}
    return [Columns(found)]


# --- what the program computes ------------------------------------------------------------------------------------------


def matrix(v):
    return impl.fisher_information(v.a, v.s)


def inverse(v):
    return impl.inverse_fisher(v.a, v.s)


def pair(v, name):
    return torch.stack((getattr(v, f"{name}1"), getattr(v, f"{name}2")), -1)


def entry(row, name, *matrices):
    """An entry of a product of matrices and a vector; and its terms."""
    def of(v, change):
        found = change(pair(v, name))
        for one in matrices:
            found = (change(one(v)) @ found[..., None])[..., 0]
        return found[..., row]
    return lambda v: of(v, lambda x: x), lambda v: of(v, torch.abs)


def form(name, other, *matrices):
    """A product of a row vector, matrices and a column vector; and its terms."""
    def of(v, change):
        found = change(pair(v, other))
        for one in matrices:
            found = (change(one(v)) @ found[..., None])[..., 0]
        return (change(pair(v, name))*found).sum(-1)
    return lambda v: of(v, lambda x: x), lambda v: of(v, torch.abs)


def halved(value, terms):
    """The least change of the loss, by minus the rate over two; and its terms."""
    return lambda v: -v.r*value(v)/2, lambda v: v.r*terms(v)/2


def left_by_step(row):
    """What a step of natural gradient descent leaves of an error, where the gradient is F times the error."""
    value, terms = entry(row, "v", matrix, inverse)
    own = lambda v: pair(v, "v")[..., row]  # noqa: E731
    return lambda v: own(v) - v.r*value(v), lambda v: own(v).abs() + v.r*terms(v)


# --- one step of each descent --------------------------------------------------------------------------------------------


def statistics(v):
    return impl.Statistics(v.m, v.g, torch.zeros_like(v.m))


def after(natural, row, logs=False):
    """A parameter after one step, or its logarithm after a step in logarithms."""
    def program(v):
        descend, rate = (natural_gradient.natural_gradient_descent, v.r) if natural else (natural_gradient.gradient_descent, v.k)
        found = descend(statistics(v), torch.stack((v.a, v.s), -1), rate, 1, "log" if logs else "project", floor=1e-300)[1, :, row]
        return found.log() if logs else found
    return program


def room(natural, row, logs=False):
    """What a step is made of: it loses digits of the gradient where the terms of that cancel, and natural gradient descent
    divides what is left by the excess of ψ′."""
    def terms(v):
        of = 10 + v.g.abs() + (v.a*v.s).log().abs() + torch.digamma(v.a).abs() + v.m/(v.a*v.s)
        own = (v.a, v.s)[row]
        relative = v.r*of/_special.trigamma_excess(v.a) if natural else v.k*of*(v.a if logs else (1/v.a, v.a/v.s**2)[row])
        return 1 + own.log().abs() + relative if logs else own*(1 + relative)
    return terms


def step(natural, row, logs=False):
    """The formula of a parameter after one step, or of its logarithm; it is made of the claim that holds the natural gradient."""
    def made(statement):
        own, slope = (gamma.a, gamma.s)[row], (gamma.loss_in_shape, gamma.loss_in_scale)
        slopes = [written_out(theorem.text.statement.args[1]) for theorem in slope]
        found = slopes[row]
        if natural:
            found = written_out(abbreviated(statement, ("step_a", "step_s")[row]))
            for old, new in zip((gamma_descent.u, gamma_descent.v), slopes, strict=True):
                found = put(found, old, new)
        by = [(r if natural else k), found] + [one_over(own) if natural else own]*logs
        return plus(log(own) if logs else own, times(-ONE, *by))
    made.__name__ = f"{('shape', 'scale')[row]} after a step of {'natural '*natural}gradient descent{' in logarithms'*logs}"
    return made


FORMS = [
    Form("natural_gradient.solves_first", "natural_1", *entry(0, "g", inverse)),
    Form("natural_gradient.solves_first", "natural_2", *entry(1, "g", inverse)),
    Form("natural_gradient.solves_first", 0, *entry(0, "g", inverse, matrix)),
    Form("natural_gradient.solves_second", 0, *entry(1, "g", inverse, matrix)),
    Form("natural_gradient.length_in_squares", 0, *form("v", "v", matrix)),
    Form("natural_gradient.length_in_squares", 1, *form("v", "v", matrix)),
    Form("natural_gradient.slope", 0, *form("g", "g", inverse)),
    Form("natural_gradient.slope", 1, *form("g", "g", inverse, matrix, inverse)),
    Form("natural_gradient.steepest", 0, lambda v: form("v", "h", matrix)[0](v)**2, lambda v: form("v", "h", matrix)[1](v)**2),
    Form("natural_gradient.best_step", 1, *halved(*form("g", "g", inverse))),
    Form("natural_gradient.mean_gradient_first", 0, *entry(0, "h", matrix, inverse)),
    Form("natural_gradient.mean_gradient_second", 0, *entry(1, "h", matrix, inverse)),
    Form("natural_gradient.ngd_rate_first", 0, *left_by_step(0)),
    Form("natural_gradient.ngd_rate_second", 0, *left_by_step(1)),
    *(Form(f"gamma_descent.log_{('shape', 'scale')[row]}", step(natural, row, logs), after(natural, row, logs), room(natural, row, logs))
      for natural in (True, False) for row in (0, 1) for logs in (False, True)),
]
EQUIVALENT = {  # the slips that leave the value as it is, and why
    **{f"natural_gradient.{name}, left": {
        slip: "F⁻¹F is the identity, whatever F is, so that one number of the vector is left."
        for p in ("F11", "F12", "d", other) for slip in (f"one over {p} for each {p}", f"{p} + 1 for each {p}")}
       for name, other in (("solves_first", "g2"), ("solves_second", "g1"), ("mean_gradient_first", "h2"),
                           ("mean_gradient_second", "h1"), ("ngd_rate_first", "v2"), ("ngd_rate_second", "v1"))},
    "natural_gradient.slope, right": dict.fromkeys((
        "minus (d + F12 ** 2) / F11 * g1 - F12 * g2 in ((d + F12 ** 2) / F11 * g1 - F12 * g2) / d",
        "minus d ** (-1) in ((d + F12 ** 2) / F11 * g1 - F12 * g2) / d", "minus d in d ** (-1)",
        "minus F11 * g2 - F12 * g1 in (F11 * g2 - F12 * g1) / d (2)", "minus d ** (-1) in (F11 * g2 - F12 * g1) / d (2)",
        "minus d in d ** (-1) (4)"), "The square of this does not see a sign."),
}


@pytest.fixture(scope="module")
def tables(request) -> list[Columns]:
    return inputs(np.random.default_rng(request.config.getoption("seed")), 10_000)


@each(FORMS)
def test_the_program_computes_the_closed_form(form, tables):
    agrees(form, tables)


@each(FORMS)
def test_slips_in_a_closed_form_are_noticed(form, tables, seed):
    slips_are_noticed(form, tables, EQUIVALENT.get(form.id, {}), np.random.default_rng(seed))


@pytest.mark.slow
@each(FORMS)
def test_every_slip_in_a_closed_form_is_noticed(form, tables):
    slips_are_noticed(form, tables, EQUIVALENT.get(form.id, {}))
