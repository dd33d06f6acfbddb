"""Diffusion with Gaussian noise: one step, one marginal, and the terms of the bound in closed form.

A diffusion model takes a datum x₀ and adds noise in T small steps: at the time t the number x_t is drawn from the normal
law of mean √(1 − β_t) x_{t−1} and variance β_t.  It learns to go back: a model gives a law of x_{t−1} for each x_t.  The
evidence lower bound of such a model has a term for each step, the divergence of q(x_{t−1} | x_t, x₀) from the model's
law, and one for the end, the divergence of q(x_T | x₀) from the law N(0, 1) with which the way back begins.  The chapter
`diffusion` derives that bound for a chain of any laws; here the laws are normal, and every term is computed.

One step is enough for that.  Let a be ᾱ_{t−1}, the product of the numbers 1 − β at all times before t, and let b be β_t;
both are between 0 and 1.  Then ᾱ_t is a (1 − b), and with `xs` for x_{t−1} and `xt` for x_t

    q(x_t | x_{t−1}) = N(x_t; √(1 − b) x_{t−1}, b),    q(x_{t−1} | x₀) = N(x_{t−1}; √a x₀, 1 − a).

Integrating x_{t−1} out gives the marginal at the time t of the same form: that is the step of an induction, whose
beginning is the first step itself.  Dividing by that marginal gives the law of x_{t−1}, given x_t and x₀.  It is normal,
and its variance (1 − a) b/(1 − a (1 − b)) is smaller than both b and 1 − a: what x_t says and what x₀ says add up, as
precisions.  This is for t ≥ 2: at t = 1 the number x₀ itself is what one goes back to.

So a model that takes that variance pays the squared distance of the means, divided by twice the variance; one that takes
β_t pays something more, whatever it has learned.  At the end the divergence of q(x_T | x₀) from N(0, 1) falls with ᾱ_T,
but it is zero for no datum.

The variance of the model is a choice.  Whatever it is, the right mean is best; for the mean that a model has, the best
variance is that of the step back plus the squared error of the mean.  What the exact way back is, and for which data each
of the two usual variances is right, is in the chapter `diffusion_reversal`; what a model may predict, and what that
costs, in `diffusion_predictions`.

Variances stand in the second place of `Normal`; divergences are in nats.  Everything is in scalars: for vectors with
independent noise the divergences of the coordinates add up.

Sources: Sohl-Dickstein, Weiss, Maheswaranathan and Ganguli, Deep unsupervised learning using nonequilibrium
thermodynamics, 2015; Ho, Jain and Abbeel, Denoising diffusion probabilistic models, 2020; Kingma, Salimans, Poole and Ho,
Variational diffusion models, 2021; Bao, Li, Zhu and Zhang, Analytic-DPM: an analytic estimate of the optimal reverse
variance, 2022.
"""

from derivations import (
    KL, E, Normal, abbreviation, algebra, definition, density, exp, family, integral, log, logarithm, marginal, parameters, positives, proportional, reals, tangent, theorem)

xs, xt, x = reals("xs xt x")
a, b, s = positives("a b s")
x0, c, d, m, n = parameters("x0 c d m n")


@abbreviation
def root(c):
    """The square root of a positive number."""
    return exp(log(c)/2)


@abbreviation
def abar(a, b):
    """ᾱ at the time t: that at the time t − 1, times 1 − β."""
    return a*(1 - b)


@abbreviation
def step(xt, xs):
    """One step of noise, q(x_t | x_{t−1})."""
    return Normal[root(1 - b)*xs, b](xt)


@abbreviation
def before(xs, x0):
    """The marginal at the time t − 1, q(x_{t−1} | x₀)."""
    return Normal[root(a)*x0, 1 - a](xs)


@abbreviation
def after(xt, x0):
    """The marginal at the time t, q(x_t | x₀), as `marginal_step` says."""
    return Normal[root(abar(a, b))*x0, 1 - abar(a, b)](xt)


