"""Divergences of pairs, and what one coordinate says of the other.

The divergence of two laws of a pair is that of their first coordinates plus the mean divergence of what comes then: this
is the chain rule, and through one channel for both nothing is added.  The mutual information of a pair is the divergence
of its law from the product of its marginals.

In a variational autoencoder q(x) is the law of the data, q(z | x) the encoder, q(z) the aggregate posterior, and r(z) the
prior.  The divergence term of the ELBO, averaged over the data, is the mutual information of data and codes plus the
divergence of the aggregate posterior from the prior: this is the surgery of the ELBO.  All logarithms are natural:
results are in nats.

Sources: Cover and Thomas, Elements of Information Theory, chapter 2; Hoffman and Johnson (2016), ELBO surgery; Barber and
Agakov (2003), The IM algorithm.
"""

from derivations import (
    KL,
    E,
    Law,
    abbreviation,
    algebra,
    always,
    definition,
    factorise,
    fubini,
    iff,
    integrable,
    integral,
    linearity,
    log,
    logarithm,
    marginal,
    points,
    product_rule,
    rearrange,
    support,
    tangent,
    theorem,
    total_expectation,
)
from derivations.chapters.elbo import gibbs, gibbs_equality
from derivations.chapters.elbo import q as q0
from derivations.chapters.elbo import r as r0
from derivations.chapters.elbo import z as z0

x, z = points("x z")
d, b = Law("d", x), Law("b", x)
e, c = Law("e", z | x), Law("c", z | x)

# --- two laws of a pair, each drawn in two steps --------------------------------------------------------------------


@theorem(title="The mean divergence of what comes then, as one mean")
def mean_divergence(proof):
    proof.claim(E[d(x)](KL[z](e(z | x), c(z | x))) == E[d(x), e(z | x)](log(e(z | x)/c(z | x))))
    proof.given(integrable[d(x), e(z | x)](log(e(z | x)/c(z | x))))
    proof.starts(E[d(x), e(z | x)](log(e(z | x)/c(z | x))))
    proof.eq(E[d(x)](E[e(z | x)](log(e(z | x)/c(z | x)))), by=fubini)
    proof.eq(E[d(x)](KL[z](e(z | x), c(z | x))), by=definition)
    proof.twin(KL[z](e(z | x), c(z | x)) == E[d(x), e(z | x)](log(e(z | x)/c(z | x))), "believing it for every single x")
    proof.twin(E[d(x)](KL[z](e(z | x), c(z | x))) == E[d(x), c(z | x)](log(e(z | x)/c(z | x))),
               "drawing z from the second law")
    proof.twin(E[d(x)](KL[z](c(z | x), e(z | x))) == E[d(x), e(z | x)](log(e(z | x)/c(z | x))),
               "writing the divergence the other way round")


@theorem(title="The chain rule of the divergence")
def chain_rule(proof):
    """x is drawn from d or from b, and then z from e or from c.  The second divergence is averaged under the first law."""
    proof.claim(KL[x, z](d(x)*e(z | x), b(x)*c(z | x)) == KL[x](d(x), b(x)) + E[d(x)](KL[z](e(z | x), c(z | x))))
    proof.given(integrable[d(x)](log(d(x)/b(x))), integrable[d(x), e(z | x)](log(e(z | x)/c(z | x))))
    proof.starts(KL[x, z](d(x)*e(z | x), b(x)*c(z | x)))
    proof.eq(E[d(x), e(z | x)](log(d(x)*e(z | x)/(b(x)*c(z | x)))), by=definition)
    proof.eq(E[d(x), e(z | x)](log(d(x)/b(x)) + log(e(z | x)/c(z | x))), by=logarithm)
    proof.eq(E[d(x), e(z | x)](log(d(x)/b(x))) + E[d(x), e(z | x)](log(e(z | x)/c(z | x))), by=linearity)
    proof.eq(E[d(x)](log(d(x)/b(x))) + E[d(x), e(z | x)](log(e(z | x)/c(z | x))), by=marginal)
    proof.eq(E[d(x)](log(d(x)/b(x))) + E[d(x)](KL[z](e(z | x), c(z | x))), by=mean_divergence)
    proof.eq(KL[x](d(x), b(x)) + E[d(x)](KL[z](e(z | x), c(z | x))), by=definition)
    proof.twin(KL[x, z](d(x)*e(z | x), b(x)*c(z | x)) == KL[x](d(x), b(x)) + E[b(x)](KL[z](e(z | x), c(z | x))),
               "averaging under the wrong one of the two laws")
    proof.twin(KL[x, z](d(x)*e(z | x), b(x)*c(z | x)) == KL[x](d(x), b(x)), "forgetting what comes then")
    proof.twin(KL[x, z](d(x)*e(z | x), b(x)*c(z | x)) == KL[x](b(x), d(x)) + E[d(x)](KL[z](e(z | x), c(z | x))),
               "writing the first divergence the other way round")


