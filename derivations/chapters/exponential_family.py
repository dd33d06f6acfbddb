"""Exponential families of one and of two statistics: the log-normaliser makes means, variances and divergences.

A law of the family has at z the density h(z) exp(η t(z)), divided by its integral Z(η).  h is never negative, and t is any
quantity, the *statistic*; nothing else is known of z.  A(η) = log Z(η) is the log-normaliser, so that

    log q(z) = log h(z) + η t(z) − A(η).

All that is said here is said by derivatives of A in the *natural parameter* η:

    A′ = 𝔼_q[t],    A″ = Var_q(t),    score = t − 𝔼_q[t],    Fisher information = A″.

So A is convex.  The divergence of one member
from another is what A at the second leaves above its tangent at the first, a Bregman divergence of A.  Minus the entropy,
but for the mean of log h, is the dual of A, the largest value of ξ 𝔼_q[t] − A(ξ), which ξ = η reaches.

A fit to any law s has the gradient 𝔼_s[t] − 𝔼_q[t].  Where it vanishes, the means are matched, and then the divergence of s
from every other member is the one from the matched member plus a divergence within the family, so that the matched one is
the closest.

With two statistics t and u, and parameters η and ξ, the derivatives of A are the two means, η moves the mean of u by the
covariance of t and u, and the Hessian is a matrix of covariances, of which the determinant is never negative.

The normaliser is positive and finite, and where derivatives are taken they may enter the integrals: `dominated`.  This is
so for every η inside the set of parameters where Z is finite, by Brown, theorem 2.2; here it is a hypothesis.  The law q of
E is written as `proportional`; where it is differentiated, its density stands as the quotient that it is, `member`.

Sources: Brown (1986), Fundamentals of statistical exponential families, chapters 1 to 3, 5 and 6; Wainwright and Jordan
(2008), Graphical models, exponential families, and variational inference, section 3; Csiszár (1975), I-divergence
geometry of probability distributions and minimization problems.
"""

from derivations import (
    D, E, Function, KL, Law, abbreviation, algebra, always, definition, differentiate, dominated, exp, integrable, integral,
    leibniz, linearity, log, logarithm, parameters, proportional, sum_of_squares, theorem)
from derivations.chapters.elbo import gibbs, q as q0, r, z

eta, xi, a, b = parameters("eta xi a b")
s = Law("s", z)
h, t, u = Function("h", z, nonnegative=True), Function("t", z), Function("u", z)


@abbreviation
def Z(eta):
    """The normaliser."""
    return integral[z](h(z)*exp(eta*t(z)))


@abbreviation
def A(eta):
    """The log-normaliser."""
    return log(Z(eta))


@abbreviation
def q(z, eta):
    """The member of the family at η, as a law."""
    return proportional[z](h(z)*exp(eta*t(z)))(z)


@abbreviation
def member(z, eta):
    """The density of that member, written out."""
    return h(z)*exp(eta*t(z))/Z(eta)


@abbreviation
def spread(s, eta):
    """The variance of a quantity under the member at η."""
    return E[q(z, eta)]((s - E[q(z, eta)](s))**2)


# --- one statistic ------------------------------------------------------------------------------------------------


@theorem("2.2.14", title="The logarithm of the density is linear in the parameter, but for the log-normaliser")
def log_density(proof):
    proof.claim(log(q(z, eta)) == log(h(z)) + eta*t(z) - A(eta))
    proof.given(integrable[z](h(z)*exp(eta*t(z))), h(z) > 0, Z(eta) > 0)
    proof.starts(log(q(z, eta)))
    proof.eq(log(h(z)*exp(eta*t(z))/Z(eta)), by=definition)
    proof.eq(log(h(z)) + eta*t(z) - A(eta), by=logarithm)
    proof.twin(log(q(z, eta)) == log(h(z)) + eta*t(z) + A(eta), "adding the log-normaliser")
    proof.twin(log(q(z, eta)) == eta*t(z) - A(eta), "forgetting the base measure")
    proof.twin(log(q(z, eta)) == log(h(z)) + eta*t(z) - Z(eta), "taking the normaliser for its logarithm")


