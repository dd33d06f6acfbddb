"""The Normal-Gamma model: its densities, its posterior, its evidence, and divergences from its laws.

The data x₁, …, x_N are draws of a normal law of unknown mean μ and unknown precision τ.  The prior gives τ a Gamma law of
shape a₀ and rate b₀, and μ, given τ, a normal law of mean μ₀ and precision l₀ τ.  Throughout, `b` is a rate, and `l` is a
precision, or a factor by which τ is multiplied to give one.  The second number in the brackets of `Normal` is a variance,
so that the prior of μ is `Normal[mu0, 1/(l0*tau)](mu)`.

Two families of laws of the pair are compared.  A *structured* law has the form of the prior, with the numbers m, l, a, b.
A *factored* law, or mean field, is a product of a Gamma law of shape a and rate b and a normal law of mean m and
precision l, which does not know τ.  The exact posterior is a structured law, with

    l_N = l₀ + N,   m_N = (l₀ μ₀ + Σ xₙ)/l_N,   a_N = a₀ + N/2,   b_N = b₀ + (Σ (xₙ − x̄)² + l₀ N (x̄ − μ₀)²/l_N)/2.

A law takes a point in its parentheses, and a datum is a number.  So the density of xₙ is written `Normal[x(n), 1/tau](mu)`:
in it mean and point may change places, as `symmetric` says.  N is at least one.  The numbers l₀, a₀ and b₀ are declared
positive, the others are given as positive where a line needs it.

The sums of squares are completed twice: `sufficient` splits the squares of the data at their mean, and `completed` adds the
square of the prior.  A divergence is computed from the inside out: first the mean over μ given τ, then over τ.

Sources: Murphy (2007), Conjugate Bayesian analysis of the Gaussian distribution, section 3; Bishop (2006), Pattern
Recognition and Machine Learning, section 10.1.3; Bernardo and Smith (1994), Bayesian Theory, section 5.2.
"""

from derivations import (
    KL, E, Function, Gamma, Normal, abbreviation, algebra, counts, definition, density, digamma, exp, family, integral,
    lgamma, linearity, log, logarithm, marginal, parameters, pi, positives, reals, theorem, total)

N, n = counts("N n")
mu, y = reals("mu y")
(tau,) = positives("tau")
(mu0,) = parameters("mu0")
l0, a0, b0 = positives("l0 a0 b0")
m, l, a, b = parameters("m l a b")
m1, l1, a1, b1 = parameters("m1 l1 a1 b1")
x = Function("x", n)


@abbreviation
def prior(mu, tau):
    return Gamma[a0, b0](tau)*Normal[mu0, 1/(l0*tau)](mu)


@abbreviation
def data(mu, tau):
    """The log likelihood."""
    return total[n:1:N](log(Normal[x(n), 1/tau](mu)))


@abbreviation
def factored(mu, tau, m, l, a, b):
    """A mean field: μ and τ are independent, and l is the precision of μ."""
    return Gamma[a, b](tau)*Normal[m, 1/l](mu)


@abbreviation
def structured(mu, tau, m, l, a, b):
    """A law in the form of the prior: the precision of μ is l τ.  The variance is not written as 1/(l τ), because a sum
    may stand for l, and products of sums are multiplied out."""
    return Gamma[a, b](tau)*Normal[m, 1/l/tau](mu)


@abbreviation
def S(N):
    """The sum of the data."""
    return total[n:1:N](x(n))


@abbreviation
def lN(N):
    return l0 + N


@abbreviation
def mN(N):
    return (l0*mu0 + S(N))/(l0 + N)


@abbreviation
def aN(N):
    return a0 + N/2


@abbreviation
def bN(N):
    return b0 + (total[n:1:N]((x(n) - S(N)/N)**2) + l0*N/(l0 + N)*(S(N)/N - mu0)**2)/2


@abbreviation
def Z(N):
    """The log evidence, as `log_evidence` says."""
    return lgamma(aN(N)) - lgamma(a0) + a0*log(b0) - aN(N)*log(bN(N)) + (log(l0) - log(lN(N)))/2 - N*log(2*pi)/2


# --- the log densities --------------------------------------------------------------------------------------------


