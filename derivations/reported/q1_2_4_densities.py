"""The report on 1.2.4: the densities of the Normal-Gamma model, of its mean field, and the scores.

mu and tau are numbers, x(n) is xₙ; mu0, lam0, a0, b0 are μ₀, λ₀, α₀, β₀ and m, lam, a, b are μ_N, λ_N, α_N, β_N, where β is a rate.  `k` is log 2π:
what is said holds for every number in its place.  A root is the exponential of half a logarithm, a power with a real exponent
that of the exponent times the logarithm, and Γ(α) is the exponential of ln Γ(α).  A gradient is said by the sum of its entries with
numbers u₁ and u₂ before them.

Where a line says which law a density is of, y and t are μ and τ as points of laws, and 2π stands itself.  In a normal law mean and
point may change places, so that `Normal[x(n), 1/t](y)` is the density of xₙ.  P is the prior as a law of two points, of which nothing
else is known.
"""

from derivations import (
    D, Function, Gamma, Law, Normal, abbreviation, counts, definition, density, differentiate, digamma, exp, lgamma, log, logarithm,
    parameters, pi, points, positives, product, product_rule, reals, theorem, total)
from derivations.reported.claim import reported

N, n = counts("N n")
mu, tau, k = parameters("mu tau k")
mu0, lam0, a0, b0 = parameters("mu0 lam0 a0 b0")
m, lam, a, b = parameters("m lam a b")
u1, u2 = parameters("u1 u2")
x = Function("x", n)
(y,) = reals("y")
(t,) = positives("t")
v, w = points("v w")
P = Law("P", v, w)


@abbreviation
def f(n, mu, tau):
    """The normal density of precision tau at xₙ."""
    return exp(log(tau/exp(k))/2)*exp(-tau/2*(x(n) - mu)**2)


@abbreviation
def prior_of_tau(tau):
    """The Gamma density of shape a0 and rate b0."""
    return exp(a0*log(b0))/exp(lgamma(a0))*exp((a0 - 1)*log(tau))*exp(-b0*tau)


@abbreviation
def prior_of_mu(mu, tau):
    """The normal density of precision lam0 tau."""
    return exp(log(lam0*tau/exp(k))/2)*exp(-lam0*tau/2*(mu - mu0)**2)


@abbreviation
def q_mu(mu, m, lam):
    """The factor of mu in the mean field."""
    return exp((log(lam) - k)/2)*exp(-lam/2*(mu - m)**2)


@abbreviation
def q_tau(tau, a, b):
    """The factor of tau in the mean field."""
    return exp(a*log(b))/exp(lgamma(a))*exp((a - 1)*log(tau))*exp(-b*tau)


# --- true statements ----------------------------------------------------------------------------------------------


@theorem("1.2.4", title="The score of a Gamma law in its shape")
def score_in_the_shape(proof):
    proof.claim(D[a](log(q_tau(tau, a, b))) == log(b) + log(tau) - digamma(a))
    proof.given(a > 0, b > 0, tau > 0)
    proof.starts(D[a](log(q_tau(tau, a, b))))
    proof.eq(log(b) + log(tau) - digamma(a), by=differentiate)
    proof.twin(D[a](log(q_tau(tau, a, b))) == log(b) + log(tau) - log(a), "taking the logarithm for ψ")


@theorem("1.2.4", title="The score of a normal law in its precision")
def score_in_the_precision(proof):
    proof.claim(D[lam](log(q_mu(mu, m, lam))) == 1/(2*lam) - (mu - m)**2/2)
    proof.given(lam > 0)
    proof.starts(D[lam](log(q_mu(mu, m, lam))))
    proof.eq(1/(2*lam) - (mu - m)**2/2, by=differentiate)
    proof.twin(D[lam](log(q_mu(mu, m, lam))) == 1/lam - (mu - m)**2/2, "forgetting the root")


# --- printed statements -------------------------------------------------------------------------------------------


@reported("1.2.4-h", lines=(94, 94), kind="line", says="The log likelihood is a sum of logarithms of normal densities.")
def likelihood(proof):
    proof.claim(total[n:1:N](log(f(n, mu, tau))) == total[n:1:N](log(exp(log(tau/exp(k))/2)*exp(-tau/2*(x(n) - mu)**2))))
    proof.given(tau > 0)
    proof.starts(total[n:1:N](log(f(n, mu, tau))))
    proof.eq(total[n:1:N](log(exp(log(tau/exp(k))/2)*exp(-tau/2*(x(n) - mu)**2))), by=definition)


