"""The importance-weighted bound.

The bound averages the weights p(x, z)/q(z | x) of K draws and takes the logarithm of the average.  The dependence
between the draws matters, so every statement names it: `iid`, `exchangeable`, or only `identical` marginals.

Sources: Burda, Grosse and Salakhutdinov (2016), Importance weighted autoencoders; Domke and Sheldon (2018), Importance
weighting and variational inference.
"""

from derivations import (
    E,
    Law,
    abbreviation,
    always,
    counts,
    drop_draws,
    exchange,
    exchangeable,
    identical,
    iff,
    iid,
    implies,
    independent_constant,
    independent_positive,
    integrable,
    integral,
    jensen,
    jensen_equality,
    leave_one_out,
    linearity,
    log,
    marginal,
    mean,
    one_draw,
    points,
    support,
    theorem,
)
from derivations.chapters.elbo import ELBO

x, z = points("x z")
K, k, j = counts("K k j")
p = Law("p", x, z)
q = Law("q", z | x)


@abbreviation
def w(z):
    """The importance weight of a draw."""
    return p(x, z)/q(z | x)


@abbreviation
def L(K):
    """The bound with K independent draws, in nats."""
    return E[iid(q(z | x), K)](log(mean[k:K](w(z[k]))))


@theorem("2.1.10", title="Importance weights do not overestimate the evidence")
def mean_weight(proof):
    """The inequality does not need that q covers the joint: the mass that q never draws is missing from the mean."""
    proof.claim(E[q(z | x)](w(z)) <= p(x))
    proof.starts(E[q(z | x)](w(z)))
    proof.le(integral[z](p(x, z)), by=support)
    proof.eq(p(x), by=marginal)
    proof.twin(E[q(z | x)](w(z)) == p(x), "calling the weights unbiased without asking whether q covers the joint")


@theorem("2.1.10", title="With cover, importance weights are unbiased")
def unbiased_weight(proof):
    proof.claim(E[q(z | x)](w(z)) == p(x))
    proof.given(always[z](implies(p(x, z) > 0, q(z | x) > 0)))
    proof.starts(E[q(z | x)](w(z)))
    proof.eq(integral[z](p(x, z)), by=support)
    proof.eq(p(x), by=marginal)


@theorem("2.1.10", title="The average weight of K draws does not overestimate the evidence")
def mean_average(proof):
    proof.claim(E[identical(q(z | x), K)](mean[k:K](w(z[k]))) <= p(x))
    proof.starts(E[identical(q(z | x), K)](mean[k:K](w(z[k]))))
    proof.eq(mean[k:K](E[identical(q(z | x), K)](w(z[k]))), by=linearity)
    proof.eq(mean[k:K](E[q(z | x)](w(z))), by=one_draw)
    proof.eq(E[q(z | x)](w(z)), by=linearity)
    proof.le(p(x), by=mean_weight)


@theorem("2.1.10", title="The importance-weighted bound is a lower bound for every K")
def bound(proof):
    """The proof uses Jensen's inequality and that the mean weight is at most p(x).  Identical marginals are enough: the
    draws may depend on each other in any way."""
    proof.claim(E[identical(q(z | x), K)](log(mean[k:K](w(z[k])))) <= log(p(x)))
    proof.given(integrable[identical(q(z | x), K)](log(mean[k:K](w(z[k])))))
    proof.starts(E[identical(q(z | x), K)](log(mean[k:K](w(z[k])))))
    proof.le(log(E[identical(q(z | x), K)](mean[k:K](w(z[k])))), by=jensen)
    proof.le(log(p(x)), by=mean_average)
    proof.twin(E[identical(q(z | x), K)](log(mean[k:K](w(z[k])))) == log(p(x)), "moving the logarithm through the mean")
    proof.twin(E[identical(q(z | x), K)](mean[k:K](w(z[k]))) <= log(p(x)), "dropping the logarithm")


@theorem("2.1.10", title="The bound stays below what the draws can reach")
def covered_bound(proof):
    """The mass that q never draws is lost: for every K, the bound is loose by at least log p(x) − log 𝔼[w]."""
    proof.claim(E[identical(q(z | x), K)](log(mean[k:K](w(z[k])))) <= log(E[q(z | x)](w(z))))
    proof.given(integrable[identical(q(z | x), K)](log(mean[k:K](w(z[k])))))
    proof.starts(E[identical(q(z | x), K)](log(mean[k:K](w(z[k])))))
    proof.le(log(E[identical(q(z | x), K)](mean[k:K](w(z[k])))), by=jensen)
    proof.eq(log(mean[k:K](E[identical(q(z | x), K)](w(z[k])))), by=linearity)
    proof.eq(log(mean[k:K](E[q(z | x)](w(z)))), by=one_draw)
    proof.eq(log(E[q(z | x)](w(z))), by=linearity)
    proof.twin(log(E[q(z | x)](w(z))) == log(p(x)), "believing that q reaches all of the evidence")


@theorem("2.1.10", title="The bound is finite only where p has mass wherever q draws")
def sure_to_be_positive(proof):
    """Where q draws points at which p is zero, all K weights may be zero at once, and the bound is −∞ for every K."""
    proof.claim(iff(always[iid(q(z | x), K)](mean[k:K](w(z[k])) > 0), always[q(z | x)](p(x, z) > 0)))
    proof.starts(always[iid(q(z | x), K)](mean[k:K](w(z[k])) > 0))
    proof.iff(always[q(z | x)](p(x, z) > 0), by=independent_positive)
    proof.twin(iff(always[iid(q(z | x), K)](mean[k:K](w(z[k])) > 0), p(x) > 0),
               "believing that one draw in K is sure to hit the mass of p")


