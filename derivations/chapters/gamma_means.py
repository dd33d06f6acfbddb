"""The Gamma law: its means, entropy and divergence, and how they hang together with the log-normaliser.

`Gamma[a, b](x)` is the density at x > 0 of the law of shape a and *rate* b, that is of scale s = 1/b:

    Gamma[a, b](x) = exp((a − 1) log x − b x − (ln Γ(a) − a log b)).

With the natural parameters η₁ = −b and η₂ = a − 1 it is exp(η₁ x + η₂ log x − A(η)), where A is the log-normaliser of the
chapter `gamma`.  There A is a function whose derivatives are taken.  Here it is shown to be what its name says: the
logarithm of ∫ exp(η₁ x + η₂ log x) dx.  Its gradient holds the means of x and of log x, its Hessian their variances and
their covariance:

    𝔼[x] = a/b,    𝔼[log x] = ψ(a) − log b,    Var(x) = a/b²,    Cov(x, log x) = 1/b,    Var(log x) = ψ′(a).

The mean of log x is not the logarithm of the mean: log a − ψ(a) is between 1/(2a) and 1/a.  The mean of 1/x is finite only
where a > 1, and is then b/(a − 1).

The entropy is a − log b + ln Γ(a) + (1 − a) ψ(a), which may be negative.  Since the sufficient statistics are linear in the
exponent, the divergence of two Gamma laws is what A leaves above its tangent plane, a Bregman divergence; the law in the
first place is the one at which the plane touches.  That no divergence is negative says that A is convex, and along η₂ that
ln Γ is.  Minus the entropy is the dual of A: the largest value of η·m − A(η) for the means m, and reached at their own η.

The square of a covariance is at most the product of the variances.  For x and log x at b = 1 this says 1 ≤ a ψ′(a), which
the chapter `gamma` proves by descent.

Scores and the Fisher information are in the chapter `gamma_scores`.

Sources: DLMF 5.2.1 (the Gamma integral), 5.5.2 and 5.9.19; Brown (1986), Fundamentals of statistical exponential families,
chapters 2 and 6; Wainwright and Jordan (2008), Graphical models, exponential families, and variational inference,
section 3; Banerjee, Merugu, Dhillon and Ghosh (2005), Clustering with Bregman divergences.
"""

from derivations import (
    D, E, Gamma, KL, abbreviation, algebra, definition, density, differentiate, digamma, exp, family, integral, lgamma, log, logarithm, marginal,
    parameters, positives, proportional, recurrence, sum_of_squares, theorem, trigamma)
from derivations.chapters.elbo import gibbs, q, r, z
from derivations.chapters.gamma import (
    A, B, G_11, G_22, a, eta1, eta2, gradient_first, gradient_second, hessian_first, hessian_mixed, hessian_second, profile_above,
    profile_below, s)
from derivations.chapters.gamma_charts import M1, M2, b
from derivations.chapters.score_function import var

(x,) = positives("x")
c, d, xi1, xi2 = parameters("c d xi1 xi2")


@abbreviation
def cov(law, u, v):
    """The covariance of two quantities under a law."""
    return E[law]((u - E[law](u))*(v - E[law](v)))


# --- the density --------------------------------------------------------------------------------------------------


@theorem("2.2.14", title="The density in the exponential form, in shape and rate")
def exponential_form(proof):
    proof.claim(log(Gamma[a, b](x)) == (a - 1)*log(x) - b*x - (lgamma(a) - a*log(b)))
    proof.given(a > 0, b > 0)
    proof.starts(log(Gamma[a, b](x)))
    proof.eq((a - 1)*log(x) - b*x - (lgamma(a) - a*log(b)), by=density)
    proof.twin(log(Gamma[a, b](x)) == a*log(x) - b*x - (lgamma(a) - a*log(b)), "forgetting that the exponent of x is the shape less one")
    proof.twin(log(Gamma[a, b](x)) == (a - 1)*log(x) - x/b - (lgamma(a) + a*log(b)), "taking the rate for the scale")
    proof.twin(log(Gamma[a, b](x)) == (a - 1)*log(x) - b*x - (lgamma(a) + a*log(b)), "losing the sign of the logarithm of the rate")


@theorem("2.2.14", title="The density in the exponential form, in shape and scale")
def scale_form(proof):
    proof.claim(log(Gamma[a, 1/s](x)) == (a - 1)*log(x) - x/s - B(a, s))
    proof.given(a > 0, s > 0)
    proof.starts(log(Gamma[a, 1/s](x)))
    proof.eq((a - 1)*log(x) - x/s - B(a, s), by=density)
    proof.twin(log(Gamma[a, s](x)) == (a - 1)*log(x) - x/s - B(a, s), "taking the scale for the rate")
    proof.twin(log(Gamma[a, 1/s](x)) == (a - 1)*log(x) - s*x - B(a, s), "taking the scale for the rate in the exponent alone")
    proof.twin(log(Gamma[a, 1/s](x)) == a*log(x) - x/s - B(a, s), "taking the shape for the second natural parameter")


