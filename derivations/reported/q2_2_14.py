"""The report on 2.2.14: the Gamma law as an exponential family, and the gradient of its log normaliser.

α is a shape and β a scale; eta1 and eta2 are η₁ and η₂, lam is λ, and x a positive number.  A power with a real exponent is the
exponential of that times the logarithm, and Γ(α) is the exponential of ln Γ(α).  A vector is said by u₁ times its first entry
plus u₂ times its second, for all numbers u.

The h(x) of line 840 is named nowhere after it: it is one.  That η₁ < 0 and η₂ > −1 is not said either, and follows from line 830, by
which α and β are positive.  With dΓ(z) line 862 means the derivative Γ′(z), as line 858 writes it.
"""

from derivations import (
    D, Gamma, abbreviation, algebra, density, differentiate, digamma, exp, family, integral, lgamma, log, logarithm, marginal, parameters,
    positives, theorem)
from derivations.reported.claim import reported

alpha, beta, eta1, eta2, lam = parameters("alpha beta eta1 eta2 lam")
(x,) = positives("x")
u1, u2 = parameters("u1 u2")


@abbreviation
def p(x, alpha, beta):
    """The density of the Gamma law of shape α and scale β."""
    return 1/(exp(lgamma(alpha))*exp(alpha*log(beta)))*exp((alpha - 1)*log(x))*exp(-x/beta)


@abbreviation
def A(eta1, eta2):
    """The log normaliser in the natural parameters."""
    return -(eta2 + 1)*log(-eta1) + lgamma(eta2 + 1)


@abbreviation
def gradient(eta1, eta2):
    """The gradient of A."""
    return u1*D[eta1](A(eta1, eta2)) + u2*D[eta2](A(eta1, eta2))


@abbreviation
def at_shape_and_scale(alpha, beta):
    """The gradient of A where η₁ is −1/β and η₂ is α − 1."""
    return u1*D[eta1:-1/beta](A(eta1, alpha - 1)) + u2*D[eta2:alpha - 1](A(-1/beta, eta2))


# --- true statements ----------------------------------------------------------------------------------------------


@theorem("2.2.14", title="The gradient of the log normaliser, in shape and scale")
def gradient_in_shape_and_scale(proof):
    proof.claim(at_shape_and_scale(alpha, beta) == u1*beta*alpha + u2*(log(beta) + digamma(alpha)))
    proof.given(alpha > 0, beta > 0)
    proof.starts(at_shape_and_scale(alpha, beta))
    proof.eq(u1*beta*alpha + u2*(-log(1/beta) + digamma(alpha)), by=differentiate)
    proof.eq(u1*beta*alpha + u2*(log(beta) + digamma(alpha)), by=logarithm)
    proof.twin(at_shape_and_scale(alpha, beta) == u1*alpha/beta + u2*(log(beta) + digamma(alpha)),
               "taking the mean of the law whose rate is β")
    proof.twin(at_shape_and_scale(alpha, beta) == u1*beta*alpha + u2*(log(beta) + log(alpha)),
               "taking the logarithm of the mean for the mean of the logarithm")


# --- printed statements -------------------------------------------------------------------------------------------


@reported("2.2.14-a", lines=(844, 844), part=1, kind="line", says="The power of β goes into the exponent.")
def power_of_the_scale(proof):
    proof.claim(p(x, alpha, beta) == 1/exp(lgamma(alpha))*exp((alpha - 1)*log(x))*exp(-x/beta - alpha*log(beta)))
    proof.given(alpha > 0, beta > 0)
    proof.starts(p(x, alpha, beta))
    proof.eq(1/exp(lgamma(alpha))*exp((alpha - 1)*log(x))*exp(-x/beta - alpha*log(beta)), by=logarithm)


