"""The score function, and the gradient of the ELBO as a mean.

The ELBO of a law q and data x is 𝔼_q[log p(x, z) − log q(z)]: a mean under q.  The parameter φ of q stands in the law of the
draws, and a derivative does not pass through draws.  The score s(z) = ∂ log q(z)/∂φ carries the derivative.  Its mean is
zero, since no mass comes or goes, and so

    ∂ 𝔼_q[f] = 𝔼_q[f s],    ∂ ELBO = 𝔼_q[(log p(x, z) − log q(z)) s].

The right sides are means, and means are estimated from draws: this is REINFORCE, and black-box variational inference.
What multiplies the score, log p(x, z) − log q(z), is called the *signal*.
The model is only evaluated, never differentiated, so that z may be discrete.  Fitting is stochastic approximation: steps
ρ_t along such estimates, where Robbins and Monro (1951) ask that Σ ρ_t = ∞ and Σ ρ_t² < ∞.  No limit is written here;
what is proved is what each step draws on, and on the loss θ²/2 what a step leaves.

Since the score has mean zero, any baseline may be taken off the signal, and a multiple of the score is a control variate:
what that does to the variance is the chapter `control_variates`, with the score for its h.  The best baseline is the mean
of the signal, weighted by the squared score.  Under a mean-field law, the gradient in one factor needs only the terms of
the model in which its variable occurs: all others contribute mean zero.  Without a single one of these, the gradient is
another one, but for terms that happen to have mean zero, too.

Everything here asks that ∂ may enter an integral.  It may not where the support moves: the uniform law from 0 to φ has
the score −1/φ at every point of its support.

Sources: Robbins and Monro (1951), A stochastic approximation method; Williams (1992), Simple statistical
gradient-following algorithms for connectionist reinforcement learning; Paisley, Blei and Jordan (2012), Variational
Bayesian inference with stochastic search; Ranganath, Gerrish and Blei (2014), Black box variational inference;
Greensmith, Bartlett and Baxter (2004), Variance reduction techniques for gradient estimates in reinforcement learning.
"""

from derivations import (
    D, E, Function, Law, abbreviation, algebra, always, counts, definition, differentiate, dominated, hypothesis, iff, independent_means, induction,
    integrable, integral, leibniz, linearity, log, logarithm, marginal, parameters, points, product, product_rule, rearrange, sum_of_squares,
    telescope, theorem)
from derivations.chapters.elbo import ELBO, p, q, x, z

(y,) = points("y")
phi, psi, theta = parameters("phi psi theta")
r, o, e, w = Law("r", z), Law("o", y), Law("e", y | z), Law("w", z | y)
f, h, b = Function("f", z), Function("h", z), Function("b", y)
u, v = Function("u", y, z), Function("v", y, z)
a, c = Function("a"), Function("c")
K, k = counts("K k")


@abbreviation
def var(law, u):
    """The variance of a quantity under a law."""
    return E[law]((u - E[law](u))**2)


@abbreviation
def s(z):
    """The score: the derivative of log q(z) in the parameter."""
    return D[phi](log(q[phi](z)))


# --- the gradient as a mean ---------------------------------------------------------------------------------------


@theorem("3.1.22", title="The derivative of a density is the density times the score (the log-derivative trick)")
def density_times_score(proof):
    """Where the density is zero, it is smallest, and its derivative is zero, too."""
    proof.claim(D[phi](q[phi](z)) == q[phi](z)*s(z))
    proof.starts(D[phi](q[phi](z)))
    proof.eq(q[phi](z)*s(z), by=differentiate)
    proof.twin(D[phi](q[phi](z)) == s(z), "forgetting the density")
    proof.twin(D[phi](q[phi](z)) == q[psi](z)*s(z), "taking the density at another parameter")


@theorem("1.2.5", title="No mass comes or goes")
def no_mass(proof):
    """The densities of a family all integrate to one, so what a change of the parameter adds here it takes away there."""
    proof.claim(integral[z](D[phi](q[phi](z))) == 0)
    proof.given(dominated[z](phi, q[phi](z)))
    proof.starts(integral[z](D[phi](q[phi](z))))
    proof.eq(D[phi](integral[z](q[phi](z))), by=leibniz)
    proof.eq(D[phi](1), by=marginal)
    proof.eq(0, by=differentiate)
    proof.twin(D[phi](q[phi](z)) == 0, "believing it at every single point")
    proof.twin(integral[z](D[phi](q[phi](z))) == D[phi](q[phi](z)), "forgetting the integral on one side")
    proof.twin(integral[z](D[phi](q[phi](z))) == 1, "forgetting that the derivative of one is zero")
    proof.twin(E[q[phi](z)](D[phi](q[phi](z))) == 0, "averaging the derivative under the law")
    proof.twin(integral[z](D[phi](q[phi](z)**2)) == 0, "believing it of the square, too")
    proof.twin(integral[z](D[phi](q[phi](z))*f(z)) == 0, "believing that the mean of a quantity does not change")
    proof.twin(integral[z](D[phi](q[phi](z)*log(q[phi](z)))) == 0, "believing that the entropy does not change")
    proof.twin(integral[z](D[phi](q[phi](z))**2) == 0, "believing that there is nothing to move")


@theorem("1.2.5", title="The score has mean zero")
def zero_score(proof):
    """This one line makes every baseline legal.  It asks that the derivative may enter the integral: for the uniform law
    from 0 to φ it may not, and there the score is −1/φ at every point of the support."""
    proof.claim(E[q[phi](z)](s(z)) == 0)
    proof.given(dominated[z](phi, q[phi](z)))
    proof.starts(E[q[phi](z)](s(z)))
    proof.eq(integral[z](q[phi](z)*s(z)), by=definition)
    proof.eq(integral[z](D[phi](q[phi](z))), by=density_times_score)
    proof.eq(0, by=no_mass)
    proof.twin(s(z) == 0, "believing it of every single draw")
    proof.twin(E[q[phi](z)](s(z)**2) == 0, "believing it of the squared score, whose mean is the Fisher information")
    proof.twin(E[q[phi](z)](D[phi](q[phi](z))) == 0, "taking the derivative of the density for that of its logarithm")
    proof.twin(E[q[phi](z)](f(z)*s(z)) == 0, "believing it of a multiple that depends on the draw")


