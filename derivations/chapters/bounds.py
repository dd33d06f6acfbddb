"""Bounds on the log evidence from above, and how far each of them is from it.

The ELBO averages the log weight log p(x, z)/q(z) under q and lies below log p(x).  The same average under the posterior
lies above it: this is the EUBO.  The CUBO is half the logarithm of the second moment of the weight under q; it lies above
log p(x), too, and asks for draws from q only, but q has to cover the joint.  Each bound misses a divergence: the ELBO
misses KL(q ‖ posterior), the EUBO misses KL(posterior ‖ q), and the CUBO misses ½ log(1 + χ²) with the chi-square
divergence of the posterior from q.

A bound from below and one from above are a certificate: log p(x) lies between them, and their distance bounds the
divergence of q from the posterior.  All logarithms are natural: bounds are in nats.

Sources: Dieng, Tran, Ranganath, Paisley and Blei (2017), Variational inference via χ upper bound minimization, for the
CUBO; Ji and Shen (2019), Stochastic variational inference via upper bound, for the EUBO.
"""

from derivations import (
    KL,
    E,
    abbreviation,
    algebra,
    always,
    definition,
    iff,
    implies,
    integrable,
    integral,
    jensen,
    linearity,
    log,
    logarithm,
    marginal,
    product_rule,
    rearrange,
    support,
    tangent,
    theorem,
)
from derivations.chapters.elbo import ELBO, bound, evidence, gibbs, gibbs_equality, mean_ratio, p, q, r, x, z


@abbreviation
def w(z):
    """The weight of a latent."""
    return p(x, z)/q(z)


@abbreviation
def EUBO(q):
    """The evidence upper bound: the mean of log p(x, z)/q(z) under the posterior, in nats."""
    return E[p(z | x)](log(p(x, z)/q))


@abbreviation
def chi2(r, q):
    """The chi-square divergence of r from q: the variance of their ratio under q, where q covers r."""
    return E[q]((r/q - 1)**2)


# --- the mean log weight under the posterior ----------------------------------------------------------------------


@theorem(title="What the upper bound misses is the divergence of the posterior from q")
def upper_gap(proof):
    """The divergence runs the other way than in the gap of the ELBO: it is large where q is small and the posterior is not."""
    proof.claim(EUBO(q(z)) - log(p(x)) == KL[z](p(z | x), q(z)))
    proof.given(p(x) > 0, integrable[p(z | x)](log(w(z))), integrable[z](p(z | x)*log(p(z | x)/q(z))))
    proof.starts(EUBO(q(z)) - log(p(x)))
    proof.eq(E[p(z | x)](log(w(z)) - log(p(x))), by=linearity)
    proof.eq(E[p(z | x)](log(w(z)/p(x))), by=logarithm)
    proof.eq(E[p(z | x)](log(p(z | x)/q(z))), by=product_rule)
    proof.eq(KL[z](p(z | x), q(z)), by=definition)
    proof.twin(EUBO(q(z)) - log(p(x)) == KL[z](q(z), p(z | x)), "writing the gap of the ELBO")
    proof.twin(log(p(x)) - EUBO(q(z)) == KL[z](p(z | x), q(z)), "taking it for a lower bound")
    proof.twin(EUBO(q(z)) - log(p(x)) == KL[z](p(z), q(z)), "taking the prior for the posterior")


@theorem(title="The EUBO is an upper bound on the log evidence")
def eubo(proof):
    proof.claim(log(p(x)) <= EUBO(q(z)))
    proof.given(p(x) > 0, integrable[p(z | x)](log(w(z))), integrable[z](p(z | x)*log(p(z | x)/q(z))))
    proof.starts(log(p(x)))
    proof.eq(EUBO(q(z)) - KL[z](p(z | x), q(z)), by=upper_gap)
    proof.le(EUBO(q(z)), by=gibbs.at({q(z): p(z | x), r(z): q(z)}))
    proof.twin(log(p(x)) >= EUBO(q(z)), "taking it for a lower bound")
    proof.twin(log(p(x)) <= ELBO(q(z), p(x, z)), "averaging under q: that is the bound from below")
    proof.twin(log(p(x)) <= E[p(z)](log(w(z))), "averaging under the prior")
    proof.twin(log(p(x)) <= E[p(z | x)](log(p(x, z))), "dropping log q")


