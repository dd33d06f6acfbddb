"""The scores of two families of laws of mean and precision, and their Fisher information.

A *score* is the derivative of the logarithm of a density in a parameter, at a point that the law draws.  The families are
those of the chapter `normal_gamma`: a structured law gives μ the precision l τ, a factored one, or mean field, the
precision l.  Shape and rate of τ are a and b.  The scores in a and b are the same in both families, because the
normaliser of μ depends on neither; the scores in m and l have a factor τ in the structured family.

Each score has the mean zero under its own law.  The means of the products of two scores are the Fisher information.  It is
said as a whole by its quadratic form: for numbers u₁, …, u₄, the mean of the square of u₁ times the score in m plus u₂ times
that in l, and so on.  What multiplies u₃ u₄ is twice the entry of shape and rate, the only one beside the diagonal that is
not zero; it is said alone, too.

A step of an optimiser is often taken in log l, log a and log b, which may be any numbers.  There each score has one more
factor, the parameter itself: the theorems with *in its logarithm* in their titles put exp(w) in the place of a parameter.

Sources: Murphy (2007), Conjugate Bayesian analysis of the Gaussian distribution; Ranganath, Gerrish and Blei (2014), Black
box variational inference; Lehmann and Casella (1998), Theory of point estimation, section 2.5.
"""

from derivations import (
    D, E, Gamma, Normal, abbreviation, differentiate, digamma, exp, family, log, parameters, recurrence, theorem, trigamma)
from derivations.chapters.normal_gamma import a, b, factored, l, m, mu, structured, tau

w, u1, u2, u3, u4 = parameters("w u1 u2 u3 u4")


# --- the scores of a structured law --------------------------------------------------------------------------------


@theorem("1.2.4", title="The score of a structured law in the mean")
def structured_loc(proof):
    proof.claim(D[m](log(structured(mu, tau, m, l, a, b))) == l*tau*(mu - m))
    proof.given(l > 0, a > 0, b > 0)
    proof.starts(D[m](log(structured(mu, tau, m, l, a, b))))
    proof.eq(l*tau*(mu - m), by=differentiate)
    proof.twin(D[m](log(structured(mu, tau, m, l, a, b))) == l*tau*(m - mu), "losing the sign of the difference")
    proof.twin(D[m](log(structured(mu, tau, m, l, a, b))) == l*(mu - m), "taking the score of the mean field")
    proof.twin(D[m](log(structured(mu, tau, m, l, a, b))) == (mu - m)/(l*tau), "taking the precision for the variance")


@theorem("1.2.4", title="The score of a structured law in the precision")
def structured_precision(proof):
    proof.claim(D[l](log(structured(mu, tau, m, l, a, b))) == 1/(2*l) - tau*(mu - m)**2/2)
    proof.given(l > 0, a > 0, b > 0)
    proof.starts(D[l](log(structured(mu, tau, m, l, a, b))))
    proof.eq(1/(2*l) - tau*(mu - m)**2/2, by=differentiate)
    proof.twin(D[l](log(structured(mu, tau, m, l, a, b))) == 1/l - tau*(mu - m)**2/2, "forgetting the root of the precision")
    proof.twin(D[l](log(structured(mu, tau, m, l, a, b))) == 1/(2*l) - (mu - m)**2/2, "taking the score of the mean field")
    proof.twin(D[l](log(structured(mu, tau, m, l, a, b))) == 1/(2*l) - tau*(mu - m)**2,
               "forgetting the one half of the square")


@theorem("1.2.4", title="The score of a structured law in the shape")
def structured_shape(proof):
    proof.claim(D[a](log(structured(mu, tau, m, l, a, b))) == log(b) - digamma(a) + log(tau))
    proof.given(l > 0, a > 0, b > 0)
    proof.starts(D[a](log(structured(mu, tau, m, l, a, b))))
    proof.eq(log(b) - digamma(a) + log(tau), by=differentiate)
    proof.twin(D[a](log(structured(mu, tau, m, l, a, b))) == log(b) - log(a) + log(tau), "taking the logarithm for ψ")
    proof.twin(D[a](log(structured(mu, tau, m, l, a, b))) == -log(b) - digamma(a) + log(tau), "taking the rate for a scale")
    proof.twin(D[a](log(structured(mu, tau, m, l, a, b))) == log(b) - trigamma(a) + log(tau), "taking ψ′ for ψ")


@theorem("1.2.4", title="The score of a structured law in the rate")
def structured_rate(proof):
    proof.claim(D[b](log(structured(mu, tau, m, l, a, b))) == a/b - tau)
    proof.given(l > 0, a > 0, b > 0)
    proof.starts(D[b](log(structured(mu, tau, m, l, a, b))))
    proof.eq(a/b - tau, by=differentiate)
    proof.twin(D[b](log(structured(mu, tau, m, l, a, b))) == tau - a/b, "losing the sign")
    proof.twin(D[b](log(structured(mu, tau, m, l, a, b))) == (a - 1)/b - tau, "taking the exponent a − 1 for the shape")
    proof.twin(D[b](log(structured(mu, tau, m, l, a, b))) == a/b - tau - l*(mu - m)**2/2,
               "adding the square of μ, which does not depend on the rate")