@reported("1.2.4-i", lines=(95, 95), kind="line", says="Each of these logarithms has three terms.")
def likelihood_in_three_terms(proof):
    proof.claim(total[n:1:N](log(f(n, mu, tau))) == total[n:1:N](log(tau)/2 - k/2 - tau/2*(x(n) - mu)**2))
    proof.given(tau > 0)
    proof.starts(total[n:1:N](log(f(n, mu, tau))))
    proof.eq(total[n:1:N](log(tau)/2 - k/2 - tau/2*(x(n) - mu)**2), by=logarithm)


@reported("1.2.4-j", lines=(101, 101), kind="line", says="The log prior is the logarithm of the prior of τ times that of μ, given τ.")
def prior(proof):
    proof.claim(log(P(v, w)) == log(P(v)*P(w | v)))
    proof.given(P(v) > 0, P(v, w) > 0)
    proof.starts(log(P(v, w)))
    proof.eq(log(P(v)*P(w | v)), by=product_rule)


@reported("1.2.4-k", lines=(102, 102), kind="line", says="The prior with both densities written out.")
def prior_written_out(proof):
    proof.claim(log(prior_of_tau(tau)*prior_of_mu(mu, tau))
                == log(exp(a0*log(b0))/exp(lgamma(a0))*exp(log(lam0*tau/exp(k))/2)*exp((a0 - 1)*log(tau))*exp(-b0*tau)
                       *exp(-lam0*tau/2*(mu - mu0)**2)))
    proof.given(tau > 0, lam0 > 0, a0 > 0, b0 > 0)
    proof.starts(log(prior_of_tau(tau)*prior_of_mu(mu, tau)))
    proof.eq(log(exp(a0*log(b0))/exp(lgamma(a0))*exp(log(lam0*tau/exp(k))/2)*exp((a0 - 1)*log(tau))*exp(-b0*tau)
                 *exp(-lam0*tau/2*(mu - mu0)**2)), by=definition)


@reported("1.2.4-l", lines=(103, 103), kind="line", goal=True, says="The log prior has seven terms.")
def prior_in_seven_terms(proof):
    proof.claim(log(prior_of_tau(tau)*prior_of_mu(mu, tau))
                == a0*log(b0) - lgamma(a0) + log(lam0*tau)/2 - k/2 + (a0 - 1)*log(tau) - b0*tau
                - lam0*tau/2*(mu - mu0)**2)
    proof.given(tau > 0, lam0 > 0, a0 > 0, b0 > 0)
    proof.starts(log(prior_of_tau(tau)*prior_of_mu(mu, tau)))
    proof.eq(a0*log(b0) - lgamma(a0) + log(lam0*tau)/2 - k/2 + (a0 - 1)*log(tau) - b0*tau
             - lam0*tau/2*(mu - mu0)**2, by=logarithm)


@reported("1.2.4-m", lines=(108, 108), kind="line", says="The log density of the mean field is the sum of those of its factors.")
def mean_field(proof):
    proof.claim(log(q_mu(mu, m, lam)*q_tau(tau, a, b)) == log(q_mu(mu, m, lam)) + log(q_tau(tau, a, b)))
    proof.given(tau > 0, lam > 0, a > 0, b > 0)
    proof.starts(log(q_mu(mu, m, lam)*q_tau(tau, a, b)))
    proof.eq(log(q_mu(mu, m, lam)) + log(q_tau(tau, a, b)), by=logarithm)


@reported("1.2.4-n", lines=(112, 112), kind="line", goal=True, says="It has six terms.")
def mean_field_in_six_terms(proof):
    proof.claim(log(q_mu(mu, m, lam)*q_tau(tau, a, b))
                == log(lam/exp(k))/2 - lam*(mu - m)**2/2 + (a*log(b) + (a - 1)*log(tau) - lgamma(a) - b*tau))
    proof.given(tau > 0, lam > 0, a > 0, b > 0)
    proof.starts(log(q_mu(mu, m, lam)*q_tau(tau, a, b)))
    proof.eq(log(lam/exp(k))/2 - lam*(mu - m)**2/2 + (a*log(b) + (a - 1)*log(tau) - lgamma(a) - b*tau), by=logarithm)


