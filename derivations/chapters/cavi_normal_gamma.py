"""Coordinate ascent in the Normal-Gamma model: both updates, their composition, and how fast it settles.

The target is a structured law of the chapter `normal_gamma`, with the parameters m₁, l₁, a₁ and b₁, times exp(k); whatever
k is, the updates are the same.  With the parameters of the posterior, and the log evidence for k, it is the model.  The
mean field gives μ the mean m and the precision l, and τ the shape a and the rate b.

The best factor, given the other, is the law proportional to the exponential of the mean log target, as in the chapter
`cavi`.  That of μ is normal, with the mean m₁ and the precision l₁ a/b: it depends on τ by its mean.  That of τ is a Gamma
law, with the shape a₁ + 1/2 and the rate b₁ + l₁ (1/l + (m − m₁)²)/2.  After one round mean and shape stay as they are, and
only the rate still moves, by b ↦ b₁ + b/(2a) with a = a₁ + 1/2.  Each round brings it nearer to b₁ (a₁ + 1/2)/a₁ by the
factor 2 a₁ + 1, which is the larger the more data there are.

Sources: Bishop (2006), Pattern Recognition and Machine Learning, section 10.1.3; Murphy (2007), Conjugate Bayesian analysis
of the Gaussian distribution.
"""

from derivations import (
    E, Gamma, Normal, abbreviation, algebra, definition, density, digamma, exp, family, iff, integral, lgamma, linearity,
    log, logarithm, marginal, pi, proportional, rearrange, theorem)
from derivations.chapters.normal_gamma import (
    N, Z, a, a1, aN, b, b1, bN, data, l, l1, lN, m, m1, mN, mu, posterior, prior, structured, tau)
from derivations.chapters.normal_gamma_bound import k


@abbreviation
def target(mu, tau):
    """The log target."""
    return k + log(structured(mu, tau, m1, l1, a1, b1))


@abbreviation
def model(mu, tau):
    """The log joint density of the model."""
    return log(prior(mu, tau)) + data(mu, tau)


@abbreviation
def of_mu(a, b):
    """What does not depend on μ in the mean log target over τ."""
    return (k + a1*log(b1) - lgamma(a1) + (a1 - 1/2)*(digamma(a) - log(b)) - b1*a/b + (log(l1) - log(2*pi))/2)


@abbreviation
def of_tau(k):
    """What does not depend on τ in the mean log target over μ."""
    return k + a1*log(b1) - lgamma(a1) + (log(l1) - log(2*pi))/2


@abbreviation
def rate(m, l):
    """The rate of the best factor of τ."""
    return b1 + l1*(1/l + (m - m1)**2)/2


@theorem("1.1.3", title="The mean log target over τ is a square in μ")
def expected_mu(proof):
    proof.claim(E[Gamma[a, b](tau)](target(mu, tau)) == of_mu(a, b) - l1*a/b*(mu - m1)**2/2)
    proof.given(a > 0, b > 0, l1 > 0, a1 > 0, b1 > 0)
    proof.starts(E[Gamma[a, b](tau)](target(mu, tau)))
    proof.eq(E[Gamma[a, b](tau)](k + a1*log(b1) - lgamma(a1) + (a1 - 1/2)*log(tau) - b1*tau + (log(l1) - log(2*pi))/2
                                 - l1*tau*(mu - m1)**2/2), by=density)
    proof.eq(of_mu(a, b) - l1*a/b*(mu - m1)**2/2, by=family)
    proof.twin(E[Gamma[a, b](tau)](target(mu, tau)) == of_mu(a, b) - l1*(mu - m1)**2/2, "leaving the mean of τ out")
    proof.twin(E[Gamma[a, b](tau)](target(mu, tau)) == of_mu(a, b) - l1*b/a*(mu - m1)**2/2, "taking the rate for a scale")
    proof.twin(E[Gamma[a, b](tau)](target(mu, tau)) == of_mu(a, b) - l1*a/b*(mu - m1)**2, "forgetting the one half")


