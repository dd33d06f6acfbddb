"""Plates: lower bounds that are estimated from a batch of the data, and divergences in the place of what is drawn.

A model with a plate has global latents z, which all data share, and for each of N data y local latents w of its own,
given z.  The guide has a law q(z), and for each datum a law r(w | y, z).  The lower bound splits accordingly: a local
part for each datum, summed over the data, less one divergence of q(z) from the prior, which belongs to the data set and
to no datum.

**Batches.**  With many data one takes B of them at random and stretches their local parts: N/B times the sum over the
batch, which is N times the average over it.  That is unbiased if each of the draws has the law of the whole data set;
they may be independent, or exchangeable, as without replacement.  What is stretched is all that belongs to a datum: its
likelihood, and the divergence of its local latents.  The global divergence is counted once, unstretched, in each batch's
estimate of the bound.  To stretch it, too, is a frequent mistake: the guide is then held to the prior N/B times too
strongly, and not even the optimum is right.  In the sum over an epoch of M = N/B batches without stretching, each batch
takes an M-th of it.  Only what is linear in the batch survives this: the exponential of a stretched log likelihood is no
unbiased likelihood.

Here d(y) is the law of one draw from the data.  Where it is uniform on N data, N times a mean over it is the sum over the
data.

**Divergences.**  In an estimate from draws, log q − log p of one latent u may be replaced by the divergence of its laws,
where that is known in closed form.  Let v be the parents of u in the model, and c those in the guide: the terms are log
g(u | c) − log m(u | v), and the divergence is that of g(u | c) from m(u | v), for the c and the v that were drawn.  This
is right where u, given c, is independent of v in the guide, as when the guide draws v before u or apart from it.  It is
wrong where v descends from u in the guide: the draw of v knows of u, and the divergence compares it with another u.
Latents that a guide draws in the order of the model, or all independently, are safe; a guide that goes the other way
round, from the local latents to the global ones, is not.

Sources: Hoffman, Blei, Wang and Paisley, Stochastic variational inference, 2013, section 2; Kingma and Welling,
Auto-encoding variational Bayes, 2014, sections 2.3 and 3; Roeder, Wu and Duvenaud, Sticking the landing, 2017, which
weighs closed divergences against draws.
"""

from derivations import (
    KL, D, E, Function, Law, abbreviation, always, counts, definition, differentiate, dominated, exp, fubini, identical, iid, integrable,
    jensen, leibniz, linearity, log, logarithm, marginal, mean, one_draw, parameters, points, product_rule, theorem, total_expectation)
from derivations.chapters.control_variates import S as S0, estimator_unbiased, estimator_variance, g as g0
from derivations.chapters.elbo import z as z0
from derivations.chapters.projection import d as d0, e as e0, total_variance, u as u0, x as x0, y as y0
from derivations.chapters.score_function import r as r0, var

y, z, w = points("y z w")
N, B, M, k = counts("N B M k")
(phi,) = parameters("phi")
p, q, d = Law("p", z), Law("q", z), Law("d", y)
a, r = Law("a", w | z), Law("r", w | y, z)
f, h = Function("f", y), Function("h", y, z)
lik = Function("lik", y, w, z, nonnegative=True)
t, s = Function("t", y, phi), Function("s", phi)


@abbreviation
def extra():
    """The divergence of the global latents, which belongs to no datum."""
    return KL[z](q(z), p(z))


@abbreviation
def part(y):
    """The local part of a datum, on average over the global latents."""
    return E[q(z)](h(y, z))


@abbreviation
def bound():
    """The lower bound of the data set."""
    return N*E[d(y)](part(y)) - extra()


# --- the bound of a data set --------------------------------------------------------------------------------------


