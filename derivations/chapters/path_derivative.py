"""The path derivative, draw by draw.

A draw may be made of noise that does not know the parameter: z = t(ε, φ).  Then the derivative of the ELBO passes through
the draw, and each draw of the noise has three of them, in which φ moves more or less:

    total(ε)   d/dφ [log p(x, t(ε, φ)) − log q(t(ε, φ); φ)]    φ moves the draw and the density of q
    path(ε)    the same, φ held in the density of q             φ moves the draw
    score(ε)   d/dφ log q(z; φ) at z = t(ε, φ)                  φ moves the density of q

The total derivative is the path derivative minus the score.  Where the score has mean zero, total and path have the same
mean: the path derivative is the total one with the score as a control variate, whose coefficient is fixed at one.  Roeder,
Wu and Duvenaud (2017) saw what this does at the posterior: there log p(x, z) − log q(z) is log p(x), whatever z is, so the
path derivative is zero for every single draw, and a fit sticks the landing; the total derivative still varies as the score
does.

Fixed at one is not best.  The best coefficient is −Cov(total, score)/Var(score): here the score is added, while the chapter
`control_variates` subtracts, so coefficients have the other sign there.  The variance of the path derivative is no larger
exactly where Var(score) + 2 Cov(total, score) ≤ 0.  This holds at the posterior; elsewhere it may hold or fail.

An example is q = N(m, s²) with the draw z = m + s ε and the posterior N(0, 1), where ε is standard normal.  The slope of
log p − log q at the draw is −z + ε/s.  In the parameter m the draw has the speed one, the score is ε/s, and

    path = −m − s ε + ε/s,    total = −m − s ε.

Both have the mean −m, which is the gradient of the ELBO in m.  At m = 0 and s = 1 the law q is the posterior: the path
derivative is zero for every ε, and the total derivative is −ε.

lp(u) and lq(u, φ) are log p(x, u), where x is the data, and log q(u; φ), as functions of numbers: a draw is a number u.  The
derivative ∂_{ψ = φ}[…] is taken in ψ, with all else held, and then ψ is put equal to φ; ∂_{u = t(ε, φ)}[…] is a derivative at
the draw.  For vectors the statements hold for the sums over coordinates.

Two things are not proved here.  That the draw z = t(ε, φ) has the density q_φ, and that the mean of the total derivative is
therefore the gradient of the ELBO, the one that REINFORCE estimates (`score_function.elbo_gradient`).  And that the score has
mean zero over the noise: it has, where the first is true and the derivative may enter the integral of q
(`score_function.zero_score` proves it for draws z).

Source: Roeder, Wu and Duvenaud (2017), Sticking the landing: simple, lower-variance gradient estimators for variational
inference.
"""

from derivations import (
    D, E, Function, Law, abbreviation, algebra, definition, differentiate, iff, integrable, linearity, parameters,
    points, rearrange, stop, sum_of_squares, theorem)
from derivations.chapters.control_variates import control_square, control_variance, cov, g as g0
from derivations.chapters.elbo import z as z0
from derivations.chapters.score_function import a as a0, h as h0, r as r0, var

(eps,) = points("eps")
phi, psi, u = parameters("phi psi u")
t = Function("t", eps, phi)
lp, lq = Function("lp", u), Function("lq", u, phi)


@abbreviation
def slope(eps):
    """The derivative of log p − log q in the place of the draw, at the draw."""
    return D[u:t(eps, phi)](lp(u) - lq(u, phi))


@abbreviation
def total_derivative(eps):
    """The total derivative."""
    return D[phi](lp(t(eps, phi)) - lq(t(eps, phi), phi))


@abbreviation
def path(eps):
    """The path derivative: ψ moves the draw, and φ, which is held, stands in the density of q.  It is also called the
    pathwise or reparametrised derivative, with the score dropped."""
    return D[psi:phi](lp(t(eps, psi)) - lq(t(eps, psi), phi))


@abbreviation
def score(eps):
    """The score: ψ moves the density of q, and φ, which is held, stands in the draw."""
    return D[psi:phi](lq(t(eps, phi), psi))