@theorem(title="The first coordinates diverge no more than the pairs")
def forgetting(proof):
    """Whoever sees less tells two laws apart less well."""
    proof.claim(KL[x](d(x), b(x)) <= KL[x, z](d(x)*e(z | x), b(x)*c(z | x)))
    proof.given(integrable[d(x)](log(d(x)/b(x))), integrable[d(x), e(z | x)](log(e(z | x)/c(z | x))))
    proof.starts(KL[x](d(x), b(x)))
    proof.le(KL[x](d(x), b(x)) + E[d(x)](KL[z](e(z | x), c(z | x))), by=gibbs.at({q0(z0): e(z | x), r0(z0): c(z | x)}))
    proof.eq(KL[x, z](d(x)*e(z | x), b(x)*c(z | x)), by=chain_rule)
    proof.twin(KL[x](d(x), b(x)) == KL[x, z](d(x)*e(z | x), b(x)*c(z | x)), "believing that z says nothing more")
    proof.twin(KL[x](d(x), b(x)) >= KL[x, z](d(x)*e(z | x), b(x)*c(z | x)), "believing that more coordinates are more alike")
    proof.twin(KL[x](b(x), d(x)) <= KL[x, z](d(x)*e(z | x), b(x)*c(z | x)), "writing one divergence the other way round")


@theorem(title="One channel for both laws adds no divergence")
def one_channel(proof):
    """Both inputs go through the channel e.  The pair of input and output tells the two laws apart as well as the input."""
    proof.claim(KL[x, z](d(x)*e(z | x), b(x)*e(z | x)) == KL[x](d(x), b(x)))
    proof.given(integrable[d(x)](log(d(x)/b(x))))
    proof.starts(KL[x, z](d(x)*e(z | x), b(x)*e(z | x)))
    proof.eq(E[d(x), e(z | x)](log(d(x)*e(z | x)/(b(x)*e(z | x)))), by=definition)
    proof.eq(E[d(x), e(z | x)](log(d(x)/b(x))), by=logarithm)
    proof.eq(E[d(x)](log(d(x)/b(x))), by=marginal)
    proof.eq(KL[x](d(x), b(x)), by=definition)
    proof.twin(KL[x, z](d(x)*e(z | x), b(x)*e(z | x)) == 2*KL[x](d(x), b(x)), "counting the input twice")
    proof.twin(KL[x, z](d(x)*e(z | x), b(x)*c(z | x)) == KL[x](d(x), b(x)), "believing it of two channels")
    proof.twin(KL[x, z](d(x)*e(z | x), b(x)*e(z | x)) == KL[x](b(x), d(x)), "writing the divergence the other way round")


# --- two laws of a pair, with all their marginals -------------------------------------------------------------------

q, m = Law("q", x, z), Law("m", x, z)