@theorem("2.2.14", title="The density in the exponential form, in the natural parameters")
def natural_form(proof):
    proof.claim(log(Gamma[eta2 + 1, -eta1](x)) == eta1*x + eta2*log(x) - A(eta1, eta2))
    proof.given(eta1 < 0, eta2 + 1 > 0)
    proof.starts(log(Gamma[eta2 + 1, -eta1](x)))
    proof.eq(eta1*x + eta2*log(x) - A(eta1, eta2), by=density)
    proof.twin(log(Gamma[eta2 + 1, -eta1](x)) == eta1*x + eta2*log(x) + A(eta1, eta2), "adding the log-normaliser")
    proof.twin(log(Gamma[eta2 + 1, -eta1](x)) == eta1*log(x) + eta2*x - A(eta1, eta2), "exchanging the two statistics")
    proof.twin(log(Gamma[eta2 + 1, -1/eta1](x)) == eta1*x + eta2*log(x) - A(eta1, eta2), "taking the scale for the rate")


@theorem("2.2.14", title="The Gamma integral")
def gamma_integral(proof):
    proof.claim(integral[x](exp((a - 1)*log(x) - b*x)) == exp(lgamma(a) - a*log(b)))
    proof.given(a > 0, b > 0)
    proof.starts(integral[x](exp((a - 1)*log(x) - b*x)))
    proof.eq(integral[x](exp(lgamma(a) - a*log(b))*Gamma[a, b](x)), by=density)
    proof.eq(exp(lgamma(a) - a*log(b)), by=marginal)
    proof.twin(integral[x](exp((a - 1)*log(x) - b*x)) == exp(lgamma(a) + a*log(b)), "taking the rate for the scale")
    proof.twin(integral[x](exp((a - 1)*log(x) - b*x)) == exp(lgamma(a) - log(b)), "forgetting the power of the rate")
    proof.twin(integral[x](exp(a*log(x) - b*x)) == exp(lgamma(a) - a*log(b)), "forgetting that the exponent is the shape less one")


@theorem("2.2.14", title="The log-normaliser is the logarithm of the integral by which the density is normalised")
def log_normaliser(proof):
    proof.claim(log(integral[x](exp(eta1*x + eta2*log(x)))) == A(eta1, eta2))
    proof.given(eta1 < 0, eta2 + 1 > 0)
    proof.starts(log(integral[x](exp(eta1*x + eta2*log(x)))))
    proof.eq(log(integral[x](exp(A(eta1, eta2))*Gamma[eta2 + 1, -eta1](x))), by=density)
    proof.eq(log(exp(A(eta1, eta2))), by=marginal)
    proof.eq(A(eta1, eta2), by=logarithm)
    proof.twin(integral[x](exp(eta1*x + eta2*log(x))) == A(eta1, eta2), "leaving the logarithm out")
    proof.twin(log(integral[x](exp(eta1*x + eta2*log(x)))) == -A(eta1, eta2), "losing the sign")
    proof.twin(log(integral[x](exp(eta1*x + (eta2 - 1)*log(x)))) == A(eta1, eta2), "taking one off the exponent twice")


@theorem("2.2.14", title="What is proportional to the exponential of the statistics is the Gamma law")
def normalised(proof):
    proof.claim(proportional[x](exp(eta1*x + eta2*log(x)))(x) == Gamma[eta2 + 1, -eta1](x))
    proof.given(eta1 < 0, eta2 + 1 > 0)
    proof.starts(proportional[x](exp(eta1*x + eta2*log(x)))(x))
    proof.eq(exp(eta1*x + eta2*log(x))/integral[x](exp(eta1*x + eta2*log(x))), by=definition)
    proof.eq(exp(A(eta1, eta2))*Gamma[eta2 + 1, -eta1](x)/integral[x](exp(A(eta1, eta2))*Gamma[eta2 + 1, -eta1](x)), by=density)
    proof.eq(exp(A(eta1, eta2))*Gamma[eta2 + 1, -eta1](x)/exp(A(eta1, eta2)), by=marginal)
    proof.eq(Gamma[eta2 + 1, -eta1](x), by=algebra)
    proof.twin(exp(eta1*x + eta2*log(x)) == Gamma[eta2 + 1, -eta1](x), "forgetting to normalise")
    proof.twin(proportional[x](exp(eta1*x + (eta2 + 1)*log(x)))(x) == Gamma[eta2 + 1, -eta1](x), "taking the shape for the second natural parameter")
    proof.twin(proportional[x](exp(eta1*x + eta2*log(x)))(x) == Gamma[eta2 + 1, -1/eta1](x), "taking the scale for the rate")


# --- means --------------------------------------------------------------------------------------------------------


@theorem("2.2.14", title="The mean of x")
def mean_x(proof):
    proof.claim(E[Gamma[a, b](x)](x) == a/b)
    proof.given(a > 0, b > 0)
    proof.starts(E[Gamma[a, b](x)](x))
    proof.eq(a/b, by=family)
    proof.twin(E[Gamma[a, b](x)](x) == a*b, "taking the rate for the scale")
    proof.twin(E[Gamma[a, b](x)](x) == (a - 1)/b, "taking the mode for the mean")
    proof.twin(E[Gamma[a, b](x)](x) == 1/b, "believing that the shape does not move the mean")


