"""Small steps of a Gamma law: divergence and Fisher length, and steps that keep shape and scale positive.

The squared Fisher length of a step is the step times the Fisher information times the step.  In the natural parameters it
is the variance of the same combination of the two statistics, x and log x.  As the determinant of the information is positive,
no combination but zero is constant: the statistics are minimal, and different natural parameters have different laws.

Natural gradient descent takes half the squared length of a step for the divergence that it causes.  Along the scale the
divergence is known in closed form, and so is what half the squared length leaves out.  A step from s to s (1 + h) has the
squared length a h², and for each h ≥ −1/2

    a h² (1/2 − 2h/3 + h²/(1 + h) − h²/2) ≤ KL ≤ a h² (1/2 − 2h/3 + h²/(1 + h)),

so that the remainder is at most a constant times a |h|³ where |h| ≤ 1/2.  The upper bound holds for every h > −1.  A step from
s to s exp(h) has the same half of a squared length, a h²/2, and another remainder.

Along the shape the divergence has ln Γ in it, for whose remainder there is no rule.  What is proved there are steps of one
whole unit, from a to a + 1, the squared length of which is ψ′(a).  The divergence is then log a − ψ(a): the left side of the
equation that a fit solves.  It is at least half the squared length less 1/(2a²).  Both divergences, there and back, are 1/a together, and
ψ′(a) is more than that by 1/(2a²) and at most 1/(6a³).

A step in the shape or in the scale itself may leave the positive numbers, and one in the logarithm may not.  With the step
of `gamma_descent.log_shape` in the logarithm, minus h/a, the shape becomes a exp(−h/a).  That is never less than a − h, and
at most a − h + h²/(a + h): both steps are the same to first order.

Sources: Amari (1998), Natural gradient works efficiently in learning; Kullback (1959), Information theory and statistics,
chapter 2; Lehmann and Casella (1998), Theory of point estimation, section 1.5; Martens (2020), New insights and
perspectives on the natural gradient method.
"""

from derivations import (
    KL, E, Gamma, abbreviation, algebra, descent, digamma, exp, family, lgamma, log, logarithm, parameters, recurrence, tangent, taylor,
    theorem, trigamma)
from derivations.chapters.gamma import a, s, tighter_above, tighter_below
from derivations.chapters.gamma_charts import b
from derivations.chapters.gamma_means import c, d, kl, scale_kl, x
from derivations.chapters.gamma_fit import profile, w

c1, c2, h = parameters("c1 c2 h")


# --- no combination of the statistics is constant -----------------------------------------------------------------


@abbreviation
def variance(c1, c2, a, b):
    """The variance of c₁ x + c₂ log x."""
    return E[Gamma[a, b](x)]((c1*(x - E[Gamma[a, b](x)](x)) + c2*(log(x) - E[Gamma[a, b](x)](log(x))))**2)


@theorem("2.2.14", title="The variance of a combination of the two statistics")
def combination(proof):
    """It is a quadratic form, and its matrix is the Hessian of the log-normaliser, at η₁ = −b and η₂ = a − 1."""
    proof.claim(variance(c1, c2, a, b) == a/b**2*c1**2 + 2/b*c1*c2 + trigamma(a)*c2**2)
    proof.given(a > 0, b > 0)
    proof.starts(variance(c1, c2, a, b))
    proof.eq(a/b**2*c1**2 + 2*a/b*(digamma(a + 1) - digamma(a))*c1*c2 + trigamma(a)*c2**2, by=family)
    proof.eq(a/b**2*c1**2 + 2/b*c1*c2 + trigamma(a)*c2**2, by=recurrence)
    proof.twin(variance(c1, c2, a, b) == a/b**2*c1**2 + trigamma(a)*c2**2, "believing that x and log x are uncorrelated")
    proof.twin(variance(c1, c2, a, b) == a/b**2*c1**2 - 2/b*c1*c2 + trigamma(a)*c2**2, "taking the entry for the scores of shape and rate")
    proof.twin(variance(c1, c2, a, b) == a*b**2*c1**2 + 2*b*c1*c2 + trigamma(a)*c2**2, "taking the rate for the scale")
    proof.twin(variance(c1, c2, a, b) == a/b**2*c1 + 2/b*c1*c2 + trigamma(a)*c2, "forgetting the squares of the coefficients")


