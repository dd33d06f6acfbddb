"""The report on 2.2.17: the average negative log likelihood of a Gamma law, and its gradient.

a is the report's α and s its β, a scale; x(n) is xₙ, which is positive.  A power with a real exponent is the exponential of that
times the logarithm, and Γ(α) is the exponential of ln Γ(α).
"""

from derivations import (
    D, Function, abbreviation, algebra, counts, definition, differentiate, digamma, each, exp, lgamma, linearity, log, logarithm,
    mean, parameters, theorem)
from derivations.chapters.gamma import B, g, loss_in_scale, loss_in_shape, m
from derivations.chapters.gamma_fit import nll, y
from derivations.reported.claim import reported

N, n = counts("N n")
a, s, u1, u2 = parameters("a s u1 u2")
x = Function("x", n)


@abbreviation
def p(n, a, s):
    """The density of the Gamma law of shape a and scale s at xₙ."""
    return 1/(exp(lgamma(a))*exp(a*log(s)))*exp((a - 1)*log(x(n)))*exp(-x(n)/s)


@abbreviation
def L(a, s):
    """The average negative log likelihood."""
    return -mean[n:N](log(p(n, a, s)))


@abbreviation
def by_averages(a, s):
    """The same, with the averages of x and of log x."""
    return a*log(s) + lgamma(a) - (a - 1)*mean[n:N](log(x(n))) + mean[n:N](x(n))/s


# --- true statements ----------------------------------------------------------------------------------------------


@theorem("2.2.17", title="The average negative log likelihood of a Gamma law, by the averages of x and of log x")
def likelihood(proof):
    proof.claim(L(a, s) == by_averages(a, s))
    proof.given(a > 0, s > 0, each[n:1:N](x(n) > 0))
    proof.starts(L(a, s))
    proof.eq(mean[n:N](-log(exp((a - 1)*log(x(n)) - x(n)/s - B(a, s)))), by=logarithm)
    proof.eq(by_averages(a, s), by=nll.at({y(n): x(n)}))
    proof.twin(L(a, s) == a*log(s) + lgamma(a) + (a - 1)*mean[n:N](log(x(n))) + mean[n:N](x(n))/s,
               "losing the sign of the average of log x")


@theorem("2.2.17", title="The gradient of the average negative log likelihood of a Gamma law")
def gradient(proof):
    """The derivative in the shape times u₁, plus that in the scale times u₂."""
    proof.claim(u1*D[a](L(a, s)) + u2*D[s](L(a, s))
                == u1*(log(s) + digamma(a) - mean[n:N](log(x(n)))) + u2*(a/s - mean[n:N](x(n))/s**2))
    proof.given(a > 0, s > 0, each[n:1:N](x(n) > 0))
    proof.starts(u1*D[a](L(a, s)) + u2*D[s](L(a, s)))
    proof.eq(u1*D[a](by_averages(a, s)) + u2*D[s](L(a, s)), by=likelihood)
    proof.eq(u1*D[a](by_averages(a, s)) + u2*D[s](by_averages(a, s)), by=likelihood)
    proof.eq(u1*(log(s) + digamma(a) - mean[n:N](log(x(n)))) + u2*D[s](by_averages(a, s)),
             by=loss_in_shape.at({m: mean[n:N](x(n)), g: mean[n:N](log(x(n)))}))
    proof.eq(u1*(log(s) + digamma(a) - mean[n:N](log(x(n)))) + u2*((a - mean[n:N](x(n))/s)/s),
             by=loss_in_scale.at({m: mean[n:N](x(n)), g: mean[n:N](log(x(n)))}))
    proof.eq(u1*(log(s) + digamma(a) - mean[n:N](log(x(n)))) + u2*(a/s - mean[n:N](x(n))/s**2), by=algebra)
    proof.twin(u1*D[a](L(a, s)) + u2*D[s](L(a, s))
               == u1*(log(s) + digamma(a) + mean[n:N](log(x(n)))) + u2*(a/s - mean[n:N](x(n))/s**2),
               "differentiating the last row as it is printed")
    proof.twin(u1*D[a](L(a, s)) + u2*D[s](L(a, s))
               == u1*(log(s) + digamma(a) - mean[n:N](log(x(n)))) + u2*(a/s - mean[n:N](x(n))/s),
               "forgetting that 1/s is differentiated")


# --- printed statements -------------------------------------------------------------------------------------------


@reported("2.2.17-a", lines=(924, 924), part=2, kind="line",
          says="The average negative log likelihood, with the density written out.")