@theorem("2.2.14", title="The mean of log x, in shape and rate")
def mean_log(proof):
    proof.claim(E[Gamma[a, b](x)](log(x)) == digamma(a) - log(b))
    proof.given(a > 0, b > 0)
    proof.starts(E[Gamma[a, b](x)](log(x)))
    proof.eq(digamma(a) - log(b), by=family)
    proof.twin(E[Gamma[a, b](x)](log(x)) == log(a) - log(b), "taking the logarithm of the mean for the mean of the logarithm")
    proof.twin(E[Gamma[a, b](x)](log(x)) == digamma(a) + log(b), "taking the rate for the scale")
    proof.twin(E[Gamma[a, b](x)](log(x)) == trigamma(a) - log(b), "taking ψ′ for ψ")


@theorem("2.2.14", title="The mean of x in shape and scale")
def scale_mean_x(proof):
    proof.claim(E[Gamma[a, 1/s](x)](x) == M1(a, s))
    proof.given(a > 0, s > 0)
    proof.starts(E[Gamma[a, 1/s](x)](x))
    proof.eq(M1(a, s), by=family)
    proof.twin(E[Gamma[a, s](x)](x) == M1(a, s), "taking the scale for the rate")
    proof.twin(E[Gamma[a, 1/s](x)](x) == M1(a - 1, s), "taking the mode for the mean")


@theorem("2.2.14", title="The mean of log x in shape and scale")
def scale_mean_log(proof):
    proof.claim(E[Gamma[a, 1/s](x)](log(x)) == M2(a, s))
    proof.given(a > 0, s > 0)
    proof.starts(E[Gamma[a, 1/s](x)](log(x)))
    proof.eq(digamma(a) - log(1/s), by=family)
    proof.eq(M2(a, s), by=logarithm)
    proof.twin(E[Gamma[a, s](x)](log(x)) == M2(a, s), "taking the scale for the rate")
    proof.twin(E[Gamma[a, 1/s](x)](log(x)) == log(a) + log(s), "taking the logarithm of the mean for the mean of the logarithm")


@theorem(title="The logarithm of the mean is larger than the mean of the logarithm by at least one over twice the shape")
def jensen_below(proof):
    """Jensen's inequality with what it misses."""
    proof.claim(log(E[Gamma[a, b](x)](x)) - E[Gamma[a, b](x)](log(x)) >= 1/(2*a))
    proof.given(a > 0, b > 0)
    proof.starts(log(E[Gamma[a, b](x)](x)) - E[Gamma[a, b](x)](log(x)))
    proof.eq(log(a/b) - E[Gamma[a, b](x)](log(x)), by=mean_x)
    proof.eq(log(a/b) - (digamma(a) - log(b)), by=mean_log)
    proof.eq(log(a) - digamma(a), by=logarithm)
    proof.ge(1/(2*a), by=profile_below)
    proof.twin(log(E[Gamma[a, b](x)](x)) == E[Gamma[a, b](x)](log(x)), "moving the logarithm out of the mean")
    proof.twin(log(E[Gamma[a, b](x)](x)) - E[Gamma[a, b](x)](log(x)) <= 0, "turning Jensen's inequality round")
    proof.twin(log(E[Gamma[a, b](x)](x)) - E[Gamma[a, b](x)](log(x)) >= 1/a, "forgetting the one half")


@theorem(title="The logarithm of the mean is larger than the mean of the logarithm by at most one over the shape")
def jensen_above(proof):
    proof.claim(log(E[Gamma[a, b](x)](x)) - E[Gamma[a, b](x)](log(x)) <= 1/a)
    proof.given(a > 0, b > 0)
    proof.starts(log(E[Gamma[a, b](x)](x)) - E[Gamma[a, b](x)](log(x)))
    proof.eq(log(a/b) - E[Gamma[a, b](x)](log(x)), by=mean_x)
    proof.eq(log(a/b) - (digamma(a) - log(b)), by=mean_log)
    proof.eq(log(a) - digamma(a), by=logarithm)
    proof.le(1/a, by=profile_above)
    proof.twin(log(E[Gamma[a, b](x)](x)) - E[Gamma[a, b](x)](log(x)) <= 1/(2*a), "taking the lower bound for the upper one")
    proof.twin(log(E[Gamma[a, b](x)](x)) - E[Gamma[a, b](x)](log(x)) <= 1/(3*a), "believing that the two are closer than they are")


@theorem(title="The mean of x log x")
def mean_x_log(proof):
    """Under the weight x the law of shape a is that of shape a + 1."""
    proof.claim(E[Gamma[a, b](x)](x*log(x)) == a/b*(digamma(a) - log(b)) + 1/b)
    proof.given(a > 0, b > 0)
    proof.starts(E[Gamma[a, b](x)](x*log(x)))
    proof.eq(a/b*(digamma(a + 1) - log(b)), by=family)
    proof.eq(a/b*(digamma(a) - log(b)) + 1/b, by=recurrence)
    proof.twin(E[Gamma[a, b](x)](x*log(x)) == a/b*(digamma(a) - log(b)), "taking the mean of a product for the product of the means")
    proof.twin(E[Gamma[a, b](x)](x*log(x)) == a/b*(log(a) - log(b)), "putting the mean of x in for x")
    proof.twin(E[Gamma[a, b](x)](x*log(x)) == a/b*(digamma(a) - log(b)) - 1/b, "losing the sign of the covariance")


