"""The questions about laws of vectors: Categorical, OneHotCategorical, Multinomial, Dirichlet, and relaxed ones."""

from collections.abc import Callable, Iterator
from itertools import product

import torch
import torch.distributions as td
from torch import Tensor

from .balls import Right, exact
from .cases import Case, written
from .families import number
from .vectors import Categorical, Dirichlet, Multinomial, relaxed_one_hot

Values = tuple[float, ...]

WEIGHTS: tuple[Values, ...] = ((0.2, 0.3, 0.5), (1, 0, 3), (1, 1, 1), (0, 0, 1), (1e-6, 1, 1), (1, 1e-20, 1))
SHAPES: tuple[Values, ...] = (
    (1, 2, 3),
    (2.5, 2.5, 7),
    (1, 1, 1),
    (0.5, 0.5, 0.5),
    (0.5, 3, 3),
    (1, 0.5, 0.5),
    (1e-6, 1, 2),
    (1e8, 1e8, 1e8),
    (1e8, 1e-6, 1),
    (30, 2, 1e-6),
)
LOGITS: tuple[Values, ...] = ((0, 1, -2), (0, 0, 0), (0, -40, 1), (0, -800, 1), (1e6, 1e6, 1e6 - 1))
SIMPLEX: tuple[Values, ...] = ((0.25, 0.25, 0.5), (0.0, 0.5, 0.5), (0.0, 0.0, 1.0))


def vector(values: Values) -> Tensor:
    """Numbers as a tensor in double precision."""
    return torch.tensor(values, dtype=torch.float64)


def balls(values: Values) -> list:
    """Numbers as balls."""
    return [exact(value) for value in values]


def drawn(count: int, generator: torch.Generator) -> list[Values]:
    """Random positive triples."""
    draws = (1.5 * torch.randn(count, 3, dtype=torch.float64, generator=generator)).exp()
    return [tuple(row) for row in draws.tolist()]


def questions(count: int, generator: torch.Generator) -> Iterator[Case]:
    """Every question about laws of vectors."""
    weights, shapes = [*WEIGHTS, *drawn(count, generator)], [*SHAPES, *drawn(count, generator)]
    for one in weights:
        yield from _categorical(one)
        yield from _multinomial(one)
    for one in shapes:
        yield from _dirichlet(one)
    for one in LOGITS:
        yield from by_logits(one)
    for p, q in product(weights, repeat=2):
        for name, make in (("Categorical", td.Categorical), ("OneHotCategorical", td.OneHotCategorical)):
            yield _pair(name, make, Categorical, p, q)
    for p, q in product(shapes, repeat=2):
        yield _pair("Dirichlet", td.Dirichlet, Dirichlet, p, q)
    for temperature, one in product((1.0, 0.5, 10.0, 0.01), [w for w in weights if min(w) > 0]):
        yield from _relaxed(temperature, one)


def by_logits(values: Values) -> Iterator[Case]:
    """log_prob, entropy and divergences of Categorical with these logits, one of which may be far below the others."""

    def law(logits: Values) -> Categorical:
        return Categorical([exact(v).exp() for v in logits])

    text, made = f"({written(values)})", td.Categorical(logits=vector(values))
    name = "Categorical by logits"
    yield Case(name, "entropy", text, made.entropy, lambda: law(values).entropy())
    for k in range(len(values)):
        at = f"{text}; entry {k}"
        yield Case(
            name, "log_prob", at, lambda k=k: made.log_prob(number(float(k))), lambda k=k: law(values).log_density(k)
        )
    for other in LOGITS:
        yield Case(
            f"{name} ‖ {name}",
            "kl_divergence",
            f"{text} ‖ ({written(other)})",
            lambda other=other: td.kl_divergence(made, td.Categorical(logits=vector(other))),
            lambda other=other: law(values).divergence(law(other)),
        )


def _pair(name: str, make: Callable[[Tensor], td.Distribution], law: Callable, p: Values, q: Values) -> Case:
    def right() -> Right:
        return law(balls(p)).divergence(law(balls(q)))

    text = f"({written(p)}) ‖ ({written(q)})"
    return Case(
        f"{name} ‖ {name}", "kl_divergence", text, lambda: td.kl_divergence(make(vector(p)), make(vector(q))), right
    )


