"""Evidence lower bounds of the Normal-Gamma model: closed forms, and gradients with and without derivatives.

The laws are those of the chapter `normal_gamma`.  The ELBO of a law is the mean of the log joint density less its own log
density, in nats.  Because the posterior is a structured law, the ELBO is the log evidence less a divergence from a
structured law, in both families: that is how the closed forms are found.

The gradient of a closed form is said entry by entry.  The mean of the score times the *signal*, which is the log joint
density less the log density of the law, is the same gradient: that is what an estimator of black-box inference relies on.
It is said for all four entries at once, each with a number u₁, …, u₄ before it: first for any target that is a structured
law times exp(k), whatever k is, and then for the model.

Sources: Bishop (2006), Pattern Recognition and Machine Learning, section 10.1.3; Ranganath, Gerrish and Blei (2014), Black
box variational inference; Murphy (2007), Conjugate Bayesian analysis of the Gaussian distribution.
"""

from derivations import (
    KL, D, E, Gamma, Normal, abbreviation, definition, density, differentiate, digamma, family, lgamma, linearity, log,
    logarithm, parameters, recurrence, theorem, trigamma)
from derivations.chapters.normal_gamma import (
    F, K, N, Z, a, a1, aN, b, b1, bN, data, factored, factored_divergence, l, l1, lN, m, m1, mN, mu, posterior, prior,
    structured, structured_divergence, tau)
from derivations.chapters.normal_gamma_scores import factored_along, structured_along, u1, u2, u3, u4

(k,) = parameters("k")


@abbreviation
def structured_elbo(m, l, a, b):
    """The ELBO of a structured law."""
    return E[Gamma[a, b](tau), Normal[m, 1/(l*tau)](mu)](log(prior(mu, tau)) + data(mu, tau) - log(structured(mu, tau, m, l, a, b)))


@abbreviation
def factored_elbo(m, l, a, b):
    """The ELBO of a mean field."""
    return E[Gamma[a, b](tau), Normal[m, 1/l](mu)](log(prior(mu, tau)) + data(mu, tau) - log(factored(mu, tau, m, l, a, b)))


@abbreviation
def structured_bound(m, l, a, b):
    """The closed form of the ELBO of a structured law, as `structured_form` says."""
    return Z(N) - K(m, l, a, b, mN(N), lN(N), aN(N), bN(N))


@abbreviation
def factored_bound(m, l, a, b):
    """The closed form of the ELBO of a mean field, as `factored_form` says."""
    return Z(N) - F(m, l, a, b, mN(N), lN(N), aN(N), bN(N))


# --- closed forms ------------------------------------------------------------------------------------------------


@theorem("1.2.4", title="The ELBO of a structured law is the log evidence less the divergence from the posterior")
def structured_gap(proof):
    proof.claim(structured_elbo(m, l, a, b) == Z(N) - KL[tau, mu](structured(mu, tau, m, l, a, b), structured(mu, tau, mN(N), lN(N), aN(N), bN(N))))
    proof.given(l > 0, a > 0, b > 0)
    proof.starts(structured_elbo(m, l, a, b))
    proof.eq(E[Gamma[a, b](tau), Normal[m, 1/(l*tau)](mu)](
        Z(N) + log(structured(mu, tau, mN(N), lN(N), aN(N), bN(N))) - log(structured(mu, tau, m, l, a, b))), by=posterior)
    proof.eq(Z(N) - E[Gamma[a, b](tau), Normal[m, 1/(l*tau)](mu)](
        log(structured(mu, tau, m, l, a, b)) - log(structured(mu, tau, mN(N), lN(N), aN(N), bN(N)))), by=linearity)
    proof.eq(Z(N) - E[Gamma[a, b](tau), Normal[m, 1/(l*tau)](mu)](
        log(structured(mu, tau, m, l, a, b)/structured(mu, tau, mN(N), lN(N), aN(N), bN(N)))), by=logarithm)
    proof.eq(Z(N) - KL[tau, mu](structured(mu, tau, m, l, a, b), structured(mu, tau, mN(N), lN(N), aN(N), bN(N))), by=definition)
    proof.twin(structured_elbo(m, l, a, b) == Z(N) + KL[tau, mu](structured(mu, tau, m, l, a, b), structured(mu, tau, mN(N), lN(N), aN(N), bN(N))),
               "losing the sign of the divergence")
    proof.twin(structured_elbo(m, l, a, b) == Z(N) - KL[tau, mu](structured(mu, tau, mN(N), lN(N), aN(N), bN(N)), structured(mu, tau, m, l, a, b)),
               "writing the divergence the other way round")
    proof.twin(structured_elbo(m, l, a, b) == -KL[tau, mu](structured(mu, tau, m, l, a, b), structured(mu, tau, mN(N), lN(N), aN(N), bN(N))),
               "forgetting the evidence")


