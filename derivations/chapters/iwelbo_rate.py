"""The rate at which the gap of the importance-weighted bound closes.

The gap log p(x) − L_K shrinks like Var(w)/(2 K p(x)²).  This is stated without a limit: two bounds on the gap for every
K, explicit in the moments of the weights, differ from Var(w)/(2 K p(x)²) and from each other by terms in 1/K².  Draws
are independent, logarithms are natural, and q covers the joint: without cover the gap does not close.

Sources: Maddison et al. (2017), Filtering variational objectives; Domke and Sheldon (2018), Importance weighting and
variational inference; Nowozin (2018), Debiasing evidence approximations: on importance-weighted autoencoders and
jackknife variational inference.
"""

from derivations import (
    E,
    Function,
    abbreviation,
    algebra,
    always,
    iid,
    implies,
    integrable,
    linearity,
    log,
    logarithm,
    mean,
    moments,
    taylor,
    theorem,
)
from derivations.chapters.iwelbo import K, L, k, p, q, unbiased_weight, w, x, z


@abbreviation
def d(z):
    """The relative error of a weight."""
    return w(z)/p(x) - 1


@abbreviation
def mu(n):
    """The n-th moment of the relative error; mu(2) is the relative variance of the weights."""
    return E[q(z | x)](d(z)**n)


@theorem("2.1.11", title="With cover, the relative error of a weight has mean zero")
def centred(proof):
    proof.claim(E[q(z | x)](d(z)) == 0)
    proof.given(p(x) > 0, always[z](implies(p(x, z) > 0, q(z | x) > 0)))
    proof.starts(E[q(z | x)](d(z)))
    proof.eq(E[q(z | x)](w(z))/p(x) - 1, by=linearity)
    proof.eq(p(x)/p(x) - 1, by=unbiased_weight)
    proof.eq(0, by=algebra)
    proof.twin(E[q(z | x)](w(z)/p(x)) == 0, "forgetting to subtract the mean")


@theorem("2.1.11", title="Its second moment is the relative variance of the weights")
def relative_variance(proof):
    proof.claim(mu(2) == E[q(z | x)]((w(z) - p(x))**2)/p(x)**2)
    proof.given(p(x) > 0, integrable[q(z | x)](w(z)**2))
    proof.starts(mu(2))
    proof.eq(E[q(z | x)]((w(z) - p(x))**2/p(x)**2), by=algebra)
    proof.eq(E[q(z | x)]((w(z) - p(x))**2)/p(x)**2, by=linearity)
    proof.twin(mu(2) == E[q(z | x)](w(z)**2)/p(x)**2, "taking the second moment of the weights for their variance")


@theorem("2.1.11", title="The gap is the mean logarithm of one plus the average relative error")
def gap(proof):
    proof.claim(log(p(x)) - L(K) == -E[iid(q(z | x), K)](log(1 + mean[k:K](d(z[k])))))
    proof.given(p(x) > 0, integrable[iid(q(z | x), K)](log(mean[k:K](w(z[k])))))
    proof.starts(log(p(x)) - L(K))
    proof.eq(-E[iid(q(z | x), K)](log(mean[k:K](w(z[k]))) - log(p(x))), by=linearity)
    proof.eq(-E[iid(q(z | x), K)](log(mean[k:K](w(z[k]))/p(x))), by=logarithm)
    proof.eq(-E[iid(q(z | x), K)](log(1 + mean[k:K](d(z[k])))), by=linearity)
    proof.twin(log(p(x)) - L(K) == -log(1 + E[q(z | x)](d(z))), "moving the mean into the logarithm")


@theorem("2.1.11", title="The gap is at least half the relative variance over K, up to 1/K²")
def gap_below(proof):
    proof.claim(log(p(x)) - L(K) >= mu(2)/(2*K) - mu(3)/(3*K**2))
    proof.given(p(x) > 0, integrable[iid(q(z | x), K)](log(mean[k:K](w(z[k])))),
                always[z](implies(p(x, z) > 0, q(z | x) > 0)), integrable[q(z | x)](d(z)**3))
    proof.starts(log(p(x)) - L(K))
    proof.eq(-E[iid(q(z | x), K)](log(1 + mean[k:K](d(z[k])))), by=gap)
    proof.ge(-E[iid(q(z | x), K)](mean[k:K](d(z[k])) - mean[k:K](d(z[k]))**2/2 + mean[k:K](d(z[k]))**3/3), by=taylor)
    proof.eq(E[iid(q(z | x), K)](mean[k:K](d(z[k]))**2)/2 - E[iid(q(z | x), K)](mean[k:K](d(z[k])))
             - E[iid(q(z | x), K)](mean[k:K](d(z[k]))**3)/3, by=linearity)
    proof.eq(mu(2)/(2*K) - mu(3)/(3*K**2), by=moments.using(centred))
    proof.twin(log(p(x)) - L(K) >= mu(2)/(2*K), "stopping at the second order: not where the weights are skewed upwards")


