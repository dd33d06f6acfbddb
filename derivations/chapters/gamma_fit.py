"""Fitting a Gamma law by maximum likelihood: the loss of data, its least value, and where that is.

The data y₁, …, y_N are positive numbers, at least one, with the mean M and the mean G of their logarithms.  A law takes a
point in its parentheses, and a datum is a number: the density at a datum is therefore written out, as `at_a_point` says.
The loss is the mean of −log p(yₙ) in nats, and depends on the data by M and G alone.  The chapter `gamma` has its
derivatives, and shows that for each shape a the scale M/a is best.  What is left is one equation for the shape,

    log a − ψ(a) = log M − G,

where ψ is the digamma function.  The right side is the gap of the data.  It is never negative, by Jensen's inequality, and
how far it is from zero is bounded from below by a mean of squares, which vanishes only where all data are equal.

**A solution exists where the data are not all equal.**  For a gap c > 0 the left side is at least c at a = 1/(2c), and at
most c at a = 1/c.  It is continuous, so that it is c somewhere between these two: this last step, the theorem of the
intermediate value, is not of the language, and is all that is left.  Where all data are equal there is no solution and no
minimum.  The loss at the best scale then falls from each shape a to a + 1 by at least 1/(2(a + 1)), and the sum of these
numbers has no bound.

**It is the only one, and the loss is least there.**  Let the law of shape a and scale s have the means of the data, which
is what the two equations say.  Then what any other law loses is the divergence of that law from this one, KL(p_fit ‖ p).
So no law has a smaller loss.  One with the same loss has no divergence, and by `elbo.gibbs_equality` the same density; then its
mean and its mean of the square are the same, and so are shape and scale.  The equation for the shape says it by itself:
between two shapes a and b with mean one, the two divergences add up to the product of b − a and the fall of log a − ψ(a).

This needs no convexity, which is a matter of the chart.  In shape and scale the loss is not convex: along the scale it
curves downwards beyond 2 M/a, which is twice the best scale.  In shape and rate, as in the natural parameters, its Hessian
does not depend on the data and is positive definite.

Shapes and scales are positive.  The numbers m and g stand for any M and G, as in the chapter `gamma`.

Sources: Minka (2002), Estimating a Gamma distribution; Choi and Wette (1969), Maximum likelihood estimation of the
parameters of the Gamma distribution and their bias; Brown (1986), Fundamentals of statistical exponential families,
chapter 5; DLMF, chapter 5.
"""

from derivations import (
    KL, D, E, Function, Gamma, Law, abbreviation, algebra, always, counts, definition, density, differentiate, digamma, each, exp, family,
    iff, integrable, integral, jensen, jensen_equality, lgamma, linearity, log, logarithm, mean, points, positives,
    rearrange, recurrence, sum_of_squares, tangent, taylor, theorem, trigamma)
from derivations.chapters.elbo import gibbs, q, r, z
from derivations.chapters.gamma import B, a, best, g, loss, loss_least, m, profile_above, profile_below, s, tighter_below
from derivations.chapters.gamma_charts import M1, M2, b, u, v
from derivations.chapters.gamma_means import c, d, kl, scale_kl, x

N, n = counts("N n")
y = Function("y", n)
(w,) = positives("w")
(t,) = points("t")
source = Law("source", t)
f = Function("f", t, nonnegative=True)


# --- the loss of data ---------------------------------------------------------------------------------------------


@abbreviation
def p(n, a, s):
    """The density of the law of shape a and scale s at a datum."""
    return exp((a - 1)*log(y(n)) - y(n)/s - B(a, s))


@abbreviation
def M(N):
    """The mean of the data."""
    return mean[n:N](y(n))


@abbreviation
def G(N):
    """The mean of their logarithms."""
    return mean[n:N](log(y(n)))


@abbreviation
def fit(a, s, N):
    """The loss of the data, as `nll` says."""
    return a*log(s) + lgamma(a) - (a - 1)*G(N) + M(N)/s