@theorem("1.1.3", title="The best factor of the mean is normal")
def update_mu(proof):
    proof.claim(proportional[mu](exp(E[Gamma[a, b](tau)](target(mu, tau))))(mu) == Normal[m1, b/a/l1](mu))
    proof.given(a > 0, b > 0, l1 > 0, a1 > 0, b1 > 0)
    proof.starts(proportional[mu](exp(E[Gamma[a, b](tau)](target(mu, tau))))(mu))
    proof.eq(exp(E[Gamma[a, b](tau)](target(mu, tau)))/integral[mu](exp(E[Gamma[a, b](tau)](target(mu, tau)))), by=definition)
    proof.eq(exp(of_mu(a, b) - l1*a/b*(mu - m1)**2/2)/integral[mu](exp(E[Gamma[a, b](tau)](target(mu, tau)))), by=expected_mu)
    proof.eq(exp(of_mu(a, b) - l1*a/b*(mu - m1)**2/2)/integral[mu](exp(of_mu(a, b) - l1*a/b*(mu - m1)**2/2)), by=expected_mu)
    proof.eq(exp(of_mu(a, b))*exp(-l1*a/b*(mu - m1)**2/2)/integral[mu](exp(of_mu(a, b))*exp(-l1*a/b*(mu - m1)**2/2)), by=logarithm)
    proof.eq(exp(of_mu(a, b))*exp(-l1*a/b*(mu - m1)**2/2)/(exp(of_mu(a, b))*integral[mu](exp(-l1*a/b*(mu - m1)**2/2))), by=linearity)
    proof.eq(exp(-l1*a/b*(mu - m1)**2/2)/integral[mu](exp(-l1*a/b*(mu - m1)**2/2)), by=algebra)
    proof.eq(exp((log(2*pi) + log(b) - log(a) - log(l1))/2)*Normal[m1, b/a/l1](mu)
             /integral[mu](exp((log(2*pi) + log(b) - log(a) - log(l1))/2)*Normal[m1, b/a/l1](mu)), by=density)
    proof.eq(exp((log(2*pi) + log(b) - log(a) - log(l1))/2)*Normal[m1, b/a/l1](mu)
             /exp((log(2*pi) + log(b) - log(a) - log(l1))/2), by=marginal)
    proof.eq(Normal[m1, b/a/l1](mu), by=algebra)
    proof.twin(proportional[mu](exp(E[Gamma[a, b](tau)](target(mu, tau))))(mu) == Normal[m1, a/b/l1](mu), "taking the mean of 1/τ for that of τ")
    proof.twin(proportional[mu](exp(E[Gamma[a, b](tau)](target(mu, tau))))(mu) == Normal[m1, l1*a/b](mu), "taking the precision for the variance")
    proof.twin(proportional[mu](exp(E[Gamma[a, b](tau)](target(mu, tau))))(mu) == Normal[m1, b/(a - 1)/l1](mu),
               "taking the variance of the exact law of μ")
    proof.twin(exp(E[Gamma[a, b](tau)](target(mu, tau))) == Normal[m1, b/a/l1](mu), "forgetting the normaliser")


@theorem("1.1.3", title="The mean log target over μ")
def expected_tau(proof):
    proof.claim(E[Normal[m, 1/l](mu)](target(mu, tau)) == of_tau(k) + (a1 - 1/2)*log(tau) - rate(m, l)*tau)
    proof.given(l > 0, l1 > 0, a1 > 0, b1 > 0)
    proof.starts(E[Normal[m, 1/l](mu)](target(mu, tau)))
    proof.eq(E[Normal[m, 1/l](mu)](k + a1*log(b1) - lgamma(a1) + (a1 - 1/2)*log(tau) - b1*tau + (log(l1) - log(2*pi))/2
                                   - l1*tau*(mu - m1)**2/2), by=density)
    proof.eq(of_tau(k) + (a1 - 1/2)*log(tau) - rate(m, l)*tau, by=family)
    proof.twin(E[Normal[m, 1/l](mu)](target(mu, tau)) == of_tau(k) + (a1 - 1/2)*log(tau) - (b1 + l1*(m - m1)**2/2)*tau,
               "forgetting the variance of μ")
    proof.twin(E[Normal[m, 1/l](mu)](target(mu, tau)) == of_tau(k) + (a1 - 1)*log(tau) - rate(m, l)*tau,
               "forgetting that the normaliser of μ depends on τ")
    proof.twin(E[Normal[m, 1/l](mu)](target(mu, tau)) == of_tau(k) + (a1 - 1/2)*log(tau) - (b1 + l1*(l + (m - m1)**2)/2)*tau,
               "taking the precision for the variance")


