"""Small models in which the formulas of the report have values: what its names stand for, and what its operators do.

Each function gives both for some claims.  The tables are drawn anew for each generator of random numbers that is given.
"""

from collections.abc import Callable, Sequence
from typing import Any

import numpy as np
from numpy.random import Generator

Model = tuple[dict[str, Any], dict[str, Callable]]


def law(rng: Generator, *sizes: int, over: int | tuple[int, ...] | None = None) -> np.ndarray:
    """A table of positive numbers that add up to one over the given axes, or over all."""
    table = rng.uniform(0.2, 1.0, sizes)
    return table/table.sum(axis=over, keepdims=over is not None)


def kl(one: np.ndarray, other: np.ndarray) -> np.ndarray:
    return np.sum(one*np.log(one/other))


def mean_under(weights: np.ndarray, *axes: int, keep: bool = False) -> Callable:
    """The mean over the given axes, or over all of them; they are kept, with one place each, if `keep` says so."""
    return lambda values: np.sum(weights*values, axis=axes or None, keepdims=keep)


def evidence_bound(rng: Generator) -> Model:
    """1.1.1: a law of z and a joint density at one x."""
    q, p = law(rng, 4), rng.uniform(0.1, 0.9, 4)
    return {"ℒ": np.sum(q*np.log(p/q)), "p(x, z)": p, "q(z)": q}, {"KL": kl, "E_q": mean_under(q)}


def three_factors(rng: Generator) -> Model:
    """1.1.3: a joint density of three latent variables at one x, and a factor for each; j is 1."""
    p, (q1, q2, q3) = rng.uniform(0.1, 0.9, (2, 3, 2)), (law(rng, size) for size in (2, 3, 2))
    others = q2[:, None]*q3
    expected = np.sum(others*np.log(p), axis=(1, 2))
    tilde = np.exp(expected)
    bound = np.sum(q1*expected) - np.sum(q1*np.log(q1)) - np.sum(others*np.log(others))
    const = np.log(tilde.sum()) - np.sum(others*np.log(others))
    names = {"p(X, Z)": p, "p(x, z)": p, "q(z_j)": q1, "p̃(x, z_j)": tilde, "Z": tilde.sum(), "ℒ": bound, "const": const,
             "q(z_j)*": tilde/tilde.sum(), "q₁*(Z₁)": tilde/tilde.sum(), "…": np.sum(q1*expected) - np.sum(q1*np.log(q1))}
    over_others = mean_under(others, 1, 2)
    return names, {"E_{−Z₁}": over_others, "E_{Π_{l≠j} q(z_l)}": over_others, "E_{q(z_j)}": mean_under(q1), "KL": kl,
                   "dZ₁": np.sum, "dz_j": np.sum}


def several_draws(rng: Generator) -> Model:
    """2.1.10 and 2.1.11: two independent draws; the axes are the number k of a draw, the first draw and the second."""
    q, prior = law(rng, 3), law(rng, 3)
    p = rng.uniform(0.1, 0.9, 3)
    first, second = np.ones((3, 3))*q[:, None], np.ones((3, 3))*q

    def of_each(table: np.ndarray) -> np.ndarray:
        """A quantity of a draw, of either of the two."""
        return np.stack([np.ones((3, 3))*table[:, None], np.ones((3, 3))*table])

    def over_its_own(values: np.ndarray) -> np.ndarray:
        """The mean of each over its own draw."""
        return np.stack([np.sum(values[0]*first, axis=0, keepdims=True), np.sum(values[1]*second, axis=1, keepdims=True).T])

    names = {"p(X, Z_k)": of_each(p), "q(Z_k|X)": of_each(q), "p(X)": p.sum(), "K": 2.0, "log(…)": np.log(of_each(p/q).mean(axis=0)),
             "ℒ₁": np.sum(q*np.log(p/q)), "p(X, Z)": p, "P(X, Z)": p, "q(Z|X)": q, "q(Z)": prior}
    return names, {"E_{Z_1, …, Z_K}": mean_under(first*second), "E_{Z_k}": over_its_own, "E_{Z_K}": mean_under(second, -1, keep=True),
                   "Σ_k": lambda values: values.sum(axis=0), "E_Z": mean_under(q)}