@theorem("1.2.4", title="The ELBO of a structured law in closed form")
def structured_form(proof):
    proof.claim(structured_elbo(m, l, a, b) == structured_bound(m, l, a, b))
    proof.given(l > 0, a > 0, b > 0)
    proof.starts(structured_elbo(m, l, a, b))
    proof.eq(Z(N) - KL[tau, mu](structured(mu, tau, m, l, a, b), structured(mu, tau, mN(N), lN(N), aN(N), bN(N))), by=structured_gap)
    proof.eq(structured_bound(m, l, a, b), by=structured_divergence.at({m1: mN(N), l1: lN(N), a1: aN(N), b1: bN(N)}))
    proof.twin(structured_elbo(m, l, a, b) == Z(N) + K(m, l, a, b, mN(N), lN(N), aN(N), bN(N)),
               "losing the sign of the divergence")
    proof.twin(structured_elbo(m, l, a, b) == Z(N) - K(mN(N), lN(N), aN(N), bN(N), m, l, a, b),
               "writing the divergence the other way round")
    proof.twin(structured_elbo(m, l, a, b) == Z(N) - K(m, l, a, b, mN(N), lN(N), aN(N), bN(N)) - a + log(b) - lgamma(a) - (1 - a)*digamma(a),
               "forgetting the entropy of τ")
    proof.twin(structured_elbo(m, l, a, b) == Z(N), "believing every structured law to be the posterior")


@theorem("1.2.4", title="The ELBO of a mean field is the log evidence less the divergence from the posterior")
def factored_gap(proof):
    proof.claim(factored_elbo(m, l, a, b) == Z(N) - KL[tau, mu](factored(mu, tau, m, l, a, b), structured(mu, tau, mN(N), lN(N), aN(N), bN(N))))
    proof.given(l > 0, a > 0, b > 0)
    proof.starts(factored_elbo(m, l, a, b))
    proof.eq(E[Gamma[a, b](tau), Normal[m, 1/l](mu)](
        Z(N) + log(structured(mu, tau, mN(N), lN(N), aN(N), bN(N))) - log(factored(mu, tau, m, l, a, b))), by=posterior)
    proof.eq(Z(N) - E[Gamma[a, b](tau), Normal[m, 1/l](mu)](
        log(factored(mu, tau, m, l, a, b)) - log(structured(mu, tau, mN(N), lN(N), aN(N), bN(N)))), by=linearity)
    proof.eq(Z(N) - E[Gamma[a, b](tau), Normal[m, 1/l](mu)](
        log(factored(mu, tau, m, l, a, b)/structured(mu, tau, mN(N), lN(N), aN(N), bN(N)))), by=logarithm)
    proof.eq(Z(N) - KL[tau, mu](factored(mu, tau, m, l, a, b), structured(mu, tau, mN(N), lN(N), aN(N), bN(N))), by=definition)
    proof.twin(factored_elbo(m, l, a, b) == Z(N) + KL[tau, mu](factored(mu, tau, m, l, a, b), structured(mu, tau, mN(N), lN(N), aN(N), bN(N))),
               "losing the sign of the divergence")
    proof.twin(factored_elbo(m, l, a, b) == Z(N) - KL[tau, mu](structured(mu, tau, mN(N), lN(N), aN(N), bN(N)), factored(mu, tau, m, l, a, b)),
               "writing the divergence the other way round")
    proof.twin(factored_elbo(m, l, a, b) == -KL[tau, mu](factored(mu, tau, m, l, a, b), structured(mu, tau, mN(N), lN(N), aN(N), bN(N))),
               "forgetting the evidence")