@theorem("2.2.17", title="The density at a number, written out")
def at_a_point(proof):
    proof.claim(Gamma[a, 1/s](x) == exp((a - 1)*log(x) - x/s - B(a, s)))
    proof.given(a > 0, s > 0)
    proof.starts(Gamma[a, 1/s](x))
    proof.eq(exp((a - 1)*log(x) - x/s - B(a, s)), by=density)
    proof.twin(Gamma[a, s](x) == exp((a - 1)*log(x) - x/s - B(a, s)), "taking the scale for the rate")
    proof.twin(Gamma[a, 1/s](x) == exp(a*log(x) - x/s - B(a, s)), "forgetting that the exponent of x is the shape less one")
    proof.twin(Gamma[a, 1/s](x) == exp((a - 1)*log(x) - x/s + B(a, s)), "multiplying by the normaliser")


@theorem("2.2.17", title="The loss of data depends on them by two means alone")
def nll(proof):
    proof.claim(mean[n:N](-log(p(n, a, s))) == fit(a, s, N))
    proof.given(each[n:1:N](y(n) > 0), a > 0, s > 0)
    proof.starts(mean[n:N](-log(p(n, a, s))))
    proof.eq(mean[n:N](-((a - 1)*log(y(n)) - y(n)/s - B(a, s))), by=logarithm)
    proof.eq(fit(a, s, N), by=linearity)
    proof.twin(mean[n:N](-log(p(n, a, s))) == a*log(s) + lgamma(a) + (a - 1)*G(N) + M(N)/s, "losing the sign of the mean of log x")
    proof.twin(mean[n:N](-log(p(n, a, s))) == a*log(s) + lgamma(a) - (a - 1)*G(N) + s*M(N), "taking the scale for the rate")
    proof.twin(mean[n:N](-log(p(n, a, s))) == N*fit(a, s, N), "taking the sum for the mean")
    proof.twin(mean[n:N](-log(p(n, a, s))) == a*log(s) + lgamma(a) - (a - 1)*log(M(N)) + M(N)/s,
               "taking the logarithm of the mean for the mean of the logarithms")


@theorem("2.2.17", title="For each shape, the best scale is the mean of the data over the shape")
def best_scale(proof):
    proof.claim(fit(a, M(N)/a, N) <= fit(a, s, N))
    proof.given(each[n:1:N](y(n) > 0), a > 0, s > 0)
    proof.starts(fit(a, M(N)/a, N))
    proof.le(fit(a, s, N), by=loss_least.at({m: M(N), g: G(N)}))
    proof.twin(fit(a, M(N), N) <= fit(a, s, N), "taking the mean of the data for the scale")
    proof.twin(fit(a, a*M(N), N) <= fit(a, s, N), "taking the rate for the scale")
    proof.twin(fit(a, exp(G(N))/a, N) <= fit(a, s, N), "taking the geometric mean for the mean")


# --- the gap ------------------------------------------------------------------------------------------------------


@theorem("2.2.17", title="The gap is never negative")
def data_gap(proof):
    proof.claim(G(N) <= log(M(N)))
    proof.given(each[n:1:N](y(n) > 0))
    proof.starts(G(N))
    proof.le(log(M(N)), by=jensen)
    proof.twin(log(M(N)) <= G(N), "reading Jensen's inequality for a convex function")
    proof.twin(G(N) == log(M(N)), "taking the logarithm of the mean for the mean of the logarithms")
    proof.twin(M(N) <= log(M(N)), "forgetting the logarithm of the data")


@theorem("2.2.17", title="The gap is at least a mean of squares")
def gap_in_squares(proof):
    """A square vanishes only where its datum is M.  With t = √(yₙ/M), the bound says that t² − 1 − 2 log t ≥ (1 − t)²."""
    proof.claim(mean[n:N]((1 - exp((log(y(n)) - log(M(N)))/2))**2) <= log(M(N)) - G(N))
    proof.given(each[n:1:N](y(n) > 0))
    proof.starts(mean[n:N]((1 - exp((log(y(n)) - log(M(N)))/2))**2))
    proof.eq(mean[n:N](1 - 2*exp((log(y(n)) - log(M(N)))/2) + y(n)/M(N)), by=logarithm)
    proof.le(mean[n:N](1 - 2*(1 + log(exp((log(y(n)) - log(M(N)))/2))) + y(n)/M(N)), by=tangent)
    proof.eq(mean[n:N](1 - 2*(1 + (log(y(n)) - log(M(N)))/2) + y(n)/M(N)), by=logarithm)
    proof.eq(log(M(N)) - G(N), by=linearity)
    proof.twin(mean[n:N]((1 - exp(log(y(n)) - log(M(N))))**2) <= log(M(N)) - G(N), "taking the ratio for its root")
    proof.twin(mean[n:N]((1 - exp((log(y(n)) - log(M(N)))/2))**2) == log(M(N)) - G(N), "taking the bound for the gap itself")
    proof.twin(mean[n:N]((log(y(n)) - log(M(N)))**2)/2 <= log(M(N)) - G(N), "taking half the variance of the logarithms for a bound")


