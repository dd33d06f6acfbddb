"""Control variates, baselines and averaging: what changes the variance of an estimate and leaves its mean.

The gradient of the evidence lower bound is a mean, of a signal times the score (the chapter `score_function`), and an
average of a few draws estimates it.  The estimate is right on average and may be useless: its variance is that of one
draw divided by their number.  So one looks for another quantity with the same mean that varies less.

There are two ways.  Subtract something that has mean zero and is correlated with the quantity: a *control variate*, such as
the score times a constant; the constant is the *baseline*.  There is a best coefficient, the covariance divided by the variance; one
that is more than twice as large is worse than none; and one that is estimated from the same draws brings a bias, which
leave-one-out averages avoid.  At the exact posterior the signal is the same for every draw, and the right baseline leaves
no variance at all.  Or average a part of the randomness out exactly: a conditional mean never varies more (Rao and
Blackwell), and varies as much only where that part did not matter.

Here g is the quantity and h what may be subtracted.  Most theorems ask that their squares are integrable, and some that h varies.
For the gradient, f is the signal, h the score and g is f h; as (f − a) h is f h − a h, a baseline a of f is the coefficient a of h.

Sources: Paisley, Blei and Jordan, Variational Bayesian inference with stochastic search, 2012; Ranganath, Gerrish and
Blei, Black box variational inference, 2014; Greensmith, Bartlett and Baxter, Variance reduction techniques for gradient
estimates in reinforcement learning, 2004; Mnih and Rezende, Variational inference for Monte Carlo objectives, 2016.
"""

from derivations import (
    E, Function, abbreviation, algebra, always, counts, exchangeable, fubini, identical, iff, iid, independent_means, integrable,
    leave_one_out, linearity, log, logarithm, mean, moments, one_draw, product_rule, rearrange, sum_of_squares, theorem, written_out, zero_mean)
from derivations.chapters.elbo import p, q, x, z
from derivations.chapters.projection import d as d0, e as e0, total_variance as variance_of_a_pair, u as u0, x as x0, y as y0
from derivations.chapters.score_function import a, b, c, e, f, h, o, r, v, var, y

S, K, k, j = counts("S K k j")
g, w = Function("g", z), Function("w", y)


@abbreviation
def cov(law, u, w):
    """The covariance of two quantities under a law."""
    return E[law]((u - E[law](u))*(w - E[law](w)))


@abbreviation
def n(z):
    """h less its mean: a control variate has to have mean zero."""
    return h(z) - E[r(z)](h(z))


@abbreviation
def best():
    """The best coefficient of the control variate h."""
    return cov(r(z), g(z), h(z))/var(r(z), h(z))


# --- averages over draws ------------------------------------------------------------------------------------------


@theorem("1.2.5", title="An average over draws has the mean of one draw")
def estimator_unbiased(proof):
    """This needs no independence: S dependent draws estimate a gradient without bias, too."""
    proof.claim(E[identical(r(z), S)](mean[k:S](g(z[k]))) == E[r(z)](g(z)))
    proof.given(integrable[r(z)](g(z)))
    proof.starts(E[identical(r(z), S)](mean[k:S](g(z[k]))))
    proof.eq(mean[k:S](E[identical(r(z), S)](g(z[k]))), by=linearity)
    proof.eq(mean[k:S](E[r(z)](g(z))), by=one_draw)
    proof.eq(E[r(z)](g(z)), by=linearity)
    proof.twin(E[identical(r(z), S)](mean[k:S](g(z[k]))) == E[r(z)](g(z))/S, "dividing by the number of draws twice")
    proof.twin(E[identical(r(z), S)](S*mean[k:S](g(z[k]))) == E[r(z)](g(z)), "adding the draws up without dividing")
    proof.twin(E[identical(r(z), S)](mean[k:S](g(z[k]))**2) == E[r(z)](g(z))**2, "believing that its square is unbiased, too")
    proof.twin(E[identical(r(z), S)](g(z[1])*g(z[S])) == E[r(z)](g(z))**2, "believing that the draws are independent")
    proof.twin(E[identical(r(z), S)]((mean[k:S](g(z[k])) - E[r(z)](g(z)))**2) == 0, "taking the average for the mean itself")


@theorem("1.2.5", title="Independent draws divide the variance by their number")
def estimator_variance(proof):
    """The error itself falls only like one over the square root of the cost: a tenth of the error costs a hundred times
    the draws.  So it pays to lower the variance of a single draw, which is what the rest of this chapter is about."""
    proof.claim(E[iid(r(z), S)]((mean[k:S](g(z[k])) - E[r(z)](g(z)))**2) == var(r(z), g(z))/S)
    proof.given(integrable[r(z)](g(z)**2))
    proof.starts(E[iid(r(z), S)]((mean[k:S](g(z[k])) - E[r(z)](g(z)))**2))
    proof.eq(E[iid(r(z), S)](mean[k:S](g(z[k]))**2) - 2*E[r(z)](g(z))*E[iid(r(z), S)](mean[k:S](g(z[k]))) + E[r(z)](g(z))**2, by=linearity)
    proof.eq(E[iid(r(z), S)](mean[k:S](g(z[k]))**2) - E[r(z)](g(z))**2, by=estimator_unbiased.at(draws="iid"))
    proof.eq((E[r(z)](g(z)**2) - E[r(z)](g(z))**2)/S, by=moments)
    proof.eq(var(r(z), g(z))/S, by=linearity)
    proof.twin(E[exchangeable(r(z), S)]((mean[k:S](g(z[k])) - E[r(z)](g(z)))**2) == var(r(z), g(z))/S, "forgetting that the draws have to be independent")
    proof.twin(E[iid(r(z), S)]((mean[k:S](g(z[k])) - E[r(z)](g(z)))**2) == var(r(z), g(z))/S**2, "letting the variance fall like the square of the cost")
    proof.twin(E[iid(r(z), S)]((mean[k:S](g(z[k])) - E[r(z)](g(z)))**2) == E[r(z)](g(z)**2)/S, "taking the second moment for the variance")