@theorem("1.2.4", title="The ELBO of a mean field in closed form")
def factored_form(proof):
    proof.claim(factored_elbo(m, l, a, b) == factored_bound(m, l, a, b))
    proof.given(l > 0, a > 0, b > 0)
    proof.starts(factored_elbo(m, l, a, b))
    proof.eq(Z(N) - KL[tau, mu](factored(mu, tau, m, l, a, b), structured(mu, tau, mN(N), lN(N), aN(N), bN(N))), by=factored_gap)
    proof.eq(factored_bound(m, l, a, b), by=factored_divergence.at({m1: mN(N), l1: lN(N), a1: aN(N), b1: bN(N)}))
    proof.twin(factored_elbo(m, l, a, b) == Z(N) - K(m, l, a, b, mN(N), lN(N), aN(N), bN(N)),
               "taking the mean field for a structured law")
    proof.twin(factored_elbo(m, l, a, b) == Z(N) - F(m, l, a, b, mN(N), lN(N), aN(N), bN(N)) - (1 - log(l))/2,
               "forgetting the entropy of μ")
    proof.twin(factored_elbo(m, l, a, b) == Z(N) - F(m, l, a, b, mN(N), lN(N), aN(N), bN(N)) + lN(N)*a/(2*b*l),
               "forgetting the variance of μ in the mean of the square")
    proof.twin(factored_elbo(m, l, a, b) == Z(N) - F(m, l, a, b, mN(N), lN(N), aN(N), bN(N)) + (aN(N) - 1/2)*(log(a) - digamma(a)),
               "taking the logarithm of the mean for the mean of the logarithm")


# --- gradients ---------------------------------------------------------------------------------------------------


@theorem("1.2.4", title="The slope of the ELBO of a structured law in the mean")
def structured_slope_loc(proof):
    proof.claim(D[m](structured_bound(m, l, a, b)) == lN(N)*(mN(N) - m)*a/b)
    proof.given(l > 0, a > 0, b > 0)
    proof.starts(D[m](structured_bound(m, l, a, b)))
    proof.eq(lN(N)*(mN(N) - m)*a/b, by=differentiate)
    proof.twin(D[m](structured_bound(m, l, a, b)) == lN(N)*(m - mN(N))*a/b,
               "losing the sign: this is the slope of the divergence")
    proof.twin(D[m](structured_bound(m, l, a, b)) == lN(N)*(mN(N) - m)*b/a, "taking the mean of 1/τ for that of τ")
    proof.twin(D[m](structured_bound(m, l, a, b)) == lN(N)*(mN(N) - m), "leaving the mean of τ out")


@theorem("1.2.4", title="The slope of the ELBO of a structured law in the precision")
def structured_slope_precision(proof):
    proof.claim(D[l](structured_bound(m, l, a, b)) == (lN(N)/l - 1)/(2*l))
    proof.given(l > 0, a > 0, b > 0)
    proof.starts(D[l](structured_bound(m, l, a, b)))
    proof.eq((lN(N)/l - 1)/(2*l), by=differentiate)
    proof.twin(D[l](structured_bound(m, l, a, b)) == (lN(N)/l - 1)/l, "forgetting the one half")
    proof.twin(D[l](structured_bound(m, l, a, b)) == (lN(N)*a/(b*l) - 1)/(2*l), "taking the slope of the mean field")
    proof.twin(D[l](structured_bound(m, l, a, b)) == (1 - lN(N)/l)/(2*l),
               "losing the sign: this is the slope of the divergence")


@theorem("1.2.4", title="The slope of the ELBO of a structured law in the shape")
def structured_slope_shape(proof):
    proof.claim(D[a](structured_bound(m, l, a, b)) == (aN(N) - a)*trigamma(a) + 1 - (bN(N) + lN(N)*(m - mN(N))**2/2)/b)
    proof.given(l > 0, a > 0, b > 0)
    proof.starts(D[a](structured_bound(m, l, a, b)))
    proof.eq((aN(N) - a)*trigamma(a) + 1 - (bN(N) + lN(N)*(m - mN(N))**2/2)/b, by=differentiate)
    proof.twin(D[a](structured_bound(m, l, a, b)) == (aN(N) + 1/2 - a)*trigamma(a) + 1 - (bN(N) + lN(N)*(m - mN(N))**2/2)/b,
               "taking the shape of the best mean field")
    proof.twin(D[a](structured_bound(m, l, a, b)) == (aN(N) - a)*digamma(a) + 1 - (bN(N) + lN(N)*(m - mN(N))**2/2)/b,
               "taking ψ for ψ′")
    proof.twin(D[a](structured_bound(m, l, a, b)) == (aN(N) - a)*trigamma(a) + 1 - bN(N)/b,
               "leaving out what a wrong mean costs")