@theorem("2.2.14", title="The variance of a combination is at least a sum of squares")
def combination_below(proof):
    """Both squares are zero for c₁ = c₂ = 0 only."""
    proof.claim(a*(c1/b + c2/a)**2 + c2**2/(2*a**2) <= variance(c1, c2, a, b))
    proof.given(a > 0, b > 0)
    proof.starts(a*(c1/b + c2/a)**2 + c2**2/(2*a**2))
    proof.eq(a/b**2*c1**2 + 2/b*c1*c2 + (1/a + 1/(2*a**2))*c2**2, by=algebra)
    proof.le(a/b**2*c1**2 + 2/b*c1*c2 + trigamma(a)*c2**2, by=tighter_below)
    proof.eq(variance(c1, c2, a, b), by=combination)
    proof.twin(a*(c1/b - c2/a)**2 + c2**2/(2*a**2) <= variance(c1, c2, a, b), "losing the sign of the covariance")
    proof.twin(a*(c1/b + c2/a)**2 + c2**2/a**2 <= variance(c1, c2, a, b), "forgetting the one half")
    proof.twin(variance(c1, c2, a, b) <= 0, "believing that one statistic would do")


# --- a step in the scale ------------------------------------------------------------------------------------------


@theorem("2.2.15", title="The divergence of a step in the scale")
def scale_step(proof):
    proof.claim(KL[x](Gamma[a, 1/s](x), Gamma[a, 1/(s*(1 + h))](x)) == a*(log(1 + h) - h/(1 + h)))
    proof.given(a > 0, s > 0, h > -1)
    proof.starts(KL[x](Gamma[a, 1/s](x), Gamma[a, 1/(s*(1 + h))](x)))
    proof.eq(a*(log(s*(1 + h)) - log(s)) + a*(s - s*(1 + h))/(s*(1 + h)), by=scale_kl.at({c: a, d: s*(1 + h)}))
    proof.eq(a*log(1 + h) + a*(s - s*(1 + h))/(s*(1 + h)), by=logarithm)
    proof.eq(a*(log(1 + h) - h/(1 + h)), by=algebra)
    proof.twin(KL[x](Gamma[a, 1/s](x), Gamma[a, 1/(s*(1 + h))](x)) == a*(h - log(1 + h)), "taking the scale for the rate")
    proof.twin(KL[x](Gamma[a, 1/(s*(1 + h))](x), Gamma[a, 1/s](x)) == a*(log(1 + h) - h/(1 + h)), "exchanging the two laws")
    proof.twin(KL[x](Gamma[a, 1/s](x), Gamma[a, 1/(s + h)](x)) == a*(log(1 + h) - h/(1 + h)), "adding the step to the scale")


@theorem("2.2.15", title="The divergence of a step in the scale is at most half its squared length, and an explicit remainder")
def scale_step_above(proof):
    proof.claim(KL[x](Gamma[a, 1/s](x), Gamma[a, 1/(s*(1 + h))](x)) <= a*h**2*(1/2 - 2*h/3 + h**2/(1 + h)))
    proof.given(a > 0, s > 0, h > -1)
    proof.starts(KL[x](Gamma[a, 1/s](x), Gamma[a, 1/(s*(1 + h))](x)))
    proof.eq(a*(log(1 + h) - h/(1 + h)), by=scale_step)
    proof.le(a*(h - h**2/2 + h**3/3 - h/(1 + h)), by=taylor)
    proof.eq(a*h**2*(1/2 - 2*h/3 + h**2/(1 + h)), by=algebra)
    proof.twin(KL[x](Gamma[a, 1/s](x), Gamma[a, 1/(s*(1 + h))](x)) <= a*h**2/2, "taking half the squared length for a bound")
    proof.twin(KL[x](Gamma[a, 1/s](x), Gamma[a, 1/(s*(1 + h))](x)) <= a*h**2*(1/4 - 2*h/3 + h**2/(1 + h)), "halving the squared length twice")
    proof.twin(KL[x](Gamma[a, 1/s](x), Gamma[a, 1/(s*(1 + h))](x)) <= a*h**2*(1/2 - h + h**2/(1 + h)), "forgetting to divide the third derivative by six")


