"""The gradients of the score-function chapter: their own formulas in families drawn at random, beside autograd and the code."""

from itertools import product

import numpy as np
import pytest
import torch
from hypothesis import Phase, assume, given, settings
from hypothesis import strategies as st

from derivations.attack.families import squares
from derivations.attack.models import Models, random_models, signature
from derivations.chapters import score_function as chapter
from impl import elbo, normal_gamma
from impl import score_function as impl
from impl.monte_carlo import MeanTest
from impl.normal_gamma import NormalGamma
from tests.support.finite_models import Reading, assert_equal, case, log_table

torch.set_default_dtype(torch.float64)
evidence = pytest.mark.evidence


AXES = {"o": ("y",), "p": ("x", "z"), "r": ("z",), "w": ("y", "z")}  # of the laws that do not move


class Drawn:
    """A model with families as tables for torch; `q`, `o` and `p` are log densities, z their last axis."""

    def __init__(self, model):
        self.model = model
        self.laws = {law.name: law for law in model.weights}

    def number(self, name):
        """A function's table, or the value of a parameter."""
        thing = getattr(chapter, name)
        table = self.model.reals[thing] if thing in self.model.reals else self.model.functions[thing]
        return torch.tensor(np.asarray(table[0]).astype(float))

    f, a, b, c, h, u, v, phi, psi, theta = (
        property(lambda self, name=name: self.number(name)) for name in ("f", "a", "b", "c", "h", "u", "v", "phi", "psi", "theta"))

    def law(self, name):
        """The log densities of a law that does not move, or of a family at ψ."""
        if self.laws[name].parameters:
            return self.family(name, self.psi)
        return log_table(self.model, self.laws[name], *AXES[name])

    o, p, r, w = (property(lambda self, name=name: self.law(name)) for name in ("o", "p", "r", "w"))

    def family(self, name, value):
        """The log densities of a family at a value of its parameter; every state has mass."""
        coefficients = torch.tensor(self.model.weights[self.laws[name]][0].astype(float))
        weights = coefficients[..., 0] + sum(c*(value - shift)**2 for c, (_, shift) in zip(
            coefficients[..., 1:].unbind(-1), squares(1), strict=True))
        assume(bool((weights > 0).all()))
        return weights.log() - weights.sum().log()

    def q(self, value=None):
        return self.family("q", self.phi if value is None else value)

    def moved(self, function, order=1, at=None):
        """The derivative of a function of φ, or at another value."""
        for _ in range(order):
            function = torch.func.jacrev(function)
        return function(self.phi if at is None else at)

    @property
    def score(self):
        return self.moved(self.q)


def reinforced(m, signal):
    """The mean of `reinforce` over all single draws, for a row of signals or several."""
    signal = torch.nan_to_num(signal, nan=0.0, neginf=0.0)  # there the hypotheses do not hold
    each = impl.reinforce(m.score.expand_as(signal)[None, ..., None], signal[None]).squeeze(-1)
    return (m.q().exp()*each).sum(-1)


def of_both(m, u):
    """The mean of a quantity (y, z) where the factors are independent."""
    return ((m.o[:, None] + m.q()).exp()*u).sum()


def spread(m, u):
    return of_both(m, u**2) - of_both(m, u)**2


def signals(m):
    return m.p - m.q()


def posterior_signals(m):
    assume(bool((m.p.exp().sum(-1) > 0).all()))
    return elbo.log_posterior(m.p) - m.q()


def left(m, signal, baseline):
    """The variance of `control_variate` over all single draws, for a row of signals or several."""
    signal = finite(signal)
    shift = torch.nan_to_num(torch.as_tensor(baseline, dtype=signal.dtype)).expand_as(signal)[..., None]
    each = impl.control_variate(m.score.expand_as(signal)[None, ..., None], signal[None], shift).squeeze(-1)
    return (m.q().exp()*each**2).sum(-1) - (m.q().exp()*each).sum(-1)**2


def tilted(m, signal):
    """The mean of a signal times the squared score; for 1, the Fisher information."""
    return (m.q().exp()*m.score**2*finite(torch.as_tensor(signal))).sum(-1)


def close(a, b):
    return (a - b).abs() <= 1e-9*(1 + b.abs())


def elbo_slope(m):
    return m.moved(lambda phi: elbo.elbo(m.p, m.q(phi).expand_as(m.p)))


def factor_slope(m, terms):
    """The derivative of the bound of two factors in the parameter of the first, where the model has some terms (y, z)."""
    return m.moved(lambda phi: ((m.q(phi) + m.o[:, None]).exp()*(terms - m.q(phi))).sum())


