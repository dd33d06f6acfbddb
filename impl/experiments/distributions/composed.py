"""The questions about what is made of other distributions: transforms, mixtures, copies; and about LKJCholesky."""

from collections.abc import Iterator
from itertools import product

import torch.distributions as td
import torch.distributions.transforms as tt
from flint import arb

from .balls import Right, exact, only, total
from .cases import Case, written
from .families import Parameters, number
from .law import divergence
from .line import Normal
from .matrices import lkj_cholesky
from .matrix_questions import double
from .vector_questions import vector

PLACES = ((0.0, 1.0), (1.5, 0.5), (-40.0, 3.0))
POINTS = (0.0, 0.5, -2.0, 30.0, -800.0)
MIXTURES = ((0.25, 0.0, 1.0, 3.0, 0.5), (0.5, -1.0, 1.0, 1.0, 1.0), (1e-6, 0.0, 1e-3, 50.0, 2.0))
ZERO, ONE = number(0.0), number(1.0)


def questions() -> Iterator[Case]:
    """Every question about these distributions."""
    yield from _not_injective()
    yield from _correlations()
    for place, x in product(PLACES, POINTS):
        yield from _logistic(place, x)
    for a, b in product(PLACES, repeat=2):
        yield from _independent(a, b)
    for mixture in MIXTURES:
        yield from _mixture(mixture)
    for x in ((0.25, 0.25, 0.5), (0.9, 0.05, 0.05)):
        yield _logistic_normal(x)


def _not_injective() -> Iterator[Case]:
    """KL of two laws that are one, although their bases differ: |Y| and |−Y|, softmax(Y) and softmax(Y + c)."""

    def zero() -> Right:
        return Right(arb(0), arb(1))

    def absolute(m: float) -> td.Distribution:
        return td.TransformedDistribution(td.Normal(number(m), ONE), [tt.AbsTransform()])

    def softmax(m: float) -> td.Distribution:
        return td.TransformedDistribution(td.Normal(vector((m, m)), vector((1.0, 1.0))), [tt.SoftmaxTransform()])

    name = "TransformedDistribution ‖ TransformedDistribution"
    for m in (1.0, 3.0):
        text = f"|Normal({m:g}, 1)| ‖ |Normal({-m:g}, 1)|, one law"
        yield Case(name, "kl_divergence", text, lambda m=m: td.kl_divergence(absolute(m), absolute(-m)), zero)
        text = f"softmax(Normal([{m:g}, {m:g}], 1)) ‖ softmax(Normal([0, 0], 1)), one law"
        yield Case(name, "kl_divergence", text, lambda m=m: td.kl_divergence(softmax(m), softmax(0.0)), zero)


def _logistic(place: Parameters, x: float) -> Iterator[Case]:
    m, s = place
    base = td.Uniform(ZERO, ONE)
    made = td.TransformedDistribution(base, [tt.SigmoidTransform().inv, tt.AffineTransform(number(m), number(s))])

    def right() -> Right:
        """−z − 2 log(1 + exp(−z)) − log s, which is even in z."""
        z = abs((exact(x) - exact(m)) / exact(s))
        return total([-z, -2 * (-z).exp().log1p(), -exact(s).log()])

    text = f"{written(place)}; x = {x:g}"
    yield Case("logistic by transforms", "log_prob", text, lambda: made.log_prob(number(x)), right)
    z = (x - m) / s
    if abs(z) < 30:

        def below() -> Right:
            return Right(1 / (1 + ((exact(m) - exact(x)) / exact(s)).exp()), arb(1))

        yield Case("logistic by transforms", "cdf", text, lambda: made.cdf(number(x)), below)