@theorem(title="The bound is the local parts less the divergence of the global latents")
def split(proof):
    proof.claim(E[q(z)](log(p(z)/q(z)) + N*E[d(y)](h(y, z))) == bound())
    proof.given(integrable[q(z)](log(q(z)/p(z))), integrable[q(z), d(y)](h(y, z)))
    proof.starts(E[q(z)](log(p(z)/q(z)) + N*E[d(y)](h(y, z))))
    proof.eq(N*E[q(z)](E[d(y)](h(y, z))) + E[q(z)](log(p(z)/q(z))), by=linearity)
    proof.eq(N*E[d(y)](part(y)) + E[q(z)](log(p(z)/q(z))), by=fubini)
    proof.eq(N*E[d(y)](part(y)) - E[q(z)](log(q(z)/p(z))), by=logarithm)
    proof.eq(bound(), by=definition)
    proof.twin(E[q(z)](log(p(z)/q(z)) + N*E[d(y)](h(y, z))) == N*(E[d(y)](part(y)) - extra()), "counting the divergence once for each datum")
    proof.twin(E[q(z)](log(p(z)/q(z)) + N*E[d(y)](h(y, z))) == N*E[d(y)](part(y)) + extra(), "losing the sign of the divergence")
    proof.twin(E[q(z)](log(p(z)/q(z)) + N*E[d(y)](h(y, z))) == E[d(y)](part(y)) - extra(), "counting one datum for all")


@theorem(title="The local part of a datum is its likelihood less the divergence of its local latents")
def local(proof):
    """For given global latents z."""
    proof.claim(E[r(w | y, z)](log(lik(y, w, z)*a(w | z)/r(w | y, z))) == E[r(w | y, z)](log(lik(y, w, z))) - KL[w](r(w | y, z), a(w | z)))
    proof.given(integrable[r(w | y, z)](log(lik(y, w, z))), integrable[r(w | y, z)](log(r(w | y, z)/a(w | z))))
    proof.starts(E[r(w | y, z)](log(lik(y, w, z)*a(w | z)/r(w | y, z))))
    proof.eq(E[r(w | y, z)](log(lik(y, w, z)) - log(r(w | y, z)/a(w | z))), by=logarithm)
    proof.eq(E[r(w | y, z)](log(lik(y, w, z))) - E[r(w | y, z)](log(r(w | y, z)/a(w | z))), by=linearity)
    proof.eq(E[r(w | y, z)](log(lik(y, w, z))) - KL[w](r(w | y, z), a(w | z)), by=definition)
    proof.twin(E[r(w | y, z)](log(lik(y, w, z)*a(w | z)/r(w | y, z))) == E[r(w | y, z)](log(lik(y, w, z))), "forgetting the local divergence")
    proof.twin(E[r(w | y, z)](log(lik(y, w, z)*a(w | z)/r(w | y, z))) == E[r(w | y, z)](log(lik(y, w, z))) + KL[w](r(w | y, z), a(w | z)), "losing a sign")
    proof.twin(E[r(w | y, z)](log(lik(y, w, z)*a(w | z)/r(w | y, z))) == E[r(w | y, z)](log(lik(y, w, z))) - KL[w](a(w | z), r(w | y, z)),
               "writing the divergence the other way round")


# --- batches ------------------------------------------------------------------------------------------------------


@theorem(title="N times the average over a batch, less the whole global divergence, is unbiased")
def subsampled(proof):
    """The draws need the law of the data set, each of them, and nothing else: no independence."""
    proof.claim(E[identical(d(y), B)](N*mean[k:B](part(y[k])) - extra()) == bound())
    proof.given(integrable[q(z)](log(q(z)/p(z))), integrable[d(y)](part(y)))
    proof.starts(E[identical(d(y), B)](N*mean[k:B](part(y[k])) - extra()))
    proof.eq(N*mean[k:B](E[identical(d(y), B)](part(y[k]))) - extra(), by=linearity)
    proof.eq(N*mean[k:B](E[d(y)](part(y))) - extra(), by=one_draw)
    proof.eq(bound(), by=linearity)
    proof.twin(E[identical(d(y), B)](N*mean[k:B](part(y[k])) - N/B*extra()) == bound(), "stretching the global divergence, too")
    proof.twin(E[identical(d(y), B)](B*mean[k:B](part(y[k])) - extra()) == bound(), "adding up the batch without stretching it")
    proof.twin(E[identical(d(y), B)](mean[k:B](part(y[k])) - extra()) == bound(), "averaging the batch without counting the data")
    proof.twin(E[identical(d(y), B)](N*mean[k:B](part(y[k]) - extra())) == bound(), "counting the divergence once for each datum")
    proof.twin(E[identical(d(y), B)](N*mean[k:B](part(y[k])) - B/N*extra()) == bound(), "shrinking the divergence to the share of the batch, beside parts that are stretched")