@theorem(title="The other coordinates diverge no more than the pairs, either")
def marginals(proof):
    """The densities of x given z need not be mentioned: their ratio has mean at most one."""
    proof.claim(KL[z](q(z), m(z)) <= KL[x, z](q(x, z), m(x, z)))
    proof.given(integrable[q(z)](log(q(z)/m(z))), integrable[q(x, z)](log(q(x, z)/m(x, z))))
    proof.starts(KL[z](q(z), m(z)))
    proof.eq(E[q(z)](log(q(z)/m(z))), by=definition)
    proof.eq(E[q(x, z)](log(q(z)/m(z))), by=marginal)
    proof.eq(E[q(x, z)](log(q(x, z)/m(x, z)) + log(q(z)/m(z)*m(x, z)/q(x, z))), by=logarithm)
    proof.le(E[q(x, z)](log(q(x, z)/m(x, z)) + q(z)/m(z)*m(x, z)/q(x, z) - 1), by=tangent)
    proof.eq(E[q(x, z)](log(q(x, z)/m(x, z))) + E[q(x, z)](q(z)/m(z)*m(x, z)/q(x, z)) - 1, by=linearity)
    proof.le(E[q(x, z)](log(q(x, z)/m(x, z))) + integral[x, z](q(z)/m(z)*m(x, z)) - 1, by=support)
    proof.eq(E[q(x, z)](log(q(x, z)/m(x, z))) + integral[z](q(z)/m(z)*m(z)) - 1, by=marginal)
    proof.eq(E[q(x, z)](log(q(x, z)/m(x, z))) + integral[z](q(z)) - 1, by=algebra)
    proof.eq(E[q(x, z)](log(q(x, z)/m(x, z))), by=marginal)
    proof.eq(KL[x, z](q(x, z), m(x, z)), by=definition)
    proof.twin(KL[z](q(z), m(z)) >= KL[x, z](q(x, z), m(x, z)), "believing that more coordinates are more alike")
    proof.twin(KL[z](q(z), m(z)) == KL[x, z](q(x, z), m(x, z)), "believing that x says nothing more")
    proof.twin(KL[z](q(z | x), m(z | x)) <= KL[x, z](q(x, z), m(x, z)), "taking a conditional law for the marginal one")


a, s = Law("a", x, z, product=(d(x), e(z | x))), Law("s", x, z, product=(b(x), e(z | x)))


@theorem(title="The outputs of a channel diverge no more than its inputs")
def data_processing(proof):
    """Inputs from d or from b go through the same channel e.  No processing tells two laws better apart."""
    proof.claim(KL[z](a(z), s(z)) <= KL[x](d(x), b(x)))
    proof.given(integrable[d(x)](log(d(x)/b(x))), integrable[a(z)](log(a(z)/s(z))))
    proof.starts(KL[z](a(z), s(z)))
    proof.le(KL[x, z](a(x, z), s(x, z)), by=marginals.at({q(x, z): a(x, z), m(x, z): s(x, z)}))
    proof.eq(KL[x, z](d(x)*e(z | x), b(x)*e(z | x)), by=factorise)
    proof.eq(KL[x](d(x), b(x)), by=one_channel)
    proof.twin(KL[z](a(z), s(z)) >= KL[x](d(x), b(x)), "believing that processing adds information")
    proof.twin(KL[z](a(z), s(z)) == KL[x](d(x), b(x)), "believing that a channel loses nothing")
    proof.twin(KL[z](a(z), s(z)) <= KL[x](b(x), d(x)), "writing one divergence the other way round")
    proof.twin(KL[z](a(z), s(z)) <= KL[z](e(z | x), s(z)), "believing it for every single input")


# --- one law of a pair ----------------------------------------------------------------------------------------------

r = Law("r", z)
t = Law("t", x | z)


@abbreviation
def MI(joint, first, second):
    """The mutual information of a pair, in nats: the divergence of its law from the product of its marginals."""
    return KL[x, z](joint, first*second)


