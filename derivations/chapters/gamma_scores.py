"""The Gamma law: its scores, and the Fisher information as the means of their products.

A score is the derivative of log p(x) in a parameter.  In the natural parameters it is a statistic less its mean, x − 𝔼[x] or
log x − 𝔼[log x]; in shape and rate, shape and scale, or the logarithms of shape and rate, it is

    in the shape (rate b)    log x − ψ(a) + log b          in the rate     a/b − x
    in the shape (scale s)   log x − ψ(a) − log s          in the scale    (x/s − a)/s
    in log a (rate b)        a (log x − ψ(a) + log b)      in log b        a − b x.

Each has mean zero.  The Fisher information of two parameters is the mean of the product of their scores.  Entry by entry
that gives the matrices which the chapters `gamma` and `gamma_charts` derive from the log-normaliser:

    shape, rate     [[ψ′(a), −1/b], [−1/b, a/b²]]          natural         [[(η₂ + 1)/η₁², −1/η₁], [−1/η₁, ψ′(η₂ + 1)]]
    shape, scale    [[ψ′(a), 1/s], [1/s, a/s²]]            logarithms      [[a² ψ′(a), −a], [−a, a]].

The sign beside the diagonal is another one for the rate and for the scale.  The same entries are minus the means of the
second derivatives of log p.  In the natural parameters these do not depend on x, so that no mean is needed: the Hessian of
the log-normaliser is the Fisher information.  In shape and rate they do not depend on x, either.  In shape and scale the
last one does, and there the Hessian of a log s + ln Γ(a) is another matrix, as `gamma.literal_determinant` says.

In the logarithms, α = log a and β = log b, no parameter has to be positive: the law is Gamma[exp(α), exp(β)].

Sources: Lehmann and Casella (1998), Theory of point estimation, section 2.5; Amari (1998), Natural gradient works
efficiently in learning; DLMF, chapter 5.
"""

from derivations import (
    D, E, Gamma, abbreviation, density, differentiate, digamma, exp, family, lgamma, log, logarithm, parameters, recurrence, theorem, trigamma)
from derivations.chapters.gamma import A, B, G_11, G_12, G_22, a, eta1, eta2, hessian_first, hessian_mixed, hessian_second, s
from derivations.chapters.gamma_charts import b
from derivations.chapters.gamma_means import natural_form, scale_form, x

alpha, beta = parameters("alpha beta")


@abbreviation
def S_a(x):
    """The score in the shape, at a fixed rate."""
    return D[a](log(Gamma[a, b](x)))


@abbreviation
def S_b(x):
    """The score in the rate."""
    return D[b](log(Gamma[a, b](x)))


@abbreviation
def T_a(x):
    """The score in the shape, at a fixed scale."""
    return D[a](log(Gamma[a, 1/s](x)))


@abbreviation
def T_s(x):
    """The score in the scale."""
    return D[s](log(Gamma[a, 1/s](x)))


@abbreviation
def S_1(x):
    """The score in the first natural parameter."""
    return D[eta1](log(Gamma[eta2 + 1, -eta1](x)))


@abbreviation
def S_2(x):
    """The score in the second natural parameter."""
    return D[eta2](log(Gamma[eta2 + 1, -eta1](x)))


@abbreviation
def L_a(x):
    """The score in the logarithm of the shape, at a fixed rate."""
    return D[alpha](log(Gamma[exp(alpha), exp(beta)](x)))


@abbreviation
def L_b(x):
    """The score in the logarithm of the rate."""
    return D[beta](log(Gamma[exp(alpha), exp(beta)](x)))


# --- scores -------------------------------------------------------------------------------------------------------


@theorem("2.2.16", title="The score in the shape, at a fixed rate")
def score_shape(proof):
    proof.claim(S_a(x) == log(x) - digamma(a) + log(b))
    proof.given(a > 0, b > 0)
    proof.starts(S_a(x))
    proof.eq(log(x) - digamma(a) + log(b), by=differentiate)
    proof.twin(S_a(x) == log(x) - log(a) + log(b), "taking the logarithm for ψ")
    proof.twin(S_a(x) == log(x) - digamma(a) - log(b), "taking the rate for the scale")
    proof.twin(S_a(x) == log(x) - trigamma(a) + log(b), "taking ψ′ for ψ")