@theorem(title="What stretching the global divergence does")
def stretched(proof):
    """The bound is too low by N/B − 1 divergences, so the guide is held to the prior: with 60000 data and batches of 100, six hundred times too strongly."""
    proof.claim(E[identical(d(y), B)](N*mean[k:B](part(y[k])) - N/B*extra()) == bound() - (N/B - 1)*extra())
    proof.given(integrable[q(z)](log(q(z)/p(z))), integrable[d(y)](part(y)))
    proof.starts(E[identical(d(y), B)](N*mean[k:B](part(y[k])) - N/B*extra()))
    proof.eq(E[identical(d(y), B)](N*mean[k:B](part(y[k])) - extra()) - (N/B - 1)*extra(), by=linearity)
    proof.eq(bound() - (N/B - 1)*extra(), by=subsampled)
    proof.twin(E[identical(d(y), B)](N*mean[k:B](part(y[k])) - N/B*extra()) == bound(), "believing that it does not matter")
    proof.twin(E[identical(d(y), B)](N*mean[k:B](part(y[k])) - N/B*extra()) == bound() - N/B*extra(), "counting the divergence of the bound once more")
    proof.twin(E[identical(d(y), B)](N*mean[k:B](part(y[k])) - N/B*extra()) == bound() + (N/B - 1)*extra(), "losing a sign")


@theorem(title="In an epoch of M batches, each takes an M-th of the global divergence")
def epoch(proof):
    """The data are N = M B, and no batch is stretched."""
    proof.claim(M*E[identical(d(y), B)](B*mean[k:B](part(y[k])) - extra()/M) == M*B*E[d(y)](part(y)) - extra())
    proof.given(integrable[q(z)](log(q(z)/p(z))), integrable[d(y)](part(y)))
    proof.starts(M*E[identical(d(y), B)](B*mean[k:B](part(y[k])) - extra()/M))
    proof.eq(M*B*mean[k:B](E[identical(d(y), B)](part(y[k]))) - extra(), by=linearity)
    proof.eq(M*B*mean[k:B](E[d(y)](part(y))) - extra(), by=one_draw)
    proof.eq(M*B*E[d(y)](part(y)) - extra(), by=linearity)
    proof.twin(M*E[identical(d(y), B)](B*mean[k:B](part(y[k])) - extra()) == M*B*E[d(y)](part(y)) - extra(), "counting the divergence once for each batch")
    proof.twin(M*E[identical(d(y), B)](B*mean[k:B](part(y[k])) - extra()/(M*B)) == M*B*E[d(y)](part(y)) - extra(), "giving each batch the share of one datum")
    proof.twin(M*E[identical(d(y), B)](M*B*mean[k:B](part(y[k])) - extra()/M) == M*B*E[d(y)](part(y)) - extra(), "stretching each batch and adding them up")


@theorem(title="The bound for each datum has an N-th of the global divergence")
def per_datum(proof):
    """This is what programs report whose loss is an average."""
    proof.claim(E[identical(d(y), B)](mean[k:B](part(y[k])) - extra()/N) == bound()/N)
    proof.given(integrable[q(z)](log(q(z)/p(z))), integrable[d(y)](part(y)))
    proof.starts(E[identical(d(y), B)](mean[k:B](part(y[k])) - extra()/N))
    proof.eq(E[identical(d(y), B)](N*mean[k:B](part(y[k])) - extra())/N, by=linearity)
    proof.eq(bound()/N, by=subsampled)
    proof.twin(E[identical(d(y), B)](mean[k:B](part(y[k])) - extra()) == bound()/N, "subtracting the whole divergence from an average")
    proof.twin(E[identical(d(y), B)](mean[k:B](part(y[k])) - extra()/B) == bound()/N, "taking the batch for the data")
    proof.twin(E[identical(d(y), B)](mean[k:B](part(y[k])) - extra()/N) == bound()/B, "dividing the bound by the batch")