@theorem("1.2.4", title="In a normal density, mean and point may change places")
def symmetric(proof):
    proof.claim(Normal[mu, 1/tau](y) == Normal[y, 1/tau](mu))
    proof.starts(Normal[mu, 1/tau](y))
    proof.eq(Normal[y, 1/tau](mu), by=density)
    proof.twin(Normal[mu, 1/tau](y) == Normal[y, tau](mu), "taking the precision for the variance")
    proof.twin(Normal[mu, 1/tau](y) == Normal[-y, 1/tau](mu), "losing the sign of the difference")


@theorem("1.2.4", title="The log likelihood")
def log_likelihood(proof):
    proof.claim(data(mu, tau) == N*log(tau)/2 - N*log(2*pi)/2 - tau/2*total[n:1:N]((x(n) - mu)**2))
    proof.starts(data(mu, tau))
    proof.eq(total[n:1:N](log(tau)/2 - log(2*pi)/2 - tau*(x(n) - mu)**2/2), by=density)
    proof.eq(N*log(tau)/2 - N*log(2*pi)/2 - tau/2*total[n:1:N]((x(n) - mu)**2), by=linearity)
    proof.twin(data(mu, tau) == N*log(tau)/2 - N*log(2*pi)/2 - tau*total[n:1:N]((x(n) - mu)**2), "taking τ for τ/2")
    proof.twin(data(mu, tau) == -N*log(tau)/2 - N*log(2*pi)/2 - total[n:1:N]((x(n) - mu)**2)/(2*tau),
               "taking the precision for the variance")
    proof.twin(data(mu, tau) == N*log(tau) - N*log(2*pi)/2 - tau/2*total[n:1:N]((x(n) - mu)**2),
               "forgetting the root of the precision")


@theorem("1.2.4", title="The log prior")
def log_prior(proof):
    """The half in a₀ − 1/2 comes from the normal law, whose precision is proportional to τ."""
    proof.claim(log(prior(mu, tau)) == a0*log(b0) - lgamma(a0) + (a0 - 1/2)*log(tau) - b0*tau + (log(l0) - log(2*pi))/2
                - l0*tau*(mu - mu0)**2/2)
    proof.starts(log(prior(mu, tau)))
    proof.eq(a0*log(b0) - lgamma(a0) + (a0 - 1/2)*log(tau) - b0*tau + (log(l0) - log(2*pi))/2
             - l0*tau*(mu - mu0)**2/2, by=density)
    proof.twin(log(prior(mu, tau)) == a0*log(b0) - lgamma(a0) + (a0 - 1)*log(tau) - b0*tau + (log(l0) - log(2*pi))/2
               - l0*tau*(mu - mu0)**2/2, "forgetting that the normaliser of μ depends on τ")
    proof.twin(log(prior(mu, tau)) == a0*log(b0) - lgamma(a0) + (a0 - 1/2)*log(tau) - tau/b0 + (log(l0) - log(2*pi))/2
               - l0*tau*(mu - mu0)**2/2, "taking the rate for a scale")
    proof.twin(log(prior(mu, tau)) == a0*log(b0) - lgamma(a0) + (a0 - 1/2)*log(tau) - b0*tau + (log(l0) - log(2*pi))/2
               - (mu - mu0)**2/(2*l0*tau), "taking the precision for the variance")


@theorem("1.2.4", title="The log density of the mean field")
def log_mean_field(proof):
    proof.claim(log(factored(mu, tau, m, l, a, b)) == a*log(b) - lgamma(a) + (a - 1)*log(tau) - b*tau
                + (log(l) - log(2*pi))/2 - l*(mu - m)**2/2)
    proof.given(l > 0, a > 0, b > 0)
    proof.starts(log(factored(mu, tau, m, l, a, b)))
    proof.eq(a*log(b) - lgamma(a) + (a - 1)*log(tau) - b*tau + (log(l) - log(2*pi))/2 - l*(mu - m)**2/2, by=density)
    proof.twin(log(factored(mu, tau, m, l, a, b)) == a*log(b) - lgamma(a) + (a - 1)*log(tau) - b*tau
               + (log(l) - log(2*pi))/2 - l*tau*(mu - m)**2/2, "taking the precision l τ of the prior for l")
    proof.twin(log(factored(mu, tau, m, l, a, b)) == a*log(b) - lgamma(a) + a*log(tau) - b*tau
               + (log(l) - log(2*pi))/2 - l*(mu - m)**2/2, "taking a for the exponent a − 1")
    proof.twin(log(factored(mu, tau, m, l, a, b)) == a*log(b) - lgamma(a) + (a - 1)*log(tau) - b*tau
               - (log(l) + log(2*pi))/2 - l*(mu - m)**2/2, "taking the variance for the precision in the normaliser")