@theorem("2.2.16", title="The score in the rate")
def score_rate(proof):
    proof.claim(S_b(x) == a/b - x)
    proof.given(a > 0, b > 0)
    proof.starts(S_b(x))
    proof.eq(a/b - x, by=differentiate)
    proof.twin(S_b(x) == x - a/b, "losing the sign: this is the score in the first natural parameter")
    proof.twin(S_b(x) == a*b - x, "taking the rate for the scale")
    proof.twin(S_b(x) == -x, "forgetting that the normaliser depends on the rate")


@theorem("2.2.16", title="The score in the shape, at a fixed scale")
def scale_score_shape(proof):
    proof.claim(T_a(x) == log(x) - digamma(a) - log(s))
    proof.given(a > 0, s > 0)
    proof.starts(T_a(x))
    proof.eq(D[a]((a - 1)*log(x) - x/s - B(a, s)), by=scale_form)
    proof.eq(log(x) - digamma(a) - log(s), by=differentiate)
    proof.twin(T_a(x) == log(x) - digamma(a) + log(s), "taking the scale for the rate")
    proof.twin(T_a(x) == log(x) - log(a) - log(s), "taking the logarithm for ψ")
    proof.twin(T_a(x) == log(x) - digamma(a), "forgetting that the normaliser depends on the scale to the power of the shape")


@theorem("2.2.16", title="The score in the scale")
def score_scale(proof):
    proof.claim(T_s(x) == (x/s - a)/s)
    proof.given(a > 0, s > 0)
    proof.starts(T_s(x))
    proof.eq((x/s - a)/s, by=differentiate)
    proof.twin(T_s(x) == (a - x/s)/s, "losing the sign: this is the slope of the loss")
    proof.twin(T_s(x) == x/s - a, "forgetting the inner derivative")
    proof.twin(T_s(x) == a/s - x, "taking the score in the rate as it is")


@theorem("2.2.16", title="The score in the first natural parameter: x less its mean")
def score_first(proof):
    proof.claim(S_1(x) == x - E[Gamma[eta2 + 1, -eta1](x)](x))
    proof.given(eta1 < 0, eta2 + 1 > 0)
    proof.starts(S_1(x))
    proof.eq(x + (eta2 + 1)/eta1, by=differentiate)
    proof.eq(x - E[Gamma[eta2 + 1, -eta1](x)](x), by=family)
    proof.twin(S_1(x) == E[Gamma[eta2 + 1, -eta1](x)](x) - x, "losing the sign: this is the score in the rate")
    proof.twin(S_1(x) == x, "forgetting the log-normaliser")
    proof.twin(S_1(x) == x + eta2/eta1, "taking the second natural parameter for the shape")


@theorem("2.2.16", title="The score in the second natural parameter: log x less its mean")
def score_second(proof):
    proof.claim(S_2(x) == log(x) - E[Gamma[eta2 + 1, -eta1](x)](log(x)))
    proof.given(eta1 < 0, eta2 + 1 > 0)
    proof.starts(S_2(x))
    proof.eq(log(x) - digamma(eta2 + 1) + log(-eta1), by=differentiate)
    proof.eq(log(x) - E[Gamma[eta2 + 1, -eta1](x)](log(x)), by=family)
    proof.twin(S_2(x) == log(x) - log(E[Gamma[eta2 + 1, -eta1](x)](x)), "taking the logarithm of the mean for the mean of the logarithm")
    proof.twin(S_2(x) == log(x), "forgetting the log-normaliser")
    proof.twin(S_2(x) == log(x) - digamma(eta2) + log(-eta1), "taking the second natural parameter for the shape")


@theorem(title="The score in the logarithm of the shape: the shape times the score in the shape")
def score_log_shape(proof):
    proof.claim(L_a(x) == exp(alpha)*(log(x) - digamma(exp(alpha)) + beta))
    proof.starts(L_a(x))
    proof.eq(D[alpha](exp(alpha)*beta - lgamma(exp(alpha)) + (exp(alpha) - 1)*log(x) - exp(beta)*x), by=density)
    proof.eq(exp(alpha)*(log(x) - digamma(exp(alpha)) + beta), by=differentiate)
    proof.twin(L_a(x) == log(x) - digamma(exp(alpha)) + beta, "forgetting the inner derivative")
    proof.twin(L_a(x) == (log(x) - digamma(exp(alpha)) + beta)/exp(alpha), "dividing by the inner derivative")
    proof.twin(L_a(x) == exp(alpha)*(log(x) - digamma(alpha) + beta), "taking the logarithm of the shape for the shape")


