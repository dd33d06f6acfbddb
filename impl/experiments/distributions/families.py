"""The distributions of torch with one number as value, their laws, and the parameters at which both are asked."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import product

import torch
import torch.distributions as td
from flint import arb
from torch import Tensor

from . import counts, heavy, line, positive, powers, unit
from .balls import exact
from .law import Law

Parameters = tuple[float, ...]

# Ordinary values first; one parameter at a time takes each of them, and all take the extremes together.
KINDS: dict[str, tuple[float, ...]] = {
    "location": (0.0, 1.0, -3.5, 1e8, -1e-6),
    "scale": (1.0, 0.5, 3.0, 1e-6, 1e8),
    "shape": (2.5, 1.0, 0.5, 2.0, 3.0, 30.0, 1e-6, 1e8),
    "probability": (0.25, 0.5, 0.9, 0.0, 1.0, 1e-6, 1 - 1e-6, 1e-20),
    "inner probability": (0.25, 0.5, 0.9, 0.49, 0.4995, 0.500001, 1e-6, 1 - 1e-6, 1e-20),
    "positive probability": (0.25, 0.5, 0.9, 1.0, 1e-6, 1 - 1e-6, 1e-20),
    "failure probability": (0.25, 0.5, 0.9, 0.0, 1e-6, 1 - 1e-6, 1e-20),
    "trials": (5.0, 1.0, 2.0, 100.0, 0.0),
    "rate": (2.5, 1.0, 0.5, 0.0, 30.0, 1e-6, 1e8),
    "logit": (-1.0, 0.0, 1e-6, 3.0, 20.0, -40.0, 800.0, -800.0),
    "concentration": (2.0, 1.0, 10.0, 3.75, 1e-6, 1e8),
    "exponent": (0.25, 0.0, -0.25, -1.0, -2.0, 0.5, 1.0, 1e-6, 1e-10, -1e-6),
}
EXTREME = {"scale": (1e-6, 1e8), "shape": (1e-6, 1e8), "location": (0.0, 1e8), "rate": (1e-6, 1e8)}


@dataclass(frozen=True)
class Family:
    """One distribution of torch: how it is made, its law, and the kinds of its parameters."""

    name: str
    make: Callable[..., td.Distribution]
    law: Callable[..., Law]
    kinds: tuple[str, ...]
    special: tuple[Parameters, ...] = ()
    default: torch.dtype = torch.float32  # torch's default type, in which constants are made

    def distribution(self, parameters: Parameters, checked: bool | None = None) -> td.Distribution:
        """The distribution of torch in double precision."""
        return self.make(*map(number, parameters), validate_args=checked)

    def batch(self, listed: Sequence[Parameters], column: bool = False) -> td.Distribution:
        """A batch of distributions, (N), or as a column (N, 1)."""
        columns = [torch.tensor(values, dtype=torch.float64) for values in zip(*listed)]
        return self.make(*(values.unsqueeze(-1) if column else values for values in columns))

    def right(self, parameters: Parameters) -> Law:
        """The law with the same parameters."""
        return self.law(*map(exact, parameters))

    def grid(self) -> list[Parameters]:
        """The parameters that do not depend on the seed."""
        values = [KINDS[kind] for kind in self.kinds]
        first = tuple(v[0] for v in values)
        moved = [(*first[:i], v, *first[i + 1 :]) for i, column in enumerate(values) for v in column]
        far = list(product(*(EXTREME.get(kind, KINDS[kind][:1]) for kind in self.kinds)))
        return list(dict.fromkeys([*self.special, *moved, *far]))

    def drawn(self, count: int, generator: torch.Generator) -> list[Parameters]:
        """Random parameters."""
        return [tuple(draw(kind, generator) for kind in self.kinds) for _ in range(count)]


def number(value: float) -> Tensor:
    """A number in double precision."""
    return torch.tensor(value, dtype=torch.float64)


def draw(kind: str, generator: torch.Generator) -> float:
    """One random parameter of a kind."""
    uniform = float(torch.rand((), dtype=torch.float64, generator=generator))
    normal = float(torch.randn((), dtype=torch.float64, generator=generator))
    if kind.endswith("probability"):
        return 0.01 + 0.98 * uniform
    if kind == "trials":
        return float(int(1 + 40 * uniform))
    if kind in ("location", "logit"):
        return 3 * normal
    if kind == "exponent":
        return normal
    return float(number(1.5 * normal).exp())


UNIFORM = (
    (0.0, 1.0),
    (-1.0, 2.0),
    (0.25, 0.75),
    (0.5, 1.0),
    (0.0, 0.5),
    (1.0, 3.0),
    (0.0, 1e-6),
    (0.0, 1e8),
    (1e8, 1e8 + 1),
)
SHAPES = ((2.0, 3.0), (1.0, 1.0), (0.5, 0.5), (1.0, 2.0), (2.0, 1.0), (0.5, 1.0), (1.0, 0.5))


def uniform(low: float, size: float) -> Parameters:
    """The ends of a uniform law from its lower end and its length."""
    return low, low + size


class UniformFamily(Family):
    """The uniform laws, whose random parameters are a lower end and a length."""

    def drawn(self, count: int, generator: torch.Generator) -> list[Parameters]:
        """Random ends."""
        return [uniform(low, size) for low, size in super().drawn(count, generator)]

    def grid(self) -> list[Parameters]:
        """The listed ends."""
        return list(self.special)


TWO = ("location", "scale")


def by_logits(name: str, make: Callable[..., td.Distribution], law: Callable[..., Law], *kinds: str) -> Family:
    """The same distribution with a logit as its last parameter, for the probability 1/(1 + exp(−logit))."""

    def made(*parameters: Tensor, **settings: bool | None) -> td.Distribution:
        return make(*parameters[:-1], logits=parameters[-1], **settings)

    def right(*parameters: arb) -> Law:
        return law(*parameters[:-1], 1 / (1 + (-parameters[-1]).exp()))

    return Family(f"{name} by logits", made, right, (*kinds, "logit"))


FAMILIES = {
    family.name: family
    for family in (
        Family("Normal", td.Normal, line.Normal, TWO),
        Family("Gamma", td.Gamma, positive.Gamma, ("shape", "scale")),
        Family("Beta", td.Beta, unit.Beta, ("shape", "shape"), SHAPES),
        Family("Exponential", td.Exponential, positive.Exponential, ("scale",)),
        Family("Laplace", td.Laplace, line.Laplace, TWO),
        Family("Gumbel", td.Gumbel, line.Gumbel, TWO),
        Family("LogNormal", td.LogNormal, heavy.LogNormal, TWO, ((-1.0, 5.0), (0.0, 1e-3))),
        UniformFamily("Uniform", td.Uniform, unit.Uniform, TWO, UNIFORM),
        Family("Pareto", td.Pareto, powers.Pareto, ("scale", "shape")),
        Family("Weibull", td.Weibull, positive.Weibull, ("scale", "shape")),
        Family("HalfNormal", td.HalfNormal, positive.HalfNormal, ("scale",)),
        Family("HalfCauchy", td.HalfCauchy, heavy.HalfCauchy, ("scale",)),
        Family("Cauchy", td.Cauchy, powers.Cauchy, TWO, ((0.0, 1.0 + 1e-9),)),
        Family("StudentT", td.StudentT, powers.StudentT, ("shape", *TWO)),
        Family("Chi2", td.Chi2, positive.Chi2, ("shape",)),
        Family("FisherSnedecor", td.FisherSnedecor, heavy.FisherSnedecor, ("shape", "shape"), ((5.0, 6.0), (2.0, 4.0))),
        Family("InverseGamma", td.InverseGamma, heavy.InverseGamma, ("shape", "scale")),
        Family("Kumaraswamy", td.Kumaraswamy, unit.Kumaraswamy, ("shape", "shape"), SHAPES),
        Family("Bernoulli", td.Bernoulli, counts.Bernoulli, ("probability",)),
        Family("Binomial", td.Binomial, counts.Binomial, ("trials", "probability")),
        Family("Geometric", td.Geometric, counts.Geometric, ("positive probability",)),
        Family("NegativeBinomial", td.NegativeBinomial, counts.NegativeBinomial, ("shape", "failure probability")),
        Family("Poisson", td.Poisson, counts.Poisson, ("rate",)),
        Family("ContinuousBernoulli", td.ContinuousBernoulli, unit.ContinuousBernoulli, ("inner probability",)),
        by_logits("Bernoulli", td.Bernoulli, counts.Bernoulli),
        by_logits("Binomial", td.Binomial, counts.Binomial, "trials"),
        by_logits("Geometric", td.Geometric, counts.Geometric),
        by_logits("NegativeBinomial", td.NegativeBinomial, counts.NegativeBinomial, "shape"),
        by_logits("ContinuousBernoulli", td.ContinuousBernoulli, unit.ContinuousBernoulli),
        Family("VonMises", td.VonMises, line.VonMises, ("location", "concentration")),
        Family("GeneralizedPareto", td.GeneralizedPareto, powers.GeneralizedPareto, (*TWO, "exponent")),
        Family(
            "GeneralizedPareto, default float64",
            td.GeneralizedPareto,
            powers.GeneralizedPareto,
            (*TWO, "exponent"),
            default=torch.float64,
        ),
    )
}