@theorem(title="Mutual information is never negative")
def information(proof):
    proof.claim(MI(q(x, z), q(x), q(z)) >= 0)
    proof.given(integrable[q(x, z)](log(q(x, z)/(q(x)*q(z)))))
    proof.starts(MI(q(x, z), q(x), q(z)))
    proof.ge(0, by=gibbs.at({z0: (x, z), q0(z0): q(x, z), r0(z0): [q(x), q(z)]}))
    proof.twin(MI(q(x, z), q(x), q(z)) <= 0, "a sign")
    proof.twin(MI(q(x, z), q(x), q(z)) == 0, "believing that the coordinates are independent")
    proof.twin(E[q(x), q(z)](log(q(x, z)/(q(x)*q(z)))) >= 0, "averaging under the product of the marginals")


@theorem(title="Mutual information is zero only between independent coordinates")
def independent(proof):
    proof.claim(iff(MI(q(x, z), q(x), q(z)) == 0, always[x, z](q(x, z) == q(x)*q(z))))
    proof.given(integrable[q(x, z)](log(q(x, z)/(q(x)*q(z)))))
    proof.starts(MI(q(x, z), q(x), q(z)) == 0)
    proof.iff(always[x, z](q(x, z) == q(x)*q(z)), by=gibbs_equality.at({z0: (x, z), q0(z0): q(x, z), r0(z0): [q(x), q(z)]}))
    proof.twin(MI(q(x, z), q(x), q(z)) == 0, "believing that the coordinates are always independent")
    proof.twin(iff(MI(q(x, z), q(x), q(z)) == 0, always[x](q(x) == q(x))), "believing that it is zero for every law")


@theorem(title="Mutual information is the mean logarithm of the conditional density over the marginal one")
def mean_ratio_of_densities(proof):
    """So it is the mean divergence of the conditional laws q(z | x) from their average q(z)."""
    proof.claim(MI(q(x, z), q(x), q(z)) == E[q(x, z)](log(q(z | x)/q(z))))
    proof.given(integrable[q(x, z)](log(q(x, z)/(q(x)*q(z)))))
    proof.starts(MI(q(x, z), q(x), q(z)))
    proof.eq(E[q(x, z)](log(q(x, z)/(q(x)*q(z)))), by=definition)
    proof.eq(E[q(x, z)](log(q(z | x)/q(z))), by=product_rule)
    proof.twin(MI(q(x, z), q(x), q(z)) == E[q(x, z)](log(q(z | x)/q(x))), "dividing by the other marginal")
    proof.twin(MI(q(x, z), q(x), q(z)) == E[q(x), q(z)](log(q(z | x)/q(z))), "averaging under the product of the marginals")
    proof.twin(MI(q(x, z), q(x), q(z)) == -E[q(x, z)](log(q(z | x))), "taking the conditional entropy for the information")


@theorem(title="Mutual information is the entropy that knowing x takes from z")
def entropies(proof):
    proof.claim(MI(q(x, z), q(x), q(z)) == -E[q(z)](log(q(z))) + E[q(x, z)](log(q(z | x))))
    proof.given(integrable[q(z)](log(q(z))), integrable[q(x, z)](log(q(z | x))))
    proof.starts(MI(q(x, z), q(x), q(z)))
    proof.eq(E[q(x, z)](log(q(z | x)/q(z))), by=mean_ratio_of_densities)
    proof.eq(E[q(x, z)](log(q(z | x)) - log(q(z))), by=logarithm)
    proof.eq(E[q(x, z)](log(q(z | x))) - E[q(x, z)](log(q(z))), by=linearity)
    proof.eq(-E[q(z)](log(q(z))) + E[q(x, z)](log(q(z | x))), by=marginal)
    proof.twin(MI(q(x, z), q(x), q(z)) == -E[q(z)](log(q(z))) - E[q(x, z)](log(q(z | x))), "adding the entropies")
    proof.twin(MI(q(x, z), q(x), q(z)) == -E[q(z)](log(q(z))), "forgetting what stays uncertain")
    proof.twin(MI(q(x, z), q(x), q(z)) == -E[q(x)](log(q(x))) + E[q(x, z)](log(q(z | x))), "the entropy of the other coordinate")