@theorem("1.2.4", title="The log density of a structured law")
def log_structured(proof):
    proof.claim(log(structured(mu, tau, m, l, a, b)) == a*log(b) - lgamma(a) + (a - 1/2)*log(tau) - b*tau
                + (log(l) - log(2*pi))/2 - l*tau*(mu - m)**2/2)
    proof.given(l > 0, a > 0, b > 0)
    proof.starts(log(structured(mu, tau, m, l, a, b)))
    proof.eq(a*log(b) - lgamma(a) + (a - 1/2)*log(tau) - b*tau + (log(l) - log(2*pi))/2 - l*tau*(mu - m)**2/2, by=density)
    proof.twin(log(structured(mu, tau, m, l, a, b)) == a*log(b) - lgamma(a) + (a - 1)*log(tau) - b*tau
               + (log(l) - log(2*pi))/2 - l*tau*(mu - m)**2/2, "forgetting that the normaliser of μ depends on τ")
    proof.twin(log(structured(mu, tau, m, l, a, b)) == a*log(b) - lgamma(a) + (a - 1/2)*log(tau) - b*tau
               + (log(l) - log(2*pi))/2 - l*(mu - m)**2/2, "taking l for the precision of μ")
    proof.twin(log(structured(mu, tau, m, l, a, b)) == -a*log(b) - lgamma(a) + (a - 1/2)*log(tau) - b*tau
               + (log(l) - log(2*pi))/2 - l*tau*(mu - m)**2/2, "taking the rate for a scale in the normaliser")


# --- the posterior ------------------------------------------------------------------------------------------------


@theorem("1.2.4", title="The squares of the data split at their mean")
def sufficient(proof):
    """So the likelihood depends on the data through their number, their mean and their squares around it."""
    proof.claim(total[n:1:N]((x(n) - mu)**2) == N*(mu - S(N)/N)**2 + total[n:1:N]((x(n) - S(N)/N)**2))
    proof.starts(total[n:1:N]((x(n) - mu)**2))
    proof.eq(total[n:1:N](x(n)**2) - 2*mu*S(N) + N*mu**2, by=linearity)
    proof.eq(N*(mu - S(N)/N)**2 + total[n:1:N](x(n)**2) - 2*S(N)/N*S(N) + N*(S(N)/N)**2, by=algebra)
    proof.eq(N*(mu - S(N)/N)**2 + total[n:1:N]((x(n) - S(N)/N)**2), by=linearity)
    proof.twin(total[n:1:N]((x(n) - mu)**2) == (mu - S(N)/N)**2 + total[n:1:N]((x(n) - S(N)/N)**2), "counting the square of the mean once")
    proof.twin(total[n:1:N]((x(n) - mu)**2) == N*(mu - S(N)/N)**2 + total[n:1:N](x(n)**2), "taking the squares around zero")
    proof.twin(total[n:1:N]((x(n) - mu)**2) == N*(mu - S(N))**2 + total[n:1:N]((x(n) - S(N))**2), "taking the sum for the mean")


@theorem("1.2.4", title="The square of the data and that of the prior, completed in the mean")
def completed(proof):
    proof.claim(total[n:1:N]((x(n) - mu)**2) + l0*(mu - mu0)**2 + 2*b0 == lN(N)*(mu - mN(N))**2 + 2*bN(N))
    proof.starts(total[n:1:N]((x(n) - mu)**2) + l0*(mu - mu0)**2 + 2*b0)
    proof.eq(N*(mu - S(N)/N)**2 + total[n:1:N]((x(n) - S(N)/N)**2) + l0*(mu - mu0)**2 + 2*b0, by=sufficient)
    proof.eq(lN(N)*(mu - mN(N))**2 + 2*bN(N), by=algebra)
    proof.twin(total[n:1:N]((x(n) - mu)**2) + l0*(mu - mu0)**2 + 2*b0
               == lN(N)*(mu - mN(N))**2 + 2*b0 + total[n:1:N]((x(n) - S(N)/N)**2), "leaving out what shrinking the mean costs")
    proof.twin(total[n:1:N]((x(n) - mu)**2) + l0*(mu - mu0)**2 + 2*b0 == lN(N)*(mu - S(N)/N)**2 + 2*bN(N),
               "taking the mean of the data for that of the posterior")
    proof.twin(total[n:1:N]((x(n) - mu)**2) + l0*(mu - mu0)**2 + 2*b0 == N*(mu - mN(N))**2 + 2*bN(N),
               "leaving out the precision of the prior")