@reported("1.2.4-o", lines=(116, 116), part=1, kind="line",
          says="In μ_N and λ_N, the score of the mean field is that of the factor of μ: the plus between two gradients in "
               "other parameters is read as one below the other.")
def score_of_mu(proof):
    proof.claim(u1*D[m](log(q_mu(mu, m, lam)*q_tau(tau, a, b))) + u2*D[lam](log(q_mu(mu, m, lam)*q_tau(tau, a, b)))
                == u1*D[m](log(q_mu(mu, m, lam))) + u2*D[lam](log(q_mu(mu, m, lam))))
    proof.given(tau > 0, lam > 0, a > 0, b > 0)
    proof.starts(u1*D[m](log(q_mu(mu, m, lam)*q_tau(tau, a, b))) + u2*D[lam](log(q_mu(mu, m, lam)*q_tau(tau, a, b))))
    proof.eq(u1*D[m](log(q_mu(mu, m, lam))) + u2*D[lam](log(q_mu(mu, m, lam))), by=differentiate)


@reported("1.2.4-p", lines=(116, 116), part=2, kind="line",
          says="In α_N and β_N, it is that of the factor of τ.")
def score_of_tau(proof):
    proof.claim(u1*D[a](log(q_mu(mu, m, lam)*q_tau(tau, a, b))) + u2*D[b](log(q_mu(mu, m, lam)*q_tau(tau, a, b)))
                == u1*D[a](log(q_tau(tau, a, b))) + u2*D[b](log(q_tau(tau, a, b))))
    proof.given(tau > 0, lam > 0, a > 0, b > 0)
    proof.starts(u1*D[a](log(q_mu(mu, m, lam)*q_tau(tau, a, b))) + u2*D[b](log(q_mu(mu, m, lam)*q_tau(tau, a, b))))
    proof.eq(u1*D[a](log(q_tau(tau, a, b))) + u2*D[b](log(q_tau(tau, a, b))), by=differentiate)


@reported("1.2.4-q", lines=(120, 120), part=2, kind="line", goal=True, says="The score in μ_N is λ_N (μ − μ_N).")
def score_in_the_location(proof):
    proof.claim(D[m](log(q_mu(mu, m, lam))) == lam*(mu - m))
    proof.given(lam > 0)
    proof.starts(D[m](log(q_mu(mu, m, lam))))
    proof.eq(lam*(mu - m), by=differentiate)


@reported("1.2.4-r", lines=(120, 120), part=3, kind="step",
          says="The score in λ_N is one half of (1/2π)/λ_N, minus one half of (μ − μ_N)².",
          printed="∇_{λ_N} log q(μ) = 0.5 (1/2π)/λ_N − 0.5 (μ − μ_N)²",
          right="∇_{λ_N} log q(μ) = 0.5 (1/2π)/(λ_N/2π) − 0.5 (μ − μ_N)²", evident=True,
          correction=("The derivative of the logarithm of λ_N/2π is (1/2π)/(λ_N/2π), as the next sum has it",
                      score_in_the_precision))
def printed_score_in_the_precision(proof):
    proof.claim(D[lam](log(q_mu(mu, m, lam))) == 1/(2*pi)/lam/2 - (mu - m)**2/2)
    proof.given(lam > 0)
    proof.mend(1/(2*pi)/lam/2, 1/(2*lam))


@reported("1.2.4-s", lines=(120, 120), part=3, kind="line", goal=True, says="It is 1/(2λ_N) − (μ − μ_N)²/2.")
def right_score_in_the_precision(proof):
    proof.claim(D[lam](log(q_mu(mu, m, lam))) == 1/(2*lam) - (mu - m)**2/2)
    proof.given(lam > 0)
    proof.starts(D[lam](log(q_mu(mu, m, lam))))
    proof.eq(1/(2*lam) - (mu - m)**2/2, by=score_in_the_precision)