def with_the_density(proof):
    proof.claim(L(a, s) == -mean[n:N](log(1/(exp(lgamma(a))*exp(a*log(s)))*exp((a - 1)*log(x(n)))*exp(-x(n)/s))))
    proof.given(a > 0, s > 0, each[n:1:N](x(n) > 0))
    proof.starts(L(a, s))
    proof.eq(-mean[n:N](log(1/(exp(lgamma(a))*exp(a*log(s)))*exp((a - 1)*log(x(n)))*exp(-x(n)/s))), by=definition)


@reported("2.2.17-b", lines=(924, 924), part=3, kind="line", says="The logarithm of the density is a sum of four terms.")
def four_terms(proof):
    proof.claim(L(a, s) == -mean[n:N](-(a*log(s)) - lgamma(a) + (a - 1)*log(x(n)) - x(n)/s))
    proof.given(a > 0, s > 0, each[n:1:N](x(n) > 0))
    proof.starts(L(a, s))
    proof.eq(-mean[n:N](-(a*log(s)) - lgamma(a) + (a - 1)*log(x(n)) - x(n)/s), by=logarithm)


@reported("2.2.17-c", lines=(924, 924), part=4, kind="line", says="Two of them do not depend on n and leave the average.")
def two_leave(proof):
    proof.claim(L(a, s) == a*log(s) + lgamma(a) - mean[n:N]((a - 1)*log(x(n)) - x(n)/s))
    proof.given(a > 0, s > 0, each[n:1:N](x(n) > 0))
    proof.starts(L(a, s))
    proof.eq(-mean[n:N](-(a*log(s)) - lgamma(a) + (a - 1)*log(x(n)) - x(n)/s), by=four_terms.statement)
    proof.eq(a*log(s) + lgamma(a) - mean[n:N]((a - 1)*log(x(n)) - x(n)/s), by=linearity)


@reported("2.2.17-d", lines=(924, 924), part=5, kind="line",
          says="The average negative log likelihood, by the averages of x and of log x, with a plus before the latter.",
          printed="ℒ(α, β) = α log β + log Γ(α) + (α − 1) avg(log x) + x̄/β",
          right="ℒ(α, β) = α log β + log Γ(α) − (α − 1) avg(log x) + x̄/β", evident=True,
          correction=("The minus before the average of row 4 stands before both of its terms", likelihood))
def last_row(proof):
    proof.claim(L(a, s) == a*log(s) + lgamma(a) + (a - 1)*mean[n:N](log(x(n))) + mean[n:N](x(n))/s)
    proof.given(a > 0, s > 0, each[n:1:N](x(n) > 0))
    proof.mend(a*log(s) + lgamma(a) + (a - 1)*mean[n:N](log(x(n))) + mean[n:N](x(n))/s, by_averages(a, s))


@reported("2.2.17-e", lines=(933, 933), part=2, kind="line", goal=True,
          says="The gradient is log β + ψ(α) minus the average of log x, and α/β minus the average of x over β².")
def printed_gradient(proof):
    proof.claim(u1*D[a](L(a, s)) + u2*D[s](L(a, s))
                == u1*(log(s) + digamma(a) - mean[n:N](log(x(n)))) + u2*(a/s - mean[n:N](x(n))/s**2))
    proof.given(a > 0, s > 0, each[n:1:N](x(n) > 0))
    proof.starts(u1*D[a](L(a, s)) + u2*D[s](L(a, s)))
    proof.eq(u1*(log(s) + digamma(a) - mean[n:N](log(x(n)))) + u2*(a/s - mean[n:N](x(n))/s**2), by=gradient)


@reported("2.2.17-f", lines=(935, 935), part=1, kind="line", says="ψ is the derivative of log Γ.")
def derivative_of_the_logarithm(proof):
    proof.claim(digamma(a) == D[a](lgamma(a)))
    proof.given(a > 0)
    proof.starts(digamma(a))
    proof.eq(D[a](lgamma(a)), by=differentiate)


@reported("2.2.17-g", lines=(935, 935), part=2, kind="line",
          says="That is the derivative of Γ, divided by Γ: dΓ(α) without dα below it is read as that derivative.")
def derivative_over_gamma(proof):
    proof.claim(D[a](lgamma(a)) == D[a](exp(lgamma(a)))/exp(lgamma(a)))
    proof.given(a > 0)
    proof.starts(D[a](lgamma(a)))
    proof.eq(D[a](exp(lgamma(a)))/exp(lgamma(a)), by=differentiate)