@theorem(title="The EUBO is tight exactly at the posterior")
def eubo_tight(proof):
    proof.claim(iff(EUBO(q(z)) == log(p(x)), always[z](q(z) == p(z | x))))
    proof.given(p(x) > 0, integrable[p(z | x)](log(w(z))), integrable[z](p(z | x)*log(p(z | x)/q(z))))
    proof.starts(EUBO(q(z)) == log(p(x)))
    proof.iff(EUBO(q(z)) - log(p(x)) == 0, by=rearrange)
    proof.iff(KL[z](p(z | x), q(z)) == 0, by=upper_gap)
    proof.iff(always[z](q(z) == p(z | x)), by=gibbs_equality.at({q(z): p(z | x), r(z): q(z)}))
    proof.twin(iff(EUBO(q(z)) == log(p(x)), always[z](q(z) == p(z))), "taking the prior for the posterior")
    proof.twin(iff(EUBO(q(z)) == log(p(x)), always[z](implies(p(x, z) > 0, q(z) > 0))), "believing that cover is enough")
    proof.twin(EUBO(q(z)) == log(p(x)), "believing that it is tight for every q")


@theorem(title="The ELBO lies below the EUBO")
def sandwich(proof):
    """The log evidence lies between them."""
    proof.claim(ELBO(q(z), p(x, z)) <= EUBO(q(z)))
    proof.given(integrable[q(z)](log(w(z))), integrable[p(z | x)](log(w(z))), integrable[z](p(z | x)*log(p(z | x)/q(z))))
    proof.starts(ELBO(q(z), p(x, z)))
    proof.le(log(p(x)), by=bound)
    proof.le(EUBO(q(z)), by=eubo)
    proof.twin(ELBO(q(z), p(x, z)) >= EUBO(q(z)), "exchanging the two bounds")
    proof.twin(ELBO(q(z), p(x, z)) + EUBO(q(z)) == 2*log(p(x)), "believing that the log evidence is half-way")
    proof.twin(ELBO(p(z), p(x, z)) >= EUBO(q(z)), "believing that the prior does better than the posterior")


@theorem(title="The two bounds are apart by the divergences both ways")
def symmetric_gap(proof):
    proof.claim(EUBO(q(z)) - ELBO(q(z), p(x, z)) == KL[z](q(z), p(z | x)) + KL[z](p(z | x), q(z)))
    proof.given(integrable[q(z)](log(w(z))), integrable[p(z | x)](log(w(z))), integrable[z](p(z | x)*log(p(z | x)/q(z))))
    proof.starts(EUBO(q(z)) - ELBO(q(z), p(x, z)))
    proof.eq(EUBO(q(z)) - log(p(x)) + KL[z](q(z), p(z | x)), by=evidence)
    proof.eq(KL[z](q(z), p(z | x)) + KL[z](p(z | x), q(z)), by=upper_gap)
    proof.twin(EUBO(q(z)) - ELBO(q(z), p(x, z)) == 2*KL[z](q(z), p(z | x)), "believing that the divergence is symmetric")
    proof.twin(EUBO(q(z)) - ELBO(q(z), p(x, z)) == KL[z](p(z | x), q(z)), "forgetting what the ELBO misses")
    proof.twin(EUBO(q(z)) - ELBO(q(z), p(x, z)) == KL[z](p(z | x), q(z)) - KL[z](q(z), p(z | x)), "losing a sign")


