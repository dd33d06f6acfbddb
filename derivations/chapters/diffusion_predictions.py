"""Diffusion with Gaussian noise: what a model may predict, what each prediction pays, and steps that skip.

In the chapter `diffusion_gaussian` a model that takes the variance σ² of the step back, (1 − a) b/(1 − a (1 − b)) with a
for ᾱ_{t−1} and b for β_t, pays the squared distance of the means, divided by 2 σ².  The mean is known once x₀ is, so a
program predicts x₀, or what gives it, from x_t.

With ᾱ_t = a (1 − b), what is drawn at the time t is √ᾱ_t x₀ + √(1 − ᾱ_t) ε.  Three targets are in use: the datum x₀; the
noise ε; and the velocity v = √ᾱ_t ε − √(1 − ᾱ_t) x₀, which is the derivative of what is drawn as signal turns into noise
on a circle.  They are worth the same, because each is linear in each other where x_t is known, and a squared error of one
is a number times that of another.  What is not the same is the number.  In the bound,

    the squared error of x₀ counts (SNR(t − 1) − SNR(t))/2,
    that of ε counts (SNR(t − 1)/SNR(t) − 1)/2,
    that of v counts (SNR(t − 1) − SNR(t)) (1 − ᾱ_t)/2,

where SNR(t) is ᾱ_t/(1 − ᾱ_t).  To count each error of ε once, as the simple loss of Ho, Jain and Abbeel does, is another
objective: what is drawn may look better for it, and it is not the bound.

The bound and each of these losses know only the marginals given x₀.  A DDIM step goes from x_t to a law of x_{t−1} with
the variance σ², which is any number from 0 to 1 − a: it keeps the share √(1 − a − σ²) of the noise that x_t has, and
draws the rest anew.  All have the same marginals, so one network serves all of them, and steps may be left out.  With the
variance of the step back it is that step; as σ² falls to zero it becomes a map, √a x₀ + √(1 − a) ε, with the x₀ and the ε
that the network finds in x_t.

Sources: Ho, Jain and Abbeel, Denoising diffusion probabilistic models, 2020; Kingma, Salimans, Poole and Ho, Variational
diffusion models, 2021; Song, Meng and Ermon, Denoising diffusion implicit models, 2021; Salimans and Ho, Progressive
distillation for fast sampling of diffusion models, 2022.
"""

from derivations import (
    KL, Normal, abbreviation, algebra, density, exp, integral, log, logarithm, marginal, parameters, pi, theorem)
from derivations.chapters.diffusion_gaussian import (
    a, abar, after, b, back, back_mean, back_var, before, c, kl_term, m, root, root_inverse, root_square, s, snr, x0, xs, xt)

x0_hat, eps, eps_hat, v, v_hat = parameters("x0_hat eps eps_hat v v_hat")


# --- what the model predicts --------------------------------------------------------------------------------------


@abbreviation
def datum(xt, eps):
    """The datum, from what was drawn at the time t and the noise in it: x_t = √ᾱ x₀ + √(1 − ᾱ) ε."""
    return (xt - root(1 - abar(a, b))*eps)/root(abar(a, b))


@abbreviation
def datum_of_v(xt, v):
    """The datum, from what was drawn at the time t and the velocity v = √ᾱ ε − √(1 − ᾱ) x₀."""
    return root(abar(a, b))*xt - root(1 - abar(a, b))*v