@reported("1.2.4-t", lines=(120, 120), part=5, kind="line", goal=True, says="The score in α_N is log β_N + log τ − ψ(λ_N).",
          printed="∇_{α_N} log q(τ) = log β_N + log τ − ψ(λ_N)", right="∇_{α_N} log q(τ) = log β_N + log τ − ψ(α_N)", evident=True,
          correction=("The argument of ψ is the shape, α_N", score_in_the_shape))
def printed_score_in_the_shape(proof):
    proof.claim(D[a](log(q_tau(tau, a, b))) == log(b) + log(tau) - digamma(lam))
    proof.given(a > 0, b > 0, tau > 0, lam > 0)
    proof.mend(lam, a)


@reported("1.2.4-u", lines=(120, 120), part=5, kind="line", says="ψ is the derivative of ln Γ.")
def psi(proof):
    proof.claim(digamma(a) == D[a](lgamma(a)))
    proof.given(a > 0)
    proof.starts(digamma(a))
    proof.eq(D[a](lgamma(a)), by=differentiate)


@reported("1.2.4-v", lines=(120, 120), part=6, kind="line", goal=True, says="The score in β_N is α_N/β_N − τ.")
def score_in_the_rate(proof):
    proof.claim(D[b](log(q_tau(tau, a, b))) == a/b - tau)
    proof.given(a > 0, b > 0, tau > 0)
    proof.starts(D[b](log(q_tau(tau, a, b))))
    proof.eq(a/b - tau, by=differentiate)


@reported("1.2.4-w", lines=(122, 122), kind="line",
          says="The log joint density is the log likelihood plus the log prior.")
def joint(proof):
    proof.claim(log(exp(total[n:1:N](log(f(n, mu, tau))))*(prior_of_tau(tau)*prior_of_mu(mu, tau)))
                == total[n:1:N](log(f(n, mu, tau))) + log(prior_of_tau(tau)*prior_of_mu(mu, tau)))
    proof.given(tau > 0, lam0 > 0, a0 > 0, b0 > 0)
    proof.starts(log(exp(total[n:1:N](log(f(n, mu, tau))))*(prior_of_tau(tau)*prior_of_mu(mu, tau))))
    proof.eq(total[n:1:N](log(f(n, mu, tau))) + log(prior_of_tau(tau)*prior_of_mu(mu, tau)), by=logarithm)


@reported("1.2.4-x", lines=(93, 93), kind="line",
          says="The log likelihood is the logarithm of the product of the densities of the data, which are normal with the precision τ.")
def likelihood_of_the_product(proof):
    proof.claim(total[n:1:N](log(Normal[x(n), 1/t](y))) == log(product[n:1:N](exp(log(t/(2*pi))/2)*exp(-t/2*(x(n) - y)**2))))
    proof.starts(log(product[n:1:N](exp(log(t/(2*pi))/2)*exp(-t/2*(x(n) - y)**2))))
    proof.eq(total[n:1:N](log(exp(log(t/(2*pi))/2)*exp(-t/2*(x(n) - y)**2))), by=logarithm)
    proof.eq(total[n:1:N](log(Normal[x(n), 1/t](y))), by=density)


@reported("1.2.4-y", lines=(93, 94), kind="step", says="The logarithm of the product is the sum of the logarithms.")
def product_into_sum(proof):
    proof.claim(log(product[n:1:N](f(n, mu, tau))) == total[n:1:N](log(f(n, mu, tau))))
    proof.given(tau > 0)
    proof.starts(log(product[n:1:N](f(n, mu, tau))))
    proof.eq(total[n:1:N](log(f(n, mu, tau))), by=logarithm)


@reported("1.2.4-z", lines=(110, 112), kind="prose",
          says="The six terms are those of a Gamma law of shape α_N and rate β_N for τ and a normal law of mean μ_N and variance 1/λ_N for μ.")
def laws_of_the_factors(proof):
    proof.claim(log(Normal[m, 1/lam](y)*Gamma[a, b](t))
                == log(lam/(2*pi))/2 - lam*(y - m)**2/2 + (a*log(b) + (a - 1)*log(t) - lgamma(a) - b*t))
    proof.given(lam > 0, a > 0, b > 0)
    proof.starts(log(Normal[m, 1/lam](y)*Gamma[a, b](t)))
    proof.eq(log(lam/(2*pi))/2 - lam*(y - m)**2/2 + (a*log(b) + (a - 1)*log(t) - lgamma(a) - b*t), by=density)