def after_a_step(m, squares=True):
    """The mean square of θ after a step, or what the theorem makes of it."""
    noise, weights = m.h - (m.r.exp()*m.h).sum(), (m.o[:, None] + m.r).exp()
    if squares:
        return (weights*((1 - m.c)*m.b[:, None] - m.c*noise)**2).sum()
    return (1 - m.c)**2*(m.o.exp()*m.b**2).sum() + m.c**2*(m.r.exp()*noise**2).sum()


def finite(logs):
    return torch.nan_to_num(logs, neginf=0.0)  # there the hypotheses do not hold


@pytest.mark.parametrize(("theorem", "sides"), [
    case(evidence("score_function.no_mass", kind="agreement"), lambda m: (m.moved(lambda phi: m.q(phi).exp()).sum(), 0)),
    case(evidence("score_function.zero_score", kind="agreement"),
         lambda m: (reinforced(m, torch.ones_like(m.score)), 0)),
    case(evidence("score_function.gradient", kind="agreement"),
         lambda m: (m.moved(lambda phi: elbo.expectation(m.q(phi), m.f)), reinforced(m, m.f))),
    case(evidence("score_function.elbo_gradient", kind="agreement"), lambda m: (elbo_slope(m), reinforced(m, signals(m)))),
    case(evidence("score_function.evidence_drops", kind="agreement"),
         lambda m: (elbo_slope(m), reinforced(m, posterior_signals(m)))),
    case(evidence("score_function.baseline", kind="agreement"),
         lambda m: (elbo_slope(m), reinforced(m, signals(m) - m.a))),
    case(evidence("score_function.baseline_variance", kind="agreement"),
         lambda m: (left(m, m.f, m.a), left(m, m.f, 0) - 2*m.a*tilted(m, m.f) + m.a**2*tilted(m, 1))),
    case(evidence("score_function.baseline_bound", kind="agreement"),
         lambda m: (left(m, m.f, tilted(m, m.f)/tilted(m, 1)), left(m, m.f, m.a))),
    case(evidence("score_function.best_reinforce_baseline", kind="agreement"),
         lambda m: (close(left(m, m.f, m.a), left(m, m.f, tilted(m, m.f)/tilted(m, 1))), close(m.a*tilted(m, 1), tilted(m, m.f)))),
    case(evidence("score_function.elbo_baseline", kind="agreement"),
         lambda m: (left(m, signals(m), m.a), left(m, signals(m), (best := tilted(m, signals(m))/tilted(m, 1))[:, None])
                    + tilted(m, 1)*(m.a - best)**2)),
    case(evidence("score_function.fisher", kind="agreement"),
         lambda m: ((m.q().exp()*m.score**2).sum(), -(m.q().exp()*m.moved(m.q, 2)).sum())),
    case(evidence("score_function.density_times_score", kind="agreement"),
         lambda m: (m.moved(lambda phi: m.q(phi).exp()), m.q().exp()*m.score)),
    case(evidence("score_function.entropy_gradient", kind="agreement"),
         lambda m: (-m.moved(lambda phi: (m.q(phi).exp()*m.q(phi)).sum()), -reinforced(m, m.q()))),
    case(evidence("score_function.model_gradient", kind="agreement"),
         lambda m: (m.moved(lambda theta: (m.q().exp()*m.family("p", theta)).sum(-1), at=m.theta),
                    (m.q().exp()*m.moved(lambda theta: m.family("p", theta), at=m.theta)).sum(-1))),
    case(evidence("score_function.fisher_identity", kind="agreement"),
         lambda m: (m.moved(lambda phi: elbo.log_evidence(m.family("p", phi))),
                    (elbo.log_posterior(m.family("p", m.phi)).exp()*m.moved(lambda phi: m.family("p", phi))).sum(-1))),
    case(evidence("score_function.blanket", kind="agreement"),
         lambda m: (factor_slope(m, finite(m.w)), of_both(m, m.score*(finite(m.w) - m.q())))),
    case(evidence("score_function.factor_gradient", kind="agreement"),
         lambda m: (factor_slope(m, m.v + m.b[:, None]), of_both(m, m.score*(m.v - m.q())))),
    case(evidence("score_function.blanket_factor_needed", kind="agreement"),
         lambda m: (factor_slope(m, m.u + m.v + m.b[:, None]) - of_both(m, m.score*(m.v - m.q())), of_both(m, m.score*m.u))),
    case(evidence("score_function.dropped_unbiased", kind="agreement"),
         lambda m: (of_both(m, m.score*(m.v + m.b[:, None])), of_both(m, m.score*m.v))),
    case(evidence("score_function.dropped_wins", kind="agreement"),
         lambda m: (spread(m, m.score*m.v) <= spread(m, m.score*(m.v + m.b[:, None])) + 1e-9,
                    of_both(m, m.score**2*m.b[:, None]*(2*m.v + m.b[:, None])) >= -1e-9)),
    case(evidence("score_function.step_rule", kind="agreement"), lambda m: (after_a_step(m), after_a_step(m, squares=False))),
])
@given(st.integers(0, 2**32), st.tuples(*[st.integers(1, 3)]*3))
def test_sides_agree(theorem, sides, seed, lengths):
    sides_agree(theorem, sides, seed, lengths)


