"""Diffusion over all times: means, variances, and how much of the signal is left after any number of steps.

The chapters `diffusion_gaussian` and `diffusion_reversal` take one step of noise.  Here the steps are put together, each
with a number α(t) of its own: at the time t the number x_t is drawn from the normal law of mean √α(t) x_{t−1} and variance
1 − α(t), so that α(t) is 1 − β_t.  A step takes a normal law to a normal law.  So the law of x_t, given x₀, is normal at all
times, and its mean m(t) and its variance v(t) obey

    m(t + 1) = √α(t + 1) m(t),    v(t + 1) = α(t + 1) v(t) + 1 − α(t + 1).

What they come to after T steps is shown by induction, in pairs of theorems: the first one is the step from T to T + 1, with
what holds at T among its hypotheses, and the second one uses it.  The mean shrinks by the product of the roots, and the
distance of the variance from one by the product of the numbers α, wherever the law begins.  Before the first step the
mean is x₀ and the variance is zero, so m(1) = √α(1) x₀ and v(1) = 1 − α(1).  With ᾱ for the product over all steps, the law
after T steps has the mean √ᾱ x₀ and the variance 1 − ᾱ.

How small ᾱ is depends on the sum of the numbers β above all: it is at most exp of minus that sum.

Variances stand in the second place of `Normal`.

Source: Ho, Jain and Abbeel, Denoising diffusion probabilistic models, 2020, equation (4).
"""

from derivations import (
    Function, Normal, abbreviation, counts, density, each, exp, hypothesis, induction, integral, linearity, log, logarithm, marginal,
    product, tangent, telescope, theorem, total)
from derivations.chapters.diffusion_gaussian import c, d, n, root, xs, xt

T, t = counts("T t")
alpha = Function("alpha", t, nonnegative=True)
m, v = Function("m", t), Function("v", t)


@abbreviation
def abar(T):
    """ᾱ after T steps: the share of x₀² that is left in the second moment."""
    return product[t:1:T](alpha(t))


@abbreviation
def noise(T):
    """The sum of the numbers β of T steps."""
    return total[t:1:T](1 - alpha(t))


@abbreviation
def spread(c, d):
    """The variance after a step of variance c, where it was d before."""
    return (1 - c)*d + c


# --- one step -----------------------------------------------------------------------------------------------------


@theorem("4.1.26", title="A step of noise takes a normal law to a normal law")
def step_normal(proof):
    """The step has the variance c, and the law before it has the mean n and the variance d.  Mean and variance move by
    themselves: neither looks at the other."""
    proof.claim(integral[xs](Normal[root(1 - c)*xs, c](xt)*Normal[n, d](xs)) == Normal[root(1 - c)*n, spread(c, d)](xt))
    proof.given(c > 0, 1 - c > 0, d > 0, spread(c, d) > 0)
    proof.starts(integral[xs](Normal[root(1 - c)*xs, c](xt)*Normal[n, d](xs)))
    proof.eq(integral[xs](Normal[(root(1 - c)*d*xt + c*n)/spread(c, d), c*d/spread(c, d)](xs)*Normal[root(1 - c)*n, spread(c, d)](xt)), by=density)
    proof.eq(Normal[root(1 - c)*n, spread(c, d)](xt), by=marginal)
    proof.twin(integral[xs](Normal[root(1 - c)*xs, c](xt)*Normal[n, d](xs)) == Normal[root(1 - c)*n, c + d](xt), "adding the variances without shrinking the first one")
    proof.twin(integral[xs](Normal[root(1 - c)*xs, c](xt)*Normal[n, d](xs)) == Normal[n, spread(c, d)](xt), "forgetting that the step shrinks the mean")
    proof.twin(integral[xs](Normal[root(1 - c)*xs, c](xt)*Normal[n, d](xs)) == Normal[(1 - c)*n, spread(c, d)](xt), "leaving the root out")


# --- all steps ----------------------------------------------------------------------------------------------------


@theorem("4.1.26", title="The distance of the variance from one after one more step")
def noise_step(proof):
    proof.claim(v(T + 1) == 1 - (1 - v(1))*product[t:2:T + 1](alpha(t)))
    proof.given(v(T) == 1 - (1 - v(1))*product[t:2:T](alpha(t)), v(T + 1) == alpha(T + 1)*v(T) + 1 - alpha(T + 1))
    proof.starts(v(T + 1))
    proof.eq(alpha(T + 1)*v(T) + 1 - alpha(T + 1), by=hypothesis)
    proof.eq(alpha(T + 1)*(1 - (1 - v(1))*product[t:2:T](alpha(t))) + 1 - alpha(T + 1), by=hypothesis)
    proof.eq(1 - (1 - v(1))*product[t:2:T + 1](alpha(t)), by=telescope)
    proof.twin(v(T + 1) == 1 - (1 - v(1))*product[t:2:T](alpha(t)), "forgetting the last step")
    proof.twin(v(T + 1) == 1 - (1 - v(1))*product[t:1:T](alpha(t)), "taking every step one too early")
    proof.twin(v(T + 1) == (1 - v(1))*product[t:2:T + 1](alpha(t)), "taking the distance from one for the variance")


