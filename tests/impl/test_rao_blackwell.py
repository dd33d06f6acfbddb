"""Tests of impl.score_function.rao_blackwell by enumeration of configurations, each as often as q draws it.

q's probabilities are quarters, so the 4ⁿ equally likely cells are a list of samples whose average is the exact mean.
The derivative of the ELBO comes from 40-digit arithmetic on the whole table.
"""

import itertools
import math
from fractions import Fraction

import pytest
import torch
from mpmath import mp, mpf

from impl import rao_blackwell as graph
from impl.monte_carlo import MeanTest
from impl.score_function import leave_one_out, rao_blackwell, reinforce

torch.set_default_dtype(torch.float64)

# v → z, and z, y_n → x_n with x observed, n = 1, 2: variables v, z, y_1, y_2.
TABLES = {
    (0,): [2, 5],
    (0, 1): [[1, 4, 2], [6, 1, 3]],
    (2,): [3, 1],
    (3,): [1, 2],
    (1, 2): [[7, 1], [2, 5], [1, 3]],
    (3, 1): [[1, 6, 2], [4, 1, 1]],  # a scope need not be sorted
}
QUARTERS = [(1, 3), (1, 1, 2), (2, 2), (3, 1)]


def logs(table):
    return (torch.tensor(table, dtype=torch.float64) / 8).log()


FACTORS = [(scope, logs(table)) for scope, table in TABLES.items()]
LAW = [(torch.tensor(n, dtype=torch.float64) / 4).log() + 0.7 for n in QUARTERS]  # a constant in the logits does not matter


def cells(quarters):
    """All 4ⁿ cells as values (4ⁿ, n)."""
    values = [[k for k, count in enumerate(counts) for _ in range(count)] for counts in quarters]
    return torch.tensor(list(itertools.product(*values)))


SAMPLES = cells(QUARTERS)


def entry(table, z, scope):
    for i in scope:
        table = table[z[i]]
    return mpf(table) / 8


def elbo(logits):
    """The ELBO of mean-field logits to 40 digits, over the whole table."""
    laws = [[mp.exp(x) / mp.fsum(mp.exp(y) for y in row) for x in row] for row in logits]
    total = mpf(0)
    for z in itertools.product(*(range(len(law)) for law in laws)):
        chance = mp.fprod(law[k] for law, k in zip(laws, z))
        log_p = mp.fsum(mp.log(entry(table, z, scope)) for scope, table in TABLES.items())
        total += chance * (log_p - mp.log(chance))
    return total


def derivative(i, k):
    with mp.workdps(40):
        base = [[mp.log(mpf(n) / 4) for n in counts] for counts in QUARTERS]

        def along(x):
            return elbo([[y + x if (a, b) == (i, k) else y for b, y in enumerate(row)] for a, row in enumerate(base)])

        return float(mp.diff(along, 0))


DERIVATIVE = [torch.tensor([derivative(i, k) for k in range(len(counts))]) for i, counts in enumerate(QUARTERS)]


def full(samples, factors=FACTORS, law=LAW):
    """Plain REINFORCE with the whole signal in every variable's logits, for each draw: n tensors (S, K_i)."""
    signal = torch.zeros(len(samples))
    for scope, table in factors:
        signal = signal + table[tuple(samples[:, i] for i in scope)]
    for i, logits in enumerate(law):
        signal = signal - logits.log_softmax(0)[samples[:, i]]
    scores = (torch.eye(len(logits))[samples[:, i]] - logits.softmax(0) for i, logits in enumerate(law))
    return [score * signal[:, None] for score in scores]


def each(samples, factors=FACTORS, law=LAW):
    """The Rao-Blackwellised gradient of each draw by itself: n tensors (S, K_i)."""
    return rao_blackwell(factors, law, samples.unsqueeze(0))


def variance(draws):
    return float((draws - draws.mean(0)).square().mean(0).sum())


def test_both_means_are_the_derivative():
    for i, (own, whole, want) in enumerate(zip(rao_blackwell(FACTORS, LAW, SAMPLES), full(SAMPLES), DERIVATIVE)):
        torch.testing.assert_close(whole.mean(0), want, rtol=0, atol=1e-13)
        torch.testing.assert_close(own, want, rtol=0, atol=1e-13)
        torch.testing.assert_close(each(SAMPLES)[i].mean(0), want, rtol=0, atol=1e-13)


@pytest.mark.parametrize("dropped", range(len(FACTORS)))
def test_every_factor_of_the_blanket_is_needed_and_no_other(dropped):
    got = rao_blackwell(FACTORS[:dropped] + FACTORS[dropped + 1 :], LAW, SAMPLES)
    for i, (own, want) in enumerate(zip(got, DERIVATIVE)):
        off = float((own - want).abs().max())
        assert off > 0.01 if i in FACTORS[dropped][0] else off < 1e-13


