"""Iterations of black-box variational inference per second, S = 30 draws each: the listing, Pyro, and ours.

All in one group, so that pytest-benchmark prints every median's ratio to the fastest; a step of 1024 chains is 1024
iterations, which is what the throughput beside it counts. Everything is in float32, as the listing is, but where
double precision is said. The last group asks how long it takes to be within 1e-6 nats of the exact optimum, beside
100 iterations of the listing.
"""

import itertools
import math
import time

import pyro
import pyro.infer
import pytest
import torch
from pyro.distributions import Gamma, Normal

from impl import normal_gamma, score_function
from impl.listings import bbvi
from impl.normal_gamma import NormalGamma

pytestmark = pytest.mark.bench
# Processor time: all code runs on one thread, and ratios then also hold on a busy machine.
group = pytest.mark.benchmark(group="BBVI, an iteration with 30 draws", timer=time.process_time)
to_the_optimum = pytest.mark.benchmark(group="BBVI, within 1e-6 nats of the optimum", timer=time.process_time)
SAMPLES, CHAINS, STEP_SIZE = 30, 1024, 1e-5
PRIOR = (1.0, 0.1, 1.0, 2.0)
START = (0.3, 1.5, 2.5, 2.0)


def data(size, dtype=torch.float32):
    generator = torch.Generator().manual_seed(10)
    return 1 + math.sqrt(2) * torch.randn(size, dtype=dtype, generator=generator)


def law(parameters, dtype=torch.float32):
    return NormalGamma(*torch.tensor(parameters, dtype=dtype))


def measure(benchmark, function, iterations, rounds, chains=1):
    """The reported time is that of one iteration; ``function`` does all iterations of a round in its first call."""
    calls = itertools.cycle([function] + [int] * (iterations - 1))
    benchmark.pedantic(lambda: next(calls)(), rounds=rounds, iterations=iterations, warmup_rounds=1)
    benchmark.extra_info["chain-iterations per second"] = chains / benchmark.stats["median"]


def ours(benchmark, size=100, chains=(), dtype=torch.float32, estimator="reinforce", steps=1000, rounds=15, **settings):
    joint = normal_gamma.log_joint(law(PRIOR, dtype), data(size, dtype))
    q, generator = law(START, dtype).expand(chains), torch.Generator().manual_seed(0)
    settings = {"every": steps, "step_size": STEP_SIZE * 100 / size, **settings}

    def run():
        score_function.fit(q, joint, estimator, steps, SAMPLES, generator=generator, **settings)

    measure(benchmark, run, steps, rounds, q.batch_shape.numel())


@group
def bench_listing(benchmark):
    torch.manual_seed(0)
    run = bbvi.Reinforce(data(100), bbvi.Family(), SAMPLES, STEP_SIZE)
    measure(benchmark, lambda: [run.step() for _ in range(10)], 10, 15)


def pyro_programs(x, start=START):
    """The model, the guide with score-function gradients, and its parameters in the chart."""
    pyro.clear_param_store()
    loc, *positive = start
    chart = pyro.param("chart", torch.tensor([loc, *map(math.log, positive)]))

    def model():
        loc, scale, shape, rate = PRIOR
        tau = pyro.sample("tau", Gamma(shape, rate))
        mu = pyro.sample("mu", Normal(loc, (scale * tau).rsqrt()))
        with pyro.plate("data", len(x), dim=-1):
            pyro.sample("x", Normal(mu, tau.rsqrt()), obs=x)

    def guide():
        loc, *positive = pyro.param("chart").unbind()
        scale, shape, rate = (p.exp() for p in positive)
        tau = pyro.sample("tau", Gamma(shape, rate).has_rsample_(False))
        pyro.sample("mu", Normal(loc, (scale * tau).rsqrt()).has_rsample_(False))

    return model, guide, chart


def trace_elbo(particles):
    return pyro.infer.Trace_ELBO(num_particles=particles, vectorize_particles=True, max_plate_nesting=1)


def exact_gradient(x):
    chart = torch.tensor([START[0], *map(math.log, START[1:])], dtype=torch.float64, requires_grad=True)
    q = NormalGamma(chart[0], *chart[1:].exp().unbind())
    return torch.autograd.grad(normal_gamma.elbo(q, law(PRIOR, torch.float64), x.double()), chart)[0]


@group
def bench_pyro(benchmark):
    x = data(100)
    model, guide, chart = pyro_programs(x)
    torch.manual_seed(0)
    gradients = []
    for _ in range(200):
        trace_elbo(1000).loss_and_grads(model, guide)
        assert chart.grad is not None
        gradients.append(-chart.grad.double())
        chart.grad = None
    gradients = torch.stack(gradients)
    error = gradients.mean(0) - exact_gradient(x)
    assert (error.abs() < 6 * gradients.std(0) / math.sqrt(len(gradients))).all()

    optimizer, objective = torch.optim.SGD([chart], lr=STEP_SIZE), trace_elbo(SAMPLES)

    def steps():
        for _ in range(50):
            optimizer.zero_grad()
            objective.loss_and_grads(model, guide)
            optimizer.step()

    measure(benchmark, steps, 50, 15)


@group
@pytest.mark.parametrize("size", [100, 10_000, 1_000_000])
def bench_reinforce(benchmark, size):
    ours(benchmark, size)


@group
def bench_reinforce_in_double_precision(benchmark):
    ours(benchmark, dtype=torch.float64)


@group
@pytest.mark.parametrize("dtype", [torch.float32, torch.float64], ids=["single", "double"])
def bench_reinforce_1024_chains(benchmark, dtype):
    ours(benchmark, chains=(CHAINS,), dtype=dtype, steps=50)


@group
@pytest.mark.parametrize("estimator", ["control_variate", "leave_one_out", "leave_one_out_baseline"])
def bench_estimator(benchmark, estimator):
    ours(benchmark, estimator=estimator)


@group
def bench_natural_leave_one_out(benchmark):
    ours(benchmark, estimator="leave_one_out", natural=True, longest=0.5)


@to_the_optimum
def bench_100_iterations_of_the_listing(benchmark):
    torch.manual_seed(0)
    run = bbvi.Reinforce(data(100), bbvi.Family(), SAMPLES, STEP_SIZE)
    benchmark.pedantic(lambda: [run.step() for _ in range(100)], rounds=3, iterations=1)


@to_the_optimum
def bench_within_a_millionth_of_a_nat(benchmark):
    """Leave-one-out on REINFORCE in the structured family, from the listing's starts; asserted of every run."""
    double = torch.float64
    prior, x = law(PRIOR, double), data(100, double)
    joint, generator = normal_gamma.log_joint(prior, x), torch.Generator().manual_seed(0)

    def start():
        loc, uniform = torch.randn((), generator=generator), torch.rand(3, generator=generator)
        scale, shape, rate = (uniform * torch.tensor([2.0, 3.0, 3.0]) + torch.tensor([0.5, 1.0, 0.5])).tolist()
        return (law((float(loc), scale, shape, rate), double),), {}

    def run(q):
        result = score_function.fit(
            q, joint, "leave_one_out", 60, SAMPLES, 0.5, generator, natural=True, longest=1.0, every=60
        )
        assert float(normal_gamma.gap(result.q, prior, x)) < 1e-6

    benchmark.pedantic(run, setup=start, rounds=30, iterations=1, warmup_rounds=1)