@theorem("1.2.4", title="The score of a structured law in the precision, in its logarithm")
def structured_log_precision(proof):
    proof.claim(D[w](log(structured(mu, tau, m, exp(w), a, b))) == 1/2 - exp(w)*tau*(mu - m)**2/2)
    proof.given(a > 0, b > 0)
    proof.starts(D[w](log(structured(mu, tau, m, exp(w), a, b))))
    proof.eq(1/2 - exp(w)*tau*(mu - m)**2/2, by=differentiate)
    proof.twin(D[w](log(structured(mu, tau, m, exp(w), a, b))) == 1/(2*exp(w)) - tau*(mu - m)**2/2,
               "forgetting the factor of the logarithm")
    proof.twin(D[w](log(structured(mu, tau, m, exp(w), a, b))) == 1 - exp(w)*tau*(mu - m)**2/2,
               "forgetting the root of the precision")


@theorem("1.2.4", title="The score of a structured law in the shape, in its logarithm")
def structured_log_shape(proof):
    proof.claim(D[w](log(structured(mu, tau, m, l, exp(w), b))) == exp(w)*(log(b) - digamma(exp(w)) + log(tau)))
    proof.given(l > 0, b > 0)
    proof.starts(D[w](log(structured(mu, tau, m, l, exp(w), b))))
    proof.eq(exp(w)*(log(b) - digamma(exp(w)) + log(tau)), by=differentiate)
    proof.twin(D[w](log(structured(mu, tau, m, l, exp(w), b))) == log(b) - digamma(exp(w)) + log(tau),
               "forgetting the factor of the logarithm")
    proof.twin(D[w](log(structured(mu, tau, m, l, exp(w), b))) == exp(w)*(log(b) - w + log(tau)),
               "taking the logarithm for ψ")
    proof.twin(D[w](log(structured(mu, tau, m, l, exp(w), b))) == exp(w)*(log(b) - digamma(w) + log(tau)),
               "putting the logarithm of the shape into ψ")


@theorem("1.2.4", title="The score of a structured law in the rate, in its logarithm")
def structured_log_rate(proof):
    proof.claim(D[w](log(structured(mu, tau, m, l, a, exp(w)))) == a - exp(w)*tau)
    proof.given(l > 0, a > 0)
    proof.starts(D[w](log(structured(mu, tau, m, l, a, exp(w)))))
    proof.eq(a - exp(w)*tau, by=differentiate)
    proof.twin(D[w](log(structured(mu, tau, m, l, a, exp(w)))) == a/exp(w) - tau, "forgetting the factor of the logarithm")
    proof.twin(D[w](log(structured(mu, tau, m, l, a, exp(w)))) == a*w - exp(w)*tau,
               "differentiating a log b as if log b were its own factor")
    proof.twin(D[w](log(structured(mu, tau, m, l, a, exp(w)))) == a - tau, "leaving the rate out beside τ")


# --- the scores of the mean field ----------------------------------------------------------------------------------


@theorem("1.2.4", title="The score of the mean field in the mean")
def factored_loc(proof):
    proof.claim(D[m](log(factored(mu, tau, m, l, a, b))) == l*(mu - m))
    proof.given(l > 0, a > 0, b > 0)
    proof.starts(D[m](log(factored(mu, tau, m, l, a, b))))
    proof.eq(l*(mu - m), by=differentiate)
    proof.twin(D[m](log(factored(mu, tau, m, l, a, b))) == l*(m - mu), "losing the sign of the difference")
    proof.twin(D[m](log(factored(mu, tau, m, l, a, b))) == l*tau*(mu - m), "taking the score of a structured law")
    proof.twin(D[m](log(factored(mu, tau, m, l, a, b))) == (mu - m)/l, "taking the precision for the variance")


@theorem("1.2.4", title="The score of the mean field in the precision")
def factored_precision(proof):
    proof.claim(D[l](log(factored(mu, tau, m, l, a, b))) == 1/(2*l) - (mu - m)**2/2)
    proof.given(l > 0, a > 0, b > 0)
    proof.starts(D[l](log(factored(mu, tau, m, l, a, b))))
    proof.eq(1/(2*l) - (mu - m)**2/2, by=differentiate)
    proof.twin(D[l](log(factored(mu, tau, m, l, a, b))) == 1/l - (mu - m)**2/2, "forgetting the root of the precision")
    proof.twin(D[l](log(factored(mu, tau, m, l, a, b))) == 1/(2*l) - tau*(mu - m)**2/2,
               "taking the score of a structured law")
    proof.twin(D[l](log(factored(mu, tau, m, l, a, b))) == -1/(2*l) - (mu - m)**2/2,
               "taking the variance for the precision in the normaliser")


