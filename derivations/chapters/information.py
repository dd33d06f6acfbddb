"""Divergences of pairs, and what one coordinate says of the other.

The divergence of two laws of a pair is that of their first coordinates plus the mean divergence of what comes then (the
chain rule).  So forgetting a coordinate, or sending both laws through one channel, makes no divergence larger (data
processing).  The mutual information of a pair is the divergence of its law from the product of its marginals.

In a variational autoencoder, q(x) is the law of the data, q(z | x) the encoder, q(z) the aggregate posterior, and r(z)
the prior.  The divergence term of the ELBO, averaged over the data, is the mutual information of data and codes plus the
divergence of the aggregate posterior from the prior (ELBO surgery).  All logarithms are natural: results are in nats.

Sources: Cover and Thomas, Elements of Information Theory, chapter 2; Hoffman and Johnson (2016), ELBO surgery; Barber and
Agakov (2003), The IM algorithm.
"""

from derivations import (
    KL,
    E,
    Law,
    abbreviation,
    always,
    definition,
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
    theorem,
)
from derivations.chapters.elbo import gibbs, gibbs_equality
from derivations.chapters.elbo import q as q0
from derivations.chapters.elbo import r as r0
from derivations.chapters.elbo import z as z0

x, z = points("x z")
q, m = Law("q", x, z), Law("m", x, z)
r = Law("r", z)


@theorem(title="The chain rule of the divergence")
def chain_rule(proof):
    proof.claim(KL[x, z](q(x, z), m(x, z)) == KL[x](q(x), m(x)) + E[q(x)](KL[z](q(z | x), m(z | x))))
    proof.given(integrable[q(x, z)](log(q(x, z)/m(x, z))), integrable[q(x)](log(q(x)/m(x))))
    proof.starts(KL[x, z](q(x, z), m(x, z)))
    proof.eq(E[q(x, z)](log(q(x, z)/m(x, z))), by=definition)
    proof.eq(E[q(x, z)](log(q(x)/m(x)*(q(z | x)/m(z | x)))), by=product_rule)
    proof.eq(E[q(x, z)](log(q(x)/m(x)) + log(q(z | x)/m(z | x))), by=logarithm)
    proof.eq(E[q(x, z)](log(q(x)/m(x))) + E[q(x, z)](log(q(z | x)/m(z | x))), by=linearity)
    proof.eq(E[q(x)](log(q(x)/m(x))) + E[q(x, z)](log(q(z | x)/m(z | x))), by=marginal)
    proof.eq(KL[x](q(x), m(x)) + integral[x, z](q(x, z)*log(q(z | x)/m(z | x))), by=definition)
    proof.eq(KL[x](q(x), m(x)) + integral[x, z](q(x)*(q(z | x)*log(q(z | x)/m(z | x)))), by=product_rule)
    proof.eq(KL[x](q(x), m(x)) + integral[x](integral[z](q(x)*(q(z | x)*log(q(z | x)/m(z | x))))), by=fubini)
    proof.eq(KL[x](q(x), m(x)) + integral[x](q(x)*integral[z](q(z | x)*log(q(z | x)/m(z | x)))), by=linearity)
    proof.eq(KL[x](q(x), m(x)) + E[q(x)](KL[z](q(z | x), m(z | x))), by=definition)


@theorem(title="Mutual information is never negative")
def information(proof):
    proof.claim(KL[x, z](q(x, z), q(x)*q(z)) >= 0)
    proof.given(integrable[q(x, z)](log(q(x, z)/(q(x)*q(z)))))
    proof.starts(KL[x, z](q(x, z), q(x)*q(z)))
    proof.ge(0, by=gibbs.at({z0: (x, z), q0(z0): q(x, z), r0(z0): [q(x), q(z)]}))


@theorem(title="Mutual information is zero only between independent coordinates")
def independent(proof):
    proof.claim(iff(KL[x, z](q(x, z), q(x)*q(z)) == 0, always[x, z](q(x, z) == q(x)*q(z))))
    proof.given(integrable[q(x, z)](log(q(x, z)/(q(x)*q(z)))))
    proof.starts(KL[x, z](q(x, z), q(x)*q(z)) == 0)
    proof.iff(always[x, z](q(x, z) == q(x)*q(z)), by=gibbs_equality.at({z0: (x, z), q0(z0): q(x, z), r0(z0): [q(x), q(z)]}))


@theorem(title="surgery in one mean")
def surgery(proof):
    proof.claim(E[q(x, z)](log(q(z | x)/r(z))) == KL[x, z](q(x, z), q(x)*q(z)) + KL[z](q(z), r(z)))
    proof.given(integrable[q(x, z)](log(q(x, z)/(q(x)*q(z)))), integrable[q(z)](log(q(z)/r(z))))
    proof.starts(E[q(x, z)](log(q(z | x)/r(z))))
    proof.eq(E[q(x, z)](log(q(x, z)/(q(x)*q(z))*(q(z)/r(z)))), by=product_rule)
    proof.eq(E[q(x, z)](log(q(x, z)/(q(x)*q(z))) + log(q(z)/r(z))), by=logarithm)
    proof.eq(E[q(x, z)](log(q(x, z)/(q(x)*q(z)))) + E[q(x, z)](log(q(z)/r(z))), by=linearity)
    proof.eq(E[q(x, z)](log(q(x, z)/(q(x)*q(z)))) + E[q(z)](log(q(z)/r(z))), by=marginal)
    proof.eq(KL[x, z](q(x, z), q(x)*q(z)) + KL[z](q(z), r(z)), by=definition)


a, b, k = Law("a", x), Law("b", x), Law("k", z | x)


@theorem(title="dp")
def forgetting(proof):
    proof.claim(KL[x](q(x), m(x)) <= KL[x, z](q(x, z), m(x, z)))
    proof.given(integrable[q(x, z)](log(q(x, z)/m(x, z))), integrable[q(x)](log(q(x)/m(x))))
    proof.starts(KL[x](q(x), m(x)))
    proof.le(KL[x](q(x), m(x)) + E[q(x)](KL[z](q(z | x), m(z | x))), by=gibbs.at({q0(z0): q(z | x), r0(z0): m(z | x)}))
    proof.eq(KL[x, z](q(x, z), m(x, z)), by=chain_rule)