@theorem("3.1.21", title="The total derivative is the path derivative less the score")
def decomposition(proof):
    """φ stands in two places of log q, and the total derivative is the sum of what each does."""
    proof.claim(total_derivative(eps) == path(eps) - score(eps))
    proof.starts(total_derivative(eps))
    proof.eq(path(eps) - score(eps), by=differentiate)
    proof.twin(total_derivative(eps) == path(eps) + score(eps), "losing the sign of log q")
    proof.twin(total_derivative(eps) == path(eps), "forgetting that φ moves the density of q, too")
    proof.twin(total_derivative(eps) == D[phi](lp(stop(t(eps, phi))) - lq(stop(t(eps, phi)), phi)), "stopping the draw: only the score is left")


@theorem("3.1.21", title="A program gets the path derivative where it stops the parameter in the density of q")
def stopped_parameter(proof):
    """`stop` is what `detach()` does: the parameter of log q is detached, and not the draw.  Both sides are the same
    derivative, in two notations, so the reason is `definition`."""
    proof.claim(D[phi](lp(t(eps, phi)) - lq(t(eps, phi), stop(phi))) == path(eps))
    proof.starts(D[phi](lp(t(eps, phi)) - lq(t(eps, phi), stop(phi))))
    proof.eq(path(eps), by=definition)
    proof.twin(D[phi](lp(t(eps, phi)) - stop(lq(t(eps, phi), phi))) == path(eps), "stopping all of log q: its place has to move")
    proof.twin(D[phi](lp(t(eps, phi)) - lq(stop(t(eps, phi)), phi)) == path(eps), "stopping the draw instead of the parameter")
    proof.twin(D[phi](lp(t(eps, phi)) - lq(t(eps, phi), phi)) == path(eps), "stopping nothing")


@theorem("3.1.21", title="It gets the score where it stops the draw")
def stopped_draw(proof):
    """Again in two notations."""
    proof.claim(D[phi](lq(stop(t(eps, phi)), phi)) == score(eps))
    proof.starts(D[phi](lq(stop(t(eps, phi)), phi)))
    proof.eq(score(eps), by=definition)
    proof.twin(D[phi](lq(t(eps, phi), phi)) == score(eps), "letting the draw move")
    proof.twin(D[phi](lq(t(eps, phi), stop(phi))) == score(eps), "stopping the parameter instead of the draw")
    proof.twin(D[phi](lq(stop(t(eps, phi)), stop(phi))) == score(eps), "stopping both")
    proof.twin(D[phi](stop(lq(t(eps, phi), phi))) == score(eps), "stopping all of log q")
    proof.twin(D[phi](lq(stop(t(eps, phi)), phi)) == 0, "believing that a stopped draw leaves no gradient")
    proof.twin(D[phi](lq(stop(t(eps, phi)), phi)) == -score(eps), "losing a sign")
    proof.twin(D[phi](lq(stop(t(eps, phi)), phi)) == path(eps), "taking the score for the path derivative")
    proof.twin(D[phi](lq(stop(t(eps, phi)), phi)) == D[u:t(eps, phi)](lq(u, phi)), "differentiating in the place of the draw")


@theorem("3.1.21", title="The path derivative is the slope of log p − log q at the draw, times the speed of the draw")
def path_chain(proof):
    proof.claim(path(eps) == slope(eps)*D[phi](t(eps, phi)))
    proof.starts(path(eps))
    proof.eq(slope(eps)*D[phi](t(eps, phi)), by=differentiate)
    proof.twin(path(eps) == slope(eps), "forgetting the inner derivative")
    proof.twin(total_derivative(eps) == slope(eps)*D[phi](t(eps, phi)), "taking it for the total derivative")
    proof.twin(path(eps) == D[u:t(eps, phi)](lp(u))*D[phi](t(eps, phi)), "forgetting log q: its place moves, too")
    proof.twin(path(eps) == slope(eps)*D[phi](t(eps, phi)) - D[phi](lq(stop(t(eps, phi)), phi)), "keeping the score")


# --- at the posterior ---------------------------------------------------------------------------------------------

c = Function("c")


@abbreviation
def posterior(u):
    """log p(x, u) at any number u, where the member of the family at φ is the posterior: its log density and a constant, which is
    log p(x), since log p(x, u) = log p(u | x) + log p(x)."""
    return lq(u, phi) + c()