@theorem("4.1.26", title="The distance of the variance from one shrinks by α with every step")
def noise_after(proof):
    """Where v(1) = 1 − α(1), the variance is 1 − ᾱ."""
    proof.claim(v(T) == 1 - (1 - v(1))*product[t:2:T](alpha(t)))
    proof.given(each[t:1:T - 1](v(t + 1) == alpha(t + 1)*v(t) + 1 - alpha(t + 1)))
    proof.starts(v(T))
    proof.eq(1 - (1 - v(1))*product[t:2:T](alpha(t)), by=induction.using(noise_step))
    proof.twin(v(T) == 1 - (1 - v(1))*product[t:1:T](alpha(t)), "counting the first step twice")
    proof.twin(v(T) == 1 - (1 - v(1))*product[t:2:T + 1](alpha(t)), "taking a step too many")
    proof.twin(v(T) == v(1)*product[t:2:T](alpha(t)), "believing that the steps add no noise")


@theorem("4.1.26", title="The mean after one more step")
def mean_step(proof):
    proof.claim(m(T + 1) == m(1)*product[t:2:T + 1](root(alpha(t))))
    proof.given(m(T) == m(1)*product[t:2:T](root(alpha(t))), m(T + 1) == root(alpha(T + 1))*m(T), each[t:2:T + 1](alpha(t) > 0))
    proof.starts(m(T + 1))
    proof.eq(root(alpha(T + 1))*m(T), by=hypothesis)
    proof.eq(root(alpha(T + 1))*(m(1)*product[t:2:T](root(alpha(t)))), by=hypothesis)
    proof.eq(m(1)*product[t:2:T + 1](root(alpha(t))), by=telescope)
    proof.twin(m(T + 1) == m(1)*product[t:2:T](root(alpha(t))), "forgetting the last step")
    proof.twin(m(T + 1) == m(1)*product[t:2:T + 1](alpha(t)), "leaving the root out")


@theorem("4.1.26", title="The mean shrinks by the root of α with every step")
def mean_after(proof):
    proof.claim(m(T) == m(1)*product[t:2:T](root(alpha(t))))
    proof.given(each[t:1:T - 1](m(t + 1) == root(alpha(t + 1))*m(t)), each[t:2:T](alpha(t) > 0))
    proof.starts(m(T))
    proof.eq(m(1)*product[t:2:T](root(alpha(t))), by=induction.using(mean_step))
    proof.twin(m(T) == m(1)*product[t:1:T](alpha(t)), "leaving the root out, and counting the first step twice")
    proof.twin(m(T) == m(1)*root(alpha(T)), "taking the last step for all of them")


@theorem("4.1.26", title="The product of the roots is the root of ᾱ")
def root_product(proof):
    proof.claim(product[t:1:T](root(alpha(t))) == root(abar(T)))
    proof.given(each[t:1:T](alpha(t) > 0))
    proof.starts(product[t:1:T](root(alpha(t))))
    proof.eq(exp(total[t:1:T](log(alpha(t))/2)), by=logarithm)
    proof.eq(exp(total[t:1:T](log(alpha(t)))/2), by=linearity)
    proof.eq(root(abar(T)), by=logarithm)
    proof.twin(product[t:1:T](root(alpha(t))) == abar(T), "leaving the root out")
    proof.twin(product[t:1:T](root(alpha(t))) == root(1 - noise(T)), "adding the numbers β for multiplying")


# --- how small ᾱ is -----------------------------------------------------------------------------------------------


@theorem(title="After one more step the signal is at most what the first step left")
def shrink_step(proof):
    proof.claim(abar(T + 1) <= alpha(1))
    proof.given(abar(T) <= alpha(1), alpha(T + 1) <= 1)
    proof.starts(abar(T + 1))
    proof.eq(abar(T)*alpha(T + 1), by=telescope)
    proof.le(abar(T), by=hypothesis)
    proof.le(alpha(1), by=hypothesis)
    proof.twin(abar(T + 1) >= alpha(1), "turning it round")
    proof.twin(abar(T + 1) == alpha(1), "believing that one step is all that counts")


@theorem(title="The signal is at most what the first step left")
def shrinks(proof):
    """So no schedule brings the signal back."""
    proof.claim(abar(T) <= alpha(1))
    proof.given(each[t:1:T - 1](alpha(t + 1) <= 1))
    proof.starts(abar(T))
    proof.le(alpha(1), by=induction.using(shrink_step))
    proof.twin(abar(T) == alpha(1), "believing that one step is all that counts")
    proof.twin(abar(T) <= 1 - noise(T), "adding the numbers β for multiplying")


@theorem(title="ᾱ is at most exp of minus the sum of the numbers β")
def below_exponential(proof):
    """So the signal vanishes as soon as the numbers β add up to much, however small each of them is."""
    proof.claim(abar(T) <= exp(-noise(T)))
    proof.given(each[t:1:T](alpha(t) > 0))
    proof.starts(abar(T))
    proof.eq(exp(total[t:1:T](log(alpha(t)))), by=logarithm)
    proof.le(exp(total[t:1:T](alpha(t) - 1)), by=tangent)
    proof.eq(exp(-noise(T)), by=linearity)
    proof.twin(abar(T) == exp(-noise(T)), "taking the bound for ᾱ")
    proof.twin(abar(T) <= exp(-2*noise(T)), "doubling the sum")
    proof.twin(abar(T) <= 1 - noise(T), "adding the numbers β for multiplying")
