"""The path derivative: what the reparameterised gradient is made of, draw by draw.

A draw may be written as a function z = t(ε, φ) of noise whose law does not move.  Then the gradient of the evidence lower
bound is the mean, over the noise, of the *total* derivative of log p(t(ε, φ)) − log q_φ(t(ε, φ)), in which φ stands twice:
in the draw, and in the density.  The chain rule takes the two apart.  The *path* derivative moves the draw alone, and
holds the φ of the density, as `stop` says and as `detach()` does in a program; the *score* moves the density and holds
the draw.  The total derivative is the path derivative minus the score.

The score has mean zero, so leaving it out changes no mean.  At the exact posterior the path derivative is zero for every
draw, and the total derivative is not: it varies as the score does.  That is the reason for leaving the score out.  It is a
control variate whose coefficient is fixed at one, and away from the posterior another coefficient may be better.

Here lp is the logarithm of the joint density at the data, as a function of a number, and lq that of the variational
density at a number and a parameter; what is said holds for every draw of the noise.

Source: Roeder, Wu and Duvenaud, Sticking the landing: simple, lower-variance gradient estimators for variational
inference, 2017.
"""

from derivations import (
    D, E, Function, Law, abbreviation, definition, differentiate, iff, integrable, linearity, parameters, points,
    rearrange, stop, theorem)

(eps,) = points("eps")
phi, psi, u = parameters("phi psi u")
r = Law("r", eps)
t, lp, lq = Function("t", eps, phi), Function("lp", u), Function("lq", u, phi)
g, s, a, c = Function("g", eps), Function("s", eps), Function("a"), Function("c")


@abbreviation
def var(v):
    """The variance of a quantity under the noise."""
    return E[r(eps)]((v - E[r(eps)](v))**2)


@abbreviation
def cov(v, w):
    """The covariance of two quantities under the noise."""
    return E[r(eps)]((v - E[r(eps)](v))*(w - E[r(eps)](w)))


@theorem("3.1.21", title="The total derivative is the path derivative minus the score")
def decomposition(proof):
    proof.claim(D[phi](lp(t(eps, phi)) - lq(t(eps, phi), phi))
                == D[phi](lp(t(eps, phi)) - lq(t(eps, phi), stop(phi))) - D[phi](lq(stop(t(eps, phi)), phi)))
    proof.starts(D[phi](lp(t(eps, phi)) - lq(t(eps, phi), phi)))
    proof.eq(D[phi](lp(t(eps, phi)) - lq(t(eps, phi), stop(phi))) - D[phi](lq(stop(t(eps, phi)), phi)), by=differentiate)
    proof.twin(D[phi](lp(t(eps, phi)) - lq(t(eps, phi), phi))
               == D[phi](lp(t(eps, phi)) - lq(t(eps, phi), stop(phi))) + D[phi](lq(stop(t(eps, phi)), phi)), "adding the score")
    proof.twin(D[phi](lp(t(eps, phi)) - lq(t(eps, phi), phi))
               == D[phi](lp(stop(t(eps, phi))) - lq(stop(t(eps, phi)), stop(phi))) - D[phi](lq(stop(t(eps, phi)), phi)), "holding the draw in the path derivative")


@theorem("3.1.21", title="The path derivative is the slope at the draw times the derivative of the draw")
def path_chain(proof):
    proof.claim(D[phi](lp(t(eps, phi)) - lq(t(eps, phi), stop(phi))) == D[u:t(eps, phi)](lp(u) - lq(u, phi))*D[phi](t(eps, phi)))
    proof.starts(D[phi](lp(t(eps, phi)) - lq(t(eps, phi), stop(phi))))
    proof.eq(D[u:t(eps, phi)](lp(u) - lq(u, phi))*D[phi](t(eps, phi)), by=differentiate)
    proof.twin(D[phi](lp(t(eps, phi)) - lq(t(eps, phi), stop(phi))) == D[u:t(eps, phi)](lp(u) - lq(u, phi)), "forgetting the inner derivative")
    proof.twin(D[phi](lp(t(eps, phi)) - lq(t(eps, phi), phi)) == D[u:t(eps, phi)](lp(u) - lq(u, phi))*D[phi](t(eps, phi)), "letting the density move, too")


@theorem("3.1.21", title="The score at a draw that is held is the derivative in the second place")
def score_held(proof):
    proof.claim(D[phi](lq(stop(t(eps, phi)), phi)) == D[psi:phi](lq(t(eps, phi), psi)))
    proof.starts(D[phi](lq(stop(t(eps, phi)), phi)))
    proof.eq(D[psi:phi](lq(t(eps, phi), psi)), by=definition)
    proof.twin(D[phi](lq(stop(t(eps, phi)), phi)) == D[phi](lq(t(eps, phi), phi)), "letting the draw move")
    proof.twin(D[phi](lq(stop(t(eps, phi)), phi)) == D[phi](lq(stop(t(eps, phi)), stop(phi))), "holding everything")


