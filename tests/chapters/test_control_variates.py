"""The theorems about control variates, on tables: their own formulas beside the estimators of impl, draw by draw."""

import math

import pytest
import torch
from hypothesis import given
from hypothesis import strategies as st

from derivations.attack.numbers import Exact
from derivations.chapters import control_variates as chapter
from impl import elbo, score_function
from tests.support.exact_tables import log
from tests.support.finite_models import case, equal, noticed, sides_agree
from tests.support.importance_weights import tuples

torch.set_default_dtype(torch.float64)
evidence = pytest.mark.evidence


def values(function):
    """A function's table in a model; the letter says that its first axis is no free x."""
    return lambda model: torch.tensor(model.functions[function][0].astype(float)), "z"


def identical(model):
    """The log-probabilities of all S draws in order, as a model has them."""
    found = model.draws("identical", chapter.r(chapter.z), model.counts[chapter.S], Exact)[0]
    return log(found.reshape(-1).tolist()).double()


TABLES = {"p": (chapter.p, "x", "z"), "r": (chapter.r, "z"), "o": (chapter.o, "y"), "e": (chapter.e, "z", "y"),
          "f": values(chapter.f), "g": values(chapter.g), "h": values(chapter.h), "b": values(chapter.b),
          "v": (lambda model: values(chapter.v)[0](model).T, "z"), "a": values(chapter.a), "c": values(chapter.c),
          "S": chapter.S, "K": chapter.K, "identical": (identical, "z")}


def mean(law, table):
    return (law.exp()*table).sum(-1)


def cov(law, one, other):
    return mean(law, (one - mean(law, one)[..., None])*(other - mean(law, other)[..., None]))


def var(law, table):
    return cov(law, table, table)


def best(law, g, h):
    return cov(law, g, h)/var(law, h)


def centred(law, h):
    return h - mean(law, h)[..., None]


# --- the estimators of impl, at every outcome of the draws --------------------------------------------------------


def estimate(estimator, score, signal, *coefficient):
    """An estimator of impl for one parameter: score and signal (draws, …) → (…)."""
    return estimator(score[..., None], signal, *(one[..., None] for one in coefficient))[..., 0]


def single(score, signal, coefficient):
    """score (signal − coefficient), one draw at a time."""
    shape = torch.broadcast_shapes(score.shape, signal.shape, coefficient.shape)
    score, signal, coefficient = (one.expand(shape) for one in (score, signal, coefficient))
    return estimate(score_function.control_variate, score[None], signal[None], coefficient)


def controlled(g, h, a):
    """g − a h: wherever h is not zero, g is h times a signal."""
    g, h = torch.broadcast_tensors(g, h)
    return torch.where(h == 0, g, single(h, g/torch.where(h == 0, 1, h), a))


def averages(g, S):
    """The average of S draws, at every outcome."""
    every = tuples(g, S)
    return estimate(score_function.reinforce, every, torch.ones_like(every))


def independent(law, S):
    return tuples(law, S).sum(0)


def baseline(f, h, S):
    """The mean of the other signals is the baseline, at every outcome of S draws."""
    return estimate(score_function.leave_one_out_baseline, tuples(h, S), tuples(f, S))


def own(f, h, S):
    """The mean of all signals is the baseline."""
    return estimate(score_function.control_variate, tuples(h, S), tuples(f, S), tuples(f, S).mean(0))


def from_others(r, o, g, h, b):
    both = (r[:, None] + o).flatten()
    return mean(both, controlled(g[:, None].expand(len(r), len(o)), centred(r, h)[:, None], b).flatten())


class Posterior:
    """The posterior of a joint law, and the signal and the score of a fit that has reached it."""

    def __init__(self, p, h):
        self.law, self.evidence = elbo.log_posterior(p), elbo.log_evidence(p)
        self.signal = torch.where(self.law > -math.inf, p - self.law, 0)
        self.score = h.expand(self.law.shape)

    def reinforce(self):
        return estimate(score_function.reinforce, self.score[None], self.signal[None])

    def less(self, coefficient):
        return single(self.score, self.signal, coefficient[:, None])

    def square_of_two(self, estimator):
        """The mean square of an estimate from two draws."""
        return mean(independent(self.law, 2), estimate(estimator, tuples(self.score, 2), tuples(self.signal, 2))**2)


def kept(e, v):
    return mean(e, v)


def both(r, e):
    return (r[:, None] + e).flatten()


def spread(r, e, v):
    return var(both(r, e), v.flatten())


def at_coefficient(r, g, h, a):
    return var(r, controlled(g, h, a))