# --- control variates ---------------------------------------------------------------------------------------------


@theorem("2.1.12", title="A multiple of something with mean zero may be subtracted")
def control_unbiased(proof):
    """The coefficient is a number: it may depend on the data and on earlier draws, but not on the draw itself."""
    proof.claim(E[r(z)](g(z) - a()*n(z)) == E[r(z)](g(z)))
    proof.given(integrable[r(z)](g(z)), integrable[r(z)](h(z)))
    proof.starts(E[r(z)](g(z) - a()*n(z)))
    proof.eq(E[r(z)](g(z)), by=linearity)
    proof.twin(E[r(z)](g(z) - a()*h(z)) == E[r(z)](g(z)), "taking a control variate whose mean is not zero")
    proof.twin(E[r(z)](g(z) - f(z)*n(z)) == E[r(z)](g(z)), "letting the coefficient depend on the draw itself")
    proof.twin(E[r(z)](g(z) - a()) == E[r(z)](g(z)), "subtracting the coefficient without its control variate")
    proof.twin(E[r(z)]((g(z) - a()*n(z))**2) == E[r(z)](g(z)**2), "believing that the second moment stays, too")
    proof.twin(g(z) - a()*n(z) == g(z), "believing it of every single draw")


@theorem("2.1.12", title="The variance with a control variate is a parabola in the coefficient")
def control_variance(proof):
    """The variance does not see the mean of h, so from here on h need not have mean zero."""
    proof.claim(var(r(z), g(z) - a()*h(z)) == var(r(z), g(z)) - 2*a()*cov(r(z), g(z), h(z)) + a()**2*var(r(z), h(z)))
    proof.given(integrable[r(z)](g(z)**2), integrable[r(z)](h(z)**2))
    proof.starts(var(r(z), g(z) - a()*h(z)))
    proof.eq(E[r(z)](((g(z) - E[r(z)](g(z))) - a()*(h(z) - E[r(z)](h(z))))**2), by=linearity)
    proof.eq(var(r(z), g(z)) - 2*a()*cov(r(z), g(z), h(z)) + a()**2*var(r(z), h(z)), by=linearity)
    proof.twin(var(r(z), g(z) - a()*h(z)) == var(r(z), g(z)) + a()**2*var(r(z), h(z)), "forgetting that the two are correlated")
    proof.twin(var(r(z), g(z) - a()*h(z)) == var(r(z), g(z)) - a()**2*var(r(z), h(z)), "subtracting the variances")
    proof.twin(var(r(z), g(z) - a()*h(z)) == var(r(z), g(z)) - 2*a()*cov(r(z), g(z), h(z)) + a()*var(r(z), h(z)), "forgetting to square the coefficient")


@theorem("2.1.12", title="The variance at the best coefficient, and what another one adds")
def control_square(proof):
    """The parabola with its square completed."""
    proof.claim(var(r(z), g(z) - a()*h(z)) == var(r(z), g(z) - best()*h(z)) + var(r(z), h(z))*(a() - best())**2)
    proof.given(integrable[r(z)](g(z)**2), integrable[r(z)](h(z)**2), var(r(z), h(z)) > 0)
    proof.starts(var(r(z), g(z) - a()*h(z)))
    proof.eq(var(r(z), g(z)) - 2*a()*cov(r(z), g(z), h(z)) + a()**2*var(r(z), h(z)), by=control_variance)
    proof.eq(var(r(z), g(z)) - 2*best()*cov(r(z), g(z), h(z)) + best()**2*var(r(z), h(z)) + var(r(z), h(z))*(a() - best())**2, by=algebra)
    proof.eq(var(r(z), g(z) - best()*h(z)) + var(r(z), h(z))*(a() - best())**2, by=control_variance.at({a(): best()}))
    proof.twin(var(r(z), g(z) - a()*h(z)) == var(r(z), g(z)) + var(r(z), h(z))*(a() - best())**2, "forgetting what the best coefficient gains")
    proof.twin(var(r(z), g(z) - a()*h(z)) == var(r(z), g(z) - best()*h(z)) - var(r(z), h(z))*(a() - best())**2, "losing a sign")
    proof.twin(var(r(z), g(z) - a()*h(z)) == var(r(z), g(z) - best()*h(z)) + (a() - best())**2, "forgetting the scale of the control variate")


@theorem("2.1.12", title="The best coefficient is the covariance divided by the variance of the control variate")
def control_optimum(proof):
    """No other one leaves less variance.  It is the slope of the line that is fitted to g over h, and what it leaves is the spread about that line."""
    proof.claim(var(r(z), g(z) - best()*h(z)) <= var(r(z), g(z) - a()*h(z)))
    proof.given(integrable[r(z)](g(z)**2), integrable[r(z)](h(z)**2), var(r(z), h(z)) > 0)
    proof.starts(var(r(z), g(z) - best()*h(z)))
    proof.le(var(r(z), g(z) - best()*h(z)) + var(r(z), h(z))*(a() - best())**2, by=sum_of_squares)
    proof.eq(var(r(z), g(z) - a()*h(z)), by=control_square)
    proof.twin(var(r(z), g(z) + best()*h(z)) <= var(r(z), g(z) - a()*h(z)), "losing the sign of the coefficient")
    proof.twin(var(r(z), g(z) - cov(r(z), g(z), h(z))*h(z)) <= var(r(z), g(z) - a()*h(z)), "forgetting to divide by the variance")
    proof.twin(var(r(z), g(z) - E[r(z)](g(z)*h(z))/var(r(z), h(z))*h(z)) <= var(r(z), g(z) - a()*h(z)), "taking the mean of the product for the covariance")
    proof.twin(var(r(z), g(z) - best()*h(z)) >= var(r(z), g(z) - a()*h(z)), "taking the lowest point of the parabola for the highest")