@theorem("1.1.3", title="The best factor of the precision is a Gamma law")
def update_tau(proof):
    proof.claim(proportional[tau](exp(E[Normal[m, 1/l](mu)](target(mu, tau))))(tau) == Gamma[a1 + 1/2, rate(m, l)](tau))
    proof.given(l > 0, l1 > 0, a1 > 0, b1 > 0)
    proof.starts(proportional[tau](exp(E[Normal[m, 1/l](mu)](target(mu, tau))))(tau))
    proof.eq(exp(E[Normal[m, 1/l](mu)](target(mu, tau)))/integral[tau](exp(E[Normal[m, 1/l](mu)](target(mu, tau)))), by=definition)
    proof.eq(exp(of_tau(k) + (a1 - 1/2)*log(tau) - rate(m, l)*tau)
             /integral[tau](exp(E[Normal[m, 1/l](mu)](target(mu, tau)))), by=expected_tau)
    proof.eq(exp(of_tau(k) + (a1 - 1/2)*log(tau) - rate(m, l)*tau)
             /integral[tau](exp(of_tau(k) + (a1 - 1/2)*log(tau) - rate(m, l)*tau)), by=expected_tau)
    proof.eq(exp(of_tau(k) + lgamma(a1 + 1/2) - (a1 + 1/2)*log(rate(m, l)))*Gamma[a1 + 1/2, rate(m, l)](tau)
             /integral[tau](exp(of_tau(k) + lgamma(a1 + 1/2) - (a1 + 1/2)*log(rate(m, l)))*Gamma[a1 + 1/2, rate(m, l)](tau)),
             by=density)
    proof.eq(exp(of_tau(k) + lgamma(a1 + 1/2) - (a1 + 1/2)*log(rate(m, l)))*Gamma[a1 + 1/2, rate(m, l)](tau)
             /exp(of_tau(k) + lgamma(a1 + 1/2) - (a1 + 1/2)*log(rate(m, l))), by=marginal)
    proof.eq(Gamma[a1 + 1/2, rate(m, l)](tau), by=algebra)
    proof.twin(proportional[tau](exp(E[Normal[m, 1/l](mu)](target(mu, tau))))(tau) == Gamma[a1, rate(m, l)](tau), "keeping the exact shape")
    proof.twin(proportional[tau](exp(E[Normal[m, 1/l](mu)](target(mu, tau))))(tau) == Gamma[a1 + 1/2, b1 + l1*(m - m1)**2/2](tau),
               "forgetting the variance of μ")
    proof.twin(proportional[tau](exp(E[Normal[m, 1/l](mu)](target(mu, tau))))(tau) == Gamma[a1 + 1/2, 1/rate(m, l)](tau),
               "taking the rate for a scale")


# --- one round ----------------------------------------------------------------------------------------------------


@theorem("1.1.3", title="The rate after one round")
def composed_map(proof):
    proof.claim(rate(m1, l1*a/b) == b1 + b/(2*a))
    proof.given(a != 0, b != 0, l1 != 0)
    proof.starts(rate(m1, l1*a/b))
    proof.eq(b1 + b/(2*a), by=algebra)
    proof.twin(rate(m1, l1*a/b) == b1 + b/a, "forgetting the one half")
    proof.twin(rate(m1, l1*a/b) == b1 + a/(2*b), "taking the rate for a scale")
    proof.twin(rate(m1, l1*a/b) == b1, "believing that one round is enough")


@theorem("1.1.3", title="The rate settles at one value only")
def fixed_rate(proof):
    """With a₁ = a − 1/2 it is b₁ (a₁ + 1/2)/a₁, the rate of the nearest mean field.  Where a is 1/2 and b₁ is zero, every rate
    stays as it is."""
    proof.claim(iff(b == b1 + b/(2*a), b == a*b1/(a - 1/2)))
    proof.given(a != 0, a - 1/2 != 0)
    proof.starts(b == b1 + b/(2*a))
    proof.iff(a*b == a*b1 + b/2, by=rearrange)
    proof.iff((a - 1/2)*b == a*b1, by=rearrange)
    proof.iff(b == a*b1/(a - 1/2), by=rearrange)
    proof.twin(iff(b == b1 + b/(2*a), b == b1), "taking the exact rate for the fixed point")
    proof.twin(iff(b == b1 + b/(2*a), b == (a - 1/2)*b1/a), "turning the quotient round")


@theorem("1.1.3", title="Each round divides what is left by the same number")
def contraction(proof):
    """The number is 2 a₁ + 1, which is more than one where a₁ is positive, as the shape of a law is."""
    proof.claim(b1 + b/(2*(a1 + 1/2)) - b1*(a1 + 1/2)/a1 == (b - b1*(a1 + 1/2)/a1)/(2*a1 + 1))
    proof.given(2*a1 + 1 != 0, a1 != 0)
    proof.starts(b1 + b/(2*(a1 + 1/2)) - b1*(a1 + 1/2)/a1)
    proof.eq((b - b1*(a1 + 1/2)/a1)/(2*a1 + 1), by=algebra)
    proof.twin(b1 + b/(2*(a1 + 1/2)) - b1*(a1 + 1/2)/a1 == (b - b1*(a1 + 1/2)/a1)/2, "believing that each round halves it")
    proof.twin(b1 + b/(2*(a1 + 1/2)) - b1*(a1 + 1/2)/a1 == (b - b1*(a1 + 1/2)/a1)/(2*a1), "taking the exact shape for that of the factor")
    proof.twin(b1 + b/(2*(a1 + 1/2)) - b1*(a1 + 1/2)/a1 == 0, "believing that one round is enough")


# --- the model ----------------------------------------------------------------------------------------------------