@theorem(title="Conditioning does not raise the entropy, on average")
def conditioning(proof):
    """For a single value of x the entropy of z may well be larger."""
    proof.claim(-E[q(x, z)](log(q(z | x))) <= -E[q(z)](log(q(z))))
    proof.given(integrable[q(z)](log(q(z))), integrable[q(x, z)](log(q(z | x))))
    proof.starts(-E[q(x, z)](log(q(z | x))))
    proof.eq(-E[q(z)](log(q(z))) - MI(q(x, z), q(x), q(z)), by=entropies)
    proof.le(-E[q(z)](log(q(z))), by=information)
    proof.twin(-E[q(x, z)](log(q(z | x))) >= -E[q(z)](log(q(z))), "believing that it adds uncertainty")
    proof.twin(-E[q(z | x)](log(q(z | x))) <= -E[q(z)](log(q(z))), "believing it for every single x")
    proof.twin(-E[q(x, z)](log(q(z | x))) == -E[q(z)](log(q(z))), "believing that x says nothing of z")


# --- the surgery of the ELBO ----------------------------------------------------------------------------------------


@abbreviation
def R(r):
    """The rate of an encoder, in nats: the logarithm of its density over that of the prior, averaged over data and codes.
    It is the mean over the data of the divergence of the encoder from the prior."""
    return E[q(x, z)](log(q(z | x)/r))


@theorem(title="The rate is the mean divergence of the encoder from the prior")
def rate(proof):
    """Data are drawn from d, and codes from the encoder e: the pair has the law a."""
    proof.claim(E[d(x)](KL[z](e(z | x), r(z))) == E[a(x, z)](log(a(z | x)/r(z))))
    proof.given(integrable[d(x), e(z | x)](log(e(z | x)/r(z))))
    proof.starts(E[d(x)](KL[z](e(z | x), r(z))))
    proof.eq(E[d(x), e(z | x)](log(e(z | x)/r(z))), by=mean_divergence.at({c(z | x): r(z)}))
    proof.eq(E[a(x, z)](log(e(z | x)/r(z))), by=total_expectation)
    proof.eq(E[a(x, z)](log(a(z | x)/r(z))), by=factorise)
    proof.twin(E[d(x)](KL[z](e(z | x), r(z))) == E[a(x, z)](log(a(z)/r(z))), "taking the aggregate posterior for the encoder")
    proof.twin(E[d(x)](KL[z](e(z | x), r(z))) == E[d(x), r(z)](log(e(z | x)/r(z))), "drawing codes from the prior")
    proof.twin(KL[z](e(z | x), r(z)) == E[a(x, z)](log(a(z | x)/r(z))), "believing it for every single x")


@theorem(title="The surgery of the ELBO")
def surgery(proof):
    """Averaged over the data, the divergence term of the ELBO has two parts: what the codes say of the data, and how far the
    codes of all the data together are from the prior."""
    proof.claim(R(r(z)) == MI(q(x, z), q(x), q(z)) + KL[z](q(z), r(z)))
    proof.given(integrable[q(x, z)](log(q(z | x)/r(z))), integrable[q(z)](log(q(z)/r(z))))
    proof.starts(R(r(z)))
    proof.eq(E[q(x, z)](log(q(x, z)/(q(x)*q(z))*(q(z)/r(z)))), by=product_rule)
    proof.eq(E[q(x, z)](log(q(x, z)/(q(x)*q(z))) + log(q(z)/r(z))), by=logarithm)
    proof.eq(E[q(x, z)](log(q(x, z)/(q(x)*q(z)))) + E[q(x, z)](log(q(z)/r(z))), by=linearity)
    proof.eq(E[q(x, z)](log(q(x, z)/(q(x)*q(z)))) + E[q(z)](log(q(z)/r(z))), by=marginal)
    proof.eq(MI(q(x, z), q(x), q(z)) + KL[z](q(z), r(z)), by=definition)
    proof.twin(R(r(z)) == KL[z](q(z), r(z)), "taking the aggregate posterior for the encoder")
    proof.twin(R(r(z)) == MI(q(x, z), q(x), q(z)), "taking the rate for the mutual information, whatever the prior")
    proof.twin(R(r(z)) == MI(q(x, z), q(x), q(z)) - KL[z](q(z), r(z)), "losing a sign")
    proof.twin(R(r(z)) == MI(q(x, z), q(x), q(z)) + KL[z](r(z), q(z)), "writing the divergence the other way round")