@theorem("3.1.22", title="At the posterior, the path derivative is zero, whatever the noise (sticking the landing)")
def stl_zero_variance(proof):
    """This is `path`, with `posterior` for log p(x, ·).  The difference of posterior(u) and log q(u) is the constant c, so its
    slope is zero, whatever the speed of the draw, and no draw moves the fit away from where it should stay."""
    proof.claim(D[psi:phi](posterior(t(eps, psi)) - lq(t(eps, psi), phi)) == 0)
    proof.starts(D[psi:phi](posterior(t(eps, psi)) - lq(t(eps, psi), phi)))
    proof.eq(D[u:t(eps, phi)](posterior(u) - lq(u, phi))*D[phi](t(eps, phi)), by=path_chain.at({lp(u): posterior(u)}))
    proof.eq(0, by=differentiate)
    proof.twin(D[psi:phi](posterior(t(eps, psi)) - lq(t(eps, psi), psi)) == 0, "believing it of the total derivative")
    proof.twin(D[psi](posterior(t(eps, psi)) - lq(t(eps, psi), stop(psi))) == 0, "believing it where q is not the posterior")
    proof.twin(path(eps) == 0, "believing it of any model")
    proof.twin(D[psi:phi](posterior(t(eps, psi))) == 0, "dropping log q")
    proof.twin(D[psi:phi](posterior(t(eps, psi)) - lq(t(eps, phi), psi)) == 0, "holding the draw instead of the parameter")


@theorem("3.1.22", title="At the posterior, the total derivative is minus the score")
def total_at_posterior(proof):
    """Where nothing is left to learn, all that it has is noise."""
    proof.claim(D[psi:phi](posterior(t(eps, psi)) - lq(t(eps, psi), psi)) == -score(eps))
    proof.starts(D[psi:phi](posterior(t(eps, psi)) - lq(t(eps, psi), psi)))
    proof.eq(D[psi:phi](posterior(t(eps, psi)) - lq(t(eps, psi), phi)) - score(eps), by=decomposition.at({lp(u): posterior(u)}))
    proof.eq(-score(eps), by=stl_zero_variance)
    proof.twin(D[psi:phi](posterior(t(eps, psi)) - lq(t(eps, psi), psi)) == score(eps), "losing a sign")
    proof.twin(D[psi:phi](posterior(t(eps, psi)) - lq(t(eps, psi), psi)) == 0, "taking it for the path derivative")
    proof.twin(D[psi:phi](posterior(t(eps, psi)) - lq(t(eps, psi), psi)) == -D[phi](lq(t(eps, phi), phi)), "letting the draw move in the score")
    proof.twin(D[psi](posterior(t(eps, psi)) - lq(t(eps, psi), psi)) == -D[psi](lq(stop(t(eps, psi)), psi)),
               "believing it where q is not the posterior")
    proof.twin(total_derivative(eps) == -score(eps), "believing it of any model")


# --- means and variances over the noise ---------------------------------------------------------------------------

r = Law("r", eps)


@theorem("3.1.23", title="The mean of the path derivative is that of the total derivative plus that of the score")
def stl_unbiased(proof):
    """So path and total have the same mean exactly where the score has mean zero.  It has, where the derivative may enter
    the integral of q, which it may not where the support of q moves with φ.  The lines go from the right side to the left."""
    proof.claim(E[r(eps)](path(eps)) == E[r(eps)](total_derivative(eps)) + E[r(eps)](score(eps)))
    proof.given(integrable[r(eps)](path(eps)), integrable[r(eps)](score(eps)))
    proof.starts(E[r(eps)](total_derivative(eps)) + E[r(eps)](score(eps)))
    proof.eq(E[r(eps)](path(eps) - score(eps)) + E[r(eps)](score(eps)), by=decomposition)
    proof.eq(E[r(eps)](path(eps)), by=linearity)
    proof.twin(E[r(eps)](path(eps)) == E[r(eps)](total_derivative(eps)), "forgetting that the score has to have mean zero")
    proof.twin(path(eps) == total_derivative(eps) + E[r(eps)](score(eps)), "believing it of every single draw")
    proof.twin(E[r(eps)](path(eps)) == E[r(eps)](total_derivative(eps)) - E[r(eps)](score(eps)), "losing a sign")


