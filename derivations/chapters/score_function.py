"""The score function: the gradient of a mean by its draws.

The evidence lower bound is a mean under the very law whose parameter is fitted.  So its gradient is no mean of gradients:
when the parameter moves, the draws move.  What helps is that the derivative of a density is the density times its *score*,
the derivative of its logarithm; then the gradient is a mean under the law again, and draws estimate it, whatever the
signal is: it need not be differentiable, and the points may be discrete (REINFORCE; black box variational inference).

One integral carries the chapter: the derivative of a density has no mass, since the mass is always one.  So the score has
mean zero, so any constant may be subtracted from the signal, and so the gradient of the bound needs no derivative of
log q itself.  The same integral, differentiated once more, makes the variance of the score a mean curvature.

That the derivative may enter an integral is a hypothesis, `dominated`, in every one of these statements.  It fails where
the support moves: a law that is uniform on (0, φ) has the mean score −1/φ.

A stochastic gradient that is followed with steps ρ_1, ρ_2, … whose sum is infinite and whose squares have a finite sum
comes to rest at a critical point, under conditions on the objective (Robbins and Monro, A stochastic approximation method,
1951); limits are not written here, and small changes of a parameter show only that the steps are small.

Sources: Williams, Simple statistical gradient-following algorithms, 1992; Paisley, Blei and Jordan, Variational Bayesian
inference with stochastic search, 2012; Ranganath, Gerrish and Blei, Black box variational inference, 2014.
"""

from derivations import (
    D, E, Function, Law, abbreviation, always, definition, differentiate, dominated, integrable,
    integral, leibniz, linearity, log, logarithm, marginal, parameters, points, product_rule, theorem)

x, y, z = points("x y z")
phi, psi = parameters("phi psi")
p, q, r = Law("p", x, z), Law("q", z), Law("r", y)
a, b = Law("a", y), Law("b", z | y)
m = Law("m", y, z, product=(a(y), b(z | y)))
f, c = Function("f", z), Function("c")


@abbreviation
def score(z):
    """The derivative of the log density."""
    return D[phi](log(q[phi](z)))


@abbreviation
def ELBO(law):
    """The evidence lower bound."""
    return E[law](log(p(x, z)/law))


# --- the score ----------------------------------------------------------------------------------------------------


@theorem("3.1.22", title="The derivative of a density has no mass")
def no_mass(proof):
    """The mass of the density is one for every value of the parameter, so the mass of its derivative is zero."""
    proof.claim(integral[z](D[phi](q[phi](z))) == 0)
    proof.given(dominated[z](phi, q[phi](z)))
    proof.starts(integral[z](D[phi](q[phi](z))))
    proof.eq(D[phi](integral[z](q[phi](z))), by=leibniz)
    proof.eq(D[phi](1), by=marginal)
    proof.eq(0, by=differentiate)
    proof.twin(integral[z](D[phi](q[phi](z))) == 1, "taking the derivative for a density")
    proof.twin(integral[z](D[phi](q[phi](z))) == D[phi](q[phi](z)), "leaving the integral out")


@theorem("3.1.22", title="The derivative of a density is the density times the score")
def density_times_score(proof):
    """Where the density is zero, it is smallest, and its derivative is zero, too."""
    proof.claim(D[phi](q[phi](z)) == q[phi](z)*score(z))
    proof.starts(D[phi](q[phi](z)))
    proof.eq(q[phi](z)*score(z), by=differentiate)
    proof.twin(D[phi](q[phi](z)) == score(z), "forgetting the density")
    proof.twin(D[phi](q[phi](z)) == q[psi](z)*score(z), "taking the density at another parameter")


@theorem(("1.2.5", "3.1.22"), title="The score has mean zero")
def zero_score(proof):
    proof.claim(E[q[phi](z)](score(z)) == 0)
    proof.given(dominated[z](phi, q[phi](z)))
    proof.starts(E[q[phi](z)](score(z)))
    proof.eq(integral[z](q[phi](z)*score(z)), by=definition)
    proof.eq(integral[z](D[phi](q[phi](z))), by=differentiate)
    proof.eq(0, by=no_mass)
    proof.twin(E[q[psi](z)](score(z)) == 0, "drawing from the law at another parameter")
    proof.twin(E[q[phi](z)](D[phi](q[phi](z))) == 0, "leaving the logarithm out")
    proof.twin(integral[z](score(z)) == 0, "leaving the law out")