@theorem("1.2.5", title="The gradient of a mean is the mean of the score times the quantity (REINFORCE)")
def gradient(proof):
    """Williams (1992); also called the score-function or likelihood-ratio estimator.  The quantity is only evaluated: it
    need not be differentiable, nor z continuous."""
    proof.claim(D[phi](E[q[phi](z)](f(z))) == E[q[phi](z)](f(z)*s(z)))
    proof.given(dominated[z](phi, q[phi](z)*f(z)))
    proof.starts(D[phi](E[q[phi](z)](f(z))))
    proof.eq(integral[z](D[phi](q[phi](z)*f(z))), by=leibniz)
    proof.eq(integral[z](q[phi](z)*f(z)*s(z)), by=differentiate)
    proof.eq(E[q[phi](z)](f(z)*s(z)), by=definition)
    proof.twin(D[phi](E[q[phi](z)](f(z))) == E[q[phi](z)](D[phi](f(z))), "moving the derivative past the law of the draws")
    proof.twin(D[phi](E[q[phi](z)](f(z))) == E[q[phi](z)](s(z)), "forgetting the quantity")
    proof.twin(D[phi](E[q[phi](z)](f(z))) == E[q[phi](z)](f(z))*E[q[phi](z)](s(z)),
               "taking the mean of a product for the product of the means")
    proof.twin(D[phi](E[q[phi](z)](f(z))) == E[q[phi](z)](f(z)*D[phi](q[phi](z))),
               "taking the derivative of the density for that of its logarithm")


@theorem("1.2.5", title="The gradient of the entropy")
def entropy_gradient(proof):
    """It is the part of `elbo_gradient` that is not about the model: REINFORCE with the signal −log q.  The derivative of
    log q itself has mean zero."""
    proof.claim(D[phi](-E[q[phi](z)](log(q[phi](z)))) == -E[q[phi](z)](log(q[phi](z))*s(z)))
    proof.given(dominated[z](phi, q[phi](z)*log(q[phi](z))), dominated[z](phi, q[phi](z)))
    proof.starts(D[phi](-E[q[phi](z)](log(q[phi](z)))))
    proof.eq(-integral[z](D[phi](q[phi](z)*log(q[phi](z)))), by=leibniz)
    proof.eq(-integral[z](q[phi](z)*(log(q[phi](z))*s(z) + s(z))), by=differentiate)
    proof.eq(-E[q[phi](z)](log(q[phi](z))*s(z) + s(z)), by=definition)
    proof.eq(-E[q[phi](z)](log(q[phi](z))*s(z)) - E[q[phi](z)](s(z)), by=linearity)
    proof.eq(-E[q[phi](z)](log(q[phi](z))*s(z)), by=zero_score)
    proof.twin(D[phi](-E[q[phi](z)](log(q[phi](z)))) == -E[q[phi](z)](s(z)), "differentiating the logarithm alone")
    proof.twin(D[phi](-E[q[phi](z)](log(q[phi](z)))) == E[q[phi](z)](log(q[phi](z))*s(z)), "losing the sign")


@theorem(("1.2.5", "2.1.12"), title="The gradient of the evidence lower bound (black-box variational inference)")
def elbo_gradient(proof):
    """This is not `gradient` with the signal for f, which must not depend on φ.  That log q depends on φ, too, gives the term
    −s, which has mean zero."""
    proof.claim(D[phi](ELBO(q[phi](z), p(x, z))) == E[q[phi](z)](log(p(x, z)/q[phi](z))*s(z)))
    proof.given(dominated[z](phi, q[phi](z)*log(p(x, z)/q[phi](z))), dominated[z](phi, q[phi](z)))
    proof.starts(D[phi](ELBO(q[phi](z), p(x, z))))
    proof.eq(integral[z](D[phi](q[phi](z)*log(p(x, z)/q[phi](z)))), by=leibniz)
    proof.eq(integral[z](q[phi](z)*(log(p(x, z)/q[phi](z))*s(z) - s(z))), by=differentiate)
    proof.eq(E[q[phi](z)](log(p(x, z)/q[phi](z))*s(z) - s(z)), by=definition)
    proof.eq(E[q[phi](z)](log(p(x, z)/q[phi](z))*s(z)) - E[q[phi](z)](s(z)), by=linearity)
    proof.eq(E[q[phi](z)](log(p(x, z)/q[phi](z))*s(z)), by=zero_score)
    proof.twin(D[phi](ELBO(q[phi](z), p(x, z))) == E[q[phi](z)](log(p(x, z))*s(z)), "dropping the entropy")
    proof.twin(D[phi](ELBO(q[phi](z), p(x, z))) == -E[q[phi](z)](s(z)), "moving the derivative past the law")
    proof.twin(D[phi](ELBO(q[phi](z), p(x, z))) == E[q[phi](z)](log(p(x, z)/q[phi](z)))*E[q[phi](z)](s(z)), "a product of means for the mean of a product")


