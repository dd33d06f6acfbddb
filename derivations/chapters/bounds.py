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
    Function,
    abbreviation,
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
    sum_of_squares,
    support,
    theorem,
)
from derivations.chapters.elbo import ELBO, bound, evidence, gibbs, gibbs_equality, p, q, r, x, z


@abbreviation
def w(z):
    """The weight of a latent."""
    return p(x, z)/q(z)


@abbreviation
def EUBO(q):
    """The evidence upper bound: the mean of log p(x, z)/q(z) under the posterior, in nats."""
    return E[p(z | x)](log(p(x, z)/q))


@abbreviation
def CUBO(q):
    """The chi-square upper bound: half the logarithm of the second moment of the weight under q, in nats."""
    return log(E[q]((p(x, z)/q)**2))/2


@abbreviation
def chi2(r, q):
    """The chi-square divergence of r from q: the variance of their ratio under q, where q covers r."""
    return E[q]((r/q - 1)**2)


# --- the mean log weight under the posterior ----------------------------------------------------------------------


@theorem(title="What the upper bound misses is the divergence of the posterior from q")
def upper_gap(proof):
    """The divergence runs the other way than in the gap of the ELBO: it is large where q is small and the posterior is not."""
    proof.claim(EUBO(q(z)) - log(p(x)) == KL[z](p(z | x), q(z)))
    proof.given(p(x) > 0, integrable[p(z | x)](log(w(z))))
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
    proof.given(p(x) > 0, integrable[p(z | x)](log(w(z))))
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
    proof.given(p(x) > 0, integrable[p(z | x)](log(w(z))))
    proof.starts(EUBO(q(z)) == log(p(x)))
    proof.iff(KL[z](p(z | x), q(z)) == 0, by=upper_gap)
    proof.iff(always[z](q(z) == p(z | x)), by=gibbs_equality.at({q(z): p(z | x), r(z): q(z)}))
    proof.twin(iff(EUBO(q(z)) == log(p(x)), always[z](q(z) == p(z))), "taking the prior for the posterior")
    proof.twin(iff(EUBO(q(z)) == log(p(x)), always[z](implies(p(x, z) > 0, q(z) > 0))), "believing that cover is enough")
    proof.twin(EUBO(q(z)) == log(p(x)), "believing that it is tight for every q")


@theorem(title="The ELBO lies below the EUBO")
def sandwich(proof):
    """The log evidence lies between them."""
    proof.claim(ELBO(q(z), p(x, z)) <= EUBO(q(z)))
    proof.given(integrable[q(z)](log(w(z))), integrable[p(z | x)](log(w(z))))
    proof.starts(ELBO(q(z), p(x, z)))
    proof.le(log(p(x)), by=bound)
    proof.le(EUBO(q(z)), by=eubo)
    proof.twin(ELBO(q(z), p(x, z)) >= EUBO(q(z)), "exchanging the two bounds")
    proof.twin(ELBO(q(z), p(x, z)) + EUBO(q(z)) == 2*log(p(x)), "believing that the log evidence is half-way")
    proof.twin(ELBO(p(z), p(x, z)) >= EUBO(q(z)), "believing that the prior does better than the posterior")


@theorem(title="The two bounds are apart by the divergences both ways")
def symmetric_gap(proof):
    proof.claim(EUBO(q(z)) - ELBO(q(z), p(x, z)) == KL[z](q(z), p(z | x)) + KL[z](p(z | x), q(z)))
    proof.given(integrable[q(z)](log(w(z))), integrable[p(z | x)](log(w(z))))
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
    proof.given(integrable[q(z)](log(w(z))), integrable[p(z | x)](log(w(z))))
    proof.starts(log(p(x)) - ELBO(q(z), p(x, z)))
    proof.le(EUBO(q(z)) - ELBO(q(z), p(x, z)), by=eubo)
    proof.twin(2*(log(p(x)) - ELBO(q(z), p(x, z))) <= EUBO(q(z)) - ELBO(q(z), p(x, z)), "believing that each bound misses one half")
    proof.twin(log(p(x)) - ELBO(q(z), p(x, z)) == EUBO(q(z)) - ELBO(q(z), p(x, z)), "taking the certificate for the gap itself")
    proof.twin(KL[z](q(z), p(z)) <= EUBO(q(z)) - ELBO(q(z), p(x, z)), "taking the prior for the posterior")