@theorem("1.2.4", title="The score of the mean field in the shape")
def factored_shape(proof):
    proof.claim(D[a](log(factored(mu, tau, m, l, a, b))) == log(b) - digamma(a) + log(tau))
    proof.given(l > 0, a > 0, b > 0)
    proof.starts(D[a](log(factored(mu, tau, m, l, a, b))))
    proof.eq(log(b) - digamma(a) + log(tau), by=differentiate)
    proof.twin(D[a](log(factored(mu, tau, m, l, a, b))) == log(b) - log(a) + log(tau), "taking the logarithm for ψ")
    proof.twin(D[a](log(factored(mu, tau, m, l, a, b))) == log(b) - digamma(l) + log(tau), "putting the precision into ψ")
    proof.twin(D[a](log(factored(mu, tau, m, l, a, b))) == digamma(a) - log(b) - log(tau), "losing the sign")


@theorem("1.2.4", title="The score of the mean field in the rate")
def factored_rate(proof):
    proof.claim(D[b](log(factored(mu, tau, m, l, a, b))) == a/b - tau)
    proof.given(l > 0, a > 0, b > 0)
    proof.starts(D[b](log(factored(mu, tau, m, l, a, b))))
    proof.eq(a/b - tau, by=differentiate)
    proof.twin(D[b](log(factored(mu, tau, m, l, a, b))) == a*b - tau, "taking the rate for a scale")
    proof.twin(D[b](log(factored(mu, tau, m, l, a, b))) == a/b - 1/tau, "taking the scale for the rate")
    proof.twin(D[b](log(factored(mu, tau, m, l, a, b))) == 1/b - tau, "forgetting the shape")


@theorem("1.2.4", title="The score of the mean field in the precision, in its logarithm")
def factored_log_precision(proof):
    proof.claim(D[w](log(factored(mu, tau, m, exp(w), a, b))) == 1/2 - exp(w)*(mu - m)**2/2)
    proof.given(a > 0, b > 0)
    proof.starts(D[w](log(factored(mu, tau, m, exp(w), a, b))))
    proof.eq(1/2 - exp(w)*(mu - m)**2/2, by=differentiate)
    proof.twin(D[w](log(factored(mu, tau, m, exp(w), a, b))) == 1/(2*exp(w)) - (mu - m)**2/2,
               "forgetting the factor of the logarithm")
    proof.twin(D[w](log(factored(mu, tau, m, exp(w), a, b))) == 1 - exp(w)*(mu - m)**2/2,
               "forgetting the root of the precision")


@theorem("1.2.4", title="The score of the mean field in the shape, in its logarithm")
def factored_log_shape(proof):
    proof.claim(D[w](log(factored(mu, tau, m, l, exp(w), b))) == exp(w)*(log(b) - digamma(exp(w)) + log(tau)))
    proof.given(l > 0, b > 0)
    proof.starts(D[w](log(factored(mu, tau, m, l, exp(w), b))))
    proof.eq(exp(w)*(log(b) - digamma(exp(w)) + log(tau)), by=differentiate)
    proof.twin(D[w](log(factored(mu, tau, m, l, exp(w), b))) == log(b) - digamma(exp(w)) + log(tau),
               "forgetting the factor of the logarithm")
    proof.twin(D[w](log(factored(mu, tau, m, l, exp(w), b))) == exp(w)*(log(b) - w + log(tau)), "taking the logarithm for ψ")
    proof.twin(D[w](log(factored(mu, tau, m, l, exp(w), b))) == exp(w)*(log(b) - digamma(w) + log(tau)),
               "putting the logarithm of the shape into ψ")


@theorem("1.2.4", title="The score of the mean field in the rate, in its logarithm")
def factored_log_rate(proof):
    proof.claim(D[w](log(factored(mu, tau, m, l, a, exp(w)))) == a - exp(w)*tau)
    proof.given(l > 0, a > 0)
    proof.starts(D[w](log(factored(mu, tau, m, l, a, exp(w)))))
    proof.eq(a - exp(w)*tau, by=differentiate)
    proof.twin(D[w](log(factored(mu, tau, m, l, a, exp(w)))) == a/exp(w) - tau, "forgetting the factor of the logarithm")
    proof.twin(D[w](log(factored(mu, tau, m, l, a, exp(w)))) == a*w - exp(w)*tau,
               "differentiating a log b as if log b were its own factor")
    proof.twin(D[w](log(factored(mu, tau, m, l, a, exp(w)))) == a - tau, "leaving the rate out beside τ")


# --- means under a structured law ----------------------------------------------------------------------------------


