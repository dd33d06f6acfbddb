"""The evidence lower bound.

A model p gives a joint density of data x and latent z.  The evidence p(x) is an integral that is rarely tractable;
any law q of the latent gives a lower bound on its logarithm.  All logarithms are natural: bounds are in nats.

Throughout, x and z are points of spaces with base measures (counting or Lebesgue, for example), p is a law of the pair,
and q is a law of z.  A law is a probability distribution, told by its density.  Every other assumption is a hypothesis
of the theorem that needs it.

Sources: Jordan, Ghahramani, Jaakkola and Saul (1999), An introduction to variational methods for graphical models; Neal
and Hinton (1998), A view of the EM algorithm that justifies incremental, sparse, and other variants; Blei, Kucukelbir and
McAuliffe (2017), Variational inference: a review for statisticians; Cover and Thomas, Elements of Information Theory,
chapter 2.
"""

from derivations import (
    KL,
    E,
    Law,
    Subset,
    abbreviation,
    algebra,
    always,
    bounded,
    definition,
    extremum,
    iff,
    implies,
    inf,
    integrable,
    integral,
    jensen,
    jensen_equality,
    linearity,
    log,
    logarithm,
    marginal,
    nested,
    points,
    product_rule,
    rearrange,
    same_mass,
    sup,
    support,
    theorem,
)

x, z = points("x z")
p = Law("p", x, z)
q = Law("q", z)
r = Law("r", z)


@abbreviation
def ELBO(q, p):
    """𝔼_q[log p/q]: the evidence lower bound of a law q and a joint density p, in nats."""
    return E[q](log(p/q))


@theorem("1.1.1", title="The divergence is never negative (Gibbs)")
def gibbs(proof):
    """Jensen's inequality for the ratio r/q.  The ratio has mean at most one under q: exactly one where q covers r,
    less where q misses part of r's mass, which only makes the divergence larger."""
    proof.claim(KL[z](q(z), r(z)) >= 0)
    proof.given(integrable[q(z)](log(q(z)/r(z))))
    proof.starts(KL[z](q(z), r(z)))
    proof.eq(E[q(z)](log(q(z)/r(z))), by=definition)
    proof.eq(E[q(z)](-log(r(z)/q(z))), by=logarithm)
    proof.eq(-E[q(z)](log(r(z)/q(z))), by=linearity)
    proof.ge(-log(E[q(z)](r(z)/q(z))), by=jensen)
    proof.ge(-log(integral[z](r(z))), by=support)
    proof.eq(-log(1), by=marginal)
    proof.eq(0, by=logarithm)
    proof.twin(KL[z](q(z), r(z)) <= 0, "reading Jensen's inequality for a convex function")
    proof.twin(E[r(z)](log(q(z)/r(z))) >= 0, "averaging the log ratio under the law in the denominator")


@theorem("1.1.1", title="A ratio of densities has mean at most one")
def mean_ratio(proof):
    """Equality holds where q covers r; without cover, only the part of r that q reaches is counted."""
    proof.claim(E[q(z)](r(z)/q(z)) <= 1)
    proof.starts(E[q(z)](r(z)/q(z)))
    proof.le(integral[z](r(z)), by=support)
    proof.eq(1, by=marginal)
    proof.twin(E[q(z)](r(z)/q(z)) == 1, "forgetting that q may miss mass of r")


@theorem("1.1.1", title="The divergence is zero only between equal laws")
def gibbs_equality(proof):
    """The equality case of Gibbs' inequality: the ratio is almost surely one, and so q misses no mass."""
    proof.claim(iff(KL[z](q(z), r(z)) == 0, always[z](q(z) == r(z))))
    proof.given(integrable[q(z)](log(q(z)/r(z))))
    proof.starts(KL[z](q(z), r(z)) == 0)
    proof.iff(E[q(z)](log(q(z)/r(z))) == 0, by=definition)
    proof.iff(E[q(z)](-log(r(z)/q(z))) == 0, by=logarithm)
    proof.iff(-E[q(z)](log(r(z)/q(z))) == 0, by=linearity)
    proof.iff(E[q(z)](log(r(z)/q(z))) == 0, by=rearrange)
    proof.iff(always[q(z)](r(z)/q(z) == 1), by=jensen_equality.using(mean_ratio))
    proof.iff(always[q(z)](r(z) == q(z)), by=rearrange)
    proof.iff(always[z](q(z) == r(z)), by=same_mass)


@theorem("1.1.1", title="A law does not diverge from itself")
def self_divergence(proof):
    proof.claim(KL[z](q(z), q(z)) == 0)
    proof.starts(KL[z](q(z), q(z)))
    proof.eq(E[q(z)](log(q(z)/q(z))), by=definition)
    proof.eq(E[q(z)](log(1)), by=algebra)
    proof.eq(E[q(z)](0), by=logarithm)
    proof.eq(0, by=linearity)