@theorem("1.2.5", title="The evidence drops out: the posterior may stand for the joint")
def evidence_drops(proof):
    """The two signals differ by log p(x), which is a constant.  The right side is minus the gradient of the divergence from
    the posterior, since ELBO and divergence add up to log p(x), by `elbo.evidence`."""
    proof.claim(D[phi](ELBO(q[phi](z), p(x, z))) == E[q[phi](z)](log(p(z | x)/q[phi](z))*s(z)))
    proof.given(dominated[z](phi, q[phi](z)*log(p(x, z)/q[phi](z))), dominated[z](phi, q[phi](z)))
    proof.starts(D[phi](ELBO(q[phi](z), p(x, z))))
    proof.eq(E[q[phi](z)](log(p(x, z)/q[phi](z))*s(z)), by=elbo_gradient)
    proof.eq(E[q[phi](z)](log(p(x)*p(z | x)/q[phi](z))*s(z)), by=product_rule)
    proof.eq(E[q[phi](z)]((log(p(z | x)/q[phi](z)) + log(p(x)))*s(z)), by=logarithm)
    proof.eq(E[q[phi](z)](log(p(z | x)/q[phi](z))*s(z)) + log(p(x))*E[q[phi](z)](s(z)), by=linearity)
    proof.eq(E[q[phi](z)](log(p(z | x)/q[phi](z))*s(z)), by=zero_score)
    proof.twin(D[phi](ELBO(q[phi](z), p(x, z))) == E[q[phi](z)](log(p(z)/q[phi](z))*s(z)), "taking the prior for the posterior")
    proof.twin(D[phi](ELBO(q[phi](z), p(x, z))) == E[q[phi](z)](log(p(z | x))*s(z)), "dropping the entropy")
    proof.twin(D[phi](ELBO(q[phi](z), p(x, z))) == E[q[phi](z)](log(p(z | x)/q[phi](z))*s(z)) + log(p(x)),
               "adding the evidence without its score")


@theorem("2.1.12", title="Any baseline may be taken off the signal")
def baseline(proof):
    proof.claim(D[phi](ELBO(q[phi](z), p(x, z))) == E[q[phi](z)]((log(p(x, z)/q[phi](z)) - a())*s(z)))
    proof.given(dominated[z](phi, q[phi](z)*log(p(x, z)/q[phi](z))), dominated[z](phi, q[phi](z)))
    proof.starts(D[phi](ELBO(q[phi](z), p(x, z))))
    proof.eq(E[q[phi](z)](log(p(x, z)/q[phi](z))*s(z)), by=elbo_gradient)
    proof.eq(E[q[phi](z)](log(p(x, z)/q[phi](z))*s(z)) - a()*E[q[phi](z)](s(z)), by=zero_score)
    proof.eq(E[q[phi](z)]((log(p(x, z)/q[phi](z)) - a())*s(z)), by=linearity)
    proof.twin(D[phi](ELBO(q[phi](z), p(x, z))) == E[q[phi](z)](log(p(x, z)/q[phi](z))*s(z) - a()), "subtracting the baseline without its score")
    proof.twin(D[phi](ELBO(q[phi](z), p(x, z))) == E[q[phi](z)]((log(p(x, z)/q[phi](z)) - f(z))*s(z)),
               "taking a baseline that depends on the draw itself")
    proof.twin(D[phi](ELBO(q[phi](z), p(x, z))) == E[q[phi](z)](a()*log(p(x, z)/q[phi](z))*s(z)), "scaling the signal instead of shifting it")


# --- the best baseline --------------------------------------------------------------------------------------------


@abbreviation
def weighted():
    """The mean of the signal, weighted by the squared score."""
    return E[q[phi](z)](f(z)*s(z)**2)/E[q[phi](z)](s(z)**2)


@theorem("2.1.12", title="The variance of REINFORCE is a parabola in the baseline")
def baseline_variance(proof):
    """Here f is any signal and a any baseline.  The mean of f s does not move with the baseline, by `zero_score`, and so only
    the mean of the square does."""
    proof.claim(var(q[phi](z), (f(z) - a())*s(z))
                == var(q[phi](z), f(z)*s(z)) - 2*a()*E[q[phi](z)](f(z)*s(z)**2) + a()**2*E[q[phi](z)](s(z)**2))
    proof.given(dominated[z](phi, q[phi](z)), integrable[q[phi](z)]((f(z)*s(z))**2), integrable[q[phi](z)](s(z)**2))
    proof.starts(var(q[phi](z), (f(z) - a())*s(z)))
    proof.eq(E[q[phi](z)]((f(z) - a())**2*s(z)**2) - (E[q[phi](z)](f(z)*s(z)) - a()*E[q[phi](z)](s(z)))**2, by=linearity)
    proof.eq(E[q[phi](z)]((f(z) - a())**2*s(z)**2) - E[q[phi](z)](f(z)*s(z))**2, by=zero_score)
    proof.eq(var(q[phi](z), f(z)*s(z)) - 2*a()*E[q[phi](z)](f(z)*s(z)**2) + a()**2*E[q[phi](z)](s(z)**2), by=linearity)
    proof.twin(var(q[phi](z), (f(z) - a())*s(z)) == var(q[phi](z), f(z)*s(z)), "believing that a constant has no variance: it is multiplied by the score")
    proof.twin(var(q[phi](z), (f(z) - a())*s(z)) == var(q[phi](z), f(z)*s(z)) + a()**2*E[q[phi](z)](s(z)**2),
               "forgetting that the two are correlated")
    proof.twin(var(q[phi](z), (f(z) - a())*s(z)) == var(q[phi](z), f(z)*s(z)) - 2*a()*E[q[phi](z)](f(z)*s(z)) + a()**2*E[q[phi](z)](s(z)**2),
               "forgetting one of the two scores in the covariance")


