"""The theorems of the score-function chapter in fractions: weights that are polynomials in φ, and examples by hand."""

from fractions import Fraction
from functools import partial
from itertools import product

import numpy as np
import pytest
import torch
from hypothesis import given
from hypothesis import strategies as st
from mpmath import mp

from derivations.attack.certificate import certify
from derivations.attack.effort import CLEAR_GAP
from derivations.attack.models import Models, signature
from derivations.chapters import score_function as chapter
from impl import elbo
from impl import score_function as impl
from tests.support.finite_models import Reading, assert_equal

torch.set_default_dtype(torch.float64)
evidence = pytest.mark.evidence


@st.composite
def families(draw):
    """The weights a + b φ² of up to four states at a rational φ, with their first two derivatives; and the value."""
    size, phi = draw(st.integers(1, 4)), Fraction(draw(st.integers(-4, 4)), 2)
    pairs_ = [(draw(st.integers(1, 9)), draw(st.integers(0, 9))) for _ in range(size)]
    return [(a + b*phi**2, 2*b*phi, Fraction(2*b)) for a, b in pairs_]


def quotient(weights, values):
    """A mean under the weights and its derivative, by the rule for quotients."""
    top, total = (tuple(sum((w[k]*v for w, v in zip(weights, each, strict=True)), Fraction(0)) for k in range(2))
                  for each in (values, [1]*len(weights)))
    return top[0]/total[0], (top[1]*total[0] - top[0]*total[1])/total[0]**2


def scored(weights):
    """Probabilities, scores, and the second derivatives of the log probabilities."""
    total = [sum((w[k] for w in weights), Fraction(0)) for k in range(3)]
    law = [w[0]/total[0] for w in weights]
    scores = [w[1]/w[0] - total[1]/total[0] for w in weights]
    curved = [w[2]/w[0] - (w[1]/w[0])**2 - total[2]/total[0] + (total[1]/total[0])**2 for w in weights]
    return law, scores, curved


def averaged(*columns):
    found = Fraction(0)
    for row in zip(*columns, strict=True):
        part = Fraction(1)
        for factor in row:
            part *= factor
        found += part
    return found


@evidence("score_function.no_mass", kind="exact")
@evidence("score_function.density_times_score", kind="exact")
@evidence("score_function.zero_score", kind="exact")
@evidence("score_function.gradient", kind="exact")
@evidence("score_function.fisher", kind="exact")
@given(families(), st.data())
def test_scores_in_fractions(weights, data):
    law, scores, curved = scored(weights)
    values = [Fraction(data.draw(st.integers(-9, 9))) for _ in law]
    assert averaged(law, scores) == 0
    for i, (chance, score) in enumerate(zip(law, scores, strict=True)):
        assert quotient(weights, [int(i == j) for j in range(len(law))])[1] == chance*score
    assert quotient(weights, values)[1] == averaged(law, values, scores)
    assert averaged(law, scores, scores) == -averaged(law, curved)


def test_the_curvature_is_not_the_variance_where_a_density_touches_zero():
    """Weights 1 and φ² at φ = 0: only the first state has mass.  Its score is 0, and log q = −log(1 + φ²) there."""
    weights = [(1, 0, 0), (0, 0, 2)]
    total = [sum(w[k] for w in weights) for k in range(3)]
    score, curvature = weights[0][1] - total[1], weights[0][2] - weights[0][1]**2 - total[2] + total[1]**2
    assert (score, curvature) == (0, -2)
    assert score**2 != -curvature


def varied(law, scores, signal, baseline):
    """The variance of a score times a signal less a baseline, from its definition."""
    each = [(f - baseline)*s for f, s in zip(signal, scores, strict=True)]
    return averaged(law, [(u - averaged(law, each))**2 for u in each])


@evidence("score_function.baseline_variance", kind="exact")
@evidence("score_function.baseline_bound", kind="exact")
@evidence("score_function.best_reinforce_baseline", kind="exact")
@evidence("score_function.elbo_baseline", kind="exact")
@given(families(), st.data())
def test_baselines_in_fractions(weights, data):
    """The variance is computed from its definition at every baseline of a map.  A parabola through three of its points has
    the lowest point where the theorem says that it is; a signal may be any number, so it may be a difference of logarithms."""
    law, scores, _ = scored(weights)
    signal = [Fraction(data.draw(st.integers(-9, 9)), data.draw(st.integers(1, 3))) for _ in law]
    information, variance = averaged(law, scores, scores), partial(varied, law, scores, signal)
    curve, slope = (variance(1) + variance(-1))/2 - variance(0), (variance(1) - variance(-1))/2
    assert curve == information
    assert slope == -2*averaged(law, signal, scores, scores)
    if information:
        best = averaged(law, signal, scores, scores)/information
        assert -slope/(2*curve) == best
        assert variance(best) == variance(0) - best**2*information
        for a in (*(Fraction(n, 2) for n in range(-8, 9)), 2*best, averaged(law, signal)):
            assert variance(a) == variance(best) + information*(a - best)**2
            assert (variance(a) == variance(best)) == (a == best)
            assert variance(a) >= variance(best)