@abbreviation
def back_mean(xt, x0):
    """The mean of x_{t−1}, given x_t and x₀."""
    return (root(1 - b)*(1 - a)*xt + root(a)*b*x0)/(1 - abar(a, b))


@abbreviation
def back_var():
    """The variance of x_{t−1}, given x_t and x₀."""
    return (1 - a)*b/(1 - abar(a, b))


@abbreviation
def back(xs, xt, x0):
    """The law of x_{t−1}, given x_t and x₀, as `back_gaussian` says."""
    return Normal[back_mean(xt, x0), back_var()](xs)


@abbreviation
def snr(a):
    """The signal-to-noise ratio of the marginal with the factor √a: the squared factor, divided by the variance."""
    return a/(1 - a)


# --- roots --------------------------------------------------------------------------------------------------------


@theorem("4.1.26", title="The square of a root")
def root_square(proof):
    proof.claim(root(c)**2 == c)
    proof.given(c > 0)
    proof.starts(root(c)**2)
    proof.eq(c, by=logarithm)
    proof.twin(root(c)**2 == c**2, "squaring the number instead of its root")
    proof.twin(root(c) == c/2, "halving the number instead of its logarithm")
    proof.twin(root(c)**2 == 2*log(c), "doubling the logarithm without its exponential")


@theorem("4.1.26", title="One over a root")
def root_inverse(proof):
    proof.claim(1/root(c) == root(c)/c)
    proof.given(c > 0)
    proof.starts(1/root(c))
    proof.eq(c/root(c)/c, by=algebra)
    proof.eq(root(c)**2/root(c)/c, by=root_square)
    proof.eq(root(c)/c, by=algebra)
    proof.twin(1/root(c) == root(c), "losing the number below")
    proof.twin(1/root(c) == c/root(c), "turning the quotient round")
    proof.twin(1/root(c) == 1/c, "forgetting the root")


# --- marginals ----------------------------------------------------------------------------------------------------


@theorem("4.1.26", title="The first step is the marginal with ᾱ = 1 − β")
def marginal_first(proof):
    """Before the first step ᾱ is one: the datum is there without noise."""
    proof.claim(Normal[root(1 - b)*x0, b](xt) == Normal[root(abar(1, b))*x0, 1 - abar(1, b)](xt))
    proof.given(1 - b > 0)
    proof.starts(Normal[root(1 - b)*x0, b](xt))
    proof.eq(Normal[root(abar(1, b))*x0, 1 - abar(1, b)](xt), by=algebra)
    proof.twin(Normal[root(1 - b)*x0, b](xt) == Normal[abar(1, b)*x0, 1 - abar(1, b)](xt), "leaving the root out")
    proof.twin(Normal[root(1 - b)*x0, b](xt) == Normal[root(abar(1, b))*x0, abar(1, b)](xt), "taking ᾱ for the variance")
    proof.twin(Normal[root(1 - b)*x0, b](xt) == Normal[x0, 1 - abar(1, b)](xt), "forgetting that the step shrinks the datum")


@theorem("4.1.26", title="A step times the marginal before it is the way back times the marginal after it")
def back_product(proof):
    """Bayes' theorem for normal laws: in the exponent the square of x_{t−1} is completed."""
    proof.claim(step(xt, xs)*before(xs, x0) == back(xs, xt, x0)*after(xt, x0))
    proof.given(1 - a > 0, 1 - b > 0)
    proof.starts(step(xt, xs)*before(xs, x0))
    proof.eq(back(xs, xt, x0)*after(xt, x0), by=density)
    proof.twin(step(xt, xs)*before(xs, x0) == Normal[back_mean(xt, x0), b](xs)*after(xt, x0), "taking β for the variance of the way back")
    proof.twin(step(xt, xs)*before(xs, x0) == back(xs, xt, x0)*before(xt, x0), "taking the marginal before the step for that after it")
    proof.twin(step(xt, xs)*before(xs, x0) == Normal[(root(a)*b*x0 + (1 - a)*xt)/(1 - abar(a, b)), back_var()](xs)*after(xt, x0),
               "forgetting to shrink x_t in the mean of the way back")