@theorem(title="The rate is at least the divergence of the aggregate posterior from the prior")
def rate_above_aggregate(proof):
    """The convexity of the divergence in its first law: that of an average is at most the average."""
    proof.claim(KL[z](q(z), r(z)) <= R(r(z)))
    proof.given(integrable[q(x, z)](log(q(x, z)/(q(x)*q(z)))), integrable[q(z)](log(q(z)/r(z))))
    proof.starts(KL[z](q(z), r(z)))
    proof.le(MI(q(x, z), q(x), q(z)) + KL[z](q(z), r(z)), by=information)
    proof.eq(R(r(z)), by=surgery)
    proof.twin(KL[z](q(z), r(z)) >= R(r(z)), "taking the divergence for concave")
    proof.twin(KL[z](q(z), r(z)) == R(r(z)), "taking it for linear")
    proof.twin(KL[z](q(z), r(z)) <= KL[z](q(z | x), r(z)), "believing it for every single x")


@theorem(title="The rate is at least the mutual information, whatever the prior")
def rate_above_information(proof):
    """So a small rate leaves the codes with little to say of the data: the reading of posterior collapse."""
    proof.claim(MI(q(x, z), q(x), q(z)) <= R(r(z)))
    proof.given(integrable[q(x, z)](log(q(x, z)/(q(x)*q(z)))), integrable[q(z)](log(q(z)/r(z))))
    proof.starts(MI(q(x, z), q(x), q(z)))
    proof.le(MI(q(x, z), q(x), q(z)) + KL[z](q(z), r(z)), by=gibbs.at({q0(z0): q(z), r0(z0): r(z)}))
    proof.eq(R(r(z)), by=surgery)
    proof.twin(MI(q(x, z), q(x), q(z)) >= R(r(z)), "taking the rate for a lower bound")
    proof.twin(MI(q(x, z), q(x), q(z)) == R(r(z)), "taking the bound for the information")
    proof.twin(MI(q(x, z), q(x), q(z)) <= KL[z](q(z), r(z)), "forgetting the information itself")


@theorem(title="The rate is the mutual information exactly where the prior is the aggregate posterior")
def best_prior(proof):
    """No prior has a smaller rate for a given encoder: the aggregate posterior is the best one."""
    proof.claim(iff(R(r(z)) == MI(q(x, z), q(x), q(z)), always[z](q(z) == r(z))))
    proof.given(integrable[q(x, z)](log(q(z | x)/r(z))), integrable[q(z)](log(q(z)/r(z))))
    proof.starts(R(r(z)) == MI(q(x, z), q(x), q(z)))
    proof.iff(MI(q(x, z), q(x), q(z)) + KL[z](q(z), r(z)) == MI(q(x, z), q(x), q(z)), by=surgery)
    proof.iff(KL[z](q(z), r(z)) == 0, by=rearrange)
    proof.iff(always[z](q(z) == r(z)), by=gibbs_equality.at({q0(z0): q(z), r0(z0): r(z)}))
    proof.twin(iff(R(r(z)) == MI(q(x, z), q(x), q(z)), always[z](q(z | x) == r(z))), "asking it of the encoder at one x")
    proof.twin(R(r(z)) == MI(q(x, z), q(x), q(z)), "believing it of every prior")
    proof.twin(iff(R(r(z)) == 0, always[z](q(z) == r(z))), "believing that then the rate is zero")