@theorem("2.2.15", title="The divergence of a step in the scale is at least half its squared length, and an explicit remainder")
def scale_step_below(proof):
    proof.claim(a*h**2*(1/2 - 2*h/3 + h**2/(1 + h) - h**2/2) <= KL[x](Gamma[a, 1/s](x), Gamma[a, 1/(s*(1 + h))](x)))
    proof.given(a > 0, s > 0, h >= -1/2)
    proof.starts(a*h**2*(1/2 - 2*h/3 + h**2/(1 + h) - h**2/2))
    proof.eq(a*(h - h**2/2 + h**3/3 - h**4/2 - h/(1 + h)), by=algebra)
    proof.le(a*(log(1 + h) - h/(1 + h)), by=taylor)
    proof.eq(KL[x](Gamma[a, 1/s](x), Gamma[a, 1/(s*(1 + h))](x)), by=scale_step)
    proof.twin(a*h**2/2 <= KL[x](Gamma[a, 1/s](x), Gamma[a, 1/(s*(1 + h))](x)), "taking half the squared length for a bound")
    proof.twin(a*h**2*(1 - 2*h/3 + h**2/(1 + h) - h**2/2) <= KL[x](Gamma[a, 1/s](x), Gamma[a, 1/(s*(1 + h))](x)), "forgetting the one half")
    proof.twin(h**2*(1/2 - 2*h/3 + h**2/(1 + h) - h**2/2) <= KL[x](Gamma[a, 1/s](x), Gamma[a, 1/(s*(1 + h))](x)),
               "leaving out the Fisher information, which is the shape here")


@theorem("2.2.15", title="The divergence of a step in the logarithm of the scale")
def log_scale_step(proof):
    """To second order it is a h²/2, too."""
    proof.claim(KL[x](Gamma[a, 1/s](x), Gamma[a, 1/(s*exp(h))](x)) == a*(h + exp(-h) - 1))
    proof.given(a > 0, s > 0)
    proof.starts(KL[x](Gamma[a, 1/s](x), Gamma[a, 1/(s*exp(h))](x)))
    proof.eq(a*(log(s*exp(h)) - log(s)) + a*(s - s*exp(h))/(s*exp(h)), by=scale_kl.at({c: a, d: s*exp(h)}))
    proof.eq(a*(h + exp(-h) - 1), by=logarithm)
    proof.twin(KL[x](Gamma[a, 1/s](x), Gamma[a, 1/(s*exp(h))](x)) == a*(exp(h) - 1 - h), "taking the scale for the rate")
    proof.twin(KL[x](Gamma[a, 1/s](x), Gamma[a, 1/(s*exp(h))](x)) == a*h**2/2, "taking the second order for the whole")
    proof.twin(KL[x](Gamma[a, 1/s](x), Gamma[a, 1/(s*exp(h))](x)) == h + exp(-h) - 1, "leaving out the Fisher information, which is the shape here")


# --- a step of one in the shape -----------------------------------------------------------------------------------


@theorem("2.2.15", title="The divergence of a step of one in the shape")
def shape_step(proof):
    """It does not depend on the rate, and a Gamma fit chooses the shape at which it is the gap of the data."""
    proof.claim(KL[x](Gamma[a, b](x), Gamma[a + 1, b](x)) == profile(a))
    proof.given(a > 0, b > 0)
    proof.starts(KL[x](Gamma[a, b](x), Gamma[a + 1, b](x)))
    proof.eq(lgamma(a + 1) - lgamma(a) - digamma(a), by=kl.at({c: a + 1, d: b}))
    proof.eq(profile(a), by=recurrence)
    proof.twin(KL[x](Gamma[a + 1, b](x), Gamma[a, b](x)) == profile(a), "exchanging the two laws")
    proof.twin(KL[x](Gamma[a, b](x), Gamma[a + 1, b](x)) == profile(a + 1), "taking ψ at the other shape")
    proof.twin(KL[x](Gamma[a, b](x), Gamma[a + 1, b + 1](x)) == profile(a), "taking the step in the rate, too")