@theorem("2.2.17", title="Data that are all equal have no gap")
def gap_of_equal_data(proof):
    proof.claim(mean[n:N](log(w)) == log(mean[n:N](w)))
    proof.starts(mean[n:N](log(w)))
    proof.eq(log(w), by=linearity)
    proof.eq(log(mean[n:N](w)), by=linearity)
    proof.twin(mean[n:N](log(w)) == mean[n:N](w) - 1, "taking the tangent for the logarithm")
    proof.twin(mean[n:N](log(w)) == N*log(w), "taking the sum for the mean")


@theorem("2.2.17", title="The gap is zero only where almost all data are equal")
def no_gap_only(proof):
    """Here one draw of the data is f(t): N data are the case of a law that gives each of them the N-th part of the mass."""
    proof.claim(iff(E[source(t)](log(f(t))) == log(E[source(t)](f(t))), always[source(t)](f(t) == E[source(t)](f(t)))))
    proof.given(integrable[source(t)](f(t)), integrable[source(t)](log(f(t))))
    proof.starts(E[source(t)](log(f(t))) == log(E[source(t)](f(t))))
    proof.iff(always[source(t)](f(t) == E[source(t)](f(t))), by=jensen_equality)
    proof.twin(iff(E[source(t)](log(f(t))) == log(E[source(t)](f(t))), always[source(t)](f(t) == 1)), "believing that the data have to be one")
    proof.twin(iff(E[source(t)](log(f(t))) == log(E[source(t)](f(t))), E[source(t)](f(t)) == 1), "asking that the mean is one")


# --- the equation for the shape -----------------------------------------------------------------------------------


@abbreviation
def profile(a):
    """The left side of the equation for the shape."""
    return log(a) - digamma(a)


@abbreviation
def curve(a):
    """What stands in the loss at the best scale for all data alike, as `best_loss` says."""
    return lgamma(a) - a*log(a) + a


@theorem("2.2.17", title="A shape at which log a − ψ(a) is at least c")
def bracket_below(proof):
    proof.claim(c <= profile(1/(2*c)))
    proof.given(c > 0)
    proof.starts(c)
    proof.eq(1/(2*(1/(2*c))), by=algebra)
    proof.le(profile(1/(2*c)), by=profile_below.at({a: 1/(2*c)}))
    proof.twin(c <= profile(1/c), "forgetting the one half")
    proof.twin(c == profile(1/(2*c)), "taking the first term of the series for the function")
    proof.twin(c <= profile(2*c), "taking the shape for one over it")


@theorem("2.2.17", title="A shape at which log a − ψ(a) is at most c")
def bracket_above(proof):
    """As log a − ψ(a) is continuous, it is c at some shape between 1/(2c) and 1/c."""
    proof.claim(profile(1/c) <= c)
    proof.given(c > 0)
    proof.starts(profile(1/c))
    proof.le(1/(1/c), by=profile_above.at({a: 1/c}))
    proof.eq(c, by=algebra)
    proof.twin(profile(1/(2*c)) <= c, "taking the lower end for the upper one")
    proof.twin(profile(c) <= c, "taking the shape for one over it")
    proof.twin(log(1/c) + digamma(1/c) <= c, "losing the sign of ψ")


@theorem("2.2.17", title="No solution is below 1/(2c)")
def solution_above(proof):
    """At a solution the gap c is log a − ψ(a), and this says that a c is at least one half."""
    proof.claim(a*profile(a) >= 1/2)
    proof.given(a > 0)
    proof.starts(a*profile(a))
    proof.ge(a*(1/(2*a)), by=profile_below)
    proof.eq(1/2, by=algebra)
    proof.twin(a*profile(a) >= 1, "forgetting the one half")
    proof.twin(a*profile(a) == 1/2, "taking the law for a normal one, as it is for large shapes")
    proof.twin(profile(a) >= 1/2, "forgetting the shape")