@theorem("1.2.4", title="The slope of the ELBO of a structured law in the rate")
def structured_slope_rate(proof):
    proof.claim(D[b](structured_bound(m, l, a, b)) == a*(bN(N) + lN(N)*(m - mN(N))**2/2)/b**2 - aN(N)/b)
    proof.given(l > 0, a > 0, b > 0)
    proof.starts(D[b](structured_bound(m, l, a, b)))
    proof.eq(a*(bN(N) + lN(N)*(m - mN(N))**2/2)/b**2 - aN(N)/b, by=differentiate)
    proof.twin(D[b](structured_bound(m, l, a, b)) == a*(bN(N) + lN(N)*(m - mN(N))**2/2)/b**2 - a/b,
               "taking the shape of the law for that of the posterior")
    proof.twin(D[b](structured_bound(m, l, a, b)) == a*bN(N)/b**2 - aN(N)/b, "leaving out what a wrong mean costs")
    proof.twin(D[b](structured_bound(m, l, a, b)) == aN(N)/b - a*(bN(N) + lN(N)*(m - mN(N))**2/2)/b**2,
               "losing the sign: this is the slope of the divergence")


@theorem("1.2.4", title="The slope of the ELBO of a mean field in the mean")
def factored_slope_loc(proof):
    proof.claim(D[m](factored_bound(m, l, a, b)) == lN(N)*(mN(N) - m)*a/b)
    proof.given(l > 0, a > 0, b > 0)
    proof.starts(D[m](factored_bound(m, l, a, b)))
    proof.eq(lN(N)*(mN(N) - m)*a/b, by=differentiate)
    proof.twin(D[m](factored_bound(m, l, a, b)) == lN(N)*(m - mN(N))*a/b,
               "losing the sign: this is the slope of the divergence")
    proof.twin(D[m](factored_bound(m, l, a, b)) == l*(mN(N) - m), "taking the precision of the law for that of the posterior")
    proof.twin(D[m](factored_bound(m, l, a, b)) == lN(N)*(mN(N) - m), "leaving the mean of τ out")


@theorem("1.2.4", title="The slope of the ELBO of a mean field in the precision")
def factored_slope_precision(proof):
    proof.claim(D[l](factored_bound(m, l, a, b)) == (lN(N)*a/(b*l) - 1)/(2*l))
    proof.given(l > 0, a > 0, b > 0)
    proof.starts(D[l](factored_bound(m, l, a, b)))
    proof.eq((lN(N)*a/(b*l) - 1)/(2*l), by=differentiate)
    proof.twin(D[l](factored_bound(m, l, a, b)) == (lN(N)/l - 1)/(2*l), "taking the slope of a structured law")
    proof.twin(D[l](factored_bound(m, l, a, b)) == (lN(N)*a/(b*l) - 1)/l, "forgetting the one half")
    proof.twin(D[l](factored_bound(m, l, a, b)) == 1/(2*l), "keeping the entropy alone")


@theorem("1.2.4", title="The slope of the ELBO of a mean field in the shape")
def factored_slope_shape(proof):
    proof.claim(D[a](factored_bound(m, l, a, b)) == (aN(N) + 1/2 - a)*trigamma(a) + 1 - (bN(N) + lN(N)*(1/l + (m - mN(N))**2)/2)/b)
    proof.given(l > 0, a > 0, b > 0)
    proof.starts(D[a](factored_bound(m, l, a, b)))
    proof.eq((aN(N) + 1/2 - a)*trigamma(a) + 1 - (bN(N) + lN(N)*(1/l + (m - mN(N))**2)/2)/b, by=differentiate)
    proof.twin(D[a](factored_bound(m, l, a, b)) == (aN(N) - a)*trigamma(a) + 1 - (bN(N) + lN(N)*(1/l + (m - mN(N))**2)/2)/b,
               "forgetting that the normaliser of μ depends on τ")
    proof.twin(D[a](factored_bound(m, l, a, b)) == (aN(N) + 1/2 - a)*trigamma(a) + 1 - (bN(N) + lN(N)*(m - mN(N))**2/2)/b,
               "forgetting the variance of μ")
    proof.twin(D[a](factored_bound(m, l, a, b)) == (aN(N) + 1/2 - a)*trigamma(a),
               "believing that only the shape of the law matters")