@theorem(title="The mean of 1/x, where the shape is more than one")
def mean_inverse(proof):
    proof.claim(E[Gamma[a, b](x)](1/x) == b/(a - 1))
    proof.given(a > 1, b > 0)
    proof.starts(E[Gamma[a, b](x)](1/x))
    proof.eq(b/(a - 1), by=family)
    proof.twin(E[Gamma[a, b](x)](1/x) == b/a, "taking one over the mean for the mean of one over x")
    proof.twin(E[Gamma[a, b](x)](1/x) == 1/(b*(a - 1)), "taking the rate for the scale")
    proof.twin(E[Gamma[a, b](x)](1/x) <= b/a, "turning Jensen's inequality round")


@theorem(title="The mean of the square of x")
def second_moment(proof):
    proof.claim(E[Gamma[a, b](x)](x**2) == a*(a + 1)/b**2)
    proof.given(a > 0, b > 0)
    proof.starts(E[Gamma[a, b](x)](x**2))
    proof.eq(a*(a + 1)/b**2, by=family)
    proof.twin(E[Gamma[a, b](x)](x**2) == a/b**2, "taking the variance for the second moment")
    proof.twin(E[Gamma[a, b](x)](x**2) == a**2/b**2, "taking the square of the mean for the mean of the square")
    proof.twin(E[Gamma[a, b](x)](x**2) == a*(a - 1)/b**2, "going down with the shape")


@theorem("2.2.16", title="The variance of x")
def variance_x(proof):
    proof.claim(var(Gamma[a, b](x), x) == a/b**2)
    proof.given(a > 0, b > 0)
    proof.starts(var(Gamma[a, b](x), x))
    proof.eq(a/b**2, by=family)
    proof.twin(var(Gamma[a, b](x), x) == a*(a + 1)/b**2, "taking the second moment for the variance")
    proof.twin(var(Gamma[a, b](x), x) == a*b**2, "taking the rate for the scale")
    proof.twin(var(Gamma[a, b](x), x) == a/b, "taking the mean for the variance")


@theorem("2.2.16", title="The covariance of x and log x")
def covariance(proof):
    """It does not depend on the shape, and it is positive."""
    proof.claim(cov(Gamma[a, b](x), x, log(x)) == 1/b)
    proof.given(a > 0, b > 0)
    proof.starts(cov(Gamma[a, b](x), x, log(x)))
    proof.eq(a/b*(digamma(a + 1) - digamma(a)), by=family)
    proof.eq(1/b, by=recurrence)
    proof.twin(cov(Gamma[a, b](x), x, log(x)) == -1/b, "losing the sign")
    proof.twin(cov(Gamma[a, b](x), x, log(x)) == b, "taking the rate for the scale")
    proof.twin(cov(Gamma[a, b](x), x, log(x)) == 0, "believing that the two statistics have nothing to do with each other")


@theorem("2.2.16", title="The variance of log x")
def variance_log(proof):
    """It does not depend on the rate."""
    proof.claim(var(Gamma[a, b](x), log(x)) == trigamma(a))
    proof.given(a > 0, b > 0)
    proof.starts(var(Gamma[a, b](x), log(x)))
    proof.eq(trigamma(a), by=family)
    proof.twin(var(Gamma[a, b](x), log(x)) == digamma(a), "taking ψ for ψ′")
    proof.twin(var(Gamma[a, b](x), log(x)) == 1/a, "differentiating the logarithm for ψ")
    proof.twin(E[Gamma[a, b](x)](log(x)**2) == trigamma(a), "taking the second moment for the variance")


@theorem(title="That a ψ′(a) is at least one is the inequality of Cauchy and Schwarz for x and log x")
def at_least_one(proof):
    """The chapter `gamma` proves the same by descent, and that it is more than one."""
    proof.claim(a*trigamma(a) >= 1)
    proof.given(a > 0)
    proof.starts(a*trigamma(a))
    proof.eq(E[Gamma[a, 1](x)]((x - a)**2)*E[Gamma[a, 1](x)]((log(x) - digamma(a))**2), by=family)
    proof.ge(E[Gamma[a, 1](x)]((x - a)*(log(x) - digamma(a)))**2, by=sum_of_squares)
    proof.eq((a*(digamma(a + 1) - digamma(a)))**2, by=family)
    proof.eq(1, by=recurrence)
    proof.twin(a*trigamma(a) <= 1, "turning the inequality round")
    proof.twin(a*trigamma(a) == 1, "believing that x and log x are on one line")
    proof.twin(a*digamma(a) >= 1, "taking ψ for ψ′")


# --- the derivatives of the log-normaliser are moments ------------------------------------------------------------