@theorem("2.1.12", title="No baseline of REINFORCE leaves less variance than this one: the mean of the signal, weighted by the squared score")
def baseline_bound(proof):
    """The variance is a parabola in the baseline a; the left side is its value at the lowest point, a = `weighted`."""
    proof.claim(var(q[phi](z), f(z)*s(z)) - weighted()**2*E[q[phi](z)](s(z)**2) <= var(q[phi](z), (f(z) - a())*s(z)))
    proof.given(dominated[z](phi, q[phi](z)), integrable[q[phi](z)]((f(z)*s(z))**2), integrable[q[phi](z)](s(z)**2),
                E[q[phi](z)](s(z)**2) > 0)
    proof.starts(var(q[phi](z), f(z)*s(z)) - weighted()**2*E[q[phi](z)](s(z)**2))
    proof.le(var(q[phi](z), f(z)*s(z)) - weighted()**2*E[q[phi](z)](s(z)**2) + E[q[phi](z)](s(z)**2)*(a() - weighted())**2, by=sum_of_squares)
    proof.eq(var(q[phi](z), f(z)*s(z)) - 2*a()*E[q[phi](z)](f(z)*s(z)**2) + a()**2*E[q[phi](z)](s(z)**2), by=algebra)
    proof.eq(var(q[phi](z), (f(z) - a())*s(z)), by=baseline_variance)
    proof.twin(var(q[phi](z), (f(z) - E[q[phi](z)](f(z)))*s(z)) <= var(q[phi](z), (f(z) - a())*s(z)), "taking the mean signal for the best baseline")
    proof.twin(var(q[phi](z), (f(z) - E[q[phi](z)](f(z)))*s(z)) <= var(q[phi](z), f(z)*s(z)), "believing that the mean signal always helps")
    proof.twin(var(q[phi](z), f(z)*s(z)) <= var(q[phi](z), (f(z) - a())*s(z)), "believing that a baseline can only add variance")


@theorem("2.1.12", title="The best baseline of REINFORCE is the mean of the signal, weighted by the squared score")
def best_reinforce_baseline(proof):
    """Greensmith, Bartlett and Baxter (2004).  Only this baseline leaves the least variance that `baseline_bound` allows.
    This is the special case of `control_variates.best_baseline` in which the control variate has mean zero.  The second
    line of the proof is the first times 𝔼[s²], which is positive.

    An example: z is one with chance 9/10, and zero otherwise, and the parameter is its log odds, so that the score is 1/10
    at one and −9/10 at zero.  For the signal f(z) = z the best baseline is 1/10, and no variance is left.  Without a
    baseline it is 9/10000, and with the mean signal, 9/10, it is 576/10000: sixty-four times as much."""
    proof.claim(iff(var(q[phi](z), (f(z) - a())*s(z)) == var(q[phi](z), f(z)*s(z)) - weighted()**2*E[q[phi](z)](s(z)**2),
                    a() == weighted()))
    proof.given(dominated[z](phi, q[phi](z)), integrable[q[phi](z)]((f(z)*s(z))**2), integrable[q[phi](z)](s(z)**2),
                E[q[phi](z)](s(z)**2) > 0)
    proof.starts(var(q[phi](z), (f(z) - a())*s(z)) == var(q[phi](z), f(z)*s(z)) - weighted()**2*E[q[phi](z)](s(z)**2))
    proof.iff(var(q[phi](z), f(z)*s(z)) - 2*a()*E[q[phi](z)](f(z)*s(z)**2) + a()**2*E[q[phi](z)](s(z)**2)
              == var(q[phi](z), f(z)*s(z)) - weighted()**2*E[q[phi](z)](s(z)**2), by=baseline_variance)
    proof.iff((a()*E[q[phi](z)](s(z)**2) - E[q[phi](z)](f(z)*s(z)**2))**2 == 0, by=rearrange)
    proof.iff(a()*E[q[phi](z)](s(z)**2) - E[q[phi](z)](f(z)*s(z)**2) == 0, by=rearrange)
    proof.iff(a() == weighted(), by=rearrange)
    proof.twin(iff(var(q[phi](z), (f(z) - a())*s(z)) == var(q[phi](z), f(z)*s(z)) - weighted()**2*E[q[phi](z)](s(z)**2),
                   a() == E[q[phi](z)](f(z))), "taking the mean signal for the best baseline")
    proof.twin(iff(var(q[phi](z), (f(z) - a())*s(z)) == var(q[phi](z), f(z)*s(z)) - weighted()**2*E[q[phi](z)](s(z)**2),
                   a() == E[q[phi](z)](f(z)*s(z))/E[q[phi](z)](s(z)**2)), "weighting by the score instead of its square")
    proof.twin(iff(var(q[phi](z), (f(z) - a())*s(z)) == var(q[phi](z), f(z)*s(z)) - weighted()**2*E[q[phi](z)](s(z)**2),
                   a() == E[q[phi](z)](f(z)*s(z)**2)), "forgetting to divide by the mean weight")
    proof.twin(iff(var(q[phi](z), (f(z) - a())*s(z)) == var(q[phi](z), f(z)*s(z)), a() == 0),
               "believing that only no baseline leaves the variance: twice the best one does, too")


@abbreviation
def weighted_signal():
    """`weighted`, where the signal is that of the ELBO."""
    return E[q[phi](z)](log(p(x, z)/q[phi](z))*s(z)**2)/E[q[phi](z)](s(z)**2)