@theorem("2.1.12", title="There is only one best coefficient")
def control_optimum_only(proof):
    proof.claim(iff(var(r(z), g(z) - a()*h(z)) == var(r(z), g(z) - best()*h(z)), a() == best()))
    proof.given(integrable[r(z)](g(z)**2), integrable[r(z)](h(z)**2), var(r(z), h(z)) > 0)
    proof.starts(var(r(z), g(z) - a()*h(z)) == var(r(z), g(z) - best()*h(z)))
    proof.iff(var(r(z), g(z) - best()*h(z)) + var(r(z), h(z))*(a() - best())**2 == var(r(z), g(z) - best()*h(z)), by=control_square)
    proof.iff((a()*var(r(z), h(z)) - cov(r(z), g(z), h(z)))**2 == 0, by=rearrange)
    proof.iff(a()*var(r(z), h(z)) - cov(r(z), g(z), h(z)) == 0, by=rearrange)
    proof.iff(a() == best(), by=rearrange)
    proof.twin(iff(var(r(z), g(z) - a()*h(z)) == var(r(z), g(z) - best()*h(z)), a() == cov(r(z), g(z), h(z))), "forgetting to divide by the variance")
    proof.twin(iff(var(r(z), g(z) - a()*h(z)) == var(r(z), g(z)), a() == 0),
               "believing that only zero leaves the variance as it is: twice the best coefficient does, too")
    proof.twin(iff(var(r(z), g(z) - a()*h(z)) == var(r(z), g(z) - best()*h(z)), a() == -best()), "losing the sign of the coefficient")


@theorem("2.1.12", title="At the best coefficient, the share 1 − ρ² of the variance is left")
def control_gain(proof):
    """ρ is the correlation, and its square is the R² of the fitted line.  A control variate is worth having where its
    correlation is near one: 0.7 halves the variance, 0.99 leaves a fiftieth."""
    proof.claim(var(r(z), g(z) - best()*h(z)) == (1 - cov(r(z), g(z), h(z))**2/(var(r(z), g(z))*var(r(z), h(z))))*var(r(z), g(z)))
    proof.given(integrable[r(z)](g(z)**2), integrable[r(z)](h(z)**2), var(r(z), h(z)) > 0, var(r(z), g(z)) > 0)
    proof.starts(var(r(z), g(z) - best()*h(z)))
    proof.eq(var(r(z), g(z)) - 2*best()*cov(r(z), g(z), h(z)) + best()**2*var(r(z), h(z)), by=control_variance.at({a(): best()}))
    proof.eq((1 - cov(r(z), g(z), h(z))**2/(var(r(z), g(z))*var(r(z), h(z))))*var(r(z), g(z)), by=algebra)
    proof.twin(var(r(z), g(z) - best()*h(z)) == (1 - cov(r(z), g(z), h(z))/(var(r(z), g(z))*var(r(z), h(z))))*var(r(z), g(z)),
               "forgetting to square the covariance")
    proof.twin(var(r(z), g(z) - best()*h(z)) == (1 + cov(r(z), g(z), h(z))**2/(var(r(z), g(z))*var(r(z), h(z))))*var(r(z), g(z)), "losing a sign")
    proof.twin(var(r(z), g(z) - best()*h(z)) == 0, "believing that the best coefficient removes all of the variance")


@theorem("2.1.12", title="A control variate does no harm exactly where its coefficient is between zero and twice the best one")
def control_wins(proof):
    """A coefficient that is far too large, or has the wrong sign, is worse than none."""
    proof.claim(iff(var(r(z), g(z) - a()*h(z)) <= var(r(z), g(z)), a()*(a() - 2*best()) <= 0))
    proof.given(integrable[r(z)](g(z)**2), integrable[r(z)](h(z)**2), var(r(z), h(z)) > 0)
    proof.starts(var(r(z), g(z) - a()*h(z)) <= var(r(z), g(z)))
    proof.iff(var(r(z), g(z)) - 2*a()*cov(r(z), g(z), h(z)) + a()**2*var(r(z), h(z)) <= var(r(z), g(z)), by=control_variance)
    proof.iff(a()*(a() - 2*best()) <= 0, by=rearrange)
    proof.twin(var(r(z), g(z) - a()*h(z)) <= var(r(z), g(z)), "believing that every control variate helps")
    proof.twin(iff(var(r(z), g(z) - a()*h(z)) <= var(r(z), g(z)), a()*(a() - best()) <= 0),
               "stopping at the best coefficient, which is in the middle of those that help")
    proof.twin(iff(var(r(z), g(z) - a()*h(z)) <= var(r(z), g(z)), a()*best() >= 0), "believing that the right sign is enough")


# --- baselines ----------------------------------------------------------------------------------------------------


@theorem("2.1.12", title="A constant that is added to the signal leaves the mean")
def shift_unbiased(proof):
    """So the signal may have any baseline taken off, and need not know constants such as log p(x)."""
    proof.claim(E[r(z)]((f(z) + c())*n(z)) == E[r(z)](f(z)*n(z)))
    proof.given(integrable[r(z)](f(z)*n(z)), integrable[r(z)](h(z)))
    proof.starts(E[r(z)]((f(z) + c())*n(z)))
    proof.eq(E[r(z)](f(z)*n(z)), by=control_unbiased.at({g(z): f(z)*n(z), a(): -c()}))
    proof.twin(E[r(z)]((f(z) + c())*n(z)**2) == E[r(z)](f(z)*n(z)**2), "believing that the square has mean zero, too")
    proof.twin(E[r(z)]((f(z) + c()*f(z))*n(z)) == E[r(z)](f(z)*n(z)), "scaling the signal instead of shifting it")
    proof.twin(E[r(z)]((f(z) + c())*h(z)) == E[r(z)](f(z)*h(z)), "multiplying by something whose mean is not zero")
    proof.twin((f(z) + c())*n(z) == f(z)*n(z), "believing it of every single draw")


