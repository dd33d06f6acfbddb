"""The Normal-Gamma model in textbook form, term by term: slow, obvious references, to 60 digits or in balls.

A law is its parameters (loc, second, shape, rate), and whether it is structured (a Normal-Gamma). Numbers are mpf or arb.
Each function returns the terms of its sum, so that a test may allow an error in proportion to what is added up.
"""

from flint import acb, arb
from mpmath import mp, mpf

mp.dps = 60


def exact(*values):
    """Floats or 0-d tensors as the numbers that they are."""
    return [mpf(float(v)) for v in values]


def log(x):
    return x.log() if isinstance(x, arb) else mp.log(x)


def loggamma(x):
    return x.lgamma() if isinstance(x, arb) else mp.loggamma(x)


def digamma(x):
    return x.digamma() if isinstance(x, arb) else mp.digamma(x)


def trigamma(x):
    return acb(x).polygamma(acb(1)).real if isinstance(x, arb) else mp.polygamma(1, x)


def log_2pi(like):
    return (2 * arb.pi()).log() if isinstance(like, arb) else mp.log(2 * mp.pi)


def gamma_log_prob(tau, shape, rate):
    return [shape * log(rate), -loggamma(shape), (shape - 1) * log(tau), -rate * tau]


def log_prob(law, structured, mu, tau):
    loc, second, shape, rate = law
    precision = second * tau if structured else second
    return [log(precision) / 2, -log_2pi(tau) / 2, -precision * (mu - loc) ** 2 / 2, *gamma_log_prob(tau, shape, rate)]


def score(law, structured, mu, tau, log_parameters=False):
    """The gradient of log_prob in each parameter: four sums."""
    loc, second, shape, rate = law
    precision = second * tau if structured else second
    factors = [1, second, shape, rate] if log_parameters else [1, 1, 1, 1]
    sums = [
        [precision * mu, -precision * loc],
        [1 / (2 * second), -precision * (mu - loc) ** 2 / (2 * second)],
        [log(rate), -digamma(shape), log(tau)],
        [shape / rate, -tau],
    ]
    return [[factor * term for term in terms] for factor, terms in zip(factors, sums, strict=True)]


def fisher(law, structured, log_parameters=False):
    """The rows of the Fisher matrix."""
    _, second, shape, rate = law
    factors = [1, second, shape, rate] if log_parameters else [1, 1, 1, 1]
    rows = [[0 * rate] * 4 for _ in range(4)]
    rows[0][0] = second * (shape / rate if structured else 1)
    rows[1][1] = 1 / (2 * second**2)
    rows[2][2], rows[3][3] = trigamma(shape), shape / rate**2
    rows[2][3] = rows[3][2] = -1 / rate
    return [[entry * a * b for entry, b in zip(row, factors, strict=True)] for row, a in zip(rows, factors, strict=True)]


def mean_log_tau(law):
    return [digamma(law[2]), -log(law[3])]


def cross_entropy(q, q_structured, p, p_structured):
    """−E_q[log p(mu, tau)]; from a Normal-Gamma to a mean field only for shapes above 1."""
    loc, second, shape, rate = p
    tau, log_tau = q[2] / q[3], mean_log_tau(q)
    spread = [(q[0] - loc) ** 2 * (tau if p_structured else 1)]
    if q_structured:
        spread.append(1 / q[1] if p_structured else q[3] / (q[1] * (q[2] - 1)))
    else:
        spread.append((tau if p_structured else 1) / q[1])
    terms = [-log(second) / 2, log_2pi(tau) / 2, *(second * s / 2 for s in spread)]
    if p_structured:
        terms += [-t / 2 for t in log_tau]
    return [*terms, -shape * log(rate), loggamma(shape), *(-(shape - 1) * t for t in log_tau), rate * tau]


def kl(q, q_structured, p, p_structured):
    entropy = [-t for t in cross_entropy(q, q_structured, q, q_structured)]
    return entropy + cross_entropy(q, q_structured, p, p_structured)


def log_likelihood(data, mu, tau):
    return [t for x in data for t in (log(tau) / 2, -log_2pi(tau) / 2, -tau * (x - mu) ** 2 / 2)]


def posterior(prior, data):
    loc, scale, shape, rate = prior
    n, mean = len(data), sum(data) / len(data)
    rise = sum((x - mean) ** 2 for x in data) / 2 + scale * n * (mean - loc) ** 2 / (2 * (scale + n))
    return [(scale * loc + n * mean) / (scale + n), scale + n, (2 * shape + n) / 2, rate + rise]


def log_evidence(prior, data):
    after = posterior(prior, data)
    return [
        loggamma(after[2]), -loggamma(prior[2]), prior[2] * log(prior[3]), -after[2] * log(after[3]),
        log(prior[1]) / 2, -log(after[1]) / 2, -len(data) * log_2pi(after[1]) / 2,
    ]


def mean_field_gap(prior, data):
    """log p(x) less the best mean-field ELBO; it depends on the posterior's shape alone."""
    shape = posterior(prior, data)[2]
    more = (2 * shape + 1) / 2
    return [loggamma(shape), -loggamma(more), more * log(more), -shape * log(shape), -(more - shape)]


def elbo(q, structured, prior, data):
    """E_q[log p(x | mu, tau)] datum by datum, less the divergence from the prior."""
    tau, log_tau = q[2] / q[3], mean_log_tau(q)
    terms = [-t for t in kl(q, structured, prior, True)]
    for x in data:
        terms += [t / 2 for t in log_tau] + [-log_2pi(tau) / 2, -tau * (x - q[0]) ** 2 / 2]
        terms.append(-(1 if structured else tau) / (2 * q[1]))
    return terms


def elbo_gradient(q, structured, prior, data):
    """The ELBO's gradient in (loc, second, shape, rate), differentiated by hand from the textbook form: four sums."""
    loc, second, shape, rate = q
    after = posterior(prior, data)
    tau = shape / rate
    # Of tau the ELBO has power E[log tau] − slope E[tau], and the entropy of the Gamma law.
    power = [after[2], -shape, (0 if structured else rate / rate) / 2]
    slope = after[3] + after[1] * (loc - after[0]) ** 2 / 2 + (0 if structured else after[1] / (2 * second))
    return [
        [-after[1] * tau * loc, after[1] * tau * after[0]],
        [after[1] / (2 * second**2) * (1 if structured else tau), -1 / (2 * second)],
        [*(p * trigamma(shape) for p in power), -slope / rate, rate / rate],
        [*(-p / rate for p in power), slope * shape / rate**2, -tau],
    ]
