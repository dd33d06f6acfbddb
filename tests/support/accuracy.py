"""The largest errors of the functions of `impl`, by ball arithmetic: `python -m tests.support.accuracy` writes them.

A `Row` is one function on a fixed grid. `ours` takes the columns of the grid as float64 tensors (n,) and returns (n,) or
(n, …); `exact` takes one point as floats and returns, for each entry of ours there, a ball, or a ball and what its error
is measured by (the sum of the absolute terms of the stated formula). Add rows to `ROWS`.
"""

import math
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import cache
from typing import NamedTuple

import flint
import torch
from flint import acb, arb
from torch import Tensor

from impl import _special, gamma
from tests import ROOT
from tests.support import accuracy_diffusion, accuracy_normal_gamma

TABLE = ROOT / "tests" / "impl" / "accuracy.md"
PRECISION = 320  # bits
HEADER = """# Accuracy

Largest error of each function in double precision against ball arithmetic, on the grid of `tests/support/accuracy.py`, which writes
this table. Relative, or in units of the sum of the absolute terms of the formula where "terms" is said.

| function | error | worst | at | bound |
| --- | --- | --- | --- | --- |
"""


class Worst(NamedTuple):
    error: float
    at: tuple[float, ...]


@dataclass(frozen=True)
class Row:
    name: str
    ours: Callable[..., Tensor]
    exact: Callable[..., Sequence]
    columns: tuple[Sequence[float], ...]
    kind: str = "relative"
    bound: float = 1e-12
    labels: tuple[str, ...] = field(default=("shape", "scale"))

    def points(self) -> Iterator[tuple[float, ...]]:
        return zip(*self.columns, strict=True)

    def errors(self, *columns: Sequence[float]) -> list[float]:
        """The larger error of each point's entries."""
        got = self.ours(*(torch.tensor(c, dtype=torch.float64) for c in columns)).detach()
        with flint.ctx.workprec(PRECISION):
            exact = [self.exact(*point) for point in zip(*columns, strict=True)]
            return [
                max(error(value, entry) for value, entry in zip(values, entries, strict=True))
                for values, entries in zip(got.reshape(len(exact), -1).tolist(), exact, strict=True)
            ]

    def worst(self) -> Worst:
        return max(map(Worst, self.errors(*self.columns), self.points()))

    def line(self) -> str:
        worst = self.worst()
        at = ", ".join(f"{label} {value!r}" for label, value in zip(self.labels, worst.at, strict=False))
        return f"| {self.name} | {self.kind} | {rounded_up(worst.error):.0e} | {at} | {self.bound:.0e} |"


def error(value: float, entry) -> float:
    """An upper bound of |value − truth| in units of the measure, which is the truth itself unless it is given."""
    truth, measure = entry if isinstance(entry, tuple) else (entry, abs(entry))
    off = abs(arb(value) - truth)
    if off == 0:
        return 0.0
    ratio = float((off / measure).upper())
    return ratio if math.isfinite(ratio) else math.inf


def rounded_up(error: float) -> float:
    """The error rounded up to one digit."""
    if error == 0:
        return 0.0
    unit = 10.0 ** math.floor(math.log10(error))
    return math.ceil(error / unit) * unit


@cache
def psi(order: int, x: float) -> arb:
    """The derivative of ψ of the given order, 0 for ψ itself."""
    return acb(x).polygamma(acb(order)).real


def derivative(function: Callable[[Tensor], Tensor], order: int) -> Callable[[Tensor], Tensor]:
    """The derivative of a function by autograd."""

    def of(x: Tensor) -> Tensor:
        x = x.clone().requires_grad_()
        value = function(x)
        for k in range(order):
            (value,) = torch.autograd.grad(value.sum(), x, create_graph=k + 1 < order)
        return value

    return of


def grid() -> list[float]:
    """Points 1e-6 … 1e8, twenty a decade to four digits, all half-integers to 40, and the ends of each method."""
    spread = [float(f"{10 ** (k / 20):.4g}") for k in range(-120, 161)]
    halves = [k / 2 for k in range(1, 81)]
    edges = [math.nextafter(edge, side) for edge in (1.0, 2.0, 8.0, 16.0, 24.0) for side in (0.0, 99.0)]
    return sorted({*spread, *halves, *edges})