@theorem(title="Local divergences are stretched with the likelihoods")
def local_stretched(proof):
    """Each datum of the batch stands for N/B data, and so do its local latents."""
    proof.claim(E[identical(d(y), B)](N*mean[k:B](E[q(z), r(w | y[k], z)](log(lik(y[k], w, z)))) - N*mean[k:B](E[q(z)](KL[w](r(w | y[k], z), a(w | z)))))
                == N*E[d(y)](E[q(z), r(w | y, z)](log(lik(y, w, z)))) - N*E[d(y)](E[q(z)](KL[w](r(w | y, z), a(w | z)))))
    proof.given(always[d(y)](integrable[q(z), r(w | y, z)](log(lik(y, w, z)))), integrable[d(y)](E[q(z), r(w | y, z)](log(lik(y, w, z)))),
                always[d(y), q(z)](integrable[r(w | y, z)](log(r(w | y, z)/a(w | z)))), always[d(y)](integrable[q(z)](KL[w](r(w | y, z), a(w | z)))),
                integrable[d(y)](E[q(z)](KL[w](r(w | y, z), a(w | z)))))
    proof.starts(E[identical(d(y), B)](N*mean[k:B](E[q(z), r(w | y[k], z)](log(lik(y[k], w, z)))) - N*mean[k:B](E[q(z)](KL[w](r(w | y[k], z), a(w | z))))))
    proof.eq(N*mean[k:B](E[identical(d(y), B)](E[q(z), r(w | y[k], z)](log(lik(y[k], w, z)))))
             - N*mean[k:B](E[identical(d(y), B)](E[q(z)](KL[w](r(w | y[k], z), a(w | z))))), by=linearity)
    proof.eq(N*mean[k:B](E[d(y)](E[q(z), r(w | y, z)](log(lik(y, w, z)))))
             - N*mean[k:B](E[d(y)](E[q(z)](KL[w](r(w | y, z), a(w | z))))), by=one_draw)
    proof.eq(N*E[d(y)](E[q(z), r(w | y, z)](log(lik(y, w, z)))) - N*E[d(y)](E[q(z)](KL[w](r(w | y, z), a(w | z)))), by=linearity)
    proof.twin(E[identical(d(y), B)](N*mean[k:B](E[q(z), r(w | y[k], z)](log(lik(y[k], w, z)))) - B*mean[k:B](E[q(z)](KL[w](r(w | y[k], z), a(w | z)))))
               == N*E[d(y)](E[q(z), r(w | y, z)](log(lik(y, w, z)))) - N*E[d(y)](E[q(z)](KL[w](r(w | y, z), a(w | z)))),
               "taking the local divergences for global ones")
    proof.twin(E[identical(d(y), B)](B*mean[k:B](E[q(z), r(w | y[k], z)](log(lik(y[k], w, z)))) - B*mean[k:B](E[q(z)](KL[w](r(w | y[k], z), a(w | z)))))
               == N*E[d(y)](E[q(z), r(w | y, z)](log(lik(y, w, z)))) - N*E[d(y)](E[q(z)](KL[w](r(w | y, z), a(w | z)))),
               "stretching neither")
    proof.twin(E[identical(d(y), B)](N*mean[k:B](E[q(z), r(w | y[k], z)](log(lik(y[k], w, z))))) == N*E[d(y)](E[q(z), r(w | y, z)](log(lik(y, w, z)))) - N*E[d(y)](E[q(z)](KL[w](r(w | y, z), a(w | z)))),
               "forgetting the local divergences")