@theorem(title="The rate is the divergence of the aggregate posterior exactly where the codes say nothing of the data")
def collapse(proof):
    proof.claim(iff(R(r(z)) == KL[z](q(z), r(z)), always[x, z](q(x, z) == q(x)*q(z))))
    proof.given(integrable[q(x, z)](log(q(z | x)/r(z))), integrable[q(z)](log(q(z)/r(z))))
    proof.starts(R(r(z)) == KL[z](q(z), r(z)))
    proof.iff(MI(q(x, z), q(x), q(z)) + KL[z](q(z), r(z)) == KL[z](q(z), r(z)), by=surgery)
    proof.iff(MI(q(x, z), q(x), q(z)) == 0, by=rearrange)
    proof.iff(always[x, z](q(x, z) == q(x)*q(z)), by=independent)
    proof.twin(iff(R(r(z)) == KL[z](q(z), r(z)), always[z](q(z) == r(z))), "asking it of the prior instead")
    proof.twin(R(r(z)) == KL[z](q(z), r(z)), "taking the aggregate posterior for the encoder")
    proof.twin(iff(R(r(z)) == 0, always[x, z](q(x, z) == q(x)*q(z))), "believing that then the rate is zero")


# --- a bound from below, by a decoder -------------------------------------------------------------------------------


@abbreviation
def decoded(t):
    """What a decoder t(x | z) recovers, in nats: the logarithm of its density over that of the data, averaged."""
    return E[q(x, z)](log(t/q(x)))


@theorem(title="What a decoder recovers misses its divergence from the exact decoder")
def decoder_gap(proof):
    proof.claim(decoded(t(x | z)) == MI(q(x, z), q(x), q(z)) - KL[x, z](q(x, z), q(z)*t(x | z)))
    proof.given(integrable[q(x, z)](log(q(x, z)/(q(x)*q(z)))), integrable[q(x, z)](log(t(x | z)/q(x))))
    proof.starts(decoded(t(x | z)))
    proof.eq(E[q(x, z)](log(q(x, z)/(q(x)*q(z))) - log(q(x, z)/(q(z)*t(x | z)))), by=logarithm)
    proof.eq(E[q(x, z)](log(q(x, z)/(q(x)*q(z)))) - E[q(x, z)](log(q(x, z)/(q(z)*t(x | z)))), by=linearity)
    proof.eq(MI(q(x, z), q(x), q(z)) - KL[x, z](q(x, z), q(z)*t(x | z)), by=definition)
    proof.twin(decoded(t(x | z)) == MI(q(x, z), q(x), q(z)), "taking the decoder for the exact one")
    proof.twin(decoded(t(x | z)) == MI(q(x, z), q(x), q(z)) + KL[x, z](q(x, z), q(z)*t(x | z)), "losing a sign")
    proof.twin(E[q(x, z)](log(t(x | z))) == MI(q(x, z), q(x), q(z)) - KL[x, z](q(x, z), q(z)*t(x | z)),
               "forgetting the entropy of the data")


@theorem(title="No decoder recovers more than the mutual information")
def decoder_bound(proof):
    """Barber and Agakov's bound.  With the rate, mutual information lies between two quantities that can be estimated."""
    proof.claim(decoded(t(x | z)) <= MI(q(x, z), q(x), q(z)))
    proof.given(integrable[q(x, z)](log(q(x, z)/(q(x)*q(z)))), integrable[q(x, z)](log(t(x | z)/q(x))))
    proof.starts(decoded(t(x | z)))
    proof.eq(MI(q(x, z), q(x), q(z)) - KL[x, z](q(x, z), q(z)*t(x | z)), by=decoder_gap)
    proof.le(MI(q(x, z), q(x), q(z)), by=gibbs.at({z0: (x, z), q0(z0): q(x, z), r0(z0): [q(z), t(x | z)]}))
    proof.twin(decoded(t(x | z)) >= MI(q(x, z), q(x), q(z)), "taking it for an upper bound")
    proof.twin(decoded(t(x | z)) == MI(q(x, z), q(x), q(z)), "believing it of every decoder")
    proof.twin(E[q(x), q(z)](log(t(x | z)/q(x))) >= 0, "averaging under the product of the marginals")