@theorem("2.2.17", title="No solution is above 1/c")
def solution_below(proof):
    """At a solution the gap c is log a − ψ(a), and this says that a c is at most one."""
    proof.claim(a*profile(a) <= 1)
    proof.given(a > 0)
    proof.starts(a*profile(a))
    proof.le(a*(1/a), by=profile_above)
    proof.eq(1, by=algebra)
    proof.twin(a*profile(a) <= 1/2, "taking the lower bound for the upper one")
    proof.twin(profile(a) <= 1, "forgetting the shape")
    proof.twin(a*(log(a) + digamma(a)) <= 1, "losing the sign of ψ")


@theorem("2.2.17", title="The loss at the best scale: a curve that is the same for all data, and a line")
def best_loss(proof):
    proof.claim(best(a) == curve(a) + a*(log(m) - g) + g)
    proof.given(a > 0, m > 0)
    proof.starts(best(a))
    proof.eq(curve(a) + a*(log(m) - g) + g, by=algebra)
    proof.twin(best(a) == curve(a) - a*(log(m) - g) + g, "losing the sign of the gap")
    proof.twin(best(a) == curve(a) + a*(log(m) - g), "forgetting that the unit of the data matters")


@theorem("2.2.17", title="The curve lies above its tangents by a divergence")
def curve_divergence(proof):
    """Its slope is minus log a − ψ(a), and the laws have mean one."""
    proof.claim(curve(b) - (curve(a) - (b - a)*profile(a)) == KL[x](Gamma[a, a](x), Gamma[b, b](x)))
    proof.given(a > 0, b > 0)
    proof.starts(curve(b) - (curve(a) - (b - a)*profile(a)))
    proof.eq(lgamma(b) - lgamma(a) + (a - b)*digamma(a) + b*(log(a) - log(b)) + a*(b - a)/a, by=algebra)
    proof.eq(KL[x](Gamma[a, a](x), Gamma[b, b](x)), by=kl.at({b: a, c: b, d: b}))
    proof.twin(curve(b) - (curve(a) - (b - a)*profile(a)) == KL[x](Gamma[b, b](x), Gamma[a, a](x)), "exchanging the two laws")
    proof.twin(curve(b) - (curve(a) + (b - a)*profile(a)) == KL[x](Gamma[a, a](x), Gamma[b, b](x)), "losing the sign of the slope")
    proof.twin(curve(b) - (curve(a) - (b - a)*profile(a)) == KL[x](Gamma[a, 1](x), Gamma[b, 1](x)), "comparing two shapes of one rate, whose means differ")


@theorem("2.2.17", title="The curve lies above its tangents: it is convex")
def curve_convex(proof):
    proof.claim(curve(a) - (b - a)*profile(a) <= curve(b))
    proof.given(a > 0, b > 0)
    proof.starts(curve(a) - (b - a)*profile(a))
    proof.eq(curve(b) - KL[x](Gamma[a, a](x), Gamma[b, b](x)), by=curve_divergence)
    proof.le(curve(b), by=gibbs.at({z: x, q(z): Gamma[a, a](x), r(z): Gamma[b, b](x)}))
    proof.twin(curve(a) + (b - a)*profile(a) <= curve(b), "losing the sign of the slope")
    proof.twin(curve(a) <= curve(b), "forgetting the slope")
    proof.twin(curve(a) - (b - a)*profile(b) <= curve(b), "taking the slope at the other shape")


@theorem("2.2.17", title="From one shape to another, log a − ψ(a) does not rise")
def falls(proof):
    proof.claim((b - a)*(profile(a) - profile(b)) >= 0)
    proof.given(a > 0, b > 0)
    proof.starts((b - a)*(profile(a) - profile(b)))
    proof.ge(curve(a) - curve(b) - (b - a)*profile(b), by=curve_convex)
    proof.ge(0, by=curve_convex.at({a: b, b: a}))
    proof.twin((b - a)*(profile(a) - profile(b)) <= 0, "believing that it rises, as the logarithm does")
    proof.twin(profile(a) - profile(b) >= 0, "forgetting which shape is the larger one")
    proof.twin((b - a)*(log(a) - log(b)) >= 0, "forgetting ψ")