@theorem("2.2.14", title="The derivative of the log-normaliser is the mean of the statistic")
def mean_is_gradient(proof):
    proof.claim(D[eta](A(eta)) == E[q(z, eta)](t(z)))
    proof.given(dominated[z](eta, h(z)*exp(eta*t(z))), Z(eta) > 0)
    proof.starts(D[eta](A(eta)))
    proof.eq(D[eta](Z(eta))/Z(eta), by=differentiate)
    proof.eq(integral[z](D[eta](h(z)*exp(eta*t(z))))/Z(eta), by=leibniz)
    proof.eq(integral[z](h(z)*exp(eta*t(z))*t(z))/Z(eta), by=differentiate)
    proof.eq(integral[z](h(z)*exp(eta*t(z))/Z(eta)*t(z)), by=linearity)
    proof.eq(E[q(z, eta)](t(z)), by=definition)
    proof.twin(D[eta](Z(eta)) == E[q(z, eta)](t(z)), "leaving the logarithm out")
    proof.twin(D[eta](A(eta)) == -E[q(z, eta)](t(z)), "losing the sign, as of the log-normaliser in the density")
    proof.twin(D[eta](A(eta)) == integral[z](h(z)*t(z)), "averaging under the base measure")
    proof.twin(D[eta](A(eta)) == eta*E[q(z, eta)](t(z)), "differentiating η t as if t were the variable")


@theorem("2.2.16", title="The second derivative of the log-normaliser is the variance of the statistic")
def hessian_is_variance(proof):
    proof.claim(D[eta](D[eta](A(eta))) == spread(t(z), eta))
    proof.given(dominated[z](eta, h(z)*exp(eta*t(z))), dominated[z](eta, h(z)*exp(eta*t(z))*t(z)), Z(eta) > 0)
    proof.starts(D[eta](D[eta](A(eta))))
    proof.eq(D[eta](D[eta](Z(eta)))/Z(eta) - (D[eta](Z(eta))/Z(eta))**2, by=differentiate)
    proof.eq(D[eta](D[eta](Z(eta)))/Z(eta) - D[eta](A(eta))**2, by=differentiate)
    proof.eq(D[eta](D[eta](Z(eta)))/Z(eta) - E[q(z, eta)](t(z))**2, by=mean_is_gradient)
    proof.eq(D[eta](integral[z](D[eta](h(z)*exp(eta*t(z)))))/Z(eta) - E[q(z, eta)](t(z))**2, by=leibniz)
    proof.eq(D[eta](integral[z](h(z)*exp(eta*t(z))*t(z)))/Z(eta) - E[q(z, eta)](t(z))**2, by=differentiate)
    proof.eq(integral[z](D[eta](h(z)*exp(eta*t(z))*t(z)))/Z(eta) - E[q(z, eta)](t(z))**2, by=leibniz)
    proof.eq(integral[z](h(z)*exp(eta*t(z))*t(z)**2)/Z(eta) - E[q(z, eta)](t(z))**2, by=differentiate)
    proof.eq(integral[z](h(z)*exp(eta*t(z))/Z(eta)*t(z)**2) - E[q(z, eta)](t(z))**2, by=linearity)
    proof.eq(E[q(z, eta)](t(z)**2) - E[q(z, eta)](t(z))**2, by=definition)
    proof.eq(spread(t(z), eta), by=linearity)
    proof.twin(D[eta](D[eta](A(eta))) == E[q(z, eta)](t(z)**2), "taking the second moment for the variance")
    proof.twin(D[eta](D[eta](A(eta))) == -spread(t(z), eta), "taking it for the curvature of the log density")
    proof.twin(D[eta](D[eta](Z(eta))) == spread(t(z), eta), "leaving the logarithm out")
    proof.twin(D[eta](D[eta](A(eta))) == D[eta](A(eta))**2, "taking the second derivative for the square of the first")


