"""The Fisher information of the Gamma law in four charts beside impl.gamma, for shapes from 1e-6 to 1e8."""

import itertools

import pytest
import sympy
import torch
from hypothesis import given
from hypothesis import strategies as st

from derivations.chapters import gamma, gamma_charts
from derivations.language.terms import Named
from impl import _special, natural_gradient
from impl import gamma as impl
from tests.support.finite_models import case
from tests.support.number_formulas import Wide, in_balls, near, number, places, sides_agree, tensor, unnoticed

torch.set_default_dtype(torch.float64)
evidence = pytest.mark.evidence


def excess(v):
    return _special.trigamma_excess(torch.tensor(v["a"]))


def fisher(v):
    return impl.fisher_information(torch.tensor(v["a"]), torch.tensor(v["s"]))


def inverse(v):
    return impl.inverse_fisher(torch.tensor(v["a"]), torch.tensor(v["s"]))


def in_rate(v):
    """The two matrices in shape and rate."""
    a, s = torch.tensor(v["a"]), 1/torch.tensor(v["b"])
    down, up = torch.diag(torch.stack((a/a, -s*s))), torch.diag(torch.stack((a/a, -1/s/s)))
    return down @ impl.fisher_information(a, s) @ down, up @ impl.inverse_fisher(a, s) @ up


def in_natural(v):
    """The matrices in the natural parameters and in the mean parameters, which are inverse to each other."""
    a, s = torch.tensor(v["eta2"] + 1), -1/torch.tensor(v["eta1"])
    down = torch.stack((torch.stack((0*s, a/a)), torch.stack((s*s, 0*s))))  # ∂(a, s)/∂η
    up = torch.stack((torch.stack((0*s, 1/s/s)), torch.stack((a/a, 0*s))))  # ∂η/∂(a, s)
    return down.T @ impl.fisher_information(a, s) @ down, up @ impl.inverse_fisher(a, s) @ up.T


def pushed(chart, matrix, v, i, j):
    """An entry of JᵀGJ, J the derivatives of a chart in shape and scale by autograd."""
    jacobian = torch.autograd.functional.jacobian(chart, (tensor(v["a"]), tensor(v["s"])))
    jacobian = torch.stack(jacobian, -1)
    return of_terms(jacobian[p, i]*matrix[p, q]*jacobian[q, j] for p, q in itertools.product(range(2), repeat=2))


def of_terms(terms):
    terms = [number(term) for term in terms]
    return Wide(sum(terms), sum(map(abs, terms)))


def times(one, other, row, v):
    """A row of a product of two matrices, times (u, v)."""
    return of_terms(one[row, k]*other[k, j]*vector for k in range(2) for j, vector in enumerate((v["u"], v["v"])))


def natural_matrix(v):
    """G where the law has this shape and this scale."""
    return in_natural({"eta1": -1/v["s"], "eta2": v["eta2"]})[0]


def mean_matrix(v):
    return in_natural({"eta1": -1/v["s"], "eta2": v["eta2"]})[1]


def rate_matrix(v):
    """G where the law has this shape and this rate."""
    return in_natural({"eta1": -v["b"], "eta2": v["eta2"]})[0]


def by_rate(a, b):
    return torch.stack((-b, a - 1))


def determinant(matrix):
    return of_terms((matrix[0, 0]*matrix[1, 1], -matrix[0, 1]*matrix[1, 0]))


def scaled(v):
    return {**v, "s": v["b"]}


EXAMPLE = {"a": 2.0, "s": 3.0, "eta1": -1/3, "eta2": 1.0}


def example(v, row):
    """G at the example times (u, v)."""
    return of_terms(in_natural(EXAMPLE)[0][row, k]*vector for k, vector in enumerate((v["u"], v["v"])))