# --- the second moment of the weight under q ----------------------------------------------------------------------

f = Function("f", z)


@theorem(title="With cover, the mean weight is the evidence")
def mean_weight(proof):
    """Without cover it is less: the mass of the joint that q never draws is in none of the weights."""
    proof.claim(E[q(z)](w(z)) == p(x))
    proof.given(always[z](implies(p(x, z) > 0, q(z) > 0)))
    proof.starts(E[q(z)](w(z)))
    proof.eq(integral[z](p(x, z)), by=support)
    proof.eq(p(x), by=marginal)
    proof.twin(E[p(z)](w(z)) == p(x), "drawing from the prior without changing the weight")
    proof.twin(E[q(z)](q(z)/p(x, z)) == 1/p(x), "turning the weight upside down")
    proof.twin(E[q(z)](p(x, z)) == p(x), "forgetting to divide by the law of the draws")


@theorem(title="The squared mean is at most the mean square")
def squared_mean(proof):
    proof.claim(E[q(z)](f(z))**2 <= E[q(z)](f(z)**2))
    proof.given(integrable[q(z)](f(z)**2))
    proof.starts(E[q(z)](f(z))**2)
    proof.eq(E[q(z)](2*E[q(z)](f(z))*f(z) - E[q(z)](f(z))**2), by=linearity)
    proof.le(E[q(z)](f(z)**2), by=sum_of_squares)
    proof.twin(E[q(z)](f(z)) <= E[q(z)](f(z)**2), "forgetting to square the mean")
    proof.twin(E[q(z)](f(z))**2 == E[q(z)](f(z)**2), "moving the square through the mean")
    proof.twin(E[q(z)](f(z))**2 >= E[q(z)](f(z)**2), "reading Jensen's inequality for a concave function")


@theorem(title="With cover, the mean squared weight is at least the squared evidence")
def mean_squared_weight(proof):
    proof.claim(p(x)**2 <= E[q(z)](w(z)**2))
    proof.given(always[z](implies(p(x, z) > 0, q(z) > 0)), integrable[q(z)](w(z)**2))
    proof.starts(p(x)**2)
    proof.eq(E[q(z)](w(z))**2, by=mean_weight)
    proof.le(E[q(z)](w(z)**2), by=squared_mean.at({f(z): w(z)}))
    proof.twin(p(x)**2 >= E[q(z)](w(z)**2), "believing that weights never overestimate, squared or not")
    proof.twin(p(x)**2 == E[q(z)](w(z)**2), "forgetting that the weights vary")
    proof.twin(2*p(x)**2 <= E[q(z)](w(z)**2), "counting the square of the mean twice")


@theorem(title="With cover, the CUBO is an upper bound on the log evidence")
def cubo(proof):
    """Without cover it may lie below log p(x): the mass of the joint that q never draws is in none of the weights."""
    proof.claim(log(p(x)) <= CUBO(q(z)))
    proof.given(p(x) > 0, always[z](implies(p(x, z) > 0, q(z) > 0)), integrable[q(z)](w(z)**2))
    proof.starts(log(p(x)))
    proof.eq(log(p(x)**2)/2, by=logarithm)
    proof.le(CUBO(q(z)), by=mean_squared_weight)
    proof.twin(2*log(p(x)) <= CUBO(q(z)), "halving the logarithm of the second moment twice")
    proof.twin(log(p(x)) >= CUBO(q(z)), "Jensen's inequality the wrong way round")
    proof.twin(log(p(x)) <= E[q(z)](log(w(z))), "moving the logarithm through the mean: that is the bound from below")
    proof.twin(log(p(x)) == CUBO(q(z)), "taking the second moment for the square of the mean")


@theorem(title="At the posterior the CUBO is the log evidence")
def cubo_at_the_posterior(proof):
    proof.claim(CUBO(p(z | x)) == log(p(x)))
    proof.given(p(x) > 0)
    proof.starts(CUBO(p(z | x)))
    proof.eq(log(E[p(z | x)](p(x)**2))/2, by=product_rule)
    proof.eq(log(p(x)**2)/2, by=linearity)
    proof.eq(log(p(x)), by=logarithm)
    proof.twin(2*CUBO(p(z | x)) == log(p(x)), "forgetting to halve the logarithm of the second moment")
    proof.twin(CUBO(p(z)) == log(p(x)), "taking the prior for the posterior")
    proof.twin(log(E[p(z | x)](p(x, z)**2))/2 == log(p(x)), "forgetting to divide by the law of the draws")


