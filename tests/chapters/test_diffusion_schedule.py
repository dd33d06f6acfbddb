"""What noise does over many steps: the theorems' own formulas beside steps that are taken one after the other, in fractions
and as in `impl`, and one step beside torch's laws and an integral."""

from fractions import Fraction

import numpy as np
import pytest
import torch
from scipy.integrate import quad
from torch.distributions import MultivariateNormal, Normal

from derivations.attack.models import Models
from derivations.chapters import diffusion_schedule as chapter
from derivations.kernel import REGISTRY
from derivations.language.views.signature import signature
from impl.diffusion import cosine_betas, forward_marginal, linear_betas
from tests.support.finite_models import Reading, case
from tests.support.normal_gamma_program import numbers_of
from tests.support.plain_digits import digits

torch.set_default_dtype(torch.float64)
evidence = pytest.mark.evidence
STEPS = range(1, 6)
OVER_TIME = ("noise_step", "noise_after", "mean_step", "mean_after", "root_product", "shrink_step", "shrinks", "below_exponential")


def taken(kept, mean, variance):
    """Means and variances after each step, the first of which is given."""
    found = [(mean, variance)]
    for root, share in kept[1:]:
        found.append((root*found[-1][0], share*found[-1][1] + 1 - share))
    return found


def read(theorem, last: int, tables: dict[str, list]) -> Reading:
    """The theorem's formulas where T is `last`, from the values of its functions at the times 1, 2, …"""
    statement = theorem.text.statement
    found = signature(statement, *(h for h, _ in theorem.text.hypotheses))
    functions = {f: np.array([[float(u) for u in tables[f.name]]]) for f in found.functions}
    return Reading(Models({}, {found.counts[0]: last}, {}, functions, {}, {}), statement)


def both(theorem, last: int, tables: dict[str, list]) -> tuple[float, float]:
    reading = read(theorem, last, tables)
    one, other = (float(reading.value(side)) for side in theorem.text.statement.args)
    return one, other


@pytest.mark.parametrize("theorem", [
    case(evidence("diffusion_schedule.noise_step", kind="exact")),
    case(evidence("diffusion_schedule.noise_after", kind="exact")),
    case(evidence("diffusion_schedule.mean_step", kind="exact")),
    case(evidence("diffusion_schedule.mean_after", kind="exact")),
    case(evidence("diffusion_schedule.root_product", kind="exact")),
    case(evidence("diffusion_schedule.shrink_step", kind="exact")),
    case(evidence("diffusion_schedule.shrinks", kind="exact")),
    case(evidence("diffusion_schedule.below_exponential", kind="exact")),
])
@pytest.mark.parametrize("begin", [Fraction(1, 4), Fraction(3)])
def test_steps_in_fractions(theorem, begin):
    """Dyadic shares are read exactly: every step halves, quarters or keeps the share, and its root is a power of two."""
    kept = [(Fraction(1, 2)**k, Fraction(1, 4)**k) for k in (1, 0, 2, 1, 1, 2)]
    rows = taken(kept, begin, begin/2)
    tables = {"alpha": [share for _, share in kept], "m": [m for m, _ in rows], "v": [v for _, v in rows]}
    for last in STEPS:
        one, other = both(theorem, last, tables)
        after = last + 1 if theorem.slug.endswith("_step") else last
        product = float(np.prod([float(share) for _, share in kept[:after]]))
        expected = {"noise": float(rows[after - 1][1]), "mean": float(rows[after - 1][0]), "root": product**0.5}.get(theorem.slug.split("_")[0])
        if expected is not None:
            assert one == expected and abs(other - expected) <= 1e-15*abs(expected)
        else:
            assert one == product and one <= other