@reported("2.2.14-b", lines=(844, 844), part=2, kind="line", says="Γ(α) goes into the exponent, too.")
def gamma_in_the_exponent(proof):
    proof.claim(p(x, alpha, beta) == exp((alpha - 1)*log(x))*exp(-x/beta - alpha*log(beta) - lgamma(alpha)))
    proof.given(alpha > 0, beta > 0)
    proof.starts(p(x, alpha, beta))
    proof.eq(exp((alpha - 1)*log(x))*exp(-x/beta - alpha*log(beta) - lgamma(alpha)), by=logarithm)


@reported("2.2.14-c", lines=(844, 844), part=3, kind="line", says="And so does the power of x.")
def power_of_x(proof):
    proof.claim(p(x, alpha, beta) == exp(-x/beta + (alpha - 1)*log(x) - (alpha*log(beta) + lgamma(alpha))))
    proof.given(alpha > 0, beta > 0)
    proof.starts(p(x, alpha, beta))
    proof.eq(exp(-x/beta + (alpha - 1)*log(x) - (alpha*log(beta) + lgamma(alpha))), by=logarithm)


@reported("2.2.14-d", lines=(848, 849), kind="prose", goal=True,
          says="With t(x) = (x, log x) and η = (−1/β, α − 1), the density is exp(ηᵀt(x) − A(η)).")
def exponential_form(proof):
    proof.claim(p(x, alpha, beta) == exp(-1/beta*x + (alpha - 1)*log(x) - A(-1/beta, alpha - 1)))
    proof.given(alpha > 0, beta > 0)
    proof.starts(p(x, alpha, beta))
    proof.eq(exp(-x/beta + (alpha - 1)*log(x) - (alpha*log(beta) + lgamma(alpha))), by=power_of_x.statement)
    proof.eq(exp(-x/beta + (alpha - 1)*log(x) - (-alpha*log(1/beta) + lgamma(alpha))), by=logarithm)
    proof.eq(exp(-1/beta*x + (alpha - 1)*log(x) - A(-1/beta, alpha - 1)), by=algebra)


@reported("2.2.14-e", lines=(850, 850), kind="line", says="β is −1/η₁.")
def scale_of_eta(proof):
    proof.claim(beta == -1/(-1/beta))
    proof.given(beta != 0)
    proof.starts(beta)
    proof.eq(-1/(-1/beta), by=algebra)


@reported("2.2.14-f", lines=(851, 851), kind="line", says="α is η₂ + 1.")
def shape_of_eta(proof):
    proof.claim(alpha == (alpha - 1) + 1)
    proof.starts(alpha)
    proof.eq((alpha - 1) + 1, by=algebra)


@reported("2.2.14-g", lines=(854, 854), part=1, kind="line",
          says="A, which the exponent subtracts, is α log β + log Γ(α).")
def normaliser(proof):
    proof.claim(-x/beta + (alpha - 1)*log(x) - log(p(x, alpha, beta)) == alpha*log(beta) + lgamma(alpha))
    proof.given(alpha > 0, beta > 0)
    proof.starts(-x/beta + (alpha - 1)*log(x) - log(p(x, alpha, beta)))
    proof.eq(alpha*log(beta) + lgamma(alpha), by=logarithm)


@reported("2.2.14-h", lines=(854, 854), part=2, kind="line", says="In η it is −(η₂ + 1) log(−η₁) + log Γ(η₂ + 1).")
def normaliser_in_eta(proof):
    proof.claim(alpha*log(beta) + lgamma(alpha) == A(-1/beta, alpha - 1))
    proof.given(alpha > 0, beta > 0)
    proof.starts(alpha*log(beta) + lgamma(alpha))
    proof.eq(-alpha*log(1/beta) + lgamma(alpha), by=logarithm)
    proof.eq(A(-1/beta, alpha - 1), by=algebra)


@reported("2.2.14-i", lines=(858, 858), part=2, kind="line", goal=True,
          says="The gradient of A has the entries −(η₂ + 1)/η₁ and −log(−η₁) + Γ′(η₂ + 1)/Γ(η₂ + 1).")
