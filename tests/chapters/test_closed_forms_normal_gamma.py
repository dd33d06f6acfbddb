"""Every closed form of the Normal-Gamma chapters that `impl` computes, beside it: at 10⁴ inputs and at the edges.

Inputs are shapes from 1e-6 to 1e8, rates and precisions from 1e-3 to 1e3, and one, two or five data; at the edges, shapes at
which the methods of the program change, and laws that are compared with themselves.  Twelve slips in each form, at least, are
noticed by the same comparison.
"""

import numpy as np
import pytest
import torch
from torch.distributions import Normal, kl_divergence

from impl import cavi
from impl import normal_gamma as impl
from tests.support.closed_forms import Form, agrees, each, edges, scales, shapes, slips_are_noticed
from tests.support.columns_in_balls import Columns

torch.set_default_dtype(torch.float64)
COUNTS = (1, 2, 5)  # how many data there are


def inputs(rng: np.random.Generator, size: int, shape_above_one: bool = False) -> list[Columns]:
    """A table for each number of data.  The edges come first: there, in every other row, both laws and the prior are one and
    the data are equal.  The law with the index 1 is any."""
    tables = []
    for count in COUNTS:
        at = edges()
        total = -(-size//len(COUNTS)) + len(at)
        found = {name: shapes(rng, total) for name in ("a", "a0", "a1")}
        found |= {name: scales(rng, total) for name in ("b", "b0", "b1", "l", "l0", "l1")}
        found |= {name: rng.normal(0, 2, total) for name in ("m", "mu0", "m1", "mu", "y", "u1", "u2", "u3", "u4")}
        found["w"] = rng.uniform(np.log(1e-6), np.log(1e8), total)
        data = found["mu0"][:, None] + rng.normal(0, 1, (total, count))*10.0**rng.uniform(-2, 1, total)[:, None]
        for a, b in ("a", "b"), ("a0", "b0"):
            found[a][:len(at)], found[b][:len(at)] = at.T
        found["w"][:len(at)] = np.log(at[:, 0])
        own = slice(len(at)//2, len(at))
        for name in "malb":
            for other in (f"{name}1", f"{name}0" if name != "m" else "mu0"):
                found[other][own] = found[name][own]
        found["mu"][own], found["y"][own], data[own] = found["m"][own], found["m"][own], found["m"][own, None]
        if shape_above_one:
            found |= {name: 1 + found[name] for name in ("a", "a1")}
        found["tau"] = found["a"]/found["b"]*10.0**rng.uniform(-1, 1, total)
        tables.append(Columns(found, {"N": count}, {"x": data}))
    return tables


def updated(rng: np.random.Generator, size: int, centred: bool = False) -> list[Columns]:
    """The same, where the law with the index 1 is the exact posterior.

    Its mean may be zero, as those of the prior and of the data: if it is rounded, by ε, the gap of the best mean field
    grows by half its precision times ε², which counts where the precision is 10¹⁴ and the gap 10⁻⁹.
    """
    tables = inputs(rng, size)
    for columns in tables:
        if centred:
            data = columns.data["x"]
            data[:, data.shape[1] - data.shape[1] % 2:] = 0
            data[:, 1:data.shape[1]:2] = -data[:, :data.shape[1] - 1:2]
            columns.inputs["mu0"][:] = 0
        v = {name: torch.tensor(array) for name, array in (columns.inputs | columns.data).items()}
        exact = impl.posterior(impl.NormalGamma(v["mu0"], v["l0"], v["a0"], v["b0"]), v["x"])
        columns.inputs |= {name: values.numpy() for name, values in zip(("m1", "l1", "a1", "b1"), exact.parameters.unbind(-1), strict=True)}
    return tables


# --- what the program computes ------------------------------------------------------------------------------------------


def prior(v):
    return impl.NormalGamma(v.mu0, v.l0, v.a0, v.b0)


def exact(v):
    return impl.posterior(prior(v), v.x)


def one(v):
    """The law with the index 1."""
    return impl.NormalGamma(v.m1, v.l1, v.a1, v.b1)


FAMILIES = {"structured": impl.NormalGamma, "factored": impl.MeanField}


def law(v, name, **changed):
    """A law of a family, with the exponential of w for some parameters."""
    return FAMILIES[name](v.m, *(v.w.exp() if p in changed else getattr(v, p) for p in "lab"))


def point(v):
    return torch.stack((v.mu, v.tau), -1)


def likelihood(v, data, mu, tau):
    return impl.log_likelihood(data)(torch.stack((mu, tau), -1))


def squares(v):
    """The squares of the data around μ, from the log likelihood at τ = 1."""
    return -2*likelihood(v, v.x, v.mu, torch.ones_like(v.mu)) - v.N*np.log(2*np.pi)


def squares_of_both(v):
    """With those of the prior, from the law of the posterior."""
    found = exact(v)
    return found.precision_scale*(v.mu - found.loc)**2 + 2*found.rate


def score(name, which, **changed):
    return lambda v: impl.score(law(v, name, **changed), point(v), log_parameters=bool(changed))[..., which]


def information(name, log_parameters):
    def program(v):
        u = torch.stack((v.u1, v.u2, v.u3, v.u4), -1)[..., None]
        return (u.mT @ impl.fisher(law(v, name), log_parameters) @ u)[..., 0, 0]
    return program


def bound(name):
    return lambda v: impl.elbo(law(v, name), prior(v), v.x)


def slope(name, which):
    """By autograd through the program's ELBO."""
    def program(v):
        parameters = law(v, name).parameters.clone().requires_grad_()
        value = impl.elbo(FAMILIES[name].from_parameters(parameters), prior(v), v.x)
        return torch.autograd.grad(value.sum(), parameters)[0][..., which]
    return program


def evidence_of(v):
    return impl.log_evidence(prior(v), v.x)


def variances(v):
    return impl.NormalGamma(v.m1, v.l0, v.a1, v.b1).variance[..., 0], impl.MeanField(v.m1, v.l0*v.a1/v.b1, v.a, v.b).variance[..., 0]


def best_gap(v):
    return impl.gap(impl.mean_field_optimum(prior(v), v.x), prior(v), v.x)


def after_mu(v):
    return cavi.optimal_mu(law(v, "factored"), prior(v), v.x)


def after_tau(v):
    return cavi.optimal_tau(law(v, "factored"), prior(v), v.x)


def density_of_mu(v):
    q = after_mu(v)
    return Normal(q.loc, q.precision.rsqrt()).log_prob(v.mu).exp()


def density_of_tau(v):
    """The density of the pair over that of μ."""
    q = after_tau(v)
    return (q.log_prob(point(v)) - Normal(q.loc, q.precision.rsqrt()).log_prob(v.mu)).exp()


def terms_of_tau(v):
    """What the densities of the pair and of τ are made of, in proportion to the latter."""
    q = after_tau(v)
    in_tau = q.shape*(q.rate.log().abs() + v.tau.log().abs()) + q.shape.lgamma().abs() + q.rate*v.tau
    return density_of_tau(v)*(2 + in_tau + q.precision*(v.mu - q.loc)**2 + q.precision.log().abs())


def round_of(v, q):
    return cavi.optimal_tau(cavi.optimal_mu(q, prior(v), v.x), prior(v), v.x)


def left_after(v):
    """What is left of the rate after one round, from a law of τ that has its shape already: a difference of two rates."""
    found, end = rates_after(v)
    return found - end


def rates_after(v):
    return round_of(v, impl.MeanField(v.m, v.l, v.a1 + 0.5, v.b)).rate, impl.mean_field_optimum(prior(v), v.x).rate


FORMS = [
    Form("normal_gamma.symmetric", 0, lambda v: likelihood(v, v.y[:, None], v.mu, v.tau).exp(), "terms"),
    Form("normal_gamma.symmetric", 1, lambda v: likelihood(v, v.y[:, None], v.mu, v.tau).exp(), "terms"),
    Form("normal_gamma.log_likelihood", 0, lambda v: likelihood(v, v.x, v.mu, v.tau), "terms"),
    Form("normal_gamma.log_likelihood", 1, lambda v: likelihood(v, v.x, v.mu, v.tau), "terms"),
    Form("normal_gamma.log_prior", 0, lambda v: prior(v).log_prob(point(v)), "terms"),
    Form("normal_gamma.log_prior", 1, lambda v: prior(v).log_prob(point(v)), "terms"),
    Form("normal_gamma.log_mean_field", 0, lambda v: law(v, "factored").log_prob(point(v)), "terms"),
    Form("normal_gamma.log_mean_field", 1, lambda v: law(v, "factored").log_prob(point(v)), "terms"),
    Form("normal_gamma.log_structured", 0, lambda v: law(v, "structured").log_prob(point(v)), "terms"),
    Form("normal_gamma.log_structured", 1, lambda v: law(v, "structured").log_prob(point(v)), "terms"),
    Form("normal_gamma.sufficient", 0, squares, lambda v: 2*v.N + squares(v)),
    Form("normal_gamma.sufficient", 1, squares, lambda v: 2*v.N + squares(v)),
    Form("normal_gamma.completed", 0, squares_of_both, "terms"),
    Form("normal_gamma.completed", 1, squares_of_both, "terms"),
    Form("normal_gamma.posterior", 0, lambda v: impl.log_joint(prior(v), v.x)(point(v)), "terms"),
    Form("normal_gamma.posterior", 1, lambda v: impl.log_joint(prior(v), v.x)(point(v)), "terms"),
    Form("normal_gamma.posterior", "mN", lambda v: exact(v).loc, "terms"),
    Form("normal_gamma.posterior", "lN", lambda v: exact(v).precision_scale),
    Form("normal_gamma.posterior", "aN", lambda v: exact(v).shape),
    Form("normal_gamma.posterior", "bN", lambda v: exact(v).rate),
    Form("normal_gamma.log_evidence", 1, evidence_of, lambda v: evidence_of(v).abs() + v.N),
    Form("normal_gamma.structured_divergence", 1, lambda v: kl_divergence(law(v, "structured"), one(v)), "terms"),
    Form("normal_gamma.factored_divergence", 1, lambda v: kl_divergence(law(v, "factored"), one(v)), "terms"),
    *(Form(f"normal_gamma_scores.{name}_{parameter}", 1, score(name, which), "terms")
      for name in FAMILIES for which, parameter in enumerate(("loc", "precision", "shape", "rate"))),
    *(Form(f"normal_gamma_scores.{name}_log_{parameter}", 1, score(name, which, **{p: ...}), "terms")
      for name in FAMILIES for which, parameter, p in ((1, "precision", "l"), (2, "shape", "a"), (3, "rate", "b"))),
    *(Form(f"normal_gamma_scores.{name}_shape_rate", 1, lambda v, name=name: impl.fisher(law(v, name))[..., 2, 3]) for name in FAMILIES),
    *(Form(f"normal_gamma_scores.{name}_{'log_'*logs}information", 1, information(name, logs), "terms") for name in FAMILIES for logs in (False, True)),
    *(Form(f"normal_gamma_bound.{name}_form", 1, bound(name), "terms") for name in FAMILIES),
    *(Form(f"normal_gamma_bound.{name}_slope_{parameter}", 1, slope(name, which), "terms")
      for name in FAMILIES for which, parameter in enumerate(("loc", "precision", "shape", "rate"))),
]
ABOVE_ONE = [  # shapes of more than one
    Form("normal_gamma.marginal_variance", 1, lambda v: impl.NormalGamma(v.m, v.l0, v.a, v.b).variance[..., 0]),
    Form("normal_gamma_mean_field.optimum_variance_of_mean", 1, lambda v: variances(v)[0] - variances(v)[1], lambda v: sum(variances(v))),
]
CENTRED = [  # the mean of the exact posterior is no number that is rounded
    Form("normal_gamma_mean_field.mean_field_gap", 1, best_gap),
    Form("normal_gamma_mean_field.nearest", 0, best_gap),
]
UPDATED = [  # the law with the index 1 is the exact posterior
    Form("normal_gamma_mean_field.nearest", 1, lambda v: impl.gap(law(v, "factored"), prior(v), v.x), "terms"),
    Form("cavi_normal_gamma.update_mu", 1, density_of_mu, "terms"),
    Form("cavi_normal_gamma.update_tau", 1, density_of_tau, terms_of_tau),
    Form("cavi_normal_gamma.composed_map", 0, lambda v: round_of(v, law(v, "factored")).rate),
    Form("cavi_normal_gamma.composed_map", 1, lambda v: round_of(v, law(v, "factored")).rate),
    Form("cavi_normal_gamma.contraction", 0, left_after, lambda v: sum(rates_after(v))),
    Form("cavi_normal_gamma.contraction", 1, left_after, lambda v: sum(rates_after(v))),
    Form("cavi_normal_gamma.model_mu", 1, density_of_mu, "terms"),
    Form("cavi_normal_gamma.model_tau", 1, density_of_tau, terms_of_tau),
]

NOTHING = "The mean is m₁, so that its distance from m₁ is zero."
EQUIVALENT = {  # the slips that leave the value as it is, and why
    "cavi_normal_gamma.composed_map, left": {
        **dict.fromkeys((*(f"{slip} (m1 - m1) ** 2 in 1 / (l1 * a / b) + (m1 - m1) ** 2" for slip in ("minus", "the square of", "twice", "half of", "without")),
                         "twice m1 - m1 in (m1 - m1) ** 2", "half of m1 - m1 in (m1 - m1) ** 2", "the next power in (m1 - m1) ** 2",
                         "m1 + 1 for each m1"), NOTHING),
        **dict.fromkeys(("one over l1 for each l1", "l1 + 1 for each l1"), "The variance of μ is one over a multiple of l₁, by which it is multiplied.")},
}
TABLES = ((FORMS, inputs), (ABOVE_ONE, lambda rng, size: inputs(rng, size, shape_above_one=True)), (UPDATED, updated),
          (CENTRED, lambda rng, size: updated(rng, size, centred=True)))
MAKERS = {form.id: make for forms, make in TABLES for form in forms}
ALL = [form for forms, _ in TABLES for form in forms]


@pytest.fixture(scope="module")
def tables(request):
    made = {}

    def of(form) -> list[Columns]:
        make = MAKERS[form.id]
        if make not in made:
            made[make] = make(np.random.default_rng(request.config.getoption("seed")), 10_000)
        return made[make]
    return of


@each(ALL)
def test_the_program_computes_the_closed_form(form, tables):
    agrees(form, tables(form))


@each(ALL)
def test_slips_in_a_closed_form_are_noticed(form, tables, seed):
    slips_are_noticed(form, tables(form), EQUIVALENT.get(form.id, {}), np.random.default_rng(seed))


@pytest.mark.slow
@each(ALL)
def test_every_slip_in_a_closed_form_is_noticed(form, tables):
    slips_are_noticed(form, tables(form), EQUIVALENT.get(form.id, {}))