@theorem("1.2.4", title="The score of a structured law in the mean has the mean zero")
def structured_loc_mean(proof):
    proof.claim(E[Gamma[a, b](tau), Normal[m, 1/(l*tau)](mu)](D[m](log(structured(mu, tau, m, l, a, b)))) == 0)
    proof.given(l > 0, a > 0, b > 0)
    proof.starts(E[Gamma[a, b](tau), Normal[m, 1/(l*tau)](mu)](D[m](log(structured(mu, tau, m, l, a, b)))))
    proof.eq(E[Gamma[a, b](tau), Normal[m, 1/(l*tau)](mu)](l*tau*(mu - m)), by=structured_loc)
    proof.eq(0, by=family)
    proof.twin(E[Gamma[a, b](tau), Normal[m, 1/(l*tau)](mu)](mu) == 0, "taking the mean of μ for that of its score")
    proof.twin(E[Gamma[a, b](tau), Normal[m, 1/(l*tau)](mu)](D[m](log(structured(mu, tau, m, l, a, b)))**2) == 0,
               "believing that the score itself is zero")


@theorem("1.2.4", title="The score of a structured law in the precision has the mean zero")
def structured_precision_mean(proof):
    proof.claim(E[Gamma[a, b](tau), Normal[m, 1/(l*tau)](mu)](D[l](log(structured(mu, tau, m, l, a, b)))) == 0)
    proof.given(l > 0, a > 0, b > 0)
    proof.starts(E[Gamma[a, b](tau), Normal[m, 1/(l*tau)](mu)](D[l](log(structured(mu, tau, m, l, a, b)))))
    proof.eq(E[Gamma[a, b](tau), Normal[m, 1/(l*tau)](mu)](1/(2*l) - tau*(mu - m)**2/2), by=structured_precision)
    proof.eq(0, by=family)
    proof.twin(E[Gamma[a, b](tau), Normal[m, 1/(l*tau)](mu)](1/l - tau*(mu - m)**2/2) == 0,
               "forgetting the root of the precision")
    proof.twin(E[Gamma[a, b](tau), Normal[m, 1/l](mu)](D[l](log(structured(mu, tau, m, l, a, b)))) == 0,
               "taking the mean under a law of the other family")


@theorem("1.2.4", title="The score of a structured law in the shape has the mean zero")
def structured_shape_mean(proof):
    proof.claim(E[Gamma[a, b](tau), Normal[m, 1/(l*tau)](mu)](D[a](log(structured(mu, tau, m, l, a, b)))) == 0)
    proof.given(l > 0, a > 0, b > 0)
    proof.starts(E[Gamma[a, b](tau), Normal[m, 1/(l*tau)](mu)](D[a](log(structured(mu, tau, m, l, a, b)))))
    proof.eq(E[Gamma[a, b](tau), Normal[m, 1/(l*tau)](mu)](log(b) - digamma(a) + log(tau)), by=structured_shape)
    proof.eq(0, by=family)
    proof.twin(E[Gamma[a, b](tau), Normal[m, 1/(l*tau)](mu)](log(b) - log(a) + log(tau)) == 0, "taking the logarithm for ψ")
    proof.twin(E[Gamma[a, b](tau), Normal[m, 1/(l*tau)](mu)](D[a](log(structured(mu, tau, m, l, a, b)))**2) == 0,
               "believing that the score itself is zero")


@theorem("1.2.4", title="The score of a structured law in the rate has the mean zero")
def structured_rate_mean(proof):
    proof.claim(E[Gamma[a, b](tau), Normal[m, 1/(l*tau)](mu)](D[b](log(structured(mu, tau, m, l, a, b)))) == 0)
    proof.given(l > 0, a > 0, b > 0)
    proof.starts(E[Gamma[a, b](tau), Normal[m, 1/(l*tau)](mu)](D[b](log(structured(mu, tau, m, l, a, b)))))
    proof.eq(E[Gamma[a, b](tau), Normal[m, 1/(l*tau)](mu)](a/b - tau), by=structured_rate)
    proof.eq(0, by=family)
    proof.twin(E[Gamma[a, b](tau), Normal[m, 1/(l*tau)](mu)]((a - 1)/b - tau) == 0,
               "taking the exponent a − 1 for the shape")
    proof.twin(E[Gamma[a, 1/b](tau), Normal[m, 1/(l*tau)](mu)](D[b](log(structured(mu, tau, m, l, a, b)))) == 0,
               "taking the rate for a scale in the law of the mean")