@theorem("4.1.26", title="The marginal after a step has the form of the one before it")
def marginal_step(proof):
    """The step of the induction by which q(x_t | x₀) is N(x_t; √ᾱ_t x₀, 1 − ᾱ_t) at all times."""
    proof.claim(integral[xs](step(xt, xs)*before(xs, x0)) == after(xt, x0))
    proof.given(1 - a > 0, 1 - b > 0)
    proof.starts(integral[xs](step(xt, xs)*before(xs, x0)))
    proof.eq(integral[xs](back(xs, xt, x0)*after(xt, x0)), by=back_product)
    proof.eq(after(xt, x0), by=marginal)
    proof.twin(integral[xs](step(xt, xs)*before(xs, x0)) == Normal[root(abar(a, b))*x0, b](xt), "taking β for 1 − ᾱ")
    proof.twin(integral[xs](step(xt, xs)*before(xs, x0)) == Normal[abar(a, b)*x0, 1 - abar(a, b)](xt), "leaving the root out")
    proof.twin(integral[xs](step(xt, xs)*before(xs, x0)) == Normal[root(abar(a, b))*x0, 1 - a + b](xt),
               "adding the variances without shrinking the first one")
    proof.twin(integral[xs](step(xt, xs)*before(xs, x0)) == before(xt, x0), "believing that a step changes nothing")


@theorem("4.1.26", title="The second moment after a step")
def second_moment(proof):
    """Signal ᾱ x₀² and noise 1 − ᾱ: where x₀² is one on average, so is x_t² at all times."""
    proof.claim(E[before(xs, x0), step(xt, xs)](xt**2) == abar(a, b)*x0**2 + 1 - abar(a, b))
    proof.given(1 - a > 0, 1 - b > 0)
    proof.starts(E[before(xs, x0), step(xt, xs)](xt**2))
    proof.eq(root(1 - b)**2*(root(a)**2*x0**2 + 1 - a) + b, by=family)
    proof.eq(abar(a, b)*x0**2 + 1 - abar(a, b), by=logarithm)
    proof.twin(E[before(xs, x0), step(xt, xs)](xt**2) == 1 - abar(a, b), "taking the variance for the second moment")
    proof.twin(E[before(xs, x0), step(xt, xs)](xt**2) == abar(a, b)*x0**2 + b, "taking β for 1 − ᾱ")
    proof.twin(E[before(xs, x0), step(xt, xs)](xt**2) == abar(a, b)**2*x0**2 + 1 - abar(a, b), "leaving the root out")
    proof.twin(E[before(xs, x0), step(xt, xs)](xt**2) == abar(a, b)*x0**2 + 1 - a + b, "adding the variances without shrinking the first one")


@theorem(title="Noise leaves the standard normal law as it is")
def preserved(proof):
    """So data of mean zero and variance one are what the factors √(1 − β) are made for."""
    proof.claim(integral[x](Normal[0, 1](x)*Normal[root(a)*x, 1 - a](xt)) == Normal[0, 1](xt))
    proof.given(1 - a > 0)
    proof.starts(integral[x](Normal[0, 1](x)*Normal[root(a)*x, 1 - a](xt)))
    proof.eq(integral[x](Normal[root(a)*xt, 1 - a](x)*Normal[0, 1](xt)), by=density)
    proof.eq(Normal[0, 1](xt), by=marginal)
    proof.twin(integral[x](Normal[0, 1](x)*Normal[x, 1 - a](xt)) == Normal[0, 1](xt), "adding noise without shrinking: the variance explodes")
    proof.twin(integral[x](Normal[0, 1](x)*Normal[a*x, 1 - a](xt)) == Normal[0, 1](xt), "leaving the root out")
    proof.twin(integral[x](Normal[0, 1](x)*Normal[root(a)*x, 1 - a](xt)) == Normal[0, 1 - a](xt), "forgetting the variance of the data")