@theorem("2.2.16", title="The normaliser is logarithmically convex")
def log_convex(proof):
    """Divided by Z², what the right side is more than the left is the second derivative of A: so A is convex."""
    proof.claim(D[eta](Z(eta))**2 <= Z(eta)*D[eta](D[eta](Z(eta))))
    proof.given(dominated[z](eta, h(z)*exp(eta*t(z))), dominated[z](eta, h(z)*exp(eta*t(z))*t(z)))
    proof.starts(D[eta](Z(eta))**2)
    proof.eq(integral[z](D[eta](h(z)*exp(eta*t(z))))**2, by=leibniz)
    proof.eq(integral[z](h(z)*exp(eta*t(z))*t(z))**2, by=differentiate)
    proof.le(integral[z](h(z)*exp(eta*t(z)))*integral[z](h(z)*exp(eta*t(z))*t(z)**2), by=sum_of_squares)
    proof.eq(Z(eta)*integral[z](D[eta](h(z)*exp(eta*t(z))*t(z))), by=differentiate)
    proof.eq(Z(eta)*D[eta](integral[z](h(z)*exp(eta*t(z))*t(z))), by=leibniz)
    proof.eq(Z(eta)*D[eta](integral[z](D[eta](h(z)*exp(eta*t(z))))), by=differentiate)
    proof.eq(Z(eta)*D[eta](D[eta](Z(eta))), by=leibniz)
    proof.twin(D[eta](Z(eta))**2 >= Z(eta)*D[eta](D[eta](Z(eta))), "believing that the logarithm of the normaliser is concave, as a logarithm is")
    proof.twin(D[eta](Z(eta)) <= Z(eta)*D[eta](D[eta](Z(eta))), "forgetting the square")
    proof.twin(D[eta](Z(eta))**2 <= D[eta](D[eta](Z(eta))), "forgetting the normaliser")


# --- the score and the Fisher information -------------------------------------------------------------------------


@theorem("2.2.16", title="The score is the statistic less its mean")
def score(proof):
    proof.claim(D[eta](log(member(z, eta))) == t(z) - E[q(z, eta)](t(z)))
    proof.given(dominated[z](eta, h(z)*exp(eta*t(z))), h(z) > 0, Z(eta) > 0)
    proof.starts(D[eta](log(member(z, eta))))
    proof.eq(t(z) - D[eta](A(eta)), by=differentiate)
    proof.eq(t(z) - E[q(z, eta)](t(z)), by=mean_is_gradient)
    proof.twin(D[eta](log(member(z, eta))) == t(z), "forgetting that the normaliser moves")
    proof.twin(D[eta](log(member(z, eta))) == E[q(z, eta)](t(z)) - t(z), "losing the sign")
    proof.twin(D[eta](member(z, eta)) == t(z) - E[q(z, eta)](t(z)), "leaving the logarithm out")


@theorem("2.2.16", title="The score has mean zero")
def zero_score(proof):
    proof.claim(E[q(z, eta)](D[eta](log(member(z, eta)))) == 0)
    proof.given(dominated[z](eta, h(z)*exp(eta*t(z))), Z(eta) > 0)
    proof.starts(E[q(z, eta)](D[eta](log(member(z, eta)))))
    proof.eq(E[q(z, eta)](t(z) - E[q(z, eta)](t(z))), by=score)
    proof.eq(0, by=linearity)
    proof.twin(D[eta](log(member(z, eta))) == 0, "believing it of every single z")
    proof.twin(E[q(z, eta)](t(z)) == 0, "forgetting that the normaliser moves")
    proof.twin(E[q(z, xi)](D[eta](log(member(z, eta)))) == 0, "averaging under another member")


