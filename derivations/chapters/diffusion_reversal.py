"""Diffusion with Gaussian noise: the exact way back, where the numbers are normal.

A model goes back from x_t to x_{t−1} without knowing x₀.  The law to be learned is that of x_{t−1}, given x_t alone,
which depends on the law of the data.  Where x_{t−1} is normal with mean n and variance s, it is normal too, with the
variance b s/((1 − b) s + b), b being β_t.

So both variances that programs use are right for some data.  Data from N(0, 1) keep that law at all times, by
`diffusion_gaussian.preserved`, so that s is one: then the variance is β_t.  If all data are the same x₀, then s is 1 −
ᾱ_{t−1}, and the way back is that of the chapter `diffusion_gaussian`, with its smaller variance.  Other data lie between.
A normal law for each x_t is exact for normal data only; for others it is nearly so where β_t is small, which is why there
are many small steps.

With the exact way back and the exact law to begin with, nothing is missed: the log ratio that the bound averages is the
log density of x_{t−1} for every draw.  With another beginning, such as N(0, 1), the divergence of the two is missed, and
nothing that is learned of the way back makes up for it.

Sources: Sohl-Dickstein, Weiss, Maheswaranathan and Ganguli, Deep unsupervised learning using nonequilibrium
thermodynamics, 2015; Ho, Jain and Abbeel, Denoising diffusion probabilistic models, 2020, section 3.2.
"""

from derivations import E, Normal, abbreviation, algebra, density, family, linearity, log, logarithm, marginal, theorem
from derivations.chapters.diffusion_gaussian import a, abar, b, back, back_mean, back_var, divergence, n, root, s, step, x0, xs, xt


@abbreviation
def spread(s):
    """The variance of x_t, where that of x_{t−1} is s: (1 − b) s + b."""
    return (1 - b)*s + b


@abbreviation
def law_after(xt, n, s):
    """The law of x_t, where that of x_{t−1} is normal with mean n and variance s."""
    return Normal[root(1 - b)*n, spread(s)](xt)


@abbreviation
def reversal(xs, xt, n, s):
    """The law of x_{t−1}, given x_t, where that of x_{t−1} is normal with mean n and variance s."""
    return Normal[(root(1 - b)*s*xt + b*n)/spread(s), b*s/spread(s)](xs)


@theorem(title="Where x_{t−1} is normal, the exact way back is normal")
def reversal_product(proof):
    """For other laws of x_{t−1} it is not: it is nearly normal where β is small, which is why the steps are small."""
    proof.claim(step(xt, xs)*Normal[n, s](xs) == reversal(xs, xt, n, s)*law_after(xt, n, s))
    proof.given(1 - b > 0, spread(s) > 0)
    proof.starts(step(xt, xs)*Normal[n, s](xs))
    proof.eq(reversal(xs, xt, n, s)*law_after(xt, n, s), by=density)
    proof.twin(step(xt, xs)*Normal[n, s](xs) == reversal(xs, xt, n, s)*Normal[n, s](xt), "believing that a step changes nothing")
    proof.twin(step(xt, xs)*Normal[n, s](xs) == Normal[xt/root(1 - b), b/(1 - b)](xs)*law_after(xt, n, s), "leaving out what is known before x_t is seen")
    proof.twin(step(xt, xs)*Normal[n, s](xs) == Normal[(root(1 - b)*s*xt + b*n)/spread(s), b](xs)*law_after(xt, n, s), "taking β for the variance")


@theorem(title="The variance of the exact way back differs from β as that of x_{t−1} does from one")
def reversal_variance(proof):
    proof.claim(b - b*s/spread(s) == b**2*(1 - s)/spread(s))
    proof.given(spread(s) != 0)
    proof.starts(b - b*s/spread(s))
    proof.eq(b**2*(1 - s)/spread(s), by=algebra)
    proof.twin(b - b*s/spread(s) == 0, "taking β for the variance")
    proof.twin(b - b*s/spread(s) == b*(1 - s)/spread(s), "forgetting to square β")
    proof.twin(b - b*s/spread(s) == b**2*(s - 1)/spread(s), "losing a sign")


@theorem(title="For standard normal data the variance of the exact way back is β")
def reversal_standard(proof):
    """The larger of the two variances that are usual, and the mean is √(1 − β) x_t."""
    proof.claim(reversal(xs, xt, 0, 1) == Normal[root(1 - b)*xt, b](xs))
    proof.given(1 - b > 0)
    proof.starts(reversal(xs, xt, 0, 1))
    proof.eq(Normal[root(1 - b)*xt, b](xs), by=algebra)
    proof.twin(reversal(xs, xt, 0, 1) == Normal[xt/root(1 - b), b](xs), "undoing the step: the way back shrinks, too")
    proof.twin(reversal(xs, xt, 0, 1) == Normal[root(1 - b)*xt, back_var()](xs), "taking the smaller of the two usual variances")