@theorem("2.1.12", title="A constant that is added to the signal changes the variance")
def shift_variance(proof):
    """Near the posterior, with log p(x) = −1000, REINFORCE is −1000 times the score, and little else."""
    proof.claim(var(r(z), (f(z) + c())*h(z)) == var(r(z), f(z)*h(z)) + 2*c()*cov(r(z), f(z)*h(z), h(z)) + c()**2*var(r(z), h(z)))
    proof.given(integrable[r(z)]((f(z)*h(z))**2), integrable[r(z)](h(z)**2))
    proof.starts(var(r(z), (f(z) + c())*h(z)))
    proof.eq(var(r(z), f(z)*h(z)) + 2*c()*cov(r(z), f(z)*h(z), h(z)) + c()**2*var(r(z), h(z)), by=control_variance.at({g(z): f(z)*h(z), a(): -c()}))
    proof.twin(var(r(z), (f(z) + c())*h(z)) == var(r(z), f(z)*h(z)), "believing that a constant has no variance: it is multiplied by the score")
    proof.twin(var(r(z), (f(z) + c())*h(z)) == var(r(z), f(z)*h(z)) + c()**2*var(r(z), h(z)), "forgetting that the two are correlated")
    proof.twin(var(r(z), (f(z) + c())*h(z)) >= var(r(z), f(z)*h(z)), "believing that a baseline can only add variance")


@abbreviation
def best_shift():
    """The best coefficient of h where it is the control variate of f h: the best baseline of the signal f."""
    return cov(r(z), f(z)*h(z), h(z))/var(r(z), h(z))


@theorem("2.1.12", title="The best baseline is the best coefficient of the score, as a control variate of the score times the signal")
def best_baseline(proof):
    """Greensmith, Bartlett and Baxter (2004).  Where the score has mean zero it is 𝔼[f h²]/𝔼[h²], the mean of the signal,
    weighted by the squared score: `score_function.best_reinforce_baseline`.  The mean signal, which is more often used, need
    not help: in the example there it leaves sixty-four times the variance that is there without it."""
    proof.claim(var(r(z), (f(z) - best_shift())*h(z)) <= var(r(z), (f(z) - a())*h(z)))
    proof.given(integrable[r(z)]((f(z)*h(z))**2), integrable[r(z)](h(z)**2), var(r(z), h(z)) > 0)
    proof.starts(var(r(z), (f(z) - best_shift())*h(z)))
    proof.le(var(r(z), (f(z) - best_shift())*h(z)) + var(r(z), h(z))*(a() - best_shift())**2, by=sum_of_squares)
    proof.eq(var(r(z), (f(z) - a())*h(z)), by=control_square.at({g(z): f(z)*h(z)}))
    proof.twin(var(r(z), (f(z) - E[r(z)](f(z)))*h(z)) <= var(r(z), (f(z) - a())*h(z)), "taking the mean signal for the best baseline")
    proof.twin(var(r(z), (f(z) - E[r(z)](f(z)))*h(z)) <= var(r(z), f(z)*h(z)), "believing that the mean signal always helps")
    proof.twin(var(r(z), (f(z) - cov(r(z), f(z), h(z))/var(r(z), h(z)))*h(z)) <= var(r(z), (f(z) - a())*h(z)), "forgetting one of the two scores")
    proof.twin(var(r(z), (f(z) - E[r(z)](f(z)*h(z)**2)/E[r(z)](h(z)**2))*h(z)) <= var(r(z), (f(z) - a())*h(z)), "believing that the mean of h is zero")


# --- coefficients that are estimated from draws -------------------------------------------------------------------


@theorem("2.1.12", title="A coefficient from the same draws brings a bias: minus its covariance with the mean score")
def same_sample_bias(proof):
    """Let a point z stand for all draws of one estimate together: g(z) is the average of their terms, h(z) the average of
    their scores, and f(z) the coefficient that was estimated from them."""
    proof.claim(E[r(z)](g(z) - f(z)*n(z)) - E[r(z)](g(z)) == -cov(r(z), f(z), h(z)))
    proof.given(integrable[r(z)](g(z)), integrable[r(z)](f(z)), integrable[r(z)](h(z)), integrable[r(z)](f(z)*h(z)))
    proof.starts(E[r(z)](g(z) - f(z)*n(z)) - E[r(z)](g(z)))
    proof.eq(-E[r(z)](f(z)*n(z)), by=linearity)
    proof.eq(-cov(r(z), f(z), h(z)), by=linearity)
    proof.twin(E[r(z)](g(z) - f(z)*n(z)) - E[r(z)](g(z)) == 0, "believing that the coefficient may depend on the draws")
    proof.twin(E[r(z)](g(z) - f(z)*n(z)) - E[r(z)](g(z)) == cov(r(z), f(z), h(z)), "losing a sign")
    proof.twin(E[r(z)](g(z) - f(z)*n(z)) - E[r(z)](g(z)) == -E[r(z)](f(z))*E[r(z)](h(z)), "taking the mean of a product for the product of the means")
    proof.twin(E[r(z)](g(z) - f(z)*h(z)) - E[r(z)](g(z)) == -cov(r(z), f(z), h(z)), "forgetting that the score has to have mean zero")


@theorem("2.1.12", title="A coefficient that is fitted to two draws leaves the point where the line through them meets zero")
def same_sample_two(proof):
    """f and h are the signal and the control variate at the first draw, b and w at the second.  Cov/Var of the two is the slope
    of the line through two points, and what it leaves of their average is no average of two terms any more."""
    proof.claim((f(z) + b(y))/2 - (f(z) - b(y))/(h(z) - w(y))*(h(z) + w(y))/2 == (b(y)*h(z) - f(z)*w(y))/(h(z) - w(y)))
    proof.given(h(z) - w(y) != 0)
    proof.starts((f(z) + b(y))/2 - (f(z) - b(y))/(h(z) - w(y))*(h(z) + w(y))/2)
    proof.eq((b(y)*h(z) - f(z)*w(y))/(h(z) - w(y)), by=algebra)
    proof.twin((f(z) + b(y))/2 - (f(z) - b(y))/(h(z) - w(y))*(h(z) + w(y))/2 == (f(z) + b(y))/2, "believing that the average is left alone")
    proof.twin((f(z) + b(y))/2 - (f(z) - b(y))/(h(z) - w(y))*(h(z) + w(y))/2 == (f(z)*h(z) - b(y)*w(y))/(h(z) - w(y)),
               "pairing each signal with its own control variate")
    proof.twin((f(z) + b(y))/2 - (f(z) - b(y))/(h(z) - w(y))*(h(z) + w(y)) == (b(y)*h(z) - f(z)*w(y))/(h(z) - w(y)),
               "summing the control variates instead of averaging them")