def sides_agree(theorem, sides, seed, lengths):
    statement, hypotheses = theorem.text.statement, [h for h, _ in theorem.text.hypotheses]
    found = signature(statement, *hypotheses)
    sizes = {space: n for space, n in zip("xyz", lengths, strict=True) if space in found.spaces}
    drawn = random_models(found, sizes, {}, 1, np.random.default_rng(seed), 0.3)
    model = Models(sizes, {}, drawn.weights, drawn.functions, {}, {}, None, drawn.reals)
    got = sides(Drawn(model))
    reading = Reading(model, statement, *hypotheses)
    held = reading.held(hypotheses)
    assume(held.any())
    for side, value in zip(statement.args, got, strict=True):
        if value is None:
            continue
        if torch.as_tensor(value).dtype == torch.bool:
            assert (torch.as_tensor(value).numpy() == reading.truth(side))[held].all()
        else:
            want = reading.value(side)
            assert_equal(torch.as_tensor(value).double().reshape(want.shape if torch.as_tensor(value).numel() > 1 else ()), want, held)


@pytest.mark.parametrize(("theorem", "sides"), [
    (chapter.elbo_gradient, lambda m: (None, reinforced(m, m.p))),
    (chapter.elbo_gradient, lambda m: (-elbo_slope(m), None)),
    (chapter.evidence_drops, lambda m: (None, reinforced(m, m.p))),
    (chapter.baseline, lambda m: (None, reinforced(m, signals(m)) - m.a)),
    (chapter.baseline_variance, lambda m: (None, left(m, m.f, 0) + m.a**2*tilted(m, 1))),
    (chapter.baseline_bound, lambda m: (left(m, m.f, (m.q().exp()*m.f).sum()), None)),
    (chapter.elbo_baseline, lambda m: (None, left(m, signals(m), (m.q().exp()*finite(signals(m))).sum(-1, keepdim=True)))),
    (chapter.fisher, lambda m: (None, (m.q().exp()*m.moved(m.q, 2)).sum())),
    (chapter.blanket, lambda m: (None, -of_both(m, m.score*m.q()))),
    (chapter.factor_gradient, lambda m: (None, of_both(m, m.score*m.v))),
    (chapter.blanket_factor_needed, lambda m: (None, of_both(m, m.u))),
    (chapter.density_times_score, lambda m: (m.score, None)),
    (chapter.entropy_gradient, lambda m: (None, reinforced(m, m.q()))),
    (chapter.fisher_identity, lambda m: (None, m.moved(lambda phi: m.family("p", phi)).sum(-1))),
    (chapter.dropped_wins, lambda m: (None, of_both(m, m.score**2*m.b[:, None]*m.v) >= -1e-9)),
    (chapter.step_rule, lambda m: (None, (1 - m.c)**2*(m.o.exp()*m.b**2).sum())),
])
def test_a_wrong_side_is_noticed(theorem, sides):
    check = given(st.integers(0, 2**32))(lambda seed: sides_agree(theorem, sides, seed, (2, 2, 3)))
    with pytest.raises(AssertionError):
        settings(database=None, phases=[Phase.generate], max_examples=500)(check)()  # one wrong side is true in nine of ten models


# --- the code on a whole model ------------------------------------------------------------------------------------

SIZES = (2, 3, 2)


def graph(generator):
    """Factors of a chain of three variables, a factor of the first alone, and the logits of a mean-field law."""
    def table(*sizes):
        return torch.randn(sizes, generator=generator)
    return ([((0,), table(2)), ((0, 1), table(2, 3)), ((1, 2), table(3, 2))], [table(n) for n in SIZES])


def exact_elbo(factors, logits):
    logs = [each.log_softmax(-1) for each in logits]
    bound = torch.zeros(())
    for z in product(*map(range, SIZES)):
        chance = sum(each[i] for each, i in zip(logs, z, strict=True))
        bound = bound + chance.exp()*(sum(t[tuple(z[i] for i in scope)] for scope, t in factors) - chance)
    return bound