def test_the_mean_signal_may_be_worse_than_no_baseline():
    """Three states, their scores 3, 0 and −1 with chances 1/8, 1/2 and 3/8; the signal counts the second: its mean is one
    half, and it is zero wherever the score is not."""
    law, scores, signal = [Fraction(n, 8) for n in (1, 4, 3)], (3, 0, -1), (0, 1, 0)
    assert averaged(law, scores) == 0
    assert [varied(law, scores, signal, a) for a in (0, averaged(law, signal))] == [0, Fraction(3, 8)]


@evidence("score_function.best_reinforce_baseline", kind="exact")
def test_the_example_of_the_best_baseline():
    """The chance of one is 9/10, and the parameter is its log odds: the weights are 1 and the odds, which are their own
    derivative."""
    law, scores, _ = scored([(Fraction(1), Fraction(0), Fraction(0)), (Fraction(9), Fraction(9), Fraction(9))])
    signal, tenth = (Fraction(0), Fraction(1)), Fraction(1, 10)
    assert (law, scores) == ([tenth, 9*tenth], [-9*tenth, tenth])
    assert averaged(law, signal, scores, scores)/averaged(law, scores, scores) == tenth
    assert averaged(law, signal) == 9*tenth
    assert [varied(law, scores, signal, a) for a in (tenth, 0, 9*tenth)] == [0, 9*tenth**4, 64*9*tenth**4]


@evidence("score_function.dropped_unbiased", kind="exact")
@evidence("score_function.dropped_wins", kind="exact")
@given(families(), st.integers(1, 3), st.data())
def test_dropped_terms_in_fractions(weights, columns, data):
    """A map over multiples of the dropped term: on both sides of where the theorem says that dropping it pays."""
    law, scores, _ = scored(weights)
    other = [Fraction(1, columns)]*columns
    v = {(i, j): Fraction(data.draw(st.integers(-4, 4))) for i, j in product(range(len(law)), range(columns))}
    b = [Fraction(data.draw(st.integers(-4, 4))) for _ in other]

    def mean(u):
        return sum((law[i]*other[j]*u(i, j) for i, j in v), Fraction(0))

    def spread_with(size):
        middle = mean(lambda i, j: scores[i]*(v[i, j] + size*b[j]))
        return mean(lambda i, j: (scores[i]*(v[i, j] + size*b[j]))**2) - middle**2

    def gained(size):
        return mean(lambda i, j: scores[i]**2*size*b[j]*(2*v[i, j] + size*b[j]))

    for size in range(-3, 4):
        assert mean(lambda i, j: scores[i]*v[i, j]) == mean(lambda i, j, size=size: scores[i]*(v[i, j] + size*b[j]))
        assert (spread_with(0) <= spread_with(size)) == (gained(size) >= 0)


@evidence("score_function.fisher_identity", kind="exact")
@given(families(), st.data())
def test_the_gradient_of_the_log_evidence_in_fractions(weights, data):
    """The states are those of z at one x, and of all else: the evidence is the mass of the first ones."""
    law, scores, _ = scored(weights)
    size = data.draw(st.integers(1, len(law)))
    mass, moved = quotient(weights, [int(i < size) for i in range(len(law))])
    posterior = [chance/mass for chance in law[:size]]
    assert moved/mass == averaged(posterior, scores[:size])


@evidence("score_function.elbo_gradient", kind="exact")
@evidence("score_function.entropy_gradient", kind="exact")
@evidence("score_function.model_gradient", kind="exact")
@evidence("score_function.evidence_drops", kind="exact")
@evidence("score_function.baseline", kind="exact")
@given(st.lists(st.tuples(st.integers(1, 9), st.integers(0, 9), st.integers(1, 20)), min_size=1, max_size=4),
       st.integers(-4, 4), st.integers(-9, 9))