@theorem("2.2.16", title="The Fisher information is the second derivative of the log-normaliser")
def fisher_is_hessian(proof):
    proof.claim(E[q(z, eta)](D[eta](log(member(z, eta)))**2) == D[eta](D[eta](A(eta))))
    proof.given(dominated[z](eta, h(z)*exp(eta*t(z))), dominated[z](eta, h(z)*exp(eta*t(z))*t(z)), Z(eta) > 0)
    proof.starts(E[q(z, eta)](D[eta](log(member(z, eta)))**2))
    proof.eq(E[q(z, eta)]((t(z) - E[q(z, eta)](t(z)))**2), by=score)
    proof.eq(D[eta](D[eta](A(eta))), by=hessian_is_variance)
    proof.twin(E[q(z, eta)](D[eta](log(member(z, eta)))**2) == -D[eta](D[eta](A(eta))), "taking the curvature of the log density, not minus it")
    proof.twin(E[q(z, eta)](D[eta](log(member(z, eta)))**2) == D[eta](A(eta)), "differentiating once")
    proof.twin(E[q(z, eta)](t(z)**2) == D[eta](D[eta](A(eta))), "taking the second moment for the variance")


@theorem("2.2.16", title="Minus the curvature of the log density is the Fisher information at every single z")
def curvature(proof):
    """It does not depend on z, so that no mean is needed: in a curved family that is not so."""
    proof.claim(-D[eta](D[eta](log(member(z, eta)))) == D[eta](D[eta](A(eta))))
    proof.given(dominated[z](eta, h(z)*exp(eta*t(z))), dominated[z](eta, h(z)*exp(eta*t(z))*t(z)), h(z) > 0, Z(eta) > 0)
    proof.starts(-D[eta](D[eta](log(member(z, eta)))))
    proof.eq(D[eta](D[eta](A(eta))), by=differentiate)
    proof.twin(D[eta](D[eta](log(member(z, eta)))) == D[eta](D[eta](A(eta))), "losing the sign")
    proof.twin(-D[eta](D[eta](log(member(z, eta)))) == D[eta](log(member(z, eta)))**2, "believing at every single z what is true of the means")
    proof.twin(-D[eta](D[eta](member(z, eta))) == D[eta](D[eta](A(eta))), "leaving the logarithm out")


# --- divergences within the family --------------------------------------------------------------------------------


@theorem("2.2.14", title="The divergence of one member from another")
def member_kl(proof):
    proof.claim(KL[z](q(z, eta), q(z, xi)) == A(xi) - A(eta) - (xi - eta)*E[q(z, eta)](t(z)))
    proof.given(integrable[z](h(z)*exp(eta*t(z))), integrable[z](h(z)*exp(xi*t(z))), integrable[q(z, eta)](t(z)), Z(eta) > 0, Z(xi) > 0)
    proof.starts(KL[z](q(z, eta), q(z, xi)))
    proof.eq(E[q(z, eta)](log(q(z, eta)/q(z, xi))), by=definition)
    proof.eq(E[q(z, eta)](log(h(z)*exp(eta*t(z))/Z(eta)/(h(z)*exp(xi*t(z))/Z(xi)))), by=definition)
    proof.eq(E[q(z, eta)](A(xi) - A(eta) - (xi - eta)*t(z)), by=logarithm)
    proof.eq(A(xi) - A(eta) - (xi - eta)*E[q(z, eta)](t(z)), by=linearity)
    proof.twin(KL[z](q(z, xi), q(z, eta)) == A(xi) - A(eta) - (xi - eta)*E[q(z, eta)](t(z)), "exchanging the two members")
    proof.twin(KL[z](q(z, eta), q(z, xi)) == A(xi) - A(eta) - (xi - eta)*E[q(z, xi)](t(z)), "averaging under the second member")
    proof.twin(KL[z](q(z, eta), q(z, xi)) == A(xi) - A(eta) + (xi - eta)*E[q(z, eta)](t(z)), "losing a sign")
    proof.twin(KL[z](q(z, eta), q(z, xi)) == A(xi) - A(eta), "taking the difference of the log-normalisers alone")