@theorem("4.1.26", title="A prediction of the datum pays half of what the signal-to-noise ratio loses")
def x0_weight(proof):
    proof.claim(KL[xs](back(xs, xt, x0), back(xs, xt, x0_hat)) == (snr(a) - snr(abar(a, b)))/2*(x0 - x0_hat)**2)
    proof.given(1 - b > 0, 1 - a != 0, 1 - abar(a, b) != 0, back_var() > 0)
    proof.starts(KL[xs](back(xs, xt, x0), back(xs, xt, x0_hat)))
    proof.eq((back_mean(xt, x0) - back_mean(xt, x0_hat))**2/(2*back_var()), by=kl_term.at({m: back_mean(xt, x0_hat)}))
    proof.eq(root(a)**2*b*(x0 - x0_hat)**2/(1 - a)/(1 - abar(a, b))/2, by=algebra)
    proof.eq(a*b*(x0 - x0_hat)**2/(1 - a)/(1 - abar(a, b))/2, by=root_square.at({c: a}))
    proof.eq((snr(a) - snr(abar(a, b)))/2*(x0 - x0_hat)**2, by=algebra)
    proof.twin(KL[xs](back(xs, xt, x0), back(xs, xt, x0_hat)) == (x0 - x0_hat)**2, "leaving the weight out")
    proof.twin(KL[xs](back(xs, xt, x0), back(xs, xt, x0_hat)) == (snr(a) - snr(abar(a, b)))*(x0 - x0_hat)**2, "forgetting the one half")
    proof.twin(KL[xs](back(xs, xt, x0), back(xs, xt, x0_hat)) == snr(abar(a, b))/2*(x0 - x0_hat)**2, "taking the ratio for what it loses")
    proof.twin(KL[xs](back(xs, xt, x0), back(xs, xt, x0_hat)) == (x0 - x0_hat)**2/(2*back_var()), "forgetting by how much x₀ moves the mean")


@theorem("4.1.26", title="The mean of the way back from the noise")
def epsilon_form(proof):
    """The noise is taken out of x_t, with the factor β/√(1 − ᾱ), and what is left is stretched to undo the step."""
    proof.claim(back_mean(xt, datum(xt, eps)) == (xt - b/root(1 - abar(a, b))*eps)/root(1 - b))
    proof.given(1 - abar(a, b) > 0, 1 - b > 0)
    proof.starts(back_mean(xt, datum(xt, eps)))
    proof.eq((root(1 - b)*(1 - a)*xt + b*(xt - root(1 - abar(a, b))*eps)/root(1 - b))/(1 - abar(a, b)), by=logarithm)
    proof.eq((root(1 - b)**2*(1 - a)*xt + b*(xt - root(1 - abar(a, b))*eps))/root(1 - b)/(1 - abar(a, b)), by=algebra)
    proof.eq(((1 - b)*(1 - a)*xt + b*(xt - root(1 - abar(a, b))*eps))/root(1 - b)/(1 - abar(a, b)), by=root_square.at({c: 1 - b}))
    proof.eq((xt - b*(root(1 - abar(a, b))/(1 - abar(a, b)))*eps)/root(1 - b), by=algebra)
    proof.eq((xt - b/root(1 - abar(a, b))*eps)/root(1 - b), by=root_inverse.at({c: 1 - abar(a, b)}))
    proof.twin(back_mean(xt, datum(xt, eps)) == (xt - b*eps)/root(1 - b), "forgetting to divide by √(1 − ᾱ)")
    proof.twin(back_mean(xt, datum(xt, eps)) == (xt - root(1 - abar(a, b))*eps)/root(1 - b), "taking all of the noise out in one step")
    proof.twin(back_mean(xt, datum(xt, eps)) == xt - b/root(1 - abar(a, b))*eps, "forgetting to undo the shrinking")
    proof.twin(back_mean(xt, datum(xt, eps)) == (xt - root(b)*eps)/root(1 - b), "taking the noise of the step for that of the marginal")