def test_the_gradient_of_the_elbo_by_differences_of_fifty_digits(rows, phi, baseline):
    weights = [(Fraction(a + b*phi**2), Fraction(2*b*phi), Fraction(2*b)) for a, b, _ in rows]
    law, scores, _ = (torch.tensor([float(s) for s in column]) for column in scored(weights))
    joint = torch.tensor([float(n) for *_, n in rows])/40

    def bound(value):
        masses = [a + b*value**2 for a, b, _ in rows]
        return sum(w/sum(masses)*mp.log(mp.mpf(n)/40/(w/sum(masses))) for w, (*_, n) in zip(masses, rows, strict=True))

    def entropy(value):
        masses = [a + b*value**2 for a, b, _ in rows]
        return -sum(w/sum(masses)*mp.log(w/sum(masses)) for w in masses)

    def fixed_mean(value):
        """The mean of the log density under a law that does not move, which has the weights of the joint density."""
        masses = [a + b*value**2 for a, b, _ in rows]
        return sum(mp.mpf(n)*mp.log(w/sum(masses)) for w, (*_, n) in zip(masses, rows, strict=True))/sum(n for *_, n in rows)

    with mp.workdps(50):
        want, of_entropy, of_model = (float(mp.diff(function, mp.mpf(phi))) for function in (bound, entropy, fixed_mean))
    got = elbo.expectation((joint/joint.sum()).log(), scores)
    assert abs(float(got) - of_model) <= 1e-10*(1 + abs(of_model))
    got = -(law*impl.reinforce(scores[None, :, None], law.log()[None]).squeeze(-1)).sum()
    assert abs(float(got) - of_entropy) <= 1e-10*(1 + abs(of_entropy))
    for signal in (joint.log() - law.log(), elbo.log_posterior(joint.log()) - law.log(), joint.log() - law.log() - baseline):
        got = (law*impl.reinforce(scores[None, :, None], signal[None]).squeeze(-1)).sum()
        assert abs(float(got) - want) <= 1e-10*(1 + abs(want) + abs(baseline))


# --- which terms count --------------------------------------------------------------------------------------------


@evidence("score_function.blanket_factor_needed", kind="exact")
@given(families(), st.integers(1, 3), st.data())
def test_what_is_missing_without_a_factor_in_fractions(weights, columns, data):
    """The derivative of the mean of all terms by the rule for quotients.  That of the mean of −log q is on both sides."""
    law, scores, _ = scored(weights)
    u, v = ([[Fraction(data.draw(st.integers(-4, 4))) for _ in law] for _ in range(columns)] for _ in "uv")
    b = [Fraction(data.draw(st.integers(-4, 4))) for _ in range(columns)]
    total = sum(quotient(weights, [ui + vi + of_y for ui, vi in zip(*rows, strict=True)])[1] for *rows, of_y in zip(u, v, b, strict=True))
    kept, missing = (sum(averaged(law, scores, row) for row in table) for table in (v, u))
    assert total - kept == missing


FACTORS = (lambda left, right, z: z, lambda left, right, z: int(left == z), lambda left, right, z: int(right == z))
NEIGHBOURS = list(product((0, 1), repeat=2))  # the states of y


def example(out):
    """The model of `blanket_factor_needed`: u is the factor that is left out, v has the others, and b couples the
    neighbours with each other."""
    statement, hypotheses = (chapter.blanket_factor_needed.text.twins[0].statement,
                             [h for h, _ in chapter.blanket_factor_needed.text.hypotheses])
    found = signature(statement, *hypotheses)

    def table(factors):
        return np.array([[[sum(each(*y, z) for each in factors) for z in (0, 1)] for y in NEIGHBOURS]], float)

    constant = [[(3 if left else 1)*(7 if right else 1), 0, 0, 0] for left, right in NEIGHBOURS]
    weights = {"q": [[1, 0, 0, 0], [0, 1, 0, 0]], "o": constant}  # of 1, φ², (φ − 1)², (φ + 1)²
    functions = {"u": table([FACTORS[out]]), "v": table([each for i, each in enumerate(FACTORS) if i != out]),
                 "b": np.array([[5*(left == right) for left, right in NEIGHBOURS]], float)}
    return (Models({"y": 4, "z": 2}, {}, {law: np.array([weights[law.name]]) for law in found.laws},
                   {f: functions[f.name] for f in found.functions}, {}, {}, None, {symbol: np.array([1.0]) for symbol in found.reals}),
            found, hypotheses, statement)