@theorem(title="With cover, the mean squared ratio is one more than the chi-square divergence")
def squared_ratio(proof):
    """By the usual rule for the effective number of draws, this many importance draws are worth one draw from r."""
    proof.claim(E[q(z)]((r(z)/q(z))**2) == 1 + chi2(r(z), q(z)))
    proof.given(always[r(z)](q(z) > 0), integrable[q(z)]((r(z)/q(z))**2))
    proof.starts(E[q(z)]((r(z)/q(z))**2))
    proof.eq(2*E[q(z)](r(z)/q(z)) - 1 + chi2(r(z), q(z)), by=linearity)
    proof.eq(2*integral[z](r(z)) - 1 + chi2(r(z), q(z)), by=support)
    proof.eq(1 + chi2(r(z), q(z)), by=marginal)
    proof.twin(E[q(z)]((r(z)/q(z))**2) == chi2(r(z), q(z)), "forgetting the square of the mean")
    proof.twin(E[q(z)]((r(z)/q(z))**2) == 1 + chi2(q(z), r(z)), "writing the divergence the other way round")
    proof.twin(E[q(z)]((r(z)/q(z))**2) == (1 + chi2(r(z), q(z)))**2, "squaring twice")


@theorem(title="With cover, the CUBO misses the logarithm of the chi-square divergence and one, halved")
def cubo_gap(proof):
    proof.claim(log(p(x)) + log(1 + chi2(p(z | x), q(z)))/2 == CUBO(q(z)))
    proof.given(p(x) > 0, always[z](implies(p(x, z) > 0, q(z) > 0)), integrable[q(z)](w(z)**2))
    proof.starts(log(p(x)) + log(1 + chi2(p(z | x), q(z)))/2)
    proof.eq(log(p(x)) + log(E[q(z)]((p(z | x)/q(z))**2))/2, by=squared_ratio.at({r(z): p(z | x)}))
    proof.eq(log(p(x)**2*E[q(z)]((p(z | x)/q(z))**2))/2, by=logarithm)
    proof.eq(log(E[q(z)]((p(x)*p(z | x)/q(z))**2))/2, by=linearity)
    proof.eq(CUBO(q(z)), by=product_rule)
    proof.twin(log(p(x)) + log(1 + chi2(q(z), p(z | x)))/2 == CUBO(q(z)), "writing the divergence the other way round")
    proof.twin(log(p(x)) + log(1 + chi2(p(z | x), q(z))) == CUBO(q(z)), "forgetting to halve the logarithm")
    proof.twin(log(p(x)) + chi2(p(z | x), q(z))/2 == CUBO(q(z)), "taking log(1 + χ²) for χ², which is more")
    proof.twin(log(p(x)) + KL[z](p(z | x), q(z))/2 == CUBO(q(z)), "taking the other divergence")


@theorem(title="The CUBO lies above the ELBO, whatever q covers")
def above_the_elbo(proof):
    """Where q misses mass of the joint, the log evidence may lie above both."""
    proof.claim(ELBO(q(z), p(x, z)) <= CUBO(q(z)))
    proof.given(integrable[q(z)](log(w(z))), integrable[q(z)](w(z)**2))
    proof.starts(ELBO(q(z), p(x, z)))
    proof.eq(E[q(z)](log(w(z)**2)/2), by=logarithm)
    proof.eq(E[q(z)](log(w(z)**2))/2, by=linearity)
    proof.le(CUBO(q(z)), by=jensen)
    proof.twin(log(p(x)) <= CUBO(q(z)), "calling it an upper bound without asking whether q covers the joint")
    proof.twin(2*ELBO(q(z), p(x, z)) <= CUBO(q(z)), "halving the logarithm of the second moment twice")
    proof.twin(ELBO(q(z), p(x, z)) == CUBO(q(z)), "moving the logarithm through the mean")


# --- the two bounds from above ------------------------------------------------------------------------------------