@theorem(("1.2.5", "2.2.13"), title="The gradient of a mean is the mean of the signal times the score")
def gradient(proof):
    """REINFORCE: the signal is not differentiated."""
    proof.claim(D[phi](E[q[phi](z)](f(z))) == E[q[phi](z)](f(z)*score(z)))
    proof.given(dominated[z](phi, q[phi](z)*f(z)))
    proof.starts(D[phi](E[q[phi](z)](f(z))))
    proof.eq(integral[z](D[phi](q[phi](z)*f(z))), by=leibniz)
    proof.eq(integral[z](q[phi](z)*(f(z)*score(z))), by=differentiate)
    proof.eq(E[q[phi](z)](f(z)*score(z)), by=definition)
    proof.twin(D[phi](E[q[phi](z)](f(z))) == E[q[phi](z)](D[phi](f(z))), "moving the derivative past the law")
    proof.twin(D[phi](E[q[phi](z)](f(z))) == E[q[phi](z)](f(z)*D[phi](q[phi](z))), "leaving the logarithm out")
    proof.twin(D[phi](E[q[phi](z)](f(z))) == E[q[phi](z)](f(z))*E[q[phi](z)](score(z)), "a product of means for the mean of a product")


@theorem(("1.2.5", "2.2.13"), title="A constant may be subtracted from the signal")
def baseline(proof):
    """A baseline changes the variance of the estimate, and not its mean."""
    proof.claim(E[q[phi](z)]((f(z) - c())*score(z)) == D[phi](E[q[phi](z)](f(z))))
    proof.given(dominated[z](phi, q[phi](z)*f(z)), dominated[z](phi, q[phi](z)))
    proof.starts(E[q[phi](z)]((f(z) - c())*score(z)))
    proof.eq(E[q[phi](z)](f(z)*score(z)) - c()*E[q[phi](z)](score(z)), by=linearity)
    proof.eq(E[q[phi](z)](f(z)*score(z)), by=zero_score)
    proof.eq(D[phi](E[q[phi](z)](f(z))), by=gradient)
    proof.twin(E[q[phi](z)](f(z)*score(z) - c()) == D[phi](E[q[phi](z)](f(z))), "subtracting the constant from the product")
    proof.twin(E[q[phi](z)]((f(z) - f(z))*score(z)) == D[phi](E[q[phi](z)](f(z))), "subtracting the signal itself")


# --- the evidence lower bound -------------------------------------------------------------------------------------


@theorem("1.2.5", title="The gradient of the entropy")
def entropy_gradient(proof):
    """The derivative of log q itself has mean zero."""
    proof.claim(D[phi](-E[q[phi](z)](log(q[phi](z)))) == -E[q[phi](z)](log(q[phi](z))*score(z)))
    proof.given(dominated[z](phi, q[phi](z)*log(q[phi](z))), dominated[z](phi, q[phi](z)))
    proof.starts(D[phi](-E[q[phi](z)](log(q[phi](z)))))
    proof.eq(-integral[z](D[phi](q[phi](z)*log(q[phi](z)))), by=leibniz)
    proof.eq(-integral[z](q[phi](z)*(log(q[phi](z))*score(z) + score(z))), by=differentiate)
    proof.eq(-E[q[phi](z)](log(q[phi](z))*score(z) + score(z)), by=definition)
    proof.eq(-E[q[phi](z)](log(q[phi](z))*score(z)) - E[q[phi](z)](score(z)), by=linearity)
    proof.eq(-E[q[phi](z)](log(q[phi](z))*score(z)), by=zero_score)
    proof.twin(D[phi](-E[q[phi](z)](log(q[phi](z)))) == -E[q[phi](z)](score(z)), "differentiating the logarithm alone")
    proof.twin(D[phi](-E[q[phi](z)](log(q[phi](z)))) == E[q[phi](z)](log(q[phi](z))*score(z)), "losing the sign")


