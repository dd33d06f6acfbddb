"""The Gamma law: its log-normaliser with two derivatives, and the loss of a fit, without an integral.

The law of shape a and scale s has the density x^(a − 1) exp(−x/s)/(Γ(a) sᵃ) on x > 0.  In the exponential form this is
exp(η₁ x + η₂ log x − A(η)), with the natural parameters η₁ = −1/s and η₂ = a − 1, and with the log-normaliser

    A(η) = −(η₂ + 1) log(−η₁) + ln Γ(η₂ + 1) = a log s + ln Γ(a).

The gradient of A holds the means of x and of log x, and its Hessian the Fisher information in η.  Only the right sides
are derived here: they are derivatives of A, and that they are means, integrals of the density, is what `gamma_means` says.

Much of what is positive here is so because a ψ′(a) > 1 for every a > 0, where ψ is the digamma function, the derivative of
ln Γ, and ψ′ the trigamma function, its second.  What it is more than one is called the excess.  For large a the excess is about 1/(2a), and little is
left of it where it is computed as a difference of floats.  That it is positive is proved by descent: ψ′(a) − 1/a vanishes
at infinity, and the step from a + 1 down to a adds a positive fraction.

One matrix looks like a Fisher information and is none: the Hessian of a log s + ln Γ(a) in a and s.  Its determinant is
below zero.  That a Hessian of the log-normaliser is the Fisher information is true in the natural parameters.

The loss of a fit is the mean of −log p(x) over data.  It depends on the data by the mean m of x and the mean g of log x
alone; what is said holds for any numbers m and g.  For each shape the scale m/a is best, and what is left is a function
of the shape, whose slope vanishes where log a − ψ(a) = log m − g.  As log a − ψ(a) falls, that is at one shape at most.

Shape, scale and mean are positive, η₁ < 0 and η₂ > −1; a theorem gives as much of it as its lines need.

Sources: DLMF, chapter 5; Brown (1986), Fundamentals of statistical exponential families; Minka (2002), Estimating a
Gamma distribution.
"""

from derivations import (
    D, abbreviation, algebra, descent, differentiate, digamma, iff, implies, lgamma, log, logarithm, parameters, rearrange,
    tangent, theorem, trigamma)

a, s, eta1, eta2, m, g = parameters("a s eta1 eta2 m g")


@abbreviation
def A(eta1, eta2):
    """The log-normaliser in the natural parameters."""
    return -(eta2 + 1)*log(-eta1) + lgamma(eta2 + 1)


@abbreviation
def B(a, s):
    """The log-normaliser in shape and scale."""
    return a*log(s) + lgamma(a)


@abbreviation
def N1(s):
    """The first natural parameter of the law of scale s."""
    return -1/s


@abbreviation
def N2(a):
    """The second natural parameter of the law of shape a."""
    return a - 1


# --- the trigamma function ----------------------------------------------------------------------------------------


@theorem(title="The trigamma function is at least one over its argument")
def at_least_one(proof):
    proof.claim(1/a <= trigamma(a))
    proof.given(a > 0)
    proof.starts(1/a)
    proof.le(trigamma(a), by=descent)
    proof.twin(trigamma(a) <= 1/a, "turning the relation round")
    proof.twin(trigamma(a) == 1/a, "taking ψ for the logarithm, whose derivative this is")
    proof.twin(1/a <= digamma(a), "taking ψ for ψ′")


@theorem(title="The excess is positive")
def more_than_one(proof):
    """From a + 1 down to a, ψ′(a) − 1/a grows by 1/(a² (a + 1)), and it vanishes at infinity.  A strict relation is led to
    from another one, so that a > 0 stands in the claim, too."""
    proof.claim(implies(a > 0, a*trigamma(a) > 1))
    proof.given(a > 0)
    proof.starts(a > 0)
    proof.implies(a*trigamma(a) > 1, by=descent)
    proof.twin(implies(a > 0, a*trigamma(a) > 2), "believing for every shape what holds for small ones")
    proof.twin(implies(a > 0, a*trigamma(a) < 1), "turning the relation round")
    proof.twin(implies(a > 0, a*digamma(a) > 1), "taking ψ for ψ′")


