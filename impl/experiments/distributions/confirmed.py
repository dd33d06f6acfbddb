"""The closed forms beside integrals of the densities themselves, at ordinary parameters."""

from collections.abc import Iterator

from flint import arb, ctx

from . import quadrature
from .families import FAMILIES, Parameters
from .law import Law, covers, divergence
from .pairs import pairs

AGREEMENT = 1e-15  # of a closed form and an integral, absolute or relative
BITS = 160
ABOUT = 150  # comparisons, for the progress bar

ORDINARY: dict[str, Parameters] = {
    "Normal": (0.5, 1.5),
    "Gamma": (2.5, 0.5),
    "Beta": (0.75, 2.5),
    "Exponential": (2.0,),
    "Laplace": (0.25, 1.5),
    "Gumbel": (0.5, 1.5),
    "LogNormal": (0.5, 0.75),
    "Uniform": (0.25, 0.75),
    "Pareto": (0.125, 6.0),
    "Weibull": (1.5, 2.5),
    "HalfNormal": (1.5,),
    "HalfCauchy": (1.5,),
    "Cauchy": (0.5, 1.5),
    "StudentT": (6.0, 0.5, 1.5),
    "Chi2": (3.0,),
    "FisherSnedecor": (3.0, 12.0),
    "InverseGamma": (6.0, 2.0),
    "Kumaraswamy": (2.5, 1.5),
    "Bernoulli": (0.25,),
    "Binomial": (5.0, 0.25),
    "Geometric": (0.25,),
    "NegativeBinomial": (2.5, 0.25),
    "Poisson": (2.5,),
    "ContinuousBernoulli": (0.25,),
    "VonMises": (0.5, 2.0),
    "GeneralizedPareto": (0.5, 1.5, 0.125),
}
OTHER: dict[str, Parameters] = {  # of q beside p
    "Normal": (-0.25, 0.75),
    "Gamma": (1.5, 2.0),
    "Beta": (2.5, 1.5),
    "Exponential": (0.75,),
    "Laplace": (-0.5, 0.75),
    "Gumbel": (-0.25, 2.0),
    "LogNormal": (0.25, 1.25),
    "Uniform": (0.0, 1.0),
    "Pareto": (0.0625, 3.0),
    "Weibull": (0.75, 1.5),
    "HalfNormal": (2.5,),
    "HalfCauchy": (0.75,),
    "Cauchy": (-0.5, 0.75),
    "Chi2": (5.0,),
    "InverseGamma": (3.0, 1.5),
    "Bernoulli": (0.75,),
    "Binomial": (7.0, 0.5),
    "Geometric": (0.5,),
    "Poisson": (1.25,),
    "ContinuousBernoulli": (0.625,),
    "VonMises": (-1.0, 0.5),
}


def confirmations() -> Iterator[tuple[str, arb, arb]]:
    """A name, a closed form, and the integral, for each law and for each pair with a finite divergence."""
    before = ctx.prec
    ctx.prec = BITS
    try:
        for name, parameters in ORDINARY.items():
            yield from of_law(name, FAMILIES[name].right(parameters))
        for p, q in pairs():
            if p.name in ORDINARY and q.name in OTHER:
                yield from of_pair(f"{p.name} ‖ {q.name}", p.right(ORDINARY[p.name]), q.right(OTHER[q.name]))
    finally:
        ctx.prec = before


def of_law(name: str, law: Law) -> Iterator[tuple[str, arb, arb]]:
    """The mass, two moments and the entropy."""
    yield f"{name}: mass", arb(1), quadrature.mass(law)
    if law.chart != "circle":
        first, second = law.mean().value, law.mean_square(arb(0))
        for n, closed in ((1, first), (2, second)):
            if closed.is_finite():
                yield f"{name}: moment {n}", closed, quadrature.moment(law, n)
    try:
        closed = law.entropy().value
    except NotImplementedError:
        return
    yield f"{name}: entropy", closed, quadrature.entropy(law)


def of_pair(name: str, p: Law, q: Law) -> Iterator[tuple[str, arb, arb]]:
    """The divergence, where it is finite and has a closed form."""
    try:
        closed = divergence(p, q).value if covers(q, p) else arb.pos_inf()
    except NotImplementedError:
        return
    if closed.is_finite():
        yield f"{name}: divergence", closed, quadrature.divergence(p, q)


def difference(closed: arb, integral: arb) -> float:
    """The largest difference that the two balls allow, relative to the larger of one and the value."""
    return float((abs(closed - integral) / abs(closed).max(arb(1))).abs_upper())