@theorem(title="The score in the logarithm of the rate: the rate times the score in the rate")
def score_log_rate(proof):
    proof.claim(L_b(x) == exp(alpha) - exp(beta)*x)
    proof.starts(L_b(x))
    proof.eq(D[beta](exp(alpha)*beta - lgamma(exp(alpha)) + (exp(alpha) - 1)*log(x) - exp(beta)*x), by=density)
    proof.eq(exp(alpha) - exp(beta)*x, by=differentiate)
    proof.twin(L_b(x) == exp(alpha)/exp(beta) - x, "forgetting the inner derivative")
    proof.twin(L_b(x) == exp(beta)*x - exp(alpha), "losing the sign: this is the score in the logarithm of the scale")
    proof.twin(L_b(x) == exp(alpha) - x/exp(beta), "taking the rate for the scale")


# --- mean zero ----------------------------------------------------------------------------------------------------


@theorem("2.2.16", title="The score in the shape has mean zero")
def zero_shape(proof):
    proof.claim(E[Gamma[a, b](x)](S_a(x)) == 0)
    proof.given(a > 0, b > 0)
    proof.starts(E[Gamma[a, b](x)](S_a(x)))
    proof.eq(E[Gamma[a, b](x)](log(x) - digamma(a) + log(b)), by=score_shape)
    proof.eq(0, by=family)
    proof.twin(E[Gamma[a, b](x)](log(x) - log(a) + log(b)) == 0, "taking the logarithm for ψ")
    proof.twin(E[Gamma[a, 1/b](x)](S_a(x)) == 0, "averaging under the law of scale b")
    proof.twin(E[Gamma[a, b](x)](S_a(x)**2) == 0, "believing it of the square")


@theorem("2.2.16", title="The score in the rate has mean zero")
def zero_rate(proof):
    proof.claim(E[Gamma[a, b](x)](S_b(x)) == 0)
    proof.given(a > 0, b > 0)
    proof.starts(E[Gamma[a, b](x)](S_b(x)))
    proof.eq(E[Gamma[a, b](x)](a/b - x), by=score_rate)
    proof.eq(0, by=family)
    proof.twin(S_b(x) == 0, "believing it of every single x")
    proof.twin(E[Gamma[a, b](x)](x*S_b(x)) == 0, "believing it of a multiple that depends on x")
    proof.twin(E[Gamma[a + 1, b](x)](S_b(x)) == 0, "averaging under another law")


@theorem("2.2.16", title="The score in the scale has mean zero")
def zero_scale(proof):
    proof.claim(E[Gamma[a, 1/s](x)](T_s(x)) == 0)
    proof.given(a > 0, s > 0)
    proof.starts(E[Gamma[a, 1/s](x)](T_s(x)))
    proof.eq(E[Gamma[a, 1/s](x)]((x/s - a)/s), by=score_scale)
    proof.eq(0, by=family)
    proof.twin(E[Gamma[a, s](x)](T_s(x)) == 0, "averaging under the law of rate s")
    proof.twin(E[Gamma[a, 1/s](x)](T_s(x)**2) == 0, "believing it of the square")


@theorem("2.2.16", title="The score in the first natural parameter has mean zero")
def zero_first(proof):
    proof.claim(E[Gamma[eta2 + 1, -eta1](x)](S_1(x)) == 0)
    proof.given(eta1 < 0, eta2 + 1 > 0)
    proof.starts(E[Gamma[eta2 + 1, -eta1](x)](S_1(x)))
    proof.eq(E[Gamma[eta2 + 1, -eta1](x)](x - E[Gamma[eta2 + 1, -eta1](x)](x)), by=score_first)
    proof.eq(0, by=family)
    proof.twin(E[Gamma[eta2, -eta1](x)](S_1(x)) == 0, "taking the second natural parameter for the shape")
    proof.twin(E[Gamma[eta2 + 1, -eta1](x)](S_1(x)**2) == 0, "believing it of the square")


@theorem("2.2.16", title="The score in the second natural parameter has mean zero")
def zero_second(proof):
    proof.claim(E[Gamma[eta2 + 1, -eta1](x)](S_2(x)) == 0)
    proof.given(eta1 < 0, eta2 + 1 > 0)
    proof.starts(E[Gamma[eta2 + 1, -eta1](x)](S_2(x)))
    proof.eq(E[Gamma[eta2 + 1, -eta1](x)](log(x) - E[Gamma[eta2 + 1, -eta1](x)](log(x))), by=score_second)
    proof.eq(0, by=family)
    proof.twin(E[Gamma[eta2 + 1, -eta1](x)](log(x) - log(E[Gamma[eta2 + 1, -eta1](x)](x))) == 0, "believing that the logarithm leaves the mean")
    proof.twin(E[Gamma[eta2, -eta1](x)](S_2(x)) == 0, "taking the second natural parameter for the shape")