@theorem(title="A closer lower bound of the trigamma function")
def tighter_below(proof):
    """From a + 1 down to a, the right side gains more than the left one, by (1/a − 1/(a + 1))²/2."""
    proof.claim(1/a + 1/(2*a**2) <= trigamma(a))
    proof.given(a > 0)
    proof.starts(1/a + 1/(2*a**2))
    proof.le(trigamma(a), by=descent)
    proof.twin(1/a + 1/a**2 <= trigamma(a), "forgetting the one half")
    proof.twin(1/a + 1/(2*a**2) + 1/(6*a**3) <= trigamma(a), "taking one more term, which makes it the upper bound")


@theorem(title="An upper bound of the trigamma function")
def tighter_above(proof):
    """From a + 1 down to a, the right side gains more than the left one, by 1/(6 a³ (a + 1)³)."""
    proof.claim(trigamma(a) <= 1/a + 1/(2*a**2) + 1/(6*a**3))
    proof.given(a > 0)
    proof.starts(trigamma(a))
    proof.le(1/a + 1/(2*a**2) + 1/(6*a**3), by=descent)
    proof.twin(trigamma(a) <= 1/a + 1/(2*a**2), "stopping one term earlier")
    proof.twin(trigamma(a) <= 1/a + 1/(2*a**2) + 1/(12*a**3), "halving the last term")


@theorem(title="The logarithm is larger than ψ by at least one over twice the argument")
def profile_below(proof):
    """In a Gamma fit, log a − ψ(a) is what the data say: the logarithm of their mean less the mean of their logarithms.  From
    a + 1 down to a, the right side gains 1/a − log(1 + 1/a), and the left one less: log(1 + 1/a) is the area below 1/x from
    a to a + 1, which is smaller than the trapezium, (1/a + 1/(a + 1))/2."""
    proof.claim(1/(2*a) <= log(a) - digamma(a))
    proof.given(a > 0)
    proof.starts(1/(2*a))
    proof.le(log(a) - digamma(a), by=descent)
    proof.twin(1/a <= log(a) - digamma(a), "forgetting the one half")
    proof.twin(log(a) == digamma(a), "taking ψ for the logarithm")


@theorem(title="The logarithm is larger than ψ by at most one over the argument")
def profile_above(proof):
    """From a + 1 down to a, the left side gains 1/a − log(1 + 1/a), and the right one more, 1/a − 1/(a + 1): the area below
    1/x from a to a + 1 is larger than the rectangle below it."""
    proof.claim(log(a) - digamma(a) <= 1/a)
    proof.given(a > 0)
    proof.starts(log(a) - digamma(a))
    proof.le(1/a, by=descent)
    proof.twin(log(a) - digamma(a) <= 1/(2*a), "taking the lower bound for the upper one")
    proof.twin(log(a) <= digamma(a), "believing that ψ is the larger one")


@theorem(title="The slope of the logarithm less ψ")
def profile_slope(proof):
    proof.claim(D[a](log(a) - digamma(a)) == 1/a - trigamma(a))
    proof.given(a > 0)
    proof.starts(D[a](log(a) - digamma(a)))
    proof.eq(1/a - trigamma(a), by=differentiate)
    proof.twin(D[a](log(a) - digamma(a)) == 1/a - digamma(a), "taking ψ for ψ′")
    proof.twin(D[a](log(a) - digamma(a)) == 0, "taking ψ for the logarithm")