@theorem(title="The variance of the estimate from independent draws")
def variance(proof):
    """f(y) is any local part.  The global divergence is a number and adds nothing; the variance falls with B and grows with the square of N."""
    proof.claim(E[iid(d(y), B)]((N*mean[k:B](f(y[k])) - N*E[d(y)](f(y)))**2) == N**2/B*var(d(y), f(y)))
    proof.given(integrable[d(y)](f(y)**2))
    proof.starts(E[iid(d(y), B)]((N*mean[k:B](f(y[k])) - N*E[d(y)](f(y)))**2))
    proof.eq(N**2*E[iid(d(y), B)]((mean[k:B](f(y[k])) - E[d(y)](f(y)))**2), by=linearity)
    proof.eq(N**2/B*var(d(y), f(y)), by=estimator_variance.at({S0: B, z0: y, r0(z0): d(y), g0(z0): f(y)}))
    proof.twin(E[iid(d(y), B)]((N*mean[k:B](f(y[k])) - N*E[d(y)](f(y)))**2) == N/B*var(d(y), f(y)), "forgetting to square the number of data")
    proof.twin(E[iid(d(y), B)]((N*mean[k:B](f(y[k])) - N*E[d(y)](f(y)))**2) == var(d(y), f(y))/B, "forgetting that the batch is stretched")
    proof.twin(E[identical(d(y), B)]((N*mean[k:B](f(y[k])) - N*E[d(y)](f(y)))**2) == N**2/B*var(d(y), f(y)), "believing it of draws that hang together")


@theorem(title="The gradient of the estimate is unbiased for the gradient of the bound")
def gradient(proof):
    """t(y, φ) is a local part and s(φ) the global divergence; the law of the data does not know of φ."""
    proof.claim(E[identical(d(y), B)](N*mean[k:B](D[phi](t(y[k], phi))) - D[phi](s(phi))) == D[phi](N*E[d(y)](t(y, phi)) - s(phi)))
    proof.given(dominated[y](phi, d(y)*t(y, phi)))
    proof.starts(E[identical(d(y), B)](N*mean[k:B](D[phi](t(y[k], phi))) - D[phi](s(phi))))
    proof.eq(N*mean[k:B](E[identical(d(y), B)](D[phi](t(y[k], phi)))) - D[phi](s(phi)), by=linearity)
    proof.eq(N*mean[k:B](E[d(y)](D[phi](t(y, phi)))) - D[phi](s(phi)), by=one_draw)
    proof.eq(N*E[d(y)](D[phi](t(y, phi))) - D[phi](s(phi)), by=linearity)
    proof.eq(N*D[phi](E[d(y)](t(y, phi))) - D[phi](s(phi)), by=leibniz)
    proof.eq(D[phi](N*E[d(y)](t(y, phi)) - s(phi)), by=differentiate)
    proof.twin(E[identical(d(y), B)](N*mean[k:B](D[phi](t(y[k], phi))) - N/B*D[phi](s(phi))) == D[phi](N*E[d(y)](t(y, phi)) - s(phi)), "stretching the gradient of the divergence")
    proof.twin(E[identical(d(y), B)](B*mean[k:B](D[phi](t(y[k], phi))) - D[phi](s(phi))) == D[phi](N*E[d(y)](t(y, phi)) - s(phi)), "adding up the batch without stretching it")
    proof.twin(E[identical(d(y), B)](N*mean[k:B](t(y[k], phi)) - D[phi](s(phi))) == D[phi](N*E[d(y)](t(y, phi)) - s(phi)), "forgetting the derivative of the local parts")


@theorem(title="Stretching the divergence changes the slope, by N/B − 1 slopes of the divergence")
def slope(proof):
    """Where the bound has no slope this is what is left: it leads elsewhere, towards the prior if B is smaller than N."""
    proof.claim(D[phi](N*E[d(y)](t(y, phi)) - N/B*s(phi)) == D[phi](N*E[d(y)](t(y, phi)) - s(phi)) - (N/B - 1)*D[phi](s(phi)))
    proof.given(dominated[y](phi, d(y)*t(y, phi)))
    proof.starts(D[phi](N*E[d(y)](t(y, phi)) - N/B*s(phi)))
    proof.eq(D[phi](N*E[d(y)](t(y, phi)) - s(phi)) - (N/B - 1)*D[phi](s(phi)), by=differentiate)
    proof.twin(D[phi](N*E[d(y)](t(y, phi)) - N/B*s(phi)) == D[phi](N*E[d(y)](t(y, phi)) - s(phi)), "believing that the optimum stays where it is")
    proof.twin(D[phi](N*E[d(y)](t(y, phi)) - N/B*s(phi)) == N/B*D[phi](N*E[d(y)](t(y, phi)) - s(phi)), "believing that the slope is only steeper")
    proof.twin(D[phi](N*E[d(y)](t(y, phi)) - N/B*s(phi)) == D[phi](N*E[d(y)](t(y, phi)) - s(phi)) - N/B*D[phi](s(phi)), "counting the divergence of the bound once more")


