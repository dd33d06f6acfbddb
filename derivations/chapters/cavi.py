"""Coordinate ascent.

The latent is a pair (y, z), and q is the product of a(y) and b(z).  z may itself have many coordinates, and b may be
any law of them: the best factor a, given b, depends on b only through an expectation of log p(x, y, z).  Throughout,
`expected(y)` is this expectation, and `best(y)` is the law proportional to its exponential.

Sources: Bishop (2006), Pattern Recognition and Machine Learning, section 10.1.1; Blei, Kucukelbir and McAuliffe (2017),
Variational inference: a review for statisticians; Wainwright and Jordan (2008), Graphical models, exponential families,
and variational inference, section 5.
"""

from derivations import (
    KL,
    E,
    Law,
    abbreviation,
    always,
    definition,
    exp,
    fubini,
    iff,
    integrable,
    integral,
    linearity,
    log,
    logarithm,
    marginal,
    points,
    proportional,
    theorem,
)
from derivations.chapters.elbo import gibbs, gibbs_equality, q, r, self_divergence

x, y, z = points("x y z")
p = Law("p", x, y, z)
a, c = Law("a", y), Law("c", y)
b = Law("b", z)


@abbreviation
def expected(y):
    """The expected log joint, as a function of the coordinate that is being updated."""
    return E[b(z)](log(p(x, y, z)))


@abbreviation
def best(y):
    """The optimal factor, which is normalised, unlike exp(expected(y))."""
    return proportional[y](exp(expected(y)))(y)


@abbreviation
def Z(x):
    """The normaliser of the optimal factor."""
    return integral[y](exp(E[b(z)](log(p(x, y, z)))))


@abbreviation
def ELBO(a):
    """The evidence lower bound of the product a(y) b(z), in nats."""
    return E[a, b(z)](log(p(x, y, z)/(a*b(z))))


@theorem("1.1.3", title="The optimal factor, with its normaliser")
def optimal_factor(proof):
    """The logarithm of the best factor is the expected log joint minus log Z: they are equal up to a constant only."""
    proof.claim(log(best(y)) == expected(y) - log(Z(x)))
    proof.given(always[y](integrable[b(z)](log(p(x, y, z)))), integrable[y](exp(expected(y))))
    proof.starts(log(best(y)))
    proof.eq(log(exp(expected(y))/Z(x)), by=definition)
    proof.eq(expected(y) - log(Z(x)), by=logarithm)
    proof.twin(log(best(y)) == expected(y), "forgetting the normaliser")
    proof.twin(best(y) == exp(expected(y)), "taking the exponentiated expectation for a law")


@theorem("1.1.3", title="The ELBO of a product, factor by factor")
def factor_by_factor(proof):
    """Only the first two terms involve a: the mean of `expected(y)` and a's own entropy."""
    proof.claim(ELBO(a(y)) == E[a(y)](expected(y)) - E[a(y)](log(a(y))) - E[b(z)](log(b(z))))
    proof.given(integrable[a(y), b(z)](log(p(x, y, z))), integrable[a(y)](log(a(y))), integrable[b(z)](log(b(z))))
    proof.starts(ELBO(a(y)))
    proof.eq(E[a(y), b(z)](log(p(x, y, z)) - log(a(y)) - log(b(z))), by=logarithm)
    proof.eq(E[a(y), b(z)](log(p(x, y, z))) - E[a(y), b(z)](log(a(y))) - E[a(y), b(z)](log(b(z))), by=linearity)
    proof.eq(E[a(y), b(z)](log(p(x, y, z))) - E[a(y)](log(a(y))) - E[b(z)](log(b(z))), by=marginal)
    proof.eq(E[a(y)](expected(y)) - E[a(y)](log(a(y))) - E[b(z)](log(b(z))), by=fubini)
    proof.twin(ELBO(a(y)) == E[a(y)](expected(y)) - E[b(z)](log(b(z))), "forgetting the entropy of the factor itself")


@theorem("1.1.3", title="What is left of the ELBO is a divergence from the optimal factor")
def completed(proof):
    """The analogue of completing the square: a enters through −KL(a ‖ best) alone."""
    proof.claim(ELBO(a(y)) == log(Z(x)) - E[b(z)](log(b(z))) - KL[y](a(y), best(y)))
    proof.given(integrable[a(y), b(z)](log(p(x, y, z))), integrable[a(y)](log(a(y))), integrable[b(z)](log(b(z))),
                always[y](integrable[b(z)](log(p(x, y, z)))), integrable[y](exp(expected(y))))
    proof.starts(ELBO(a(y)))
    proof.eq(E[a(y)](expected(y)) - E[a(y)](log(a(y))) - E[b(z)](log(b(z))), by=factor_by_factor)
    proof.eq(E[a(y)](log(best(y)) + log(Z(x))) - E[a(y)](log(a(y))) - E[b(z)](log(b(z))), by=optimal_factor)
    proof.eq(log(Z(x)) + E[a(y)](log(best(y)) - log(a(y))) - E[b(z)](log(b(z))), by=linearity)
    proof.eq(log(Z(x)) + E[a(y)](-log(a(y)/best(y))) - E[b(z)](log(b(z))), by=logarithm)
    proof.eq(log(Z(x)) - E[a(y)](log(a(y)/best(y))) - E[b(z)](log(b(z))), by=linearity)
    proof.eq(log(Z(x)) - E[b(z)](log(b(z))) - KL[y](a(y), best(y)), by=definition)
    proof.twin(ELBO(a(y)) == log(Z(x)) - E[b(z)](log(b(z))) - KL[y](best(y), a(y)), "writing the divergence the other way round")
    proof.twin(ELBO(a(y)) == -KL[y](exp(expected(y)), a(y)), "the divergence reversed, unnormalised, and the constant dropped")
    proof.twin(ELBO(a(y)) == log(Z(x)) - KL[y](a(y), best(y)), "dropping the entropy of the other factor")