@theorem(("1.2.5", "2.1.12"), title="The gradient of the evidence lower bound")
def elbo_gradient(proof):
    proof.claim(D[phi](ELBO(q[phi](z))) == E[q[phi](z)](log(p(x, z)/q[phi](z))*score(z)))
    proof.given(dominated[z](phi, q[phi](z)*log(p(x, z)/q[phi](z))), dominated[z](phi, q[phi](z)))
    proof.starts(D[phi](ELBO(q[phi](z))))
    proof.eq(integral[z](D[phi](q[phi](z)*log(p(x, z)/q[phi](z)))), by=leibniz)
    proof.eq(integral[z](q[phi](z)*(log(p(x, z)/q[phi](z))*score(z) - score(z))), by=differentiate)
    proof.eq(E[q[phi](z)](log(p(x, z)/q[phi](z))*score(z) - score(z)), by=definition)
    proof.eq(E[q[phi](z)](log(p(x, z)/q[phi](z))*score(z)) - E[q[phi](z)](score(z)), by=linearity)
    proof.eq(E[q[phi](z)](log(p(x, z)/q[phi](z))*score(z)), by=zero_score)
    proof.twin(D[phi](ELBO(q[phi](z))) == E[q[phi](z)](log(p(x, z))*score(z)), "dropping the entropy")
    proof.twin(D[phi](ELBO(q[phi](z))) == -E[q[phi](z)](score(z)), "moving the derivative past the law")
    proof.twin(D[phi](ELBO(q[phi](z))) == E[q[phi](z)](log(p(x, z)/q[phi](z)))*E[q[phi](z)](score(z)), "a product of means for the mean of a product")


@theorem("1.2.5", title="With the exact posterior in the place of the joint density, the gradient is the same")
def evidence_drops(proof):
    """The log evidence is a constant that is subtracted from the signal: nobody has to know it."""
    proof.claim(D[phi](ELBO(q[phi](z))) == E[q[phi](z)](log(p(z | x)/q[phi](z))*score(z)))
    proof.given(dominated[z](phi, q[phi](z)*log(p(x, z)/q[phi](z))), dominated[z](phi, q[phi](z)))
    proof.starts(D[phi](ELBO(q[phi](z))))
    proof.eq(E[q[phi](z)](log(p(x, z)/q[phi](z))*score(z)), by=elbo_gradient)
    proof.eq(E[q[phi](z)](log(p(x)*p(z | x)/q[phi](z))*score(z)), by=product_rule)
    proof.eq(E[q[phi](z)]((log(p(x)) + log(p(z | x)/q[phi](z)))*score(z)), by=logarithm)
    proof.eq(log(p(x))*E[q[phi](z)](score(z)) + E[q[phi](z)](log(p(z | x)/q[phi](z))*score(z)), by=linearity)
    proof.eq(E[q[phi](z)](log(p(z | x)/q[phi](z))*score(z)), by=zero_score)
    proof.twin(D[phi](ELBO(q[phi](z))) == E[q[phi](z)](log(p(z)/q[phi](z))*score(z)), "the prior for the posterior")
    proof.twin(D[phi](ELBO(q[phi](z))) == log(p(x)) + E[q[phi](z)](log(p(z | x)/q[phi](z))*score(z)), "keeping the evidence beside the score")


@theorem("1.2.5", title="In a parameter of the model, the gradient of the bound is the mean of the gradient")
def model_gradient(proof):
    """The law of the draws does not move, so the derivative passes it; of the bound, the entropy does not move either."""
    proof.claim(D[phi](E[q[psi](z)](log(p[phi](x, z)))) == E[q[psi](z)](D[phi](log(p[phi](x, z)))))
    proof.given(dominated[z](phi, q[psi](z)*log(p[phi](x, z))), integrable[q[psi](z)](D[phi](log(p[phi](x, z)))))
    proof.starts(D[phi](E[q[psi](z)](log(p[phi](x, z)))))
    proof.eq(E[q[psi](z)](D[phi](log(p[phi](x, z)))), by=leibniz)
    proof.twin(D[phi](E[q[psi](z)](log(p[phi](x, z)))) == E[q[psi](z)](D[phi](p[phi](x, z))), "leaving the logarithm out")
    proof.twin(D[phi](E[q[psi](z)](log(p[phi](x, z)))) == E[q[psi](z)](log(p[phi](x, z))*D[phi](log(p[phi](x, z)))), "a score where the law does not move")
    proof.twin(D[phi](E[q[psi](z)](log(p[phi](x, z)))) == E[q[psi](z)](D[psi](log(p[psi](x, z)))), "another parameter")


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