b = Function("b", x)  # a bound on p(x)/w(z): no weight is more than b times too small


@theorem("2.1.11", title="With no weight below p/b, the gap is at most half the relative variance over K, up to 1/K²")
def gap_above(proof):
    proof.claim(log(p(x)) - L(K) <= mu(2)/2/K - mu(3)/3/K**2 + (mu(4) + 3*(K - 1)*mu(2)**2)*b(x)/(4*K**3))
    proof.given(p(x) > 0, integrable[iid(q(z | x), K)](log(mean[k:K](w(z[k])))), b(x) >= 1,
                always[q(z | x)](b(x)*w(z)/p(x) >= 1),
                always[z](implies(p(x, z) > 0, q(z | x) > 0)), integrable[q(z | x)](d(z)**4))
    proof.starts(log(p(x)) - L(K))
    proof.eq(-E[iid(q(z | x), K)](log(1 + mean[k:K](d(z[k])))), by=gap)
    proof.le(-E[iid(q(z | x), K)](mean[k:K](d(z[k])) - mean[k:K](d(z[k]))**2/2 + mean[k:K](d(z[k]))**3/3
                                  - b(x)*mean[k:K](d(z[k]))**4/4), by=taylor)
    proof.eq(E[iid(q(z | x), K)](mean[k:K](d(z[k]))**2)/2 - E[iid(q(z | x), K)](mean[k:K](d(z[k])))
             - E[iid(q(z | x), K)](mean[k:K](d(z[k]))**3)/3
             + b(x)*E[iid(q(z | x), K)](mean[k:K](d(z[k]))**4)/4, by=linearity)
    proof.eq(mu(2)/2/K - mu(3)/3/K**2 + (mu(4) + 3*(K - 1)*mu(2)**2)*b(x)/(4*K**3), by=moments.using(centred))
    proof.twin(log(p(x)) - L(K) <= mu(2)/(2*K), "stopping at the second order: not where the weights are skewed downwards")


@theorem("2.1.11", title="K times the gap is at least half the relative variance, up to 1/K")
def rate_below(proof):
    proof.claim((log(p(x)) - L(K))*K >= mu(2)/2 - mu(3)/(3*K))
    proof.given(p(x) > 0, integrable[iid(q(z | x), K)](log(mean[k:K](w(z[k])))),
                always[z](implies(p(x, z) > 0, q(z | x) > 0)), integrable[q(z | x)](d(z)**3))
    proof.starts((log(p(x)) - L(K))*K)
    proof.ge((mu(2)/(2*K) - mu(3)/(3*K**2))*K, by=gap_below)
    proof.eq(mu(2)/2 - mu(3)/(3*K), by=algebra)
    proof.twin((log(p(x)) - L(K))*K == mu(2)/2, "taking the limit for the value at every K")


@theorem("2.1.11", title="K times the gap is at most half the relative variance, up to 1/K")
def rate_above(proof):
    """The term before the last is −μ₃/3K, the last is at most b (μ₄ + 3 μ₂²)/4K.  So, with the lower bound,
    |K (log p(x) − L_K) − Var(w)/2p(x)²| ≤ C/K for every K, where C = |μ₃|/3 + b (μ₄ + 3 μ₂²)/4.  This says more than a
    limit."""
    proof.claim(K*(log(p(x)) - L(K)) <= mu(2)/2 - mu(3)/(3*K) + (mu(4) + 3*(K - 1)*mu(2)**2)*b(x)/(4*K**2))
    proof.given(p(x) > 0, integrable[iid(q(z | x), K)](log(mean[k:K](w(z[k])))), b(x) >= 1,
                always[q(z | x)](b(x)*w(z)/p(x) >= 1),
                always[z](implies(p(x, z) > 0, q(z | x) > 0)), integrable[q(z | x)](d(z)**4))
    proof.starts(K*(log(p(x)) - L(K)))
    proof.le(K*(mu(2)/(2*K) - mu(3)/(3*K**2) + (mu(4) + 3*(K - 1)*mu(2)**2)*b(x)/(4*K**3)), by=gap_above)
    proof.eq(mu(2)/2 - mu(3)/(3*K) + (mu(4) + 3*(K - 1)*mu(2)**2)*b(x)/(4*K**2), by=algebra)
    proof.twin(K*(log(p(x)) - L(K)) <= mu(2)/2, "taking the limit for a bound: not where the weights are skewed downwards")