@theorem("1.1.1", title="The evidence is the ELBO plus the divergence from the posterior")
def evidence(proof):
    """The only assumption is that the divergence is finite: then p(x, z) > 0 for q-almost every z, and so p(x) > 0.
    The two terms answer two questions: how good is the bound, and how far is q from the posterior."""
    proof.claim(log(p(x)) == ELBO(q(z), p(x, z)) + KL[z](q(z), p(z | x)))
    proof.given(integrable[q(z)](log(p(x, z)/q(z))))
    proof.starts(log(p(x)))
    proof.eq(E[q(z)](log(p(x))), by=linearity)
    proof.eq(E[q(z)](log(p(x, z)/p(z | x))), by=product_rule)
    proof.eq(E[q(z)](log(p(x, z)/q(z)*(q(z)/p(z | x)))), by=algebra)
    proof.eq(E[q(z)](log(p(x, z)/q(z)) + log(q(z)/p(z | x))), by=logarithm)
    proof.eq(E[q(z)](log(p(x, z)/q(z))) + E[q(z)](log(q(z)/p(z | x))), by=linearity)
    proof.eq(ELBO(q(z), p(x, z)) + KL[z](q(z), p(z | x)), by=definition)
    proof.twin(log(p(x)) == ELBO(q(z), p(x, z)) + KL[z](p(z | x), q(z)), "writing the divergence the other way round")
    proof.twin(log(p(x)) == ELBO(q(z), p(x, z)) - KL[z](q(z), p(z | x)), "losing a sign")
    proof.twin(log(p(x)) == ELBO(q(z), p(x, z)) + KL[z](q(z), p(z)), "taking the prior for the posterior")
    proof.twin(log(p(x)) == KL[z](p(x, z), q(z)) + KL[z](q(z), p(z | x)), "calling KL(joint ‖ q) the ELBO")


@theorem("1.1.1", title="The ELBO is a lower bound on the log evidence")
def bound(proof):
    proof.claim(ELBO(q(z), p(x, z)) <= log(p(x)))
    proof.given(integrable[q(z)](log(p(x, z)/q(z))))
    proof.starts(ELBO(q(z), p(x, z)))
    proof.le(ELBO(q(z), p(x, z)) + KL[z](q(z), p(z | x)), by=gibbs.at({r(z): p(z | x)}))
    proof.eq(log(p(x)), by=evidence)
    proof.twin(ELBO(q(z), p(x, z)) >= log(p(x)), "taking it for an upper bound")
    proof.twin(E[q(z)](log(p(x, z))) >= log(p(x)), "dropping the entropy of q, and turning the relation round")


@theorem("1.1.1", title="The bound is tight exactly at the posterior")
def tight(proof):
    proof.claim(iff(ELBO(q(z), p(x, z)) == log(p(x)), always[z](q(z) == p(z | x))))
    proof.given(integrable[q(z)](log(p(x, z)/q(z))))
    proof.starts(ELBO(q(z), p(x, z)) == log(p(x)))
    proof.iff(KL[z](q(z), p(z | x)) == 0, by=evidence)
    proof.iff(always[z](q(z) == p(z | x)), by=gibbs_equality.at({r(z): p(z | x)}))
    proof.twin(iff(ELBO(q(z), p(x, z)) == log(p(x)), always[z](q(z) == p(z))), "taking the prior for the posterior")


@theorem("1.1.1", title="At the posterior the ELBO is the log evidence")
def posterior(proof):
    """The proof is direct and needs no condition on integrals: the ratio p(x, z)/p(z | x) does not depend on z."""
    proof.claim(ELBO(p(z | x), p(x, z)) == log(p(x)))
    proof.given(p(x) > 0)
    proof.starts(ELBO(p(z | x), p(x, z)))
    proof.eq(E[p(z | x)](log(p(x))), by=product_rule)
    proof.eq(log(p(x)), by=linearity)


@theorem("1.1.1", title="Maximising the ELBO over q is minimising the divergence from the posterior")
def maximising_over_q(proof):
    """For a fixed model the ELBO and minus the divergence differ by log p(x), which does not depend on q: they rank all
    laws alike."""
    proof.claim(iff(ELBO(q(z), p(x, z)) <= ELBO(r(z), p(x, z)), KL[z](r(z), p(z | x)) <= KL[z](q(z), p(z | x))))
    proof.given(integrable[q(z)](log(p(x, z)/q(z))), integrable[r(z)](log(p(x, z)/r(z))))
    proof.starts(ELBO(q(z), p(x, z)) <= ELBO(r(z), p(x, z)))
    proof.iff(log(p(x)) - KL[z](q(z), p(z | x)) <= ELBO(r(z), p(x, z)), by=evidence)
    proof.iff(log(p(x)) - KL[z](q(z), p(z | x)) <= log(p(x)) - KL[z](r(z), p(z | x)), by=evidence.at({q(z): r(z)}))
    proof.iff(KL[z](r(z), p(z | x)) <= KL[z](q(z), p(z | x)), by=rearrange)
    proof.twin(iff(ELBO(q(z), p(x, z)) <= ELBO(r(z), p(x, z)), KL[z](p(z | x), r(z)) <= KL[z](p(z | x), q(z))),
               "believing that the two divergences rank laws alike")


