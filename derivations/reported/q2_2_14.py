"""The report on 2.2.14: the Gamma law as an exponential family, and the gradient of its log normaliser.

a is the report's α and s its β, a scale; eta1 and eta2 are η₁ and η₂, x a positive number.  A power with a real exponent is the
exponential of that times the logarithm, and Γ(α) is the exponential of ln Γ(α).  A vector is said by u₁ times its first entry
plus u₂ times its second, for all numbers u.

The h(x) of line 840 is named nowhere after it: it is one.  That η₁ < 0 and η₂ > −1 is not said either, and follows from line 830, by
which α and β are positive.  With dΓ(z) line 862 means the derivative Γ′(z), as line 858 writes it.
"""

from derivations import (
    D, Gamma, abbreviation, algebra, density, differentiate, digamma, exp, family, integral, lgamma, log, logarithm, marginal, parameters,
    positives, theorem)
from derivations.reported.claim import reported

a, s, eta1, eta2, lam = parameters("a s eta1 eta2 lam")
(x,) = positives("x")
u1, u2 = parameters("u1 u2")


@abbreviation
def p(x, a, s):
    """The density of the Gamma law of shape a and scale s."""
    return 1/(exp(lgamma(a))*exp(a*log(s)))*exp((a - 1)*log(x))*exp(-x/s)


@abbreviation
def A(eta1, eta2):
    """The log normaliser in the natural parameters."""
    return -(eta2 + 1)*log(-eta1) + lgamma(eta2 + 1)


@abbreviation
def gradient(eta1, eta2):
    """The gradient of A."""
    return u1*D[eta1](A(eta1, eta2)) + u2*D[eta2](A(eta1, eta2))


@abbreviation
def at_shape_and_scale(a, s):
    """The gradient of A where η₁ is −1/s and η₂ is a − 1."""
    return u1*D[eta1:-1/s](A(eta1, a - 1)) + u2*D[eta2:a - 1](A(-1/s, eta2))


# --- true statements ----------------------------------------------------------------------------------------------


@theorem("2.2.14", title="The gradient of the log normaliser, in shape and scale")
def gradient_in_shape_and_scale(proof):
    proof.claim(at_shape_and_scale(a, s) == u1*s*a + u2*(log(s) + digamma(a)))
    proof.given(a > 0, s > 0)
    proof.starts(at_shape_and_scale(a, s))
    proof.eq(u1*s*a + u2*(-log(1/s) + digamma(a)), by=differentiate)
    proof.eq(u1*s*a + u2*(log(s) + digamma(a)), by=logarithm)
    proof.twin(at_shape_and_scale(a, s) == u1*a/s + u2*(log(s) + digamma(a)), "taking the mean of the law whose rate is β")
    proof.twin(at_shape_and_scale(a, s) == u1*s*a + u2*(log(s) + log(a)), "taking the logarithm of the mean for the mean of the logarithm")


# --- printed statements -------------------------------------------------------------------------------------------


@reported("2.2.14-a", lines=(844, 844), part=1, kind="line", says="The power of β goes into the exponent.")
def power_of_the_scale(proof):
    proof.claim(p(x, a, s) == 1/exp(lgamma(a))*exp((a - 1)*log(x))*exp(-x/s - a*log(s)))
    proof.given(a > 0, s > 0)
    proof.starts(p(x, a, s))
    proof.eq(1/exp(lgamma(a))*exp((a - 1)*log(x))*exp(-x/s - a*log(s)), by=logarithm)


@reported("2.2.14-b", lines=(844, 844), part=2, kind="line", says="Γ(α) goes into the exponent, too.")
def gamma_in_the_exponent(proof):
    proof.claim(p(x, a, s) == exp((a - 1)*log(x))*exp(-x/s - a*log(s) - lgamma(a)))
    proof.given(a > 0, s > 0)
    proof.starts(p(x, a, s))
    proof.eq(exp((a - 1)*log(x))*exp(-x/s - a*log(s) - lgamma(a)), by=logarithm)


@reported("2.2.14-c", lines=(844, 844), part=3, kind="line", says="And so does the power of x.")
def power_of_x(proof):
    proof.claim(p(x, a, s) == exp(-x/s + (a - 1)*log(x) - (a*log(s) + lgamma(a))))
    proof.given(a > 0, s > 0)
    proof.starts(p(x, a, s))
    proof.eq(exp(-x/s + (a - 1)*log(x) - (a*log(s) + lgamma(a))), by=logarithm)


@reported("2.2.14-d", lines=(848, 849), kind="prose", goal=True,
          says="With t(x) = (x, log x) and η = (−1/β, α − 1), the density is exp(ηᵀt(x) − A(η)).")
def exponential_form(proof):
    proof.claim(p(x, a, s) == exp(-1/s*x + (a - 1)*log(x) - A(-1/s, a - 1)))
    proof.given(a > 0, s > 0)
    proof.starts(p(x, a, s))
    proof.eq(exp(-x/s + (a - 1)*log(x) - (a*log(s) + lgamma(a))), by=power_of_x.statement)
    proof.eq(exp(-x/s + (a - 1)*log(x) - (-a*log(1/s) + lgamma(a))), by=logarithm)
    proof.eq(exp(-1/s*x + (a - 1)*log(x) - A(-1/s, a - 1)), by=algebra)


