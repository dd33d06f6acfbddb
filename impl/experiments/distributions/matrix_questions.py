"""The questions about normal laws of vectors and Wishart laws of matrices."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import product

import torch
import torch.distributions as td
from flint import arb_mat
from torch import Tensor

from .balls import Right, exact
from .cases import Case
from .families import number
from .matrices import Gaussian, Wishart, matrix

Rows = list[list[float]]

FACTORS: dict[str, Rows] = {  # lower triangular
    "identity": [[1.0, 0.0], [0.0, 1.0]],
    "ordinary": [[1.5, 0.0], [-0.5, 0.75]],
    "correlated": [[1.0, 0.0], [1.0, 1e-4]],
    "uneven": [[1e-6, 0.0], [0.0, 1e6]],
}
MEANS = {"identity": [0.0, 0.0], "ordinary": [1.0, -2.0], "correlated": [0.5, 0.5], "uneven": [1e6, 1.0]}
DEGREES = (3.0, 1.0 + 1e-6, 2.0, 2.5, 1e6)
POINT = [0.25, -1.0]


@dataclass(frozen=True)
class Shape:
    """A named lower triangular factor and a mean."""

    name: str
    factor: Rows
    mean: list[float]

    def covariance(self) -> arb_mat:
        """The factor times its transpose."""
        rows = matrix([[exact(v) for v in row] for row in self.factor])
        return rows * rows.transpose()

    def gaussian(self) -> Gaussian:
        """The law with this covariance matrix."""
        return Gaussian([exact(v) for v in self.mean], self.covariance())

    def low_rank(self) -> Gaussian:
        """The law whose covariance matrix is w wᵀ + D, w the first column of the factor and D its squared diagonal."""
        w, d = [row[0] for row in self.factor], [self.factor[i][i] for i in range(2)]
        rows = [[exact(a) * exact(b) for b in w] for a in w]
        for i in range(2):
            rows[i][i] += exact(d[i] ** 2)
        return Gaussian([exact(v) for v in self.mean], matrix(rows))


def double(rows: Rows | list[float]) -> Tensor:
    """Numbers as a tensor in double precision."""
    return torch.tensor(rows, dtype=torch.float64)


def shapes(count: int, generator: torch.Generator) -> list[Shape]:
    """The named factors, and random ones."""
    found = [Shape(name, rows, MEANS[name]) for name, rows in FACTORS.items()]
    for i in range(count):
        a, b, c, d, e = torch.randn(5, dtype=torch.float64, generator=generator).tolist()
        found.append(Shape(f"random {i}", [[abs(a) + 0.1, 0.0], [b, abs(c) + 0.1]], [d, e]))
    return found


def dense(shape: Shape) -> td.Distribution:
    """torch's normal law with the factor."""
    return td.MultivariateNormal(double(shape.mean), scale_tril=double(shape.factor))


def low(shape: Shape) -> td.Distribution:
    """torch's normal law of low rank."""
    columns, squares = [[row[0]] for row in shape.factor], [shape.factor[i][i] ** 2 for i in range(2)]
    return td.LowRankMultivariateNormal(double(shape.mean), double(columns), double(squares))


GAUSSIANS: dict[str, tuple[Callable[[Shape], td.Distribution], Callable[[Shape], Gaussian]]] = {
    "MultivariateNormal": (dense, Shape.gaussian),
    "LowRankMultivariateNormal": (low, Shape.low_rank),
}