@theorem("3.1.23", title="The path derivative is the total one with the score as control variate, its coefficient fixed at one")
def control_form(proof):
    """This is its variance.  The first step is `decomposition` inside the variance: path = total + score."""
    proof.claim(var(r(eps), path(eps)) == var(r(eps), total_derivative(eps))
                + 2*cov(r(eps), total_derivative(eps), score(eps)) + var(r(eps), score(eps)))
    proof.given(integrable[r(eps)](total_derivative(eps)**2), integrable[r(eps)](score(eps)**2))
    proof.starts(var(r(eps), path(eps)))
    proof.eq(var(r(eps), total_derivative(eps) + score(eps)), by=differentiate)
    proof.eq(var(r(eps), total_derivative(eps)) + 2*cov(r(eps), total_derivative(eps), score(eps)) + var(r(eps), score(eps)),
             by=control_variance.at({z0: eps, r0(z0): r(eps), g0(z0): total_derivative(eps), h0(z0): score(eps), a0(): -1}))
    proof.twin(var(r(eps), path(eps)) == var(r(eps), total_derivative(eps)) + var(r(eps), score(eps)), "forgetting that the two are correlated")
    proof.twin(var(r(eps), path(eps)) == var(r(eps), total_derivative(eps)) - var(r(eps), score(eps)), "subtracting the variances")
    proof.twin(var(r(eps), path(eps)) <= var(r(eps), total_derivative(eps)), "believing that the path derivative always varies less")


@theorem("3.1.24", title="Where the path derivative varies less")
def path_wins(proof):
    """Either may win: for q = N(m, s²) and the posterior N(0, 1) the total derivative has the smaller variance, in m and in
    s, where s² < ½."""
    proof.claim(iff(var(r(eps), path(eps)) <= var(r(eps), total_derivative(eps)),
                    var(r(eps), score(eps)) + 2*cov(r(eps), total_derivative(eps), score(eps)) <= 0))
    proof.given(integrable[r(eps)](total_derivative(eps)**2), integrable[r(eps)](score(eps)**2))
    proof.starts(var(r(eps), path(eps)) <= var(r(eps), total_derivative(eps)))
    proof.iff(var(r(eps), total_derivative(eps)) + 2*cov(r(eps), total_derivative(eps), score(eps)) + var(r(eps), score(eps))
              <= var(r(eps), total_derivative(eps)), by=control_form)
    proof.iff(var(r(eps), score(eps)) + 2*cov(r(eps), total_derivative(eps), score(eps)) <= 0, by=rearrange)
    proof.twin(var(r(eps), path(eps)) <= var(r(eps), total_derivative(eps)), "believing it everywhere")
    proof.twin(iff(var(r(eps), path(eps)) <= var(r(eps), total_derivative(eps)),
                   cov(r(eps), total_derivative(eps), score(eps)) <= 0), "believing that the sign of the covariance is enough")
    proof.twin(iff(var(r(eps), path(eps)) <= var(r(eps), total_derivative(eps)),
                   var(r(eps), score(eps)) + cov(r(eps), total_derivative(eps), score(eps)) <= 0),
               "losing the two: this asks that the best coefficient is at least one, where one half is enough")


# T stands for the total derivative and s for the score, and T + s for the path derivative, as `decomposition` says.  The
# theorems hold for any T and s, and are read more easily than with the derivatives written out.
T, s = Function("T", eps), Function("s", eps)
b = Function("b")


@abbreviation
def best():
    """The coefficient of the score that leaves the least variance."""
    return -cov(r(eps), T(eps), s(eps))/var(r(eps), s(eps))