@theorem("1.2.4", title="The slope of the ELBO of a mean field in the rate")
def factored_slope_rate(proof):
    proof.claim(D[b](factored_bound(m, l, a, b)) == a*(bN(N) + lN(N)*(1/l + (m - mN(N))**2)/2)/b**2 - (aN(N) + 1/2)/b)
    proof.given(l > 0, a > 0, b > 0)
    proof.starts(D[b](factored_bound(m, l, a, b)))
    proof.eq(a*(bN(N) + lN(N)*(1/l + (m - mN(N))**2)/2)/b**2 - (aN(N) + 1/2)/b, by=differentiate)
    proof.twin(D[b](factored_bound(m, l, a, b)) == a*(bN(N) + lN(N)*(1/l + (m - mN(N))**2)/2)/b**2 - aN(N)/b,
               "forgetting that the normaliser of μ depends on τ")
    proof.twin(D[b](factored_bound(m, l, a, b)) == a*(bN(N) + lN(N)*(m - mN(N))**2/2)/b**2 - (aN(N) + 1/2)/b,
               "forgetting the variance of μ")
    proof.twin(D[b](factored_bound(m, l, a, b)) == (bN(N) + lN(N)*(1/l + (m - mN(N))**2)/2)/b**2 - (aN(N) + 1/2)/b,
               "forgetting the factor a of the mean of τ")


# --- gradients without a derivative of the model -----------------------------------------------------------------


@theorem("1.2.4", title="The mean of score times signal of a structured law, for a target known up to a factor")
def structured_signal(proof):
    """The constant k drops out, because the score has the mean zero."""
    proof.claim(E[Gamma[a, b](tau), Normal[m, 1/(l*tau)](mu)](structured_along(mu, tau)*(
        k + log(structured(mu, tau, m1, l1, a1, b1)) - log(structured(mu, tau, m, l, a, b))))
        == -u1*D[m](K(m, l, a, b, m1, l1, a1, b1)) - u2*D[l](K(m, l, a, b, m1, l1, a1, b1))
             - u3*D[a](K(m, l, a, b, m1, l1, a1, b1)) - u4*D[b](K(m, l, a, b, m1, l1, a1, b1)))
    proof.given(l > 0, a > 0, b > 0, l1 > 0, a1 > 0, b1 > 0)
    proof.starts(E[Gamma[a, b](tau), Normal[m, 1/(l*tau)](mu)](structured_along(mu, tau)*(
        k + log(structured(mu, tau, m1, l1, a1, b1)) - log(structured(mu, tau, m, l, a, b)))))
    proof.eq(E[Gamma[a, b](tau), Normal[m, 1/(l*tau)](mu)](
        (u1*l*tau*(mu - m) + u2*(1/(2*l) - tau*(mu - m)**2/2) + u3*(log(b) - digamma(a) + log(tau)) + u4*(a/b - tau))*(
            k + log(structured(mu, tau, m1, l1, a1, b1)) - log(structured(mu, tau, m, l, a, b)))), by=differentiate)
    proof.eq(E[Gamma[a, b](tau), Normal[m, 1/(l*tau)](mu)](
        (u1*l*tau*(mu - m) + u2*(1/(2*l) - tau*(mu - m)**2/2) + u3*(log(b) - digamma(a) + log(tau)) + u4*(a/b - tau))*(
            k - (a*log(b) - a1*log(b1) - lgamma(a) + lgamma(a1) + (a - a1)*log(tau) - (b - b1)*tau
                 + (log(l) - log(l1))/2 - l*tau*(mu - m)**2/2 + l1*tau*(mu - m1)**2/2))), by=density)
    proof.eq(u1*l1*(m1 - m)*a/b + u2*(l1/l - 1)/(2*l)
             + u3*((a1 - a)*trigamma(a) + (b - b1 - l1*(m - m1)**2/2)*a/b*(digamma(a + 1) - digamma(a)))
             - u4*((b - b1 - l1*(m - m1)**2/2)*a/b**2 + (a1 - a)*a/b*(digamma(a + 1) - digamma(a))), by=family)
    proof.eq(u1*l1*(m1 - m)*a/b + u2*(l1/l - 1)/(2*l)
             + u3*((a1 - a)*trigamma(a) + 1 - (b1 + l1*(m - m1)**2/2)/b)
             + u4*(a*(b1 + l1*(m - m1)**2/2)/b**2 - a1/b), by=recurrence)
    proof.eq(-u1*D[m](K(m, l, a, b, m1, l1, a1, b1)) - u2*D[l](K(m, l, a, b, m1, l1, a1, b1))
             - u3*D[a](K(m, l, a, b, m1, l1, a1, b1)) - u4*D[b](K(m, l, a, b, m1, l1, a1, b1)), by=differentiate)
    proof.twin(E[Gamma[a, b](tau), Normal[m, 1/(l*tau)](mu)](structured_along(mu, tau)*(
        k + log(structured(mu, tau, m1, l1, a1, b1)) - log(structured(mu, tau, m, l, a, b))))
        == -(-u1*D[m](K(m, l, a, b, m1, l1, a1, b1)) - u2*D[l](K(m, l, a, b, m1, l1, a1, b1))
             - u3*D[a](K(m, l, a, b, m1, l1, a1, b1)) - u4*D[b](K(m, l, a, b, m1, l1, a1, b1))), "losing the sign: this is the gradient of the divergence")
    proof.twin(E[Gamma[a, b](tau), Normal[m, 1/(l*tau)](mu)](structured_along(mu, tau)*(
        k + log(structured(mu, tau, m1, l1, a1, b1))))
        == -u1*D[m](K(m, l, a, b, m1, l1, a1, b1)) - u2*D[l](K(m, l, a, b, m1, l1, a1, b1))
             - u3*D[a](K(m, l, a, b, m1, l1, a1, b1)) - u4*D[b](K(m, l, a, b, m1, l1, a1, b1)), "leaving the entropy out of the signal")
    proof.twin(E[Gamma[a, b](tau), Normal[m, 1/(l*tau)](mu)](structured_along(mu, tau)*(
        k + log(structured(mu, tau, m1, l1, a1, b1)) - log(structured(mu, tau, m, l, a, b))))
        == -u1*D[m](K(m, l, a, b, m1, l1, a1, b1)) - u2*D[l](K(m, l, a, b, m1, l1, a1, b1))
             - u3*D[a](K(m, l, a, b, m1, l1, a1, b1)) - u4*D[b](K(m, l, a, b, m1, l1, a1, b1)) + k, "believing that the factor of the target matters")


