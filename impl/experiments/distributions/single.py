"""The questions about one distribution: its moments, its entropy, its densities at the edges, its quantiles."""

import math
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import replace

import torch.distributions as td
from flint import arb

from .balls import NO_VALUE, Right, exact, only
from .cases import Asked, Case, written
from .families import Family, Parameters, number
from .law import Law

INFINITY = math.inf
EDGES = (0.0, -0.0, 1.0, INFINITY, -INFINITY)
INSIDE = (0.5, 2.0, 2.5, -1.0, 1e-3, 100.0)
SHARES = (0.5, 0.25, 0.975, 1e-3, 1e-10)  # of cdf and icdf
CHECKED, UNCHECKED = True, False


def questions(family: Family, parameters: Parameters) -> Iterator[Case]:
    """Every question about one distribution."""
    for part in (_moments, _densities, _quantiles):
        for case in part(family, parameters):
            yield replace(case, default=family.default)


def _moments(family: Family, parameters: Parameters) -> Iterator[Case]:
    distribution, text = family.distribution(parameters), written(parameters)

    def case(method: str, said: Asked, right: Callable[[], Right]) -> Case:
        return Case(family.name, method, text, said, right)

    def law() -> Law:
        return family.right(parameters)

    yield case("mean", lambda: distribution.mean, lambda: law().mean())
    yield case("variance", lambda: distribution.variance, lambda: law().variance())
    yield case("stddev", lambda: distribution.stddev, lambda: law().stddev())
    yield case("entropy", lambda: distribution.entropy(), lambda: law().entropy())
    yield case("mode", lambda: distribution.mode, lambda: nearest_mode(law(), distribution))


def nearest_mode(law: Law, distribution: td.Distribution) -> Right:
    """The point of greatest density that is nearest to what the library says; that itself, if none is better.

    Where there are several, NaN is right too.
    """
    modes, said = law.modes(), math.nan
    with suppress(NotImplementedError):
        said = float(distribution.mode)
    point = exact(said)
    if point.is_nan() and len(modes) > 1:
        return NO_VALUE
    if point.is_finite() and law.contains(point):
        there, best = law.log_density(point).value, law.log_density(modes[0]).value
        if there.is_finite() and best.is_finite() and bool(there >= best):
            return only(point)
    return only(min(modes, key=lambda mode: float(abs(mode - point).mid()) if point.is_finite() else 0.0))


def _densities(family: Family, parameters: Parameters) -> Iterator[Case]:
    law = family.right(parameters)
    ends = [float(end.mid()) for end in (law.lower, law.upper) if end.is_finite()]
    ends = [end for end in ends if bool(exact(end) == law.lower) or bool(exact(end) == law.upper)]
    beside = [end + step for end in ends for step in (-1.0, -0.5, 1.0)]
    for x in {repr(x): x for x in (*INSIDE, *ends, *beside, *(EDGES if law.chart != "circle" else ()))}.values():
        yield from _density(family, parameters, law, x)


def _density(family: Family, parameters: Parameters, law: Law, x: float) -> Iterator[Case]:
    point, text = exact(x), f"{written(parameters)}; x = {x:g}"

    def said(checked: bool) -> Asked:
        return lambda: family.distribution(parameters, checked).log_prob(number(x))

    def right() -> Right:
        return family.right(parameters).log_density(point)

    if not point.is_finite():
        yield Case(family.name, "log_prob", text, said(CHECKED), right, edge=True, refusable=True)
    elif law.contains(point):
        end = law.chart != "counts" and (bool(point == law.lower) or bool(point == law.upper))
        yield Case(family.name, "log_prob", text, said(CHECKED), right, edge=end, refusable=end)
    else:
        yield Case(family.name, "log_prob", text, said(CHECKED), None)
        yield Case(family.name, "log_prob", text, said(UNCHECKED), right, unchecked=True, refusable=True)


def _quantiles(family: Family, parameters: Parameters) -> Iterator[Case]:
    law, text = family.right(parameters), written(parameters)
    for x in {0.5, 2.0, -1.0, -10.0, 10.0, 1e-6}:
        point = exact(x)
        if law.contains(point) and law.chart != "counts" and has(law, "cdf"):
            yield Case(
                family.name,
                "cdf",
                f"{text}; x = {x:g}",
                lambda x=x: family.distribution(parameters).cdf(number(x)),
                lambda point=point: family.right(parameters).cdf(point),
            )
    for u in SHARES if has(law, "quantile") else ():
        yield Case(
            family.name,
            "icdf",
            f"{text}; u = {u:g}",
            lambda u=u: family.distribution(parameters).icdf(number(u)),
            lambda u=u: quantile(family.right(parameters), exact(u)),
        )


def quantile(law: Law, u: arb) -> Right:
    """The quantile, with terms that are larger by 1/u or 1/(1 − u): so much of u is lost where it is added to one."""
    right = law.quantile(u)
    return Right(right.value, right.terms / u.min(1 - u))


def has(law: Law, method: str) -> bool:
    """Whether a law has its own closed form."""
    return getattr(type(law), method) is not getattr(Law, method)