@evidence("score_function.blanket", kind="exact")
@evidence("score_function.factor_gradient", kind="exact")
@given(st.integers(0, 2**32))
def test_the_blanket_has_the_gradient_of_the_whole_bound(seed):
    """Over all draws of a chain, each with its probability; and a factor of the blanket that is left out is missed."""
    factors, logits = graph(torch.Generator().manual_seed(seed))
    leaves = [each.clone().requires_grad_() for each in logits]
    want = torch.autograd.grad(exact_elbo(factors, leaves), leaves)
    chance = {z: torch.stack([each.softmax(-1)[i] for each, i in zip(logits, z, strict=True)]).prod()
              for z in product(*map(range, SIZES))}

    def average(kept):
        found = [torch.zeros_like(each) for each in logits]
        for z, weight in chance.items():
            for total, got in zip(found, impl.rao_blackwell(kept, logits, torch.tensor([z])), strict=True):
                total += weight*got
        return found

    for got, each in zip(average(factors), want, strict=True):
        torch.testing.assert_close(got, each, rtol=1e-10, atol=1e-10)
    missed = average([factors[0], factors[2]])[0]
    assert not torch.allclose(missed, want[0], rtol=1e-6, atol=1e-6)


@evidence("score_function.elbo_gradient", kind="monte-carlo")
@evidence("score_function.baseline", kind="monte-carlo")
@pytest.mark.parametrize("baseline", [0.0, -2.0])
def test_the_mean_of_the_estimates_is_the_gradient(baseline, generator, spend):
    """Null hypothesis: the mean is the exact gradient.  The weakest wrong formula that is killed leaves out log q, which is
    off by 0.11; the variance is computed over the three states."""
    joint, logits = torch.tensor([0.1, 0.3, 0.05]).log(), torch.tensor([0.4, -0.3, 0.1], requires_grad=True)
    (want,) = torch.autograd.grad(elbo.elbo(joint, logits.log_softmax(-1)), logits)
    law = logits.detach().softmax(-1)
    score, signal = torch.eye(3) - law, joint - law.log() - baseline
    each = (score*signal[:, None])[:, 0]
    without = (law*score[:, 0]*joint).sum() - want[0]
    variance = float((law*each**2).sum() - (law*each).sum()**2)
    test = spend(MeanTest.detecting(0.9*float(without.abs()), variance*(1 + 1e-9), 1e-9))
    places = torch.multinomial(law, test.samples, replacement=True, generator=generator)
    assert bool(test.accepts(each[places], want[0]))
    torch.testing.assert_close(impl.reinforce(score[places], signal[places])[0], each[places].mean(), rtol=1e-10, atol=1e-10)
    assert not bool(test.accepts((score[:, 0]*(joint - baseline))[places], want[0]))


PRIOR, DATA = NormalGamma(1.0, 0.1, 1.0, 2.0), torch.tensor([0.3, 2.1, -0.7, 1.9, 1.2, -1.4, 2.6])


def ascent(estimator, start, steps):
    joint = normal_gamma.log_joint(PRIOR, DATA)
    generator = torch.Generator().manual_seed(0)
    return impl.fit(start, joint, estimator, steps, 8, 0.01, generator, natural=True).q.parameters


@evidence("score_function.evidence_drops", kind="training")
@evidence("control_variates.posterior_leave_one_out", kind="training")
@evidence("control_variates.posterior_zero_variance", kind="training")
@evidence("control_variates.posterior_reinforce", kind="training")
def test_a_fit_from_the_posterior_stays_there_with_a_baseline_only():
    """Fifty steps of constant size: the draws that are each other's baseline, and the log evidence as a baseline, do not
    move it; without a baseline it leaves."""
    best, top = normal_gamma.posterior(PRIOR, DATA), float(normal_gamma.log_evidence(PRIOR, DATA))

    def known(score, signal):
        return impl.control_variate(score, signal, torch.full_like(score[0], top))

    for estimator in ("leave_one_out_baseline", known):
        torch.testing.assert_close(ascent(estimator, best, 50), best.parameters, rtol=1e-8, atol=1e-8)
    moved = (ascent("reinforce", best, 50) - best.parameters).abs().max()
    assert float(moved) > 1e-2


@evidence("control_variates.posterior_mean", kind="exact")
@evidence("control_variates.posterior_reinforce", kind="exact")
@evidence("control_variates.posterior_coefficient", kind="exact")
def test_at_the_posterior_each_draw_has_the_log_evidence_as_signal(generator):
    best, top = normal_gamma.posterior(PRIOR, DATA), float(normal_gamma.log_evidence(PRIOR, DATA))
    value = best.rsample((50,), generator)
    signal = normal_gamma.log_joint(PRIOR, DATA)(value) - best.log_prob(value)
    score = normal_gamma.score(best, value)
    torch.testing.assert_close(signal, torch.full((50,), top), rtol=1e-9, atol=1e-9)
    torch.testing.assert_close(impl.reinforce(score, signal), top*score.mean(0), rtol=1e-8, atol=1e-8)
    torch.testing.assert_close(impl.estimated_coefficient(score, signal), torch.full((4,), top), rtol=1e-8, atol=1e-8)