@theorem("2.1.12", title="A coefficient from other draws leaves the mean")
def other_draws(proof):
    """y stands for the other draws: all draws but this one, or those of an earlier step."""
    proof.claim(E[r(z), o(y)](g(z) - b(y)*n(z)) == E[r(z)](g(z)))
    proof.given(integrable[r(z)](h(z)), integrable[r(z)](g(z)), integrable[o(y)](b(y)))
    proof.starts(E[r(z), o(y)](g(z) - b(y)*n(z)))
    proof.eq(E[r(z)](g(z)), by=independent_means)
    proof.twin(E[r(z), e(y | z)](g(z) - b(y)*n(z)) == E[r(z)](g(z)), "using draws that depend on this one")
    proof.twin(E[r(z), o(y)](g(z) - v(y, z)*n(z)) == E[r(z)](g(z)), "letting the coefficient look at this draw, too")
    proof.twin(E[r(z), o(y)](g(z) - b(y)) == E[r(z)](g(z)), "subtracting the coefficient without its control variate")


@theorem("2.1.12", title="With the mean of the other signals as baseline, the estimate is unbiased")
def leave_one_out_unbiased(proof):
    """Mnih and Rezende (2016).  There are S = K + 1 draws, at least two, and each takes off the mean signal of the others,
    which is independent of it.  The mean is the covariance of signal and score: the gradient, as the score has mean zero."""
    proof.claim(E[iid(r(z), K + 1)](mean[k:K + 1]((f(z[k]) - mean[j:K + 1:k](f(z[j])))*h(z[k]))) == E[r(z)](f(z)*h(z)) - E[r(z)](f(z))*E[r(z)](h(z)))
    proof.given(integrable[r(z)](h(z)), integrable[r(z)](f(z)), integrable[r(z)](f(z)*h(z)))
    proof.starts(E[iid(r(z), K + 1)](mean[k:K + 1]((f(z[k]) - mean[j:K + 1:k](f(z[j])))*h(z[k]))))
    proof.eq(E[r(z)](f(z)*h(z)) - E[r(z)](f(z))*E[r(z)](h(z)), by=independent_means)
    proof.twin(E[iid(r(z), K + 1)](mean[k:K + 1]((f(z[k]) - mean[j:K + 1](f(z[j])))*h(z[k]))) == cov(r(z), f(z), h(z)),
               "leaving the draw itself in its baseline, which shrinks the gradient")
    proof.twin(E[exchangeable(r(z), K + 1)](mean[k:K + 1]((f(z[k]) - mean[j:K + 1:k](f(z[j])))*h(z[k]))) == cov(r(z), f(z), h(z)),
               "forgetting that the draws have to be independent")
    proof.twin(E[iid(r(z), K + 1)](mean[k:K + 1]((f(z[k]) - mean[j:K + 1:k](f(z[j])))*h(z[k]))) == E[r(z)](f(z)*h(z)),
               "forgetting that the score has to have mean zero")


@theorem("2.1.12", title="With the draw itself in its baseline, two draws give half of the gradient")
def own_draw_shrinks(proof):
    """With S draws it is (S − 1)/S of the gradient."""
    proof.claim(E[iid(r(z), 2)](mean[k:2]((f(z[k]) - mean[j:2](f(z[j])))*h(z[k]))) == (E[r(z)](f(z)*h(z)) - E[r(z)](f(z))*E[r(z)](h(z)))/2)
    proof.given(integrable[r(z)](h(z)), integrable[r(z)](f(z)), integrable[r(z)](f(z)*h(z)))
    proof.starts(E[iid(r(z), 2)](mean[k:2]((f(z[k]) - mean[j:2](f(z[j])))*h(z[k]))))
    proof.eq(E[iid(r(z), 2)]((f(z[1]) - f(z[2]))/2*h(z[1])/2 + (f(z[2]) - f(z[1]))/2*h(z[2])/2), by=written_out)
    proof.eq((E[r(z)](f(z)*h(z)) - E[r(z)](f(z))*E[r(z)](h(z)))/2, by=independent_means)
    proof.twin(E[iid(r(z), 2)](mean[k:2]((f(z[k]) - mean[j:2](f(z[j])))*h(z[k]))) == cov(r(z), f(z), h(z)), "believing that it leaves the mean")
    proof.twin(E[iid(r(z), 2)](mean[k:2]((f(z[k]) - mean[j:2](f(z[j])))*h(z[k]))) == 0,
               "believing that the deviations from the mean cancel: each has its own score")
    proof.twin(E[iid(r(z), 2)](mean[k:2]((f(z[k]) - mean[j:2](f(z[j])))*h(z[k]))) == 2*cov(r(z), f(z), h(z)), "correcting it the wrong way")