@theorem(title="The exponential of a stretched log likelihood is too large on average")
def likelihood_biased(proof):
    """So a batch gives bounds and gradients without bias, and neither likelihoods nor ratios of them."""
    proof.claim(N*E[d(y)](f(y)) <= log(E[identical(d(y), B)](exp(N*mean[k:B](f(y[k]))))))
    proof.given(integrable[d(y)](f(y)), integrable[identical(d(y), B)](exp(N*mean[k:B](f(y[k])))))
    proof.starts(N*E[d(y)](f(y)))
    proof.eq(N*E[identical(d(y), B)](mean[k:B](f(y[k]))), by=estimator_unbiased.at({S0: B, z0: y, r0(z0): d(y), g0(z0): f(y)}))
    proof.eq(E[identical(d(y), B)](N*mean[k:B](f(y[k]))), by=linearity)
    proof.eq(E[identical(d(y), B)](log(exp(N*mean[k:B](f(y[k]))))), by=logarithm)
    proof.le(log(E[identical(d(y), B)](exp(N*mean[k:B](f(y[k]))))), by=jensen)
    proof.twin(N*E[d(y)](f(y)) == log(E[identical(d(y), B)](exp(N*mean[k:B](f(y[k]))))), "believing that the likelihood is unbiased, too")
    proof.twin(N*E[d(y)](f(y)) >= log(E[identical(d(y), B)](exp(N*mean[k:B](f(y[k]))))), "turning Jensen's inequality round")
    proof.twin(E[identical(d(y), B)](exp(N*mean[k:B](f(y[k])))) == exp(N*E[d(y)](f(y))), "moving the mean into the exponential")


# --- divergences in the place of draws ----------------------------------------------------------------------------

u, v, c = points("u v c")
m, g = Law("m", u | v), Law("g", u | c)
o, b, after = Law("o", c), Law("b", v | c), Law("after", v | c, u)
model, j = Law("model", u, v), Law("j", u, v)
e = Function("e", u, v, nonnegative=True)


@theorem(title="Where the parents in the model do not descend from it in the guide, a latent's log ratio may give way to its divergence")
def site(proof):
    """The guide draws c, the parents of u in the guide; then v, its parents in the model, and u, both given c.  Where v is a part of c, the
    law of v is a point, and the line says the same."""
    proof.claim(E[o(c), b(v | c), g(u | c)](log(g(u | c)/m(u | v))) == E[o(c), b(v | c)](KL[u](g(u | c), m(u | v))))
    proof.given(integrable[o(c), b(v | c), g(u | c)](log(g(u | c)/m(u | v))))
    proof.starts(E[o(c), b(v | c), g(u | c)](log(g(u | c)/m(u | v))))
    proof.eq(E[o(c), b(v | c)](E[g(u | c)](log(g(u | c)/m(u | v)))), by=fubini)
    proof.eq(E[o(c), b(v | c)](KL[u](g(u | c), m(u | v))), by=definition)
    proof.twin(E[o(c), g(u | c), after(v | c, u)](log(g(u | c)/m(u | v))) == E[o(c), g(u | c), after(v | c, u)](KL[u](g(u | c), m(u | v))),
               "doing so where the guide draws the parents after the latent, from it")
    proof.twin(E[o(c), b(v | c), g(u | c)](log(g(u | c)/m(u | v))) == E[o(c), b(v | c)](KL[u](m(u | v), g(u | c))), "writing the divergence the other way round")
    proof.twin(log(g(u | c)/m(u | v)) == KL[u](g(u | c), m(u | v)), "believing it of every single draw")


