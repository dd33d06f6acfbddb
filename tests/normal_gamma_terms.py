"""The Normal-Gamma model in textbook form, term by term to 60 digits: slow, obvious references.

A law is its parameters (loc, second, shape, rate) as mpf and whether it is structured (a Normal-Gamma). Each function
returns the terms of the sum, so that a test may allow an error in proportion to what is added up.
"""

from mpmath import digamma, log, loggamma, mp, mpf, pi, polygamma

mp.dps = 60


def exact(*values):
    """Floats or 0-d tensors as the numbers that they are."""
    return [mpf(float(v)) for v in values]


def gamma_log_prob(tau, shape, rate):
    return [shape * log(rate), -loggamma(shape), (shape - 1) * log(tau), -rate * tau]


def log_prob(law, structured, mu, tau):
    loc, second, shape, rate = law
    precision = second * tau if structured else second
    return [log(precision) / 2, -log(2 * pi) / 2, -precision * (mu - loc) ** 2 / 2, *gamma_log_prob(tau, shape, rate)]


def mean_log_tau(law):
    return [digamma(law[2]), -log(law[3])]


def cross_entropy(q, q_structured, p, p_structured):
    """−E_q[log p(mu, tau)], for a p that is a mean field only under a mean field."""
    loc, second, shape, rate = p
    tau, log_tau = q[2] / q[3], mean_log_tau(q)
    spread = [(q[0] - loc) ** 2 * (tau if p_structured else 1)]
    if q_structured:
        spread.append(1 / q[1] if p_structured else q[3] / (q[1] * (q[2] - 1)))
    else:
        spread.append((tau if p_structured else 1) / q[1])
    terms = [-log(second) / 2, log(2 * pi) / 2, *(second * s / 2 for s in spread)]
    if p_structured:
        terms += [-t / 2 for t in log_tau]
    return [*terms, -shape * log(rate), loggamma(shape), *(-(shape - 1) * t for t in log_tau), rate * tau]


def kl(q, q_structured, p, p_structured):
    entropy = [-t for t in cross_entropy(q, q_structured, q, q_structured)]
    return entropy + cross_entropy(q, q_structured, p, p_structured)


def log_likelihood(data, mu, tau):
    return [t for x in data for t in (log(tau) / 2, -log(2 * pi) / 2, -tau * (x - mu) ** 2 / 2)]


def posterior(prior, data):
    loc, scale, shape, rate = prior
    n, mean = len(data), mp.fsum(data) / len(data)
    rise = mp.fsum((x - mean) ** 2 for x in data) / 2 + scale * n * (mean - loc) ** 2 / (2 * (scale + n))
    return [(scale * loc + n * mean) / (scale + n), scale + n, shape + mpf(n) / 2, rate + rise]


def log_evidence(prior, data):
    after = posterior(prior, data)
    return [
        loggamma(after[2]), -loggamma(prior[2]), prior[2] * log(prior[3]), -after[2] * log(after[3]),
        log(prior[1]) / 2, -log(after[1]) / 2, -len(data) * log(2 * pi) / 2,
    ]


def elbo(q, structured, prior, data):
    """E_q[log p(x | mu, tau)] datum by datum, less the divergence from the prior."""
    tau, log_tau = q[2] / q[3], mean_log_tau(q)
    terms = [-t for t in kl(q, structured, prior, True)]
    for x in data:
        terms += [t / 2 for t in log_tau] + [-log(2 * pi) / 2, -tau * (x - q[0]) ** 2 / 2]
        terms.append(-(1 if structured else tau) / (2 * q[1]))
    return terms


def elbo_gradient(q, structured, prior, data):
    """The ELBO's gradient in (loc, second, shape, rate), differentiated by hand from the textbook form: four sums."""
    loc, second, shape, rate = q
    after = posterior(prior, data)
    tau, half = shape / rate, mpf(1) / 2
    per_precision = after[1] / (2 * second) * (1 if structured else tau)  # of the energy, what falls with second
    # Of tau the ELBO has power E[log tau] − slope E[tau], and the entropy of the Gamma law.
    power = [after[2], -shape, 0 if structured else half]
    slope = after[3] + after[1] * (loc - after[0]) ** 2 / 2 + (0 if structured else after[1] / (2 * second))
    return [
        [-after[1] * tau * loc, after[1] * tau * after[0]],
        [per_precision / second, -half / second],
        [*(p * polygamma(1, shape) for p in power), -slope / rate, mpf(1)],
        [*(-p / rate for p in power), slope * shape / rate**2, -tau],
    ]