@theorem(title="The distance of the two bounds certifies a fit")
def certificate(proof):
    """What the ELBO misses is KL(q ‖ posterior), which is not known; but both bounds can be estimated."""
    proof.claim(log(p(x)) - ELBO(q(z), p(x, z)) <= EUBO(q(z)) - ELBO(q(z), p(x, z)))
    proof.given(integrable[q(z)](log(w(z))), integrable[p(z | x)](log(w(z))), integrable[z](p(z | x)*log(p(z | x)/q(z))))
    proof.starts(log(p(x)) - ELBO(q(z), p(x, z)))
    proof.le(EUBO(q(z)) - ELBO(q(z), p(x, z)), by=eubo)
    proof.twin(2*(log(p(x)) - ELBO(q(z), p(x, z))) <= EUBO(q(z)) - ELBO(q(z), p(x, z)), "believing that each bound misses one half")
    proof.twin(log(p(x)) - ELBO(q(z), p(x, z)) == EUBO(q(z)) - ELBO(q(z), p(x, z)), "taking the certificate for the gap itself")
    proof.twin(KL[z](q(z), p(z)) <= EUBO(q(z)) - ELBO(q(z), p(x, z)), "taking the prior for the posterior")


# --- the second moment of the weight under q ----------------------------------------------------------------------


@theorem(title="A ratio and its inverse add up to at least two")
def two_tangents(proof):
    """The logarithms of the two add up to zero, and each lies below its tangent."""
    proof.claim(r(z)/q(z) + q(z)/r(z) >= 2)
    proof.given(q(z) > 0, r(z) > 0)
    proof.starts(r(z)/q(z) + q(z)/r(z))
    proof.eq(2*(r(z)/r(z)) + (r(z)/q(z) - 1) + (q(z)/r(z) - r(z)/r(z)), by=algebra)
    proof.ge(2*(r(z)/r(z)) + log(r(z)/q(z)) + (q(z)/r(z) - r(z)/r(z)), by=tangent)
    proof.eq(2*(r(z)/r(z)) + log(r(z)/q(z)) + (q(z)/r(z) - 1), by=algebra)
    proof.ge(2*(r(z)/r(z)) + log(r(z)/q(z)) + log(q(z)/r(z)), by=tangent)
    proof.eq(2, by=logarithm)
    proof.twin(r(z)/q(z) + q(z)/r(z) == 2, "believing that a ratio and its inverse balance")
    proof.twin(r(z)/q(z) >= 1, "dropping the inverse")
    proof.twin(r(z)/q(z) + q(z)/r(z) <= 2, "believing that the tangent lies below the logarithm")


@theorem(title="Under the law in its numerator a ratio of densities has mean at least one")
def inverse_ratio(proof):
    """Under the law in its denominator it has mean at most one."""
    proof.claim(E[r(z)](r(z)/q(z)) >= 1)
    proof.given(always[r(z)](q(z) > 0), integrable[r(z)](r(z)/q(z)))
    proof.starts(E[r(z)](r(z)/q(z)))
    proof.eq(E[r(z)](r(z)/q(z) + q(z)/r(z)) - E[r(z)](q(z)/r(z)), by=linearity)
    proof.ge(E[r(z)](2) - E[r(z)](q(z)/r(z)), by=two_tangents)
    proof.ge(E[r(z)](2) - 1, by=mean_ratio.at({q(z): r(z), r(z): q(z)}))
    proof.eq(1, by=linearity)
    proof.twin(E[r(z)](r(z)/q(z)) <= 1, "taking it for the ratio upside down")
    proof.twin(E[q(z)](r(z)/q(z)) > 1, "averaging under the law in the denominator")
    proof.twin(E[r(z)](r(z)/q(z)) == 1, "calling importance weights unbiased under the target")


@theorem(title="Where q covers r, their ratio has mean one under q")
def covered_ratio(proof):
    """Without cover it is only at most one."""
    proof.claim(E[q(z)](r(z)/q(z)) == 1)
    proof.given(always[r(z)](q(z) > 0))
    proof.starts(E[q(z)](r(z)/q(z)))
    proof.eq(integral[z](r(z)), by=support)
    proof.eq(1, by=marginal)