@theorem("2.2.14", title="The divergence is a Bregman divergence of the log-normaliser")
def bregman(proof):
    """It is what the log-normaliser at the second member leaves above its tangent at the first."""
    proof.claim(KL[z](q(z, eta), q(z, xi)) == A(xi) - A(eta) - (xi - eta)*D[eta](A(eta)))
    proof.given(dominated[z](eta, h(z)*exp(eta*t(z))), integrable[z](h(z)*exp(xi*t(z))), Z(eta) > 0, Z(xi) > 0)
    proof.starts(KL[z](q(z, eta), q(z, xi)))
    proof.eq(A(xi) - A(eta) - (xi - eta)*E[q(z, eta)](t(z)), by=member_kl)
    proof.eq(A(xi) - A(eta) - (xi - eta)*D[eta](A(eta)), by=mean_is_gradient)
    proof.twin(KL[z](q(z, xi), q(z, eta)) == A(xi) - A(eta) - (xi - eta)*D[eta](A(eta)), "letting the tangent touch at the second member")
    proof.twin(KL[z](q(z, eta), q(z, xi)) == A(xi) - A(eta) - (xi - eta)*D[eta](Z(eta)), "leaving the logarithm out")
    proof.twin(KL[z](q(z, eta), q(z, xi)) == (xi - eta)**2*D[eta](D[eta](A(eta)))/2, "taking the leading term for the whole")


@theorem("2.2.14", title="The log-normaliser lies above its tangents")
def above_tangent(proof):
    proof.claim(A(xi) >= A(eta) + (xi - eta)*D[eta](A(eta)))
    proof.given(dominated[z](eta, h(z)*exp(eta*t(z))), integrable[z](h(z)*exp(xi*t(z))), Z(eta) > 0, Z(xi) > 0)
    proof.starts(A(xi))
    proof.eq(KL[z](q(z, eta), q(z, xi)) + A(eta) + (xi - eta)*D[eta](A(eta)), by=bregman)
    proof.ge(A(eta) + (xi - eta)*D[eta](A(eta)), by=gibbs.at({q0(z): q(z, eta), r(z): q(z, xi)}))
    proof.twin(A(xi) <= A(eta) + (xi - eta)*D[eta](A(eta)), "believing that it is concave, as a logarithm is")
    proof.twin(A(xi) >= A(eta), "forgetting the tangent")
    proof.twin(A(xi) == A(eta) + (xi - eta)*D[eta](A(eta)), "taking it for linear")


@theorem("2.2.14", title="The dual of the log-normaliser at a mean is minus the entropy, but for the mean of log h")
def dual_value(proof):
    proof.claim(eta*D[eta](A(eta)) - A(eta) == E[q(z, eta)](log(q(z, eta)/h(z))))
    proof.given(dominated[z](eta, h(z)*exp(eta*t(z))), Z(eta) > 0)
    proof.starts(eta*D[eta](A(eta)) - A(eta))
    proof.eq(eta*E[q(z, eta)](t(z)) - A(eta), by=mean_is_gradient)
    proof.eq(E[q(z, eta)](eta*t(z) - A(eta)), by=linearity)
    proof.eq(E[q(z, eta)](log(h(z)*exp(eta*t(z))/Z(eta)/h(z))), by=logarithm)
    proof.eq(E[q(z, eta)](log(q(z, eta)/h(z))), by=definition)
    proof.twin(eta*D[eta](A(eta)) - A(eta) == E[q(z, eta)](log(q(z, eta))), "forgetting the base measure")
    proof.twin(eta*D[eta](A(eta)) - A(eta) == -E[q(z, eta)](log(q(z, eta)/h(z))), "taking it for the entropy")
    proof.twin(eta*D[eta](A(eta)) + A(eta) == E[q(z, eta)](log(q(z, eta)/h(z))), "losing the sign of the log-normaliser")


@theorem("2.2.14", title="No other parameter gives the dual a larger value at this mean")
def dual_bound(proof):
    proof.claim(xi*D[eta](A(eta)) - A(xi) <= eta*D[eta](A(eta)) - A(eta))
    proof.given(dominated[z](eta, h(z)*exp(eta*t(z))), integrable[z](h(z)*exp(xi*t(z))), Z(eta) > 0, Z(xi) > 0)
    proof.starts(xi*D[eta](A(eta)) - A(xi))
    proof.le(eta*D[eta](A(eta)) - A(eta), by=above_tangent)
    proof.twin(xi*D[eta](A(eta)) - A(xi) >= eta*D[eta](A(eta)) - A(eta), "taking the largest value for the smallest")
    proof.twin(xi*D[eta](A(eta)) - A(xi) == eta*D[eta](A(eta)) - A(eta), "believing it of every parameter")
    proof.twin(xi*D[eta](A(eta)) <= eta*D[eta](A(eta)), "forgetting the log-normaliser")