each_case = pytest.mark.parametrize(("theorem", "program"), [
    case(evidence("gamma_charts.scale_chart[1,1]", kind="agreement"),
         lambda v: (pushed(impl.natural_parameters, natural_matrix(v), v, 0, 0), fisher(v)[0, 0])),
    case(evidence("gamma_charts.scale_chart[1,2]", kind="agreement"),
         lambda v: (pushed(impl.natural_parameters, natural_matrix(v), v, 0, 1), fisher(v)[0, 1])),
    case(evidence("gamma_charts.scale_chart[2,1]", kind="agreement"),
         lambda v: (pushed(impl.natural_parameters, natural_matrix(v), v, 1, 0), fisher(v)[1, 0])),
    case(evidence("gamma_charts.scale_chart[2,2]", kind="agreement"),
         lambda v: (pushed(impl.natural_parameters, natural_matrix(v), v, 1, 1), fisher(v)[1, 1])),
    case(evidence("gamma_charts.rate_chart[1,1]", kind="agreement"),
         lambda v: (pushed(by_rate, rate_matrix(v), scaled(v), 0, 0), in_rate(v)[0][0, 0])),
    case(evidence("gamma_charts.rate_chart[1,2]", kind="agreement"),
         lambda v: (pushed(by_rate, rate_matrix(v), scaled(v), 0, 1), in_rate(v)[0][0, 1])),
    case(evidence("gamma_charts.rate_chart[2,1]", kind="agreement"),
         lambda v: (pushed(by_rate, rate_matrix(v), scaled(v), 1, 0), in_rate(v)[0][1, 0])),
    case(evidence("gamma_charts.rate_chart[2,2]", kind="agreement"),
         lambda v: (pushed(by_rate, rate_matrix(v), scaled(v), 1, 1), in_rate(v)[0][1, 1])),
    case(evidence("gamma_charts.mean_chart[1,1]", kind="agreement"),
         lambda v: (pushed(impl.mean_parameters, mean_matrix(v), v, 0, 0), fisher(v)[0, 0])),
    case(evidence("gamma_charts.mean_chart[1,2]", kind="agreement"),
         lambda v: (pushed(impl.mean_parameters, mean_matrix(v), v, 0, 1), fisher(v)[0, 1])),
    case(evidence("gamma_charts.mean_chart[2,1]", kind="agreement"),
         lambda v: (pushed(impl.mean_parameters, mean_matrix(v), v, 1, 0), fisher(v)[1, 0])),
    case(evidence("gamma_charts.mean_chart[2,2]", kind="agreement"),
         lambda v: (pushed(impl.mean_parameters, mean_matrix(v), v, 1, 1), fisher(v)[1, 1])),
    case(evidence("gamma_charts.scale_inverse[1,1]", kind="agreement"), lambda v: (inverse(v)[0, 0],)*2),
    case(evidence("gamma_charts.scale_inverse[1,2]", kind="agreement"), lambda v: (inverse(v)[0, 1],)*2),
    case(evidence("gamma_charts.scale_inverse[2,1]", kind="agreement"), lambda v: (inverse(v)[1, 0],)*2),
    case(evidence("gamma_charts.scale_inverse[2,2]", kind="agreement"), lambda v: (inverse(v)[1, 1],)*2),
    case(evidence("gamma_charts.rate_inverse[1,1]", kind="agreement"), lambda v: (in_rate(v)[1][0, 0],)*2),
    case(evidence("gamma_charts.rate_inverse[1,2]", kind="agreement"), lambda v: (in_rate(v)[1][0, 1],)*2),
    case(evidence("gamma_charts.rate_inverse[2,1]", kind="agreement"), lambda v: (in_rate(v)[1][1, 0],)*2),
    case(evidence("gamma_charts.rate_inverse[2,2]", kind="agreement"), lambda v: (in_rate(v)[1][1, 1],)*2),
    case(evidence("gamma_charts.natural_inverse[1,1]", kind="agreement"), lambda v: (in_natural(v)[1][0, 0],)*2),
    case(evidence("gamma_charts.natural_inverse[1,2]", kind="agreement"), lambda v: (in_natural(v)[1][0, 1],)*2),
    case(evidence("gamma_charts.natural_inverse[2,1]", kind="agreement"), lambda v: (in_natural(v)[1][1, 0],)*2),
    case(evidence("gamma_charts.natural_inverse[2,2]", kind="agreement"), lambda v: (in_natural(v)[1][1, 1],)*2),
    case(evidence("gamma_charts.scale_inverse_first", kind="agreement"), lambda v: (times(fisher(v), inverse(v), 0, v), v["u"])),
    case(evidence("gamma_charts.scale_inverse_second", kind="agreement"), lambda v: (times(fisher(v), inverse(v), 1, v), v["v"])),
    case(evidence("gamma_charts.rate_inverse_first", kind="agreement"), lambda v: (times(*in_rate(v), 0, v), v["u"])),
    case(evidence("gamma_charts.rate_inverse_second", kind="agreement"), lambda v: (times(*in_rate(v), 1, v), v["v"])),
    case(evidence("gamma_charts.natural_inverse_first", kind="agreement"), lambda v: (times(*in_natural(v), 0, v), v["u"])),
    case(evidence("gamma_charts.natural_inverse_second", kind="agreement"), lambda v: (times(*in_natural(v), 1, v), v["v"])),
    case(evidence("gamma_charts.excess_below", kind="agreement"), lambda v: (excess(v), None)),
    case(evidence("gamma_charts.excess_above", kind="agreement"), lambda v: (excess(v), None)),
    case(evidence("gamma_charts.scale_determinant", kind="agreement"), lambda v: (excess(v)/v["s"]**2, None)),
    case(evidence("gamma_charts.rate_determinant", kind="agreement"), lambda v: (excess(v)/v["b"]**2, None)),
    case(evidence("gamma_charts.natural_determinant", kind="agreement"), lambda v: (_special.trigamma_excess(torch.tensor(v["eta2"] + 1))/v["eta1"]**2, None)),
    case(evidence("gamma_charts.mean_determinant", kind="agreement"), lambda v: (
        Wide(determinant(in_natural(v)[0]).value*determinant(in_natural(v)[1]).value,
             determinant(in_natural(v)[0]).room*determinant(in_natural(v)[1]).room), 1.0)),
    case(evidence("gamma_charts.scale_positive", kind="agreement"), lambda v: (of_terms(
        fisher(v)[i, j]*(v["u"], v["v"])[i]*(v["u"], v["v"])[j] for i in range(2) for j in range(2)), None)),
    case(evidence("gamma_charts.example_first", kind="agreement"), lambda v: (example(v, 0), None)),
    case(evidence("gamma_charts.example_second", kind="agreement"), lambda v: (example(v, 1), example(v, 1))),
    case(evidence("gamma_charts.example_determinant", kind="agreement"), lambda v: (None, Wide(determinant(in_natural(EXAMPLE)[0]).value*v["u"], 20*abs(v["u"])))),
    case(evidence("gamma_charts.example_inverse_first", kind="agreement"), lambda v: (in_natural(EXAMPLE)[1][0, 0],)*2),
    case(evidence("gamma_charts.example_inverse_mixed", kind="agreement"), lambda v: (in_natural(EXAMPLE)[1][0, 1],)*2),
    case(evidence("gamma_charts.example_inverse_second", kind="agreement"), lambda v: (in_natural(EXAMPLE)[1][1, 1],)*2),
])