@theorem(title="What a step takes from the signal-to-noise ratio")
def ratio_falls(proof):
    """The right side is positive: noise only grows."""
    proof.claim(snr(a) - snr(abar(a, b)) == a*b/(1 - a)/(1 - abar(a, b)))
    proof.given(1 - a != 0, 1 - abar(a, b) != 0)
    proof.starts(snr(a) - snr(abar(a, b)))
    proof.eq(a*b/(1 - a)/(1 - abar(a, b)), by=algebra)
    proof.twin(snr(a) - snr(abar(a, b)) == b, "taking β for what is lost")
    proof.twin(snr(a) - snr(abar(a, b)) == a*b/(1 - a), "dividing by the noise before the step alone")
    proof.twin(snr(a) - snr(abar(a, b)) == -a*b/(1 - a)/(1 - abar(a, b)), "losing the sign: the ratio would grow")


# --- the way back -------------------------------------------------------------------------------------------------


@theorem("4.1.26", title="The law of x_{t−1}, given x_t and x₀, is normal")
def back_gaussian(proof):
    """The quotient is what Bayes' theorem says: given x_{t−1}, the law of x_t does not depend on x₀."""
    proof.claim(step(xt, xs)*before(xs, x0)/after(xt, x0) == back(xs, xt, x0))
    proof.given(1 - a > 0, 1 - b > 0)
    proof.starts(step(xt, xs)*before(xs, x0)/after(xt, x0))
    proof.eq(back(xs, xt, x0)*after(xt, x0)/after(xt, x0), by=back_product)
    proof.eq(back(xs, xt, x0), by=algebra)
    proof.twin(step(xt, xs)*before(xs, x0)/after(xt, x0) == Normal[back_mean(xt, x0), b](xs), "taking β for the variance")
    proof.twin(step(xt, xs)*before(xs, x0)/after(xt, x0) == Normal[(root(1 - b)*(1 - a)*xt + root(abar(a, b))*b*x0)/(1 - abar(a, b)), back_var()](xs),
               "taking ᾱ at the time t for that at the time t − 1")
    proof.twin(step(xt, xs)*before(xs, x0) == back(xs, xt, x0), "forgetting to divide by the marginal")
    proof.twin(step(xt, xs)*before(xs, x0)/after(xt, x0) == Normal[xt/root(1 - b), b](xs), "turning the step round without x₀")


@theorem("4.1.26", title="What is proportional to the product of step and marginal is the way back")
def back_normalised(proof):
    proof.claim(proportional[xs](step(xt, xs)*before(xs, x0))(xs) == back(xs, xt, x0))
    proof.given(1 - a > 0, 1 - b > 0)
    proof.starts(proportional[xs](step(xt, xs)*before(xs, x0))(xs))
    proof.eq(step(xt, xs)*before(xs, x0)/integral[xs](step(xt, xs)*before(xs, x0)), by=definition)
    proof.eq(step(xt, xs)*before(xs, x0)/after(xt, x0), by=marginal_step)
    proof.eq(back(xs, xt, x0), by=back_gaussian)
    proof.twin(proportional[xs](step(xt, xs))(xs) == back(xs, xt, x0), "leaving out what x₀ says")
    proof.twin(proportional[xs](before(xs, x0))(xs) == back(xs, xt, x0), "leaving out what x_t says")
    proof.twin(proportional[xs](step(xt, xs)*before(xs, x0))(xs) == Normal[back_mean(xt, x0), b](xs), "taking β for the variance")


@theorem("4.1.26", title="The precisions of what x_t says and of what x₀ says add up")
def back_precision(proof):
    proof.claim(1/back_var() == (1 - b)/b + 1/(1 - a))
    proof.given(1 - a != 0, 1 - abar(a, b) != 0)
    proof.starts(1/back_var())
    proof.eq((1 - b)/b + 1/(1 - a), by=algebra)
    proof.twin(1/back_var() == 1/b + 1/(1 - a), "forgetting that the step shrinks")
    proof.twin(back_var() == b/(1 - b) + 1 - a, "adding variances for precisions")
    proof.twin(1/back_var() == 1/b, "taking β for the variance")