@theorem("2.2.17", title="Two shapes with mean one: both divergences, added")
def both_ways(proof):
    """At two solutions of the equation for the shape the right side is zero, and so is each divergence."""
    proof.claim(KL[x](Gamma[a, a](x), Gamma[b, b](x)) + KL[x](Gamma[b, b](x), Gamma[a, a](x)) == (b - a)*(profile(a) - profile(b)))
    proof.given(a > 0, b > 0)
    proof.starts(KL[x](Gamma[a, a](x), Gamma[b, b](x)) + KL[x](Gamma[b, b](x), Gamma[a, a](x)))
    proof.eq(lgamma(b) - lgamma(a) + (a - b)*digamma(a) + b*(log(a) - log(b)) + a*(b - a)/a + KL[x](Gamma[b, b](x), Gamma[a, a](x)),
             by=kl.at({b: a, c: b, d: b}))
    proof.eq(lgamma(b) - lgamma(a) + (a - b)*digamma(a) + b*(log(a) - log(b)) + a*(b - a)/a
             + lgamma(a) - lgamma(b) + (b - a)*digamma(b) + a*(log(b) - log(a)) + b*(a - b)/b, by=kl.at({a: b, c: a, d: a}))
    proof.eq((b - a)*(profile(a) - profile(b)), by=algebra)
    proof.twin(KL[x](Gamma[a, a](x), Gamma[b, b](x)) + KL[x](Gamma[b, b](x), Gamma[a, a](x)) == (a - b)*(profile(a) - profile(b)),
               "losing the sign, as if log a − ψ(a) rose")
    proof.twin(KL[x](Gamma[a, a](x), Gamma[b, b](x)) + KL[x](Gamma[b, b](x), Gamma[a, a](x)) == (b - a)*(digamma(b) - digamma(a)),
               "comparing two shapes of one rate, whose means differ")
    proof.twin(2*KL[x](Gamma[a, a](x), Gamma[b, b](x)) == (b - a)*(profile(a) - profile(b)), "taking the divergence for a symmetric one")


# --- the minimum --------------------------------------------------------------------------------------------------


@abbreviation
def matched(c, d, a, s):
    """The loss of shape c and scale d, where m and g, the means of the data, are those of the law of shape a and scale s."""
    return c*log(d) + lgamma(c) - (c - 1)*M2(a, s) + M1(a, s)/d


@theorem("2.2.17", title="What another law loses is its divergence from the fit")
def excess_loss(proof):
    proof.claim(matched(c, d, a, s) - matched(a, s, a, s) == KL[x](Gamma[a, 1/s](x), Gamma[c, 1/d](x)))
    proof.given(a > 0, s > 0, c > 0, d > 0)
    proof.starts(matched(c, d, a, s) - matched(a, s, a, s))
    proof.eq(lgamma(c) - lgamma(a) + (a - c)*digamma(a) + c*(log(d) - log(s)) + a*(s - d)/d, by=algebra)
    proof.eq(KL[x](Gamma[a, 1/s](x), Gamma[c, 1/d](x)), by=scale_kl)
    proof.twin(matched(c, d, a, s) - matched(a, s, a, s) == KL[x](Gamma[c, 1/d](x), Gamma[a, 1/s](x)), "exchanging the two laws")
    proof.twin(matched(c, d, a, s) == KL[x](Gamma[a, 1/s](x), Gamma[c, 1/d](x)), "forgetting the entropy of the fit")
    proof.twin(matched(c, d, a, s) - matched(a, s, a, s) == KL[x](Gamma[a, s](x), Gamma[c, d](x)), "taking the scales for the rates")


@theorem("2.2.17", title="No law has a smaller loss than the one with the means of the data")
def least(proof):
    proof.claim(matched(a, s, a, s) <= matched(c, d, a, s))
    proof.given(a > 0, s > 0, c > 0, d > 0)
    proof.starts(matched(a, s, a, s))
    proof.le(matched(a, s, a, s) + KL[x](Gamma[a, 1/s](x), Gamma[c, 1/d](x)),
             by=gibbs.at({z: x, q(z): Gamma[a, 1/s](x), r(z): Gamma[c, 1/d](x)}))
    proof.eq(matched(c, d, a, s), by=excess_loss)
    proof.twin(matched(c, d, a, s) <= matched(a, s, a, s), "taking the minimum for a maximum")
    proof.twin(matched(a, 1/s, a, s) <= matched(c, d, a, s), "taking the rate for the scale")
    proof.twin(matched(c, d, c, d) <= matched(c, d, a, s), "comparing losses of other data")