@theorem("1.2.4", title="The posterior is a structured law")
def posterior(proof):
    """Prior times likelihood is the evidence times a structured density, here in logarithms."""
    proof.claim(log(prior(mu, tau)) + data(mu, tau) == Z(N) + log(structured(mu, tau, mN(N), lN(N), aN(N), bN(N))))
    proof.starts(log(prior(mu, tau)) + data(mu, tau))
    proof.eq(a0*log(b0) - lgamma(a0) + (a0 - 1/2)*log(tau) - b0*tau + (log(l0) - log(2*pi))/2 - l0*tau*(mu - mu0)**2/2
             + data(mu, tau), by=log_prior)
    proof.eq(a0*log(b0) - lgamma(a0) + (a0 - 1/2)*log(tau) - b0*tau + (log(l0) - log(2*pi))/2 - l0*tau*(mu - mu0)**2/2
             + N*log(tau)/2 - N*log(2*pi)/2 - tau/2*total[n:1:N]((x(n) - mu)**2), by=log_likelihood)
    proof.eq(a0*log(b0) - lgamma(a0) + (aN(N) - 1/2)*log(tau) + (log(l0) - log(2*pi))/2 - N*log(2*pi)/2
             - tau/2*(lN(N)*(mu - mN(N))**2 + 2*bN(N)), by=completed)
    proof.eq(Z(N) + aN(N)*log(bN(N)) - lgamma(aN(N)) + (aN(N) - 1/2)*log(tau) - bN(N)*tau + (log(lN(N)) - log(2*pi))/2
             - lN(N)*tau*(mu - mN(N))**2/2, by=algebra)
    proof.eq(Z(N) + log(structured(mu, tau, mN(N), lN(N), aN(N), bN(N))), by=density)
    proof.twin(log(prior(mu, tau)) + data(mu, tau) == Z(N) + log(structured(mu, tau, mN(N), lN(N), a0 + N, bN(N))),
               "adding N for N/2 to the shape")
    proof.twin(log(prior(mu, tau)) + data(mu, tau)
               == Z(N) + log(structured(mu, tau, mN(N), lN(N), aN(N), b0 + total[n:1:N]((x(n) - S(N)/N)**2)/2)),
               "leaving out what shrinking the mean costs")
    proof.twin(log(prior(mu, tau)) + data(mu, tau) == Z(N) + log(structured(mu, tau, S(N)/N, lN(N), aN(N), bN(N))),
               "taking the mean of the data for that of the posterior")
    proof.twin(log(prior(mu, tau)) + data(mu, tau) == log(structured(mu, tau, mN(N), lN(N), aN(N), bN(N))),
               "forgetting the evidence")
    proof.twin(log(prior(mu, tau)) + data(mu, tau) == Z(N) + log(factored(mu, tau, mN(N), lN(N)*aN(N)/bN(N), aN(N), bN(N))),
               "taking μ and τ for independent given the data")


@theorem("1.2.4", title="The log evidence")
def log_evidence(proof):
    proof.claim(log(integral[tau, mu](prior(mu, tau)*exp(data(mu, tau)))) == Z(N))
    proof.starts(log(integral[tau, mu](prior(mu, tau)*exp(data(mu, tau)))))
    proof.eq(log(integral[tau, mu](exp(log(prior(mu, tau)) + data(mu, tau)))), by=logarithm)
    proof.eq(log(integral[tau, mu](exp(Z(N) + log(structured(mu, tau, mN(N), lN(N), aN(N), bN(N)))))), by=posterior)
    proof.eq(log(integral[tau, mu](exp(Z(N))*structured(mu, tau, mN(N), lN(N), aN(N), bN(N)))), by=logarithm)
    proof.eq(log(exp(Z(N))), by=marginal)
    proof.eq(Z(N), by=logarithm)
    proof.twin(log(integral[tau, mu](prior(mu, tau)*exp(data(mu, tau)))) == Z(N) + log(lN(N)) - log(l0),
               "losing the sign of the logarithm of l₀/l_N")
    proof.twin(log(integral[tau, mu](prior(mu, tau)*exp(data(mu, tau)))) == Z(N) + lgamma(a0) - lgamma(aN(N)),
               "forgetting that Γ of the shape changes, too")
    proof.twin(log(integral[tau, mu](prior(mu, tau)*exp(data(mu, tau)))) == Z(N) + aN(N)*log(bN(N)) - a0*log(bN(N)),
               "leaving the shape as it was in the power of the rate")