@theorem(title="The bound by a decoder is tight exactly at the exact decoder")
def decoder_tight(proof):
    proof.claim(iff(decoded(t(x | z)) == MI(q(x, z), q(x), q(z)), always[x, z](q(x, z) == q(z)*t(x | z))))
    proof.given(integrable[q(x, z)](log(q(x, z)/(q(x)*q(z)))), integrable[q(x, z)](log(t(x | z)/q(x))))
    proof.starts(decoded(t(x | z)) == MI(q(x, z), q(x), q(z)))
    proof.iff(MI(q(x, z), q(x), q(z)) - KL[x, z](q(x, z), q(z)*t(x | z)) == MI(q(x, z), q(x), q(z)), by=decoder_gap)
    proof.iff(KL[x, z](q(x, z), q(z)*t(x | z)) == 0, by=rearrange)
    proof.iff(always[x, z](q(x, z) == q(z)*t(x | z)),
              by=gibbs_equality.at({z0: (x, z), q0(z0): q(x, z), r0(z0): [q(z), t(x | z)]}))
    proof.twin(decoded(t(x | z)) == MI(q(x, z), q(x), q(z)), "believing it of every decoder")
    proof.twin(iff(decoded(t(x | z)) == MI(q(x, z), q(x), q(z)), always[x, z](q(x, z) == q(x)*q(z))),
               "asking for independence")
    proof.twin(iff(decoded(t(x | z)) == 0, always[x, z](q(x, z) == q(z)*t(x | z))), "believing that then nothing is recovered")


# --- entropies ------------------------------------------------------------------------------------------------------


@theorem(title="The cross-entropy is the entropy plus the divergence")
def cross_entropy(proof):
    proof.claim(-E[q(z)](log(r(z))) == -E[q(z)](log(q(z))) + KL[z](q(z), r(z)))
    proof.given(integrable[q(z)](log(q(z))), integrable[q(z)](log(r(z))))
    proof.starts(-E[q(z)](log(r(z))))
    proof.eq(-E[q(z)](log(q(z)) - log(q(z)/r(z))), by=logarithm)
    proof.eq(-E[q(z)](log(q(z))) + E[q(z)](log(q(z)/r(z))), by=linearity)
    proof.eq(-E[q(z)](log(q(z))) + KL[z](q(z), r(z)), by=definition)
    proof.twin(-E[q(z)](log(r(z))) == -E[q(z)](log(q(z))) - KL[z](q(z), r(z)), "losing a sign")
    proof.twin(-E[r(z)](log(q(z))) == -E[q(z)](log(q(z))) + KL[z](q(z), r(z)), "averaging under the code's law")
    proof.twin(-E[q(z)](log(r(z))) == -E[r(z)](log(r(z))) + KL[z](q(z), r(z)), "the entropy of the wrong law")


@theorem(title="The chain rule of entropy")
def entropy_chain_rule(proof):
    proof.claim(-E[q(x, z)](log(q(x, z))) == -E[q(x)](log(q(x))) - E[q(x, z)](log(q(z | x))))
    proof.given(integrable[q(x)](log(q(x))), integrable[q(x, z)](log(q(x, z))))
    proof.starts(-E[q(x, z)](log(q(x, z))))
    proof.eq(-E[q(x, z)](log(q(x)*q(z | x))), by=product_rule)
    proof.eq(-E[q(x, z)](log(q(x)) + log(q(z | x))), by=logarithm)
    proof.eq(-E[q(x, z)](log(q(x))) - E[q(x, z)](log(q(z | x))), by=linearity)
    proof.eq(-E[q(x)](log(q(x))) - E[q(x, z)](log(q(z | x))), by=marginal)
    proof.twin(-E[q(x, z)](log(q(x, z))) == -E[q(x)](log(q(x))) - E[q(z)](log(q(z))), "believing that entropies add")
    proof.twin(-E[q(x, z)](log(q(x, z))) == -E[q(x)](log(q(x))) + E[q(x, z)](log(q(z | x))), "losing a sign")
    proof.twin(-E[q(x, z)](log(q(x, z))) == -E[q(x)](log(q(x))) - E[q(x), q(z)](log(q(z | x))),
               "averaging under the product of the marginals")