@abbreviation
def drawn(u, v):
    """The mean of log m(u | v) where the guide draws u from c, and then v from both."""
    return E[o(c), g(u | c), after(v | c, u)](log(m(u | v)))


@abbreviation
def swapped(u, v):
    """The same for another u, which is drawn from c anew: v does not come from it."""
    return E[o(c), g(u | c), after(v | c, u)](E[g(u | c)](log(m(u | v))))


@theorem(title="What the divergence misses where the parents in the model descend from the latent in the guide")
def descendant(proof):
    """The divergence compares the v that was drawn with every u that might have been, and not with the one from which it came."""
    proof.claim(E[o(c), g(u | c), after(v | c, u)](KL[u](g(u | c), m(u | v)) - log(g(u | c)/m(u | v))) == drawn(u, v) - swapped(u, v))
    proof.given(integrable[o(c), g(u | c)](log(g(u | c))), integrable[o(c), g(u | c), after(v | c, u)](log(m(u | v))),
                integrable[o(c), g(u | c), after(v | c, u)](E[g(u | c)](log(m(u | v)))),
                integrable[o(c), g(u | c), after(v | c, u)](KL[u](g(u | c), m(u | v))))
    proof.starts(E[o(c), g(u | c), after(v | c, u)](KL[u](g(u | c), m(u | v)) - log(g(u | c)/m(u | v))))
    proof.eq(E[o(c), g(u | c), after(v | c, u)](E[g(u | c)](log(g(u | c)/m(u | v))) - log(g(u | c)/m(u | v))), by=definition)
    proof.eq(E[o(c), g(u | c), after(v | c, u)](E[g(u | c)](log(g(u | c)) - log(m(u | v))) - log(g(u | c)) + log(m(u | v))), by=logarithm)
    proof.eq(E[o(c), g(u | c), after(v | c, u)](E[g(u | c)](log(g(u | c)))) - swapped(u, v)
             - E[o(c), g(u | c), after(v | c, u)](log(g(u | c))) + drawn(u, v), by=linearity)
    proof.eq(E[o(c)](E[g(u | c)](log(g(u | c)))) - swapped(u, v) - E[o(c), g(u | c)](log(g(u | c))) + drawn(u, v), by=marginal)
    proof.eq(drawn(u, v) - swapped(u, v), by=fubini)
    proof.twin(E[o(c), g(u | c), after(v | c, u)](KL[u](g(u | c), m(u | v)) - log(g(u | c)/m(u | v))) == 0, "believing that nothing is missed")
    proof.twin(E[o(c), g(u | c), after(v | c, u)](KL[u](g(u | c), m(u | v)) - log(g(u | c)/m(u | v))) == swapped(u, v) - drawn(u, v), "losing a sign")
    proof.twin(E[o(c), g(u | c), after(v | c, u)](KL[u](g(u | c), m(u | v)) - log(g(u | c)/m(u | v))) >= 0, "believing that it errs to one side")