# --- means and divergences ----------------------------------------------------------------------------------------


@theorem("1.2.4", title="The variance of the mean under a structured law")
def marginal_variance(proof):
    """The law of μ alone is one of Student's, with 2a degrees of freedom: its variance is finite where a > 1.  Here l₀
    stands for the factor l of any structured law."""
    proof.claim(E[Gamma[a, b](tau), Normal[m, 1/(l0*tau)](mu)]((mu - m)**2) == b/(l0*(a - 1)))
    proof.given(a > 1, b > 0)
    proof.starts(E[Gamma[a, b](tau), Normal[m, 1/(l0*tau)](mu)]((mu - m)**2))
    proof.eq(b/(l0*(a - 1)), by=family)
    proof.twin(E[Gamma[a, b](tau), Normal[m, 1/(l0*tau)](mu)]((mu - m)**2) == b/(l0*a), "dividing by the mean of τ")
    proof.twin(E[Gamma[a, b](tau), Normal[m, 1/(l0*tau)](mu)]((mu - m)**2) == a/(l0*b), "taking the mean of τ for that of 1/τ")
    proof.twin(E[Gamma[a, b](tau), Normal[m, 1/(l0*tau)](mu)]((mu - m)**2) == l0*b/(a - 1), "taking the precision for the variance")


@abbreviation
def student(mu, m, l, a, b):
    """The density of Student's law with 2a degrees of freedom and the centre m, as `marginal_law` says."""
    return exp(lgamma(a + 1/2) - lgamma(a) + a*log(b) + (log(l) - log(2*pi))/2 - (a + 1/2)*log(b + l*(mu - m)**2/2))


@theorem("1.2.4", title="The law of the mean under a structured law is Student's")
def marginal_law(proof):
    """Given μ, the law of τ is a Gamma law of shape a + 1/2, which integrates to one."""
    proof.claim(integral[tau](structured(mu, tau, m, l, a, b)) == student(mu, m, l, a, b))
    proof.given(l > 0, a > 0, b > 0)
    proof.starts(integral[tau](structured(mu, tau, m, l, a, b)))
    proof.eq(integral[tau](student(mu, m, l, a, b)*Gamma[a + 1/2, b + l*(mu - m)**2/2](tau)), by=density)
    proof.eq(student(mu, m, l, a, b), by=marginal)
    proof.twin(integral[tau](structured(mu, tau, m, l, a, b)) == Normal[m, b/a/l](mu), "putting the mean of τ into the law of μ")
    proof.twin(integral[tau](structured(mu, tau, m, l, a, b)) == student(mu, m, l, a - 1/2, b),
               "forgetting that the normaliser of μ depends on τ")
    proof.twin(integral[tau](structured(mu, tau, m, l, a, b)) == student(mu, m, l, a, 1/b), "taking the rate for a scale")


@abbreviation
def K(m, l, a, b, m1, l1, a1, b1):
    """The divergence of one structured law from another, as `structured_divergence` says."""
    return (a*log(b) - a1*log(b1) - lgamma(a) + lgamma(a1) + (a - a1)*(digamma(a) - log(b)) - a + b1*a/b
            + (log(l) - log(l1) - 1)/2 + l1/l/2 + l1*a/b*(m - m1)**2/2)