@theorem("1.1.3", title="The best factor of the mean, in the model")
def model_mu(proof):
    proof.claim(proportional[mu](exp(E[Gamma[a, b](tau)](model(mu, tau))))(mu) == Normal[mN(N), b/a/lN(N)](mu))
    proof.given(a > 0, b > 0)
    proof.starts(proportional[mu](exp(E[Gamma[a, b](tau)](model(mu, tau))))(mu))
    proof.eq(exp(E[Gamma[a, b](tau)](model(mu, tau)))/integral[mu](exp(E[Gamma[a, b](tau)](model(mu, tau)))), by=definition)
    proof.eq(exp(E[Gamma[a, b](tau)](Z(N) + log(structured(mu, tau, mN(N), lN(N), aN(N), bN(N)))))
             /integral[mu](exp(E[Gamma[a, b](tau)](model(mu, tau)))), by=posterior)
    proof.eq(exp(E[Gamma[a, b](tau)](Z(N) + log(structured(mu, tau, mN(N), lN(N), aN(N), bN(N)))))
             /integral[mu](exp(E[Gamma[a, b](tau)](Z(N) + log(structured(mu, tau, mN(N), lN(N), aN(N), bN(N)))))), by=posterior)
    proof.eq(proportional[mu](exp(E[Gamma[a, b](tau)](Z(N) + log(structured(mu, tau, mN(N), lN(N), aN(N), bN(N))))))(mu), by=definition)
    proof.eq(Normal[mN(N), b/a/lN(N)](mu), by=update_mu.at({k: Z(N), m1: mN(N), l1: lN(N), a1: aN(N), b1: bN(N)}))
    proof.twin(proportional[mu](exp(E[Gamma[a, b](tau)](model(mu, tau))))(mu) == Normal[mN(N), b/a/N](mu), "leaving the prior out of the precision")
    proof.twin(proportional[mu](exp(E[Gamma[a, b](tau)](data(mu, tau))))(mu) == Normal[mN(N), b/a/lN(N)](mu), "leaving the prior out of the model")
    proof.twin(proportional[mu](exp(E[Gamma[a, b](tau)](model(mu, tau))))(mu) == Normal[mN(N), 1/lN(N)](mu), "leaving the mean of τ out")


@theorem("1.1.3", title="The best factor of the precision, in the model")
def model_tau(proof):
    """Its shape is a₀ + (N + 1)/2: the prior of μ counts as one more datum."""
    proof.claim(proportional[tau](exp(E[Normal[m, 1/l](mu)](model(mu, tau))))(tau)
                == Gamma[aN(N) + 1/2, bN(N) + lN(N)*(1/l + (m - mN(N))**2)/2](tau))
    proof.given(l > 0)
    proof.starts(proportional[tau](exp(E[Normal[m, 1/l](mu)](model(mu, tau))))(tau))
    proof.eq(exp(E[Normal[m, 1/l](mu)](model(mu, tau)))/integral[tau](exp(E[Normal[m, 1/l](mu)](model(mu, tau)))), by=definition)
    proof.eq(exp(E[Normal[m, 1/l](mu)](Z(N) + log(structured(mu, tau, mN(N), lN(N), aN(N), bN(N)))))
             /integral[tau](exp(E[Normal[m, 1/l](mu)](model(mu, tau)))), by=posterior)
    proof.eq(exp(E[Normal[m, 1/l](mu)](Z(N) + log(structured(mu, tau, mN(N), lN(N), aN(N), bN(N)))))
             /integral[tau](exp(E[Normal[m, 1/l](mu)](Z(N) + log(structured(mu, tau, mN(N), lN(N), aN(N), bN(N)))))), by=posterior)
    proof.eq(proportional[tau](exp(E[Normal[m, 1/l](mu)](Z(N) + log(structured(mu, tau, mN(N), lN(N), aN(N), bN(N))))))(tau), by=definition)
    proof.eq(Gamma[aN(N) + 1/2, bN(N) + lN(N)*(1/l + (m - mN(N))**2)/2](tau),
             by=update_tau.at({k: Z(N), m1: mN(N), l1: lN(N), a1: aN(N), b1: bN(N)}))
    proof.twin(proportional[tau](exp(E[Normal[m, 1/l](mu)](model(mu, tau))))(tau)
               == Gamma[aN(N), bN(N) + lN(N)*(1/l + (m - mN(N))**2)/2](tau), "keeping the exact shape")
    proof.twin(proportional[tau](exp(E[Normal[m, 1/l](mu)](model(mu, tau))))(tau) == Gamma[aN(N) + 1/2, bN(N)](tau), "keeping the exact rate")
    proof.twin(proportional[tau](exp(E[Normal[m, 1/l](mu)](data(mu, tau))))(tau)
               == Gamma[aN(N) + 1/2, bN(N) + lN(N)*(1/l + (m - mN(N))**2)/2](tau), "leaving the prior out of the model")
