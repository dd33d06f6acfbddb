"""Question 1.1.2: the gain from a more expressive family.

The report does not explain "more expressive": here the larger family G contains the smaller family F and a law that F
lacks (one farther from the prior), and the best law of G is compared with the best of F.  What a more expressive family
"can" do is governed by that word, also "reducing", "increasing" and "yielding": one case proves it.  Of mean field the
report says without "can" that it is looser and less accurate, which is said of every posterior.  It is compared with the
family of all laws, with two latents y and z: their law with the data is n, a law of its own; the factors are a and b.
Each latent has more than one value.
"""

from derivations.chapters.elbo import (
    ELBO, F, G, a, b, evidence, family_gap, gibbs_equality, i, mean_field_tight, n, p, q, r, s, x, y, z)
from derivations import (
    KL, E, Law, abbreviation, algebra, always, both, bounded, factorise, iff, inf, integrable, log, product_rule,
    sup, theorem)
from derivations.reported.claim import reported

m = Law("m", y, z, independent=True)
g = Law("g", y, z)


@abbreviation
def least(laws):
    """The least divergence from the posterior within a family."""
    return inf[i:laws](KL[z](s(z | i), p(z | x)))


@abbreviation
def greatest(laws):
    """The greatest ELBO within a family, in nats."""
    return sup[i:laws](ELBO(s(z | i), p(x, z)))


@abbreviation
def reach(laws):
    """The greatest divergence from the prior within a family; two families differ where their reaches differ."""
    return sup[i:laws](KL[z](s(z | i), p(z)))


@abbreviation
def mean_field(x):
    """The ELBO of a product of two free factors, in nats."""
    return E[a(y), b(z)](log(n(x, y, z)/(a(y)*b(z))))


# --- true statements ----------------------------------------------------------------------------------------------


@theorem("1.1.2", title="A mean-field law is the posterior exactly where its divergence is zero")
def mean_field_exact(proof):
    proof.claim(iff(KL[y, z](a(y)*b(z), n(y, z | x)) == 0, always[y, z](a(y)*b(z) == n(y, z | x))))
    proof.given(integrable[a(y), b(z)](log(a(y)*b(z)/n(y, z | x))))
    proof.starts(KL[y, z](a(y)*b(z), n(y, z | x)) == 0)
    proof.iff(always[y, z](a(y)*b(z) == n(y, z | x)),
              by=gibbs_equality.at({z: (y, z), q(z): [a(y), b(z)], r(z): n(y, z | x)}))
    proof.twin(iff(KL[y, z](a(y)*b(z), n(y, z | x)) == 0, always[y, z](a(y)*b(z) == n(y, z))),
               "taking the prior for the posterior")


@theorem("1.1.2", title="A mean-field ELBO is loose exactly where its law is away from the posterior")
def loose_where_away(proof):
    proof.claim(iff(mean_field(x) < log(n(x)), KL[y, z](a(y)*b(z), n(y, z | x)) > 0))
    proof.given(integrable[a(y), b(z)](log(n(x, y, z)/(a(y)*b(z)))))
    proof.starts(mean_field(x) < log(n(x)))
    proof.iff(KL[y, z](a(y)*b(z), n(y, z | x)) > 0,
              by=evidence.at({z: (y, z), q(z): [a(y), b(z)], p(x, z): n(x, y, z)}))
    proof.twin(iff(mean_field(x) < log(n(x)), KL[y, z](n(y, z | x), n(y, z)) > 0), "taking the prior for the law")


# --- printed statements -------------------------------------------------------------------------------------------


@reported("1.1.2-a", lines=(30, 30), kind="prose", can=True, goal=True,
          says="A more expressive family can better approximate the posterior: its best law can be closer to it, in both "
               "directions of the divergence.")
def can_approximate(proof):
    proof.claim(both(least(G) < least(F),
                     inf[i:G](KL[z](p(z | x), s(z | i))) < inf[i:F](KL[z](p(z | x), s(z | i)))))
    proof.given(reach(F) < reach(G), always[x, z](p(x, z) > 0), always[i, z](s(z | i) > 0))


@reported("1.1.2-b", lines=(30, 30), kind="prose", can=True,
          says="A more expressive family can so reduce the divergence of q from the posterior.")
def reduces(proof):
    proof.claim(least(G) < least(F))
    proof.given(reach(F) < reach(G), always[x, z](p(x, z) > 0), always[i, z](s(z | i) > 0))


