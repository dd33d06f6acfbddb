"""Values for theorems about normal and Gamma laws, and what `impl` makes of them.

A value is drawn by its name: a b is a rate, an l a precision, an a a shape of more than one.
"""

import numpy as np
import sympy
import torch
from mpmath import mp, mpf
from torch.distributions import MultivariateNormal, kl_divergence

from derivations.attack.twins import near_misses
from derivations.commands.finding import load
from derivations.language import terms as t
from derivations.language.terms import digamma
from impl import normal_gamma as impl
from tests.support.plain_digits import Numbers, digits, has_law, size
from tests.support.plain_quadrature import value

torch.set_default_dtype(torch.float64)

CHAPTERS = ("normal_gamma", "normal_gamma_scores", "normal_gamma_bound", "normal_gamma_mean_field", "cavi_normal_gamma",
            "gaussian_mean_field")
THEOREMS = [name for name in load() if name.split(".")[0] in CHAPTERS]
SHAPES = ["a", "a0", "a1"]
POSITIVE = ["b", "b0", "b1", "l", "l0", "l1", "l2", "tau", "p11", "p22"]
REAL = ["m", "m1", "mu", "mu0", "y", "k", "w", "u1", "u2", "u3", "u4", "n1", "n2", "mu1", "mu2", "y1", "y2"]
PRECISION = 1e-12  # relative to the terms of a side
ROUGHLY = 1e-10  # the same, where a side is an integral


class Wide:
    """A number, and the size of the terms whose sum it is."""

    def __init__(self, number, room):
        self.number, self.room = number, float(room)


def drawn(rng: np.random.Generator) -> dict:
    """Values by name; the precision matrix is positive, and a₁, … are no posterior's."""
    found: dict = {name: rng.uniform(1.5, 5) for name in SHAPES}
    found |= {name: rng.uniform(0.5, 3) for name in POSITIVE}
    found |= {name: rng.uniform(-1.5, 1.5) for name in REAL}
    found["N"] = int(rng.integers(2, 6))
    found["p12"] = rng.uniform(-0.9, 0.9)*float(np.sqrt(found["p11"]*found["p22"]))
    return found | {"x": rng.normal(0.5, 1, found["N"])}


def names_of(*nodes):
    """The parameters, numbers, counts and functions that stand in statements."""
    found, left = set(), [*nodes]
    while left:
        node = left.pop()
        if isinstance(node, (sympy.Symbol, t.Coordinate, t.Function)):
            found.add(node)
        left += [part for part in node.args if isinstance(part, sympy.Basic)]
    return found


def numbers_of(values: dict, *nodes) -> Numbers:
    """The values of what stands in the statements; an index has none."""
    return Numbers({thing: values[thing.name] for thing in names_of(*nodes) if thing.name in values})


def sides(statement) -> list:
    """What a relation, or several, compare."""
    return [side for part in statement.args for side in (part.args if isinstance(part, sympy.core.relational.Relational) else [part])]


def at(node, numbers):
    """A quantity, by quadrature if there is a law in it, else in digits; and how near a program should come."""
    if has_law(node):
        found = value(node, numbers)
        return found, ROUGHLY*(1 + abs(found))
    return digits(node, numbers), PRECISION*size(node, numbers)


class Drawn:
    """Values by name, and the laws and the data that they make for the program.

    The law with the index 1 is the exact posterior.
    """

    def __init__(self, rng):
        values = drawn(rng)
        exact = impl.posterior(_law(values, "mu0", "l0", "a0", "b0"), torch.tensor(values["x"]))
        self.values = values | dict(zip(("m1", "l1", "a1", "b1"), exact.parameters.tolist(), strict=True))

    def __getattr__(self, name):
        if name not in self.values:
            raise AttributeError(name)
        return torch.tensor(self.values[name])

    u = property(lambda self: torch.stack([self.u1, self.u2, self.u3, self.u4]))
    point = property(lambda self: torch.stack([self.mu, self.tau]))
    prior = property(lambda self: _law(self.values, "mu0", "l0", "a0", "b0"))
    exact = property(lambda self: impl.posterior(self.prior, self.x))
    best = property(lambda self: impl.mean_field_optimum(self.prior, self.x))
    structured = property(lambda self: _law(self.values, "m", "l", "a", "b"))
    factored = property(lambda self: _law(self.values, "m", "l", "a", "b", impl.MeanField))

    def family(self, name, **changed):
        """A law of one family, with some parameters changed."""
        return _law(self.values | changed, "m", "l", "a", "b", {"structured": impl.NormalGamma, "factored": impl.MeanField}[name])

    def joint(self, target):
        """The log density, up to the factor exp(k), of the exact law; or that of the model."""
        return (lambda at: self.k + self.exact.log_prob(at)) if target == "exact" else impl.log_joint(self.prior, self.x)

    def pair(self):
        """The normal law of two numbers."""
        return MultivariateNormal(torch.stack([self.mu1, self.mu2]), precision_matrix=torch.stack([self.p11, self.p12, self.p12, self.p22]).view(2, 2))