@theorem("4.1.26", title="The variance of the way back is below β, by a β²/(1 − ᾱ)")
def below_step(proof):
    """This is what x₀ tells of x_{t−1} beyond what x_t does."""
    proof.claim(b - back_var() == a*b**2/(1 - abar(a, b)))
    proof.given(1 - abar(a, b) != 0)
    proof.starts(b - back_var())
    proof.eq(a*b**2/(1 - abar(a, b)), by=algebra)
    proof.twin(b - back_var() == 0, "taking β for the variance")
    proof.twin(b - back_var() == -a*b**2/(1 - abar(a, b)), "believing that going back is the more uncertain way")
    proof.twin(b - back_var() == a*b/(1 - abar(a, b)), "forgetting to square β")
    proof.twin(back_var() <= b**2, "believing that it is much smaller")


@theorem("4.1.26", title="The variance of the way back is below that of the marginal before the step, by (1 − a)² (1 − β)/(1 − ᾱ)")
def below_marginal(proof):
    """This is what x_t tells of x_{t−1} beyond what x₀ does."""
    proof.claim(1 - a - back_var() == (1 - a)**2*(1 - b)/(1 - abar(a, b)))
    proof.given(1 - abar(a, b) != 0)
    proof.starts(1 - a - back_var())
    proof.eq((1 - a)**2*(1 - b)/(1 - abar(a, b)), by=algebra)
    proof.twin(1 - a - back_var() == 0, "forgetting what x_t says")
    proof.twin(1 - a - back_var() == (1 - a)*(1 - b), "forgetting to divide by 1 − ᾱ")
    proof.twin(1 - a - back_var() == (1 - a)**2/(1 - abar(a, b)), "forgetting that the step shrinks")
    proof.twin(back_var() >= 1 - a, "believing that x_t adds noise to what is known")


# --- the divergence of a step -------------------------------------------------------------------------------------


@abbreviation
def divergence(n, c, m, d):
    """The divergence of the normal law of mean n and variance c from that of mean m and variance d, as `kl_normals` says."""
    return (log(d) - log(c) + c/d + (n - m)**2/d - 1)/2


@theorem("4.1.26", title="The divergence of two normal laws")
def kl_normals(proof):
    proof.claim(KL[xs](Normal[n, c](xs), Normal[m, d](xs)) == divergence(n, c, m, d))
    proof.given(c > 0, d > 0)
    proof.starts(KL[xs](Normal[n, c](xs), Normal[m, d](xs)))
    proof.eq(E[Normal[n, c](xs)](log(Normal[n, c](xs)/Normal[m, d](xs))), by=definition)
    proof.eq(E[Normal[n, c](xs)]((log(d) - log(c))/2 - (xs - n)**2/(2*c) + (xs - m)**2/(2*d)), by=density)
    proof.eq(divergence(n, c, m, d), by=family)
    proof.twin(KL[xs](Normal[m, d](xs), Normal[n, c](xs)) == divergence(n, c, m, d), "writing the divergence the other way round")
    proof.twin(KL[xs](Normal[n, c](xs), Normal[m, d](xs)) == log(d) - log(c) + (c/d + (n - m)**2/d - 1)/2, "taking the variance for the deviation in the logarithm")
    proof.twin(KL[xs](Normal[n, c](xs), Normal[m, d](xs)) == (log(d) - log(c) + (n - m)**2/d)/2, "leaving out what the wrong variance costs")