@theorem(title="The squared ratio of densities, averaged under one of them, is the ratio under the other")
def squared_ratio(proof):
    proof.claim(E[q(z)]((r(z)/q(z))**2) == E[r(z)](r(z)/q(z)))
    proof.given(always[r(z)](q(z) > 0), integrable[q(z)]((r(z)/q(z))**2), integrable[z](q(z)*(r(z)/q(z))**2))
    proof.starts(E[q(z)]((r(z)/q(z))**2))
    proof.eq(integral[z](q(z)*(r(z)/q(z))**2), by=definition)
    proof.eq(integral[z](r(z)*(r(z)/q(z))), by=algebra)
    proof.eq(E[r(z)](r(z)/q(z)), by=definition)
    proof.twin(E[q(z)]((r(z)/q(z))**2) == E[q(z)](r(z)/q(z)), "forgetting to change the law")
    proof.twin(E[q(z)]((r(z)/q(z))**2) == E[q(z)](r(z)/q(z))**2, "moving the square through the mean")
    proof.twin(E[q(z)]((r(z)/q(z))**2) == E[r(z)]((r(z)/q(z))**2), "changing the law without the weight")


@theorem(title="With cover, the mean squared weight is at least the squared evidence")
def mean_squared_weight(proof):
    proof.claim(E[q(z)](w(z)**2) >= E[q(z)](p(x)**2))
    proof.given(p(x) > 0, always[p(z | x)](q(z) > 0), integrable[q(z)](w(z)**2), integrable[z](q(z)*w(z)**2),
                integrable[p(z | x)](w(z)/p(x)))
    proof.starts(E[q(z)](w(z)**2))
    proof.eq(E[q(z)]((p(x)*p(z | x)/q(z))**2), by=product_rule)
    proof.eq(p(x)**2*E[q(z)]((p(z | x)/q(z))**2), by=linearity)
    proof.eq(p(x)**2*E[p(z | x)](p(z | x)/q(z)), by=squared_ratio.at({r(z): p(z | x)}))
    proof.ge(p(x)**2*1, by=inverse_ratio.at({r(z): p(z | x)}))
    proof.eq(E[q(z)](p(x)**2), by=linearity)
    proof.twin(E[q(z)](w(z)**2) <= E[q(z)](p(x)**2), "believing that weights never overestimate, squared or not")
    proof.twin(E[q(z)](w(z)**2) == E[q(z)](p(x)**2), "forgetting that the weights vary")
    proof.twin(E[q(z)](w(z)**2) >= 2*p(x)**2, "counting the square of the mean twice")


@theorem(title="With cover, the CUBO is an upper bound on the log evidence")
def cubo(proof):
    """The CUBO is half the logarithm of the second moment of the weight.  Without cover it may lie below log p(x): the mass
    of the joint that q never draws is in none of the weights."""
    proof.claim(2*log(p(x)) <= log(E[q(z)](w(z)**2)))
    proof.given(p(x) > 0, always[p(z | x)](q(z) > 0), integrable[q(z)](w(z)**2), integrable[z](q(z)*w(z)**2),
                integrable[p(z | x)](w(z)/p(x)))
    proof.starts(2*log(p(x)))
    proof.eq(log(p(x)**2), by=logarithm)
    proof.eq(log(E[q(z)](p(x)**2)), by=linearity)
    proof.le(log(E[q(z)](w(z)**2)), by=mean_squared_weight)
    proof.twin(log(p(x)) <= log(E[q(z)](w(z)**2)), "forgetting to halve the logarithm of the second moment")
    proof.twin(2*log(p(x)) >= log(E[q(z)](w(z)**2)), "Jensen's inequality the wrong way round")
    proof.twin(2*log(p(x)) <= 2*E[q(z)](log(w(z))), "moving the logarithm through the mean: that is the bound from below")
    proof.twin(2*log(p(x)) == log(E[q(z)](w(z)**2)), "taking the second moment for the square of the mean")