@theorem("2.2.14", title="The gradient of the log-normaliser, its first entry, is the mean of x")
def gradient_is_mean_first(proof):
    proof.claim(D[eta1](A(eta1, eta2)) == E[Gamma[eta2 + 1, -eta1](x)](x))
    proof.given(eta1 < 0, eta2 + 1 > 0)
    proof.starts(D[eta1](A(eta1, eta2)))
    proof.eq(-(eta2 + 1)/eta1, by=gradient_first)
    proof.eq(E[Gamma[eta2 + 1, -eta1](x)](x), by=family)
    proof.twin(D[eta1](A(eta1, eta2)) == -E[Gamma[eta2 + 1, -eta1](x)](x), "losing the sign of the first natural parameter")
    proof.twin(D[eta1](A(eta1, eta2)) == E[Gamma[eta2, -eta1](x)](x), "taking the second natural parameter for the shape")
    proof.twin(D[eta1](A(eta1, eta2)) == E[Gamma[eta2 + 1, -1/eta1](x)](x), "taking the scale for the rate")


@theorem("2.2.14", title="The gradient of the log-normaliser, its second entry, is the mean of log x")
def gradient_is_mean_second(proof):
    proof.claim(D[eta2](A(eta1, eta2)) == E[Gamma[eta2 + 1, -eta1](x)](log(x)))
    proof.given(eta1 < 0, eta2 + 1 > 0)
    proof.starts(D[eta2](A(eta1, eta2)))
    proof.eq(digamma(eta2 + 1) - log(-eta1), by=gradient_second)
    proof.eq(E[Gamma[eta2 + 1, -eta1](x)](log(x)), by=family)
    proof.twin(D[eta2](A(eta1, eta2)) == log(E[Gamma[eta2 + 1, -eta1](x)](x)), "taking the logarithm of the mean for the mean of the logarithm")
    proof.twin(D[eta2](A(eta1, eta2)) == E[Gamma[eta2 + 1, -eta1](x)](x), "exchanging the two statistics")
    proof.twin(D[eta2](A(eta1, eta2)) == E[Gamma[eta2, -eta1](x)](log(x)), "taking the second natural parameter for the shape")


@theorem("2.2.16", title="The Hessian of the log-normaliser, its first diagonal entry, is the variance of x")
def hessian_is_variance_first(proof):
    proof.claim(D[eta1](D[eta1](A(eta1, eta2))) == var(Gamma[eta2 + 1, -eta1](x), x))
    proof.given(eta1 < 0, eta2 + 1 > 0)
    proof.starts(D[eta1](D[eta1](A(eta1, eta2))))
    proof.eq(G_11(eta1, eta2), by=hessian_first)
    proof.eq(var(Gamma[eta2 + 1, -eta1](x), x), by=family)
    proof.twin(D[eta1](D[eta1](A(eta1, eta2))) == E[Gamma[eta2 + 1, -eta1](x)](x**2), "taking the second moment for the variance")
    proof.twin(D[eta1](D[eta1](A(eta1, eta2))) == -var(Gamma[eta2 + 1, -eta1](x), x), "losing the sign")
    proof.twin(D[eta1](D[eta1](A(eta1, eta2))) == var(Gamma[eta2 + 1, -1/eta1](x), x), "taking the scale for the rate")


@theorem("2.2.16", title="The Hessian of the log-normaliser, beside the diagonal, is the covariance of x and log x")
def hessian_is_covariance(proof):
    proof.claim(D[eta1](D[eta2](A(eta1, eta2))) == cov(Gamma[eta2 + 1, -eta1](x), x, log(x)))
    proof.given(eta1 < 0, eta2 + 1 > 0)
    proof.starts(D[eta1](D[eta2](A(eta1, eta2))))
    proof.eq(-1/eta1, by=hessian_mixed)
    proof.eq(-(eta2 + 1)/eta1*(digamma(eta2 + 2) - digamma(eta2 + 1)), by=recurrence)
    proof.eq(cov(Gamma[eta2 + 1, -eta1](x), x, log(x)), by=family)
    proof.twin(D[eta1](D[eta2](A(eta1, eta2))) == E[Gamma[eta2 + 1, -eta1](x)](x*log(x)), "taking the mean of the product for the covariance")
    proof.twin(D[eta1](D[eta2](A(eta1, eta2))) == -cov(Gamma[eta2 + 1, -eta1](x), x, log(x)), "losing the sign of the first natural parameter")
    proof.twin(cov(Gamma[eta2 + 1, -eta1](x), x, log(x)) == 1/eta1, "taking the first natural parameter for the rate")


@theorem("2.2.16", title="The Hessian of the log-normaliser, its second diagonal entry, is the variance of log x")
def hessian_is_variance_second(proof):
    proof.claim(D[eta2](D[eta2](A(eta1, eta2))) == var(Gamma[eta2 + 1, -eta1](x), log(x)))
    proof.given(eta1 < 0, eta2 + 1 > 0)
    proof.starts(D[eta2](D[eta2](A(eta1, eta2))))
    proof.eq(G_22(eta2), by=hessian_second)
    proof.eq(var(Gamma[eta2 + 1, -eta1](x), log(x)), by=family)
    proof.twin(D[eta2](D[eta2](A(eta1, eta2))) == E[Gamma[eta2 + 1, -eta1](x)](log(x)**2), "taking the second moment for the variance")
    proof.twin(D[eta2](D[eta2](A(eta1, eta2))) == var(Gamma[eta2, -eta1](x), log(x)), "taking the second natural parameter for the shape")
    proof.twin(D[eta2](D[eta2](A(eta1, eta2))) == var(Gamma[eta2 + 1, -eta1](x), x), "exchanging the two statistics")