@theorem("1.2.4", title="The Fisher information of a structured law in shape and rate")
def structured_shape_rate(proof):
    proof.claim(E[Gamma[a, b](tau), Normal[m, 1/(l*tau)](mu)](
        D[a](log(structured(mu, tau, m, l, a, b)))*D[b](log(structured(mu, tau, m, l, a, b))))
                == -1/b)
    proof.given(l > 0, a > 0, b > 0)
    proof.starts(E[Gamma[a, b](tau), Normal[m, 1/(l*tau)](mu)](
        D[a](log(structured(mu, tau, m, l, a, b)))*D[b](log(structured(mu, tau, m, l, a, b)))))
    proof.eq(E[Gamma[a, b](tau), Normal[m, 1/(l*tau)](mu)](
        (log(b) - digamma(a) + log(tau))*D[b](log(structured(mu, tau, m, l, a, b)))), by=structured_shape)
    proof.eq(E[Gamma[a, b](tau), Normal[m, 1/(l*tau)](mu)]((log(b) - digamma(a) + log(tau))*(a/b - tau)), by=structured_rate)
    proof.eq(a/b*(digamma(a) - digamma(a + 1)), by=family)
    proof.eq(-1/b, by=recurrence)
    proof.twin(E[Gamma[a, b](tau), Normal[m, 1/(l*tau)](mu)](
        D[a](log(structured(mu, tau, m, l, a, b)))*D[b](log(structured(mu, tau, m, l, a, b))))
               == 1/b, "losing the sign: this is the entry for a scale")
    proof.twin(E[Gamma[a, b](tau), Normal[m, 1/(l*tau)](mu)](
        D[a](log(structured(mu, tau, m, l, a, b)))*D[b](log(structured(mu, tau, m, l, a, b))))
               == 0, "believing that the scores of shape and rate are uncorrelated")
    proof.twin(E[Gamma[a, b](tau), Normal[m, 1/(l*tau)](mu)](
        D[a](log(structured(mu, tau, m, l, a, b)))*D[b](log(structured(mu, tau, m, l, a, b))))
               == -a/b, "taking the entry in log a for that in a")


@abbreviation
def structured_along(mu, tau):
    """The derivative of the log density along the direction (u₁, u₂, u₃, u₄) in m, l, a and b."""
    return (u1*D[m](log(structured(mu, tau, m, l, a, b))) + u2*D[l](log(structured(mu, tau, m, l, a, b)))
            + u3*D[a](log(structured(mu, tau, m, l, a, b))) + u4*D[b](log(structured(mu, tau, m, l, a, b))))


@theorem("1.2.4", title="The Fisher information of a structured law, as a quadratic form")
def structured_information(proof):
    proof.claim(E[Gamma[a, b](tau), Normal[m, 1/(l*tau)](mu)](structured_along(mu, tau)**2)
                == u1**2*l*a/b + u2**2/(2*l**2) + u3**2*trigamma(a) - 2*u3*u4/b + u4**2*a/b**2)
    proof.given(l > 0, a > 0, b > 0)
    proof.starts(E[Gamma[a, b](tau), Normal[m, 1/(l*tau)](mu)](structured_along(mu, tau)**2))
    proof.eq(E[Gamma[a, b](tau), Normal[m, 1/(l*tau)](mu)](
        (u1*l*tau*(mu - m) + u2*(1/(2*l) - tau*(mu - m)**2/2) + u3*(log(b) - digamma(a) + log(tau)) + u4*(a/b - tau))**2),
        by=differentiate)
    proof.eq(u1**2*l*a/b + u2**2/(2*l**2) + u3**2*trigamma(a) + 2*u3*u4*a/b*(digamma(a) - digamma(a + 1)) + u4**2*a/b**2,
             by=family)
    proof.eq(u1**2*l*a/b + u2**2/(2*l**2) + u3**2*trigamma(a) - 2*u3*u4/b + u4**2*a/b**2, by=recurrence)
    proof.twin(E[Gamma[a, b](tau), Normal[m, 1/(l*tau)](mu)](structured_along(mu, tau)**2)
               == u1**2*l*a/b + u2**2/(2*l**2) + u3**2*trigamma(a) + 2*u3*u4/b + u4**2*a/b**2,
               "losing the sign of the entry of shape and rate")
    proof.twin(E[Gamma[a, b](tau), Normal[m, 1/(l*tau)](mu)](structured_along(mu, tau)**2)
               == u1**2*l*a/b + u2**2/l**2 + u3**2*trigamma(a) - 2*u3*u4/b + u4**2*a/b**2,
               "forgetting the one half of the entry of the precision")
    proof.twin(E[Gamma[a, b](tau), Normal[m, 1/(l*tau)](mu)](structured_along(mu, tau)**2)
               == u1**2*l + u2**2/(2*l**2) + u3**2*trigamma(a) - 2*u3*u4/b + u4**2*a/b**2,
               "taking the information of the mean field")
    proof.twin(E[Gamma[a, b](tau), Normal[m, 1/(l*tau)](mu)](structured_along(mu, tau)**2)
               == u1**2*l*a/b + u2**2/(2*l**2) + u3**2*trigamma(a) + u4**2*a/b**2,
               "believing that the matrix is diagonal")


@abbreviation
def structured_log_along(mu, tau):
    """The same along that direction in m, log l, log a and log b."""
    return (u1*D[m](log(structured(mu, tau, m, l, a, b))) + u2*l*D[l](log(structured(mu, tau, m, l, a, b)))
            + u3*a*D[a](log(structured(mu, tau, m, l, a, b))) + u4*b*D[b](log(structured(mu, tau, m, l, a, b))))