@theorem("2.1.12", title="The variance with the mean of the other signals as baseline")
def leave_one_out_variance(proof):
    """The estimate is the empirical covariance of signal and score, divided by K = S − 1; for two draws, (f₁ − f₂)(h₁ − h₂)/2.
    Unlike that of REINFORCE, its variance does not know of a constant in the signal."""
    proof.claim(E[iid(r(z), K + 1)](mean[k:K + 1]((f(z[k]) - mean[j:K + 1:k](f(z[j])))*h(z[k]))**2) - cov(r(z), f(z), h(z))**2
                == (E[r(z)](((f(z) - E[r(z)](f(z)))*(h(z) - E[r(z)](h(z))))**2) + (var(r(z), f(z))*var(r(z), h(z)) - (K - 1)*cov(r(z), f(z), h(z))**2)/K)/(K + 1))
    proof.given(integrable[r(z)](f(z)**2*h(z)**2), integrable[r(z)](f(z)**2), integrable[r(z)](h(z)**2))
    proof.starts(E[iid(r(z), K + 1)](mean[k:K + 1]((f(z[k]) - mean[j:K + 1:k](f(z[j])))*h(z[k]))**2) - cov(r(z), f(z), h(z))**2)
    proof.eq(E[iid(r(z), K + 1)](mean[k:K + 1]((f(z[k]) - ((K + 1)*mean[j:K + 1](f(z[j])) - f(z[k]))/K)*h(z[k]))**2)
             - cov(r(z), f(z), h(z))**2, by=leave_one_out)
    proof.eq((K + 1)**2/K**2*(E[iid(r(z), K + 1)](mean[k:K + 1](f(z[k])*h(z[k]))**2)
                              - 2*E[iid(r(z), K + 1)](mean[k:K + 1](f(z[k])*h(z[k]))*mean[k:K + 1](f(z[k]))*mean[k:K + 1](h(z[k])))
                              + E[iid(r(z), K + 1)](mean[k:K + 1](f(z[k]))**2*mean[k:K + 1](h(z[k]))**2))
             - (E[r(z)](f(z)*h(z)) - E[r(z)](f(z))*E[r(z)](h(z)))**2, by=linearity)
    proof.eq((E[r(z)](f(z)**2*h(z)**2) - 2*E[r(z)](f(z)**2*h(z))*E[r(z)](h(z)) - 2*E[r(z)](f(z)*h(z)**2)*E[r(z)](f(z))
              + E[r(z)](f(z)**2)*E[r(z)](h(z))**2 + E[r(z)](h(z)**2)*E[r(z)](f(z))**2
              + 4*E[r(z)](f(z)*h(z))*E[r(z)](f(z))*E[r(z)](h(z)) - 3*E[r(z)](f(z))**2*E[r(z)](h(z))**2
              + ((E[r(z)](f(z)**2) - E[r(z)](f(z))**2)*(E[r(z)](h(z)**2) - E[r(z)](h(z))**2)
                 - (K - 1)*(E[r(z)](f(z)*h(z)) - E[r(z)](f(z))*E[r(z)](h(z)))**2)/K)/(K + 1), by=moments)
    proof.eq((E[r(z)](((f(z) - E[r(z)](f(z)))*(h(z) - E[r(z)](h(z))))**2) + (var(r(z), f(z))*var(r(z), h(z)) - (K - 1)*cov(r(z), f(z), h(z))**2)/K)/(K + 1), by=linearity)
    proof.twin(E[iid(r(z), K + 1)](mean[k:K + 1]((f(z[k]) - mean[j:K + 1:k](f(z[j])))*h(z[k]))**2) - cov(r(z), f(z), h(z))**2
               == (E[r(z)](((f(z) - E[r(z)](f(z)))*(h(z) - E[r(z)](h(z))))**2) - cov(r(z), f(z), h(z))**2)/(K + 1), "forgetting that the baseline is random, too")
    proof.twin(E[iid(r(z), K + 1)](mean[k:K + 1]((f(z[k]) - mean[j:K + 1](f(z[j])))*h(z[k]))**2) - cov(r(z), f(z), h(z))**2
               == (E[r(z)](((f(z) - E[r(z)](f(z)))*(h(z) - E[r(z)](h(z))))**2) + (var(r(z), f(z))*var(r(z), h(z)) - (K - 1)*cov(r(z), f(z), h(z))**2)/K)/(K + 1), "leaving the draw itself in its baseline")
    proof.twin(E[iid(r(z), K + 1)](mean[k:K + 1]((f(z[k]) - mean[j:K + 1:k](f(z[j])))*h(z[k]))**2) - cov(r(z), f(z), h(z))**2 <= var(r(z), f(z)*h(z))/(K + 1),
               "believing that it is never worse than no baseline")


# --- at the posterior ---------------------------------------------------------------------------------------------


@theorem("2.1.12", title="At the posterior, the signal is the log evidence, whatever the draw")
def posterior_mean(proof):
    """So it leaves every mean as a factor."""
    proof.claim(E[p(z | x)](log(p(x, z)/p(z | x))*h(z)) == log(p(x))*E[p(z | x)](h(z)))
    proof.given(p(x) > 0, integrable[p(z | x)](h(z)))
    proof.starts(E[p(z | x)](log(p(x, z)/p(z | x))*h(z)))
    proof.eq(E[p(z | x)](log(p(x))*h(z)), by=product_rule)
    proof.eq(log(p(x))*E[p(z | x)](h(z)), by=linearity)
    proof.twin(E[p(z | x)](log(p(x, z)/p(z))*h(z)) == log(p(x))*E[p(z | x)](h(z)), "taking the prior for the posterior")
    proof.twin(E[p(z | x)](log(p(x, z))*h(z)) == log(p(x))*E[p(z | x)](h(z)), "dropping log q from the signal")
    proof.twin(E[q(z)](log(p(x, z)/q(z))*h(z)) == log(p(x))*E[q(z)](h(z)), "believing it away from the posterior")
    proof.twin(E[p(z | x)](log(p(x, z)/p(z | x))*h(z)) == E[p(z | x)](h(z)), "losing the log evidence")