def uniform_index(rng: Generator) -> Model:
    """2.1.11: three numbers and one of them drawn; the small k is two."""
    a = rng.uniform(0.2, 2.0, 3)
    return {"a_{k₁}": a, "a₁": a[0], "…": a[1], "a_K": a[2], "a_k": a[1], "K": 3.0, "k": 2.0}, {"E_I": np.mean}


def three_hidden(rng: Generator) -> Model:
    """2.1.12: the densities of z, v and two y_n at one point, and a number in the place that x_n has not."""
    z, v, y, x = rng.uniform(0.2, 0.9), rng.uniform(0.2, 0.9), rng.uniform(0.2, 0.9, 2), rng.uniform(0.2, 0.9)
    hidden = np.array([z, v, *y])
    return ({"q_(3)(z_(3))": z*v*y.prod(), "q(z|λ_3)": z, "q(v|λ_4)": v, "q(y_n|λ_{5,n})": y, "q_(3)(z)": z, "q(z_j|λ_j)": hidden},
            {"Π_n": np.prod, "Π_{z_j ∈ z_(3), z_j ≠ x_n}": np.prod, "Π_{z_j ∈ z_(3)}": lambda values: np.prod(values)*x})


def signal(rng: Generator) -> Model:
    """2.2.13: the densities at one draw."""
    given, prior, q = rng.uniform(0.2, 0.9, 3)
    return {"p(D, z[s])": given*prior, "p(D | z[s])": given, "p(z[s])": prior, "q(z[s]; λ)": q}, {}


def correlated(rng: Generator) -> Model:
    """1.2.4 and 1.2.5: a law of μ and τ under which they depend on each other; the axes are μ and τ."""
    q = law(rng, 3, 4)
    mu, tau = q.sum(axis=1, keepdims=True), q.sum(axis=0, keepdims=True)
    return {"q(μ, τ)": q, "q(μ)": mu, "q(τ)": tau, "q(μ | τ)": q/tau, "q(τ | μ)": q/mu}, {}


def controlled(rng: Generator) -> Model:
    """2.2.13: the gradient from S draws with a control variate; i is another index than d."""
    (f, h, other, another), a = rng.normal(size=(4, 5)), rng.normal()
    found = np.mean(f - a*h)
    return {"∇_{λ_d} ℒ": found, "∇_λ ℒ": found, "S": 5.0, "f_d[s]": f, "h_d[s]": h, "f_i[s]": other, "h_i[s]": another, "a_d*": a}, {
        "Σ_s": np.sum, "Σ": np.sum}


def one_score(rng: Generator) -> Model:
    """3.1.21: a law and the derivative of its logarithm; where the law is the posterior, the estimator is minus that."""
    q, change = law(rng, 4), rng.normal(size=4)
    score = (change - change.mean())/q
    mean = mean_under(q)
    return {"∇_φ log q_φ(z|x)": score, "Var ∇̂_TD": mean(score**2) - mean(score)**2}, {"E": mean}


def at(first: int, last: int, whole: Callable) -> Callable:
    """A sum or a product over t from `first` to `last` of an array of which the first axis is t, from one."""
    return lambda values: whole(values[first - 1:last], axis=0)