@theorem("2.2.17", title="The means of two laws are as far apart as their densities make them")
def means_apart(proof):
    """So laws of one density have one mean, a s = c d."""
    proof.claim(integral[x]((Gamma[a, 1/s](x) - Gamma[c, 1/d](x))*x) == a*s - c*d)
    proof.given(a > 0, s > 0, c > 0, d > 0)
    proof.starts(integral[x]((Gamma[a, 1/s](x) - Gamma[c, 1/d](x))*x))
    proof.eq(integral[x](Gamma[a, 1/s](x)*x) - integral[x](Gamma[c, 1/d](x)*x), by=linearity)
    proof.eq(E[Gamma[a, 1/s](x)](x) - E[Gamma[c, 1/d](x)](x), by=definition)
    proof.eq(a*s - c*d, by=family)
    proof.twin(integral[x]((Gamma[a, 1/s](x) - Gamma[c, 1/d](x))*x) == a/s - c/d, "taking the rate for the scale")
    proof.twin(integral[x]((Gamma[a, 1/s](x) - Gamma[c, 1/d](x))*x) == c*d - a*s, "exchanging the two laws")
    proof.twin(integral[x](Gamma[a, 1/s](x) - Gamma[c, 1/d](x)) == a*s - c*d, "forgetting the number that is averaged")


@theorem("2.2.17", title="So are the means of the square")
def squares_apart(proof):
    """So laws of one density have one mean of the square, a (a + 1) s², too.  Divided by the mean, less the mean, it is the scale."""
    proof.claim(integral[x]((Gamma[a, 1/s](x) - Gamma[c, 1/d](x))*x**2) == a*(a + 1)*s**2 - c*(c + 1)*d**2)
    proof.given(a > 0, s > 0, c > 0, d > 0)
    proof.starts(integral[x]((Gamma[a, 1/s](x) - Gamma[c, 1/d](x))*x**2))
    proof.eq(integral[x](Gamma[a, 1/s](x)*x**2) - integral[x](Gamma[c, 1/d](x)*x**2), by=linearity)
    proof.eq(E[Gamma[a, 1/s](x)](x**2) - E[Gamma[c, 1/d](x)](x**2), by=definition)
    proof.eq(a*(a + 1)*s**2 - c*(c + 1)*d**2, by=family)
    proof.twin(integral[x]((Gamma[a, 1/s](x) - Gamma[c, 1/d](x))*x**2) == a*s**2 - c*d**2, "taking the variance for the mean of the square")
    proof.twin(integral[x]((Gamma[a, 1/s](x) - Gamma[c, 1/d](x))*x**2) == (a*s)**2 - (c*d)**2, "taking the square of the mean for the mean of the square")
    proof.twin(integral[x]((Gamma[a, 1/s](x) - Gamma[c, 1/d](x))*x**2) == a*(a + 1)/s**2 - c*(c + 1)/d**2, "taking the rate for the scale")


# --- equal data ---------------------------------------------------------------------------------------------------


@theorem("2.2.17", title="A bound of the logarithm of a ratio")
def ratio_below(proof):
    proof.claim(log(w/(w + 1)) <= -1/(w + 1) - 1/(2*(w + 1)**2))
    proof.starts(log(w/(w + 1)))
    proof.le(w/(w + 1) - 1 - (w/(w + 1) - 1)**2/2 + (w/(w + 1) - 1)**3/3, by=taylor)
    proof.eq(-1/(w + 1) - 1/(2*(w + 1)**2) - (1/(w + 1))**3/3, by=algebra)
    proof.le(-1/(w + 1) - 1/(2*(w + 1)**2), by=sum_of_squares)
    proof.twin(log(w/(w + 1)) <= -1/w, "taking the other end of the interval")
    proof.twin(log(w/(w + 1)) <= -1/(w + 1) - 1/(w + 1)**2, "forgetting the one half")