def test_replayed_draw_by_draw():
    """The replay writes out the signal of z for one sample after another."""
    samples = SAMPLES[::17]
    got = each(samples)[1]
    for row, (v, z, y1, y2) in zip(got, samples.tolist()):
        pieces = TABLES[0, 1][v][z], TABLES[1, 2][z][y1], TABLES[3, 1][y2][z]
        signal = sum(math.log(p / 8) for p in pieces) - math.log(QUARTERS[1][z] / 4)
        want = [((k == z) - QUARTERS[1][k] / 4) * signal for k in range(3)]
        assert row.tolist() == pytest.approx(want, rel=1e-10, abs=1e-12)
    torch.testing.assert_close(rao_blackwell(FACTORS, LAW, samples)[1], got.mean(0), rtol=1e-12, atol=1e-12)


def test_three_variances():
    """The variance falls in every variable, and further with leave-one-out, which keeps the mean."""
    for own, whole in zip(each(SAMPLES), full(SAMPLES)):
        assert variance(own) < 0.8 * variance(whole)
    tuples = torch.cartesian_prod(torch.arange(256), torch.arange(256)).T
    for i, want in enumerate(DERIVATIVE):
        draws = rao_blackwell(FACTORS, LAW, SAMPLES[tuples], leave_one_out)[i]
        torch.testing.assert_close(draws.mean(0), want, rtol=0, atol=1e-12)
        assert variance(draws) < variance(rao_blackwell(FACTORS, LAW, SAMPLES[tuples])[i])


def test_where_the_variance_rises():
    """Two independent uniform bits, q = p, with f_0 = 8 and f_1 = 1/32. The full signal is zero throughout; one factor's
    constant cancels the other's, and without the other it is ±4 log 2."""
    law = [torch.zeros(2), torch.zeros(2)]
    factors = [((0,), torch.full((2,), 3 * math.log(2))), ((1,), torch.full((2,), -5 * math.log(2)))]
    samples = cells([(2, 2), (2, 2)])
    for own, whole in zip(each(samples, factors, law), full(samples, factors, law)):
        assert variance(whole) == pytest.approx(0, abs=1e-25)
        assert variance(own) == pytest.approx(2 * (4 * math.log(2) / 2) ** 2)
        torch.testing.assert_close(own.mean(0), whole.mean(0), rtol=0, atol=1e-14)


def test_batches_are_their_members(generator):
    """Batched tables, logits and samples give the results of their members."""
    q = [torch.randn(5, 2, generator=generator), torch.randn(3, generator=generator)]
    factors = [((0, 1), torch.randn(4, 1, 2, 3, generator=generator)), ((1,), torch.randn(3, generator=generator))]
    z = graph.draw([q[0].expand(4, 5, 2), q[1]], 6, generator)
    assert z.shape == (6, 4, 5, 2)
    got = rao_blackwell(factors, q, z)
    assert [g.shape for g in got] == [(4, 5, 2), (4, 5, 3)]
    for a, b in itertools.product(range(4), range(5)):
        alone = rao_blackwell([((0, 1), factors[0][1][a, 0]), factors[1]], [q[0][b], q[1]], z[:, a, b])
        for whole, part in zip(got, alone):
            torch.testing.assert_close(whole[a, b], part, rtol=1e-12, atol=1e-14)


def test_constants_and_order_do_not_matter():
    """A constant in the logits and the order of factors and of a scope change no result."""
    got = rao_blackwell(FACTORS, LAW, SAMPLES[:50])
    turned = [(tuple(reversed(scope)), table.permute(*reversed(range(table.ndim)))) for scope, table in FACTORS[::-1]]
    for a, b in zip(got, rao_blackwell(turned, [logits - 3 for logits in LAW], SAMPLES[:50])):
        torch.testing.assert_close(a, b, rtol=1e-12, atol=1e-13)


def test_the_gradient_leaves_its_arguments_alone():
    law = [logits.clone().requires_grad_() for logits in LAW]
    got = rao_blackwell(FACTORS, [logits * 1.0 for logits in law], SAMPLES[:9])
    for a, b, logits in zip(got, rao_blackwell(FACTORS, LAW, SAMPLES[:9]), law):
        torch.testing.assert_close(a.detach(), b, rtol=0, atol=0)
        assert logits.grad is None
    single = [((0,), torch.zeros(2).float())]
    assert rao_blackwell(single, [torch.zeros(2).float()], SAMPLES[:9, :1], reinforce)[0].dtype == torch.float32