@theorem("1.2.4", title="The score-function gradient of the ELBO of a structured law")
def structured_score_gradient(proof):
    """Only values of the log joint density are asked for."""
    proof.claim(E[Gamma[a, b](tau), Normal[m, 1/(l*tau)](mu)](structured_along(mu, tau)*(
        log(prior(mu, tau)) + data(mu, tau) - log(structured(mu, tau, m, l, a, b))))
        == u1*D[m](structured_bound(m, l, a, b)) + u2*D[l](structured_bound(m, l, a, b))
               + u3*D[a](structured_bound(m, l, a, b)) + u4*D[b](structured_bound(m, l, a, b)))
    proof.given(l > 0, a > 0, b > 0)
    proof.starts(E[Gamma[a, b](tau), Normal[m, 1/(l*tau)](mu)](structured_along(mu, tau)*(
        log(prior(mu, tau)) + data(mu, tau) - log(structured(mu, tau, m, l, a, b)))))
    proof.eq(E[Gamma[a, b](tau), Normal[m, 1/(l*tau)](mu)](structured_along(mu, tau)*(
        Z(N) + log(structured(mu, tau, mN(N), lN(N), aN(N), bN(N))) - log(structured(mu, tau, m, l, a, b)))), by=posterior)
    proof.eq(-u1*D[m](K(m, l, a, b, mN(N), lN(N), aN(N), bN(N))) - u2*D[l](K(m, l, a, b, mN(N), lN(N), aN(N), bN(N)))
             - u3*D[a](K(m, l, a, b, mN(N), lN(N), aN(N), bN(N))) - u4*D[b](K(m, l, a, b, mN(N), lN(N), aN(N), bN(N))),
             by=structured_signal.at({k: Z(N), m1: mN(N), l1: lN(N), a1: aN(N), b1: bN(N)}))
    proof.eq(u1*D[m](structured_bound(m, l, a, b)) + u2*D[l](structured_bound(m, l, a, b))
               + u3*D[a](structured_bound(m, l, a, b)) + u4*D[b](structured_bound(m, l, a, b)), by=differentiate)
    proof.twin(E[Gamma[a, b](tau), Normal[m, 1/(l*tau)](mu)](structured_along(mu, tau)*(
        log(prior(mu, tau)) + data(mu, tau)))
        == u1*D[m](structured_bound(m, l, a, b)) + u2*D[l](structured_bound(m, l, a, b))
               + u3*D[a](structured_bound(m, l, a, b)) + u4*D[b](structured_bound(m, l, a, b)), "leaving the entropy out of the signal")
    proof.twin(E[Gamma[a, b](tau), Normal[m, 1/(l*tau)](mu)](structured_along(mu, tau)*(
        data(mu, tau) - log(structured(mu, tau, m, l, a, b))))
        == u1*D[m](structured_bound(m, l, a, b)) + u2*D[l](structured_bound(m, l, a, b))
               + u3*D[a](structured_bound(m, l, a, b)) + u4*D[b](structured_bound(m, l, a, b)), "leaving the prior out of the signal")
    proof.twin(E[Gamma[a, b](tau), Normal[m, 1/(l*tau)](mu)](structured_along(mu, tau))*structured_elbo(m, l, a, b)
        == u1*D[m](structured_bound(m, l, a, b)) + u2*D[l](structured_bound(m, l, a, b))
               + u3*D[a](structured_bound(m, l, a, b)) + u4*D[b](structured_bound(m, l, a, b)),
               "taking the product of the means for the mean of the product")