@theorem(title="The logarithm less ψ falls")
def profile_falls(proof):
    """So a value of log a − ψ(a) belongs to one shape at most."""
    proof.claim(D[a](log(a) - digamma(a)) <= -1/(2*a**2))
    proof.given(a > 0)
    proof.starts(D[a](log(a) - digamma(a)))
    proof.eq(1/a - trigamma(a), by=profile_slope)
    proof.le(1/a - (1/a + 1/(2*a**2)), by=tighter_below)
    proof.eq(-1/(2*a**2), by=algebra)
    proof.twin(D[a](log(a) - digamma(a)) >= 0, "believing that it rises, as the logarithm does")
    proof.twin(D[a](log(a) - digamma(a)) <= -1/a**2, "forgetting the one half")


# --- the log-normaliser in the natural parameters -----------------------------------------------------------------


@theorem(title="The log-normaliser in shape and scale")
def scale_form(proof):
    proof.claim(A(N1(s), N2(a)) == B(a, s))
    proof.given(a > 0, s > 0)
    proof.starts(A(N1(s), N2(a)))
    proof.eq(-a*log(1/s) + lgamma(a), by=algebra)
    proof.eq(B(a, s), by=logarithm)
    proof.twin(A(-s, N2(a)) == B(a, s), "taking the rate for the scale")
    proof.twin(A(N1(s), a) == B(a, s), "forgetting that the second natural parameter is the shape less one")


@theorem(title="The first entry of the gradient of the log-normaliser: the mean of x")
def gradient_first(proof):
    proof.claim(D[eta1](A(eta1, eta2)) == -(eta2 + 1)/eta1)
    proof.given(eta1 < 0, eta2 + 1 > 0)
    proof.starts(D[eta1](A(eta1, eta2)))
    proof.eq(-(eta2 + 1)/eta1, by=differentiate)
    proof.twin(D[eta1](A(eta1, eta2)) == (eta2 + 1)/eta1, "losing the sign of the first natural parameter")
    proof.twin(D[eta1](A(eta1, eta2)) == -eta2/eta1, "taking the second natural parameter for the shape")


@theorem(title="The second entry of the gradient of the log-normaliser: the mean of log x")
def gradient_second(proof):
    proof.claim(D[eta2](A(eta1, eta2)) == digamma(eta2 + 1) - log(-eta1))
    proof.given(eta1 < 0, eta2 + 1 > 0)
    proof.starts(D[eta2](A(eta1, eta2)))
    proof.eq(digamma(eta2 + 1) - log(-eta1), by=differentiate)
    proof.twin(D[eta2](A(eta1, eta2)) == log(eta2 + 1) - log(-eta1), "taking the logarithm of the mean for the mean of the logarithm")
    proof.twin(D[eta2](A(eta1, eta2)) == digamma(eta2 + 1) + log(-eta1), "taking the scale for the rate")
    proof.twin(D[eta2](A(eta1, eta2)) == digamma(eta2) - log(-eta1), "forgetting to add one to the argument")


@abbreviation
def G_11(eta1, eta2):
    """The Fisher information in the natural parameters, its first diagonal entry."""
    return (eta2 + 1)/eta1**2


@abbreviation
def G_12(eta1):
    """The Fisher information in the natural parameters, beside the diagonal."""
    return -1/eta1


@abbreviation
def G_22(eta2):
    """The Fisher information in the natural parameters, its second diagonal entry."""
    return trigamma(eta2 + 1)


@theorem(title="The Hessian of the log-normaliser, its first diagonal entry: the variance of x")
def hessian_first(proof):
    proof.claim(D[eta1](D[eta1](A(eta1, eta2))) == G_11(eta1, eta2))
    proof.given(eta1 < 0, eta2 + 1 > 0)
    proof.starts(D[eta1](D[eta1](A(eta1, eta2))))
    proof.eq(G_11(eta1, eta2), by=differentiate)
    proof.twin(D[eta1](D[eta1](A(eta1, eta2))) == -G_11(eta1, eta2), "losing a sign: then a variance would be negative")
    proof.twin(D[eta1](D[eta1](A(eta1, eta2))) == (eta2 + 1)*eta1**2, "taking the scale for the rate")


