"""The best mean field of the Normal-Gamma model, and what it misses.

The exact posterior is a structured law; m₁, l₁, a₁ and b₁ are the parameters of any such law here.  The mean field that is
nearest to it, in the divergence of the mean field from the law, has the parameters

    m = m₁,   l = l₁ a₁/b₁,   a = a₁ + 1/2,   b = b₁ (a₁ + 1/2)/a₁.

The slopes of the divergence vanish there, and the mean of τ is the exact one, a₁/b₁.  The divergence that is left depends
on the shape c = a₁ alone:

    (c + 1/2) log(c + 1/2) − c log c − ln Γ(c + 1/2) + ln Γ(c) − 1/2.

For large c it is about 1/(4c); it is called the gap.  It is never negative, because it is a divergence.  No mean field is nearer:
`nearest` adds to the gap a divergence of the laws of μ, one of the laws of τ, and a₁ (r − 1 − log r), where r is b₁/a₁ times
the mean of τ; none of these is negative.  So the ELBO of every mean field lies below the log evidence by the gap at least.

Precisions are l and τ; b is a rate.

Sources: Bishop (2006), Pattern Recognition and Machine Learning, section 10.1.3; Murphy (2007), Conjugate Bayesian
analysis of the Gaussian distribution.
"""

from derivations import (
    KL, D, E, Gamma, Normal, abbreviation, algebra, definition, density, differentiate, digamma, family, lgamma, log,
    logarithm, tangent, theorem)
from derivations.chapters.elbo import gibbs, q, r, z
from derivations.chapters.normal_gamma import (
    F, a, a1, b, b1, factored, factored_divergence, l, l0, l1, m, m1, mu, structured, tau)
from derivations.chapters.normal_gamma_scores import u1, u2, u3, u4


@abbreviation
def near_l(l1, a1, b1):
    """The precision of the nearest mean field."""
    return l1*a1/b1


@abbreviation
def near_a(a1):
    """The shape of the nearest mean field."""
    return a1 + 1/2


@abbreviation
def near_b(a1, b1):
    """The rate of the nearest mean field."""
    return b1*(a1 + 1/2)/a1


@abbreviation
def gap(c):
    """What the nearest mean field misses, where c is the shape of the law."""
    return (c + 1/2)*log(c + 1/2) - c*log(c) - lgamma(c + 1/2) + lgamma(c) - 1/2


@theorem("1.2.4", title="At the nearest mean field every slope of the divergence vanishes")
def mean_field_optimum(proof):
    proof.claim(u1*D[m:m1](F(m, near_l(l1, a1, b1), near_a(a1), near_b(a1, b1), m1, l1, a1, b1))
                + u2*D[l:near_l(l1, a1, b1)](F(m1, l, near_a(a1), near_b(a1, b1), m1, l1, a1, b1))
                + u3*D[a:near_a(a1)](F(m1, near_l(l1, a1, b1), a, near_b(a1, b1), m1, l1, a1, b1))
                + u4*D[b:near_b(a1, b1)](F(m1, near_l(l1, a1, b1), near_a(a1), b, m1, l1, a1, b1)) == 0)
    proof.given(l1 > 0, a1 > 0, b1 > 0)
    proof.starts(u1*D[m:m1](F(m, near_l(l1, a1, b1), near_a(a1), near_b(a1, b1), m1, l1, a1, b1))
                 + u2*D[l:near_l(l1, a1, b1)](F(m1, l, near_a(a1), near_b(a1, b1), m1, l1, a1, b1))
                 + u3*D[a:near_a(a1)](F(m1, near_l(l1, a1, b1), a, near_b(a1, b1), m1, l1, a1, b1))
                 + u4*D[b:near_b(a1, b1)](F(m1, near_l(l1, a1, b1), near_a(a1), b, m1, l1, a1, b1)))
    proof.eq(0, by=differentiate)
    proof.twin(D[a:a1](F(m1, near_l(l1, a1, b1), a, b1, m1, l1, a1, b1)) == 0, "keeping the exact law of τ")
    proof.twin(D[b:b1](F(m1, near_l(l1, a1, b1), near_a(a1), b, m1, l1, a1, b1)) == 0, "keeping the exact rate")
    proof.twin(D[l:l1](F(m1, l, near_a(a1), near_b(a1, b1), m1, l1, a1, b1)) == 0, "leaving the mean of τ out of the precision")
    proof.twin(D[l:l1*b1/a1](F(m1, l, near_a(a1), near_b(a1, b1), m1, l1, a1, b1)) == 0, "dividing by the mean of τ")