def questions(count: int, generator: torch.Generator) -> Iterator[Case]:
    """Every question about these laws."""
    listed = shapes(count, generator)
    for (name, (make, law)), shape in product(GAUSSIANS.items(), listed):
        yield Case(
            name, "entropy", shape.name, lambda m=make, s=shape: m(s).entropy(), lambda w=law, s=shape: w(s).entropy()
        )
        yield Case(
            name,
            "log_prob",
            shape.name,
            lambda m=make, s=shape: m(s).log_prob(double(POINT)),
            lambda w=law, s=shape: w(s).log_density([exact(v) for v in POINT]),
        )
        for k in range(2):
            text = f"{shape.name}; entry {k}"
            yield Case(
                name, "mean", text, lambda m=make, s=shape, k=k: m(s).mean[k], lambda s=shape, k=k: same(s.mean[k])
            )
            yield Case(
                name,
                "variance",
                text,
                lambda m=make, s=shape, k=k: m(s).variance[k],
                lambda w=law, s=shape, k=k: w(s).variance(k),
            )
    for (p, q), (a, b) in product(product(GAUSSIANS, repeat=2), product(listed, repeat=2)):
        yield _divergence(p, q, a, b)
    for shape, degrees in product(listed, DEGREES):
        yield from _wishart(shape, degrees)
    for a, b in product(listed, repeat=2):
        yield from _wishart_pair(a, b)


def same(value: float) -> Right:
    """A parameter itself."""
    return Right(exact(value), abs(exact(value)))


def _divergence(p: str, q: str, a: Shape, b: Shape) -> Case:
    (make_p, law_p), (make_q, law_q) = GAUSSIANS[p], GAUSSIANS[q]
    return Case(
        f"{p} ‖ {q}",
        "kl_divergence",
        f"{a.name} ‖ {b.name}",
        lambda: td.kl_divergence(make_p(a), make_q(b)),
        lambda: law_p(a).divergence(law_q(b)),
    )


def wishart(shape: Shape, degrees: float) -> td.Wishart:
    """torch's Wishart law."""
    return td.Wishart(number(degrees), scale_tril=double(shape.factor))


def _wishart(shape: Shape, degrees: float) -> Iterator[Case]:
    text, point = f"{degrees:.9g}, {shape.name}", [[2.0, 0.5], [0.5, 1.0]]

    def law() -> Wishart:
        return Wishart(exact(degrees), shape.covariance())

    def made() -> td.Wishart:
        return wishart(shape, degrees)

    yield Case("Wishart", "entropy", text, lambda: made().entropy(), lambda: law().entropy())
    yield Case(
        "Wishart",
        "log_prob",
        text,
        lambda: made().log_prob(double(point)),
        lambda: law().log_density(matrix([[exact(v) for v in row] for row in point])),
    )
    for i, j in ((0, 0), (0, 1), (1, 1)):
        at = f"{text}; entry {i}, {j}"
        yield Case("Wishart", "mean", at, lambda i=i, j=j: made().mean[i, j], lambda i=i, j=j: law().mean(i, j))
        yield Case(
            "Wishart", "variance", at, lambda i=i, j=j: made().variance[i, j], lambda i=i, j=j: law().variance(i, j)
        )


def _wishart_pair(a: Shape, b: Shape) -> Iterator[Case]:
    """One pair, and the same pair as the first entry of a batch of two."""
    degrees = 3.0, 2.5

    def right() -> Right:
        return Wishart(exact(degrees[0]), a.covariance()).divergence(Wishart(exact(degrees[1]), b.covariance()))

    def batch(shape: Shape, first: float, second: float) -> td.Wishart:
        factors = torch.stack((double(shape.factor), double(FACTORS["ordinary"])))
        return td.Wishart(double([first, second]), scale_tril=factors)

    text = f"3, {a.name} ‖ 2.5, {b.name}"
    yield Case(
        "Wishart ‖ Wishart",
        "kl_divergence",
        text,
        lambda: td.kl_divergence(wishart(a, degrees[0]), wishart(b, degrees[1])),
        right,
    )
    yield Case(
        "Wishart ‖ Wishart",
        "kl_divergence of a batch",
        f"{text}; the first of two",
        lambda: td.kl_divergence(batch(a, degrees[0], 4.0), batch(b, degrees[1], 5.0))[0],
        right,
    )