@evidence("score_function.blanket_factor_needed", kind="exact")
@pytest.mark.parametrize(("out", "left"), [(0, Fraction(5, 8)), (1, Fraction(7, 8)), (2, Fraction(3, 4))])
def test_each_factor_of_a_blanket_is_needed(out, left):
    """The example of the theorem, certified: the gradient and what is left of it are exact numbers, and clearly apart.  The
    code says the same of all outcomes; the probability of one moves half as fast with its logit as with φ at 1."""
    model, found, hypotheses, twin = example(out)
    one = certify(model, found, hypotheses, twin)
    assert one is not None and (one.lhs, one.rhs) == ("9/8", str(left))
    assert Fraction(one.gap) == Fraction(9, 8) - left >= CLEAR_GAP
    assert certify(model, found, hypotheses, chapter.blanket_factor_needed.text.statement) is None

    factors = [((2,), torch.tensor([0.0, 1.0])), ((0, 2), torch.eye(2)), ((1, 2), torch.eye(2)), ((0, 1), 5*torch.eye(2))]
    logits = [torch.tensor([1.0, odds]).log() for odds in (3, 7, 1)]

    def gradient(kept):
        found = torch.zeros(2)
        for *y, z in product((0, 1), repeat=3):
            chance = torch.stack([each.softmax(-1)[i] for each, i in zip(logits, (*y, z), strict=True)]).prod()
            found += chance*impl.rao_blackwell(kept, logits, torch.tensor([[*y, z]]))[2]
        return found

    half = torch.tensor([-0.5, 0.5])
    torch.testing.assert_close(gradient(factors), 9/8*half, rtol=1e-12, atol=1e-12)
    torch.testing.assert_close(gradient([each for i, each in enumerate(factors) if i != out]), float(left)*half, rtol=1e-12, atol=1e-12)
    torch.testing.assert_close(gradient(factors[:3]), 9/8*half, rtol=1e-12, atol=1e-12)


# --- step sizes ---------------------------------------------------------------------------------------------------


def mean_square(of):
    return sum((chance*value**2 for chance, value in of), Fraction(0))


@evidence("score_function.step_rule", kind="exact")
@given(st.lists(st.tuples(st.integers(1, 9), st.integers(-9, 9)), min_size=1, max_size=3), st.integers(-9, 9),
       st.lists(st.fractions(0, 2, max_denominator=9), min_size=3, max_size=3))
def test_steps_over_all_outcomes_of_the_noise(rows, start, sizes):
    """θ after each of three steps, with any sizes and with 1, 1/2, 1/3; the noise of each step is drawn anew."""
    total = sum(n for n, _ in rows)
    middle = Fraction(sum(n*value for n, value in rows), total)
    noise = [(Fraction(n, total), value - middle) for n, value in rows]
    variance = mean_square(noise)
    for chosen in (sizes, [Fraction(1, t) for t in (1, 2, 3)]):
        law = [(Fraction(1), Fraction(start))]
        for t, size in enumerate(chosen, 1):
            before = mean_square(law)
            law = [(p*q, theta - size*(theta + n)) for p, theta in law for q, n in noise]
            assert mean_square(law) == (1 - size)**2*before + size**2*variance
            assert chosen is sizes or mean_square(law) == variance/t
    size = min(sizes)
    if size < 2:
        stays = size*variance/(2 - size)
        assert (1 - size)**2*stays + size**2*variance == stays


@evidence("score_function.short_step", kind="exact")
@evidence("score_function.steps_too_short", kind="exact")
def test_two_hundred_steps_in_fractions():
    """The sizes 1/4, 1/9, … have the sum 0.645 at most, and leave more than half; 1/2, 1/3, … leave one of T parts."""
    short, long = Fraction(1), Fraction(1)
    for T in range(2, 201):
        short, long = short - short/T**2, long - long/T
        assert short == Fraction(T + 1, 2*T) > Fraction(1, 2)
        assert long == Fraction(1, T)


@evidence("score_function.short_step", kind="agreement")
@evidence("score_function.steps_too_short", kind="agreement")
@pytest.mark.parametrize("start", [1.0, -3.0])
def test_gradient_descent_is_where_the_theorem_says(start):
    """Torch's own descent on θ²/2, beside both sides of the theorem; and after steps of sizes 1/2, 1/3, … it is not there."""
    statements = [chapter.short_step.text.statement, chapter.steps_too_short.text.statement]
    found = signature(*statements)
    ends = []
    for power in (2, 1):
        theta = torch.tensor(start, requires_grad=True)
        descent = torch.optim.SGD([theta], lr=1.0)
        for k in range(1, 51):
            descent.param_groups[0]["lr"] = (k + 1.0)**-power
            descent.zero_grad()
            (theta**2/2).backward()
            descent.step()
            for K, statement in zip((k, k + 1), statements, strict=True) if power == 2 else ():
                reading = Reading(Models({}, {found.counts[0]: K}, {}, {f: np.array([start]) for f in found.functions}, {}, {}), statement)
                assert_equal(theta.detach(), reading.value(statement.lhs))
                assert_equal(theta.detach(), reading.value(statement.rhs))
        ends.append(float(theta.detach())/start)
    assert ends[0] > 0.5 and abs(ends[1] - 1/51) < 1e-12