SHAPES = grid()
SCALES = [1e-100, 3e-7, 1.0, 7.3, 1e100]
PLANE = tuple(zip(*((a, s) for a in SHAPES[::2] for s in SCALES), strict=True))


def special(name: str, *derivatives: Callable[[float], tuple]) -> list[Row]:
    """The rows of a function of `impl._special` and of its derivatives."""
    titles = ("{}", "{}, first derivative", "{}, second derivative")
    function = getattr(_special, name)
    return [
        Row(titles[k].format(f"`_special.{name}`"), derivative(function, k), exact, (SHAPES,), labels=("x",))
        for k, exact in enumerate(derivatives)
    ]


def off_root(x: float) -> list:
    """The error of ψ relative to ψ where |x − 1.4616…| > 0.05, relative to log x and log x − ψ(x) nearer."""
    value = psi(0, x)
    terms = abs(arb(x).log()) + abs(arb(x).log() - value)
    return [(value, terms if abs(x - 1.4616321449683623) < 0.05 else abs(value))]


def log_normalizer(first: float, second: float) -> list:
    shape, log_scale = arb(second) + 1, -(-arb(first)).log()
    terms = shape * log_scale, shape.lgamma()
    return [(sum(terms), sum(map(abs, terms)))]


def means(shape: float, scale: float) -> list:
    terms = psi(0, shape), arb(scale).log()
    return [arb(shape) * arb(scale), (sum(terms), sum(map(abs, terms)))]


def fisher(shape: float, scale: float) -> list:
    a, s = arb(shape), arb(scale)
    return [psi(1, shape), 1 / s, 1 / s, a / s**2]


def inverse(shape: float, scale: float) -> list:
    a, s, trigamma = arb(shape), arb(scale), psi(1, shape)
    excess = a * trigamma - 1
    return [a / excess, -s / excess, -s / excess, s**2 * trigamma / excess]


DATA = (0.25, 1.5, 3.0, 40.0)
DOUBLES = torch.tensor(DATA, dtype=torch.float64)


def moments(data: Sequence[float]) -> tuple[arb, arb]:
    return sum(map(arb, data), arb(0)) / len(data), sum((arb(x).log() for x in data), arb(0)) / len(data)


def nll(shape: float, scale: float) -> list:
    a, s, (mean, mean_log) = arb(shape), arb(scale), moments(DATA)
    terms = a * s.log(), a.lgamma(), -(a - 1) * mean_log, mean / s
    return [(sum(terms), sum(map(abs, terms)))]


def nll_gradient(shape: float, scale: float) -> list:
    a, s, (mean, mean_log) = arb(shape), arb(scale), moments(DATA)
    in_shape, in_scale = (s.log(), psi(0, shape), -mean_log), (a / s, -mean / s**2)
    return [(sum(terms), sum(map(abs, terms))) for terms in (in_shape, in_scale)]


def pairs(spread: float, scale: float) -> list[float]:
    """Two points about the scale, as floats."""
    return [scale, scale * (1 + spread)]


def mle(spread: float, scale: float) -> list:
    return fit(*moments(pairs(spread, scale)), (spread, scale))


def crowded_mle(count: float, point: float) -> list:
    """The fit of points that are equal except one, which is the next float."""
    each, last = arb(point), arb(math.nextafter(point, math.inf))
    mean, mean_log = each + (last - each) / count, each.log() + (last.log() - each.log()) / count
    return fit(mean, mean_log, (count, point))


def fit(mean: arb, mean_log: arb, at: tuple[float, float]) -> list:
    """The fit by Newton's method on the midpoints of balls, then an interval step that proves the root."""
    gap = mean.log() - mean_log
    shape = arb((3 - gap + ((gap - 3) ** 2 + 24 * gap).sqrt()) / (12 * gap)).mid()
    for _ in range(8):
        shape = (shape / (1 + (gap - shape.log() + shape.digamma()) / excess(shape))).mid()
    near = arb(shape, abs(shape) * arb(2) ** -150)
    residual = gap - shape.log() + shape.digamma()
    root = shape - residual * near / excess(near)  # the derivative of log x − ψ(x) is −excess / x
    if not near.contains(root):
        raise ArithmeticError(f"no root proved at {at}")
    return [root, mean / root]


def excess(x: arb) -> arb:
    return x * acb(x).polygamma(acb(1)).real - 1