@theorem("2.2.17", title="Equal data have no fit: what one more in the shape changes")
def equal_data(proof):
    """Where the gap is zero, nothing but `curve` depends on the shape.  By the bound above it falls by at least 1/(2(w + 1)),
    and the sum of these numbers over w, w + 1, w + 2, … has no bound."""
    proof.claim(curve(w + 1) - curve(w) == 1 + (w + 1)*log(w/(w + 1)))
    proof.starts(curve(w + 1) - curve(w))
    proof.eq(lgamma(w) + log(w) - (w + 1)*log(w + 1) + w + 1 - curve(w), by=recurrence)
    proof.eq(1 + (w + 1)*log(w/(w + 1)), by=logarithm)
    proof.twin(curve(w + 1) - curve(w) == 1 + (w + 1)*log((w + 1)/w), "turning the ratio round")
    proof.twin(curve(w + 1) - curve(w) == 1 + w*log(w/(w + 1)), "taking the one shape for the other")
    proof.twin(curve(w + 1) - curve(w) >= 0, "believing that a law of large shape cannot fit")


# --- convexity ----------------------------------------------------------------------------------------------------


@theorem("2.2.17", title="Along the scale the loss curves upwards up to twice the best scale, and downwards beyond")
def convex_in_scale(proof):
    """No other terms of the loss depend on the scale.  So the loss is not convex in shape and scale."""
    proof.claim(iff(D[s:w](D[s](a*log(s) + m/s)) >= 0, a*w <= 2*m))
    proof.starts(D[s:w](D[s](a*log(s) + m/s)) >= 0)
    proof.iff(a/w**2 + 2*(m - a*w)/w**3 >= 0, by=differentiate)
    proof.iff((2*m/w - a)/w**2 >= 0, by=algebra)
    proof.iff((2*m/w - a)/w >= 0, by=rearrange)
    proof.iff(2*m/w - a >= 0, by=rearrange)
    proof.iff(a*w <= 2*m, by=rearrange)
    proof.twin(iff(D[s:w](D[s](a*log(s) + m/s)) >= 0, a*w <= m), "taking it for convex up to the best scale")
    proof.twin(D[s:w](D[s](a*log(s) + m/s)) >= 0, "believing that the loss is convex, as it is in the natural parameters")
    proof.twin(iff(D[s:w](D[s](a*log(s) + m/s)) >= 0, a <= 2*m*w), "taking the rate for the scale")


@abbreviation
def rate_loss(a, b):
    """The loss of the fit by shape and rate."""
    return lgamma(a) - a*log(b) - (a - 1)*g + b*m


@theorem("2.2.17", title="In shape and rate the loss is convex, whatever the data")
def convex_in_rate(proof):
    """The lower bound is a sum of two squares, which are both zero for u = v = 0 only."""
    proof.claim(D[a](D[a](rate_loss(a, b)))*u**2 + 2*D[a](D[b](rate_loss(a, b)))*u*v + D[b](D[b](rate_loss(a, b)))*v**2
                >= u**2/(2*a**2) + a*(u/a - v/b)**2)
    proof.given(a > 0, b > 0)
    proof.starts(D[a](D[a](rate_loss(a, b)))*u**2 + 2*D[a](D[b](rate_loss(a, b)))*u*v + D[b](D[b](rate_loss(a, b)))*v**2)
    proof.eq(trigamma(a)*u**2 - 2*u*v/b + a*v**2/b**2, by=differentiate)
    proof.ge((1/a + 1/(2*a**2))*u**2 - 2*u*v/b + a*v**2/b**2, by=tighter_below)
    proof.eq(u**2/(2*a**2) + a*(u/a - v/b)**2, by=algebra)
    proof.twin(D[a](D[a](loss(a, s)))*u**2 + 2*D[a](D[s](loss(a, s)))*u*v + D[s](D[s](loss(a, s)))*v**2 >= 0,
               "taking the scale for the rate")
    proof.twin(D[a](D[a](rate_loss(a, b)))*u**2 + 2*D[a](D[b](rate_loss(a, b)))*u*v + D[b](D[b](rate_loss(a, b)))*v**2
               >= u**2/(2*a**2) + a*(u/a + v/b)**2, "losing the sign beside the diagonal")
    proof.twin(D[a](D[a](rate_loss(a, b)))*u**2 + 2*D[a](D[b](rate_loss(a, b)))*u*v + D[b](D[b](rate_loss(a, b)))*v**2 <= 0,
               "taking the loss for the likelihood")