@theorem("4.1.26", title="A prediction of the noise pays β²/(2 σ² (1 − β) (1 − ᾱ)) times its squared error")
def epsilon_weight(proof):
    """σ² is the variance of the way back."""
    proof.claim(KL[xs](back(xs, xt, datum(xt, eps)), back(xs, xt, datum(xt, eps_hat)))
                == b**2/(2*back_var())/(1 - b)/(1 - abar(a, b))*(eps - eps_hat)**2)
    proof.given(1 - abar(a, b) > 0, 1 - b > 0, back_var() > 0)
    proof.starts(KL[xs](back(xs, xt, datum(xt, eps)), back(xs, xt, datum(xt, eps_hat))))
    proof.eq((back_mean(xt, datum(xt, eps)) - back_mean(xt, datum(xt, eps_hat)))**2/(2*back_var()),
             by=kl_term.at({x0: datum(xt, eps), m: back_mean(xt, datum(xt, eps_hat))}))
    proof.eq(((xt - b/root(1 - abar(a, b))*eps)/root(1 - b) - back_mean(xt, datum(xt, eps_hat)))**2/(2*back_var()), by=epsilon_form)
    proof.eq(((xt - b/root(1 - abar(a, b))*eps)/root(1 - b) - (xt - b/root(1 - abar(a, b))*eps_hat)/root(1 - b))**2/(2*back_var()),
             by=epsilon_form.at({eps: eps_hat}))
    proof.eq(b**2*(eps - eps_hat)**2/(2*back_var())/root(1 - b)**2/root(1 - abar(a, b))**2, by=algebra)
    proof.eq(b**2*(eps - eps_hat)**2/(2*back_var())/(1 - b)/(1 - abar(a, b)), by=logarithm)
    proof.eq(b**2/(2*back_var())/(1 - b)/(1 - abar(a, b))*(eps - eps_hat)**2, by=algebra)
    proof.twin(KL[xs](back(xs, xt, datum(xt, eps)), back(xs, xt, datum(xt, eps_hat))) == (eps - eps_hat)**2, "leaving the weight out")
    proof.twin(KL[xs](back(xs, xt, datum(xt, eps)), back(xs, xt, datum(xt, eps_hat)))
               == b**2/(2*b)/(1 - b)/(1 - abar(a, b))*(eps - eps_hat)**2, "taking β for the variance")
    proof.twin(KL[xs](back(xs, xt, datum(xt, eps)), back(xs, xt, datum(xt, eps_hat)))
               == b**2/(2*back_var())/(1 - abar(a, b))*(eps - eps_hat)**2, "forgetting to undo the shrinking")
    proof.twin(KL[xs](back(xs, xt, datum(xt, eps)), back(xs, xt, datum(xt, eps_hat)))
               == b/(2*back_var())/(1 - b)/(1 - abar(a, b))*(eps - eps_hat)**2, "forgetting to square β")


@theorem(title="The weight of the noise is half of the relative loss of the signal-to-noise ratio")
def epsilon_ratio(proof):
    """It is b/(2 (1 − a) (1 − b)): large where there is little noise, so the simple loss weighs those times down."""
    proof.claim(b**2/(2*back_var())/(1 - b)/(1 - abar(a, b)) == (snr(a)/snr(abar(a, b)) - 1)/2)
    proof.given(1 - abar(a, b) != 0, 1 - a != 0, 1 - b != 0)
    proof.starts(b**2/(2*back_var())/(1 - b)/(1 - abar(a, b)))
    proof.eq(b/(1 - a)/(1 - b)/2, by=algebra)
    proof.eq((snr(a)/snr(abar(a, b)) - 1)/2, by=algebra)
    proof.twin(b**2/(2*back_var())/(1 - b)/(1 - abar(a, b)) == 1, "leaving the weight out")
    proof.twin(b**2/(2*back_var())/(1 - b)/(1 - abar(a, b)) == (snr(a) - snr(abar(a, b)))/2, "taking the weight of the datum")
    proof.twin(b**2/(2*back_var())/(1 - b)/(1 - abar(a, b)) == snr(a)/snr(abar(a, b))/2, "forgetting to subtract one")