@theorem("1.2.5", title="The derivative of the mean of log x in the shape is the mean of log x times the score")
def reinforce(proof):
    """As `score_function.gradient` says of every family; here it asks for no hypothesis on what enters the integral."""
    proof.claim(D[a](E[Gamma[a, b](x)](log(x))) == E[Gamma[a, b](x)](log(x)*S_a(x)))
    proof.given(a > 0, b > 0)
    proof.starts(D[a](E[Gamma[a, b](x)](log(x))))
    proof.eq(D[a](digamma(a) - log(b)), by=family)
    proof.eq(trigamma(a), by=differentiate)
    proof.eq(E[Gamma[a, b](x)](log(x)*(log(x) - digamma(a) + log(b))), by=family)
    proof.eq(E[Gamma[a, b](x)](log(x)*S_a(x)), by=score_shape)
    proof.twin(D[a](E[Gamma[a, b](x)](log(x))) == E[Gamma[a, b](x)](D[a](log(x))), "moving the derivative past the law of the draws")
    proof.twin(D[a](E[Gamma[a, b](x)](log(x))) == E[Gamma[a, b](x)](S_a(x)), "forgetting the quantity")
    proof.twin(D[a](E[Gamma[a, b](x)](log(x))) == -E[Gamma[a, b](x)](log(x)*S_a(x)), "losing the sign")


# --- the Fisher information in shape and rate ---------------------------------------------------------------------


@theorem("2.2.16", title="The Fisher information in shape and rate: shape and shape")
def rate_fisher_shape(proof):
    proof.claim(E[Gamma[a, b](x)](S_a(x)**2) == trigamma(a))
    proof.given(a > 0, b > 0)
    proof.starts(E[Gamma[a, b](x)](S_a(x)**2))
    proof.eq(E[Gamma[a, b](x)]((log(x) - digamma(a) + log(b))**2), by=score_shape)
    proof.eq(trigamma(a), by=family)
    proof.twin(E[Gamma[a, b](x)](S_a(x)**2) == digamma(a), "taking ψ for ψ′")
    proof.twin(E[Gamma[a, b](x)](S_a(x)**2) == 1/a, "taking the logarithm for ψ")
    proof.twin(E[Gamma[a, b](x)](log(x)**2) == trigamma(a), "taking the second moment for the variance")


@theorem("2.2.16", title="The Fisher information in shape and rate: shape and rate")
def rate_fisher_mixed(proof):
    proof.claim(E[Gamma[a, b](x)](S_a(x)*S_b(x)) == -1/b)
    proof.given(a > 0, b > 0)
    proof.starts(E[Gamma[a, b](x)](S_a(x)*S_b(x)))
    proof.eq(E[Gamma[a, b](x)]((log(x) - digamma(a) + log(b))*S_b(x)), by=score_shape)
    proof.eq(E[Gamma[a, b](x)]((log(x) - digamma(a) + log(b))*(a/b - x)), by=score_rate)
    proof.eq(a/b*(digamma(a) - digamma(a + 1)), by=family)
    proof.eq(-1/b, by=recurrence)
    proof.twin(E[Gamma[a, b](x)](S_a(x)*S_b(x)) == 1/b, "losing the sign: this is the entry for the scale")
    proof.twin(E[Gamma[a, b](x)](S_a(x)*S_b(x)) == 0, "believing that the two scores are uncorrelated")
    proof.twin(E[Gamma[a, b](x)](S_a(x)*S_b(x)) == -b, "taking the rate for the scale")


@theorem("2.2.16", title="The Fisher information in shape and rate: rate and rate")
def rate_fisher_rate(proof):
    proof.claim(E[Gamma[a, b](x)](S_b(x)**2) == a/b**2)
    proof.given(a > 0, b > 0)
    proof.starts(E[Gamma[a, b](x)](S_b(x)**2))
    proof.eq(E[Gamma[a, b](x)]((a/b - x)**2), by=score_rate)
    proof.eq(a/b**2, by=family)
    proof.twin(E[Gamma[a, b](x)](S_b(x)**2) == a*b**2, "taking the rate for the scale")
    proof.twin(E[Gamma[a, b](x)](S_b(x)**2) == -a/b**2, "losing the sign of a second derivative")
    proof.twin(E[Gamma[a, b](x)](S_b(x)**2) == a*(a + 1)/b**2, "taking the second moment for the variance")