@theorem("1.2.4", title="The Fisher information of a structured law, in the logarithms of its positive parameters")
def structured_log_information(proof):
    """The score in log l is l times that in l, and so on: so each entry is multiplied by both of its parameters."""
    proof.claim(E[Gamma[a, b](tau), Normal[m, 1/(l*tau)](mu)](structured_log_along(mu, tau)**2)
                == u1**2*l*a/b + u2**2/2 + u3**2*a**2*trigamma(a) - 2*u3*u4*a + u4**2*a)
    proof.given(l > 0, a > 0, b > 0)
    proof.starts(E[Gamma[a, b](tau), Normal[m, 1/(l*tau)](mu)](structured_log_along(mu, tau)**2))
    proof.eq(E[Gamma[a, b](tau), Normal[m, 1/(l*tau)](mu)](
        (u1*l*tau*(mu - m) + u2*l*(1/(2*l) - tau*(mu - m)**2/2) + u3*a*(log(b) - digamma(a) + log(tau)) + u4*b*(a/b - tau))**2),
        by=differentiate)
    proof.eq(u1**2*l*a/b + u2**2/2 + u3**2*a**2*trigamma(a) + 2*u3*u4*a**2*(digamma(a) - digamma(a + 1)) + u4**2*a,
             by=family)
    proof.eq(u1**2*l*a/b + u2**2/2 + u3**2*a**2*trigamma(a) - 2*u3*u4*a + u4**2*a, by=recurrence)
    proof.twin(E[Gamma[a, b](tau), Normal[m, 1/(l*tau)](mu)](structured_log_along(mu, tau)**2)
               == u1**2*l*a/b + u2**2/(2*l**2) + u3**2*trigamma(a) - 2*u3*u4/b + u4**2*a/b**2,
               "leaving the information as it is in the parameters themselves")
    proof.twin(E[Gamma[a, b](tau), Normal[m, 1/(l*tau)](mu)](structured_log_along(mu, tau)**2)
               == u1**2*l*a/b + u2**2/2 + u3**2*a*trigamma(a) - 2*u3*u4*a + u4**2*a,
               "multiplying by the parameter once")
    proof.twin(E[Gamma[a, b](tau), Normal[m, 1/(l*tau)](mu)](structured_log_along(mu, tau)**2)
               == u1**2*l*a/b + u2**2/2 + u3**2*a**2*trigamma(a) - 2*u3*u4 + u4**2*a,
               "scaling the entry of shape and rate by one of the two alone")


# --- means under the mean field ------------------------------------------------------------------------------------


@theorem("1.2.4", title="The score of the mean field in the mean has the mean zero")
def factored_loc_mean(proof):
    proof.claim(E[Gamma[a, b](tau), Normal[m, 1/l](mu)](D[m](log(factored(mu, tau, m, l, a, b)))) == 0)
    proof.given(l > 0, a > 0, b > 0)
    proof.starts(E[Gamma[a, b](tau), Normal[m, 1/l](mu)](D[m](log(factored(mu, tau, m, l, a, b)))))
    proof.eq(E[Gamma[a, b](tau), Normal[m, 1/l](mu)](l*(mu - m)), by=factored_loc)
    proof.eq(0, by=family)
    proof.twin(E[Gamma[a, b](tau), Normal[m, 1/l](mu)](mu) == 0, "taking the mean of μ for that of its score")
    proof.twin(E[Gamma[a, b](tau), Normal[m, 1/l](mu)](D[m](log(factored(mu, tau, m, l, a, b)))**2) == 0,
               "believing that the score itself is zero")


@theorem("1.2.4", title="The score of the mean field in the precision has the mean zero")
def factored_precision_mean(proof):
    proof.claim(E[Gamma[a, b](tau), Normal[m, 1/l](mu)](D[l](log(factored(mu, tau, m, l, a, b)))) == 0)
    proof.given(l > 0, a > 0, b > 0)
    proof.starts(E[Gamma[a, b](tau), Normal[m, 1/l](mu)](D[l](log(factored(mu, tau, m, l, a, b)))))
    proof.eq(E[Gamma[a, b](tau), Normal[m, 1/l](mu)](1/(2*l) - (mu - m)**2/2), by=factored_precision)
    proof.eq(0, by=family)
    proof.twin(E[Gamma[a, b](tau), Normal[m, 1/l](mu)](1/l - (mu - m)**2/2) == 0, "forgetting the root of the precision")
    proof.twin(E[Gamma[a, b](tau), Normal[m, 1/(l*tau)](mu)](D[l](log(factored(mu, tau, m, l, a, b)))) == 0,
               "taking the mean under a law of the other family")