@theorem("4.1.26", title="The mean of the way back from the velocity")
def v_form(proof):
    """x_t is shrunk and not stretched, and the datum is had without dividing by √ᾱ, which may be tiny."""
    proof.claim(back_mean(xt, datum_of_v(xt, v)) == root(1 - b)*xt - root(a)*b/root(1 - abar(a, b))*v)
    proof.given(1 - abar(a, b) > 0, 1 - b > 0)
    proof.starts(back_mean(xt, datum_of_v(xt, v)))
    proof.eq((root(1 - b)*(1 - a)*xt + root(a)*b*(root(a)*root(1 - b)*xt - root(1 - abar(a, b))*v))/(1 - abar(a, b)), by=logarithm)
    proof.eq((root(1 - b)*(1 - a)*xt + root(a)**2*b*root(1 - b)*xt)/(1 - abar(a, b)) - root(a)*b*v*(root(1 - abar(a, b))/(1 - abar(a, b))), by=algebra)
    proof.eq((root(1 - b)*(1 - a)*xt + a*b*root(1 - b)*xt)/(1 - abar(a, b)) - root(a)*b*v*(root(1 - abar(a, b))/(1 - abar(a, b))), by=root_square.at({c: a}))
    proof.eq(root(1 - b)*xt - root(a)*b*v*(root(1 - abar(a, b))/(1 - abar(a, b))), by=algebra)
    proof.eq(root(1 - b)*xt - root(a)*b/root(1 - abar(a, b))*v, by=root_inverse.at({c: 1 - abar(a, b)}))
    proof.twin(back_mean(xt, datum_of_v(xt, v)) == root(1 - b)*xt + root(a)*b/root(1 - abar(a, b))*v, "losing the sign of the velocity")
    proof.twin(back_mean(xt, datum_of_v(xt, v)) == (xt - b/root(1 - abar(a, b))*v)/root(1 - b), "taking the velocity for the noise")
    proof.twin(back_mean(xt, datum_of_v(xt, v)) == root(1 - b)*xt - b/root(1 - abar(a, b))*v, "forgetting by how much x₀ moves the mean")


@theorem("4.1.26", title="A prediction of the velocity pays what its datum would, times the variance of the marginal")
def v_weight(proof):
    proof.claim(KL[xs](back(xs, xt, datum_of_v(xt, v)), back(xs, xt, datum_of_v(xt, v_hat)))
                == (snr(a) - snr(abar(a, b)))*(1 - abar(a, b))/2*(v - v_hat)**2)
    proof.given(1 - abar(a, b) > 0, 1 - b > 0, 1 - a != 0, back_var() > 0)
    proof.starts(KL[xs](back(xs, xt, datum_of_v(xt, v)), back(xs, xt, datum_of_v(xt, v_hat))))
    proof.eq((snr(a) - snr(abar(a, b)))/2*(datum_of_v(xt, v) - datum_of_v(xt, v_hat))**2,
             by=x0_weight.at({x0: datum_of_v(xt, v), x0_hat: datum_of_v(xt, v_hat)}))
    proof.eq((snr(a) - snr(abar(a, b)))/2*root(1 - abar(a, b))**2*(v - v_hat)**2, by=algebra)
    proof.eq((snr(a) - snr(abar(a, b)))*(1 - abar(a, b))/2*(v - v_hat)**2, by=root_square.at({c: 1 - abar(a, b)}))
    proof.twin(KL[xs](back(xs, xt, datum_of_v(xt, v)), back(xs, xt, datum_of_v(xt, v_hat))) == (v - v_hat)**2, "leaving the weight out")
    proof.twin(KL[xs](back(xs, xt, datum_of_v(xt, v)), back(xs, xt, datum_of_v(xt, v_hat))) == (snr(a) - snr(abar(a, b)))/2*(v - v_hat)**2,
               "taking the weight of the datum")
    proof.twin(KL[xs](back(xs, xt, datum_of_v(xt, v)), back(xs, xt, datum_of_v(xt, v_hat)))
               == b**2/(2*back_var())/(1 - b)/(1 - abar(a, b))*(v - v_hat)**2, "taking the weight of the noise")


# --- DDIM ---------------------------------------------------------------------------------------------------------


@abbreviation
def noise(xt, x0):
    """The noise in what was drawn at the time t, as it is known where x₀ is."""
    return (xt - root(abar(a, b))*x0)/root(1 - abar(a, b))


@abbreviation
def skip(xs, xt, x0, s):
    """The DDIM step: the law of x_{t−1} that keeps a share of the noise in x_t and draws noise of the variance s anew."""
    return Normal[root(a)*x0 + root(1 - a - s)*noise(xt, x0), s](xs)


@abbreviation
def onward(xt, xs):
    """The law of x_t, given x_{t−1} and x₀, under the DDIM step with the variance s."""
    return Normal[root(abar(a, b))*x0 + root(1 - abar(a, b))*root(1 - a - s)/(1 - a)*(xs - root(a)*x0), s*(1 - abar(a, b))/(1 - a)](xt)