# --- the Fisher information in shape and scale --------------------------------------------------------------------


@theorem("2.2.16", title="The Fisher information in shape and scale: shape and shape")
def scale_fisher_shape(proof):
    proof.claim(E[Gamma[a, 1/s](x)](T_a(x)**2) == trigamma(a))
    proof.given(a > 0, s > 0)
    proof.starts(E[Gamma[a, 1/s](x)](T_a(x)**2))
    proof.eq(E[Gamma[a, 1/s](x)]((log(x) - digamma(a) + log(1/s))**2), by=score_shape.at({b: 1/s}))
    proof.eq(trigamma(a), by=family)
    proof.twin(E[Gamma[a, s](x)](T_a(x)**2) == trigamma(a), "averaging under the law of rate s")
    proof.twin(E[Gamma[a, 1/s](x)](T_a(x)**2) == digamma(a), "taking ψ for ψ′")


@theorem("2.2.16", title="The Fisher information in shape and scale: shape and scale")
def scale_fisher_mixed(proof):
    proof.claim(E[Gamma[a, 1/s](x)](T_a(x)*T_s(x)) == 1/s)
    proof.given(a > 0, s > 0)
    proof.starts(E[Gamma[a, 1/s](x)](T_a(x)*T_s(x)))
    proof.eq(E[Gamma[a, 1/s](x)]((log(x) - digamma(a) + log(1/s))*T_s(x)), by=score_shape.at({b: 1/s}))
    proof.eq(E[Gamma[a, 1/s](x)]((log(x) - digamma(a) + log(1/s))*(x/s - a)/s), by=score_scale)
    proof.eq(a/s*(digamma(a + 1) - digamma(a)), by=family)
    proof.eq(1/s, by=recurrence)
    proof.twin(E[Gamma[a, 1/s](x)](T_a(x)*T_s(x)) == -1/s, "taking the entry for the rate")
    proof.twin(E[Gamma[a, 1/s](x)](T_a(x)*T_s(x)) == s, "taking the scale for the rate")
    proof.twin(E[Gamma[a, 1/s](x)](T_a(x)*T_s(x)) == 0, "believing that the two scores are uncorrelated")


@theorem("2.2.16", title="The Fisher information in shape and scale: scale and scale")
def scale_fisher_scale(proof):
    proof.claim(E[Gamma[a, 1/s](x)](T_s(x)**2) == a/s**2)
    proof.given(a > 0, s > 0)
    proof.starts(E[Gamma[a, 1/s](x)](T_s(x)**2))
    proof.eq(E[Gamma[a, 1/s](x)](((x/s - a)/s)**2), by=score_scale)
    proof.eq(a/s**2, by=family)
    proof.twin(E[Gamma[a, 1/s](x)](T_s(x)**2) == -a/s**2, "taking the Hessian of a log s + ln Γ(a)")
    proof.twin(E[Gamma[a, 1/s](x)](T_s(x)**2) == a*s**2, "taking the variance of x")
    proof.twin(E[Gamma[a, s](x)](T_s(x)**2) == a/s**2, "averaging under the law of rate s")


# --- the Fisher information in the natural parameters is the Hessian of the log-normaliser ------------------------


@theorem("2.2.16", title="The Fisher information in the natural parameters: first and first")
def natural_fisher_first(proof):
    proof.claim(E[Gamma[eta2 + 1, -eta1](x)](S_1(x)**2) == D[eta1](D[eta1](A(eta1, eta2))))
    proof.given(eta1 < 0, eta2 + 1 > 0)
    proof.starts(E[Gamma[eta2 + 1, -eta1](x)](S_1(x)**2))
    proof.eq(E[Gamma[eta2 + 1, -eta1](x)]((x - E[Gamma[eta2 + 1, -eta1](x)](x))**2), by=score_first)
    proof.eq(G_11(eta1, eta2), by=family)
    proof.eq(D[eta1](D[eta1](A(eta1, eta2))), by=hessian_first)
    proof.twin(E[Gamma[eta2 + 1, -eta1](x)](S_1(x)**2) == -D[eta1](D[eta1](A(eta1, eta2))), "taking the Hessian of log p, not minus it")
    proof.twin(E[Gamma[eta2 + 1, -eta1](x)](S_1(x)**2) == D[eta1](A(eta1, eta2)), "differentiating once")
    proof.twin(E[Gamma[eta2 + 1, -eta1](x)](x**2) == D[eta1](D[eta1](A(eta1, eta2))), "taking the second moment for the variance")