@theorem("2.1.12", title="What a baseline leaves of the variance of the gradient of the evidence lower bound")
def elbo_baseline(proof):
    """The signal is log p(x, z) − log q(z).  The last term is what any other baseline than the best one, `weighted_signal`,
    adds."""
    proof.claim(var(q[phi](z), (log(p(x, z)/q[phi](z)) - a())*s(z))
                == var(q[phi](z), log(p(x, z)/q[phi](z))*s(z)) - weighted_signal()**2*E[q[phi](z)](s(z)**2)
                + E[q[phi](z)](s(z)**2)*(a() - weighted_signal())**2)
    proof.given(dominated[z](phi, q[phi](z)), always[q[phi](z)](p(x, z) > 0),
                integrable[q[phi](z)]((log(p(x, z)/q[phi](z))*s(z))**2), integrable[q[phi](z)](s(z)**2),
                E[q[phi](z)](s(z)**2) > 0)
    proof.starts(var(q[phi](z), (log(p(x, z)/q[phi](z)) - a())*s(z)))
    proof.eq(var(q[phi](z), log(p(x, z)/q[phi](z))*s(z)) - 2*a()*E[q[phi](z)](log(p(x, z)/q[phi](z))*s(z)**2)
             + a()**2*E[q[phi](z)](s(z)**2), by=baseline_variance.at({f(z): log(p(x, z)/q[phi](z))}))
    proof.eq(var(q[phi](z), log(p(x, z)/q[phi](z))*s(z)) - weighted_signal()**2*E[q[phi](z)](s(z)**2)
             + E[q[phi](z)](s(z)**2)*(a() - weighted_signal())**2, by=algebra)
    proof.twin(var(q[phi](z), (log(p(x, z)/q[phi](z)) - a())*s(z))
               == var(q[phi](z), log(p(x, z)/q[phi](z))*s(z)) + E[q[phi](z)](s(z)**2)*(a() - weighted_signal())**2,
               "forgetting what the best baseline gains")
    proof.twin(var(q[phi](z), (log(p(x, z)/q[phi](z)) - ELBO(q[phi](z), p(x, z)))*s(z))
               <= var(q[phi](z), (log(p(x, z)/q[phi](z)) - a())*s(z)), "taking the bound itself, the mean signal, for the best baseline")
    proof.twin(var(q[phi](z), (log(p(x, z)/q[phi](z)) - log(p(x)))*s(z))
               <= var(q[phi](z), (log(p(x, z)/q[phi](z)) - a())*s(z)), "taking the log evidence, which is best only at the posterior")


# --- one factor of a mean-field law -----------------------------------------------------------------------------


@theorem("2.1.12", title="The gradient in one factor")
def blanket(proof):
    """In the model z depends on y; under the mean field the two are independent, and the factor of y has a parameter of its
    own, ψ, which is held.  Here w(z | y) is all of the model; what else it may have, and that it drops out, is
    `factor_gradient`."""
    proof.claim(D[phi](E[q[phi](z), o[psi](y)](log(w(z | y)/q[phi](z)))) == E[q[phi](z), o[psi](y)](log(w(z | y)/q[phi](z))*s(z)))
    proof.given(dominated[y, z](phi, q[phi](z)*o[psi](y)*log(w(z | y)/q[phi](z))), dominated[z](phi, q[phi](z)))
    proof.starts(D[phi](E[q[phi](z), o[psi](y)](log(w(z | y)/q[phi](z)))))
    proof.eq(integral[y, z](D[phi](q[phi](z)*o[psi](y)*log(w(z | y)/q[phi](z)))), by=leibniz)
    proof.eq(integral[y, z](q[phi](z)*o[psi](y)*(log(w(z | y)/q[phi](z))*s(z) - s(z))), by=differentiate)
    proof.eq(E[q[phi](z), o[psi](y)](log(w(z | y)/q[phi](z))*s(z) - s(z)), by=definition)
    proof.eq(E[q[phi](z), o[psi](y)](log(w(z | y)/q[phi](z))*s(z)) - E[q[phi](z), o[psi](y)](s(z)), by=linearity)
    proof.eq(E[q[phi](z), o[psi](y)](log(w(z | y)/q[phi](z))*s(z)) - E[q[phi](z)](s(z)), by=marginal)
    proof.eq(E[q[phi](z), o[psi](y)](log(w(z | y)/q[phi](z))*s(z)), by=zero_score)
    proof.twin(D[phi](E[q[phi](z), o[psi](y)](log(w(z | y)/q[phi](z)))) == E[q[phi](z)](log(w(z | y)/q[phi](z))*s(z)), "not averaging over the parent")
    proof.twin(D[phi](E[q[phi](z), o[psi](y)](log(w(z | y)/q[phi](z)))) == E[q[phi](z), o[psi](y)](-log(q[phi](z))*s(z)), "dropping the term of the blanket")


@theorem("2.1.12", title="Of the whole bound, only the terms with the variable of the factor count")
def factor_gradient(proof):
    """v has the terms of the model in which z occurs, which are those of its Markov blanket, and b all that looks at y only:
    the other terms of the model, and the log density of the other factor.  Ranganath, Gerrish and Blei (2014) call this
    Rao-Blackwellisation; what is left is not a conditional mean, see `dropped_wins`."""
    proof.claim(D[phi](E[q[phi](z), o[psi](y)](v(y, z) + b(y) - log(q[phi](z))))
                == E[q[phi](z), o[psi](y)](s(z)*(v(y, z) - log(q[phi](z)))))
    proof.given(dominated[y, z](phi, q[phi](z)*o[psi](y)*(v(y, z) + b(y) - log(q[phi](z)))), dominated[z](phi, q[phi](z)),
                integrable[o[psi](y)](b(y)))
    proof.starts(D[phi](E[q[phi](z), o[psi](y)](v(y, z) + b(y) - log(q[phi](z)))))
    proof.eq(integral[y, z](D[phi](q[phi](z)*o[psi](y)*(v(y, z) + b(y) - log(q[phi](z))))), by=leibniz)
    proof.eq(integral[y, z](q[phi](z)*o[psi](y)*(s(z)*(v(y, z) + b(y) - log(q[phi](z))) - s(z))), by=differentiate)
    proof.eq(E[q[phi](z), o[psi](y)](s(z)*(v(y, z) + b(y) - log(q[phi](z))) - s(z)), by=definition)
    proof.eq(E[q[phi](z), o[psi](y)](s(z)*(v(y, z) - log(q[phi](z)))) + E[q[phi](z), o[psi](y)](s(z)*(b(y) - 1)), by=linearity)
    proof.eq(E[q[phi](z), o[psi](y)](s(z)*(v(y, z) - log(q[phi](z)))) + E[q[phi](z)](s(z))*E[o[psi](y)](b(y))
             - E[q[phi](z)](s(z)), by=independent_means)
    proof.eq(E[q[phi](z), o[psi](y)](s(z)*(v(y, z) - log(q[phi](z)))), by=zero_score)
    proof.twin(D[phi](E[q[phi](z), o[psi](y)](v(y, z) + b(y) - log(q[phi](z)))) == E[q[phi](z), o[psi](y)](s(z)*b(y)),
               "keeping the other terms, and dropping its own")
    proof.twin(D[phi](E[q[phi](z), o[psi](y)](v(y, z) + b(y) - log(q[phi](z)))) == E[q[phi](z), o[psi](y)](s(z)*v(y, z)),
               "dropping the factor's own log density, too")
    proof.twin(D[phi](E[q[phi](z), o[psi](y)](v(y, z) + b(y) - log(q[phi](z)))) == E[q[phi](z)](s(z)*(v(y, z) - log(q[phi](z)))),
               "holding the blanket fixed instead of drawing it")