@reported("1.1.2-c", lines=(30, 30), kind="prose", can=True,
          says="A more expressive family can so increase the ELBO.")
def increases(proof):
    proof.claim(greatest(F) < greatest(G))
    proof.given(reach(F) < reach(G), always[x, z](p(x, z) > 0), always[i, z](s(z | i) > 0))


@reported("1.1.2-d", lines=(30, 30), kind="prose",
          says="Reducing the divergence and increasing the ELBO go together: the ELBO gains as much as the divergence "
               "loses.")
def together(proof):
    proof.claim(greatest(F) == log(p(x)) - least(F))
    proof.given(always[i](integrable[s(z | i)](log(p(x, z)/s(z | i)))), bounded(least(F)))
    proof.starts(greatest(F))
    proof.eq(log(p(x)) - least(F), by=family_gap)


@reported("1.1.2-e", lines=(30, 30), kind="prose",
          says="A fully factorised mean-field distribution produces a looser ELBO, compared with the richest family: that "
               "of all laws, whose greatest ELBO is the log evidence.",
          printed="(in words) mean field: a looser ELBO", right="ℒ < log p(x) where q is not the posterior, which may be a product itself",
          correction=("Looser exactly where the divergence of the mean-field law from the posterior is above zero",
                      loose_where_away))
def looser(proof):
    proof.claim(mean_field(x) < log(n(x)))
    proof.given(always[x, y, z](n(x, y, z) > 0), always[y](n(y | x) < 1), always[z](n(z | x) < 1))
    proof.only_where(KL[y, z](a(y)*b(z), n(y, z | x)) > 0)


@reported("1.1.2-f", lines=(30, 30), kind="prose",
          says="A mean-field law ignores dependencies: under it, one latent tells nothing of another.")
def ignores(proof):
    proof.claim(m(y | z) == m(y))
    proof.given(m(z) > 0)
    proof.starts(m(y | z))
    proof.eq(m(y, z)/m(z), by=product_rule)
    proof.eq(m(y)*m(z)/m(z), by=factorise)
    proof.eq(m(y), by=algebra)


@reported("1.1.2-g", lines=(30, 30), kind="prose",
          says="That is the reason for the looser ELBO: a product of free factors misses the log evidence unless the "
               "posterior itself is that product.")
def cause(proof):
    proof.claim(iff(mean_field(x) == log(n(x)), always[y, z](a(y)*b(z) == n(y, z | x))))
    proof.given(integrable[a(y), b(z)](log(n(x, y, z)/(a(y)*b(z)))))
    proof.starts(mean_field(x) == log(n(x)))
    proof.iff(always[y, z](a(y)*b(z) == n(y, z | x)), by=mean_field_tight)


@reported("1.1.2-h", lines=(31, 31), kind="prose", can=True, goal=True,
          says="A more expressive family can capture closely the dependencies between latent variables: a law in it can be at no "
               "divergence from a posterior under which two latents depend on each other.")
def captures(proof):
    proof.claim(both(KL[y, z](g(y, z), n(y, z | x)) == 0, KL[y, z](n(y | x)*n(z | x), n(y, z | x)) > 0))
    proof.given(always[x, y, z](n(x, y, z) > 0))


@reported("1.1.2-i", lines=(31, 31), kind="prose", can=True,
          says="A more expressive family can so yield a q that is closer to the posterior, in the divergence of the posterior "
               "from q too.")
def closer(proof):
    proof.claim(inf[i:G](KL[z](p(z | x), s(z | i))) < inf[i:F](KL[z](p(z | x), s(z | i))))
    proof.given(reach(F) < reach(G), always[x, z](p(x, z) > 0), always[i, z](s(z | i) > 0))


@reported("1.1.2-j", lines=(31, 31), kind="prose",
          says="A fully factorised mean-field distribution produces a less accurate approximation of the posterior, compared "
               "with the richest family: that of all laws, which has the posterior itself.",
          printed="(in words) mean field: a less accurate approximation", right="KL(q(z) ‖ p(z|x)) > 0 where q is not the posterior",
          correction=("Not less accurate where the posterior is a product: a mean-field law is at divergence zero exactly "
                      "when it is the posterior", mean_field_exact))
def less_accurate(proof):
    proof.claim(KL[y, z](a(y)*b(z), n(y, z | x)) > 0)
    proof.given(always[x, y, z](n(x, y, z) > 0), always[y](n(y | x) < 1), always[z](n(z | x) < 1))