@reported("2.2.14-e", lines=(850, 850), kind="line", says="β is −1/η₁.")
def scale_of_eta(proof):
    proof.claim(s == -1/(-1/s))
    proof.given(s != 0)
    proof.starts(s)
    proof.eq(-1/(-1/s), by=algebra)


@reported("2.2.14-f", lines=(851, 851), kind="line", says="α is η₂ + 1.")
def shape_of_eta(proof):
    proof.claim(a == (a - 1) + 1)
    proof.starts(a)
    proof.eq((a - 1) + 1, by=algebra)


@reported("2.2.14-g", lines=(854, 854), part=1, kind="line",
          says="A, which the exponent subtracts, is α log β + log Γ(α).")
def normaliser(proof):
    proof.claim(-x/s + (a - 1)*log(x) - log(p(x, a, s)) == a*log(s) + lgamma(a))
    proof.given(a > 0, s > 0)
    proof.starts(-x/s + (a - 1)*log(x) - log(p(x, a, s)))
    proof.eq(a*log(s) + lgamma(a), by=logarithm)


@reported("2.2.14-h", lines=(854, 854), part=2, kind="line", says="In η it is −(η₂ + 1) log(−η₁) + log Γ(η₂ + 1).")
def normaliser_in_eta(proof):
    proof.claim(a*log(s) + lgamma(a) == A(-1/s, a - 1))
    proof.given(a > 0, s > 0)
    proof.starts(a*log(s) + lgamma(a))
    proof.eq(-a*log(1/s) + lgamma(a), by=logarithm)
    proof.eq(A(-1/s, a - 1), by=algebra)


@reported("2.2.14-i", lines=(858, 858), part=2, kind="line", goal=True,
          says="The gradient of A has the entries −(η₂ + 1)/η₁ and −log(−η₁) + Γ′(η₂ + 1)/Γ(η₂ + 1).")
def gradient_in_eta(proof):
    proof.claim(gradient(eta1, eta2)
                == u1*(-(eta2 + 1)/eta1)
                + u2*(-log(-eta1) + D[a:eta2 + 1](exp(lgamma(a)))/exp(lgamma(eta2 + 1))))
    proof.given(eta1 < 0, eta2 + 1 > 0)
    proof.starts(gradient(eta1, eta2))
    proof.eq(u1*(-(eta2 + 1)/eta1) + u2*(-log(-eta1) + D[a:eta2 + 1](exp(lgamma(a)))/exp(lgamma(eta2 + 1))),
             by=differentiate)


@reported("2.2.14-j", lines=(858, 858), part=3, kind="line", goal=True,
          says="In shape and scale these are βλ and log β + ψ(α), for a λ that is introduced nowhere.",
          printed="(βλ, log β + Ψ(a))", right="(βα, log β + Ψ(α))", evident=True,
          correction=("The first entry is βα: λ stands for α", gradient_in_shape_and_scale))
def gradient_with_a_letter(proof):
    proof.claim(at_shape_and_scale(a, s) == u1*s*lam + u2*(log(s) + digamma(a)))
    proof.given(a > 0, s > 0)
    proof.reading(at_shape_and_scale(a, s) == u1*s*(1/s) + u2*(log(s) + digamma(a)), "λ is the rate, 1/β")
    proof.mend(lam, a)


@reported("2.2.14-k", lines=(858, 858), part=4, kind="line", goal=True,
          says="The entries of the gradient of A are the means of x and of log x.")
def gradient_of_means(proof):
    proof.claim(at_shape_and_scale(a, s) == u1*integral[x](p(x, a, s)*x) + u2*integral[x](p(x, a, s)*log(x)))
    proof.given(a > 0, s > 0)
    proof.starts(at_shape_and_scale(a, s))
    proof.eq(u1*s*a + u2*(log(s) + digamma(a)), by=gradient_in_shape_and_scale)
    proof.eq(u1*s*a + u2*integral[x](p(x, a, s)*log(x)), by=family)
    proof.eq(u1*integral[x](p(x, a, s)*x) + u2*integral[x](p(x, a, s)*log(x)), by=family)


@reported("2.2.14-l", lines=(862, 862), kind="line", says="ψ is the derivative of Γ, divided by Γ.")
def digamma_function(proof):
    proof.claim(digamma(a) == D[a](exp(lgamma(a)))/exp(lgamma(a)))
    proof.given(a > 0)
    proof.starts(digamma(a))
    proof.eq(D[a](exp(lgamma(a)))/exp(lgamma(a)), by=differentiate)


@reported("2.2.14-m", lines=(832, 832), kind="line", says="What is displayed is a density on x > 0: its integral is one.")
def displayed_density(proof):
    proof.claim(integral[x](p(x, a, s)) == 1)
    proof.given(a > 0, s > 0)
    proof.starts(integral[x](p(x, a, s)))
    proof.eq(integral[x](Gamma[a, 1/s](x)), by=density)
    proof.eq(1, by=marginal)


@reported("2.2.14-n", lines=(830, 832), kind="prose",
          says="It is the density of the Gamma law whose shape is α; β, of which is only said that it is positive, is then the scale.")
def shape_and_scale(proof):
    proof.claim(p(x, a, s) == Gamma[a, 1/s](x))
    proof.given(a > 0, s > 0)
    proof.starts(p(x, a, s))
    proof.eq(Gamma[a, 1/s](x), by=density)