@theorem("3.1.21", title="At the exact posterior the path derivative is zero for every draw")
def path_at_posterior(proof):
    """At the parameter ψ the variational density is the posterior: lp is lq at ψ, but for the log evidence c."""
    proof.claim(D[phi:psi]((lq(t(eps, phi), psi) + c()) - lq(t(eps, phi), stop(phi))) == 0)
    proof.starts(D[phi:psi]((lq(t(eps, phi), psi) + c()) - lq(t(eps, phi), stop(phi))))
    proof.eq(0, by=differentiate)
    proof.twin(D[phi:psi]((lq(t(eps, phi), psi) + c()) - lq(t(eps, phi), phi)) == 0, "taking the total derivative")
    proof.twin(D[phi]((lq(t(eps, phi), psi) + c()) - lq(t(eps, phi), stop(phi))) == 0, "another parameter than that of the posterior")


@theorem("3.1.21", title="At the exact posterior the total derivative is minus the score")
def total_at_posterior(proof):
    proof.claim(D[phi:psi]((lq(t(eps, phi), psi) + c()) - lq(t(eps, phi), phi)) == -D[phi:psi](lq(t(eps, psi), phi)))
    proof.starts(D[phi:psi]((lq(t(eps, phi), psi) + c()) - lq(t(eps, phi), phi)))
    proof.eq(-D[phi:psi](lq(t(eps, psi), phi)), by=differentiate)
    proof.twin(D[phi:psi]((lq(t(eps, phi), psi) + c()) - lq(t(eps, phi), phi)) == 0, "no score left")
    proof.twin(D[phi:psi]((lq(t(eps, phi), psi) + c()) - lq(t(eps, phi), phi)) == D[phi:psi](lq(t(eps, psi), phi)), "losing the sign")


@theorem(("3.1.22", "3.1.21"), title="Any multiple of the score may be added to the total derivative")
def unbiased(proof):
    """g is the total derivative of a draw, and s its score, of which nothing is asked but its mean; where that is zero, the
    path derivative is the case a = 1."""
    proof.claim(E[r(eps)](g(eps) + a()*(s(eps) - E[r(eps)](s(eps)))) == E[r(eps)](g(eps)))
    proof.given(integrable[r(eps)](g(eps)), integrable[r(eps)](s(eps)))
    proof.starts(E[r(eps)](g(eps) + a()*(s(eps) - E[r(eps)](s(eps)))))
    proof.eq(E[r(eps)](g(eps)), by=linearity)
    proof.twin(E[r(eps)](g(eps) + a()*s(eps)) == E[r(eps)](g(eps)), "a score whose mean is not zero, as where the support moves")
    proof.twin(E[r(eps)](g(eps) + g(eps)*(s(eps) - E[r(eps)](s(eps)))) == E[r(eps)](g(eps)), "a coefficient that depends on the draw")
    proof.twin(g(eps) + a()*(s(eps) - E[r(eps)](s(eps))) == g(eps), "believing it of every single draw")


@theorem("3.1.21", title="The variance as the score is added is a parabola, and the path derivative its value at one")
def variance(proof):
    """The score is a control variate with a fixed coefficient."""
    proof.claim(var(g(eps) + a()*s(eps)) == var(g(eps)) + 2*a()*cov(g(eps), s(eps)) + a()**2*var(s(eps)))
    proof.given(integrable[r(eps)](g(eps)**2), integrable[r(eps)](s(eps)**2))
    proof.starts(var(g(eps) + a()*s(eps)))
    proof.eq(var(g(eps)) + 2*a()*cov(g(eps), s(eps)) + a()**2*var(s(eps)), by=linearity)
    proof.twin(var(g(eps) + a()*s(eps)) == var(g(eps)) + a()**2*var(s(eps)), "dropping the covariance")
    proof.twin(var(g(eps) + a()*s(eps)) == var(g(eps)) + a()*cov(g(eps), s(eps)) + a()**2*var(s(eps)), "half of the covariance")
    proof.twin(var(g(eps) + a()*s(eps)) == var(g(eps)) - 2*a()*cov(g(eps), s(eps)) + a()**2*var(s(eps)), "losing a sign")


@theorem("3.1.21", title="Leaving the score out helps just where it varies less than twice what it takes back")
def path_wins(proof):
    """The path derivative g + s varies less than the total derivative g only in a region."""
    proof.claim(iff(var(g(eps) + s(eps)) <= var(g(eps)), var(s(eps)) + 2*cov(g(eps), s(eps)) <= 0))
    proof.given(integrable[r(eps)](g(eps)**2), integrable[r(eps)](s(eps)**2))
    proof.starts(var(g(eps) + s(eps)) <= var(g(eps)))
    proof.iff(var(g(eps)) + 2*cov(g(eps), s(eps)) + var(s(eps)) <= var(g(eps)), by=variance.at({a(): 1}))
    proof.iff(var(s(eps)) + 2*cov(g(eps), s(eps)) <= 0, by=rearrange)
    proof.twin(iff(var(g(eps) + s(eps)) <= var(g(eps)), cov(g(eps), s(eps)) <= 0), "any negative covariance")
    proof.twin(var(g(eps) + s(eps)) <= var(g(eps)), "always")
    proof.twin(var(g(eps) + s(eps)) >= var(g(eps)), "never")