# --- fitting a member to a law ------------------------------------------------------------------------------------


@theorem("2.2.17", title="The gradient of the mean log density is a difference of two means of the statistic")
def fit_gradient(proof):
    """s is any law, such as that of data.  The mean of log h is left out: it does not move."""
    proof.claim(D[eta](eta*E[s(z)](t(z)) - A(eta)) == E[s(z)](t(z)) - E[q(z, eta)](t(z)))
    proof.given(dominated[z](eta, h(z)*exp(eta*t(z))), integrable[s(z)](t(z)), Z(eta) > 0)
    proof.starts(D[eta](eta*E[s(z)](t(z)) - A(eta)))
    proof.eq(E[s(z)](t(z)) - D[eta](A(eta)), by=differentiate)
    proof.eq(E[s(z)](t(z)) - E[q(z, eta)](t(z)), by=mean_is_gradient)
    proof.twin(D[eta](eta*E[s(z)](t(z)) - A(eta)) == E[s(z)](t(z)), "forgetting that the normaliser moves")
    proof.twin(D[eta](eta*E[s(z)](t(z)) - A(eta)) == E[q(z, eta)](t(z)) - E[s(z)](t(z)), "losing the sign")
    proof.twin(D[eta](eta*E[s(z)](t(z)) - A(eta)) == 0, "believing that every member fits")


@theorem("2.2.17", title="How much better one member fits a law than another")
def better_fit(proof):
    """Where the mean of t under s is that of the first member, the last term is zero: the matched member fits better than every
    other by their divergence.  This is the theorem of Pythagoras in Csiszár (1975)."""
    proof.claim(E[s(z)](log(q(z, eta)/q(z, xi))) == KL[z](q(z, eta), q(z, xi)) + (eta - xi)*(E[s(z)](t(z)) - E[q(z, eta)](t(z))))
    proof.given(integrable[z](h(z)*exp(eta*t(z))), integrable[z](h(z)*exp(xi*t(z))), integrable[q(z, eta)](t(z)), integrable[s(z)](t(z)),
                always[s(z)](h(z) > 0), Z(eta) > 0, Z(xi) > 0)
    proof.starts(E[s(z)](log(q(z, eta)/q(z, xi))))
    proof.eq(E[s(z)](log(h(z)*exp(eta*t(z))/Z(eta)/(h(z)*exp(xi*t(z))/Z(xi)))), by=definition)
    proof.eq(E[s(z)](A(xi) - A(eta) + (eta - xi)*t(z)), by=logarithm)
    proof.eq(A(xi) - A(eta) + (eta - xi)*E[s(z)](t(z)), by=linearity)
    proof.eq(A(xi) - A(eta) - (xi - eta)*E[q(z, eta)](t(z)) + (eta - xi)*(E[s(z)](t(z)) - E[q(z, eta)](t(z))), by=algebra)
    proof.eq(KL[z](q(z, eta), q(z, xi)) + (eta - xi)*(E[s(z)](t(z)) - E[q(z, eta)](t(z))), by=member_kl)
    proof.twin(E[s(z)](log(q(z, eta)/q(z, xi))) == KL[z](q(z, eta), q(z, xi)), "believing it where the means are not matched")
    proof.twin(E[s(z)](log(q(z, eta)/q(z, xi))) == KL[z](q(z, xi), q(z, eta)) + (eta - xi)*(E[s(z)](t(z)) - E[q(z, eta)](t(z))),
               "exchanging the two members")
    proof.twin(E[s(z)](log(q(z, eta)/q(z, xi))) == KL[z](q(z, eta), q(z, xi)) + (eta - xi)*(E[q(z, eta)](t(z)) - E[s(z)](t(z))), "losing a sign")