@theorem("4.1.26", title="A model with the variance of the way back pays the squared distance of the means over twice the variance")
def kl_term(proof):
    proof.claim(KL[xs](back(xs, xt, x0), Normal[m, back_var()](xs)) == (back_mean(xt, x0) - m)**2/(2*back_var()))
    proof.given(1 - b > 0, 1 - abar(a, b) != 0, back_var() > 0)
    proof.starts(KL[xs](back(xs, xt, x0), Normal[m, back_var()](xs)))
    proof.eq(divergence(back_mean(xt, x0), back_var(), m, back_var()), by=kl_normals.at({n: back_mean(xt, x0), c: back_var(), d: back_var()}))
    proof.eq((back_mean(xt, x0) - m)**2/(2*back_var()), by=algebra)
    proof.twin(KL[xs](back(xs, xt, x0), Normal[m, back_var()](xs)) == (back_mean(xt, x0) - m)**2, "leaving the weight out")
    proof.twin(KL[xs](back(xs, xt, x0), Normal[m, back_var()](xs)) == (back_mean(xt, x0) - m)**2/(2*b), "taking β for the variance")
    proof.twin(KL[xs](back(xs, xt, x0), Normal[m, back_var()](xs)) == (back_mean(xt, x0) - m)**2/back_var(), "forgetting the one half")
    proof.twin(KL[xs](back(xs, xt, x0), Normal[m, back_var()](xs)) == (x0 - m)**2/(2*back_var()), "taking the datum for the mean of the way back")


# --- the variance of the model ------------------------------------------------------------------------------------


@theorem("4.1.26", title="What a model pays that takes β for the variance")
def step_variance(proof):
    """The second part does not depend on the model: half of −log(1 − u) − u, where u = a b/(1 − ᾱ) is the share of β by which
    β is too large."""
    proof.claim(KL[xs](back(xs, xt, x0), Normal[m, b](xs)) == (back_mean(xt, x0) - m)**2/(2*b)
                + (-log(1 - a*b/(1 - abar(a, b))) - a*b/(1 - abar(a, b)))/2)
    proof.given(1 - a > 0, 1 - b > 0)
    proof.starts(KL[xs](back(xs, xt, x0), Normal[m, b](xs)))
    proof.eq(divergence(back_mean(xt, x0), back_var(), m, b), by=kl_normals.at({n: back_mean(xt, x0), c: back_var(), d: b}))
    proof.eq((back_mean(xt, x0) - m)**2/(2*b) + (log(b) - log((1 - a)*b/(1 - abar(a, b))) - a*b/(1 - abar(a, b)))/2, by=algebra)
    proof.eq((back_mean(xt, x0) - m)**2/(2*b) + (-log((1 - a)/(1 - abar(a, b))) - a*b/(1 - abar(a, b)))/2, by=logarithm)
    proof.eq((back_mean(xt, x0) - m)**2/(2*b) + (-log(1 - a*b/(1 - abar(a, b))) - a*b/(1 - abar(a, b)))/2, by=algebra)
    proof.twin(KL[xs](back(xs, xt, x0), Normal[m, b](xs)) == (back_mean(xt, x0) - m)**2/(2*b), "leaving out what the wrong variance costs")
    proof.twin(KL[xs](back(xs, xt, x0), Normal[m, b](xs)) == (back_mean(xt, x0) - m)**2/(2*back_var()), "keeping the weight of the other variance")
    proof.twin(KL[xs](Normal[m, b](xs), back(xs, xt, x0)) == (back_mean(xt, x0) - m)**2/(2*b)
               + (-log(1 - a*b/(1 - abar(a, b))) - a*b/(1 - abar(a, b)))/2, "writing the divergence the other way round")