@theorem("1.2.4", title="The score of the mean field in the shape has the mean zero")
def factored_shape_mean(proof):
    proof.claim(E[Gamma[a, b](tau), Normal[m, 1/l](mu)](D[a](log(factored(mu, tau, m, l, a, b)))) == 0)
    proof.given(l > 0, a > 0, b > 0)
    proof.starts(E[Gamma[a, b](tau), Normal[m, 1/l](mu)](D[a](log(factored(mu, tau, m, l, a, b)))))
    proof.eq(E[Gamma[a, b](tau), Normal[m, 1/l](mu)](log(b) - digamma(a) + log(tau)), by=factored_shape)
    proof.eq(0, by=family)
    proof.twin(E[Gamma[a, b](tau), Normal[m, 1/l](mu)](log(b) - log(a) + log(tau)) == 0, "taking the logarithm for ψ")
    proof.twin(E[Gamma[a, b](tau), Normal[m, 1/l](mu)](D[a](log(factored(mu, tau, m, l, a, b)))**2) == 0,
               "believing that the score itself is zero")


@theorem("1.2.4", title="The score of the mean field in the rate has the mean zero")
def factored_rate_mean(proof):
    proof.claim(E[Gamma[a, b](tau), Normal[m, 1/l](mu)](D[b](log(factored(mu, tau, m, l, a, b)))) == 0)
    proof.given(l > 0, a > 0, b > 0)
    proof.starts(E[Gamma[a, b](tau), Normal[m, 1/l](mu)](D[b](log(factored(mu, tau, m, l, a, b)))))
    proof.eq(E[Gamma[a, b](tau), Normal[m, 1/l](mu)](a/b - tau), by=factored_rate)
    proof.eq(0, by=family)
    proof.twin(E[Gamma[a, b](tau), Normal[m, 1/l](mu)]((a - 1)/b - tau) == 0, "taking the exponent a − 1 for the shape")
    proof.twin(E[Gamma[a, 1/b](tau), Normal[m, 1/l](mu)](D[b](log(factored(mu, tau, m, l, a, b)))) == 0,
               "taking the rate for a scale in the law of the mean")


@theorem("1.2.4", title="The Fisher information of the mean field in shape and rate")
def factored_shape_rate(proof):
    proof.claim(E[Gamma[a, b](tau), Normal[m, 1/l](mu)](
        D[a](log(factored(mu, tau, m, l, a, b)))*D[b](log(factored(mu, tau, m, l, a, b))))
                == -1/b)
    proof.given(l > 0, a > 0, b > 0)
    proof.starts(E[Gamma[a, b](tau), Normal[m, 1/l](mu)](
        D[a](log(factored(mu, tau, m, l, a, b)))*D[b](log(factored(mu, tau, m, l, a, b)))))
    proof.eq(E[Gamma[a, b](tau), Normal[m, 1/l](mu)](
        (log(b) - digamma(a) + log(tau))*D[b](log(factored(mu, tau, m, l, a, b)))), by=factored_shape)
    proof.eq(E[Gamma[a, b](tau), Normal[m, 1/l](mu)]((log(b) - digamma(a) + log(tau))*(a/b - tau)), by=factored_rate)
    proof.eq(a/b*(digamma(a) - digamma(a + 1)), by=family)
    proof.eq(-1/b, by=recurrence)
    proof.twin(E[Gamma[a, b](tau), Normal[m, 1/l](mu)](
        D[a](log(factored(mu, tau, m, l, a, b)))*D[b](log(factored(mu, tau, m, l, a, b))))
               == 1/b, "losing the sign: this is the entry for a scale")
    proof.twin(E[Gamma[a, b](tau), Normal[m, 1/l](mu)](
        D[a](log(factored(mu, tau, m, l, a, b)))*D[b](log(factored(mu, tau, m, l, a, b))))
               == 0, "believing that the scores of shape and rate are uncorrelated")
    proof.twin(E[Gamma[a, b](tau), Normal[m, 1/l](mu)](
        D[a](log(factored(mu, tau, m, l, a, b)))*D[b](log(factored(mu, tau, m, l, a, b))))
               == -a/b, "taking the entry in log a for that in a")


@abbreviation
def factored_along(mu, tau):
    """The derivative of the log density along the direction (u₁, u₂, u₃, u₄) in m, l, a and b."""
    return (u1*D[m](log(factored(mu, tau, m, l, a, b))) + u2*D[l](log(factored(mu, tau, m, l, a, b)))
            + u3*D[a](log(factored(mu, tau, m, l, a, b))) + u4*D[b](log(factored(mu, tau, m, l, a, b))))