@theorem("1.2.4", title="The mean of score times signal of a mean field, for a target known up to a factor")
def factored_signal(proof):
    """The constant k drops out, because the score has the mean zero."""
    proof.claim(E[Gamma[a, b](tau), Normal[m, 1/l](mu)](factored_along(mu, tau)*(
        k + log(structured(mu, tau, m1, l1, a1, b1)) - log(factored(mu, tau, m, l, a, b))))
        == -u1*D[m](F(m, l, a, b, m1, l1, a1, b1)) - u2*D[l](F(m, l, a, b, m1, l1, a1, b1))
             - u3*D[a](F(m, l, a, b, m1, l1, a1, b1)) - u4*D[b](F(m, l, a, b, m1, l1, a1, b1)))
    proof.given(l > 0, a > 0, b > 0, l1 > 0, a1 > 0, b1 > 0)
    proof.starts(E[Gamma[a, b](tau), Normal[m, 1/l](mu)](factored_along(mu, tau)*(
        k + log(structured(mu, tau, m1, l1, a1, b1)) - log(factored(mu, tau, m, l, a, b)))))
    proof.eq(E[Gamma[a, b](tau), Normal[m, 1/l](mu)](
        (u1*l*(mu - m) + u2*(1/(2*l) - (mu - m)**2/2) + u3*(log(b) - digamma(a) + log(tau)) + u4*(a/b - tau))*(
            k + log(structured(mu, tau, m1, l1, a1, b1)) - log(factored(mu, tau, m, l, a, b)))), by=differentiate)
    proof.eq(E[Gamma[a, b](tau), Normal[m, 1/l](mu)](
        (u1*l*(mu - m) + u2*(1/(2*l) - (mu - m)**2/2) + u3*(log(b) - digamma(a) + log(tau)) + u4*(a/b - tau))*(
            k - (a*log(b) - a1*log(b1) - lgamma(a) + lgamma(a1) + (a - a1 - 1/2)*log(tau) - (b - b1)*tau
                 + (log(l) - log(l1))/2 - l*(mu - m)**2/2 + l1*tau*(mu - m1)**2/2))), by=density)
    proof.eq(u1*l1*(m1 - m)*a/b + u2*(l1*a/(b*l) - 1)/(2*l)
             + u3*((a1 + 1/2 - a)*trigamma(a) + (b - b1 - l1*(1/l + (m - m1)**2)/2)*a/b*(digamma(a + 1) - digamma(a)))
             - u4*((b - b1 - l1*(1/l + (m - m1)**2)/2)*a/b**2 + (a1 + 1/2 - a)*a/b*(digamma(a + 1) - digamma(a))), by=family)
    proof.eq(u1*l1*(m1 - m)*a/b + u2*(l1*a/(b*l) - 1)/(2*l)
             + u3*((a1 + 1/2 - a)*trigamma(a) + 1 - (b1 + l1*(1/l + (m - m1)**2)/2)/b)
             + u4*(a*(b1 + l1*(1/l + (m - m1)**2)/2)/b**2 - (a1 + 1/2)/b), by=recurrence)
    proof.eq(-u1*D[m](F(m, l, a, b, m1, l1, a1, b1)) - u2*D[l](F(m, l, a, b, m1, l1, a1, b1))
             - u3*D[a](F(m, l, a, b, m1, l1, a1, b1)) - u4*D[b](F(m, l, a, b, m1, l1, a1, b1)), by=differentiate)
    proof.twin(E[Gamma[a, b](tau), Normal[m, 1/l](mu)](factored_along(mu, tau)*(
        k + log(structured(mu, tau, m1, l1, a1, b1)) - log(factored(mu, tau, m, l, a, b))))
        == -(-u1*D[m](F(m, l, a, b, m1, l1, a1, b1)) - u2*D[l](F(m, l, a, b, m1, l1, a1, b1))
             - u3*D[a](F(m, l, a, b, m1, l1, a1, b1)) - u4*D[b](F(m, l, a, b, m1, l1, a1, b1))), "losing the sign: this is the gradient of the divergence")
    proof.twin(E[Gamma[a, b](tau), Normal[m, 1/l](mu)](factored_along(mu, tau)*(
        k + log(structured(mu, tau, m1, l1, a1, b1))))
        == -u1*D[m](F(m, l, a, b, m1, l1, a1, b1)) - u2*D[l](F(m, l, a, b, m1, l1, a1, b1))
             - u3*D[a](F(m, l, a, b, m1, l1, a1, b1)) - u4*D[b](F(m, l, a, b, m1, l1, a1, b1)), "leaving the entropy out of the signal")
    proof.twin(E[Gamma[a, b](tau), Normal[m, 1/l](mu)](factored_along(mu, tau)*(
        k + log(structured(mu, tau, m1, l1, a1, b1)) - log(factored(mu, tau, m, l, a, b))))
        == -u1*D[m](F(m, l, a, b, m1, l1, a1, b1)) - u2*D[l](F(m, l, a, b, m1, l1, a1, b1))
             - u3*D[a](F(m, l, a, b, m1, l1, a1, b1)) - u4*D[b](F(m, l, a, b, m1, l1, a1, b1)) + k, "believing that the factor of the target matters")