def fitted(spread: Tensor, scale: Tensor) -> Tensor:
    """The fits of each data set by itself, as single numbers, and of all together, in turn."""
    data = torch.stack((scale, scale * (1 + spread)), -1)
    alone = torch.stack([torch.stack(gamma.mle(row)) for row in data])
    together = torch.stack(gamma.mle(data), -1)
    return torch.where((torch.arange(len(data)) % 2 == 0).unsqueeze(-1), alone, together)


def crowded(count: Tensor, point: Tensor) -> Tensor:
    fits = []
    for size, each in zip(count.long().tolist(), point):
        data = each.repeat(size)
        data[size // 3] = torch.nextafter(each, each + 1)
        fits.append(torch.stack(gamma.mle(data)))
    return torch.stack(fits)


CROWDS = [2.0, 10.0, 1e3, 1e5, 1e6]
SPREADS = [float(f"{10 ** (k / 4):.3g}") for k in range(-40, 33)]

ROWS = [
    *special("lgamma", lambda x: [arb(x).lgamma() if x not in (1, 2) else (arb(0), arb(1))], off_root, lambda x: [psi(1, x)]),
    *special("digamma", off_root, lambda x: [psi(1, x)], lambda x: [psi(2, x)]),
    *special("trigamma", lambda x: [psi(1, x)], lambda x: [psi(2, x)], lambda x: [psi(3, x)]),
    *special(
        "log_minus_digamma",
        lambda x: [arb(x).log() - psi(0, x)],
        lambda x: [1 / arb(x) - psi(1, x)],
        lambda x: [-1 / arb(x) ** 2 - psi(2, x)],
    ),
    *special(
        "trigamma_excess",
        lambda x: [arb(x) * psi(1, x) - 1],
        lambda x: [arb(x) * psi(2, x) + psi(1, x)],
        lambda x: [arb(x) * psi(3, x) + 2 * psi(2, x)],
    ),
    Row(
        "`_special.at`, both",
        lambda x: torch.tensor([_special.at(v) for v in x.tolist()], dtype=torch.float64),
        lambda x: [arb(x).log() - psi(0, x), arb(x) * psi(1, x) - 1],
        (SHAPES,),
        labels=("x",),
    ),
    Row(
        "`gamma.log_normalizer`",
        lambda first, second: gamma.log_normalizer(torch.stack((first, second), -1)),
        log_normalizer,
        ([-1 / s for s in PLANE[1]], [a - 1 for a in PLANE[0]]),
        kind="terms",
        labels=("η₁", "η₂"),
    ),
    Row("`gamma.mean_parameters`", gamma.mean_parameters, means, PLANE, kind="relative, terms"),
    Row("`gamma.fisher_information`", gamma.fisher_information, fisher, PLANE),
    Row("`gamma.inverse_fisher`", gamma.inverse_fisher, inverse, PLANE),
    Row("`gamma.nll`", lambda a, s: gamma.nll(a, s, DOUBLES), nll, PLANE, kind="terms"),
    Row("`gamma.nll_gradient`", lambda a, s: gamma.nll_gradient(a, s, DOUBLES), nll_gradient, PLANE, kind="terms"),
    Row(
        "`gamma.mle` of x and x (1 + t)",
        fitted,
        mle,
        tuple(zip(*((t, s) for t in SPREADS for s in (1e-100, 0.3, 1e100)), strict=True)),
        labels=("t", "x"),
    ),
    Row(
        "`gamma.mle` of N − 1 points x and the next float",
        crowded,
        crowded_mle,
        tuple(zip(*((n, x) for n in CROWDS for x in (1e-100, 0.1, 1.0, 1.7)), strict=True)),
        labels=("N", "x"),
    ),
    *(
        Row(f"`normal_gamma.{name}", ours, exact, accuracy_normal_gamma.COLUMNS, kind, labels=("shape", "rate", "second"))
        for name, ours, exact, kind in accuracy_normal_gamma.ROWS
    ),
    *(
        Row(f"`diffusion.{name}", ours, exact, columns, kind, labels=labels)
        for name, ours, exact, columns, kind, labels in accuracy_diffusion.ROWS
    ),
]


def table() -> str:
    return HEADER + "\n".join(row.line() for row in ROWS) + "\n"


if __name__ == "__main__":
    TABLE.write_text(table())
    print(TABLE.read_text())