def at_best(r, g, h):
    return at_coefficient(r, g, h, best(r, g, h))


# --- ties ---------------------------------------------------------------------------------------------------------


def on_a_line(model):
    """g is a multiple of h, and the coefficient is the best one."""
    model.functions[chapter.g] = model.functions[chapter.a]*model.functions[chapter.h]


def twice_the_best(model):
    on_a_line(model)
    model.functions[chapter.a] = 2*model.functions[chapter.a]


def without_y(model):
    model.functions[chapter.v] = model.functions[chapter.v][:, :1].repeat(model.size("y"), axis=1)


@pytest.mark.parametrize(("theorem", "sides", "tie"), [
    case(evidence("control_variates.estimator_unbiased", kind="agreement"),
         lambda r, g, S, identical: (mean(identical, averages(g, S)), mean(r, g)), None),
    case(evidence("control_variates.estimator_variance", kind="agreement"),
         lambda r, g, S: (var(independent(r, S), averages(g, S)), var(r, g)/S), None),
    case(evidence("control_variates.control_unbiased", kind="agreement"),
         lambda r, g, h, a: (mean(r, controlled(g, centred(r, h), a)), mean(r, g)), None),
    case(evidence("control_variates.control_variance", kind="agreement"),
         lambda r, g, h, a: (at_coefficient(r, g, h, a), var(r, g) - 2*a*cov(r, g, h) + a**2*var(r, h)), None),
    case(evidence("control_variates.control_square", kind="agreement"),
         lambda r, g, h, a: (at_coefficient(r, g, h, a), at_best(r, g, h) + var(r, h)*(a - best(r, g, h))**2), None),
    case(evidence("control_variates.control_optimum", kind="agreement"),
         lambda r, g, h, a: (at_best(r, g, h), at_coefficient(r, g, h, a)), on_a_line),
    case(evidence("control_variates.control_optimum_only", kind="agreement"),
         lambda r, g, h, a: (equal(at_coefficient(r, g, h, a), at_best(r, g, h)), equal(a, best(r, g, h))), on_a_line),
    case(evidence("control_variates.control_gain", kind="agreement"),
         lambda r, g, h: (at_best(r, g, h), (1 - cov(r, g, h)**2/(var(r, g)*var(r, h)))*var(r, g)), None),
    case(evidence("control_variates.control_wins", kind="agreement"),
         lambda r, g, h, a: (at_coefficient(r, g, h, a) <= var(r, g) + 1e-9, a*(a - 2*best(r, g, h)) <= 1e-9), twice_the_best),
    case(evidence("control_variates.shift_unbiased", kind="agreement"),
         lambda r, f, h, c: (mean(r, single(centred(r, h), f, -c)), mean(r, single(centred(r, h), f, 0*c))), None),
    case(evidence("control_variates.shift_variance", kind="agreement"),
         lambda r, f, h, c: (var(r, single(h, f, -c)), var(r, f*h) + 2*c*cov(r, f*h, h) + c**2*var(r, h)), None),
    case(evidence("control_variates.best_baseline", kind="agreement"),
         lambda r, f, h, a: (var(r, single(h, f, best(r, f*h, h))), var(r, single(h, f, a))), None),
    case(evidence("control_variates.same_sample_bias", kind="agreement"),
         lambda r, f, g, h: (mean(r, controlled(g, centred(r, h), f)) - mean(r, g), -cov(r, f, h)), None),
    case(evidence("control_variates.other_draws", kind="agreement"),
         lambda r, o, g, h, b: (from_others(r, o, g, h, b), mean(r, g)), None),
    case(evidence("control_variates.leave_one_out_unbiased", kind="agreement"),
         lambda r, f, h, K: (mean(independent(r, K + 1), baseline(f, h, K + 1)), cov(r, f, h)), None),
    case(evidence("control_variates.own_draw_shrinks", kind="agreement"),
         lambda r, f, h: (mean(independent(r, 2), own(f, h, 2)), cov(r, f, h)/2), None),
    case(evidence("control_variates.leave_one_out_variance", kind="agreement"),
         lambda r, f, h, K: (mean(independent(r, K + 1), baseline(f, h, K + 1)**2) - cov(r, f, h)**2,
                             (mean(r, centred(r, f)**2*centred(r, h)**2) + (var(r, f)*var(r, h) - (K - 1)*cov(r, f, h)**2)/K)/(K + 1)), None),
    case(evidence("control_variates.posterior_mean", kind="agreement"),
         lambda p, h: (mean((q := Posterior(p, h)).law, q.reinforce()), q.evidence*mean(q.law, q.score)), None),
    case(evidence("control_variates.posterior_reinforce", kind="agreement"),
         lambda p, h: (var((q := Posterior(p, h)).law, q.reinforce()), q.evidence**2*var(q.law, q.score)), None),
    case(evidence("control_variates.posterior_coefficient", kind="agreement"),
         lambda p, h: (best((q := Posterior(p, h)).law, q.reinforce(), q.score), q.evidence), None),
    case(evidence("control_variates.posterior_zero_variance", kind="agreement"),
         lambda p, h: (var((q := Posterior(p, h)).law, q.less(q.evidence)), 0), None),
    case(evidence("control_variates.posterior_leave_one_out", kind="agreement"),
         lambda p, h: (Posterior(p, h).square_of_two(score_function.leave_one_out_baseline), 0), None),
    case(evidence("control_variates.average_unbiased", kind="agreement"),
         lambda r, e, v: (mean(r, kept(e, v)), mean(both(r, e), v.flatten())), None),
    case(evidence("control_variates.total_variance", kind="agreement"),
         lambda r, e, v: (spread(r, e, v), var(r, kept(e, v)) + mean(r, var(e, v))), None),
    case(evidence("control_variates.rao_blackwell", kind="agreement"),
         lambda r, e, v: (var(r, kept(e, v)), spread(r, e, v)), None),
    case(evidence("control_variates.rao_blackwell_equality", kind="agreement"),
         lambda r, e, v: (equal(var(r, kept(e, v)), spread(r, e, v)),
                          (((r[:, None] + e) == -math.inf) | equal(v, kept(e, v)[:, None].expand_as(v))).all()), without_y),
])
@given(data=st.data())
def test_sides_agree(theorem, sides, tie, data):
    sides_agree(theorem, sides, tie, TABLES, data)