@theorem(title="Where all data are x₀, the exact way back is the one given x₀")
def reversal_point(proof):
    """The smaller of the two variances that are usual."""
    proof.claim(reversal(xs, xt, root(a)*x0, 1 - a) == back(xs, xt, x0))
    proof.given(1 - b > 0, 1 - abar(a, b) != 0, back_var() > 0)
    proof.starts(reversal(xs, xt, root(a)*x0, 1 - a))
    proof.eq(back(xs, xt, x0), by=algebra)
    proof.twin(reversal(xs, xt, root(a)*x0, 1) == back(xs, xt, x0), "taking one for the variance")
    proof.twin(reversal(xs, xt, root(a)*x0, 1 - a) == Normal[back_mean(xt, x0), b](xs), "taking the larger of the two usual variances")


@theorem(title="With the exact way back and the exact end, the bound of one step is tight, whatever is drawn")
def tight(proof):
    proof.claim(log(law_after(xt, n, s)*reversal(xs, xt, n, s)/step(xt, xs)) == log(Normal[n, s](xs)))
    proof.given(1 - b > 0, spread(s) > 0)
    proof.starts(log(law_after(xt, n, s)*reversal(xs, xt, n, s)/step(xt, xs)))
    proof.eq(log(step(xt, xs)*Normal[n, s](xs)/step(xt, xs)), by=reversal_product)
    proof.eq(log(Normal[n, s](xs)), by=algebra)
    proof.twin(log(Normal[0, 1](xt)*reversal(xs, xt, n, s)/step(xt, xs)) == log(Normal[n, s](xs)), "beginning with the standard normal law")
    proof.twin(log(law_after(xt, n, s)*Normal[root(1 - b)*xt, b](xs)/step(xt, xs)) == log(Normal[n, s](xs)), "taking the way back of other data")
    proof.twin(log(law_after(xt, n, s)*step(xs, xt)/step(xt, xs)) == log(Normal[n, s](xs)), "taking a step of noise for a step back")


@theorem(title="With the exact way back and another beginning, the bound of one step misses the divergence of the two")
def loose_end(proof):
    """On average over what the forward steps draw.  So what the way back begins with has to be near the law of x_T, and no
    better network makes up for it."""
    proof.claim(E[Normal[n, s](xs), step(xt, xs)](log(Normal[0, 1](xt)*reversal(xs, xt, n, s)/step(xt, xs)))
                == E[Normal[n, s](xs)](log(Normal[n, s](xs))) - divergence(root(1 - b)*n, spread(s), 0, 1))
    proof.given(1 - b > 0, spread(s) > 0)
    proof.starts(E[Normal[n, s](xs), step(xt, xs)](log(Normal[0, 1](xt)*reversal(xs, xt, n, s)/step(xt, xs))))
    proof.eq(E[Normal[n, s](xs), step(xt, xs)](log(spread(s))/2 - xt**2/2 + (xt - root(1 - b)*n)**2/spread(s)/2 + log(Normal[n, s](xs))), by=density)
    proof.eq(E[Normal[n, s](xs), step(xt, xs)](log(spread(s))/2 - xt**2/2 + (xt - root(1 - b)*n)**2/spread(s)/2)
             + E[Normal[n, s](xs), step(xt, xs)](log(Normal[n, s](xs))), by=linearity)
    proof.eq(E[Normal[n, s](xs), step(xt, xs)](log(spread(s))/2 - xt**2/2 + (xt - root(1 - b)*n)**2/spread(s)/2)
             + E[Normal[n, s](xs)](log(Normal[n, s](xs))), by=marginal)
    proof.eq(log(spread(s))/2 - (root(1 - b)**2*(s + n**2) + b)/2 + (root(1 - b)**2*s + b)/spread(s)/2 + E[Normal[n, s](xs)](log(Normal[n, s](xs))), by=family)
    proof.eq(log(spread(s))/2 - (spread(s) + (root(1 - b)*n)**2)/2 + ((1 - b)*s + b)/spread(s)/2 + E[Normal[n, s](xs)](log(Normal[n, s](xs))), by=logarithm)
    proof.eq(E[Normal[n, s](xs)](log(Normal[n, s](xs))) - (spread(s) + (root(1 - b)*n)**2 - 1 - log(spread(s)))/2, by=algebra)
    proof.eq(E[Normal[n, s](xs)](log(Normal[n, s](xs))) - divergence(root(1 - b)*n, spread(s), 0, 1), by=logarithm)
    proof.twin(E[Normal[n, s](xs), step(xt, xs)](log(Normal[0, 1](xt)*reversal(xs, xt, n, s)/step(xt, xs)))
               == E[Normal[n, s](xs)](log(Normal[n, s](xs))), "forgetting that the beginning is wrong")
    proof.twin(E[Normal[n, s](xs), step(xt, xs)](log(Normal[0, 1](xt)*reversal(xs, xt, n, s)/step(xt, xs)))
               == E[Normal[n, s](xs)](log(Normal[n, s](xs))) - divergence(0, 1, root(1 - b)*n, spread(s)), "writing the divergence the other way round")