@theorem("1.2.4", title="The nearest mean field has the exact mean of the precision")
def optimum_mean(proof):
    proof.claim(E[Gamma[near_a(a1), near_b(a1, b1)](tau)](tau) == E[Gamma[a1, b1](tau)](tau))
    proof.given(a1 > 0, b1 > 0)
    proof.starts(E[Gamma[near_a(a1), near_b(a1, b1)](tau)](tau))
    proof.eq(a1/b1, by=family)
    proof.eq(E[Gamma[a1, b1](tau)](tau), by=family)
    proof.twin(E[Gamma[near_a(a1), b1](tau)](tau) == E[Gamma[a1, b1](tau)](tau), "forgetting that the rate changes with the shape")
    proof.twin(E[Gamma[near_a(a1), near_b(a1, b1)](tau)](tau**2) == E[Gamma[a1, b1](tau)](tau**2),
               "believing the same of the mean square: the nearest mean field has the smaller variance")
    proof.twin(E[Gamma[near_a(a1), near_b(a1, b1)](tau)](log(tau)) == E[Gamma[a1, b1](tau)](log(tau)),
               "believing the same of the mean logarithm")


@theorem("1.2.4", title="The nearest mean field has too small a variance of the precision")
def optimum_variance(proof):
    """It is a₁/(a₁ + 1/2) times the exact one, which is a₁/b₁²."""
    proof.claim(E[Gamma[near_a(a1), near_b(a1, b1)](tau)]((tau - a1/b1)**2) == a1/(a1 + 1/2)*E[Gamma[a1, b1](tau)]((tau - a1/b1)**2))
    proof.given(a1 > 0, b1 > 0)
    proof.starts(E[Gamma[near_a(a1), near_b(a1, b1)](tau)]((tau - a1/b1)**2))
    proof.eq(a1**2/((a1 + 1/2)*b1**2), by=family)
    proof.eq(a1/(a1 + 1/2)*E[Gamma[a1, b1](tau)]((tau - a1/b1)**2), by=family)
    proof.twin(E[Gamma[near_a(a1), near_b(a1, b1)](tau)]((tau - a1/b1)**2) == E[Gamma[a1, b1](tau)]((tau - a1/b1)**2), "taking the exact variance")
    proof.twin(E[Gamma[near_a(a1), near_b(a1, b1)](tau)]((tau - a1/b1)**2) == (a1 + 1/2)/a1*E[Gamma[a1, b1](tau)]((tau - a1/b1)**2), "keeping the exact rate")


@theorem("1.2.4", title="What the nearest mean field misses of the variance of the mean")
def optimum_variance_of_mean(proof):
    """The law of μ alone is one of Student's, whose variance is finite where a₁ > 1."""
    proof.claim(E[Gamma[a1, b1](tau), Normal[m1, 1/(l0*tau)](mu)]((mu - m1)**2)
                - E[Normal[m1, 1/near_l(l0, a1, b1)](mu)]((mu - m1)**2) == b1/(l0*a1*(a1 - 1)))
    proof.given(a1 > 1, b1 > 0)
    proof.starts(E[Gamma[a1, b1](tau), Normal[m1, 1/(l0*tau)](mu)]((mu - m1)**2)
                 - E[Normal[m1, 1/near_l(l0, a1, b1)](mu)]((mu - m1)**2))
    proof.eq(b1/(l0*(a1 - 1)) - b1/(l0*a1), by=family)
    proof.eq(b1/(l0*a1*(a1 - 1)), by=algebra)
    proof.twin(E[Gamma[a1, b1](tau), Normal[m1, 1/(l0*tau)](mu)]((mu - m1)**2)
               - E[Normal[m1, 1/near_l(l0, a1, b1)](mu)]((mu - m1)**2) == 0, "dividing by the mean of τ in both laws")
    proof.twin(E[Gamma[a1, b1](tau), Normal[m1, 1/(l0*tau)](mu)]((mu - m1)**2)
               - E[Normal[m1, 1/near_l(l0, a1, b1)](mu)]((mu - m1)**2) <= 0, "believing that a mean field spreads more")


# --- the gap ------------------------------------------------------------------------------------------------------