@theorem("1.1.3", title="ELBO plus divergence from the optimal factor does not depend on the factor")
def constant_sum(proof):
    proof.claim(ELBO(a(y)) + KL[y](a(y), best(y)) == ELBO(c(y)) + KL[y](c(y), best(y)))
    proof.given(integrable[a(y), b(z)](log(p(x, y, z))), integrable[a(y)](log(a(y))),
                integrable[c(y), b(z)](log(p(x, y, z))), integrable[c(y)](log(c(y))), integrable[b(z)](log(b(z))),
                always[y](integrable[b(z)](log(p(x, y, z)))), integrable[y](exp(expected(y))))
    proof.starts(ELBO(a(y)) + KL[y](a(y), best(y)))
    proof.eq(log(Z(x)) - E[b(z)](log(b(z))), by=completed)
    proof.eq(ELBO(c(y)) + KL[y](c(y), best(y)), by=completed.at({a(y): c(y)}))


@theorem("1.1.3", title="The ELBO at the optimal factor")
def at_the_best(proof):
    proof.claim(ELBO(best(y)) == log(Z(x)) - E[b(z)](log(b(z))))
    proof.given(integrable[best(y), b(z)](log(p(x, y, z))), integrable[b(z)](log(b(z))),
                always[y](integrable[b(z)](log(p(x, y, z)))), integrable[y](exp(expected(y))))
    proof.starts(ELBO(best(y)))
    proof.eq(log(Z(x)) - E[b(z)](log(b(z))) - KL[y](best(y), best(y)), by=completed.at({a(y): best(y)}))
    proof.eq(log(Z(x)) - E[b(z)](log(b(z))), by=self_divergence.at({q(z): best(y)}))


@theorem("1.1.3", title="Coordinate ascent never lowers the ELBO")
def ascent(proof):
    """No factor does better than the optimal one while the rest is held."""
    proof.claim(ELBO(a(y)) <= ELBO(best(y)))
    proof.given(integrable[a(y), b(z)](log(p(x, y, z))), integrable[a(y)](log(a(y))), integrable[b(z)](log(b(z))),
                integrable[best(y), b(z)](log(p(x, y, z))),
                always[y](integrable[b(z)](log(p(x, y, z)))), integrable[y](exp(expected(y))))
    proof.starts(ELBO(a(y)))
    proof.eq(log(Z(x)) - E[b(z)](log(b(z))) - KL[y](a(y), best(y)), by=completed)
    proof.le(log(Z(x)) - E[b(z)](log(b(z))), by=gibbs.at({q(z): a(y), r(z): best(y)}))
    proof.eq(ELBO(best(y)), by=at_the_best)
    proof.twin(ELBO(a(y)) >= ELBO(best(y)), "minimising instead of maximising")


@theorem("1.1.3", title="A factor is as good as the optimum only if it is the optimum")
def fixed_point(proof):
    """So coordinate ascent rests exactly where each factor is the optimal one."""
    proof.claim(iff(ELBO(a(y)) == ELBO(best(y)), always[y](a(y) == best(y))))
    proof.given(integrable[a(y), b(z)](log(p(x, y, z))), integrable[a(y)](log(a(y))), integrable[b(z)](log(b(z))),
                integrable[best(y), b(z)](log(p(x, y, z))),
                always[y](integrable[b(z)](log(p(x, y, z)))), integrable[y](exp(expected(y))))
    proof.starts(ELBO(a(y)) == ELBO(best(y)))
    proof.iff(log(Z(x)) - E[b(z)](log(b(z))) - KL[y](a(y), best(y)) == ELBO(best(y)), by=completed)
    proof.iff(KL[y](a(y), best(y)) == 0, by=at_the_best)
    proof.iff(always[y](a(y) == best(y)), by=gibbs_equality.at({q(z): a(y), r(z): best(y)}))
    proof.twin(iff(ELBO(a(y)) == ELBO(best(y)), always[y](a(y) == p(y | x))), "taking the optimum for the exact marginal")


# --- three factors: the rest is a product ------------------------------------------------------------------------

u, v = points("u v")
p3 = Law("p3", x, y, u, v)
b1, b2 = Law("b1", u), Law("b2", v)


@abbreviation
def expected3(y):
    return E[b1(u), b2(v)](log(p3(x, y, u, v)))


@theorem("1.1.3", title="The optimal factor when the rest is a product")
def three_factors(proof):
    """Nothing new has to be proved: z may be a pair, because it is any latent, and b a product, because it is any law."""
    proof.claim(log(proportional[y](exp(expected3(y)))(y)) == expected3(y) - log(integral[y](exp(expected3(y)))))
    proof.given(always[y](integrable[b1(u), b2(v)](log(p3(x, y, u, v)))), integrable[y](exp(expected3(y))))
    proof.starts(log(proportional[y](exp(expected3(y)))(y)))
    proof.eq(expected3(y) - log(integral[y](exp(expected3(y)))), by=optimal_factor.at({z: (u, v), b(z): [b1(u), b2(v)], p(x, y, z): p3(x, y, u, v)}))
    proof.twin(log(proportional[y](exp(expected3(y)))(y)) == expected3(y), "forgetting the normaliser")