@theorem("3.1.24", title="What the best coefficient of the score leaves of the variance")
def best_gain(proof):
    proof.claim(var(r(eps), T(eps) + best()*s(eps))
                == var(r(eps), T(eps)) - cov(r(eps), T(eps), s(eps))**2/var(r(eps), s(eps)))
    proof.given(integrable[r(eps)](T(eps)**2), integrable[r(eps)](s(eps)**2), var(r(eps), s(eps)) > 0)
    proof.starts(var(r(eps), T(eps) + best()*s(eps)))
    proof.eq(var(r(eps), T(eps)) + 2*best()*cov(r(eps), T(eps), s(eps)) + best()**2*var(r(eps), s(eps)),
             by=control_variance.at({z0: eps, r0(z0): r(eps), g0(z0): T(eps), h0(z0): s(eps), a0(): -best()}))
    proof.eq(var(r(eps), T(eps)) - cov(r(eps), T(eps), s(eps))**2/var(r(eps), s(eps)), by=algebra)
    proof.twin(var(r(eps), T(eps) + best()*s(eps))
               == var(r(eps), T(eps)) - cov(r(eps), T(eps), s(eps))/var(r(eps), s(eps)), "forgetting to square the covariance")
    proof.twin(var(r(eps), T(eps) + best()*s(eps))
               == var(r(eps), T(eps)) + cov(r(eps), T(eps), s(eps))**2/var(r(eps), s(eps)), "losing a sign")
    proof.twin(var(r(eps), T(eps) + best()*s(eps)) == 0, "believing that nothing is left")


@theorem("3.1.24", title="No coefficient of the score leaves less")
def best_coefficient(proof):
    """b is any coefficient; the path derivative has one, and the total derivative zero."""
    proof.claim(var(r(eps), T(eps) + best()*s(eps)) <= var(r(eps), T(eps) + b()*s(eps)))
    proof.given(integrable[r(eps)](T(eps)**2), integrable[r(eps)](s(eps)**2), var(r(eps), s(eps)) > 0)
    proof.starts(var(r(eps), T(eps) + best()*s(eps)))
    proof.eq(var(r(eps), T(eps)) - cov(r(eps), T(eps), s(eps))**2/var(r(eps), s(eps)), by=best_gain)
    proof.le(var(r(eps), T(eps)) - cov(r(eps), T(eps), s(eps))**2/var(r(eps), s(eps)) + var(r(eps), s(eps))*(b() - best())**2,
             by=sum_of_squares)
    proof.eq(var(r(eps), T(eps)) + 2*b()*cov(r(eps), T(eps), s(eps)) + b()**2*var(r(eps), s(eps)), by=algebra)
    proof.eq(var(r(eps), T(eps) + b()*s(eps)),
             by=control_variance.at({z0: eps, r0(z0): r(eps), g0(z0): T(eps), h0(z0): s(eps), a0(): -b()}))
    proof.twin(var(r(eps), T(eps) - best()*s(eps)) <= var(r(eps), T(eps) + b()*s(eps)), "losing the sign of the coefficient")
    proof.twin(var(r(eps), T(eps) + s(eps)) <= var(r(eps), T(eps) + b()*s(eps)), "believing that the coefficient one is best")
    proof.twin(var(r(eps), T(eps)) <= var(r(eps), T(eps) + b()*s(eps)), "believing that the coefficient zero is best")


@theorem("3.1.24", title="What fixing the coefficient at one costs")
def cost_of_one(proof):
    """One is the best coefficient only where the last term is zero.  At the posterior it is, since there T = −s."""
    proof.claim(var(r(eps), T(eps) + s(eps)) == var(r(eps), T(eps) + best()*s(eps)) + var(r(eps), s(eps))*(1 - best())**2)
    proof.given(integrable[r(eps)](T(eps)**2), integrable[r(eps)](s(eps)**2), var(r(eps), s(eps)) > 0)
    proof.starts(var(r(eps), T(eps) + s(eps)))
    proof.eq(var(r(eps), T(eps) + best()*s(eps)) + var(r(eps), s(eps))*(1 - best())**2,
             by=control_square.at({z0: eps, r0(z0): r(eps), g0(z0): T(eps), h0(z0): s(eps), a0(): -1}))
    proof.twin(var(r(eps), T(eps) + s(eps)) == var(r(eps), T(eps) + best()*s(eps)), "believing that the coefficient one is best")
    proof.twin(var(r(eps), T(eps) + s(eps)) == var(r(eps), T(eps) + best()*s(eps)) + var(r(eps), s(eps))*best()**2,
               "taking zero for the coefficient of the path derivative")
    proof.twin(var(r(eps), T(eps) + s(eps)) == var(r(eps), T(eps) + best()*s(eps)) + (1 - best())**2, "forgetting the scale of the score")