@theorem("4.1.26", title="Whatever the variance of the model, another mean than that of the way back costs its squared error over twice the variance")
def best_mean(proof):
    proof.claim(KL[xs](back(xs, xt, x0), Normal[m, s](xs)) == KL[xs](back(xs, xt, x0), Normal[back_mean(xt, x0), s](xs)) + (back_mean(xt, x0) - m)**2/(2*s))
    proof.given(1 - b > 0, 1 - abar(a, b) != 0, back_var() > 0)
    proof.starts(KL[xs](back(xs, xt, x0), Normal[m, s](xs)))
    proof.eq(divergence(back_mean(xt, x0), back_var(), m, s), by=kl_normals.at({n: back_mean(xt, x0), c: back_var(), d: s}))
    proof.eq(divergence(back_mean(xt, x0), back_var(), back_mean(xt, x0), s) + (back_mean(xt, x0) - m)**2/(2*s), by=algebra)
    proof.eq(KL[xs](back(xs, xt, x0), Normal[back_mean(xt, x0), s](xs)) + (back_mean(xt, x0) - m)**2/(2*s),
             by=kl_normals.at({n: back_mean(xt, x0), c: back_var(), m: back_mean(xt, x0), d: s}))
    proof.twin(KL[xs](back(xs, xt, x0), Normal[x0, s](xs)) <= KL[xs](back(xs, xt, x0), Normal[m, s](xs)), "going back to the datum at once")
    proof.twin(KL[xs](back(xs, xt, x0), Normal[xt/root(1 - b), s](xs)) <= KL[xs](back(xs, xt, x0), Normal[m, s](xs)), "undoing the step without x₀")
    proof.twin(KL[xs](back(xs, xt, x0), Normal[back_mean(xt, x0), s](xs)) == 0, "believing that the right mean is enough")
    proof.twin(KL[xs](back(xs, xt, x0), Normal[m, s](xs)) == KL[xs](back(xs, xt, x0), Normal[back_mean(xt, x0), s](xs)) + (back_mean(xt, x0) - m)**2/(2*back_var()),
               "dividing by the variance of the way back")


@abbreviation
def excess(u):
    """The excess of a number over one and its logarithm.  It is never negative, and zero at one only."""
    return u - 1 - log(u)


@theorem(title="The best variance for a given mean is the variance of the way back plus the squared error of the mean")
def best_variance(proof):
    """Here n and c are the mean and the variance of any normal law, and m and s those of the model.  So the best one
    is above that of the way back, unless the mean is right."""
    proof.claim(divergence(n, c, m, s) == divergence(n, c, m, c + (n - m)**2) + excess((c + (n - m)**2)/s)/2)
    proof.given(c > 0)
    proof.starts(divergence(n, c, m, s))
    proof.eq((log(s) - log(c) + (c + (n - m)**2)/s - 1)/2, by=algebra)
    proof.eq((log(c + (n - m)**2) - log(c) + (c + (n - m)**2)/s - 1 - log((c + (n - m)**2)/s))/2, by=logarithm)
    proof.eq(divergence(n, c, m, c + (n - m)**2) + excess((c + (n - m)**2)/s)/2, by=algebra)
    proof.twin(divergence(n, c, m, c) <= divergence(n, c, m, s), "keeping the variance where the mean is wrong")
    proof.twin(divergence(n, c, m, s) == divergence(n, c, m, c + (n - m)**2) + excess(s/(c + (n - m)**2))/2, "turning the quotient of the variances round")
    proof.twin(divergence(n, c, m, c + (n - m)**2) >= divergence(n, c, m, s), "taking the best variance for the worst")


# --- the end of the chain -----------------------------------------------------------------------------------------


@abbreviation
def last(x0):
    """The divergence of the last marginal, whose ᾱ is a, from the standard normal law, as `last_kl` says."""
    return (a*x0**2 - a - log(1 - a))/2


@theorem("4.1.26", title="The divergence of the last marginal from the law with which the way back begins")
def last_kl(proof):
    """Here a is ᾱ at the last time, T."""
    proof.claim(KL[xs](before(xs, x0), Normal[0, 1](xs)) == last(x0))
    proof.given(1 - a > 0)
    proof.starts(KL[xs](before(xs, x0), Normal[0, 1](xs)))
    proof.eq(divergence(root(a)*x0, 1 - a, 0, 1), by=kl_normals.at({n: root(a)*x0, c: 1 - a, m: 0, d: 1}))
    proof.eq(last(x0), by=logarithm)
    proof.twin(KL[xs](before(xs, x0), Normal[0, 1](xs)) == 0, "believing that the noise has forgotten the datum")
    proof.twin(KL[xs](before(xs, x0), Normal[0, 1](xs)) == (a*x0**2 - log(1 - a))/2, "forgetting that the variance is below one")
    proof.twin(KL[xs](before(xs, x0), Normal[0, 1](xs)) == (a*x0**2 - a + log(1 - a))/2, "losing the sign of the logarithm")
    proof.twin(KL[xs](before(xs, x0), Normal[0, 1](xs)) == (a**2*x0**2 - a - log(1 - a))/2, "leaving the root out")