@theorem("1.2.4", title="The Fisher information of the mean field, as a quadratic form")
def factored_information(proof):
    proof.claim(E[Gamma[a, b](tau), Normal[m, 1/l](mu)](factored_along(mu, tau)**2)
                == u1**2*l + u2**2/(2*l**2) + u3**2*trigamma(a) - 2*u3*u4/b + u4**2*a/b**2)
    proof.given(l > 0, a > 0, b > 0)
    proof.starts(E[Gamma[a, b](tau), Normal[m, 1/l](mu)](factored_along(mu, tau)**2))
    proof.eq(E[Gamma[a, b](tau), Normal[m, 1/l](mu)](
        (u1*l*(mu - m) + u2*(1/(2*l) - (mu - m)**2/2) + u3*(log(b) - digamma(a) + log(tau)) + u4*(a/b - tau))**2),
        by=differentiate)
    proof.eq(u1**2*l + u2**2/(2*l**2) + u3**2*trigamma(a) + 2*u3*u4*a/b*(digamma(a) - digamma(a + 1)) + u4**2*a/b**2,
             by=family)
    proof.eq(u1**2*l + u2**2/(2*l**2) + u3**2*trigamma(a) - 2*u3*u4/b + u4**2*a/b**2, by=recurrence)
    proof.twin(E[Gamma[a, b](tau), Normal[m, 1/l](mu)](factored_along(mu, tau)**2)
               == u1**2*l + u2**2/(2*l**2) + u3**2*trigamma(a) + 2*u3*u4/b + u4**2*a/b**2,
               "losing the sign of the entry of shape and rate")
    proof.twin(E[Gamma[a, b](tau), Normal[m, 1/l](mu)](factored_along(mu, tau)**2)
               == u1**2*l + u2**2/l**2 + u3**2*trigamma(a) - 2*u3*u4/b + u4**2*a/b**2,
               "forgetting the one half of the entry of the precision")
    proof.twin(E[Gamma[a, b](tau), Normal[m, 1/l](mu)](factored_along(mu, tau)**2)
               == u1**2*l*a/b + u2**2/(2*l**2) + u3**2*trigamma(a) - 2*u3*u4/b + u4**2*a/b**2,
               "taking the information of a structured law")
    proof.twin(E[Gamma[a, b](tau), Normal[m, 1/l](mu)](factored_along(mu, tau)**2)
               == u1**2*l + u2**2/(2*l**2) + u3**2*trigamma(a) + u4**2*a/b**2,
               "believing that the matrix is diagonal")


@abbreviation
def factored_log_along(mu, tau):
    """The same along that direction in m, log l, log a and log b."""
    return (u1*D[m](log(factored(mu, tau, m, l, a, b))) + u2*l*D[l](log(factored(mu, tau, m, l, a, b)))
            + u3*a*D[a](log(factored(mu, tau, m, l, a, b))) + u4*b*D[b](log(factored(mu, tau, m, l, a, b))))


@theorem("1.2.4", title="The Fisher information of the mean field, in the logarithms of its positive parameters")
def factored_log_information(proof):
    """The score in log l is l times that in l, and so on: so each entry is multiplied by both of its parameters."""
    proof.claim(E[Gamma[a, b](tau), Normal[m, 1/l](mu)](factored_log_along(mu, tau)**2)
                == u1**2*l + u2**2/2 + u3**2*a**2*trigamma(a) - 2*u3*u4*a + u4**2*a)
    proof.given(l > 0, a > 0, b > 0)
    proof.starts(E[Gamma[a, b](tau), Normal[m, 1/l](mu)](factored_log_along(mu, tau)**2))
    proof.eq(E[Gamma[a, b](tau), Normal[m, 1/l](mu)](
        (u1*l*(mu - m) + u2*l*(1/(2*l) - (mu - m)**2/2) + u3*a*(log(b) - digamma(a) + log(tau)) + u4*b*(a/b - tau))**2),
        by=differentiate)
    proof.eq(u1**2*l + u2**2/2 + u3**2*a**2*trigamma(a) + 2*u3*u4*a**2*(digamma(a) - digamma(a + 1)) + u4**2*a, by=family)
    proof.eq(u1**2*l + u2**2/2 + u3**2*a**2*trigamma(a) - 2*u3*u4*a + u4**2*a, by=recurrence)
    proof.twin(E[Gamma[a, b](tau), Normal[m, 1/l](mu)](factored_log_along(mu, tau)**2)
               == u1**2*l + u2**2/(2*l**2) + u3**2*trigamma(a) - 2*u3*u4/b + u4**2*a/b**2,
               "leaving the information as it is in the parameters themselves")
    proof.twin(E[Gamma[a, b](tau), Normal[m, 1/l](mu)](factored_log_along(mu, tau)**2)
               == u1**2*l + u2**2/2 + u3**2*a*trigamma(a) - 2*u3*u4*a + u4**2*a,
               "multiplying by the parameter once")
    proof.twin(E[Gamma[a, b](tau), Normal[m, 1/l](mu)](factored_log_along(mu, tau)**2)
               == u1**2*l + u2**2/2 + u3**2*a**2*trigamma(a) - 2*u3*u4 + u4**2*a,
               "scaling the entry of shape and rate by one of the two alone")