@theorem("2.1.12", title="At the posterior, REINFORCE still varies as the score does")
def posterior_reinforce(proof):
    """There is nothing left to learn, and yet the estimate is noise: log p(x) times the score."""
    proof.claim(var(p(z | x), log(p(x, z)/p(z | x))*h(z)) == log(p(x))**2*var(p(z | x), h(z)))
    proof.given(p(x) > 0, integrable[p(z | x)](h(z)**2))
    proof.starts(var(p(z | x), log(p(x, z)/p(z | x))*h(z)))
    proof.eq(E[p(z | x)](log(p(x, z)/p(z | x))**2*h(z)**2) - E[p(z | x)](log(p(x, z)/p(z | x))*h(z))**2, by=linearity)
    proof.eq(E[p(z | x)](log(p(x, z)/p(z | x))**2*h(z)**2) - (log(p(x))*E[p(z | x)](h(z)))**2, by=posterior_mean)
    proof.eq(log(p(x))*E[p(z | x)](log(p(x, z)/p(z | x))*h(z)**2) - (log(p(x))*E[p(z | x)](h(z)))**2,
             by=posterior_mean.at({h(z): log(p(x, z)/p(z | x))*h(z)**2}))
    proof.eq(log(p(x))**2*E[p(z | x)](h(z)**2) - (log(p(x))*E[p(z | x)](h(z)))**2, by=posterior_mean.at({h(z): h(z)**2}))
    proof.eq(log(p(x))**2*var(p(z | x), h(z)), by=linearity)
    proof.twin(var(p(z | x), log(p(x, z)/p(z | x))*h(z)) == 0, "believing that REINFORCE has no variance where nothing is left to learn")
    proof.twin(var(p(z | x), log(p(x, z)/p(z | x))*h(z)) == log(p(x))*var(p(z | x), h(z)), "forgetting to square the signal")
    proof.twin(var(p(z | x), log(p(x, z)/p(z))*h(z)) == log(p(x))**2*var(p(z | x), h(z)), "taking the prior for the posterior")


@theorem("2.1.12", title="At the posterior, the best coefficient is the log evidence")
def posterior_coefficient(proof):
    """It is the coefficient of `best_baseline`, for q = p(z | x) and the signal log p(x, z) − log q(z)."""
    proof.claim((E[p(z | x)](log(p(x, z)/p(z | x))*h(z)**2) - E[p(z | x)](log(p(x, z)/p(z | x))*h(z))*E[p(z | x)](h(z)))
                /var(p(z | x), h(z)) == log(p(x)))
    proof.given(p(x) > 0, integrable[p(z | x)](h(z)**2), var(p(z | x), h(z)) > 0)
    proof.starts((E[p(z | x)](log(p(x, z)/p(z | x))*h(z)**2) - E[p(z | x)](log(p(x, z)/p(z | x))*h(z))*E[p(z | x)](h(z)))
                 /var(p(z | x), h(z)))
    proof.eq((log(p(x))*E[p(z | x)](h(z)**2) - E[p(z | x)](log(p(x, z)/p(z | x))*h(z))*E[p(z | x)](h(z)))
             /var(p(z | x), h(z)), by=posterior_mean.at({h(z): h(z)**2}))
    proof.eq((log(p(x))*E[p(z | x)](h(z)**2) - log(p(x))*E[p(z | x)](h(z))**2)/var(p(z | x), h(z)), by=posterior_mean)
    proof.eq(log(p(x))*var(p(z | x), h(z))/var(p(z | x), h(z)), by=linearity)
    proof.eq(log(p(x)), by=algebra)
    proof.twin(cov(p(z | x), log(p(x, z)/p(z | x))*h(z), h(z))/var(p(z | x), h(z)) == 0, "believing that a constant signal needs no baseline")
    proof.twin(cov(p(z | x), log(p(x, z)/p(z | x))*h(z), h(z))/var(p(z | x), h(z)) == -log(p(x)), "losing a sign")
    proof.twin(cov(p(z | x), log(p(x, z))*h(z), h(z))/var(p(z | x), h(z)) == log(p(x)), "dropping log q from the signal")


@theorem("2.1.12", title="At the posterior, the log evidence as baseline leaves no variance")
def posterior_zero_variance(proof):
    """So a fit whose baseline becomes the log evidence, as a mean of signals does, comes to rest at the posterior with a
    constant step size."""
    proof.claim(var(p(z | x), (log(p(x, z)/p(z | x)) - log(p(x)))*h(z)) == 0)
    proof.given(p(x) > 0)
    proof.starts(var(p(z | x), (log(p(x, z)/p(z | x)) - log(p(x)))*h(z)))
    proof.eq(var(p(z | x), log(p(x, z)/p(x)/p(z | x))*h(z)), by=logarithm)
    proof.eq(var(p(z | x), log(1)*h(z)), by=product_rule)
    proof.eq(var(p(z | x), 0*h(z)), by=logarithm)
    proof.eq(0, by=linearity)
    proof.twin(var(p(z | x), log(p(x, z)/p(z | x))*h(z)) == 0, "believing it without a baseline")
    proof.twin(var(q(z), (log(p(x, z)/q(z)) - log(p(x)))*h(z)) == 0, "believing it away from the posterior")
    proof.twin(var(p(z | x), (log(p(x, z)) - log(p(x)))*h(z)) == 0, "dropping log q from the signal")


@theorem("2.1.12", title="At the posterior, two draws that are each other's baseline leave no variance")
def posterior_leave_one_out(proof):
    """Again the average of (f_k − f_other) h_k.  Unlike the log evidence, this baseline is known."""
    proof.claim(E[iid(p(z | x), 2)](((log(p(x, z[1])/p(z[1] | x)) - log(p(x, z[2])/p(z[2] | x)))*(h(z[1]) - h(z[2]))/2)**2) == 0)
    proof.given(p(x) > 0)
    proof.starts(E[iid(p(z | x), 2)](((log(p(x, z[1])/p(z[1] | x)) - log(p(x, z[2])/p(z[2] | x)))*(h(z[1]) - h(z[2]))/2)**2))
    proof.eq(E[iid(p(z | x), 2)]((log(p(x, z[1])*p(z[2] | x)/(p(x, z[2])*p(z[1] | x)))*(h(z[1]) - h(z[2]))/2)**2), by=logarithm)
    proof.eq(E[iid(p(z | x), 2)]((log(1)*(h(z[1]) - h(z[2]))/2)**2), by=product_rule)
    proof.eq(0, by=logarithm)
    proof.twin(E[iid(p(z | x), 2)](((log(p(x, z[1])/p(z[1] | x))*h(z[1]) + log(p(x, z[2])/p(z[2] | x))*h(z[2]))/2)**2) == 0, "believing it without a baseline")
    proof.twin(E[iid(q(z), 2)](((log(p(x, z[1])/q(z[1])) - log(p(x, z[2])/q(z[2])))*(h(z[1]) - h(z[2]))/2)**2) == 0, "believing it away from the posterior")
    proof.twin(E[iid(p(z | x), 2)](((log(p(x, z[1])) - log(p(x, z[2])))*(h(z[1]) - h(z[2]))/2)**2) == 0, "dropping log q from the signal")