# --- two statistics -----------------------------------------------------------------------------------------------


@abbreviation
def W(eta, xi):
    """The normaliser of the family of two statistics."""
    return integral[z](h(z)*exp(eta*t(z))*exp(xi*u(z)))


@abbreviation
def C(eta, xi):
    """Its log-normaliser."""
    return log(W(eta, xi))


@abbreviation
def o(z, eta, xi):
    """The member of that family at η and ξ, as a law."""
    return proportional[z](h(z)*exp(eta*t(z))*exp(xi*u(z)))(z)


@theorem("2.2.14", title="With two statistics, each derivative of the log-normaliser is the mean of its statistic")
def partial_is_mean(proof):
    """It stands for the first one; that of the second is the same with names exchanged."""
    proof.claim(D[eta](C(eta, xi)) == E[o(z, eta, xi)](t(z)))
    proof.given(dominated[z](eta, h(z)*exp(eta*t(z))*exp(xi*u(z))), W(eta, xi) > 0)
    proof.starts(D[eta](C(eta, xi)))
    proof.eq(D[eta](W(eta, xi))/W(eta, xi), by=differentiate)
    proof.eq(integral[z](D[eta](h(z)*exp(eta*t(z))*exp(xi*u(z))))/W(eta, xi), by=leibniz)
    proof.eq(integral[z](h(z)*exp(eta*t(z))*exp(xi*u(z))*t(z))/W(eta, xi), by=differentiate)
    proof.eq(integral[z](h(z)*exp(eta*t(z))*exp(xi*u(z))/W(eta, xi)*t(z)), by=linearity)
    proof.eq(E[o(z, eta, xi)](t(z)), by=definition)
    proof.twin(D[eta](C(eta, xi)) == E[o(z, eta, xi)](u(z)), "exchanging the two statistics")
    proof.twin(D[eta](W(eta, xi)) == E[o(z, eta, xi)](t(z)), "leaving the logarithm out")
    proof.twin(D[eta](C(eta, xi)) == E[q(z, eta)](t(z)), "forgetting the other statistic")


@theorem("2.2.14", title="With two statistics, the derivative in the second parameter is the mean of the second statistic")
def partial_is_mean_second(proof):
    proof.claim(D[xi](C(eta, xi)) == E[o(z, eta, xi)](u(z)))
    proof.given(dominated[z](xi, h(z)*exp(eta*t(z))*exp(xi*u(z))), W(eta, xi) > 0)
    proof.starts(D[xi](C(eta, xi)))
    proof.eq(D[xi](W(eta, xi))/W(eta, xi), by=differentiate)
    proof.eq(integral[z](D[xi](h(z)*exp(eta*t(z))*exp(xi*u(z))))/W(eta, xi), by=leibniz)
    proof.eq(integral[z](h(z)*exp(eta*t(z))*exp(xi*u(z))*u(z))/W(eta, xi), by=differentiate)
    proof.eq(integral[z](h(z)*exp(eta*t(z))*exp(xi*u(z))/W(eta, xi)*u(z)), by=linearity)
    proof.eq(E[o(z, eta, xi)](u(z)), by=definition)
    proof.twin(D[xi](C(eta, xi)) == E[o(z, eta, xi)](t(z)), "exchanging the two statistics")
    proof.twin(D[xi](C(eta, xi)) == -E[o(z, eta, xi)](u(z)), "losing a sign")


@abbreviation
def cov(v, w, eta, xi):
    """The covariance of two quantities under the member of two statistics."""
    return E[o(z, eta, xi)]((v - E[o(z, eta, xi)](v))*(w - E[o(z, eta, xi)](w)))


@abbreviation
def U(eta, xi):
    """The mean of the second statistic, written out."""
    return integral[z](h(z)*exp(eta*t(z))*exp(xi*u(z))*u(z))/W(eta, xi)