def test_draws_by_simulation(generator, spend):
    """Null: cell (v, z) = (1, 2) comes up with probability 3/8, exact variance. Planted: 0.02 more."""
    chance = float(Fraction(3, 4) * Fraction(1, 2))
    test = spend(MeanTest.detecting(0.02, chance * (1 - chance), 1e-9))
    z = graph.draw(LAW, test.samples, generator)
    hits = ((z[:, 0] == 1) & (z[:, 1] == 2)).double()
    assert test.accepts(hits, chance)
    assert not test.accepts(hits, chance + 0.02)


def test_the_generator_decides_the_draws():
    before = torch.random.get_rng_state()
    a, b, c = (graph.draw(LAW, 50, torch.Generator().manual_seed(seed)) for seed in (1, 1, 2))
    assert torch.equal(a, b) and not torch.equal(a, c)
    assert torch.equal(torch.random.get_rng_state(), before)


ONE = [((0,), torch.zeros(2))]
LOGITS = [torch.zeros(2)]
Z = torch.zeros(3, 1, dtype=torch.long)


@pytest.mark.parametrize(
    ("name", "call"),
    [
        (name, lambda f=f, q=q, z=z: rao_blackwell(f, q, z))
        for name, f, q, z in [
            ("q", ONE, [], Z),
            ("q", ONE, torch.zeros(1, 2), Z),
            (r"q\[0\]", ONE, [torch.zeros(2, dtype=torch.long)], Z),
            (r"q\[0\]", ONE, [torch.tensor(0.0)], Z),
            (r"q\[0\]", ONE, [torch.tensor([0.0, math.nan])], Z),
            (r"q\[0\]", ONE, [torch.tensor([0.0, -math.inf])], Z),
            (r"q\[1\]", ONE, [torch.zeros(2), torch.zeros(2).float()], Z.expand(3, 2)),
            (r"q\[1\]", ONE, [torch.zeros(2, 2), torch.zeros(3, 2)], torch.zeros(3, 3, 2, dtype=torch.long)),
            ("factors", [], LOGITS, Z),
            ("factors", None, LOGITS, Z),
            (r"factors\[0\]", [torch.zeros(2)], LOGITS, Z),
            (r"factors\[0\]", [((), torch.tensor(0.0))], LOGITS, Z),
            (r"factors\[0\]", [((1,), torch.zeros(2))], LOGITS, Z),
            (r"factors\[0\]", [((-1,), torch.zeros(2))], LOGITS, Z),
            (r"factors\[0\]", [((0, 0), torch.zeros(2, 2))], LOGITS, Z),
            *((r"factors\[0\]", [(scope, torch.zeros(2))], LOGITS, Z) for scope in (0, None, ([0],), (0.0,), (False,), "0")),
            (r"factors\[0\]", [((0,), torch.zeros(3))], LOGITS, Z),
            (r"factors\[0\]", [((0,), torch.tensor([0.0, -math.inf]))], LOGITS, Z),
            (r"factors\[0\]", [((0,), torch.zeros(2, dtype=torch.long))], LOGITS, Z),
            (r"factors\[0\]", [((0,), torch.zeros(2).float())], LOGITS, Z),
            (r"factors\[1\]", [((0,), torch.zeros(3, 2)), ((0,), torch.zeros(2, 2))], LOGITS, Z),
            ("samples", ONE, LOGITS, torch.zeros(3, 1)),
            ("samples", ONE, LOGITS, torch.zeros(3, dtype=torch.long)),
            ("samples", ONE, LOGITS, torch.zeros(3, 2, dtype=torch.long)),
            ("samples", ONE, LOGITS, torch.zeros(0, 1, dtype=torch.long)),
            ("samples", ONE, LOGITS, Z + 2),
            ("samples", ONE, LOGITS, Z - 1),
            ("samples", ONE, [torch.zeros(4, 2)], Z),
            ("samples", ONE, [torch.zeros(4, 2)], torch.zeros(3, 5, 1, dtype=torch.long)),
        ]
    ]
    + [
        ("score", lambda: rao_blackwell(ONE, LOGITS, Z[:1], leave_one_out)),
        ("estimator", lambda: rao_blackwell(ONE, LOGITS, Z, "reinforce")),
        ("estimator", lambda: rao_blackwell(ONE, LOGITS, Z, None)),
        ("estimator", lambda: rao_blackwell(ONE, LOGITS, Z, lambda h, w: 0)),
        ("estimator", lambda: rao_blackwell(ONE, LOGITS, Z, lambda h, w: h)),
        ("generator", lambda: graph.draw(LOGITS, 2, 3)),
        ("samples", lambda: graph.draw(LOGITS, 0)),
        ("q", lambda: graph.draw([], 3)),
    ],
)
def test_bad_input_is_named(name, call):
    with pytest.raises(ValueError, match=f"^{name}: "):
        call()