@theorem("2.1.10", title="The bound with independent draws")
def bound_iid(proof):
    proof.claim(L(K) <= log(p(x)))
    proof.given(integrable[iid(q(z | x), K)](log(mean[k:K](w(z[k])))))
    proof.starts(L(K))
    proof.le(log(p(x)), by=bound.at(draws="iid"))


@theorem("2.1.10", title="When the bound is tight")
def tight(proof):
    """The bound is tight exactly when the average weight does not vary: with independent draws, when no weight does."""
    proof.claim(iff(L(K) == log(p(x)), always[q(z | x)](w(z) == p(x))))
    proof.given(p(x) > 0, integrable[iid(q(z | x), K)](log(mean[k:K](w(z[k])))))
    proof.starts(L(K) == log(p(x)))
    proof.iff(always[iid(q(z | x), K)](mean[k:K](w(z[k])) == p(x)),
              by=jensen_equality.using(mean_average.at(draws="iid")))
    proof.iff(always[q(z | x)](w(z) == p(x)), by=independent_constant)


@theorem("2.1.11", title="Averaging draws cannot loosen the bound")
def above_one(proof):
    """L_K ≥ L_1.  The inner average is itself an expectation, over an index chosen uniformly; Jensen moves the logarithm
    inside it, and each draw alone has the law of one draw.  Identical marginals are enough."""
    proof.claim(E[identical(q(z | x), K)](log(mean[k:K](w(z[k])))) >= E[q(z | x)](log(w(z))))
    proof.given(integrable[identical(q(z | x), K)](log(mean[k:K](w(z[k])))), integrable[q(z | x)](log(w(z))))
    proof.starts(E[identical(q(z | x), K)](log(mean[k:K](w(z[k])))))
    proof.ge(E[identical(q(z | x), K)](mean[k:K](log(w(z[k])))), by=jensen)
    proof.eq(mean[k:K](E[identical(q(z | x), K)](log(w(z[k])))), by=linearity)
    proof.eq(mean[k:K](E[q(z | x)](log(w(z)))), by=one_draw)
    proof.eq(E[q(z | x)](log(w(z))), by=linearity)
    proof.twin(E[identical(q(z | x), K)](log(mean[k:K](w(z[k])))) <= E[q(z | x)](log(w(z))), "Jensen the wrong way round")


@theorem("2.1.11", title="One draw gives the ELBO")
def one_is_the_elbo(proof):
    proof.claim(L(1) == ELBO(q(z | x), p(x, z)))
    proof.given(integrable[q(z | x)](log(w(z))))
    proof.starts(L(1))
    proof.eq(E[iid(q(z | x), 1)](log(w(z[1]))), by=linearity)
    proof.eq(ELBO(q(z | x), p(x, z)), by=one_draw)


@theorem("2.1.11", title="One more exchangeable draw cannot loosen the bound")
def more_exchangeable(proof):
    """L_{K+1} ≥ L_K for every K.  The average of K + 1 weights is the average of its leave-one-out averages; Jensen moves
    the logarithm inside; and which draw is left out does not matter to the mean, because the draws are exchangeable."""
    proof.claim(E[exchangeable(q(z | x), K + 1)](log(mean[k:K + 1](w(z[k]))))
                >= E[exchangeable(q(z | x), K + 1)](log(mean[k:K](w(z[k])))))
    proof.given(integrable[exchangeable(q(z | x), K + 1)](log(mean[k:K + 1](w(z[k])))),
                integrable[exchangeable(q(z | x), K + 1)](log(mean[k:K](w(z[k])))))
    proof.starts(E[exchangeable(q(z | x), K + 1)](log(mean[k:K + 1](w(z[k])))))
    proof.eq(E[exchangeable(q(z | x), K + 1)](log(mean[j:K + 1](mean[k:K + 1:j](w(z[k]))))), by=leave_one_out)
    proof.ge(E[exchangeable(q(z | x), K + 1)](mean[j:K + 1](log(mean[k:K + 1:j](w(z[k]))))), by=jensen)
    proof.eq(mean[j:K + 1](E[exchangeable(q(z | x), K + 1)](log(mean[k:K + 1:j](w(z[k]))))), by=linearity)
    proof.eq(mean[j:K + 1](E[exchangeable(q(z | x), K + 1)](log(mean[k:K](w(z[k]))))), by=exchange)
    proof.eq(E[exchangeable(q(z | x), K + 1)](log(mean[k:K](w(z[k])))), by=linearity)
    proof.twin(E[identical(q(z | x), K + 1)](log(mean[k:K + 1](w(z[k]))))
               >= E[identical(q(z | x), K + 1)](log(mean[k:K](w(z[k])))),
               "believing that identical marginals are enough: repeat one of two draws and the average gets worse")


@theorem("2.1.11", title="One more independent draw cannot loosen the bound")
def more(proof):
    proof.claim(L(K + 1) >= L(K))
    proof.given(integrable[iid(q(z | x), K + 1)](log(mean[k:K + 1](w(z[k])))),
                integrable[iid(q(z | x), K)](log(mean[k:K](w(z[k])))))
    proof.starts(L(K + 1))
    proof.ge(E[iid(q(z | x), K + 1)](log(mean[k:K](w(z[k])))), by=more_exchangeable.at(draws="iid"))
    proof.eq(L(K), by=drop_draws)
    proof.twin(L(K + 1) > L(K), "believing that more draws always help: not where the weights are constant")
    proof.twin(L(K + 1) <= L(K), "Jensen the wrong way round")