# --- entropy and divergence ---------------------------------------------------------------------------------------


@theorem("2.2.14", title="The entropy in shape and rate")
def entropy(proof):
    """In nats.  It is below zero for large rates."""
    proof.claim(-E[Gamma[a, b](x)](log(Gamma[a, b](x))) == a - log(b) + lgamma(a) + (1 - a)*digamma(a))
    proof.given(a > 0, b > 0)
    proof.starts(-E[Gamma[a, b](x)](log(Gamma[a, b](x))))
    proof.eq(-E[Gamma[a, b](x)]((a - 1)*log(x) - b*x - (lgamma(a) - a*log(b))), by=exponential_form)
    proof.eq(a - log(b) + lgamma(a) + (1 - a)*digamma(a), by=family)
    proof.twin(-E[Gamma[a, b](x)](log(Gamma[a, b](x))) == a + log(b) + lgamma(a) + (1 - a)*digamma(a), "taking the rate for the scale")
    proof.twin(-E[Gamma[a, b](x)](log(Gamma[a, b](x))) == a - log(b) + lgamma(a) + (a - 1)*digamma(a), "losing a sign")
    proof.twin(-E[Gamma[a, b](x)](log(Gamma[a, b](x))) == a - log(b) + lgamma(a) + (1 - a)*log(a), "taking the logarithm for ψ")
    proof.twin(-E[Gamma[a, b](x)](log(Gamma[a, b](x))) >= 0, "believing that an entropy is never negative")


@theorem("2.2.14", title="The entropy in shape and scale")
def scale_entropy(proof):
    proof.claim(-E[Gamma[a, 1/s](x)](log(Gamma[a, 1/s](x))) == a + log(s) + lgamma(a) + (1 - a)*digamma(a))
    proof.given(a > 0, s > 0)
    proof.starts(-E[Gamma[a, 1/s](x)](log(Gamma[a, 1/s](x))))
    proof.eq(a - log(1/s) + lgamma(a) + (1 - a)*digamma(a), by=entropy.at({b: 1/s}))
    proof.eq(a + log(s) + lgamma(a) + (1 - a)*digamma(a), by=logarithm)
    proof.twin(-E[Gamma[a, 1/s](x)](log(Gamma[a, 1/s](x))) == a - log(s) + lgamma(a) + (1 - a)*digamma(a), "taking the scale for the rate")
    proof.twin(-E[Gamma[a, s](x)](log(Gamma[a, s](x))) == a + log(s) + lgamma(a) + (1 - a)*digamma(a), "taking the law of rate s")


@theorem("2.2.14", title="The divergence of two Gamma laws, in shapes and rates")
def kl(proof):
    proof.claim(KL[x](Gamma[a, b](x), Gamma[c, d](x))
                == lgamma(c) - lgamma(a) + (a - c)*digamma(a) + c*(log(b) - log(d)) + a*(d - b)/b)
    proof.given(a > 0, b > 0, c > 0, d > 0)
    proof.starts(KL[x](Gamma[a, b](x), Gamma[c, d](x)))
    proof.eq(E[Gamma[a, b](x)](log(Gamma[a, b](x)/Gamma[c, d](x))), by=definition)
    proof.eq(E[Gamma[a, b](x)](a*log(b) - c*log(d) - lgamma(a) + lgamma(c) + (a - c)*log(x) - (b - d)*x), by=density)
    proof.eq(lgamma(c) - lgamma(a) + (a - c)*digamma(a) + c*(log(b) - log(d)) + a*(d - b)/b, by=family)
    proof.twin(KL[x](Gamma[c, d](x), Gamma[a, b](x))
               == lgamma(c) - lgamma(a) + (a - c)*digamma(a) + c*(log(b) - log(d)) + a*(d - b)/b, "exchanging the two laws")
    proof.twin(KL[x](Gamma[a, 1/b](x), Gamma[c, 1/d](x))
               == lgamma(c) - lgamma(a) + (a - c)*digamma(a) + c*(log(b) - log(d)) + a*(d - b)/b, "taking the scales for the rates")
    proof.twin(KL[x](Gamma[a, b](x), Gamma[c, d](x))
               == lgamma(c) - lgamma(a) + (a - c)*digamma(c) + c*(log(b) - log(d)) + a*(d - b)/b, "averaging under the second law")
    proof.twin(KL[x](Gamma[a, b](x), Gamma[c, d](x))
               == lgamma(c) - lgamma(a) + (a - c)*log(a) + c*(log(b) - log(d)) + a*(d - b)/b, "taking the logarithm for ψ")