@theorem(title="A guide in the order of the model has a divergence for each latent")
def by_sites(proof):
    """The joint law j of the guide is read as j(v) and j(u | v), as the model is; e(u, v) is the likelihood."""
    proof.claim(E[j(u, v)](log(model(v)*model(u | v)*e(u, v)/j(u, v)))
                == E[j(u, v)](log(e(u, v))) - KL[v](j(v), model(v)) - E[j(v)](KL[u](j(u | v), model(u | v))))
    proof.given(integrable[j(u, v)](log(e(u, v))), integrable[j(v)](log(j(v)/model(v))), integrable[j(u, v)](log(j(u | v)/model(u | v))))
    proof.starts(E[j(u, v)](log(model(v)*model(u | v)*e(u, v)/j(u, v))))
    proof.eq(E[j(u, v)](log(model(v)*model(u | v)*e(u, v)/(j(v)*j(u | v)))), by=product_rule)
    proof.eq(E[j(u, v)](log(e(u, v)) - log(j(v)/model(v)) - log(j(u | v)/model(u | v))), by=logarithm)
    proof.eq(E[j(u, v)](log(e(u, v))) - E[j(u, v)](log(j(v)/model(v))) - E[j(u, v)](log(j(u | v)/model(u | v))), by=linearity)
    proof.eq(E[j(u, v)](log(e(u, v))) - E[j(v)](log(j(v)/model(v))) - E[j(v)](E[j(u | v)](log(j(u | v)/model(u | v)))), by=total_expectation)
    proof.eq(E[j(u, v)](log(e(u, v))) - KL[v](j(v), model(v)) - E[j(v)](KL[u](j(u | v), model(u | v))), by=definition)
    proof.twin(E[j(u, v)](log(model(v)*model(u | v)*e(u, v)/j(u, v))) == E[j(u, v)](log(e(u, v))) - E[j(u)](KL[v](j(v | u), model(v))) - E[j(v)](KL[u](j(u), model(u | v))),
               "taking divergences site by site where the guide goes the other way round")
    proof.twin(E[j(u, v)](log(model(v)*model(u | v)*e(u, v)/j(u, v))) == E[j(u, v)](log(e(u, v))) - KL[v](j(v), model(v)) - KL[u](j(u), model(u)),
               "leaving the parents out")
    proof.twin(E[j(u, v)](log(model(v)*model(u | v)*e(u, v)/j(u, v))) == E[j(u, v)](log(e(u, v))) - KL[v](j(v), model(v)) - E[model(v)](KL[u](j(u | v), model(u | v))),
               "drawing the parents from the model")


@abbreviation
def ratio(u, v):
    """The log ratio of one latent."""
    return log(g(u | c)/m(u | v))


@abbreviation
def closed(v):
    """Its mean over the latent alone, which is the divergence of g(u | c) from m(u | v)."""
    return E[g(u | c)](ratio(u, v))


@theorem(title="A divergence in the place of a log ratio takes the variance of the draw away")
def varies_less(proof):
    """The law of total variance: what is left is how the divergence varies with the parents."""
    proof.claim(E[b(v | c), g(u | c)]((ratio(u, v) - E[b(v | c), g(u | c)](ratio(u, v)))**2)
                == E[b(v | c)](E[g(u | c)]((ratio(u, v) - closed(v))**2)) + E[b(v | c)]((closed(v) - E[b(v | c), g(u | c)](ratio(u, v)))**2))
    proof.given(integrable[b(v | c), g(u | c)](ratio(u, v)**2))
    proof.starts(E[b(v | c), g(u | c)]((ratio(u, v) - E[b(v | c), g(u | c)](ratio(u, v)))**2))
    proof.eq(E[b(v | c)](E[g(u | c)]((ratio(u, v) - closed(v))**2)) + E[b(v | c)]((closed(v) - E[b(v | c), g(u | c)](ratio(u, v)))**2),
             by=total_variance.at({x0: v, y0: u, d0(x0): b(v | c), e0(y0 | x0): g(u | c), u0(x0, y0): ratio(u, v)}))
    proof.twin(E[b(v | c), g(u | c)]((ratio(u, v) - E[b(v | c), g(u | c)](ratio(u, v)))**2) == E[b(v | c)](E[g(u | c)]((ratio(u, v) - closed(v))**2)),
               "believing that the divergence does not vary")
    proof.twin(E[b(v | c), g(u | c)]((ratio(u, v) - E[b(v | c), g(u | c)](ratio(u, v)))**2)
               == E[b(v | c)]((closed(v) - E[b(v | c), g(u | c)](ratio(u, v)))**2), "believing that it varies as the log ratio does")
    proof.twin(E[b(v | c), g(u | c)]((ratio(u, v) - E[b(v | c), g(u | c)](ratio(u, v)))**2)
               == E[b(v | c)](E[g(u | c)]((ratio(u, v) - closed(v))**2)) - E[b(v | c)]((closed(v) - E[b(v | c), g(u | c)](ratio(u, v)))**2), "losing a sign")