@theorem("2.2.16", title="The Fisher information in the natural parameters: first and second")
def natural_fisher_mixed(proof):
    proof.claim(E[Gamma[eta2 + 1, -eta1](x)](S_1(x)*S_2(x)) == D[eta1](D[eta2](A(eta1, eta2))))
    proof.given(eta1 < 0, eta2 + 1 > 0)
    proof.starts(E[Gamma[eta2 + 1, -eta1](x)](S_1(x)*S_2(x)))
    proof.eq(E[Gamma[eta2 + 1, -eta1](x)]((x - E[Gamma[eta2 + 1, -eta1](x)](x))*S_2(x)), by=score_first)
    proof.eq(E[Gamma[eta2 + 1, -eta1](x)]((x - E[Gamma[eta2 + 1, -eta1](x)](x))*(log(x) - E[Gamma[eta2 + 1, -eta1](x)](log(x)))), by=score_second)
    proof.eq(-(eta2 + 1)/eta1*(digamma(eta2 + 2) - digamma(eta2 + 1)), by=family)
    proof.eq(G_12(eta1), by=recurrence)
    proof.eq(D[eta1](D[eta2](A(eta1, eta2))), by=hessian_mixed)
    proof.twin(E[Gamma[eta2 + 1, -eta1](x)](S_1(x)*S_2(x)) == -D[eta1](D[eta2](A(eta1, eta2))), "losing the sign of the first natural parameter")
    proof.twin(E[Gamma[eta2 + 1, -eta1](x)](S_1(x)*S_2(x)) == 0, "believing that the two scores are uncorrelated")
    proof.twin(E[Gamma[eta2 + 1, -eta1](x)](x*log(x)) == D[eta1](D[eta2](A(eta1, eta2))), "taking the mean of the product for the covariance")


@theorem("2.2.16", title="The Fisher information in the natural parameters: second and second")
def natural_fisher_second(proof):
    proof.claim(E[Gamma[eta2 + 1, -eta1](x)](S_2(x)**2) == D[eta2](D[eta2](A(eta1, eta2))))
    proof.given(eta1 < 0, eta2 + 1 > 0)
    proof.starts(E[Gamma[eta2 + 1, -eta1](x)](S_2(x)**2))
    proof.eq(E[Gamma[eta2 + 1, -eta1](x)]((log(x) - E[Gamma[eta2 + 1, -eta1](x)](log(x)))**2), by=score_second)
    proof.eq(G_22(eta2), by=family)
    proof.eq(D[eta2](D[eta2](A(eta1, eta2))), by=hessian_second)
    proof.twin(E[Gamma[eta2 + 1, -eta1](x)](S_2(x)**2) == D[eta2](A(eta1, eta2)), "differentiating once")
    proof.twin(E[Gamma[eta2, -eta1](x)](S_2(x)**2) == D[eta2](D[eta2](A(eta1, eta2))), "taking the second natural parameter for the shape")
    proof.twin(E[Gamma[eta2 + 1, -eta1](x)](log(x)**2) == D[eta2](D[eta2](A(eta1, eta2))), "taking the second moment for the variance")


# --- the Fisher information in the logarithms of shape and rate ---------------------------------------------------


@theorem(title="The Fisher information in the logarithms of shape and rate: shape and shape")
def log_fisher_shape(proof):
    proof.claim(E[Gamma[exp(alpha), exp(beta)](x)](L_a(x)**2) == exp(alpha)**2*trigamma(exp(alpha)))
    proof.starts(E[Gamma[exp(alpha), exp(beta)](x)](L_a(x)**2))
    proof.eq(E[Gamma[exp(alpha), exp(beta)](x)]((exp(alpha)*(log(x) - digamma(exp(alpha)) + beta))**2), by=score_log_shape)
    proof.eq(E[Gamma[exp(alpha), exp(beta)](x)]((exp(alpha)*(log(x) - digamma(exp(alpha)) + log(exp(beta))))**2), by=logarithm)
    proof.eq(exp(alpha)**2*trigamma(exp(alpha)), by=family)
    proof.twin(E[Gamma[exp(alpha), exp(beta)](x)](L_a(x)**2) == trigamma(exp(alpha)), "taking the entry in the shape as it is")
    proof.twin(E[Gamma[exp(alpha), exp(beta)](x)](L_a(x)**2) == exp(alpha)*trigamma(exp(alpha)), "multiplying with the inner derivative once")
    proof.twin(E[Gamma[exp(alpha), exp(beta)](x)](L_a(x)**2) == trigamma(exp(alpha))/exp(alpha)**2, "dividing by the inner derivatives")