@theorem("2.2.14", title="The divergence of two Gamma laws, in shapes and scales")
def scale_kl(proof):
    proof.claim(KL[x](Gamma[a, 1/s](x), Gamma[c, 1/d](x))
                == lgamma(c) - lgamma(a) + (a - c)*digamma(a) + c*(log(d) - log(s)) + a*(s - d)/d)
    proof.given(a > 0, s > 0, c > 0, d > 0)
    proof.starts(KL[x](Gamma[a, 1/s](x), Gamma[c, 1/d](x)))
    proof.eq(lgamma(c) - lgamma(a) + (a - c)*digamma(a) + c*(log(1/s) - log(1/d)) + a*(1/d - 1/s)/(1/s), by=kl.at({b: 1/s, d: 1/d}))
    proof.eq(lgamma(c) - lgamma(a) + (a - c)*digamma(a) + c*(log(d) - log(s)) + a*(1/d - 1/s)/(1/s), by=logarithm)
    proof.eq(lgamma(c) - lgamma(a) + (a - c)*digamma(a) + c*(log(d) - log(s)) + a*(s - d)/d, by=algebra)
    proof.twin(KL[x](Gamma[a, s](x), Gamma[c, d](x))
               == lgamma(c) - lgamma(a) + (a - c)*digamma(a) + c*(log(d) - log(s)) + a*(s - d)/d, "taking the rates for the scales")
    proof.twin(KL[x](Gamma[c, 1/d](x), Gamma[a, 1/s](x))
               == lgamma(c) - lgamma(a) + (a - c)*digamma(a) + c*(log(d) - log(s)) + a*(s - d)/d, "exchanging the two laws")


@theorem(title="The divergence of two Gamma laws of one rate, and the tangent of ln Γ")
def lgamma_above_tangent(proof):
    """ln Γ lies above its tangents, since a divergence is never negative."""
    proof.claim(lgamma(c) >= lgamma(a) + (c - a)*digamma(a))
    proof.given(a > 0, c > 0)
    proof.starts(lgamma(c))
    proof.eq(KL[x](Gamma[a, 1](x), Gamma[c, 1](x)) + lgamma(a) + (c - a)*digamma(a), by=kl.at({b: 1, d: 1}))
    proof.ge(0 + lgamma(a) + (c - a)*digamma(a), by=gibbs.at({z: x, q(z): Gamma[a, 1](x), r(z): Gamma[c, 1](x)}))
    proof.twin(lgamma(c) <= lgamma(a) + (c - a)*digamma(a), "believing that ln Γ is concave, as the logarithm is")
    proof.twin(lgamma(c) >= lgamma(a) + (c - a)*digamma(c), "taking the tangent at the other place")
    proof.twin(lgamma(c) >= lgamma(a) + (c - a)*log(a), "taking the logarithm for ψ")


@theorem("2.2.14", title="The divergence is a Bregman divergence of the log-normaliser")
def bregman(proof):
    """It is what the log-normaliser at the second law leaves above its tangent plane at the first."""
    proof.claim(KL[x](Gamma[eta2 + 1, -eta1](x), Gamma[xi2 + 1, -xi1](x))
                == A(xi1, xi2) - A(eta1, eta2) - (xi1 - eta1)*D[eta1](A(eta1, eta2)) - (xi2 - eta2)*D[eta2](A(eta1, eta2)))
    proof.given(eta1 < 0, eta2 + 1 > 0, xi1 < 0, xi2 + 1 > 0)
    proof.starts(KL[x](Gamma[eta2 + 1, -eta1](x), Gamma[xi2 + 1, -xi1](x)))
    proof.eq(E[Gamma[eta2 + 1, -eta1](x)](log(Gamma[eta2 + 1, -eta1](x)/Gamma[xi2 + 1, -xi1](x))), by=definition)
    proof.eq(E[Gamma[eta2 + 1, -eta1](x)](A(xi1, xi2) - A(eta1, eta2) - (xi1 - eta1)*x - (xi2 - eta2)*log(x)), by=density)
    proof.eq(A(xi1, xi2) - A(eta1, eta2) + (xi1 - eta1)*(eta2 + 1)/eta1 - (xi2 - eta2)*(digamma(eta2 + 1) - log(-eta1)), by=family)
    proof.eq(A(xi1, xi2) - A(eta1, eta2) - (xi1 - eta1)*D[eta1](A(eta1, eta2)) - (xi2 - eta2)*D[eta2](A(eta1, eta2)), by=differentiate)
    proof.twin(KL[x](Gamma[xi2 + 1, -xi1](x), Gamma[eta2 + 1, -eta1](x))
               == A(xi1, xi2) - A(eta1, eta2) - (xi1 - eta1)*D[eta1](A(eta1, eta2)) - (xi2 - eta2)*D[eta2](A(eta1, eta2)),
               "letting the plane touch at the law in the second place")
    proof.twin(KL[x](Gamma[eta2 + 1, -eta1](x), Gamma[xi2 + 1, -xi1](x)) == A(xi1, xi2) - A(eta1, eta2), "forgetting the tangent plane")
    proof.twin(KL[x](Gamma[eta2 + 1, -eta1](x), Gamma[xi2 + 1, -xi1](x))
               == A(xi1, xi2) - A(eta1, eta2) + (xi1 - eta1)*D[eta1](A(eta1, eta2)) + (xi2 - eta2)*D[eta2](A(eta1, eta2)), "losing a sign")