# --- the variance of the score ------------------------------------------------------------------------------------


@theorem("1.2.5", title="The variance of the score is the mean of minus the second derivative of the log density")
def fisher(proof):
    """The Fisher information, in both of its forms.  A density that vanishes at this value of the parameter, and not near
    it, has a second derivative where nothing is drawn."""
    proof.claim(E[q[phi](z)](score(z)**2) == -E[q[phi](z)](D[phi](D[phi](log(q[phi](z))))))
    proof.given(dominated[z](phi, q[phi](z)), dominated[z](phi, D[phi](q[phi](z))), always[z](q[phi](z) > 0),
                integrable[q[phi](z)](score(z)**2))
    proof.starts(E[q[phi](z)](score(z)**2))
    proof.eq(integral[z](q[phi](z)*score(z)**2), by=definition)
    proof.eq(integral[z](D[phi](D[phi](q[phi](z))) - q[phi](z)*D[phi](D[phi](log(q[phi](z))))), by=differentiate)
    proof.eq(integral[z](D[phi](D[phi](q[phi](z)))) - integral[z](q[phi](z)*D[phi](D[phi](log(q[phi](z))))), by=linearity)
    proof.eq(D[phi](integral[z](D[phi](q[phi](z)))) - integral[z](q[phi](z)*D[phi](D[phi](log(q[phi](z))))), by=leibniz)
    proof.eq(D[phi](0) - integral[z](q[phi](z)*D[phi](D[phi](log(q[phi](z))))), by=no_mass)
    proof.eq(-integral[z](q[phi](z)*D[phi](D[phi](log(q[phi](z))))), by=differentiate)
    proof.eq(-E[q[phi](z)](D[phi](D[phi](log(q[phi](z))))), by=definition)
    proof.twin(E[q[phi](z)](score(z)**2) == E[q[phi](z)](D[phi](D[phi](log(q[phi](z))))), "losing the sign")
    proof.twin(E[q[phi](z)](score(z)**2) == -E[q[phi](z)](D[phi](D[phi](q[phi](z)))), "leaving the logarithm out")


# --- one factor of a mean field -----------------------------------------------------------------------------------


@theorem("2.1.12", title="In the parameter of one factor, only the terms with its variable count")
def blanket(proof):
    """Rao-Blackwellisation: y has a factor of its own, and its prior and its entropy drop out of the gradient."""
    proof.claim(D[phi](E[q[phi](z), r[psi](y)](log(b(z | y)/q[phi](z)))) == E[q[phi](z), r[psi](y)](log(b(z | y)/q[phi](z))*score(z)))
    proof.given(dominated[y, z](phi, q[phi](z)*r[psi](y)*log(b(z | y)/q[phi](z))), dominated[z](phi, q[phi](z)))
    proof.starts(D[phi](E[q[phi](z), r[psi](y)](log(b(z | y)/q[phi](z)))))
    proof.eq(integral[y, z](D[phi](q[phi](z)*r[psi](y)*log(b(z | y)/q[phi](z)))), by=leibniz)
    proof.eq(integral[y, z](q[phi](z)*r[psi](y)*(log(b(z | y)/q[phi](z))*score(z) - score(z))), by=differentiate)
    proof.eq(E[q[phi](z), r[psi](y)](log(b(z | y)/q[phi](z))*score(z) - score(z)), by=definition)
    proof.eq(E[q[phi](z), r[psi](y)](log(b(z | y)/q[phi](z))*score(z)) - E[q[phi](z), r[psi](y)](score(z)), by=linearity)
    proof.eq(E[q[phi](z), r[psi](y)](log(b(z | y)/q[phi](z))*score(z)) - E[q[phi](z)](score(z)), by=marginal)
    proof.eq(E[q[phi](z), r[psi](y)](log(b(z | y)/q[phi](z))*score(z)), by=zero_score)
    proof.twin(D[phi](E[q[phi](z), r[psi](y)](log(b(z | y)/q[phi](z)))) == E[q[phi](z)](log(b(z | y)/q[phi](z))*score(z)), "not averaging over the parent")
    proof.twin(D[phi](E[q[phi](z), r[psi](y)](log(b(z | y)/q[phi](z)))) == E[q[phi](z), r[psi](y)](-log(q[phi](z))*score(z)), "dropping the term of the blanket")