@theorem("2.1.12", title="Without one factor of the blanket, the mean of its logarithm times the score is missing")
def blanket_factor_needed(proof):
    """u is the logarithm of one factor of the blanket, and v has the others: a factor is needed unless its logarithm times
    the score has mean zero.  An example: z is 0 or 1 with the weights 1 and φ², at φ = 1, so that log q is constant and the
    score is −1 or 1.  Two neighbours are 1 with chances 3/4 and 7/8.  The blanket adds z, and 1 for each neighbour that
    equals z.  The gradient is 1/2 + 1/4 + 3/8 = 9/8; without one of the three factors it would be 5/8, 7/8 or 3/4."""
    proof.claim(D[phi](E[q[phi](z), o[psi](y)](u(y, z) + v(y, z) + b(y) - log(q[phi](z))))
                - E[q[phi](z), o[psi](y)](s(z)*(v(y, z) - log(q[phi](z)))) == E[q[phi](z), o[psi](y)](s(z)*u(y, z)))
    proof.given(dominated[y, z](phi, q[phi](z)*o[psi](y)*(u(y, z) + v(y, z) + b(y) - log(q[phi](z)))), dominated[z](phi, q[phi](z)),
                integrable[o[psi](y)](b(y)), integrable[q[phi](z), o[psi](y)](s(z)*u(y, z)))
    proof.starts(D[phi](E[q[phi](z), o[psi](y)](u(y, z) + v(y, z) + b(y) - log(q[phi](z))))
                 - E[q[phi](z), o[psi](y)](s(z)*(v(y, z) - log(q[phi](z)))))
    proof.eq(E[q[phi](z), o[psi](y)](s(z)*(u(y, z) + v(y, z) - log(q[phi](z))))
             - E[q[phi](z), o[psi](y)](s(z)*(v(y, z) - log(q[phi](z)))), by=factor_gradient.at({v(y, z): u(y, z) + v(y, z)}))
    proof.eq(E[q[phi](z), o[psi](y)](s(z)*u(y, z)), by=linearity)
    proof.twin(D[phi](E[q[phi](z), o[psi](y)](u(y, z) + v(y, z) + b(y) - log(q[phi](z))))
               == E[q[phi](z), o[psi](y)](s(z)*(v(y, z) - log(q[phi](z)))), "leaving one factor of the blanket out of the signal")
    proof.twin(D[phi](E[q[phi](z), o[psi](y)](u(y, z) + v(y, z) + b(y) - log(q[phi](z))))
               == E[q[phi](z), o[psi](y)](s(z)*(u(y, z) - log(q[phi](z)))), "keeping one factor of the blanket only")
    proof.twin(D[phi](E[q[phi](z), o[psi](y)](u(y, z) + v(y, z) + b(y) - log(q[phi](z))))
               - E[q[phi](z), o[psi](y)](s(z)*(v(y, z) - log(q[phi](z)))) == E[q[phi](z), o[psi](y)](u(y, z)),
               "taking the mean of the factor itself, without the score")


@theorem("2.1.12", title="The other terms may be kept, too: they have mean zero")
def dropped_unbiased(proof):
    proof.claim(E[q[phi](z), o(y)](s(z)*(v(y, z) + b(y))) == E[q[phi](z), o(y)](s(z)*v(y, z)))
    proof.given(dominated[z](phi, q[phi](z)), integrable[q[phi](z), o(y)](s(z)*v(y, z)), integrable[o(y)](b(y)))
    proof.starts(E[q[phi](z), o(y)](s(z)*(v(y, z) + b(y))))
    proof.eq(E[q[phi](z), o(y)](s(z)*v(y, z)) + E[q[phi](z), o(y)](s(z)*b(y)), by=linearity)
    proof.eq(E[q[phi](z), o(y)](s(z)*v(y, z)) + E[q[phi](z)](s(z))*E[o(y)](b(y)), by=independent_means)
    proof.eq(E[q[phi](z), o(y)](s(z)*v(y, z)), by=zero_score)
    proof.twin(E[q[phi](z), o(y)](s(z)*(v(y, z) + b(y))) == E[q[phi](z), o(y)](s(z)*b(y)), "dropping the terms that do depend on z")
    proof.twin(E[q[phi](z), e(y | z)](s(z)*(v(y, z) + b(y))) == E[q[phi](z), e(y | z)](s(z)*v(y, z)), "believing it where y depends on z")
    proof.twin(E[q[phi](z), o(y)](s(z)*(v(y, z) + f(z))) == E[q[phi](z), o(y)](s(z)*v(y, z)), "dropping a term that depends on z")


@abbreviation
def spread_of_both(u):
    """The variance of a quantity where z and y are drawn from the two factors."""
    return E[q[phi](z), o(y)]((u - E[q[phi](z), o(y)](u))**2)