@pytest.mark.parametrize("theorem", [
    case(evidence("diffusion_schedule.noise_step", kind="agreement")),
    case(evidence("diffusion_schedule.noise_after", kind="agreement")),
    case(evidence("diffusion_schedule.mean_step", kind="agreement")),
    case(evidence("diffusion_schedule.mean_after", kind="agreement")),
    case(evidence("diffusion_schedule.root_product", kind="agreement")),
    case(evidence("diffusion_schedule.shrink_step", kind="agreement")),
    case(evidence("diffusion_schedule.shrinks", kind="agreement")),
    case(evidence("diffusion_schedule.below_exponential", kind="agreement")),
])
@pytest.mark.parametrize("betas", [linear_betas(12, 0.05, 0.4), cosine_betas(12)], ids=["linear", "cosine"])
def test_schedules_of_the_program(theorem, betas):
    """Means and variances of `forward_marginal` at every time stand on both sides of the theorem, and so does its ᾱ."""
    x0 = torch.tensor(-1.25)
    marginal = forward_marginal(x0, torch.arange(1, 13), betas)
    share = (marginal.mean/x0)**2
    tables = {"alpha": (1 - betas).tolist(), "m": marginal.mean.tolist(), "v": marginal.variance.tolist()}
    for last in (1, 2, 5, 11):
        after = last + 1 if theorem.slug.endswith("_step") else last
        expected = {"noise": marginal.variance, "mean": marginal.mean, "root": share.sqrt()}.get(theorem.slug.split("_")[0], share)[after - 1]
        one, other = both(theorem, last, tables)
        assert abs(one - expected) <= 1e-12
        if theorem.slug in ("shrink_step", "shrinks"):
            assert abs(other - tables["alpha"][0]) <= 1e-15 and one <= other
        elif theorem.slug == "below_exponential":
            assert one <= other and abs(other - float(torch.exp(-betas[:last].sum()))) <= 1e-12
        else:
            assert abs(other - expected) <= 1e-12


def test_ranges_that_begin_or_end_elsewhere_are_noticed():
    """The mistakes of the chapter give other numbers than the steps do."""
    kept = [(Fraction(1, 2)**k, Fraction(1, 4)**k) for k in (1, 0, 2, 1, 1, 2)]
    rows = taken(kept, Fraction(3), Fraction(1, 3))
    tables = {"alpha": [share for _, share in kept], "m": [m for m, _ in rows], "v": [v for _, v in rows]}
    for name in OVER_TIME:
        theorem = REGISTRY[f"diffusion_schedule.{name}"]
        for twin in theorem.text.twins:
            found = signature(theorem.text.statement, twin.statement, *(h for h, _ in theorem.text.hypotheses))
            functions = {f: np.array([[float(u) for u in tables[f.name]]]) for f in found.functions}
            told = [Reading(Models({}, {found.counts[0]: last}, {}, functions, {}, {}), twin.statement).truth(twin.statement).all() for last in STEPS]
            assert not all(told), twin.mistake


@evidence("diffusion_schedule.step_normal", kind="agreement")
@evidence("diffusion_schedule.step_normal", kind="quadrature")
@pytest.mark.parametrize(("c", "n", "d"), [(0.3, 1.2, 0.7), (0.02, -3.0, 2.5), (0.97, 0.4, 0.05)])
def test_one_step_of_a_normal_law(c, n, d):
    """The right side beside the marginal of a joint normal law, and beside an integral of the two densities."""
    theorem, keep = REGISTRY["diffusion_schedule.step_normal"], np.sqrt(1 - c)
    means, covariance = torch.tensor([n, keep*n]), torch.tensor([[d, keep*d], [keep*d, keep**2*d + c]])
    law = Normal(MultivariateNormal(means, covariance).mean[1], covariance[1, 1].sqrt())
    right = theorem.text.statement.args[1]
    for at in (-2.0, 0.1, 1.5):
        said = float(digits(right, numbers_of({"c": c, "n": n, "d": d, "xt": at}, right)))
        assert abs(said - float(law.log_prob(torch.tensor(at)).exp())) <= 1e-13

        def drawn(x, at=at):
            return float((Normal(keep*x, np.sqrt(c)).log_prob(torch.tensor(at)) + Normal(n, np.sqrt(d)).log_prob(torch.tensor(x))).exp())
        found, error = quad(drawn, n - 12*np.sqrt(d), n + 12*np.sqrt(d), points=[at/keep], limit=400)
        assert error < 1e-7 and abs(said - found) <= 1e-8


def test_every_theorem_of_the_chapter_is_here():
    names = {name.split(".")[1] for name in REGISTRY if name.startswith("diffusion_schedule.")}
    assert names == {*OVER_TIME, "step_normal"} and chapter.T.name == "T"