# --- Rao-Blackwellisation -----------------------------------------------------------------------------------------


@abbreviation
def kept(z):
    """The conditional mean of v where z is known: what is left where y is averaged out."""
    return E[e(y | z)](v(y, z))


@theorem("2.1.12", title="Averaging a variable out keeps the mean")
def average_unbiased(proof):
    proof.claim(E[r(z)](kept(z)) == E[r(z), e(y | z)](v(y, z)))
    proof.given(integrable[r(z), e(y | z)](v(y, z)))
    proof.starts(E[r(z)](kept(z)))
    proof.eq(E[r(z), e(y | z)](v(y, z)), by=fubini)
    proof.twin(kept(z) == E[r(z), e(y | z)](v(y, z)), "believing it of every single draw")
    proof.twin(E[r(z)](kept(z)**2) == E[r(z), e(y | z)](v(y, z)**2), "believing that the second moment stays, too")
    proof.twin(E[r(z)](E[o(y)](v(y, z))) == E[r(z), e(y | z)](v(y, z)), "averaging under a law that does not look at z")
    proof.twin(E[r(z)](g(z)*kept(z)) == E[r(z)](g(z))*E[r(z), e(y | z)](v(y, z)), "taking the mean of a product for the product of the means")


@abbreviation
def spread(u):
    """The variance of a quantity where z is drawn, and then y."""
    return E[r(z), e(y | z)]((u - E[r(z), e(y | z)](u))**2)


@theorem("2.1.12", title="The variance is the variance of the conditional mean plus the mean of the conditional variance")
def total_variance(proof):
    proof.claim(spread(v(y, z)) == var(r(z), kept(z)) + E[r(z)](var(e(y | z), v(y, z))))
    proof.given(integrable[r(z), e(y | z)](v(y, z)**2))
    proof.starts(spread(v(y, z)))
    proof.eq(E[r(z)](var(e(y | z), v(y, z))) + E[r(z)]((kept(z) - E[r(z), e(y | z)](v(y, z)))**2),
             by=variance_of_a_pair.at({x0: z, y0: y, d0(x0): r(z), e0(y0 | x0): e(y | z), u0(x0, y0): v(y, z)}))
    proof.eq(var(r(z), kept(z)) + E[r(z)](var(e(y | z), v(y, z))), by=fubini)
    proof.twin(spread(v(y, z)) == var(r(z), kept(z)), "forgetting the conditional variance")
    proof.twin(spread(v(y, z)) == E[r(z)](var(e(y | z), v(y, z))), "forgetting that the conditional mean varies")
    proof.twin(spread(v(y, z)) == var(r(z), kept(z)) - E[r(z)](var(e(y | z), v(y, z))), "losing a sign")


@theorem("2.1.12", title="Averaging a variable out lowers the variance, or leaves it")
def rao_blackwell(proof):
    """The inequality of Rao and Blackwell.  What Ranganath, Gerrish and Blei (2014) call Rao-Blackwellisation drops terms, and
    is no conditional mean: see `score_function.dropped_wins`."""
    proof.claim(var(r(z), kept(z)) <= spread(v(y, z)))
    proof.given(integrable[r(z), e(y | z)](v(y, z)**2))
    proof.starts(var(r(z), kept(z)))
    proof.le(var(r(z), kept(z)) + E[r(z)](var(e(y | z), v(y, z))), by=sum_of_squares)
    proof.eq(spread(v(y, z)), by=total_variance)
    proof.twin(var(r(z), kept(z)) >= spread(v(y, z)), "believing that averaging adds noise")
    proof.twin(2*var(r(z), kept(z)) <= spread(v(y, z)), "believing that half of the variance goes with each variable")
    proof.twin(var(r(z), kept(z)) <= E[r(z)](var(e(y | z), v(y, z))), "taking the mean conditional variance for the variance")


@theorem("2.1.12", title="It leaves the variance only where the variable does not matter")
def rao_blackwell_equality(proof):
    proof.claim(iff(var(r(z), kept(z)) == spread(v(y, z)), always[r(z), e(y | z)](v(y, z) == kept(z))))
    proof.given(integrable[r(z), e(y | z)](v(y, z)**2))
    proof.starts(var(r(z), kept(z)) == spread(v(y, z)))
    proof.iff(var(r(z), kept(z)) == var(r(z), kept(z)) + E[r(z)](var(e(y | z), v(y, z))), by=total_variance)
    proof.iff(E[r(z)](var(e(y | z), v(y, z))) == 0, by=rearrange)
    proof.iff(E[r(z), e(y | z)]((v(y, z) - kept(z))**2) == 0, by=fubini)
    proof.iff(always[r(z), e(y | z)]((v(y, z) - kept(z))**2 == 0), by=zero_mean)
    proof.iff(always[r(z), e(y | z)](v(y, z) == kept(z)), by=rearrange)
    proof.twin(var(r(z), kept(z)) < spread(v(y, z)), "believing that it always lowers the variance")
    proof.twin(iff(var(r(z), kept(z)) == spread(v(y, z)), always[r(z), e(y | z)](v(y, z) == E[r(z), e(y | z)](v(y, z)))),
               "believing that nothing may vary at all")
    proof.twin(iff(var(r(z), kept(z)) == spread(v(y, z)), always[r(z), e(y | z)](kept(z) == E[r(z), e(y | z)](v(y, z)))),
               "asking that the conditional mean is constant")