@theorem("2.2.15", title="A step of one in the shape diverges by at least half its squared length, less 1/(2a²)")
def shape_step_below(proof):
    proof.claim(trigamma(a)/2 - 1/(2*a**2) <= profile(a))
    proof.given(a > 0)
    proof.starts(trigamma(a)/2 - 1/(2*a**2))
    proof.le(profile(a), by=descent)
    proof.twin(trigamma(a)/2 <= profile(a), "taking half the squared length for a bound")
    proof.twin(trigamma(a) - 1/(2*a**2) <= profile(a), "forgetting the one half")


@theorem("2.2.15", title="Both divergences of a step of one in the shape, added")
def there_and_back(proof):
    """Their sum is the squared length to second order."""
    proof.claim(KL[x](Gamma[a, b](x), Gamma[a + 1, b](x)) + KL[x](Gamma[a + 1, b](x), Gamma[a, b](x)) == 1/a)
    proof.given(a > 0, b > 0)
    proof.starts(KL[x](Gamma[a, b](x), Gamma[a + 1, b](x)) + KL[x](Gamma[a + 1, b](x), Gamma[a, b](x)))
    proof.eq(profile(a) + KL[x](Gamma[a + 1, b](x), Gamma[a, b](x)), by=shape_step)
    proof.eq(profile(a) + lgamma(a) - lgamma(a + 1) + digamma(a + 1), by=kl.at({a: a + 1, c: a, d: b}))
    proof.eq(1/a, by=recurrence)
    proof.twin(KL[x](Gamma[a, b](x), Gamma[a + 1, b](x)) + KL[x](Gamma[a + 1, b](x), Gamma[a, b](x)) == trigamma(a),
               "taking the squared length for the divergences")
    proof.twin(2*KL[x](Gamma[a, b](x), Gamma[a + 1, b](x)) == 1/a, "taking the divergence for a symmetric one")
    proof.twin(KL[x](Gamma[a, b](x), Gamma[a + 1, b](x)) + KL[x](Gamma[a + 1, b](x), Gamma[a, b](x)) == 1/b, "taking the shape for the rate")


@theorem("2.2.15", title="What the squared length of a step of one in the shape is more than both divergences")
def length_is_more(proof):
    proof.claim(trigamma(a) - 1/a <= 1/(2*a**2) + 1/(6*a**3))
    proof.given(a > 0)
    proof.starts(trigamma(a) - 1/a)
    proof.le(1/a + 1/(2*a**2) + 1/(6*a**3) - 1/a, by=tighter_above)
    proof.eq(1/(2*a**2) + 1/(6*a**3), by=algebra)
    proof.twin(trigamma(a) - 1/a <= 1/(2*a**2), "stopping one term earlier")
    proof.twin(trigamma(a) <= 1/a, "taking both divergences for the larger one")


# --- steps that keep a parameter positive -------------------------------------------------------------------------


@theorem("2.2.15", title="A step in the logarithm never falls below the step itself")
def log_step_above(proof):
    """So it stays above zero where a step longer than the parameter would not."""
    proof.claim(w - h <= w*exp(-h/w))
    proof.starts(w - h)
    proof.eq(w*(1 + log(exp(-h/w))), by=logarithm)
    proof.le(w*exp(-h/w), by=tangent)
    proof.twin(w - h >= w*exp(-h/w), "reading the exponential as concave")
    proof.twin(w - h <= w*exp(-h), "taking the step for a relative one")
    proof.twin(w - h == w*exp(-h/w), "taking the first order for the whole")


@theorem("2.2.15", title="A step in the logarithm is the step itself, to first order")
def log_step_close(proof):
    """Divided by w + h, where that is positive, the right side is w − h + h²/(w + h)."""
    proof.claim((w + h)*(w*exp(-h/w)) <= w**2)
    proof.starts((w + h)*(w*exp(-h/w)))
    proof.eq(w**2*exp(-h/w)*(1 + log(exp(h/w))), by=logarithm)
    proof.le(w**2*exp(-h/w)*exp(h/w), by=tangent)
    proof.eq(w**2, by=logarithm)
    proof.twin((w + h)*(w*exp(-h/w)) <= w**2 - h**2, "taking the step in the logarithm for the smaller one")
    proof.twin((w + h)*(w*exp(h/w)) <= w**2, "losing the sign of the step")
    proof.twin((w - h)*(w*exp(-h/w)) <= w**2, "dividing by the other shape")