@theorem("1.2.4", title="The divergence of the nearest mean field depends on the shape alone")
def mean_field_gap(proof):
    proof.claim(KL[tau, mu](factored(mu, tau, m1, near_l(l1, a1, b1), near_a(a1), near_b(a1, b1)),
                            structured(mu, tau, m1, l1, a1, b1)) == gap(a1))
    proof.given(l1 > 0, a1 > 0, b1 > 0)
    proof.starts(KL[tau, mu](factored(mu, tau, m1, near_l(l1, a1, b1), near_a(a1), near_b(a1, b1)),
                             structured(mu, tau, m1, l1, a1, b1)))
    proof.eq(F(m1, near_l(l1, a1, b1), near_a(a1), near_b(a1, b1), m1, l1, a1, b1),
             by=factored_divergence.at({m: m1, l: near_l(l1, a1, b1), a: near_a(a1), b: near_b(a1, b1)}))
    proof.eq((a1 + 1/2)*log(near_b(a1, b1)) - a1*log(b1) - lgamma(a1 + 1/2) + lgamma(a1) - 1/2
             + (log(near_l(l1, a1, b1)) - log(l1))/2, by=algebra)
    proof.eq(gap(a1), by=logarithm)
    proof.twin(KL[tau, mu](factored(mu, tau, m1, near_l(l1, a1, b1), near_a(a1), near_b(a1, b1)),
                           structured(mu, tau, m1, l1, a1, b1)) == 0, "believing that the nearest mean field is exact")
    proof.twin(KL[tau, mu](factored(mu, tau, m1, near_l(l1, a1, b1), a1, b1),
                           structured(mu, tau, m1, l1, a1, b1)) == gap(a1), "keeping the exact law of τ")
    proof.twin(KL[tau, mu](structured(mu, tau, m1, l1, a1, b1),
                           factored(mu, tau, m1, near_l(l1, a1, b1), near_a(a1), near_b(a1, b1))) == gap(a1),
               "writing the divergence the other way round")
    proof.twin(KL[tau, mu](factored(mu, tau, m1, near_l(l1, a1, b1), near_a(a1), near_b(a1, b1)),
                           structured(mu, tau, m1, l1, a1, b1)) == gap(a1 + 1/2), "taking the shape of the mean field for that of the law")


@theorem("1.2.4", title="No mean field is nearer")
def nearest(proof):
    proof.claim(gap(a1) <= F(m, l, a, b, m1, l1, a1, b1))
    proof.given(l > 0, a > 0, b > 0, l1 > 0, a1 > 0, b1 > 0)
    proof.starts(gap(a1))
    proof.le(gap(a1) + KL[mu](Normal[m, 1/l](mu), Normal[m1, b/(l1*a)](mu)),
             by=gibbs.at({z: mu, q(z): Normal[m, 1/l](mu), r(z): Normal[m1, b/(l1*a)](mu)}))
    proof.le(gap(a1) + KL[mu](Normal[m, 1/l](mu), Normal[m1, b/(l1*a)](mu))
             + KL[tau](Gamma[a, b](tau), Gamma[near_a(a1), (a1 + 1/2)*b/a](tau)),
             by=gibbs.at({z: tau, q(z): Gamma[a, b](tau), r(z): Gamma[near_a(a1), (a1 + 1/2)*b/a](tau)}))
    proof.eq(gap(a1) + E[Normal[m, 1/l](mu)](log(Normal[m, 1/l](mu)/Normal[m1, b/(l1*a)](mu)))
             + E[Gamma[a, b](tau)](log(Gamma[a, b](tau)/Gamma[near_a(a1), (a1 + 1/2)*b/a](tau))), by=definition)
    proof.eq(gap(a1)
             + E[Normal[m, 1/l](mu)]((log(l) - log(l1) - log(a) + log(b))/2 - l*(mu - m)**2/2 + l1*a/b*(mu - m1)**2/2)
             + E[Gamma[a, b](tau)](a*log(b) - (a1 + 1/2)*(log(a1 + 1/2) + log(b) - log(a)) - lgamma(a) + lgamma(a1 + 1/2)
                                   + (a - a1 - 1/2)*log(tau) - (b - (a1 + 1/2)*b/a)*tau), by=density)
    proof.eq(gap(a1) + (log(l) - log(l1) - log(a) + log(b) - 1)/2 + l1*a/(2*b)*(1/l + (m - m1)**2)
             + a*log(b) - (a1 + 1/2)*(log(a1 + 1/2) + log(b) - log(a)) - lgamma(a) + lgamma(a1 + 1/2)
             + (a - a1 - 1/2)*(digamma(a) - log(b)) - a + a1 + 1/2, by=family)
    proof.eq(F(m, l, a, b, m1, l1, a1, b1) - a1*(b1*a/(b*a1) - 1) + a1*(log(b1) + log(a) - log(b) - log(a1)), by=algebra)
    proof.eq(F(m, l, a, b, m1, l1, a1, b1) - a1*(b1*a/(b*a1) - 1) + a1*log(b1*a/(b*a1)), by=logarithm)
    proof.le(F(m, l, a, b, m1, l1, a1, b1), by=tangent)
    proof.twin(gap(a1) >= F(m, l, a, b, m1, l1, a1, b1), "taking the nearest mean field for the farthest")
    proof.twin(gap(a1) == F(m, l, a, b, m1, l1, a1, b1), "taking every mean field for the nearest")
    proof.twin(F(m1, near_l(l1, a1, b1), a1, b1, m1, l1, a1, b1)
               <= F(m1, near_l(l1, a1, b1), near_a(a1), near_b(a1, b1), m1, l1, a1, b1), "taking the exact law of τ for the best factor")