@theorem(title="The marginal after a step times a DDIM step is the marginal before it times a law of x_t")
def skip_product(proof):
    """So the forward steps that belong to it look at x₀: that chain is not Markov."""
    proof.claim(after(xt, x0)*skip(xs, xt, x0, s) == before(xs, x0)*onward(xt, xs))
    proof.given(1 - a - s > 0, 1 - b > 0)
    proof.starts(after(xt, x0)*skip(xs, xt, x0, s))
    proof.eq(after(xt, x0)*exp(-(log(2*pi) + log(s))/2 - (xs - root(a)*x0 - root(1 - a - s)*(xt - root(abar(a, b))*x0)*(1/root(1 - abar(a, b))))**2/(2*s)),
             by=density)
    proof.eq(after(xt, x0)*exp(-(log(2*pi) + log(s))/2
                               - (xs - root(a)*x0 - root(1 - a - s)*(xt - root(abar(a, b))*x0)*(root(1 - abar(a, b))/(1 - abar(a, b))))**2/(2*s)),
             by=root_inverse.at({c: 1 - abar(a, b)}))
    proof.eq(before(xs, x0)*onward(xt, xs), by=density)
    proof.twin(after(xt, x0)*skip(xs, xt, x0, s) == after(xs, x0)*onward(xt, xs), "taking the marginal after the step for that before it")
    proof.twin(after(xt, x0)*skip(xs, xt, x0, s) == before(xs, x0)*Normal[root(1 - b)*xs, b](xt), "taking its forward step for the Markov one")
    proof.twin(after(xt, x0)*Normal[root(a)*x0 + root(1 - a)*noise(xt, x0), s](xs) == before(xs, x0)*onward(xt, xs), "keeping all of the noise and drawing more")


@theorem("4.1.26", title="A DDIM step keeps the marginal")
def ddim_marginal(proof):
    """For every variance below 1 − a: each keeps the noise at the same level, by keeping the less the more it draws."""
    proof.claim(integral[xt](after(xt, x0)*skip(xs, xt, x0, s)) == before(xs, x0))
    proof.given(1 - a - s > 0, 1 - b > 0)
    proof.starts(integral[xt](after(xt, x0)*skip(xs, xt, x0, s)))
    proof.eq(integral[xt](before(xs, x0)*onward(xt, xs)), by=skip_product)
    proof.eq(before(xs, x0), by=marginal)
    proof.twin(integral[xt](after(xt, x0)*Normal[root(a)*x0 + root(1 - a)*noise(xt, x0), s](xs)) == before(xs, x0), "keeping all of the noise and drawing more")
    proof.twin(integral[xt](after(xt, x0)*skip(xs, xt, x0, s)) == after(xs, x0), "believing that a step back changes nothing")
    proof.twin(integral[xt](after(xt, x0)*Normal[root(a)*x0 + (1 - a - s)*noise(xt, x0), s](xs)) == before(xs, x0), "leaving the root out")
    proof.twin(integral[xt](after(xt, x0)*Normal[root(a)*x0, s](xs)) == before(xs, x0), "keeping none of the noise and drawing too little")


@theorem("4.1.26", title="How much of the noise the way back keeps")
def ddim_share(proof):
    proof.claim(root(1 - a - back_var()) == (1 - a)*root(1 - b)/root(1 - abar(a, b)))
    proof.given(1 - a > 0, 1 - b > 0)
    proof.starts(root(1 - a - back_var()))
    proof.eq(root(1/(1/(1 - a)*(1/(1 - a))*(1/(1 - b))*(1 - abar(a, b)))), by=algebra)
    proof.eq((1 - a)*root(1 - b)/root(1 - abar(a, b)), by=logarithm)
    proof.twin(root(1 - a - back_var()) == root(1 - a), "believing that it keeps all of the noise")
    proof.twin(root(1 - a - back_var()) == (1 - a)*(1 - b)/(1 - abar(a, b)), "leaving the roots out")
    proof.twin(root(1 - a - back_var()) == root(1 - a) - root(back_var()), "taking the root of each part")