def _independent(a: Parameters, b: Parameters) -> Iterator[Case]:
    """Two coordinates with the two laws."""

    def made(p: Parameters, q: Parameters) -> td.Distribution:
        (m, s), (n, t) = p, q
        return td.Independent(td.Normal(vector((m, n)), vector((s, t))), 1)

    def law(p: Parameters) -> Normal:
        return Normal(exact(p[0]), exact(p[1]))

    def entropy() -> Right:
        return add(law(a).entropy(), law(b).entropy())

    def both() -> Right:
        return add(divergence(law(a), law(b), a == b), divergence(law(b), law(a), a == b))

    yield Case("Independent Normal", "entropy", f"{written(a)} × {written(b)}", lambda: made(a, b).entropy(), entropy)
    yield Case(
        "Independent ‖ Independent",
        "kl_divergence",
        f"{written(a)} × {written(b)} ‖ exchanged",
        lambda: td.kl_divergence(made(a, b), made(b, a)),
        both,
    )


def add(a: Right, b: Right) -> Right:
    """The sum of two right values."""
    return Right(a.value + b.value, a.terms + b.terms)


def _mixture(parameters: Parameters) -> Iterator[Case]:
    """w N(m, s²) + (1 − w) N(n, t²), by w, m, s, n, t."""
    w, m, s, n, t = parameters
    components = td.Normal(vector((m, n)), vector((s, t)))
    made = td.MixtureSameFamily(td.Categorical(vector((w, 1 - w))), components)
    text = written(parameters)

    def laws() -> tuple[list[arb], list[Normal]]:
        first = exact(w) / (exact(w) + exact(1 - w))
        return [first, 1 - first], [Normal(exact(m), exact(s)), Normal(exact(n), exact(t))]

    def mean() -> Right:
        return total(p * law.m for p, law in zip(*laws()))

    def variance() -> Right:
        shares, normals = laws()
        center = mean().value
        return total(p * law.mean_square(center) for p, law in zip(shares, normals))

    yield Case("MixtureSameFamily", "mean", text, lambda: made.mean, mean)
    yield Case("MixtureSameFamily", "variance", text, lambda: made.variance, variance)
    for x in (0.5, -10.0, 60.0):

        def log_density(x: float = x) -> Right:
            pairs = zip(*laws())
            return only(sum((p * law.log_density(exact(x)).value.exp() for p, law in pairs), arb(0)).log())

        yield Case(
            "MixtureSameFamily", "log_prob", f"{text}; x = {x:g}", lambda x=x: made.log_prob(number(x)), log_density
        )


def _logistic_normal(x: Parameters) -> Case:
    """Two normal coordinates, made a point of the simplex by breaking a stick (Stan Reference Manual, unit simplex)."""
    location, scale = (0.5, -1.0), (1.0, 2.0)
    made = td.LogisticNormal(vector(location), vector(scale))

    def right() -> Right:
        rest, terms = arb(1), []
        for k, (m, s, y) in enumerate(zip(location, scale, map(exact, x))):
            share = y / rest
            normal = Normal(exact(m), exact(s))
            at = (share / (1 - share)).log() + arb(len(x) - 1 - k).log()
            terms += [normal.log_density(at).value, -share.log(), -(1 - share).log(), -rest.log()]
            rest -= y
        return total(terms)

    return Case("LogisticNormal", "log_prob", f"x = ({written(x)})", lambda: made.log_prob(vector(x)), right)


def _correlations() -> Iterator[Case]:
    """Factors of correlation matrices of two and three variables."""
    for eta, size in product((1.0, 0.5, 2.5, 1e-3, 1e6), (2, 3)):
        factor = [[1.0, 0.0, 0.0], [0.6, 0.8, 0.0], [0.0, 0.6, 0.8]]
        rows = [row[:size] for row in factor[:size]]
        yield Case(
            "LKJCholesky",
            "log_prob",
            f"{size}, {eta:g}",
            lambda rows=rows, eta=eta, size=size: td.LKJCholesky(size, number(eta)).log_prob(double(rows)),
            lambda rows=rows, eta=eta, size=size: lkj_cholesky(
                size, exact(eta), [exact(row[i]) for i, row in enumerate(rows)]
            ),
        )