@theorem(title="With cover, a mean under r is a weighted mean under q")
def change_of_law(proof):
    proof.claim(E[q(z)](r(z)/q(z)*f(z)) == E[r(z)](f(z)))
    proof.given(always[r(z)](q(z) > 0), integrable[r(z)](f(z)))
    proof.starts(E[q(z)](r(z)/q(z)*f(z)))
    proof.eq(integral[z](r(z)*f(z)), by=support)
    proof.eq(E[r(z)](f(z)), by=definition)
    proof.twin(E[q(z)](f(z)) == E[r(z)](f(z)), "forgetting the weight")
    proof.twin(E[q(z)](q(z)/r(z)*f(z)) == E[r(z)](f(z)), "turning the weight upside down")
    proof.twin(E[r(z)](r(z)/q(z)*f(z)) == E[r(z)](f(z)), "forgetting to change the law of the draws")


@theorem(title="Under the posterior the mean weight is the mean squared weight under q, over the evidence")
def mean_weight_under_the_posterior(proof):
    proof.claim(E[p(z | x)](w(z)) == E[q(z)](w(z)**2)/p(x))
    proof.given(p(x) > 0, always[p(z | x)](q(z) > 0), integrable[q(z)](w(z)**2), integrable[p(z | x)](w(z)))
    proof.starts(E[p(z | x)](w(z)))
    proof.eq(E[q(z)](p(z | x)/q(z)*w(z)), by=change_of_law.at({r(z): p(z | x), f(z): w(z)}))
    proof.eq(E[q(z)](w(z)**2/p(x)), by=product_rule)
    proof.eq(E[q(z)](w(z)**2)/p(x), by=linearity)
    proof.twin(E[p(z | x)](w(z)) == E[q(z)](w(z)**2), "forgetting that the posterior is normalised")
    proof.twin(E[p(z)](w(z)) == E[q(z)](w(z)**2)/p(x), "taking the prior for the posterior")
    proof.twin(E[q(z)](w(z)) == E[q(z)](w(z)**2)/p(x), "forgetting to change the law of the draws")


@theorem(title="The CUBO lies above the middle between the log evidence and the EUBO")
def eubo_below_cubo(proof):
    """So the EUBO is not always below the CUBO, but what it misses is at most twice what the CUBO misses."""
    proof.claim((log(p(x)) + EUBO(q(z)))/2 <= CUBO(q(z)))
    proof.given(p(x) > 0, integrable[p(z | x)](log(w(z))), integrable[p(z | x)](w(z)), integrable[q(z)](w(z)**2))
    proof.starts((log(p(x)) + EUBO(q(z)))/2)
    proof.le((log(p(x)) + log(E[p(z | x)](w(z))))/2, by=jensen)
    proof.eq((log(p(x)) + log(E[q(z)](w(z)**2)/p(x)))/2, by=mean_weight_under_the_posterior)
    proof.eq(CUBO(q(z)), by=logarithm)
    proof.twin(EUBO(q(z)) <= CUBO(q(z)), "believing that the EUBO lies below the CUBO")
    proof.twin(EUBO(q(z)) >= CUBO(q(z)), "believing that the CUBO lies below the EUBO")
    proof.twin(log(p(x)) + EUBO(q(z)) <= CUBO(q(z)), "forgetting to halve the sum")


# --- a larger order -----------------------------------------------------------------------------------------------


@theorem(title="With cover, the CUBO of order four is an upper bound, too")
def order_four(proof):
    """As the lines show, it lies above the CUBO of order two: a larger order is a looser bound."""
    proof.claim(log(p(x)) <= log(E[q(z)](w(z)**4))/4)
    proof.given(p(x) > 0, always[z](implies(p(x, z) > 0, q(z) > 0)), integrable[q(z)](w(z)**4))
    proof.starts(log(p(x)))
    proof.le(CUBO(q(z)), by=cubo)
    proof.eq(log(E[q(z)](w(z)**2)**2)/4, by=logarithm)
    proof.le(log(E[q(z)](w(z)**4))/4, by=squared_mean.at({f(z): w(z)**2}))
    proof.twin(log(p(x)) <= log(E[q(z)](w(z)**4))/8, "dividing by twice the order")
    proof.twin(log(p(x)) == log(E[q(z)](w(z)**4))/4, "moving the power through the mean")
    proof.twin(CUBO(q(z)) >= log(E[q(z)](w(z)**4))/4, "believing that a larger order is a tighter bound")