@theorem("4.1.26", title="With the variance of the way back, a DDIM step has its mean")
def ddim_mean(proof):
    proof.claim(root(a)*x0 + root(1 - a - back_var())*noise(xt, x0) == back_mean(xt, x0))
    proof.given(1 - a > 0, 1 - b > 0)
    proof.starts(root(a)*x0 + root(1 - a - back_var())*noise(xt, x0))
    proof.eq(root(a)*x0 + (1 - a)*root(1 - b)/root(1 - abar(a, b))*noise(xt, x0), by=ddim_share)
    proof.eq(root(a)*x0 + (1 - a)*root(1 - b)*(xt - root(a)*root(1 - b)*x0)/root(1 - abar(a, b))**2, by=logarithm)
    proof.eq(root(a)*x0 + (1 - a)*(root(1 - b)*xt - root(a)*(1 - b)*x0)/(1 - abar(a, b)), by=logarithm)
    proof.eq(back_mean(xt, x0), by=algebra)
    proof.twin(root(a)*x0 + root(1 - a)*noise(xt, x0) == back_mean(xt, x0), "keeping all of the noise")
    proof.twin(root(a)*x0 + root(1 - a - b)*noise(xt, x0) == back_mean(xt, x0), "taking β for the variance")
    proof.twin(root(a)*x0 + (1 - a - back_var())*noise(xt, x0) == back_mean(xt, x0), "leaving the root out")


@theorem("4.1.26", title="With the variance of the way back, a DDIM step is the way back")
def ddim_is_back(proof):
    proof.claim(skip(xs, xt, x0, back_var()) == back(xs, xt, x0))
    proof.given(1 - a > 0, 1 - b > 0)
    proof.starts(skip(xs, xt, x0, back_var()))
    proof.eq(exp(-(log(2*pi) + log(back_var()))/2 - (xs - (root(a)*x0 + root(1 - a - back_var())*noise(xt, x0)))**2/back_var()/2), by=density)
    proof.eq(exp(-(log(2*pi) + log(back_var()))/2 - (xs - back_mean(xt, x0))**2/back_var()/2), by=ddim_mean)
    proof.eq(back(xs, xt, x0), by=density)
    proof.twin(skip(xs, xt, x0, b) == back(xs, xt, x0), "taking β for the variance")
    proof.twin(skip(xs, xt, x0, (1 - a)/2) == back(xs, xt, x0), "believing it of every variance")
    proof.twin(skip(xs, xt, x0, back_var()**2) == back(xs, xt, x0), "squaring the variance")


@theorem(title="The mean of a DDIM step in the noise")
def ddim_epsilon(proof):
    """At s = 0 it would be √a x₀ + √(1 − a) ε, the same datum and the same noise at the earlier time."""
    proof.claim(root(a)*x0 + root(1 - a - s)*noise(root(abar(a, b))*x0 + root(1 - abar(a, b))*eps, x0) == root(a)*x0 + root(1 - a - s)*eps)
    proof.given(1 - a - s > 0, abar(a, b) > 0)
    proof.starts(root(a)*x0 + root(1 - a - s)*noise(root(abar(a, b))*x0 + root(1 - abar(a, b))*eps, x0))
    proof.eq(root(a)*x0 + root(1 - a - s)*eps, by=algebra)
    proof.twin(root(a)*x0 + root(1 - a - s)*noise(root(abar(a, b))*x0 + root(1 - abar(a, b))*eps, x0) == root(a)*x0 + root(1 - a)*eps,
               "forgetting that some noise is drawn anew")
    proof.twin(root(a)*x0 + root(1 - a - s)*noise(root(abar(a, b))*x0 + root(1 - abar(a, b))*eps, x0) == root(a)*(x0 + root(1 - a - s)*eps), "scaling the noise with the datum")
    proof.twin(root(a)*x0 + root(1 - a - s)*noise(root(abar(a, b))*x0 + root(1 - abar(a, b))*eps, x0) == x0 + root(1 - a - s)*eps, "going to the datum at once")
