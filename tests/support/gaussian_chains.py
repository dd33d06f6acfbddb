"""A Gaussian diffusion as one dense normal law of (x_0, …, x_T), in plain numpy: conditionals, divergences, the bound.

Nothing here knows ᾱ: marginals and conditionals come from the covariance of the whole chain.
"""

import math

import numpy as np


def joint(mean, variance, betas):
    """The mean and the covariance of (x_0, …, x_T) where x_0 ~ N(mean, variance)."""
    rows = [np.eye(1, len(betas) + 1).ravel() * math.sqrt(variance)]
    means = [mean]
    for t, beta in enumerate(betas, 1):
        step = np.zeros(len(betas) + 1)
        step[t] = math.sqrt(beta)
        rows.append(math.sqrt(1 - beta) * rows[-1] + step)
        means.append(math.sqrt(1 - beta) * means[-1])
    factor = np.array(rows)
    return np.array(means), factor @ factor.T


def conditional(mean, covariance, wanted, given, values):
    """The mean and the covariance of the entries ``wanted`` where the entries ``given`` have these values."""
    cross = np.linalg.solve(covariance[np.ix_(given, given)], covariance[np.ix_(given, wanted)]).T
    return mean[wanted] + cross @ (values - mean[given]), covariance[np.ix_(wanted, wanted)] - cross @ covariance[np.ix_(given, wanted)]


def divergence(mean, covariance, other_mean, other_covariance):
    """KL of two normal laws, in nats."""
    inverse = np.linalg.inv(other_covariance)
    step = other_mean - mean
    logs = np.linalg.slogdet(other_covariance)[1] - np.linalg.slogdet(covariance)[1]
    return (np.trace(inverse @ covariance) + step @ inverse @ step - len(mean) + logs) / 2


def reversed_joint(slope, offset, variance, end_mean, end_variance):
    """The mean and the covariance of (x_0, …, x_T) under p, from x_T ~ N(end) and p(x_{t−1} | x_t), t = T … 1."""
    count = len(slope)
    factor, means = np.zeros((count + 1, count + 1)), np.zeros(count + 1)
    factor[count, count], means[count] = math.sqrt(end_variance), end_mean
    for t in range(count, 0, -1):
        factor[t - 1] = slope[t - 1] * factor[t]
        factor[t - 1, t - 1] = math.sqrt(variance[t - 1])
        means[t - 1] = slope[t - 1] * means[t] + offset[t - 1]
    return means, factor @ factor.T


def log_density(x, mean, covariance):
    step = x - mean
    return -(len(x) * math.log(2 * math.pi) + np.linalg.slogdet(covariance)[1] + step @ np.linalg.solve(covariance, step)) / 2


def bound(x0, betas, slope, offset, variance, end):
    """𝔼_{q(x_1 … x_T | x_0)}[log q(x_1 … x_T | x_0) − log p(x_0 … x_T)], from the two dense laws."""
    rest = list(range(1, len(betas) + 1))
    of_chain, covariance = conditional(*joint(0.3, 1.7, betas), rest, [0], np.array([x0]))
    p_mean, p_covariance = reversed_joint(slope, offset, variance, *end)
    p_rest, p_rest_covariance = conditional(p_mean, p_covariance, rest, [0], np.array([x0]))
    log_evidence = log_density(np.array([x0]), p_mean[:1], p_covariance[:1, :1])
    return divergence(of_chain, covariance, p_rest, p_rest_covariance) - log_evidence, -log_evidence


def terms(x0, betas, slope, offset, variance, end):
    """(L_T, [L_{t−1} for t = 2 … T], L_0), each the mean over three nodes of x_t of a divergence of two normal laws."""
    whole = joint(0.3, 1.7, betas)  # the law of x_0 is of no account where x_0 is given
    nodes, weights = np.polynomial.hermite_e.hermegauss(3)
    weights = weights / weights.sum()
    found = []
    for t in range(1, len(betas) + 1):
        mean, covariance = conditional(*whole, [t], [0], np.array([x0]))
        values = []
        for xt in mean[0] + math.sqrt(covariance[0, 0]) * nodes:
            p_mean, p_variance = np.array([slope[t - 1] * xt + offset[t - 1]]), np.array([[variance[t - 1]]])
            if t == 1:
                values.append(-log_density(np.array([x0]), p_mean, p_variance))
            else:
                values.append(divergence(*conditional(*whole, [t - 1], [0, t], np.array([x0, xt])), p_mean, p_variance))
        found.append(weights @ values)
    last = conditional(*whole, [len(betas)], [0], np.array([x0]))
    return divergence(*last, np.array([end[0]]), np.array([[end[1]]])), found[1:], found[0]