@pytest.mark.parametrize(("theorem", "sides", "tie"), [
    (chapter.estimator_unbiased, lambda r, g, S: (None, mean(r, g)/S), None),
    (chapter.estimator_variance, lambda r, g, S: (None, var(r, g)/S**2), None),
    (chapter.control_unbiased, lambda r, g, h, a: (mean(r, controlled(g, h, a)), None), None),
    (chapter.control_variance, lambda r, g, h, a: (None, var(r, g) + a**2*var(r, h)), None),
    (chapter.control_optimum, lambda r, g, h, a: (at_coefficient(r, g, h, cov(r, g, h)), None), None),
    (chapter.control_optimum_only, lambda r, g, h, a: (None, equal(a, cov(r, g, h))), on_a_line),
    (chapter.control_wins, lambda r, g, h, a: (None, a*(a - best(r, g, h)) <= 1e-9), twice_the_best),
    (chapter.shift_variance, lambda r, f, h, c: (var(r, f*h), None), None),
    (chapter.best_baseline, lambda r, f, h, a: (var(r, single(h, f, mean(r, f))), None), None),
    (chapter.best_baseline, lambda r, f, h, a: (var(r, single(h, f, best(r, f, h))), None), None),
    (chapter.same_sample_bias, lambda r, f, h: (None, cov(r, f, h)), None),
    (chapter.leave_one_out_unbiased, lambda r, f, h, K: (mean(independent(r, K + 1), own(f, h, K + 1)), None), None),
    (chapter.own_draw_shrinks, lambda r, f, h: (mean(independent(r, 2), baseline(f, h, 2)), None), None),
    (chapter.leave_one_out_variance, lambda r, f, h, K: (None, (mean(r, centred(r, f)**2*centred(r, h)**2) - cov(r, f, h)**2)/(K + 1)), None),
    (chapter.leave_one_out_variance, lambda r, f, h, K: (mean(independent(r, K + 1), own(f, h, K + 1)**2) - cov(r, f, h)**2, None), None),
    (chapter.posterior_reinforce, lambda p, h: (None, Posterior(p, h).evidence*mean(Posterior(p, h).law, h)), None),
    (chapter.posterior_zero_variance, lambda p, h: (var((q := Posterior(p, h)).law, q.reinforce()), None), None),
    (chapter.posterior_leave_one_out, lambda p, h: (Posterior(p, h).square_of_two(score_function.reinforce), None), None),
    (chapter.total_variance, lambda r, e, v: (None, var(r, kept(e, v))), None),
    (chapter.rao_blackwell, lambda r, e, v: (spread(r, e, v), None), None),
    (chapter.rao_blackwell_equality, lambda r, e, v: (None, equal(v, v.mean()).all()), without_y),
])
def test_a_wrong_side_is_noticed(theorem, sides, tie):
    assert noticed(theorem, sides, TABLES, tie)