@theorem(title="At the posterior the CUBO is the log evidence")
def cubo_at_the_posterior(proof):
    proof.claim(log(E[p(z | x)]((p(x, z)/p(z | x))**2)) == 2*log(p(x)))
    proof.given(p(x) > 0)
    proof.starts(log(E[p(z | x)]((p(x, z)/p(z | x))**2)))
    proof.eq(log(E[p(z | x)](p(x)**2)), by=product_rule)
    proof.eq(log(p(x)**2), by=linearity)
    proof.eq(2*log(p(x)), by=logarithm)
    proof.twin(log(E[p(z | x)]((p(x, z)/p(z | x))**2)) == log(p(x)), "forgetting to halve the logarithm of the second moment")
    proof.twin(log(E[p(z)]((p(x, z)/p(z))**2)) == 2*log(p(x)), "taking the prior for the posterior")
    proof.twin(log(E[p(z | x)](p(x, z)**2)) == 2*log(p(x)), "forgetting to divide by the law of the draws")


@theorem(title="With cover, the CUBO misses the chi-square divergence of the posterior from q")
def cubo_gap(proof):
    """In logarithms: the CUBO is log p(x) + ½ log(1 + χ²).  By the usual rule for the effective number of draws, 1 + χ²
    importance draws are worth one draw from the posterior."""
    proof.claim(E[q(z)](w(z)**2) == p(x)**2*(1 + chi2(p(z | x), q(z))))
    proof.given(p(x) > 0, always[p(z | x)](implies(p(x) > 0, q(z) > 0)), integrable[q(z)](w(z)**2))
    proof.starts(E[q(z)](w(z)**2))
    proof.eq(E[q(z)]((p(x)*p(z | x)/q(z))**2), by=product_rule)
    proof.eq(p(x)**2*(E[q(z)]((p(z | x)/q(z) - 1)**2) + 2*E[q(z)](p(z | x)/q(z)) - 1), by=linearity)
    proof.eq(p(x)**2*(E[q(z)]((p(z | x)/q(z) - 1)**2) + 2 - 1), by=covered_ratio.at({r(z): p(z | x)}))
    proof.eq(p(x)**2*(1 + chi2(p(z | x), q(z))), by=definition)
    proof.twin(E[q(z)](w(z)**2) == p(x)**2*chi2(p(z | x), q(z)), "forgetting the square of the mean")
    proof.twin(E[q(z)](w(z)**2) == p(x)**2*(1 + chi2(q(z), p(z | x))), "writing the divergence the other way round")
    proof.twin(E[q(z)](w(z)**2) == p(x)**2 + chi2(p(z | x), q(z)), "dividing the weight by the evidence once only")


@theorem(title="The CUBO lies above the ELBO, whatever q covers")
def above_the_elbo(proof):
    """Where q misses mass of the joint, the log evidence may lie above both."""
    proof.claim(2*ELBO(q(z), p(x, z)) <= log(E[q(z)](w(z)**2)))
    proof.given(integrable[q(z)](log(w(z))), integrable[q(z)](w(z)**2))
    proof.starts(2*ELBO(q(z), p(x, z)))
    proof.eq(E[q(z)](2*log(w(z))), by=linearity)
    proof.eq(E[q(z)](log(w(z)**2)), by=logarithm)
    proof.le(log(E[q(z)](w(z)**2)), by=jensen)
    proof.twin(2*log(p(x)) <= log(E[q(z)](w(z)**2)), "calling it an upper bound without asking whether q covers the joint")
    proof.twin(ELBO(q(z), p(x, z)) <= log(E[q(z)](w(z)**2)), "forgetting to halve the logarithm of the second moment")
    proof.twin(2*ELBO(q(z), p(x, z)) == log(E[q(z)](w(z)**2)), "moving the logarithm through the mean")