@theorem("1.2.4", title="The score-function gradient of the ELBO of a mean field")
def factored_score_gradient(proof):
    """Only values of the log joint density are asked for."""
    proof.claim(E[Gamma[a, b](tau), Normal[m, 1/l](mu)](factored_along(mu, tau)*(
        log(prior(mu, tau)) + data(mu, tau) - log(factored(mu, tau, m, l, a, b))))
        == u1*D[m](factored_bound(m, l, a, b)) + u2*D[l](factored_bound(m, l, a, b))
               + u3*D[a](factored_bound(m, l, a, b)) + u4*D[b](factored_bound(m, l, a, b)))
    proof.given(l > 0, a > 0, b > 0)
    proof.starts(E[Gamma[a, b](tau), Normal[m, 1/l](mu)](factored_along(mu, tau)*(
        log(prior(mu, tau)) + data(mu, tau) - log(factored(mu, tau, m, l, a, b)))))
    proof.eq(E[Gamma[a, b](tau), Normal[m, 1/l](mu)](factored_along(mu, tau)*(
        Z(N) + log(structured(mu, tau, mN(N), lN(N), aN(N), bN(N))) - log(factored(mu, tau, m, l, a, b)))), by=posterior)
    proof.eq(-u1*D[m](F(m, l, a, b, mN(N), lN(N), aN(N), bN(N))) - u2*D[l](F(m, l, a, b, mN(N), lN(N), aN(N), bN(N)))
             - u3*D[a](F(m, l, a, b, mN(N), lN(N), aN(N), bN(N))) - u4*D[b](F(m, l, a, b, mN(N), lN(N), aN(N), bN(N))),
             by=factored_signal.at({k: Z(N), m1: mN(N), l1: lN(N), a1: aN(N), b1: bN(N)}))
    proof.eq(u1*D[m](factored_bound(m, l, a, b)) + u2*D[l](factored_bound(m, l, a, b))
               + u3*D[a](factored_bound(m, l, a, b)) + u4*D[b](factored_bound(m, l, a, b)), by=differentiate)
    proof.twin(E[Gamma[a, b](tau), Normal[m, 1/l](mu)](factored_along(mu, tau)*(
        log(prior(mu, tau)) + data(mu, tau)))
        == u1*D[m](factored_bound(m, l, a, b)) + u2*D[l](factored_bound(m, l, a, b))
               + u3*D[a](factored_bound(m, l, a, b)) + u4*D[b](factored_bound(m, l, a, b)), "leaving the entropy out of the signal")
    proof.twin(E[Gamma[a, b](tau), Normal[m, 1/l](mu)](factored_along(mu, tau)*(
        data(mu, tau) - log(factored(mu, tau, m, l, a, b))))
        == u1*D[m](factored_bound(m, l, a, b)) + u2*D[l](factored_bound(m, l, a, b))
               + u3*D[a](factored_bound(m, l, a, b)) + u4*D[b](factored_bound(m, l, a, b)), "leaving the prior out of the signal")
    proof.twin(E[Gamma[a, b](tau), Normal[m, 1/l](mu)](factored_along(mu, tau))*factored_elbo(m, l, a, b)
        == u1*D[m](factored_bound(m, l, a, b)) + u2*D[l](factored_bound(m, l, a, b))
               + u3*D[a](factored_bound(m, l, a, b)) + u4*D[b](factored_bound(m, l, a, b)),
               "taking the product of the means for the mean of the product")