def _categorical(weights: Values) -> Iterator[Case]:
    text = f"({written(weights)})"
    one, hot = td.Categorical(vector(weights)), td.OneHotCategorical(vector(weights))

    def law() -> Categorical:
        return Categorical(balls(weights))

    for name, made in (("Categorical", one), ("OneHotCategorical", hot)):
        yield Case(name, "entropy", text, made.entropy, lambda: law().entropy())
    for k in range(len(weights)):
        at = f"{text}; entry {k}"
        bit = torch.eye(len(weights), dtype=torch.float64)[k]
        yield Case(
            "Categorical", "log_prob", at, lambda k=k: one.log_prob(number(float(k))), lambda k=k: law().log_density(k)
        )
        yield Case("OneHotCategorical", "log_prob", at, lambda b=bit: hot.log_prob(b), lambda k=k: law().log_density(k))
        yield Case("OneHotCategorical", "mean", at, lambda k=k: hot.mean[k], lambda k=k: law().mean(k))
        yield Case("OneHotCategorical", "variance", at, lambda k=k: hot.variance[k], lambda k=k: law().variance(k))
    yield Case("Categorical", "log_prob", f"{text}; x = 3", lambda: one.log_prob(number(3.0)), None)
    yield Case("Categorical", "log_prob", f"{text}; x = 0.5", lambda: one.log_prob(number(0.5)), None)


def _multinomial(weights: Values) -> Iterator[Case]:
    for n in (1, 4):
        text, made = f"{n}, ({written(weights)})", td.Multinomial(n, vector(weights))

        def law(n: int = n) -> Multinomial:
            return Multinomial(n, balls(weights))

        yield Case("Multinomial", "entropy", text, made.entropy, lambda law=law: law().entropy())
        for counts in ((n, 0, 0), (0, n - 1, 1), (0, 0, n)):
            x = vector(tuple(map(float, counts)))
            at = f"{text}; x = {counts}"
            yield Case(
                "Multinomial",
                "log_prob",
                at,
                lambda m=made, x=x: m.log_prob(x),
                lambda law=law, c=counts: law().log_density(c),
            )
        for k in range(3):
            at = f"{text}; entry {k}"
            yield Case("Multinomial", "mean", at, lambda m=made, k=k: m.mean[k], lambda law=law, k=k: law().mean(k))
            yield Case(
                "Multinomial", "variance", at, lambda m=made, k=k: m.variance[k], lambda law=law, k=k: law().variance(k)
            )


def _dirichlet(shapes: Values) -> Iterator[Case]:
    text, made = f"({written(shapes)})", td.Dirichlet(vector(shapes))

    def law() -> Dirichlet:
        return Dirichlet(balls(shapes))

    yield Case("Dirichlet", "entropy", text, made.entropy, lambda: law().entropy())
    for k in range(3):
        at = f"{text}; entry {k}"
        yield Case("Dirichlet", "mean", at, lambda k=k: made.mean[k], lambda k=k: law().mean(k))
        yield Case("Dirichlet", "variance", at, lambda k=k: made.variance[k], lambda k=k: law().variance(k))
        if min(shapes) > 1:
            yield Case("Dirichlet", "mode", at, lambda k=k: made.mode[k], lambda k=k: law().mode(k))
    for x in SIMPLEX:
        infinite = {a < 1 for a, v in zip(shapes, x) if v == 0 and a != 1}
        if len(infinite) < 2:  # the density has a limit there
            at = f"{text}; x = ({written(x)})"
            yield Case(
                "Dirichlet",
                "log_prob",
                at,
                lambda x=x: made.log_prob(vector(x)),
                lambda x=x: law().log_density(balls(x)),
                edge=min(x) == 0,
            )


def _relaxed(temperature: float, weights: Values) -> Iterator[Case]:
    x = SIMPLEX[0]
    made = td.RelaxedOneHotCategorical(number(temperature), vector(weights))
    text = f"{temperature:g}, ({written(weights)}); x = ({written(x)})"
    yield Case(
        "RelaxedOneHotCategorical",
        "log_prob",
        text,
        lambda: made.log_prob(vector(x)),
        lambda: relaxed_one_hot(exact(temperature), balls(weights), balls(x)),
    )
    share = weights[0] / sum(weights)
    for value in (0.25, 0.999):
        point = exact(value)
        yield Case(
            "RelaxedBernoulli",
            "log_prob",
            f"{temperature:g}, {share:.17g}; x = {value:g}",
            lambda v=value: td.RelaxedBernoulli(number(temperature), number(share)).log_prob(number(v)),
            lambda p=point: relaxed_one_hot(exact(temperature), [exact(share), 1 - exact(share)], [p, 1 - p]),
        )