def path(rng: Generator) -> Model:
    """4.1.26: the densities of p and q at one path of three steps, T = 3; where one t is meant, it is 2."""
    last, (back, forth, marginal) = rng.uniform(0.2, 0.9), rng.uniform(0.2, 0.9, (3, 3))
    step = forth*marginal/np.roll(marginal, 1)
    names = {"p_θ(x_{0:T})": last*back.prod(), "p_θ(x_T)": last, "p_θ(x_{T−1}|x_T)": back[2], "…": back[1], "p_θ(x_0|x_1)": back[0],
             "p_θ(x_1|x_0)": rng.uniform(0.2, 0.9), "p_θ(x_{t−1}|x_t)": back, "q(x_t|x_{t−1})": step[1:], "q(x_{t−1}|x_t, x₀)": forth[1:],
             "q(x_t|x₀)": marginal[1:], "q(x_{t−1}|x₀)": marginal[:-1], "q(x_t, x₀)": marginal[1:]*rng.uniform(0.2, 0.9)}
    return names, {"∏_{t=1}^{T}": at(1, 3, np.prod), "∏_{t=1}^{T−1}": at(1, 2, np.prod), "∏_{t=2}^T": lambda values: values.prod(),
                   "Σ_{t=2}^T": lambda values: values.sum()}


def hidden_states(rng: Generator) -> Model:
    """4.1.26: a joint density of x₀ and of a hidden state of all later times."""
    p, q = law(rng, 3, 4), law(rng, 3)
    return ({"p_θ(x₀)": p.sum(axis=1), "p_θ(x_{0:T})": p},
            {"dx_{1:T}": lambda values: values.sum(axis=1), "𝔼": mean_under(q)})


def chains(rng: Generator) -> Model:
    """4.1.26: chains of two states and three steps, given one x₀.  The axes are t, x_{t−1} and x_t."""
    start, steps, back = law(rng, 2), law(rng, 2, 2, 2, over=2), law(rng, 3, 2, 2, over=1)
    prior, first = law(rng, 2), back[0, 0]
    marginals = [start, start @ steps[0], start @ steps[0] @ steps[1]]
    turned = np.stack([marginals[i][:, None]*steps[i]/marginals[i + 1] for i in range(2)])
    now = np.stack(marginals[1:])[:, None, :]
    weights = start[:, None, None]*steps[0][:, :, None]*steps[1][None, :, :]
    inside = (np.log(marginals[2]/prior)[None, None, :] + np.log(turned[1]/back[2])[None, :, :]
              + np.log(turned[0]/back[1])[:, :, None] - np.log(first)[:, None, None])
    names = {"𝔼_{q(x_{1:T}|x₀)}[… − Σ_{t>1}^T …]": np.sum(weights*inside), "q(x_T|x₀)": marginals[2][None, :, None],
             "p(x_T)": prior[None, :, None], "q(x_{t−1}|x_t, x₀)": turned, "p_θ(x_{t−1}|x_t)": back[1:],
             "p_θ(x₀|x₁)": first[None, None, :]}
    return names, {"D_KL": lambda one, other: np.sum(one*np.log(one/other), axis=1, keepdims=True), "𝔼_{q₁}": np.sum,
                   "𝔼_{q₂}": mean_under(now, 1, 2), "𝔼_{q₃}": mean_under(start),
                   "Σ_{t>1}^T": np.sum, "Σ_{t>2}^T": lambda values: np.sum(values[1:])}


OF_STATES: dict[Callable[[Generator], Model], Sequence[str]] = {
    evidence_bound: ("1.1.1-k",), three_factors: ("1.1.3-b", "1.1.3-ad", "1.1.3-ag", "1.1.3-ak", "1.1.3-am", "1.1.3-an", "1.1.3-ap"),
    several_draws: ("2.1.10-g", "2.1.11-e"), uniform_index: ("2.1.11-h",), three_hidden: ("2.1.12-j", "2.1.12-k"),
    correlated: ("1.2.4-a", "1.2.5-c", "2.2.13-e"), controlled: ("2.2.13-bk",), signal: ("2.2.13-em",), one_score: ("3.1.21-z",), path: ("4.1.26-b", "4.1.26-d", "4.1.26-s", "4.1.26-ak"),
    hidden_states: ("4.1.26-g",), chains: ("4.1.26-aw",)}