@theorem("4.1.26", title="The last divergence falls with ᾱ")
def prior_decay(proof):
    """Where ᾱ at the last time is small, so is this: about ᾱ x₀²/2.  It has no parameter to be learned."""
    proof.claim(KL[xs](before(xs, x0), Normal[0, 1](xs)) <= a*(x0**2 + a/(1 - a))/2)
    proof.given(1 - a > 0)
    proof.starts(KL[xs](before(xs, x0), Normal[0, 1](xs)))
    proof.eq(last(x0), by=last_kl)
    proof.eq((a*x0**2 - a + log(1/(1 - a)))/2, by=logarithm)
    proof.le((a*x0**2 - a + 1/(1 - a) - 1)/2, by=tangent)
    proof.eq(a*(x0**2 + a/(1 - a))/2, by=algebra)
    proof.twin(KL[xs](before(xs, x0), Normal[0, 1](xs)) <= a*x0**2/2, "leaving out what the variance below one costs")
    proof.twin(KL[xs](before(xs, x0), Normal[0, 1](xs)) <= a**2*(x0**2 + a/(1 - a))/2, "believing that it falls with the square of ᾱ")
    proof.twin(KL[xs](before(xs, x0), Normal[0, 1](xs)) == a*(x0**2 + a/(1 - a))/2, "taking the bound for the divergence")


@theorem(title="The last divergence is what the mean costs and what the variance costs")
def last_parts(proof):
    """The second part is never negative, so the divergence is at least half the squared mean of the last marginal: it is zero
    at no time."""
    proof.claim(last(x0) == a*x0**2/2 + excess(1 - a)/2)
    proof.given(1 - a > 0)
    proof.starts(last(x0))
    proof.eq(a*x0**2/2 + excess(1 - a)/2, by=algebra)
    proof.twin(last(x0) == a*x0**2/2, "leaving out what the variance below one costs")
    proof.twin(last(x0) == excess(1 - a)/2, "leaving out what the mean costs")
    proof.twin(last(x0) == a*x0**2/2 - excess(1 - a)/2, "losing a sign")


@theorem(title="Over standard normal data the last divergence is −log(1 − ᾱ)/2 on average")
def last_average(proof):
    """It is positive although the last law of the data is the standard normal one, by `preserved`: each datum has a law of
    its own, and the average is the mutual information of the datum and the last number."""
    proof.claim(E[Normal[0, 1](x)](KL[xs](before(xs, x), Normal[0, 1](xs))) == -log(1 - a)/2)
    proof.given(1 - a > 0)
    proof.starts(E[Normal[0, 1](x)](KL[xs](before(xs, x), Normal[0, 1](xs))))
    proof.eq(E[Normal[0, 1](x)](last(x)), by=last_kl.at({x0: x}))
    proof.eq(-log(1 - a)/2, by=family)
    proof.twin(E[Normal[0, 1](x)](KL[xs](before(xs, x), Normal[0, 1](xs))) == 0, "taking the law of all data for the law given one")
    proof.twin(E[Normal[0, 1](x)](KL[xs](before(xs, x), Normal[0, 1](xs))) == (-a - log(1 - a))/2, "forgetting the squares of the data")
    proof.twin(E[Normal[0, 1](x)](KL[xs](before(xs, x), Normal[0, 1](xs))) == -log(1 - a), "forgetting the one half")