def _law(values, *names_and_family):
    *names, family = names_and_family if not isinstance(names_and_family[-1], str) else (*names_and_family, impl.NormalGamma)
    return family(*(torch.tensor(float(values[name])) for name in names))


def mean(law, f):
    """The mean of f over a law of the program, by the trapezoidal rule for its own density, and that of |f|."""
    log_tau = torch.linspace(-60, 7, 672) - law.rate.log()
    deviation = torch.linspace(-9, 9, 121)
    tau = log_tau.exp()
    root = law._precision(tau).sqrt().expand_as(tau)
    points = torch.stack([law.loc + deviation/root[:, None], tau[:, None].expand(-1, len(deviation))], -1)
    weights = law.log_prob(points).exp()*(tau/root)[:, None]*(log_tau[1] - log_tau[0])*(deviation[1] - deviation[0])
    each = f(points)
    weights = weights.view(*weights.shape, *[1]*(each.dim() - 2))
    return (weights*each).sum((0, 1)), (weights*each.abs()).sum((0, 1))


def gradient(f, law):
    """The gradient of a function of a law in its four parameters, by autograd."""
    parameters = law.parameters.clone().requires_grad_()
    found, = torch.autograd.grad(f(type(law).from_parameters(parameters)), parameters)
    return found


def from_exact(v):
    """The divergence from the exact posterior, as a function of a law."""
    return lambda law: kl_divergence(law, v.exact)


def near(got, side, numbers) -> bool:
    want, room = at(side, numbers)
    got, more = (got.number, got.room) if isinstance(got, Wide) else (got, 0.0)
    return bool(abs(float(got) - want) <= room + PRECISION*more)


def sides_agree(theorem, program, v) -> None:
    """What the program makes of the values, side by side, is what the formulas of the theorem are; None is a side that it
    does not compute."""
    numbers = numbers_of(v.values, theorem.text.statement)
    for side, got in zip(theorem.text.statement.args, program(v), strict=True):
        assert got is None or near(got, side, numbers), (side, got, at(side, numbers), v.values)


def slips(side, numbers):
    """The value of a side with one slip each: a sign, a factor, a dropped term, ψ for a logarithm, one over a number for
    it; with the side and the numbers that were read."""
    yield from ((miss.expression, numbers) for miss in near_misses(side, (), 24))
    within = {node for law in side.atoms(t.Density) for number in law.taken for node in number.atoms(sympy.log)}
    logs = dict.fromkeys(node for node in sympy.preorder_traversal(side)
                         if isinstance(node, sympy.log) and not node.has(t.Density) and node not in within)
    yield from ((side.xreplace({node: digamma(node.args[0])}), numbers) for node in logs)
    for name in sorted(names_of(side), key=lambda name: name.name):
        if isinstance(name, (t.Parameter, t.Coordinate)):
            yield side, numbers | {name: 1/numbers[name]}


def unnoticed(theorem, program, places=()) -> list:
    """The slips, in sides without a mean that the program computes, that change a value at one of a few places, and with
    which the program agrees at all of them all the same."""
    places, left, tried = places or [Drawn(np.random.default_rng(k)) for k in range(3)], [], 0
    got = [program(v) for v in places]
    for which, side in enumerate(theorem.text.statement.args):
        if has_law(side) or got[0][which] is None:
            continue
        numbers = [numbers_of(v.values, theorem.text.statement) for v in places]
        true = [digits(side, each) for each in numbers]
        for at_places in zip(*(slips(side, each) for each in numbers), strict=True):
            wrong = [_or_none(*slip) for slip in at_places]
            if any(w is None or abs(w - right) > 1e-6*(1 + abs(right)) for w, right in zip(wrong, true, strict=True)):
                tried += 1
                if all(w is not None and near(one[which], *slip) for w, one, slip in zip(wrong, got, at_places, strict=True)):
                    left.append(at_places[0])
    assert tried or all(has_law(side) or side.is_number for side in theorem.text.statement.args), theorem
    return left


def _or_none(node, numbers):
    """A number; None where there is none."""
    try:
        found = digits(node, numbers)
    except (ValueError, ZeroDivisionError):
        return None
    return found if isinstance(found, mpf) and mp.isfinite(found) else None