@theorem(title="The Hessian of the log-normaliser beside the diagonal: the covariance of x and log x")
def hessian_mixed(proof):
    proof.claim(D[eta1](D[eta2](A(eta1, eta2))) == G_12(eta1))
    proof.given(eta1 < 0, eta2 + 1 > 0)
    proof.starts(D[eta1](D[eta2](A(eta1, eta2))))
    proof.eq(G_12(eta1), by=differentiate)
    proof.twin(D[eta1](D[eta2](A(eta1, eta2))) == 1/eta1, "losing a sign: x and its logarithm would fall against each other")
    proof.twin(D[eta1](D[eta2](A(eta1, eta2))) == 0, "believing that the two parameters have nothing to do with each other")


@theorem(title="The Hessian of the log-normaliser, its second diagonal entry: the variance of log x")
def hessian_second(proof):
    proof.claim(D[eta2](D[eta2](A(eta1, eta2))) == G_22(eta2))
    proof.given(eta1 < 0, eta2 + 1 > 0)
    proof.starts(D[eta2](D[eta2](A(eta1, eta2))))
    proof.eq(G_22(eta2), by=differentiate)
    proof.twin(D[eta2](D[eta2](A(eta1, eta2))) == digamma(eta2 + 1), "taking ψ for ψ′")
    proof.twin(D[eta2](D[eta2](A(eta1, eta2))) == 1/(eta2 + 1), "differentiating the logarithm for ψ")


# --- the Hessian in shape and scale -------------------------------------------------------------------------------


@theorem(title="The Hessian of the log-normaliser in shape and scale: shape and shape")
def literal_shape(proof):
    proof.claim(D[a](D[a](B(a, s))) == trigamma(a))
    proof.given(a > 0, s > 0)
    proof.starts(D[a](D[a](B(a, s))))
    proof.eq(trigamma(a), by=differentiate)
    proof.twin(D[a](D[a](B(a, s))) == digamma(a), "taking ψ for ψ′")


@theorem(title="The Hessian of the log-normaliser in shape and scale: shape and scale")
def literal_mixed(proof):
    proof.claim(D[a](D[s](B(a, s))) == 1/s)
    proof.given(a > 0, s > 0)
    proof.starts(D[a](D[s](B(a, s))))
    proof.eq(1/s, by=differentiate)
    proof.twin(D[a](D[s](B(a, s))) == s, "taking the rate for the scale")
    proof.twin(D[a](D[s](B(a, s))) == -1/s, "taking the entry for the rate")


@theorem(title="The Hessian of the log-normaliser in shape and scale: scale and scale")
def literal_scale(proof):
    proof.claim(D[s](D[s](B(a, s))) == -a/s**2)
    proof.given(a > 0, s > 0)
    proof.starts(D[s](D[s](B(a, s))))
    proof.eq(-a/s**2, by=differentiate)
    proof.twin(D[s](D[s](B(a, s))) == a/s**2, "taking it for the Fisher information")


@theorem(title="The Hessian of the log-normaliser in shape and scale has a determinant below zero")
def literal_determinant(proof):
    """So one of its eigenvalues is negative, and it is the Fisher information of nothing."""
    proof.claim(D[a](D[a](B(a, s)))*D[s](D[s](B(a, s))) - D[a](D[s](B(a, s)))**2 <= -2/s**2)
    proof.given(a > 0, s > 0)
    proof.starts(D[a](D[a](B(a, s)))*D[s](D[s](B(a, s))) - D[a](D[s](B(a, s)))**2)
    proof.eq(-trigamma(a)*a/s**2 - 1/s**2, by=differentiate)
    proof.le(-1/a*a/s**2 - 1/s**2, by=at_least_one)
    proof.eq(-2/s**2, by=algebra)
    proof.twin(D[a](D[a](B(a, s)))*D[s](D[s](B(a, s))) - D[a](D[s](B(a, s)))**2 >= 0,
               "calling it positive definite, as the Fisher information is")
    proof.twin(D[a](D[a](B(a, s)))*D[s](D[s](B(a, s))) - D[a](D[s](B(a, s)))**2 == (a*trigamma(a) - 1)/s**2,
               "taking the determinant of the Fisher information")