def gradient_in_eta(proof):
    proof.claim(gradient(eta1, eta2)
                == u1*(-(eta2 + 1)/eta1)
                + u2*(-log(-eta1) + D[alpha:eta2 + 1](exp(lgamma(alpha)))/exp(lgamma(eta2 + 1))))
    proof.given(eta1 < 0, eta2 + 1 > 0)
    proof.starts(gradient(eta1, eta2))
    proof.eq(u1*(-(eta2 + 1)/eta1) + u2*(-log(-eta1) + D[alpha:eta2 + 1](exp(lgamma(alpha)))/exp(lgamma(eta2 + 1))),
             by=differentiate)


@reported("2.2.14-j", lines=(858, 858), part=3, kind="line", goal=True,
          says="In shape and scale these are βλ and log β + ψ(α), for a λ that is introduced nowhere.",
          printed="(βλ, log β + Ψ(a))", right="(βα, log β + Ψ(α))", evident=True,
          correction=("The first entry is βα: λ stands for α", gradient_in_shape_and_scale))
def gradient_with_a_letter(proof):
    proof.claim(at_shape_and_scale(alpha, beta) == u1*beta*lam + u2*(log(beta) + digamma(alpha)))
    proof.given(alpha > 0, beta > 0)
    proof.reading(at_shape_and_scale(alpha, beta) == u1*beta*(1/beta) + u2*(log(beta) + digamma(alpha)), "λ is the rate, 1/β")
    proof.mend(lam, alpha)


@reported("2.2.14-k", lines=(858, 858), part=4, kind="line", goal=True,
          says="The entries of the gradient of A are the means of x and of log x.")
def gradient_of_means(proof):
    proof.claim(at_shape_and_scale(alpha, beta) == u1*integral[x](p(x, alpha, beta)*x) + u2*integral[x](p(x, alpha, beta)*log(x)))
    proof.given(alpha > 0, beta > 0)
    proof.starts(at_shape_and_scale(alpha, beta))
    proof.eq(u1*beta*alpha + u2*(log(beta) + digamma(alpha)), by=gradient_in_shape_and_scale)
    proof.eq(u1*beta*alpha + u2*integral[x](p(x, alpha, beta)*log(x)), by=family)
    proof.eq(u1*integral[x](p(x, alpha, beta)*x) + u2*integral[x](p(x, alpha, beta)*log(x)), by=family)


@reported("2.2.14-l", lines=(862, 862), kind="line",
          says="ψ is the derivative of Γ, divided by Γ: dΓ(z) without dz below it is read as that derivative.")
def digamma_function(proof):
    proof.claim(digamma(alpha) == D[alpha](exp(lgamma(alpha)))/exp(lgamma(alpha)))
    proof.given(alpha > 0)
    proof.starts(digamma(alpha))
    proof.eq(D[alpha](exp(lgamma(alpha)))/exp(lgamma(alpha)), by=differentiate)


@reported("2.2.14-m", lines=(832, 832), kind="line", says="What is displayed is a density on x > 0: its integral is one.")
def displayed_density(proof):
    proof.claim(integral[x](p(x, alpha, beta)) == 1)
    proof.given(alpha > 0, beta > 0)
    proof.starts(integral[x](p(x, alpha, beta)))
    proof.eq(integral[x](Gamma[alpha, 1/beta](x)), by=density)
    proof.eq(1, by=marginal)


@reported("2.2.14-n", lines=(830, 832), kind="prose",
          says="It is the density of the Gamma law whose shape is α; β, of which is only said that it is positive, is then the scale.")
def shape_and_scale(proof):
    proof.claim(p(x, alpha, beta) == Gamma[alpha, 1/beta](x))
    proof.given(alpha > 0, beta > 0)
    proof.starts(p(x, alpha, beta))
    proof.eq(Gamma[alpha, 1/beta](x), by=density)