@theorem(title="The Fisher information in the logarithms of shape and rate: shape and rate")
def log_fisher_mixed(proof):
    proof.claim(E[Gamma[exp(alpha), exp(beta)](x)](L_a(x)*L_b(x)) == -exp(alpha))
    proof.starts(E[Gamma[exp(alpha), exp(beta)](x)](L_a(x)*L_b(x)))
    proof.eq(E[Gamma[exp(alpha), exp(beta)](x)](exp(alpha)*(log(x) - digamma(exp(alpha)) + beta)*L_b(x)), by=score_log_shape)
    proof.eq(E[Gamma[exp(alpha), exp(beta)](x)](exp(alpha)*(log(x) - digamma(exp(alpha)) + beta)*(exp(alpha) - exp(beta)*x)), by=score_log_rate)
    proof.eq(exp(alpha)**2*(digamma(exp(alpha)) - digamma(exp(alpha) + 1)), by=family)
    proof.eq(-exp(alpha), by=recurrence)
    proof.twin(E[Gamma[exp(alpha), exp(beta)](x)](L_a(x)*L_b(x)) == exp(alpha), "taking the entry for the scale")
    proof.twin(E[Gamma[exp(alpha), exp(beta)](x)](L_a(x)*L_b(x)) == -1/exp(beta), "taking the entry in shape and rate as it is")
    proof.twin(E[Gamma[exp(alpha), exp(beta)](x)](L_a(x)*L_b(x)) == 0, "believing that the two scores are uncorrelated")


@theorem(title="The Fisher information in the logarithms of shape and rate: rate and rate")
def log_fisher_rate(proof):
    """It does not depend on the rate: in its logarithm, every rate is told from its neighbours equally well."""
    proof.claim(E[Gamma[exp(alpha), exp(beta)](x)](L_b(x)**2) == exp(alpha))
    proof.starts(E[Gamma[exp(alpha), exp(beta)](x)](L_b(x)**2))
    proof.eq(E[Gamma[exp(alpha), exp(beta)](x)]((exp(alpha) - exp(beta)*x)**2), by=score_log_rate)
    proof.eq(exp(alpha), by=family)
    proof.twin(E[Gamma[exp(alpha), exp(beta)](x)](L_b(x)**2) == exp(alpha)/exp(beta)**2, "taking the entry in the rate as it is")
    proof.twin(E[Gamma[exp(alpha), exp(beta)](x)](L_b(x)**2) == exp(alpha)**2, "taking the square of the shape, as in the first entry")
    proof.twin(E[Gamma[exp(alpha), exp(beta)](x)](L_b(x)**2) == exp(alpha)*exp(beta)**2, "multiplying with the rate instead of dividing")


# --- minus the means of the second derivatives --------------------------------------------------------------------


@theorem("2.2.16", title="In shape and rate, the mean curvature of log p is minus the Fisher information: shape and shape")
def curvature_shape(proof):
    proof.claim(-E[Gamma[a, b](x)](D[a](D[a](log(Gamma[a, b](x))))) == E[Gamma[a, b](x)](S_a(x)**2))
    proof.given(a > 0, b > 0)
    proof.starts(-E[Gamma[a, b](x)](D[a](D[a](log(Gamma[a, b](x))))))
    proof.eq(-E[Gamma[a, b](x)](-trigamma(a)), by=differentiate)
    proof.eq(trigamma(a), by=family)
    proof.eq(E[Gamma[a, b](x)](S_a(x)**2), by=rate_fisher_shape)
    proof.twin(E[Gamma[a, b](x)](D[a](D[a](log(Gamma[a, b](x))))) == E[Gamma[a, b](x)](S_a(x)**2), "losing the sign")
    proof.twin(-D[a](D[a](log(Gamma[a, b](x)))) == S_a(x)**2, "believing it at every single x")


@theorem("2.2.16", title="In shape and rate, the mean curvature of log p is minus the Fisher information: shape and rate")
def curvature_mixed(proof):
    proof.claim(-E[Gamma[a, b](x)](D[a](D[b](log(Gamma[a, b](x))))) == E[Gamma[a, b](x)](S_a(x)*S_b(x)))
    proof.given(a > 0, b > 0)
    proof.starts(-E[Gamma[a, b](x)](D[a](D[b](log(Gamma[a, b](x))))))
    proof.eq(-E[Gamma[a, b](x)](1/b), by=differentiate)
    proof.eq(-1/b, by=family)
    proof.eq(E[Gamma[a, b](x)](S_a(x)*S_b(x)), by=rate_fisher_mixed)
    proof.twin(E[Gamma[a, b](x)](D[a](D[b](log(Gamma[a, b](x))))) == E[Gamma[a, b](x)](S_a(x)*S_b(x)), "losing the sign")
    proof.twin(-E[Gamma[a, b](x)](D[a](D[b](log(Gamma[a, b](x))))) == E[Gamma[a, b](x)](S_a(x))*E[Gamma[a, b](x)](S_b(x)),
               "taking the product of the means for the mean of the product")