# --- the loss of a fit --------------------------------------------------------------------------------------------


@abbreviation
def loss(a, s):
    """The mean of −log p(x), where m is the mean of x, and g that of log x."""
    return a*log(s) + lgamma(a) - (a - 1)*g + m/s


@theorem(title="The gradient of the loss: shape")
def loss_in_shape(proof):
    proof.claim(D[a](loss(a, s)) == log(s) + digamma(a) - g)
    proof.given(a > 0, s > 0)
    proof.starts(D[a](loss(a, s)))
    proof.eq(log(s) + digamma(a) - g, by=differentiate)
    proof.twin(D[a](loss(a, s)) == digamma(a) - log(s) - g, "taking the rate for the scale")
    proof.twin(D[a](loss(a, s)) == log(s) + log(a) - g, "taking the logarithm for ψ")
    proof.twin(D[a](loss(a, s)) == log(s) + trigamma(a) - g, "taking ψ′ for ψ")


@theorem(title="The gradient of the loss: scale")
def loss_in_scale(proof):
    proof.claim(D[s](loss(a, s)) == (a - m/s)/s)
    proof.given(a > 0, s > 0)
    proof.starts(D[s](loss(a, s)))
    proof.eq((a - m/s)/s, by=differentiate)
    proof.twin(D[s](loss(a, s)) == (m/s - a)/s, "losing the sign: this is the slope of the likelihood")
    proof.twin(D[s](loss(a, s)) == (a - m)/s, "taking −1/s for the derivative of 1/s")


@theorem(title="The Hessian of the loss: shape and shape")
def loss_shape_shape(proof):
    proof.claim(D[a](D[a](loss(a, s))) == trigamma(a))
    proof.given(a > 0, s > 0)
    proof.starts(D[a](D[a](loss(a, s))))
    proof.eq(trigamma(a), by=differentiate)
    proof.twin(D[a](D[a](loss(a, s))) == digamma(a), "taking ψ for ψ′")


@theorem(title="The Hessian of the loss: shape and scale")
def loss_shape_scale(proof):
    proof.claim(D[a](D[s](loss(a, s))) == 1/s)
    proof.given(a > 0, s > 0)
    proof.starts(D[a](D[s](loss(a, s))))
    proof.eq(1/s, by=differentiate)
    proof.twin(D[a](D[s](loss(a, s))) == 0, "believing that shape and scale have nothing to do with each other")


@theorem(title="The Hessian of the loss: scale and scale")
def loss_scale_scale(proof):
    """The first term is the Fisher information.  At scales above 2 m/a the sum is below zero, and the loss is not convex."""
    proof.claim(D[s](D[s](loss(a, s))) == a/s**2 + 2*(m - a*s)/s**3)
    proof.given(a > 0, s > 0)
    proof.starts(D[s](D[s](loss(a, s))))
    proof.eq(a/s**2 + 2*(m - a*s)/s**3, by=differentiate)
    proof.twin(D[s](D[s](loss(a, s))) == a/s**2, "taking it for the Fisher information at every scale")
    proof.twin(D[s](D[s](loss(a, s))) == a/s**2 + (m - a*s)/s**3, "losing the factor two")
    proof.twin(D[s](D[s](loss(a, s))) >= 0, "believing that the loss is convex")