@theorem("2.1.12", title="Where dropping the other terms lowers the variance")
def dropped_wins(proof):
    """What is left is not a conditional mean, and so the variance may also grow: where the dropped terms cancelled a part of
    v that varies with y alone.  For v = u(z) + c(y) and b = −c, the sum v + b varies with z alone; without b, the noise of
    c(y), times the score, is back."""
    proof.claim(iff(spread_of_both(s(z)*v(y, z)) <= spread_of_both(s(z)*(v(y, z) + b(y))),
                    E[q[phi](z), o(y)](s(z)**2*b(y)*(2*v(y, z) + b(y))) >= 0))
    proof.given(dominated[z](phi, q[phi](z)), integrable[q[phi](z), o(y)]((s(z)*v(y, z))**2), integrable[o(y)](b(y)),
                integrable[q[phi](z), o(y)]((s(z)*b(y))**2))
    proof.starts(spread_of_both(s(z)*v(y, z)) <= spread_of_both(s(z)*(v(y, z) + b(y))))
    proof.iff(E[q[phi](z), o(y)]((s(z)*v(y, z))**2) - E[q[phi](z), o(y)](s(z)*v(y, z))**2
              <= E[q[phi](z), o(y)]((s(z)*(v(y, z) + b(y)))**2) - E[q[phi](z), o(y)](s(z)*(v(y, z) + b(y)))**2, by=linearity)
    proof.iff(E[q[phi](z), o(y)]((s(z)*v(y, z))**2) - E[q[phi](z), o(y)](s(z)*v(y, z))**2
              <= E[q[phi](z), o(y)]((s(z)*(v(y, z) + b(y)))**2) - E[q[phi](z), o(y)](s(z)*v(y, z))**2, by=dropped_unbiased)
    proof.iff(E[q[phi](z), o(y)]((s(z)*(v(y, z) + b(y)))**2) - E[q[phi](z), o(y)]((s(z)*v(y, z))**2) >= 0, by=rearrange)
    proof.iff(E[q[phi](z), o(y)](s(z)**2*b(y)*(2*v(y, z) + b(y))) >= 0, by=linearity)
    proof.twin(spread_of_both(s(z)*v(y, z)) <= spread_of_both(s(z)*(v(y, z) + b(y))), "believing that it always lowers the variance")
    proof.twin(iff(spread_of_both(s(z)*v(y, z)) <= spread_of_both(s(z)*(v(y, z) + b(y))),
                   E[q[phi](z), o(y)](s(z)**2*b(y)*v(y, z)) >= 0), "forgetting the square of the dropped term")
    proof.twin(iff(spread_of_both(s(z)*v(y, z)) <= spread_of_both(s(z)*(v(y, z) + b(y))),
                   E[q[phi](z), o(y)](b(y)*(2*v(y, z) + b(y))) >= 0), "forgetting that the score is a weight")


# --- the gradient in the model, and the information in the family --------------------------------------------------


@theorem("1.2.5", title="In a parameter of the model, the gradient of the mean log density is the mean of the gradient")
def model_gradient(proof):
    """θ is the parameter of the model.  The law of the draws does not move, so the derivative passes it.  The entropy of q
    does not depend on θ, so where it is finite this is also the gradient of the ELBO."""
    proof.claim(D[theta](E[q[phi](z)](log(p[theta](x, z)))) == E[q[phi](z)](D[theta](log(p[theta](x, z)))))
    proof.given(dominated[z](theta, q[phi](z)*log(p[theta](x, z))))
    proof.starts(D[theta](E[q[phi](z)](log(p[theta](x, z)))))
    proof.eq(E[q[phi](z)](D[theta](log(p[theta](x, z)))), by=leibniz)
    proof.twin(D[theta](E[q[phi](z)](log(p[theta](x, z)))) == E[q[phi](z)](D[theta](p[theta](x, z))), "leaving the logarithm out")
    proof.twin(D[theta](E[q[phi](z)](log(p[theta](x, z)))) == E[q[phi](z)](log(p[theta](x, z))*D[theta](log(p[theta](x, z)))),
               "a score where the law does not move")
    proof.twin(D[theta](E[q[phi](z)](log(p[theta](x, z)))) == E[q[phi](z)](D[phi](log(p[phi](x, z)))), "another parameter")


@theorem(title="The gradient of the log evidence is the mean of the gradient under the posterior")
def fisher_identity(proof):
    """Fisher's identity: what expectation maximisation follows."""
    proof.claim(D[phi](log(p[phi](x))) == E[p[phi](z | x)](D[phi](log(p[phi](x, z)))))
    proof.given(dominated[z](phi, p[phi](x, z)), always[z](p[phi](x, z) > 0))
    proof.starts(D[phi](log(p[phi](x))))
    proof.eq(D[phi](p[phi](x))/p[phi](x), by=differentiate)
    proof.eq(D[phi](integral[z](p[phi](x, z)))/p[phi](x), by=marginal)
    proof.eq(integral[z](D[phi](p[phi](x, z)))/p[phi](x), by=leibniz)
    proof.eq(integral[z](p[phi](x, z)*D[phi](log(p[phi](x, z))))/p[phi](x), by=differentiate)
    proof.eq(integral[z](p[phi](x, z)/p[phi](x)*D[phi](log(p[phi](x, z)))), by=linearity)
    proof.eq(integral[z](p[phi](z | x)*D[phi](log(p[phi](x, z)))), by=product_rule)
    proof.eq(E[p[phi](z | x)](D[phi](log(p[phi](x, z)))), by=definition)
    proof.twin(D[phi](log(p[phi](x))) == E[p[phi](z)](D[phi](log(p[phi](x, z)))), "the prior for the posterior")
    proof.twin(D[phi](log(p[phi](x))) == integral[z](D[phi](log(p[phi](x, z)))), "leaving the posterior out")