@each_case
@given(values=places())
def test_sides_agree(theorem, program, values):
    sides_agree(theorem, program, values)


@each_case
def test_a_slip_in_a_formula_is_noticed(theorem, program):
    assert unnoticed(theorem, program) == []


def named(theorem) -> dict:
    """The abbreviations in a claim by their names."""
    nodes = sympy.preorder_traversal(theorem.text.statement)
    return {str(node.args[0]): node for node in nodes if isinstance(node, Named)}


@given(values=places())
def test_each_entry_of_the_inverses(values):
    """As the theorems name them, to the last digits: in the program they are never computed from a difference."""
    found = named(gamma_charts.scale_inverse_first)
    for name, (i, j) in {"I_aa": (0, 0), "I_as": (0, 1), "I_ss": (1, 1)}.items():
        assert near(inverse(values)[i, j], in_balls(found[name], values))
    found = named(gamma_charts.mean_determinant)
    for which, name in enumerate("GM"):
        for entry, (i, j) in {"11": (0, 0), "12": (0, 1), "22": (1, 1)}.items():
            assert near(in_natural(values)[which][i, j], in_balls(found[f"{name}_{entry}"], values))


@evidence("gamma_charts.scale_inverse_first", kind="agreement")
@evidence("gamma_charts.scale_inverse_second", kind="agreement")
@given(places(), st.integers(1, 4).map(lambda k: 2.0**-k))
def test_a_step_of_natural_gradient_descent(values, rate):
    """`impl.natural_gradient` goes from (a, s) along the inverse, as the theorem names it, times the gradient of the loss, as
    the chapter has it.  It loses digits of the gradient where its terms cancel, and divides what is left by the excess."""
    a, s, m, g = (values[name] for name in "asmg")
    data = impl.Statistics(torch.tensor(m), torch.tensor(g), torch.tensor(0.0))
    path = natural_gradient.natural_gradient_descent(data, torch.tensor([a, s]), rate, 1, floor=1e-300)
    found, gradient = named(gamma_charts.scale_inverse_first), [
        in_balls(theorem.text.statement.args[1], values) for theorem in (gamma.loss_in_shape, gamma.loss_in_scale)]
    entries = {name: in_balls(found[name], values) for name in ("I_aa", "I_as", "I_ss")}
    steps = (entries["I_aa"]*gradient[0] + entries["I_as"]*gradient[1],
             entries["I_as"]*gradient[0] + entries["I_ss"]*gradient[1])
    room = (10 + abs(g) + abs(torch.tensor(a*s).log()) + abs(torch.digamma(torch.tensor(a))) + m/(a*s))/excess(values)
    for start, step, end in zip((a, s), steps, path[1].tolist(), strict=True):
        if end > 1e-300:  # otherwise it was put back to the floor
            assert near(Wide(end, start*(1 + number(room))), start - rate*step)
