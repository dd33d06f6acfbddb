"""Values of the names in the report's formulas about numbers: what a name on the left stands for is computed from the left
side of the theorem that is the correction, in forty digits and without the kernel (`plain_digits`).
"""

from collections.abc import Callable, Sequence

import numpy as np
from mpmath import mp
from numpy.random import Generator

from derivations.reported import q1_2_4_densities as densities
from derivations.reported import q2_2_15 as natural
from derivations.reported import q2_2_17 as likelihood
from derivations.reported.q2_2_14 import alpha, beta
from derivations.reported.q2_2_14 import u1 as first
from derivations.reported.q2_2_14 import u2 as second
from derivations.reported.q2_2_16_numbers import lam
from tests.support.plain_digits import digits
from tests.support.report_formulas import Matrix
from tests.support.report_models import Model

ALPHA, BETA = 2.0, 3.0  # the example of the report


def left(theorem, values: dict) -> float:
    """The left side of what a theorem says, at values of its names."""
    return float(digits(theorem.text.statement.args[0], values))


def unit(names: Sequence, k: int) -> dict:
    """One for the name at that place, and zero for the others."""
    return {name: float(i == k) for i, name in enumerate(names)}


def entries(quantity, values: dict) -> Matrix:
    """The matrix that is said by u₁ v₁ M₁₁ + …: its entries, row by row."""
    rows, columns = (natural.u1, natural.u2), (natural.v1, natural.v2)
    return Matrix([[float(digits(quantity, values | unit(rows, i) | unit(columns, j))) for j in range(2)] for i in range(2)])


def scores(rng: Generator, theorem) -> Model:
    """1.2.4: the scores of the two factors."""
    names = {"μ_N": densities.m, "λ_N": densities.lam, "α_N": densities.a, "β_N": densities.b, "μ": densities.mu, "τ": densities.tau}
    values = {name: rng.uniform(0.3, 3.0) for name in names}
    found = left(theorem, {names[name]: value for name, value in values.items()} | {densities.k: np.log(2*np.pi)})
    return values | {"π": np.pi, "∇_{λ_N} log q(μ)": found, "∇_{α_N} log q(τ)": found}, {}


def shape_and_scale(rng: Generator) -> dict[str, float]:
    """α and β, and a λ and an a that the report has not introduced."""
    return {name: rng.uniform(0.3, 3.0) for name in ("α", "β", "λ", "a")}


def gradient(rng: Generator, theorem) -> Model:
    """2.2.14: the gradient of A; the name before the formula is the test's."""
    values = shape_and_scale(rng)
    at = {alpha: values["α"], beta: values["β"]}
    return values | {"∇A": Matrix([left(theorem, at | {first: u, second: 1 - u}) for u in (1.0, 0.0)])}, {}


def information(rng: Generator, theorem) -> Model:
    """2.2.15 and 2.2.16: the information in shape and scale, from which its inverse comes, and what it is made of."""
    values = shape_and_scale(rng)
    a, s = values["α"], values["β"]
    psi, at = float(mp.psi(1, a)), {natural.alpha: a, natural.beta: s}
    found, chart = entries(natural.G(natural.alpha, natural.beta), at), np.array([[0, 1/s**2], [1, 0]])
    slope, of_eta = Matrix(rng.normal(size=2)), Matrix([[a*s**2, s], [s, psi]])
    second_derivatives = Matrix([[psi, 1/s], [1/s, -a/s**2]])
    assert theorem.id.removeprefix("q2_2_15.") in ("in_shape_and_scale", "inverse_in_shape_and_scale", "second_derivatives")
    return values | {
        "G(α, β)": found, "F(α, β)⁻¹": found.inverse(), "J": Matrix(chart), "Jᵀ": Matrix(chart.T), "∂η/∂(α, β)": Matrix(chart),
        "G(η)": of_eta, "∇²_η A(η)": of_eta, "∇²_{(α,β)} A(α, β)": second_derivatives, "∇²_{α,β} A(α, β)": second_derivatives,
        "∇_{(α,β)} ℒ": slope, "∇̃_{(α,β)} ℒ": found.inverse() @ slope}, {}


def of_eta(rng: Generator, theorem) -> Model:
    """2.2.16: the information in η, of which … leaves entries out."""
    values = {"η₁": -rng.uniform(0.3, 3.0), "η₂": rng.uniform(0.3, 3.0)}
    at = {natural.eta1: values["η₁"], natural.eta2: values["η₂"]}
    return values | {"…": np.nan, "G(η)": entries(theorem.text.statement.args[0], at)}, {}


def shape_and_rate(rng: Generator, theorem) -> Model:
    """2.2.16: the information in shape and rate, where β is the rate."""
    values = shape_and_scale(rng)
    at = {alpha: values["α"], lam: values["β"]}
    return values | {"G": entries(theorem.text.statement.args[0], at)}, {}


def example(rng: Generator, theorem) -> Model:
    """2.2.16: α = 2 and β = 3; the matrix of line 903 and its inverse."""
    del rng, theorem  # nothing is drawn, and the theorem is about the numbers that the formula has itself
    inverse = np.linalg.inv([[BETA**2*ALPHA, BETA], [BETA, float(mp.psi(1, ALPHA))]])
    return {"α": ALPHA, "β": BETA, "(G⁻¹)₁₁": inverse[0, 0], "(G⁻¹)₁₂": inverse[0, 1], "(G⁻¹)₂₂": inverse[1, 1]}, {}


def product(rng: Generator, theorem) -> Model:
    """2.2.16: the product of the printed matrices, which … stands for."""
    del rng
    return {"…": entries(theorem.text.statement.args[0], {})}, {}


def average_loss(rng: Generator, theorem) -> Model:
    """2.2.17: the average negative log likelihood of three numbers."""
    values, data = shape_and_scale(rng), rng.uniform(0.3, 3.0, 3)
    at = {likelihood.a: values["α"], likelihood.s: values["β"], likelihood.N: 3}
    at[likelihood.x] = data
    return values | {"ℒ(α, β)": left(theorem, at), "avg(log x)": np.log(data).mean(), "x̄": data.mean()}, {}


OF_NUMBERS: dict[Callable, Sequence[str]] = {
    scores: ("1.2.4-r", "1.2.4-t"), gradient: ("2.2.14-j",), information: ("2.2.15-c", "2.2.16-a", "2.2.16-af", "2.2.16-b"), of_eta: ("2.2.16-e",),
    shape_and_rate: ("2.2.16-y",), product: ("2.2.16-v",), average_loss: ("2.2.17-d",),
    example: tuple(f"2.2.16-{letter}" for letter in "nopqrst")}