@theorem("1.2.4", title="The divergence of one structured law from another")
def structured_divergence(proof):
    """The divergence of the Gamma laws, and the mean over τ of that of the normal laws."""
    proof.claim(KL[tau, mu](structured(mu, tau, m, l, a, b), structured(mu, tau, m1, l1, a1, b1))
                == K(m, l, a, b, m1, l1, a1, b1))
    proof.given(l > 0, a > 0, b > 0, l1 > 0, a1 > 0, b1 > 0)
    proof.starts(KL[tau, mu](structured(mu, tau, m, l, a, b), structured(mu, tau, m1, l1, a1, b1)))
    proof.eq(E[Gamma[a, b](tau), Normal[m, 1/(l*tau)](mu)](
        log(structured(mu, tau, m, l, a, b)/structured(mu, tau, m1, l1, a1, b1))), by=definition)
    proof.eq(E[Gamma[a, b](tau), Normal[m, 1/(l*tau)](mu)](
        a*log(b) - a1*log(b1) - lgamma(a) + lgamma(a1) + (a - a1)*log(tau) - (b - b1)*tau + (log(l) - log(l1))/2
        - l*tau*(mu - m)**2/2 + l1*tau*(mu - m1)**2/2), by=density)
    proof.eq(K(m, l, a, b, m1, l1, a1, b1), by=family)
    proof.twin(KL[tau, mu](structured(mu, tau, m, l, a, b), structured(mu, tau, m1, l1, a1, b1))
               == K(m1, l1, a1, b1, m, l, a, b), "writing the divergence the other way round")
    proof.twin(KL[tau, mu](structured(mu, tau, m, l, a, b), structured(mu, tau, m1, l1, a1, b1))
               == K(m, l, a, b, m, l, a1, b1), "forgetting the divergence of the laws of μ")
    proof.twin(KL[tau, mu](structured(mu, tau, m, l, a, b), structured(mu, tau, m1, l1, a1, b1))
               == K(m, l, a, b, m1, l1, a1, b1) - (a - a1)*(digamma(a) - log(b)) + (a - a1)*log(a/b),
               "taking the logarithm of the mean for the mean of the logarithm")


@abbreviation
def F(m, l, a, b, m1, l1, a1, b1):
    """The divergence of a mean field from a structured law, as `factored_divergence` says."""
    return (a*log(b) - a1*log(b1) - lgamma(a) + lgamma(a1) + (a - a1 - 1/2)*(digamma(a) - log(b)) - a + b1*a/b
            + (log(l) - log(l1) - 1)/2 + l1*a/b*(1/l + (m - m1)**2)/2)


@theorem("1.2.4", title="The divergence of a mean field from a structured law")
def factored_divergence(proof):
    proof.claim(KL[tau, mu](factored(mu, tau, m, l, a, b), structured(mu, tau, m1, l1, a1, b1))
                == F(m, l, a, b, m1, l1, a1, b1))
    proof.given(l > 0, a > 0, b > 0, l1 > 0, a1 > 0, b1 > 0)
    proof.starts(KL[tau, mu](factored(mu, tau, m, l, a, b), structured(mu, tau, m1, l1, a1, b1)))
    proof.eq(E[Gamma[a, b](tau), Normal[m, 1/l](mu)](
        log(factored(mu, tau, m, l, a, b)/structured(mu, tau, m1, l1, a1, b1))), by=definition)
    proof.eq(E[Gamma[a, b](tau), Normal[m, 1/l](mu)](
        a*log(b) - a1*log(b1) - lgamma(a) + lgamma(a1) + (a - a1 - 1/2)*log(tau) - (b - b1)*tau + (log(l) - log(l1))/2
        - l*(mu - m)**2/2 + l1*tau*(mu - m1)**2/2), by=density)
    proof.eq(F(m, l, a, b, m1, l1, a1, b1), by=family)
    proof.twin(KL[tau, mu](factored(mu, tau, m, l, a, b), structured(mu, tau, m1, l1, a1, b1))
               == K(m, l, a, b, m1, l1, a1, b1), "taking the mean field for a structured law")
    proof.twin(KL[tau, mu](factored(mu, tau, m, l, a, b), structured(mu, tau, m1, l1, a1, b1))
               == F(m, l, a, b, m1, l1, a1, b1) - l1*a/(2*b*l), "forgetting the variance of μ in the mean of the square")
    proof.twin(KL[tau, mu](factored(mu, tau, m, l, a, b), structured(mu, tau, m1, l1, a1, b1))
               == F(m, l, a, b, m1, l1, a1, b1) + (digamma(a) - log(b))/2, "forgetting that the normaliser of μ depends on τ")