@theorem("2.2.16", title="In shape and rate, the mean curvature of log p is minus the Fisher information: rate and rate")
def curvature_rate(proof):
    proof.claim(-E[Gamma[a, b](x)](D[b](D[b](log(Gamma[a, b](x))))) == E[Gamma[a, b](x)](S_b(x)**2))
    proof.given(a > 0, b > 0)
    proof.starts(-E[Gamma[a, b](x)](D[b](D[b](log(Gamma[a, b](x))))))
    proof.eq(-E[Gamma[a, b](x)](-a/b**2), by=differentiate)
    proof.eq(a/b**2, by=family)
    proof.eq(E[Gamma[a, b](x)](S_b(x)**2), by=rate_fisher_rate)
    proof.twin(E[Gamma[a, b](x)](D[b](D[b](log(Gamma[a, b](x))))) == E[Gamma[a, b](x)](S_b(x)**2), "losing the sign")
    proof.twin(-E[Gamma[a, b](x)](D[b](D[b](Gamma[a, b](x)))) == E[Gamma[a, b](x)](S_b(x)**2), "leaving the logarithm out")


@theorem("2.2.16", title="In shape and scale, the mean curvature of log p is minus the Fisher information: scale and scale")
def curvature_scale(proof):
    """The curvature depends on x here: at large x it has the other sign."""
    proof.claim(-E[Gamma[a, 1/s](x)](D[s](D[s](log(Gamma[a, 1/s](x))))) == E[Gamma[a, 1/s](x)](T_s(x)**2))
    proof.given(a > 0, s > 0)
    proof.starts(-E[Gamma[a, 1/s](x)](D[s](D[s](log(Gamma[a, 1/s](x))))))
    proof.eq(-E[Gamma[a, 1/s](x)](a/s**2 - 2*x/s**3), by=differentiate)
    proof.eq(a/s**2, by=family)
    proof.eq(E[Gamma[a, 1/s](x)](T_s(x)**2), by=scale_fisher_scale)
    proof.twin(-D[s](D[s](log(Gamma[a, 1/s](x)))) == E[Gamma[a, 1/s](x)](T_s(x)**2), "believing that the curvature is the same at every x")
    proof.twin(-E[Gamma[a, s](x)](D[s](D[s](log(Gamma[a, 1/s](x))))) == E[Gamma[a, 1/s](x)](T_s(x)**2), "averaging under the law of rate s")
    proof.twin(D[s](D[s](B(a, s))) == E[Gamma[a, 1/s](x)](T_s(x)**2), "taking the Hessian of a log s + ln Γ(a)")


@theorem("2.2.16", title="In the natural parameters the curvature of log p is the same at every x")
def curvature_natural(proof):
    """Minus the curvature is the Hessian of the log-normaliser, which is the Fisher information."""
    proof.claim(-D[eta1](D[eta2](log(Gamma[eta2 + 1, -eta1](x)))) == E[Gamma[eta2 + 1, -eta1](x)](S_1(x)*S_2(x)))
    proof.given(eta1 < 0, eta2 + 1 > 0)
    proof.starts(-D[eta1](D[eta2](log(Gamma[eta2 + 1, -eta1](x)))))
    proof.eq(-D[eta1](D[eta2](eta1*x + eta2*log(x) - A(eta1, eta2))), by=natural_form)
    proof.eq(D[eta1](D[eta2](A(eta1, eta2))), by=differentiate)
    proof.eq(E[Gamma[eta2 + 1, -eta1](x)](S_1(x)*S_2(x)), by=natural_fisher_mixed)
    proof.twin(-D[eta1](D[eta2](log(Gamma[eta2 + 1, -eta1](x)))) == S_1(x)*S_2(x), "taking the product of the scores without its mean")
    proof.twin(D[eta1](D[eta2](log(Gamma[eta2 + 1, -eta1](x)))) == E[Gamma[eta2 + 1, -eta1](x)](S_1(x)*S_2(x)), "losing the sign")