@theorem(title="The Hessian in the scale is the Fisher information where shape times scale is the mean, and only there")
def loss_matched(proof):
    proof.claim(iff(D[s](D[s](loss(a, s))) == a/s**2, a*s == m))
    proof.given(a > 0, s > 0)
    proof.starts(D[s](D[s](loss(a, s))) == a/s**2)
    proof.iff(a/s**2 + 2*(m - a*s)/s**3 == a/s**2, by=loss_scale_scale)
    proof.iff((m - a*s)/s**3 == 0, by=rearrange)
    proof.iff((m/s - a)/s == 0, by=rearrange)
    proof.iff(m/s - a == 0, by=rearrange)
    proof.iff(a*s == m, by=rearrange)
    proof.twin(iff(D[s](D[s](loss(a, s))) == a/s**2, a/s == m), "taking the rate for the scale")
    proof.twin(iff(D[s](D[s](loss(a, s))) == -a/s**2, a*s == m), "taking the Hessian of the log-normaliser for that of the loss")


@theorem(title="The slope in the scale vanishes where shape times scale is the mean, and only there")
def loss_stationary(proof):
    proof.claim(iff(D[s](loss(a, s)) == 0, a*s == m))
    proof.given(a > 0, s > 0)
    proof.starts(D[s](loss(a, s)) == 0)
    proof.iff((a - m/s)/s == 0, by=loss_in_scale)
    proof.iff(a - m/s == 0, by=rearrange)
    proof.iff(a*s == m, by=rearrange)
    proof.twin(iff(D[s](loss(a, s)) == 0, a/s == m), "taking the rate for the scale")
    proof.twin(iff(D[s](loss(a, s)) == 0, s == m), "taking the mean of the data for the scale")


@abbreviation
def best(a):
    """The loss at the scale m/a, as `loss_best` says."""
    return a*log(m) - a*log(a) + lgamma(a) - (a - 1)*g + a


@theorem(title="The loss at the scale m/a")
def loss_best(proof):
    proof.claim(loss(a, m/a) == best(a))
    proof.given(a > 0, m > 0)
    proof.starts(loss(a, m/a))
    proof.eq(a*log(m/a) + lgamma(a) - (a - 1)*g + a, by=algebra)
    proof.eq(best(a), by=logarithm)
    proof.twin(loss(a, m) == best(a), "taking the mean of the data for the scale")
    proof.twin(loss(a, m*a) == best(a), "taking the rate for the scale")


@theorem(title="For each shape, no scale has a smaller loss than m/a")
def loss_least(proof):
    """With t = m/(a s), what another scale loses is a (t − 1 − log t), which is never negative."""
    proof.claim(loss(a, m/a) <= loss(a, s))
    proof.given(a > 0, s > 0, m > 0)
    proof.starts(loss(a, m/a))
    proof.eq(best(a), by=loss_best)
    proof.eq(a*log(m/a/s) + a*log(s) + lgamma(a) - (a - 1)*g + a, by=logarithm)
    proof.le(a*(m/a/s - 1) + a*log(s) + lgamma(a) - (a - 1)*g + a, by=tangent)
    proof.eq(loss(a, s), by=algebra)
    proof.twin(loss(a, m/a) >= loss(a, s), "taking it for the worst scale")
    proof.twin(loss(a, m*a) <= loss(a, s), "taking the rate for the scale")
    proof.twin(loss(a, m) <= loss(a, s), "taking the mean of the data for the scale")


@theorem(title="The slope in the shape of the loss at the best scale")
def loss_profile(proof):
    """It vanishes where log a − ψ(a) is the gap between the logarithm of the mean and the mean of the logarithms."""
    proof.claim(D[a](best(a)) == log(m) - g - (log(a) - digamma(a)))
    proof.given(a > 0, m > 0)
    proof.starts(D[a](best(a)))
    proof.eq(log(m) - g - (log(a) - digamma(a)), by=differentiate)
    proof.twin(D[a](best(a)) == log(m) + digamma(a) - g, "taking the mean of the data for the scale")
    proof.twin(D[a](best(a)) == log(m) - g - (log(a) - trigamma(a)), "taking ψ′ for ψ")
    proof.twin(D[a](best(a)) == log(m) - g, "taking the logarithm for ψ")