@theorem("1.2.5", title="The variance of the score is minus the mean of the second derivative of the log density")
def fisher(proof):
    """The Fisher information, in both of its forms.  The left side is the variance, by `zero_score`.  Positivity is needed: a
    density that is φ² on a part of the space is zero there at φ = 0, but has a second derivative."""
    proof.claim(E[q[phi](z)](s(z)**2) == -E[q[phi](z)](D[phi](D[phi](log(q[phi](z))))))
    proof.given(dominated[z](phi, q[phi](z)), dominated[z](phi, D[phi](q[phi](z))), always[z](q[phi](z) > 0),
                integrable[q[phi](z)](s(z)**2))
    proof.starts(E[q[phi](z)](s(z)**2))
    proof.eq(integral[z](q[phi](z)*s(z)**2), by=definition)
    proof.eq(integral[z](q[phi](z)*(D[phi](D[phi](log(q[phi](z)))) + s(z)**2) - q[phi](z)*D[phi](D[phi](log(q[phi](z))))), by=algebra)
    proof.eq(integral[z](D[phi](D[phi](q[phi](z))) - q[phi](z)*D[phi](D[phi](log(q[phi](z))))), by=differentiate)
    proof.eq(integral[z](D[phi](D[phi](q[phi](z)))) - integral[z](q[phi](z)*D[phi](D[phi](log(q[phi](z))))), by=linearity)
    proof.eq(D[phi](integral[z](D[phi](q[phi](z)))) - integral[z](q[phi](z)*D[phi](D[phi](log(q[phi](z))))), by=leibniz)
    proof.eq(D[phi](0) - integral[z](q[phi](z)*D[phi](D[phi](log(q[phi](z))))), by=no_mass)
    proof.eq(-integral[z](q[phi](z)*D[phi](D[phi](log(q[phi](z))))), by=differentiate)
    proof.eq(-E[q[phi](z)](D[phi](D[phi](log(q[phi](z))))), by=definition)
    proof.twin(E[q[phi](z)](s(z)**2) == E[q[phi](z)](D[phi](D[phi](log(q[phi](z))))), "losing the sign")
    proof.twin(E[q[phi](z)](s(z)**2) == -E[q[phi](z)](D[phi](D[phi](q[phi](z)))), "leaving the logarithm out")


# --- step sizes ---------------------------------------------------------------------------------------------------


@abbreviation
def noise(z):
    """The noise of an estimate of the gradient, which has mean zero."""
    return h(z) - E[r(z)](h(z))


@theorem(title="What a step of stochastic gradient descent leaves of a squared distance, and the noise that it adds")
def step_rule(proof):
    """The loss is θ²/2, so its gradient is θ itself.  b(y) is θ after the steps before, which made the draws y, and c is the
    size of the next step.  Both terms count.  Where Σ ρ_t is finite, steps below one leave a part of the first θ: see
    `steps_too_short`.  Where every step has the size ρ, the noise does not go away: the mean square ρ Var/(2 − ρ) stays as
    it is.  With the sizes 1, 1/2, 1/3, …, for which both conditions of Robbins and Monro (1951) hold, θ after K steps is
    minus the average of K noises, and its mean square is Var/K: see `control_variates.estimator_variance`."""
    proof.claim(E[o(y), r(z)]((b(y) - c()*(b(y) + noise(z)))**2) == (1 - c())**2*E[o(y)](b(y)**2) + c()**2*var(r(z), h(z)))
    proof.given(integrable[o(y)](b(y)**2), integrable[r(z)](h(z)**2))
    proof.starts(E[o(y), r(z)]((b(y) - c()*(b(y) + noise(z)))**2))
    proof.eq((1 - c())**2*E[o(y)](b(y)**2) + c()**2*(E[r(z)](h(z)**2) - E[r(z)](h(z))**2), by=independent_means)
    proof.eq((1 - c())**2*E[o(y)](b(y)**2) + c()**2*var(r(z), h(z)), by=linearity)
    proof.twin(E[o(y), r(z)]((b(y) - c()*(b(y) + noise(z)))**2) == (1 - c())**2*E[o(y)](b(y)**2), "forgetting the noise")
    proof.twin(E[o(y), r(z)]((b(y) - c()*(b(y) + noise(z)))**2) == (1 - c())**2*E[o(y)](b(y)**2) + c()*var(r(z), h(z)),
               "forgetting to square the step size")
    proof.twin(E[o(y), r(z)]((b(y) - c()*(b(y) + noise(z)))**2) <= E[o(y)](b(y)**2), "believing that no step leads away")


@theorem(title="What one more step of the size 1/(K + 1)² leaves")
def short_step(proof):
    proof.claim(product[k:2:K + 1](1 - 1/k**2)*a() == (K + 2)/(K + 1)*a()/2)
    proof.given(product[k:2:K](1 - 1/k**2)*a() == (K + 1)/K*a()/2)
    proof.starts(product[k:2:K + 1](1 - 1/k**2)*a())
    proof.eq(product[k:2:K](1 - 1/k**2)*a() - product[k:2:K](1 - 1/k**2)*a()/(K + 1)/(K + 1), by=telescope)
    proof.eq((K + 1)/K*a()/2 - product[k:2:K](1 - 1/k**2)*a()/(K + 1)/(K + 1), by=hypothesis)
    proof.eq((K + 1)/K*a()/2 - (K + 1)/K*a()/2/(K + 1)/(K + 1), by=hypothesis)
    proof.eq((K + 2)/(K + 1)*a()/2, by=algebra)


@theorem(title="Where the steps have the sizes 1/4, 1/9, 1/16, …, more than half of the distance is left")
def steps_too_short(proof):
    """The loss is θ²/2, and a is the first θ, of which the sizes 1/2, 1/3, …, 1/K leave a/K."""
    proof.claim(product[k:2:K](1 - 1/k**2)*a() == (K + 1)/K*a()/2)
    proof.starts(product[k:2:K](1 - 1/k**2)*a())
    proof.eq((K + 1)/K*a()/2, by=induction.using(short_step))
    proof.twin(product[k:2:K](1 - 1/k**2)*a() == 0, "believing that steps which get smaller always arrive")
    proof.twin(product[k:2:K](1 - 1/k)*a() == (K + 1)/K*a()/2, "taking steps of the sizes 1/2, 1/3, …")