@theorem("2.2.16", title="The first parameter moves the mean of the second statistic by the covariance of the two")
def moves_by_covariance(proof):
    """The mean is a derivative of the log-normaliser, by `partial_is_mean_second`: this is the mixed second derivative."""
    proof.claim(D[eta](U(eta, xi)) == cov(t(z), u(z), eta, xi))
    proof.given(dominated[z](eta, h(z)*exp(eta*t(z))*exp(xi*u(z))), dominated[z](eta, h(z)*exp(eta*t(z))*exp(xi*u(z))*u(z)), W(eta, xi) > 0)
    proof.starts(D[eta](U(eta, xi)))
    proof.eq(D[eta](integral[z](h(z)*exp(eta*t(z))*exp(xi*u(z))*u(z)))/W(eta, xi) - U(eta, xi)*D[eta](C(eta, xi)), by=differentiate)
    proof.eq(D[eta](integral[z](h(z)*exp(eta*t(z))*exp(xi*u(z))*u(z)))/W(eta, xi) - U(eta, xi)*E[o(z, eta, xi)](t(z)), by=partial_is_mean)
    proof.eq(integral[z](D[eta](h(z)*exp(eta*t(z))*exp(xi*u(z))*u(z)))/W(eta, xi) - U(eta, xi)*E[o(z, eta, xi)](t(z)), by=leibniz)
    proof.eq(integral[z](h(z)*exp(eta*t(z))*exp(xi*u(z))*t(z)*u(z))/W(eta, xi) - U(eta, xi)*E[o(z, eta, xi)](t(z)), by=differentiate)
    proof.eq(integral[z](h(z)*exp(eta*t(z))*exp(xi*u(z))/W(eta, xi)*t(z)*u(z))
             - integral[z](h(z)*exp(eta*t(z))*exp(xi*u(z))/W(eta, xi)*u(z))*E[o(z, eta, xi)](t(z)), by=linearity)
    proof.eq(E[o(z, eta, xi)](t(z)*u(z)) - E[o(z, eta, xi)](t(z))*E[o(z, eta, xi)](u(z)), by=definition)
    proof.eq(cov(t(z), u(z), eta, xi), by=linearity)
    proof.twin(D[eta](U(eta, xi)) == E[o(z, eta, xi)](t(z)*u(z)), "taking the mean of the product for the covariance")
    proof.twin(D[eta](U(eta, xi)) == 0, "believing that the two parameters have nothing to do with each other")
    proof.twin(D[eta](U(eta, xi)) == D[eta](C(eta, xi))*D[xi](C(eta, xi)), "taking the product of the derivatives")
    proof.twin(D[eta](U(eta, xi)) >= 0, "taking the covariance for a variance")


@theorem("2.2.16", title="The determinant of the Hessian is never negative")
def determinant(proof):
    """The entries of the Hessian are these covariances.  The determinant is zero where t and u lie on one line."""
    proof.claim(cov(t(z), u(z), eta, xi)**2 <= cov(t(z), t(z), eta, xi)*cov(u(z), u(z), eta, xi))
    proof.given(integrable[o(z, eta, xi)](t(z)**2), integrable[o(z, eta, xi)](u(z)**2), integrable[z](h(z)*exp(eta*t(z))*exp(xi*u(z))), W(eta, xi) > 0)
    proof.starts(cov(t(z), u(z), eta, xi)**2)
    proof.le(cov(t(z), t(z), eta, xi)*cov(u(z), u(z), eta, xi), by=sum_of_squares)
    proof.twin(cov(t(z), u(z), eta, xi)**2 >= cov(t(z), t(z), eta, xi)*cov(u(z), u(z), eta, xi), "turning the inequality round")
    proof.twin(cov(t(z), u(z), eta, xi) <= cov(t(z), t(z), eta, xi), "believing that an entry beside the diagonal is never larger than one on it")
    proof.twin(E[o(z, eta, xi)](t(z)*u(z))**2 <= cov(t(z), t(z), eta, xi)*cov(u(z), u(z), eta, xi), "taking the mean of the product for the covariance")