m = Law("m", x, z)  # another model of the same data and latents


@theorem("1.1.1", title="From the posterior of the old model, a larger ELBO is a larger evidence")
def improving_the_model(proof):
    """The EM step: where q = p(z | x), a change of the model raises the log evidence by at least as much as the ELBO.
    From any other q, the ELBO may rise while the evidence falls."""
    proof.claim(ELBO(p(z | x), m(x, z)) - ELBO(p(z | x), p(x, z)) <= log(m(x)) - log(p(x)))
    proof.given(p(x) > 0, integrable[p(z | x)](log(m(x, z)/p(z | x))))
    proof.starts(ELBO(p(z | x), m(x, z)) - ELBO(p(z | x), p(x, z)))
    proof.eq(ELBO(p(z | x), m(x, z)) - log(p(x)), by=posterior)
    proof.le(log(m(x)) - log(p(x)), by=bound.at({q(z): p(z | x), p(x, z): m(x, z)}))
    proof.twin(ELBO(q(z), m(x, z)) - ELBO(q(z), p(x, z)) <= log(m(x)) - log(p(x)),
               "believing it from any q: the bound may tighten instead of the evidence rising")
    proof.twin(implies(ELBO(q(z), p(x, z)) <= ELBO(q(z), m(x, z)), log(p(x)) <= log(m(x))),
               "believing that a larger ELBO means a larger evidence")


# --- families ---------------------------------------------------------------------------------------------------

(i,) = points("i")
F = Subset("F", i)
G = Subset("G", i, containing=F)
s = Law("s", z | i)  # member i of a family of laws


@theorem("1.1.2", title="The best of a larger family is at least as good")
def nested_families(proof):
    proof.claim(sup[i:F](ELBO(s(z | i), p(x, z))) <= sup[i:G](ELBO(s(z | i), p(x, z))))
    proof.given(always[i](integrable[s(z | i)](log(p(x, z)/s(z | i)))),
                bounded(sup[i:G](ELBO(s(z | i), p(x, z)))))
    proof.starts(sup[i:F](ELBO(s(z | i), p(x, z))))
    proof.le(sup[i:G](ELBO(s(z | i), p(x, z))), by=nested)
    proof.twin(sup[i:F](ELBO(s(z | i), p(x, z))) == sup[i:G](ELBO(s(z | i), p(x, z))), "believing that more is always better")


@theorem("1.1.2", title="The gap of the best bound is the least divergence from the posterior")
def family_gap(proof):
    """The best ELBO of a family is below the log evidence by the least divergence of the family from the posterior,
    which is zero where the family contains the posterior, and no larger for a larger family."""
    proof.claim(sup[i:F](ELBO(s(z | i), p(x, z))) == log(p(x)) - inf[i:F](KL[z](s(z | i), p(z | x))))
    proof.given(always[i](integrable[s(z | i)](log(p(x, z)/s(z | i)))), bounded(inf[i:F](KL[z](s(z | i), p(z | x)))))
    proof.starts(sup[i:F](ELBO(s(z | i), p(x, z))))
    proof.eq(sup[i:F](log(p(x)) - KL[z](s(z | i), p(z | x))), by=evidence.at({q(z): s(z | i)}))
    proof.eq(log(p(x)) - inf[i:F](KL[z](s(z | i), p(z | x))), by=extremum)


y = points("y")[0]
n = Law("n", x, y, z)  # a model with two latents
a, b = Law("a", y), Law("b", z)


@theorem("1.1.2", title="A mean-field bound is tight exactly when the posterior factorises into its factors")
def mean_field_tight(proof):
    """The best mean-field bound is loose only where the latents depend on each other in the posterior."""
    proof.claim(iff(E[a(y), b(z)](log(n(x, y, z)/(a(y)*b(z)))) == log(n(x)), always[y, z](a(y)*b(z) == n(y, z | x))))
    proof.given(integrable[a(y), b(z)](log(n(x, y, z)/(a(y)*b(z)))))
    proof.starts(E[a(y), b(z)](log(n(x, y, z)/(a(y)*b(z)))) == log(n(x)))
    proof.iff(always[y, z](a(y)*b(z) == n(y, z | x)),
              by=tight.at({z: (y, z), q(z): [a(y), b(z)], p(x, z): n(x, y, z)}))