@theorem("2.2.14", title="The log-normaliser lies above its tangent planes: it is convex")
def above_tangent(proof):
    proof.claim(A(xi1, xi2) >= A(eta1, eta2) + (xi1 - eta1)*D[eta1](A(eta1, eta2)) + (xi2 - eta2)*D[eta2](A(eta1, eta2)))
    proof.given(eta1 < 0, eta2 + 1 > 0, xi1 < 0, xi2 + 1 > 0)
    proof.starts(A(eta1, eta2) + (xi1 - eta1)*D[eta1](A(eta1, eta2)) + (xi2 - eta2)*D[eta2](A(eta1, eta2)))
    proof.eq(A(xi1, xi2) - KL[x](Gamma[eta2 + 1, -eta1](x), Gamma[xi2 + 1, -xi1](x)), by=bregman)
    proof.le(A(xi1, xi2), by=gibbs.at({z: x, q(z): Gamma[eta2 + 1, -eta1](x), r(z): Gamma[xi2 + 1, -xi1](x)}))
    proof.twin(A(xi1, xi2) <= A(eta1, eta2) + (xi1 - eta1)*D[eta1](A(eta1, eta2)) + (xi2 - eta2)*D[eta2](A(eta1, eta2)),
               "believing that it is concave")
    proof.twin(A(xi1, xi2) >= A(eta1, eta2), "forgetting the tangent plane")
    proof.twin(A(xi1, xi2) == A(eta1, eta2) + (xi1 - eta1)*D[eta1](A(eta1, eta2)) + (xi2 - eta2)*D[eta2](A(eta1, eta2)),
               "taking it for linear")


@theorem("2.2.14", title="Minus the entropy is the value of the dual at the means")
def dual_value(proof):
    proof.claim(eta1*D[eta1](A(eta1, eta2)) + eta2*D[eta2](A(eta1, eta2)) - A(eta1, eta2)
                == E[Gamma[eta2 + 1, -eta1](x)](log(Gamma[eta2 + 1, -eta1](x))))
    proof.given(eta1 < 0, eta2 + 1 > 0)
    proof.starts(eta1*D[eta1](A(eta1, eta2)) + eta2*D[eta2](A(eta1, eta2)) - A(eta1, eta2))
    proof.eq(-(eta2 + 1) + eta2*(digamma(eta2 + 1) - log(-eta1)) - A(eta1, eta2), by=differentiate)
    proof.eq(E[Gamma[eta2 + 1, -eta1](x)](eta1*x + eta2*log(x) - A(eta1, eta2)), by=family)
    proof.eq(E[Gamma[eta2 + 1, -eta1](x)](log(Gamma[eta2 + 1, -eta1](x))), by=natural_form)
    proof.twin(eta1*D[eta1](A(eta1, eta2)) + eta2*D[eta2](A(eta1, eta2)) - A(eta1, eta2)
               == -E[Gamma[eta2 + 1, -eta1](x)](log(Gamma[eta2 + 1, -eta1](x))), "taking it for the entropy")
    proof.twin(A(eta1, eta2) == E[Gamma[eta2 + 1, -eta1](x)](log(Gamma[eta2 + 1, -eta1](x))), "taking the log-normaliser for its dual")
    proof.twin(eta1*D[eta1](A(eta1, eta2)) + eta2*D[eta2](A(eta1, eta2)) + A(eta1, eta2)
               == E[Gamma[eta2 + 1, -eta1](x)](log(Gamma[eta2 + 1, -eta1](x))), "losing the sign of the log-normaliser")


@theorem("2.2.14", title="No other natural parameters give the dual a larger value at these means")
def dual_bound(proof):
    proof.claim(xi1*D[eta1](A(eta1, eta2)) + xi2*D[eta2](A(eta1, eta2)) - A(xi1, xi2)
                <= E[Gamma[eta2 + 1, -eta1](x)](log(Gamma[eta2 + 1, -eta1](x))))
    proof.given(eta1 < 0, eta2 + 1 > 0, xi1 < 0, xi2 + 1 > 0)
    proof.starts(xi1*D[eta1](A(eta1, eta2)) + xi2*D[eta2](A(eta1, eta2)) - A(xi1, xi2))
    proof.le(eta1*D[eta1](A(eta1, eta2)) + eta2*D[eta2](A(eta1, eta2)) - A(eta1, eta2), by=above_tangent)
    proof.eq(E[Gamma[eta2 + 1, -eta1](x)](log(Gamma[eta2 + 1, -eta1](x))), by=dual_value)
    proof.twin(xi1*D[eta1](A(eta1, eta2)) + xi2*D[eta2](A(eta1, eta2)) - A(xi1, xi2)
               >= E[Gamma[eta2 + 1, -eta1](x)](log(Gamma[eta2 + 1, -eta1](x))), "taking the largest value for the smallest")
    proof.twin(xi1*D[eta1](A(eta1, eta2)) + xi2*D[eta2](A(eta1, eta2)) - A(xi1, xi2)
               == E[Gamma[eta2 + 1, -eta1](x)](log(Gamma[eta2 + 1, -eta1](x))), "believing it of every law of the family")
    proof.twin(xi1*D[eta1](A(eta1, eta2)) + xi2*D[eta2](A(eta1, eta2))
               <= E[Gamma[eta2 + 1, -eta1](x)](log(Gamma[eta2 + 1, -eta1](x))), "forgetting the log-normaliser")
